/* A small catalog for tests: two phases, three topics, a project, eight cards of six notes.
 *
 *   basics    python (10-20 h)  python/a, python/b; project calc with two milestones
 *             math              math/a, math/b; requires python
 *   deep      nets (30-30 h)    nets/a, nets/read (an activity); requires math
 *
 *   note      cards             where
 *   var       var               python/a, deck python
 *   loop      loop, loop:reverse  python/a, deck python
 *   gap       gap:c1, gap:c2    python/b, deck python, requires var
 *   vec       vec               math/a, deck mix
 *   grad      grad              math (no subtopic), deck mix, requires math/b
 *   net       net               nets/a, deck mix
 */
#ifndef CAIRN_TESTS_SAMPLE_H
#define CAIRN_TESTS_SAMPLE_H

#include <stddef.h>
#include <string.h>

#include "study/catalog.h"

enum { TOPIC_PYTHON, TOPIC_MATH, TOPIC_NETS };
enum { SUB_PYTHON_A, SUB_PYTHON_B, SUB_MATH_A, SUB_MATH_B, SUB_NETS_A, SUB_NETS_READ };
enum {
    CARD_VAR,
    CARD_LOOP,
    CARD_LOOP_REVERSE,
    CARD_GAP_1,
    CARD_GAP_2,
    CARD_VEC,
    CARD_GRAD,
    CARD_NET
};

static inline void *sample_copy(Catalog *catalog, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(catalog->arena, count, size);
    memcpy(copy, items, count * size);
    return copy;
}

static inline IndexList sample_indices(Catalog *catalog, CatalogIndex one)
{
    return (IndexList){sample_copy(catalog, &one, 1, sizeof one), 1};
}

static inline TextList sample_texts(Catalog *catalog, const char *first, const char *second)
{
    const char *both[] = {first, second};
    return (TextList){sample_copy(catalog, both, 2, sizeof *both), second ? 2U : 1U};
}

#define SAMPLE_PUT(catalog, field, count_field, array)                                      \
    ((catalog)->field =                                                                     \
         sample_copy((catalog), (array), sizeof(array) / sizeof *(array), sizeof *(array)), \
     (catalog)->count_field = sizeof(array) / sizeof *(array))

static inline void sample_roadmap(Catalog *c)
{
    const Phase phases[] = {
        {.id = "basics",
         .title = "Basics",
         .goal = "Begin.",
         .months_min = 1,
         .months_max = 2,
         .first_topic = TOPIC_PYTHON,
         .topic_count = 2},
        {.id = "deep",
         .title = "Deep",
         .goal = "Go on.",
         .first_topic = TOPIC_NETS,
         .topic_count = 1},
    };
    const Topic topics[] = {
        {.id = "python",
         .title = "Python",
         .why = "It is used.",
         .phase = 0,
         .hours_min = 10,
         .hours_max = 20,
         .first_subtopic = SUB_PYTHON_A,
         .subtopic_count = 2,
         .resources = sample_indices(c, 0),
         .projects = sample_indices(c, 0)},
        {.id = "math",
         .title = "Mathematics",
         .why = "It is \xe2\x88\x91.",
         .phase = 0,
         .requires = sample_indices(c, TOPIC_PYTHON),
         .first_subtopic = SUB_MATH_A,
         .subtopic_count = 2},
        {.id = "nets",
         .title = "Nets",
         .why = "",
         .phase = 1,
         .hours_min = 30,
         .hours_max = 30,
         .requires = sample_indices(c, TOPIC_MATH),
         .first_subtopic = SUB_NETS_A,
         .subtopic_count = 2},
    };
    const Subtopic subtopics[] = {
        {.id = "python/a",
         .title = "Control flow",
         .explain = "Loops.",
         .page = "/pages/a.md",
         .page_hash = 7,
         .outcomes = sample_texts(c, "write a loop", "read one"),
         .topic = TOPIC_PYTHON},
        {.id = "python/b",
         .title = "Functions",
         .explain = "",
         .page = "",
         .requires = sample_indices(c, SUB_PYTHON_A),
         .topic = TOPIC_PYTHON},
        {.id = "math/a", .title = "Vectors", .explain = "", .page = "", .topic = TOPIC_MATH},
        {.id = "math/b", .title = "Gradients", .explain = "", .page = "", .topic = TOPIC_MATH},
        {.id = "nets/a", .title = "Layers", .explain = "", .page = "", .topic = TOPIC_NETS},
        {.id = "nets/read",
         .title = "Read a paper a week",
         .explain = "",
         .page = "",
         .topic = TOPIC_NETS,
         .activity = true},
    };
    SAMPLE_PUT(c, phases, phase_count, phases);
    SAMPLE_PUT(c, topics, topic_count, topics);
    SAMPLE_PUT(c, subtopics, subtopic_count, subtopics);
}

