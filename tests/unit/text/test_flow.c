/* Paragraphs with formulas: boxes within wrapped lines. */
#include "text/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "unit/text/dump.h"

/* A box from its rows, separated by newlines and equally wide. */
static const MathBox *make_box(Arena *arena, const char *rows, int baseline)
{
    TextLines lines = {0};
    MathBox *box = arena_alloc(arena, 1, sizeof *box);
    for (const char *row = rows; *row != '\0';) {
        size_t length = strcspn(row, "\n");
        lines_add(&lines, arena);
        lines_add_span(&lines, arena, row, length, ROLE_MATH, 0, NULL);
        row += length + (row[length] == '\n' ? 1 : 0);
    }
    *box = (MathBox){.rows = lines.items,
                     .height = (int)lines.count,
                     .width = lines.items[0].width,
                     .baseline = baseline};
    return box;
}

/* Text in which $1, $2 .. stand for boxes: a/b, (x+y)/z, x, a sum of four rows, one on two rows. */
static void add(Flow *flow, Arena *arena, const char *text)
{
    static const struct {
        const char *rows;
        int baseline;
    } boxes[] = {
        {"a\n-\nb", 1}, {"x + y\n-----\n  z  ", 1}, {"x", 0}, {"n\nS\nS\n1", 2}, {"n\nx", 1}};
    while (*text != '\0') {
        size_t length = strcspn(text, "$");
        flow_add(flow, arena, text, length, (FlowStyle){.role = ROLE_TEXT});
        text += length;
        if (*text == '$') {
            int index = text[1] - '1';
            flow_add_box(flow, make_box(arena, boxes[index].rows, boxes[index].baseline), NULL,
                         (FlowStyle){.role = ROLE_MATH});
            text += 2;
        }
    }
}

typedef struct Case {
    const char *text;
    int width, indent;
    const char *lines; /* without roles */
    int rise, fall;
} Case;

static void dump_plain(Buffer *out, const TextLines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        int cells = 0;
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const Span *span = &lines->items[i].spans[k];
            buffer_add(out, span->text, span->length);
            cells += utf8_width_range(span->text, span->length);
        }
        assert_int_equal(cells, lines->items[i].width);
        buffer_add_text(out, "|\n");
    }
}

static void test_boxes(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"is $3 so", 20, 0, "is x so|\n", 0, 0},
        {"is $1, so", 20, 0, "   a|\nis -, so|\n   b|\n", 1, 1},
        {"is $1 so $4 end", 20, 0, "        n|\n   a    S|\nis - so S end|\n   b    1|\n", 2, 1},
        {"up $5 and", 20, 0, "   n|\nup x and|\n", 1, 0},
        /* a box and what touches it stay together */
        {"words ($2), end", 12, 0, "words|\n x + y|\n(-----), end|\n   z  |\n", 0, 1},
        /* lines that would touch are held apart, others are not */
        {"$1 bb $1 cc", 4, 0, "a|\n- bb|\nb|\n|\na|\n- cc|\nb|\n", 1, 1},
        {"$1 cc dd $1", 6, 0, "a|\n- cc|\nb|\n   a|\ndd -|\n   b|\n", 1, 1},
        {"$1\naa", 9, 0, "a|\n-|\nb|\naa|\n", 1, 0},
        {"aa bb $1 cc", 5, 2, "aa bb|\n  a|\n  -|\n  b|\n  cc|\n", 0, 0},
        {"日本$1日本", 5, 0, "    a|\n日本-|\n    b|\n日本|\n", 1, 0},
        {"$2$2", 6, 0, "x + y|\n-----|\n  z  |\n|\nx + y|\n-----|\n  z  |\n", 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        Flow flow = {0};
        TextLines lines = {0};
        Buffer out = {0};
        add(&flow, arena, cases[i].text);
        FlowEdges edges = flow_emit(&flow, &lines, arena, cases[i].width, cases[i].indent);
        dump_plain(&out, &lines);
        assert_string_equal(buffer_text(&out), cases[i].lines);
        assert_int_equal(edges.rise, cases[i].rise);
        assert_int_equal(edges.fall, cases[i].fall);
        buffer_done(&out);
        flow_done(&flow);
        arena_free(arena);
    }
}

