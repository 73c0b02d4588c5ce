/* Command-line arguments, sorted out: --option VALUE or --option=VALUE anywhere, positional
 * arguments, and `--` after which everything is positional. */
#ifndef CAIRN_CLI_ARGS_H
#define CAIRN_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/error.h"
#include "cli/tables.h"

typedef struct FlagValue {
    const FlagInfo *flag;
    const char *value; /* "" for a switch */
} FlagValue;

struct Arguments {
    const GroupInfo *group;     /* NULL: no command was named */
    const CommandInfo *command; /* NULL as well while the group needs a verb (help was asked for) */
    ARRAY(const char *) positional; /* without the command's own words */
    ARRAY(FlagValue) flags;
    ARRAY(const char *) content;       /* --content, in order */
    const char *options[OPTION_COUNT]; /* the last value given, "" for a switch; NULL: absent */
};

/* Fills `arguments` from argv; strings are borrowed from it. STATUS_USAGE for an unknown command, verb or option
 * (with the nearest name), a missing or superfluous value or argument. The caller calls args_done
 * in any case. */
CHECKED Status args_parse(int argc, char *const *argv, Arguments *arguments, Error *error);
void args_done(Arguments *arguments);

bool args_has(const Arguments *arguments, Option option);

/* The value of one of the command's own flags, NULL when absent ("" for a switch). */
const char *args_flag(const Arguments *arguments, const char *option);

/* The flag as a whole number within bounds; `fallback` when absent. STATUS_USAGE otherwise. */
CHECKED Status args_flag_integer(const Arguments *arguments, const char *option, int32_t minimum,
                                 int32_t maximum, int32_t fallback, int32_t *value, Error *error);

/* The positional arguments from `first` on, joined by blanks; the caller frees. */
char *args_join(const Arguments *arguments, size_t first);

#endif
