#include "text/cloze.h"

#include <stddef.h>
#include <string.h>

#include "text/source.h"

#define NUMBER_LIMIT  64
#define NESTING_LIMIT 16
#define LENGTH_LIMIT  8192 /* bytes: what does not end by then is no deletion */

typedef struct Deletion {
    int number;
    const char *text, *text_end;
    const char *hint, *hint_end; /* NULL without a hint */
    const char *end;             /* behind "}}" */
} Deletion;

/* "{{cN::" at `at`: the number, and where the text begins; 0 when it is not one. */
static int parse_opening(const char *at, const char **text)
{
    if (strncmp(at, "{{c", 3) != 0)
        return 0;
    int number = 0;
    const char *digit = at + 3;
    for (; *digit >= '0' && *digit <= '9' && number <= NUMBER_LIMIT; digit++)
        number = number * 10 + (*digit - '0');
    if (number < 1 || number > NUMBER_LIMIT || strncmp(digit, "::", 2) != 0)
        return 0;
    *text = digit + 2;
    return number;
}

/* A whole deletion at `at`. Braces inside are counted, so that TeX groups and deletions in deletions
 * stay whole: "{{c1::$\frac{a}{b}$}}" ends at its own "}}". */
static bool parse_deletion(const char *at, Deletion *deletion)
{
    const char *text;
    int number = parse_opening(at, &text);
    if (number == 0)
        return false;
    *deletion = (Deletion){.number = number, .text = text};
    int depth = 0;
    for (const char *c = text; *c != '\0' && c - text < LENGTH_LIMIT; c++) {
        if (c[0] == '\\' && c[1] != '\0') {
            c++;
        } else if (*c == '{') {
            depth++;
        } else if (*c == '}' && depth > 0) {
            depth--;
        } else if (c[0] == '}' && c[1] == '}') {
            deletion->text_end = deletion->hint == NULL ? c : deletion->text_end;
            deletion->hint_end = c;
            deletion->end = c + 2;
            return true;
        } else if (depth == 0 && deletion->hint == NULL && c[0] == ':' && c[1] == ':') {
            deletion->text_end = c;
            deletion->hint = c + 2;
            c++;
        }
    }
    return false;
}

int cloze_numbers(const char *text, unsigned long long *mask)
{
    unsigned long long seen = 0;
    int highest = 0;
    for (const char *at = text; *at != '\0'; at++) {
        Deletion deletion;
        if (!parse_deletion(at, &deletion))
            continue;
        seen |= 1ULL << (deletion.number - 1);
        highest = deletion.number > highest ? deletion.number : highest;
    }
    if (mask != NULL)
        *mask = seen;
    return highest;
}

typedef struct Renderer {
    Buffer *out;
    int number;
    bool answer;
    SourceScanner scanner;
    SourceRegion region; /* the one that the position last asked for stands in */
} Renderer;

/* What `offset` of the source stands in; offsets only grow from call to call. */
static SourceKind kind_at(Renderer *renderer, size_t offset)
{
    while (offset >= renderer->region.end && source_next(&renderer->scanner, &renderer->region))
        continue;
    return renderer->region.kind;
}

static void render_range(Renderer *renderer, size_t at, size_t end, int depth);

static void render_question(Renderer *renderer, const Deletion *deletion, SourceKind kind)
{
    static const char *const openers[] = {
        [SOURCE_TEXT] = "**[", [SOURCE_CODE] = "[", [SOURCE_MATH] = "\\text{["};
    static const char *const closers[] = {
        [SOURCE_TEXT] = "]**", [SOURCE_CODE] = "]", [SOURCE_MATH] = "]}"};
    buffer_add_text(renderer->out, openers[kind]);
    if (deletion->hint != NULL && deletion->hint_end > deletion->hint)
        buffer_add(renderer->out, deletion->hint, (size_t)(deletion->hint_end - deletion->hint));
    else
        buffer_add_text(renderer->out, "...");
    buffer_add_text(renderer->out, closers[kind]);
}

/* The text of a deletion. Bold only where Markdown takes ** for it: no blank beside the stars, no
 * code, no formula, no line break inside. */
static void render_answer(Renderer *renderer, const Deletion *deletion, SourceKind kind, int depth)
{
    const char *text = renderer->scanner.text;
    const char *first = deletion->text, *last = deletion->text_end;
    size_t written = renderer->out->length;
    bool after_dollar = written > 0 && renderer->out->data[written - 1] == '$';
    bool strong = deletion->number == renderer->number && kind == SOURCE_TEXT && first < last &&
                  strchr(" \t\n", *first) == NULL && strchr(" \t\n", last[-1]) == NULL &&
                  memchr(first, '\n', (size_t)(last - first)) == NULL;
    /* A blank that parts TeX's braces from the deletion's must not stand beside a dollar, which would
     * be none of a formula then. */
    bool math = kind == SOURCE_MATH;
    while (math && *deletion->end == '$' && last > first && last[-1] == ' ')
        last--;
    while (math && after_dollar && last > first && *first == ' ')
        first++;
    if (strong)
        buffer_add_text(renderer->out, "**");
    render_range(renderer, (size_t)(first - text), (size_t)(last - text), depth + 1);
    if (strong)
        buffer_add_text(renderer->out, "**");
}

static void render_range(Renderer *renderer, size_t at, size_t end, int depth)
{
    const char *text = renderer->scanner.text;
    while (at < end) {
        Deletion deletion;
        if (depth >= NESTING_LIMIT || !parse_deletion(text + at, &deletion) ||
            deletion.end > text + end) {
            buffer_add_char(renderer->out, text[at++]);
            continue;
        }
        SourceKind kind = kind_at(renderer, at);
        if (deletion.number == renderer->number && !renderer->answer)
            render_question(renderer, &deletion, kind);
        else
            render_answer(renderer, &deletion, kind, depth);
        at = (size_t)(deletion.end - text);
    }
}

void cloze_render(Buffer *out, const char *text, int number, bool answer)
{
    Renderer renderer = {.out = out, .number = number, .answer = answer};
    size_t length = strlen(text);
    source_begin(&renderer.scanner, text, length);
    render_range(&renderer, 0, length, 0);
}
