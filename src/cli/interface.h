/* When the command line hands over to the interface. */
#ifndef CAIRN_CLI_INTERFACE_H
#define CAIRN_CLI_INTERFACE_H

#include "cli/context.h"

/* Whether this call opens the interface: `cairn` alone on a terminal, `cairn review` on one without
 * --linear, or --dump-screen. */
bool interface_wanted(const Cli *cli);

/* Opens it through the host. STATUS_USAGE when the terminal cannot show it. */
CHECKED Status interface_open(Cli *cli, Error *error);

#endif
