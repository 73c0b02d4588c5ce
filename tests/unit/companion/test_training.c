/* Learning from the learner's own log: what counts in it, new weights, what they change. */
#include <math.h>

#include "companion/past.h"
#include "companion/training.h"
#include "unit/companion/fixture.h"

#define DAY_MS (24 * FIXTURE_HOUR)

static const char REVIEW_FORMAT[] = "{\"rating\":%d,\"ms\":%d,\"timed\":false}";

static void add_review(Workspace *workspace, const char *card, int rating, int ms, int64_t at_ms)
{
    char *body = mem_format(REVIEW_FORMAT, rating, ms);
    assert_ok(write_event(workspace, EVENT_REVIEW, card, body, at_ms, NULL, error));
    mem_free(body);
}

/* A learner who forgets `pace` times as fast as most: the reviews of `cards` cards, in the order of
 * time, one each fourth day. */
static void live(Workspace *workspace, int cards, int rounds, double pace)
{
    FsrsModel model;
    MemoryState memory[256] = {{0}};
    assert_true(cards <= 256);
    assert_ok(fsrs_model_init(&model, NULL, 0, 1, error));
    assert_ok(write_begin(workspace, error));
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < cards; i++) {
            char id[16];
            int rating = RATING_GOOD;
            (void)snprintf(id, sizeof id, "x-%d", i);
            if (round > 0) {
                double recall = fsrs_retrievability(&model, 4 * pace, memory[i].stability);
                rating = scheduler_chance(1000U * (uint64_t)i + (uint64_t)round) < recall ? 3 : 1;
            }
            memory[i] = round == 0 ? fsrs_first(&model, RATING_GOOD)
                                   : fsrs_step(&model, memory[i], (Rating)rating, 4);
            add_review(workspace, id, rating, 5000,
                       FIXTURE_NOON - (4 * rounds - 4 * round) * DAY_MS + i * FIXTURE_MINUTE / 4);
        }
    }
    assert_ok(write_end(workspace, STATUS_OK, error));
}

static void test_what_counts(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    CatalogIndex other = fixture_card(workspace, "t-last");
    Undone undone;
    Past past;
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 4000, NULL, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 3 * DAY_MS);
    assert_ok(fixture_grade(workspace, card, RATING_AGAIN, 3000, NULL, error));
    assert_ok(fixture_grade(workspace, other, RATING_EASY, 1000, NULL, error));
    assert_ok(workspace_undo(workspace, &undone, error)); /* of the other */
    assert_ok(fixture_cram(workspace, card, RATING_EASY, 1000, error));
    assert_ok(workspace_card_action(workspace, card, CARD_RESET, error));
    assert_ok(workspace_undo(workspace, &undone, error)); /* a reset that was none */
    assert_ok(workspace_card_action(workspace, card, CARD_RESET, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 5 * DAY_MS);
    assert_ok(fixture_grade(workspace, card, RATING_HARD, 2000, NULL, error));
    assert_ok(workspace_card_action(workspace, card, CARD_RESET, error));
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_ok(past_read(workspace->store, NULL, NULL, NULL, NULL, NULL, &past, error));
    assert_int_equal(past.count, 3);
    assert_int_equal(past.card_count, 2); /* one that was reset, and what it became */
    assert_string_equal(past.cards[0].id, "t-basic");
    assert_string_equal(past.cards[1].id, "t-basic");
    assert_true(past.cards[0].reset);
    assert_false(past.cards[1].reset);
    static const int EXPECTED[][4] = {{0, 3, 0, 4000}, {0, 1, 3, 3000}, {1, 2, 0, 2000}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(past.reviews[i].card, EXPECTED[i][0]);
        assert_int_equal(past.reviews[i].rating, EXPECTED[i][1]);
        assert_int_equal(past.reviews[i].delta_t, EXPECTED[i][2]);
        assert_int_equal(past.durations_ms[i], EXPECTED[i][3]);
    }
    past_done(&past);
    workspace_close(workspace);
}

/* Thousands of cards: their numbers survive the growth of the table. */
static void test_many_cards_keep_their_numbers(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Past past;
    assert_ok(write_begin(workspace, error));
    for (int i = 0; i < 6000; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "y-%d", i % 3000);
        add_review(workspace, id, RATING_GOOD, 1, FIXTURE_NOON + i / 3000 * DAY_MS);
    }
    assert_ok(write_end(workspace, STATUS_OK, error));
    assert_ok(past_read(workspace->store, NULL, NULL, NULL, NULL, NULL, &past, error));
    assert_int_equal(past.card_count, 3000);
    for (size_t i = 0; i < 6000; i++) {
        assert_int_equal(past.reviews[i].card, i % 3000);
        assert_int_equal(past.reviews[i].delta_t, i / 3000);
    }
    past_done(&past);
    workspace_close(workspace);
}

