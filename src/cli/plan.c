/* plan: today's plan, and how far it is to the end. */
#include "cli/plan.h"

#include <stdio.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/commands.h"

void plan_json(Cli *cli, JsonWriter *json, const TodaySummary *today)
{
    Buffer reason = {0};
    json_key(json, "plan");
    json_array_open(json);
    for (size_t i = 0; i < today->plan_count; i++) {
        const PlanItem *item = &today->plan[i];
        const char *id = catalog_id(cli_catalog(cli), item->item);
        json_object_open(json);
        json_put_text(json, "what", plan_what_name(item->what));
        json_put_text(json, "id", id[0] != '\0' ? id : NULL);
        json_put_integer(json, "minutes", item->minutes);
        if (item->what == PLAN_REVIEW)
            json_put_integer(json, "cards", item->cards);
        json_put_text(json, "why", plan_why_name(item->why));
        plan_explain(cli_catalog(cli), item, &reason);
        json_put_text(json, "reason", buffer_text(&reason));
        buffer_clear(&reason);
        json_object_close(json);
    }
    json_array_close(json);
    buffer_done(&reason);
}

void plan_show(Cli *cli, const TodaySummary *today)
{
    Output *out = &cli->out;
    int32_t sum = 0;
    Buffer reason = {0};
    for (size_t i = 0; i < today->plan_count; i++)
        sum += today->plan[i].minutes;
    if (sum == 0) {
        if (cli_catalog(cli)->topic_count > 0)
            output_add(out, ROLE_TEXT, "Nothing is left to do: every topic is done.\n");
        return;
    }
    output_format(out, ROLE_HEADING, "The next %d %s\n", sum,
                  words_plural(sum, "minute", "minutes"));
    for (size_t i = 0; i < today->plan_count; i++) {
        const PlanItem *item = &today->plan[i];
        output_format(out, ROLE_ACCENT, "%5d min", item->minutes);
        output_add(out, ROLE_TEXT, "  ");
        if (item->what == PLAN_REVIEW) {
            output_format(out, ROLE_TEXT, "review %d %s", item->cards,
                          words_plural(item->cards, "card", "cards"));
        } else {
            output_safe(out, ROLE_TEXT, catalog_title(cli_catalog(cli), item->item));
            output_add(out, ROLE_TEXT, "  ");
            output_safe(out, ROLE_DIM, catalog_id(cli_catalog(cli), item->item));
        }
        plan_explain(cli_catalog(cli), item, &reason);
        output_add(out, ROLE_TEXT, "  ");
        output_safe(out, ROLE_DIM, buffer_text(&reason));
        buffer_clear(&reason);
        output_wrap(out, 11);
    }
    buffer_done(&reason);
}

/* --- the forecast --- */

typedef struct Outlook {
    Pace pace,
        recent; /* by the options, and by what was really practised; `recent` without minutes:
                          nothing was */
    PacePhase *phases; /* of `pace` */
    DayNumber until;   /* 0: no target */
} Outlook;

static Status read_rhythm(const Arguments *arguments, const Config *config, PaceRhythm *rhythm,
                          Error *error)
{
    const char *days = args_flag(arguments, "days");
    int32_t minutes = 0;
    *rhythm = pace_rhythm(config);
    Status status = args_flag_integer(arguments, "minutes-per-day", 1, 1440, 0, &minutes, error);
    if (status != STATUS_OK)
        return status;
    if (minutes > 0)
        rhythm->minutes = minutes;
    if (days == NULL)
        return STATUS_OK;
    rhythm->days_per_week = 7;
    rhythm->study_days = 0;
    if (days[0] >= '1' && days[0] <= '7' && days[1] == '\0')
        rhythm->days_per_week = days[0] - '0';
    else if (!config_parse_weekdays(days, &rhythm->study_days) || rhythm->study_days == 0)
        return error_set(error, STATUS_USAGE,
                         "--days: \"%s\" is no choice of days: give weekdays such as "
                         "mon,tue,thu, or how many a week, 1 to 7",
                         days);
    return STATUS_OK;
}

