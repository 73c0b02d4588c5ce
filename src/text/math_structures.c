/* Commands with arguments: fractions, roots, accents, stacks, arrows. The table of all of them is
 * math_structures_*.def; math_handlers.def says where the other handlers are. */
#include <string.h>

#include "base/buffer.h"
#include "text/math_parser.h"

enum { ACCENT_WIDE = 1 << 0, ACCENT_UNDER = 1 << 1 };

static const MathStructure structures[] = {
#define STRUCTURE(command, does, unicode, plain, parameter) \
    {command, unicode, plain, MATH_HANDLER_##does, .number = (int)(parameter)},
#define STOP(command, does, rows) {command, "", "", MATH_HANDLER_##does, .stop = (rows)},
#define INFIX(command, open, close, how, rows) \
    {command, open, close, .number = (how), .stop = (rows), .infix = true},
#include "text/math_structures_a_to_l.def"
#include "text/math_structures_m_to_z.def"
#undef STRUCTURE
#undef STOP
#undef INFIX
};

const MathStructure *math_find_structure(const char *name, size_t length)
{
    return math_find_named(structures, sizeof structures / sizeof structures[0],
                           sizeof structures[0], name, length);
}

MathNode *math_handle(MathParser *parser, const MathStructure *structure)
{
    switch ((MathHandler)structure->handler) {
    case MATH_HANDLER_NONE:
        break;
#define HANDLER(name)         \
    case MATH_HANDLER_##name: \
        return math_on_##name(parser, structure);
#include "text/math_handlers.def"
#undef HANDLER
    }
    return NULL;
}

/* --- fractions and roots --- */

/* \frac{a}{b}; the number is its style. */
MathNode *math_on_fraction(MathParser *parser, const MathStructure *structure)
{
    const char *ignored;
    size_t length;
    (void)math_take_raw_optional(parser, &ignored, &length);
    MathNode *node = math_new_node(parser, MATH_NODE_FRACTION, MATH_INNER);
    node->style = (MathStyle)structure->number;
    node->child = math_parse_argument(parser);
    node->below = math_parse_argument(parser);
    return node;
}

/* \binom{n}{k} between the delimiters text and ascii, \splitfrac{a}{b} without; the number is its
 * style. */
MathNode *math_on_binomial(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_on_fraction(parser, structure);
    node->plain = true;
    if (structure->text[0] == '\0')
        return node;
    return math_new_fence(parser, structure->text, structure->ascii, node);
}

/* The delimiter that an argument holds, "" for none. */
static const char *take_delimiter(MathParser *parser)
{
    math_skip_blanks(parser);
    if (!math_take(parser, "{"))
        return math_parse_delimiter(parser, MATH_OPEN)->text;
    const char *text = "";
    math_skip_blanks(parser);
    if (parser->at < parser->end && *parser->at != '}')
        text = math_parse_delimiter(parser, MATH_OPEN)->text;
    (void)math_take(parser, "}");
    return text;
}

/* \genfrac{(}{)}{0pt}{}{n}{k}: a bar of thickness 0 is none. */
MathNode *math_on_general_fraction(MathParser *parser, const MathStructure *structure)
{
    const char *open = take_delimiter(parser), *close = take_delimiter(parser);
    const char *bar, *style;
    size_t bar_length, style_length;
    math_take_raw(parser, &bar, &bar_length);
    math_take_raw(parser, &style, &style_length);
    MathNode *node = math_on_fraction(parser, structure);
    node->plain = bar_length > 0 && bar[0] == '0';
    if (style_length > 0)
        node->style = style[0] == '0' ? MATH_STYLE_DISPLAY : MATH_STYLE_TEXT;
    bool bare = open[0] == '\0' && close[0] == '\0';
    return bare ? node : math_new_fence(parser, open, close, node);
}

/* Whether the tree has no more nodes than `*room`, from which they are taken. */
static bool is_small(const MathNode *node, int *room)
{
    for (; node != NULL; node = node->next) {
        if (--*room < 0 || !is_small(node->child, room) || !is_small(node->above, room) ||
            !is_small(node->below, room))
            return false;
    }
    return true;
}

/* \dv{f}{x} and \pdv{f}{x}: a fraction of differentials, which text and ascii name; \dv{x} is the
 * operator alone. An order in brackets goes on both, a long one above alone: orders within orders
 * would double with each level. */
MathNode *math_on_derivative(MathParser *parser, const MathStructure *structure)
{
    MathNode *order = math_parse_optional(parser);
    MathNode *parts[2], *first = math_parse_argument(parser);
    math_skip_blanks(parser);
    bool two = parser->at < parser->end && *parser->at == '{';
    parts[0] = two ? first : math_new_row(parser, NULL);
    parts[1] = two ? math_parse_argument(parser) : first;
    MathNode *rows[2];
    int room = 32;
    bool short_order = is_small(order, &room);
    for (int i = 0; i < 2; i++) {
        MathNode *sign = math_new_atom(parser, MATH_ORD, structure->text, structure->ascii);
        MathNode **powered = i == 0 ? &sign : &parts[1];
        if (order != NULL && (i == 0 || short_order)) {
            MathNode *scripts = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_ORD);
            scripts->child = *powered;
            scripts->above = math_new_row(parser, order->child);
            *powered = scripts;
        }
        sign->next = parts[i];
        rows[i] = math_new_row(parser, sign);
    }
    MathNode *node = math_new_node(parser, MATH_NODE_FRACTION, MATH_INNER);
    node->child = rows[0];
    node->below = rows[1];
    return node;
}

