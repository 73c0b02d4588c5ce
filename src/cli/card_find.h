/* Cards by what a person types for them. */
#ifndef CAIRN_CLI_CARD_FIND_H
#define CAIRN_CLI_CARD_FIND_H

#include "cli/context.h"

/* Cards beside each other in the catalog. */
typedef struct CardRange {
    CatalogIndex first;
    int32_t count;
} CardRange;

/* The cards that an id means: one, or all of a note. None and STATUS_USAGE for any other id. */
CHECKED Status card_find(Cli *cli, const char *id, CardRange *cards, Error *error);

#endif