static Status read_until(const Arguments *arguments, const Config *config, DayNumber today,
                         DayNumber *until, Error *error)
{
    const char *text = args_flag(arguments, "until");
    *until = 0;
    if (text == NULL && config->target_date[0] == '\0')
        return STATUS_OK;
    if (text == NULL)
        return civil_parse_date(config->target_date, until, error);
    Status status = civil_parse_date(text, until, error);
    if (status == STATUS_OK && *until < today)
        return error_set(error, STATUS_USAGE, "--until: %s is over", text);
    return status == STATUS_OK ? status : error_prefix(error, status, "--until");
}

static Status read_outlook(Cli *cli, const Arguments *arguments, const TodaySummary *today,
                           Outlook *outlook, Error *error)
{
    const StudyState *state = cli_state(cli);
    PaceRhythm rhythm;
    PaceSpent spent;
    *outlook = (Outlook){0};
    Status status = read_rhythm(arguments, &state->config, &rhythm, error);
    if (status == STATUS_OK)
        status = read_until(arguments, &state->config, today->study_day, &outlook->until, error);
    if (status == STATUS_OK)
        status = workspace_spent(cli->workspace, cli->arena, &spent, error);
    if (status != STATUS_OK)
        return status;
    DayNumber from = pace_from(state, today->study_day, today->minutes);
    size_t count = state->catalog->phase_count + 1;
    PacePhase *unread = arena_alloc(cli->arena, count, sizeof *unread);
    PaceRhythm recent = {pace_recent_minutes(state, today->study_day), 7, 0};
    outlook->phases = arena_alloc(cli->arena, count, sizeof *outlook->phases);
    pace_forecast(state, &spent, &rhythm, from, outlook->phases, &outlook->pace);
    if (recent.minutes > 0)
        pace_forecast(state, &spent, &recent, from, unread, &outlook->recent);
    else
        outlook->recent.all.end = PACE_FAR;
    return STATUS_OK;
}

/* --- as JSON --- */

static void put_day(JsonWriter *json, const char *key, const PacePhase *phase, DayNumber day)
{
    char text[CIVIL_DATE_SIZE];
    civil_format_date(day, text);
    json_put_text(json, key, phase->end == PACE_ENDS ? text : NULL);
}

static void put_range(JsonWriter *json, const char *key, double low, double high)
{
    json_key(json, key);
    json_array_open(json);
    json_number(json, low);
    json_number(json, high);
    json_array_close(json);
}

static void put_forecast(JsonWriter *json, const PacePhase *phase)
{
    put_range(json, "hours_left", phase->hours_min, phase->hours_max);
    put_range(json, "expected_hours", phase->low, phase->high);
    json_put_text(json, "end", pace_end_name(phase->end));
    put_day(json, "early", phase, phase->early);
    put_day(json, "late", phase, phase->late);
}

/* As the option study-days has them. */
static const char *const WEEKDAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static void put_rhythm(JsonWriter *json, const PaceRhythm *rhythm)
{
    json_put_number(json, "minutes_per_day", rhythm->minutes);
    json_put_integer(json, "days_per_week", pace_study_days(rhythm, 0, 6));
    json_key(json, "study_days");
    json_array_open(json);
    for (int day = 0; day < 7; day++)
        if ((rhythm->study_days >> day & 1U) != 0)
            json_text(json, WEEKDAYS[day]);
    json_array_close(json);
}

static void put_phases(Cli *cli, JsonWriter *json, const Outlook *outlook)
{
    const Catalog *catalog = cli_catalog(cli);
    json_key(json, "phases");
    json_array_open(json);
    for (size_t i = 0; i < catalog->phase_count; i++) {
        const Phase *phase = &catalog->phases[i];
        json_object_open(json);
        json_put_text(json, "id", phase->id);
        if (phase->months_max == 0)
            json_put_null(json, "months");
        else
            put_range(json, "months", phase->months_min, phase->months_max);
        put_forecast(json, &outlook->phases[i]);
        json_object_close(json);
    }
    json_array_close(json);
}

