/* Plots: any text is drawn or refused with its place; the drawing fits, is valid UTF-8, and every cell
 * can be described. The first two bytes choose the size and the cells. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/plot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

static void check_line(const TextLine *line, int width)
{
    int cells = 0;
    for (size_t k = 0; k < line->count; k++) {
        const Span *span = &line->spans[k];
        require(utf8_valid(span->text, span->length));
        cells += utf8_width_range(span->text, span->length);
        for (size_t i = 0; i < span->length; i++)
            require((unsigned char)span->text[i] >= 0x20 && span->text[i] != 0x7F);
    }
    require(cells == line->width && cells <= width);
}

static void run(Arena *arena, const char *text, size_t length, PlotOptions options)
{
    Plot plot;
    TextLines lines = {0};
    Error error = {0};
    if (plot_parse(arena, text, length, &plot, &error) != STATUS_OK) {
        require(error.message[0] >= '1' && error.message[0] <= '9');
        return;
    }
    plot_render(&lines, arena, &plot, &options);
    require(options.height == 0 || lines.count <= (size_t)options.height);
    for (size_t i = 0; i < lines.count; i++)
        check_line(&lines.items[i], options.width);
    const char *described =
        plot_describe(arena, &plot, &options, options.height / 2, options.width / 2);
    require(utf8_valid(described, strlen(described)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    Arena *arena = arena_new();
    PlotOptions options = {
        .width = data[0] % 100 + 1, .height = data[1] / 3 % 40, .cells = (PlotCells)(data[1] % 3)};
    char *text = mem_dup_range((const char *)data + 2, size - 2);
    run(arena, text, size - 2, options);
    mem_free(text);
    arena_free(arena);
    return 0;
}
