/* The catalog: everything that content packs say, immutable once built: phases, topics, subtopics,
 * resources, project briefs, notes and the cards they make. Array order is the order of the packs;
 * an index into an array is valid for the catalog's life only, an id for ever.
 *
 * Terms: a *note* is what an author writes; it makes one or more *cards*, the units that are
 * scheduled. Card ids: basic "x"; reversed "x" and "x:reverse"; cloze "x:c1", "x:c2", ...
 */
#ifndef CAIRN_STUDY_CATALOG_H
#define CAIRN_STUDY_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef int32_t CatalogIndex;
#define CATALOG_NONE ((CatalogIndex)-1)

typedef struct TextList {
    const char **items;
    size_t count;
} TextList;

typedef struct IndexList {
    CatalogIndex *items;
    size_t count;
} IndexList;

/* What an id names. All kinds share one id space, with two exceptions: a note and its first card may
 * have the same id (they do for basic and reversed notes), and a deck may be called like anything
 * else (usually like its topic). */
typedef enum ItemKind {
    ITEM_NONE,
    ITEM_PHASE,
    ITEM_TOPIC,
    ITEM_SUBTOPIC,
    ITEM_RESOURCE,
    ITEM_PROJECT,
    ITEM_MILESTONE,
    ITEM_NOTE,
    ITEM_CARD,
    ITEM_DECK
} ItemKind;

typedef struct ItemRef {
    ItemKind kind;
    CatalogIndex index;
} ItemRef;

static inline bool catalog_same_item(ItemRef left, ItemRef right)
{
    return left.kind == right.kind && left.index == right.index;
}

typedef enum ResourceKind {
    RESOURCE_BOOK,
    RESOURCE_COURSE,
    RESOURCE_VIDEO,
    RESOURCE_ARTICLE,
    RESOURCE_PAPER,
    RESOURCE_DOCS,
    RESOURCE_TOOL,
    RESOURCE_COMMUNITY,
    RESOURCE_KIND_COUNT
} ResourceKind;

typedef enum Level {
    LEVEL_BEGINNER,
    LEVEL_INTERMEDIATE,
    LEVEL_ADVANCED,
    LEVEL_CAPSTONE,
    LEVEL_COUNT
} Level;

typedef enum CardKind {
    CARD_BASIC,
    CARD_REVERSED,
    CARD_CLOZE,
    CARD_CHOICE, /* from here on the cards ask for an answer (Quiz) */
    CARD_ORDER,
    CARD_TYPED,
    CARD_NUMBER,
    CARD_DRILL,
    CARD_KIND_COUNT
} CardKind;

/* TeX definitions that hold for an item: a place in the catalog's macro_texts; 0 for none. */
typedef int32_t MacroText;

typedef struct Phase {
    const char *id, *title, *goal;
    int32_t months_min, months_max; /* both 0: ongoing */
    CatalogIndex first_topic;
    int32_t topic_count;
    MacroText macros;
} Phase;

typedef struct Topic {
    const char *id, *title, *why;
    CatalogIndex phase;
    int32_t hours_min, hours_max; /* both 0: not estimated */
    IndexList requires;           /* topics that come before */
    CatalogIndex first_subtopic;  /* subtopics and activities, in order */
    int32_t subtopic_count;
    IndexList resources, projects;
} Topic;

typedef struct Subtopic {
    const char *id, *title;
    const char *explain; /* Markdown with math, may be "": a short lead where there is a page */
    const char *page;    /* absolute path of its study page, read when it is looked at; "" */
    uint64_t page_hash;  /* of the page's text when the packs were read; 0 without one */
    TextList outcomes;   /* "derive the scale ...", read after "You can" */
    IndexList requires;  /* subtopics */
    CatalogIndex topic;
    bool activity; /* something to do regularly (ongoing phase), not something to learn */
} Subtopic;

typedef struct Resource {
    const char *id, *title, *by, *url, *summary, *checked;
    TextList parts; /* chapters or steps to tick */
    IndexList alternatives;
    double hours; /* 0: not estimated */
    ResourceKind kind;
    Level level;
    bool free;
    CatalogIndex topic; /* the first topic that names it, or CATALOG_NONE */
    MacroText macros;
} Resource;

typedef struct Project {
    const char *id, *title, *summary, *why, *show;
    const char *directory; /* absolute, holds starter/ and checks/ */
    CatalogIndex topic;
    Level level;
    int32_t hours_min, hours_max;
    TextList requires;   /* ids of topics or subtopics */
    IndexList exercises; /* subtopics it trains */
    CatalogIndex first_milestone;
    int32_t milestone_count;
    TextList starter, stretch;
    TextList needs;    /* Python modules, by the names that are imported or installed */
    TextList optional; /* modules that it can use but need not */
    TextList data;     /* files below data/ that are copied with the starter files */
    MacroText macros;
} Project;

