#include "study/state_blob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "same_figures.h"
#include "sample.h"

#define TODAY 20781

/* A state with something in each of its parts. */
static void fill(StudyState *state, const Catalog *catalog)
{
    study_state_init(state, catalog);
    state->config.goal_minutes = 45;
    state->timer = (PracticeTimer){.phase = TIMER_PAUSED, .topic = "math", .id = "block"};
    state->topics[TOPIC_MATH].mark = MARK_DOING;
    state->subtopics[SUB_NETS_A] = (ItemState){.marked = true, .ticks = 5};
    state->resources[1].opened = true;
    state->projects[0].noted = true;
    state->milestones[1].hints = 2;
    state->cards[CARD_NET] = (CardState){
        .memory = {3.5, 6.25}, .due_day = 20790, .reps = 4, .phase = CARD_REVIEW, .step = 1};
    state->cards[CARD_VAR].suspended = true;
    state->limits[1].fresh.usual = 7;
    habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, 20780)->reviews = 9;
    habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, 20781)->lapses = 2;
    *array_push(&state->rules) = (HabitRule){.from = 20000, .floor_minutes = 10};
    *array_push(&state->clear) = (DaySpan){.from = 20500, .days = 3};
    state->written = (DayMark){.at_ms = 1234, .day = 20781};
    state->sign_ms = 1230;
    state->questions = mem_alloc(2, sizeof *state->questions);
    state->question_count = state->question_capacity = 2;
    state->questions[0] = (Question){"q1", "math", "Why?", "", 17};
    state->questions[1] = (Question){"q2", "", "What for?", "For this.", 18};
}

/* The sample's blocks. */
typedef struct Blocks {
    char *bytes;
    size_t length;
    StateCards cards;
} Blocks;

static Blocks make_blocks(const Catalog *catalog)
{
    StudyState state;
    Buffer out = {0};
    fill(&state, catalog);
    figures_make(&state, TODAY, 0);
    state_blob_write(&state, &out);
    Blocks blocks = {.length = out.length,
                     .cards.length = catalog->card_count * sizeof *state.cards};
    blocks.bytes = mem_dup_range(out.data, out.length);
    blocks.cards.bytes = mem_dup_range((const char *)state.cards, blocks.cards.length);
    study_state_done(&state);
    buffer_done(&out);
    return blocks;
}

static void blocks_done(Blocks *blocks)
{
    mem_free(blocks->bytes);
    mem_free(blocks->cards.bytes);
}

static Status read_blocks(const Blocks *blocks, const Catalog *catalog, StudyState *state,
                          Error *error)
{
    return state_blob_read(blocks->bytes, blocks->length, &blocks->cards, catalog, state, error);
}

static void a_state_comes_back_as_it_was(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    Blocks blocks = make_blocks(catalog);
    StudyState state;
    assert_true(state_blob_has_cards(blocks.bytes, blocks.length, &blocks.cards));
    assert_int_equal(read_blocks(&blocks, catalog, &state, NULL), STATUS_OK);
    assert_int_equal(state.config.goal_minutes, 45);
    assert_int_equal(state.timer.phase, TIMER_PAUSED);
    assert_string_equal(state.timer.topic, "math");
    assert_int_equal(state.topics[TOPIC_MATH].mark, MARK_DOING);
    assert_true(state.subtopics[SUB_NETS_A].marked);
    assert_int_equal(state.subtopics[SUB_NETS_A].ticks, 5);
    assert_true(state.resources[1].opened && state.projects[0].noted);
    assert_int_equal(state.milestones[1].hints, 2);
    assert_true(state.cards[CARD_NET].memory.difficulty == 6.25);
    assert_int_equal(state.cards[CARD_NET].due_day, 20790);
    assert_true(state.cards[CARD_VAR].suspended);
    assert_int_equal(state.limits[1].fresh.usual, 7);
    assert_int_equal(state.limits[0].fresh.usual, -1);
    assert_int_equal(state.day_count, 2);
    assert_int_equal(state.days[1].lapses, 2);
    assert_int_equal(state.rules.items[0].floor_minutes, 10);
    assert_int_equal(state.clear.items[0].days, 3);
    assert_int_equal(state.written.day, 20781);
    assert_int_equal(state.sign_ms, 1230);
    assert_string_equal(state.questions[1].answer, "For this.");
    assert_string_equal(state.questions[0].subject, "math");
    assert_int_equal(state.questions[0].asked_ms, 17);
    assert_int_equal(state.figures->step_count, 0);
    assert_same_figures(&state, TODAY * MS_PER_DAY + 12 * MS_PER_HOUR, 0);
    study_state_done(&state);
    catalog_free(catalog);
    blocks_done(&blocks);
}

