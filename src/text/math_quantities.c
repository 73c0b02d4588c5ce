/* Numbers and units, as siunitx writes them: \num{1.5e3}, \si{kg.m/s^2}, \SI{3}{\metre}. */
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