typedef struct Milestone {
    const char *id, *title;
    CatalogIndex project;
    TextList accept, commands, hints;
    CatalogIndex first_check;
    int32_t check_count;
} Milestone;

typedef enum CheckKind {
    CHECK_RUN,    /* a program's output and exit code */
    CHECK_FILE,   /* a report or a table that must be there */
    CHECK_PYTHON, /* a unittest file that imports the learner's modules */
    CHECK_METRIC, /* predictions against labels */
    CHECK_TIME,   /* a speed-up between two recorded runs */
    CHECK_SELF,   /* a criterion that the learner judges */
    CHECK_KIND_COUNT
} CheckKind;

typedef enum Metric {
    METRIC_ACCURACY,
    METRIC_PRECISION,
    METRIC_RECALL,
    METRIC_F1,
    METRIC_MACRO_F1,
    METRIC_MSE,
    METRIC_RMSE,
    METRIC_MAE,
    METRIC_R2,
    METRIC_BLEU,
    METRIC_ROUGE_1,
    METRIC_PERPLEXITY,
    METRIC_COUNT
} Metric;

/* The limit of a check in seconds, when it names none and at most. */
#define CHECK_SECONDS     10
#define CHECK_SECONDS_MAX 600

/* What a milestone's check looks at; what its kind does not use is empty. Files are names in the
 * learner's folder unless said otherwise.
 *
 *   file        file: the report or table; python: the test, below checks/; metric: the predictions;
 *               time: the recorded runs
 *   words       run: the program and its arguments
 *   input, exit, output, patterns, absent   run: standard input; the exit code; texts and POSIX extended
 *               expressions that must come in this order; texts that must not
 *   sections, section_words, columns, rows   file: headings with words below them; of a CSV table
 *   labels      metric: the file below labels/; key, column: in both, predicted: the column's name in
 *               the predictions; positive: the value that counts as found
 *   slow, fast  time: the names of the two runs
 *   at_least, at_most   metric, time: bounds, infinite where there is none
 *   criterion   self */
typedef struct Check {
    const char *title; /* never "" */
    const char *file, *input, *labels, *key, *column, *predicted, *positive, *slow, *fast;
    const char *criterion;
    TextList words, output, patterns, absent, sections, columns, needs;
    double at_least, at_most;
    CatalogIndex milestone;
    CheckKind kind;
    Metric metric;
    int32_t seconds, exit, section_words, rows;
} Check;

typedef struct Deck {
    const char *id, *title;
    const char *file;   /* that it was read from, as given to the loader; "" when it was not */
    CatalogIndex topic; /* default topic of its notes, or CATALOG_NONE */
    MacroText macros;
} Deck;

/* As many choices or items as there are digits to pick them with. */
#define QUIZ_OPTIONS_MAX 9

/* What a card asks for, by its kind; what the kind does not use is empty.
 *
 *   options     choice: to choose from; order: in the right order; typed: what counts as the answer, the
 *               one to show first
 *   reasons     choice: why each option is right or wrong, "" where that is not said
 *   right       choice: bit i is set when option i is right
 *   answer      number, drill: an expression; unit: "" without one
 *   tolerance   number, drill: negative when none is given; relative: as a share of the answer
 *   variables, draws, conditions   drill: names, what each is drawn from, what must hold
 *   case_counts, accents_count     typed */
typedef struct Quiz {
    TextList options, reasons;
    const char *answer, *unit;
    double tolerance;
    TextList variables, draws, conditions;
    uint32_t right;
    bool relative, case_counts, accents_count;
} Quiz;

typedef struct Note {
    const char *id;
    /* Question and answer. A cloze note has its text in front and "" in back; notes with a quiz have
     * "" in back, but a drill its worked solution. */
    const char *front, *back;
    const char *hint, *extra, *source; /* "" where absent */
    TextList tags;
    TextList requires;                  /* ids of notes, topics or subtopics */
    CatalogIndex deck, topic, subtopic; /* topic is always set; subtopic may be CATALOG_NONE */
    CatalogIndex first_card;
    int32_t card_count;
    int32_t line; /* in its file (catalog_note_file), from 1 */
    CardKind kind;
    CatalogIndex quiz; /* of the kinds that have one, else CATALOG_NONE */
    MacroText macros;
    CatalogIndex
        file_deck; /* the deck in whose file it stands: another one when it takes a card's place */
} Note;

typedef struct Card {
    const char *id;
    CatalogIndex note;
    int32_t ordinal; /* basic 0; reversed 0 and 1; cloze: the deletion's number */
} Card;

typedef struct Recap {
    Level level;
    const char *text;
    IndexList projects;
} Recap;

typedef struct Tip {
    const char *title, *text;
} Tip;

/* An open-addressing hash table by id; ITEM_NONE is a free slot. */
typedef struct Lookup {
    ItemRef *slots;
    size_t size; /* a power of two, or 0 */
} Lookup;

