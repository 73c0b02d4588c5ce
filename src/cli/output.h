/* What a command prints: collected, then written to standard output in whole pieces, so that a
 * write error is noticed. Styles appear only where colour is wanted. */
#ifndef CAIRN_CLI_OUTPUT_H
#define CAIRN_CLI_OUTPUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/graph.h"
#include "text/markdown.h"
#include "text/spans.h"
#include "text/theme.h"

typedef struct Output {
    Buffer text;        /* not written yet */
    const Theme *theme; /* NULL: no styles */
    Arena *arena;       /* for what is made on the way; borrowed */
    int width;          /* cells a line may take */
    bool ascii;
    bool links;                        /* as the terminal's own (OSC 8) */
    bool raw_math, alphabets, one_row; /* of formulas, as in MarkdownOptions */
    PlotCells plot_cells;
    MarkdownLinks targets;    /* of links in Markdown */
    const MathMacros *macros; /* of the Markdown that follows; may be NULL */
} Output;

/* Appends text as it stands: only for the program's own words. */
void output_add(Output *out, StyleRole role, const char *text);
void output_format(Output *out, StyleRole role, const char *format, ...) PRINTF_LIKE(3, 4);

/* Appends text from content or the learner on one line, made safe to print. */
void output_safe(Output *out, StyleRole role, const char *text);

/* The same, cut to `cells` with an ellipsis where it does not fit, and filled up with blanks. */
void output_cell(Output *out, StyleRole role, const char *text, int cells);

/* An address on one line, made safe to print, and a link where the terminal has them. */
void output_link(Output *out, StyleRole role, const char *address);

/* Ends the line as it is. */
void output_end(Output *out);

/* Ends the line, broken at blanks where it is wider than the output; what follows a break stands
 * `hang` cells in. */
void output_wrap(Output *out, int hang);

/* A line of spans with all its blanks, those at its end too. */
void output_row(Output *out, const TextLine *line);

/* Paragraphs of plain text, wrapped, each line `indent` cells in. */
void output_paragraph(Output *out, StyleRole role, const char *text, int indent);

/* Markdown with formulas, wrapped, each line `indent` cells in. */
void output_markdown(Output *out, StyleRole role, const char *source, int indent);

/* A plot at most `height` lines high (0: what suits the width), each line `indent` cells in. */
void output_plot(Output *out, const Plot *plot, int height, int indent);

/* A graph in the same way; and how many items one may have beside each other. */
void output_graph(Output *out, const Graph *graph, int height, int indent);
size_t output_graph_room(const Output *out, int indent);

/* A label and its text in a hanging column: "  label   text ...". Nothing when the text is ""; a link
 * when it is an address. */
void output_field(Output *out, const char *label, const char *text);

/* Writes what was collected. STATUS_FAILED when standard output does not take it. */
CHECKED Status output_flush(Output *out, Error *error);

#endif
