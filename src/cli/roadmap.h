/* The roadmap as JSON, and what both of its forms need. */
#ifndef CAIRN_CLI_ROADMAP_H
#define CAIRN_CLI_ROADMAP_H

#include "cli/context.h"
#include "study/progress.h"

/* The cards of all topics and subtopics, counted once; lives as long as the call. */
typedef struct Mastery {
    CardTally *topics, *subtopics;
} Mastery;
Mastery roadmap_mastery(Cli *cli);
const CardTally *mastery_of(const Mastery *mastery, ItemRef item); /* a topic or subtopic */

/* The document on the output; only the part that holds `item` unless it is {ITEM_NONE}. */
void roadmap_json(Cli *cli, ItemRef item);

#endif