typedef struct Catalog {
    const char *title; /* of the first pack */
    Phase *phases;
    size_t phase_count;
    Topic *topics;
    size_t topic_count;
    Subtopic *subtopics;
    size_t subtopic_count;
    Resource *resources;
    size_t resource_count;
    Project *projects;
    size_t project_count;
    Milestone *milestones;
    size_t milestone_count;
    Check *checks;
    size_t check_count;
    Deck *decks;
    size_t deck_count;
    Note *notes;
    size_t note_count;
    Quiz *quizzes;
    size_t quiz_count;
    Card *cards;
    size_t card_count;
    Recap *recaps;
    size_t recap_count;
    Tip *tips;
    size_t tip_count;
    TextList macro_texts; /* each once; the first is "" when there are any */
    Lookup lookup;        /* of all but notes and cards */
    Lookup card_lookup;   /* of notes and cards, which nobody asks for before the first frame */
    Arena *arena;         /* owns everything above, and this struct */
} Catalog;

/* A new empty catalog with its arena; catalog_free(NULL) is fine. */
Catalog *catalog_new(void);
void catalog_free(Catalog *catalog);

/* Builds the lookups once all arrays are filled. On a doubled id returns false and stores it. */
bool catalog_index(Catalog *catalog, const char **duplicate);

/* The item with this id; {ITEM_NONE, CATALOG_NONE} when there is none. Where an id is shared, a card
 * comes before its note and anything before a deck: catalog_find_kind gets at the others. */
ItemRef catalog_find(const Catalog *catalog, const char *id);

/* Index of the item of this kind with this id, or CATALOG_NONE. */
CatalogIndex catalog_find_kind(const Catalog *catalog, const char *id, ItemKind kind);

/* How many items of a kind there are. */
size_t catalog_item_count(const Catalog *catalog, ItemKind kind);

/* Id and title of an item; "" for none. A card's or note's title is its question's source text. */
const char *catalog_id(const Catalog *catalog, ItemRef item);
const char *catalog_title(const Catalog *catalog, ItemRef item);

/* The resource that a note's source is: by its id, else the one with the longest title that the source
 * names ("Vaswani et al., Attention Is All You Need, sec. 3"); CATALOG_NONE for none. */
CatalogIndex catalog_source(const Catalog *catalog, const Note *note);

/* What can be ticked of an item: the outcomes of a subtopic, the chapters or steps of a resource; empty for
 * anything else. Beyond CATALOG_PARTS_MAX they are only read. */
#define CATALOG_PARTS_MAX 64
TextList catalog_parts(const Catalog *catalog, ItemRef item);

/* The item and the part, counted from 1, that "math/calculus#2" names; false when there is none, or no such
 * part. */
bool catalog_find_part(const Catalog *catalog, const char *id, ItemRef *item, int *part);

/* Where a link in a text of the catalog leads: "resource:ID" to that resource's address, "" when there
 * is none; anything else to itself. Borrowed from the catalog, or `target`. `data` is a Catalog; it is
 * untyped so that MarkdownLinks takes this. */
#define CATALOG_RESOURCE_LINK "resource:"
const char *catalog_address(const void *data, const char *target);

/* What a note asks for, NULL when its kind has no quiz. */
const Quiz *catalog_quiz(const Catalog *catalog, const Note *note);

/* The file that a note was read from: its deck's, unless it takes the place of a card of that deck
 * (replaces in cairn-content(5)); "" when it was read from none. Borrowed from the catalog. */
const char *catalog_note_file(const Catalog *catalog, const Note *note);

/* The TeX definitions that hold for an item, outer ones first: those of its pack, its deck and its
 * card (macros in cairn-content(5)); "" for none. Borrowed from the catalog; items with the same
 * definitions share one text, so that it can be compared by its address. */
const char *catalog_macros(const Catalog *catalog, ItemRef item);

/* The topic an item belongs to, CATALOG_NONE for phases and decks without one. */
CatalogIndex catalog_topic_of(const Catalog *catalog, ItemRef item);

/* Whether a card belongs to a topic, a subtopic or a deck; to ITEM_NONE all do, to anything else none. */
bool catalog_card_is_of(const Catalog *catalog, CatalogIndex card, ItemRef item);

/* Names used in files and JSON: "book", "beginner", "basic", "topic"...; *_from_name give the COUNT
 * value when there is no such name. */
const char *resource_kind_name(ResourceKind kind);
ResourceKind resource_kind_from_name(const char *name);
const char *level_name(Level level);
Level level_from_name(const char *name);
const char *card_kind_name(CardKind kind);
CardKind card_kind_from_name(const char *name);
const char *item_kind_name(ItemKind kind);
const char *check_kind_name(CheckKind kind); /* the key that makes a check one of this kind */
const char *metric_name(Metric metric);
Metric metric_from_name(const char *name);

#endif
