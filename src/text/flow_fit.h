/* Choosing how each formula of a flow stands in a given width. */
#ifndef CAIRN_TEXT_FLOW_FIT_H
#define CAIRN_TEXT_FLOW_FIT_H

#include "text/flow.h"

/* Whether some formula of the flow stands otherwise in `width` cells than as it was added. */
bool flow_needs_fitting(const Flow *flow, int width);

/* Makes of `flow` the flow `fitted` (zero-initialised, flow_done frees it) none of whose boxes is wider
 * than `width`: a formula of several rows that is too wide, or very tall, is set in one row; one row that fills more
 * than half a line is broken into boxes with blanks between them; a part that still is too wide becomes
 * text. Boxes leave room for the punctuation that must stay with them. */
void flow_fit(const Flow *flow, Arena *arena, int width, Flow *fitted);

#endif
