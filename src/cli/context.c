#include "cli/context.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "study/habit_now.h"
#include "text/sanitize.h"

/* The theme by name where the output is styled; a learner's own theme that is gone or broken is told,
 * and stops nobody. */
static Status read_theme(Cli *cli, Error *error)
{
    const char *wanted = cli->arguments->options[OPTION_THEME];
    if (cli->out.theme == NULL && wanted == NULL)
        return STATUS_OK;
    const char *name = wanted != NULL ? wanted : cli_state(cli)->config.theme;
    Status status = workspace_theme(cli->workspace, name, &cli->theme, error);
    if (status == STATUS_OK || wanted != NULL)
        return status;
    cli_say("%s", error->message);
    error->message[0] = '\0';
    return STATUS_OK;
}

/* What the learner's options say about the output; a switch on the command line has said more. */
static void follow_options(Cli *cli, const Config *config)
{
    cli->ascii = cli->ascii || config->ascii;
    cli->out.ascii = cli->ascii;
    cli->out.links = cli->out.links && config->links;
    cli->out.raw_math = cli->out.raw_math || config->raw_math;
    cli->out.alphabets = config->math_alphabets;
    cli->out.plot_cells = config->plot_blocks ? PLOT_BLOCKS : PLOT_BRAILLE;
}

#define UPGRADE_TOLD_BYTES (INT64_C(32) << 20) /* which is copied and upgraded in about a second */

/* Before the interface takes the screen. */
static void explain_upgrade(int64_t bytes)
{
    if (bytes >= UPGRADE_TOLD_BYTES && isatty(STDERR_FILENO) == 1)
        cli_say("bringing your data up to date, after making a copy of it; %lld MB take a while",
                (long long)(bytes >> 20));
}

/* How `kind` says; the interface has its own way to a theme. */
static Status open_workspace(Cli *cli, const WorkspaceOptions *kind, Error *error)
{
    const Arguments *arguments = cli->arguments;
    WorkspaceOptions options = *kind;
    options.data = arguments->options[OPTION_DATA];
    options.content = arguments->content.items;
    options.content_count = arguments->content.count;
    options.upgrading = explain_upgrade;
    Status status = workspace_open(&options, &cli->workspace, error);
    if (status != STATUS_OK)
        return status;
    follow_options(cli, &cli_state(cli)->config);
    return kind->unlooked && !kind->read_only ? STATUS_OK : read_theme(cli, error);
}

static Status open_and_report(Cli *cli, const WorkspaceOptions *kind, Error *error)
{
    Status status = open_workspace(cli, kind, error);
    if (status == STATUS_OK)
        cli_report(cli, workspace_diagnostics(cli->workspace));
    return status;
}

Status cli_open(Cli *cli, Error *error)
{
    return open_and_report(cli, &(WorkspaceOptions){0}, error);
}

Status cli_open_figures(Cli *cli, Error *error)
{
    return open_and_report(cli, &(WorkspaceOptions){.trusting = true}, error);
}

Status cli_open_interface(Cli *cli, Error *error)
{
    return open_and_report(cli, &(WorkspaceOptions){.unlooked = true, .trusting = true}, error);
}

Status cli_open_quiet(Cli *cli, Error *error)
{
    return open_workspace(cli, &(WorkspaceOptions){.read_only = true, .unlooked = true}, error);
}

Status cli_open_glance(Cli *cli, Error *error)
{
    return open_workspace(
        cli,
        &(WorkspaceOptions){.read_only = true, .unlooked = true, .trusting = true, .glance = true},
        error);
}

const StudyState *cli_state(const Cli *cli)
{
    return workspace_state(cli->workspace);
}

const Catalog *cli_catalog(const Cli *cli)
{
    return workspace_catalog(cli->workspace);
}

TodaySummary cli_counts(const Cli *cli)
{
    TodaySummary today;
    today_count(cli_state(cli), workspace_now(cli->workspace), workspace_offset(cli->workspace),
                &today);
    return today;
}

TodaySummary cli_today(const Cli *cli)
{
    TodaySummary today;
    today_summarize(cli_state(cli), workspace_now(cli->workspace), workspace_offset(cli->workspace),
                    &today);
    return today;
}

