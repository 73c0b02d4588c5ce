/* Fills the reference sections of cairn(1) from the program's own tables, so that the manual cannot
 * drift from the program.
 * usage: mangen cairn.1.in >cairn.1
 *
 * A line of the template that is only a marker is replaced: @OPTIONS@, @COMMANDS@, @CONFIG@, @KEYS@,
 * @ROLES@, @GRAPHS@, @PLACEHOLDERS@. Everything else is copied. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "cli/tables.h"
#include "study/config.h"
#include "study/graphs.h"
#include "text/style.h"

#define TEMPLATE_LIMIT ((size_t)1 << 20)

/* --- mdoc --- */

/* Text with roff's special characters escaped. */
static void add_text(Buffer *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        const char *escaped = *at == '\\'   ? "\\e"
                              : *at == '-'  ? "\\-"
                              : *at == '`'  ? "\\(ga"
                              : *at == '\'' ? "\\(aq"
                              : *at == '"'  ? "\\(dq"
                              : *at == '^'  ? "\\(ha"
                              : *at == '~'  ? "\\(ti"
                                            : NULL;
        if (escaped != NULL)
            buffer_add_text(out, escaped);
        else
            buffer_add_char(out, *at);
    }
}

/* One argument of a macro: quoted, and never taken for punctuation or a macro's name. */
static void add_argument(Buffer *out, const char *macro, const char *text)
{
    buffer_add_format(out, "%s%s \"\\&", macro[0] != '\0' ? " " : "", macro);
    add_text(out, text);
    buffer_add_char(out, '"');
}

/* A sentence on a line of its own, from a phrase: with a capital and a full stop. */
static void add_sentence(Buffer *out, const char *phrase)
{
    char first[2] = {(char)toupper((unsigned char)phrase[0]), '\0'};
    buffer_add_text(out, "\\&");
    add_text(out, first);
    add_text(out, phrase[0] != '\0' ? phrase + 1 : "");
    buffer_add_text(out, ".\n");
}

static void open_list(Buffer *out)
{
    buffer_add_text(out, ".Bl -tag -width Ds\n");
}

static void close_list(Buffer *out)
{
    buffer_add_text(out, ".El\n");
}

/* ".It Fl -name Ar VALUE" and its help. */
static void add_option(Buffer *out, const char *name, const char *argument, const char *help)
{
    buffer_add_format(out, ".It Fl \\-%s", name);
    if (argument[0] != '\0')
        add_argument(out, "Ar", argument);
    buffer_add_char(out, '\n');
    add_sentence(out, help);
}

/* --- sections --- */

static void add_options(Buffer *out)
{
    open_list(out);
    for (Option option = 0; option < OPTION_COUNT; option++) {
        const OptionRow *row = tables_option(option);
        add_option(out, row->name, row->argument, row->help);
    }
    close_list(out);
}