static void grade(Workspace *workspace, const char *card, Rating rating)
{
    assert_ok(fixture_grade(workspace, fixture_card(workspace, card), rating, 4000, NULL, error));
}

static Training train(Workspace *workspace)
{
    TrainingRequest request;
    Training training;
    training_request(workspace, &request);
    assert_ok(training_run(&request, NULL, NULL, &training, error));
    training_request_done(&request);
    return training;
}

static void assert_rebuilt_equals_live(Workspace *workspace)
{
    Buffer report = {0};
    Error error;
    Status status = workspace_doctor(workspace, false, &report, &error);
    if (status != STATUS_OK)
        fail_msg("%s", buffer_text(&report));
    buffer_done(&report);
}

static void test_better_weights_are_kept(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    live(workspace, 120, 8, 6);
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 4000, NULL, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 9 * DAY_MS);
    assert_ok(fixture_grade(workspace, card, RATING_HARD, 4000, NULL, error));
    CardState before = workspace_state(workspace)->cards[card];
    assert_true(tuning_is_suggested(workspace_state(workspace)));

    Training training = train(workspace);
    const OptimizerProposal *proposal = &training.outcome.proposal;
    assert_int_equal(training.outcome.reviews, 120 * 8 + 2);
    assert_true(proposal->worth);
    assert_true(proposal->after.log_loss < proposal->before.log_loss);
    assert_ok(workspace_take_training(workspace, &training, error));
    const StudyState *now = workspace_state(workspace);
    assert_false(tuning_is_suggested(now));
    assert_int_equal(now->config.optimized_reviews, training.outcome.reviews);
    for (size_t i = 0; i < FSRS_WEIGHT_COUNT; i++)
        assert_true(fabs(now->scheduler.model.w[i] - proposal->fit.weights[i]) < 0.0001);

    /* the memory is as if they had always been there, the day stays */
    const FsrsModel *model = &now->scheduler.model;
    MemoryState memory = fsrs_step(model, fsrs_first(model, RATING_GOOD), RATING_HARD, 9);
    CardState after = now->cards[card];
    assert_true(after.memory.stability == memory.stability);
    assert_true(after.memory.difficulty == memory.difficulty);
    assert_true(after.memory.stability < before.memory.stability);
    assert_int_equal(after.due_day, before.due_day);
    assert_int_equal(after.interval_days, before.interval_days);
    assert_int_equal(after.reps, before.reps);
    assert_rebuilt_equals_live(workspace);

    /* what is taken back afterwards leaves no trace of the old weights */
    Undone undone;
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_int_equal(undone.card, card);
    memory = fsrs_first(model, RATING_GOOD);
    assert_true(workspace_state(workspace)->cards[card].memory.stability == memory.stability);
    assert_rebuilt_equals_live(workspace);

    /* and the defaults come back with everything */
    assert_ok(workspace_option_set(workspace, "weights", "", error));
    assert_true(workspace_state(workspace)->scheduler.model.w[0] == FSRS_DEFAULT_WEIGHTS[0]);
    assert_rebuilt_equals_live(workspace);
    training_done(&training);
    workspace_close(workspace);
}

static MemoryState memory_of(const Workspace *workspace, const char *id)
{
    return workspace_state(workspace)->cards[fixture_card(workspace, id)].memory;
}

/* While the fit was at work, cards were answered for the first time and again, an answer was taken back,
 * a card was reset: with the memories that were made ahead or without, the same comes out. */
static void test_what_happens_meanwhile_counts(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Undone undone;
    live(workspace, 120, 8, 6);
    static const char *const BEFORE[] = {"t-basic", "t-gap:c1", "t-gap:c2"};
    for (size_t i = 0; i < 3; i++)
        grade(workspace, BEFORE[i], RATING_GOOD);
    fixture_set_clock(workspace, FIXTURE_NOON + 9 * DAY_MS);
    grade(workspace, "t-gap:c2", RATING_GOOD);
    Training training = train(workspace);
    assert_non_null(training.memory);
    grade(workspace, "t-basic", RATING_HARD);
    grade(workspace, "t-last", RATING_EASY);
    assert_ok(
        workspace_card_action(workspace, fixture_card(workspace, "t-gap:c1"), CARD_RESET, error));
    grade(workspace, "t-both", RATING_GOOD);
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_ok(workspace_take_training(workspace, &training, error));
    const FsrsModel *model = &workspace_state(workspace)->scheduler.model;
    MemoryState good = fsrs_first(model, RATING_GOOD);
    assert_true(memory_of(workspace, "t-basic").stability ==
                fsrs_step(model, good, RATING_HARD, 9).stability);
    assert_true(memory_of(workspace, "t-last").stability ==
                fsrs_first(model, RATING_EASY).stability);
    assert_true(memory_of(workspace, "t-gap:c2").stability ==
                fsrs_step(model, good, RATING_GOOD, 9).stability);
    assert_true(memory_of(workspace, "t-gap:c1").stability == 0);
    assert_true(memory_of(workspace, "t-both").stability == 0);
    assert_rebuilt_equals_live(workspace);
    training_done(&training);
    workspace_close(workspace);
}

