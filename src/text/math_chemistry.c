/* Chemical formulas, as mhchem writes them: \ce{2H2 + O2 -> 2H2O}. */
#include <string.h>

#include "text/math_rewrite.h"

/* What stands before the place: it says what a digit or a sign means. */
typedef enum Before {
    BEFORE_TERM, /* nothing, a blank or an operator */
    BEFORE_NUMBER,
    BEFORE_ELEMENT, /* a symbol, with or without scripts, or a closing bracket */
} Before;

static void add(MathRewrite *rewrite, const char *tex)
{
    buffer_add_text(&rewrite->tex, tex);
}

static bool ends_term(const MathRewrite *rewrite, size_t ahead)
{
    char c = math_rewrite_peek(rewrite, ahead);
    return c == '\0' || strchr(" \t\n)]}", c) != NULL;
}

/* What stands over or under an arrow, as a formula of its own. */
static void add_condition(MathRewrite *rewrite, size_t length, const char *open, const char *close)
{
    add(rewrite, open);
    buffer_add(&rewrite->tex, rewrite->at + 1, length > 2 ? length - 2 : 0);
    rewrite->at += length;
    add(rewrite, close);
}

/* ->, <-, <->, <=> with conditions in brackets: the first above, the second below. */
static bool take_arrow(MathRewrite *rewrite)
{
    static const struct {
        const char *sign, *tex, *long_tex;
    } arrows[] = {
        {"<=>", "\\rightleftharpoons ", "\\xrightleftharpoons"},
        {"<-->", "\\rightleftarrows ", "\\xtofrom"},
        {"<->", "\\leftrightarrow ", "\\xleftrightarrow"},
        {"<-", "\\leftarrow ", "\\xleftarrow"},
        {"->", "\\rightarrow ", "\\xrightarrow"},
    };
    size_t which = 0, count = sizeof arrows / sizeof arrows[0];
    while (which < count && !math_rewrite_take(rewrite, arrows[which].sign))
        which++;
    if (which == count)
        return false;
    if (math_rewrite_peek(rewrite, 0) != '[') {
        add(rewrite, arrows[which].tex);
        return true;
    }
    MathRewrite above = *rewrite;
    size_t above_length = math_rewrite_group(rewrite);
    rewrite->at += above_length;
    add(rewrite, arrows[which].long_tex);
    if (math_rewrite_peek(rewrite, 0) == '[')
        add_condition(rewrite, math_rewrite_group(rewrite), "[\\ce{", "}]");
    above.tex = rewrite->tex;
    add_condition(&above, above_length, "{\\ce{", "}}");
    rewrite->tex = above.tex;
    return true;
}

/* Digits: an index behind an element, else how many of what follows. */
static Before take_number(MathRewrite *rewrite, Before before)
{
    size_t length = 0;
    while (math_is_digit(math_rewrite_peek(rewrite, length)) ||
           (before != BEFORE_ELEMENT && length > 0 &&
            math_is_digit(math_rewrite_peek(rewrite, length + 1)) &&
            strchr("./,", math_rewrite_peek(rewrite, length)) != NULL))
        length++;
    if (before != BEFORE_ELEMENT) {
        math_rewrite_copy(rewrite, length);
        return BEFORE_NUMBER;
    }
    add(rewrite, "_{");
    math_rewrite_copy(rewrite, length);
    add(rewrite, "}");
    return BEFORE_ELEMENT;
}

/* + and -: a charge at the end of a term, a bond within it, else an operator. */
static Before take_sign(MathRewrite *rewrite, Before before)
{
    bool plus = *rewrite->at == '+';
    bool charge = before == BEFORE_ELEMENT && ends_term(rewrite, 1);
    rewrite->at++;
    if (charge)
        add(rewrite, plus ? "^{+}" : "^{-}");
    else if (before == BEFORE_ELEMENT)
        add(rewrite, plus ? "+" : "\\mathord{-}");
    else
        add(rewrite, plus ? "+" : "-");
    return charge ? BEFORE_ELEMENT : BEFORE_TERM;
}

/* ^ and _: scripts; ^ alone, as v alone, says where a product goes. */
static Before take_script(MathRewrite *rewrite, Before before)
{
    if (*rewrite->at == '^' && ends_term(rewrite, 1)) {
        rewrite->at++;
        add(rewrite, "{\\uparrow}");
        return BEFORE_ELEMENT;
    }
    math_rewrite_copy_script(rewrite);
    return before == BEFORE_ELEMENT ? BEFORE_ELEMENT : BEFORE_TERM;
}

static Before take_letters(MathRewrite *rewrite, Before before)
{
    if (before == BEFORE_NUMBER)
        add(rewrite, "\\,");
    if (*rewrite->at == 'v' && before == BEFORE_TERM && ends_term(rewrite, 1)) {
        rewrite->at++;
        add(rewrite, "{\\downarrow}");
        return BEFORE_ELEMENT;
    }
    while (math_is_letter(math_rewrite_peek(rewrite, 0))) { /* as a word it would stand apart */
        add(rewrite, "\\mathrm ");
        math_rewrite_copy(rewrite, 1);
    }
    return BEFORE_ELEMENT;
}

static Before take_blanks(MathRewrite *rewrite, Before before)
{
    while (math_rewrite_peek(rewrite, 0) != '\0' && strchr(" \t\n", *rewrite->at) != NULL)
        rewrite->at++;
    char next = math_rewrite_peek(rewrite, 0);
    if (before == BEFORE_NUMBER && math_is_letter(next))
        return BEFORE_NUMBER; /* its gap comes with the letters */
    if (before == BEFORE_ELEMENT && next != '\0' && strchr("+-<=", next) == NULL)
        add(rewrite, "\\,");
    return BEFORE_TERM;
}

static Before take_other(MathRewrite *rewrite, Before before)
{
    char c = *rewrite->at;
    if (c == '=' || c == '#') {
        rewrite->at++;
        add(rewrite, before != BEFORE_ELEMENT ? "=" : c == '=' ? "{=}" : "{\\equiv}");
        return BEFORE_TERM;
    }
    if (c == '*' || (c == '.' && before == BEFORE_ELEMENT)) {
        rewrite->at++;
        add(rewrite, "\\cdot ");
        return BEFORE_TERM;
    }
    if (before == BEFORE_NUMBER && c == '(')
        add(rewrite, "\\,");
    if (c == '\\')
        math_rewrite_copy_command(rewrite);
    else
        math_rewrite_copy(rewrite, c == '{' ? math_rewrite_group(rewrite) : 1);
    return c == '(' || c == '[' ? BEFORE_TERM : BEFORE_ELEMENT;
}

/* \ce{SO4^2-} */
MathNode *math_on_chemistry(MathParser *parser, const MathStructure *structure)
{
    MathRewrite rewrite = {0};
    Before before = BEFORE_TERM;
    (void)structure;
    math_rewrite_begin(&rewrite, parser);
    while (rewrite.at < rewrite.end) {
        char c = *rewrite.at;
        if (take_arrow(&rewrite))
            before = BEFORE_TERM;
        else if (math_is_digit(c))
            before = take_number(&rewrite, before);
        else if (c == '+' || c == '-')
            before = take_sign(&rewrite, before);
        else if (c == '^' || c == '_')
            before = take_script(&rewrite, before);
        else if (math_is_letter(c))
            before = take_letters(&rewrite, before);
        else if (c != '\0' && strchr(" \t\n", c) != NULL)
            before = take_blanks(&rewrite, before);
        else
            before = take_other(&rewrite, before);
    }
    return math_rewrite_parse(&rewrite, parser);
}
