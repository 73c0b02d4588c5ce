/* The block holds the catalog's structs as they lie in memory, pointers included, so that a start
 * neither decodes nor copies them. In the layout and byte order of the program that wrote it (a cache
 * never leaves its machine; sizes and version are part of the checksum and key):
 *
 *     Header | the Catalog, its arrays | the lists of their items | pool of strings, each ended by NUL
 *
 * In the pool all prose (texts that are read one at a time, as those of cards) stands behind the ids and
 * titles: it is most of the block, and a start need not have it in memory.
 *
 * The pointers are right for one place in memory, which the header names. Where the block lies there,
 * reading it writes nothing, and so the pages of a mapped file stay shared with the file; elsewhere
 * each pointer is corrected. As the pool's last byte is NUL, any place inside it is a string that ends
 * inside it. Arrays and lists stand in the order in which they are visited, so that their lengths
 * alone say where they are and no two share a byte.
 *
 * What points or must stay within bounds is named once: for each struct a visit_* function goes
 * through it, and an Archive decides whether that means writing or reading. A problem only sets a
 * flag: from then on reading ends soon, and catalog_blob_read reports it. Damage as such is found by a
 * checksum; the checks are there for blocks that were made, not damaged. */
#include "study/catalog_blob.h"

#include <stdalign.h>
#include <string.h>

#include "base/memory.h"

#define MAGIC     UINT32_C(0x4e524943) /* "CIRN" */
#define ALIGNMENT alignof(max_align_t)
/* From so many bytes on a string is long. Ids and titles are shorter. */
#define LONG_TEXT       ((size_t)80)
#define CHECKED_AT_ONCE ((size_t)64 * 1024)

typedef struct Header {
    uint32_t magic, version;
    uint64_t checksum; /* of everything behind it up to the prose */
    uint64_t length;   /* of the whole block */
    uint64_t place;    /* the address of its first byte for which its pointers are right */
    uint64_t lists;    /* where the lists begin, in bytes from the block's start */
    uint64_t pool;     /* where the pool begins */
    uint64_t prose;    /* where its prose begins */
    uint64_t prose_checksum;
} Header;

_Static_assert(sizeof(Header) == CATALOG_BLOB_HEADER_SIZE, "the header has no gaps");
_Static_assert(sizeof(Header) % ALIGNMENT == 0, "what follows the header is aligned");

#define CHECKED_FROM (offsetof(Header, checksum) + sizeof(uint64_t))

/* A part of the block that is filled or used up in order. */
typedef struct Section {
    Buffer out;      /* writing */
    uintptr_t place; /* writing: the address that its first byte will have */
    char *at;        /* reading: what was not visited yet */
    size_t left;
} Section;

typedef struct Archive {
    bool reading;
    Section arrays, lists;
    Buffer pool_out, prose_out; /* writing: the pool's two parts */
    uintptr_t prose_place;      /* writing */
    const char *pool;           /* reading */
    size_t pool_size;           /* reading */
    uintptr_t pool_place;       /* what pointers to its first byte are in the block */
    const char *problem;        /* NULL while all is well */
    const Catalog *catalog;
} Archive;

static void fail(Archive *archive, const char *problem)
{
    if (!archive->problem)
        archive->problem = problem;
}

/* --- arrays and lists --- */

