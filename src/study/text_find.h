/* Finding a pattern in texts, whatever the case, fast enough to look through every card while a
 * learner types. */
#ifndef CAIRN_STUDY_TEXT_FIND_H
#define CAIRN_STUDY_TEXT_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Pieces that follow each other with anything between. */
typedef struct TextPiece {
    const char *text; /* in lower case */
    size_t length;
    size_t rare; /* the byte of it that is rarest in texts */
    bool ascii;
} TextPiece;

typedef struct TextPattern {
    TextPiece *pieces;
    size_t count;
    bool open_start, open_end; /* began, ended with a star */
} TextPattern;

/* A pattern from a text in which * stands for anything (also for nothing); in `arena`. */
TextPattern text_pattern(Arena *arena, const char *text);

/* Whether it occurs somewhere in the text; whether it is the whole text. */
bool text_pattern_within(const TextPattern *pattern, const char *text);
bool text_pattern_is(const TextPattern *pattern, const char *text);

#endif
