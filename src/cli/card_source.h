/* Which cards a review session asks: of the decks that are named, in turn, or of a query; those of the
 * day, those ahead as well, or every card outside the schedule (cram). */
#ifndef CAIRN_CLI_CARD_SOURCE_H
#define CAIRN_CLI_CARD_SOURCE_H

#include "cli/context.h"
#include "study/queue.h"

typedef struct CardSource {
    Cli *cli;
    Queue *queue;
    QueueFilter *filters; /* one for each deck */
    size_t count, at;
    bool cram;
    CatalogIndex undone; /* a card whose grade was taken back: comes next */
} CardSource;

/* From --topic, --query, --ahead, --cram and the decks; the workspace is open. STATUS_USAGE for what
 * is not known. The caller calls card_source_done in any case. */
CHECKED Status card_source_open(Cli *cli, const Arguments *arguments, CardSource *source,
                                Error *error);
void card_source_done(CardSource *source);

/* The card to ask now, with what is still waiting in `counts`; CATALOG_NONE when none is left. */
CatalogIndex card_source_next(CardSource *source, QueueCounts *counts);

/* What became of a card: it was answered, or its last answer was taken back. */
void card_source_answered(CardSource *source, CatalogIndex card, Rating rating);
void card_source_undone(CardSource *source, CatalogIndex card);

#endif
