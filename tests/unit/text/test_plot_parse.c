/* The language of plot blocks: what is understood, what is refused and where. */
#include "text/plot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static Plot parse(Arena *arena, const char *text)
{
    Plot plot;
    Error error = {0};
    if (plot_parse(arena, text, strlen(text), &plot, &error) != STATUS_OK)
        fail_msg("%s in\n%s", error.message, text);
    return plot;
}

static void test_frame(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot = parse(arena, "# a comment\n\n  title :  Some: title  \r\n"
                             "x: -1 .. 2*pi \"input\"\ny: 1e-3 .. 10 log \"loss (nats)\"\nbins: 7");
    assert_string_equal(plot.title, "Some: title");
    assert_true(plot.x.low == -1 && plot.x.high > 6.28 && plot.x.high < 6.29);
    assert_string_equal(plot.x.title, "input");
    assert_false(plot.x.logarithmic);
    assert_true(plot.y.low == 1e-3 && plot.y.high == 10 && plot.y.logarithmic);
    assert_string_equal(plot.y.title, "loss (nats)");
    assert_int_equal(plot.bins, 7);
    assert_int_equal(plot.count, 0);
    plot = parse(arena, "x: log\ny: \"only a title\"");
    assert_true(plot.x.logarithmic && !(plot.x.low < plot.x.high));
    assert_string_equal(plot.y.title, "only a title");
    plot = parse(arena, "x: 1..2");
    assert_true(plot.x.low == 1 && plot.x.high == 2);
    plot = parse(arena, "");
    assert_string_equal(plot.title, "");
    arena_free(arena);
}

static void test_curves(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot = parse(arena, "let: s = 2\nlet: s = s + 1\nx: 0 .. 1\ncurve: s*x \"line\"\n"
                             "x: 1 .. 100 log\ncurve: x");
    assert_int_equal(plot.count, 2);
    const PlotSeries *line = &plot.series[0];
    assert_int_equal(line->kind, PLOT_CURVE);
    assert_string_equal(line->name, "line");
    assert_true(line->x[0] == 0 && line->x[line->count - 1] == 1);
    assert_true(line->y[line->count - 1] == 3);
    const PlotSeries *geometric = &plot.series[1];
    double middle = geometric->x[geometric->count / 2];
    assert_true(middle > 9.99 && middle < 10.01);
    assert_string_equal(geometric->name, "");
    arena_free(arena);
}

static void test_data(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot =
        parse(arena, "points: (1, 2) (2, 3.5)(3,1+1) \"data\"\n"
                     "line: [1, 2], [3, 4] \"l\"\nline: range(5)\nhistogram: [1, 2, 2] \"h\"");
    assert_int_equal(plot.count, 4);
    assert_int_equal(plot.series[0].kind, PLOT_SCATTER);
    assert_int_equal(plot.series[0].count, 3);
    assert_true(plot.series[0].x[1] == 2 && plot.series[0].y[1] == 3.5);
    assert_int_equal(plot.series[1].kind, PLOT_CURVE);
    assert_true(plot.series[1].x[1] == 2 && plot.series[1].y[1] == 4);
    assert_null(plot.series[2].x);
    assert_int_equal(plot.series[2].count, 5);
    assert_int_equal(plot.series[3].kind, PLOT_HISTOGRAM);
    assert_true(plot.series[3].x[2] == 2 && plot.series[3].y == NULL);
    arena_free(arena);
}

/* Twenty pairs: the storage grows on the way. */
static void test_many_pairs(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Buffer text = {0};
    buffer_add_text(&text, "points: ");
    for (int i = 0; i < 20; i++)
        buffer_add_format(&text, "(%d, %d) ", i, -i);
    Plot plot = parse(arena, buffer_text(&text));
    assert_int_equal(plot.series[0].count, 20);
    for (int i = 0; i < 20; i++)
        assert_true(plot.series[0].x[i] == i && plot.series[0].y[i] == -i);
    buffer_done(&text);
    arena_free(arena);
}

static void test_bars_and_heat(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot = parse(arena, "bars: 0.1 \"cat\", 2*3 \"dog\", 5");
    assert_int_equal(plot.series[0].kind, PLOT_BARS);
    assert_int_equal(plot.series[0].count, 3);
    assert_true(plot.series[0].y[1] == 6);
    assert_string_equal(plot.series[0].labels[1], "dog");
    assert_string_equal(plot.series[0].labels[2], "");
    plot = parse(arena, "columns: [1, 2] \"name\"\ncolumns: [3, 4]\nlabels: \"a\"");
    assert_int_equal(plot.count, 2);
    assert_int_equal(plot.series[1].kind, PLOT_COLUMNS);
    assert_string_equal(plot.series[0].name, "name");
    assert_string_equal(plot.series[1].labels[0], "a");
    assert_null(plot.series[1].labels[1]);
    plot = parse(arena, "labels: \"x\", \"y\"\nrows: \"u\"\nheat: [[1, 2], [3, 4], [5, 6]]");
    assert_int_equal(plot.series[0].kind, PLOT_HEAT);
    assert_int_equal(plot.series[0].count, 6);
    assert_int_equal(plot.series[0].rows, 3);
    assert_string_equal(plot.series[0].labels[1], "y");
    assert_string_equal(plot.series[0].row_labels[0], "u");
    arena_free(arena);
}

