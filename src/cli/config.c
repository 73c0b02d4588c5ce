/* config, themes, keys: how the program is set up. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "companion/training.h"
#include "study/limits.h"
#include "study/match.h"

/* --- config --- */

static Status find_option(const char *name, size_t *index, Error *error)
{
    *index = config_find(name);
    if (*index < config_option_count())
        return STATUS_OK;
    ARRAY(const char *) names = {0};
    for (size_t i = 0; i < config_option_count(); i++)
        *array_push(&names) = config_option(i)->name;
    const char *nearest = match_nearest(name, names.items, names.count);
    array_done(&names);
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE, "there is no option \"%s\": did you mean \"%s\"?",
                         name, nearest);
    return error_set(error, STATUS_USAGE, "there is no option \"%s\": `cairn config` lists them",
                     name);
}

static void json_option(Cli *cli, JsonWriter *json, size_t index)
{
    const Config *config = &cli_state(cli)->config;
    const OptionInfo *option = config_option(index);
    char value[CONFIG_TEXT_SIZE];
    config_get(config, index, value);
    json_object_open(json);
    json_put_text(json, "name", option->name);
    json_key(json, "value");
    if (option->type == OPTION_TYPE_TEXT)
        json_text(json, value);
    else if (option->type == OPTION_TYPE_BOOL)
        json_bool(json, strcmp(value, "true") == 0);
    else
        json_number(json, strtod(value, NULL));
    json_put_text(json, "help", option->help);
    json_object_close(json);
}

static void json_limit(void *context, const char *name, const char *value)
{
    JsonWriter *json = context;
    json_object_open(json);
    json_put_text(json, "name", name);
    json_put_text(json, "value", value);
    json_object_close(json);
}

static void json_options(Cli *cli, size_t first, size_t end)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "options");
    json_array_open(&json);
    for (size_t i = first; i < end; i++)
        json_option(cli, &json, i);
    json_array_close(&json);
    json_key(&json, "limits");
    json_array_open(&json);
    if (first + 1 < end)
        limits_each(cli_state(cli), workspace_today(cli->workspace), json_limit, &json);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_limit(void *context, const char *name, const char *value)
{
    Output *out = context;
    output_cell(out, ROLE_KEY, name, 19);
    output_add(out, ROLE_TEXT, " ");
    output_safe(out, ROLE_TEXT, value);
    output_end(out);
}

static void show_options(Cli *cli)
{
    for (size_t i = 0; i < config_option_count(); i++) {
        char value[CONFIG_TEXT_SIZE];
        config_get(&cli_state(cli)->config, i, value);
        output_cell(&cli->out, ROLE_KEY, config_option(i)->name, 19);
        output_cell(&cli->out, ROLE_TEXT, value, 12);
        output_add(&cli->out, ROLE_DIM, config_option(i)->help);
        output_wrap(&cli->out, 31);
    }
    limits_each(cli_state(cli), workspace_today(cli->workspace), show_limit, &cli->out);
}

/* What each wanted retention would cost a day, and what would be known in a year. */
static Status show_retentions(Cli *cli, Error *error)
{
    TrainingRequest request;
    Forecast forecast;
    training_request(cli->workspace, &request);
    Status status = training_forecast(&request, NULL, NULL, &forecast, error);
    training_request_done(&request);
    if (status != STATUS_OK)
        return status;
    double wanted = cli_state(cli)->config.desired_retention;
    output_format(&cli->out, ROLE_DIM, "%9s %9s   of %d cards known in a year", "retention",
                  "min a day", forecast.cards);
    output_end(&cli->out);
    for (int i = 0; i < FORECAST_SHOWN_COUNT; i++) {
        const SimulatorOutcome *outcome = forecast_at(&forecast, FORECAST_SHOWN[i] / 100.0);
        bool near = outcome == forecast_at(&forecast, wanted);
        output_format(&cli->out, near ? ROLE_STRONG : ROLE_TEXT, "%9.2f %9.1f %10.0f",
                      outcome->retention, outcome->minutes_per_day, outcome->remembered);
        output_end(&cli->out);
    }
    return STATUS_OK;
}

static Status show_option(Cli *cli, size_t index, Error *error)
{
    char value[CONFIG_TEXT_SIZE];
    config_get(&cli_state(cli)->config, index, value);
    output_safe(&cli->out, ROLE_TEXT, value);
    output_end(&cli->out);
    if (strcmp(config_option(index)->name, "desired-retention") == 0)
        return show_retentions(cli, error);
    return STATUS_OK;
}

/* A limit of a deck or of today: shown or set by its name, in no list of options. */
static Status config_limit(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *name = arguments->positional.items[0];
    char value[LIMITS_VALUE_SIZE];
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    if (arguments->positional.count == 2)
        return workspace_option_set(cli->workspace, name, arguments->positional.items[1], error);
    status = limits_check(cli_catalog(cli), name, "", error);
    if (status != STATUS_OK)
        return status;
    limits_get(cli_state(cli), name, workspace_today(cli->workspace), value);
    if (cli->json) {
        JsonWriter json;
        cli_json_open(cli, &json);
        json_put_text(&json, "name", name);
        json_put_text(&json, "value", value);
        cli_json_close(cli, &json);
        return STATUS_OK;
    }
    output_add(&cli->out, ROLE_TEXT, value);
    output_end(&cli->out);
    return STATUS_OK;
}

