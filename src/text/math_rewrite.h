/* Arguments with a syntax of their own, as those of \SI and \ce: they are rewritten as plain TeX, in one
 * pass and without looking into groups, and that is parsed. */
#ifndef CAIRN_TEXT_MATH_REWRITE_H
#define CAIRN_TEXT_MATH_REWRITE_H

#include "base/buffer.h"
#include "text/math_parser.h"

/* An argument that is read, and the TeX that it becomes. */
typedef struct MathRewrite {
    const char *at, *end;
    Buffer tex;
} MathRewrite;

/* Takes the parser's next argument to read from; empty when no group follows. */
void math_rewrite_begin(MathRewrite *rewrite, MathParser *parser);

/* What the rewritten TeX says, as one item. Frees the TeX. */
MathNode *math_rewrite_parse(MathRewrite *rewrite, MathParser *parser);

bool math_is_digit(char c);

/* The character `ahead` of the place; 0 beyond the end. */
char math_rewrite_peek(const MathRewrite *rewrite, size_t ahead);

/* Whether `wanted` comes next; it is skipped then. */
bool math_rewrite_take(MathRewrite *rewrite, const char *wanted);

/* Bytes up to the end of the group, or of what is between brackets, that begins here; and of the
 * command that does, with its backslash. */
size_t math_rewrite_group(const MathRewrite *rewrite);
size_t math_rewrite_command(const MathRewrite *rewrite);

/* Appends what comes next as it stands: so many bytes; a command; letters, upright; ^ or _ with what it
 * raises, a group or a number with signs, in braces. */
void math_rewrite_copy(MathRewrite *rewrite, size_t length);
void math_rewrite_copy_command(MathRewrite *rewrite);
void math_rewrite_copy_letters(MathRewrite *rewrite);
void math_rewrite_copy_script(MathRewrite *rewrite);

#endif
