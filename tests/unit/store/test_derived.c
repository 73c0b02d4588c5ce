/* Rows of the derived tables: what is put comes back, alone and with the whole state. */
#include "unit/store/scratch.h"

#include "store/store.h"
#include "unit/study/sample.h"

#define NOON    INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */
#define BLOCK_A "0123456789abcdef0123456789abcdef"
#define BLOCK_B "0123456789abcdef0123456789abcdf0"

static const CardState CARD = {
    .memory = {.stability = 3.1262345678901234, .difficulty = 5.0000000000000009},
    .due_ms = NOON + 1,
    .last_review_ms = NOON,
    .due_day = 20785,
    .last_review_day = 20781,
    .buried_day = 20782,
    .first_review_day = 20000,
    .interval_days = 4,
    .reps = 7,
    .lapses = 2,
    .phase = CARD_RELEARNING,
    .step = 3,
    .suspended = true,
};

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

static void assert_same_card(const CardState *left, const CardState *right)
{
    assert_true(left->memory.stability == right->memory.stability);
    assert_true(left->memory.difficulty == right->memory.difficulty);
    assert_int_equal(left->due_ms, right->due_ms);
    assert_int_equal(left->last_review_ms, right->last_review_ms);
    assert_int_equal(left->due_day, right->due_day);
    assert_int_equal(left->last_review_day, right->last_review_day);
    assert_int_equal(left->buried_day, right->buried_day);
    assert_int_equal(left->first_review_day, right->first_review_day);
    assert_int_equal(left->interval_days, right->interval_days);
    assert_int_equal(left->reps, right->reps);
    assert_int_equal(left->lapses, right->lapses);
    assert_int_equal(left->phase, right->phase);
    assert_int_equal(left->step, right->step);
    assert_int_equal(left->suspended, right->suspended);
}

static void test_card_row(void **state)
{
    Store *store = open_store(*state);
    CardState read;
    assert_ok(store_put_card(store, "x", &(CardState){.reps = 1}, error));
    assert_ok(store_put_card(store, "x", &CARD, error));
    assert_ok(store_get_card(store, "x", &read, error));
    assert_same_card(&read, &CARD);
    CardState other = CARD;
    other.memory = (MemoryState){7.5, 2.25};
    assert_ok(store_put_memory(store, "x", other.memory, error));
    assert_ok(store_put_memory(store, "nobody", other.memory, error));
    assert_ok(store_get_card(store, "x", &read, error));
    assert_same_card(&read, &other);
    assert_ok(store_get_card(store, "nobody", &read, error));
    assert_same_card(&read, &(CardState){0});
    assert_ok(store_delete_card(store, "x", error));
    assert_ok(store_get_card(store, "x", &read, error));
    assert_same_card(&read, &(CardState){0});
    store_close(store);
}

static void test_item_and_day_rows(void **state)
{
    Store *store = open_store(*state);
    const ItemState item = {
        .mark = MARK_SKIPPED, .marked = true, .noted = true, .opened = true, .hints = 3};
    ItemState read_item;
    assert_ok(store_put_item(store, "python", &item, error));
    assert_ok(store_get_item(store, "python", &read_item, error));
    assert_int_equal(read_item.mark, MARK_SKIPPED);
    assert_true(read_item.marked && read_item.noted && read_item.opened);
    assert_int_equal(read_item.hints, 3);
    assert_ok(store_get_item(store, "other", &read_item, error));
    assert_false(read_item.marked || read_item.noted || read_item.opened);

    const DayTotal day = {20781, 1000, 2000, 3, 1, 2};
    DayTotal read_day;
    assert_ok(store_put_day(store, &day, error));
    assert_ok(store_get_day(store, 20781, &read_day, error));
    assert_int_equal(read_day.day, 20781);
    assert_int_equal(read_day.practice_ms, 1000);
    assert_int_equal(read_day.review_ms, 2000);
    assert_int_equal(read_day.reviews * 100 + read_day.lapses * 10 + read_day.new_cards, 312);
    assert_ok(store_get_day(store, -5, &read_day, error));
    assert_int_equal(read_day.day, -5);
    assert_int_equal(read_day.practice_ms, 0);
    store_close(store);
}

