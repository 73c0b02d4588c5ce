#include "study/simulator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/workers.h"
#include "near.h"

static MemoryModel model_of_defaults(void)
{
    MemoryModel model;
    Error error;
    assert_int_equal(memory_model_init(&model, NULL, 0, 0, &error), STATUS_OK);
    return model;
}

static SimulatorConfig config_of(const MemoryModel *model)
{
    return (SimulatorConfig){.model = model,
                             .costs = &STUDY_COSTS_DEFAULT,
                             .new_cards = 400,
                             .days = 200,
                             .new_per_day = 5,
                             .reviews_per_day = 100,
                             .learning_steps = 2,
                             .relearning_steps = 1,
                             .maximum_interval = 36500,
                             .seed = 3};
}

static void same_seed_same_future(void **state)
{
    (void)state;
    static const double RETENTIONS[] = {0.7, 0.8, 0.85, 0.9, 0.95, 0.97};
    enum { COUNT_OF = COUNT(RETENTIONS) };
    MemoryModel model = model_of_defaults();
    SimulatorConfig config = config_of(&model);
    SimulatorOutcome alone[COUNT_OF];
    SimulatorOutcome shared[COUNT_OF];
    SimulatorOutcome other[COUNT_OF];
    Workers *workers = workers_new(3);
    simulator_run(&config, RETENTIONS, COUNT_OF, NULL, alone, NULL);
    simulator_run(&config, RETENTIONS, COUNT_OF, workers_jobs(workers), shared, NULL);
    assert_memory_equal(alone, shared, sizeof alone);
    config.seed = 4;
    simulator_run(&config, RETENTIONS, COUNT_OF, NULL, other, NULL);
    assert_memory_not_equal(alone, other, sizeof alone);
    workers_free(workers);
}

/* More wanted: more work, and more remembered. */
static void work_and_knowledge_grow_with_retention(void **state)
{
    (void)state;
    static const double RETENTIONS[] = {0.7, 0.8, 0.9, 0.97};
    MemoryModel model = model_of_defaults();
    SimulatorConfig config = config_of(&model);
    SimulatorOutcome outcomes[COUNT(RETENTIONS)];
    simulator_run(&config, RETENTIONS, COUNT(RETENTIONS), NULL, outcomes, NULL);
    for (size_t i = 0; i < COUNT(RETENTIONS); i++) {
        assert_near("retention", i, outcomes[i].retention, RETENTIONS[i], 0);
        assert_true(outcomes[i].remembered > 0 && outcomes[i].remembered <= 400);
        if (i == 0)
            continue;
        assert_true(outcomes[i].reviews_per_day > outcomes[i - 1].reviews_per_day);
        assert_true(outcomes[i].minutes_per_day > outcomes[i - 1].minutes_per_day);
        assert_true(outcomes[i].remembered > outcomes[i - 1].remembered);
    }
}

/* The days of each retention: limits hold, new cards come until there are none, and the sums are the
 * outcome's. */
static void days_add_up(void **state)
{
    (void)state;
    static const double RETENTIONS[] = {0.8, 0.95};
    MemoryModel model = model_of_defaults();
    SimulatorConfig config = config_of(&model);
    config.reviews_per_day = 12; /* less than there is to do */
    SimulatorOutcome outcomes[2];
    SimulatorDay *days = mem_alloc((size_t)config.days * 2, sizeof *days);
    simulator_run(&config, RETENTIONS, 2, NULL, outcomes, days);
    for (size_t i = 0; i < 2; i++) {
        const SimulatorDay *own = days + i * (size_t)config.days;
        double minutes = 0;
        double reviews = 0;
        int new_cards = 0;
        int full = 0;
        for (int day = 0; day < config.days; day++) {
            assert_true(own[day].reviews <= 12 && own[day].new_cards <= 5);
            assert_int_equal(own[day].new_cards, day < 80 ? 5 : 0);
            assert_true((own[day].minutes > 0) == (own[day].reviews + own[day].new_cards > 0));
            full += own[day].reviews == 12;
            minutes += own[day].minutes;
            reviews += own[day].reviews + own[day].new_cards;
            new_cards += own[day].new_cards;
        }
        assert_int_equal(new_cards, 400);
        assert_true(full > 100); /* what is left moves on, so that the next days are full as well */
        assert_near("minutes", i, outcomes[i].minutes_per_day * config.days, minutes, 1e-9);
        assert_near("reviews", i, outcomes[i].reviews_per_day * config.days, reviews, 1e-9);
        assert_near("remembered", i, outcomes[i].remembered, own[config.days - 1].remembered, 0);
    }
    mem_free(days);
}

/* Cards answered before: due ones come first, in their order; others wait for their day; all count as
 * remembered from the start. */
