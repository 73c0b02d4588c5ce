/* Formulas stand in the flow's text as boxes (wrap.h), so that they wrap like words. A line is laid out
 * as pieces, each a stretch of one run with its column, and then drawn once for every row that its
 * boxes need; its words are drawn in the row of the baseline alone. */
#include "text/flow.h"

#include <limits.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "text/flow_fit.h"
#include "text/sanitize.h"
#include "text/wrap.h"

/* --- gathering --- */

static void add_run(Flow *flow, FlowRun run)
{
    flow->runs = array_grow(flow->runs, &flow->count, &flow->capacity, sizeof *flow->runs);
    run.start = flow->text.length;
    flow->runs[flow->count - 1] = run;
}

void flow_add_clean(Flow *flow, const char *text, size_t length, FlowStyle style)
{
    if (length == 0)
        return;
    const FlowRun *last = flow->count == 0 ? NULL : &flow->runs[flow->count - 1];
    if (last == NULL || last->box != NULL || last->style.role != style.role ||
        last->style.emphasis != style.emphasis || last->style.link != style.link)
        add_run(flow, (FlowRun){.style = style});
    buffer_add(&flow->text, text, length);
}

void flow_add(Flow *flow, Arena *arena, const char *text, size_t length, FlowStyle style)
{
    if (length == 0)
        return;
    const char *clean = sanitize_text(arena, text, length, 1);
    flow_add_clean(flow, clean, strlen(clean), style);
}

void flow_add_box(Flow *flow, const MathBox *box, const FlowFormula *formula, FlowStyle style)
{
    if (box->width <= 0)
        return;
    add_run(flow, (FlowRun){.style = style, .box = box, .formula = formula});
    buffer_add_char(&flow->text, WRAP_BOX);
    for (int i = 1; i < box->width; i++)
        buffer_add_char(&flow->text, WRAP_BOX_REST);
}

void flow_add_formula(Flow *flow, Arena *arena, const char *tex, size_t length, FlowStyle style,
                      const MathOptions *options)
{
    FlowFormula *formula = arena_alloc(arena, 1, sizeof *formula);
    *formula = (FlowFormula){.tex = tex, .length = length, .options = *options};
    formula->options.width = 0;
    formula->box = math_typeset(arena, tex, length, &formula->options);
    flow_add_box(flow, &formula->box, formula, style);
}

bool flow_is_empty(const Flow *flow)
{
    return flow->text.length == 0;
}

FlowWidths flow_measure(const Flow *flow)
{
    const char *text = buffer_text(&flow->text);
    FlowWidths widths = {.word = wrap_widest_word(text, flow->text.length)};
    WrapLine line = {0};
    while (wrap_next(text, flow->text.length, line.next, INT_MAX / 2, &line)) {
        int width = wrap_width(text + line.start, line.end - line.start);
        widths.natural = width > widths.natural ? width : widths.natural;
    }
    for (size_t i = 0; i < flow->count; i++) {
        const MathBox *box = flow->runs[i].box;
        if (box != NULL && box->height > 1 && box->width > widths.tall)
            widths.tall = box->width;
    }
    return widths;
}

/* --- laying out --- */

typedef struct Piece {
    const FlowRun *run;
    const char *text; /* of a run without a box */
    size_t length;
    int column, width;
} Piece;

typedef struct Row {
    Piece *items;
    size_t count, capacity;
    FlowEdges edges;
} Row;

static void add_piece(Row *row, Piece piece)
{
    *array_push(row) = piece;
    const MathBox *box = piece.run->box;
    if (box == NULL)
        return;
    int fall = box->height - 1 - box->baseline;
    row->edges.rise = box->baseline > row->edges.rise ? box->baseline : row->edges.rise;
    row->edges.fall = fall > row->edges.fall ? fall : row->edges.fall;
}

/* The bytes from `start` to `end` as pieces from `column` on. Clusters are measured anew within each
 * run, so a run may need more cells than it took in the whole: what then exceeds `width` is cut. */
static void lay_out(const Flow *flow, WrapLine line, int column, int width, size_t *run, Row *row)
{
    row->count = 0;
    row->edges = (FlowEdges){0};
    for (size_t start = line.start; start < line.end;) {
        while (*run + 1 < flow->count && flow->runs[*run + 1].start <= start)
            (*run)++;
        size_t run_end = *run + 1 < flow->count ? flow->runs[*run + 1].start : flow->text.length;
        size_t stop = run_end < line.end ? run_end : line.end;
        Piece piece = {.run = &flow->runs[*run], .column = column};
        if (piece.run->box != NULL) {
            int room = width - column;
            piece.width = piece.run->box->width < room ? piece.run->box->width : room;
        } else {
            piece.text = flow->text.data + start;
            piece.length = utf8_fit(piece.text, stop - start, width - column, &piece.width);
        }
        if (piece.width > 0 || piece.length > 0)
            add_piece(row, piece);
        column += piece.width;
        start = stop;
    }
}

