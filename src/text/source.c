#include "text/source.h"

#include <string.h>

static const struct {
    const char *opener, *closer;
    bool display;
} formulas[4] = {
    {"$$", "$$", true}, {"$", "$", false}, {"\\(", "\\)", false}, {"\\[", "\\]", true}};

static const char *const environments[] = {"align",    "alignat", "displaymath", "eqnarray",
                                           "equation", "flalign", "gather",      "multline"};

#define DOLLAR       1    /* index of the inline formula between dollars */
#define ENVIRONMENT  4    /* index of what stands between \begin and \end */
#define INLINE_LIMIT 4096 /* bytes between them */

void source_begin(SourceScanner *scanner, const char *text, size_t length)
{
    *scanner = (SourceScanner){.text = text, .length = length, .line_start = true};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\n';
}

static bool starts_with(const SourceScanner *scanner, size_t at, const char *wanted)
{
    size_t length = strlen(wanted);
    return scanner->length - at >= length && memcmp(scanner->text + at, wanted, length) == 0;
}

static size_t run_length(const SourceScanner *scanner, size_t at)
{
    size_t end = at;
    while (end < scanner->length && scanner->text[end] == scanner->text[at])
        end++;
    return end - at;
}

/* Whether the line that begins at `at` has nothing but blanks and quote marks: paragraphs end there. */
static bool is_blank_line(const SourceScanner *scanner, size_t at)
{
    while (at < scanner->length && (is_blank(scanner->text[at]) || scanner->text[at] == '>'))
        at++;
    return at >= scanner->length || scanner->text[at] == '\n';
}

static bool ends_paragraph(const SourceScanner *scanner, size_t at)
{
    return scanner->text[at] == '\n' && is_blank_line(scanner, at + 1);
}

/* Whether the dollar at `at` can end an inline formula. */
static bool is_closing_dollar(const SourceScanner *scanner, size_t at)
{
    bool before_digit =
        at + 1 < scanner->length && scanner->text[at + 1] >= '0' && scanner->text[at + 1] <= '9';
    return !is_space(scanner->text[at - 1]) && !before_digit;
}

/* The dollar that ends an inline formula; 0 when there is none. The next dollar must be it, unless
 * it stands in braces, as in $x \text{ if $y$}$. Code is stronger than dollars. */
static size_t find_dollar(const SourceScanner *scanner, size_t body_start)
{
    int braces = 0;
    size_t end =
        scanner->length - body_start > INLINE_LIMIT ? body_start + INLINE_LIMIT : scanner->length;
    for (size_t at = body_start; at < end && !ends_paragraph(scanner, at); at++) {
        char c = scanner->text[at];
        if (c == '$' && braces <= 0)
            return is_closing_dollar(scanner, at) ? at : 0;
        if (c == '`')
            return 0;
        braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        at += c == '\\' ? 1 : 0;
    }
    return 0;
}

/* The closing delimiter of a formula whose body begins at `body_start`; 0 when there is none. */
static size_t find_closer(SourceScanner *scanner, size_t kind, size_t body_start)
{
    if (kind == DOLLAR)
        return find_dollar(scanner, body_start);
    if (body_start < scanner->hopeless[kind])
        return 0;
    size_t at = body_start;
    while (at < scanner->length && !ends_paragraph(scanner, at)) {
        if (at > body_start && starts_with(scanner, at, formulas[kind].closer))
            return at;
        at += scanner->text[at] == '\\' && at + 1 < scanner->length ? 2 : 1;
    }
    scanner->hopeless[kind] = at;
    return 0;
}

static bool take_formula(SourceScanner *scanner, size_t at, SourceRegion *region)
{
    size_t kind = 0;
    while (kind < 4 && !starts_with(scanner, at, formulas[kind].opener))
        kind++;
    if (kind == 4)
        return false;
    size_t body = at + strlen(formulas[kind].opener);
    if (body >= scanner->length || (kind == DOLLAR && is_space(scanner->text[body])))
        return false;
    size_t closer = find_closer(scanner, kind, body);
    if (closer == 0)
        return false;
    *region = (SourceRegion){.kind = SOURCE_MATH,
                             .start = at,
                             .end = closer + strlen(formulas[kind].closer),
                             .body_start = body,
                             .body_end = closer,
                             .display = formulas[kind].display};
    return true;
}

/* Bytes of the name at `at`, its star and its closing brace, when it is that of an environment for
 * formulas on lines of their own; else 0. */
static size_t environment_length(const SourceScanner *scanner, size_t at)
{
    for (size_t i = 0; i < sizeof environments / sizeof environments[0]; i++) {
        size_t end = at + strlen(environments[i]);
        if (!starts_with(scanner, at, environments[i]))
            continue;
        end += starts_with(scanner, end, "*") ? 1 : 0;
        if (starts_with(scanner, end, "}"))
            return end + 1 - at;
    }
    return 0;
}

