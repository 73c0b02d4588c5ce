#include "study/catalog_blob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "sample.h"

/* Where the blocks here are written for: where none of them ever lies. */
#define PLACE ((uintptr_t)4096)

/* The bytes of the sample catalog; the caller frees them. */
static char *sample_blob(size_t *length)
{
    Catalog *catalog = sample_catalog();
    Buffer out = {0};
    assert_non_null(catalog);
    catalog_blob_write(catalog, PLACE, &out);
    catalog_free(catalog);
    *length = out.length;
    return buffer_take(&out);
}

static Catalog *read_copy(const char *bytes, size_t length)
{
    char *copy = mem_alloc(length > 0 ? length : 1, 1);
    memcpy(copy, bytes, length);
    Catalog *catalog = NULL;
    Error error = {""};
    Status status = catalog_blob_read(copy, length, &catalog, &error);
    if (status == STATUS_OK) {
        arena_adopt(catalog->arena, copy);
        return catalog;
    }
    mem_free(copy);
    assert_int_equal(status, STATUS_CONTENT);
    assert_null(catalog);
    assert_true(error.message[0] != '\0');
    return NULL;
}

static void a_catalog_comes_back_as_it_was(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = sample_blob(&length);
    Catalog *c = read_copy(bytes, length);
    assert_non_null(c);
    assert_string_equal(c->title, "Sample");
    assert_int_equal(c->topic_count, 3);
    assert_string_equal(c->topics[1].why, "It is \xe2\x88\x91.");
    assert_int_equal(c->topics[1].requires.count, 1);
    assert_int_equal(c->topics[1].requires.items[0], TOPIC_PYTHON);
    assert_int_equal(c->subtopics[0].outcomes.count, 2);
    assert_string_equal(c->subtopics[0].outcomes.items[1], "read one");
    assert_true(c->subtopics[SUB_NETS_READ].activity);
    assert_true(c->resources[0].hours == 12.5);
    assert_int_equal(c->resources[1].kind, RESOURCE_VIDEO);
    assert_int_equal(c->resources[1].level, LEVEL_ADVANCED);
    assert_true(c->resources[1].free);
    assert_int_equal(c->resources[1].topic, CATALOG_NONE);
    assert_string_equal(c->projects[0].directory, "/srv/content/calc");
    assert_string_equal(c->projects[0].requires.items[0], "python/a");
    assert_string_equal(c->milestones[0].hints.items[0], "Look at int.");
    assert_int_equal(c->milestones[0].check_count, 2);
    assert_string_equal(c->projects[0].optional.items[0], "torch");
    assert_string_equal(c->projects[0].data.items[0], "train.csv");
    assert_string_equal(c->checks[0].words.items[1], "calc.py");
    assert_string_equal(c->checks[1].file, "report.md");
    assert_int_equal(c->notes[2].kind, CARD_CLOZE);
    assert_string_equal(c->notes[2].requires.items[0], "var");
    assert_int_equal(c->notes[4].subtopic, CATALOG_NONE);
    assert_int_equal(c->notes[0].line, 12);
    assert_string_equal(c->decks[0].file, "/srv/content/decks/python.yaml");
    assert_string_equal(catalog_note_file(c, &c->notes[3]), "");
    assert_string_equal(catalog_note_file(c, &c->notes[4]), "/srv/content/decks/python.yaml");
    assert_string_equal(catalog_macros(c, (ItemRef){ITEM_CARD, CARD_VAR}),
                        "\\def\\R{\\mathbb{R}}\n\\def\\x{x}");
    assert_string_equal(catalog_macros(c, (ItemRef){ITEM_DECK, 0}), "\\def\\R{\\mathbb{R}}");
    assert_string_equal(catalog_macros(c, (ItemRef){ITEM_TOPIC, TOPIC_PYTHON}), "");
    assert_int_equal(c->cards[CARD_GAP_2].ordinal, 2);
    assert_int_equal(c->recaps[0].projects.items[0], 0);
    assert_string_equal(c->tips[0].text, "A little a day.");
    catalog_free(c);
    mem_free(bytes);
}

/* Writing what was read gives the same bytes: nothing is lost that a field check would miss. */
static void writing_again_gives_the_same_bytes(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = sample_blob(&length);
    Catalog *catalog = read_copy(bytes, length);
    Buffer again = {0};
    buffer_add_text(&again, "before"); /* what is in the buffer already stays */
    catalog_blob_write(catalog, PLACE, &again);
    assert_int_equal(again.length, length + 6);
    assert_memory_equal(again.data + 6, bytes, length);
    buffer_done(&again);
    catalog_free(catalog);
    mem_free(bytes);
}

