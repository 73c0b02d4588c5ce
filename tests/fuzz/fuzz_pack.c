/* A whole pack: its files one behind the other, FS bytes (0x1C) between: deck, roadmap, study page,
 * resources, glossary, project brief, labels, and last the manifest, which need not be there. Any bytes
 * give findings, never a crash; what can be used survives the cache. */
#include <sys/stat.h>

#include "content/pack.h"
#include "fuzz/catalogs.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_SEPARATOR = 0x1C };

static const char *const NAMES[] = {
    "deck.yaml",  "roadmap.yaml", "page.md",        "resources.yaml",
    "terms.yaml", "p/brief.yaml", "p/labels/l.csv", "pack.yaml",
};

enum { NAME_COUNT = sizeof NAMES / sizeof NAMES[0] };

static const char MANIFEST[] = "id: pack\ntitle: Pack\nmacros: \\def\\a{b}\n"
                               "files: {roadmap: roadmap.yaml, resources: resources.yaml,"
                               " decks: [deck.yaml], projects: [p], glossary: terms.yaml}\n";

static void open_files(int descriptors[NAME_COUNT])
{
    static const char *const DIRECTORIES[] = {"p", "p/labels"};
    for (size_t i = 0; i < 2; i++) {
        char *path = path_join(scratch_directory(), DIRECTORIES[i]);
        require(mkdir(path, 0700) == 0);
        mem_free(path);
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        char *path = path_join(scratch_directory(), NAMES[i]);
        descriptors[i] = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        require(descriptors[i] >= 0);
        mem_free(path);
    }
}

static void write_files(const uint8_t *data, size_t size)
{
    static int descriptors[NAME_COUNT];
    if (descriptors[0] == 0)
        open_files(descriptors);
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const uint8_t *end = size == 0 ? NULL : memchr(data, FILE_SEPARATOR, size);
        size_t length = end == NULL ? size : (size_t)(end - data);
        bool whole = i == NAME_COUNT - 1 && length == 0;
        scratch_write(descriptors[i], whole ? (const uint8_t *)MANIFEST : data,
                      whole ? sizeof MANIFEST - 1 : length);
        size -= end == NULL ? size : length + 1;
        data = end == NULL ? data : end + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    write_files(data, size);
    const char *directory = scratch_directory();
    Diagnostics diagnostics = {.doubts = true};
    PackSources sources = {0};
    Glossary *glossary = NULL;
    Catalog *catalog = pack_load_with_glossary(&directory, 1, &diagnostics, &sources, &glossary);
    require(sources.count > 1);
    check_findings(&diagnostics);
    check_catalog_kept(catalog);
    check_glossary_kept(glossary);
    glossary_free(glossary);
    catalog_free(catalog);
    pack_sources_done(&sources);
    diagnostics_done(&diagnostics);
    return 0;
}
