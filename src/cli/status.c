/* status: one line for a prompt or a status bar. It runs at every prompt, so it works out nothing that it
 * does not print, and writes nothing. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "study/habit_now.h"

/* The placeholder's value appended to `out`; false for an unknown one (placeholders.def). */
static bool add_placeholder(Cli *cli, const TodaySummary *today, char letter, Buffer *out)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    char clock[24] = "";
    if (timer->phase != TIMER_IDLE)
        cli_format_clock(practice_elapsed(timer, today->now_ms), clock);
    switch (letter) {
    case 'm':
        buffer_add_format(out, "%d", today->minutes);
        return true;
    case 'g':
        buffer_add_format(out, "%d", today->goal_minutes);
        return true;
    case 'r':
        buffer_add_format(
            out, "%d",
            today->minutes < today->goal_minutes ? today->goal_minutes - today->minutes : 0);
        return true;
    case 'd':
        buffer_add_format(out, "%d", today->queue.due + today->queue.learning);
        return true;
    case 'n':
        buffer_add_format(out, "%d", today->queue.fresh);
        return true;
    case 's':
        buffer_add_format(out, "%d", today->streak.current);
        return true;
    case 'f':
        buffer_add_format(out, "%d", today->streak.freezes);
        return true;
    case 'w':
        habit_warning(&today->streak, &cli_state(cli)->config, today->now_ms,
                      workspace_offset(cli->workspace), out);
        return true;
    case 't':
        buffer_add_text(out, clock);
        return true;
    case 'T':
        buffer_add_text(out, timer->phase != TIMER_IDLE ? timer->topic : "");
        return true;
    case 'S':
        buffer_add_text(out, practice_phase_name(timer->phase));
        return true;
    case '%':
        buffer_add_char(out, '%');
        return true;
    default:
        return false;
    }
}

static Status refuse(const char *letter, Error *error)
{
    Buffer known = {0};
    int cells = 0;
    int length = (int)utf8_next_cluster(letter, strlen(letter), &cells);
    for (size_t i = 0; i < tables_placeholder_count(); i++)
        buffer_add_format(&known, " %%%c", tables_placeholder(i)->letter);
    Status status =
        error_set(error, STATUS_USAGE, "--format: %%%.*s is no placeholder: there are%s", length,
                  letter, buffer_text(&known));
    buffer_done(&known);
    return status;
}

static Status fill_format(Cli *cli, const TodaySummary *today, const char *format, Buffer *line,
                          Error *error)
{
    for (const char *at = format; *at != '\0'; at++) {
        if (*at != '%')
            buffer_add_char(line, *at);
        else if (add_placeholder(cli, today, at[1], line))
            at++;
        else
            return refuse(at + 1, error);
    }
    return STATUS_OK;
}

static void json_status(Cli *cli, const TodaySummary *today)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_integer(&json, "due", today->queue.due + today->queue.learning);
    json_put_integer(&json, "new", today->queue.fresh);
    json_put_integer(&json, "minutes", today->minutes);
    json_put_integer(&json, "goal_minutes", today->goal_minutes);
    json_put_integer(&json, "streak", today->streak.current);
    json_put_text(&json, "timer", practice_phase_name(timer->phase));
    json_put_integer(&json, "elapsed_s", practice_elapsed(timer, today->now_ms) / MS_PER_SECOND);
    cli_json_close(cli, &json);
}

Status command_status(Cli *cli, const Arguments *arguments, Error *error)
{
    Status status = cli_open_glance(cli, error);
    if (status != STATUS_OK)
        return status;
    TodaySummary today = cli_counts(cli);
    if (cli->json) {
        json_status(cli, &today);
        return STATUS_OK;
    }
    const char *format = args_flag(arguments, "format");
    char usual[64];
    (void)snprintf(
        usual, sizeof usual, "%%m/%%g min  %%d due%s%s%s", today.streak.current > 0 ? "  %s " : "",
        today.streak.current == 0 ? "" : words_plural(today.streak.current, "day", "days"),
        cli_state(cli)->timer.phase != TIMER_IDLE ? "  %t" : "");
    format = format == NULL ? usual : format;
    Buffer line = {0};
    status = fill_format(cli, &today, format, &line, error);
    if (status == STATUS_OK) {
        output_safe(&cli->out, ROLE_TEXT, buffer_text(&line));
        output_end(&cli->out);
    }
    buffer_done(&line);
    return status;
}
