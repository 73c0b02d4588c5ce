/* The functions of the commands, one for each row of commands.def. */
#ifndef CAIRN_CLI_COMMANDS_H
#define CAIRN_CLI_COMMANDS_H

#include "cli/tables.h"

#define GROUP(name, summary)
#define FLAG(name, verb, option, argument, help)
#define COMMAND(function, name, verb, arguments, least, most, flags, summary) \
    CommandRun command_##function;
#include "cli/commands.def"
#undef COMMAND
#undef FLAG
#undef GROUP

#endif
