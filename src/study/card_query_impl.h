/* Within the search language only: the tree of a query. */
#ifndef CAIRN_STUDY_CARD_QUERY_IMPL_H
#define CAIRN_STUDY_CARD_QUERY_IMPL_H

#include "study/card_query.h"
#include "study/text_find.h"

typedef enum QueryKind {
    QUERY_ALL, /* all of its parts */
    QUERY_ANY, /* one of its parts */
    QUERY_NOT, /* not its only part */
    QUERY_TEXT,
    QUERY_DUE,
    QUERY_PHASES, /* one of the phases in `bits` */
    QUERY_SUSPENDED,
    QUERY_BURIED,
    QUERY_LEECH,
    QUERY_PLACE, /* of a topic or subtopic in the sets */
    QUERY_DECK,
    QUERY_TAG,
    QUERY_ID,
    QUERY_NOTE_KIND,
    QUERY_PROPERTY,
    QUERY_RATED,
    QUERY_INTRODUCED,
    QUERY_ADDED
} QueryKind;

typedef enum QueryProperty {
    PROPERTY_STABILITY,
    PROPERTY_DIFFICULTY,
    PROPERTY_RETRIEVABILITY,
    PROPERTY_INTERVAL,
    PROPERTY_DUE,
    PROPERTY_REPS,
    PROPERTY_LAPSES
} QueryProperty;

/* Which way a value may differ from the number: bits. */
enum { QUERY_LESS = 1, QUERY_EQUAL = 2, QUERY_MORE = 4 };

typedef struct QueryNode QueryNode;
struct QueryNode {
    QueryKind kind;
    QueryNode *part, *next; /* the first part; the next part of the same whole */
    TextPattern pattern;    /* text, tag, id */
    const bool *topics;     /* by index of topic, subtopic or deck */
    const bool *subtopics;
    unsigned bits; /* phases; ways to differ; ratings */
    QueryProperty property;
    CardKind note_kind;
    double number;
    int32_t days;
};

struct CardQuery {
    const Catalog *catalog;
    QueryNode *root;
    int32_t days; /* of answers */
    bool asks_added;
};

/* One term at a word's place in the query: "FIELD:VALUE" (card_query_terms.c). */
typedef struct QueryWord {
    const Catalog *catalog;
    Arena *arena;
    size_t column; /* from 1 */
    const char *field, *value;
} QueryWord;

/* Fills a node from a word with a field. */
CHECKED Status card_query_term(const QueryWord *word, QueryNode *node, Error *error);

/* Whether there is a field of this name. */
bool card_query_is_field(const char *name);

#endif
