/* Macros expanded before parsing. The sources that are being read form a stack: the formula, and in
 * it the bodies of macros; a body that was read to its end makes way before the next one comes, so
 * that only macros within macros grow it. Every limit of the header ends the expansion. */
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_definitions.h"

typedef struct Expander {
    MathParser stack[MATH_MACRO_DEPTH_LIMIT + 1];
    size_t depth; /* of the source that is being read */
    MathMacros *macros;
    Buffer out, body; /* what was expanded, and a body while its parameters are replaced */
    Arena *arena;
    size_t expansions, substituted;
    bool word;              /* the output ends with a command's name, which a letter would grow */
    bool argument_expected; /* what comes next is one argument: ^ or a command with arguments */
    const char *limit;
} Expander;

typedef struct Argument {
    const char *text;
    size_t length;
} Argument;

/* The source to read from: sources at their ends are left. */
static MathParser *current(Expander *expander)
{
    while (expander->depth > 0 &&
           expander->stack[expander->depth].at >= expander->stack[expander->depth].end)
        expander->depth--;
    return &expander->stack[expander->depth];
}

static MathParser *skip_blanks(Expander *expander)
{
    MathParser *source = current(expander);
    math_skip_blanks(source);
    while (source->at >= source->end && expander->depth > 0) {
        source = current(expander);
        math_skip_blanks(source);
    }
    return source;
}

/* A group without its braces, or one token. */
static Argument take_argument(Expander *expander)
{
    MathParser *source = skip_blanks(expander);
    Argument argument = {.text = source->at};
    if (source->at >= source->end)
        return argument;
    if (*source->at == '{') {
        math_take_raw(source, &argument.text, &argument.length);
        return argument;
    }
    int cells;
    argument.length =
        *source->at == '\\'
            ? 1 + math_name_length(source)
            : utf8_next_cluster(source->at, (size_t)(source->end - source->at), &cells);
    source->at += argument.length;
    return argument;
}

/* The arguments of a call; the first may be optional. A star or a size before them, as that of
 * paired delimiters, is dropped. */
static void take_arguments(Expander *expander, const MathMacro *macro, Argument *arguments)
{
    int first = 0;
    MathParser *source = current(expander);
    if (macro->parameters > 0 && source->end - source->at > 1 && source->at[0] == '*' &&
        source->at[1] == '{')
        source->at++;
    if (macro->fallback != NULL) {
        source = skip_blanks(expander);
        if (!math_take_raw_optional(source, &arguments[0].text, &arguments[0].length))
            arguments[0] = (Argument){macro->fallback, macro->fallback_length};
        first = 1;
    }
    for (int i = first; i < macro->parameters; i++)
        arguments[i] = take_argument(expander);
}

/* Whether the text ends with a command's name, which a letter behind it would grow. */
static bool ends_with_name(const Buffer *text)
{
    const size_t longest = 40;
    size_t letters = 0;
    while (letters < text->length && letters < longest &&
           math_is_letter(text->data[text->length - 1 - letters]))
        letters++;
    return letters > 0 && letters < text->length && text->data[text->length - 1 - letters] == '\\';
}

static void add_argument(Buffer *text, const Argument *argument)
{
    if (argument->length > 0 && math_is_letter(argument->text[0]) && ends_with_name(text))
        buffer_add_char(text, ' ');
    buffer_add(text, argument->text, argument->length);
}

/* The body with its parameters replaced, in braces when it stands for one argument. */
static MathParser substitute(Expander *expander, const MathMacro *macro, const Argument *arguments)
{
    Buffer *text = &expander->body;
    bool braces = expander->argument_expected && macro->body_length > 1;
    buffer_clear(text);
    buffer_add_text(text, braces ? "{" : "");
    for (size_t i = 0; i < macro->body_length && text->length <= MATH_EXPANDED_LIMIT;) {
        const char *rest = macro->body + i;
        size_t left = macro->body_length - i;
        int number = *rest == '#' && left > 1 ? rest[1] - '0' : 0;
        if (number >= 1 && number <= macro->parameters) {
            add_argument(text, &arguments[number - 1]);
            i += 2;
            continue;
        }
        const char *next = memchr(rest + 1, '#', left - 1);
        size_t plain = next == NULL ? left : (size_t)(next - rest);
        buffer_add(text, rest, plain);
        i += plain;
    }
    buffer_add_text(text, braces ? "}" : "");
    expander->substituted += text->length;
    const char *copy = arena_dup_range(expander->arena, buffer_text(text), text->length);
    MathParser source = {.at = copy, .end = copy + text->length, .arena = expander->arena};
    return source;
}