static void put_more(JsonWriter *json, const Pace *pace)
{
    json_key(json, "more");
    json_object_open(json);
    json_put_integer(json, "minutes_per_day", PACE_MORE_MINUTES);
    put_day(json, "early", &pace->all, pace->more_early);
    put_day(json, "late", &pace->all, pace->more_late);
    json_object_close(json);
}

static void put_target(JsonWriter *json, const Outlook *outlook)
{
    char day[CIVIL_DATE_SIZE];
    double low = 0;
    double high = 0;
    json_key(json, "until");
    if (outlook->until == 0) {
        json_null(json);
        return;
    }
    civil_format_date(outlook->until, day);
    json_object_open(json);
    json_put_text(json, "date", day);
    if (pace_needed(&outlook->pace, outlook->until, &low, &high))
        put_range(json, "minutes_per_day", low, high);
    else
        json_put_null(json, "minutes_per_day");
    json_object_close(json);
}

static void json_outlook(Cli *cli, const TodaySummary *today, const Outlook *outlook)
{
    JsonWriter json;
    const Pace *pace = &outlook->pace;
    char from[CIVIL_DATE_SIZE];
    civil_format_date(pace->from, from);
    cli_json_open(cli, &json);
    plan_json(cli, &json, today);
    put_rhythm(&json, &pace->rhythm);
    json_put_text(&json, "from", from);
    json_put_number(&json, "spent_hours", pace->spent_hours);
    json_put_number(&json, "done_hours", pace->done_hours);
    json_put_number(&json, "speed", pace->speed);
    json_put_number(&json, "certainty", pace->certainty);
    json_put_number(&json, "review_share", pace->review_share);
    put_phases(cli, &json, outlook);
    put_forecast(&json, &pace->all);
    put_more(&json, pace);
    json_key(&json, "recent");
    json_object_open(&json);
    json_put_integer(&json, "days", PACE_RECENT_DAYS);
    json_put_number(&json, "minutes_per_day", outlook->recent.rhythm.minutes);
    put_day(&json, "early", &outlook->recent.all, outlook->recent.all.early);
    put_day(&json, "late", &outlook->recent.all, outlook->recent.all.late);
    json_object_close(&json);
    put_target(&json, outlook);
    cli_json_close(cli, &json);
}

/* --- as text --- */

static void show_rhythm(Cli *cli, const PaceRhythm *rhythm)
{
    Output *out = &cli->out;
    output_format(out, ROLE_HEADING, "\nAt %.0f %s a day", rhythm->minutes,
                  words_plural_rounded(rhythm->minutes, "minute", "minutes"));
    if (rhythm->study_days == 0) {
        output_format(out, ROLE_HEADING, ", %d %s a week", rhythm->days_per_week,
                      words_plural(rhythm->days_per_week, "day", "days"));
    } else {
        const char *before = ", on ";
        for (int day = 0; day < 7; day++) {
            if ((rhythm->study_days >> day & 1U) == 0)
                continue;
            output_format(out, ROLE_HEADING, "%s%s", before, civil_weekday_name(day));
            before = ", ";
        }
    }
    output_end(out);
}

#define RANGE_SIZE 64

/* "12 Jan 2027 to 20 Mar 2027", or why there are no dates. */
static void format_end(const PacePhase *phase, char out[RANGE_SIZE])
{
    static const char *const WORDS[] = {
        [PACE_DONE] = "done", [PACE_ONGOING] = "ongoing", [PACE_FAR] = "in more than a lifetime"};
    if (phase->end != PACE_ENDS) {
        (void)snprintf(out, RANGE_SIZE, "%s", WORDS[phase->end]);
        return;
    }
    CivilDate early = civil_from_day(phase->early);
    CivilDate late = civil_from_day(phase->late);
    (void)snprintf(out, RANGE_SIZE, "%d %s %d to %d %s %d", early.day,
                   civil_month_name(early.month), early.year, late.day,
                   civil_month_name(late.month), late.year);
}

#define TITLE_CELLS 36

