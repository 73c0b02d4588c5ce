/* Plots as drawn, against tests/golden/plot/NAME.plot. Such a file is its own input: the text of a plot,
 * then lines "draw: WIDTHxHEIGHT CELLS" (braille, blocks or ascii), each followed by the rows, which
 * begin with ">" and end with "|". What comes after a drawing begins the next plot. `make golden` draws
 * anew; the diff is to be looked at like code. Beside them, what does not show in cells: roles, limits,
 * descriptions. */
#include "text/plot.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/plot_scale.h"
#include "unit/text/golden.h"

/* --- golden files --- */

static void check_rows(const TextLines *lines, const PlotOptions *options)
{
    if (options->height > 0)
        assert_in_range(lines->count, 0, options->height);
    for (size_t i = 0; i < lines->count; i++) {
        int width = 0;
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const Span *span = &lines->items[i].spans[k];
            width += utf8_width_range(span->text, span->length);
            for (size_t at = 0; options->cells == PLOT_ASCII && at < span->length; at++)
                assert_true((unsigned char)span->text[at] < 0x80);
        }
        assert_int_equal(width, lines->items[i].width);
        assert_in_range(width, 0, options->width);
    }
}

static void add_rows(Buffer *out, const TextLines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        buffer_add_char(out, '>');
        for (size_t k = 0; k < lines->items[i].count; k++)
            buffer_add(out, lines->items[i].spans[k].text, lines->items[i].spans[k].length);
        buffer_add_text(out, "|\n");
    }
}

static void draw(Buffer *out, const char *text, const char *request)
{
    Arena *arena = arena_new();
    Plot plot;
    TextLines lines = {0};
    Error error = {0};
    char *cells = NULL;
    PlotOptions options = {0};
    options.width = (int)strtol(request + strlen("draw: "), &cells, 10);
    assert_int_equal(*cells, 'x');
    options.height = (int)strtol(cells + 1, &cells, 10);
    options.cells = strncmp(cells, " ascii", 6) == 0    ? PLOT_ASCII
                    : strncmp(cells, " blocks", 7) == 0 ? PLOT_BLOCKS
                                                        : PLOT_BRAILLE;
    if (plot_parse(arena, text, strlen(text), &plot, &error) != STATUS_OK)
        fail_msg("%s in\n%s", error.message, text);
    plot_render(&lines, arena, &plot, &options);
    check_rows(&lines, &options);
    add_rows(out, &lines);
    arena_free(arena);
}

static void regenerate(Buffer *out, const char *golden)
{
    Buffer text = {0};
    bool is_drawn = false;
    for (const char *line = golden; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        const char *next = line + length + (line[length] == '\n' ? 1 : 0);
        bool is_request = strncmp(line, "draw: ", 6) == 0;
        if (*line != '>') {
            if (is_drawn && !is_request)
                buffer_clear(&text);
            buffer_add(is_request ? out : &text, line, (size_t)(next - line));
            if (is_request)
                draw(out, buffer_text(&text), line);
            else
                buffer_add(out, line, (size_t)(next - line));
            is_drawn = is_request;
        }
        line = next;
    }
    buffer_done(&text);
}

static void test_golden(void **state)
{
    golden_check(*state, regenerate);
}

/* --- facts --- */

static const PlotOptions usual = {.width = 60, .height = 14};

static Plot parse(Arena *arena, const char *text)
{
    Plot plot;
    Error error = {0};
    if (plot_parse(arena, text, strlen(text), &plot, &error) != STATUS_OK)
        fail_msg("%s in\n%s", error.message, text);
    return plot;
}

static char *render(const Plot *plot, PlotOptions options)
{
    Arena *arena = arena_new();
    TextLines lines = {0};
    Buffer out = {0};
    plot_render(&lines, arena, plot, &options);
    check_rows(&lines, &options);
    add_rows(&out, &lines);
    arena_free(arena);
    return buffer_take(&out);
}

static void assert_drawn(const Plot *plot, const char *part)
{
    char *drawn = render(plot, usual);
    if (strstr(drawn, part) == NULL)
        fail_msg("no \"%s\" in\n%s", part, drawn);
    mem_free(drawn);
}

