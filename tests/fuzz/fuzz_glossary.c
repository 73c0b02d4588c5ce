/* Glossaries from anywhere: any bytes as a file of terms give findings, never a crash; what can be read is
 * found by its terms, survives the cache, and is looked for in the bytes themselves. */
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "content/entries.h"
#include "fuzz/catalogs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_found(const Glossary *glossary, const char *text)
{
    size_t *found = mem_alloc(glossary->count + 1, sizeof *found);
    size_t count = glossary_occurring(glossary, text, found);
    require(count <= glossary->count);
    for (size_t i = 0; i < count; i++)
        require(found[i] < glossary->count);
    for (size_t i = 0; i < glossary->count; i++)
        require(glossary_find(glossary, glossary->entries[i].term) != GLOSSARY_NONE);
    (void)glossary_nearest(glossary, text);
    mem_free(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Diagnostics diagnostics = {.doubts = true};
    Catalog *catalog = catalog_new();
    Glossary *glossary = NULL;
    Builder builder;
    builder_init(&builder, catalog, &diagnostics);
    builder.glossary = &glossary;
    Reader reader = {.file = "fuzz", .diagnostics = &diagnostics, .arena = catalog->arena};
    char *text = mem_dup_range((const char *)data, size);
    const Node *root = node_read_bytes("fuzz", text, size, builder.scratch, &diagnostics);
    if (root)
        glossary_read_file(&builder, &reader, root);
    builder_finish(&builder);
    check_findings(&diagnostics);
    check_glossary_kept(glossary);
    check_found(glossary, text);
    glossary_free(glossary);
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
    mem_free(text);
    return 0;
}
