/* Texts that come from a person, a log or a cache: JSON, names of keys, dates and durations, search
 * words, a block of practice, a damaged catalog or glossary. The first byte chooses what is run. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "app/key.h"
#include "base/civil.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "content/entries.h"
#include "content/roadmap.h"
#include "study/block_line.h"
#include "study/catalog_blob.h"
#include "study/glossary.h"
#include "study/match.h"
#include "text/sanitize.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

/* --- JSON: what was read and written again reads the same --- */

static void write_value(JsonWriter *json, const JsonValue *value)
{
    switch (value->kind) {
    case JSON_NULL:
        json_null(json);
        break;
    case JSON_BOOL:
        json_bool(json, value->boolean);
        break;
    case JSON_NUMBER:
        json_number(json, value->number);
        break;
    case JSON_TEXT:
        json_text(json, value->text);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        value->kind == JSON_ARRAY ? json_array_open(json) : json_object_open(json);
        for (const JsonValue *member = value->first; member != NULL; member = member->next) {
            if (value->kind == JSON_OBJECT)
                json_key(json, member->key);
            write_value(json, member);
        }
        value->kind == JSON_ARRAY ? json_array_close(json) : json_object_close(json);
        break;
    }
}

static void write_all(const JsonValue *value, Buffer *out)
{
    JsonWriter json;
    json_begin(&json, out);
    write_value(&json, value);
}

static void run_json(const char *text, size_t length)
{
    Arena *arena = arena_new();
    const JsonValue *value;
    Buffer once = {0};
    Buffer twice = {0};
    if (json_parse(text, length, arena, &value, NULL) == STATUS_OK) {
        write_all(value, &once);
        require(json_parse(buffer_text(&once), once.length, arena, &value, NULL) == STATUS_OK);
        write_all(value, &twice);
        require(strcmp(buffer_text(&once), buffer_text(&twice)) == 0);
    }
    buffer_done(&once);
    buffer_done(&twice);
    arena_free(arena);
}

/* --- short texts --- */

static void run_key(const char *text)
{
    Key key;
    Key again;
    char name[KEY_NAME_SIZE];
    if (!key_parse(text, &key))
        return;
    key_format(key, name);
    require(key_parse(name, &again) && key_equal(key, again));
}

static void run_dates(const char *text)
{
    DayNumber day;
    DayNumber day_again;
    int64_t ms;
    int64_t ms_again;
    int offset;
    char written[CIVIL_INSTANT_SIZE];
    if (civil_parse_date(text, &day, NULL) == STATUS_OK) {
        civil_format_date(day, written);
        require(civil_parse_date(written, &day_again, NULL) == STATUS_OK && day == day_again);
    }
    if (civil_parse_instant(text, 60, &ms, &offset, NULL) == STATUS_OK) {
        civil_format_instant(ms, offset, written);
        require(strlen(written) < sizeof written);
    }
    if (civil_parse_duration(text, &ms, NULL) == STATUS_OK)
        require(ms > 0 && civil_parse_duration(text, &ms_again, NULL) == STATUS_OK);
}

/* What is read of a block's line reads the same when it is written again. */
static void run_block(const char *text)
{
    PracticeBlock block = {.start_ms = 1795478400000 + 1234,
                           .end_ms = 1795482000000 + 5678,
                           .shift_ms = 1795480000000,
                           .offset_before = 120,
                           .offset_min = 60};
    BlockLine line, again;
    int64_t at_ms;
    Error error = {""};
    Buffer written = {0};
    if (block_line_instant(text, &block, &at_ms, &error) == STATUS_OK)
        require(at_ms > block.start_ms && at_ms < block.end_ms);
    else
        require(error.message[0] != '\0');
    if (block_line_read(text, &block, &line, &error) == STATUS_OK) {
        block.start_ms = line.start_ms;
        block.end_ms = line.end_ms;
        memcpy(block.topic, line.topic, sizeof block.topic);
        block_line_write(&block, line.note, &written);
        require(block_line_read(buffer_text(&written), &block, &again, &error) == STATUS_OK);
        require(strcmp(line.topic, again.topic) == 0 && strcmp(line.note, again.note) == 0);
        require(line.start_ms == again.start_ms && line.end_ms == again.end_ms);
    }
    buffer_done(&written);
}

/* The first half is looked for in the second. */
static void run_match(const char *text, size_t length)
{
    char *pattern = mem_dup_range(text, length / 2);
    const char *rest = text + length / 2;
    const char *const candidates[] = {rest, "quit", "calculus"};
    size_t positions[8];
    size_t count = 0;
    if (match_fuzzy(pattern, rest, positions, 8, &count) > 0) {
        require(count <= 8);
        for (size_t i = 0; i < count; i++)
            require(positions[i] < strlen(rest) && (i == 0 || positions[i] > positions[i - 1]));
    }
    const char *nearest = match_nearest(pattern, candidates, 3);
    require(nearest == NULL || match_distance(pattern, nearest) <= strlen(pattern) / 3 + 1);
    mem_free(pattern);
}

