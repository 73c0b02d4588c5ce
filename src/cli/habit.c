/* habit: the heat map and the streak. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"

#define WEEKS_DEFAULT 26
#define WEEKS_MOST    520

static int32_t minutes_on(const StudyState *state, DayNumber day)
{
    DayTotal total = habit_day(state->days, state->day_count, day);
    return habit_minutes(&total);
}

/* Month names above the first week of each month. */
static void show_months(Cli *cli, DayNumber first, int32_t weeks)
{
    int32_t column = 0;
    int8_t month = 0;
    output_add(&cli->out, ROLE_TEXT, "     ");
    for (int32_t week = 0; week < weeks; week++) {
        CivilDate date = civil_from_day(first + week * 7 + 6);
        if (date.month != month && column <= week * 2 && weeks - week > 1) {
            output_format(&cli->out, ROLE_DIM, "%*s%s", (int)(week * 2 - column), "",
                          civil_month_name(date.month));
            column = week * 2 + 3;
        }
        month = date.month;
    }
    output_end(&cli->out);
}

static void show_map(Cli *cli, const TodaySummary *summary, int32_t weeks)
{
    DayNumber today = summary->study_day;
    static const char *const blocks[] = {"·", "░", "▒", "▓", "█"};
    static const char *const letters[] = {".", "-", "+", "*", "#"};
    const StudyState *state = cli_state(cli);
    DayNumber first = today - civil_weekday(today) - (weeks - 1) * 7;
    show_months(cli, first, weeks);
    for (int weekday = 0; weekday < 7; weekday++) {
        output_format(&cli->out, ROLE_DIM, "%s  ", civil_weekday_name(weekday));
        for (int32_t week = 0; week < weeks; week++) {
            DayNumber day = first + week * 7 + weekday;
            int32_t minutes = day == today ? summary->minutes : minutes_on(state, day);
            int level = habit_heat(minutes, &state->config);
            if (day > today)
                break;
            output_add(&cli->out, (StyleRole)(ROLE_HEAT_0 + level),
                       cli->ascii ? letters[level] : blocks[level]);
            output_add(&cli->out, ROLE_TEXT, " ");
        }
        output_end(&cli->out);
    }
}

static void json_day(JsonWriter *json, const StudyState *state, const TodaySummary *today,
                     DayNumber day)
{
    DayTotal total = habit_day(state->days, state->day_count, day);
    bool now = day == today->study_day;
    DayVerdict verdict =
        habit_verdict(state->days, state->day_count, day, today->study_day, &state->config);
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day, date);
    json_object_open(json);
    json_put_text(json, "day", date);
    json_put_integer(json, "minutes", now ? today->minutes : habit_minutes(&total));
    json_put_integer(json, "reviews", total.reviews);
    json_put_text(json, "verdict", habit_verdict_name(now ? today->streak.today : verdict));
    json_object_close(json);
}

static void json_habit(Cli *cli, const TodaySummary *today, int32_t weeks)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "streak");
    json_object_open(&json);
    json_put_integer(&json, "current", today->streak.current);
    json_put_integer(&json, "longest", today->streak.longest);
    json_put_text(&json, "today", habit_verdict_name(today->streak.today));
    json_object_close(&json);
    json_key(&json, "days");
    json_array_open(&json);
    for (DayNumber day = today->study_day - weeks * 7 + 1; day <= today->study_day; day++)
        json_day(&json, cli_state(cli), today, day);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

Status command_habit(Cli *cli, const Arguments *arguments, Error *error)
{
    int32_t weeks = 0;
    Status status =
        args_flag_integer(arguments, "weeks", 1, WEEKS_MOST, WEEKS_DEFAULT, &weeks, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    TodaySummary today = cli_today(cli);
    if (cli->json) {
        json_habit(cli, &today, weeks);
        return STATUS_OK;
    }
    int32_t room = (cli->out.width - 5) / 2;
    show_map(cli, &today, weeks < room ? weeks : room);
    output_format(&cli->out, ROLE_TEXT,
                  "\n%d in a row, %d the longest; today %s with %d of %d minutes\n",
                  today.streak.current, today.streak.longest,
                  habit_verdict_name(today.streak.today), today.minutes, today.goal_minutes);
    return STATUS_OK;
}