void cli_use_macros(Cli *cli, ItemRef item)
{
    cli_use_definitions(cli, catalog_macros(cli_catalog(cli), item));
}

void cli_use_definitions(Cli *cli, const char *definitions)
{
    MathMacros *macros = NULL;
    if (definitions[0] != '\0') {
        macros = math_macros_new(cli->arena, NULL);
        math_macros_read(macros, definitions, strlen(definitions));
    }
    cli->out.macros = macros;
    cli->out.targets = (MarkdownLinks){catalog_address, cli_catalog(cli)};
}

Status cli_find(const Cli *cli, const char *id, unsigned kinds, ItemRef *item, Error *error)
{
    return workspace_find(cli->workspace, id, kinds, item, error);
}

void cli_json_open(Cli *cli, JsonWriter *json)
{
    const CommandInfo *command = cli->arguments->command;
    char name[48];
    (void)snprintf(name, sizeof name, "%s%s%s", command->name, command->verb[0] != '\0' ? "-" : "",
                   command->verb);
    cli_json_open_as(cli, json, name);
}

void cli_json_open_as(Cli *cli, JsonWriter *json, const char *name)
{
    char schema[64];
    (void)snprintf(schema, sizeof schema, "cairn/%s/1", name);
    json_begin(json, &cli->out.text);
    json_object_open(json);
    json_put_text(json, "schema", schema);
}

void cli_json_close(Cli *cli, JsonWriter *json)
{
    json_object_close(json);
    buffer_add_char(&cli->out.text, '\n');
}

void cli_json_streak(JsonWriter *json, const Streak *streak)
{
    json_key(json, "streak");
    json_object_open(json);
    json_put_integer(json, "current", streak->current);
    json_put_integer(json, "longest", streak->longest);
    json_put_text(json, "today", habit_verdict_name(streak->today));
    json_put_text(json, "if_left", habit_verdict_name(streak->if_left));
    json_put_integer(json, "missing_minutes", streak->missing_minutes);
    json_put_integer(json, "freezes", streak->freezes);
    json_object_close(json);
}

void cli_add_warning(Cli *cli, const TodaySummary *today)
{
    Buffer text = {0};
    habit_warning(&today->streak, &cli_state(cli)->config, today->now_ms,
                  workspace_offset(cli->workspace), &text);
    if (text.length > 0)
        output_paragraph(&cli->out, ROLE_WARNING, buffer_text(&text), 0);
    buffer_done(&text);
}

void cli_say(const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    Arena *arena = arena_new();
    (void)fprintf(stderr, "cairn: %s\n", sanitize_text(arena, message, strlen(message), 1));
    arena_free(arena);
}

void cli_report(const Cli *cli, const char *lines)
{
    size_t length = strlen(lines);
    if (length == 0)
        return;
    (void)fprintf(stderr, "%s%s", sanitize_text(cli->arena, lines, length, 1),
                  lines[length - 1] == '\n' ? "" : "\n");
}

bool cli_read_line(Buffer *line)
{
    buffer_clear(line);
    char byte;
    bool any = false;
    while (read(STDIN_FILENO, &byte, 1) == 1) {
        any = true;
        if (byte == '\n')
            break;
        buffer_add_char(line, byte);
    }
    if (line->length > 0 && line->data[line->length - 1] == '\r')
        line->data[--line->length] = '\0';
    return any;
}

