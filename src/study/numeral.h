/* Values as people write them. */
#ifndef CAIRN_STUDY_NUMERAL_H
#define CAIRN_STUDY_NUMERAL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/expression.h"

typedef struct NumeralStyle {
    int decimals; /* after the point; negative: as many as say something, see below */
    bool sign;    /* also before what is not negative */
    bool tex;     /* powers of ten and matrices as TeX */
    bool factor;  /* a negative number between parentheses, as it stands behind a sign or a dot */
    bool minus;   /* the sign of a negative number is a minus and no hyphen; not for TeX */
    bool row;     /* as TeX a vector is a row */
} NumeralStyle;

#define NUMERAL_PLAIN ((NumeralStyle){.decimals = -1})

/* Appends a value: "3", "-0.25", "[1, 2]", "[[1, 0], [0, 1]]"; as TeX a vector is a column, unless `row`. A whole
 * number has no decimals; others are rounded to four significant digits, at least two decimals, and
 * lose their zeros; very large and very small ones have a power of ten. */
void numeral_add(Buffer *out, Value value, NumeralStyle style);
void numeral_add_number(Buffer *out, double number, NumeralStyle style);

/* Whether a number is whole but for what arithmetic leaves behind. */
bool numeral_is_whole(double number);

#endif
