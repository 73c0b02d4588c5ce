#include "study/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "study/match.h"

/* Compares code point by code point, whatever the case. */
static int compare_forms(const char *left, const char *right)
{
    while (*left != '\0' && *right != '\0') {
        uint32_t a, b;
        left += utf8_decode(left, strlen(left), &a);
        right += utf8_decode(right, strlen(right), &b);
        a = utf8_lower(a);
        b = utf8_lower(b);
        if (a != b)
            return a < b ? -1 : 1;
    }
    return (*left != '\0') - (*right != '\0');
}

static int by_term(const void *left, const void *right)
{
    const GlossaryEntry *a = left, *b = right;
    return compare_forms(a->term, b->term);
}

static Glossary *make(size_t count)
{
    Arena *arena = arena_new();
    Glossary *glossary = arena_alloc(arena, 1, sizeof *glossary);
    *glossary = (Glossary){.entries = arena_alloc(arena, count, sizeof *glossary->entries),
                           .count = count,
                           .arena = arena};
    return glossary;
}

Glossary *glossary_new(const GlossaryEntry *entries, size_t count)
{
    Glossary *glossary = make(count);
    Arena *arena = glossary->arena;
    for (size_t i = 0; i < count; i++) {
        const GlossaryEntry *from = &entries[i];
        GlossaryEntry *to = &glossary->entries[i];
        *to = (GlossaryEntry){.term = arena_dup(arena, from->term),
                              .topic = arena_dup(arena, from->topic),
                              .text = arena_dup(arena, from->text),
                              .macros = arena_dup(arena, from->macros)};
        to->also.items = arena_alloc(arena, from->also.count, sizeof *to->also.items);
        to->also.count = from->also.count;
        for (size_t j = 0; j < from->also.count; j++)
            to->also.items[j] = arena_dup(arena, from->also.items[j]);
    }
    if (count > 1)
        qsort(glossary->entries, count, sizeof *glossary->entries, by_term);
    return glossary;
}

void glossary_free(Glossary *glossary)
{
    if (glossary != NULL)
        arena_free(glossary->arena);
}

/* --- by name --- */

/* The term for 0, then the other forms; NULL behind the last. */
static const char *form_of(const GlossaryEntry *entry, size_t number)
{
    if (number == 0)
        return entry->term;
    return number <= entry->also.count ? entry->also.items[number - 1] : NULL;
}

size_t glossary_find(const Glossary *glossary, const char *form)
{
    for (size_t i = 0; i < glossary->count; i++) {
        const char *known;
        for (size_t j = 0; (known = form_of(&glossary->entries[i], j)) != NULL; j++)
            if (compare_forms(known, form) == 0)
                return i;
    }
    return GLOSSARY_NONE;
}

const char *glossary_nearest(const Glossary *glossary, const char *form)
{
    ARRAY(const char *) forms = {0};
    for (size_t i = 0; i < glossary->count; i++) {
        const char *known;
        for (size_t j = 0; (known = form_of(&glossary->entries[i], j)) != NULL; j++)
            *array_push(&forms) = known;
    }
    const char *nearest = match_nearest(form, forms.items, forms.count);
    array_done(&forms);
    return nearest;
}

/* --- in a text --- */

static bool is_word_byte(char byte)
{
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
           (value >= 'A' && value <= 'Z');
}

static bool is_gap(char byte)
{
    return byte == ' ' || byte == '-' || byte == '\n' || byte == '\t';
}

/* Whether upper and lower case are one in a form: not where all of its letters are capitals. */
static bool has_lower(const char *form)
{
    for (; *form != '\0'; form++)
        if ((*form >= 'a' && *form <= 'z') || (unsigned char)*form >= 0x80)
            return true;
    return false;
}

/* Bytes of `text` that are the form, up to the end of a word; 0 when it does not begin with it. */
static size_t match_at(const char *text, const char *form)
{
    bool exact = !has_lower(form);
    const char *at = text;
    while (*form != '\0') {
        uint32_t a, b;
        if (is_gap(*form)) {
            if (!is_gap(*at))
                return 0;
            at += strspn(at, " -\n\t");
            form += strspn(form, " -\n\t");
            continue;
        }
        if (*at == '\0')
            return 0;
        at += utf8_decode(at, strlen(at), &a);
        form += utf8_decode(form, strlen(form), &b);
        if (a != b && (exact || utf8_lower(a) != utf8_lower(b)))
            return 0;
    }
    return is_word_byte(*at) ? 0 : (size_t)(at - text);
}

