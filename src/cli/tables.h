/* The tables of commands and options (commands.def, options.def) for readers: dispatch, help,
 * completions, the manual. */
#ifndef CAIRN_CLI_TABLES_H
#define CAIRN_CLI_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

typedef struct Cli Cli;
typedef struct Arguments Arguments;

/* Runs one command; everything it prints goes to cli->out. */
typedef Status CommandRun(Cli *cli, const Arguments *arguments, Error *error);

enum { COMMAND_JSON = 1 << 0, COMMAND_DEFAULT = 1 << 1, COMMAND_QUICK = 1 << 2 };

typedef struct CommandInfo {
    const char *name, *verb, *arguments, *summary;
    int least, most; /* positional arguments; most -1: any number */
    unsigned flags;
    CommandRun *run;
} CommandInfo;

typedef struct GroupInfo {
    const char *name, *summary;
} GroupInfo;

typedef struct FlagInfo {
    const char *name, *verb;              /* of the command it belongs to */
    const char *option, *argument, *help; /* argument "": a switch */
} FlagInfo;

typedef enum Option {
#define OPTION(identifier, name, argument, help) OPTION_##identifier,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
} Option;

typedef struct OptionRow {
    const char *name, *argument, *help;
} OptionRow;

/* Of `status --format`. */
typedef struct PlaceholderInfo {
    char letter;
    const char *help;
} PlaceholderInfo;

size_t tables_placeholder_count(void);
const PlaceholderInfo *tables_placeholder(size_t index);
size_t tables_command_count(void);
const CommandInfo *tables_command(size_t index);
size_t tables_group_count(void);
const GroupInfo *tables_group(size_t index);
size_t tables_flag_count(void);
const FlagInfo *tables_flag(size_t index);
const OptionRow *tables_option(Option option);

/* The group a word names: exactly, or as the only one that begins with it. STATUS_USAGE with the
 * nearest name or the candidates. */
CHECKED Status tables_find_group(const char *word, const GroupInfo **group, Error *error);

/* The same for a verb of a group. A group with a single command gives that one for any word, and
 * `*took` false: the word is an argument. */
CHECKED Status tables_find_verb(const GroupInfo *group, const char *word,
                                const CommandInfo **command, bool *took, Error *error);

/* What a bare group name runs: its only command, or the default verb; NULL when it needs a verb. */
const CommandInfo *tables_bare_command(const GroupInfo *group);

/* Whether a flag belongs to a command. */
bool tables_flag_of(const FlagInfo *flag, const CommandInfo *command);

/* "practice stop [--at TIME] ...": how a command is called, without the program's name. */
void tables_usage(const CommandInfo *command, Buffer *out);

#endif