static size_t padding_of(size_t bytes)
{
    return (ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT;
}

/* Writing: a copy of the items at the section's end, valid until the next. */
static void *write_items(Section *section, const void *items, size_t count, size_t size)
{
    static const char zeros[ALIGNMENT];
    size_t start = section->out.length;
    buffer_add(&section->out, items, count * size);
    buffer_add(&section->out, zeros, padding_of(count * size));
    return section->out.data + start;
}

/* Reading: the next items of the section. */
static void *read_items(Archive *archive, Section *section, size_t count, size_t size)
{
    if (archive->problem || count > section->left / size) {
        fail(archive, "a list is longer than the block");
        return NULL;
    }
    size_t bytes = count * size;
    size_t padded = bytes + padding_of(bytes);
    void *items = section->at;
    if (padded > section->left) {
        fail(archive, "it ends early");
        return NULL;
    }
    section->at += padded;
    section->left -= padded;
    return items;
}

/* What a pointer to items of a section is: in the block that is written, or in the one that is read. */
static const void *address_of(const Archive *archive, const Section *section, const void *items)
{
    if (items == NULL || archive->reading)
        return items;
    return (const void *)(section->place + (uintptr_t)((const char *)items - section->out.data));
}

/* Makes a pointer what it should be; one that is right already is not written (see above). */
static void settle(void *pointer, const void *wanted)
{
    if (memcmp(pointer, &wanted, sizeof wanted) != 0)
        memcpy(pointer, &wanted, sizeof wanted);
}

static void *visit_items(Archive *archive, Section *section, const void *items, size_t count,
                         size_t size)
{
    if (count == 0)
        return NULL;
    return archive->reading ? read_items(archive, section, count, size)
                            : write_items(section, items, count, size);
}

/* --- single values --- */

/* A number below `limit`. */
static void visit_choice(Archive *archive, uint32_t value, uint32_t limit)
{
    if (archive->reading && value >= limit)
        fail(archive, "a choice is out of range");
}

/* Looked at as a byte: any but two values of it are no bool. */
static void visit_bool(Archive *archive, const bool *value)
{
    unsigned char byte;
    memcpy(&byte, value, sizeof byte);
    visit_choice(archive, byte, 2);
}

/* Writing: puts a string into the pool; the address that it will have. */
static uintptr_t place_in_pool(Archive *archive, const char *text, bool prose)
{
    Buffer *out = prose ? &archive->prose_out : &archive->pool_out;
    uintptr_t place = (prose ? archive->prose_place : archive->pool_place) + out->length;
    if (*text == '\0')
        return archive->pool_place;
    buffer_add(out, text, strlen(text) + 1);
    return place;
}

static void visit_string(Archive *archive, const char **text, bool prose)
{
    uintptr_t place;
    memcpy(&place, text, sizeof place);
    if (place == 0)
        return;
    if (!archive->reading)
        settle(text, (const void *)place_in_pool(archive, *text, prose));
    else if (place - archive->pool_place < archive->pool_size)
        settle(text, archive->pool + (place - archive->pool_place));
    else
        fail(archive, "a string lies outside");
}

/* An id, a title: what lists and look-ups go through. */
static void visit_text(Archive *archive, const char **text)
{
    visit_string(archive, text, false);
}

static void visit_prose(Archive *archive, const char **text)
{
    visit_string(archive, text, true);
}

/* An index into an array of `limit` items; CATALOG_NONE where `optional`. */
static void visit_index(Archive *archive, const CatalogIndex *index, size_t limit, bool optional)
{
    if (!archive->reading || (*index >= 0 && (size_t)*index < limit))
        return;
    if (!optional || *index != CATALOG_NONE)
        fail(archive, "an index is out of range");
}

/* A run of items within an array of `limit`. */
static void visit_range(Archive *archive, const CatalogIndex *first, const int32_t *count,
                        size_t limit)
{
    if (!archive->reading || *count == 0)
        return;
    if (*first < 0 || *count < 0 || (size_t)*first > limit ||
        (size_t)*count > limit - (size_t)*first)
        fail(archive, "a range is out of bounds");
}

/* A place among the macro texts, of which there may be none. */
static void visit_macros(Archive *archive, const MacroText *text)
{
    size_t count = archive->catalog->macro_texts.count;
    visit_index(archive, text, count > 0 ? count : 1, false);
}

static void visit_list(Archive *archive, TextList *list, bool prose)
{
    const char **items = visit_items(archive, &archive->lists, (const void *)list->items,
                                     list->count, sizeof *list->items);
    settle((void *)&list->items, address_of(archive, &archive->lists, items));
    for (size_t i = 0; i < list->count && !archive->problem; i++)
        visit_string(archive, &items[i], prose);
}

static void visit_texts(Archive *archive, TextList *list)
{
    visit_list(archive, list, false);
}

static void visit_proses(Archive *archive, TextList *list)
{
    visit_list(archive, list, true);
}

static void visit_indices(Archive *archive, IndexList *list, size_t limit)
{
    CatalogIndex *items =
        visit_items(archive, &archive->lists, list->items, list->count, sizeof *list->items);
    settle((void *)&list->items, address_of(archive, &archive->lists, items));
    for (size_t i = 0; i < list->count && !archive->problem; i++)
        visit_index(archive, &items[i], limit, false);
}

/* --- the structs --- */

static void visit_phase(Archive *archive, Phase *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->goal);
    visit_range(archive, &it->first_topic, &it->topic_count, archive->catalog->topic_count);
    visit_macros(archive, &it->macros);
}

