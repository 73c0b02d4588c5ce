/* The learner's plan as a calendar. */
#ifndef CAIRN_COMPANION_CALENDAR_H
#define CAIRN_COMPANION_CALENDAR_H

#include "companion/workspace.h"

typedef struct CalendarWishes {
    int32_t minute;   /* of the day, at which practice begins */
    int32_t due_days; /* so many days ahead have an entry with the cards that fall due; 0: none */
} CalendarWishes;

/* Appends an iCalendar text (exchange/calendar.h): practice on each study day, for each phase of the
 * forecast the day in the middle of its range, the target date, and days with due cards. The same things
 * have the same UIDs each time. */
CHECKED Status workspace_calendar(Workspace *workspace, const CalendarWishes *wishes, Buffer *out,
                                  Error *error);

#endif