/* \sqrt[3]{x} */
MathNode *math_on_root(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *node = math_new_node(parser, MATH_NODE_ROOT, MATH_ORD);
    node->above = math_parse_optional(parser);
    node->child = math_parse_argument(parser);
    return node;
}

/* \root 3 \of x */
MathNode *math_on_plain_root(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *node = math_new_node(parser, MATH_NODE_ROOT, MATH_ORD);
    node->above = math_parse_row(parser, parser->stops | MATH_STOP_OF);
    (void)math_take(parser, "\\of");
    node->child = math_parse_argument(parser);
    return node;
}

/* --- over, under, through --- */

MathNode *math_on_accent(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_new_node(parser, MATH_NODE_ACCENT, MATH_ORD);
    node->text = structure->text;
    node->ascii = structure->ascii;
    node->wide = (structure->number & ACCENT_WIDE) != 0;
    node->under = (structure->number & ACCENT_UNDER) != 0;
    node->child = math_parse_argument(parser);
    return node;
}

/* \underbrace{x}: number 1 is under. \overrightarrow over one letter is an accent, whose mark is in
 * the second text. */
MathNode *math_on_cover(MathParser *parser, const MathStructure *structure)
{
    const char *thickness;
    size_t length;
    if (structure->text[0] == '[') /* \underbracket[1pt][3pt]{x} */
        while (math_take_raw_optional(parser, &thickness, &length))
            continue;
    MathNode *child = math_parse_argument(parser);
    MathNode *node = math_new_node(parser, MATH_NODE_BRACE, MATH_ORD);
    node->text = node->ascii = structure->text;
    if (structure->ascii[0] != '\0' && math_unwrap(child)->kind == MATH_NODE_ATOM) {
        node->kind = MATH_NODE_ACCENT;
        node->text = structure->ascii;
        node->ascii = "vec";
    }
    node->under = structure->number != 0;
    node->child = child;
    return node;
}

