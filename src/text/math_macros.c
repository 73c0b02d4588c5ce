/* The table of macros and the definitions that fill it. Definitions are read with a parser's source
 * functions, which know braces and names; nothing of them becomes a tree here. */
#include "text/math_macros.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "text/math_definitions.h"

#define FIRST_SLOTS 16 /* a power of two */

struct MathMacros {
    Arena *arena;
    const MathMacros *outer;
    MathMacro *slots; /* open addressing; a slot without a name is free */
    size_t count, capacity;
    size_t *left; /* of MATH_TEXT_LIMIT; NULL without that limit */
};

MathMacros *math_macros_new(Arena *arena, const MathMacros *outer)
{
    MathMacros *macros = arena_alloc(arena, 1, sizeof *macros);
    macros->arena = arena;
    macros->outer = outer;
    macros->left = outer == NULL ? NULL : outer->left;
    return macros;
}

bool math_macros_are_none(const MathMacros *macros)
{
    while (macros != NULL && macros->count == 0)
        macros = macros->outer;
    return macros == NULL;
}

void math_macros_limit(MathMacros *macros)
{
    macros->left = arena_alloc(macros->arena, 1, sizeof *macros->left);
    *macros->left = MATH_TEXT_LIMIT;
}

bool math_macros_count(const MathMacros *macros, size_t work)
{
    size_t *left = macros == NULL ? NULL : macros->left;
    if (left != NULL)
        *left -= work < *left ? work : *left;
    return left == NULL || *left > 0;
}

static size_t hash(const char *name, size_t length)
{
    uint32_t value = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)name[i]) * 16777619U;
    return value;
}

/* The slot that holds the name, or the free one where it belongs. */
static MathMacro *find_slot(const MathMacros *macros, const char *name, size_t length)
{
    size_t mask = macros->capacity - 1;
    size_t at = hash(name, length) & mask;
    while (macros->slots[at].name != NULL && (macros->slots[at].name_length != length ||
                                              memcmp(macros->slots[at].name, name, length) != 0))
        at = (at + 1) & mask;
    return &macros->slots[at];
}

const MathMacro *math_macros_find(const MathMacros *macros, const char *name, size_t length)
{
    for (; macros != NULL; macros = macros->outer) {
        const MathMacro *slot = macros->capacity == 0 ? NULL : find_slot(macros, name, length);
        if (slot != NULL && slot->name != NULL)
            return slot;
    }
    return NULL;
}

static void make_room(MathMacros *macros)
{
    if (2 * (macros->count + 1) <= macros->capacity)
        return;
    MathMacros larger = *macros;
    larger.capacity = macros->capacity == 0 ? FIRST_SLOTS : 2 * macros->capacity;
    larger.slots = arena_alloc(macros->arena, larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < macros->capacity; i++) {
        const MathMacro *macro = &macros->slots[i];
        if (macro->name != NULL)
            *find_slot(&larger, macro->name, macro->name_length) = *macro;
    }
    *macros = larger;
}

/* Keeps a copy of the macro; a later definition replaces an earlier one. */
static void define(MathMacros *macros, const MathMacro *macro)
{
    make_room(macros);
    MathMacro *slot = find_slot(macros, macro->name, macro->name_length);
    macros->count += slot->name == NULL ? 1 : 0;
    *slot = *macro;
    slot->name = arena_dup_range(macros->arena, macro->name, macro->name_length);
    slot->body = arena_dup_range(macros->arena, macro->body, macro->body_length);
    if (macro->fallback != NULL)
        slot->fallback = arena_dup_range(macros->arena, macro->fallback, macro->fallback_length);
}

/* --- definitions --- */

typedef enum Form {
    FORM_COMMAND,
    FORM_PROVIDE,
    FORM_DOCUMENT,
    FORM_DEF,
    FORM_LET,
    FORM_OPERATOR,
    FORM_PAIR,
    FORM_PAIR_X,
    FORM_PAIR_XPP,
} Form;

/* \name, or {\name} where `braces` allows it; false when there is none. */
static bool take_name(MathParser *parser, MathMacro *macro)
{
    math_skip_blanks(parser);
    bool braces = math_take(parser, "{");
    math_skip_blanks(parser);
    if (parser->at >= parser->end || *parser->at != '\\')
        return false;
    macro->name = parser->at + 1;
    macro->name_length = math_name_length(parser);
    parser->at = macro->name + macro->name_length;
    math_skip_blanks(parser);
    return (!braces || math_take(parser, "}")) && macro->name_length > 0;
}

