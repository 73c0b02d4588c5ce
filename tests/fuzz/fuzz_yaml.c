/* YAML content: any bytes as the files of a pack give findings, never a crash, and a catalog that its
 * cache keeps. The first byte chooses the reader. */
#include "content/entries.h"
#include "content/roadmap.h"
#include "fuzz/checks.h"
#include "study/catalog_blob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read survives the cache. */
static void check_cached(Catalog *catalog)
{
    Buffer blob = {0}, again = {0};
    Catalog *copy = NULL;
    catalog->title = "";
    catalog_blob_write(catalog, 0, &blob);
    require(catalog_blob_read(blob.data, blob.length, &copy, NULL) == STATUS_OK);
    require(copy->card_count == catalog->card_count && copy->note_count == catalog->note_count);
    require(copy->topic_count == catalog->topic_count);
    catalog_blob_write(copy, 0, &again);
    require(again.length == blob.length);
    catalog_free(copy);
    buffer_done(&blob);
    buffer_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    Diagnostics diagnostics = {0};
    Catalog *catalog = catalog_new();
    Builder builder;
    builder_init(&builder, catalog, &diagnostics);
    Reader reader = {.file = "fuzz", .diagnostics = &diagnostics, .arena = catalog->arena};
    const Node *root =
        node_read_bytes("fuzz", (const char *)data + 1, size - 1, builder.scratch, &diagnostics);
    if (root && data[0] % 4 == 0)
        roadmap_read(&builder, &reader, root);
    else if (root && data[0] % 4 == 1)
        resources_read(&builder, &reader, root);
    else if (root && data[0] % 4 == 2)
        deck_read(&builder, &reader, root);
    else if (root)
        project_read(&builder, &reader, root, "/nowhere");
    builder_finish(&builder);
    check_cached(catalog);
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
    return 0;
}
