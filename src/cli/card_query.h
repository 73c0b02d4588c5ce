/* Which cards `card list` lists: words and field:value terms, all of which must hold. */
#ifndef CAIRN_CLI_CARD_QUERY_H
#define CAIRN_CLI_CARD_QUERY_H

#include "cli/context.h"

typedef enum QueryField {
    QUERY_WORD, /* in the id, the front or the back, whatever the case */
    QUERY_IS,   /* a state's name, or "due" */
    QUERY_TOPIC,
    QUERY_DECK,
    QUERY_TAG,
    QUERY_KIND,
} QueryField;

typedef struct QueryTerm {
    QueryField field;
    const char *value;
    ItemRef item; /* topic:, deck: */
} QueryTerm;

typedef struct CardQuery {
    QueryTerm *terms;
    size_t count;
} CardQuery;

/* Reads a query; it lives in the call's arena. STATUS_USAGE for an unknown field or value. */
CHECKED Status card_query_parse(Cli *cli, const char *text, CardQuery *query, Error *error);

bool card_query_matches(const Cli *cli, const CardQuery *query, CatalogIndex card);

#endif
