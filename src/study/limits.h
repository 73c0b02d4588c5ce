/* How many cards a day: limits of single decks, and limits for one day alone. They are set like options,
 * by names of their own, and stand in the log beside them:
 *
 *   new-per-day@DECK  reviews-per-day@DECK   of one deck, beside those of the options for all
 *   new-today  reviews-today                 for all cards, on the day it was set and no other
 *   new-today@DECK  reviews-today@DECK       the same for one deck
 *
 * The value is a number, or nothing for no such limit (any more). */
#ifndef CAIRN_STUDY_LIMITS_H
#define CAIRN_STUDY_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "study/state.h"

#define LIMITS_NONE       INT32_MAX
#define LIMITS_MOST       9999
#define LIMITS_VALUE_SIZE 24

/* Whether a name is one of a limit, by its form. */
bool limits_is_name(const char *name);

/* Whether `name` and `value` may be set: STATUS_USAGE with a sentence when the deck is unknown or the
 * value is neither a number from 0 to LIMITS_MOST nor "". */
CHECKED Status limits_check(const Catalog *catalog, const char *name, const char *value,
                            Error *error);

/* The value as it is kept: with the study day it was set on, where it holds for that day alone. */
void limits_format(const char *name, const char *value, DayNumber set_on,
                   char out[LIMITS_VALUE_SIZE]);

/* Takes over a kept value. What makes no sense (a deck that is gone) changes nothing. */
void limits_set(StudyState *state, const char *name, const char *kept);

/* A limit's value as text in `out`; "" when it is not set or was set on another day. */
void limits_get(const StudyState *state, const char *name, DayNumber today,
                char out[LIMITS_VALUE_SIZE]);

/* Calls `each` with every limit that is set for `today`, first those of all cards, then by deck. */
void limits_each(const StudyState *state, DayNumber today,
                 void (*each)(void *context, const char *name, const char *value), void *context);

/* New cards and reviews allowed on `today`, done ones included: of a deck (LIMITS_NONE without a
 * limit of its own), or with CATALOG_NONE of all cards. */
int32_t limits_new(const StudyState *state, CatalogIndex deck, DayNumber today);
int32_t limits_reviews(const StudyState *state, CatalogIndex deck, DayNumber today);

#endif