static void it_can_be_changed_and_grows(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    Blocks blocks = make_blocks(catalog);
    StudyState state;
    assert_true(state_blob_has_cards(blocks.bytes, blocks.length, &blocks.cards));
    assert_int_equal(read_blocks(&blocks, catalog, &state, NULL), STATUS_OK);
    study_state_put_card(&state, CARD_VAR, &(CardState){.reps = 1, .phase = CARD_LEARNING});
    assert_int_equal(state.cards[CARD_VAR].reps, 1);
    habit_day_mutable(&state.days, &state.day_count, &state.day_capacity, 20790)->reviews = 1;
    *array_push(&state.rules) = (HabitRule){.from = 20781};
    assert_int_equal(state.day_count, 3);
    assert_int_equal(state.rules.count, 2);
    study_state_done(&state);
    catalog_free(catalog);
    blocks_done(&blocks);
}

static void an_empty_state_comes_back(void **unused)
{
    (void)unused;
    Catalog *catalog = catalog_new();
    StudyState state;
    Buffer out = {0};
    assert_true(catalog_index(catalog, NULL));
    study_state_init(&state, catalog);
    state_blob_write(&state, &out);
    study_state_done(&state);
    char none[16] = "";
    const StateCards cards = {none, 0};
    assert_true(state_blob_has_cards(out.data, out.length, &cards));
    assert_int_equal(state_blob_read(out.data, out.length, &cards, catalog, &state, NULL),
                     STATUS_OK);
    assert_int_equal(state.day_count + state.question_count, 0);
    assert_null(state.figures);
    study_state_done(&state);
    catalog_free(catalog);
    buffer_done(&out);
}

static void the_state_of_another_catalog_is_refused(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    Catalog *other = sample_catalog();
    StudyState state;
    Error error = {""};
    Blocks blocks = make_blocks(catalog);
    other->topic_count--;
    assert_int_equal(read_blocks(&blocks, other, &state, &error), STATUS_CONTENT);
    other->topic_count++;
    blocks.cards.length -= sizeof(CardState);
    assert_int_equal(read_blocks(&blocks, other, &state, &error), STATUS_CONTENT);
    assert_true(error.message[0] != '\0');
    catalog_free(other);
    catalog_free(catalog);
    blocks_done(&blocks);
}

/* Reads what was changed on purpose; whatever comes of it, all of it can be looked at. */
static void read_changed(const Catalog *catalog, char *bytes, size_t length,
                         const StateCards *cards, bool sealed)
{
    StudyState state;
    TodaySummary today;
    if (sealed)
        state_blob_seal(bytes, length);
    if (state_blob_read(bytes, length, cards, catalog, &state, NULL) != STATUS_OK)
        return;
    assert_true(sealed);
    for (size_t i = 0; i < state.question_count; i++)
        assert_true(strlen(state.questions[i].answer) < length);
    assert_true(config_is_sound(&state.config));
    today_summarize(&state, TODAY * MS_PER_DAY, 0, &today);
    study_state_done(&state);
}

static void damage_is_found_or_does_no_harm(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    Blocks blocks = make_blocks(catalog);
    size_t length = blocks.length;
    for (size_t at = 0; at < length; at += at < 1024 || at + 1024 > length ? 1 : 13) {
        char *changed = mem_dup_range(blocks.bytes, length);
        changed[at] = (char)(blocks.bytes[at] ^ 0xff);
        read_changed(catalog, changed, length, &blocks.cards, false);
        read_changed(catalog, changed, length, &blocks.cards, true);
        mem_free(changed);
    }
    for (size_t kept = 0; kept < length; kept += 7) {
        char *cut = mem_dup_range(blocks.bytes, kept);
        read_changed(catalog, cut, kept, &blocks.cards, false);
        read_changed(catalog, cut, kept, &blocks.cards, true);
        mem_free(cut);
    }
    catalog_free(catalog);
    blocks_done(&blocks);
}

static const char *read_cards(void *context, size_t offset, size_t length)
{
    const Blocks *blocks = context;
    assert_true(offset + length <= blocks->cards.length);
    return blocks->cards.bytes + offset;
}

static bool adds_up(Blocks *blocks)
{
    const ChecksumSource source = {read_cards, blocks};
    ChecksumParts parts = {0};
    while (state_blob_check_cards(&blocks->cards, &source, &parts))
        continue;
    assert_int_equal(parts.at, blocks->cards.length);
    return parts.sum == state_blob_cards(blocks->bytes, blocks->length);
}

static void damage_of_cards_is_found(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    Blocks blocks = make_blocks(catalog);
    assert_true(adds_up(&blocks));
    for (size_t at = 0; at < blocks.cards.length; at++) {
        blocks.cards.bytes[at] ^= 0x10;
        assert_false(state_blob_has_cards(blocks.bytes, blocks.length, &blocks.cards));
        assert_false(adds_up(&blocks));
        blocks.cards.bytes[at] ^= 0x10;
    }
    catalog_free(catalog);
    blocks_done(&blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_comes_back_as_it_was),
        cmocka_unit_test(it_can_be_changed_and_grows),
        cmocka_unit_test(an_empty_state_comes_back),
        cmocka_unit_test(the_state_of_another_catalog_is_refused),
        cmocka_unit_test(damage_is_found_or_does_no_harm),
        cmocka_unit_test(damage_of_cards_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
