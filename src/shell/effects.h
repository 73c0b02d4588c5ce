/* Effects: what the model asked for, done through the companion; results come back as messages. */
#ifndef CAIRN_SHELL_EFFECTS_H
#define CAIRN_SHELL_EFFECTS_H

#include "shell/session.h"

/* Runs one effect. A failure becomes MESSAGE_FAILED with its sentence. */
void effects_run(Session *session, Effect effect);

#endif
