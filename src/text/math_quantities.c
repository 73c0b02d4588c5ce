/* Numbers and units, as siunitx writes them: \num{1.5e3}, \si{kg.m/s^2}, \SI{3}{\metre}; and as mhchem
 * does: \pu{3 kg m s-2}. */
#include <string.h>

#include "text/math_rewrite.h"

enum { QUANTITY_NUMBER = 1 << 0, QUANTITY_UNIT = 1 << 1, QUANTITY_RANGE = 1 << 2 };

static const struct {
    char name[20], text[20];
    bool prefix;
} units[] = {
#define PREFIX(command, tex) {command, tex, true},
#define UNIT(command, tex)   {command, tex, false},
#include "text/math_units.def"
#undef PREFIX
#undef UNIT
};

/* 1.5e-3 +- 2: a power of ten, and plus or minus. */
static void rewrite_number(MathRewrite *rewrite)
{
    size_t start = rewrite->tex.length;
    while (rewrite->at < rewrite->end) {
        if (math_rewrite_take(rewrite, "+-")) {
            buffer_add_text(&rewrite->tex, "\\pm ");
        } else if (math_rewrite_take(rewrite, "e") || math_rewrite_take(rewrite, "E")) {
            buffer_add_text(&rewrite->tex, rewrite->tex.length > start ? "\\times 10^{" : "10^{");
            size_t length =
                math_rewrite_peek(rewrite, 0) == '-' || math_rewrite_peek(rewrite, 0) == '+' ? 1
                                                                                             : 0;
            while (math_is_digit(math_rewrite_peek(rewrite, length)))
                length++;
            math_rewrite_copy(rewrite, length);
            buffer_add_char(&rewrite->tex, '}');
        } else if (math_rewrite_take(rewrite, "x")) {
            buffer_add_text(&rewrite->tex, "\\times ");
        } else if (math_rewrite_take(rewrite, ",")) {
            buffer_add_text(&rewrite->tex, "{,}"); /* not the comma of a list */
        } else if (*rewrite->at == '\\') {
            math_rewrite_copy_command(rewrite);
        } else {
            math_rewrite_copy(rewrite, *rewrite->at == '{' ? math_rewrite_group(rewrite) : 1);
        }
    }
}

/* Units are written as they come, each with its power once that is known. */
typedef struct Units {
    MathRewrite *rewrite;
    size_t start;    /* of what they became */
    bool close;      /* the next one stands close to what is there: a prefix */
    bool per;        /* the next one is divided by */
    bool below;      /* the last one was */
    bool open;       /* the last one may get a power yet */
    const char *set; /* "2" or "3": the power of the next one */
    const char *power;
    size_t power_length;
} Units;

static void finish_unit(Units *list)
{
    Buffer *tex = &list->rewrite->tex;
    bool plain = list->power_length == 0;
    if (list->open && (list->below || !plain)) {
        buffer_add_text(tex, list->below ? "^{-" : "^{");
        buffer_add(tex, plain ? "1" : list->power, plain ? 1 : list->power_length);
        buffer_add_char(tex, '}');
    }
    list->open = list->below = false;
    list->power_length = 0;
}

static void begin_unit(Units *list)
{
    finish_unit(list);
    if (!list->close && list->rewrite->tex.length > list->start)
        buffer_add_text(&list->rewrite->tex, "\\,");
    list->close = false;
}

static void add_unit(Units *list, const char *text, bool prefix)
{
    begin_unit(list);
    buffer_add_text(&list->rewrite->tex, text);
    list->close = prefix;
    if (prefix)
        return;
    list->open = true;
    list->below = list->per;
    list->power = list->set;
    list->power_length = list->set == NULL ? 0 : 1;
    list->per = false;
    list->set = NULL;
}

static void set_power(Units *list, const char *power, size_t length)
{
    list->power = power;
    list->power_length = length;
}

/* \squared, \per, \tothe{4}: false when the command is none of those. */
static bool take_power(Units *list, const char *name, size_t length)
{
    static const char *const names[] = {"per",   "square", "cubic",  "squared",
                                        "cubed", "tothe",  "raiseto"};
    size_t which = 0, count = sizeof names / sizeof names[0];
    while (which < count &&
           (strlen(names[which]) != length || memcmp(names[which], name, length) != 0))
        which++;
    if (which == count)
        return false;
    MathRewrite *rewrite = list->rewrite;
    rewrite->at += 1 + length;
    if (which == 0)
        list->per = true;
    else if (which <= 2)
        list->set = which == 1 ? "2" : "3";
    else if (which <= 4)
        set_power(list, which == 3 ? "2" : "3", 1);
    else if (math_rewrite_peek(rewrite, 0) == '{') {
        size_t whole = math_rewrite_group(rewrite);
        set_power(list, rewrite->at + 1, whole > 2 ? whole - 2 : 0);
        rewrite->at += whole;
    }
    return true;
}

