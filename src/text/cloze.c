#include "text/cloze.h"

#include <stddef.h>
#include <string.h>

#define NUMBER_LIMIT  64
#define NESTING_LIMIT 16

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
    for (const char *c = text; *c != '\0'; c++) {
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
    const char *closer; /* of the formula that `at` stands in: "$", "$$", "\\)", "\\]"; else NULL */
} Renderer;

/* Keeps `closer` right when `at` begins or ends a formula; the bytes to copy, 0 when it does not. */
static size_t cross_math(Renderer *renderer, const char *at, const char *end)
{
    static const struct {
        const char *opener, *closer;
    } pairs[] = {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};
    size_t room = (size_t)(end - at);
    if (renderer->closer != NULL) {
        size_t length = strlen(renderer->closer);
        if (room < length || strncmp(at, renderer->closer, length) != 0)
            return 0;
        renderer->closer = NULL;
        return length;
    }
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        size_t length = strlen(pairs[i].opener);
        if (room > length && strncmp(at, pairs[i].opener, length) == 0 &&
            strstr(at + length, pairs[i].closer) != NULL) {
            renderer->closer = pairs[i].closer;
            return length;
        }
    }
    return 0;
}

static void render_range(Renderer *renderer, const char *text, const char *end, int depth);

static void render_deletion(Renderer *renderer, const Deletion *deletion, int depth)
{
    Buffer *out = renderer->out;
    bool in_math = renderer->closer != NULL;
    bool asked = deletion->number == renderer->number;
    if (asked && !renderer->answer) {
        bool hinted = deletion->hint != NULL && deletion->hint_end > deletion->hint;
        buffer_add_text(out, in_math ? "\\text{[" : "**[");
        if (hinted)
            buffer_add(out, deletion->hint, (size_t)(deletion->hint_end - deletion->hint));
        else
            buffer_add_text(out, "...");
        buffer_add_text(out, in_math ? "]}" : "]**");
        return;
    }
    bool strong = asked && !in_math && deletion->text_end > deletion->text;
    if (strong)
        buffer_add_text(out, "**");
    render_range(renderer, deletion->text, deletion->text_end, depth + 1);
    if (strong)
        buffer_add_text(out, "**");
}

static void render_range(Renderer *renderer, const char *text, const char *end, int depth)
{
    const char *at = text;
    while (at < end) {
        Deletion deletion;
        if (depth < NESTING_LIMIT && *at == '{' && parse_deletion(at, &deletion) &&
            deletion.end <= end) {
            render_deletion(renderer, &deletion, depth);
            at = deletion.end;
            continue;
        }
        size_t count = cross_math(renderer, at, end);
        if (count == 0)
            count = at[0] == '\\' && end - at > 1 ? 2 : 1;
        buffer_add(renderer->out, at, count);
        at += count;
    }
}

void cloze_render(Buffer *out, const char *text, int number, bool answer)
{
    Renderer renderer = {.out = out, .number = number, .answer = answer};
    render_range(&renderer, text, text + strlen(text), 0);
}
