/* Grading, taking back, what else is done to cards, their history. */
#include "study/limits.h"
#include "unit/companion/fixture.h"

static const CardState *card_state(const Workspace *workspace, CatalogIndex card)
{
    return &workspace_state(workspace)->cards[card];
}

static void assert_same_card(const CardState *left, const CardState *right)
{
    assert_true(left->memory.stability == right->memory.stability);
    assert_true(left->memory.difficulty == right->memory.difficulty);
    assert_int_equal(left->due_ms, right->due_ms);
    assert_int_equal(left->due_day, right->due_day);
    assert_int_equal(left->last_review_ms, right->last_review_ms);
    assert_int_equal(left->first_review_day, right->first_review_day);
    assert_int_equal(left->interval_days, right->interval_days);
    assert_int_equal(left->reps, right->reps);
    assert_int_equal(left->lapses, right->lapses);
    assert_int_equal(left->phase, right->phase);
    assert_int_equal(left->step, right->step);
}

static void grade(Workspace *workspace, CatalogIndex card, Rating rating)
{
    assert_ok(fixture_grade(workspace, card, rating, 4000, NULL, error));
}

static void test_grade_is_what_the_preview_said(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-gap:c2");
    for (int round = 0; round < 8; round++) {
        CardState outcomes[4];
        CardState after;
        workspace_preview(workspace, card, outcomes);
        Rating rating = (Rating)(1 + round * 3 % 4);
        assert_ok(fixture_grade(workspace, card, rating, 1000, &after, error));
        assert_same_card(&after, &outcomes[rating - 1]);
        assert_same_card(card_state(workspace, card), &after);
        workspace_close(workspace);
        workspace = fixture_open_at(FIXTURE_NOON + FIXTURE_HOUR * 50 * (round + 1));
        assert_same_card(card_state(workspace, card), &after);
    }
    workspace_close(workspace);
}

static void test_day_counts(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex basic = fixture_card(workspace, "t-basic");
    CatalogIndex both = fixture_card(workspace, "t-both");
    grade(workspace, basic, RATING_EASY); /* straight to review */
    grade(workspace, both, RATING_AGAIN); /* new: no lapse */
    DayTotal day = fixture_day(workspace, FIXTURE_DAY);
    assert_int_equal(day.reviews, 2);
    assert_int_equal(day.new_cards, 2);
    assert_int_equal(day.lapses, 0);
    assert_int_equal(day.review_ms, 8000);
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR * 24 * 20);
    grade(workspace, basic, RATING_AGAIN);
    day = fixture_day(workspace, FIXTURE_DAY + 20);
    assert_int_equal(day.reviews, 1);
    assert_int_equal(day.new_cards, 0);
    assert_int_equal(day.lapses, 1);
    assert_int_equal(card_state(workspace, basic)->lapses, 1);
    workspace_close(workspace);
}

static void test_time_counts_once(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    grade(workspace, card, RATING_GOOD); /* within a timed block */
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 0);
    assert_ok(workspace_practice_pause(workspace, error));
    grade(workspace, card, RATING_GOOD);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 4000);
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 3 * FIXTURE_HOUR, NULL, error));
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 4000 + FIXTURE_MINUTE);
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, -50, NULL, error));
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 4000 + FIXTURE_MINUTE);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, 4);
    workspace_close(workspace);
}

static void test_the_cap_is_an_option(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_option_set(workspace, "answer-cap-seconds", "7", error));
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_GOOD,
                            FIXTURE_HOUR, NULL, error));
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 7000);
    workspace_close(workspace);
}

static bool keep_body(void *context, const Event *event)
{
    buffer_clear(context);
    buffer_add_text(context, event->body);
    return true;
}

/* What was answered is in the log beside the grade, and the history tells whether it was right. */
static void test_the_answer_is_kept(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    char reply[700];
    memset(reply, 'x', sizeof reply - 1);
    reply[sizeof reply - 1] = '\0';
    memcpy(reply + 499, "\xc3\xa9", 2); /* the limit lies within this letter */
    const CardAnswer answer = {.rating = RATING_HARD,
                               .duration_ms = 1500,
                               .verdict = VERDICT_NEARLY,
                               .proposed = RATING_GOOD,
                               .seed = UINT64_C(0xfedcba9876543210),
                               .reply = reply};
    assert_ok(workspace_answer_card(workspace, card, &answer, NULL, error));
    Buffer body = {0};
    assert_ok(
        store_each_event(workspace->store, "t-basic", EVENT_KIND_COUNT, keep_body, &body, error));
    assert_non_null(strstr(buffer_text(&body), "\"verdict\":\"nearly\",\"proposed\":3,"
                                               "\"seed\":\"fedcba9876543210\",\"reply\":\"xxx"));
    assert_true(body.length < 650);
    Arena *arena = arena_new();
    CardHistory history;
    grade(workspace, card, RATING_GOOD);
    assert_ok(workspace_card_history(workspace, card, arena, &history, error));
    assert_int_equal(history.count, 2);
    assert_int_equal(history.items[0].verdict, VERDICT_NEARLY);
    assert_int_equal(history.items[1].verdict, VERDICT_NONE);
    arena_free(arena);
    buffer_done(&body);
    workspace_close(workspace);
}

