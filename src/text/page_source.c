#include "text/page_source.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static size_t line_end(const char *text, size_t at, size_t end)
{
    const char *newline = memchr(text + at, '\n', end - at);
    return newline == NULL ? end : (size_t)(newline - text);
}

/* Where the last line of a region begins when it is a closing fence, else the region's end. */
static size_t closing_fence(const char *text, size_t body, size_t end, char mark)
{
    size_t last = end;
    while (last > body && (text[last - 1] == '\n' || is_blank(text[last - 1])))
        last--;
    size_t start = last;
    while (start > body && text[start - 1] == mark)
        start--;
    bool enough = last - start >= 3;
    while (start > body && (is_blank(text[start - 1]) || text[start - 1] == '>'))
        start--;
    return enough && (start == body || text[start - 1] == '\n') ? start : end;
}

bool page_source_fence(const char *text, const SourceRegion *region, PageFence *fence)
{
    size_t at = region->start, end = region->end;
    if (region->kind != SOURCE_CODE || at == end)
        return false;
    char mark = text[at];
    size_t first = at;
    while (at < end && text[at] == mark)
        at++;
    size_t stop = line_end(text, at, end);
    bool closed_in_line = mark == '`' && memchr(text + at, '`', stop - at) != NULL;
    if ((mark != '`' && mark != '~') || at - first < 3 || closed_in_line)
        return false;
    size_t body = stop < end ? stop + 1 : end;
    while (at < stop && is_blank(text[at]))
        at++;
    while (stop > at && is_blank(text[stop - 1]))
        stop--;
    *fence = (PageFence){.info = at,
                         .info_end = stop,
                         .body = body,
                         .body_end = closing_fence(text, body, end, mark)};
    return true;
}

bool page_source_is_fence(const char *text, const PageFence *fence, const char *word)
{
    size_t length = strlen(word), given = fence->info_end - fence->info;
    return given >= length && strncmp(text + fence->info, word, length) == 0 &&
           (given == length || strchr(" \t{,", text[fence->info + length]) != NULL);
}

bool page_source_link(const char *text, const SourceRegion *region, size_t *at, PageLink *link)
{
    if (region->kind != SOURCE_TEXT)
        return false;
    for (size_t i = *at > region->start ? *at : region->start; i + 2 < region->end; i++) {
        if (text[i] != ']' || text[i + 1] != '(')
            continue;
        size_t stop = i + 2;
        while (stop < region->end && strchr(") \t\r\n", text[stop]) == NULL)
            stop++;
        if (stop == region->end || stop == i + 2)
            continue;
        *link = (PageLink){.target = i + 2, .target_end = stop};
        *at = stop;
        return true;
    }
    return false;
}

/* --- tasks --- */

static size_t next_line(const char *text, size_t at, size_t end)
{
    size_t stop = line_end(text, at, end);
    return stop < end ? stop + 1 : end;
}

/* How many marks of a fence a line has at its start; 0 when it is none. */
static size_t fence_marks(const char *text, size_t at, size_t end, char mark)
{
    size_t count = 0;
    while (at < end && is_blank(text[at]))
        at++;
    while (at + count < end && text[at + count] == mark)
        count++;
    return count >= 3 ? count : 0;
}

/* Where the line behind a fence begins when one opens at `at`; else `at`. */
static size_t skip_fence(const char *text, size_t at, size_t end)
{
    static const char MARKS[] = "`~";
    for (const char *mark = MARKS; *mark != '\0'; mark++) {
        size_t marks = fence_marks(text, at, end, *mark);
        if (marks == 0)
            continue;
        at = next_line(text, at, end);
        while (at < end && fence_marks(text, at, end, *mark) < marks)
            at = next_line(text, at, end);
        return next_line(text, at, end);
    }
    return at;
}

/* Whether a line goes on with the paragraph before it. */
static bool goes_on(const char *text, size_t at, size_t end)
{
    while (at < end && is_blank(text[at]))
        at++;
    bool bullet = at + 1 < end && strchr("-*+", text[at]) != NULL &&
                  (is_blank(text[at + 1]) || text[at + 1] == '\n');
    return at < end && text[at] != '\n' && text[at] != '#' && !bullet &&
           fence_marks(text, at, end, '`') == 0 && fence_marks(text, at, end, '~') == 0;
}

/* The task that a line begins, without its further lines. */
static bool take_task(const char *text, size_t at, size_t end, PageTask *task)
{
    while (at < end && is_blank(text[at]))
        at++;
    if (at + 1 >= end || strchr("-*+", text[at]) == NULL || !is_blank(text[at + 1]))
        return false;
    at++;
    while (at < end && is_blank(text[at]))
        at++;
    if (at + 3 >= end || text[at] != '[' || strchr(" xX", text[at + 1]) == NULL ||
        text[at + 2] != ']' || !is_blank(text[at + 3]))
        return false;
    *task = (PageTask){.mark = at + 1, .text = at + 4, .text_end = line_end(text, at, end)};
    return true;
}

bool page_source_task(const char *text, size_t length, size_t *at, PageTask *task)
{
    size_t line = *at;
    while (line < length) {
        size_t behind = skip_fence(text, line, length);
        if (behind == line && take_task(text, line, length, task)) {
            line = next_line(text, line, length);
            while (line < length && goes_on(text, line, length)) {
                task->text_end = line_end(text, line, length);
                line = next_line(text, line, length);
            }
            *at = line;
            return true;
        }
        line = behind > line ? behind : next_line(text, line, length);
    }
    *at = length;
    return false;
}

void page_source_tick(char *text, size_t length, uint64_t ticks)
{
    PageTask task;
    size_t at = 0;
    for (; ticks != 0 && page_source_task(text, length, &at, &task); ticks >>= 1)
        if ((ticks & 1) != 0)
            text[task.mark] = 'x';
}

void page_source_words(const char *text, size_t length, Buffer *out)
{
    SourceScanner scanner;
    SourceRegion region;
    PageFence fence;
    source_begin(&scanner, text, length);
    while (source_next(&scanner, &region))
        if (!page_source_fence(text, &region, &fence))
            buffer_add(out, text + region.start, region.end - region.start);
}

ExpressionPlace page_source_place(const char *text, size_t offset)
{
    ExpressionPlace place = {.line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        place.column++;
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}