static void test_panels(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Plot plot = parse(arena, "title: All\nx: 0 .. 1 \"t\"\nlet: k = 3\npanel: One\ncurve: k*x\n"
                             "panel: Two\nx: 0 .. 2\nbars: [1, 2]\nlabels: \"a\", \"b\"\npanel:\n"
                             "bars: [1]");
    assert_string_equal(plot.title, "All");
    assert_int_equal(plot.count, 0);
    assert_int_equal(plot.panel_count, 3);
    assert_string_equal(plot.panels[0].title, "One");
    assert_string_equal(plot.panels[0].x.title, "t");
    assert_true(plot.panels[1].x.high == 2 && plot.panels[2].x.high == 1);
    assert_string_equal(plot.panels[1].series[0].labels[1], "b");
    assert_null(plot.panels[2].series[0].labels);
    arena_free(arena);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"title: a\nfoo: 1",
         "2:1: expected one of these and a colon: title, x, y, let, curve, line, "
         "points, histogram, bins, bars, columns, heat, labels, rows, panel"},
        {"curve", "1:1: expected one of these and a colon: title"},
        {"curve: x", "1:1: a curve needs a line such as \"x: -5 .. 5\" above it"},
        {"x: 0 .. 1\ncurve: y + 1", "2:8: there is no \"y\" here; known are x, pi, e, inf, nan"},
        {"x: 0 .. 1\ncurve: 1 +",
         "2:11: expected a number, a name, \"(\" or \"[\", but the text ends here"},
        {"x: 0 .. 1\ncurve: x x", "2:10: expected a name in quotes or the end of the line"},
        {"x: 0 .. 1\ncurve: x \"a", "2:10: this text has no closing quote"},
        {"x: 2 .. 1", "1:4: a range goes from a number to a larger one"},
        {"x: 0 .. inf", "1:4: a range goes from a number to a larger one"},
        {"x: 0, 1", "1:5: expected \"..\" and the range's end"},
        {"x: [1] .. 2", "1:4: expected a number, not a vector or matrix"},
        {"x: 0 .. 1 log", "1:4: a logarithmic range begins above 0"},
        {"x: 0 .. 1 \"a\" b", "1:15: expected \"log\", a title in quotes or the end of the line"},
        {"points: (1 2)", "1:12: expected \",\" and the point's height"},
        {"points: (1, 2", "1:14: expected \")\" behind the point"},
        {"points: [1, 2], [1]",
         "1:9: expected points \"(1, 2) (3, 4)\", or two vectors of one length"},
        {"histogram: 3", "1:12: expected a vector of samples, as in [1, 2, 2, 3]"},
        {"heat: 3", "1:7: expected a matrix, as in [[1, 2], [3, 4]]"},
        {"bars: [[1, 2], [3, 4]]",
         "1:7: expected a vector, or numbers with their labels: 1 \"a\", 2 \"b\""},
        {"bars: 1 \"a\" 2", "1:13: expected \",\" and another bar or the end of the line"},
        {"labels: a", "1:9: expected a label in quotes"},
        {"labels: \"a\" \"b\"", "1:13: expected \",\" and another label or the end of the line"},
        {"bars: [1]\nline: [1]",
         "2:1: this cannot share a plot with what stands above; begin a panel"},
        {"heat: [1]\nheat: [2]",
         "2:1: this cannot share a plot with what stands above; begin a panel"},
        {"line: [1]\npanel: a", "2:1: what is drawn above the first panel is in none of them"},
        {"bins: 1.5", "1:7: expected a whole number of bins from 1 to 100"},
        {"let: 1 = 2", "1:6: expected a name and its value, as in \"let: rate = 0.1\""},
        {"let: a 2", "1:8: expected \"=\" and the value"},
        {"let: a = 2 b", "1:12: expected an operator or the end of the line"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        Plot plot;
        Error error = {0};
        assert_int_equal(plot_parse(arena, cases[i].text, strlen(cases[i].text), &plot, &error),
                         STATUS_CONTENT);
        if (strncmp(error.message, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("%s\n  fails with %s\n  not %s", cases[i].text, error.message,
                     cases[i].message);
        arena_free(arena);
    }
}

static void expect_failure(const char *text, size_t length, const char *part)
{
    Arena *arena = arena_new();
    Plot plot;
    Error error = {0};
    assert_int_equal(plot_parse(arena, text, length, &plot, &error), STATUS_CONTENT);
    assert_non_null(strstr(error.message, part));
    arena_free(arena);
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
        int count;
    } cases[] = {
        {"line: [1]\n", "a plot has at most 16 series", PLOT_SERIES_LIMIT},
        {"panel: p\n", "at most 12 panels", PLOT_PANEL_LIMIT},
        {"let: a = 1\n", "at most 32 names", 32},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        Buffer text = {0};
        for (int k = 0; k < cases[i].count; k++)
            buffer_add_text(&text, cases[i].line);
        (void)parse(arena, buffer_text(&text));
        buffer_add_text(&text, cases[i].line);
        expect_failure(buffer_text(&text), text.length, cases[i].message);
        buffer_done(&text);
        arena_free(arena);
    }
    expect_failure("title: a\0b", 10, "1:1: this line holds a NUL byte");
    static const char heavy[] = "x: 0 .. 1\ncurve: sum(sort(range(4000)))";
    expect_failure(heavy, strlen(heavy), " operations");
    Buffer text = {0};
    while (text.length <= PLOT_TEXT_LIMIT)
        buffer_add_text(&text, "# a comment\n");
    expect_failure(buffer_text(&text), text.length, "at most 65536 bytes");
    buffer_clear(&text);
    for (int i = 0; i < 400; i++) /* each is well within an expression's own limit */
        buffer_add_text(&text, "x: sum(sort(range(4000))) .. 1e9\n");
    expect_failure(buffer_text(&text), text.length, " operations");
    buffer_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frame),         cmocka_unit_test(test_curves),
        cmocka_unit_test(test_data),          cmocka_unit_test(test_many_pairs),
        cmocka_unit_test(test_bars_and_heat), cmocka_unit_test(test_panels),
        cmocka_unit_test(test_errors),        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