static void take_unit_command(Units *list)
{
    const char *name = list->rewrite->at + 1;
    size_t length = math_rewrite_command(list->rewrite) - 1;
    if (take_power(list, name, length))
        return;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strlen(units[i].name) == length && memcmp(units[i].name, name, length) == 0) {
            list->rewrite->at += 1 + length;
            add_unit(list, units[i].text, units[i].prefix);
            return;
        }
    }
    begin_unit(list);
    math_rewrite_copy_command(list->rewrite);
}

/* \kilo\gram\per\second\squared, or kg.m/s^2. */
static void rewrite_units(MathRewrite *rewrite)
{
    Units list = {.rewrite = rewrite, .start = rewrite->tex.length};
    while (rewrite->at < rewrite->end) {
        char c = *rewrite->at;
        if (c == '\\') {
            take_unit_command(&list);
            continue;
        }
        finish_unit(&list);
        if (math_is_letter(c)) {
            math_rewrite_copy_letters(rewrite);
        } else if (c == '.' || c == '~') {
            rewrite->at++;
            buffer_add_text(&rewrite->tex, "\\,");
            list.close = true;
        } else if (c == '^' || c == '_') {
            math_rewrite_copy_script(rewrite);
        } else {
            math_rewrite_copy(rewrite, c == '{' ? math_rewrite_group(rewrite) : 1);
        }
    }
    finish_unit(&list);
}

/* Whether the unit stands close to its number. */
static bool is_degree(const MathRewrite *unit)
{
    static const char *const names[] = {"\\degree", "\\arcminute", "\\arcsecond"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t length = strlen(names[i]);
        if ((size_t)(unit->end - unit->at) >= length && memcmp(unit->at, names[i], length) == 0 &&
            !math_is_letter(math_rewrite_peek(unit, length)))
            return true;
    }
    return false;
}

/* \num{1e3}, \si{m}, \SI{3}{\metre}, \SIrange{1}{2}{m}: the number says of what it is made. */
MathNode *math_on_quantity(MathParser *parser, const MathStructure *structure)
{
    const char *ignored;
    size_t length;
    MathRewrite number = {0}, last = {0}, unit = {0};
    (void)math_take_raw_optional(parser, &ignored, &length);
    if ((structure->number & QUANTITY_NUMBER) != 0)
        math_rewrite_begin(&number, parser);
    if ((structure->number & QUANTITY_RANGE) != 0)
        math_rewrite_begin(&last, parser);
    (void)math_take_raw_optional(parser, &ignored, &length);
    if ((structure->number & QUANTITY_UNIT) != 0)
        math_rewrite_begin(&unit, parser);
    bool spaced = number.at != number.end && unit.at != unit.end && !is_degree(&unit);
    rewrite_number(&number);
    if ((structure->number & QUANTITY_RANGE) != 0) {
        buffer_add_text(&number.tex, "\\text{ to }");
        last.tex = number.tex;
        rewrite_number(&last);
        number.tex = last.tex;
    }
    buffer_add_text(&number.tex, spaced ? "\\," : "");
    unit.tex = number.tex;
    rewrite_units(&unit);
    return math_rewrite_parse(&unit, parser);
}

/* --- numbers and units in one argument --- */

/* Bytes of the number that begins here: 1.2e-3, 5+-0.1, 1,5(2). */
static size_t number_length(const MathRewrite *rewrite)
{
    char first = math_rewrite_peek(rewrite, 0);
    size_t length = first == '+' || first == '-' ? 1 : 0;
    for (;;) {
        char c = math_rewrite_peek(rewrite, length);
        char next = math_rewrite_peek(rewrite, length + 1);
        size_t sign = next == '+' || next == '-' ? 2 : 1;
        if (math_is_digit(c) || (c != '\0' && strchr(".,()", c) != NULL))
            length++;
        else if (c == '+' && next == '-')
            length += 2;
        else if ((c == 'e' || c == 'E') && math_is_digit(math_rewrite_peek(rewrite, length + sign)))
            length += sign;
        else
            return length;
    }
}

static bool is_unit_letter(char c)
{
    return math_is_letter(c) || (unsigned char)c >= 0x80;
}

