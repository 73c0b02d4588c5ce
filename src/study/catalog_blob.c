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
 * alone say where they are and no two share a byte (study/catalog_archive.h).
 *
 * Damage as such is found by a checksum; the checks of what is read are there for blocks that were made,
 * not damaged. */
#include "study/catalog_blob.h"

#include <string.h>

#include "base/checksum.h"
#include "base/memory.h"
#include "study/catalog_archive.h"

#define MAGIC           UINT32_C(0x4e524943) /* "CIRN" */
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

/* Adds the next part of the prose; false when it was the last. */
static bool add_part(const char *bytes, const Header *header, CatalogBlobCheck *check)
{
    size_t left = (size_t)(header->length - header->prose) - check->at;
    check->part = bytes + header->prose + check->at;
    check->part_length = left < CHECKED_AT_ONCE ? left : CHECKED_AT_ONCE;
    check->sum =
        checksum_mix(check->sum, checksum_bytes(layout(), check->part, check->part_length));
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
    return checksum_bytes(layout(), bytes + CHECKED_FROM, (size_t)header->prose - CHECKED_FROM);
}

static bool has_parts(const Header *header, size_t length)
{
    return header->length == length && header->lists >= sizeof *header + sizeof(Catalog) &&
           header->lists % ARCHIVE_ALIGNMENT == 0 && header->pool >= header->lists &&
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
    (void)archive_write_items(&archive.arrays, &copy, 1, sizeof copy);
    archive_visit(&archive, &copy);
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
    archive->arrays = (ArchiveSection){.at = bytes + sizeof *header,
                                       .left = (size_t)header->lists - sizeof *header};
    archive->lists = (ArchiveSection){.at = bytes + header->lists,
                                      .left = (size_t)(header->pool - header->lists)};
    archive->pool = bytes + header->pool;
    archive->pool_place = (uintptr_t)(header->place + header->pool);
    archive->pool_size = length - (size_t)header->pool;
    const Catalog *stored = archive_read_items(archive, &archive->arrays, 1, sizeof *stored);
    if (stored == NULL)
        return;
    *catalog = *stored;
    catalog->arena = arena;
    archive_visit(archive, catalog);
    if (archive->arrays.left != 0 || archive->lists.left != 0)
        archive_fail(archive, "it is longer than it should be");
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
