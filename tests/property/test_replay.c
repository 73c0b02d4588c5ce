/* The log says it all. Thousands of operations in an order drawn from a fixed seed, by two instances
 * and with a clock that now and then is set back; then
 *
 *   - a replay of the log gives the very rows that the live writes left,
 *   - a fresh start reads the very state that was in memory,
 *   - a log without the reviews that were taken back, and without the taking back, gives the same
 *     cards and days.
 */
#include "companion/ledger.h"
#include "companion/training.h"
#include "store/connection.h"
#include "study/queue.h"
#include "unit/companion/fixture.h"
#include "unit/companion/same_state.h"
#include "unit/study/same_figures.h"

#define OPERATIONS    1500
#define SESSIONS      10000
#define LARGE_DECK    300
#define INSTANCES_MAX 2

typedef struct Monkey {
    uint64_t seed;
    int64_t now;
    Workspace *instances[INSTANCES_MAX];
    unsigned instance_count;
    Training training; /* memories that were made ahead wait in it */
} Monkey;

/* Knuth's MMIX generator; the upper bits are the good ones. */
static unsigned draw(Monkey *monkey, unsigned below)
{
    monkey->seed = monkey->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(monkey->seed >> 33) % below;
}

static ItemRef draw_item(Monkey *monkey, const Catalog *catalog, ItemKind kind)
{
    size_t count = catalog_item_count(catalog, kind);
    return (ItemRef){kind, (CatalogIndex)draw(monkey, (unsigned)count)};
}

/* Between seconds and weeks on; sometimes a few hours back, as after a trip or a wrong clock. */
static void move_clock(Monkey *monkey)
{
    unsigned what = draw(monkey, 100);
    if (what < 70)
        monkey->now += 1000 + draw(monkey, 600) * INT64_C(1000);
    else if (what < 95)
        monkey->now += draw(monkey, 40) * FIXTURE_HOUR;
    else if (what < 98)
        monkey->now += FIXTURE_HOUR * 24 * draw(monkey, 30);
    else
        monkey->now -= draw(monkey, 30) * FIXTURE_HOUR;
    for (unsigned i = 0; i < monkey->instance_count; i++)
        monkey->instances[i]->clock = clock_fixed(monkey->now, (int)draw(monkey, 5) * 60 - 120);
}

static Status set_option(Monkey *monkey, Workspace *workspace, Error *error)
{
    static const char *const OPTIONS[][2] = {
        {"desired-retention", "0.85"},
        {"desired-retention", "0.93"},
        {"weights",
         "0.3,1.1,2.9,9.2,6.1,0.7,2.9,0.02,1.7,0.2,0.8,1.6,0.07,0.3,1.7,0.6,1.8,0.5,0.1,0.08,0.2"},
        {"weights", ""},
        {"fuzz", "false"},
        {"fuzz", "true"},
        {"learning-steps", "1m 10m"},
        {"learning-steps", ""},
        {"relearning-steps", "20m"},
        {"maximum-interval", "90"},
        {"rollover-hour", "0"},
        {"rollover-hour", "4"},
        {"goal-minutes", "45"},
        {"floor-minutes", "10"},
        {"days-per-week", "5"},
        {"study-days", "mon,tue,thu"},
        {"leech-threshold", "2"},
        {"leech-threshold", "8"},
        {"leech-action", "tag"},
        {"leech-action", "suspend"},
        {"load-balance", "false"},
        {"load-balance", "true"},
        {"easy-days", "sat,sun"},
        {"easy-days", "mon 0.5"},
        {"new-per-day@t-deck", "3"},
        {"reviews-today", "5"},
        {"new-today@t-deck", ""},
    };
    const char *const *option = OPTIONS[draw(monkey, sizeof OPTIONS / sizeof *OPTIONS)];
    return workspace_option_set(workspace, option[0], option[1], error);
}

/* A fit that begins at one time and whose weights come at another, with anything in between. */
static Status fit(Monkey *monkey, Workspace *workspace, Error *error)
{
    Training *training = &monkey->training;
    double *weights = training->outcome.proposal.fit.weights;
    if (training->memory != NULL) {
        Status status = workspace_take_training(workspace, training, error);
        training_done(training);
        return status;
    }
    Past past;
    FsrsModel model;
    memcpy(weights, FSRS_DEFAULT_WEIGHTS, sizeof FSRS_DEFAULT_WEIGHTS);
    weights[0] = (1 + draw(monkey, 9)) / 10.0; /* no more decimals than are kept */
    training->outcome.proposal.worth = true;
    Status status = past_read(workspace->store, NULL, NULL, NULL, NULL, NULL, &past, error);
    if (status == STATUS_OK)
        status = fsrs_model_init(&model, weights, FSRS_WEIGHT_COUNT,
                                 workspace_state(workspace)->scheduler.relearning_count, error);
    if (status == STATUS_OK)
        training->memory = ledger_memory_new(&model, &past);
    past_done(&past);
    return status;
}

