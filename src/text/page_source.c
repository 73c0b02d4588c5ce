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