/* --- drawing --- */

/* A span that is sanitised already: what was sanitised as a whole must not be again in pieces. */
static void draw_span(TextLines *lines, Arena *arena, Span span)
{
    if (span.length > 0)
        lines_join(lines, arena, &(TextLine){.spans = &span, .count = 1});
}

/* One row of a box, cut at `cells`. Lines are not drawn under a box of several rows. */
static void draw_box_row(TextLines *lines, Arena *arena, const MathBox *box, int index,
                         FlowStyle style, int cells)
{
    const TextLine *line = &box->rows[index];
    uint8_t emphasis =
        box->height > 1 ? (uint8_t)(style.emphasis & ~EMPHASIS_UNDERLINE) : style.emphasis;
    for (size_t i = 0; i < line->count && cells > 0; i++) {
        Span span = line->spans[i];
        int used;
        span.length = utf8_fit(span.text, span.length, cells, &used);
        span.emphasis |= emphasis;
        span.link = style.link;
        draw_span(lines, arena, span);
        cells -= used;
    }
}

static void draw_text(TextLines *lines, Arena *arena, const Piece *piece)
{
    const FlowStyle *style = &piece->run->style;
    draw_span(lines, arena,
              (Span){.text = arena_dup_range(arena, piece->text, piece->length),
                     .length = piece->length,
                     .role = style->role,
                     .emphasis = style->emphasis,
                     .link = style->link});
}

/* The row `offset` below the baseline. */
static void draw_row(const Row *row, TextLines *lines, Arena *arena, int indent, int offset)
{
    lines_add(lines, arena);
    if (offset == 0)
        lines_add_blanks(lines, arena, indent);
    for (size_t i = 0; i < row->count; i++) {
        const Piece *piece = &row->items[i];
        const MathBox *box = piece->run->box;
        if (box == NULL && offset == 0)
            draw_text(lines, arena, piece);
        if (box == NULL || offset < -box->baseline || offset >= box->height - box->baseline)
            continue;
        lines_add_blanks(lines, arena, piece->column - lines->items[lines->count - 1].width);
        draw_box_row(lines, arena, box, box->baseline + offset, piece->run->style, piece->width);
    }
}

/* Whether something that hangs below the text of `above` meets something that rises above the text of
 * `below`: they would read as one. */
static bool rows_meet(const Row *above, const Row *below)
{
    for (size_t i = 0; above->edges.fall > 0 && i < above->count; i++) {
        const Piece *left = &above->items[i];
        if (left->run->box == NULL || left->run->box->baseline + 1 == left->run->box->height)
            continue;
        for (size_t k = 0; k < below->count; k++) {
            const Piece *right = &below->items[k];
            if (right->run->box != NULL && right->run->box->baseline > 0 &&
                left->column <= right->column + right->width &&
                right->column <= left->column + left->width)
                return true;
        }
    }
    return false;
}

static FlowEdges emit(const Flow *flow, TextLines *lines, Arena *arena, int width, int indent)
{
    const char *text = buffer_text(&flow->text);
    FlowEdges edges = {0};
    Row row = {0}, before = {0};
    size_t run = 0;
    int left = 0;
    WrapLine line = {0};
    while (wrap_next(text, flow->text.length, line.next, width - left, &line)) {
        lay_out(flow, line, left, width, &run, &row);
        edges.rise = line.start == 0 ? row.edges.rise : edges.rise;
        edges.fall = row.edges.fall;
        if (rows_meet(&before, &row))
            lines_add(lines, arena);
        for (int offset = -row.edges.rise; offset <= row.edges.fall; offset++)
            draw_row(&row, lines, arena, left, offset);
        Row drawn = row;
        row = before;
        before = drawn;
        left = line.next > 0 && text[line.next - 1] != '\n' ? indent : 0;
    }
    array_done(&row);
    array_done(&before);
    return edges;
}

FlowEdges flow_emit(const Flow *flow, TextLines *lines, Arena *arena, int width, int indent)
{
    indent = indent < 0 || indent >= width ? 0 : indent;
    if (!flow_needs_fitting(flow, width - indent))
        return emit(flow, lines, arena, width, indent);
    Flow fitted = {0};
    flow_fit(flow, arena, width - indent, &fitted);
    FlowEdges edges = emit(&fitted, lines, arena, width, indent);
    flow_done(&fitted);
    return edges;
}

void flow_clear(Flow *flow)
{
    buffer_clear(&flow->text);
    flow->count = 0;
}

void flow_done(Flow *flow)
{
    buffer_done(&flow->text);
    mem_free(flow->runs);
    *flow = (Flow){0};
}
