/* A catalog of one note with a quiz, for tests. */
#ifndef CAIRN_TESTS_QUIZ_SAMPLE_H
#define CAIRN_TESTS_QUIZ_SAMPLE_H

#include "study/catalog.h"

/* Lists of texts: QUIZ_TEXTS("a", "b"). */
#define QUIZ_TEXTS(...)                                 \
    ((TextList){.items = (const char *[]){__VA_ARGS__}, \
                .count = sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)})

/* The only card's id is "card". The caller frees the catalog; the quiz and the texts are borrowed. */
static inline Catalog *quiz_catalog(CardKind kind, const char *front, const char *back, Quiz *quiz)
{
    Catalog *catalog = catalog_new();
    Note *note = arena_alloc(catalog->arena, 1, sizeof *note);
    Card *card = arena_alloc(catalog->arena, 1, sizeof *card);
    *note = (Note){.id = "card",
                   .front = front,
                   .back = back,
                   .hint = "",
                   .extra = "",
                   .source = "",
                   .deck = CATALOG_NONE,
                   .topic = CATALOG_NONE,
                   .subtopic = CATALOG_NONE,
                   .card_count = 1,
                   .kind = kind};
    *card = (Card){.id = "card"};
    catalog->notes = note;
    catalog->cards = card;
    catalog->quizzes = quiz;
    catalog->note_count = catalog->card_count = catalog->quiz_count = 1;
    return catalog;
}

#endif
