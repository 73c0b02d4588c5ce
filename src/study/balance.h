/* Answers of a card that know what falls due on the days ahead. */
#ifndef CAIRN_STUDY_BALANCE_H
#define CAIRN_STUDY_BALANCE_H

#include "study/state.h"

/* Adds `by` on the day that a card falls due; nothing for one that falls due on none of them. */
void balance_count(DueCounts *counts, const CardState *card, int32_t by);

/* What falls due on the days from `today` on, without `card` itself and suspended cards. One pass over the cards
 * for the first on a day, and after a change that was not noted card by card (study_state_put_card). */
void balance_loads(const StudyState *state, CatalogIndex card, DayNumber today, DayLoads *loads);

/* All four outcomes of an answer, index rating-1, as the learner's options have it: with fuzz,
 * load balance and easy days. */
void balance_preview(const StudyState *state, CatalogIndex card, AnswerTime when,
                     CardState outcomes[4]);

#endif