static void test_widths(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Flow flow = {0};
    assert_int_equal(flow_measure(&flow).natural, 0);
    add(&flow, arena, "$3 日 $1");
    assert_int_equal(flow_measure(&flow).natural, 6);
    assert_int_equal(flow_measure(&flow).tall, 1);
    assert_int_equal(flow_measure(&flow).word, 1);
    add(&flow, arena, "\n($2).\nwords");
    assert_int_equal(flow_measure(&flow).natural, 8);
    assert_int_equal(flow_measure(&flow).tall, 5);
    assert_int_equal(flow_measure(&flow).word, 8);
    flow_done(&flow);
    arena_free(arena);
}

/* A box takes on emphasis and link; nothing is underlined that has several rows. */
static void test_styles(void **state)
{
    (void)state;
    static const char wanted[] = " {b math=u:a}|\n{bu math=u:x}{b math=u:-}|\n {b math=u:b}|\n";
    Arena *arena = arena_new();
    Flow flow = {0};
    TextLines lines = {0};
    Buffer out = {0};
    FlowStyle style = {
        .role = ROLE_MATH, .emphasis = EMPHASIS_BOLD | EMPHASIS_UNDERLINE, .link = "u"};
    flow_add_box(&flow, make_box(arena, "x", 0), NULL, style);
    flow_add_box(&flow, make_box(arena, "a\n-\nb", 1), NULL, style);
    (void)flow_emit(&flow, &lines, arena, 20, 0);
    dump_lines(&out, &lines);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_done(&out);
    flow_done(&flow);
    arena_free(arena);
}

/* Formulas too wide for a line: one row for several, broken at operators, and at last anywhere. */
static void test_fitting(void **state)
{
    (void)state;
    static const struct {
        const char *before, *tex, *behind;
        int width;
        const char *lines;
    } cases[] = {
        {"so ", "a = b", ".", 20, "so a = b.|\n"},
        {"so ", "a = b + c", ".", 10, "so a = b +|\nc.|\n"},
        {"here is ", "a = b + c", ".", 20, "here is a = b + c.|\n"},
        {"here the is ", "a = b + c", ".", 20, "here the is|\na = b + c.|\n"},
        {"here is ", "f(x, y) = b + c", ".", 17, "here is f(x, y) =|\nb + c.|\n"},
        {"", "f(xxx, yyy) = b", ".", 8, "f(xxx,|\nyyy) =|\nb.|\n"},
        {"", "abcdefghij", ".", 4, "abcd|\nefgh|\nij.|\n"},
        {"", "\\text{one two three}", "", 8, "one two|\nthree|\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        Flow flow = {0};
        TextLines lines = {0};
        Buffer out = {0};
        FlowStyle plain = {.role = ROLE_TEXT};
        flow_add(&flow, arena, cases[i].before, strlen(cases[i].before), plain);
        flow_add_formula(&flow, arena, cases[i].tex, strlen(cases[i].tex), plain,
                         &(MathOptions){.form = MATH_FORM_INLINE, .role = ROLE_MATH});
        flow_add(&flow, arena, cases[i].behind, strlen(cases[i].behind), plain);
        (void)flow_emit(&flow, &lines, arena, cases[i].width, 0);
        dump_plain(&out, &lines);
        assert_string_equal(buffer_text(&out), cases[i].lines);
        buffer_done(&out);
        flow_done(&flow);
        arena_free(arena);
    }
}

/* A formula of several rows stands in one where it would be too wide. */
static void test_one_row(void **state)
{
    (void)state;
    static const char tex[] = "\\frac{aaaa + bbbb}{cccc + dddd}";
    for (int width = 1; width < 40; width++) {
        Arena *arena = arena_new();
        Flow flow = {0};
        TextLines lines = {0};
        FlowStyle plain = {.role = ROLE_TEXT};
        flow_add_formula(&flow, arena, tex, sizeof tex - 1, plain,
                         &(MathOptions){.form = MATH_FORM_INLINE, .role = ROLE_MATH});
        flow_add(&flow, arena, ", end", 5, plain);
        FlowEdges edges = flow_emit(&flow, &lines, arena, width, 0);
        assert_int_equal(edges.rise > 0, flow_measure(&flow).tall < width);
        for (size_t i = 0; i < lines.count; i++)
            assert_true(lines.items[i].width <= width);
        flow_done(&flow);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),   cmocka_unit_test(test_widths),
        cmocka_unit_test(test_styles),  cmocka_unit_test(test_fitting),
        cmocka_unit_test(test_one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
