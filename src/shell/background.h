/* What the interface has done behind the scenes: fitting the scheduler, the forecast, statistics, the day's copy.
 * At most one of each is at work; the loop polls their descriptors. */
#ifndef CAIRN_SHELL_BACKGROUND_H
#define CAIRN_SHELL_BACKGROUND_H

#include <poll.h>

#include "shell/session.h"

#define BACKGROUND_POLLED 4 /* descriptors */

/* Run the effects: they begin, and the news come as messages, also why something cannot begin. What is at
 * work on the same is stopped first. Statistics are of the effect's item. */
CHECKED Status background_tune(Session *session, const Effect *effect, Error *error);
CHECKED Status background_stop_tuning(Session *session, const Effect *effect, Error *error);
CHECKED Status background_forecast(Session *session, const Effect *effect, Error *error);
CHECKED Status background_statistics(Session *session, const Effect *effect, Error *error);

/* Begins the day's copy where it is due. */
void background_copy(Session *session);

/* Fills BACKGROUND_POLLED entries; those without work are left out by poll. */
void background_poll(const Session *session, struct pollfd *ready);

/* Delivers the news there are. */
void background_take(Session *session);

/* Waits for the end of all that is at work and delivers it. */
void background_wait(Session *session);

/* Stops everything. */
void background_close(Session *session);

#endif
