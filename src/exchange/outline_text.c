#include "exchange/outline_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"

#define TAB_CELLS 4

/* --- lines --- */

static bool is_rule(const char *text)
{
    size_t marks = strspn(text, "-*_ ");
    return marks >= 3 && text[marks] == '\0';
}

/* Bytes of a list's mark with the blanks behind it, 0 when there is none. */
static size_t item_mark(const char *text)
{
    size_t mark =
        strchr("-*+", text[0]) != NULL && text[0] != '\0' ? 1 : strspn(text, "0123456789");
    if (mark == 0 || mark > 9)
        return 0;
    if (isdigit((unsigned char)text[0])) {
        if (text[mark] != '.' && text[mark] != ')')
            return 0;
        mark++;
    }
    size_t blanks = strspn(text + mark, " \t");
    return blanks > 0 ? mark + blanks : 0;
}

static const char *trimmed(Arena *arena, const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    while (length > 0 && isspace((unsigned char)*text)) {
        text++;
        length--;
    }
    return arena_dup_range(arena, text, length);
}

OutlineLine outline_line(Arena *arena, const char *line, size_t length)
{
    OutlineLine result = {.kind = LINE_PROSE};
    size_t at = 0;
    for (; at < length && (line[at] == ' ' || line[at] == '\t'); at++)
        result.indent += line[at] == '\t' ? TAB_CELLS : 1;
    const char *text = trimmed(arena, line + at, length - at);
    size_t hashes = strspn(text, "#");
    size_t mark = item_mark(text);
    if (*text == '\0' || is_rule(text))
        result.kind = LINE_BLANK;
    else if (hashes > 0 && hashes <= 6 && (text[hashes] == ' ' || text[hashes] == '\0'))
        result.kind = LINE_HEADING;
    else if (mark > 0)
        result.kind = LINE_ITEM;
    size_t skip = result.kind == LINE_HEADING ? hashes : result.kind == LINE_ITEM ? mark : 0;
    result.text = trimmed(arena, text + skip, strlen(text + skip));
    return result;
}

/* --- words --- */

/* Bytes of "[text](address)" at `text`, 0 when there is none; where its two parts are. */
static size_t link_at(const char *text, size_t *label, const char **address, size_t *address_length)
{
    const char *close = text[0] == '[' ? strchr(text, ']') : NULL;
    const char *end = close != NULL && close[1] == '(' ? strchr(close, ')') : NULL;
    if (end == NULL)
        return 0;
    *label = (size_t)(close - text) - 1;
    *address = close + 2;
    *address_length = (size_t)(end - close) - 2;
    return (size_t)(end - text) + 1;
}

const char *outline_plain(Arena *arena, const char *markdown)
{
    Buffer out = {0};
    for (const char *at = markdown; *at != '\0';) {
        size_t label, length;
        const char *address;
        size_t link = link_at(at, &label, &address, &length);
        if (link > 0) {
            buffer_add(&out, at + 1, label);
            at += link;
        } else if (*at == '`' || strncmp(at, "**", 2) == 0 || strncmp(at, "__", 2) == 0 ||
                   (*at == '*' && (at[1] != ' ' || (at > markdown && at[-1] != ' ')))) {
            at += *at == '`' || at[1] != *at ? 1 : 2;
        } else {
            buffer_add_char(&out, *at++);
        }
    }
    const char *plain = trimmed(arena, buffer_text(&out), out.length);
    buffer_done(&out);
    return plain;
}

const char *outline_after_label(Arena *arena, const char *markdown, const char *label)
{
    const char *plain = outline_plain(arena, markdown);
    size_t length = strlen(label);
    if (strncasecmp(plain, label, length) != 0 || (plain[length] != ':' && plain[length] != '?'))
        return NULL;
    /* the same place in the Markdown, whose links are still needed */
    const char *mark = strpbrk(markdown, ":?");
    mark += 1 + strspn(mark + 1, "*_ ");
    return trimmed(arena, mark, strlen(mark));
}

OutlinePair outline_pair(Arena *arena, const char *markdown)
{
    const char *plain = outline_plain(arena, markdown);
    const char *colon = strstr(plain, ": ");
    if (colon == NULL)
        return (OutlinePair){.name = "", .text = plain};
    return (OutlinePair){.name = trimmed(arena, plain, (size_t)(colon - plain)),
                         .text = trimmed(arena, colon + 2, strlen(colon + 2))};
}

bool outline_months(Arena *arena, const char *title, const char **rest, int32_t *least,
                    int32_t *most)
{
    const char *open = strrchr(title, '(');
    *rest = title;
    *least = *most = 0;
    if (open == NULL || strchr(open, ')') == NULL || strchr(open, ')')[1] != '\0')
        return false;
    const char *inside = open + 1;
    if (strncasecmp(inside, "ongoing)", 8) != 0) {
        char *end;
        long first = strtol(inside, &end, 10);
        long last = first;
        end += strspn(end, " \t");
        size_t dash = *end == '-' ? 1 : strncmp(end, "\xE2\x80\x93", 3) == 0 ? 3 : 0;
        if (dash > 0)
            last = strtol(end + dash, &end, 10);
        end += strspn(end, " \t");
        if (strncasecmp(end, "month", 5) != 0 || first < 0 || last < first || last > 1200)
            return false;
        *least = (int32_t)first;
        *most = (int32_t)last;
    }
    *rest = trimmed(arena, title, (size_t)(open - title));
    return true;
}

