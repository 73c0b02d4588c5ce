#include "cli/args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "study/match.h"

bool args_has(const Arguments *arguments, Option option)
{
    return arguments->options[option] != NULL;
}

const char *args_flag(const Arguments *arguments, const char *option)
{
    for (size_t i = arguments->flags.count; i > 0; i--) {
        if (strcmp(arguments->flags.items[i - 1].flag->option, option) == 0)
            return arguments->flags.items[i - 1].value;
    }
    return NULL;
}

Status args_flag_integer(const Arguments *arguments, const char *option, int32_t minimum,
                         int32_t maximum, int32_t fallback, int32_t *value, Error *error)
{
    const char *text = args_flag(arguments, option);
    *value = fallback;
    if (text == NULL)
        return STATUS_OK;
    char *end = NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || number < minimum || number > maximum)
        return error_set(error, STATUS_USAGE, "--%s takes a whole number from %d to %d, not \"%s\"",
                         option, minimum, maximum, text);
    *value = (int32_t)number;
    return STATUS_OK;
}

char *args_join(const Arguments *arguments, size_t first)
{
    Buffer text = {0};
    for (size_t i = first; i < arguments->positional.count; i++) {
        if (i > first)
            buffer_add_char(&text, ' ');
        buffer_add_text(&text, arguments->positional.items[i]);
    }
    buffer_add_text(&text, "");
    return buffer_take(&text);
}

void args_done(Arguments *arguments)
{
    array_done(&arguments->positional);
    array_done(&arguments->flags);
    array_done(&arguments->content);
}

/* "name" or "name=value" against a table's name. */
static bool is_option(const char *token, size_t length, const char *name)
{
    return strlen(name) == length && strncmp(token, name, length) == 0;
}

static Option find_option(const char *token, size_t length)
{
    Option option = 0;
    while (option < OPTION_COUNT && !is_option(token, length, tables_option(option)->name))
        option++;
    return option;
}

/* The flag of the command if it is known, else of any command of the group: all flags of one name
 * within a group agree in whether they take a value. */
static const FlagInfo *find_flag(const Arguments *arguments, const char *token, size_t length)
{
    for (size_t i = 0; arguments->group != NULL && i < tables_flag_count(); i++) {
        const FlagInfo *flag = tables_flag(i);
        if (is_option(token, length, flag->option) &&
            (arguments->command != NULL ? tables_flag_of(flag, arguments->command)
                                        : strcmp(flag->name, arguments->group->name) == 0))
            return flag;
    }
    return NULL;
}

static Status unknown_option(const Arguments *arguments, const char *name, size_t length,
                             Error *error)
{
    ARRAY(const char *) names = {0};
    for (Option option = 0; option < OPTION_COUNT; option++)
        *array_push(&names) = tables_option(option)->name;
    for (size_t i = 0; arguments->group != NULL && i < tables_flag_count(); i++) {
        if (strcmp(tables_flag(i)->name, arguments->group->name) == 0)
            *array_push(&names) = tables_flag(i)->option;
    }
    char *word = mem_dup_range(name, length);
    const char *nearest = match_nearest(word, names.items, names.count);
    const char *of = arguments->group != NULL ? arguments->group->name : "cairn";
    if (nearest != NULL)
        (void)error_set(error, STATUS_USAGE, "%s has no option --%s: did you mean --%s?", of, word,
                        nearest);
    else
        (void)error_set(error, STATUS_USAGE, "%s has no option --%s: see `cairn help%s%s`", of,
                        word, arguments->group != NULL ? " " : "",
                        arguments->group != NULL ? of : "");
    mem_free(word);
    array_done(&names);
    return STATUS_USAGE;
}

/* The value of an option from `=value` or the next argument; "" for a switch. */
static Status take_value(const char *name, const char *argument, const char *equals, int argc,
                         char *const *argv, int *at, const char **value, Error *error)
{
    *value = "";
    if (argument[0] == '\0') {
        if (equals != NULL)
            return error_set(error, STATUS_USAGE, "--%s takes no value", name);
        return STATUS_OK;
    }
    if (equals != NULL)
        *value = equals + 1;
    else if (*at + 1 < argc)
        *value = argv[++*at];
    else
        return error_set(error, STATUS_USAGE, "--%s needs a value: --%s %s", name, name, argument);
    return STATUS_OK;
}

