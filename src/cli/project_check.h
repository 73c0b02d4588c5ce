/* Within the commands of projects: checks and how they are shown. */
#ifndef CAIRN_CLI_PROJECT_CHECK_H
#define CAIRN_CLI_PROJECT_CHECK_H

#include "cli/context.h"
#include "companion/checking.h"

/* The project that the first argument names. */
CHECKED Status project_find(Cli *cli, const char *id, CatalogIndex *index, Error *error);

/* The milestone of the project that an argument names; CATALOG_NONE for NULL. */
CHECKED Status project_find_milestone(Cli *cli, CatalogIndex project, const char *id,
                                      CatalogIndex *index, Error *error);

/* Shows the plan's commands and asks, unless the learner agreed to them before. STATUS_FAILED when they
 * say no. */
CHECKED Status project_agree(Cli *cli, CheckPlan *plan, Error *error);

/* Runs the plan and shows each result as it comes. */
CHECKED Status project_run(Cli *cli, CheckPlan *plan, Error *error);

/* After the table: the first failure in full, and how many passed. */
void project_show_end(Cli *cli, const CheckPlan *plan, int marked);

/* A check as it was last, in one line. */
void project_show_check(Cli *cli, const KnownCheck *known);

/* Lines of a message, each `indent` cells in. */
void project_show_message(Cli *cli, const char *message, int indent);

#endif
