/* A formula as one row of text. Two walks over its tree: the first finds out whether every script
 * has a Unicode form, the second writes, with a blank where TeX would leave room and parentheses
 * where flattening would otherwise change the meaning. */
#include "text/math.h"

#include <string.h>

#include "base/utf8.h"
#include "text/math_reading.h"
#include "text/math_tree.h"
#include "text/sanitize.h"

/* What stands last in the output, for telling whether the next item would run into it. */
typedef enum Tail { TAIL_NONE, TAIL_PLAIN, TAIL_WORD } Tail;

typedef struct Writer {
    Buffer *out;
    bool ascii;
    bool unicode_scripts;
    bool in_script; /* no blanks around operators there */
    Tail tail;
} Writer;

/* A row while it is written: items, and the explicit room before the next one. */
typedef struct Run {
    MathPlace place;
    int spaces;
} Run;

static void write_items(Writer *writer, Run *run, const MathNode *first);
static void write_node(Writer *writer, const MathNode *node);

static const char *text_of(const Writer *writer, const MathNode *node)
{
    return writer->ascii ? node->ascii : node->text;
}

/* What a group or a change of style comes down to. */
static const MathNode *core(const MathNode *node)
{
    for (node = math_bare(node); node->kind == MATH_NODE_STYLE;)
        node = math_bare(node->child);
    return node;
}

/* --- writing --- */

static void write_text(Writer *writer, const char *text, Tail tail)
{
    buffer_add_text(writer->out, text);
    if (text[0] != '\0')
        writer->tail = tail;
}

static void write_wrapped(Writer *writer, const MathNode *node, bool parentheses)
{
    if (parentheses)
        write_text(writer, "(", TAIL_PLAIN);
    writer->tail = parentheses ? TAIL_NONE : writer->tail;
    write_node(writer, node);
    if (parentheses)
        write_text(writer, ")", TAIL_PLAIN);
}

/* One above the other without a bar: a; b. */
static void write_pair(Writer *writer, const MathNode *node, const char *between)
{
    write_node(writer, node->child);
    write_text(writer, between, TAIL_NONE);
    write_node(writer, node->below);
}

static void write_fraction(Writer *writer, const MathNode *node)
{
    if (node->plain) {
        write_text(writer, "(", TAIL_NONE);
        write_pair(writer, node, "; ");
        write_text(writer, ")", TAIL_PLAIN);
        return;
    }
    const MathNode *above = core(node->child);
    bool pair = above->kind == MATH_NODE_FRACTION && above->plain; /* has parentheses already */
    write_wrapped(writer, node->child, !pair && math_weigh(node->child) == MATH_WEIGHT_SUM);
    write_text(writer, "/", TAIL_PLAIN);
    write_wrapped(writer, node->below, math_weigh(node->below) != MATH_WEIGHT_SINGLE);
}

/* √x; parentheses unless the radicand is one item whose end is clear. */
static void write_root(Writer *writer, const MathNode *node)
{
    const MathNode *radicand = core(node->child);
    if (writer->ascii) {
        write_text(writer, node->above == NULL ? "sqrt(" : "root(", TAIL_NONE);
        if (node->above != NULL) {
            write_node(writer, node->above);
            write_text(writer, ", ", TAIL_NONE);
        }
        write_node(writer, radicand);
        write_text(writer, ")", TAIL_PLAIN);
        return;
    }
    if (node->above != NULL && !math_convert_script(node->above, true, NULL)) {
        write_wrapped(writer, radicand, math_weigh(radicand) != MATH_WEIGHT_SINGLE);
        write_text(writer, "^(1/", TAIL_NONE);
        write_wrapped(writer, node->above, math_weigh(node->above) != MATH_WEIGHT_SINGLE);
        write_text(writer, ")", TAIL_PLAIN);
        return;
    }
    if (node->above != NULL)
        (void)math_convert_script(node->above, true, writer->out);
    write_text(writer, "\xE2\x88\x9A", TAIL_PLAIN);
    bool clear =
        radicand->kind == MATH_NODE_ATOM || radicand->kind == MATH_NODE_ACCENT ||
        radicand->kind == MATH_NODE_FENCE ||
        (radicand->kind == MATH_NODE_SCRIPTS && radicand->above == NULL && writer->unicode_scripts);
    write_wrapped(writer, radicand, !clear);
    writer->tail = clear ? TAIL_WORD : TAIL_PLAIN; /* √xy would hide where the root ends */
}