static void run_sanitize(const char *text, size_t length)
{
    Arena *arena = arena_new();
    const char *clean = sanitize_text(arena, text, length, 0);
    require(utf8_valid(clean, strlen(clean)));
    require(strcmp(sanitize_text(arena, clean, strlen(clean), 0), clean) == 0);
    for (const char *at = clean; *at != '\0'; at++)
        require((unsigned char)*at >= 0x20 && *at != 0x7F);
    arena_free(arena);
}

/* --- stored bytes, changed here and there: three bytes each say where and to what --- */

static void damage(Buffer *stored, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 2 < size; i += 3)
        stored->data[(data[i] * 256U + data[i + 1]) % stored->length] = (char)data[i + 2];
}

static void read_part(Builder *builder, const Reader *reader, const char *text,
                      void (*read)(Builder *, const Reader *, const Node *))
{
    read(builder, reader,
         node_read_bytes("fuzz", text, strlen(text), builder->scratch, builder->diagnostics));
}

static void make_catalog(Buffer *blob)
{
    Diagnostics diagnostics = {0};
    Catalog *catalog = catalog_new();
    Builder builder;
    builder_init(&builder, catalog, &diagnostics);
    Reader reader = {.file = "fuzz", .diagnostics = &diagnostics, .arena = catalog->arena};
    read_part(&builder, &reader,
              "phases: [{id: p, title: P, months: [1, 2], topics: [{id: t, title: T, hours: [1, 2],"
              " resources: [r], subtopics: [{id: t/s, title: S, outcomes: [o]}]}]}]\n"
              "tips: [{title: A, text: B}]",
              roadmap_read);
    read_part(&builder, &reader,
              "resources: [{id: r, title: R, by: B, kind: book, url: 'https://e.org'}]",
              resources_read);
    read_part(&builder, &reader,
              "{deck: d, title: D, topic: t, cards: [{id: b, kind: basic, front: F, back: B},"
              " {id: c, kind: cloze, text: 'The {{c1::one}} of {{c2::two}}'}]}",
              deck_read);
    builder_finish(&builder);
    require(diagnostics.errors == 0);
    catalog->title = "fuzz";
    catalog_blob_write(catalog, 0, blob);
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
}

static void run_catalog(const uint8_t *data, size_t size)
{
    Buffer blob = {0};
    make_catalog(&blob);
    damage(&blob, data, size);
    size_t length = blob.length;
    catalog_blob_seal(blob.data, length);
    Catalog *catalog;
    if (catalog_blob_read(blob.data, length, &catalog, NULL) != STATUS_OK) {
        buffer_done(&blob);
        return;
    }
    static const char *const ids[] = {"t", "t/s", "r", "b", "c:c2", "nothing"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        ItemRef item = catalog_find(catalog, ids[i]);
        if (item.kind != ITEM_NONE)
            require(strlen(catalog_id(catalog, item)) + strlen(catalog_title(catalog, item)) > 0);
        (void)catalog_topic_of(catalog, item);
    }
    catalog_free(catalog);
    buffer_done(&blob);
}

static void run_glossary(const uint8_t *data, size_t size)
{
    static const char *forms[] = {"gradients", "nabla"};
    static const GlossaryEntry entries[] = {
        {.term = "gradient", .also = {forms, 2}, .topic = "t", .text = "A", .macros = ""},
        {.term = "RAG", .topic = "", .text = "B", .macros = "\\def\\a{b}"}};
    Buffer bytes = {0};
    Error error = {""};
    Glossary *glossary = glossary_new(entries, 2);
    glossary_write(glossary, &bytes);
    glossary_free(glossary);
    damage(&bytes, data, size);
    if (glossary_read(bytes.data, bytes.length, &glossary, &error) == STATUS_OK) {
        size_t *found = mem_alloc(glossary->count + 1, sizeof *found);
        require(glossary_occurring(glossary, "a gradient", found) <= glossary->count);
        (void)glossary_nearest(glossary, "grad");
        mem_free(found);
        glossary_free(glossary);
    } else {
        require(error.message[0] != '\0');
    }
    buffer_done(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    char *text = mem_dup_range((const char *)data + 1, size - 1);
    switch (data[0] % 8) {
    case 0:
        run_json(text, size - 1);
        break;
    case 1:
        run_key(text);
        break;
    case 2:
        run_dates(text);
        break;
    case 3:
        run_match(text, strnlen(text, size - 1));
        break;
    case 4:
        run_sanitize(text, size - 1);
        break;
    case 5:
        run_catalog(data + 1, size - 1);
        break;
    case 6:
        run_block(text);
        break;
    default:
        run_glossary(data + 1, size - 1);
        break;
    }
    mem_free(text);
    return 0;
}
