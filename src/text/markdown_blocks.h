/* Within Markdown: blocks that are not wrapped, as they stand on a page: code, formulas, plots. */
#ifndef CAIRN_TEXT_MARKDOWN_BLOCKS_H
#define CAIRN_TEXT_MARKDOWN_BLOCKS_H

#include <stddef.h>

#include "text/markdown.h"
#include "text/page.h"

/* How formulas are typeset under these options, in `form` and as wide as they need. */
MathOptions markdown_math_options(const MarkdownOptions *options, MathForm form);

/* A formula on lines of its own, broken where there is too little room; with raw_math its source
 * `raw`, wrapped. Nothing for an empty one. */
void markdown_add_formula(Page *page, const MarkdownOptions *options, const char *tex,
                          const char *raw);

/* A fenced or indented block: `info` is what stands behind the fence ("" for none). Code is coloured
 * where its language is known, ```math is a formula, ```plot is drawn, ```check is nothing; a plot that cannot be read is
 * shown as its source, with what is wrong. */
void markdown_add_fence(Page *page, const MarkdownOptions *options, const char *info,
                        const char *text, size_t length);

#endif