/* Writes `child` with the combining character `mark` on it; over several characters, unless the mark is
 * a `line`, as a call of `name`: hat(xy). */
static void write_marked(Writer *writer, const MathNode *child, const char *mark, const char *name,
                         bool line)
{
    const size_t crowded = 16; /* bytes of a character: more marks on it cannot be told apart */
    Buffer inner = {0};
    Writer inside = *writer;
    inside.out = &inner;
    inside.tail = TAIL_NONE;
    write_node(&inside, child);
    int width = utf8_width(buffer_text(&inner));
    bool gaps = memchr(buffer_text(&inner), ' ', inner.length) != NULL; /* blanks take no marks */
    if (writer->ascii || width == 0 || (width > 1 && (!line || gaps))) {
        write_text(writer, name, TAIL_WORD);
        write_text(writer, "(", TAIL_PLAIN);
        write_text(writer, buffer_text(&inner), TAIL_PLAIN);
        write_text(writer, ")", TAIL_PLAIN);
    } else {
        for (size_t at = 0; at < inner.length;) {
            int cells;
            size_t count = utf8_next_cluster(inner.data + at, inner.length - at, &cells);
            buffer_add(writer->out, inner.data + at, count);
            write_text(writer, count < crowded ? mark : "", TAIL_PLAIN);
            at += count;
        }
    }
    buffer_done(&inner);
}

static void write_accent(Writer *writer, const MathNode *node)
{
    bool line = strcmp(node->text, "\u0305") == 0 || strcmp(node->text, "\u0332") == 0;
    write_marked(writer, node->child, node->text, node->ascii, line);
}

/* Arrows over an item are a vector's; braces say nothing without their label. */
static void write_brace(Writer *writer, const MathNode *node)
{
    if (node->text[0] == '<' || node->text[0] == '>')
        write_marked(writer, node->child, "\u20D7", "vec", false);
    else if (node->text[0] == '-')
        write_marked(writer, node->child, node->under ? "\u0332" : "\u0305", "bar", true);
    else
        write_node(writer, node->child);
}

/* Whether a script can stand behind ^ or _ without parentheses: letters, a number, or one sign. */
static bool is_compact(const char *text, size_t length)
{
    int cells;
    if (length == 0)
        return false;
    if (utf8_next_cluster(text, length, &cells) == length)
        return true;
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < length; i++) {
        letters += math_is_ascii_letter(text[i]) ? 1 : 0;
        digits += text[i] >= '0' && text[i] <= '9' ? 1 : 0;
    }
    return letters == length || digits == length;
}

static void write_script(Writer *writer, const MathNode *script, const char *sign)
{
    if (script == NULL)
        return;
    Buffer inner = {0};
    Writer inside = *writer;
    inside.out = &inner;
    inside.in_script = true;
    inside.tail = TAIL_NONE;
    write_node(&inside, script);
    const MathNode *first = script->kind == MATH_NODE_ROW ? script->child : script;
    const MathNode *only = core(script);
    bool pair = only->kind == MATH_NODE_FRACTION && only->plain; /* has parentheses already */
    bool compact = pair || is_compact(buffer_text(&inner), inner.length) ||
                   (inner.length > 0 && inner.data[0] == '(' && math_is_bracketed(first));
    if (inner.length > 0) {
        write_text(writer, sign, TAIL_PLAIN);
        write_text(writer, compact ? "" : "(", TAIL_PLAIN);
        write_text(writer, buffer_text(&inner), TAIL_WORD);
        write_text(writer, compact ? "" : ")", TAIL_PLAIN);
    }
    buffer_done(&inner);
}

