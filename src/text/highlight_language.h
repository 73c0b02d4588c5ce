/* What the highlighter knows of each language: words, comments, strings. Data only. */
#ifndef CAIRN_TEXT_HIGHLIGHT_LANGUAGE_H
#define CAIRN_TEXT_HIGHLIGHT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

/* How a string behaves between its quotes. */
enum {
    STRING_ESCAPES = 1 << 0,   /* a backslash takes the next byte with it */
    STRING_LINES = 1 << 1,     /* goes on behind the end of a line */
    STRING_VARIABLES = 1 << 2, /* $name and ${..} in it stand for something */
    STRING_HOLES = 1 << 3,     /* {..} in it is code */
};

typedef struct CodeString {
    const char *opener, *closer;
    unsigned flags;
} CodeString;

enum {
    CODE_CASELESS = 1 << 0,    /* words mean the same in upper and lower case */
    CODE_CALLS = 1 << 1,       /* a word before ( is a function */
    CODE_KEYS = 1 << 2,        /* a string before : is a key */
    CODE_DECORATORS = 1 << 3,  /* @name at the start of a line */
    CODE_DIRECTIVES = 1 << 4,  /* #name at the start of a line */
    CODE_SHELL = 1 << 5,       /* words end at blanks and operators, keywords stand where a command
                                 does, $name is a variable, <<WORD begins a here-document */
    CODE_HOLE_PREFIX = 1 << 6, /* an f in a string's prefix makes braces in it code */
};

/* Lists of words are separated by single blanks; "" for none. */
typedef struct CodeLanguage {
    const char *names; /* in fences */
    unsigned flags;
    const char *keywords;
    const char *builtins;
    const char *definers; /* keywords with the name that they define behind them */
    const char *prefixes; /* words that belong to the string right behind them */
    const char *line_comment, *comment_opener, *comment_closer;
    const CodeString *strings; /* longer openers first; ended by one without an opener */
} CodeLanguage;

/* The language of a fence's info string ("python", "C", "sql title=x": the first word counts); NULL for
 * an unknown one. */
const CodeLanguage *highlight_language(const char *info, size_t length);

/* Whether a list of words has `word` of `length` bytes. */
bool highlight_has_word(const char *list, const char *word, size_t length, bool caseless);

#endif