static void test_wrong_use(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_fails(STATUS_USAGE, "no such card",
                 fixture_grade(workspace, -1, RATING_GOOD, 0, NULL, error));
    assert_fails(STATUS_USAGE, "no such card",
                 fixture_grade(workspace, 99999, RATING_GOOD, 0, NULL, error));
    assert_fails(STATUS_USAGE, "not 5", fixture_grade(workspace, card, (Rating)5, 0, NULL, error));
    assert_fails(STATUS_USAGE, "no such card",
                 workspace_card_action(workspace, -1, CARD_BURY, error));
    assert_int_equal(store_event_count(workspace->store), 0);
    workspace_close(workspace);
}

/* Undo brings back the very state, however long ago it was and whatever the options are by now. */
static void test_undo_restores_state_and_days(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Undone undone;
    grade(workspace, card, RATING_GOOD);
    CardState one = *card_state(workspace, card);
    assert_ok(workspace_option_set(workspace, "desired-retention", "0.75", error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR * 24 * 5);
    grade(workspace, card, RATING_EASY);
    CardState two = *card_state(workspace, card);
    assert_ok(workspace_option_set(workspace, "desired-retention", "0.95", error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR * 24 * 40);
    grade(workspace, card, RATING_AGAIN);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY + 40).lapses, 1);
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR * 24 * 41);

    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, card);
    assert_same_card(card_state(workspace, card), &two);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY + 40).reviews, 0);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY + 40).lapses, 0);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY + 40).review_ms, 0);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_same_card(card_state(workspace, card), &one);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_same_card(card_state(workspace, card), &(CardState){0});
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).new_cards, 0);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, CATALOG_NONE); /* nothing left: no event, no error */
    assert_int_equal(store_event_count(workspace->store), 8);
    grade(workspace, card, RATING_GOOD);
    assert_int_equal(card_state(workspace, card)->reps, 1);
    workspace_close(workspace);
}

static void test_undo_takes_the_latest_of_any_card(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex first = fixture_card(workspace, "t-basic");
    CatalogIndex second = fixture_card(workspace, "t-both:reverse");
    Undone undone;
    grade(workspace, first, RATING_GOOD);
    grade(workspace, second, RATING_GOOD);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, second);
    assert_true(undone.found && undone.grade);
    assert_int_equal(card_state(workspace, second)->reps, 0);
    assert_int_equal(card_state(workspace, first)->reps, 1);
    workspace_close(workspace);
}

/* What was done to a card by mistake comes back as a grade does, in the order it was done. */
static void test_undo_takes_back_what_was_done_to_cards(void **state)
{
    (void)state;
    static const CardAction ACTIONS[] = {CARD_BURY, CARD_SUSPEND, CARD_RESUME, CARD_RESET};
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    CardState before[4];
    Undone undone;
    grade(workspace, card, RATING_GOOD);
    for (int i = 0; i < 4; i++) {
        before[i] = *card_state(workspace, card);
        assert_ok(workspace_card_action(workspace, card, ACTIONS[i], error));
    }
    assert_int_equal(card_state(workspace, card)->phase, CARD_NEW);
    for (int i = 4; i-- > 0;) {
        assert_ok(workspace_undo(workspace, &undone, error));
        assert_int_equal(undone.card, card);
        assert_true(undone.found && !undone.grade);
        assert_same_card(card_state(workspace, card), &before[i]);
    }
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, 1);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_true(undone.grade);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_false(undone.found);
    workspace_close(workspace);
}

static void test_undo_of_a_card_that_left_the_catalog(void **state)
{
    Workspace *workspace = fixture_open();
    Undone undone;
    grade(workspace, fixture_card(workspace, "t-last"), RATING_GOOD);
    workspace_close(workspace);
    scratch_write(*state, "content/t-pack/cards.yaml",
                  "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n"
                  "  - {id: t-basic, kind: basic, front: F, back: B}\n");
    workspace = fixture_open();
    CardState kept;
    assert_ok(store_get_card(workspace->store, "t-last", &kept, error));
    assert_int_equal(kept.reps, 1);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, CATALOG_NONE);
    assert_ok(store_get_card(workspace->store, "t-last", &kept, error));
    assert_int_equal(kept.reps, 0);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, 0);
    workspace_close(workspace);
}

