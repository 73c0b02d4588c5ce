/* Markdown (CommonMark with GitHub tables and task lists, through md4c) and mathematics to lines of
 * spans of a given width. Math ($..$, $$..$$, \(..\), \[..\]) is found before Markdown is parsed. */
#ifndef CAIRN_TEXT_MARKDOWN_H
#define CAIRN_TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "text/math_macros.h"
#include "text/plot.h"
#include "text/spans.h"

/* Where links lead that are no addresses themselves; zero-initialised: all as they stand. `address` gives
 * what a target stands for, "" for nothing (then it is no link); borrowed for the call. */
typedef struct MarkdownLinks {
    const char *(*address)(const void *data, const char *target);
    const void *data;
} MarkdownLinks;

typedef struct MarkdownOptions {
    int width;                /* cells, >= 1 */
    bool ascii;               /* only ASCII in what is drawn (bullets, math, plots) */
    bool raw_math;            /* show TeX source instead of typesetting it */
    bool one_row;             /* every formula in one row: for titles and lists */
    bool wrap_code;           /* break lines of code that are too wide: for where nothing scrolls */
    bool alphabets;           /* bold and italic letters of formulas from Unicode's alphabets */
    PlotCells plot_cells;     /* what plots are drawn with, unless `ascii` */
    const MathMacros *macros; /* of the text's pack, deck and card; may be NULL */
    MarkdownLinks links;
    StyleRole role; /* role of ordinary text (ROLE_TEXT, ROLE_QUESTION, ...) */
} MarkdownOptions;

/* Appends the rendered `source` to `lines`. Never fails: what cannot be understood is shown as it
 * stands; a document with a table of more than 20000 cells as its plain source.
 *
 * A formula within text is a box in its line, which takes as many rows as it needs; one that is too wide
 * or too high stands in one row. Fenced code is coloured where its language is known, ```math is a
 * display formula, ```plot a drawing; ```check is for those who verify the text and is not shown. Macros that a formula defines hold for those behind it.
 *
 * No line is wider than `width` but those of code (without `wrap_code`) and display formulas, which are not
 * wrapped: they are marked as blocks (TextLine.block), and the pane scrolls them sideways. */
void markdown_render(TextLines *lines, Arena *arena, const char *source,
                     const MarkdownOptions *options);

#endif
