/* Help from the tables: all commands, one group, one command; and the version. */
#ifndef CAIRN_CLI_HELP_H
#define CAIRN_CLI_HELP_H

#include "cli/context.h"

/* `group` NULL: everything; `command` NULL: the whole group. */
Status help_show(Cli *cli, const GroupInfo *group, const CommandInfo *command);
Status help_version(Cli *cli);

#endif
