/* Study pages: how they look, the way to their headings and links, and what is kept of them. */
#include "screen/fixture.h"

#include <string.h>

#include "app/model.h"
#include "base/memory.h"
#include "study/progress.h"

#define TO_PAGE "2 f p r o b Enter Esc "

static void looks(void **state)
{
    static const struct {
        const char *name, *keys;
        int rows, columns;
    } SHOTS[] = {
        {"page-24x80", TO_PAGE, 24, 80},
        {"page-end-24x80", TO_PAGE "Enter End", 24, 80},
        {"page-wide-24x80", TO_PAGE "Enter w", 24, 80},
        {"page-40x120", TO_PAGE "Enter", 40, 120},
        {"page-12x40", TO_PAGE "Enter }", 12, 40},
        {"page-unread-24x80", "2 f f u n c t Enter Esc", 24, 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        Screen other;
        screen_open(&other, SHOTS[i].rows, SHOTS[i].columns);
        screen_press(&other, SHOTS[i].keys);
        screen_expect(&other, SHOTS[i].name);
        screen_close(&other);
    }
}

static int top(void)
{
    return screen.model->pages[PLACE_ROADMAP].scroll;
}

static void headings_are_leapt_to(void **state)
{
    (void)state;
    screen_press(&screen, TO_PAGE "Enter }");
    int first = top();
    assert_true(first > 0);
    assert_true(screen_shows(&screen, "The mean"));
    screen_press(&screen, "}");
    int second = top();
    assert_true(second > first);
    screen_press(&screen, "Down {");
    assert_int_equal(top(), second);
    screen_press(&screen, "{");
    assert_int_equal(top(), first);
    screen_press(&screen, "{");
    assert_int_equal(top(), 0);
    screen_press(&screen, "} } } } } } } } } }");
    int end = top();
    screen_press(&screen, "End");
    assert_int_equal(top(), end);
}

static void outcomes_are_ticked(void **state)
{
    (void)state;
    ItemRef subtopic = catalog_find(screen.desk.catalog, "math/probability");
    StudyState *learner = &screen.desk.state;
    study_state_item(learner, subtopic)->marked = false;
    screen_press(&screen, TO_PAGE "Enter } } } }");
    assert_true(screen_shows(&screen, "[ ] say what a mean"));
    screen_press(&screen, "Down Space");
    assert_int_equal(screen.last_effect, EFFECT_MARK);
    assert_true(study_state_ticked(learner, subtopic, 2));
    assert_true(screen_shows(&screen, "[x] say what a mean"));
    assert_true(screen_shows(&screen, "[ ] compute a mean"));
    assert_int_equal(progress_mark(learner, subtopic), MARK_DOING);
    screen_press(&screen, "Up Enter");
    assert_int_equal(progress_mark(learner, subtopic), MARK_DONE);
    screen_expect(&screen, "page-ticked-24x80");
    screen_press(&screen, "End");
    assert_true(screen_shows(&screen, "2 of 2 ticked"));
    screen_press(&screen, "Home } } } } Space");
    assert_false(study_state_ticked(learner, subtopic, 1));
    screen_press(&screen, "Esc Space"); /* the subtopic itself */
    assert_true(study_state_item_const(learner, subtopic)->marked);
}

static void links_are_reached_and_opened(void **state)
{
    (void)state;
    screen_press(&screen, TO_PAGE "Enter o");
    assert_int_not_equal(screen.last_effect, EFFECT_OPEN_RESOURCE);
    screen_press(&screen, "} } } } } Down Down");
    const SheetEntry *entry = sheet_selected(&screen.model->pages[PLACE_ROADMAP]);
    assert_non_null(entry);
    assert_string_equal(catalog_id(screen.desk.catalog, entry->item), "tutorial");
    assert_true(entry->lines > 1); /* it is wrapped, and still one */
    screen_press(&screen, "o");
    assert_int_equal(screen.last_effect, EFFECT_OPEN_RESOURCE);
    screen_press(&screen, "Down");
    assert_string_equal(catalog_id(screen.desk.catalog, model_selected(screen.model)),
                        "crash-course");
    screen_press(&screen, "Enter");
    assert_int_equal(screen.last_effect, EFFECT_OPEN_RESOURCE);
    /* what is practised is the page's subtopic, not what it leads to */
    ItemRef item = model_practice_item(screen.model);
    assert_string_equal(catalog_id(screen.desk.catalog, item), "math/probability");
}

static void a_page_is_read_once_and_its_place_kept(void **state)
{
    (void)state;
    screen_press(&screen, TO_PAGE);
    assert_int_equal(screen.last_effect, EFFECT_LOAD_PAGE);
    int asked = screen.effect_count;
    screen_press(&screen, "Enter PageDown Down");
    int line = top();
    assert_true(line > 0);
    screen_press(&screen, "Esc Up");
    assert_int_equal(top(), 0);
    screen_press(&screen, "Down");
    assert_int_equal(top(), line);
    screen_press(&screen, "Tab");
    assert_int_equal(top(), 0);
    screen_press(&screen, "BackTab");
    assert_int_equal(top(), line);
    assert_int_equal(screen.effect_count, asked);
    assert_false(screen_shows(&screen, "(1 + 3) / 2 = 2")); /* a check is not shown */
}

static void restarts_find_the_place_again(void **state)
{
    Buffer view = {0};
    (void)state;
    screen_press(&screen, TO_PAGE "Enter w PageDown");
    int line = top();
    assert_true(line > 0);
    app_save_view(screen.model, &view);
    app_free(screen.model);
    screen.model = app_new(&screen.desk.state, 24, 80);
    app_restore_view(screen.model, buffer_text(&view));
    screen_send(&screen, (Message){.kind = MESSAGE_START});
    screen_press(&screen, "2");
    buffer_done(&view);
    assert_int_equal(top(), line);
    assert_true(screen.model->wide);
}

static void only_the_last_pages_are_kept(void **state)
{
    (void)state;
    Model *model = screen.model;
    screen_press(&screen, TO_PAGE);
    CatalogIndex page = catalog_find_kind(screen.desk.catalog, "math/probability", ITEM_SUBTOPIC);
    for (CatalogIndex other = 0; other < PAGES_KEPT + 1; other++) {
        if (other != page) {
            screen_send(
                &screen,
                (Message){.kind = MESSAGE_PAGE, .item = {ITEM_SUBTOPIC, other}, .text = "x"});
        }
    }
    int kept = 0;
    for (int i = 0; i < PAGES_KEPT; i++) {
        kept += model->reading.kept[i].text != NULL;
    }
    assert_int_equal(kept, PAGES_KEPT);
    assert_true(screen_shows(&screen, "balance point")); /* what shows is never let go */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        SCREEN_TEST(headings_are_leapt_to),
        SCREEN_TEST(outcomes_are_ticked),
        SCREEN_TEST(links_are_reached_and_opened),
        SCREEN_TEST(a_page_is_read_once_and_its_place_kept),
        SCREEN_TEST(restarts_find_the_place_again),
        SCREEN_TEST(only_the_last_pages_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