static void visit_topic(Archive *archive, Topic *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->why);
    visit_index(archive, &it->phase, all->phase_count, false);
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
    visit_prose(archive, &it->explain);
    visit_prose(archive, &it->page);
    visit_proses(archive, &it->outcomes);
    visit_indices(archive, &it->requires, all->subtopic_count);
    visit_index(archive, &it->topic, all->topic_count, false);
    visit_bool(archive, &it->activity);
}

static void visit_resource(Archive *archive, Resource *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->by);
    visit_prose(archive, &it->url);
    visit_prose(archive, &it->summary);
    visit_prose(archive, &it->checked);
    visit_proses(archive, &it->parts);
    visit_indices(archive, &it->alternatives, archive->catalog->resource_count);
    visit_choice(archive, it->kind, RESOURCE_KIND_COUNT);
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_bool(archive, &it->free);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_project(Archive *archive, Project *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->summary);
    visit_prose(archive, &it->why);
    visit_prose(archive, &it->show);
    visit_prose(archive, &it->directory);
    visit_index(archive, &it->topic, all->topic_count, true);
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_texts(archive, &it->requires);
    visit_indices(archive, &it->exercises, all->subtopic_count);
    visit_range(archive, &it->first_milestone, &it->milestone_count, all->milestone_count);
    visit_proses(archive, &it->starter);
    visit_proses(archive, &it->stretch);
    visit_proses(archive, &it->needs);
    visit_proses(archive, &it->optional);
    visit_proses(archive, &it->data);
    visit_macros(archive, &it->macros);
}

static void visit_milestone(Archive *archive, Milestone *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_index(archive, &it->project, archive->catalog->project_count, false);
    visit_proses(archive, &it->accept);
    visit_proses(archive, &it->commands);
    visit_proses(archive, &it->hints);
    visit_range(archive, &it->first_check, &it->check_count, archive->catalog->check_count);
}

static void visit_check(Archive *archive, Check *it)
{
    visit_prose(archive, &it->title);
    visit_prose(archive, &it->file);
    visit_prose(archive, &it->input);
    visit_prose(archive, &it->labels);
    visit_prose(archive, &it->key);
    visit_prose(archive, &it->column);
    visit_prose(archive, &it->predicted);
    visit_prose(archive, &it->positive);
    visit_prose(archive, &it->slow);
    visit_prose(archive, &it->fast);
    visit_prose(archive, &it->criterion);
    visit_proses(archive, &it->words);
    visit_proses(archive, &it->output);
    visit_proses(archive, &it->patterns);
    visit_proses(archive, &it->absent);
    visit_proses(archive, &it->sections);
    visit_proses(archive, &it->columns);
    visit_proses(archive, &it->needs);
    visit_index(archive, &it->milestone, archive->catalog->milestone_count, false);
    visit_choice(archive, it->kind, CHECK_KIND_COUNT);
    visit_choice(archive, it->metric, METRIC_COUNT);
}