static void expand_call(Expander *expander, const MathMacro *macro)
{
    const size_t call = 16; /* bytes that cost as much as an expansion */
    Argument arguments[MATH_MACRO_PARAMETERS] = {{0}};
    if (!math_macros_count(expander->macros, 0)) {
        expander->limit = "too many macro expansions in one text";
        return;
    }
    take_arguments(expander, macro, arguments);
    MathParser body = substitute(expander, macro, arguments);
    (void)math_macros_count(expander->macros, call + (size_t)(body.end - body.at));
    (void)current(expander);
    if (++expander->expansions > MATH_EXPANSION_LIMIT)
        expander->limit = "too many macro expansions";
    else if (expander->depth >= MATH_MACRO_DEPTH_LIMIT)
        expander->limit = "macros nested too deeply";
    else if (expander->substituted > MATH_EXPANDED_LIMIT)
        expander->limit = "too long with its macros expanded";
    else
        expander->stack[++expander->depth] = body;
}

/* Whether the command reads an argument, so that a macro behind it stands for one. */
static bool takes_argument(const char *name, size_t length)
{
    const MathStructure *structure = math_find_structure(name, length);
    return structure != NULL && !structure->infix && structure->stop == 0 &&
           structure->handler != MATH_HANDLER_space && structure->handler != MATH_HANDLER_style &&
           structure->handler != MATH_HANDLER_left && structure->handler != MATH_HANDLER_middle &&
           structure->handler != MATH_HANDLER_big &&
           structure->handler != MATH_HANDLER_font_switch &&
           structure->handler != MATH_HANDLER_emphasis_switch &&
           structure->handler != MATH_HANDLER_text && structure->handler != MATH_HANDLER_length;
}

/* A command of TeX's own, as it stands. */
static void copy_command(Expander *expander, const char *name, size_t length)
{
    buffer_add(&expander->out, name - 1, length + 1);
    expander->word = length > 0 && math_is_letter(name[0]);
    expander->argument_expected = takes_argument(name, length);
}

static void expand_command(Expander *expander)
{
    MathParser *source = current(expander);
    bool defined;
    if (math_definition_take(source, expander->macros, &defined))
        return;
    const char *name = source->at + 1;
    size_t length = math_name_length(source);
    const MathMacro *macro = math_macros_find(expander->macros, name, length);
    source->at = name + length;
    if (macro != NULL && math_is_letter(name[0]))
        math_skip_blanks(source); /* they end the name */
    if (macro == NULL)
        copy_command(expander, name, length);
    else if (macro->final && macro->body[0] == '\\')
        copy_command(expander, macro->body + 1, macro->body_length - 1);
    else
        expand_call(expander, macro);
}

static void copy_character(Expander *expander, char c)
{
    if (expander->word && math_is_letter(c))
        buffer_add_char(&expander->out, ' ');
    expander->word = false;
    buffer_add_char(&expander->out, c);
    if (c != ' ' && c != '\n')
        expander->argument_expected = c == '^' || c == '_';
}

MathExpansion math_expand(Arena *arena, const char *tex, size_t length, const MathMacros *macros)
{
    Expander expander = {.arena = arena, .macros = math_macros_new(arena, macros)};
    expander.stack[0] = (MathParser){.at = tex, .end = tex + length, .arena = arena};
    while (expander.limit == NULL) {
        MathParser *source = current(&expander);
        if (source->at >= source->end)
            break;
        if (*source->at == '%')
            math_skip_blanks(source);
        if (source->at >= source->end)
            continue;
        if (*source->at == '\\')
            expand_command(&expander);
        else
            copy_character(&expander, *source->at++);
        if (expander.out.length > MATH_EXPANDED_LIMIT)
            expander.limit = "too long with its macros expanded";
    }
    MathExpansion expansion = {.length = expander.out.length,
                               .limit = expander.limit,
                               .expanded = expander.expansions > 0};
    expansion.tex = arena_dup_range(arena, buffer_text(&expander.out), expander.out.length);
    buffer_done(&expander.out);
    buffer_done(&expander.body);
    return expansion;
}
