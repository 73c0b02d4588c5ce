/* The nodes of a formula's tree, and the text in them: symbols are borrowed from their tables, what
 * comes from the source is copied and made safe to draw. */
#include <string.h>

#include "base/utf8.h"
#include "text/math_parser.h"
#include "text/sanitize.h"

/* Every printable ASCII character as a string of its own, two bytes each. */
static const char printable[] =
    " \0!\0\"\0#\0$\0%\0&\0'\0(\0)\0*\0+\0,\0-\0.\0/\0"
    "0\0"
    "1\0"
    "2\0"
    "3\0"
    "4\0"
    "5\0"
    "6\0"
    "7\0"
    "8\0"
    "9\0:\0;\0<\0=\0>\0?\0@\0A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0"
    "O\0P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0[\0\\\0]\0^\0_\0`\0a\0b\0c\0d\0"
    "e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0{\0"
    "|\0}\0~";

/* U+00C0 to U+017F without their accents. */
static const char unaccented[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
                                 "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLl"
                                 "LlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

MathNode *math_new_node(MathParser *parser, MathKind kind, MathClass class)
{
    MathNode *node = arena_alloc(parser->arena, 1, sizeof *node);
    node->kind = kind;
    node->class = class;
    node->text = node->ascii = node->closing = node->closing_ascii = node->columns = "";
    node->role = ROLE_COUNT;
    return node;
}

MathNode *math_new_atom(MathParser *parser, MathClass class, const char *text, const char *ascii)
{
    MathNode *node = math_new_node(parser, MATH_NODE_ATOM, class);
    node->text = text;
    node->ascii = ascii;
    node->emphasis = parser->emphasis;
    return node;
}

MathNode *math_new_space(MathParser *parser, int cells)
{
    MathNode *node = math_new_node(parser, MATH_NODE_SPACE, MATH_SPACE);
    node->cells = cells;
    return node;
}

MathNode *math_new_row(MathParser *parser, MathNode *children)
{
    MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    row->child = children;
    return row;
}

static bool is_printable(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] < 0x20 || text[i] > 0x7E)
            return false;
    }
    return true;
}

static const char *ascii_of_delimiter(const char *text)
{
    size_t length = strlen(text);
    if (is_printable(text, length))
        return text;
    const MathSymbol *symbol = math_symbol_find_text(text, length);
    return symbol == NULL ? "?" : symbol->ascii;
}

MathNode *math_new_fence(MathParser *parser, const char *open, const char *close, MathNode *child)
{
    MathNode *node = math_new_node(parser, MATH_NODE_FENCE, MATH_ORD);
    node->text = open;
    node->ascii = ascii_of_delimiter(open);
    node->closing = close;
    node->closing_ascii = ascii_of_delimiter(close);
    node->child = child;
    return node;
}

MathNode *math_unwrap(MathNode *node)
{
    while (node->kind == MATH_NODE_ROW && node->child != NULL && node->child->next == NULL)
        node = node->child;
    return node;
}

/* --- text of the source --- */

/* The ASCII letter or digit that a character of Unicode's mathematical alphabets is, else 0. */
static char plain_letter(uint32_t code_point)
{
    const uint32_t letters = 0x1D400, greek = 0x1D6A4, digits = 0x1D7CE, end = 0x1D800;
    if (code_point >= letters && code_point < greek) {
        uint32_t letter = (code_point - letters) % 52;
        return (char)(letter < 26 ? 'A' + letter : 'a' + (letter - 26));
    }
    return (char)(code_point >= digits && code_point < end ? '0' + (code_point - digits) % 10 : 0);
}

/* The sign that makes `*letter` the raised or lowered character, 0 when it is neither. */
static char script_sign(uint32_t code_point, char *letter)
{
    bool possible = code_point == 0xB2 || code_point == 0xB3 || code_point == 0xB9 ||
                    (code_point >= 0x2B0 && code_point <= 0x2E3) ||
                    (code_point >= 0x1D2C && code_point <= 0x1DBF) ||
                    (code_point >= 0x2070 && code_point <= 0x209C) || code_point == 0x2C7C;
    for (char c = '('; possible && c <= 'z'; c++) {
        *letter = c;
        if (math_superscript((unsigned char)c) == code_point)
            return '^';
        if (math_subscript((unsigned char)c) == code_point)
            return '_';
    }
    return 0;
}

/* Writes the ASCII form of one character; returns the bytes written, at most `room`, which is 2 or
 * more. */
static size_t put_ascii(char *out, size_t room, const char *text, size_t count)
{
    uint32_t code_point;
    (void)utf8_decode(text, count, &code_point);
    out[0] = plain_letter(code_point);
    if (code_point >= 0xC0 && code_point < 0xC0 + sizeof unaccented - 1)
        out[0] = unaccented[code_point - 0xC0];
    if (out[0] != '\0')
        return 1;
    out[0] = script_sign(code_point, &out[1]);
    if (out[0] != '\0')
        return 2;
    const MathSymbol *symbol = math_symbol_find_text(text, count);
    size_t length = symbol == NULL ? 0 : strlen(symbol->ascii);
    if (length == 0 || length > room) {
        *out = '?';
        return 1;
    }
    memcpy(out, symbol->ascii, length);
    return length;
}

/* Text without anything beyond ASCII: accents go, symbols become their names. */
static const char *to_ascii(MathParser *parser, const char *text, size_t length)
{
    const size_t longest = 16; /* of a symbol's name in words; a longer one becomes '?' */
    size_t foreign = 0, written = 0;
    for (size_t i = 0; i < length; i++)
        foreign += (unsigned char)text[i] >= 0xC0 ? 1 : 0;
    if (foreign == 0)
        return text;
    char *ascii = arena_alloc(parser->arena, length + longest * foreign + 1, 1);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        int cells;
        if ((unsigned char)text[at] < 0x80) {
            ascii[written++] = text[at++];
            continue;
        }
        size_t count = utf8_decode(text + at, length - at, &code_point);
        cells = utf8_code_point_width(code_point);
        if (cells > 0)
            written += put_ascii(ascii + written, longest, text + at, count);
        at += count;
    }
    return ascii;
}

MathNode *math_new_literal(MathParser *parser, MathKind kind, const char *text, size_t length)
{
    MathNode *node = math_new_node(parser, kind, MATH_ORD);
    node->emphasis = parser->emphasis;
    if (length == 1 && is_printable(text, 1)) {
        node->text = node->ascii = &printable[2 * (size_t)(text[0] - ' ')];
    } else if (is_printable(text, length)) {
        node->text = node->ascii = arena_dup_range(parser->arena, text, length);
    } else {
        node->text = sanitize_text(parser->arena, text, length, 0);
        node->ascii = to_ascii(parser, node->text, strlen(node->text));
    }
    return node;
}

MathNode *math_new_unknown(MathParser *parser, const char *name, size_t length)
{
    MathNode *node = math_new_literal(parser, MATH_NODE_UNKNOWN, name - 1, length + 1);
    if (parser->unknown++ == 0)
        parser->first_unknown = node->text;
    return node;
}