static void visit_deck(Archive *archive, Deck *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->file);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_note(Archive *archive, Note *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_prose(archive, &it->front);
    visit_prose(archive, &it->back);
    visit_prose(archive, &it->hint);
    visit_prose(archive, &it->extra);
    visit_prose(archive, &it->source);
    visit_proses(archive, &it->tags);
    visit_texts(archive, &it->requires);
    visit_index(archive, &it->deck, all->deck_count, true);
    visit_index(archive, &it->file_deck, all->deck_count, true);
    visit_index(archive, &it->topic, all->topic_count, true);
    visit_index(archive, &it->subtopic, all->subtopic_count, true);
    visit_range(archive, &it->first_card, &it->card_count, all->card_count);
    visit_choice(archive, it->kind, CARD_KIND_COUNT);
    if (it->kind >= CARD_CHOICE)
        visit_index(archive, &it->quiz, all->quiz_count, false);
    else if (!archive->reading)
        it->quiz = CATALOG_NONE;
    else if (it->quiz != CATALOG_NONE)
        fail(archive, "a card has answers that it should not have");
    visit_macros(archive, &it->macros);
}

static void visit_quiz(Archive *archive, Quiz *it)
{
    visit_proses(archive, &it->options);
    visit_proses(archive, &it->reasons);
    visit_bool(archive, &it->case_counts);
    visit_bool(archive, &it->accents_count);
    visit_prose(archive, &it->answer);
    visit_prose(archive, &it->unit);
    visit_bool(archive, &it->relative);
    visit_proses(archive, &it->variables);
    visit_proses(archive, &it->draws);
    visit_proses(archive, &it->conditions);
}

static void visit_card(Archive *archive, Card *it)
{
    visit_text(archive, &it->id);
    visit_index(archive, &it->note, archive->catalog->note_count, false);
}

static void visit_recap(Archive *archive, Recap *it)
{
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_prose(archive, &it->text);
    visit_indices(archive, &it->projects, archive->catalog->project_count);
}

static void visit_tip(Archive *archive, Tip *it)
{
    visit_text(archive, &it->title);
    visit_prose(archive, &it->text);
}

static void visit_slot(Archive *archive, const ItemRef *it)
{
    visit_choice(archive, it->kind, ITEM_DECK + 1);
    if (it->kind != ITEM_NONE)
        visit_index(archive, &it->index, catalog_item_count(archive->catalog, it->kind), false);
}

/* --- the whole --- */

/* Visits all items of an array. While writing, the array is the copy that was made of it, until it has
 * the address that it will be read at. */
#define VISIT_ARRAY(archive, array, count, visit)                                                \
    do {                                                                                         \
        (array) = visit_items((archive), &(archive)->arrays, (array), (count), sizeof *(array)); \
        for (size_t item_ = 0; item_ < (count) && !(archive)->problem; item_++)                  \
            visit((archive), &(array)[item_]);                                                   \
        settle((void *)&(array), address_of((archive), &(archive)->arrays, (array)));            \
    } while (0)

static void visit_catalog(Archive *archive, Catalog *catalog)
{
    archive->catalog = catalog;
    if ((catalog->lookup_size & (catalog->lookup_size - 1)) != 0 && archive->reading)
        fail(archive, "the lookup has no size of a power of two");
    visit_text(archive, &catalog->title);
    visit_texts(archive, &catalog->macro_texts);
    VISIT_ARRAY(archive, catalog->phases, catalog->phase_count, visit_phase);
    VISIT_ARRAY(archive, catalog->topics, catalog->topic_count, visit_topic);
    VISIT_ARRAY(archive, catalog->subtopics, catalog->subtopic_count, visit_subtopic);
    VISIT_ARRAY(archive, catalog->resources, catalog->resource_count, visit_resource);
    VISIT_ARRAY(archive, catalog->projects, catalog->project_count, visit_project);
    VISIT_ARRAY(archive, catalog->milestones, catalog->milestone_count, visit_milestone);
    VISIT_ARRAY(archive, catalog->checks, catalog->check_count, visit_check);
    VISIT_ARRAY(archive, catalog->decks, catalog->deck_count, visit_deck);
    VISIT_ARRAY(archive, catalog->notes, catalog->note_count, visit_note);
    VISIT_ARRAY(archive, catalog->quizzes, catalog->quiz_count, visit_quiz);
    VISIT_ARRAY(archive, catalog->cards, catalog->card_count, visit_card);
    VISIT_ARRAY(archive, catalog->recaps, catalog->recap_count, visit_recap);
    VISIT_ARRAY(archive, catalog->tips, catalog->tip_count, visit_tip);
    VISIT_ARRAY(archive, catalog->lookup, catalog->lookup_size, visit_slot);
}