static void show_phases(Cli *cli, const Outlook *outlook)
{
    const Catalog *catalog = cli_catalog(cli);
    Output *out = &cli->out;
    for (size_t i = 0; i < catalog->phase_count; i++) {
        const PacePhase *phase = &outlook->phases[i];
        char range[RANGE_SIZE];
        char hours[32] = "";
        char *title = mem_format("%zu %s", i + 1, catalog->phases[i].title);
        format_end(phase, range);
        if (phase->end != PACE_DONE)
            (void)snprintf(hours, sizeof hours, "%.0f-%.0f h", phase->low, phase->high);
        output_add(out, ROLE_TEXT, "  ");
        output_cell(out, ROLE_TEXT, title, TITLE_CELLS);
        output_format(out, ROLE_DIM, "%10s", hours);
        output_add(out, ROLE_TEXT, "  ");
        output_add(out, phase->end == PACE_ENDS ? ROLE_ACCENT : ROLE_DIM, range);
        output_wrap(out, 4);
        mem_free(title);
    }
}

static void show_more(Output *out, const Pace *pace)
{
    char range[RANGE_SIZE];
    double low = 0;
    double high = 0;
    format_end(&pace->all, range);
    output_format(out, ROLE_STRONG, "  Through the roadmap: %s.", range);
    output_end(out);
    if (pace->all.end != PACE_ENDS)
        return;
    output_format(out, ROLE_TEXT, "  %d minutes a day more bring that %d to %d days nearer.",
                  PACE_MORE_MINUTES, pace->all.early - pace->more_early,
                  pace->all.late - pace->more_late);
    output_end(out);
    if (!pace_needed_by_roadmap(pace, &low, &high))
        return;
    output_format(out, ROLE_TEXT,
                  "  The roadmap gives itself %.0f to %.0f months for that: it takes %.0f to %.0f "
                  "minutes a day.",
                  pace->all.months_min, pace->all.months_max, low, high);
    output_wrap(out, 2);
}

static void show_target(Output *out, const Outlook *outlook)
{
    double low = 0;
    double high = 0;
    char day[CIVIL_DATE_SIZE];
    if (outlook->until == 0 || outlook->pace.all.end == PACE_DONE)
        return;
    civil_format_date(outlook->until, day);
    if (!pace_needed(&outlook->pace, outlook->until, &low, &high))
        output_format(out, ROLE_TEXT, "  No study day is left until %s.", day);
    else
        output_format(out, ROLE_TEXT,
                      "  To be through by %s takes %.0f to %.0f minutes on each study day.", day,
                      low, high);
    output_end(out);
}

/* What the forecast goes by. */
static void show_grounds(Output *out, const Outlook *outlook)
{
    const Pace *pace = &outlook->pace;
    Buffer text = {0};
    char range[RANGE_SIZE];
    buffer_add_format(&text, "Reviews take about %.0f%% of the time.", 100 * pace->review_share);
    if (pace->done_hours > 0)
        buffer_add_format(&text,
                          " So far you spent %.1f hours on what is estimated at %.1f: the hours to "
                          "come are multiplied by %.2f.",
                          pace->spent_hours, pace->done_hours, pace->speed);
    if (outlook->recent.rhythm.minutes > 0) {
        format_end(&outlook->recent.all, range);
        buffer_add_format(&text, " At the %.0f minutes a day of the last %d days it would be: %s.",
                          outlook->recent.rhythm.minutes, PACE_RECENT_DAYS, range);
    }
    output_end(out);
    output_paragraph(out, ROLE_DIM, buffer_text(&text), 2);
    buffer_done(&text);
}

Status command_plan(Cli *cli, const Arguments *arguments, Error *error)
{
    Outlook outlook;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    TodaySummary today = cli_today(cli);
    status = read_outlook(cli, arguments, &today, &outlook, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json) {
        json_outlook(cli, &today, &outlook);
        return STATUS_OK;
    }
    plan_show(cli, &today);
    if (cli_catalog(cli)->phase_count == 0)
        return STATUS_OK;
    show_rhythm(cli, &outlook.pace.rhythm);
    show_phases(cli, &outlook);
    output_end(&cli->out);
    show_more(&cli->out, &outlook.pace);
    show_target(&cli->out, &outlook);
    show_grounds(&cli->out, &outlook);
    return STATUS_OK;
}
