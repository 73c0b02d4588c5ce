/* stats: cards by state, recall, minutes, and what falls due. */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "study/queue.h"

#define PERIOD_DAYS   30
#define FORECAST_DAYS 14
#define CHART_ROWS    10

typedef struct Period {
    int32_t minutes, days, reviews, lapses, new_cards;
} Period;

typedef struct States {
    int32_t all, fresh, learning, review, relearning, suspended, buried;
} States;

static Period period_of(const StudyState *state, DayNumber today)
{
    Period period = {0};
    for (DayNumber day = today - PERIOD_DAYS + 1; day <= today; day++) {
        DayTotal total = habit_day(state->days, state->day_count, day);
        int32_t minutes = habit_minutes(&total);
        period.minutes += minutes;
        period.days += minutes > 0;
        period.reviews += total.reviews;
        period.lapses += total.lapses;
        period.new_cards += total.new_cards;
    }
    return period;
}

static States states_of(const StudyState *state, DayNumber today)
{
    States states = {.all = (int32_t)state->catalog->card_count};
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const char *name = scheduler_state_name(&state->cards[i], today);
        states.fresh += strcmp(name, "new") == 0;
        states.learning += strcmp(name, "learning") == 0;
        states.review += strcmp(name, "review") == 0;
        states.relearning += strcmp(name, "relearning") == 0;
        states.suspended += strcmp(name, "suspended") == 0;
        states.buried += strcmp(name, "buried") == 0;
    }
    return states;
}

static void json_stats(Cli *cli, const Period *period, const States *states, const int32_t *due)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "cards");
    json_object_open(&json);
    json_put_integer(&json, "all", states->all);
    json_put_integer(&json, "new", states->fresh);
    json_put_integer(&json, "learning", states->learning);
    json_put_integer(&json, "review", states->review);
    json_put_integer(&json, "relearning", states->relearning);
    json_put_integer(&json, "suspended", states->suspended);
    json_put_integer(&json, "buried", states->buried);
    json_object_close(&json);
    json_key(&json, "last_30_days");
    json_object_open(&json);
    json_put_integer(&json, "minutes", period->minutes);
    json_put_integer(&json, "days", period->days);
    json_put_integer(&json, "reviews", period->reviews);
    json_put_integer(&json, "lapses", period->lapses);
    json_put_integer(&json, "new_cards", period->new_cards);
    json_object_close(&json);
    json_key(&json, "forecast");
    json_array_open(&json);
    for (int i = 0; i < FORECAST_DAYS; i++)
        json_integer(&json, due[i]);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

/* Minutes a day, as columns; a date under the first of every week. */
static void show_practice(Cli *cli, DayNumber today)
{
    const StudyState *state = cli_state(cli);
    double minutes[PERIOD_DAYS];
    const char *labels[PERIOD_DAYS];
    for (int i = 0; i < PERIOD_DAYS; i++) {
        DayNumber day = today - PERIOD_DAYS + 1 + i;
        DayTotal total = habit_day(state->days, state->day_count, day);
        CivilDate date = civil_from_day(day);
        char text[32];
        (void)snprintf(text, sizeof text, "%d %s", date.day, civil_month_name(date.month));
        minutes[i] = habit_minutes(&total);
        labels[i] = i % 7 == 0 ? arena_dup(cli->arena, text) : "";
    }
    const PlotSeries series = {.kind = PLOT_COLUMNS,
                               .y = minutes,
                               .count = PERIOD_DAYS,
                               .labels = labels,
                               .role = ROLE_PROGRESS};
    const Plot plot = {.y = {.title = "minutes"}, .series = &series, .count = 1};
    output_plot(&cli->out, &plot, CHART_ROWS, 2);
}

/* What falls due on each day, as lying bars with their numbers. */
static void show_forecast(Cli *cli, DayNumber today, const int32_t *due)
{
    double cards[FORECAST_DAYS];
    double most = 1;
    const char *labels[FORECAST_DAYS];
    for (int i = 0; i < FORECAST_DAYS; i++) {
        char date[CIVIL_DATE_SIZE];
        char text[CIVIL_DATE_SIZE + 8];
        civil_format_date(today + i, date);
        (void)snprintf(text, sizeof text, "%s %s", civil_weekday_name(civil_weekday(today + i)),
                       date);
        labels[i] = arena_dup(cli->arena, text);
        cards[i] = due[i];
        most = due[i] > most ? due[i] : most;
    }
    const PlotSeries series = {.kind = PLOT_BARS,
                               .y = cards,
                               .count = FORECAST_DAYS,
                               .labels = labels,
                               .role = ROLE_PROGRESS};
    const Plot plot = {.y = {.high = most}, .series = &series, .count = 1};
    output_add(&cli->out, ROLE_HEADING, "\nCards falling due\n");
    output_plot(&cli->out, &plot, 0, 2);
}

Status command_stats(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    DayNumber today = workspace_today(cli->workspace);
    Period period = period_of(cli_state(cli), today);
    States states = states_of(cli_state(cli), today);
    int32_t due[FORECAST_DAYS] = {0};
    queue_forecast(cli_state(cli), today, FORECAST_DAYS, due);
    if (cli->json) {
        json_stats(cli, &period, &states, due);
        return STATUS_OK;
    }
    Output *out = &cli->out;
    output_add(out, ROLE_HEADING, "Cards\n");
    output_format(out, ROLE_TEXT,
                  "  %d in all: %d new, %d in steps, %d in review, %d suspended, %d buried\n",
                  states.all, states.fresh, states.learning + states.relearning, states.review,
                  states.suspended, states.buried);
    output_format(out, ROLE_HEADING, "\nLast %d days\n", PERIOD_DAYS);
    output_format(out, ROLE_TEXT, "  %d %s on %d %s\n", period.minutes,
                  words_plural(period.minutes, "minute", "minutes"), period.days,
                  words_plural(period.days, "day", "days"));
    output_format(out, ROLE_TEXT, "  %d %s, %d new %s, %d forgotten\n", period.reviews,
                  words_plural(period.reviews, "answer", "answers"), period.new_cards,
                  words_plural(period.new_cards, "card", "cards"), period.lapses);
    if (period.minutes > 0)
        show_practice(cli, today);
    show_forecast(cli, today, due);
    return STATUS_OK;
}