static void a_deck_goes_on_from_where_it_is(void **state)
{
    (void)state;
    static const SimulatorCard CARDS[] = {
        {{10, 5}, 10, 0}, {{20, 5}, 30, -10}, {{50, 5}, 2, 1}, {{100, 5}, 1, 400}};
    static const double RETENTIONS[] = {0.9};
    MemoryModel model = model_of_defaults();
    SimulatorConfig config = config_of(&model);
    config.cards = CARDS;
    config.card_count = COUNT(CARDS);
    config.new_cards = 0;
    config.days = 2;
    SimulatorOutcome outcome;
    SimulatorDay days[2];
    simulator_run(&config, RETENTIONS, 1, NULL, &outcome, days);
    assert_int_equal(days[0].reviews, 2);
    assert_in_range(days[1].reviews, 1, 3); /* one is due; those of the first day may be again */
    assert_true(outcome.remembered > 3 && outcome.remembered < 4);
    config.reviews_per_day = 0;
    simulator_run(&config, RETENTIONS, 1, NULL, &outcome, days);
    double untouched = 0;
    for (size_t i = 0; i < COUNT(CARDS); i++)
        untouched += memory_retrievability(&model, CARDS[i].memory, CARDS[i].days_ago + 1);
    assert_near("untouched", 0, outcome.remembered, untouched, 1e-9);
    assert_near("no work", 0, outcome.minutes_per_day, 0, 0);
}

static void nothing_is_no_work(void **state)
{
    (void)state;
    static const double RETENTIONS[] = {0.9};
    MemoryModel model = model_of_defaults();
    SimulatorConfig config = config_of(&model);
    SimulatorOutcome outcome;
    config.new_cards = 0;
    simulator_run(&config, RETENTIONS, 1, NULL, &outcome, NULL);
    assert_near("reviews", 0, outcome.reviews_per_day, 0, 0);
    assert_near("remembered", 0, outcome.remembered, 0, 0);
}

static void the_best_has_the_least_work_for_what_is_remembered(void **state)
{
    (void)state;
    static const SimulatorOutcome OUTCOMES[] = {
        {0.7, 9, 10, 100}, {0.8, 10, 11, 120}, {0.9, 30, 20, 150}};
    assert_int_equal(simulator_best(OUTCOMES, 3), 1);
    assert_int_equal(simulator_best(OUTCOMES, 1), 0);
}

/* --- costs --- */

static double sum_of(const AnswerShares *shares)
{
    return shares->by_rating[0] + shares->by_rating[1] + shares->by_rating[2] +
           shares->by_rating[3];
}

static void no_log_no_change(void **state)
{
    (void)state;
    StudyCosts costs;
    study_costs_fit(&costs, NULL, NULL, 0, 0);
    for (int kind = 0; kind < ANSWER_KIND_COUNT; kind++)
        for (size_t i = 0; i < 4; i++)
            assert_near("seconds", i, costs.seconds[kind][i], STUDY_COSTS_DEFAULT.seconds[kind][i],
                        1e-12);
    assert_near("shares", 0, sum_of(&costs.first), 1, 1e-9);
    assert_near("shares", 1, sum_of(&costs.recalled), 1, 1e-9);
    for (size_t i = 0; i < 4; i++) {
        assert_near("learning", i, sum_of(&costs.learning[i]), 1, 1e-9);
        assert_near("relearning", i, sum_of(&costs.relearning[i]), 1, 1e-9);
    }
}

/* 50 answers of a kind weigh as much as the default; unknown durations do not count, long ones count
 * as two minutes. */
static void the_learners_own_figures_are_blended_in(void **state)
{
    (void)state;
    enum { CARDS = 50 };
    ReplayReview log[CARDS * 4];
    int32_t durations[CARDS * 4];
    size_t count = 0;
    for (uint32_t card = 0; card < CARDS; card++) {
        log[count] = (ReplayReview){card, RATING_GOOD, 0};
        durations[count++] = 4000;
        log[count] = (ReplayReview){card, RATING_GOOD, 0};
        durations[count++] = 0;
        log[count] = (ReplayReview){card, RATING_AGAIN, 5};
        durations[count++] = 3600000;
        log[count] = (ReplayReview){card, RATING_EASY, 0};
        durations[count++] = 8000;
    }
    const StudyCosts *base = &STUDY_COSTS_DEFAULT;
    StudyCosts costs;
    study_costs_fit(&costs, log, durations, count, CARDS);
    assert_near("first Good", 0, costs.seconds[ANSWER_FIRST][2],
                (base->seconds[ANSWER_FIRST][2] + 4) / 2, 1e-9);
    assert_near("learning Good", 0, costs.seconds[ANSWER_LEARNING][2],
                base->seconds[ANSWER_LEARNING][2], 1e-9);
    assert_near("review Again", 0, costs.seconds[ANSWER_REVIEW][0],
                (base->seconds[ANSWER_REVIEW][0] + 120) / 2, 1e-9);
    assert_near("relearning Easy", 0, costs.seconds[ANSWER_RELEARNING][3],
                (base->seconds[ANSWER_RELEARNING][3] + 8) / 2, 1e-9);
    assert_near("first Good", 1, costs.first.by_rating[2], (base->first.by_rating[2] + 1) / 2,
                1e-9);
    assert_near("relearning Easy after Again", 1, costs.relearning[0].by_rating[3],
                (base->relearning[0].by_rating[3] + 1) / 2, 1e-9);
    assert_near("recalled, never seen", 1, costs.recalled.by_rating[1], base->recalled.by_rating[1],
                1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_same_future),
        cmocka_unit_test(work_and_knowledge_grow_with_retention),
        cmocka_unit_test(days_add_up),
        cmocka_unit_test(a_deck_goes_on_from_where_it_is),
        cmocka_unit_test(nothing_is_no_work),
        cmocka_unit_test(the_best_has_the_least_work_for_what_is_remembered),
        cmocka_unit_test(no_log_no_change),
        cmocka_unit_test(the_learners_own_figures_are_blended_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