Status command_config(Cli *cli, const Arguments *arguments, Error *error)
{
    size_t count = arguments->positional.count;
    if (count > 0 && limits_is_name(arguments->positional.items[0]))
        return config_limit(cli, arguments, error);
    size_t index = 0;
    Status status = STATUS_OK;
    if (count > 0)
        status = find_option(arguments->positional.items[0], &index, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK && count == 2)
        return workspace_option_set(cli->workspace, config_option(index)->name,
                                    arguments->positional.items[1], error);
    if (status != STATUS_OK)
        return status;
    if (!cli->json && count > 0)
        return show_option(cli, index, error);
    if (cli->json)
        json_options(cli, index, count > 0 ? index + 1 : config_option_count());
    else
        show_options(cli);
    return STATUS_OK;
}

/* --- themes --- */

Status command_themes(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    TextList names = workspace_theme_names(cli->workspace, cli->arena);
    const char *current = cli_state(cli)->config.theme;
    JsonWriter json;
    if (cli->json) {
        cli_json_open(cli, &json);
        json_put_text(&json, "current", current);
        json_key(&json, "themes");
        json_array_open(&json);
        for (size_t i = 0; i < names.count; i++)
            json_text(&json, names.items[i]);
        json_array_close(&json);
        cli_json_close(cli, &json);
        return STATUS_OK;
    }
    for (size_t i = 0; i < names.count; i++) {
        output_add(&cli->out, ROLE_ACCENT, strcmp(names.items[i], current) == 0 ? "* " : "  ");
        output_safe(&cli->out, ROLE_TEXT, names.items[i]);
        output_end(&cli->out);
    }
    return STATUS_OK;
}

/* --- keys --- */

typedef struct KeyList {
    Cli *cli;
    JsonWriter json;
    const char *word;  /* only what matches it; NULL: all */
    const char *group; /* of the last row */
    size_t shown;
} KeyList;

static bool matches(const CliKey *key, const char *word)
{
    if (word == NULL)
        return true;
    return strstr(key->action, word) != NULL || strstr(key->help, word) != NULL ||
           strcmp(key->keys, word) == 0;
}

static bool each_json(void *context, const CliKey *key)
{
    KeyList *list = context;
    if (!matches(key, list->word))
        return true;
    json_object_open(&list->json);
    json_put_text(&list->json, "action", key->action);
    json_put_text(&list->json, "keys", key->keys);
    json_put_text(&list->json, "where", key->where);
    json_put_text(&list->json, "help", key->help);
    json_object_close(&list->json);
    list->shown++;
    return true;
}

static bool each_row(void *context, const CliKey *key)
{
    KeyList *list = context;
    Output *out = &list->cli->out;
    if (!matches(key, list->word))
        return true;
    if (list->group == NULL || strcmp(list->group, key->group) != 0) {
        output_format(out, ROLE_HEADING, "%s%s\n", list->group != NULL ? "\n" : "", key->group);
        list->group = key->group;
    }
    output_add(out, ROLE_TEXT, "  ");
    output_cell(out, ROLE_KEY, key->keys, 16);
    output_cell(out, ROLE_DIM, key->action, 17);
    output_safe(out, ROLE_TEXT, key->help);
    output_wrap(out, 35);
    list->shown++;
    return true;
}

/* The learner's own bindings; what is wrong in their file is told, and the rest holds. */
static CliBinding *own_bindings(Cli *cli, size_t *count)
{
    WorkspaceKeys keys = {0};
    Error problem = {0};
    if (workspace_keys(cli->workspace, cli->arena, &keys, &problem) != STATUS_OK)
        cli_say("%s", problem.message);
    CliBinding *bindings = arena_alloc(cli->arena, keys.count + 1, sizeof *bindings);
    for (size_t i = 0; i < keys.count; i++) {
        char *place = mem_format("%s:%zu:%zu", keys.path, keys.items[i].line, keys.items[i].column);
        bindings[i] =
            (CliBinding){keys.items[i].action, keys.items[i].key, arena_dup(cli->arena, place)};
        mem_free(place);
    }
    *count = keys.count;
    return bindings;
}

Status command_keys(Cli *cli, const Arguments *arguments, Error *error)
{
    KeyList list = {.cli = cli};
    size_t count = 0;
    if (arguments->positional.count > 0)
        list.word = arguments->positional.items[0];
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    const CliBinding *bindings = own_bindings(cli, &count);
    if (cli->json) {
        cli_json_open(cli, &list.json);
        json_key(&list.json, "keys");
        json_array_open(&list.json);
    }
    status = cli->host->each_key(bindings, count, cli->json ? each_json : each_row, &list, error);
    if (cli->json) {
        json_array_close(&list.json);
        cli_json_close(cli, &list.json);
    } else if (list.shown == 0) {
        cli_say("no key has to do with %s", list.word);
    }
    return status;
}
