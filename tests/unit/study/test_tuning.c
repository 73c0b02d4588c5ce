/* When a fit is suggested, what is said about one, and the forecast's plan. */
#include "study/tuning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "study/forecast.h"
#include "unit/study/sample.h"

static void review_so_often(StudyState *learner, DayNumber day, int32_t reviews)
{
    habit_day_mutable(&learner->days, &learner->day_count, &learner->day_capacity, day)->reviews =
        reviews;
}

static void suggested_at_the_first_and_at_twice_as_many(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState learner;
    study_state_init(&learner, catalog);
    assert_false(tuning_is_suggested(&learner));
    review_so_often(&learner, 100, 250);
    review_so_often(&learner, 103, TUNING_REVIEWS_LEAST - 251);
    assert_false(tuning_is_suggested(&learner));
    review_so_often(&learner, 104, 1);
    assert_int_equal(tuning_reviews(&learner), TUNING_REVIEWS_LEAST);
    assert_true(tuning_is_suggested(&learner));
    learner.config.optimized_reviews = TUNING_REVIEWS_LEAST; /* done: */
    assert_false(tuning_is_suggested(&learner));
    review_so_often(&learner, 105, TUNING_REVIEWS_LEAST - 1);
    assert_false(tuning_is_suggested(&learner));
    review_so_often(&learner, 106, 1);
    assert_true(tuning_is_suggested(&learner));
    study_state_done(&learner);
    catalog_free(catalog);
}

static void assert_verdict(const TuningOutcome *outcome, const char *part)
{
    char verdict[TUNING_VERDICT_SIZE];
    tuning_verdict(outcome, verdict);
    if (strstr(verdict, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", verdict, part);
}

static void the_verdict_says_why(void **state)
{
    (void)state;
    TuningOutcome outcome = {
        .proposal = {.worth = true,
                     .fit = {.extent = OPTIMIZER_ALL},
                     .after = {.predictions = OPTIMIZER_JUDGED_LEAST, .log_loss = 0.25}}};
    assert_verdict(&outcome, "used from now on");
    outcome.proposal.worth = false;
    assert_verdict(&outcome, "would not predict your later reviews better");
    outcome.proposal.after.predictions = 99;
    assert_verdict(&outcome,
                   "too few later reviews to judge the new weights by (99, at least 100)");
    outcome.proposal.after.predictions = 0;
    assert_verdict(&outcome, "too little to learn from");
    outcome.proposal.after.predictions = 99;
    assert_true(tuning_figure_of(tuning_figure(0), &outcome.proposal.after) == 0.25);
    assert_null(tuning_figure(TUNING_FIGURES));
    outcome.proposal.fit.extent = OPTIMIZER_DEFAULTS;
    assert_verdict(&outcome, "too little to learn from");
}

/* Cards set aside are neither work nor knowledge. */
static void the_plan_takes_the_cards_as_they_are(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState learner;
    ForecastPlan plan;
    Forecast forecast;
    study_state_init(&learner, catalog);
    learner.cards[0] = (CardState){.phase = CARD_REVIEW,
                                   .memory = {12, 5},
                                   .reps = 3,
                                   .last_review_day = 990,
                                   .due_day = 1004};
    learner.cards[1].suspended = true;
    learner.config.new_per_day = 3;
    learner.revision = 77;
    forecast_plan(&learner, 1000, &plan);
    assert_int_equal(plan.config.card_count, 1);
    assert_int_equal(plan.config.new_cards, catalog->card_count - 2);
    assert_int_equal(plan.cards[0].days_ago, 10);
    assert_int_equal(plan.cards[0].due_in, 4);
    assert_int_equal(plan.config.new_per_day, 3);
    forecast_run(&plan, &STUDY_COSTS_DEFAULT, NULL, &forecast);
    assert_int_equal(forecast.cards, catalog->card_count - 1);
    assert_true(forecast.revision == 77);
    for (int i = 0; i < SIMULATOR_RETENTIONS; i++)
        assert_true(forecast.outcomes[i].remembered <= forecast.cards);
    forecast_plan_done(&plan);
    study_state_done(&learner);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suggested_at_the_first_and_at_twice_as_many),
        cmocka_unit_test(the_verdict_says_why),
        cmocka_unit_test(the_plan_takes_the_cards_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
