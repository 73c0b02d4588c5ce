#include "study/pace.h"

#include <math.h>

#include "study/progress.h"

#define HOURS_A_MONTH      15.0 /* half an hour every day */
#define DAYS_A_MONTH       30.44
#define BELIEVED_HALF      20.0
#define RATIO_LEAST        0.25
#define RATIO_MOST         4.0
#define RANGE_LEAST        0.25
#define REVIEW_PRIOR       0.25
#define REVIEW_PRIOR_HOURS 5.0
#define REVIEW_MOST        0.8
#define WEEK               7
#define MS_A_HOUR          3.6e6
/* Sums of hours that are whole days by the book are not a day more by rounding. */
#define ROUNDING 1e-9

/* --- days --- */

static int32_t count_bits(unsigned mask)
{
    int32_t count = 0;
    for (int day = 0; day < WEEK; day++)
        count += (mask >> day & 1U) != 0;
    return count;
}

static bool is_study_day(const PaceRhythm *rhythm, DayNumber day)
{
    return (rhythm->study_days >> civil_weekday(day) & 1U) != 0;
}

int32_t pace_study_days(const PaceRhythm *rhythm, DayNumber from, DayNumber until)
{
    int32_t days = until - from + 1;
    if (days <= 0)
        return 0;
    if (rhythm->study_days == 0)
        return (int32_t)((int64_t)days * rhythm->days_per_week / WEEK);
    int32_t count = days / WEEK * count_bits(rhythm->study_days);
    for (DayNumber day = until - days % WEEK + 1; day <= until; day++)
        count += is_study_day(rhythm, day);
    return count;
}

DayNumber pace_study_day(const PaceRhythm *rhythm, DayNumber from, int32_t number)
{
    if (rhythm->study_days == 0) {
        int64_t days = ((int64_t)number * WEEK + rhythm->days_per_week - 1) / rhythm->days_per_week;
        return from + (DayNumber)days - 1;
    }
    int32_t weeks = (number - 1) / count_bits(rhythm->study_days);
    int32_t left = number - weeks * count_bits(rhythm->study_days);
    DayNumber day = from + weeks * WEEK;
    for (;; day++) {
        left -= is_study_day(rhythm, day);
        if (left == 0)
            return day;
    }
}

PaceRhythm pace_rhythm(const Config *config)
{
    PaceRhythm rhythm = {.minutes = config->goal_minutes, .days_per_week = config->days_per_week};
    if (!config_parse_weekdays(config->study_days, &rhythm.study_days))
        rhythm.study_days = 0;
    return rhythm;
}

double pace_recent_minutes(const StudyState *state, DayNumber today)
{
    DayNumber first = today - PACE_RECENT_DAYS;
    if (state->day_count > 0 && state->days[0].day > first)
        first = state->days[0].day;
    int32_t sum = 0;
    for (size_t i = state->day_count; i > 0 && state->days[i - 1].day >= first; i--)
        if (state->days[i - 1].day < today)
            sum += habit_minutes(&state->days[i - 1]);
    return first < today ? (double)sum / (today - first) : 0;
}

DayNumber pace_from(const StudyState *state, DayNumber today, int32_t minutes_today)
{
    return minutes_today < state->config.goal_minutes ? today : today + 1;
}

/* --- hours --- */

/* What a topic is estimated at; nothing when the learner skips it. */
static void topic_hours(const StudyState *state, CatalogIndex index, double *least, double *most)
{
    const Topic *topic = &state->catalog->topics[index];
    const Phase *phase = &state->catalog->phases[topic->phase];
    *least = topic->hours_min;
    *most = topic->hours_max;
    if (topic->hours_max <= 0) {
        *least = phase->months_min * HOURS_A_MONTH / phase->topic_count;
        *most = phase->months_max * HOURS_A_MONTH / phase->topic_count;
    }
    if (progress_mark(state, (ItemRef){ITEM_TOPIC, index}) == MARK_SKIPPED)
        *least = *most = 0;
}

static void take_speed(const StudyState *state, const PaceSpent *spent, Pace *pace)
{
    for (size_t i = 0; spent->topic_ms != NULL && i < state->catalog->topic_count; i++) {
        double least;
        double most;
        topic_hours(state, (CatalogIndex)i, &least, &most);
        if (spent->topic_ms[i] <= 0 || most <= 0)
            continue;
        pace->spent_hours += (double)spent->topic_ms[i] / MS_A_HOUR;
        pace->done_hours += progress_topic(state, (CatalogIndex)i) * (least + most) / 2;
    }
    pace->speed = 1;
    if (pace->done_hours > 0) {
        double ratio = fmin(fmax(pace->spent_hours / pace->done_hours, RATIO_LEAST), RATIO_MOST);
        pace->certainty = pace->done_hours / (pace->done_hours + BELIEVED_HALF);
        pace->speed = 1 + pace->certainty * (ratio - 1);
    }
    double reviewed = (double)spent->recent_review_ms / MS_A_HOUR;
    double practised = (double)spent->recent_ms / MS_A_HOUR;
    pace->review_share =
        fmin((REVIEW_PRIOR * REVIEW_PRIOR_HOURS + reviewed) / (REVIEW_PRIOR_HOURS + practised),
             REVIEW_MOST);
}