static void test_no_data(void **state)
{
    (void)state;
    static const double nothing[] = {(double)NAN, (double)INFINITY, -(double)INFINITY};
    PlotSeries series = {.kind = PLOT_CURVE, .y = nothing, .count = 3};
    Plot plot = {.title = "Empty", .series = &series, .count = 1};
    for (int kind = PLOT_CURVE; kind <= PLOT_HEAT; kind++) {
        series.kind = (PlotKind)kind;
        series.rows = 1;
        assert_drawn(&plot, "no data");
        assert_drawn(&plot, "Empty");
    }
    plot.count = 0;
    assert_drawn(&plot, "no data");
    const double negative[] = {-1, -2, 0};
    series = (PlotSeries){.kind = PLOT_CURVE, .y = negative, .count = 3};
    plot.count = 1;
    plot.y.logarithmic = true;
    assert_drawn(&plot, "no data");
}

/* A row is enough for it. */
static void test_a_single_bar(void **state)
{
    (void)state;
    static const double value[] = {10};
    static const char *const label[] = {"alone"};
    PlotSeries series = {.kind = PLOT_BARS, .y = value, .count = 1, .labels = label};
    Plot plot = {.series = &series, .count = 1};
    assert_drawn(&plot, "alone");
    assert_drawn(&plot, "10");
}

/* Every size from nothing on, in all kinds and cells, keeps within itself; check_rows looks. */
static void test_sizes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "title: A title\nx: -5 .. 5 \"across\"\ny: \"up\"\ncurve: x^3 \"cube\"\npoints: (1, 2) "
        "\"p\"",
        "title: Wide 宽宽宽\nbars: 3 \"one\", -4 \"two with a long name\"",
        "columns: [1, -2, 3] \"a\"\ncolumns: [2, 3, 4] \"b\"\nlabels: \"x\", \"y\", \"z\"",
        "heat: outer(range(9), range(7))\nrows: \"first\"\nlabels: \"column\"",
        "histogram: sin(range(100)) \"s\"\nhistogram: cos(range(50)) \"c\"",
        "title: Panels\npanel: one\nbars: 1 \"a\"\npanel: two\ncolumns: 1 \"b\"\npanel:\nline: [1, "
        "2]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Arena *arena = arena_new();
        Plot plot = parse(arena, texts[i]);
        for (int size = 0; size < 45 * 20 * 3; size++) {
            PlotOptions options = {.width = size / 3 % 45 + 1,
                                   .height = size / 3 / 45,
                                   .cells = (PlotCells)(size % 3)};
            if (options.cells == PLOT_ASCII && i == 1)
                continue; /* a title in other letters stays as it is */
            mem_free(render(&plot, options));
        }
        arena_free(arena);
    }
}

static void test_extreme_numbers(void **state)
{
    (void)state;
    static const double values[][4] = {
        {1e308, -1e308, 0, 1},
        {1e-320, 2e-320, 0, 0},
        {5, 5, 5, 5},
        {1e300, -1e300, 1e300, 0},
        {0, 0, 0, 0},
        {1, 1 + 1e-15, 1, 1},
        {1e15, 1e15 + 1, 1e15, 1e15},
        {-1e-300, 1e-300, 0, 1},
        {1e9, 1e9 + 1, 1e9, 1e9},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        for (int kind = PLOT_CURVE; kind <= PLOT_HEAT; kind++) {
            for (int axes = 0; axes < 4; axes++) {
                PlotSeries series = {.kind = (PlotKind)kind,
                                     .x = values[i],
                                     .y = kind == PLOT_HISTOGRAM ? NULL : values[i],
                                     .count = 4,
                                     .rows = 2};
                Plot plot = {.series = &series,
                             .count = 1,
                             .x = {.logarithmic = (axes & 1) != 0},
                             .y = {.logarithmic = (axes & 2) != 0}};
                char *drawn = render(&plot, usual);
                assert_null(strstr(drawn, "nan"));
                mem_free(drawn);
            }
        }
    }
}

