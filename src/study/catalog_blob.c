/* The layout is written down once: for each struct a visit_* function names its fields in order, and
 * an Archive decides whether that means writing them or reading them. What is written, in the byte
 * order of the machine (a cache never leaves it):
 *
 *     Header | counts and fields, 4 or 8 bytes each | pool of strings, each ended by NUL
 *
 * A string is the offset of its first byte in the pool. As the pool's last byte is NUL, any offset
 * inside it is a string that ends inside it, and reading needs neither copies nor a scan. Every
 * array's length is known before anything refers to it (visit_counts), so that each index is checked
 * on the spot. A problem only sets a flag: from then on reading gives zeros and ends soon, and
 * catalog_blob_read reports it. Damage as such is found by a checksum; the checks are there for
 * blocks that were made, not damaged. */
#include "study/catalog_blob.h"

#include <string.h>

#include "base/memory.h"

#define MAGIC     UINT32_C(0x4e524943) /* "CIRN" */
#define NO_STRING UINT32_MAX

typedef struct Header {
    uint32_t magic, version;
    uint64_t checksum; /* of everything behind it */
    uint64_t length;   /* of the whole block */
    uint64_t pool;     /* where the pool begins */
} Header;

_Static_assert(sizeof(Header) == CATALOG_BLOB_HEADER_SIZE, "the header has no gaps");

#define CHECKED_FROM (offsetof(Header, checksum) + sizeof(uint64_t))

typedef struct Archive {
    bool reading;
    /* writing */
    Buffer *out;
    Buffer pool_out;
    /* reading */
    const char *bytes;
    size_t at, end; /* fields not read yet */
    const char *pool;
    size_t pool_size;
    Arena *arena;
    const char *problem; /* NULL while all is well */
    const Catalog *catalog;
} Archive;

static void fail(Archive *archive, const char *problem)
{
    if (!archive->problem)
        archive->problem = problem;
}

/* --- single values --- */

static void visit_bytes(Archive *archive, void *value, size_t size)
{
    if (!archive->reading) {
        buffer_add(archive->out, value, size);
        return;
    }
    if (archive->problem || archive->end - archive->at < size) {
        fail(archive, "it ends early");
        memset(value, 0, size);
        return;
    }
    memcpy(value, archive->bytes + archive->at, size);
    archive->at += size;
}

static void visit_u32(Archive *archive, uint32_t *value)
{
    visit_bytes(archive, value, sizeof *value);
}

static void visit_i32(Archive *archive, int32_t *value)
{
    visit_bytes(archive, value, sizeof *value);
}

static void visit_real(Archive *archive, double *value)
{
    visit_bytes(archive, value, sizeof *value);
}

/* A number below `limit`. */
static uint32_t visit_choice(Archive *archive, uint32_t value, uint32_t limit)
{
    visit_u32(archive, &value);
    if (archive->reading && value >= limit) {
        fail(archive, "a choice is out of range");
        value = 0;
    }
    return value;
}

static void visit_bool(Archive *archive, bool *value)
{
    *value = visit_choice(archive, *value, 2) != 0;
}

/* A length of something that takes at least `least` bytes an item. */
static void visit_count(Archive *archive, size_t *count, size_t least)
{
    uint32_t value = (uint32_t)*count;
    visit_u32(archive, &value);
    if (archive->reading && value > (archive->end - archive->at) / least) {
        fail(archive, "a list is longer than the block");
        value = 0;
    }
    *count = value;
}

static void visit_text(Archive *archive, const char **text)
{
    uint32_t offset = NO_STRING;
    if (!archive->reading && *text) {
        offset = (uint32_t)archive->pool_out.length;
        if (**text == '\0')
            offset = 0;
        else
            buffer_add(&archive->pool_out, *text, strlen(*text) + 1);
    }
    visit_u32(archive, &offset);
    if (!archive->reading)
        return;
    *text = archive->problem ? "" : NULL;
    if (offset < archive->pool_size)
        *text = archive->pool + offset;
    else if (offset != NO_STRING)
        fail(archive, "a string lies outside");
}

/* An index into an array of `limit` items; CATALOG_NONE where `optional`. */
static void visit_index(Archive *archive, CatalogIndex *index, size_t limit, bool optional)
{
    visit_i32(archive, index);
    if (!archive->reading || (*index >= 0 && (size_t)*index < limit))
        return;
    if (!optional || *index != CATALOG_NONE)
        fail(archive, "an index is out of range");
    *index = CATALOG_NONE;
}

