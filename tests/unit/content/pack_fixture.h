/* A pack in a temporary directory, and what is found wrong with it. */
#ifndef CAIRN_TESTS_PACK_FIXTURE_H
#define CAIRN_TESTS_PACK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "content/pack.h"

typedef struct Fixture {
    char directory[64];
} Fixture;

static inline int make_directory(void **state)
{
    Fixture *fixture = mem_alloc(1, sizeof *fixture);
    (void)snprintf(fixture->directory, sizeof fixture->directory, "/tmp/cairn-pack-XXXXXX");
    if (mkdtemp(fixture->directory) == NULL)
        return -1;
    *state = fixture;
    return 0;
}

static inline void remove_tree(const char *path)
{
    char **names = NULL;
    size_t count = 0;
    Error error;
    if (file_is_directory(path) && file_list(path, &names, &count, &error) == STATUS_OK) {
        for (size_t i = 0; i < count; i++) {
            char *child = path_join(path, names[i]);
            remove_tree(child);
            mem_free(child);
        }
        file_list_free(names, count);
    }
    (void)remove(path);
}

static inline int remove_directory(void **state)
{
    Fixture *fixture = *state;
    remove_tree(fixture->directory);
    mem_free(fixture);
    return 0;
}

static inline void put(const Fixture *fixture, const char *name, const char *text)
{
    Error error;
    char *path = path_join(fixture->directory, name);
    assert_int_equal(file_replace(path, text, strlen(text), &error), STATUS_OK);
    mem_free(path);
}

/* The findings with the directory's name taken out, so that they can be compared. */
static inline char *load_with(const Fixture *fixture, bool doubts, Catalog **catalog)
{
    Diagnostics diagnostics = {.doubts = doubts};
    PackSources sources = {0};
    const char *directories[] = {fixture->directory};
    Catalog *loaded = pack_load_all(directories, 1, &diagnostics, &sources);
    Buffer text = {0}, bare = {0};
    diagnostics_format(&diagnostics, &text);
    const char *at = buffer_text(&text), *found;
    while ((found = strstr(at, fixture->directory)) != NULL) {
        buffer_add(&bare, at, (size_t)(found - at));
        at = found + strlen(fixture->directory) + 1;
    }
    buffer_add_text(&bare, at);
    buffer_done(&text);
    diagnostics_done(&diagnostics);
    pack_sources_done(&sources);
    if (catalog)
        *catalog = loaded;
    else
        catalog_free(loaded);
    char *result = buffer_take(&bare);
    return result ? result : mem_dup("");
}

static inline char *load(const Fixture *fixture, Catalog **catalog)
{
    return load_with(fixture, false, catalog);
}

/* The same with warnings of doubtful cards. */
static inline char *load_doubting(const Fixture *fixture)
{
    return load_with(fixture, true, NULL);
}

static const char MANIFEST[] = "id: p\ntitle: A pack\nfiles:\n  roadmap: roadmap.yaml\n"
                               "  resources: [resources.yaml]\n  decks: [deck.yaml]\n";
static const char ROADMAP[] = "phases:\n"
                              "  - id: one\n"
                              "    title: One\n"
                              "    months: [1, 2]\n"
                              "    topics:\n"
                              "      - id: a\n"
                              "        title: A\n"
                              "        subtopics:\n"
                              "          - {id: a/x, title: X}\n"
                              "        resources: [book]\n";
static const char RESOURCES[] =
    "resources:\n"
    "  - {id: book, title: Book, by: Me, kind: book, url: 'https://e.org'}\n";
static const char DECK[] = "deck: d\n"
                           "title: D\n"
                           "topic: a\n"
                           "cards:\n"
                           "  - {id: b, kind: basic, front: F, back: B}\n"
                           "  - {id: r, kind: reversed, topic: a/x, front: F, back: B}\n"
                           "  - id: c\n"
                           "    kind: cloze\n"
                           "    text: 'The {{c1::one}} and the {{c3::three}}.'\n";

static inline void put_whole_pack(const Fixture *fixture)
{
    put(fixture, "pack.yaml", MANIFEST);
    put(fixture, "roadmap.yaml", ROADMAP);
    put(fixture, "resources.yaml", RESOURCES);
    put(fixture, "deck.yaml", DECK);
}

#endif
