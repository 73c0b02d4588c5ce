/* Today's plan as text and as a member of a document. */
#ifndef CAIRN_CLI_PLAN_H
#define CAIRN_CLI_PLAN_H

#include "cli/context.h"

void plan_show(Cli *cli, const TodaySummary *today);

/* The member "plan": [{"what","id","minutes","why","reason"}], the review with its "cards". */
void plan_json(Cli *cli, JsonWriter *json, const TodaySummary *today);

#endif
