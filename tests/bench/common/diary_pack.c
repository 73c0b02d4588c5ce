#include <stdio.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "bench/common/diary.h"
#include "bench/common/measure.h"

#define DECK_CARDS 2500 /* in one file */

static void put_file(const char *directory, const char *name, const Buffer *text)
{
    Error error;
    char *path = path_join(directory, name);
    if (file_replace(path, text->data, text->length, &error) != STATUS_OK)
        bench_die(path, error.message);
    mem_free(path);
}

static void add_card(Buffer *deck, size_t number)
{
    static const char *const WORDS[] = {"gradient", "softmax",   "entropy", "attention",
                                        "kernel",   "embedding", "dropout"};
    buffer_add_format(
        deck,
        "  - id: own-%zu\n"
        "    kind: basic\n"
        "    front: What does the %s of layer %zu say when inputs are scaled by $a$?\n"
        "    back: It grows with $a^2$, until the %s behind it takes it out.\n",
        number, WORDS[number % 7], number, WORDS[number / 7 % 7]);
}

static void write_deck(const char *directory, const char *name, const char *topic, size_t first,
                       size_t end)
{
    Buffer deck = {0};
    buffer_add_format(&deck, "deck: own-from-%zu\ntitle: Cards from %zu on\ntopic: %s\ncards:\n",
                      first, first, topic);
    for (size_t i = first; i < end; i++)
        add_card(&deck, i);
    put_file(directory, name, &deck);
    buffer_done(&deck);
}

void diary_write_pack(const char *directory, const Catalog *catalog, size_t count)
{
    Buffer pack = {0};
    Error error;
    char *place = path_join(directory, "content/own");
    char *decks = path_join(place, "decks");
    if (file_make_directory(decks, &error) != STATUS_OK)
        bench_die(decks, error.message);
    buffer_add_text(&pack, "id: own\ntitle: Cards of my own\nfiles:\n  decks:\n");
    for (size_t first = 0, i = 0; first < count; first += DECK_CARDS, i++) {
        char name[40];
        size_t end = first + DECK_CARDS < count ? first + DECK_CARDS : count;
        (void)snprintf(name, sizeof name, "decks/part-%zu.yaml", i);
        buffer_add_format(&pack, "    - %s\n", name);
        write_deck(place, name, catalog->topics[i % catalog->topic_count].id, first, end);
    }
    put_file(place, "pack.yaml", &pack);
    buffer_done(&pack);
    mem_free(decks);
    mem_free(place);
}
