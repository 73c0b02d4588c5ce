/* Markdown, formulas and cloze deletions: any bytes give lines that fit, hold no control byte and are
 * valid UTF-8. The first byte chooses what is run, the second the width. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/cloze.h"
#include "text/markdown.h"
#include "text/math.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

static void check_span(const Span *span)
{
    require(utf8_valid(span->text, span->length));
    for (size_t i = 0; i < span->length; i++) {
        unsigned char byte = (unsigned char)span->text[i];
        require(byte >= 0x20 && byte != 0x7F);
        require(byte != 0xC2 || (unsigned char)span->text[i + 1] >= 0xA0); /* C1 controls */
    }
}

static void check_lines(const TextLines *lines, int width)
{
    for (size_t i = 0; i < lines->count; i++) {
        const TextLine *line = &lines->items[i];
        int cells = 0;
        for (size_t k = 0; k < line->count; k++) {
            check_span(&line->spans[k]);
            cells += utf8_width_range(line->spans[k].text, line->spans[k].length);
        }
        require(cells == line->width);
        require(line->block > 0 || cells <= width);
    }
}

static void run_markdown(const char *text, int width, uint8_t choice)
{
    Arena *arena = arena_new();
    TextLines lines = {0};
    MarkdownOptions options = {.width = width,
                               .ascii = (choice & 4) != 0,
                               .raw_math = (choice & 8) != 0,
                               .alphabets = (choice & 16) != 0,
                               .plot_cells = (choice & 32) != 0 ? PLOT_BLOCKS : PLOT_BRAILLE,
                               .role = ROLE_TEXT};
    markdown_render(&lines, arena, text, &options);
    check_lines(&lines, width);
    arena_free(arena);
}

static void run_math(const char *text, bool ascii)
{
    Buffer out = {0};
    (void)math_flatten(&out, text, strlen(text), ascii, NULL);
    for (size_t i = 0; ascii && i < out.length; i++)
        require((unsigned char)out.data[i] < 0x80);
    buffer_done(&out);
}

static void run_cloze(const char *text, int width, uint8_t choice)
{
    unsigned long long mask;
    int highest = cloze_numbers(text, &mask);
    require(highest == 0 ? mask == 0 : mask >> (highest - 1) == 1);
    for (int number = 1; number <= highest && number < 4; number++) {
        Buffer out = {0};
        cloze_render(&out, text, number, (choice & 4) != 0);
        run_markdown(buffer_text(&out), width, choice);
        buffer_done(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    char *text = mem_dup_range((const char *)data + 2, size - 2);
    int width = data[1] % 200 + 1;
    switch (data[0] % 3) {
    case 0:
        run_markdown(text, width, data[0]);
        break;
    case 1:
        run_math(text, (data[0] & 4) != 0);
        break;
    default:
        run_cloze(text, width, data[0]);
        break;
    }
    mem_free(text);
    return 0;
}