static void everything_is_found_after_reading(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = sample_blob(&length);
    Catalog *before = sample_catalog(), *after = read_copy(bytes, length);
    for (int kind = ITEM_PHASE; kind <= ITEM_DECK; kind++)
        for (size_t i = 0; i < catalog_item_count(before, (ItemKind)kind); i++) {
            const char *id = catalog_id(before, (ItemRef){(ItemKind)kind, (CatalogIndex)i});
            assert_int_equal(catalog_find(after, id).kind, catalog_find(before, id).kind);
            assert_int_equal(catalog_find_kind(after, id, (ItemKind)kind), i);
        }
    assert_int_equal(catalog_find(after, "nothing").kind, ITEM_NONE);
    catalog_free(before);
    catalog_free(after);
    mem_free(bytes);
}

static void an_empty_catalog_goes_both_ways(void **state)
{
    (void)state;
    Catalog *catalog = catalog_new();
    Buffer out = {0};
    catalog->title = NULL;
    catalog_blob_write(catalog, PLACE, &out);
    catalog_free(catalog);
    catalog = read_copy(out.data, out.length);
    assert_non_null(catalog);
    assert_null(catalog->title);
    assert_int_equal(catalog->card_count, 0);
    assert_int_equal(catalog_find(catalog, "x").kind, ITEM_NONE);
    catalog_free(catalog);
    buffer_done(&out);
}

static void every_truncation_is_an_error(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = sample_blob(&length);
    for (size_t shorter = 0; shorter < length; shorter++)
        assert_null(read_copy(bytes, shorter));
    mem_free(bytes);
}

/* The bytes of a block, and how many of them were asked for. */
typedef struct Looked {
    const char *bytes;
    size_t length, seen;
} Looked;

static const char *look_at(void *context, size_t offset, size_t length)
{
    Looked *looked = context;
    assert_true(offset + length <= looked->length);
    looked->seen += length;
    return looked->bytes + offset;
}

static bool has_whole_prose(const char *bytes, size_t length)
{
    Looked looked = {bytes, length, 0};
    const ChecksumSource source = {look_at, &looked};
    CatalogBlobCheck check = {0};
    while (catalog_blob_check(bytes, &source, &check))
        continue;
    assert_true(looked.seen > 0 && looked.seen < length);
    return check.whole;
}

/* By reading, or, in prose that reading does not look at, by the check. */
static void every_flipped_byte_is_an_error(void **state)
{
    (void)state;
    static const unsigned char FLIPS[] = {0x01, 0x80, 0xff};
    size_t length = 0, in_prose = 0;
    char *bytes = sample_blob(&length);
    for (size_t at = 0; at < length; at++)
        for (size_t f = 0; f < sizeof FLIPS; f++) {
            bytes[at] = (char)((unsigned char)bytes[at] ^ FLIPS[f]);
            Catalog *catalog = read_copy(bytes, length);
            in_prose += catalog != NULL;
            if (catalog != NULL)
                assert_false(has_whole_prose(bytes, length));
            catalog_free(catalog);
            bytes[at] = (char)((unsigned char)bytes[at] ^ FLIPS[f]);
        }
    assert_true(in_prose > 0 && has_whole_prose(bytes, length));
    mem_free(bytes);
}

/* Longer than what is checked at once. */
static void damage_at_the_end_of_much_prose_is_found(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    Buffer out = {0};
    for (size_t i = 0; i < catalog->note_count; i++) {
        char *text = arena_alloc(catalog->arena, 100001, 1);
        memset(text, 'a' + (int)i, 100000);
        catalog->notes[i].back = text;
    }
    catalog_blob_write(catalog, PLACE, &out);
    catalog_free(catalog);
    assert_true(has_whole_prose(out.data, out.length));
    out.data[out.length - 2] ^= 1;
    catalog = read_copy(out.data, out.length);
    assert_non_null(catalog);
    assert_false(has_whole_prose(out.data, out.length));
    catalog_free(catalog);
    buffer_done(&out);
}

static size_t text_length(const char *text)
{
    return text ? strlen(text) : 0;
}

