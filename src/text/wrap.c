#include "text/wrap.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

typedef struct Cluster {
    size_t length;
    int width;
    uint32_t first; /* its base code point */
} Cluster;

static Cluster read_box(const char *text, size_t length)
{
    size_t cells = 1;
    while (cells < length && text[cells] == WRAP_BOX_REST)
        cells++;
    return (Cluster){.length = cells, .width = (int)cells, .first = (uint32_t)WRAP_BOX};
}

static Cluster read_cluster(const char *text, size_t length)
{
    Cluster cluster;
    if (*text == WRAP_BOX)
        return read_box(text, length);
    cluster.length = utf8_next_cluster(text, length, &cluster.width);
    (void)utf8_decode(text, length, &cluster.first);
    return cluster;
}

static bool is_one_of(uint32_t code_point, const uint32_t *set)
{
    while (*set != 0 && *set != code_point)
        set++;
    return *set != 0;
}

static bool is_wide(Cluster cluster)
{
    return cluster.width == 2 && cluster.first != (uint32_t)WRAP_BOX;
}

/* Where East Asian text may break: beside a wide character, but not so that closing punctuation
 * begins a line or opening punctuation ends one. */
static bool may_break_between(Cluster left, Cluster right)
{
    static const uint32_t closing[] = {
        '!',    '%',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',
        '\'',   '"',    0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B,
        0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x30FB, 0x30FC, 0xFF01, 0xFF05, 0xFF09,
        0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0};
    static const uint32_t opening[] = {'(',    '[',    '{',    '$',    '\'',   '"',    0x2018,
                                       0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014,
                                       0x3016, 0xFF08, 0xFF3B, 0xFF5B, 0};
    return (is_wide(left) || is_wide(right)) && !is_one_of(right.first, closing) &&
           !is_one_of(left.first, opening);
}

static WrapLine finish(const char *text, size_t start, size_t end, size_t next)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return (WrapLine){.start = start, .end = end, .next = next};
}

bool wrap_next(const char *text, size_t length, size_t from, int width, WrapLine *line)
{
    if (from >= length)
        return false;
    size_t break_end = from, break_next = from; /* the last place to break, `from`: none yet */
    int used = 0;
    Cluster before = {0};
    for (size_t at = from; at < length;) {
        if (text[at] == '\n') {
            *line = finish(text, from, at, at + 1);
            return true;
        }
        if (text[at] == ' ') {
            size_t blanks = strspn(text + at, " ");
            break_end = at;
            break_next = at + blanks;
            used = blanks > (size_t)width ? width + 1 : used + (int)blanks;
            at += blanks;
            before = (Cluster){0};
            continue;
        }
        Cluster cluster = read_cluster(text + at, length - at);
        if (before.length > 0 && may_break_between(before, cluster))
            break_end = break_next = at;
        if (used + cluster.width > width) {
            if (break_end > from)
                *line = finish(text, from, break_end, break_next);
            else if (at > from)
                *line = finish(text, from, at, at);
            else
                *line = finish(text, from, at + cluster.length, at + cluster.length);
            return true;
        }
        used += cluster.width;
        at += cluster.length;
        before = cluster;
    }
    *line = finish(text, from, length, length);
    return true;
}

int wrap_width(const char *text, size_t length)
{
    int width = 0;
    for (size_t at = 0; at < length;) {
        Cluster cluster = read_cluster(text + at, length - at);
        width += cluster.width;
        at += cluster.length;
    }
    return width;
}

int wrap_widest_word(const char *text, size_t length)
{
    int widest = 0, width = 0;
    for (size_t at = 0; at < length;) {
        Cluster cluster = read_cluster(text + at, length - at);
        bool ends = text[at] == ' ' || text[at] == '\n' || is_wide(cluster);
        width = ends ? 0 : width + cluster.width;
        widest = width > widest ? width : widest;
        at += cluster.length;
    }
    return widest;
}
