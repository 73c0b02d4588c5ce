/* YAML content: any bytes as a file of a pack give findings, never a crash, and a catalog that its cache
 * keeps. The first byte chooses the reader, and whether doubts are wanted. */
#include "content/entries.h"
#include "content/roadmap.h"
#include "fuzz/catalogs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    Diagnostics diagnostics = {.doubts = (data[0] & 4) != 0};
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
    catalog->title = "";
    check_findings(&diagnostics);
    check_catalog_kept(catalog);
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
    return 0;
}
