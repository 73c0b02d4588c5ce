/* The figures against what they are kept for: states by chance, on any of the days and at any time. */
#include "study/figures.h"

#include <string.h>

#include "same_figures.h"
#include "sample.h"
#include "study/chance.h"

#define ROUNDS 3000
#define TODAY  20780

static bool once_in(Chance *chance, uint64_t count)
{
    return chance_below(chance, count) == 0;
}

static DayNumber day_near(Chance *chance, int days)
{
    return TODAY - days + (DayNumber)chance_below(chance, 2 * (uint64_t)days + 1);
}

static CardState any_card(Chance *chance)
{
    CardState card = {.phase = (CardPhase)chance_below(chance, CARD_RELEARNING + 1)};
    card.suspended = once_in(chance, 6);
    card.buried_day = once_in(chance, 6) ? TODAY : 0;
    if (card.phase == CARD_NEW)
        return card;
    card.memory = (MemoryState){.stability = 1 + (double)chance_below(chance, 40), .difficulty = 5};
    card.due_day = day_near(chance, 2);
    card.last_review_day = once_in(chance, 2) ? card.due_day /* a step within a day */
                                              : TODAY - (DayNumber)chance_below(chance, 30);
    card.first_review_day = card.last_review_day - (DayNumber)chance_below(chance, 2);
    card.last_review_ms = card.last_review_day * MS_PER_DAY;
    card.due_ms = card.due_day * MS_PER_DAY + (int64_t)chance_below(chance, (uint64_t)MS_PER_DAY);
    card.reps = 1;
    card.interval_days = card.phase == CARD_REVIEW ? 3 : 0;
    return card;
}

static void any_items(Chance *chance, ItemState *items, size_t count, bool finished)
{
    for (size_t i = 0; i < count; i++) {
        items[i].marked = finished || once_in(chance, 2);
        items[i].mark = finished ? MARK_DONE : (Mark)chance_below(chance, MARK_COUNT);
    }
}

static void fill(StudyState *state, Chance *chance)
{
    const Catalog *catalog = state->catalog;
    bool finished = once_in(chance, 3); /* then days on which no card comes are clear */
    bool few = once_in(chance, 3);
    for (size_t i = 0; i < catalog->card_count; i++)
        state->cards[i] =
            few && !once_in(chance, 20) ? (CardState){.suspended = true} : any_card(chance);
    any_items(chance, state->topics, catalog->topic_count, finished);
    any_items(chance, state->subtopics, catalog->subtopic_count, finished);
    any_items(chance, state->projects, catalog->project_count, finished);
    for (DayNumber day = TODAY - 4; day <= TODAY; day++)
        if (!once_in(chance, 3))
            *habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, day) =
                (DayTotal){.day = day,
                           .practice_ms = (int64_t)chance_below(chance, 40) * MS_PER_MINUTE,
                           .reviews = (int32_t)chance_below(chance, 9)};
    state->written.day = TODAY - (DayNumber)chance_below(chance, 4);
    state->written.at_ms = once_in(chance, 5) ? 0 : state->written.day * MS_PER_DAY;
    state->config.rollover_hour = (int)chance_below(chance, 6);
    state->config.rusty_below = 0.9;
}

static void figures_say_what_the_cards_do(void **unused)
{
    (void)unused;
    Chance chance = chance_from(11);
    Catalog *catalog = sample_catalog();
    size_t steps = 0, clear = 0;
    for (int round = 0; round < ROUNDS; round++) {
        StudyState state;
        study_state_init(&state, catalog);
        fill(&state, &chance);
        int offset = 60 * ((int)chance_below(&chance, 27) - 12);
        figures_make(&state, TODAY, offset);
        steps += state.figures->step_count;
        clear += state.figures->clear.days > 0;
        DayNumber day = TODAY + (DayNumber)chance_below(&chance, FIGURES_DAYS);
        int64_t begin = civil_study_day_start(day, offset, state.config.rollover_hour);
        for (int i = 0; i < 4; i++)
            assert_same_figures(
                &state, begin + (int64_t)chance_below(&chance, (uint64_t)MS_PER_DAY), offset);
        study_state_done(&state);
    }
    assert_true(steps > ROUNDS / 4 && clear > ROUNDS / 40);
    catalog_free(catalog);
}

/* Reviews that waited, so many that they are worth to be spread. */
static void reviews_that_wait_are_known(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    StudyState state;
    Card *cards = mem_alloc(40, sizeof *cards);
    for (size_t i = 0; i < 40; i++)
        cards[i] = catalog->cards[0];
    catalog->cards = cards;
    catalog->card_count = 40;
    study_state_init(&state, catalog);
    for (size_t i = 0; i < 40; i++)
        state.cards[i] = (CardState){.memory = {5, 5}, .phase = CARD_REVIEW, .due_day = TODAY - 3};
    figures_make(&state, TODAY, 0);
    assert_true(state.figures->worth_spreading);
    assert_true(queue_is_worth_spreading(&state, TODAY));
    study_state_done(&state);
    catalog_free(catalog);
    mem_free(cards);
}

static void they_are_of_few_days_and_one_state(void **unused)
{
    (void)unused;
    Catalog *catalog = sample_catalog();
    StudyState state, later;
    study_state_init(&state, catalog);
    assert_null(figures_of(&state, TODAY));
    figures_make(&state, TODAY, 0);
    assert_non_null(figures_of(&state, TODAY));
    assert_non_null(figures_of(&state, TODAY + FIGURES_DAYS - 1));
    assert_null(figures_of(&state, TODAY - 1));
    assert_null(figures_of(&state, TODAY + FIGURES_DAYS));
    study_state_init(&later, catalog);
    figures_make(&later, TODAY, 0);
    study_state_follow(&later, &state); /* read anew, with its figures */
    assert_non_null(figures_of(&later, TODAY));
    study_state_put_card(&state, CARD_VAR, &(CardState){.phase = CARD_REVIEW, .due_day = TODAY});
    assert_null(figures_of(&state, TODAY));
    TodaySummary today;
    today_count(&state, TODAY * MS_PER_DAY + 12 * MS_PER_HOUR, 0, &today);
    assert_int_equal(today.queue.due, 1);
    study_state_done(&state);
    study_state_done(&later);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_say_what_the_cards_do),
        cmocka_unit_test(reviews_that_wait_are_known),
        cmocka_unit_test(they_are_of_few_days_and_one_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
