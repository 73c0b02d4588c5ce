/* math: a TeX formula as a box of characters. Needs no workspace: neither content nor options. */
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "text/math_box.h"

#define WIDTH_MAX    10000
#define MACROS_LIMIT ((size_t)1 << 20) /* bytes of definitions */

/* Where lines are broken: at the terminal's width, and never where the output goes elsewhere. */
static int default_width(const Cli *cli)
{
    return isatty(STDOUT_FILENO) == 1 ? cli->out.width : 0;
}

static Status read_options(const Cli *cli, const Arguments *arguments, MathOptions *options,
                           Error *error)
{
    bool inside = args_flag(arguments, "inline") != NULL;
    bool line = args_flag(arguments, "line") != NULL || cli->linear;
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

static Status read_macros(const Arguments *arguments, MathMacros *macros, Error *error)
{
    const char *path = args_flag(arguments, "macros");
    char *text = NULL;
    size_t length = 0;
    if (path == NULL)
        return STATUS_OK;
    Status status = file_read(path, MACROS_LIMIT, &text, &length, error);
    if (status == STATUS_OK)
        math_macros_read(macros, text, length);
    mem_free(text);
    return status;
}

/* False when there is nothing to draw. */
static bool add_formula(Cli *cli, const char *tex, const MathOptions *options)
{
    Arena *arena = arena_new();
    MathBox box = math_typeset(arena, tex, strlen(tex), options);
    bool any = box.width > 0;
    for (int row = 0; row < box.height && any; row++)
        output_row(&cli->out, &box.rows[row]);
    arena_free(arena);
    return any;
}

/* What a line defines holds for the lines after it; one that does nothing else draws nothing. */
static Status each_line(Cli *cli, const MathOptions *options, MathMacros *macros, Error *error)
{
    Buffer line = {0};
    Status status = STATUS_OK;
    bool any = false;
    while (status == STATUS_OK && cli_read_line(&line)) {
        size_t before = cli->out.text.length;
        if (any)
            output_end(&cli->out);
        if (add_formula(cli, buffer_text(&line), options))
            any = true;
        else
            cli->out.text.length = before;
        math_macros_read(macros, buffer_text(&line), line.length);
        status = output_flush(&cli->out, error);
    }
    buffer_done(&line);
    return status;
}

Status command_math(Cli *cli, const Arguments *arguments, Error *error)
{
    MathOptions options;
    MathMacros *macros = math_macros_new(cli->arena, NULL);
    Status status = read_options(cli, arguments, &options, error);
    if (status == STATUS_OK)
        status = read_macros(arguments, macros, error);
    if (status != STATUS_OK)
        return status;
    options.macros = macros;
    if (arguments->positional.count == 1 && strcmp(arguments->positional.items[0], "-") == 0)
        return each_line(cli, &options, macros, error);
    char *tex = args_join(arguments, 0);
    add_formula(cli, tex, &options);
    mem_free(tex);
    return STATUS_OK;
}