bool cli_on_terminal(void)
{
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

Status cli_confirm(Cli *cli, const char *question, bool *agreed, Error *error)
{
    *agreed = cli->yes;
    if (cli->yes)
        return STATUS_OK;
    if (isatty(STDIN_FILENO) != 1)
        return error_set(error, STATUS_USAGE, "%s There is no terminal to ask on: add --yes",
                         question);
    Status status = output_flush(&cli->out, error);
    if (status != STATUS_OK)
        return status;
    (void)fprintf(stderr, "%s [y/N] ", question);
    Buffer line = {0};
    *agreed = cli_read_line(&line) &&
              (strcmp(buffer_text(&line), "y") == 0 || strcmp(buffer_text(&line), "yes") == 0);
    buffer_done(&line);
    return STATUS_OK;
}

int cli_time_of_day(const char *text)
{
    int hour = 0;
    int minute = 0;
    if (strlen(text) != 5 || text[2] != ':')
        return -1;
    for (size_t i = 0; i < 5; i++) {
        if (i == 2)
            continue;
        if (text[i] < '0' || text[i] > '9')
            return -1;
        int *part = i < 2 ? &hour : &minute;
        *part = *part * 10 + (text[i] - '0');
    }
    return hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

/* When the clocks show so many minutes past midnight of a civil day; their offset depends on the instant
 * itself, and two rounds settle it. */
static int64_t local_instant(DayNumber day, int minutes, int offset_min)
{
    int64_t at_ms = 0;
    for (int round = 0; round < 2; round++) {
        at_ms = civil_study_day_start(day, offset_min, 0) + minutes * MS_PER_MINUTE;
        offset_min = civil_local_offset(at_ms);
    }
    return at_ms;
}

static DayNumber civil_day_of(int64_t at_ms)
{
    return civil_study_day(at_ms, civil_local_offset(at_ms), 0);
}

Status cli_read_instant(const char *text, int64_t base_ms, bool after, int64_t *at_ms, Error *error)
{
    int minutes = cli_time_of_day(text);
    int offset_min = civil_local_offset(base_ms);
    if (minutes < 0)
        return civil_parse_instant(text, offset_min, at_ms, NULL, error);
    DayNumber day = civil_day_of(base_ms);
    *at_ms = local_instant(day, minutes, offset_min);
    if (after && *at_ms < base_ms)
        *at_ms = local_instant(day + 1, minutes, offset_min);
    return STATUS_OK;
}

void cli_format_moment(int64_t at_ms, char out[CLI_MOMENT_SIZE])
{
    int offset_min = civil_local_offset(at_ms);
    char instant[CIVIL_INSTANT_SIZE];
    civil_format_instant(at_ms, offset_min, instant);
    (void)snprintf(out, CLI_MOMENT_SIZE, "%s %.10s %.5s",
                   civil_weekday_name(civil_weekday(civil_study_day(at_ms, offset_min, 0))),
                   instant, instant + 11);
}

Status cli_flag_instant(const Cli *cli, const Arguments *arguments, int64_t *at_ms, Error *error)
{
    const char *at = args_flag(arguments, "at");
    const char *ago = args_flag(arguments, "ago");
    int64_t now_ms = workspace_now(cli->workspace);
    *at_ms = 0;
    if (at != NULL && ago != NULL)
        return error_set(error, STATUS_USAGE,
                         "--at and --ago say the same thing: give one of them");
    if (ago != NULL) {
        int64_t wait_ms;
        Status status = civil_parse_duration(ago, &wait_ms, error);
        if (status == STATUS_OK)
            *at_ms = now_ms - wait_ms;
        return status;
    }
    if (at == NULL)
        return STATUS_OK;
    Status status = cli_read_instant(at, now_ms, false, at_ms, error);
    if (status != STATUS_OK || *at_ms <= now_ms)
        return status;
    int minutes = cli_time_of_day(at);
    if (minutes < 0)
        return error_set(error, STATUS_USAGE, "%s is in the future", at);
    *at_ms = local_instant(civil_day_of(now_ms) - 1, minutes, civil_local_offset(now_ms));
    return STATUS_OK;
}

const char *cli_mark_glyph(const Cli *cli, Mark mark)
{
    static const char *const glyphs[] = {"○", "◐", "●", "◌"};
    static const char *const letters[] = {"o", "~", "x", "-"};
    return cli->ascii ? letters[mark] : glyphs[mark];
}

StyleRole cli_mark_role(Mark mark)
{
    static const StyleRole roles[] = {ROLE_TODO, ROLE_DOING, ROLE_DONE, ROLE_SKIPPED};
    return roles[mark];
}

void cli_format_clock(int64_t ms, char out[24])
{
    int64_t seconds = ms / MS_PER_SECOND;
    if (seconds >= 3600)
        (void)snprintf(out, 24, "%d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                       (int)(seconds % 60));
    else
        (void)snprintf(out, 24, "%d:%02d", (int)(seconds / 60), (int)(seconds % 60));
}
