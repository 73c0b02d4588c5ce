#include "study/numeral.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

#define SIGNIFICANT    4
#define DECIMALS_LEAST 2
#define LARGE          1e15 /* from here on doubles do not hold every whole number */
#define SMALL          1e-4
#define ROUNDING       1e-9

bool numeral_is_whole(double number)
{
    return isfinite(number) && fabs(number - round(number)) <= ROUNDING * fmax(1, fabs(number));
}

/* Drops zeros behind the point, and the point with them. */
static void trim(char *digits)
{
    size_t length = strlen(digits);
    if (strchr(digits, '.') == NULL)
        return;
    while (digits[length - 1] == '0')
        length--;
    if (digits[length - 1] == '.')
        length--;
    digits[length] = '\0';
}

static void add_power(Buffer *out, double number, bool tex)
{
    int exponent = (int)floor(log10(fabs(number)));
    char digits[32];
    (void)snprintf(digits, sizeof digits, "%.*f", SIGNIFICANT - 1, number / pow(10, exponent));
    trim(digits);
    buffer_add_format(out, tex ? "%s \\times 10^{%d}" : "%se%d", digits, exponent);
}

static void add_digits(Buffer *out, double number, int decimals, bool given)
{
    char digits[64];
    (void)snprintf(digits, sizeof digits, "%.*f", decimals, number);
    if (!given)
        trim(digits);
    if (strspn(digits, "-0.") == strlen(digits) && digits[0] == '-')
        memmove(digits, digits + 1, strlen(digits)); /* no minus before zero */
    buffer_add_text(out, digits);
}

static void add_number(Buffer *out, double number, NumeralStyle style)
{
    double size = fabs(number);
    if (isnan(number)) {
        buffer_add_text(out, "nan");
        return;
    }
    if (style.sign && !signbit(number))
        buffer_add_char(out, '+');
    if (isinf(number))
        buffer_add_text(out, style.tex ? (number < 0 ? "-\\infty" : "\\infty")
                                       : (number < 0 ? "-inf" : "inf"));
    else if (size >= LARGE || (style.decimals < 0 && size > 0 && size < SMALL))
        add_power(out, number, style.tex);
    else if (style.decimals >= 0)
        add_digits(out, number, style.decimals, true);
    else if (numeral_is_whole(number))
        add_digits(out, number, 0, false);
    else
        add_digits(out, number, (int)fmax(DECIMALS_LEAST, SIGNIFICANT - 1 - floor(log10(size))),
                   false);
}

void numeral_add_number(Buffer *out, double number, NumeralStyle style)
{
    bool between = style.factor && number < 0;
    size_t start = out->length + (between ? 1 : 0);
    buffer_add_text(out, between ? "(" : "");
    add_number(out, number, style);
    if (style.minus && out->data[start] == '-') {
        char *digits = mem_dup(out->data + start + 1);
        out->length = start;
        buffer_add_format(out, "\u2212%s", digits);
        mem_free(digits);
    }
    buffer_add_text(out, between ? ")" : "");
}

/* Rows of numbers between brackets, or as lines of a matrix in TeX. */
static void add_rows(Buffer *out, const double *items, size_t rows, size_t columns,
                     NumeralStyle style)
{
    for (size_t row = 0; row < rows; row++) {
        buffer_add_text(out, row == 0 ? "" : style.tex ? " \\\\ " : ", ");
        buffer_add_text(out, style.tex ? "" : "[");
        for (size_t column = 0; column < columns; column++) {
            buffer_add_text(out, column == 0 ? "" : style.tex ? " & " : ", ");
            numeral_add_number(out, items[row * columns + column], style);
        }
        buffer_add_text(out, style.tex ? "" : "]");
    }
}

void numeral_add(Buffer *out, Value value, NumeralStyle style)
{
    bool matrix = value.rows > 1;
    if (value.rows == 0) {
        numeral_add_number(out, value.items[0], style);
        return;
    }
    buffer_add_text(out, style.tex ? "\\begin{pmatrix} " : matrix ? "[" : "");
    if (style.tex && !matrix && !style.row) /* a vector is a column */
        add_rows(out, value.items, value.columns, 1, style);
    else
        add_rows(out, value.items, value.rows, value.columns, style);
    buffer_add_text(out, style.tex ? " \\end{pmatrix}" : matrix ? "]" : "");
}
