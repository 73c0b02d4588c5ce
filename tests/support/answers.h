/* Answers to effects, as the shell and the database would give them, on the desk's state. */
#ifndef CAIRN_TESTS_SUPPORT_ANSWERS_H
#define CAIRN_TESTS_SUPPORT_ANSWERS_H

#include "support/screen.h"

void answer_effect(Screen *screen, const Effect *effect);

#endif
