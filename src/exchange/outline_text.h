/* Within exchange only: the single lines of a Markdown roadmap, and the words in them. */
#ifndef CAIRN_EXCHANGE_OUTLINE_TEXT_H
#define CAIRN_EXCHANGE_OUTLINE_TEXT_H

#include "exchange/outline.h"

typedef enum OutlineLineKind { LINE_BLANK, LINE_HEADING, LINE_ITEM, LINE_PROSE } OutlineLineKind;

typedef struct OutlineLine {
    OutlineLineKind kind;
    size_t indent;    /* blanks before it, a tab is four */
    const char *text; /* behind the marks, Markdown as it stands; in the arena */
} OutlineLine;

OutlineLine outline_line(Arena *arena, const char *line, size_t length);

/* The text without the marks of bold, italic, code and links. */
const char *outline_plain(Arena *arena, const char *markdown);

/* What stands behind "Label:" or "Label?", whatever its case and with or without marks; NULL when the
 * text does not begin with this label. */
const char *outline_after_label(Arena *arena, const char *markdown, const char *label);

/* "**Name**: text" or "Name: text" as two texts; the name is "" without one. */
OutlinePair outline_pair(Arena *arena, const char *markdown);

/* The months in "(1-2 Months)" at the end of a title, and the title without what stands in parentheses
 * there; both 0 for "(Ongoing)". False when there is no such end. */
bool outline_months(Arena *arena, const char *title, const char **rest, int32_t *least,
                    int32_t *most);

/* Whether a text has these letters anywhere, whatever their case. */
bool outline_mentions(const char *text, const char *word);

/* A resource from a line about it. */
OutlineResource outline_resource(Arena *arena, const char *markdown);

/* The next part of a text that is divided by `divider` outside quotes, parentheses and links; moves
 * `*text` behind it, NULL behind the last. */
const char *outline_part(Arena *arena, const char **text, const char *divider);

#endif
