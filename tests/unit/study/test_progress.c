#include "study/progress.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "near.h"
#include "sample.h"

#define TODAY 20000
#define NOW   (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    if (!fixture.catalog)
        return -1;
    study_state_init(&fixture.study, fixture.catalog);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    return 0;
}

static void mark(StudyState *study, const char *id, Mark value)
{
    ItemState *own = study_state_item(study, catalog_find(study->catalog, id));
    assert_non_null(own);
    own->marked = true;
    own->mark = value;
}

static Mark mark_of(const StudyState *study, const char *id)
{
    return progress_mark(study, catalog_find(study->catalog, id));
}

static void review(StudyState *study, int card, double stability, int days_ago)
{
    study->cards[card] = (CardState){
        .memory = {stability, 5},
        .phase = CARD_REVIEW,
        .reps = 1,
        .last_review_day = TODAY - days_ago,
        .due_day = TODAY - days_ago + (DayNumber)stability,
        .first_review_day = TODAY - days_ago,
    };
}

static void topics_follow_from_their_subtopics(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    assert_int_equal(mark_of(study, "python"), MARK_TODO);
    mark(study, "python/a", MARK_SKIPPED);
    assert_int_equal(mark_of(study, "python"), MARK_TODO); /* a skip begins nothing */
    mark(study, "python/b", MARK_SKIPPED);
    assert_int_equal(mark_of(study, "python"), MARK_SKIPPED);
    mark(study, "python/b", MARK_DOING);
    assert_int_equal(mark_of(study, "python"), MARK_DOING);
    mark(study, "python/b", MARK_DONE);
    assert_int_equal(mark_of(study, "python"), MARK_DONE);
    mark(study, "python/a", MARK_TODO);
    assert_int_equal(mark_of(study, "python"), MARK_DOING);
    mark(study, "python", MARK_SKIPPED); /* the learner's own mark wins */
    assert_int_equal(mark_of(study, "python"), MARK_SKIPPED);
}

static void projects_follow_from_their_milestones(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    assert_int_equal(mark_of(study, "calc"), MARK_TODO);
    mark(study, "calc/add", MARK_DONE);
    assert_int_equal(mark_of(study, "calc"), MARK_DOING);
    mark(study, "calc/rest", MARK_DONE);
    assert_int_equal(mark_of(study, "calc"), MARK_DONE);
}

static void other_items_have_only_their_own_mark(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    assert_int_equal(mark_of(study, "book"), MARK_TODO);
    mark(study, "book", MARK_DOING);
    assert_int_equal(mark_of(study, "book"), MARK_DOING);
    assert_int_equal(mark_of(study, "basics"), MARK_TODO);
    assert_int_equal(mark_of(study, "nothing"), MARK_TODO);
    /* A mark that is not the learner's does not count. */
    study->subtopics[SUB_MATH_A].mark = MARK_DONE;
    assert_int_equal(mark_of(study, "math/a"), MARK_TODO);
}

static void a_topic_is_the_share_of_its_parts(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    assert_near("share", 0, progress_topic(study, TOPIC_PYTHON), 0, 0);
    mark(study, "python/a", MARK_DONE);
    assert_near("share", 1, progress_topic(study, TOPIC_PYTHON), 1.0 / 3, 1e-12);
    mark(study, "calc/add", MARK_DONE); /* half of the project, which is the third part */
    assert_near("share", 2, progress_topic(study, TOPIC_PYTHON), 1.5 / 3, 1e-12);
    mark(study, "python/b", MARK_SKIPPED);
    assert_near("share", 3, progress_topic(study, TOPIC_PYTHON), 1.5 / 2, 1e-12);
    mark(study, "calc", MARK_SKIPPED);
    assert_near("share", 4, progress_topic(study, TOPIC_PYTHON), 1, 1e-12);
    mark(study, "python/a", MARK_SKIPPED); /* nothing is left to measure */
    assert_near("share", 5, progress_topic(study, TOPIC_PYTHON), 0, 0);
    mark(study, "python", MARK_DONE);
    assert_near("share", 6, progress_topic(study, TOPIC_PYTHON), 1, 0);
    mark(study, "calc", MARK_DONE);
    mark(study, "python", MARK_DOING);
    assert_near("share", 7, progress_topic(study, TOPIC_PYTHON), 1, 0);
}

static void phases_weigh_topics_by_hours(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    mark(study, "math", MARK_DONE); /* no hours: weight 1; python has 15 */
    assert_near("phase", 0, progress_phase(study, 0), 1.0 / 16, 1e-12);
    assert_near("all", 0, progress_all(study), 1.0 / 46, 1e-12);
    mark(study, "python", MARK_DONE);
    assert_near("phase", 1, progress_phase(study, 0), 1, 1e-12);
    assert_near("phase", 2, progress_phase(study, 1), 0, 0);
    mark(study, "nets/a", MARK_DONE);
    assert_near("all", 1, progress_all(study), (16 + 15) / 46.0, 1e-12);
    mark(study, "nets", MARK_SKIPPED);
    assert_near("all", 2, progress_all(study), 1, 1e-12);
    assert_near("phase", 3, progress_phase(study, 1), 0, 0); /* all skipped */
}

