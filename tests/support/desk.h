/* A small catalog and a learner in the middle of it: what screens and the monkey are tried on. Titles
 * hold wide, combining, over-long and non-ASCII text. Time stands at DESK_NOW_MS until moved. */
#ifndef CAIRN_TESTS_SUPPORT_DESK_H
#define CAIRN_TESTS_SUPPORT_DESK_H

#include "study/glossary.h"
#include "study/state.h"

#define DESK_DAY    20781 /* Tuesday 24 November 2026 */
#define DESK_NOW_MS (DESK_DAY * MS_PER_DAY + 18 * MS_PER_HOUR)
/* When that day turns over. */
#define DESK_ROLLOVER_MS ((DESK_DAY + 1) * MS_PER_DAY + 4 * MS_PER_HOUR)

typedef struct Desk {
    Catalog *catalog;
    StudyState state;
    Glossary *glossary;
} Desk;

/* A learner who has done a part of it; with `fresh` one who has done nothing. */
void desk_open(Desk *desk, bool fresh);
void desk_close(Desk *desk);

/* As desk_open for content that has nothing in it. */
void desk_open_empty(Desk *desk);

/* A learner with one card of every kind that asks for an answer, all in review and due today, in this
 * order: a choice, a choice of several, an order, a word, a number, a drill. */
void desk_open_quiz(Desk *desk);

/* Terms, some of which are on pages and cards. Of desk_close. */
Glossary *desk_glossary(void);

#endif
