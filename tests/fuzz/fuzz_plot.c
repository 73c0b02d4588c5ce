/* Plots: any text is drawn or refused with its place; the drawing fits and is valid UTF-8. The first two
 * bytes choose the size and the cells. One input in eight is drawn twice, to the same result. */
#include "base/memory.h"
#include "fuzz/checks.h"
#include "text/plot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x7F || (text[i] < 0x20 && text[i] != '\n'))
            return false;
    }
    return true;
}

static void run(Arena *arena, const char *text, size_t length, PlotOptions options, bool twice)
{
    Plot plot;
    TextLines lines = {0};
    Error error = {0};
    if (plot_parse(arena, text, length, &plot, &error) != STATUS_OK) {
        require(error.message[0] >= '1' && error.message[0] <= '9');
        return;
    }
    plot_render(&lines, arena, &plot, &options);
    bool ascii = options.cells == PLOT_ASCII && is_ascii(text, length);
    require(options.height == 0 || lines.count <= (size_t)options.height);
    for (size_t i = 0; i < lines.count; i++) {
        check_line(&lines.items[i], ascii);
        require(lines.items[i].width <= options.width);
    }
    if (twice) {
        TextLines again = {0};
        plot_render(&again, arena, &plot, &options);
        require(again.count == lines.count);
        check_same_lines(lines.items, again.items, lines.count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    PlotOptions options = {
        .width = data[0] % 100 + 1, .height = data[1] / 3 % 40, .cells = (PlotCells)(data[1] % 3)};
    char *text = mem_dup_range((const char *)data + 2, size - 2);
    run(take_arena(), text, size - 2, options, is_asked_twice(data, size));
    mem_free(text);
    return 0;
}