/* A run of items within an array of `limit`. */
static void visit_range(Archive *archive, CatalogIndex *first, int32_t *count, size_t limit)
{
    visit_i32(archive, first);
    visit_i32(archive, count);
    if (!archive->reading || *count == 0)
        return;
    if (*first < 0 || *count < 0 || (size_t)*first > limit ||
        (size_t)*count > limit - (size_t)*first) {
        fail(archive, "a range is out of bounds");
        *first = 0;
        *count = 0;
    }
}

/* A place among the macro texts, of which there may be none. */
static void visit_macros(Archive *archive, MacroText *text)
{
    size_t count = archive->catalog->macro_texts.count;
    visit_index(archive, text, count > 0 ? count : 1, false);
    if (*text == CATALOG_NONE)
        *text = 0;
}

/* --- lists --- */

static void *make_items(Archive *archive, size_t count, size_t size)
{
    return count > 0 && !archive->problem ? arena_alloc(archive->arena, count, size) : NULL;
}

static void visit_texts(Archive *archive, TextList *list)
{
    visit_count(archive, &list->count, sizeof(uint32_t));
    if (archive->reading)
        list->items = make_items(archive, list->count, sizeof *list->items);
    for (size_t i = 0; i < list->count && !archive->problem; i++)
        visit_text(archive, &list->items[i]);
}

static void visit_indices(Archive *archive, IndexList *list, size_t limit)
{
    visit_count(archive, &list->count, sizeof(CatalogIndex));
    if (archive->reading)
        list->items = make_items(archive, list->count, sizeof *list->items);
    for (size_t i = 0; i < list->count && !archive->problem; i++)
        visit_index(archive, &list->items[i], limit, false);
}

/* --- the structs --- */

static void visit_phase(Archive *archive, Phase *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->goal);
    visit_i32(archive, &it->months_min);
    visit_i32(archive, &it->months_max);
    visit_range(archive, &it->first_topic, &it->topic_count, archive->catalog->topic_count);
    visit_macros(archive, &it->macros);
}

static void visit_topic(Archive *archive, Topic *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->why);
    visit_index(archive, &it->phase, all->phase_count, false);
    visit_i32(archive, &it->hours_min);
    visit_i32(archive, &it->hours_max);
    visit_indices(archive, &it->requires, all->topic_count);
    visit_range(archive, &it->first_subtopic, &it->subtopic_count, all->subtopic_count);
    visit_indices(archive, &it->resources, all->resource_count);
    visit_indices(archive, &it->projects, all->project_count);
}

static void visit_subtopic(Archive *archive, Subtopic *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->explain);
    visit_texts(archive, &it->outcomes);
    visit_indices(archive, &it->requires, all->subtopic_count);
    visit_index(archive, &it->topic, all->topic_count, false);
    visit_bool(archive, &it->activity);
}

static void visit_resource(Archive *archive, Resource *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->by);
    visit_text(archive, &it->url);
    visit_text(archive, &it->summary);
    visit_text(archive, &it->checked);
    visit_texts(archive, &it->parts);
    visit_indices(archive, &it->alternatives, archive->catalog->resource_count);
    visit_real(archive, &it->hours);
    it->kind = (ResourceKind)visit_choice(archive, it->kind, RESOURCE_KIND_COUNT);
    it->level = (Level)visit_choice(archive, it->level, LEVEL_COUNT);
    visit_bool(archive, &it->free);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_project(Archive *archive, Project *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->summary);
    visit_text(archive, &it->why);
    visit_text(archive, &it->show);
    visit_text(archive, &it->directory);
    visit_index(archive, &it->topic, all->topic_count, true);
    it->level = (Level)visit_choice(archive, it->level, LEVEL_COUNT);
    visit_i32(archive, &it->hours_min);
    visit_i32(archive, &it->hours_max);
    visit_texts(archive, &it->requires);
    visit_indices(archive, &it->exercises, all->subtopic_count);
    visit_range(archive, &it->first_milestone, &it->milestone_count, all->milestone_count);
    visit_texts(archive, &it->starter);
    visit_texts(archive, &it->stretch);
    visit_macros(archive, &it->macros);
}

