/* The block holds the catalog's structs as they lie in memory, pointers included, so that a start
 * neither decodes nor copies them. In the layout and byte order of the program that wrote it (a cache
 * never leaves its machine; sizes and version are part of the checksum and key):
 *
 *     Header | roadmap: the Catalog, its arrays | the lists of their items | pool of strings, each ended by NUL
 *            | cards: arrays of notes, quizzes, cards and their lookup | their lists | pool of their ids
 *            | prose: texts that are read one at a time, as those of cards
 *
 * The prose is most of the block, and in a large home the cards are most of the rest: a start need not have
 * them in memory. The first two parts have a checksum each, the prose one of its own.
 *
 * The pointers are right for one place in memory, which the header names. Where the block lies there,
 * reading it writes nothing, and so the pages of a mapped file stay shared with the file; elsewhere
 * each pointer is corrected. As the last byte is NUL, any place from the first pool on is a string that ends
 * inside the block. Arrays and lists stand in the order in which they are visited, so that their lengths
 * alone say where they are and no two share a byte (study/catalog_archive.h).
 *
 * Damage as such is found by the checksums; the checks of what is read are there for blocks that were made,
 * not damaged. */
#include "study/catalog_blob.h"

#include <string.h>

#include "base/checksum.h"
#include "base/memory.h"
#include "study/catalog_archive.h"

#define MAGIC UINT32_C(0x4e524943) /* "CIRN" */

typedef struct Header {
    uint32_t magic, version;
    uint64_t checksum; /* of everything behind it up to the cards */
    uint64_t length;   /* of the whole block */
    uint64_t place;    /* the address of its first byte for which its pointers are right */
    /* where parts begin, in bytes from the block's start */
    uint64_t lists, pool;
    uint64_t cards, card_lists, card_pool;
    uint64_t prose;
    uint64_t cards_checksum, prose_checksum;
} Header;

_Static_assert(sizeof(Header) == CATALOG_BLOB_HEADER_SIZE, "the header has no gaps");
_Static_assert(sizeof(Header) % ARCHIVE_ALIGNMENT == 0, "what follows the header is aligned");

#define CHECKED_FROM (offsetof(Header, checksum) + sizeof(uint64_t))

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

static uint64_t cards_checksum(const char *bytes, const Header *header)
{
    return checksum_parts(layout(), bytes + header->cards, (size_t)(header->prose - header->cards));
}

static uint64_t prose_checksum(const char *bytes, const Header *header)
{
    return checksum_parts(layout(), bytes + header->prose,
                          (size_t)(header->length - header->prose));
}

/* What every start needs, which ends where the cards begin. */
static uint64_t roadmap_checksum(const char *bytes, const Header *header)
{
    return checksum_bytes(layout(), bytes + CHECKED_FROM, (size_t)header->cards - CHECKED_FROM);
}

static bool is_aligned(uint64_t offset)
{
    return offset % ARCHIVE_ALIGNMENT == 0;
}

static bool has_parts(const Header *header, size_t length)
{
    return header->length == length && header->lists >= sizeof *header + sizeof(Catalog) &&
           is_aligned(header->lists) && header->pool >= header->lists &&
           header->cards > header->pool && is_aligned(header->cards) &&
           header->card_lists >= header->cards && is_aligned(header->card_lists) &&
           header->card_pool >= header->card_lists && header->prose > header->card_pool &&
           header->prose <= length;
}

void catalog_blob_seal(char *bytes, size_t length)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    if (!has_parts(&header, length))
        return;
    header.cards_checksum = cards_checksum(bytes, &header);
    header.prose_checksum = prose_checksum(bytes, &header);
    memcpy(bytes, &header, sizeof header);
    header.checksum = roadmap_checksum(bytes, &header);
    memcpy(bytes, &header, sizeof header);
}

/* --- writing --- */

static void group_done(ArchiveGroup *group)
{
    buffer_done(&group->arrays.out);
    buffer_done(&group->lists.out);
    buffer_done(&group->pool_out);
}

