#include "companion/calendar.h"

#include "base/memory.h"
#include "base/words.h"
#include "companion/workspace_impl.h"
#include "exchange/calendar.h"

#define WEEK 7

/* What the events of one calendar share. */
typedef struct Writing {
    const StudyState *state;
    Buffer *out;
    int64_t now_ms;
    DayNumber today;
    Pace pace;
    PacePhase *phases;
} Writing;

/* "12 Jan 2027"; the caller frees. */
static char *day_text(DayNumber day)
{
    CivilDate date = civil_from_day(day);
    return mem_format("%d %s %d", date.day, civil_month_name(date.month), date.year);
}

static void add_all_day(const Writing *writing, const char *uid, DayNumber day, const char *summary,
                        const char *description)
{
    CalendarEvent event = {.uid = uid,
                           .summary = summary,
                           .description = description,
                           .day = day,
                           .minute = CALENDAR_ALL_DAY};
    calendar_add(writing->out, &event, writing->now_ms);
}

/* From the first study day on that is not over. */
static void add_practice(const Writing *writing, const CalendarWishes *wishes)
{
    const PaceRhythm *rhythm = &writing->pace.rhythm;
    const Config *config = &writing->state->config;
    bool free_days = rhythm->study_days == 0 && rhythm->days_per_week < WEEK;
    char *summary = mem_format("Practise: %d minutes", config->goal_minutes);
    char *description = free_days
                            ? mem_format("On %d of %d days a week; any of them may be left out.",
                                         rhythm->days_per_week, WEEK)
                            : mem_dup("");
    CalendarEvent event = {
        .uid = "practice@cairn",
        .summary = summary,
        .description = description,
        .day = rhythm->study_days == 0 ? writing->today : pace_study_day(rhythm, writing->today, 1),
        .minute = wishes->minute,
        .minutes = config->goal_minutes,
        .repeated = true,
        .weekdays = rhythm->study_days,
        .busy = true};
    calendar_add(writing->out, &event, writing->now_ms);
    mem_free(summary);
    mem_free(description);
}

static void add_phase(const Writing *writing, CatalogIndex index)
{
    const PacePhase *forecast = &writing->phases[index];
    const Phase *phase = &writing->state->catalog->phases[index];
    if (forecast->end != PACE_ENDS)
        return;
    char *early = day_text(forecast->early);
    char *late = day_text(forecast->late);
    char *uid = mem_format("phase-%s@cairn", phase->id);
    char *summary = mem_format("%s: done, by the forecast", phase->title);
    char *description = mem_format("Between %s and %s, with %.0f to %.0f hours to go.", early, late,
                                   forecast->low, forecast->high);
    add_all_day(writing, uid, forecast->early + (forecast->late - forecast->early) / 2, summary,
                description);
    mem_free(description);
    mem_free(summary);
    mem_free(uid);
    mem_free(late);
    mem_free(early);
}

static void add_target(const Writing *writing)
{
    DayNumber target = 0;
    const char *text = writing->state->config.target_date;
    if (text[0] != '\0' && civil_parse_date(text, &target, NULL) == STATUS_OK)
        add_all_day(writing, "target@cairn", target, "To be through the roadmap", "");
}

/* Cards that fall due on each of the days; on the first one also those that wait. */
static void add_due(const Writing *writing, int32_t days)
{
    const StudyState *state = writing->state;
    int32_t *counts = mem_alloc((size_t)days + 1, sizeof *counts);
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        DayNumber ahead = card->due_day - writing->today;
        if (card->phase == CARD_REVIEW && !card->suspended && ahead < days)
            counts[ahead < 0 ? 0 : ahead]++;
    }
    for (int32_t i = 0; i < days; i++) {
        char date[CIVIL_DATE_SIZE];
        if (counts[i] == 0)
            continue;
        civil_format_date(writing->today + i, date);
        char *uid = mem_format("due-%s@cairn", date);
        char *summary =
            mem_format("%d %s due", counts[i], words_plural(counts[i], "card", "cards"));
        add_all_day(writing, uid, writing->today + i, summary, "");
        mem_free(summary);
        mem_free(uid);
    }
    mem_free(counts);
}

Status workspace_calendar(Workspace *workspace, const CalendarWishes *wishes, Buffer *out,
                          Error *error)
{
    const StudyState *state = &workspace->state;
    Arena *arena = arena_new();
    PaceSpent spent;
    TodaySummary today;
    PaceRhythm rhythm = pace_rhythm(&state->config);
    Status status = workspace_spent(workspace, arena, &spent, error);
    if (status != STATUS_OK)
        goto out;
    today_count(state, workspace_now(workspace), workspace_offset(workspace), &today);
    Writing writing = {
        .state = state,
        .out = out,
        .now_ms = today.now_ms,
        .today = today.study_day,
        .phases = arena_alloc(arena, state->catalog->phase_count + 1, sizeof *writing.phases)};
    pace_forecast(state, &spent, &rhythm, pace_from(state, today.study_day, today.minutes),
                  writing.phases, &writing.pace);
    calendar_begin(out, "cairn");
    add_practice(&writing, wishes);
    for (size_t i = 0; i < state->catalog->phase_count; i++)
        add_phase(&writing, (CatalogIndex)i);
    add_target(&writing);
    add_due(&writing, wishes->due_days);
    calendar_end(out);
out:
    arena_free(arena);
    return status;
}
