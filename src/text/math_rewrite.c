#include "text/math_rewrite.h"

#include <string.h>

bool math_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

char math_rewrite_peek(const MathRewrite *rewrite, size_t ahead)
{
    if ((size_t)(rewrite->end - rewrite->at) <= ahead)
        return '\0';
    return rewrite->at[ahead];
}

bool math_rewrite_take(MathRewrite *rewrite, const char *wanted)
{
    size_t length = strlen(wanted);
    if ((size_t)(rewrite->end - rewrite->at) < length || memcmp(rewrite->at, wanted, length) != 0)
        return false;
    rewrite->at += length;
    return true;
}

size_t math_rewrite_group(const MathRewrite *rewrite)
{
    char open = *rewrite->at, close = open == '{' ? '}' : ']';
    int depth = 0;
    for (const char *at = rewrite->at; at < rewrite->end; at++) {
        if (*at == '\\' && at + 1 < rewrite->end)
            at++;
        else if (*at == '{' || *at == open)
            depth++;
        else if ((*at == '}' || *at == close) && --depth <= 0)
            return (size_t)(at - rewrite->at) + 1;
    }
    return (size_t)(rewrite->end - rewrite->at);
}

void math_rewrite_copy(MathRewrite *rewrite, size_t length)
{
    buffer_add(&rewrite->tex, rewrite->at, length);
    rewrite->at += length;
}

size_t math_rewrite_command(const MathRewrite *rewrite)
{
    size_t length = 1;
    while (math_is_letter(math_rewrite_peek(rewrite, length)))
        length++;
    return length > 1 || math_rewrite_peek(rewrite, 1) == '\0' ? length : 2;
}

void math_rewrite_copy_command(MathRewrite *rewrite)
{
    math_rewrite_copy(rewrite, math_rewrite_command(rewrite));
    buffer_add_char(&rewrite->tex, ' ');
}

void math_rewrite_copy_letters(MathRewrite *rewrite)
{
    size_t length = 0;
    while (math_is_letter(math_rewrite_peek(rewrite, length)))
        length++;
    buffer_add_text(&rewrite->tex, "\\mathrm{");
    math_rewrite_copy(rewrite, length);
    buffer_add_char(&rewrite->tex, '}');
}

void math_rewrite_copy_script(MathRewrite *rewrite)
{
    math_rewrite_copy(rewrite, 1);
    if (math_rewrite_peek(rewrite, 0) == '{') {
        math_rewrite_copy(rewrite, math_rewrite_group(rewrite));
        return;
    }
    size_t length = 0;
    while (math_is_digit(math_rewrite_peek(rewrite, length)) ||
           (math_rewrite_peek(rewrite, length) != '\0' &&
            strchr("+-.", math_rewrite_peek(rewrite, length)) != NULL))
        length++;
    length = length == 0 && math_rewrite_peek(rewrite, 0) != '\0' &&
                     math_rewrite_peek(rewrite, 0) != '\\'
                 ? 1
                 : length;
    buffer_add_char(&rewrite->tex, '{');
    math_rewrite_copy(rewrite, length);
    buffer_add_char(&rewrite->tex, '}');
}

MathNode *math_rewrite_parse(MathRewrite *rewrite, MathParser *parser)
{
    const char *at = parser->at, *end = parser->end;
    bool last_line = parser->last_line;
    size_t length = rewrite->tex.length;
    parser->at = arena_dup_range(parser->arena, buffer_text(&rewrite->tex), length);
    parser->end = parser->at + length;
    buffer_done(&rewrite->tex);
    MathNode *row = math_parse_row(parser, 0);
    parser->at = at;
    parser->end = end;
    parser->last_line = last_line;
    return row;
}

void math_rewrite_begin(MathRewrite *rewrite, MathParser *parser)
{
    const char *text;
    size_t length;
    math_take_raw(parser, &text, &length);
    rewrite->at = text;
    rewrite->end = text + length;
}
