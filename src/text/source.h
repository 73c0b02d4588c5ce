/* Regions of Markdown source: ordinary text, code, mathematics. Markdown parsers know nothing of
 * \( \) and take "cost $5 and $10" for a formula, so formulas are found here, before they run. */
#ifndef CAIRN_TEXT_SOURCE_H
#define CAIRN_TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum SourceKind { SOURCE_TEXT, SOURCE_CODE, SOURCE_MATH } SourceKind;

typedef struct SourceRegion {
    SourceKind kind;
    size_t start, end;           /* bytes of the source, delimiters included */
    size_t body_start, body_end; /* of a formula, without its delimiters; else as start and end */
    bool display;                /* $$..$$, \[..\] or an environment */
} SourceRegion;

typedef struct SourceScanner {
    const char *text;
    size_t length, at;
    size_t hopeless[5]; /* for each kind of formula: no closing delimiter before this offset */
    bool line_start;    /* nothing but blanks and block marks since the last newline */
} SourceScanner;

void source_begin(SourceScanner *scanner, const char *text, size_t length);

/* The next region; false at the end. The regions cover the source without a gap.
 *
 * A formula is $..$ with no blank just inside its dollars, no digit behind them and no other dollar
 * but in braces between them; or $$..$$, \(..\), \[..\]; or an environment for formulas on lines of
 * their own, \begin{align}..\end{align}, whose body it is itself; all within one paragraph. Code is a
 * run of backticks up to the next run of the same length in the paragraph, or a fence of ``` or ~~~
 * up to its end. A backslash before $ makes it literal. */
bool source_next(SourceScanner *scanner, SourceRegion *region);

#endif