/* A body in braces, or one token. */
static void take_body(MathParser *parser, MathMacro *macro)
{
    math_skip_blanks(parser);
    if (parser->at < parser->end && *parser->at != '{') {
        macro->body = parser->at;
        macro->body_length = *parser->at == '\\' ? 1 + math_name_length(parser) : 1;
        parser->at += macro->body_length;
    } else {
        math_take_raw(parser, &macro->body, &macro->body_length);
    }
}

static int read_count(const char *text, size_t length)
{
    return length == 1 && text[0] >= '0' && text[0] <= '9' ? text[0] - '0' : 0;
}

/* \newcommand{\x}[2][default]{body}, without the command itself. */
static bool read_new_command(MathParser *parser, MathMacro *macro)
{
    const char *count;
    size_t length;
    (void)math_take(parser, "*");
    if (!take_name(parser, macro))
        return false;
    if (math_take_raw_optional(parser, &count, &length)) {
        macro->parameters = read_count(count, length);
        (void)math_take_raw_optional(parser, &macro->fallback, &macro->fallback_length);
    }
    if (macro->parameters == 0)
        macro->fallback = NULL;
    take_body(parser, macro);
    return true;
}

/* \def\x#1#2{body}; with delimiters between the parameters it is no macro of ours, and skipped. */
static bool read_def(MathParser *parser, MathMacro *macro)
{
    if (!take_name(parser, macro))
        return false;
    bool plain = true;
    while (parser->at < parser->end && *parser->at != '{') {
        bool parameter = macro->parameters < MATH_MACRO_PARAMETERS &&
                         parser->end - parser->at > 1 && *parser->at == '#' &&
                         parser->at[1] == '1' + macro->parameters;
        plain = plain && (parameter || strchr(" \n\t", *parser->at) != NULL);
        macro->parameters += parameter ? 1 : 0;
        parser->at += parameter ? 2 : 1;
    }
    take_body(parser, macro);
    return plain;
}

/* \let\x=\y: what \y means now. */
static bool read_let(MathParser *parser, const MathMacros *macros, MathMacro *macro)
{
    if (!take_name(parser, macro))
        return false;
    math_skip_blanks(parser);
    (void)math_take(parser, "=");
    take_body(parser, macro);
    const MathMacro *meaning =
        macro->body_length < 2 || macro->body[0] != '\\'
            ? NULL
            : math_macros_find(macros, macro->body + 1, macro->body_length - 1);
    macro->final = true;
    if (meaning != NULL) {
        MathMacro copy = *meaning;
        copy.name = macro->name;
        copy.name_length = macro->name_length;
        *macro = copy;
    }
    return macro->body_length > 0;
}

/* Gives the macro the body made of `format`-like pieces. */
static void set_body(MathMacros *macros, MathMacro *macro, Buffer *body)
{
    macro->body = arena_dup_range(macros->arena, buffer_text(body), body->length);
    macro->body_length = body->length;
    buffer_done(body);
}

/* \DeclareMathOperator{\x}{text}, with a star for one that takes limits. */
static bool read_operator(MathParser *parser, MathMacros *macros, MathMacro *macro)
{
    bool star = math_take(parser, "*");
    if (!take_name(parser, macro))
        return false;
    take_body(parser, macro);
    Buffer body = {0};
    buffer_add_text(&body, star ? "\\operatorname*{" : "\\operatorname{");
    buffer_add(&body, macro->body, macro->body_length);
    buffer_add_char(&body, '}');
    set_body(macros, macro, &body);
    return true;
}

/* \DeclarePairedDelimiter{\x}{open}{close}; the form X has a number of parameters and says what is
 * between the delimiters, and XPP also what stands before and behind them. */
static bool read_pair(MathParser *parser, MathMacros *macros, MathMacro *macro, Form form)
{
    MathMacro before = {.body = ""}, open = before, close = before, behind = before;
    MathMacro inside = {.body = "#1", .body_length = 2};
    const char *count;
    size_t length;
    if (!take_name(parser, macro))
        return false;
    bool counted = form != FORM_PAIR && math_take_raw_optional(parser, &count, &length);
    macro->parameters = counted ? read_count(count, length) : 1;
    if (form == FORM_PAIR_XPP)
        take_body(parser, &before);
    take_body(parser, &open);
    take_body(parser, &close);
    if (form == FORM_PAIR_XPP)
        take_body(parser, &behind);
    if (form != FORM_PAIR)
        take_body(parser, &inside);
    Buffer body = {0};
    buffer_add(&body, before.body, before.body_length);
    buffer_add_text(&body, "\\left");
    buffer_add(&body, open.body, open.body_length);
    buffer_add_char(&body, ' ');
    buffer_add(&body, inside.body, inside.body_length);
    buffer_add_text(&body, "\\right");
    buffer_add(&body, close.body, close.body_length);
    buffer_add_char(&body, ' ');
    buffer_add(&body, behind.body, behind.body_length);
    set_body(macros, macro, &body);
    return true;
}