/* --- header --- */

/* Changes when a struct gets another size: with the program or its compiler. */
static uint64_t layout(void)
{
    static const size_t sizes[] = {
        sizeof(Catalog), sizeof(Phase),     sizeof(Topic), sizeof(Subtopic), sizeof(Resource),
        sizeof(Project), sizeof(Milestone), sizeof(Deck),  sizeof(Note),     sizeof(Quiz),
        sizeof(Card),    sizeof(Recap),     sizeof(Tip),   sizeof(ItemRef),  sizeof(Check),
    };
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        sum = sum * 1021 + sizes[i];
    return sum;
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return sum ^ sum >> 29;
}

/* Four words side by side, added up by the processor at once. */
typedef uint64_t Words __attribute__((vector_size(32)));

/* In each lane the sum of the words, and the sum of these sums, which tells their order: simple, as
 * every start waits for it. */
static uint64_t checksum(const char *bytes, size_t length)
{
    Words words = {0};
    Words sums = {0};
    Words orders = {0};
    size_t at = 0;
    for (; length - at >= sizeof words; at += sizeof words) {
        memcpy(&words, bytes + at, sizeof words);
        sums += words;
        orders += sums;
    }
    words = (Words){0};
    memcpy(&words, bytes + at, length - at);
    sums += words;
    orders += sums;
    uint64_t all = mix(layout(), length);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        all = mix(mix(all, sums[i]), orders[i]);
    return all;
}

/* Adds the next part of the prose; false when it was the last. */
static bool add_part(const char *bytes, const Header *header, CatalogBlobCheck *check)
{
    size_t left = (size_t)(header->length - header->prose) - check->at;
    check->part = bytes + header->prose + check->at;
    check->part_length = left < CHECKED_AT_ONCE ? left : CHECKED_AT_ONCE;
    check->sum = mix(check->sum, checksum(check->part, check->part_length));
    check->at += check->part_length;
    return left > check->part_length;
}

static uint64_t prose_checksum(const char *bytes, const Header *header)
{
    CatalogBlobCheck check = {0};
    while (add_part(bytes, header, &check))
        continue;
    return check.sum;
}

/* What a start needs, which ends where the prose begins. */
static uint64_t front_checksum(const char *bytes, const Header *header)
{
    return checksum(bytes + CHECKED_FROM, (size_t)header->prose - CHECKED_FROM);
}

static bool has_parts(const Header *header, size_t length)
{
    return header->length == length && header->lists >= sizeof *header + sizeof(Catalog) &&
           header->lists % ALIGNMENT == 0 && header->pool >= header->lists &&
           header->prose > header->pool && header->prose <= length;
}

void catalog_blob_seal(char *bytes, size_t length)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    if (!has_parts(&header, length))
        return;
    header.prose_checksum = prose_checksum(bytes, &header);
    memcpy(bytes, &header, sizeof header);
    header.checksum = front_checksum(bytes, &header);
    memcpy(bytes, &header, sizeof header);
}

static void archive_done(Archive *archive)
{
    buffer_done(&archive->arrays.out);
    buffer_done(&archive->lists.out);
    buffer_done(&archive->pool_out);
    buffer_done(&archive->prose_out);
}

