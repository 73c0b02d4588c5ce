/* What goes over and under a piece as wide as it: accents, braces, stretched arrows, frames. */
#include <string.h>

#include "base/utf8.h"
#include "text/math_layout.h"
#include "text/math_reading.h"

/* --- accents --- */

/* How a combining mark looks in a row of its own: left end, filling, right end; where these are "" the
 * filling stands once, centred. */
typedef struct Wide {
    const char *mark;
    const char *unicode[3], *ascii[3];
    const char *small; /* what a narrow accent is like; NULL: as wide as its base, too */
} Wide;

static const Wide wides[] = {
    {"\u0302", {"╱", "▔", "╲"}, {"/", "^", "\\"}, "^"}, /* hat */
    {"\u0303", {"~", "~", "~"}, {"~", "~", "~"}, "~"},  /* tilde */
    {"\u0304", {"▁", "▁", "▁"}, {"_", "_", "_"}, NULL}, /* bar */
    {"\u0305", {"▁", "▁", "▁"}, {"_", "_", "_"}, NULL}, /* overline */
    {"\u0332", {"▔", "▔", "▔"}, {"-", "-", "-"}, NULL}, /* underline */
    {"\u0331", {"▔", "▔", "▔"}, {"-", "-", "-"}, NULL}, /* bar below */
    {"\u20D7", {"─", "─", "→"}, {"-", "-", ">"}, NULL}, /* vector */
    {"\u20D6", {"←", "─", "─"}, {"<", "-", "-"}, NULL}, /* arrow to the left */
    {"\u20E1", {"←", "─", "→"}, {"<", "-", ">"}, NULL}, /* arrow both ways */
    {"\u0307", {"", "˙", ""}, {"", ".", ""}, NULL},     /* dot */
    {"\u0308", {"", "¨", ""}, {"", "..", ""}, NULL},    /* two dots */
    {"\u20DB", {"", "⋯", ""}, {"", "...", ""}, NULL},   /* three dots */
    {"\u20DC", {"", "⋯", ""}, {"", "....", ""}, NULL},  /* four dots */
    {"\u030C", {"╲", "▁", "╱"}, {"\\", "_", "/"}, "v"}, /* check */
    {"\u0306", {"", "˘", ""}, {"", "u", ""}, NULL},     /* breve */
    {"\u0301", {"", "´", ""}, {"", "/", ""}, NULL},     /* acute */
    {"\u0300", {"", "`", ""}, {"", "\\", ""}, NULL},    /* grave */
    {"\u030A", {"", "˚", ""}, {"", "o", ""}, NULL},     /* ring */
};

/* The row of an accent over `width` cells; NULL when there is none for this mark. \hat and \tilde stay
 * small over several letters, \widehat does not. */
static Piece *wide_accent(Layout *layout, const MathNode *node, int width)
{
    for (size_t i = 0; i < sizeof wides / sizeof wides[0]; i++) {
        const Wide *wide = &wides[i];
        if (strcmp(wide->mark, node->text) != 0)
            continue;
        const char *const *parts = layout->ascii ? wide->ascii : wide->unicode;
        if (parts[0][0] == '\0')
            return math_piece_text(layout, parts[1]);
        if (wide->small != NULL && (!node->wide || (layout->ascii && width < 3)))
            return math_piece_text(layout, wide->small);
        if (width > 1)
            return math_piece_stretch(layout, parts[0], parts[1], parts[2], width);
        bool points_left = strcmp(parts[0], parts[1]) != 0 && strcmp(parts[1], parts[2]) == 0;
        return math_piece_text(layout, parts[points_left ? 0 : 2]);
    }
    return NULL;
}

static bool is_line(const MathNode *node)
{
    return strcmp(node->text, "\u0305") == 0 || strcmp(node->text, "\u0332") == 0 ||
           strcmp(node->text, "\u0304") == 0;
}

/* Whether a line made of marks would have gaps: blanks take none. */
static bool has_blanks(const Piece *piece)
{
    for (const Piece *child = piece->child; child != NULL; child = child->next) {
        if (child->room > 0)
            return true;
    }
    return false;
}

/* Combining marks on the child's cells. */
static Piece *marked(Layout *layout, const MathNode *node, Piece *child)
{
    Piece *group = math_piece_group(layout);
    Piece *mark = math_piece_fill(layout, node->text, child->width, 1);
    mark->kind = PIECE_MARK;
    math_piece_append(group, child, 0);
    math_piece_place(group, mark, 0, 0);
    group->word_left = child->word_left;
    group->word_right = child->word_right;
    group->long_word = child->long_word;
    return group;
}

