/* A formula as one row of text. Two walks over its tree: the first finds out whether every script
 * has a Unicode form, the second writes, with a blank where TeX would leave room and parentheses
 * where flattening would otherwise change the meaning. */
#include "text/math.h"

#include <string.h>

#include "base/utf8.h"
#include "text/math_reading.h"
#include "text/math_tree.h"

/* What stands last in the output, for telling whether the next item would run into it. */
typedef enum Tail { TAIL_NONE, TAIL_PLAIN, TAIL_WORD } Tail;

typedef struct Writer {
    Buffer *out;
    bool ascii;
    bool unicode_scripts;
    bool in_script; /* no blanks around operators there */
    Tail tail;
} Writer;

static void write_row(Writer *writer, const MathNode *row);
static void write_node(Writer *writer, const MathNode *node);

static bool is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static const char *text_of(const Writer *writer, const MathNode *node)
{
    return writer->ascii ? node->ascii : node->text;
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

static void write_fraction(Writer *writer, const MathNode *node)
{
    write_wrapped(writer, node->child, math_weigh(node->child) == MATH_WEIGHT_SUM);
    write_text(writer, "/", TAIL_PLAIN);
    write_wrapped(writer, node->below, math_weigh(node->below) != MATH_WEIGHT_SINGLE);
}

/* √x; parentheses unless the radicand is one item whose end is clear. */
static void write_root(Writer *writer, const MathNode *node)
{
    const MathNode *radicand = math_bare(node->child);
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

/* An accent over one character is a combining mark; over more, it is a name: hat(xy). Lines go over
 * any number of letters. */
static void write_accent(Writer *writer, const MathNode *node)
{
    Buffer inner = {0};
    Writer inside = *writer;
    inside.out = &inner;
    inside.tail = TAIL_NONE;
    write_node(&inside, node->child);
    int width = utf8_width(buffer_text(&inner));
    bool line = node->text[0] == '\xCC' && (node->text[1] == '\x85' || node->text[1] == '\xB2');
    if (writer->ascii || width == 0 || (width > 1 && !line)) {
        write_text(writer, node->ascii, TAIL_WORD);
        write_text(writer, "(", TAIL_PLAIN);
        write_text(writer, buffer_text(&inner), TAIL_PLAIN);
        write_text(writer, ")", TAIL_PLAIN);
    } else {
        for (size_t at = 0; at < inner.length;) {
            int cells;
            size_t count = utf8_next_cluster(inner.data + at, inner.length - at, &cells);
            buffer_add(writer->out, inner.data + at, count);
            write_text(writer, node->text, TAIL_PLAIN);
            at += count;
        }
    }
    buffer_done(&inner);
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
        letters += is_ascii_letter(text[i]) ? 1 : 0;
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
    bool compact = is_compact(buffer_text(&inner), inner.length) ||
                   (inner.length > 0 && inner.data[0] == '(' && math_is_bracketed(first));
    if (inner.length > 0) {
        write_text(writer, sign, TAIL_PLAIN);
        write_text(writer, compact ? "" : "(", TAIL_PLAIN);
        write_text(writer, buffer_text(&inner), TAIL_WORD);
        write_text(writer, compact ? "" : ")", TAIL_PLAIN);
    }
    buffer_done(&inner);
}

static void write_scripts(Writer *writer, const MathNode *node)
{
    const MathNode *base = math_bare(node->child);
    bool tight = base->kind == MATH_NODE_ATOM || base->kind == MATH_NODE_WORDS ||
                 base->kind == MATH_NODE_FENCE || base->kind == MATH_NODE_ACCENT ||
                 base->kind == MATH_NODE_SCRIPTS || base->kind == MATH_NODE_GRID ||
                 (base->kind == MATH_NODE_ROW && base->child == NULL);
    write_wrapped(writer, base, !tight);
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

static bool ends_with_punctuation(const Writer *writer)
{
    return writer->out->length > 0 &&
           strchr(",;", writer->out->data[writer->out->length - 1]) != NULL;
}

/* Cells of one row: [a, b], {x if y}. */
static void write_cells(Writer *writer, const MathNode *row, MathGridStyle style)
{
    for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
        writer->tail = TAIL_NONE;
        write_row(writer, cell);
        if (cell->next == NULL)
            break;
        const MathNode *next = cell->next->child;
        bool words = next != NULL && next->kind == MATH_NODE_WORDS;
        bool plain = style == MATH_GRID_CASES && (words || ends_with_punctuation(writer));
        write_text(writer, plain ? " " : ", ", TAIL_NONE);
    }
}

static void write_grid(Writer *writer, const MathNode *node)
{
    write_text(writer, text_of(writer, node), TAIL_NONE);
    bool in_script = writer->in_script;
    writer->in_script = false;
    for (const MathNode *row = node->child; row != NULL; row = row->next) {
        write_cells(writer, row, node->grid);
        if (row->next != NULL)
            write_text(writer, ends_with_punctuation(writer) ? " " : "; ", TAIL_NONE);
    }
    writer->in_script = in_script;
    write_text(writer, writer->ascii ? node->closing_ascii : node->closing, TAIL_PLAIN);
}

static void write_fence(Writer *writer, const MathNode *node)
{
    write_text(writer, text_of(writer, node), TAIL_NONE);
    write_node(writer, node->child);
    write_text(writer, writer->ascii ? node->closing_ascii : node->closing, TAIL_PLAIN);
}

static void write_atom(Writer *writer, const MathNode *node)
{
    const char *text = text_of(writer, node);
    bool word = (is_ascii_letter(text[0]) || text[0] == '\\') && text[1] != '\0';
    write_text(writer, text, word ? TAIL_WORD : TAIL_PLAIN);
}

static void write_node(Writer *writer, const MathNode *node)
{
    switch (node->kind) {
    case MATH_NODE_ATOM:
    case MATH_NODE_WORDS:
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
    case MATH_NODE_FENCE:
        write_fence(writer, node);
        break;
    case MATH_NODE_GRID:
        write_grid(writer, node);
        break;
    default:
        break;
    }
}

/* A fraction among its neighbours: 1/n x would read as 1/(n x), log a/b as (log a)/b. */
static bool needs_parentheses(const MathPlace *place)
{
    const MathNode *next = math_next_visible(place->node);
    MathClass after = next == NULL ? MATH_CLOSE : next->class;
    bool number_before = place->previous != NULL && place->previous->kind == MATH_NODE_ATOM &&
                         place->previous->text[0] >= '0' && place->previous->text[0] <= '9';
    bool followed = after == MATH_ORD || after == MATH_OP || after == MATH_BIG ||
                    after == MATH_OPEN || after == MATH_INNER;
    return followed || number_before || place->before == MATH_OP || place->before == MATH_INNER ||
           math_is_text(place->previous, "/");
}

static void insert_blanks(Buffer *out, size_t at, int count)
{
    size_t behind = out->length - at;
    for (int i = 0; i < count; i++)
        buffer_add_char(out, ' ');
    memmove(out->data + at + count, out->data + at, behind);
    memset(out->data + at, ' ', (size_t)count);
}

static bool is_word_byte(char c)
{
    return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '\\' || (unsigned char)c >= 0x80;
}

/* Whether the item at `start` of the output would run into what is before it: f and x make no fx
 * when one of them is a word, nor does x_i y, nor f(x)g(x). */
static bool runs_together(const Writer *writer, Tail tail, size_t start)
{
    const char *text = writer->out->data + start;
    bool long_word = (is_ascii_letter(text[0]) && is_ascii_letter(text[1])) || text[0] == '\\';
    if (!is_word_byte(text[0]))
        return false;
    return text[-1] == ')' ? !writer->in_script
                           : is_word_byte(text[-1]) && (tail == TAIL_WORD || long_word);
}

/* Writes one item of a row, with the usual room before it or `spaces`, the explicit one. */
static void write_item(Writer *writer, const MathPlace *place, MathClass class, int spaces)
{
    size_t start = writer->out->length;
    Tail tail = writer->tail;
    if (place->node->kind == MATH_NODE_FRACTION)
        write_wrapped(writer, place->node, needs_parentheses(place));
    else
        write_node(writer, place->node);
    if (start == 0 || writer->out->length == start || place->previous == NULL ||
        writer->out->data[start - 1] == ' ' || writer->out->data[start] == ' ')
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

static void write_row(Writer *writer, const MathNode *row)
{
    MathPlace place = {.before = MATH_OPEN};
    int spaces = 0;
    for (const MathNode *node = row->child; node != NULL; node = node->next) {
        if (node->kind == MATH_NODE_SPACE) {
            spaces += node->cells;
            continue;
        }
        place.node = node;
        MathClass class = math_class_at(&place);
        write_item(writer, &place, class, spaces);
        place.previous = node;
        place.before = class;
        spaces = 0;
    }
}

/* The source in one row: blanks for newlines, and ASCII alone when asked. */
static void write_source(Buffer *out, const char *tex, bool ascii)
{
    for (; *tex != '\0'; tex++) {
        unsigned char byte = (unsigned char)*tex;
        if (byte == '\n' || byte == '\r' || byte == '\t')
            buffer_add_char(out, ' ');
        else if (byte < 0x80 || !ascii)
            buffer_add_char(out, *tex);
        else if ((byte & 0xC0) != 0x80)
            buffer_add_char(out, '?');
    }
}

void math_flatten(Buffer *out, const char *tex, bool ascii)
{
    size_t length = strlen(tex);
    Arena *arena = arena_new();
    const MathNode *row = math_parse(arena, tex, length, NULL).row;
    if (row == NULL) {
        write_source(out, tex, ascii);
    } else {
        Buffer text = {0};
        Writer writer = {.out = &text,
                         .ascii = ascii,
                         .unicode_scripts =
                             !ascii && math_has_unicode_scripts(row, MATH_STYLE_AS_IS)};
        write_row(&writer, row);
        buffer_add(out, buffer_text(&text), text.length);
        buffer_done(&text);
    }
    arena_free(arena);
}
