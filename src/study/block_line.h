/* A block as one line of text that is changed and read again: "2026-11-24 18:00-18:40 python what it was
 * about". The topic is an id, "-" for nothing in particular; what follows is the note. */
#ifndef CAIRN_STUDY_BLOCK_LINE_H
#define CAIRN_STUDY_BLOCK_LINE_H

#include "base/buffer.h"
#include "study/practice.h"

typedef struct BlockLine {
    int64_t start_ms, end_ms;
    char topic[PRACTICE_TOPIC_SIZE]; /* "" for nothing in particular */
    const char *note;                /* within the text that was read */
} BlockLine;

void block_line_write(const PracticeBlock *block, const char *note, Buffer *out);

/* Reads it in the zone of `block`, the one that is changed: times that are those of its line to the minute
 * are its own to the millisecond. An end before the start is on the next day. STATUS_USAGE with what is
 * wrong. */
CHECKED Status block_line_read(const char *text, const PracticeBlock *block, BlockLine *line,
                               Error *error);

/* The instant within the block at a time of day such as "18:20". STATUS_USAGE. */
CHECKED Status block_line_instant(const char *text, const PracticeBlock *block, int64_t *at_ms,
                                  Error *error);

/* "18:00" of the block's start, or end. */
#define BLOCK_TIME_SIZE 8
void block_line_time(const PracticeBlock *block, int64_t at_ms, char out[BLOCK_TIME_SIZE]);

#endif