/* hat(xy): an accent that has no row of its own. */
static Piece *named(Layout *layout, const MathNode *node, Piece *child)
{
    static const MathNode parentheses = {
        .text = "(", .ascii = "(", .closing = ")", .closing_ascii = ")"};
    Piece *group = math_piece_group(layout);
    math_piece_append(group, math_piece_text(layout, node->ascii), 0);
    math_piece_append(group, math_fence_piece(layout, &parentheses, child), 0);
    group->closes = true;
    group->word_left = group->long_word = true;
    return group;
}

Piece *math_layout_accent(Layout *layout, const MathNode *node)
{
    Piece *child = math_layout_node(layout, node->child);
    bool flat = child->up + child->down == 0 && child->width > 0;
    bool small = layout->compact || layout->style == MATH_STYLE_SCRIPT;
    bool line = small && is_line(node) && !has_blanks(child);
    if (!layout->ascii && flat && (child->width == 1 || line))
        return marked(layout, node, child);
    Piece *accent = wide_accent(layout, node, math_larger(child->width, 1));
    if (accent == NULL)
        return named(layout, node, child);
    Piece *group = math_layout_stacked(layout, child, node->under ? NULL : accent,
                                       node->under ? accent : NULL);
    group->ruled = node->wide || is_line(node);
    group->word_left = child->word_left;
    group->word_right = child->word_right;
    group->long_word = child->long_word;
    return group;
}

/* --- braces --- */

/* A brace over its child; under it the corners are the other way. */
typedef struct Brace {
    const char *name;
    const char *over[4], *under[4], *ascii_over[4], *ascii_under[4]; /* left, line, middle, right */
} Brace;

static const Brace braces[] = {
    {"{", {"╭", "─", "┴", "╮"}, {"╰", "─", "┬", "╯"}, {"/", "-", "^", "\\"}, {"\\", "_", "v", "/"}},
    {"[", {"┌", "─", "─", "┐"}, {"└", "─", "─", "┘"}, {".", "-", "-", "."}, {"'", "-", "-", "'"}},
    {"(", {"╭", "─", "─", "╮"}, {"╰", "─", "─", "╯"}, {"/", "-", "-", "\\"}, {"\\", "_", "_", "/"}},
    {">", {"─", "─", "─", "→"}, {"─", "─", "─", "→"}, {"-", "-", "-", ">"}, {"-", "-", "-", ">"}},
    {"<", {"←", "─", "─", "─"}, {"←", "─", "─", "─"}, {"<", "-", "-", "-"}, {"<", "-", "-", "-"}},
    {"<>", {"←", "─", "─", "→"}, {"←", "─", "─", "→"}, {"<", "-", "-", ">"}, {"<", "-", "-", ">"}},
    {"-", {"▁", "▁", "▁", "▁"}, {"▔", "▔", "▔", "▔"}, {"_", "_", "_", "_"}, {"-", "-", "-", "-"}},
};

static const Brace *find_brace(const char *name)
{
    for (size_t i = 0; i < sizeof braces / sizeof braces[0]; i++) {
        if (strcmp(braces[i].name, name) == 0)
            return &braces[i];
    }
    return &braces[0];
}

static Piece *brace_row(Layout *layout, const MathNode *node, int width)
{
    const Brace *brace = find_brace(node->text);
    const char *const *parts = layout->ascii
                                   ? (node->under ? brace->ascii_under : brace->ascii_over)
                                   : (node->under ? brace->under : brace->over);
    if (width < 3)
        return math_piece_stretch(layout, parts[0], parts[1], parts[3], width);
    Piece *group = math_piece_group(layout);
    int left = (width - 1) / 2;
    math_piece_append(group, math_piece_text(layout, parts[0]), 0);
    math_piece_append(group, math_piece_fill(layout, parts[1], left - 1, 1), 0);
    math_piece_append(group, math_piece_text(layout, parts[2]), 0);
    math_piece_append(group, math_piece_fill(layout, parts[1], width - left - 2, 1), 0);
    math_piece_append(group, math_piece_text(layout, parts[3]), 0);
    return group;
}

Piece *math_layout_brace(Layout *layout, const MathNode *node)
{
    Piece *child = math_layout_node(layout, node->child);
    bool pointed = strcmp(node->text, "-") != 0;
    Piece *brace = brace_row(layout, node, math_larger(child->width, pointed ? 2 : 1));
    Piece *group =
        math_layout_stacked(layout, child, node->under ? NULL : brace, node->under ? brace : NULL);
    group->barred = group->braced = true;
    return group;
}

/* --- arrows --- */

/* An arrow in parts that can be stretched: left end, line, right end. */
typedef struct Arrow {
    const char *text;
    const char *parts[3];
} Arrow;

