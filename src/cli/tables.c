#include "cli/tables.h"

#include <string.h>

#include "base/array.h"
#include "cli/commands.h"
#include "study/match.h"

#define GROUP(name, summary)
#define FLAG(name, verb, option, argument, help)
enum { JSON = COMMAND_JSON, DEFAULT = COMMAND_DEFAULT, QUICK = COMMAND_QUICK };

static const CommandInfo COMMANDS[] = {
#define COMMAND(function, name, verb, arguments, least, most, flags, summary) \
    {name, verb, arguments, summary, least, most, flags, command_##function},
#include "cli/commands.def"
#undef COMMAND
};

#define COMMAND(function, name, verb, arguments, least, most, flags, summary)
#undef GROUP
static const GroupInfo GROUPS[] = {
#define GROUP(name, summary) {name, summary},
#include "cli/commands.def"
#undef GROUP
};
#define GROUP(name, summary)

#undef FLAG
static const FlagInfo FLAGS[] = {
#define FLAG(name, verb, option, argument, help) {name, verb, option, argument, help},
#include "cli/commands.def"
#undef FLAG
};

static const OptionRow OPTIONS[] = {
#define OPTION(identifier, name, argument, help) {name, argument, help},
#include "cli/options.def"
#undef OPTION
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const PlaceholderInfo PLACEHOLDERS[] = {
#define PLACEHOLDER(letter, help) {letter, help},
#include "cli/placeholders.def"
#undef PLACEHOLDER
};

size_t tables_placeholder_count(void)
{
    return sizeof PLACEHOLDERS / sizeof PLACEHOLDERS[0];
}

const PlaceholderInfo *tables_placeholder(size_t index)
{
    return &PLACEHOLDERS[index];
}

size_t tables_command_count(void)
{
    return COUNT(COMMANDS);
}

const CommandInfo *tables_command(size_t index)
{
    return &COMMANDS[index];
}

size_t tables_group_count(void)
{
    return COUNT(GROUPS);
}

const GroupInfo *tables_group(size_t index)
{
    return &GROUPS[index];
}

size_t tables_flag_count(void)
{
    return COUNT(FLAGS);
}

const FlagInfo *tables_flag(size_t index)
{
    return &FLAGS[index];
}

const OptionRow *tables_option(Option option)
{
    return &OPTIONS[option];
}

bool tables_flag_of(const FlagInfo *flag, const CommandInfo *command)
{
    return strcmp(flag->name, command->name) == 0 && strcmp(flag->verb, command->verb) == 0;
}

/* The index of the name that `word` means, or STATUS_USAGE. `what` says what was looked for: "command",
 * "verb of practice". `help` is where the names are listed. */
static Status find_name(const char *const *names, size_t count, const char *word, const char *what,
                        const char *help, size_t *found, Error *error)
{
    size_t matches = 0;
    Buffer candidates = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], word) == 0) {
            *found = i;
            matches = 1;
            break;
        }
        if (strncmp(names[i], word, strlen(word)) == 0) {
            *found = i;
            buffer_add_format(&candidates, "%s%s", matches > 0 ? ", " : "", names[i]);
            matches++;
        }
    }
    Status status = STATUS_OK;
    const char *nearest = matches == 0 ? match_nearest(word, names, count) : NULL;
    if (matches > 1)
        status = error_set(error, STATUS_USAGE, "\"%s\" can be several things: %s", word,
                           buffer_text(&candidates));
    else if (matches == 0 && nearest != NULL)
        status = error_set(error, STATUS_USAGE, "there is no %s \"%s\": did you mean \"%s\"?", what,
                           word, nearest);
    else if (matches == 0)
        status = error_set(error, STATUS_USAGE, "there is no %s \"%s\": see `cairn help%s`", what,
                           word, help);
    buffer_done(&candidates);
    return status;
}

Status tables_find_group(const char *word, const GroupInfo **group, Error *error)
{
    const char *names[COUNT(GROUPS)];
    for (size_t i = 0; i < COUNT(GROUPS); i++)
        names[i] = GROUPS[i].name;
    size_t found = 0;
    Status status = find_name(names, COUNT(GROUPS), word, "command", "", &found, error);
    *group = status == STATUS_OK ? &GROUPS[found] : NULL;
    return status;
}

/* The commands of a group, of which there is at least one; they stand together in the table. */
static const CommandInfo *group_commands(const GroupInfo *group, size_t *count)
{
    size_t first = 0;
    while (first < COUNT(COMMANDS) - 1 && strcmp(COMMANDS[first].name, group->name) != 0)
        first++;
    size_t end = first + 1;
    while (end < COUNT(COMMANDS) && strcmp(COMMANDS[end].name, group->name) == 0)
        end++;
    *count = end - first;
    return &COMMANDS[first];
}

const CommandInfo *tables_bare_command(const GroupInfo *group)
{
    size_t count = 0;
    const CommandInfo *first = group_commands(group, &count);
    for (size_t i = 0; i < count; i++) {
        if (first[i].verb[0] == '\0' || (first[i].flags & COMMAND_DEFAULT) != 0)
            return &first[i];
    }
    return NULL;
}

Status tables_find_verb(const GroupInfo *group, const char *word, const CommandInfo **command,
                        bool *took, Error *error)
{
    size_t count = 0;
    const CommandInfo *first = group_commands(group, &count);
    *took = first->verb[0] != '\0';
    *command = first;
    if (!*took)
        return STATUS_OK;
    const char *names[COUNT(COMMANDS)];
    for (size_t i = 0; i < count; i++)
        names[i] = first[i].verb;
    char *what = mem_format("verb of %s", group->name);
    char *help = mem_format(" %s", group->name);
    size_t found = 0;
    Status status = find_name(names, count, word, what, help, &found, error);
    mem_free(what);
    mem_free(help);
    *command = status == STATUS_OK ? &first[found] : NULL;
    return status;
}

void tables_usage(const CommandInfo *command, Buffer *out)
{
    buffer_add_text(out, command->name);
    if (command->verb[0] != '\0')
        buffer_add_format(out, " %s", command->verb);
    if (command->arguments[0] != '\0')
        buffer_add_format(out, " %s", command->arguments);
    for (size_t i = 0; i < COUNT(FLAGS); i++) {
        if (!tables_flag_of(&FLAGS[i], command))
            continue;
        const char *gap = FLAGS[i].argument[0] != '\0' ? " " : "";
        buffer_add_format(out, " [--%s%s%s]", FLAGS[i].option, gap, FLAGS[i].argument);
    }
}