static Status change_some_block(Monkey *monkey, Workspace *workspace, const PracticeBlock *block,
                                Error *error)
{
    const Catalog *catalog = workspace_catalog(workspace);
    const char *topic = catalog_id(catalog, draw_item(monkey, catalog, ITEM_TOPIC));
    int64_t ms = 1 + draw(monkey, 120) * FIXTURE_MINUTE;
    BlockChange change = {.topic = draw(monkey, 2) == 0 ? topic : NULL, .note = "changed"};
    switch (draw(monkey, 5)) {
    case 0:
        return workspace_practice_delete(workspace, block->id, error);
    case 1:
        return workspace_practice_trim(workspace, block->id, ms, error);
    case 2:
        return workspace_practice_split(workspace, block->id, block->start_ms + ms, &change, error);
    case 3:
        change.start_ms = block->start_ms - ms;
        return workspace_practice_edit(workspace, block->id, &change, error);
    default:
        change.end_ms = block->end_ms + ms;
        return workspace_practice_edit(workspace, block->id, &change, error);
    }
}

static Status pick_some_block(Monkey *monkey, Workspace *workspace, Error *error)
{
    Arena *arena = arena_new();
    BlockList blocks;
    Status status = workspace_blocks(workspace, 0, arena, &blocks, error);
    if (status == STATUS_OK && blocks.count > 0)
        status = change_some_block(monkey, workspace,
                                   &blocks.items[draw(monkey, (unsigned)blocks.count)], error);
    arena_free(arena);
    return status;
}

static Status practise(Monkey *monkey, Workspace *workspace, Error *error)
{
    const Catalog *catalog = workspace_catalog(workspace);
    const char *topic = catalog_id(catalog, draw_item(monkey, catalog, ITEM_TOPIC));
    bool paused;
    switch (draw(monkey, 10)) {
    case 0:
        return workspace_practice_start(workspace, topic, 0, error);
    case 5:
        return workspace_practice_slept(workspace, monkey->now - FIXTURE_MINUTE, &paused, error);
    case 6:
        return workspace_practice_touch(workspace, "t-proj", 0, draw(monkey, 90) * INT64_C(1000),
                                        error);
    case 7:
        return workspace_practice_discard(workspace, error);
    case 1:
        return workspace_practice_pause(workspace, error);
    case 2:
        return workspace_practice_resume(workspace, error);
    case 3:
        return workspace_practice_log(workspace, topic,
                                      monkey->now - draw(monkey, 50) * FIXTURE_HOUR,
                                      1 + draw(monkey, 11) * FIXTURE_HOUR, "log", error);
    case 4:
    case 8:
        return pick_some_block(monkey, workspace, error);
    default:
        return workspace_practice_stop(workspace, 0, "stop", NULL, error);
    }
}

static Status write_something(Monkey *monkey, Workspace *workspace, Error *error)
{
    const Catalog *catalog = workspace_catalog(workspace);
    const char *topic = catalog_id(catalog, draw_item(monkey, catalog, ITEM_TOPIC));
    const StudyState *state = workspace_state(workspace);
    int tier;
    switch (draw(monkey, 6)) {
    case 0:
        return workspace_note_set(workspace, topic, draw(monkey, 3) == 0 ? "" : "a note", error);
    case 1:
        return workspace_opened(workspace, draw_item(monkey, catalog, ITEM_RESOURCE).index, error);
    case 2:
        return workspace_hint(workspace, draw_item(monkey, catalog, ITEM_MILESTONE).index, &tier,
                              error);
    case 3:
        return workspace_ask(workspace, topic, "why?", error);
    case 4:
        if (state->question_count == 0)
            return STATUS_OK;
        return workspace_answer(workspace,
                                state->questions[draw(monkey, (unsigned)state->question_count)].id,
                                "so", error);
    default:
        return workspace_mark(workspace, draw_item(monkey, catalog, ITEM_SUBTOPIC),
                              (Mark)draw(monkey, MARK_COUNT), error);
    }
}