static void test_actions(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    grade(workspace, card, RATING_GOOD);
    assert_ok(workspace_card_action(workspace, card, CARD_SUSPEND, error));
    assert_true(card_state(workspace, card)->suspended);
    assert_ok(workspace_card_action(workspace, card, CARD_RESUME, error));
    assert_false(card_state(workspace, card)->suspended);
    assert_ok(workspace_card_action(workspace, card, CARD_BURY, error));
    assert_int_equal(card_state(workspace, card)->buried_day, FIXTURE_DAY);
    assert_ok(workspace_card_action(workspace, card, CARD_RESET, error));
    for (int round = 0; round < 2; round++) {
        assert_int_equal(card_state(workspace, card)->reps, 0);
        assert_int_equal(card_state(workspace, card)->phase, CARD_NEW);
        workspace_close(workspace);
        workspace = fixture_open();
    }
    workspace_close(workspace);
}

static void test_history(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Undone undone;
    CardHistory history;
    assert_ok(workspace_card_history(workspace, card, arena, &history, error));
    assert_int_equal(history.count, 0);
    grade(workspace, card, RATING_GOOD);
    grade(workspace, card, RATING_HARD);
    assert_ok(workspace_undo(workspace, &undone, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 24 * FIXTURE_HOUR);
    grade(workspace, card, RATING_EASY);
    grade(workspace, fixture_card(workspace, "t-both"), RATING_AGAIN);
    assert_ok(workspace_card_history(workspace, card, arena, &history, error));
    assert_int_equal(history.count, 2);
    assert_int_equal(history.items[0].rating, RATING_GOOD);
    assert_int_equal(history.items[0].at_ms, FIXTURE_NOON);
    assert_int_equal(history.items[0].duration_ms, 4000);
    assert_int_equal(history.items[1].rating, RATING_EASY);
    assert_int_equal(history.items[1].study_day, FIXTURE_DAY + 1);
    arena_free(arena);
    workspace_close(workspace);
}

/* Lapses until one makes a leech, a month apart. */
static void lapse_often(Workspace *workspace, CatalogIndex card, int lapses)
{
    for (int i = 0; i < lapses; i++) {
        assert_ok(workspace_card_action(workspace, card, CARD_RESUME, error));
        grade(workspace, card, RATING_EASY);
        fixture_set_clock(workspace, workspace_now(workspace) + FIXTURE_HOUR * 24 * 30);
        grade(workspace, card, RATING_AGAIN);
    }
}

static void test_a_leech_is_set_aside(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Undone undone;
    lapse_often(workspace, card, 7);
    assert_false(card_state(workspace, card)->suspended);
    lapse_often(workspace, card, 1);
    assert_true(card_state(workspace, card)->suspended);
    assert_ok(workspace_undo(workspace, &undone, error)); /* the lapse and what it led to */
    assert_false(card_state(workspace, card)->suspended);
    assert_int_equal(card_state(workspace, card)->lapses, 7);
    grade(workspace, card, RATING_AGAIN);
    workspace_close(workspace);
    workspace = fixture_open();
    assert_true(card_state(workspace, card)->suspended);
    /* a tag only; and what was set aside before stays so */
    assert_ok(workspace_option_set(workspace, "leech-action", "tag", error));
    assert_true(card_state(workspace, card)->suspended);
    lapse_often(workspace, card, 4);
    assert_false(card_state(workspace, card)->suspended);
    assert_true(
        scheduler_is_leech(&workspace_state(workspace)->scheduler, card_state(workspace, card)));
    workspace_close(workspace);
}

static void test_cram_leaves_the_card_alone(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Undone undone;
    CardHistory history;
    grade(workspace, card, RATING_EASY);
    CardState before = *card_state(workspace, card);
    assert_ok(fixture_cram(workspace, card, RATING_AGAIN, 7000, error));
    assert_same_card(card_state(workspace, card), &before);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, 1);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).lapses, 0);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 11000);
    assert_ok(workspace_card_history(workspace, card, arena, &history, error));
    assert_int_equal(history.count, 1);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, card);
    assert_same_card(card_state(workspace, card), &before);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).review_ms, 4000);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(card_state(workspace, card)->phase, CARD_NEW);
    assert_fails(STATUS_USAGE, "1, 2, 3 or 4",
                 fixture_cram(workspace, card, (Rating)5, 7000, error));
    arena_free(arena);
    workspace_close(workspace);
}

