/* Source code as tokens with roles, for reading: what a word is, not whether a program is right. */
#ifndef CAIRN_TEXT_HIGHLIGHT_H
#define CAIRN_TEXT_HIGHLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/highlight_language.h"
#include "text/style.h"

typedef struct HighlightToken {
    size_t start, end; /* bytes of the text; it may span lines */
    StyleRole role;    /* ROLE_CODE or one of the ROLE_CODE_* */
} HighlightToken;

/* The caller's; highlight_begin sets it up, and nothing is to be freed. */
typedef struct Highlighter {
    const CodeLanguage *language;
    const char *text;
    size_t length, at;
    bool line_start;          /* nothing but blanks since the last newline */
    bool command;             /* shell: a command's name comes next */
    bool defines;             /* the next word is a name being defined */
    const CodeString *string; /* a string that was interrupted, NULL outside */
    bool in_hole;             /* by code in braces, with so many brackets open: */
    int depth;
    const char *heredoc; /* word that ends the here-document after this line, NULL for none */
    size_t heredoc_length;
    HighlightToken ahead; /* read but not handed out; empty when start == end */
} Highlighter;

/* Borrows `text` (`length` bytes) and the language, which must not be NULL. */
void highlight_begin(Highlighter *highlighter, const CodeLanguage *language, const char *text,
                     size_t length);

/* The next token; false at the end. Tokens cover the text without a gap, neighbours differ in role,
 * and the work is linear in the text. */
bool highlight_next(Highlighter *highlighter, HighlightToken *token);

#endif