/* Touches what an index or a string of the catalog leads to: under a sanitiser a bad one shows. */
static size_t walk(const Catalog *c)
{
    size_t sum = text_length(c->title);
    for (int kind = ITEM_PHASE; kind <= ITEM_DECK; kind++)
        for (size_t i = 0; i < catalog_item_count(c, (ItemKind)kind); i++) {
            ItemRef item = {(ItemKind)kind, (CatalogIndex)i};
            CatalogIndex topic = catalog_topic_of(c, item);
            sum += strlen(catalog_id(c, item)) + strlen(catalog_title(c, item));
            if (topic != CATALOG_NONE)
                sum += text_length(c->topics[topic].title);
            sum += (size_t)catalog_find(c, catalog_id(c, item)).kind;
        }
    for (size_t i = 0; i < c->topic_count; i++) {
        const Topic *topic = &c->topics[i];
        for (int32_t s = 0; s < topic->subtopic_count; s++)
            sum += text_length(c->subtopics[topic->first_subtopic + s].explain);
        for (size_t r = 0; r < topic->resources.count; r++)
            sum += text_length(c->resources[topic->resources.items[r]].url);
        for (size_t p = 0; p < topic->projects.count; p++)
            sum += text_length(c->projects[topic->projects.items[p]].directory);
        for (size_t r = 0; r < topic->requires.count; r++)
            sum += text_length(c->topics[topic->requires.items[r]].id);
    }
    for (size_t i = 0; i < c->note_count; i++) {
        const Note *note = &c->notes[i];
        for (int32_t s = 0; s < note->card_count; s++)
            sum += text_length(c->cards[note->first_card + s].id);
        for (size_t t = 0; t < note->tags.count; t++)
            sum += text_length(note->tags.items[t]);
        sum += strlen(card_kind_name(note->kind));
    }
    for (size_t i = 0; i < c->milestone_count; i++)
        for (size_t h = 0; h < c->milestones[i].hints.count; h++)
            sum += text_length(c->milestones[i].hints.items[h]);
    for (size_t i = 0; i < c->check_count; i++) {
        const Check *check = &c->checks[i];
        sum += text_length(check->title) + text_length(c->milestones[check->milestone].id);
        sum += strlen(check_kind_name(check->kind)) + strlen(metric_name(check->metric));
        for (size_t w = 0; w < check->words.count; w++)
            sum += text_length(check->words.items[w]);
    }
    return sum;
}

/* At the place that it was written for a block is read as it stands: not a byte of it is written. */
static void at_its_place_nothing_is_written(void **state)
{
    (void)state;
    size_t length = 0;
    char *elsewhere = sample_blob(&length);
    char *bytes = mem_alloc(length, 1);
    char *before = mem_alloc(length, 1);
    Catalog *sample = sample_catalog();
    Buffer out = {0};
    catalog_blob_write(sample, (uintptr_t)bytes, &out);
    assert_int_equal(out.length, length);
    memcpy(bytes, out.data, length);
    memcpy(before, out.data, length);
    Catalog *here = NULL;
    Error error = {""};
    assert_int_equal(catalog_blob_read(bytes, length, &here, &error), STATUS_OK);
    assert_memory_equal(bytes, before, length);
    Catalog *there = read_copy(elsewhere, length);
    assert_int_equal(walk(here), walk(there));
    catalog_free(here);
    catalog_free(there);
    catalog_free(sample);
    buffer_done(&out);
    mem_free(before);
    mem_free(bytes);
    mem_free(elsewhere);
}

/* The sample's block at the place that it was written for; the caller frees it. */
static char *blob_at_its_place(size_t *length)
{
    mem_free(sample_blob(length));
    char *bytes = mem_alloc(*length, 1);
    Catalog *sample = sample_catalog();
    Buffer out = {0};
    catalog_blob_write(sample, (uintptr_t)bytes, &out);
    memcpy(bytes, out.data, *length);
    catalog_free(sample);
    buffer_done(&out);
    return bytes;
}

static bool is_undamaged(const char *bytes, size_t length)
{
    Looked looked = {bytes, length, 0};
    const ChecksumSource source = {look_at, &looked};
    CatalogBlobCheck check = {.cards = true};
    while (catalog_blob_check(bytes, &source, &check))
        continue;
    return check.whole;
}

/* Where it lies at its place the cards are left to look at, and damage to them is found by either look. */
static void cards_can_be_looked_at_later(void **state)
{
    (void)state;
    size_t length = 0, damaged = 0;
    bool later = false;
    char *bytes = blob_at_its_place(&length);
    Catalog *catalog = NULL;
    assert_int_equal(catalog_blob_read_later(bytes, length, &catalog, &later, NULL), STATUS_OK);
    assert_true(later && is_undamaged(bytes, length));
    assert_int_equal(catalog_blob_read_cards(bytes, catalog, NULL), STATUS_OK);
    assert_true(walk(catalog) > 0);
    catalog_free(catalog);
    for (size_t at = 0; at < length; at++) {
        bytes[at] ^= 0x04;
        if (catalog_blob_read_later(bytes, length, &catalog, &later, NULL) == STATUS_OK) {
            /* the prose has a look of its own */
            damaged += catalog_blob_read_cards(bytes, catalog, NULL) != STATUS_OK;
            assert_true(later && !is_undamaged(bytes, length));
            assert_string_equal(catalog->topics[TOPIC_MATH].id, "math");
            catalog_free(catalog);
        }
        bytes[at] ^= 0x04;
    }
    assert_true(damaged > sizeof(Note));
    mem_free(bytes);
}