/* What was chosen with the other cards in view stands in the log. */
static void test_the_chosen_day_is_kept(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    CatalogIndex other = fixture_card(workspace, "t-last");
    Buffer report = {0};
    assert_ok(workspace_option_set(workspace, "easy-days", "wed thu fri", error));
    for (int i = 0; i < 2; i++) {
        grade(workspace, card, RATING_EASY);
        grade(workspace, other, RATING_EASY);
        assert_true(civil_weekday(card_state(workspace, card)->due_day) < 2 ||
                    civil_weekday(card_state(workspace, card)->due_day) > 4);
        fixture_set_clock(workspace, workspace_now(workspace) + FIXTURE_HOUR * 24 * 9);
    }
    CardState before = *card_state(workspace, card);
    assert_ok(workspace_doctor(workspace, true, &report, error));
    assert_same_card(card_state(workspace, card), &before);
    buffer_done(&report);
    workspace_close(workspace);
}

static size_t selected(Workspace *workspace, const char *query)
{
    Arena *arena = arena_new();
    bool *chosen;
    size_t count;
    assert_ok(workspace_select(workspace, query, arena, &chosen, &count, error));
    size_t found = 0;
    for (size_t i = 0; i < workspace_catalog(workspace)->card_count; i++)
        found += chosen[i];
    assert_int_equal(found, count);
    arena_free(arena);
    return count;
}

/* What was answered is found by its days and grades, what was taken back is not. */
static void test_select_knows_the_answers(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Undone undone;
    grade(workspace, fixture_card(workspace, "t-basic"), RATING_EASY);
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR * 24 * 8);
    grade(workspace, fixture_card(workspace, "t-basic"), RATING_AGAIN);
    grade(workspace, fixture_card(workspace, "t-both"), RATING_GOOD);
    assert_ok(fixture_cram(workspace, fixture_card(workspace, "t-last"), RATING_HARD, 10, error));
    assert_int_equal(selected(workspace, "rated:1"), 3);
    assert_int_equal(selected(workspace, "rated:8:4"), 0);
    assert_int_equal(selected(workspace, "rated:9:4"), 1);
    assert_int_equal(selected(workspace, "rated:1:1 or rated:1:2"), 2);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(selected(workspace, "rated:1"), 1);
    assert_int_equal(selected(workspace, "is:new"), 5);
    Arena *arena = arena_new();
    bool *chosen;
    size_t count;
    assert_fails(STATUS_USAGE, "column 1",
                 workspace_select(workspace, "is:", arena, &chosen, &count, error));
    arena_free(arena);
    workspace_close(workspace);
}

static void test_limits_are_set_like_options(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_option_set(workspace, "new-per-day@t-deck", "3", error));
    assert_ok(workspace_option_set(workspace, "reviews-today", "7", error));
    for (int again = 0; again < 2; again++) {
        const StudyState *study = workspace_state(workspace);
        assert_int_equal(limits_new(study, 0, FIXTURE_DAY), 3);
        assert_int_equal(limits_new(study, CATALOG_NONE, FIXTURE_DAY), 10);
        assert_int_equal(limits_reviews(study, CATALOG_NONE, FIXTURE_DAY), 7);
        assert_int_equal(limits_reviews(study, CATALOG_NONE, FIXTURE_DAY + 1), 200);
        workspace_close(workspace);
        workspace = fixture_open();
    }
    assert_ok(workspace_option_set(workspace, "new-per-day@t-deck", "", error));
    assert_int_equal(limits_new(workspace_state(workspace), 0, FIXTURE_DAY), LIMITS_NONE);
    assert_fails(STATUS_USAGE, "no deck \"none\"",
                 workspace_option_set(workspace, "new-today@none", "3", error));
    assert_fails(STATUS_USAGE, "whole number",
                 workspace_option_set(workspace, "new-today", "many", error));
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_grade_is_what_the_preview_said),
        FIXTURE_CASE(test_day_counts),
        FIXTURE_CASE(test_time_counts_once),
        FIXTURE_CASE(test_the_cap_is_an_option),
        FIXTURE_CASE(test_the_answer_is_kept),
        FIXTURE_CASE(test_wrong_use),
        FIXTURE_CASE(test_undo_restores_state_and_days),
        FIXTURE_CASE(test_undo_takes_the_latest_of_any_card),
        FIXTURE_CASE(test_undo_takes_back_what_was_done_to_cards),
        FIXTURE_CASE(test_undo_of_a_card_that_left_the_catalog),
        FIXTURE_CASE(test_actions),
        FIXTURE_CASE(test_history),
        FIXTURE_CASE(test_a_leech_is_set_aside),
        FIXTURE_CASE(test_cram_leaves_the_card_alone),
        FIXTURE_CASE(test_the_chosen_day_is_kept),
        FIXTURE_CASE(test_select_knows_the_answers),
        FIXTURE_CASE(test_limits_are_set_like_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
