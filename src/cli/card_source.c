#include "cli/card_source.h"

/* The filter of --topic, and the cards of --query. */
static Status narrow(Cli *cli, const Arguments *arguments, QueueFilter *filter, Error *error)
{
    const char *topic = args_flag(arguments, "topic");
    const char *query = args_flag(arguments, "query");
    Status status = STATUS_OK;
    if (topic != NULL) {
        ItemRef item;
        status = cli_find(cli, topic, 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC, &item, error);
        if (status == STATUS_OK && item.kind == ITEM_TOPIC)
            filter->topic = item.index;
        else if (status == STATUS_OK)
            filter->subtopic = item.index;
    }
    if (status == STATUS_OK && query != NULL) {
        bool *chosen;
        size_t count;
        status = workspace_select(cli->workspace, query, cli->arena, &chosen, &count, error);
        filter->only = chosen;
        if (status == STATUS_OK && count == 0)
            cli_say("the query chooses no card");
    }
    return status;
}

static Status add_decks(CardSource *source, const Arguments *arguments, const QueueFilter *base,
                        Error *error)
{
    Cli *cli = source->cli;
    size_t decks = arguments->positional.count;
    Status status = STATUS_OK;
    source->count = decks > 0 ? decks : 1;
    source->filters = arena_alloc(cli->arena, source->count, sizeof *source->filters);
    source->filters[0] = *base;
    for (size_t i = 0; i < decks && status == STATUS_OK; i++) {
        ItemRef item;
        status = cli_find(cli, arguments->positional.items[i], 1U << ITEM_DECK, &item, error);
        source->filters[i] = *base;
        source->filters[i].deck = status == STATUS_OK ? item.index : CATALOG_NONE;
    }
    return status;
}

Status card_source_open(Cli *cli, const Arguments *arguments, CardSource *source, Error *error)
{
    QueueFilter base = queue_filter_all();
    *source = (CardSource){.cli = cli,
                           .queue = queue_new(),
                           .cram = args_flag(arguments, "cram") != NULL,
                           .undone = CATALOG_NONE};
    base.mode = source->cram ? QUEUE_CRAM : QUEUE_DAY;
    Status status = args_flag_integer(arguments, "ahead", 1, 36500, 0, &base.ahead_days, error);
    if (status == STATUS_OK && source->cram && base.ahead_days > 0)
        status = error_set(error, STATUS_USAGE,
                           "--cram takes every card, due or not: leave --ahead out");
    if (status == STATUS_OK)
        status = narrow(cli, arguments, &base, error);
    return status == STATUS_OK ? add_decks(source, arguments, &base, error) : status;
}

void card_source_done(CardSource *source)
{
    queue_free(source->queue);
    source->queue = NULL;
}

CatalogIndex card_source_next(CardSource *source, QueueCounts *counts)
{
    const Workspace *workspace = source->cli->workspace;
    if (source->undone != CATALOG_NONE && source->at == source->count)
        source->at--; /* it came as the last of all */
    for (; source->at < source->count; source->at++) {
        CatalogIndex card =
            queue_take(source->queue, cli_state(source->cli), &source->filters[source->at],
                       workspace_now(workspace), workspace_today(workspace), counts);
        if (source->undone != CATALOG_NONE)
            card = source->undone;
        source->undone = CATALOG_NONE;
        if (card != CATALOG_NONE)
            return card;
    }
    return CATALOG_NONE;
}

void card_source_answered(CardSource *source, CatalogIndex card, Rating rating)
{
    queue_pass(source->queue, card, rating == RATING_AGAIN);
}

void card_source_undone(CardSource *source, CatalogIndex card)
{
    source->undone = card;
    queue_pass_back(source->queue, card);
}