/* \NewDocumentCommand{\x}{O{default} m m}{body}: of its kinds of parameters, an optional first one and
 * mandatory ones. */
static bool read_document_command(MathParser *parser, MathMacro *macro)
{
    const char *kinds;
    size_t length;
    if (!take_name(parser, macro))
        return false;
    math_take_raw(parser, &kinds, &length);
    MathParser inner = {.at = kinds, .end = kinds + length, .arena = parser->arena};
    bool known = true;
    for (math_skip_blanks(&inner); inner.at < inner.end; math_skip_blanks(&inner)) {
        char kind = *inner.at++;
        bool optional = (kind == 'O' || kind == 'o') && macro->parameters == 0;
        known = known && (kind == 'm' || optional) && macro->parameters < MATH_MACRO_PARAMETERS;
        macro->parameters += known ? 1 : 0;
        if (optional)
            math_take_raw(&inner, &macro->fallback, &macro->fallback_length);
    }
    take_body(parser, macro);
    return known;
}

static bool find_form(const char *name, size_t length, Form *form)
{
    static const struct FormName {
        char name[28];
        Form form;
    } forms[] = {{"DeclareDocumentCommand", FORM_DOCUMENT}, /* sorted bytewise */
                 {"DeclareMathOperator", FORM_OPERATOR},
                 {"DeclarePairedDelimiter", FORM_PAIR},
                 {"DeclarePairedDelimiterX", FORM_PAIR_X},
                 {"DeclarePairedDelimiterXPP", FORM_PAIR_XPP},
                 {"DeclareRobustCommand", FORM_COMMAND},
                 {"NewDocumentCommand", FORM_DOCUMENT},
                 {"RenewDocumentCommand", FORM_DOCUMENT},
                 {"def", FORM_DEF},
                 {"edef", FORM_DEF},
                 {"gdef", FORM_DEF},
                 {"let", FORM_LET},
                 {"newcommand", FORM_COMMAND},
                 {"providecommand", FORM_PROVIDE},
                 {"renewcommand", FORM_COMMAND},
                 {"xdef", FORM_DEF}};
    const size_t count = sizeof forms / sizeof forms[0], shortest = 3;
    const struct FormName *found =
        length < shortest ? NULL : math_find_named(forms, count, sizeof forms[0], name, length);
    if (found != NULL)
        *form = found->form;
    return found != NULL;
}

bool math_definition_take(MathParser *parser, MathMacros *macros, bool *defined)
{
    Form form;
    size_t length = math_name_length(parser);
    if (!find_form(parser->at + 1, length, &form))
        return false;
    parser->at += 1 + length;
    MathMacro macro = {.body = ""};
    switch (form) {
    case FORM_COMMAND:
    case FORM_PROVIDE:
        *defined = read_new_command(parser, &macro);
        break;
    case FORM_DEF:
        *defined = read_def(parser, &macro);
        break;
    case FORM_LET:
        *defined = read_let(parser, macros, &macro);
        break;
    case FORM_OPERATOR:
        *defined = read_operator(parser, macros, &macro);
        break;
    case FORM_PAIR:
    case FORM_PAIR_X:
    case FORM_PAIR_XPP:
        *defined = read_pair(parser, macros, &macro, form);
        break;
    case FORM_DOCUMENT:
        *defined = read_document_command(parser, &macro);
        break;
    }
    bool kept = form == FORM_PROVIDE && *defined &&
                math_macros_find(macros, macro.name, macro.name_length) != NULL;
    if (*defined && !kept)
        define(macros, &macro);
    return true;
}

size_t math_macros_read(MathMacros *macros, const char *tex, size_t length)
{
    MathParser parser = {.at = tex, .end = tex + length, .arena = macros->arena};
    size_t count = 0;
    for (;;) {
        math_skip_blanks(&parser);
        if (parser.at >= parser.end)
            return count;
        bool defined = false;
        if (*parser.at != '\\')
            parser.at++;
        else if (math_definition_take(&parser, macros, &defined))
            count += defined ? 1 : 0;
        else
            parser.at += 1 + math_name_length(&parser);
    }
}
