/* The source of a study page, taken apart without laying it out: its fences (```python, ```plot,
 * ```check ..), its links, and its words. What is shown of it comes from markdown.h. */
#ifndef CAIRN_TEXT_PAGE_SOURCE_H
#define CAIRN_TEXT_PAGE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/expression.h"
#include "text/source.h"

typedef struct PageFence {
    size_t info, info_end; /* what stands behind the opening fence, without blanks around it */
    size_t body, body_end; /* the lines between the fences, with their newlines */
} PageFence;

/* Takes a region of code apart; false when it is code within a line, or indented too far. */
bool page_source_fence(const char *text, const SourceRegion *region, PageFence *fence);

/* Whether the fence's language is `word`. */
bool page_source_is_fence(const char *text, const PageFence *fence, const char *word);

/* An inline link: [title](target), or [title](target "tip"). */
typedef struct PageLink {
    size_t target, target_end;
} PageLink;

/* The first link that begins at `*at` or behind it, in a region of ordinary text; `*at` then stands
 * behind it. False when there is none. */
bool page_source_link(const char *text, const SourceRegion *region, size_t *at, PageLink *link);

/* An entry of a task list: "- [ ] derive the scale". */
typedef struct PageTask {
    size_t mark;           /* the blank or x between its brackets */
    size_t text, text_end; /* what stands behind them, further lines with their indentation */
} PageTask;

/* The first task that begins at `*at` (0, or where the last call left it) or behind it, and not in a fence;
 * `*at` then stands behind it. False when there is none. */
bool page_source_task(const char *text, size_t length, size_t *at, PageTask *task);

/* Ticks the tasks whose bits are set: bit n - 1 is that of task n. Those beyond 64 stay as they are. */
void page_source_tick(char *text, size_t length, uint64_t ticks);

/* Appends the page without its fences, for searching: code, plots and checks are no words. */
void page_source_words(const char *text, size_t length, Buffer *out);

/* The line and the column (of bytes), both from 1, of an offset. */
ExpressionPlace page_source_place(const char *text, size_t offset);

#endif
