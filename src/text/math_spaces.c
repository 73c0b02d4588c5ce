/* Commands that make room, and those that leave no trace in a terminal. */
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_parser.h"

MathNode *math_on_space(MathParser *parser, const MathStructure *structure)
{
    return math_new_space(parser, structure->number);
}

/* \hspace{1em} (number 1: in braces), \kern3mu (number 0). */
MathNode *math_on_length(MathParser *parser, const MathStructure *structure)
{
    const char *text;
    size_t length;
    (void)math_take(parser, "*");
    if (structure->number == 0)
        return math_new_space(parser, math_take_length(parser));
    math_take_raw(parser, &text, &length);
    return math_new_space(parser, length == 0 ? 0 : math_length_cells(text, length));
}

/* Skips an argument: a group, or one command as in \setlength\arraycolsep{2pt}. */
static void skip_argument(MathParser *parser)
{
    const char *text;
    size_t length;
    math_skip_blanks(parser);
    if (parser->at < parser->end && *parser->at == '\\')
        parser->at += 1 + math_name_length(parser);
    else
        math_take_raw(parser, &text, &length);
}

/* \label{x}: `number` arguments without a trace, and those in brackets before them or, with a text,
 * instead of them: \pagebreak[2]. */
MathNode *math_on_ignored(MathParser *parser, const MathStructure *structure)
{
    const char *text;
    size_t length;
    if (structure->number > 0)
        (void)math_take(parser, "*");
    for (int i = 0; i < structure->number; i++) {
        while (math_take_raw_optional(parser, &text, &length))
            continue;
        skip_argument(parser);
    }
    if (structure->text[0] != '\0')
        (void)math_take_raw_optional(parser, &text, &length);
    return math_new_space(parser, 0);
}

/* \vdotswithin{=}: a sign instead of `number` arguments. */
MathNode *math_on_replaced(MathParser *parser, const MathStructure *structure)
{
    for (int i = 0; i < structure->number; i++)
        skip_argument(parser);
    return math_new_atom(parser, MATH_ORD, structure->text, structure->ascii);
}

/* \vskip 3pt, \jot=2pt: a length without a trace. */
MathNode *math_on_ignored_length(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    (void)math_take(parser, "=");
    (void)math_take_length(parser);
    return math_new_space(parser, 0);
}

/* \smash{x}, \raisebox{2pt}{x}: the argument behind `number` others. */
MathNode *math_on_passed(MathParser *parser, const MathStructure *structure)
{
    const char *text;
    size_t length;
    (void)math_on_ignored(parser, structure);
    while (math_take_raw_optional(parser, &text, &length))
        continue;
    return math_parse_argument(parser);
}

/* \mathchoice{display}{text}{script}{tiny}, \texorpdfstring{x}{words}: the first of 1 + `number`. */
MathNode *math_on_choice(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_parse_argument(parser);
    (void)math_on_ignored(parser, structure);
    return node;
}

/* \newcommand and its kin: macros are expanded before the parser sees them, so that this is the first
 * one of the formula, or malformed. */
MathNode *math_on_definition(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    if (!parser->expanded) {
        parser->defines = true;
        parser->at = parser->end;
    }
    return math_new_space(parser, 0);
}

/* One digit of base `base`, or -1. */
static int digit_value(char c, int base)
{
    static const char digits[] = "0123456789abcdef";
    const char *digit = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c);
    return digit == NULL || digit - digits >= base ? -1 : (int)(digit - digits);
}

/* \char"41, \char`A, \char65, \unicode{x41}: a character by its number. */
MathNode *math_on_character(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    uint32_t code_point = 0;
    bool braces = math_take(parser, "{");
    math_skip_blanks(parser);
    if (math_take(parser, "`")) {
        (void)math_take(parser, "\\");
        if (parser->at < parser->end)
            parser->at += utf8_decode(parser->at, (size_t)(parser->end - parser->at), &code_point);
    } else {
        int base = math_take(parser, "\"") || math_take(parser, "x") ? 16 : 10;
        for (; parser->at < parser->end && code_point < 0x110000; parser->at++) {
            int value = digit_value(*parser->at, base);
            if (value < 0)
                break;
            code_point = code_point * (uint32_t)base + (uint32_t)value;
        }
    }
    if (braces)
        (void)math_take(parser, "}");
    char bytes[4];
    return math_new_literal(parser, MATH_NODE_ATOM, bytes,
                            utf8_encode(code_point < 0x110000 ? code_point : 0xFFFD, bytes));
}

/* \rule[1pt]{2em}{3pt}: a line as long. */
MathNode *math_on_rule(MathParser *parser, const MathStructure *structure)
{
    const char *width, *height, *shift;
    size_t width_length, height_length, shift_length;
    (void)structure;
    (void)math_take_raw_optional(parser, &shift, &shift_length);
    math_take_raw(parser, &width, &width_length);
    math_take_raw(parser, &height, &height_length);
    int cells = width_length == 0 ? 0 : math_length_cells(width, width_length);
    Buffer text = {0}, ascii = {0};
    for (int i = 0; i < cells; i++) {
        buffer_add_text(&text, "\xE2\x94\x80");
        buffer_add_char(&ascii, '-');
    }
    MathNode *node = math_new_atom(parser, MATH_ORD, arena_dup(parser->arena, buffer_text(&text)),
                                   arena_dup(parser->arena, buffer_text(&ascii)));
    buffer_done(&text);
    buffer_done(&ascii);
    return cells == 0 ? math_new_space(parser, 0) : node;
}