static void memory_is_the_mean_of_reviewed_cards(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    ItemRef python = {ITEM_TOPIC, TOPIC_PYTHON}, part = {ITEM_SUBTOPIC, SUB_PYTHON_B};
    assert_near("memory", 0, progress_memory(study, python, TODAY), 1, 0);
    review(study, CARD_VAR, 10, 10); /* 0.9 */
    assert_near("memory", 1, progress_memory(study, python, TODAY), 0.9, 1e-12);
    review(study, CARD_GAP_1, 10, 0); /* 1 */
    assert_near("memory", 2, progress_memory(study, python, TODAY), 0.95, 1e-12);
    assert_near("memory", 3, progress_memory(study, part, TODAY), 1, 1e-12);
}

static void done_and_faded_is_rusty(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    ItemRef python = {ITEM_TOPIC, TOPIC_PYTHON};
    review(study, CARD_VAR, 5, 5);
    mark(study, "python", MARK_DONE);
    assert_false(progress_is_rusty(study, python, TODAY));
    assert_true(progress_is_rusty(study, python, TODAY + 30));
    study->config.rusty_below = 0.5;
    assert_false(progress_is_rusty(study, python, TODAY + 30));
    study->config.rusty_below = 0.8;
    mark(study, "python", MARK_DOING);
    assert_false(progress_is_rusty(study, python, TODAY + 30));
    mark(study, "math", MARK_DONE); /* no card of it was reviewed */
    assert_false(progress_is_rusty(study, (ItemRef){ITEM_TOPIC, TOPIC_MATH}, TODAY + 30));
}

static void what_is_set_aside_is_not_to_be_remembered(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    ItemRef python = {ITEM_TOPIC, TOPIC_PYTHON};
    review(study, CARD_VAR, 1, 40);
    review(study, CARD_GAP_1, 10, 0);
    assert_true(progress_memory(study, python, TODAY) < 0.9);
    study->cards[CARD_VAR].suspended = true;
    assert_near("memory", 0, progress_memory(study, python, TODAY), 1, 1e-12);
}

static void the_weakest_base_is_found(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    const Catalog *catalog = study->catalog;
    CardTally topics[3];
    CardTally subtopics[6];
    ItemRef nets = {ITEM_TOPIC, TOPIC_NETS};
    progress_tally(study, NOW, TODAY, topics, subtopics);
    assert_int_equal(progress_weakest(catalog, topics, subtopics, nets).kind, ITEM_NONE);
    review(study, CARD_VAR, 5, 30); /* python, through mathematics */
    review(study, CARD_VEC, 5, 10);
    review(study, CARD_NET, 1, 90); /* its own do not count */
    progress_tally(study, NOW, TODAY, topics, subtopics);
    ItemRef weakest = progress_weakest(catalog, topics, subtopics, nets);
    assert_int_equal(weakest.kind, ITEM_TOPIC);
    assert_int_equal(weakest.index, TOPIC_PYTHON);
    assert_near("mastery", 0, topics[TOPIC_PYTHON].recall,
                progress_memory(study, (ItemRef){ITEM_TOPIC, TOPIC_PYTHON}, TODAY), 1e-12);
    assert_int_equal(topics[TOPIC_PYTHON].learned, 1);
    review(study, CARD_VEC, 5, 60);
    progress_tally(study, NOW, TODAY, topics, subtopics);
    assert_int_equal(progress_weakest(catalog, topics, subtopics, nets).index, TOPIC_MATH);
    /* a subtopic: what it builds on itself, else what its topic does */
    weakest = progress_weakest(catalog, topics, subtopics, (ItemRef){ITEM_SUBTOPIC, SUB_PYTHON_B});
    assert_int_equal(weakest.kind, ITEM_SUBTOPIC);
    assert_int_equal(weakest.index, SUB_PYTHON_A);
    weakest = progress_weakest(catalog, topics, subtopics, (ItemRef){ITEM_SUBTOPIC, SUB_MATH_B});
    assert_int_equal(weakest.kind, ITEM_TOPIC);
    assert_int_equal(weakest.index, TOPIC_PYTHON);
}

