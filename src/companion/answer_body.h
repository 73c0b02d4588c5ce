/* What an answer's event says of it, read many times over by those who go through the whole log. */
#ifndef CAIRN_COMPANION_ANSWER_BODY_H
#define CAIRN_COMPANION_ANSWER_BODY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct AnswerBody {
    int64_t rating, ms, days; /* as they stand there; 0 when they do not */
    bool timed, cram;
} AnswerBody;

/* Bodies as this program writes them are read in one go, any other JSON as JSON. False when it is no
 * JSON object. `arena` is for what is made on the way. */
bool answer_body_read(const char *text, Arena *arena, AnswerBody *body);

#endif