/* Whether scripts behind `base` belong to all of it without parentheses. */
static bool is_tight(const MathNode *base)
{
    switch (base->kind) {
    case MATH_NODE_ROW:
        return base->child == NULL;
    case MATH_NODE_FRACTION:
    case MATH_NODE_ROOT:
        return false;
    case MATH_NODE_BRACE:
        return math_weigh(base->child) == MATH_WEIGHT_SINGLE;
    default:
        return true;
    }
}

static void write_scripts_behind(Writer *writer, const MathNode *node)
{
    for (int i = 0; i < node->primes; i++)
        write_text(writer, writer->ascii ? "'" : "\xE2\x80\xB2", TAIL_PLAIN);
    if (writer->unicode_scripts) {
        if (node->below != NULL)
            (void)math_convert_script(node->below, false, writer->out);
        if (node->above != NULL)
            (void)math_convert_script(node->above, true, writer->out);
    } else {
        write_script(writer, node->below, "_");
        write_script(writer, node->above, "^");
    }
}

static void write_scripts(Writer *writer, const MathNode *node)
{
    const MathNode *base = core(node->child);
    write_wrapped(writer, base, !is_tight(base));
    write_scripts_behind(writer, node);
}

static void write_arrow(Writer *writer, const MathNode *node)
{
    write_text(writer, text_of(writer, node), TAIL_PLAIN);
    write_scripts_behind(writer, node);
}

static bool ends_with_punctuation(const Writer *writer)
{
    return writer->out->length > 0 &&
           strchr(",;", writer->out->data[writer->out->length - 1]) != NULL;
}

/* Objects and arrows in turn; what is empty is left out. */
static void write_diagram_row(Writer *writer, const MathNode *row)
{
    size_t start = writer->out->length;
    for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
        bool empty = cell->kind == MATH_NODE_ROW && cell->child == NULL;
        if (!empty && writer->out->length > start)
            write_text(writer, " ", TAIL_NONE);
        write_node(writer, cell);
    }
}

/* Cells of one row: [a, b], {x if y}; those of a line are pieces of one formula. */
static void write_cells(Writer *writer, const MathNode *row, MathGridStyle style)
{
    Run run = {.place.before = MATH_OPEN};
    writer->tail = TAIL_NONE;
    if (style == MATH_GRID_DIAGRAM) {
        write_diagram_row(writer, row);
        return;
    }
    if (style == MATH_GRID_LINES) {
        if (row->child != NULL && row->child->child == NULL)
            run.place.before = MATH_ORD; /* it goes on with the line before */
        int index = 0;
        for (const MathNode *cell = row->child; cell != NULL; cell = cell->next, index++) {
            if (index > 0 && index % 2 == 0) /* columns make pairs: another formula begins */
                run.spaces += 2;
            write_items(writer, &run, cell->child);
        }
        return;
    }
    for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
        writer->tail = TAIL_NONE;
        write_node(writer, cell);
        if (cell->next == NULL)
            break;
        const MathNode *next = cell->next->child;
        while (next != NULL && next->kind == MATH_NODE_ROW)
            next = next->child;
        bool words = next != NULL && next->kind == MATH_NODE_WORDS;
        bool plain = ends_with_punctuation(writer) || (style == MATH_GRID_CASES && words);
        write_text(writer, plain ? " " : ", ", TAIL_NONE);
    }
}

/* A delimiter of a grid; that which cases leave out says where they end in a row. */
static void write_grid_end(Writer *writer, const MathNode *node, const char *text,
                           const char *brace, Tail tail)
{
    bool left_out = node->grid == MATH_GRID_CASES && text[0] == '\0';
    write_text(writer, left_out ? brace : text, tail);
}

static bool is_empty_row(const MathNode *row)
{
    return row->child == NULL || (row->child->child == NULL && row->child->next == NULL);
}

/* Between rows. A comma at a row's end says less than the semicolon where commas part the cells. */
static void write_row_end(Writer *writer, MathGridStyle style)
{
    bool punctuated = ends_with_punctuation(writer);
    if (punctuated && style != MATH_GRID_LINES)
        writer->out->data[writer->out->length - 1] = ';';
    write_text(writer, punctuated ? " " : "; ", TAIL_NONE);
}

