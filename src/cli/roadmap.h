/* The roadmap as JSON. */
#ifndef CAIRN_CLI_ROADMAP_H
#define CAIRN_CLI_ROADMAP_H

#include "cli/context.h"

/* The document on the output; only the part that holds `item` unless it is {ITEM_NONE}. */
void roadmap_json(Cli *cli, ItemRef item);

#endif