/* The parts of the block, for the places that the header says; they are the caller's to free. */
static Archive archive_catalog(const Catalog *catalog, const Header *header)
{
    uintptr_t place = (uintptr_t)header->place;
    Archive archive = {.arrays.place = place + sizeof *header,
                       .lists.place = place + (uintptr_t)header->lists,
                       .pool_place = place + (uintptr_t)header->pool,
                       .prose_place = place + (uintptr_t)header->prose};
    Catalog copy = *catalog;
    copy.arena = NULL;
    buffer_add_char(&archive.pool_out, '\0'); /* offset 0: the empty string */
    /* its place first; what it says is known when all else was visited */
    (void)write_items(&archive.arrays, &copy, 1, sizeof copy);
    visit_catalog(&archive, &copy);
    memcpy(archive.arrays.out.data, &copy, sizeof copy);
    return archive;
}

void catalog_blob_write(const Catalog *catalog, uintptr_t place, Buffer *out)
{
    size_t start = out->length;
    Header header = {.magic = MAGIC, .version = CATALOG_BLOB_VERSION, .place = place};
    Archive archive = archive_catalog(catalog, &header); /* how long the parts are */
    header.lists = sizeof header + archive.arrays.out.length;
    header.pool = header.lists + archive.lists.out.length;
    header.prose = header.pool + archive.pool_out.length;
    header.length = header.prose + archive.prose_out.length;
    archive_done(&archive);
    archive = archive_catalog(catalog, &header);
    buffer_add(out, (const char *)&header, sizeof header);
    buffer_add(out, archive.arrays.out.data, archive.arrays.out.length);
    buffer_add(out, archive.lists.out.data, archive.lists.out.length);
    buffer_add(out, archive.pool_out.data, archive.pool_out.length);
    buffer_add(out, archive.prose_out.data, archive.prose_out.length);
    catalog_blob_seal(out->data + start, (size_t)header.length);
    archive_done(&archive);
}

uint64_t catalog_blob_checksum(const char *bytes, size_t length)
{
    uint64_t sum = 0;
    if (length >= sizeof(Header))
        memcpy(&sum, bytes + offsetof(Header, checksum), sizeof sum);
    return sum;
}

static const char *check_header(const char *bytes, size_t length, Header *header)
{
    if (length < sizeof *header)
        return "it ends early";
    memcpy(header, bytes, sizeof *header);
    if (header->magic != MAGIC || header->version != CATALOG_BLOB_VERSION)
        return "it was written by another version";
    if (!has_parts(header, length) || bytes[header->prose - 1] != '\0' || bytes[length - 1] != '\0')
        return "its length is wrong";
    if (header->checksum != front_checksum(bytes, header))
        return "its checksum is wrong";
    return NULL;
}

bool catalog_blob_check(const char *bytes, CatalogBlobCheck *check)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    bool more = add_part(bytes, &header, check);
    check->whole = !more && check->sum == header.prose_checksum;
    return more;
}

static void read_catalog(Archive *archive, void *block, size_t length, const Header *header,
                         Catalog *catalog)
{
    char *bytes = block;
    Arena *arena = catalog->arena;
    archive->arrays =
        (Section){.at = bytes + sizeof *header, .left = (size_t)header->lists - sizeof *header};
    archive->lists =
        (Section){.at = bytes + header->lists, .left = (size_t)(header->pool - header->lists)};
    archive->pool = bytes + header->pool;
    archive->pool_place = (uintptr_t)(header->place + header->pool);
    archive->pool_size = length - (size_t)header->pool;
    const Catalog *stored = read_items(archive, &archive->arrays, 1, sizeof *stored);
    if (stored == NULL)
        return;
    *catalog = *stored;
    catalog->arena = arena;
    visit_catalog(archive, catalog);
    if (archive->arrays.left != 0 || archive->lists.left != 0)
        fail(archive, "it is longer than it should be");
}

Status catalog_blob_read(char *bytes, size_t length, Catalog **catalog, Error *error)
{
    Header header;
    Archive archive = {.reading = true, .problem = check_header(bytes, length, &header)};
    Catalog *made = catalog_new();
    if (!archive.problem)
        read_catalog(&archive, bytes, length, &header, made);
    *catalog = made;
    if (!archive.problem)
        return STATUS_OK;
    catalog_free(made);
    *catalog = NULL;
    return error_set(error, STATUS_CONTENT, "the cached content cannot be used: %s",
                     archive.problem);
}
