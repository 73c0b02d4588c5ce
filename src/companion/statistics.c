#include "companion/statistics.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/interner.h"
#include "base/json.h"
#include "base/memory.h"
#include "companion/answer_body.h"
#include "companion/ledger.h"
#include "companion/taken_back.h"
#include "companion/workspace_impl.h"

/* So many events are read between two questions whether to go on. */
#define EVENTS_A_QUESTION 4096

/* No option allows a longer interval. */
#define DAYS_MOST 36500

/* --- the request --- */

static void add_id(StatisticsRequest *request, const char *id)
{
    request->blocks[request->block_count++] = arena_dup(request->arena, id);
}

/* The topic with all that is practised within it. */
static void add_topic(const Catalog *catalog, CatalogIndex topic, StatisticsRequest *request)
{
    add_id(request, catalog->topics[topic].id);
    for (size_t i = 0; i < catalog->subtopic_count; i++)
        if (catalog->subtopics[i].topic == topic)
            add_id(request, catalog->subtopics[i].id);
    for (size_t i = 0; i < catalog->project_count; i++)
        if (catalog->projects[i].topic == topic)
            add_id(request, catalog->projects[i].id);
}

static void choose(const Catalog *catalog, ItemRef scope, StatisticsRequest *request)
{
    request->cards = arena_alloc(request->arena, catalog->card_count + 1, sizeof(char *));
    for (size_t i = 0; i < catalog->card_count; i++)
        if (catalog_card_is_of(catalog, (CatalogIndex)i, scope))
            request->cards[request->card_count++] = arena_dup(request->arena, catalog->cards[i].id);
    request->blocks = arena_alloc(
        request->arena, catalog->subtopic_count + catalog->project_count + 1, sizeof(char *));
    if (scope.kind == ITEM_TOPIC)
        add_topic(catalog, scope.index, request);
    else if (scope.kind == ITEM_SUBTOPIC)
        add_id(request, catalog->subtopics[scope.index].id);
}

void statistics_request(const Workspace *workspace, ItemRef scope, StatisticsRequest *request)
{
    *request = (StatisticsRequest){
        .directory = workspace->store == NULL ? NULL : mem_dup(workspace->paths.data),
        .mode = workspace->read_only ? STORE_READ_ONLY : STORE_READ_WRITE,
        .model = workspace->state.scheduler.model,
        .today = workspace_today(workspace),
        .revision = workspace->state.revision,
        .all = scope.kind == ITEM_NONE,
        .arena = arena_new(),
    };
    if (!request->all)
        choose(workspace->catalog, scope, request);
}

void statistics_request_done(StatisticsRequest *request)
{
    mem_free(request->directory);
    arena_free(request->arena);
    *request = (StatisticsRequest){0};
}

/* --- the log --- */

typedef struct Reader {
    const StatisticsRequest *request;
    StatsPass *pass;
    Interner cards;
    Arena *ids; /* those of the cards */
    TakenBack taken_back;
    PastGoesOn *goes_on;
    void *context;
    size_t events;
    bool stopped;
    Arena *bodies; /* emptied after each event */
} Reader;

static bool read_on(Reader *reader)
{
    arena_reset(reader->bodies);
    if (++reader->events % EVENTS_A_QUESTION == 0 && reader->goes_on != NULL &&
        !reader->goes_on(reader->context))
        reader->stopped = true;
    return !reader->stopped;
}

static bool take_undo(void *context, const Event *event)
{
    Reader *reader = context;
    taken_back_add(&reader->taken_back, event);
    return read_on(reader);
}

static int32_t within(int64_t value, int64_t most)
{
    return (int32_t)(value < 0 ? 0 : value > most ? most : value);
}