static inline void sample_work(Catalog *c)
{
    const Resource resources[] = {
        {.id = "book",
         .title = "A Book",
         .by = "Someone",
         .url = "https://example.org/book",
         .summary = "",
         .checked = "2026-11-01",
         .parts = sample_texts(c, "One", "Two"),
         .alternatives = sample_indices(c, 1),
         .hours = 12.5,
         .kind = RESOURCE_BOOK,
         .level = LEVEL_BEGINNER,
         .topic = TOPIC_PYTHON},
        {.id = "talk",
         .title = "A Talk",
         .by = "",
         .url = "https://example.org/talk",
         .summary = "",
         .checked = "",
         .kind = RESOURCE_VIDEO,
         .level = LEVEL_ADVANCED,
         .free = true,
         .topic = CATALOG_NONE},
    };
    const Project projects[] = {
        {.id = "calc",
         .title = "Calculator",
         .summary = "",
         .why = "",
         .show = "",
         .directory = "/srv/content/calc",
         .topic = TOPIC_PYTHON,
         .level = LEVEL_BEGINNER,
         .hours_min = 2,
         .hours_max = 4,
         .requires = sample_texts(c, "python/a", NULL),
         .exercises = sample_indices(c, SUB_PYTHON_B),
         .first_milestone = 0,
         .milestone_count = 2,
         .starter = sample_texts(c, "calc.py", NULL),
         .needs = sample_texts(c, "numpy", NULL),
         .optional = sample_texts(c, "torch", NULL),
         .data = sample_texts(c, "train.csv", NULL)},
    };
    const Milestone milestones[] = {
        {.id = "calc/add",
         .title = "It adds",
         .project = 0,
         .accept = sample_texts(c, "2 + 2 is 4", NULL),
         .commands = sample_texts(c, "python3 calc.py", NULL),
         .hints = sample_texts(c, "Look at int.", "Add them."),
         .first_check = 0,
         .check_count = 2},
        {.id = "calc/rest", .title = "It does the rest", .project = 0},
    };
    const Check checks[] = {
        {.title = "Adds",
         .file = "",
         .input = "2+2\n",
         .words = sample_texts(c, "python3", "calc.py"),
         .output = sample_texts(c, "4", NULL),
         .kind = CHECK_RUN,
         .metric = METRIC_ACCURACY,
         .seconds = 10},
        {.title = "Report", .file = "report.md", .kind = CHECK_FILE, .seconds = 10},
    };
    const Recap recaps[] = {
        {.level = LEVEL_BEGINNER, .text = "Begin here.", .projects = sample_indices(c, 0)}};
    const Tip tips[] = {{.title = "Daily", .text = "A little a day."}};
    SAMPLE_PUT(c, resources, resource_count, resources);
    SAMPLE_PUT(c, projects, project_count, projects);
    SAMPLE_PUT(c, milestones, milestone_count, milestones);
    SAMPLE_PUT(c, checks, check_count, checks);
    SAMPLE_PUT(c, recaps, recap_count, recaps);
    SAMPLE_PUT(c, tips, tip_count, tips);
}

static inline Note sample_note(const char *id, CatalogIndex deck, CatalogIndex topic,
                               CatalogIndex subtopic, CatalogIndex first_card, CardKind kind)
{
    return (Note){.id = id,
                  .front = id,
                  .back = kind == CARD_CLOZE ? "" : "back",
                  .hint = "",
                  .extra = "",
                  .source = "",
                  .deck = deck,
                  .file_deck = deck,
                  .topic = topic,
                  .subtopic = subtopic,
                  .first_card = first_card,
                  .card_count = kind == CARD_BASIC ? 1 : 2,
                  .kind = kind};
}

static inline void sample_cards(Catalog *c)
{
    const Deck decks[] = {{.id = "python",
                           .title = "Python",
                           .file = "/srv/content/decks/python.yaml",
                           .topic = TOPIC_PYTHON,
                           .macros = 1},
                          {.id = "mix", .title = "Mixed", .file = "", .topic = CATALOG_NONE}};
    Note notes[] = {
        sample_note("var", 0, TOPIC_PYTHON, SUB_PYTHON_A, CARD_VAR, CARD_BASIC),
        sample_note("loop", 0, TOPIC_PYTHON, SUB_PYTHON_A, CARD_LOOP, CARD_REVERSED),
        sample_note("gap", 0, TOPIC_PYTHON, SUB_PYTHON_B, CARD_GAP_1, CARD_CLOZE),
        sample_note("vec", 1, TOPIC_MATH, SUB_MATH_A, CARD_VEC, CARD_BASIC),
        sample_note("grad", 1, TOPIC_MATH, CATALOG_NONE, CARD_GRAD, CARD_BASIC),
        sample_note("net", 1, TOPIC_NETS, SUB_NETS_A, CARD_NET, CARD_BASIC),
    };
    notes[0].tags = sample_texts(c, "names", "types");
    notes[2].requires = sample_texts(c, "var", NULL);
    notes[4].requires = sample_texts(c, "math/b", NULL);
    notes[0].line = 12;
    notes[4].file_deck = 0;
    notes[0].macros = 2;
    c->macro_texts.items = arena_alloc(c->arena, 3, sizeof(char *));
    c->macro_texts.items[0] = "";
    c->macro_texts.items[1] = "\\def\\R{\\mathbb{R}}";
    c->macro_texts.items[2] = "\\def\\R{\\mathbb{R}}\n\\def\\x{x}";
    c->macro_texts.count = 3;
    const Card cards[] = {
        {"var", 0, 0},    {"loop", 1, 0}, {"loop:reverse", 1, 1}, {"gap:c1", 2, 1},
        {"gap:c2", 2, 2}, {"vec", 3, 0},  {"grad", 4, 0},         {"net", 5, 0},
    };
    SAMPLE_PUT(c, decks, deck_count, decks);
    SAMPLE_PUT(c, notes, note_count, notes);
    SAMPLE_PUT(c, cards, card_count, cards);
}

/* The catalog, indexed; the caller frees it. */
static inline Catalog *sample_catalog(void)
{
    Catalog *catalog = catalog_new();
    const char *duplicate = NULL;
    catalog->title = "Sample";
    sample_roadmap(catalog);
    sample_work(catalog);
    sample_cards(catalog);
    if (!catalog_index(catalog, &duplicate)) {
        catalog_free(catalog);
        return NULL;
    }
    return catalog;
}

#endif
