#include "text/plot_graph.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

#define DAYS 21

static const char *const NAMES[] = {"one", "two", "three"};

static void fill(GraphItem *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        items[i] = (GraphItem){.key = "", .label = NAMES[i % 3], .words = "", .level = (int)i % 5};
        for (size_t k = 0; k < GRAPH_SERIES_MAX; k++)
            items[i].values[k] = (double)(i + k + 1);
    }
}

static TextLines draw(Arena *arena, const Graph *graph, PlotOptions options)
{
    TextLines lines = {0};
    plot_graph(&lines, arena, graph, options);
    for (size_t i = 0; i < lines.count; i++)
        assert_in_range(lines.items[i].width, 0, options.width);
    return lines;
}

/* How often a text occurs in spans of a role (ROLE_COUNT: of any). */
static int count_of(const TextLines *lines, const char *text, StyleRole role)
{
    int count = 0;
    for (size_t i = 0; i < lines->count; i++)
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const Span *span = &lines->items[i].spans[k];
            for (size_t at = 0; at + strlen(text) <= span->length; at++)
                count += (role == ROLE_COUNT || span->role == role) &&
                         memcmp(span->text + at, text, strlen(text)) == 0;
        }
    return count;
}

static void what_is_pointed_at_has_a_mark(void **state)
{
    GraphItem items[3];
    (void)state;
    fill(items, 3);
    for (size_t at = 0; at <= 3; at++) {
        Arena *arena = arena_new();
        Graph graph = {.items = items, .count = 3, .series = {"a"}, .series_count = 1, .drawn = 1};
        PlotOptions options = {.width = 40, .height = 8, .cells = PLOT_BLOCKS, .cursor = at};
        TextLines lines = draw(arena, &graph, options);
        assert_int_equal(count_of(&lines, "▲", ROLE_ACCENT), at > 0);
        graph.shape = GRAPH_BARS;
        options.height = 0;
        lines = draw(arena, &graph, options);
        assert_int_equal(lines.count, 3);
        assert_int_equal(count_of(&lines, "▶", ROLE_ACCENT), at > 0);
        assert_int_equal(count_of(&lines, "│", ROLE_COUNT), at > 0 ? 2 : 3);
        options.cells = PLOT_ASCII;
        lines = draw(arena, &graph, options);
        assert_int_equal(count_of(&lines, ">", ROLE_ACCENT), at > 0);
        arena_free(arena);
    }
}

static Graph calendar(GraphItem items[DAYS])
{
    fill(items, DAYS);
    for (size_t i = 0; i < DAYS; i++)
        items[i].label = i == 7 ? "Nov" : "";
    items[3].mark = GRAPH_REST;
    items[4].mark = GRAPH_FROZEN;
    items[20].mark = GRAPH_OUTSIDE;
    return (Graph){.items = items,
                   .count = DAYS,
                   .shape = GRAPH_CALENDAR,
                   .tag_name = "verdict",
                   .series = {"a"},
                   .series_count = 1,
                   .drawn = 1};
}

static void a_calendar_has_a_row_for_each_weekday(void **state)
{
    GraphItem items[DAYS];
    (void)state;
    Graph graph = calendar(items);
    Arena *arena = arena_new();
    PlotOptions options = {.width = 60, .cells = PLOT_BLOCKS, .cursor = 5};
    TextLines lines = draw(arena, &graph, options);
    assert_int_equal(lines.count, 9); /* months, weekdays, and what the marks mean */
    assert_int_equal(count_of(&lines, "Nov", ROLE_DIM), 1);
    assert_int_equal(count_of(&lines, "◌", ROLE_SKIPPED), 3); /* two cells, and below the map */
    assert_int_equal(count_of(&lines, "◇", ROLE_CURSOR), 2);  /* it is pointed at */
    assert_int_equal(count_of(&lines, " rest", ROLE_DIM), 1);
    assert_int_equal(count_of(&lines, " frozen", ROLE_DIM), 1);
    items[3].mark = items[4].mark = GRAPH_PLAIN;
    lines = draw(arena, &graph, options);
    assert_int_equal(count_of(&lines, " rest", ROLE_COUNT), 0);
    arena_free(arena);
}

static void ascii_is_ascii(void **state)
{
    static const GraphShape SHAPES[] = {GRAPH_COLUMNS, GRAPH_BARS, GRAPH_CALENDAR};
    GraphItem items[DAYS];
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        Graph graph = calendar(items);
        Arena *arena = arena_new();
        graph.shape = SHAPES[i];
        for (int width = 1; width < 100; width += 7)
            for (size_t cursor = 0; cursor <= DAYS; cursor += 5) {
                TextLines lines =
                    draw(arena, &graph,
                         (PlotOptions){.width = width, .cells = PLOT_ASCII, .cursor = cursor});
                for (size_t line = 0; line < lines.count; line++)
                    for (size_t k = 0; k < lines.items[line].count; k++)
                        for (size_t at = 0; at < lines.items[line].spans[k].length; at++)
                            assert_true((signed char)lines.items[line].spans[k].text[at] > 0);
            }
        arena_free(arena);
    }
}

static void series_that_are_not_drawn_do_not_show(void **state)
{
    GraphItem items[3];
    (void)state;
    fill(items, 3);
    items[1].values[1] = NAN;
    Graph graph = {.items = items,
                   .count = 3,
                   .shape = GRAPH_BARS,
                   .series = {"left", "right", "hidden"},
                   .series_count = 3,
                   .drawn = 2};
    Arena *arena = arena_new();
    TextLines lines = draw(arena, &graph, (PlotOptions){.width = 60, .cells = PLOT_BLOCKS});
    assert_int_equal(count_of(&lines, "left", ROLE_COUNT), 1);
    assert_int_equal(count_of(&lines, "hidden", ROLE_COUNT), 0);
    graph.empty = "nothing";
    assert_int_equal(draw(arena, &graph, (PlotOptions){.width = 60}).count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_pointed_at_has_a_mark),
        cmocka_unit_test(a_calendar_has_a_row_for_each_weekday),
        cmocka_unit_test(ascii_is_ascii),
        cmocka_unit_test(series_that_are_not_drawn_do_not_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
