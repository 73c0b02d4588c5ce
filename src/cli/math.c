/* math: a TeX formula as a box of characters. Needs no workspace: neither content nor options. */
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "text/math_box.h"

#define WIDTH_MAX 10000

/* Where lines are broken: at the terminal's width, and never where the output goes elsewhere. */
static int default_width(const Cli *cli)
{
    return isatty(STDOUT_FILENO) == 1 ? cli->out.width : 0;
}

static Status read_options(const Cli *cli, const Arguments *arguments, MathOptions *options,
                           Error *error)
{
    bool inside = args_flag(arguments, "inline") != NULL;
    bool line = args_flag(arguments, "line") != NULL;
    int32_t width = 0;
    if (inside && line)
        return error_set(error, STATUS_USAGE,
                         "--inline and --line are two forms of a formula: give one of them");
    Status status =
        args_flag_integer(arguments, "width", 0, WIDTH_MAX, default_width(cli), &width, error);
    *options = (MathOptions){
        .form = line     ? MATH_FORM_LINE
                : inside ? MATH_FORM_INLINE
                         : MATH_FORM_DISPLAY,
        .width = width,
        .ascii = cli->ascii,
        .alphabets = args_flag(arguments, "alphabets") != NULL,
        .role = ROLE_MATH,
    };
    return status;
}

static void add_formula(Cli *cli, const char *tex, const MathOptions *options)
{
    Arena *arena = arena_new();
    MathBox box = math_typeset(arena, tex, strlen(tex), options);
    for (int row = 0; row < box.height; row++)
        output_row(&cli->out, &box.rows[row]);
    arena_free(arena);
}

static Status each_line(Cli *cli, const MathOptions *options, Error *error)
{
    Buffer line = {0};
    Status status = STATUS_OK;
    for (bool first = true; status == STATUS_OK && cli_read_line(&line); first = false) {
        if (!first)
            output_end(&cli->out);
        add_formula(cli, buffer_text(&line), options);
        status = output_flush(&cli->out, error);
    }
    buffer_done(&line);
    return status;
}

Status command_math(Cli *cli, const Arguments *arguments, Error *error)
{
    MathOptions options;
    Status status = read_options(cli, arguments, &options, error);
    if (status != STATUS_OK)
        return status;
    if (arguments->positional.count == 1 && strcmp(arguments->positional.items[0], "-") == 0)
        return each_line(cli, &options, error);
    char *tex = args_join(arguments, 0);
    add_formula(cli, tex, &options);
    mem_free(tex);
    return STATUS_OK;
}
