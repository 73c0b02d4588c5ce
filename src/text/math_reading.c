#include "text/math_reading.h"

#include <string.h>

#include "base/utf8.h"

static const MathNode *skip_traceless(const MathNode *node)
{
    while (node != NULL && node->kind == MATH_NODE_SPACE && node->cells == 0)
        node = node->next;
    return node;
}

const MathNode *math_bare(const MathNode *node)
{
    while (node->kind == MATH_NODE_ROW) {
        const MathNode *item = skip_traceless(node->child);
        if (item == NULL || skip_traceless(item->next) != NULL)
            break;
        node = item;
    }
    return node;
}

const MathNode *math_next_visible(const MathNode *node)
{
    for (node = node->next; node != NULL && node->kind == MATH_NODE_SPACE; node = node->next)
        continue;
    return node;
}

/* --- scripts in Unicode --- */

bool math_convert_script(const MathNode *node, bool above, Buffer *out)
{
    if (node->kind == MATH_NODE_SPACE)
        return true;
    if (node->kind == MATH_NODE_ROW) {
        for (const MathNode *child = node->child; child != NULL; child = child->next) {
            if (!math_convert_script(child, above, out))
                return false;
        }
        return true;
    }
    if (node->kind != MATH_NODE_ATOM && node->kind != MATH_NODE_WORDS)
        return false;
    size_t length = strlen(node->text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(node->text + at, length - at, &code_point);
        uint32_t script = above ? math_superscript(code_point) : math_subscript(code_point);
        if (script == 0)
            return false;
        char bytes[4];
        size_t count = utf8_encode(script, bytes);
        if (out != NULL)
            buffer_add(out, bytes, count);
    }
    return true;
}

bool math_is_stacked(const MathNode *scripts, MathStyle style)
{
    if (style == MATH_STYLE_AS_IS || scripts->limits == MATH_LIMITS_BEHIND)
        return false;
    if (scripts->limits == MATH_LIMITS_STACKED)
        return true;
    return style == MATH_STYLE_DISPLAY &&
           (scripts->child->movable != 0 || math_bare(scripts->child)->movable != 0);
}

bool math_is_tall_integral(const MathNode *scripts, MathStyle style)
{
    const MathNode *base = math_bare(scripts->child);
    return style == MATH_STYLE_DISPLAY && scripts->limits == MATH_LIMITS_DEFAULT &&
           scripts->primes == 0 &&
           (math_is_text(base, "\xE2\x88\xAB") || math_is_text(base, "\xE2\x88\xAC") ||
            math_is_text(base, "\xE2\x88\xAD"));
}

static bool is_convertible(const MathNode *scripts)
{
    return (scripts->above == NULL || math_convert_script(scripts->above, true, NULL)) &&
           (scripts->below == NULL || math_convert_script(scripts->below, false, NULL));
}

bool math_has_unicode_scripts(const MathNode *node, MathStyle style)
{
    if (node == NULL)
        return true;
    if (node->style != MATH_STYLE_AS_IS && style != MATH_STYLE_AS_IS)
        style = node->style;
    MathStyle inner = style;
    if (node->kind == MATH_NODE_ARROW && style == MATH_STYLE_AS_IS && !is_convertible(node))
        return false;
    if (node->kind == MATH_NODE_SCRIPTS) {
        if (!math_is_stacked(node, style) && !math_is_tall_integral(node, style) &&
            !is_convertible(node))
            return false;
        inner = style == MATH_STYLE_AS_IS ? style : MATH_STYLE_SCRIPT;
    }
    for (const MathNode *child = node->child; child != NULL; child = child->next) {
        if (!math_has_unicode_scripts(child, style))
            return false;
    }
    return math_has_unicode_scripts(node->above, inner) &&
           math_has_unicode_scripts(node->below, inner);
}

/* --- classes in context --- */

static bool is_open_end(MathClass class)
{
    return class == MATH_BIN || class == MATH_OP || class == MATH_BIG || class == MATH_REL ||
           class == MATH_OPEN || class == MATH_PUNCT;
}

bool math_is_small_script(const MathNode *node)
{
    if (node->kind != MATH_NODE_ATOM || (unsigned char)node->text[0] < 0x80)
        return false;
    uint32_t code_point;
    (void)utf8_decode(node->text, strlen(node->text), &code_point);
    return (code_point >= 0x2070 && code_point <= 0x209C) ||
           (code_point >= 0x1D2C && code_point <= 0x1D6A) || code_point == 0xB2 ||
           code_point == 0xB3 || code_point == 0xB9 || code_point == 0x2C7C;
}

static bool is_bar(const MathNode *node)
{
    return (node->kind == MATH_NODE_ATOM || node->kind == MATH_NODE_DELIMITER) &&
           (strcmp(node->text, "|") == 0 || strcmp(node->text, "\xE2\x80\x96") == 0);
}

/* Whether a bar at this place opens a pair, as in |-x|: nothing stands before it that it could end,
 * and its class makes a difference to what is behind it. */
static bool is_opening_bar(const MathPlace *place)
{
    if (place->node->class != MATH_ORD || !is_open_end(place->before) || !is_bar(place->node))
        return false;
    const MathNode *next = math_next_visible(place->node);
    return next != NULL &&
           (next->class == MATH_BIN || next->class == MATH_BIG || next->class == MATH_OP);
}