static void write_grid(Writer *writer, const MathNode *node)
{
    write_grid_end(writer, node, text_of(writer, node), "{", TAIL_NONE);
    bool in_script = writer->in_script, first = true;
    writer->in_script = false;
    for (const MathNode *row = node->child; row != NULL; row = row->next) {
        if (is_empty_row(row))
            continue;
        if (!first)
            write_row_end(writer, node->grid);
        write_cells(writer, row, node->grid);
        first = false;
    }
    writer->in_script = in_script;
    write_grid_end(writer, node, writer->ascii ? node->closing_ascii : node->closing, "}",
                   TAIL_PLAIN);
}

static void write_fence(Writer *writer, const MathNode *node)
{
    const MathNode *inside = math_bare(node->child);
    bool pair = inside->kind == MATH_NODE_FRACTION && inside->plain;
    bool binomial = pair && node->text[0] == '(';
    write_text(writer, binomial ? "C" : "", TAIL_PLAIN);
    write_text(writer, text_of(writer, node), TAIL_NONE);
    if (pair)
        write_pair(writer, inside, binomial ? ", " : "; ");
    else
        write_node(writer, node->child);
    write_text(writer, writer->ascii ? node->closing_ascii : node->closing, TAIL_PLAIN);
}

static void write_atom(Writer *writer, const MathNode *node)
{
    const char *text = text_of(writer, node);
    bool word = ((math_is_ascii_letter(text[0]) || text[0] == '\\') && text[1] != '\0') ||
                (writer->ascii && math_is_small_script(node)); /* x_1 y */
    write_text(writer, text, word ? TAIL_WORD : TAIL_PLAIN);
}

/* Between brackets that stand for a frame. */
static void write_frame(Writer *writer, const MathNode *node)
{
    write_text(writer, "[", TAIL_NONE);
    write_node(writer, node->child);
    write_text(writer, "]", TAIL_PLAIN);
}

static void write_row(Writer *writer, const MathNode *row)
{
    Run run = {.place.before = MATH_OPEN};
    write_items(writer, &run, row->child);
}

static void write_node(Writer *writer, const MathNode *node)
{
    switch (node->kind) {
    case MATH_NODE_ATOM:
    case MATH_NODE_WORDS:
    case MATH_NODE_UNKNOWN:
    case MATH_NODE_MIDDLE:
    case MATH_NODE_DELIMITER:
        write_atom(writer, node);
        break;
    case MATH_NODE_ROW:
        write_row(writer, node);
        break;
    case MATH_NODE_FRACTION:
        write_fraction(writer, node);
        break;
    case MATH_NODE_ROOT:
        write_root(writer, node);
        break;
    case MATH_NODE_SCRIPTS:
        write_scripts(writer, node);
        break;
    case MATH_NODE_ACCENT:
        write_accent(writer, node);
        break;
    case MATH_NODE_BRACE:
        write_brace(writer, node);
        break;
    case MATH_NODE_ARROW:
        write_arrow(writer, node);
        break;
    case MATH_NODE_FENCE:
        write_fence(writer, node);
        break;
    case MATH_NODE_GRID:
        write_grid(writer, node);
        break;
    case MATH_NODE_STYLE:
    case MATH_NODE_TAG:
        write_node(writer, node->child);
        break;
    case MATH_NODE_FRAME:
        write_frame(writer, node);
        break;
    case MATH_NODE_STRIKE:
        write_marked(writer, node->child, "\u0336", "cancel", true);
        break;
    case MATH_NODE_BREAK:
        write_text(writer, ";", TAIL_PLAIN);
        break;
    case MATH_NODE_SPACE:
    case MATH_NODE_PHANTOM:
        break;
    }
}

static bool is_bare_fraction(const MathNode *node)
{
    node = core(node);
    return node->kind == MATH_NODE_FRACTION && !node->plain;
}