static void add_command(Buffer *out, const CommandInfo *command)
{
    bool any = false;
    buffer_add_format(out, ".It Ic %s %s", command->name, command->verb);
    while (out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    if (command->arguments[0] != '\0')
        add_argument(out, "Ar", command->arguments);
    buffer_add_char(out, '\n');
    add_sentence(out, command->summary);
    if ((command->flags & COMMAND_DEFAULT) != 0)
        buffer_add_format(out, "This is what\n.Ic %s\nalone does.\n", command->name);
    if ((command->flags & COMMAND_JSON) != 0)
        buffer_add_text(out, "Takes\n.Fl \\-json .\n");
    for (size_t i = 0; i < tables_flag_count(); i++) {
        const FlagInfo *flag = tables_flag(i);
        if (!tables_flag_of(flag, command))
            continue;
        if (!any)
            open_list(out);
        any = true;
        add_option(out, flag->option, flag->argument, flag->help);
    }
    if (any)
        close_list(out);
}

static void add_commands(Buffer *out)
{
    open_list(out);
    for (size_t i = 0; i < tables_command_count(); i++)
        add_command(out, tables_command(i));
    close_list(out);
}

static void add_config(Buffer *out)
{
    Config config;
    config_defaults(&config);
    open_list(out);
    for (size_t i = 0; i < config_option_count(); i++) {
        const OptionInfo *option = config_option(i);
        char value[CONFIG_TEXT_SIZE];
        config_get(&config, i, value);
        buffer_add_format(out, ".It Cm %s\n", option->name);
        add_sentence(out, option->help);
        buffer_add_text(out, "Default:\n.Sy");
        buffer_add_text(out, " \"\\&");
        add_text(out, value);
        buffer_add_text(out, "\"");
        if (option->type == OPTION_TYPE_INT || option->type == OPTION_TYPE_REAL)
            buffer_add_format(out, " ;\nfrom %g to %g", option->minimum, option->maximum);
        else
            buffer_add_text(out, " ");
        buffer_add_text(out, ".\n");
    }
    close_list(out);
}

static void add_keys(Buffer *out)
{
    for (ActionGroup group = 0; group < GROUP_COUNT; group++) {
        buffer_add_format(out, ".Ss %s\n", action_group_title(group));
        open_list(out);
        for (Action action = 0; action < ACTION_COUNT; action++) {
            const ActionInfo *info = action_info(action);
            if (info->group != group)
                continue;
            buffer_add_format(out, ".It Cm %s\n", info->name);
            add_sentence(out, info->help);
            if (info->keys[0] != '\0') {
                buffer_add_text(out, "Keys:\n.Sy");
                add_argument(out, "", info->keys);
                buffer_add_text(out, " .\n");
            }
            buffer_add_text(out, "Works in: ");
            action_contexts_text(action, out);
            buffer_add_text(out, ".\n");
        }
        close_list(out);
    }
}

static void add_roles(Buffer *out)
{
    open_list(out);
    for (StyleRole role = 0; role < ROLE_COUNT; role++) {
        buffer_add_format(out, ".It Cm %s\n", style_role_name(role));
        add_sentence(out, style_role_meaning(role));
    }
    close_list(out);
}

static void add_graphs(Buffer *out)
{
    for (int page = 0; page < GRAPH_PAGE_COUNT; page++) {
        buffer_add_format(out, ".Ss %s\nAll of them:\n.Cm %s .\n",
                          graph_page_title((GraphPage)page), graph_page_name((GraphPage)page));
        open_list(out);
        for (int id = 0; id < GRAPH_COUNT; id++) {
            const GraphInfo *info = graph_info((GraphId)id);
            if ((int)info->page != page)
                continue;
            buffer_add_format(out, ".It Cm %s\n", info->name);
            add_sentence(out, info->help);
        }
        close_list(out);
    }
}

/* --- the template --- */

static void add_placeholders(Buffer *out)
{
    buffer_add_text(out, ".Bl -tag -width Ds -compact\n");
    for (size_t i = 0; i < tables_placeholder_count(); i++) {
        const PlaceholderInfo *info = tables_placeholder(i);
        buffer_add_format(out, ".It Cm \"\\&%%%c\"\n\\&", info->letter);
        add_text(out, info->help);
        buffer_add_char(out, '\n');
    }
    buffer_add_text(out, ".El\n");
}

typedef struct Marker {
    const char *line;
    void (*add)(Buffer *out);
} Marker;

static const Marker MARKERS[] = {
    {"@OPTIONS@", add_options},
    {"@COMMANDS@", add_commands},
    {"@CONFIG@", add_config},
    {"@KEYS@", add_keys},
    {"@ROLES@", add_roles},
    {"@GRAPHS@", add_graphs},
    {"@PLACEHOLDERS@", add_placeholders},
};

static void fill(Buffer *out, const char *template)
{
    while (*template != '\0') {
        size_t length = strcspn(template, "\n");
        size_t next = length + (template[length] == '\n');
        const Marker *marker = NULL;
        for (size_t i = 0; i < sizeof MARKERS / sizeof MARKERS[0]; i++) {
            if (strlen(MARKERS[i].line) == length &&
                strncmp(template, MARKERS[i].line, length) == 0)
                marker = &MARKERS[i];
        }
        if (marker != NULL)
            marker->add(out);
        else
            buffer_add(out, template, next);
        template += next;
    }
}

int main(int argc, char **argv)
{
    char *template = NULL;
    size_t length = 0;
    Error error = {0};
    Buffer page = {0};
    if (argc != 2) {
        (void)fprintf(stderr, "usage: mangen cairn.1.in\n");
        return 2;
    }
    if (file_read(argv[1], TEMPLATE_LIMIT, &template, &length, &error) != STATUS_OK) {
        (void)fprintf(stderr, "mangen: %s\n", error.message);
        return 1;
    }
    fill(&page, template);
    size_t wrote = fwrite(page.data, 1, page.length, stdout);
    int result = wrote == page.length && fflush(stdout) == 0 ? 0 : 1;
    buffer_done(&page);
    mem_free(template);
    return result;
}
