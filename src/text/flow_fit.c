#include "text/flow_fit.h"

#include <string.h>

#include "base/utf8.h"
#include "text/math_tree.h"
#include "text/wrap.h"

#define GLUE_LIMIT 6 /* cells of punctuation that a box leaves room for */
#define ROW_LIMIT  6 /* more rows than this tear a paragraph apart: one row reads better there */

/* Whether a box may stay whole with `room` cells of the line's `width` for it. One row is broken when
 * it fills more than half a line: shorter, a break would hurt more than the empty end of the line
 * before it. */
static bool stays_whole(const MathBox *box, int width, int room)
{
    bool tall = box->height > 1;
    return box->width <= room && box->height <= ROW_LIMIT &&
           (tall || box->width <= (width + 1) / 2);
}

bool flow_needs_fitting(const Flow *flow, int width)
{
    for (size_t i = 0; i < flow->count; i++) {
        if (flow->runs[i].box != NULL && !stays_whole(flow->runs[i].box, width, width - GLUE_LIMIT))
            return true;
    }
    return false;
}

static size_t run_end(const Flow *flow, size_t index)
{
    return index + 1 < flow->count ? flow->runs[index + 1].start : flow->text.length;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n' || c == WRAP_BOX || c == WRAP_BOX_REST;
}

/* Cells of the text that no blank separates from the run, on both sides: "(" and ")," stay with it. */
static int glued_cells(const Flow *flow, size_t index)
{
    const char *text = flow->text.data;
    size_t start = flow->runs[index].start, end = run_end(flow, index);
    size_t before = start, behind = end;
    while (before > 0 && !is_gap(text[before - 1]))
        before--;
    while (behind < flow->text.length && !is_gap(text[behind]))
        behind++;
    int cells = utf8_width_range(text + before, start - before) +
                utf8_width_range(text + end, behind - end);
    return cells <= GLUE_LIMIT ? cells : 0;
}

/* --- one row in parts --- */

/* Whether a line may break behind the word of `length` bytes: a relation, an operator, a comma. */
static bool ends_part(const char *word, size_t length)
{
    if (length == 0)
        return false;
    if (word[length - 1] == ',' || word[length - 1] == ';')
        return true;
    const MathSymbol *symbol = math_symbol_find_text(word, length);
    size_t marks = 0;
    while (marks < length && strchr("=<>+-*/~!:|", word[marks]) != NULL)
        marks++;
    return marks == length ||
           (symbol != NULL && (symbol->class == MATH_REL || symbol->class == MATH_BIN));
}

/* The bytes from `from` to `to` of a row's text as a row of its own. */
static TextLine slice(const TextLine *row, Arena *arena, size_t from, size_t to)
{
    TextLine part = {.spans = arena_alloc(arena, row->count, sizeof(Span))};
    size_t start = 0;
    for (size_t i = 0; i < row->count && start < to; i++) {
        Span span = row->spans[i];
        size_t first = from > start ? from - start : 0;
        size_t last = to - start < span.length ? to - start : span.length;
        start += span.length;
        if (first >= last)
            continue;
        span.text = arena_dup_range(arena, span.text + first, last - first);
        span.length = last - first;
        part.width += utf8_width_range(span.text, span.length);
        part.spans[part.count++] = span;
    }
    return part;
}

static void add_text(Flow *flow, TextLine part, FlowStyle style)
{
    for (size_t i = 0; i < part.count; i++) {
        FlowStyle own = {.role = part.spans[i].role,
                         .emphasis = style.emphasis | part.spans[i].emphasis,
                         .link = style.link};
        flow_add_clean(flow, part.spans[i].text, part.spans[i].length, own);
    }
}

static void add_box(Flow *flow, Arena *arena, TextLine part, FlowStyle style)
{
    MathBox *box = arena_alloc(arena, 1, sizeof *box);
    TextLine *row = arena_alloc(arena, 1, sizeof *row);
    *row = part;
    *box = (MathBox){.rows = row, .height = 1, .width = part.width};
    flow_add_box(flow, box, NULL, style);
}

/* How many brackets a word leaves open. */
static int open_brackets(const char *word, size_t length)
{
    int depth = 0;
    for (size_t i = 0; i < length; i++)
        depth += strchr("([{", word[i]) != NULL ? 1 : strchr(")]}", word[i]) != NULL ? -1 : 0;
    return depth;
}

/* One row as boxes with blanks between them, broken outside brackets; a part that is too wide also
 * `within` them, and one that still is too wide becomes text that breaks anywhere. */
static void add_parts(Flow *flow, Arena *arena, const TextLine *row, FlowStyle style, int room,
                      bool within)
{
    Buffer text = {0};
    for (size_t i = 0; i < row->count; i++)
        buffer_add(&text, row->spans[i].text, row->spans[i].length);
    int depth = 0;
    for (size_t from = 0, at = 0; at < text.length;) {
        size_t word = strcspn(text.data + at, " ");
        size_t next = at + word + strspn(text.data + at + word, " ");
        depth += open_brackets(text.data + at, word);
        if (next >= text.length || ((within || depth <= 0) && ends_part(text.data + at, word))) {
            TextLine part = slice(row, arena, from, at + word);
            if (part.width <= room)
                add_box(flow, arena, part, style);
            else if (!within)
                add_parts(flow, arena, &part, style, room, true);
            else
                add_text(flow, part, style);
            flow_add_clean(flow, " ", next < text.length ? 1 : 0, style);
            from = next;
        }
        at = next;
    }
    buffer_done(&text);
}

/* --- whole flows --- */

static void fit_formula(Flow *fitted, Arena *arena, const FlowRun *run, int width, int room)
{
    if (stays_whole(run->box, width, room)) {
        flow_add_box(fitted, run->box, NULL, run->style);
        return;
    }
    MathBox line = *run->box;
    if (line.height > 1 && run->formula != NULL) {
        MathOptions options = run->formula->options;
        options.form = MATH_FORM_LINE;
        line = math_typeset(arena, run->formula->tex, run->formula->length, &options);
    }
    for (int i = 0; i < line.height; i++) {
        flow_add_clean(fitted, "\n", i > 0 ? 1 : 0, run->style);
        add_parts(fitted, arena, &line.rows[i], run->style, room, false);
    }
}

void flow_fit(const Flow *flow, Arena *arena, int width, Flow *fitted)
{
    for (size_t i = 0; i < flow->count; i++) {
        const FlowRun *run = &flow->runs[i];
        if (run->box == NULL) {
            flow_add_clean(fitted, flow->text.data + run->start, run_end(flow, i) - run->start,
                           run->style);
            continue;
        }
        int room = width - glued_cells(flow, i);
        fit_formula(fitted, arena, run, width, room < 1 ? 1 : room);
    }
}
