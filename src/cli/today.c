/* today: where the learner stands. */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/plan.h"
#include "study/habit_now.h"

static int32_t due_cards(const TodaySummary *today)
{
    return today->queue.due + today->queue.learning;
}

static void format_day(DayNumber day, char out[32])
{
    CivilDate date = civil_from_day(day);
    (void)snprintf(out, 32, "%s %d %s %d", civil_weekday_name(civil_weekday(day)), date.day,
                   civil_month_name(date.month), date.year);
}

static void json_today(Cli *cli, const TodaySummary *today)
{
    JsonWriter json;
    char day[CIVIL_DATE_SIZE];
    civil_format_date(today->study_day, day);
    cli_json_open(cli, &json);
    json_put_text(&json, "study_day", day);
    json_put_integer(&json, "due", due_cards(today));
    json_put_integer(&json, "new", today->queue.fresh);
    json_put_integer(&json, "backlog", today->queue.backlog);
    json_put_integer(&json, "minutes", today->minutes);
    json_put_integer(&json, "goal_minutes", today->goal_minutes);
    cli_json_streak(&json, &today->streak);
    plan_json(cli, &json, today);
    cli_json_close(cli, &json);
}

static void show_timer(Cli *cli)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    if (timer->phase == TIMER_IDLE)
        return;
    char clock[24];
    cli_format_clock(practice_elapsed(timer, workspace_now(cli->workspace)), clock);
    output_format(&cli->out, ROLE_TIMER, "Practice %s: %s", practice_phase_name(timer->phase),
                  clock);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_TEXT, timer->topic);
    output_end(&cli->out);
}

/* A streak that is over is no reproach. */
static void show_streak(Output *out, const Streak *streak)
{
    if (streak->current > 0)
        output_format(out, ROLE_TEXT, "    %d %s in a row (longest %d)", streak->current,
                      words_plural(streak->current, "day", "days"), streak->longest);
    else if (streak->longest > 0)
        output_format(out, ROLE_TEXT, "    longest streak %d %s", streak->longest,
                      words_plural(streak->longest, "day", "days"));
}

Status command_today(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open_figures(cli, error);
    if (status != STATUS_OK)
        return status;
    TodaySummary today = cli_today(cli);
    if (cli->json) {
        json_today(cli, &today);
        return STATUS_OK;
    }
    Output *out = &cli->out;
    char day[32];
    format_day(today.study_day, day);
    output_add(out, ROLE_TITLE, day);
    output_end(out);
    output_format(out, ROLE_TEXT, "%d due, %d new    %d of %d minutes", due_cards(&today),
                  today.queue.fresh, today.minutes, today.goal_minutes);
    show_streak(out, &today.streak);
    output_end(out);
    if (today.queue.backlog > 0)
        output_format(out, ROLE_DIM, "backlog: %d more due, on other days\n", today.queue.backlog);
    if (queue_is_worth_spreading(cli_state(cli), today.study_day))
        output_paragraph(out, ROLE_DIM,
                         "much of it waited while you were away: 'cairn config backlog-days 5' "
                         "spreads that over 5 days, the weakest first",
                         0);
    cli_add_warning(cli, &today);
    show_timer(cli);
    if (today.streak.today == DAY_REST)
        output_add(out, ROLE_TEXT, "A rest day: the plan is for those who like it anyway.\n");
    output_end(out);
    plan_show(cli, &today);
    return STATUS_OK;
}