MathClass math_class_at(const MathPlace *place)
{
    const MathNode *node = place->node;
    if (is_opening_bar(place))
        return MATH_OPEN;
    if (place->before != MATH_OPEN && math_is_small_script(node))
        return place->before;
    if (node->kind == MATH_NODE_FENCE || node->class != MATH_BIN)
        return node->class;
    const MathNode *next = math_next_visible(node);
    if (is_open_end(place->before) || next == NULL || next->class == MATH_REL ||
        next->class == MATH_CLOSE || next->class == MATH_PUNCT)
        return place->before == MATH_ORD || place->before == MATH_CLOSE ? MATH_ORD : MATH_OPEN;
    return MATH_BIN;
}

bool math_is_fence(const MathNode *node)
{
    if (node->kind == MATH_NODE_SCRIPTS)
        return math_is_fence(node->child);
    return (node->kind == MATH_NODE_FENCE || node->kind == MATH_NODE_GRID) && node->text[0] != '\0';
}

int math_gap(bool in_script, MathClass left, MathClass right)
{
    if (left == MATH_OPEN || right == MATH_CLOSE || right == MATH_PUNCT)
        return 0;
    if (in_script)
        return 0;
    if (left == MATH_PUNCT)
        return 1;
    if (left == MATH_REL || right == MATH_REL)
        return left == right ? 0 : 1;
    if (left == MATH_BIN || right == MATH_BIN || left == MATH_BIG)
        return 1;
    if (left == MATH_OP)
        return right == MATH_OPEN ? 0 : 1;
    if (right == MATH_OP || right == MATH_BIG)
        return 1;
    return left == MATH_INNER ? right != MATH_OPEN : right == MATH_INNER;
}

/* --- how tightly a row holds together --- */

bool math_is_text(const MathNode *node, const char *text)
{
    return node != NULL && node->kind == MATH_NODE_ATOM && strcmp(node->text, text) == 0;
}

bool math_is_bracketed(const MathNode *node)
{
    if (node == NULL)
        return false;
    if (node->kind == MATH_NODE_FENCE)
        return math_next_visible(node) == NULL;
    bool bars = math_is_text(node, "|") || math_is_text(node, "\xE2\x80\x96");
    if (!bars && (node->class != MATH_OPEN || node->kind != MATH_NODE_ATOM))
        return false;
    int depth = 1;
    const char *bar = bars ? node->text : NULL;
    for (const MathNode *at = math_next_visible(node); at != NULL; at = math_next_visible(at)) {
        if (bar != NULL)
            depth -= math_is_text(at, bar) ? 1 : 0;
        else
            depth += at->class == MATH_OPEN ? 1 : at->class == MATH_CLOSE ? -1 : 0;
        if (depth == 0)
            return math_next_visible(at) == NULL;
    }
    return false;
}

/* d or ∂ before one letter: a differential. */
static bool is_differential(const MathNode *first)
{
    const MathNode *symbol = first->kind == MATH_NODE_SCRIPTS ? math_bare(first->child) : first;
    const MathNode *second = math_next_visible(first);
    return (math_is_text(symbol, "d") || math_is_text(symbol, "\xE2\x88\x82")) &&
           (second == NULL || (math_next_visible(second) == NULL && second->class == MATH_ORD));
}

MathWeight math_weigh(const MathNode *node)
{
    node = math_bare(node);
    if (node->kind == MATH_NODE_FRACTION)
        return MATH_WEIGHT_SUM;
    if (node->kind == MATH_NODE_STYLE)
        return math_weigh(node->child);
    if (node->kind == MATH_NODE_GRID)
        return node->text[0] == '\0' ? MATH_WEIGHT_SUM : MATH_WEIGHT_SINGLE;
    if (node->kind == MATH_NODE_WORDS)
        return strchr(node->text, ' ') == NULL ? MATH_WEIGHT_SINGLE : MATH_WEIGHT_SUM;
    if (node->kind != MATH_NODE_ROW || node->child == NULL)
        return MATH_WEIGHT_SINGLE;
    const MathNode *first = node->child;
    bool call = first->class == MATH_ORD || first->class == MATH_OP;
    if (math_is_bracketed(first) || (call && math_is_bracketed(math_next_visible(first))) ||
        is_differential(first))
        return MATH_WEIGHT_SINGLE;
    MathWeight weight = MATH_WEIGHT_PRODUCT;
    MathPlace place = {.before = MATH_OPEN};
    int depth = 0;
    for (place.node = first; place.node != NULL; place.node = math_next_visible(place.node)) {
        const MathNode *next = math_next_visible(place.node);
        MathClass class = math_class_at(&place);
        depth += place.node->class == MATH_OPEN ? 1 : place.node->class == MATH_CLOSE ? -1 : 0;
        bool bare = class == MATH_OP &&
                    (next == NULL || !(next->class == MATH_OPEN || math_is_fence(next)));
        if (depth <= 0 && (class == MATH_BIN || class == MATH_REL || class == MATH_BIG || bare ||
                           class == MATH_PUNCT || place.node->kind == MATH_NODE_FRACTION))
            weight = MATH_WEIGHT_SUM;
        place.before = class;
    }
    return weight;
}

bool math_fraction_binds(const MathPlace *place)
{
    const MathNode *next = math_next_visible(place->node);
    MathClass after = next == NULL ? MATH_CLOSE : next->class;
    bool number_before = place->previous != NULL && place->previous->kind == MATH_NODE_ATOM &&
                         place->previous->text[0] >= '0' && place->previous->text[0] <= '9';
    bool followed = after == MATH_ORD || after == MATH_OP || after == MATH_BIG ||
                    after == MATH_OPEN || after == MATH_INNER;
    return followed || number_before || place->before == MATH_OP || place->before == MATH_INNER ||
           math_is_text(place->previous, "/");
}