/* The entry with the longest form at `text`; its bytes are in `*length`. */
static size_t longest_at(const Glossary *glossary, const char *text, size_t *length)
{
    size_t best = GLOSSARY_NONE;
    *length = 0;
    for (size_t i = 0; i < glossary->count; i++) {
        const char *form;
        for (size_t j = 0; (form = form_of(&glossary->entries[i], j)) != NULL; j++) {
            size_t bytes = match_at(text, form);
            if (bytes > *length) {
                *length = bytes;
                best = i;
            }
        }
    }
    return best;
}

size_t glossary_occurring(const Glossary *glossary, const char *text, size_t *found)
{
    bool *seen = mem_alloc(glossary->count + 1, sizeof *seen);
    size_t count = 0;
    while (*text != '\0') {
        size_t length = 0;
        size_t entry = is_word_byte(*text) ? longest_at(glossary, text, &length) : GLOSSARY_NONE;
        if (entry != GLOSSARY_NONE && !seen[entry]) {
            seen[entry] = true;
            found[count++] = entry;
        }
        if (entry != GLOSSARY_NONE) {
            text += length;
            continue;
        }
        bool within = is_word_byte(*text);
        do
            text++;
        while (within && is_word_byte(*text));
    }
    mem_free(seen);
    return count;
}

/* --- as bytes: texts, each ended by NUL; numbers are texts, too --- */

#define NAME "cairn glossary 1"

static void put_text(Buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text) + 1);
}

static void put_number(Buffer *out, size_t number)
{
    buffer_add_format(out, "%zu", number);
    buffer_add_char(out, '\0');
}

void glossary_write(const Glossary *glossary, Buffer *out)
{
    put_text(out, NAME);
    put_number(out, glossary->count);
    for (size_t i = 0; i < glossary->count; i++) {
        const GlossaryEntry *entry = &glossary->entries[i];
        put_text(out, entry->topic);
        put_text(out, entry->text);
        put_text(out, entry->macros);
        put_number(out, entry->also.count);
        const char *form;
        for (size_t j = 0; (form = form_of(entry, j)) != NULL; j++)
            put_text(out, form);
    }
}

typedef struct Cursor {
    const char *at, *end;
    bool good;
} Cursor;

static const char *take_text(Cursor *cursor)
{
    const char *text = cursor->at;
    const char *stop = cursor->good && text < cursor->end
                           ? memchr(text, '\0', (size_t)(cursor->end - text))
                           : NULL;
    if (stop == NULL) {
        cursor->good = false;
        return "";
    }
    cursor->at = stop + 1;
    return text;
}

/* A number of things of which each takes a byte at least. */
static size_t take_number(Cursor *cursor)
{
    const char *text = take_text(cursor);
    char *end = NULL;
    unsigned long long number = strtoull(text, &end, 10);
    if (end == text || *end != '\0' || number > (unsigned long long)(cursor->end - cursor->at)) {
        cursor->good = false;
        return 0;
    }
    return (size_t)number;
}

static void take_entry(Cursor *cursor, Arena *arena, GlossaryEntry *entry)
{
    entry->topic = take_text(cursor);
    entry->text = take_text(cursor);
    entry->macros = take_text(cursor);
    entry->also.count = take_number(cursor);
    entry->also.items = arena_alloc(arena, entry->also.count, sizeof *entry->also.items);
    entry->term = take_text(cursor);
    for (size_t i = 0; i < entry->also.count; i++)
        entry->also.items[i] = take_text(cursor);
}

Status glossary_read(const char *bytes, size_t length, Glossary **glossary, Error *error)
{
    Cursor cursor = {.at = bytes, .end = bytes + length, .good = true};
    *glossary = NULL;
    cursor.good = strcmp(take_text(&cursor), NAME) == 0;
    size_t count = take_number(&cursor);
    Arena *scratch = arena_new();
    GlossaryEntry *entries = arena_alloc(scratch, count, sizeof *entries);
    for (size_t i = 0; i < count && cursor.good; i++)
        take_entry(&cursor, scratch, &entries[i]);
    bool good = cursor.good && cursor.at == cursor.end;
    if (good)
        *glossary = glossary_new(entries, count);
    arena_free(scratch);
    return good ? STATUS_OK
                : error_set(error, STATUS_CONTENT,
                            "the stored glossary is damaged: it is made again");
}