/* Refusals (STATUS_USAGE) are part of the game; failures are not. */
static void do_something(Monkey *monkey)
{
    Workspace *workspace = monkey->instances[draw(monkey, monkey->instance_count)];
    CatalogIndex card = draw_item(monkey, workspace_catalog(workspace), ITEM_CARD).index;
    Undone undone;
    Error error = {{0}};
    Status status;
    unsigned what = draw(monkey, 100);
    if (what < 5)
        status = fixture_cram(workspace, card, (Rating)(1 + draw(monkey, 4)), draw(monkey, 400000),
                              &error);
    else if (what < 45)
        status = fixture_grade(workspace, card, (Rating)(1 + draw(monkey, 4)), draw(monkey, 400000),
                               NULL, &error);
    else if (what < 62)
        status = workspace_undo(workspace, &undone, &error);
    else if (what < 70)
        status = workspace_card_action(workspace, card, (CardAction)draw(monkey, 4), &error);
    else if (what < 85)
        status = practise(monkey, workspace, &error);
    else if (what < 89)
        status = set_option(monkey, workspace, &error);
    else if (what < 91)
        status = fit(monkey, workspace, &error);
    else
        status = write_something(monkey, workspace, &error);
    if (status != STATUS_OK && status != STATUS_USAGE)
        fail_msg("%s", error.message);
}

/* --- comparing --- */

/* --- a log as if nothing had ever been taken back --- */

typedef struct Clean {
    Store *from, *to;
    ARRAY(char *) undone; /* ids of reviews that were taken back */
    size_t copied;
} Clean;

static bool note_undo(void *context, const Event *event)
{
    Clean *clean = context;
    Arena *arena = arena_new();
    *array_push(&clean->undone) =
        mem_dup(json_get_text(ledger_body(event, arena), "undoes", "nothing"));
    arena_free(arena);
    return true;
}

static bool copy_unless_undone(void *context, const Event *event)
{
    Clean *clean = context;
    if (event->kind == EVENT_UNDO)
        return true;
    for (size_t i = 0; i < clean->undone.count; i++)
        if (strcmp(clean->undone.items[i], event->id) == 0)
            return true;
    Event copy = *event;
    assert_ok(store_append(clean->to, &copy, error));
    clean->copied++;
    return true;
}

static void check_clean_log(const char *home, const Workspace *workspace, size_t operations)
{
    char *directory = path_join(home, "clean");
    Clean clean = {.from = workspace->store};
    assert_ok(store_open(directory, STORE_READ_WRITE, &clean.to, error));
    assert_ok(store_each_event(clean.from, NULL, EVENT_UNDO, note_undo, &clean, error));
    assert_true(clean.undone.count > operations / 20); /* else the check is of little worth */
    assert_ok(store_begin(clean.to, error));
    assert_ok(
        store_each_event(clean.from, NULL, EVENT_KIND_COUNT, copy_unless_undone, &clean, error));
    assert_true(clean.copied > operations / 4);
    assert_ok(ledger_rebuild(clean.to, error));
    assert_ok(store_commit(clean.to, error));
    StudyState state;
    study_state_init(&state, workspace_catalog(workspace));
    assert_ok(store_load_state(clean.to, &state, error));
    assert_same_state(&state, workspace_state(workspace));
    study_state_done(&state);
    store_close(clean.to);
    for (size_t i = 0; i < clean.undone.count; i++)
        mem_free(clean.undone.items[i]);
    array_done(&clean.undone);
    mem_free(directory);
}

/* What a fresh start reads is what every instance has in memory; one that was alone has it without
 * looking again. */
static void check_fresh_start(Monkey *monkey)
{
    Workspace *fresh = fixture_open();
    for (unsigned i = 0; i < monkey->instance_count; i++) {
        bool changed;
        if (monkey->instance_count > 1)
            assert_ok(workspace_refresh(monkey->instances[i], &changed, error));
        assert_same_state(workspace_state(fresh), workspace_state(monkey->instances[i]));
        assert_same_habit(workspace_state(fresh), workspace_state(monkey->instances[i]));
    }
    workspace_close(fresh);
}

/* What is kept for the next start is what this one read. */
static void check_kept_state(const char *home)
{
    fixture_age_content(home);
    workspace_close(fixture_open()); /* so that the content is kept */
    fixture_age_database(home);
    Workspace *reading = fixture_open();
    assert_null(reading->state_bytes.data);
    snapshot_keep(reading);
    Workspace *fresh = fixture_open();
    assert_non_null(fresh->state_bytes.data);
    assert_same_state(workspace_state(fresh), workspace_state(reading));
    assert_same_habit(workspace_state(fresh), workspace_state(reading));
    for (int hour = -8; hour <= 11; hour++) /* of the study day of noon, which begins at four */
        assert_same_figures(&fresh->state, FIXTURE_NOON + hour * FIXTURE_HOUR, 0);
    workspace_close(fresh);
    workspace_close(reading);
}

