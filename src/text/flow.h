/* A paragraph under construction: runs of styled text and formulas that are wrapped as one. */
#ifndef CAIRN_TEXT_FLOW_H
#define CAIRN_TEXT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/math_box.h"
#include "text/spans.h"

typedef struct FlowStyle {
    StyleRole role;
    uint8_t emphasis;
    const char *link; /* sanitised, lives as long as the lines; NULL without one */
} FlowStyle;

typedef struct FlowFormula {
    const char *tex; /* borrowed, as are the options' macros */
    size_t length;
    MathOptions options;
    MathBox box; /* how it stands where there is room for it */
} FlowFormula;

typedef struct FlowRun {
    size_t start; /* bytes into the flow's text; it ends where the next run starts */
    FlowStyle style;
    const MathBox *box; /* of a formula or a part of one: its text is WRAP_BOX.., NULL else */
    const FlowFormula *formula; /* what `box` is the whole of; NULL else */
} FlowRun;

/* Zero-initialise; flow_done frees. */
typedef struct Flow {
    Buffer text;
    FlowRun *runs;
    size_t count, capacity;
} Flow;

/* Appends text, sanitised with `arena` as scratch; '\n' in it breaks the line. */
void flow_add(Flow *flow, Arena *arena, const char *text, size_t length, FlowStyle style);

/* The same for text that went through sanitize_text before. */
void flow_add_clean(Flow *flow, const char *text, size_t length, FlowStyle style);

/* Appends a formula, a box as wide as it needs (options->width is not heeded). Its symbols get the
 * style's emphasis and link beside their own roles. Source, macros and boxes must live as long as the
 * flow and the lines made of it. */
void flow_add_formula(Flow *flow, Arena *arena, const char *tex, size_t length, FlowStyle style,
                      const MathOptions *options);

/* Appends a box that is not broken; it is borrowed. Nothing when it has no cells. */
void flow_add_box(Flow *flow, const MathBox *box, const FlowFormula *formula, FlowStyle style);

bool flow_is_empty(const Flow *flow);

typedef struct FlowWidths {
    int natural; /* cells of the widest line when nothing is wrapped */
    int word;    /* of the widest word */
    int tall;    /* of the widest formula of several rows */
} FlowWidths;
FlowWidths flow_measure(const Flow *flow);

/* How many rows a block of lines has above the text of its first line and below that of its last. */
typedef struct FlowEdges {
    int rise, fall;
} FlowEdges;

/* Appends the flow wrapped to `width` cells (>= 1) to `lines`, continuation lines narrower by
 * `indent` and indented by it. A line with formulas of several rows takes as many lines as it needs,
 * its text on one of them. A formula that is too wide stands in one row, and is broken behind
 * relations, operators and commas, or where else it must. */
FlowEdges flow_emit(const Flow *flow, TextLines *lines, Arena *arena, int width, int indent);

void flow_clear(Flow *flow); /* empty, storage kept */
void flow_done(Flow *flow);

#endif