static void visit_milestone(Archive *archive, Milestone *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_index(archive, &it->project, archive->catalog->project_count, false);
    visit_texts(archive, &it->accept);
    visit_texts(archive, &it->commands);
    visit_texts(archive, &it->hints);
}

static void visit_deck(Archive *archive, Deck *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_text(archive, &it->file);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_note(Archive *archive, Note *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->front);
    visit_text(archive, &it->back);
    visit_text(archive, &it->hint);
    visit_text(archive, &it->extra);
    visit_text(archive, &it->source);
    visit_texts(archive, &it->tags);
    visit_texts(archive, &it->requires);
    visit_index(archive, &it->deck, all->deck_count, true);
    visit_index(archive, &it->topic, all->topic_count, true);
    visit_index(archive, &it->subtopic, all->subtopic_count, true);
    visit_range(archive, &it->first_card, &it->card_count, all->card_count);
    visit_i32(archive, &it->line);
    it->kind = (CardKind)visit_choice(archive, it->kind, CARD_KIND_COUNT);
    if (it->kind >= CARD_CHOICE)
        visit_index(archive, &it->quiz, all->quiz_count, false);
    else
        it->quiz = CATALOG_NONE;
    visit_macros(archive, &it->macros);
}

static void visit_quiz(Archive *archive, Quiz *it)
{
    visit_texts(archive, &it->options);
    visit_texts(archive, &it->reasons);
    visit_u32(archive, &it->right);
    visit_bool(archive, &it->case_counts);
    visit_bool(archive, &it->accents_count);
    visit_text(archive, &it->answer);
    visit_text(archive, &it->unit);
    visit_real(archive, &it->tolerance);
    visit_bool(archive, &it->relative);
    visit_texts(archive, &it->variables);
    visit_texts(archive, &it->draws);
    visit_texts(archive, &it->conditions);
}

static void visit_card(Archive *archive, Card *it)
{
    visit_text(archive, &it->id);
    visit_index(archive, &it->note, archive->catalog->note_count, false);
    visit_i32(archive, &it->ordinal);
}

static void visit_recap(Archive *archive, Recap *it)
{
    it->level = (Level)visit_choice(archive, it->level, LEVEL_COUNT);
    visit_text(archive, &it->text);
    visit_indices(archive, &it->projects, archive->catalog->project_count);
}

static void visit_tip(Archive *archive, Tip *it)
{
    visit_text(archive, &it->title);
    visit_text(archive, &it->text);
}

/* A slot of the lookup: the kind of its item, and the index where there is one. */
static void visit_slot(Archive *archive, CatalogLookup *it)
{
    ItemKind kind = it->id ? it->item.kind : ITEM_NONE;
    kind = (ItemKind)visit_choice(archive, kind, ITEM_DECK + 1);
    if (kind == ITEM_NONE)
        return;
    it->item.kind = kind;
    visit_index(archive, &it->item.index, catalog_item_count(archive->catalog, kind), false);
    if (archive->reading)
        it->id = catalog_id(archive->catalog, it->item);
}

/* --- the whole --- */

/* Visits all items of an array. */
#define VISIT_ARRAY(archive, items, count, visit)                               \
    do {                                                                        \
        if ((archive)->reading)                                                 \
            (items) = make_items((archive), (count), sizeof *(items));          \
        for (size_t item_ = 0; item_ < (count) && !(archive)->problem; item_++) \
            visit((archive), &(items)[item_]);                                  \
    } while (0)