static void elsewhere_cards_are_looked_at_once(void **state)
{
    (void)state;
    size_t length = 0;
    bool later = true;
    char *bytes = sample_blob(&length);
    Catalog *catalog = NULL;
    assert_int_equal(catalog_blob_read_later(bytes, length, &catalog, &later, NULL), STATUS_OK);
    assert_false(later);
    assert_true(walk(catalog) > 0);
    catalog_free(catalog);
    mem_free(bytes);
}

/* A block made on purpose, with a checksum that is right: it may be read or refused, but what is read
 * must be safe to use. Both must happen, or this test would look at nothing. */
static void sealed_damage_is_refused_or_harmless(void **state)
{
    (void)state;
    static const unsigned char VALUES[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    size_t length = 0, refused = 0, harmless = 0, sum = 0;
    char *bytes = sample_blob(&length);
    for (size_t at = 0; at < length; at++)
        for (size_t v = 0; v < sizeof VALUES; v++) {
            char old = bytes[at];
            bytes[at] = (char)VALUES[v];
            if (at >= CATALOG_BLOB_HEADER_SIZE / 2)
                catalog_blob_seal(bytes, length);
            Catalog *catalog = read_copy(bytes, length);
            bytes[at] = old;
            catalog_blob_seal(bytes, length);
            refused += !catalog;
            harmless += catalog != NULL;
            if (catalog)
                sum += walk(catalog);
            catalog_free(catalog);
        }
    assert_true(refused > 500 && harmless > 500 && sum > 0);
    mem_free(bytes);
}

/* Each index, range, choice and list of the layout once out of bounds, in fields found by what
 * changes in the bytes when the field does. */
static void fields_out_of_range_are_refused(void **state)
{
    (void)state;
    for (int which = 0; which < 12; which++) {
        Catalog *c = sample_catalog();
        Buffer out = {0};
        switch (which) {
        case 0:
            c->cards[2].note = 99;
            break;
        case 1:
            c->topics[0].projects.items[0] = 1;
            break;
        case 2:
            c->topics[1].first_subtopic = 5; /* with two, one too many */
            break;
        case 3:
            c->notes[0].topic = -2;
            break;
        case 4:
            c->resources[0].kind = RESOURCE_KIND_COUNT;
            break;
        case 5:
            c->milestones[1].project = CATALOG_NONE;
            break;
        case 6:
            c->notes[1].card_count = -1;
            break;
        case 7:
            c->milestones[0].check_count = 3;
            break;
        case 8:
            c->checks[0].kind = CHECK_KIND_COUNT;
            break;
        case 9:
            c->lookup.size -= 1;
            break;
        case 10:
            c->card_lookup.size -= 1;
            break;
        default: /* where a free one may be */
            for (size_t i = 0; i < c->lookup.size; i++)
                c->lookup.slots[i] = (ItemRef){ITEM_CARD, 0};
            break;
        }
        catalog_blob_write(c, PLACE, &out);
        assert_null(read_copy(out.data, out.length));
        buffer_done(&out);
        catalog_free(c);
    }
}

static void another_version_is_refused(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = sample_blob(&length);
    uint32_t version = CATALOG_BLOB_VERSION + 1;
    memcpy(bytes + 4, &version, sizeof version);
    catalog_blob_seal(bytes, length);
    Catalog *catalog = NULL;
    Error error;
    assert_int_equal(catalog_blob_read(bytes, length, &catalog, &error), STATUS_CONTENT);
    assert_non_null(strstr(error.message, "version"));
    mem_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_catalog_comes_back_as_it_was),
        cmocka_unit_test(writing_again_gives_the_same_bytes),
        cmocka_unit_test(everything_is_found_after_reading),
        cmocka_unit_test(an_empty_catalog_goes_both_ways),
        cmocka_unit_test(every_truncation_is_an_error),
        cmocka_unit_test(every_flipped_byte_is_an_error),
        cmocka_unit_test(damage_at_the_end_of_much_prose_is_found),
        cmocka_unit_test(at_its_place_nothing_is_written),
        cmocka_unit_test(cards_can_be_looked_at_later),
        cmocka_unit_test(elsewhere_cards_are_looked_at_once),
        cmocka_unit_test(sealed_damage_is_refused_or_harmless),
        cmocka_unit_test(fields_out_of_range_are_refused),
        cmocka_unit_test(another_version_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