static void take_answer(Reader *reader, const Event *event, size_t card)
{
    AnswerBody body;
    if (!answer_body_read(event->body, reader->bodies, &body) || body.rating < RATING_AGAIN ||
        body.rating > RATING_EASY)
        return;
    stats_pass_answer(reader->pass, &(StatsAnswer){.card = card,
                                                   .at_ms = event->at_ms,
                                                   .offset_min = event->offset_min,
                                                   .day = event->study_day,
                                                   .rating = (Rating)body.rating,
                                                   .ms = within(body.ms, INT32_MAX),
                                                   .days = within(body.days, DAYS_MOST),
                                                   .timed = body.timed,
                                                   .cram = body.cram});
}

static bool take_event(void *context, const Event *event)
{
    Reader *reader = context;
    size_t card = reader->request->all ? interner_add(&reader->cards, event->subject, reader->ids)
                                       : interner_find(&reader->cards, event->subject);
    if (card == INTERNER_NONE || taken_back_has(&reader->taken_back, event))
        return read_on(reader);
    if (event->kind == EVENT_REVIEW)
        take_answer(reader, event, card);
    else if (strcmp(json_get_text(ledger_body(event, reader->bodies), "action", ""), "reset") == 0)
        stats_pass_reset(reader->pass, card);
    return read_on(reader);
}

static void take_added(void *context, const char *card_id, DayNumber day)
{
    Reader *reader = context;
    if (reader->request->all || interner_find(&reader->cards, card_id) != INTERNER_NONE)
        stats_pass_added(reader->pass, day);
}

static bool is_chosen(const StatisticsRequest *request, const char *id)
{
    bool found = request->all;
    for (size_t i = 0; i < request->block_count && !found; i++)
        found = strcmp(request->blocks[i], id) == 0;
    return found;
}

static Status read_blocks(Reader *reader, Store *store, Error *error)
{
    BlockList blocks;
    Arena *arena = arena_new();
    Status status = store_blocks(store, 0, arena, &blocks, error);
    for (size_t i = 0; status == STATUS_OK && i < blocks.count; i++)
        if (is_chosen(reader->request, blocks.items[i].topic))
            stats_pass_block(reader->pass, &blocks.items[i]);
    arena_free(arena);
    return status;
}

static Status read_log(Reader *reader, Store *store, Error *error)
{
    Status status = store_each_event(store, NULL, EVENT_UNDO, take_undo, reader, error);
    taken_back_sort(&reader->taken_back);
    if (status == STATUS_OK && !reader->stopped)
        status = store_each_card_event(store, take_event, reader, error);
    if (status == STATUS_OK && !reader->stopped)
        status = store_each_added(store, take_added, reader, error);
    if (status == STATUS_OK && !reader->stopped)
        status = read_blocks(reader, store, error);
    if (status == STATUS_OK && reader->stopped)
        status = error_set(error, STATUS_FAILED, "stopped before the log was read");
    return status;
}

static Status open_and_read(Reader *reader, Error *error)
{
    Store *store = NULL;
    if (reader->request->directory == NULL)
        return STATUS_OK;
    Status status = store_open(reader->request->directory, reader->request->mode, &store, error);
    if (status == STATUS_OK)
        status = store_begin_reading(store, error);
    if (status == STATUS_OK)
        status = read_log(reader, store, error);
    if (store != NULL)
        store_rollback(store);
    store_close(store);
    return status;
}

Status statistics_run(const StatisticsRequest *request, PastGoesOn *goes_on, void *context,
                      Stats **stats, Error *error)
{
    Reader reader = {.request = request,
                     .pass = stats_pass_new(&request->model, request->today),
                     .ids = arena_new(),
                     .goes_on = goes_on,
                     .context = context,
                     .bodies = arena_new()};
    *stats = NULL;
    for (size_t i = 0; i < request->card_count; i++)
        (void)interner_add(&reader.cards, request->cards[i], NULL);
    Status status = open_and_read(&reader, error);
    if (status == STATUS_OK) {
        *stats = stats_pass_end(reader.pass, reader.cards.texts, reader.cards.count);
        (*stats)->revision = request->revision;
    } else {
        stats_pass_free(reader.pass);
    }
    taken_back_done(&reader.taken_back);
    interner_done(&reader.cards);
    arena_free(reader.ids);
    arena_free(reader.bodies);
    return status;
}
