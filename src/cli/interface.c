#include "cli/interface.h"

#include <stdlib.h>
#include <string.h>

static bool is_review(const Arguments *arguments)
{
    return arguments->command != NULL && strcmp(arguments->command->name, "review") == 0;
}

/* The interface reviews everything that is due; a choice of cards belongs to the line-by-line form. */
static bool is_narrow(const Arguments *arguments)
{
    return arguments->positional.count > 0 || arguments->flags.count > 0;
}

bool interface_wanted(const Cli *cli)
{
    const Arguments *arguments = cli->arguments;
    if (args_has(arguments, OPTION_DUMP_SCREEN))
        return true;
    if (arguments->command != NULL && (!is_review(arguments) || is_narrow(arguments)))
        return false;
    return cli_on_terminal() && !cli->linear && !cli->json;
}

/* "ROWSxCOLS". */
static bool parse_size(const char *text, int *rows, int *columns)
{
    char *end = NULL;
    long first = strtol(text, &end, 10);
    if (end == text || *end != 'x')
        return false;
    const char *second = end + 1;
    long last = strtol(second, &end, 10);
    if (end == second || *end != '\0' || first < 1 || first > 1000 || last < 1 || last > 1000)
        return false;
    *rows = (int)first;
    *columns = (int)last;
    return true;
}

static Status dump(Cli *cli, const CliInterface *what, Error *error)
{
    const char *size = cli->arguments->options[OPTION_DUMP_SCREEN];
    int rows = 0;
    int columns = 0;
    if (!parse_size(size, &rows, &columns))
        return error_set(error, STATUS_USAGE,
                         "--dump-screen takes a size such as 24x80 (rows, columns, 1 to 1000), not "
                         "\"%s\"",
                         size);
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status =
            cli->host->dump_screen(cli->workspace, what, rows, columns,
                                   cli->arguments->options[OPTION_KEYS], &cli->out.text, error);
    return status;
}

Status interface_open(Cli *cli, Error *error)
{
    const Arguments *arguments = cli->arguments;
    CliInterface what = {
        .theme = arguments->options[OPTION_THEME],
        .colour = cli->colour,
        .ascii = args_has(arguments, OPTION_ASCII),
        .place = is_review(arguments) ? "review" : NULL,
    };
    if (args_has(arguments, OPTION_DUMP_SCREEN))
        return dump(cli, &what, error);
    if (args_has(arguments, OPTION_KEYS))
        return error_set(error, STATUS_USAGE, "--keys goes with --dump-screen");
    Status status = cli->host->check_terminal(error);
    if (status == STATUS_OK)
        status = cli_open_interface(cli, error);
    if (status == STATUS_OK)
        status = cli->host->open_interface(cli->workspace, &what, &cli->exit_code, error);
    return status;
}