/* One token that begins with `--`. */
static Status parse_option(int argc, char *const *argv, int *at, Arguments *arguments, Error *error)
{
    const char *token = argv[*at] + 2;
    const char *equals = strchr(token, '=');
    size_t length = equals != NULL ? (size_t)(equals - token) : strlen(token);
    Option option = find_option(token, length);
    if (option < OPTION_COUNT) {
        const OptionRow *row = tables_option(option);
        Status status = take_value(row->name, row->argument, equals, argc, argv, at,
                                   &arguments->options[option], error);
        if (status == STATUS_OK && option == OPTION_CONTENT)
            *array_push(&arguments->content) = arguments->options[option];
        return status;
    }
    const FlagInfo *flag = find_flag(arguments, token, length);
    if (flag == NULL)
        return unknown_option(arguments, token, length, error);
    const char *value;
    Status status = take_value(flag->option, flag->argument, equals, argc, argv, at, &value, error);
    if (status == STATUS_OK)
        *array_push(&arguments->flags) = (FlagValue){flag, value};
    return status;
}

static Status parse_word(const char *word, Arguments *arguments, Error *error)
{
    if (arguments->group == NULL) {
        Status status = tables_find_group(word, &arguments->group, error);
        if (status == STATUS_OK) {
            const CommandInfo *bare = tables_bare_command(arguments->group);
            arguments->command = bare != NULL && bare->verb[0] == '\0' ? bare : NULL;
        }
        return status;
    }
    if (arguments->command == NULL) {
        bool took;
        return tables_find_verb(arguments->group, word, &arguments->command, &took, error);
    }
    *array_push(&arguments->positional) = word;
    return STATUS_OK;
}

/* A bare group runs its default verb; flags given before the verb must be the verb's own. */
static Status settle_command(Arguments *arguments, Error *error)
{
    if (arguments->group == NULL || args_has(arguments, OPTION_HELP))
        return STATUS_OK;
    if (arguments->command == NULL)
        arguments->command = tables_bare_command(arguments->group);
    if (arguments->command == NULL)
        return error_set(error, STATUS_USAGE, "%s needs a verb: see `cairn help %s`",
                         arguments->group->name, arguments->group->name);
    for (size_t i = 0; i < arguments->flags.count; i++) {
        const char *option = arguments->flags.items[i].flag->option;
        bool own = false;
        for (size_t j = 0; j < tables_flag_count() && !own; j++)
            own = tables_flag_of(tables_flag(j), arguments->command) &&
                  strcmp(tables_flag(j)->option, option) == 0;
        if (!own)
            return error_set(error, STATUS_USAGE, "%s %s has no option --%s",
                             arguments->command->name, arguments->command->verb, option);
    }
    return STATUS_OK;
}

static Status check_count(const Arguments *arguments, Error *error)
{
    const CommandInfo *command = arguments->command;
    if (command == NULL || args_has(arguments, OPTION_HELP) || args_has(arguments, OPTION_VERSION))
        return STATUS_OK;
    size_t count = arguments->positional.count;
    Status status = STATUS_OK;
    Buffer usage = {0};
    tables_usage(command, &usage);
    if (count < (size_t)command->least)
        status = error_set(error, STATUS_USAGE, "too few arguments: cairn %s", buffer_text(&usage));
    else if (command->most >= 0 && count > (size_t)command->most)
        status = error_set(error, STATUS_USAGE, "\"%s\" is one argument too many: cairn %s",
                           arguments->positional.items[command->most], buffer_text(&usage));
    else if (args_has(arguments, OPTION_JSON) && (command->flags & COMMAND_JSON) == 0)
        status = error_set(error, STATUS_USAGE, "%s%s%s has no --json form", command->name,
                           command->verb[0] != '\0' ? " " : "", command->verb);
    buffer_done(&usage);
    return status;
}

Status args_parse(int argc, char *const *argv, Arguments *arguments, Error *error)
{
    *arguments = (Arguments){0};
    bool only_words = false;
    Status status = STATUS_OK;
    for (int at = 1; at < argc && status == STATUS_OK; at++) {
        const char *token = argv[at];
        if (only_words || token[0] != '-' || token[1] == '\0')
            status = parse_word(token, arguments, error);
        else if (strcmp(token, "--") == 0)
            only_words = true;
        else if (strcmp(token, "-h") == 0)
            arguments->options[OPTION_HELP] = "";
        else if (token[1] == '-')
            status = parse_option(argc, argv, &at, arguments, error);
        else
            status = error_set(error, STATUS_USAGE,
                               "there is no option %s: options are words, as in --help", token);
    }
    if (status == STATUS_OK)
        status = settle_command(arguments, error);
    return status == STATUS_OK ? check_count(arguments, error) : status;
}
