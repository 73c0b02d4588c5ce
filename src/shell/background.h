/* What the interface has done behind the scenes: fitting the scheduler, the forecast, statistics. At most one
 * of each is at work; the loop polls their descriptors. */
#ifndef CAIRN_SHELL_BACKGROUND_H
#define CAIRN_SHELL_BACKGROUND_H

#include <poll.h>

#include "shell/session.h"

#define BACKGROUND_WORKS 3

/* Begins; the news come as messages. A fit that is at work is stopped first. */
CHECKED Status background_tune(Session *session, Error *error);
void background_stop_tuning(Session *session);
CHECKED Status background_forecast(Session *session, Error *error);

/* Of the effect's item; what is at work is stopped first. Why it cannot begin is told as news too. */
CHECKED Status background_statistics(Session *session, const Effect *effect, Error *error);

/* Fills BACKGROUND_WORKS entries; those without work are left out by poll. */
void background_poll(const Session *session, struct pollfd *ready);

/* Delivers the news there are. */
void background_take(Session *session);

/* Waits for the end of all that is at work and delivers it. */
void background_wait(Session *session);

/* Stops everything. */
void background_close(Session *session);

#endif
