/* Stats: practice, what falls due, reviews, cards, and the year as a heat map. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/words.h"
#include "study/habit_now.h"

#define CHART_DAYS     28
#define FORECAST_DAYS  14
#define FORECAST_LEAST 4  /* so that the scale counts whole cards */
#define NARROW         60 /* cells, below which a page is low too, and the first chart should fit */
#define HEAT_LABEL     4  /* cells before the weeks */
#define HEAT_WEEKS     53

static int32_t minutes_on(const Model *model, DayNumber day)
{
    DayTotal total = habit_day(model->state->days, model->state->day_count, day);
    return day == model->today ? model->numbers.summary.minutes : habit_minutes(&total);
}

/* --- the heat map --- */

static int heat_weeks(const Sheet *page)
{
    int weeks = page->width - HEAT_LABEL;
    return weeks < 1 ? 1 : weeks < HEAT_WEEKS ? weeks : HEAT_WEEKS;
}

/* Month names over the week in which a month begins, where there is room for them. */
static void heat_months(Sheet *page, DayNumber first, int weeks)
{
    int column = 0;
    sheet_line(page);
    sheet_span(page, ROLE_DIM, "    ");
    while (column < weeks) {
        CivilDate start = civil_from_day(first + 7 * column);
        CivilDate before = civil_from_day(first + 7 * (column - 1));
        if (start.month != before.month && column + 3 <= weeks) {
            sheet_span(page, ROLE_DIM, civil_month_name(start.month));
            column += 3;
        } else {
            sheet_span(page, ROLE_DIM, " ");
            column += 1;
        }
    }
}

/* By its minutes, but where a day counts by something else. */
static Glyph heat_cell(const HabitDay *day, const Config *config, StyleRole *role)
{
    int heat = habit_heat(habit_minutes(&day->total), config);
    bool frozen = day->verdict == DAY_FROZEN;
    if (frozen || (day->verdict == DAY_REST && heat == 0)) {
        *role = ROLE_SKIPPED;
        return frozen ? GLYPH_FROZEN : GLYPH_SKIPPED;
    }
    *role = (StyleRole)(ROLE_HEAT_0 + heat);
    return (Glyph)(GLYPH_HEAT_0 + heat);
}

void build_heat_map(const Model *model, Sheet *page)
{
    int weeks = heat_weeks(page);
    DayNumber monday = model->today - civil_weekday(model->today);
    DayNumber first = monday - 7 * (weeks - 1);
    HabitDay days[7 * HEAT_WEEKS];
    Habit habit = habit_now(model->state, model->now_ms, model->offset_min);
    habit_course(&habit, first, (size_t)weeks * 7, days);
    heat_months(page, first, weeks);
    for (int weekday = 0; weekday < 7; weekday++) {
        char label[8];
        snprintf(label, sizeof label, "%-4s", weekday % 2 == 0 ? civil_weekday_name(weekday) : "");
        sheet_line(page);
        sheet_span(page, ROLE_DIM, label);
        for (int week = 0; week < weeks; week++) {
            DayNumber day = first + 7 * week + weekday;
            if (day > model->today) {
                break;
            }
            StyleRole role;
            Glyph cell = heat_cell(&days[day - first], &model->state->config, &role);
            sheet_span(page, role, glyph_text(cell, model->ascii));
        }
    }
}

/* --- charts --- */

/* "24 Nov" */
static const char *date_label(Sheet *page, DayNumber day)
{
    char text[32];
    CivilDate date = civil_from_day(day);
    snprintf(text, sizeof text, "%d %s", date.day, civil_month_name(date.month));
    return arena_dup(page->arena, text);
}

/* A column for each of `count` days, on a scale that goes to `least` at least. */
static void day_columns(Sheet *page, const double *values, const char *const *labels, size_t count,
                        int least, int height)
{
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        most = values[i] > most ? values[i] : most;
    }
    const PlotSeries series = {
        .kind = PLOT_COLUMNS, .y = values, .count = count, .labels = labels, .role = ROLE_PROGRESS};
    const Plot plot = {.y = {.high = most < least ? least : 0}, .series = &series, .count = 1};
    sheet_plot(page, &plot, height);
}

