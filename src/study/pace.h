/* How long the rest of the roadmap takes: a range of dates for each phase, from the hours that topics
 * are estimated at, the days and minutes the learner gives, and the speed so far.
 *
 * Hours. A topic has its estimate, hours a to b; one without has its part of the phase's months, at
 * half an hour every day. Of a topic that is begun the rest counts (progress_topic), of one that is
 * skipped nothing. A phase that is ongoing has no end and holds up no other.
 *
 * Speed. What was done says how the estimates fit this learner. Over the topics that time was spent on
 * let S be the hours spent and D the middle of the estimates of what is done of them. What was known
 * before, and marked done without practice, so has no say. Then
 *
 *     w = D / (D + 20)                    how far that is believed: half after 20 hours
 *     speed = 1 + w (S / D - 1)           S / D is kept within 1/4 and 4
 *     k = max(1 - w, 1/4)                 what is left of the range
 *     low = speed (m - k h)               where m = (a + b) / 2 and h = (b - a) / 2
 *     high = speed (m + k h)
 *
 * so that a beginner gets the estimates as they are, and who goes on gets their own speed in an ever
 * narrower range; a quarter of it always stays, as what comes is not what was. The lows of all phases
 * add up, and so do the highs: who is slow at one is slow at the next.
 *
 * Days. Reviews come first every day and are no part of the estimates; what they take of the minutes is
 *
 *     q = (1.25 h + R) / (5 h + A)        at most 0.8
 *
 * with R hours of reviews among A hours of practice in the last 28 days: a quarter until there is
 * something to go by. A study day then brings (1 - q) times its minutes forward, and a phase ends on the
 * study day on which its hours and those of the phases before it are reached. */
#ifndef CAIRN_STUDY_PACE_H
#define CAIRN_STUDY_PACE_H

#include "study/state.h"

#define PACE_RECENT_DAYS  28
#define PACE_MORE_MINUTES 10
#define PACE_DAYS_MAX     36500 /* no forecast goes farther */

/* What a learner gives. */
typedef struct PaceRhythm {
    double minutes;        /* on a study day, reviews included */
    int32_t days_per_week; /* 1..7; says how many where `study_days` is 0 */
    unsigned study_days;   /* weekdays, bit 0 Monday; 0: any */
} PaceRhythm;

/* What was spent so far. */
typedef struct PaceSpent {
    const int64_t
        *topic_ms;     /* by topic of the catalog: blocks on it, its subtopics and projects; NULL:
                                not known */
    int64_t recent_ms; /* in the last PACE_RECENT_DAYS days: all practice, */
    int64_t recent_review_ms; /* and what of it was reviewing */
} PaceSpent;

typedef enum PaceEnd {
    PACE_ENDS,
    PACE_DONE,    /* nothing is left of it */
    PACE_ONGOING, /* it has no end */
    PACE_FAR,     /* it ends in more than PACE_DAYS_MAX days; the dates say those */
} PaceEnd;

typedef struct PacePhase {
    PaceEnd end;
    double hours_min, hours_max;   /* left by the estimates */
    double low, high;              /* left at the learner's speed, in hours */
    double months_min, months_max; /* that the roadmap gives itself for what is left */
    DayNumber early, late;         /* PACE_ENDS: the study days on which it is done */
} PacePhase;

typedef struct Pace {
    PaceRhythm rhythm;
    DayNumber from;                  /* the first day that counts */
    double spent_hours, done_hours;  /* S and D */
    double speed, certainty;         /* certainty: w */
    double review_share;             /* q */
    PacePhase all;                   /* phases that end, together */
    DayNumber more_early, more_late; /* `all` with PACE_MORE_MINUTES more on each study day */
} Pace;

/* The rhythm that the options say. */
PaceRhythm pace_rhythm(const Config *config);

/* Minutes a day, of all days, that were practised in the last PACE_RECENT_DAYS days before `today`, or
 * since the first day of all where that is later; 0 without any. */
double pace_recent_minutes(const StudyState *state, DayNumber today);

/* The first day that counts: today, or tomorrow once today's goal is reached. */
DayNumber pace_from(const StudyState *state, DayNumber today, int32_t minutes_today);

/* Fills `phases`, parallel to the catalog's, and `pace`. */
void pace_forecast(const StudyState *state, const PaceSpent *spent, const PaceRhythm *rhythm,
                   DayNumber from, PacePhase *phases, Pace *pace);

/* Minutes on a study day with which all of it is done by the end of `until`, at the low and at the high
 * end of the range; false when no study day is left until then. */
bool pace_needed(const Pace *pace, DayNumber until, double *low, double *high);

/* The same for as long as the roadmap gives itself. */
bool pace_needed_by_roadmap(const Pace *pace, double *low, double *high);

/* Study days from `from` to `until`, both included; and the day on which so many (from 1) are over. */
int32_t pace_study_days(const PaceRhythm *rhythm, DayNumber from, DayNumber until);
DayNumber pace_study_day(const PaceRhythm *rhythm, DayNumber from, int32_t number);

const char *pace_end_name(PaceEnd end); /* "ends", "done", "ongoing", "far" */

/* The topic that practice on `id` (of a topic, subtopic or project) belongs to, or CATALOG_NONE. */
CatalogIndex pace_topic_of(const Catalog *catalog, const char *id);

#endif