static void cards_are_counted(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    review(study, CARD_VAR, 3, 5);
    study->cards[CARD_LOOP] = (CardState){.phase = CARD_LEARNING, .reps = 1, .due_ms = NOW - 1};
    study->cards[CARD_GAP_1].suspended = true;
    CardCounts all = progress_cards(study, (ItemRef){ITEM_TOPIC, TOPIC_PYTHON}, NOW, TODAY);
    assert_int_equal(all.all, 5);
    assert_int_equal(all.due, 2);
    assert_int_equal(all.learning, 1);
    assert_int_equal(all.fresh, 2);
    assert_int_equal(all.suspended, 1);
    CardCounts part = progress_cards(study, (ItemRef){ITEM_SUBTOPIC, SUB_PYTHON_B}, NOW, TODAY);
    assert_int_equal(part.all, 2);
    assert_int_equal(part.fresh, 1);
    CardCounts math = progress_cards(study, (ItemRef){ITEM_TOPIC, TOPIC_MATH}, NOW, TODAY);
    assert_int_equal(math.all, 2); /* the one without a subtopic as well */
}

static void the_way_goes_on_in_order(void **state)
{
    StudyState *study = &((Fixture *)*state)->study;
    assert_int_equal(progress_next_subtopic(study), SUB_PYTHON_A);
    mark(study, "python/a", MARK_DONE);
    assert_int_equal(progress_next_subtopic(study), SUB_PYTHON_B);
    mark(study, "python/b", MARK_SKIPPED);
    assert_int_equal(progress_next_subtopic(study), SUB_MATH_A);
    mark(study, "nets/a", MARK_DOING); /* what is begun comes first, wherever it is */
    assert_int_equal(progress_next_subtopic(study), SUB_NETS_A);
    mark(study, "nets/a", MARK_DONE);
    mark(study, "math", MARK_DONE); /* as a whole, whatever its parts say */
    assert_int_equal(progress_next_subtopic(study), SUB_NETS_READ);
    mark(study, "nets/read", MARK_DONE);
    assert_int_equal(progress_next_subtopic(study), CATALOG_NONE);
}

static void requirements_are_waited_for_unless_none_can_be_met(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    /* Python now requires nets: only a topic without an open requirement is left, which is none. */
    fixture->catalog->topics[TOPIC_PYTHON].requires = sample_indices(fixture->catalog, TOPIC_NETS);
    assert_int_equal(progress_next_subtopic(study), SUB_PYTHON_A);
    mark(study, "math", MARK_DOING); /* nets has its requirement begun; so has python not */
    mark(study, "math/a", MARK_DONE);
    assert_int_equal(progress_next_subtopic(study), SUB_NETS_A);
}

/* One pass over all the cards says what a pass for each item says. */
static void the_tally_equals_the_single_counts(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    CardTally topics[3], subtopics[6];
    for (CatalogIndex i = 0; i < 8; i++)
        study->cards[i] = (CardState){.memory = {3 + i, 5},
                                      .phase = (CardPhase)(i % 4),
                                      .reps = i % 4,
                                      .last_review_day = TODAY - i,
                                      .due_day = TODAY - 3 + i,
                                      .due_ms = NOW + (i - 3) * MS_PER_HOUR,
                                      .suspended = i == 5};
    study->topics[TOPIC_PYTHON] = (ItemState){.marked = true, .mark = MARK_DONE};
    study->subtopics[SUB_MATH_A] = (ItemState){.marked = true, .mark = MARK_DONE};
    for (int later = 0; later < 40; later += 13) {
        progress_tally(study, NOW, TODAY + later, topics, subtopics);
        for (CatalogIndex i = 0; i < 9; i++) {
            ItemRef item = {i < 3 ? ITEM_TOPIC : ITEM_SUBTOPIC, i < 3 ? i : i - 3};
            const CardTally *tally = i < 3 ? &topics[i] : &subtopics[i - 3];
            CardCounts counts = progress_cards(study, item, NOW, TODAY + later);
            assert_memory_equal(&tally->cards, &counts, sizeof counts);
            assert_int_equal(tally->rusty, progress_is_rusty(study, item, TODAY + later));
        }
    }
    assert_true(topics[TOPIC_PYTHON].rusty);
}

int main(void)
{
#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FIXED(topics_follow_from_their_subtopics),
        FIXED(projects_follow_from_their_milestones),
        FIXED(other_items_have_only_their_own_mark),
        FIXED(a_topic_is_the_share_of_its_parts),
        FIXED(phases_weigh_topics_by_hours),
        FIXED(memory_is_the_mean_of_reviewed_cards),
        FIXED(done_and_faded_is_rusty),
        FIXED(what_is_set_aside_is_not_to_be_remembered),
        FIXED(the_weakest_base_is_found),
        FIXED(the_tally_equals_the_single_counts),
        FIXED(cards_are_counted),
        FIXED(the_way_goes_on_in_order),
        FIXED(requirements_are_waited_for_unless_none_can_be_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
