/* The checks of projects in the interface: one run at a time, in a thread of its own, and a watch on the
 * learner's directory that begins the next. The loop polls their descriptors. */
#ifndef CAIRN_SHELL_CHECKS_H
#define CAIRN_SHELL_CHECKS_H

#include <poll.h>

#include "shell/session.h"

#define CHECKS_POLLS 2

/* Begins the checks of a project or milestone (a run that is at work is stopped first); `value` is that of
 * EFFECT_CHECK. The news come as messages; the first may be a question. */
CHECKED Status checks_begin(Session *session, ItemRef item, int64_t value, Error *error);

/* Stops the run; what it found is not kept. */
void checks_stop(Session *session);
void checks_unwatch(Session *session);

/* The model has forgotten all of it, as the content is another: it is told again what is going on. */
void checks_follow_content(Session *session);

/* Fills CHECKS_POLLS entries; delivers the news there are. */
void checks_poll(const Session *session, struct pollfd *ready);
void checks_take(Session *session);

/* Waits for the end of the run and delivers it. */
void checks_wait(Session *session);
void checks_close(Session *session);

#endif
