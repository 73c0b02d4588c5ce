/* Within the judging of checks: pieces of what programs printed. */
#ifndef CAIRN_STUDY_CHECK_EXCERPT_H
#define CAIRN_STUDY_CHECK_EXCERPT_H

#include "base/buffer.h"
#include "study/check.h"

/* Appends the last (or, with `first`, the first) lines of `text`, each two blanks in, with the learner's
 * folder taken out of the names of files; "  (nothing)" when there are none. */
void excerpt_add(Buffer *out, const char *text, const char *folder, bool first);

/* The result whose message was collected; empties the buffer. */
CheckResult excerpt_result(Buffer *message, Outcome outcome, Arena *arena);

/* The next line of `*at`, without its end, moving behind it; false at the end of the text. */
bool excerpt_line(const char **at, const char **line, size_t *length);

/* What is said when a program came to no proper end: true when `message` was filled. */
bool excerpt_end(const Check *check, const CheckRun *run, Buffer *message);

#endif