static void archive_done(Archive *archive)
{
    group_done(&archive->roadmap);
    group_done(&archive->cards);
    buffer_done(&archive->prose_out);
}

/* The parts of the block, for the places that the header says; they are the caller's to free. */
static Archive archive_catalog(const Catalog *catalog, const Header *header)
{
    static const char zeros[ARCHIVE_ALIGNMENT];
    uintptr_t place = (uintptr_t)header->place;
    Archive archive = {.roadmap = {.arrays.place = place + sizeof *header,
                                   .lists.place = place + (uintptr_t)header->lists,
                                   .pool_place = place + (uintptr_t)header->pool},
                       .cards = {.arrays.place = place + (uintptr_t)header->cards,
                                 .lists.place = place + (uintptr_t)header->card_lists,
                                 .pool_place = place + (uintptr_t)header->card_pool},
                       .prose_place = place + (uintptr_t)header->prose};
    Catalog copy = *catalog;
    copy.arena = NULL;
    Buffer *pool = &archive.roadmap.pool_out;
    buffer_add_char(pool, '\0'); /* offset 0: the empty string */
    buffer_add_char(&archive.cards.pool_out, '\0');
    /* its place first; what it says is known when all else was visited */
    (void)archive_write_items(&archive.roadmap.arrays, &copy, 1, sizeof copy);
    archive_visit_roadmap(&archive, &copy);
    archive_visit_cards(&archive, &copy);
    memcpy(archive.roadmap.arrays.out.data, &copy, sizeof copy);
    buffer_add(pool, zeros, ARCHIVE_ALIGNMENT - pool->length % ARCHIVE_ALIGNMENT);
    return archive;
}

/* Where the parts lie that have these lengths, the pools' such that the cards are aligned. */
static void place_parts(Header *header, const Archive *archive)
{
    header->lists = sizeof *header + archive->roadmap.arrays.out.length;
    header->pool = header->lists + archive->roadmap.lists.out.length;
    header->cards = header->pool + archive->roadmap.pool_out.length;
    header->card_lists = header->cards + archive->cards.arrays.out.length;
    header->card_pool = header->card_lists + archive->cards.lists.out.length;
    header->prose = header->card_pool + archive->cards.pool_out.length;
    header->length = header->prose + archive->prose_out.length;
}

static void add_group(Buffer *out, const ArchiveGroup *group)
{
    buffer_add(out, group->arrays.out.data, group->arrays.out.length);
    buffer_add(out, group->lists.out.data, group->lists.out.length);
    buffer_add(out, group->pool_out.data, group->pool_out.length);
}

void catalog_blob_write(const Catalog *catalog, uintptr_t place, Buffer *out)
{
    size_t start = out->length;
    Header header = {.magic = MAGIC, .version = CATALOG_BLOB_VERSION, .place = place};
    Archive archive = archive_catalog(catalog, &header); /* how long the parts are */
    place_parts(&header, &archive);
    archive_done(&archive);
    archive = archive_catalog(catalog, &header);
    buffer_add(out, (const char *)&header, sizeof header);
    add_group(out, &archive.roadmap);
    add_group(out, &archive.cards);
    buffer_add(out, archive.prose_out.data, archive.prose_out.length);
    catalog_blob_seal(out->data + start, (size_t)header.length);
    archive_done(&archive);
}

/* --- reading --- */

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
    if (!has_parts(header, length) || bytes[header->cards - 1] != '\0' || bytes[length - 1] != '\0')
        return "its length is wrong";
    if (header->checksum != roadmap_checksum(bytes, header))
        return "its checksum is wrong";
    return NULL;
}

static ArchiveSection section_of(char *bytes, uint64_t from, uint64_t to)
{
    return (ArchiveSection){.at = bytes + from, .left = (size_t)(to - from)};
}