/* Whatever the data, an axis has an extent, and where it is logarithmic both ends are above 0. */
static void test_axes_of_any_extent(void **state)
{
    (void)state;
    static const double LOWS[] = {1.1e-300, 3.71e-298, 1e-289, 1e-251, 1e-9, 1, 1e15, 9e299};
    static const double RATIOS[] = {1, 1 + 1e-13, 1 + 1e-8, 1.1, 5, 1e6};
    const PlotAxis axes[] = {{0}, {.logarithmic = true}};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof LOWS / sizeof *LOWS; i++) {
        for (size_t k = 0; k < sizeof RATIOS / sizeof *RATIOS; k++) {
            for (int kind = 0; kind < 4; kind++) {
                PlotScale scale;
                PlotExtent data = {LOWS[i], fmin(LOWS[i] * RATIOS[k], PLOT_VALUE_LIMIT)};
                plot_scale_fit(&scale, arena, &axes[kind & 1], data, kind > 1, 5, false);
                assert_true(scale.low < scale.high);
                assert_true(scale.low > 0 || !scale.logarithmic);
                double first = plot_scale_place(&scale, data.low);
                double last = plot_scale_place(&scale, data.high);
                if (!(first >= -1e-9 && first <= last && last <= 1 + 1e-9))
                    fail_msg("%g to %g: %g to %g of %g to %g", data.low, data.high, first, last,
                             scale.low, scale.high);
            }
        }
    }
    arena_free(arena);
}

/* Each series in a role of its own, unless it asks for one. */
static void test_roles(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const double up[] = {0, 1};
    const double down[] = {1, 0};
    const PlotSeries series[] = {
        {.kind = PLOT_CURVE, .y = up, .count = 2, .role = ROLE_COUNT},
        {.kind = PLOT_CURVE, .y = down, .count = 2, .role = ROLE_ERROR},
    };
    const Plot plot = {.series = series, .count = 2};
    TextLines lines = {0};
    bool seen[ROLE_COUNT] = {false};
    plot_render(&lines, arena, &plot, &usual);
    for (size_t i = 0; i < lines.count; i++) {
        for (size_t k = 0; k < lines.items[i].count; k++)
            seen[lines.items[i].spans[k].role] = true;
    }
    assert_true(seen[ROLE_SERIES_1] && seen[ROLE_ERROR] && seen[ROLE_DIM] && seen[ROLE_SEPARATOR]);
    assert_false(seen[ROLE_SERIES_2]);
    arena_free(arena);
}

/* Rows of the drawing in which a curve's dots stand, in the column of the grid. */
static int dots_in_column(const TextLines *lines, int column)
{
    int count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        int at = 0;
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const Span *span = &lines->items[i].spans[k];
            int width = utf8_width_range(span->text, span->length);
            if (span->role == ROLE_SERIES_1 && column >= at && column < at + width)
                count++;
            at += width;
        }
    }
    return count;
}

/* tan goes to the top and comes back from below: the curve touches both ends, but no column of cells
 * is a wall from one to the other. */
static void test_poles(void **state)
{
    (void)state;
    static const char *const texts[] = {"x: -6 .. 6\ncurve: tan(x)", "x: -2 .. 2\ncurve: 1/x",
                                        "x: -6 .. 6\ny: -5 .. 5\ncurve: tan(x)"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int width = 40; width < 120; width += 7) {
            Arena *arena = arena_new();
            Plot plot = parse(arena, texts[i]);
            TextLines lines = {0};
            const PlotOptions options = {.width = width, .height = 24};
            plot_render(&lines, arena, &plot, &options);
            for (int column = 0; column < width; column++)
                assert_in_range(dots_in_column(&lines, column), 0, 20);
            arena_free(arena);
        }
    }
}

/* A zigzag of data is no pole, and a step is drawn. */
static void test_leaps_of_data(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot = parse(arena, "x: -1 .. 1\ncurve: x > 0");
    TextLines lines = {0};
    plot_render(&lines, arena, &plot, &usual);
    int most = 0;
    for (int column = 0; column < usual.width; column++) {
        int count = dots_in_column(&lines, column);
        most = count > most ? count : most;
    }
    assert_in_range(most, 11, 12);
    arena_free(arena);
}

int main(void)
{
    static char files[][40] = {
        "tests/golden/plot/curves.plot", "tests/golden/plot/points.plot",
        "tests/golden/plot/bars.plot",   "tests/golden/plot/heat.plot",
        "tests/golden/plot/panels.plot",
    };
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_golden, files[0]),
        cmocka_unit_test_prestate(test_golden, files[1]),
        cmocka_unit_test_prestate(test_golden, files[2]),
        cmocka_unit_test_prestate(test_golden, files[3]),
        cmocka_unit_test_prestate(test_golden, files[4]),
        cmocka_unit_test(test_no_data),
        cmocka_unit_test(test_a_single_bar),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_extreme_numbers),
        cmocka_unit_test(test_axes_of_any_extent),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_poles),
        cmocka_unit_test(test_leaps_of_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
