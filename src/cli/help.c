#include "cli/help.h"

#include <string.h>

#include "cli/commands.h"

#define NAME_COLUMN   14
#define OPTION_COLUMN 26

/* "  name   text" with the text in a hanging column. */
static void add_row(Output *out, const char *name, const char *text)
{
    output_add(out, ROLE_TEXT, "  ");
    output_cell(out, ROLE_KEY, name, NAME_COLUMN);
    output_add(out, ROLE_TEXT, text);
    output_wrap(out, NAME_COLUMN + 2);
}

static void add_option(Output *out, const char *name, const char *argument, const char *help)
{
    char *label = mem_format("--%s%s%s", name, argument[0] != '\0' ? " " : "", argument);
    output_add(out, ROLE_TEXT, "  ");
    if (strlen(label) < OPTION_COLUMN) {
        output_cell(out, ROLE_KEY, label, OPTION_COLUMN);
    } else {
        output_add(out, ROLE_KEY, label);
        output_add(out, ROLE_TEXT, "  ");
    }
    output_add(out, ROLE_TEXT, help);
    output_wrap(out, OPTION_COLUMN + 2);
    mem_free(label);
}

static void show_all(Output *out)
{
    output_add(out, ROLE_TEXT,
               "usage: cairn [OPTION...] [COMMAND [ARGUMENT...]]\n\n"
               "Without a command, cairn opens its interface on a terminal and "
               "prints `cairn\ntoday` elsewhere. Commands may be cut short as long "
               "as they stay unique.\n\n");
    for (size_t i = 0; i < tables_group_count(); i++)
        add_row(out, tables_group(i)->name, tables_group(i)->summary);
    output_add(out, ROLE_TEXT, "\n");
    for (Option option = 0; option < OPTION_COUNT; option++) {
        const OptionRow *row = tables_option(option);
        add_option(out, row->name, row->argument, row->help);
    }
    output_add(out, ROLE_TEXT,
               "\n`cairn help COMMAND` explains one; cairn(1) has the rest.\n"
               "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 errors in content "
               "or input.\n");
}

static void show_command(Output *out, const CommandInfo *command)
{
    Buffer usage = {0};
    tables_usage(command, &usage);
    output_add(out, ROLE_KEY, "cairn ");
    output_add(out, ROLE_KEY, buffer_text(&usage));
    output_wrap(out, 4);
    output_paragraph(out, ROLE_TEXT, command->summary, 4);
    for (size_t i = 0; i < tables_flag_count(); i++) {
        const FlagInfo *flag = tables_flag(i);
        if (tables_flag_of(flag, command))
            add_option(out, flag->option, flag->argument, flag->help);
    }
    buffer_done(&usage);
}

Status help_show(Cli *cli, const GroupInfo *group, const CommandInfo *command)
{
    Output *out = &cli->out;
    if (group == NULL) {
        show_all(out);
    } else if (command != NULL) {
        show_command(out, command);
    } else {
        output_format(out, ROLE_TITLE, "%s: %s\n\n", group->name, group->summary);
        for (size_t i = 0; i < tables_command_count(); i++) {
            if (strcmp(tables_command(i)->name, group->name) == 0)
                show_command(out, tables_command(i));
        }
    }
    return STATUS_OK;
}

Status help_version(Cli *cli)
{
    output_add(&cli->out, ROLE_TEXT, "cairn " CAIRN_VERSION "\n");
    return STATUS_OK;
}

Status command_help(Cli *cli, const Arguments *arguments, Error *error)
{
    const GroupInfo *group = NULL;
    const CommandInfo *command = NULL;
    size_t count = arguments->positional.count;
    Status status = STATUS_OK;
    if (count > 0)
        status = tables_find_group(arguments->positional.items[0], &group, error);
    if (status == STATUS_OK && count > 1) {
        bool took;
        status = tables_find_verb(group, arguments->positional.items[1], &command, &took, error);
        if (status == STATUS_OK && !took)
            status = error_set(error, STATUS_USAGE, "%s has no verbs: see `cairn help %s`",
                               group->name, group->name);
    }
    return status == STATUS_OK ? help_show(cli, group, command) : status;
}