static void check_all(Monkey *monkey, const char *home, size_t operations)
{
    check_fresh_start(monkey);
    Buffer report = {0};
    Error found = {{0}};
    if (workspace_doctor(monkey->instances[0], false, &report, &found) != STATUS_OK)
        fail_msg("%s\n%s", found.message, buffer_text(&report));
    buffer_done(&report);
    check_clean_log(home, monkey->instances[0], operations);
    for (unsigned i = 0; i < monkey->instance_count; i++)
        workspace_close(monkey->instances[i]);
    check_kept_state(home);
}

static void play(const char *home, uint64_t seed, unsigned instance_count)
{
    Monkey monkey = {.seed = seed, .now = FIXTURE_NOON, .instance_count = instance_count};
    for (unsigned i = 0; i < instance_count; i++)
        monkey.instances[i] = fixture_open();
    for (int i = 0; i < OPERATIONS; i++) {
        move_clock(&monkey);
        do_something(&monkey);
    }
    training_done(&monkey.training);
    check_all(&monkey, home, OPERATIONS);
}

/* --- sessions of somebody who reviews --- */

/* A deck large enough that cards have a history of a size that a learner's have. */
static void write_large_deck(const char *home)
{
    Buffer deck = {0};
    buffer_add_text(&deck, "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n");
    for (int i = 0; i < LARGE_DECK; i++)
        buffer_add_format(&deck,
                          "  - {id: t-%d, kind: reversed, topic: t-one/a, front: a, back: b}\n", i);
    scratch_write(home, "content/t-pack/cards.yaml", buffer_text(&deck));
    buffer_done(&deck);
}

/* One thing a reviewing learner does. */
static Status review_something(Monkey *monkey, CatalogIndex card, Error *error)
{
    Workspace *workspace = monkey->instances[0];
    Undone undone;
    unsigned what = draw(monkey, 100);
    if (what < 78)
        return fixture_grade(workspace, card, (Rating)(1 + draw(monkey, 4)), draw(monkey, 90000),
                             NULL, error);
    if (what < 88)
        return workspace_undo(workspace, &undone, error);
    if (what < 95)
        return workspace_card_action(workspace, card, (CardAction)draw(monkey, 4), error);
    if (what < 97)
        return set_option(monkey, workspace, error);
    return fixture_cram(workspace, card, RATING_AGAIN, 5000, error);
}

/* What the queue offers, as long as it offers something, a few cards at a time. */
static void review_for_a_while(Monkey *monkey, Queue *queue)
{
    Workspace *workspace = monkey->instances[0];
    QueueFilter all = queue_filter_all();
    for (unsigned i = 0; i < 1 + draw(monkey, 3); i++) {
        Error error = {{0}};
        CatalogIndex card = queue_take(queue, workspace_state(workspace), &all, monkey->now,
                                       workspace_today(workspace), NULL);
        if (card == CATALOG_NONE)
            card = (CatalogIndex)draw(monkey, LARGE_DECK);
        Status status = review_something(monkey, card, &error);
        if (status != STATUS_OK && status != STATUS_USAGE)
            fail_msg("%s", error.message);
    }
}

/* Synced writes are for another test: here the disk need not keep up. */
static void test_ten_thousand_sessions(void **state)
{
    write_large_deck(*state);
    Monkey monkey = {.seed = 31337, .now = FIXTURE_NOON, .instance_count = 1};
    monkey.instances[0] = fixture_open();
    assert_ok(
        connection_run(monkey.instances[0]->store, "PRAGMA synchronous = OFF", NULL, 0, error));
    assert_ok(workspace_option_set(monkey.instances[0], "new-per-day", "50", error));
    Queue *queue = queue_new();
    for (int i = 0; i < SESSIONS; i++) {
        move_clock(&monkey);
        review_for_a_while(&monkey, queue);
    }
    queue_free(queue);
    check_all(&monkey, *state, SESSIONS);
}

/* One instance: its memory only ever follows its own writes. */
static void test_alone(void **state)
{
    play(*state, 20261124, 1);
}

/* Two: each builds on what the other wrote. */
static void test_two_at_once(void **state)
{
    play(*state, 4711, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_CASE(test_alone), FIXTURE_CASE(test_two_at_once),
                                       FIXTURE_CASE(test_ten_thousand_sessions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
