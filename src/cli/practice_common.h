/* What the commands of the practice timer and those of its history share. */
#ifndef CAIRN_CLI_PRACTICE_COMMON_H
#define CAIRN_CLI_PRACTICE_COMMON_H

#include "cli/context.h"

/* The full id of what is practised, or PRACTICE_REVIEW; "" when `id` is NULL or "". */
CHECKED Status practice_find_subject(const Cli *cli, const char *id, const char **subject,
                                     Error *error);

/* The block whose id begins with `id`, or is listed as it. */
CHECKED Status practice_find_block(Cli *cli, const char *id, PracticeBlock *found, Error *error);

/* "kept ... from ... to ...; N of M minutes today" of a block that was made or changed. */
void practice_say_block(Cli *cli, const PracticeBlock *block);

/* What was wrong with a program of the learner's that should have run. */
void practice_say_hook(const Cli *cli);

#endif