static Archive archive_to_read(char *bytes, const Header *header)
{
    return (Archive){
        .reading = true,
        .roadmap = {.arrays = section_of(bytes, sizeof *header, header->lists),
                    .lists = section_of(bytes, header->lists, header->pool)},
        .cards = {.arrays = section_of(bytes, header->cards, header->card_lists),
                  .lists = section_of(bytes, header->card_lists, header->card_pool)},
        .strings = bytes + header->pool,
        .strings_place = (uintptr_t)(header->place + header->pool),
        .strings_size = (size_t)(header->length - header->pool),
    };
}

static void check_used_up(Archive *archive, const ArchiveGroup *group)
{
    bool lists_left = group->lists.left != 0 && !(archive->later && group == &archive->cards);
    if (group->arrays.left != 0 || lists_left)
        archive_fail(archive, "it is longer than it should be");
}

static void read_roadmap(Archive *archive, Catalog *catalog)
{
    Arena *arena = catalog->arena;
    const Catalog *stored =
        archive_read_items(archive, &archive->roadmap.arrays, 1, sizeof *stored);
    if (stored == NULL)
        return;
    *catalog = *stored;
    catalog->arena = arena;
    archive_visit_roadmap(archive, catalog);
    check_used_up(archive, &archive->roadmap);
}

static void read_cards(Archive *archive, const char *bytes, const Header *header, Catalog *catalog)
{
    if (archive->problem)
        return;
    if (!archive->later && header->cards_checksum != cards_checksum(bytes, header)) {
        archive_fail(archive, "its cards' checksum is wrong");
        return;
    }
    archive_visit_cards(archive, catalog);
    check_used_up(archive, &archive->cards);
}

static Status tell_problem(const char *problem, Error *error)
{
    return error_set(error, STATUS_CONTENT, "the cached content cannot be used: %s", problem);
}

static Status read_catalog(char *bytes, size_t length, bool later, Catalog **catalog, Error *error)
{
    Header header;
    *catalog = NULL;
    const char *problem = check_header(bytes, length, &header);
    if (problem != NULL)
        return tell_problem(problem, error);
    Archive archive = archive_to_read(bytes, &header);
    Catalog *made = catalog_new();
    archive.later = later;
    read_roadmap(&archive, made);
    read_cards(&archive, bytes, &header, made);
    if (archive.problem != NULL) {
        catalog_free(made);
        return tell_problem(archive.problem, error);
    }
    *catalog = made;
    return STATUS_OK;
}

Status catalog_blob_read(char *bytes, size_t length, Catalog **catalog, Error *error)
{
    return read_catalog(bytes, length, false, catalog, error);
}

Status catalog_blob_read_later(char *bytes, size_t length, Catalog **catalog, bool *later,
                               Error *error)
{
    uint64_t place = 0;
    if (length >= sizeof(Header))
        memcpy(&place, bytes + offsetof(Header, place), sizeof place);
    bool at_place = place == (uintptr_t)bytes;
    Status status = read_catalog(bytes, length, at_place, catalog, error);
    *later = at_place && status == STATUS_OK;
    return status;
}

Status catalog_blob_read_cards(char *bytes, Catalog *catalog, Error *error)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    Archive archive = archive_to_read(bytes, &header);
    read_cards(&archive, bytes, &header, catalog);
    return archive.problem == NULL ? STATUS_OK : tell_problem(archive.problem, error);
}

bool catalog_blob_check(const char *bytes, const ChecksumSource *source, CatalogBlobCheck *check)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    uint64_t from = check->cards ? header.cards : header.prose;
    uint64_t to = check->cards ? header.prose : header.length;
    uint64_t wanted = check->cards ? header.cards_checksum : header.prose_checksum;
    if (checksum_add_part(&check->parts, layout(), source, (size_t)from, (size_t)(to - from)))
        return true;
    check->damaged = check->damaged || check->parts.unread || check->parts.sum != wanted;
    check->parts = (ChecksumParts){0};
    bool more = check->cards;
    check->cards = false;
    check->whole = !more && !check->damaged;
    return more;
}
