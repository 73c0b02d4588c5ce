/* A paragraph under construction: runs of styled text that are wrapped as one. */
#ifndef CAIRN_TEXT_FLOW_H
#define CAIRN_TEXT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/spans.h"

typedef struct FlowStyle {
    StyleRole role;
    uint8_t emphasis;
    const char *link; /* sanitised, lives as long as the lines; NULL without one */
} FlowStyle;

typedef struct FlowRun {
    size_t start; /* bytes into the flow's text; it ends where the next run starts */
    FlowStyle style;
} FlowRun;

/* Zero-initialise; flow_done frees. */
typedef struct Flow {
    Buffer text;
    FlowRun *runs;
    size_t count, capacity;
} Flow;

/* Appends text, sanitised with `arena` as scratch; '\n' in it breaks the line. */
void flow_add(Flow *flow, Arena *arena, const char *text, size_t length, FlowStyle style);

bool flow_is_empty(const Flow *flow);

/* Cells of the widest line when nothing is wrapped. */
int flow_natural_width(const Flow *flow);

/* Appends the flow wrapped to `width` cells (>= 1) to `lines`, continuation lines narrower by
 * `indent` and indented by it. */
void flow_emit(const Flow *flow, TextLines *lines, Arena *arena, int width, int indent);

void flow_clear(Flow *flow); /* empty, storage kept */
void flow_done(Flow *flow);

#endif
