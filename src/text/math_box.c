/* The whole of typesetting: parse, measure, draw; and what is shown where a limit is met. */
#include "text/math_box.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math.h"
#include "text/math_layout.h"
#include "text/math_reading.h"
#include "text/sanitize.h"

/* --- one row --- */

static void add_blanks(Arena *arena, TextLine *line, int width)
{
    TextLines lines = {.items = line, .count = 1, .capacity = 1};
    lines_add_blanks(&lines, arena, width - line->width);
}

static MathBox box_of_lines(Arena *arena, TextLines *lines)
{
    MathBox box = {.rows = lines->items, .height = (int)lines->count};
    for (size_t i = 0; i < lines->count; i++)
        box.width = lines->items[i].width > box.width ? lines->items[i].width : box.width;
    for (size_t i = 0; i < lines->count; i++)
        add_blanks(arena, &lines->items[i], box.width);
    return box;
}

static void make_ascii(Buffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if ((unsigned char)text->data[i] >= 0x80)
            text->data[i] = '?';
    }
}

/* --- beyond a limit --- */

/* The source, as much of it as fits, with the reason why it is no formula. */
static MathBox show_source(Arena *arena, const char *tex, size_t length, const MathOptions *options,
                           const char *limit)
{
    enum { SHOWN = 2000 }; /* bytes */
    int width = options->width > 0 ? options->width : 80;
    Buffer text = {0};
    buffer_add_format(&text, "[formula %s]%c", limit,
                      options->form == MATH_FORM_DISPLAY ? '\n' : ' ');
    const char *clean = sanitize_text(arena, tex, length < SHOWN ? length : SHOWN, 0);
    buffer_add_text(&text, clean);
    if (length > SHOWN)
        buffer_add_text(&text, options->ascii ? "..." : "\u2026");
    if (options->ascii)
        make_ascii(&text);
    TextLines lines = {0};
    if (options->form == MATH_FORM_DISPLAY)
        lines_add_wrapped(&lines, arena, buffer_text(&text),
                          width < MATH_BOX_WIDTH_LIMIT ? width : MATH_BOX_WIDTH_LIMIT, 0,
                          ROLE_WARNING, 0);
    else
        lines_add_span(&lines, arena, buffer_text(&text),
                       utf8_fit(buffer_text(&text), text.length, MATH_BOX_WIDTH_LIMIT, NULL),
                       ROLE_WARNING, 0, NULL);
    buffer_done(&text);
    if (lines.count > MATH_BOX_HEIGHT_LIMIT)
        lines.count = MATH_BOX_HEIGHT_LIMIT;
    MathBox box = box_of_lines(arena, &lines);
    box.limited = true;
    return box;
}

static MathBox flatten(Arena *arena, const char *tex, size_t length, const MathOptions *options)
{
    Buffer row = {0};
    size_t unknown = math_flatten(&row, tex, length, options->ascii, options->macros);
    if (options->ascii)
        make_ascii(&row);
    TextLines lines = {0};
    lines_add_text(&lines, arena, options->role, buffer_text(&row));
    buffer_done(&row);
    if (lines.items[0].width > MATH_BOX_WIDTH_LIMIT)
        return show_source(arena, tex, length, options, "too large");
    MathBox box = box_of_lines(arena, &lines);
    box.unknown = unknown;
    return box;
}

/* --- two dimensions --- */

/* The list of items that are the formula, below groups and styles around all of it. */
static const MathNode *open_groups(Layout *layout, const MathNode *row)
{
    for (;;) {
        const MathNode *only = row->child;
        if (only == NULL || only->next != NULL)
            return row->child;
        if (only->kind == MATH_NODE_STYLE && only->role == ROLE_COUNT &&
            only->child->kind == MATH_NODE_ROW) {
            layout->style = only->style != MATH_STYLE_AS_IS ? only->style : layout->style;
            only = only->child;
        }
        if (only->kind != MATH_NODE_ROW)
            return row->child;
        row = only;
    }
}

/* Whether the formula is lines below one another, and a tag at most. */
static bool is_lines(const MathNode *first)
{
    if (first == NULL || first->kind != MATH_NODE_GRID ||
        (first->grid != MATH_GRID_LINES && first->grid != MATH_GRID_STACK))
        return false;
    const MathNode *rest = first->next;
    while (rest != NULL && (rest->kind == MATH_NODE_TAG || rest->kind == MATH_NODE_SPACE))
        rest = rest->next;
    return rest == NULL;
}

static Piece *layout_formula(Layout *layout, const MathNode *row, int available)
{
    const MathNode *first = open_groups(layout, row);
    const MathNode *tag_node = math_find_tag(first);
    Piece *tag = tag_node == NULL ? NULL : math_layout_node(layout, tag_node);
    int room = tag == NULL ? available : available - tag->width - 2;
    if (room <= 0)
        room = available;
    Piece *piece = is_lines(first) ? math_layout_grid(layout, first, room)
                                   : math_layout_row(layout, first, MATH_OPEN, room);
    if (tag != NULL)
        math_place_tag(piece, tag, 0, available);
    return piece;
}

static bool fits(const Piece *piece)
{
    return piece->width <= MATH_BOX_WIDTH_LIMIT &&
           math_piece_height(piece) <= MATH_BOX_HEIGHT_LIMIT;
}

/* The formula's piece, broken at options->width unless it gets too many lines then; NULL when it is too
 * large in any case. */
static const Piece *make_piece(Arena *scratch, const MathNode *row, const MathOptions *options)
{
    bool display = options->form == MATH_FORM_DISPLAY;
    MathStyle style = display ? MATH_STYLE_DISPLAY : MATH_STYLE_TEXT;
    const Layout start = {
        .arena = scratch,
        .ascii = options->ascii,
        .compact = !display,
        .unicode_scripts = !options->ascii && math_has_unicode_scripts(row, style),
        .alphabets = options->alphabets,
        .style = style,
        .role = options->role,
    };
    Layout layout = start;
    const Piece *piece = layout_formula(&layout, row, options->width);
    if (!fits(piece) && options->width > 0) {
        layout = start;
        piece = layout_formula(&layout, row, 0);
    }
    return fits(piece) ? piece : NULL;
}

/* Cells are work too, where macros made them: a few bytes can ask for many. */
static void count_cells(const MathBox *box, const MathMacros *macros)
{
    const size_t byte = 32; /* cells that cost as much as a byte of macros */
    (void)math_macros_count(macros, (size_t)box->width * (size_t)box->height / byte);
}

MathBox math_typeset(Arena *arena, const char *tex, size_t length, const MathOptions *options)
{
    if (options->form == MATH_FORM_LINE)
        return flatten(arena, tex, length, options);
    Arena *scratch = arena_new();
    MathParse parse = math_parse(scratch, tex, length, options->macros);
    const Piece *piece = parse.row == NULL ? NULL : make_piece(scratch, parse.row, options);
    MathBox box = {0};
    if (piece != NULL)
        math_draw(arena, scratch, piece, options->role, &box);
    else
        box =
            show_source(arena, tex, length, options, parse.row == NULL ? parse.limit : "too large");
    if (parse.expanded)
        count_cells(&box, options->macros);
    box.unknown = parse.unknown;
    arena_free(scratch);
    return box;
}
