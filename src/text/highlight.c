/* One small lexer for all languages: at each place it tries in turn what may begin there (a comment, a
 * string, a number, a word) as the language's table says. Strings that code or variables interrupt, and
 * here-documents, are the only things it remembers. */
#include "text/highlight.h"

#include <string.h>

#define NEARBY 256 /* bytes: no name of a variable or a header is longer */

typedef struct Unit {
    size_t end;
    StyleRole role;
} Unit;

void highlight_begin(Highlighter *highlighter, const CodeLanguage *language, const char *text,
                     size_t length)
{
    *highlighter = (Highlighter){
        .language = language, .text = text, .length = length, .line_start = true, .command = true};
}

static bool has_flag(const Highlighter *lexer, unsigned flag)
{
    return (lexer->language->flags & flag) != 0;
}

/* The byte at `at`, NUL at the end. */
static char byte_at(const Highlighter *lexer, size_t at)
{
    if (at >= lexer->length)
        return '\0';
    return lexer->text[at];
}

static bool starts_with(const Highlighter *lexer, size_t at, const char *wanted)
{
    size_t size = wanted == NULL ? 0 : strlen(wanted);
    return size > 0 && lexer->length - at >= size && memcmp(lexer->text + at, wanted, size) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_byte(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_shell_byte(char c)
{
    return c != '\0' && strchr(" \t\r\n'\"`$;&|()<>", c) == NULL;
}

static size_t skip_word(const Highlighter *lexer, size_t at)
{
    while (is_word_byte(byte_at(lexer, at)))
        at++;
    return at;
}

static size_t skip_blanks(const Highlighter *lexer, size_t at)
{
    while (is_blank(byte_at(lexer, at)))
        at++;
    return at;
}

static size_t line_end(const Highlighter *lexer, size_t at)
{
    const char *newline =
        at < lexer->length ? memchr(lexer->text + at, '\n', lexer->length - at) : NULL;
    return newline == NULL ? lexer->length : (size_t)(newline - lexer->text);
}

/* Behind the next `wanted` in the line of `at` and not far from it; `at` when there is none. */
static size_t find_nearby(const Highlighter *lexer, size_t at, char wanted)
{
    size_t end = lexer->length - at > NEARBY ? at + NEARBY : lexer->length;
    for (size_t i = at; i < end && lexer->text[i] != '\n'; i++) {
        if (lexer->text[i] == wanted)
            return i + 1;
    }
    return at;
}

static bool is_one_of(const Highlighter *lexer, const char *list, size_t start, size_t end)
{
    return highlight_has_word(list, lexer->text + start, end - start,
                              has_flag(lexer, CODE_CASELESS));
}

/* --- strings --- */

/* Where the variable that begins with the dollar at `at` ends; `at` when there is none. */
static size_t variable_end(const Highlighter *lexer, size_t at)
{
    char next = byte_at(lexer, at + 1);
    if (byte_at(lexer, at) != '$' || next == '\0')
        return at;
    if (next == '{')
        return find_nearby(lexer, at, '}');
    if (strchr("?!#@*$-", next) != NULL || is_digit(next))
        return at + 2;
    return is_word_byte(next) ? skip_word(lexer, at + 1) : at;
}

/* The string goes on at `at`: up to its end, or to what interrupts it, which is then remembered. */
static Unit read_string(Highlighter *lexer, const CodeString *string, unsigned flags, size_t at)
{
    lexer->string = NULL;
    while (at < lexer->length) {
        char c = lexer->text[at];
        if (starts_with(lexer, at, string->closer))
            return (Unit){at + strlen(string->closer), ROLE_CODE_STRING};
        if (c == '\n' && (flags & STRING_LINES) == 0)
            break;
        if (c == '\\' && (flags & STRING_ESCAPES) != 0 && at + 1 < lexer->length) {
            at += 2;
        } else if (c == '{' && (flags & STRING_HOLES) != 0 && byte_at(lexer, at + 1) != '{') {
            lexer->string = string;
            lexer->in_hole = true;
            lexer->depth = 0;
            return (Unit){at + 1, ROLE_CODE_STRING};
        } else if ((flags & STRING_VARIABLES) != 0 && variable_end(lexer, at) > at) {
            lexer->string = string;
            break;
        } else {
            at += (flags & STRING_HOLES) != 0 && c == '{' ? 2 : 1;
        }
    }
    return (Unit){at, ROLE_CODE_STRING};
}

/* A variable in a string, or the string behind it. */
static Unit go_on(Highlighter *lexer, size_t at)
{
    size_t end = variable_end(lexer, at);
    if (end > at && (lexer->string->flags & STRING_VARIABLES) != 0)
        return (Unit){end, ROLE_CODE_FUNCTION};
    return read_string(lexer, lexer->string, lexer->string->flags, at);
}

/* Where the code in a string's braces ends: the string goes on. */
static bool leaves_hole(Highlighter *lexer, size_t at, Unit *unit)
{
    char c = lexer->text[at];
    const CodeString *string = lexer->string;
    if (!lexer->in_hole || string == NULL)
        return false;
    if (c == '\n' && (string->flags & STRING_LINES) == 0) {
        lexer->in_hole = false;
        lexer->string = NULL;
        return false;
    }
    if (lexer->depth <= 0 && (c == '}' || c == ':' || starts_with(lexer, at, string->closer))) {
        lexer->in_hole = false;
        *unit = read_string(lexer, string, string->flags | STRING_HOLES, at);
        return true;
    }
    lexer->depth += strchr("([{", c) != NULL ? 1 : strchr(")]}", c) != NULL ? -1 : 0;
    return false;
}

static bool is_key(const Highlighter *lexer, size_t end)
{
    while (is_blank(byte_at(lexer, end)) || byte_at(lexer, end) == '\n')
        end++;
    return has_flag(lexer, CODE_KEYS) && byte_at(lexer, end) == ':';
}

/* A string at `quote`, its prefix beginning at `at`. */
static bool take_string(Highlighter *lexer, size_t at, size_t quote, Unit *unit)
{
    const CodeString *string = lexer->language->strings;
    while (string->opener != NULL && !starts_with(lexer, quote, string->opener))
        string++;
    if (string->opener == NULL)
        return false;
    unsigned flags = string->flags;
    if (quote > at && !lexer->in_hole && has_flag(lexer, CODE_HOLE_PREFIX) &&
        (lexer->text[at] == 'f' || lexer->text[at] == 'F'))
        flags |= STRING_HOLES;
    const CodeString *outer = lexer->string;
    *unit = read_string(lexer, string, flags, quote + strlen(string->opener));
    if (lexer->in_hole && outer != NULL)
        lexer->string = outer; /* a string within a hole: the one around it is still open */
    if (is_key(lexer, unit->end))
        unit->role = ROLE_CODE_FUNCTION;
    return true;
}

/* --- comments, directives, here-documents --- */

static bool take_comment(const Highlighter *lexer, size_t at, Unit *unit)
{
    const CodeLanguage *language = lexer->language;
    if (starts_with(lexer, at, language->line_comment)) {
        bool within_word =
            at > 0 && has_flag(lexer, CODE_SHELL) && is_shell_byte(lexer->text[at - 1]);
        *unit = (Unit){line_end(lexer, at), ROLE_CODE_COMMENT};
        return !within_word;
    }
    if (!starts_with(lexer, at, language->comment_opener))
        return false;
    size_t end = at + strlen(language->comment_opener);
    while (end < lexer->length && !starts_with(lexer, end, language->comment_closer))
        end++;
    if (end < lexer->length)
        end += strlen(language->comment_closer);
    *unit = (Unit){end, ROLE_CODE_COMMENT};
    return true;
}

/* A decorator, or a directive with the file that it includes left for a string. */
static bool take_meta(const Highlighter *lexer, size_t at, Unit *unit)
{
    char c = lexer->text[at];
    if (!lexer->line_start || !((c == '@' && has_flag(lexer, CODE_DECORATORS)) ||
                                (c == '#' && has_flag(lexer, CODE_DIRECTIVES))))
        return false;
    size_t end = skip_word(lexer, c == '#' ? skip_blanks(lexer, at + 1) : at + 1);
    while (c == '@' && byte_at(lexer, end) == '.')
        end = skip_word(lexer, end + 1);
    *unit = (Unit){end, ROLE_CODE_META};
    return true;
}

/* <file.h> behind #include, the only thing that stands in such a place. */
static bool take_included(const Highlighter *lexer, size_t at, Unit *unit)
{
    static const char include[] = "include";
    size_t size = sizeof include - 1;
    if (!has_flag(lexer, CODE_DIRECTIVES) || lexer->text[at] != '<')
        return false;
    size_t before = at;
    while (before > 0 && is_blank(lexer->text[before - 1]))
        before--;
    size_t end = find_nearby(lexer, at, '>');
    if (end == at || before < size || memcmp(lexer->text + before - size, include, size) != 0)
        return false;
    *unit = (Unit){end, ROLE_CODE_STRING};
    return true;
}

/* <<WORD: remembers the word, the document begins with the next line. */
static bool take_heredoc_mark(Highlighter *lexer, size_t at, Unit *unit)
{
    if (!has_flag(lexer, CODE_SHELL) || !starts_with(lexer, at, "<<") ||
        byte_at(lexer, at + 2) == '<' || (at > 0 && lexer->text[at - 1] == '<'))
        return false;
    size_t word = skip_blanks(lexer, at + 2 + (byte_at(lexer, at + 2) == '-' ? 1 : 0));
    char quote = byte_at(lexer, word);
    bool quoted = quote == '\'' || quote == '"';
    word += quoted ? 1 : 0;
    size_t end = skip_word(lexer, word);
    if (end == word || (quoted && byte_at(lexer, end) != quote))
        return false;
    lexer->heredoc = lexer->text + word;
    lexer->heredoc_length = end - word;
    *unit = (Unit){end + (quoted ? 1 : 0), ROLE_CODE_STRING};
    return true;
}

static Unit read_heredoc(Highlighter *lexer, size_t at)
{
    bool ended = false;
    while (at < lexer->length && !ended) {
        size_t end = line_end(lexer, at);
        size_t first = skip_blanks(lexer, at);
        ended = end - first == lexer->heredoc_length &&
                memcmp(lexer->text + first, lexer->heredoc, lexer->heredoc_length) == 0;
        at = !ended && end < lexer->length ? end + 1 : end;
    }
    lexer->heredoc = NULL;
    return (Unit){at, ROLE_CODE_STRING};
}

/* --- numbers and words --- */

static bool take_number(const Highlighter *lexer, size_t at, Unit *unit)
{
    if (!is_digit(lexer->text[at]) && !(lexer->text[at] == '.' && is_digit(byte_at(lexer, at + 1))))
        return false;
    bool hexadecimal = lexer->text[at] == '0' && (byte_at(lexer, at + 1) | 0x20) == 'x';
    size_t end = at + 1;
    while (is_word_byte(byte_at(lexer, end)) || byte_at(lexer, end) == '.') {
        char exponent = (char)(lexer->text[end] | 0x20);
        char sign = byte_at(lexer, end + 1);
        bool has_sign = exponent == (hexadecimal ? 'p' : 'e') && (sign == '+' || sign == '-') &&
                        is_digit(byte_at(lexer, end + 2));
        end += has_sign ? 2 : 1;
    }
    *unit = (Unit){end, ROLE_CODE_NUMBER};
    return true;
}

static StyleRole word_role(Highlighter *lexer, size_t start, size_t end)
{
    const CodeLanguage *language = lexer->language;
    bool member = start > 0 && lexer->text[start - 1] == '.';
    bool defined = lexer->defines;
    lexer->defines = false;
    if (!member && is_one_of(lexer, language->keywords, start, end)) {
        lexer->defines = is_one_of(lexer, language->definers, start, end);
        return ROLE_CODE_KEYWORD;
    }
    if (defined)
        return ROLE_CODE_FUNCTION;
    if (!member && is_one_of(lexer, language->builtins, start, end))
        return ROLE_CODE_BUILTIN;
    return has_flag(lexer, CODE_CALLS) && byte_at(lexer, end) == '(' ? ROLE_CODE_FUNCTION
                                                                     : ROLE_CODE;
}

static bool take_word(Highlighter *lexer, size_t at, Unit *unit)
{
    if (!is_word_byte(lexer->text[at]))
        return false;
    size_t end = skip_word(lexer, at);
    if (is_one_of(lexer, lexer->language->prefixes, at, end) && take_string(lexer, at, end, unit))
        return true;
    *unit = (Unit){end, word_role(lexer, at, end)};
    return true;
}

/* A word of the shell: the name of a command, NAME= before one, or an argument. */
static bool take_shell_word(Highlighter *lexer, size_t at, Unit *unit)
{
    size_t end = at;
    while (is_shell_byte(byte_at(lexer, end)))
        end += lexer->text[end] == '\\' && end + 1 < lexer->length ? 2 : 1;
    if (end == at)
        return false;
    size_t name = skip_word(lexer, at);
    bool command = lexer->command;
    bool number = true;
    for (size_t i = at; i < end; i++)
        number = number && is_digit(lexer->text[i]);
    *unit = (Unit){end, number ? ROLE_CODE_NUMBER : ROLE_CODE};
    lexer->command = false;
    if (command && name > at && byte_at(lexer, name) == '=') {
        *unit = (Unit){name, ROLE_CODE_FUNCTION};
    } else if (is_one_of(lexer, "in", at, end)) {
        unit->role = ROLE_CODE_KEYWORD;
    } else if (lexer->defines || (byte_at(lexer, end) == '(' && byte_at(lexer, end + 1) == ')')) {
        lexer->defines = false;
        unit->role = ROLE_CODE_FUNCTION;
    } else if (command) {
        unit->role = word_role(lexer, at, end);
        lexer->command = unit->role == ROLE_CODE_KEYWORD &&
                         !is_one_of(lexer, "for case select function", at, end);
    }
    return true;
}

static bool take_variable(const Highlighter *lexer, size_t at, Unit *unit)
{
    size_t end = has_flag(lexer, CODE_SHELL) ? variable_end(lexer, at) : at;
    *unit = (Unit){end, ROLE_CODE_FUNCTION};
    return end > at;
}

/* --- the lexer --- */

/* A blank, an operator or a bracket, and what it means for what follows. */
static Unit read_mark(Highlighter *lexer, size_t at)
{
    char c = lexer->text[at];
    lexer->line_start = c == '\n' || (lexer->line_start && is_blank(c));
    if (c == '\n' || strchr(";&|()`", c) != NULL)
        lexer->command = true;
    return (Unit){at + 1, ROLE_CODE};
}

static Unit read_unit(Highlighter *lexer, size_t at)
{
    Unit unit;
    bool shell = has_flag(lexer, CODE_SHELL);
    if (lexer->heredoc != NULL && at > 0 && lexer->text[at - 1] == '\n')
        return read_heredoc(lexer, at);
    if (lexer->string != NULL && !lexer->in_hole)
        return go_on(lexer, at);
    if (leaves_hole(lexer, at, &unit))
        return unit;
    if (lexer->text[at] == '\n' || is_blank(lexer->text[at]))
        return read_mark(lexer, at);
    bool found = take_meta(lexer, at, &unit) || take_comment(lexer, at, &unit) ||
                 take_included(lexer, at, &unit) || take_heredoc_mark(lexer, at, &unit) ||
                 take_string(lexer, at, at, &unit) || take_variable(lexer, at, &unit) ||
                 (!shell && (take_number(lexer, at, &unit) || take_word(lexer, at, &unit))) ||
                 (shell && take_shell_word(lexer, at, &unit));
    if (!found)
        return read_mark(lexer, at);
    lexer->line_start = false;
    if (unit.role == ROLE_CODE_STRING || unit.role == ROLE_CODE_FUNCTION)
        lexer->command = false;
    return unit;
}

static HighlightToken read_token(Highlighter *lexer)
{
    Unit unit = read_unit(lexer, lexer->at);
    HighlightToken token = {.start = lexer->at, .end = unit.end, .role = unit.role};
    lexer->at = unit.end;
    return token;
}

bool highlight_next(Highlighter *highlighter, HighlightToken *token)
{
    *token = highlighter->ahead;
    highlighter->ahead = (HighlightToken){0};
    if (token->start == token->end) {
        if (highlighter->at >= highlighter->length)
            return false;
        *token = read_token(highlighter);
    }
    while (highlighter->at < highlighter->length) {
        HighlightToken next = read_token(highlighter);
        if (next.role != token->role) {
            highlighter->ahead = next;
            break;
        }
        token->end = next.end;
    }
    return true;
}