/* The relation that says the opposite, as one character where Unicode has it. */
static const MathSymbol *negation_of(const char *text)
{
    static const char *const pairs[][2] = {
        {"=", "neq"},
        {"∈", "notin"},
        {"∋", "nni"},
        {"≡", "nequiv"},
        {"∼", "nsim"},
        {"≈", "napprox"},
        {"≃", "nsimeq"},
        {"≅", "ncong"},
        {"<", "nless"},
        {">", "ngtr"},
        {"≤", "nleq"},
        {"≥", "ngeq"},
        {"|", "nmid"},
        {"∥", "nparallel"},
        {"⊂", "nsubset"},
        {"⊃", "nsupset"},
        {"⊆", "nsubseteq"},
        {"⊇", "nsupseteq"},
        {"⊢", "nvdash"},
        {"⊨", "nvDash"},
        {"∃", "nexists"},
        {"≺", "nprec"},
        {"≻", "nsucc"},
        {"→", "nrightarrow"},
        {"←", "nleftarrow"},
        {"⇒", "nRightarrow"},
        {"⇐", "nLeftarrow"},
        {"↔", "nleftrightarrow"},
        {"⇔", "nLeftrightarrow"},
        {"⪯", "npreceq"},
        {"⪰", "nsucceq"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (strcmp(pairs[i][0], text) == 0)
            return math_symbol_find(pairs[i][1], strlen(pairs[i][1]));
    }
    return NULL;
}

/* \not\in: a symbol of its own, or the symbol with a stroke. */
MathNode *math_on_not(MathParser *parser, const MathStructure *structure)
{
    while (math_take(parser, "\\!") || math_take(parser, "\\,"))
        continue;
    MathNode *node = math_unwrap(math_parse_argument(parser));
    if (node->kind != MATH_NODE_ATOM)
        return node;
    const MathSymbol *symbol = negation_of(node->text);
    if (symbol != NULL)
        return math_new_atom(parser, symbol->class, symbol->text, symbol->ascii);
    Buffer text = {0}, ascii = {0};
    buffer_add_format(&text, "%s%s", node->text, structure->text);
    buffer_add_format(&ascii, "not %s", node->ascii);
    if (node->text[0] != '\0') {
        node->text = arena_dup(parser->arena, buffer_text(&text));
        node->ascii = arena_dup(parser->arena, buffer_text(&ascii));
    }
    buffer_done(&text);
    buffer_done(&ascii);
    return node;
}

static MathNode *stack(MathParser *parser, MathNode *base, MathNode *above, MathNode *below)
{
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, math_unwrap(base)->class);
    node->child = base;
    node->above = above;
    node->below = below;
    node->limits = MATH_LIMITS_STACKED;
    return node;
}

/* \overset{a}{b} (number 1: a above b), \underset{a}{b} (number 0: below), \stackrel[c]{a}{b}. */
MathNode *math_on_stack(MathParser *parser, const MathStructure *structure)
{
    MathNode *other = math_parse_optional(parser);
    MathNode *script = math_parse_argument(parser);
    MathNode *base = math_parse_argument(parser);
    bool above = structure->number != 0;
    return stack(parser, base, above ? script : other, above ? other : script);
}

/* \overunderset{a}{b}{base} */
MathNode *math_on_over_and_under(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *above = math_parse_argument(parser);
    MathNode *below = math_parse_argument(parser);
    return stack(parser, math_parse_argument(parser), above, below);
}

/* \buildrel a \over b */
MathNode *math_on_built_relation(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *above = math_parse_row(parser, parser->stops | MATH_STOP_OVER);
    (void)math_take(parser, "\\over");
    MathNode *node = stack(parser, math_parse_argument(parser), above, NULL);
    node->class = MATH_REL;
    return node;
}

/* The scripts that an argument such as {_a^b} holds, on `base`. */
static MathNode *scripts_of(MathParser *parser, MathNode *base)
{
    MathNode *argument = math_unwrap(math_parse_argument(parser));
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_ORD);
    node->child = base;
    if (argument->kind == MATH_NODE_SCRIPTS) {
        node->above = argument->above;
        node->below = argument->below;
        node->primes = argument->primes;
    }
    return node;
}