static void phase_hours(const StudyState *state, const Pace *pace, CatalogIndex index,
                        PacePhase *out)
{
    const Phase *phase = &state->catalog->phases[index];
    *out = (PacePhase){.end = PACE_DONE};
    for (CatalogIndex i = phase->first_topic; i < phase->first_topic + phase->topic_count; i++) {
        double least;
        double most;
        double left = 1 - progress_topic(state, i);
        topic_hours(state, i, &least, &most);
        out->hours_min += left * least;
        out->hours_max += left * most;
    }
    double left = 1 - progress_phase(state, index);
    out->months_min = left * phase->months_min;
    out->months_max = left * phase->months_max;
    double middle = (out->hours_min + out->hours_max) / 2;
    double half = (out->hours_max - out->hours_min) / 2 * fmax(1 - pace->certainty, RANGE_LEAST);
    out->low = pace->speed * (middle - half);
    out->high = pace->speed * (middle + half);
    if (out->high > ROUNDING)
        out->end = PACE_ENDS;
    if (phase->months_max == 0 && phase->topic_count > 0)
        out->end = PACE_ONGOING;
}

/* The study day on which so many hours are reached. */
static DayNumber day_of(const Pace *pace, double minutes, double hours, PaceEnd *end)
{
    double a_day = minutes * (1 - pace->review_share) / 60;
    double days = fmax(ceil(hours / a_day - ROUNDING), 1);
    /* below the limit nothing overflows: a week has a study day at least */
    DayNumber day = days <= PACE_DAYS_MAX ? pace_study_day(&pace->rhythm, pace->from, (int32_t)days)
                                          : pace->from + PACE_DAYS_MAX;
    if (day >= pace->from + PACE_DAYS_MAX) {
        *end = PACE_FAR;
        return pace->from + PACE_DAYS_MAX;
    }
    return day;
}

static void add_hours(PacePhase *all, const PacePhase *phase)
{
    all->end = PACE_ENDS;
    all->hours_min += phase->hours_min;
    all->hours_max += phase->hours_max;
    all->low += phase->low;
    all->high += phase->high;
    all->months_min += phase->months_min;
    all->months_max += phase->months_max;
}

void pace_forecast(const StudyState *state, const PaceSpent *spent, const PaceRhythm *rhythm,
                   DayNumber from, PacePhase *phases, Pace *pace)
{
    *pace = (Pace){.rhythm = *rhythm, .from = from, .all = {.end = PACE_DONE}};
    take_speed(state, spent, pace);
    PacePhase *all = &pace->all;
    for (size_t i = 0; i < state->catalog->phase_count; i++) {
        PacePhase *phase = &phases[i];
        phase_hours(state, pace, (CatalogIndex)i, phase);
        if (phase->end != PACE_ENDS)
            continue;
        add_hours(all, phase);
        phase->early = day_of(pace, rhythm->minutes, all->low, &phase->end);
        phase->late = day_of(pace, rhythm->minutes, all->high, &phase->end);
        all->early = phase->early;
        all->late = phase->late;
        all->end = phase->end;
    }
    if (all->end == PACE_DONE)
        return;
    PaceEnd far = PACE_ENDS;
    pace->more_early = day_of(pace, rhythm->minutes + PACE_MORE_MINUTES, all->low, &far);
    pace->more_late = day_of(pace, rhythm->minutes + PACE_MORE_MINUTES, all->high, &far);
}

bool pace_needed(const Pace *pace, DayNumber until, double *low, double *high)
{
    int32_t days = pace_study_days(&pace->rhythm, pace->from, until);
    if (days <= 0)
        return false;
    *low = pace->all.low * 60 / (1 - pace->review_share) / days;
    *high = pace->all.high * 60 / (1 - pace->review_share) / days;
    return true;
}

bool pace_needed_by_roadmap(const Pace *pace, double *low, double *high)
{
    double days = ceil(pace->all.months_max * DAYS_A_MONTH);
    return days > 0 &&
           pace_needed(pace, pace->from + (DayNumber)fmin(days, PACE_DAYS_MAX) - 1, low, high);
}

const char *pace_end_name(PaceEnd end)
{
    static const char *const NAMES[] = {
        [PACE_ENDS] = "ends", [PACE_DONE] = "done", [PACE_ONGOING] = "ongoing", [PACE_FAR] = "far"};
    return NAMES[end];
}

CatalogIndex pace_topic_of(const Catalog *catalog, const char *id)
{
    ItemRef item = catalog_find(catalog, id);
    bool counts =
        item.kind == ITEM_TOPIC || item.kind == ITEM_SUBTOPIC || item.kind == ITEM_PROJECT;
    return counts ? catalog_topic_of(catalog, item) : CATALOG_NONE;
}
