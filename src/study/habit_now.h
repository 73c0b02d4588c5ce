/* The habit as it stands at an instant: days, rules and the open block of a learner's state, and what
 * to say of them. */
#ifndef CAIRN_STUDY_HABIT_NOW_H
#define CAIRN_STUDY_HABIT_NOW_H

#include "base/buffer.h"
#include "study/state.h"

/* The habit at `now_ms`; it borrows from the state. */
Habit habit_now(const StudyState *state, int64_t now_ms, int offset_min);

/* The days on which nothing was left to do from that on which something was last written down
 * (state->written.day), `until` left out: every topic of the roadmap is done or skipped, and no card
 * comes any more that day. Nothing changed since but that cards fall due. Never without a roadmap. */
DaySpan habit_clear_span(const StudyState *state, DayNumber until, int offset_min);

/* From this hour on until the day turns over it is evening. */
#define HABIT_EVENING_HOUR 18

/* What would be lost if nothing more were done today: a sentence such as "8 minutes keep the streak of
 * 12 days." Nothing where nothing is at stake, and until the evening. */
void habit_warning(const Streak *streak, const Config *config, int64_t now_ms, int offset_min,
                   Buffer *out);

/* The instant from which on there is a warning today; 0 while nothing is at stake. */
int64_t habit_warning_ms(const Streak *streak, const Config *config, int64_t now_ms,
                         int offset_min);

/* One sentence that says why a day has its verdict. */
void habit_explain(const HabitDay *day, Buffer *out);

#endif