/* \prescript{a}{b}{X}: scripts of nothing before the base. */
MathNode *math_on_scripts_before(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *before = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_ORD);
    before->child = math_new_row(parser, NULL);
    before->above = math_parse_argument(parser);
    before->below = math_parse_argument(parser);
    before->next = math_parse_argument(parser);
    return math_new_row(parser, before);
}

static bool has_scripts(const MathNode *node)
{
    return node->above != NULL || node->below != NULL || node->primes > 0;
}

/* \sideset{_a^b}{_c^d}\sum: an operator with scripts on both sides, which takes limits as a whole. */
MathNode *math_on_side_scripts(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *before = scripts_of(parser, math_new_row(parser, NULL));
    MathNode *behind = scripts_of(parser, NULL);
    MathNode *base = math_parse_argument(parser);
    behind->class = base->class;
    behind->child = base;
    behind->limits = MATH_LIMITS_BEHIND;
    behind = has_scripts(behind) ? behind : base;
    before->next = behind;
    MathNode *row = math_new_row(parser, has_scripts(before) ? before : behind);
    row->class = base->class;
    row->movable = true;
    return row;
}

/* \xrightarrow[below]{above} */
MathNode *math_on_long_arrow(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_new_node(parser, MATH_NODE_ARROW, MATH_REL);
    node->text = structure->text;
    node->ascii = structure->ascii;
    node->below = math_parse_optional(parser);
    node->above = math_parse_argument(parser);
    if (node->above->child == NULL && node->above->kind == MATH_NODE_ROW)
        node->above = NULL;
    return node;
}

/* --- the rest --- */

/* \pmod{n} (number 1), \mod{n}, \pod{n} (number 2). */
MathNode *math_on_modulo(MathParser *parser, const MathStructure *structure)
{
    MathNode *row = math_new_row(parser, math_parse_argument(parser));
    if (structure->number != 2) {
        MathNode *name = math_new_atom(parser, MATH_OP, "mod", "mod");
        name->next = row->child;
        row->child = name;
    }
    if (structure->number != 0)
        row = math_new_row(parser, math_new_fence(parser, "(", ")", row));
    row->class = MATH_REL; /* for the room around it */
    return row;
}

MathNode *math_on_phantom(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_new_node(parser, MATH_NODE_PHANTOM, MATH_ORD);
    node->number = structure->number;
    node->child = math_parse_argument(parser);
    return node;
}

/* \boxed{x}, \cancel{x}: the argument within a node of kind `number`. */
MathNode *math_on_wrapper(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_new_node(parser, (MathKind)structure->number, MATH_ORD);
    node->child = math_parse_argument(parser);
    return node;
}

/* \cancelto{0}{x}: x struck through, and behind it what it becomes, as a raised "→0". */
MathNode *math_on_cancel_to(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *arrow = math_new_atom(parser, MATH_REL, "\xE2\x86\x92", "->");
    arrow->next = math_parse_argument(parser);
    MathNode *strike = math_new_node(parser, MATH_NODE_STRIKE, MATH_ORD);
    strike->child = math_parse_argument(parser);
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_ORD);
    node->child = strike;
    node->above = math_new_row(parser, arrow);
    return node;
}

/* \tag{1}: words in parentheses, \tag*{1} without them. */
MathNode *math_on_tag(MathParser *parser, const MathStructure *structure)
{
    bool bare = math_take(parser, "*");
    MathNode *node = math_new_node(parser, MATH_NODE_TAG, MATH_ORD);
    MathNode *words = math_on_text(parser, structure);
    node->child = bare ? words : math_new_fence(parser, "(", ")", words);
    return node;
}

/* \\ outside a grid. */
MathNode *math_on_break(MathParser *parser, const MathStructure *structure)
{
    const char *distance;
    size_t length;
    (void)structure;
    (void)math_take(parser, "*");
    if (parser->at < parser->end && *parser->at == '[')
        (void)math_take_raw_optional(parser, &distance, &length);
    return math_new_node(parser, MATH_NODE_BREAK, MATH_PUNCT);
}