static void test_timer(void **state)
{
    Store *store = open_store(*state);
    PracticeTimer read_timer;
    assert_ok(store_get_timer(store, &read_timer, error));
    assert_int_equal(read_timer.phase, TIMER_IDLE);
    PracticeTimer timer = {.phase = TIMER_PAUSED,
                           .topic = "math",
                           .id = BLOCK_A,
                           .started_ms = NOON,
                           .banked_ms = 5,
                           .resumed_ms = NOON + 9,
                           .slept_ms = 77};
    assert_ok(store_put_timer(store, &timer, error));
    assert_ok(store_get_timer(store, &read_timer, error));
    assert_int_equal(read_timer.phase, TIMER_PAUSED);
    assert_string_equal(read_timer.topic, "math");
    assert_string_equal(read_timer.id, BLOCK_A);
    assert_int_equal(read_timer.started_ms, NOON);
    assert_int_equal(read_timer.banked_ms, 5);
    assert_int_equal(read_timer.resumed_ms, NOON + 9);
    assert_int_equal(read_timer.slept_ms, 77);
    store_close(store);
}

static void test_blocks(void **state)
{
    Store *store = open_store(*state);
    PracticeBlock block = {.id = BLOCK_B,
                           .topic = "nets",
                           .start_ms = NOON + 100,
                           .end_ms = NOON + 900,
                           .practised_ms = 700,
                           .offset_min = -60,
                           .offset_before = -120,
                           .shift_ms = NOON + 500,
                           .rollover_hour = 4,
                           .study_day = 20781};
    assert_ok(store_put_block(store, &block, "what I learned", error));
    block = (PracticeBlock){.id = BLOCK_A, .topic = "", .start_ms = NOON, .end_ms = NOON + 50};
    assert_ok(store_put_block(store, &block, "", error));
    Arena *arena = arena_new();
    BlockList list;
    assert_ok(store_blocks(store, NOON, arena, &list, error));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].id, BLOCK_A);
    assert_string_equal(list.notes[0], "");
    assert_string_equal(list.items[1].topic, "nets");
    assert_string_equal(list.notes[1], "what I learned");
    assert_int_equal(list.items[1].offset_min, -60);
    assert_int_equal(list.items[1].practised_ms, 700);
    assert_ok(store_blocks(store, NOON + 60, arena, &list, error));
    assert_int_equal(list.count, 1);
    const char *note = NULL;
    bool found = false;
    assert_ok(store_get_block(store, BLOCK_B, arena, &block, &note, &found, error));
    assert_true(found);
    assert_string_equal(note, "what I learned");
    assert_int_equal(block.rollover_hour, 4);
    assert_int_equal(block.offset_before, -120);
    assert_int_equal(block.shift_ms, NOON + 500);
    assert_ok(store_delete_block(store, BLOCK_B, error));
    assert_ok(store_get_block(store, BLOCK_B, arena, &block, &note, &found, error));
    assert_false(found);
    arena_free(arena);
    store_close(store);
}

static void test_notes_and_questions(void **state)
{
    Store *store = open_store(*state);
    char *text = NULL;
    assert_ok(store_get_note(store, "python", &text, error));
    assert_string_equal(text, "");
    mem_free(text);
    assert_ok(store_put_note(store, "python", "first", NOON, error));
    assert_ok(store_put_note(store, "python", "second\nline", NOON, error));
    assert_ok(store_get_note(store, "python", &text, error));
    assert_string_equal(text, "second\nline");
    mem_free(text);
    assert_ok(store_put_note(store, "python", "", NOON, error));
    assert_ok(store_get_note(store, "python", &text, error));
    assert_string_equal(text, "");
    mem_free(text);

    Arena *arena = arena_new();
    Question question = {
        .id = BLOCK_A, .subject = "math", .text = "why?", .answer = "", .asked_ms = NOON};
    bool found = true;
    Question read;
    assert_ok(store_get_question(store, BLOCK_A, arena, &read, &found, error));
    assert_false(found);
    assert_ok(store_put_question(store, &question, error));
    question.answer = "because";
    assert_ok(store_put_question(store, &question, error));
    assert_ok(store_get_question(store, BLOCK_A, arena, &read, &found, error));
    assert_true(found);
    assert_string_equal(read.subject, "math");
    assert_string_equal(read.text, "why?");
    assert_string_equal(read.answer, "because");
    assert_int_equal(read.asked_ms, NOON);
    arena_free(arena);
    store_close(store);
}