static const Arrow arrows[] = {
    {"→", {"─", "─", "→"}}, {"←", {"←", "─", "─"}}, {"↔", {"←", "─", "→"}}, {"⇒", {"═", "═", "⇒"}},
    {"⇐", {"⇐", "═", "═"}}, {"⇔", {"⇐", "═", "⇒"}}, {"↦", {"├", "─", "→"}}, {"↪", {"╰", "─", "→"}},
    {"↩", {"←", "─", "╯"}}, {"↠", {"─", "─", "↠"}}, {"↞", {"↞", "─", "─"}}, {"=", {"═", "═", "═"}},
    {"⇀", {"─", "─", "⇀"}}, {"⇁", {"─", "─", "⇁"}}, {"↼", {"↼", "─", "─"}}, {"↽", {"↽", "─", "─"}},
    {"↤", {"←", "─", "┤"}}, {"⟶", {"─", "─", "→"}}, {"⟵", {"←", "─", "─"}}, {"⟹", {"═", "═", "⇒"}},
    {"⟸", {"⇐", "═", "═"}},
};

static Piece *stretch_ascii_arrow(Layout *layout, const char *ascii, int width)
{
    size_t length = strlen(ascii);
    if (length < 2)
        return math_piece_text(layout, ascii);
    bool points_left = ascii[0] == '<';
    const char *fill = arena_dup_range(layout->arena, ascii + (points_left ? 1 : length - 2), 1);
    Piece *group = math_piece_group(layout);
    Piece *arrow = math_piece_text(layout, ascii);
    Piece *line = math_piece_fill(layout, fill, math_larger(width - arrow->width, 0), 1);
    bool mapping = ascii[0] == '|';
    if (mapping)
        math_piece_append(group, math_piece_text(layout, "|"), 0);
    arrow = mapping ? math_piece_text(layout, ascii + 1) : arrow;
    math_piece_append(group, points_left ? arrow : line, 0);
    math_piece_append(group, points_left ? line : arrow, 0);
    return group;
}

Piece *math_stretch_arrow(Layout *layout, const MathNode *node, int width)
{
    if (layout->ascii)
        return stretch_ascii_arrow(layout, node->ascii, width);
    for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++) {
        const char *const *parts = arrows[i].parts;
        if (strcmp(arrows[i].text, node->text) == 0)
            return math_piece_stretch(layout, parts[0], parts[1], parts[2], width);
    }
    return math_piece_text(layout, node->text);
}

Piece *math_layout_arrow(Layout *layout, const MathNode *node)
{
    Piece *above =
        node->above == NULL ? NULL : math_layout_styled(layout, node->above, MATH_STYLE_SCRIPT);
    Piece *below =
        node->below == NULL ? NULL : math_layout_styled(layout, node->below, MATH_STYLE_SCRIPT);
    int width = math_larger(above == NULL ? 0 : above->width, below == NULL ? 0 : below->width);
    return math_layout_stacked(layout, math_stretch_arrow(layout, node, width + 2), above, below);
}

/* --- frames and strokes --- */

Piece *math_layout_frame(Layout *layout, const MathNode *node)
{
    Piece *inner = math_layout_node(layout, node->child);
    Piece *group = math_piece_group(layout);
    int width = inner->width + 4, rows = math_piece_height(inner);
    int top = -inner->up - 1, bottom = inner->down + 1;
    const char *line = math_layout_choose(layout, "─", "-");
    const char *side = math_layout_choose(layout, "│", "|");
    const char *const corners[2][2] = {{"┌", "┐"}, {"└", "┘"}};
    for (int i = 0; i < 2; i++) {
        const char *left = math_layout_choose(layout, corners[i][0], "+");
        const char *right = math_layout_choose(layout, corners[i][1], "+");
        math_piece_place(group, math_piece_stretch(layout, left, line, right, width), 0,
                         i == 0 ? top : bottom);
        math_piece_place(group, math_piece_fill(layout, side, 1, rows), i == 0 ? 0 : width - 1,
                         -inner->up);
    }
    math_piece_place(group, inner, 2, 0);
    return group;
}

Piece *math_layout_strike(Layout *layout, const MathNode *node)
{
    static const MathNode ends = {
        .text = "", .ascii = "cancel(", .closing = "", .closing_ascii = ")"};
    Piece *inner = math_layout_node(layout, node->child);
    if (layout->ascii) {
        Piece *fence = math_fence_piece(layout, &ends, inner);
        fence->word_left = fence->long_word = fence->closes = true;
        return fence;
    }
    Piece *group = math_piece_group(layout);
    Piece *mark = math_piece_fill(layout, "\u0338", inner->width, math_piece_height(inner));
    mark->kind = PIECE_MARK;
    math_piece_append(group, inner, 0);
    math_piece_place(group, mark, 0, -inner->up);
    group->word_left = inner->word_left;
    group->word_right = inner->word_right;
    group->long_word = inner->long_word;
    return group;
}