/* Memories of other weights, or of another log, are not believed. */
static void test_what_does_not_fit_is_read_again(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    FsrsModel model;
    Past past;
    live(workspace, 120, 8, 6);
    grade(workspace, "t-basic", RATING_GOOD);
    Training training = train(workspace);
    ledger_memory_free(training.memory);
    assert_ok(past_read(workspace->store, NULL, NULL, NULL, NULL, NULL, &past, error));
    assert_ok(fsrs_model_init(&model, NULL, 0, 1, error));
    training.memory = ledger_memory_new(&model, &past);
    assert_ok(workspace_take_training(workspace, &training, error));
    assert_true(memory_of(workspace, "t-basic").stability != model.w[RATING_GOOD - 1]);
    assert_rebuilt_equals_live(workspace);
    training_done(&training);

    training = train(workspace);
    training.outcome.proposal.worth = true; /* also when there is nothing new */
    assert_ok(past_read(workspace->store, "t-basic", NULL, NULL, NULL, NULL, &past, error));
    ledger_memory_free(training.memory);
    training.memory =
        ledger_memory_new(&workspace_state(workspace)->scheduler.model, &past); /* one card's log */
    assert_ok(workspace_take_training(workspace, &training, error));
    assert_rebuilt_equals_live(workspace);
    training_done(&training);
    workspace_close(workspace);
}

static void test_worse_weights_are_not_kept(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    live(workspace, 120, 8, 6);
    Training first = train(workspace);
    assert_ok(workspace_take_training(workspace, &first, error));
    training_done(&first);
    Training second = train(workspace); /* nothing new to learn */
    second.outcome.proposal.worth = false;
    Config before = workspace_state(workspace)->config;
    assert_ok(workspace_take_training(workspace, &second, error));
    assert_string_equal(workspace_state(workspace)->config.weights, before.weights);
    training_done(&second);
    workspace_close(workspace);
}

static void test_an_empty_log(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_false(tuning_is_suggested(workspace_state(workspace)));
    Training training = train(workspace);
    assert_int_equal(training.outcome.reviews, 0);
    assert_false(training.outcome.proposal.worth);
    assert_ok(workspace_take_training(workspace, &training, error));
    training_done(&training);
    assert_string_equal(workspace_state(workspace)->config.weights, "");
    workspace_close(workspace);
}

static bool refuse(void *context, double share)
{
    int *asked = context;
    assert_true(share >= 0 && share <= 1);
    *asked += 1;
    return false;
}

static void test_it_can_be_stopped(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    TrainingRequest request;
    Training training;
    Error error;
    int asked = 0;
    live(workspace, 200, 8, 1);
    training_request(workspace, &request);
    assert_int_equal(training_run(&request, refuse, &asked, &training, &error), STATUS_FAILED);
    training_done(&training);
    assert_int_equal(asked, 1);
    training_request_done(&request);
    workspace_close(workspace);
}

static void test_forecast(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    TrainingRequest request;
    Forecast forecast;
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_GOOD, 4000, NULL,
                            error));
    training_request(workspace, &request);
    assert_ok(training_forecast(&request, NULL, NULL, &forecast, error));
    training_request_done(&request);
    assert_int_equal(forecast.cards, workspace_catalog(workspace)->card_count);
    assert_true(forecast.revision == workspace_state(workspace)->revision);
    for (size_t i = 0; i < SIMULATOR_RETENTIONS; i++) {
        assert_true(forecast.outcomes[i].minutes_per_day > 0);
        assert_true(forecast.outcomes[i].remembered <= forecast.cards + 1e-9);
    }
    assert_true(forecast_at(&forecast, 0.97)->reviews_per_day >
                forecast_at(&forecast, 0.7)->reviews_per_day);
    assert_true(fabs(forecast_at(&forecast, 0.9)->retention - 0.9) < 1e-9);
    assert_true(forecast_at(&forecast, 0.2) == &forecast.outcomes[0]);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_what_counts),
        FIXTURE_CASE(test_many_cards_keep_their_numbers),
        FIXTURE_CASE(test_better_weights_are_kept),
        FIXTURE_CASE(test_what_happens_meanwhile_counts),
        FIXTURE_CASE(test_what_does_not_fit_is_read_again),
        FIXTURE_CASE(test_worse_weights_are_not_kept),
        FIXTURE_CASE(test_an_empty_log),
        FIXTURE_CASE(test_it_can_be_stopped),
        FIXTURE_CASE(test_forecast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