static void test_options(void **state)
{
    Store *store = open_store(*state);
    Config config;
    assert_ok(store_put_option(store, "theme", "night", error));
    assert_ok(store_put_option(store, "goal-minutes", "45", error));
    assert_ok(store_put_option(store, "floor-minutes", "-3", error));
    assert_ok(store_put_option(store, "of-a-newer-program", "x", error));
    assert_ok(store_load_config(store, &config, error));
    assert_string_equal(config.theme, "night");
    assert_int_equal(config.goal_minutes, 45);
    assert_int_equal(config.floor_minutes, 5);
    store_close(store);
}

static void test_whole_state(void **state)
{
    Store *store = open_store(*state);
    Catalog *catalog = sample_catalog();
    StudyState study;
    assert_ok(store_put_card(store, "loop:reverse", &CARD, error));
    assert_ok(store_put_card(store, "removed-from-content", &CARD, error));
    assert_ok(store_put_item(store, "calc", &(ItemState){.opened = true}, error));
    assert_ok(store_put_item(store, "removed", &(ItemState){.opened = true}, error));
    assert_ok(store_put_day(store, &(DayTotal){.day = 9, .reviews = 2}, error));
    assert_ok(store_put_day(store, &(DayTotal){.day = -9, .reviews = 1}, error));
    assert_ok(store_put_option(store, "desired-retention", "0.8", error));
    assert_ok(store_put_question(
        store, &(Question){.id = "1", .subject = "", .text = "t", .answer = ""}, error));
    assert_ok(store_put_timer(store, &(PracticeTimer){.phase = TIMER_RUNNING, .id = "z"}, error));
    study_state_init(&study, catalog);
    assert_ok(store_begin_reading(store, error));
    assert_ok(store_load_state(store, &study, error));
    store_rollback(store);
    assert_same_card(&study.cards[CARD_LOOP_REVERSE], &CARD);
    assert_int_equal(study.cards[CARD_LOOP].reps, 0);
    assert_true(study.projects[0].opened);
    assert_int_equal(study.day_count, 2);
    assert_int_equal(study.days[0].day, -9);
    assert_int_equal(study.days[1].reviews, 2);
    assert_true(study.scheduler.retention == 0.8);
    assert_int_equal(study.question_count, 1);
    assert_string_equal(study.questions[0].text, "t");
    assert_int_equal(study.timer.phase, TIMER_RUNNING);
    CardState kept;
    assert_ok(store_get_card(store, "removed-from-content", &kept, error));
    assert_same_card(&kept, &CARD);
    study_state_done(&study);
    catalog_free(catalog);
    store_close(store);
}

static void test_clear_keep_compare(void **state)
{
    Store *store = open_store(*state);
    Buffer report = {0};
    int64_t differences;
    assert_ok(store_put_card(store, "x", &CARD, error));
    assert_ok(store_put_note(store, "python", "text", NOON, error));
    assert_ok(store_put_day(store, &(DayTotal){.day = 1, .reviews = 2}, error));
    assert_ok(store_begin(store, error));
    assert_ok(store_keep_derived(store, error));
    assert_ok(store_clear_derived(store, error));
    CardState changed = CARD;
    changed.memory.stability += 1e-12;
    assert_ok(store_put_card(store, "x", &changed, error));
    assert_ok(store_put_note(store, "python", "text", NOON, error));
    assert_ok(store_put_option(store, "theme", "night", error));
    assert_ok(store_compare_derived(store, &report, &differences, error));
    assert_int_equal(differences, 3);
    assert_string_equal(buffer_text(&report),
                        "cards: 1 row differs from what the log says: x\n"
                        "days: 1 row follows from nothing in the log: 1970-01-02\n"
                        "options: 1 row is missing that follows from the log: theme\n");
    store_rollback(store);
    CardState read;
    assert_ok(store_get_card(store, "x", &read, error));
    assert_same_card(&read, &CARD);
    buffer_done(&report);
    store_close(store);
}

static void test_changes_of_another_are_noticed_once(void **state)
{
    Store *first = open_store(*state);
    Store *second = open_store(*state);
    assert_false(store_changed_elsewhere(first));
    assert_ok(store_put_option(first, "theme", "night", error));
    assert_false(store_changed_elsewhere(first));
    assert_true(store_changed_elsewhere(second));
    assert_false(store_changed_elsewhere(second));
    store_close(first);
    store_close(second);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_card_row),
        CASE(test_item_and_day_rows),
        CASE(test_timer),
        CASE(test_blocks),
        CASE(test_notes_and_questions),
        CASE(test_options),
        CASE(test_whole_state),
        CASE(test_clear_keep_compare),
        CASE(test_changes_of_another_are_noticed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
