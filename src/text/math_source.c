/* The source of a formula below the level of items: blanks, names, raw arguments, lengths. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "text/math_parser.h"

#define LONGEST_SPACE 40 /* cells */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool math_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A % with a line behind it begins a comment; in the last line it is what a person wrote: 50%. */
static bool skip_comment(MathParser *parser)
{
    if (parser->last_line)
        return false;
    const char *line = memchr(parser->at, '\n', (size_t)(parser->end - parser->at));
    parser->last_line = line == NULL;
    if (line != NULL)
        parser->at = line + 1;
    return line != NULL;
}

void math_skip_blanks(MathParser *parser)
{
    while (parser->at < parser->end) {
        if (is_blank(*parser->at))
            parser->at++;
        else if (*parser->at != '%' || !skip_comment(parser))
            break;
    }
}

bool math_take(MathParser *parser, const char *wanted)
{
    size_t length = strlen(wanted);
    if ((size_t)(parser->end - parser->at) < length || memcmp(parser->at, wanted, length) != 0)
        return false;
    parser->at += length;
    return true;
}

size_t math_name_length(const MathParser *parser)
{
    const char *name = parser->at + 1;
    const char *end = name;
    while (end < parser->end && math_is_letter(*end))
        end++;
    if (end == name && end < parser->end) {
        uint32_t code_point;
        end += utf8_decode(end, (size_t)(parser->end - end), &code_point);
    }
    return (size_t)(end - name);
}

bool math_is_command(const MathParser *parser, const char *name)
{
    size_t length = strlen(name);
    return (size_t)(parser->end - parser->at) > length && *parser->at == '\\' &&
           memcmp(parser->at + 1, name, length) == 0 && math_name_length(parser) == length;
}

/* Takes everything up to `close`, which is outside braces, and `close` itself. */
static void take_until(MathParser *parser, char close, const char **text, size_t *length)
{
    int depth = 0;
    *text = parser->at;
    while (parser->at < parser->end) {
        char c = *parser->at;
        if (depth == 0 && (c == close || c == '}'))
            break;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        parser->at += c == '\\' && parser->end - parser->at > 1 ? 2 : 1;
    }
    *length = (size_t)(parser->at - *text);
    if (parser->at < parser->end && *parser->at == close)
        parser->at++;
}

void math_take_raw(MathParser *parser, const char **text, size_t *length)
{
    math_skip_blanks(parser);
    *text = parser->at;
    *length = 0;
    if (math_take(parser, "{"))
        take_until(parser, '}', text, length);
}

bool math_take_raw_optional(MathParser *parser, const char **text, size_t *length)
{
    math_skip_blanks(parser);
    if (!math_take(parser, "["))
        return false;
    take_until(parser, ']', text, length);
    return true;
}

/* --- lengths --- */

/* Two cells are an em, the width of a capital M. */
static double cells_of_unit(const char *unit, size_t length)
{
    static const struct {
        const char *name;
        double cells;
    } units[] = {
        {"em", 2},    {"ex", 0.86}, {"pt", 0.2}, {"mu", 1 / 9.0}, {"cm", 5.7},
        {"mm", 0.57}, {"in", 14.4}, {"pc", 2.4}, {"px", 0.2},     {"bp", 0.2},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (length >= 2 && memcmp(units[i].name, unit, 2) == 0)
            return units[i].cells;
    }
    return 2;
}

/* Reads a decimal number, as -1.5, at the start of the text; without digits it is 1. Returns the
 * bytes it took. */
static size_t read_number(const char *text, size_t length, double *number)
{
    size_t at = 0, digits = 0;
    double scale = 0, sign = 1;
    *number = 0;
    for (; at < length && strchr("+-.0123456789 ", text[at]) != NULL && text[at] != '\0'; at++) {
        if (text[at] == '-')
            sign = -1;
        else if (text[at] == '.')
            scale = 1;
        else if (text[at] >= '0' && text[at] <= '9' && digits++ < 9) {
            scale /= 10;
            *number =
                scale > 0 ? *number + scale * (text[at] - '0') : *number * 10 + (text[at] - '0');
        }
    }
    *number = sign * (digits == 0 ? 1 : *number);
    return at;
}

int math_length_cells(const char *text, size_t length)
{
    double number;
    size_t digits = read_number(text, length, &number);
    double cells = number * cells_of_unit(text + digits, length - digits);
    return (int)lround(fmin(fmax(cells, 0), LONGEST_SPACE));
}

/* Skips a unit, or a command in its place. */
static void skip_unit(MathParser *parser)
{
    math_skip_blanks(parser);
    if (parser->at < parser->end && *parser->at == '\\') {
        parser->at += 1 + math_name_length(parser);
        return;
    }
    if (math_take(parser, "filll") || math_take(parser, "fill") || math_take(parser, "fil"))
        return;
    for (int i = 0; i < 2 && parser->at < parser->end && math_is_letter(*parser->at); i++)
        parser->at++;
}

int math_take_length(MathParser *parser)
{
    math_skip_blanks(parser);
    const char *start = parser->at;
    double number;
    parser->at += read_number(start, (size_t)(parser->end - start), &number);
    skip_unit(parser);
    int cells = math_length_cells(start, (size_t)(parser->at - start));
    math_skip_blanks(parser);
    while (math_take(parser, "plus") || math_take(parser, "minus")) { /* what glue stretches by */
        parser->at += read_number(parser->at, (size_t)(parser->end - parser->at), &number);
        skip_unit(parser);
    }
    return cells;
}