/* A unit with the power that stands right behind it: s-2. */
static void rewrite_bare_unit(MathRewrite *rewrite)
{
    size_t length = 0;
    while (is_unit_letter(math_rewrite_peek(rewrite, length)))
        length++;
    buffer_add_text(&rewrite->tex, "\\mathrm{");
    math_rewrite_copy(rewrite, length);
    buffer_add_char(&rewrite->tex, '}');
    char sign = math_rewrite_peek(rewrite, 0);
    length = sign == '-' || sign == '+' ? 1 : 0;
    if (!math_is_digit(math_rewrite_peek(rewrite, length)))
        return;
    while (math_is_digit(math_rewrite_peek(rewrite, length)))
        length++;
    buffer_add_text(&rewrite->tex, "^{");
    math_rewrite_copy(rewrite, length);
    buffer_add_char(&rewrite->tex, '}');
}

/* False without a blank. */
static bool skip_blanks(MathRewrite *rewrite)
{
    const char *start = rewrite->at;
    while (math_rewrite_take(rewrite, " ") || math_rewrite_take(rewrite, "\n"))
        continue;
    return rewrite->at > start;
}

/* kg m s-2, up to the end or to //. */
static void rewrite_bare_units(MathRewrite *rewrite)
{
    size_t start = rewrite->tex.length;
    while (rewrite->at < rewrite->end) {
        bool gap = skip_blanks(rewrite) && rewrite->tex.length > start;
        char c = math_rewrite_peek(rewrite, 0);
        if (rewrite->at >= rewrite->end || (c == '/' && math_rewrite_peek(rewrite, 1) == '/'))
            return;
        buffer_add_text(&rewrite->tex, gap && c != '*' && c != '/' ? "\\," : "");
        if (is_unit_letter(c)) {
            rewrite_bare_unit(rewrite);
        } else if (c == '*' || c == '.') {
            rewrite->at++;
            buffer_add_text(&rewrite->tex, "{\\cdot}");
        } else if (c == '^' || c == '_') {
            math_rewrite_copy_script(rewrite);
        } else if (c == '\\') {
            math_rewrite_copy_command(rewrite);
        } else {
            math_rewrite_copy(rewrite, c == '{' ? math_rewrite_group(rewrite) : 1);
        }
    }
}

/* The same, // being a fraction. */
static void rewrite_bare_fraction(MathRewrite *rewrite)
{
    Buffer before = rewrite->tex;
    rewrite->tex = (Buffer){0};
    rewrite_bare_units(rewrite);
    Buffer above = rewrite->tex;
    rewrite->tex = before;
    bool fraction = math_rewrite_take(rewrite, "//");
    buffer_add_text(&rewrite->tex, fraction ? "\\frac{" : "");
    buffer_add(&rewrite->tex, buffer_text(&above), above.length);
    buffer_done(&above);
    if (!fraction)
        return;
    buffer_add_text(&rewrite->tex, "}{");
    rewrite_bare_units(rewrite);
    while (math_rewrite_take(rewrite, "//")) {
        buffer_add_char(&rewrite->tex, '/');
        rewrite_bare_units(rewrite);
    }
    buffer_add_char(&rewrite->tex, '}');
}

/* \pu{1.2e3 kJ//mol} */
MathNode *math_on_bare_quantity(MathParser *parser, const MathStructure *structure)
{
    MathRewrite rewrite = {0};
    (void)structure;
    math_rewrite_begin(&rewrite, parser);
    (void)skip_blanks(&rewrite);
    MathRewrite number = rewrite;
    number.end = number.at + number_length(&rewrite);
    bool counted = number.at < number.end;
    rewrite_number(&number);
    rewrite.at = number.at;
    rewrite.tex = number.tex;
    bool gap = skip_blanks(&rewrite) || math_is_letter(math_rewrite_peek(&rewrite, 0));
    buffer_add_text(&rewrite.tex, counted && gap && rewrite.at < rewrite.end ? "\\," : "");
    rewrite_bare_fraction(&rewrite);
    return math_rewrite_parse(&rewrite, parser);
}

/* \qty{3}{m} is a quantity, \qty{x} a group, and before brackets, \qty(x), it only says that they grow
 * with what they hold. */
MathNode *math_on_quantity_or_pair(MathParser *parser, const MathStructure *structure)
{
    const char *text, *start = parser->at;
    size_t length;
    math_take_raw(parser, &text, &length);
    bool group = parser->at > text;
    math_skip_blanks(parser);
    bool quantity = group && parser->at < parser->end && *parser->at == '{';
    parser->at = start;
    (void)math_take(parser, "*");
    if (quantity)
        return math_on_quantity(parser, structure);
    return group ? math_parse_argument(parser) : math_new_row(parser, NULL);
}
