/* How a formula's tree is read, whatever it is drawn as: classes in context, the room between
 * neighbours, how tightly a row holds together, where scripts go and what they are made of. */
#ifndef CAIRN_TEXT_MATH_READING_H
#define CAIRN_TEXT_MATH_READING_H

#include <stdbool.h>

#include "base/buffer.h"
#include "text/math_tree.h"

/* A place in a row: the item and what it is next to. */
typedef struct MathPlace {
    const MathNode *node, *previous;
    MathClass before; /* class of `previous` as it was taken, MATH_OPEN at the start */
} MathPlace;

typedef enum MathWeight {
    MATH_WEIGHT_SINGLE,  /* one item, a call f(x), |x|: needs no parentheses anywhere */
    MATH_WEIGHT_PRODUCT, /* items side by side */
    MATH_WEIGHT_SUM,     /* operators, relations, functions without brackets, fractions */
} MathWeight;

static inline bool math_is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Whether a character would run into a letter beside it: letters, digits, all that is not ASCII, and
 * the backslash of what is unknown. */
static inline bool math_is_word_byte(char c)
{
    return math_is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '\\' ||
           (unsigned char)c >= 0x80;
}

/* A group of one item is that item, whatever leaves no trace beside it: {\bf x} is x. */
const MathNode *math_bare(const MathNode *node);

/* The next sibling that is no space, or NULL. */
const MathNode *math_next_visible(const MathNode *node);

/* Whether `node` (may be NULL) is an atom with this Unicode text; whether it is a pair of delimiters
 * with what is between them, scripts or not. */
bool math_is_text(const MathNode *node, const char *text);
bool math_is_fence(const MathNode *node);

/* Whether `node` is a character that is a script by itself, such as the ᵢ of ∑ᵢ: it belongs to what is
 * before it. */
bool math_is_small_script(const MathNode *node);

/* Whether the row from `node` (may be NULL) on is one pair of brackets and nothing behind it. */
bool math_is_bracketed(const MathNode *node);

/* Whether the scripts of a MATH_NODE_SCRIPTS stand over and under its base in `style`. In
 * MATH_STYLE_AS_IS, the style of one row, nothing does. */
bool math_is_stacked(const MathNode *scripts, MathStyle style);

/* Whether `scripts` belong to an integral whose limits stand at the ends of a tall sign. */
bool math_is_tall_integral(const MathNode *scripts, MathStyle style);

/* Appends the script form of `node` to `out` (may be NULL); false when it has none, and then `out`
 * may have got a part of it. */
bool math_convert_script(const MathNode *node, bool above, Buffer *out);

/* Whether every script below `node` (may be NULL) that `style` puts behind its base has a Unicode
 * form. */
bool math_has_unicode_scripts(const MathNode *node, MathStyle style);

/* The class of an item where it stands: a binary operator without operands on both sides is a sign,
 * which binds like an opening bracket. */
MathClass math_class_at(const MathPlace *place);

/* Blanks between neighbours of these classes, TeX's table reduced to whole cells. */
int math_gap(bool in_script, MathClass left, MathClass right);

/* How tightly `node` holds together when it is written in one row. */
MathWeight math_weigh(const MathNode *node);

/* Whether a fraction at this place needs parentheses as a/b: 1/n x would read as 1/(n x), and log a/b
 * as (log a)/b. */
bool math_fraction_binds(const MathPlace *place);

#endif
