/* What reaches a terminal goes through here, so the rule is a list of what may pass: printable code
 * points, a few marks on each of them, and the joiners where scripts and emoji need them. All else
 * is made visible. What comes out goes through again unchanged. */
#include "text/sanitize.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

#define MARKS_LIMIT   4 /* zero-width code points on one base */
#define DOTTED_CIRCLE "\xE2\x97\x8C"

typedef struct Range {
    uint32_t first, last;
} Range;

/* Code points that show nothing, or that change how others are shown (sorted). */
static const Range hidden[] = {
    {0x0080, 0x009F},   /* C1 controls */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer inherent vowels */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200B},   /* zero-width space */
    {0x200E, 0x200F},   /* direction marks */
    {0x2028, 0x202E},   /* line and paragraph separator, embeddings, overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates, deprecated controls */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xD800, 0xDFFF},   /* surrogates */
    {0xFDD0, 0xFDEF},   /* no characters */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* half-width filler */
    {0xFFF0, 0xFFFB},   /* unassigned, interlinear annotation */
    {0xFFFE, 0xFFFF},   /* no characters */
    {0x13430, 0x1345F}, /* hieroglyph format controls */
    {0x1BCA0, 0x1BCA3}, /* shorthand format controls */
    {0x1D173, 0x1D17A}, /* musical format controls */
    {0xE0000, 0xE00FF}, /* tags */
    {0xE01F0, 0xE0FFF}, /* unassigned, invisible by default */
};

#define SOFT_HYPHEN     0xADU
#define ZERO_NON_JOINER 0x200CU
#define ZERO_JOINER     0x200DU

static bool is_hidden(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (code_point >= hidden[i].first && code_point <= hidden[i].last)
            return true;
    }
    return (code_point & 0xFFFE) == 0xFFFE; /* the last two of every plane */
}

/* Joiners mean something between letters of the scripts from Arabic on, and between emoji. */
static bool may_join(uint32_t code_point)
{
    return code_point >= 0x0600 && !is_hidden(code_point) && code_point != ZERO_JOINER &&
           code_point != ZERO_NON_JOINER && !(code_point >= 0x2000 && code_point < 0x2100);
}

typedef struct Cleaner {
    Buffer out;
    const char *text;
    size_t length, at;
    uint32_t previous; /* last code point that passed, 0 after anything that was replaced */
    int marks;         /* zero-width ones since the last that takes cells */
    bool based;        /* there is something for a mark to stand on */
} Cleaner;

static void put_visible(Cleaner *cleaner, const char *text)
{
    buffer_add_text(&cleaner->out, text);
    cleaner->previous = 0;
    cleaner->marks = 0;
    cleaner->based = false;
}

static void put_control(Cleaner *cleaner, uint32_t code_point, bool keep_newlines)
{
    char picture[5] = {0};
    if (code_point == '\n' && keep_newlines) {
        put_visible(cleaner, "\n");
    } else if (code_point == '\n') {
        put_visible(cleaner, " ");
    } else if (code_point == '\t') {
        put_visible(cleaner, "    ");
    } else {
        (void)utf8_encode(code_point == 0x7F ? 0x2421 : 0x2400 + code_point, picture);
        put_visible(cleaner, picture);
    }
}

static void put_number(Cleaner *cleaner, uint32_t code_point)
{
    put_visible(cleaner, "<U+");
    buffer_add_format(&cleaner->out, "%04" PRIX32 ">", code_point);
}

/* A mark or another code point without cells of its own. */
static void put_mark(Cleaner *cleaner, const char *bytes, size_t count, uint32_t code_point)
{
    if (cleaner->marks >= MARKS_LIMIT)
        return;
    if (!cleaner->based) {
        buffer_add_text(&cleaner->out, DOTTED_CIRCLE);
        cleaner->based = true;
    }
    buffer_add(&cleaner->out, bytes, count);
    cleaner->marks++;
    cleaner->previous = code_point;
}

static void put_joiner(Cleaner *cleaner, const char *bytes, size_t count, uint32_t code_point)
{
    uint32_t next = 0;
    if (cleaner->at < cleaner->length)
        (void)utf8_decode(cleaner->text + cleaner->at, cleaner->length - cleaner->at, &next);
    if (cleaner->based && cleaner->marks < MARKS_LIMIT && may_join(cleaner->previous) &&
        may_join(next))
        put_mark(cleaner, bytes, count, code_point);
    else
        put_number(cleaner, code_point);
}

static void clean_next(Cleaner *cleaner, bool keep_newlines)
{
    const char *bytes = cleaner->text + cleaner->at;
    uint32_t code_point;
    size_t count = utf8_decode(bytes, cleaner->length - cleaner->at, &code_point);
    cleaner->at += count;
    if (code_point < 0x20 || code_point == 0x7F) {
        put_control(cleaner, code_point, keep_newlines);
    } else if (code_point == 0xFFFD) {
        put_visible(cleaner, "\xEF\xBF\xBD");
    } else if (code_point == ZERO_JOINER || code_point == ZERO_NON_JOINER) {
        put_joiner(cleaner, bytes, count, code_point);
    } else if (is_hidden(code_point)) {
        put_number(cleaner, code_point);
    } else if (code_point == SOFT_HYPHEN) {
        return; /* only says where a word may break */
    } else if (utf8_code_point_width(code_point) == 0) {
        put_mark(cleaner, bytes, count, code_point);
    } else {
        buffer_add(&cleaner->out, bytes, count);
        cleaner->previous = code_point;
        cleaner->marks = 0;
        cleaner->based = code_point != ' '; /* lines break at blanks */
    }
}

static bool is_clean_ascii(const char *text, size_t length, bool keep_newlines)
{
    for (size_t i = 0; i < length; i++) {
        if ((text[i] < 0x20 || text[i] >= 0x7F) && !(text[i] == '\n' && keep_newlines))
            return false;
    }
    return true;
}

const char *sanitize_text(Arena *arena, const char *text, size_t length, int keep_newlines)
{
    if (is_clean_ascii(text, length, keep_newlines != 0))
        return arena_dup_range(arena, text, length);
    Cleaner cleaner = {.text = text, .length = length};
    while (cleaner.at < length)
        clean_next(&cleaner, keep_newlines != 0);
    const char *clean = arena_dup_range(arena, buffer_text(&cleaner.out), cleaner.out.length);
    buffer_done(&cleaner.out);
    return clean;
}
