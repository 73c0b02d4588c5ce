/* Answers of a card that know what falls due on the days ahead. */
#ifndef CAIRN_STUDY_BALANCE_H
#define CAIRN_STUDY_BALANCE_H

#include "study/state.h"

/* What falls due on the days from `today` on, without `card` itself and suspended cards. */
void balance_loads(const StudyState *state, CatalogIndex card, DayNumber today, DayLoads *loads);

/* All four outcomes of an answer, index rating-1, as the learner's options have it: with fuzz,
 * load balance and easy days. One pass over the cards. */
void balance_preview(const StudyState *state, CatalogIndex card, AnswerTime when,
                     CardState outcomes[4]);

#endif