static void practice_chart(const Model *model, Sheet *page)
{
    double values[CHART_DAYS];
    const char *labels[CHART_DAYS];
    int32_t sum = 0;
    int kept = 0;
    char text[96];
    for (int i = 0; i < CHART_DAYS; i++) {
        DayNumber day = model->today - CHART_DAYS + 1 + i;
        int32_t minutes = minutes_on(model, day);
        values[i] = minutes;
        labels[i] = i % 7 == 0 ? date_label(page, day) : "";
        sum += minutes;
        kept += minutes >= model->state->config.floor_minutes;
    }
    sheet_text(page, ROLE_HEADING, "Minutes a day, the last four weeks");
    snprintf(text, sizeof text, "%d min in all, %d of %d days, streak %d, longest %d", sum, kept,
             CHART_DAYS, model->numbers.summary.streak.current,
             model->numbers.summary.streak.longest);
    sheet_text(page, ROLE_DIM, text);
    day_columns(page, values, labels, CHART_DAYS, model->state->config.goal_minutes,
                page->width < NARROW ? 6 : 7);
}

static void forecast_chart(const Model *model, Sheet *page)
{
    int32_t due[FORECAST_DAYS] = {0};
    double values[FORECAST_DAYS];
    const char *labels[FORECAST_DAYS];
    queue_forecast(model->state, model->today, FORECAST_DAYS, due);
    for (int i = 0; i < FORECAST_DAYS; i++) {
        values[i] = due[i];
        labels[i] = civil_weekday_name(civil_weekday(model->today + i));
    }
    sheet_heading(page, "Cards falling due, the next two weeks");
    day_columns(page, values, labels, FORECAST_DAYS, FORECAST_LEAST, 7);
}

/* --- tables --- */

static void review_row(const Model *model, Sheet *page, const char *label, int days)
{
    int32_t reviews = 0;
    int32_t lapses = 0;
    int32_t fresh = 0;
    char text[96];
    for (int i = 0; i < days; i++) {
        DayTotal total = habit_day(model->state->days, model->state->day_count, model->today - i);
        reviews += total.reviews;
        lapses += total.lapses;
        fresh += total.new_cards;
    }
    snprintf(text, sizeof text, "%-14s %6d %-7s  %5d new  %5d forgotten", label, reviews,
             words_plural(reviews, "review", "reviews"), fresh, lapses);
    sheet_text(page, ROLE_TEXT, text);
}

static void card_table(const Model *model, Sheet *page)
{
    const StudyState *state = model->state;
    int counts[5] = {0}; /* new, learning, young, mature, suspended */
    double remembered = 0;
    int known = 0;
    char text[128];
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        bool steps = card->phase == CARD_LEARNING || card->phase == CARD_RELEARNING;
        int column = card->suspended            ? 4
                     : card->phase == CARD_NEW  ? 0
                     : steps                    ? 1
                     : card->interval_days < 21 ? 2
                                                : 3;
        counts[column] += 1;
        if (card->phase != CARD_NEW) {
            remembered += scheduler_retrievability(&state->scheduler, card, model->today);
            known += 1;
        }
    }
    sheet_heading(page, "Cards");
    snprintf(text, sizeof text, "%d new, %d learning, %d young, %d mature, %d set aside", counts[0],
             counts[1], counts[2], counts[3], counts[4]);
    sheet_wrapped(page, ROLE_TEXT, 0, text);
    if (known > 0) {
        snprintf(text, sizeof text, "Of %d learned you would know about %.0f today.", known,
                 remembered);
        sheet_wrapped(page, ROLE_TEXT, 0, text);
    }
}

static void roadmap_table(const Model *model, Sheet *page)
{
    const Catalog *catalog = model->state->catalog;
    int cells = page->width > 60 ? 24 : 10;
    sheet_heading(page, "Roadmap");
    for (size_t i = 0; i < catalog->phase_count; i++) {
        char text[16];
        sheet_line(page);
        sheet_bar(page, cells, model->numbers.phases[i].progress);
        snprintf(text, sizeof text, " %3.0f%%  ", 100 * model->numbers.phases[i].progress);
        sheet_span(page, ROLE_DIM, text);
        sheet_span_fit(page, ROLE_TEXT, model_title(model, (ItemRef){ITEM_PHASE, (CatalogIndex)i}),
                       0);
    }
}

void build_stats(const Model *model, Sheet *page)
{
    if (model->state->day_count == 0) {
        sheet_wrapped(page, ROLE_DIM, 0,
                      "Practise or review once, and your days begin to show here.");
        sheet_blank(page);
    }
    practice_chart(model, page);
    forecast_chart(model, page);
    sheet_heading(page, "Reviews");
    review_row(model, page, "today", 1);
    review_row(model, page, "last 7 days", 7);
    review_row(model, page, "last 28 days", CHART_DAYS);
    card_table(model, page);
    roadmap_table(model, page);
    sheet_heading(page, "The year");
    build_heat_map(model, page);
}