/* \begin{align} .. \end{align}, which needs no dollars around it. */
static bool take_environment(SourceScanner *scanner, size_t at, SourceRegion *region)
{
    static const char begin[] = "\\begin{", end[] = "\\end{";
    if (!starts_with(scanner, at, begin) || at < scanner->hopeless[ENVIRONMENT])
        return false;
    size_t name = at + strlen(begin), length = environment_length(scanner, name);
    if (length == 0)
        return false;
    for (at = name + length; at < scanner->length && !ends_paragraph(scanner, at); at++) {
        size_t closing = at + strlen(end), whole = closing + length;
        if (!starts_with(scanner, at, end) || whole > scanner->length ||
            memcmp(scanner->text + closing, scanner->text + name, length) != 0)
            continue;
        size_t start = name - strlen(begin);
        *region = (SourceRegion){.kind = SOURCE_MATH,
                                 .start = start,
                                 .end = whole,
                                 .body_start = start,
                                 .body_end = whole,
                                 .display = true};
        return true;
    }
    scanner->hopeless[ENVIRONMENT] = at;
    return false;
}

static bool take_code_span(const SourceScanner *scanner, size_t at, SourceRegion *region)
{
    size_t ticks = run_length(scanner, at);
    for (size_t end = at + ticks; end < scanner->length && !ends_paragraph(scanner, end);) {
        size_t run = scanner->text[end] == '`' ? run_length(scanner, end) : 0;
        if (run == ticks) {
            *region = (SourceRegion){.kind = SOURCE_CODE, .start = at, .end = end + run};
            return true;
        }
        end += run > 0 ? run : 1;
    }
    return false;
}

static size_t line_end(const SourceScanner *scanner, size_t at)
{
    const char *newline = memchr(scanner->text + at, '\n', scanner->length - at);
    return newline == NULL ? scanner->length : (size_t)(newline - scanner->text) + 1;
}

/* A fence at `at`, the first thing in its line, and all lines up to the closing one. */
static bool take_fence(const SourceScanner *scanner, size_t at, SourceRegion *region)
{
    char mark = scanner->text[at];
    size_t width = run_length(scanner, at);
    size_t next = line_end(scanner, at);
    if ((mark != '`' && mark != '~') || width < 3 ||
        (mark == '`' && memchr(scanner->text + at + width, '`', next - at - width) != NULL))
        return false;
    while (next < scanner->length) {
        size_t first = next;
        next = line_end(scanner, first);
        while (first < next && (is_blank(scanner->text[first]) || scanner->text[first] == '>'))
            first++;
        if (first < next && scanner->text[first] == mark && run_length(scanner, first) >= width)
            break;
    }
    *region = (SourceRegion){.kind = SOURCE_CODE, .start = at, .end = next};
    return true;
}

/* Something other than ordinary text at `at`. */
static bool take_special(SourceScanner *scanner, size_t at, SourceRegion *region)
{
    char c = scanner->text[at];
    if (scanner->line_start && (c == '`' || c == '~') && take_fence(scanner, at, region))
        return true;
    if (c == '`')
        return take_code_span(scanner, at, region);
    return (c == '$' || c == '\\') &&
           (take_formula(scanner, at, region) || take_environment(scanner, at, region));
}

/* Bytes of ordinary text to pass over at once, where nothing special begins. */
static size_t step(const SourceScanner *scanner, size_t at)
{
    char c = scanner->text[at];
    if (c == '`' || c == '$')
        return run_length(scanner, at);
    return c == '\\' && at + 1 < scanner->length ? 2 : 1;
}

static bool is_block_mark(char c)
{
    return is_blank(c) || c == '>' || c == '-' || c == '*' || c == '+' || c == '.' || c == ')' ||
           (c >= '0' && c <= '9');
}

bool source_next(SourceScanner *scanner, SourceRegion *region)
{
    size_t start = scanner->at;
    if (start >= scanner->length)
        return false;
    size_t at = start;
    SourceRegion special = {.start = scanner->length};
    bool found = false;
    while (at < scanner->length) {
        found = take_special(scanner, at, &special);
        if (found)
            break;
        char c = scanner->text[at];
        scanner->line_start = c == '\n' || (scanner->line_start && is_block_mark(c));
        size_t count = step(scanner, at);
        scanner->line_start = scanner->line_start || scanner->text[at + count - 1] == '\n';
        at += count;
    }
    if (at > start) { /* a special region, if any, is found again by the next call */
        *region = (SourceRegion){.kind = SOURCE_TEXT, .start = start, .end = at};
    } else {
        *region = special;
        scanner->line_start = found && scanner->text[special.end - 1] == '\n';
    }
    if (region->kind != SOURCE_MATH) {
        region->body_start = region->start;
        region->body_end = region->end;
    }
    scanner->at = region->end;
    return true;
}