static void visit_counts(Archive *archive, Catalog *catalog)
{
    size_t *const counts[] = {
        &catalog->phase_count,    &catalog->topic_count,   &catalog->subtopic_count,
        &catalog->resource_count, &catalog->project_count, &catalog->milestone_count,
        &catalog->deck_count,     &catalog->note_count,    &catalog->card_count,
        &catalog->recap_count,    &catalog->tip_count,     &catalog->lookup_size,
        &catalog->quiz_count,
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        visit_count(archive, counts[i], sizeof(uint32_t));
    if ((catalog->lookup_size & (catalog->lookup_size - 1)) != 0)
        fail(archive, "the lookup has no size of a power of two");
}

static void visit_catalog(Archive *archive, Catalog *catalog)
{
    archive->catalog = catalog;
    visit_counts(archive, catalog);
    visit_text(archive, &catalog->title);
    visit_texts(archive, &catalog->macro_texts);
    VISIT_ARRAY(archive, catalog->phases, catalog->phase_count, visit_phase);
    VISIT_ARRAY(archive, catalog->topics, catalog->topic_count, visit_topic);
    VISIT_ARRAY(archive, catalog->subtopics, catalog->subtopic_count, visit_subtopic);
    VISIT_ARRAY(archive, catalog->resources, catalog->resource_count, visit_resource);
    VISIT_ARRAY(archive, catalog->projects, catalog->project_count, visit_project);
    VISIT_ARRAY(archive, catalog->milestones, catalog->milestone_count, visit_milestone);
    VISIT_ARRAY(archive, catalog->decks, catalog->deck_count, visit_deck);
    VISIT_ARRAY(archive, catalog->notes, catalog->note_count, visit_note);
    VISIT_ARRAY(archive, catalog->quizzes, catalog->quiz_count, visit_quiz);
    VISIT_ARRAY(archive, catalog->cards, catalog->card_count, visit_card);
    VISIT_ARRAY(archive, catalog->recaps, catalog->recap_count, visit_recap);
    VISIT_ARRAY(archive, catalog->tips, catalog->tip_count, visit_tip);
    VISIT_ARRAY(archive, catalog->lookup, catalog->lookup_size, visit_slot);
}

/* --- header --- */

/* Eight bytes a turn; each turn can be undone, so a change of any one byte changes the result. */
static uint64_t checksum(const char *bytes, size_t length)
{
    uint64_t sum = length;
    for (size_t at = 0; at < length; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
        sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 29;
    }
    return sum;
}

void catalog_blob_seal(char *bytes, size_t length)
{
    uint64_t sum = checksum(bytes + CHECKED_FROM, length - CHECKED_FROM);
    memcpy(bytes + offsetof(Header, checksum), &sum, sizeof sum);
}

void catalog_blob_write(const Catalog *catalog, Buffer *out)
{
    size_t start = out->length;
    Header header = {.magic = MAGIC, .version = CATALOG_BLOB_VERSION};
    Archive archive = {.out = out};
    Catalog copy = *catalog;
    buffer_add(out, (const char *)&header, sizeof header);
    buffer_add_char(&archive.pool_out, '\0'); /* offset 0: the empty string */
    visit_catalog(&archive, &copy);

    header.pool = out->length - start;
    buffer_add(out, archive.pool_out.data, archive.pool_out.length);
    header.length = out->length - start;
    memcpy(out->data + start, &header, sizeof header);
    catalog_blob_seal(out->data + start, (size_t)header.length);
    buffer_done(&archive.pool_out);
}

static const char *check_header(const char *bytes, size_t length, Header *header)
{
    if (length < sizeof *header)
        return "it ends early";
    memcpy(header, bytes, sizeof *header);
    if (header->magic != MAGIC || header->version != CATALOG_BLOB_VERSION)
        return "it was written by another version";
    if (header->length != length || header->pool < sizeof *header || header->pool >= length ||
        bytes[length - 1] != '\0')
        return "its length is wrong";
    if (header->checksum != checksum(bytes + CHECKED_FROM, length - CHECKED_FROM))
        return "its checksum is wrong";
    return NULL;
}

Status catalog_blob_read(char *bytes, size_t length, Catalog **catalog, Error *error)
{
    Header header;
    Archive archive = {
        .reading = true, .bytes = bytes, .problem = check_header(bytes, length, &header)};
    Catalog *made = catalog_new();
    arena_adopt(made->arena, bytes);
    if (!archive.problem) {
        archive.at = sizeof header;
        archive.end = (size_t)header.pool;
        archive.pool = bytes + header.pool;
        archive.pool_size = length - (size_t)header.pool;
        archive.arena = made->arena;
        visit_catalog(&archive, made);
        if (archive.at != archive.end)
            fail(&archive, "it is longer than it should be");
    }
    *catalog = made;
    if (!archive.problem)
        return STATUS_OK;
    catalog_free(made);
    *catalog = NULL;
    return error_set(error, STATUS_CONTENT, "the cached content cannot be used: %s",
                     archive.problem);
}