static void insert_blanks(Buffer *out, size_t at, int count)
{
    size_t behind = out->length - at;
    for (int i = 0; i < count; i++)
        buffer_add_char(out, ' ');
    memmove(out->data + at + count, out->data + at, behind);
    memset(out->data + at, ' ', (size_t)count);
}

/* Whether the item at `start` of the output would run into what is before it: f and x make no fx
 * when one of them is a word, nor does x_i y, nor f(x)g(x). */
static bool runs_together(const Writer *writer, Tail tail, size_t start)
{
    const char *text = writer->out->data + start;
    bool long_word =
        (math_is_ascii_letter(text[0]) && math_is_ascii_letter(text[1])) || text[0] == '\\';
    if (writer->ascii && strncmp(text, "||", 2) == 0 && text[-1] == '|')
        return true; /* ||x|| ||y|| */
    if (!math_is_word_byte(text[0]) || strncmp(text, "\xE2\x80\x96", 3) == 0)
        return false;
    return text[-1] == ')' ? !writer->in_script
                           : math_is_word_byte(text[-1]) && (tail == TAIL_WORD || long_word);
}

/* Writes one item of a row, with the usual room before it or `spaces`, the explicit one. */
static void write_item(Writer *writer, const MathPlace *place, MathClass class, int spaces)
{
    size_t start = writer->out->length;
    Tail tail = writer->tail;
    if (is_bare_fraction(place->node))
        write_wrapped(writer, core(place->node), math_fraction_binds(place));
    else
        write_node(writer, place->node);
    if (start == 0 || writer->out->length == start || place->previous == NULL ||
        writer->out->data[start - 1] == ' ' || writer->out->data[start] == ' ' ||
        math_is_small_script(place->node))
        return;
    MathClass left = math_is_fence(place->previous) ? MATH_INNER : place->before;
    bool slash = math_is_text(place->node, "/") || math_is_text(place->previous, "/");
    int blanks =
        slash ? 0
              : math_gap(writer->in_script, left, math_is_fence(place->node) ? MATH_OPEN : class);
    if (blanks == 0 && left != MATH_OPEN && runs_together(writer, tail, start))
        blanks = 1;
    if (spaces > blanks && (!writer->in_script || spaces > 1))
        blanks = spaces;
    insert_blanks(writer->out, start, blanks);
}

static void write_items(Writer *writer, Run *run, const MathNode *first)
{
    for (const MathNode *node = first; node != NULL; node = node->next) {
        if (node->kind == MATH_NODE_SPACE) {
            run->spaces += node->cells;
            continue;
        }
        if (node->kind == MATH_NODE_TAG && run->spaces < 2)
            run->spaces = 2;
        run->place.node = node;
        MathClass class = math_class_at(&run->place);
        if (is_bare_fraction(node))
            class = MATH_INNER;
        write_item(writer, &run->place, class, run->spaces);
        run->place.previous = node;
        run->place.before = class;
        run->spaces = 0;
    }
}

/* The source in one row, and ASCII alone when asked. */
static void write_source(Buffer *out, Arena *arena, const char *tex, size_t length, bool ascii)
{
    const char *safe = sanitize_text(arena, tex, length, 0);
    for (; *safe != '\0'; safe++) {
        unsigned char byte = (unsigned char)*safe;
        if (byte < 0x80 || !ascii)
            buffer_add_char(out, *safe);
        else if ((byte & 0xC0) != 0x80)
            buffer_add_char(out, '?');
    }
}

size_t math_flatten(Buffer *out, const char *tex, size_t length, bool ascii,
                    const MathMacros *macros)
{
    Arena *arena = arena_new();
    MathParse parse = math_parse(arena, tex, length, macros);
    if (parse.row == NULL) {
        write_source(out, arena, tex, length, ascii);
    } else {
        Buffer text = {0};
        Writer writer = {.out = &text,
                         .ascii = ascii,
                         .unicode_scripts =
                             !ascii && math_has_unicode_scripts(parse.row, MATH_STYLE_AS_IS)};
        write_row(&writer, parse.row);
        buffer_add(out, buffer_text(&text), text.length);
        buffer_done(&text);
    }
    arena_free(arena);
    return parse.unknown;
}