/* --- parts --- */

/* Bytes of something at `text` that is not divided: a quoted title, parentheses, a link; else 0. */
static size_t whole_at(const char *text)
{
    static const char *const PAIRS[][2] = {
        {"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"(", ")"}, {"[", "]"}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        size_t length = strlen(PAIRS[i][0]);
        if (strncmp(text, PAIRS[i][0], length) != 0)
            continue;
        const char *close = strstr(text + length, PAIRS[i][1]);
        return close != NULL ? (size_t)(close - text) + strlen(PAIRS[i][1]) : 0;
    }
    return 0;
}

const char *outline_part(Arena *arena, const char **text, const char *divider)
{
    const char *begin = *text;
    for (const char *at = begin; *at != '\0';) {
        size_t whole = whole_at(at);
        if (whole == 0 && strncmp(at, divider, strlen(divider)) == 0) {
            *text = at + strlen(divider);
            return trimmed(arena, begin, (size_t)(at - begin));
        }
        at += whole > 0 ? whole : 1;
    }
    *text = NULL;
    return trimmed(arena, begin, strlen(begin));
}

/* --- resources --- */

bool outline_mentions(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text != '\0'; text++)
        if (strncasecmp(text, word, length) == 0)
            return true;
    return false;
}

/* The kind of a resource by the first of these words that is in the text. */
static const char *kind_of(const char *text)
{
    static const char *const WORDS[][2] = {
        {"(book", "book"},      {"video", "video"},       {"youtube", "video"},
        {"paper", "paper"},     {"arxiv", "paper"},       {"documentation", "docs"},
        {"docs", "docs"},       {"guide", "docs"},        {"course", "course"},
        {"tutorial", "course"}, {"codecademy", "course"}, {"specialization", "course"},
        {"forum", "community"}, {"reddit", "community"},  {"book", "book"},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (outline_mentions(text, WORDS[i][0]))
            return WORDS[i][1];
    return "article";
}

/* An address as a pack may have it: what a browser would escape is escaped, what follows a blank is a
 * link's title; "" when it names no host. */
static const char *as_address(Arena *arena, const char *text, size_t length)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    Buffer out = {0};
    for (size_t i = 0; i < length && strchr(" \t", text[i]) == NULL; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte > ' ' && byte < 0x7F && strchr("\"'<>\\^`{|}", byte) == NULL)
            buffer_add_char(&out, text[i]);
        else
            buffer_add_format(&out, "%%%02X", byte);
    }
    bool named = scheme > 0 && out.length > scheme && out.data[scheme] != '/';
    const char *address = named ? arena_dup(arena, buffer_text(&out)) : "";
    buffer_done(&out);
    return address;
}

/* The address in a text: of a link, or one that stands there; "" without one. */
static const char *address_in(Arena *arena, const char *markdown)
{
    for (const char *at = markdown; *at != '\0'; at++) {
        size_t label, length;
        const char *address;
        if (link_at(at, &label, &address, &length) == 0) {
            address = at;
            length = strcspn(at, " \t<>\"'()[]`");
        }
        if (strncmp(address, "https://", 8) == 0 || strncmp(address, "http://", 7) == 0)
            return as_address(arena, address, length);
    }
    return "";
}

/* Takes an end such as "(book, free)" off a text. */
static const char *without_remark(Arena *arena, const char *text)
{
    const char *open = strrchr(text, '(');
    size_t length = strlen(text);
    if (open == NULL || open == text || text[length - 1] != ')')
        return text;
    return trimmed(arena, text, (size_t)(open - text));
}

/* The title in quotes when it stands first and something follows that is no more than "by Somebody". */
static const char *unquoted(Arena *arena, const char *text)
{
    size_t whole = text[0] == '"' || strncmp(text, "\xE2\x80\x9C", 3) == 0 ? whole_at(text) : 0;
    size_t quote = text[0] == '"' ? 1 : 3;
    if (whole <= 2 * quote || text[whole] != '\0')
        return text;
    return trimmed(arena, text + quote, whole - 2 * quote);
}

OutlineResource outline_resource(Arena *arena, const char *markdown)
{
    const char *plain = outline_plain(arena, markdown);
    const char *title = without_remark(arena, plain);
    const char *by = strstr(title, " by ");
    OutlineResource resource = {.by = "",
                                .url = address_in(arena, markdown),
                                .kind = kind_of(plain),
                                .free = outline_mentions(plain, "free")};
    if (by != NULL && by != title) {
        resource.by = trimmed(arena, by + 4, strlen(by + 4));
        title = trimmed(arena, title, (size_t)(by - title));
    }
    resource.title = unquoted(arena, title);
    return resource;
}
