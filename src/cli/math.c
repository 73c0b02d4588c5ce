/* math: TeX to one row of text. */
#include "text/math.h"
#include "cli/commands.h"
#include "cli/context.h"

#include <string.h>

static void add_formula(Cli *cli, const char *tex)
{
    Buffer row = {0};
    math_flatten(&row, tex, cli->ascii);
    output_safe(&cli->out, ROLE_MATH, buffer_text(&row));
    output_end(&cli->out);
    buffer_done(&row);
}

static Status each_line(Cli *cli, Error *error)
{
    Buffer line = {0};
    Status status = STATUS_OK;
    for (bool first = true; status == STATUS_OK && cli_read_line(&line); first = false) {
        if (!first)
            output_end(&cli->out);
        add_formula(cli, buffer_text(&line));
        status = output_flush(&cli->out, error);
    }
    buffer_done(&line);
    return status;
}

Status command_math(Cli *cli, const Arguments *arguments, Error *error)
{
    if (arguments->positional.count == 1 && strcmp(arguments->positional.items[0], "-") == 0)
        return each_line(cli, error);
    char *tex = args_join(arguments, 0);
    add_formula(cli, tex);
    mem_free(tex);
    return STATUS_OK;
}
