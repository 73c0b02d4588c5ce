#include "support/desk.h"

#include <string.h>

#include "base/memory.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NONE         CATALOG_NONE

/* A copy of a table below, so that the catalog owns what it points to as a real one does. */
static void *copy(Catalog *catalog, const void *table, size_t count, size_t size, size_t *counter)
{
    void *items = arena_alloc(catalog->arena, count, size);
    memcpy(items, table, count * size);
    *counter = count;
    return items;
}

static const Phase PHASES[] = {
    {.id = "foundations",
     .title = "Foundations",
     .goal = "Build a base in *programming* and mathematics.",
     .months_min = 1,
     .months_max = 2,
     .first_topic = 0,
     .topic_count = 2},
    {.id = "models",
     .title = "Understanding Large Language Models",
     .goal = "Dive into the architecture.",
     .months_min = 3,
     .months_max = 4,
     .first_topic = 2,
     .topic_count = 2},
    {.id = "community",
     .title = "Stay Updated",
     .goal = "Keep learning.",
     .first_topic = 4,
     .topic_count = 1},
};

static CatalogIndex python_resources[] = {0, 1};
static CatalogIndex python_projects[] = {0};
static CatalogIndex math_requires[] = {0};
static CatalogIndex math_resources[] = {2};
static CatalogIndex transformer_projects[] = {1};

static const Topic TOPICS[] = {
    {.id = "python",
     .title = "Learn Python",
     .why = "Python is the language of this field.",
     .phase = 0,
     .hours_min = 8,
     .hours_max = 22,
     .first_subtopic = 0,
     .subtopic_count = 2,
     .resources = {python_resources, 2},
     .projects = {python_projects, 1}},
    {.id = "math",
     .title = "Math for machine learning",
     .why = "Models are mathematics.",
     .phase = 0,
     .hours_min = 10,
     .hours_max = 10,
     .requires = {math_requires, 1},
     .first_subtopic = 2,
     .subtopic_count = 3,
     .resources = {math_resources, 1}},
    {.id = "transformers",
     .title = "Transformers – the heart of it",
     .why = "They power everything.",
     .phase = 1,
     .hours_min = 20,
     .hours_max = 30,
     .first_subtopic = 5,
     .subtopic_count = 2,
     .projects = {transformer_projects, 1}},
    {.id = "unicode",
     .title = "日本語の本 and cafe\xCC\x81",
     .phase = 1,
     .first_subtopic = 7,
     .subtopic_count = 1},
    {.id = "research",
     .title = "Follow research",
     .phase = 2,
     .first_subtopic = 8,
     .subtopic_count = 1},
};

static const char *vector_outcomes[] = {"add two vectors", "compute $a \\cdot b$ by hand"};

static const char *mean_outcomes[] = {"compute a mean from a table",
                                      "say what a mean does not tell"};

static const Subtopic SUBTOPICS[] = {
    {.id = "python/control-flow", .title = "Variables, loops and conditionals", .topic = 0},
    {.id = "python/functions",
     .title = "Functions",
     .page = "/desk/pages/functions.md",
     .topic = 0},
    {.id = "math/linear-algebra",
     .title = "Linear algebra",
     .explain =
         "A **vector** is a list of numbers.\n\nThe dot product is\n\n$$a \\cdot b = "
         "\\sum_i a_i b_i$$\n\nIt measures how far two vectors point the same way. It is what "
         "a neuron computes, what attention compares queries and keys with, and what a "
         "similarity search ranks by.\n\n- first point\n- second point\n\n```python\n"
         "sum(x * y for x, y in zip(a, b))\n```\n\nA matrix is a row of such products at "
         "once; multiplying by it turns one space into another.",
     .outcomes = {vector_outcomes, 2},
     .topic = 1},
    {.id = "math/calculus", .title = "Calculus", .explain = "Slopes.", .topic = 1},
    {.id = "math/probability",
     .title = "Probability and statistics",
     .page = "/desk/pages/probability.md",
     .outcomes = {mean_outcomes, 2},
     .topic = 1},
    {.id = "transformers/attention",
     .title = "Attention mechanisms",
     .explain =
         "Every position looks at every other.\n\n"
         "```plot\ntitle: Two activations\nx: -4 .. 4 \"input\"\ncurve: sigmoid(x) \"sigmoid\"\n"
         "curve: tanh(x) \"tanh\"\n```\n\nBoth are smooth.",
     .topic = 2},
    {.id = "transformers/position",
     .title = "Positional encodings",
     .explain =
         "A model that looks at a *set* of words has to be told their order. Position $p$ "
         "becomes a vector whose components are waves, for $i = 0, \\dots, \\frac{d}{2} - 1$:\n\n"
         "$$PE(p, 2i) = \\sin\\left(\\frac{p}{10000^{2i/d}}\\right), \\qquad "
         "PE(p, 2i+1) = \\cos\\left(\\frac{p}{10000^{2i/d}}\\right)$$\n\n"
         "The score of two positions is $\\frac{q \\cdot k}{\\sqrt{d_k}}$, in full\n\n"
         "$$\\mathrm{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{d_k}}\\right) V$$\n\n"
         "```python\ndef encode(p, i, d):\n"
         "    wave = math.sin if i % 2 == 0 else math.cos\n"
         "    return wave(p / 10000 ** (2 * (i // 2) / d))  # one component of the vector\n"
         "```\n\nSee [the paper](https://example.org/attention).",
     .topic = 2},
    {.id = "unicode/wide",
     .title = "全角文字 wide text 全角",
     .explain = "全角 text wraps too.",
     .topic = 3},
    {.id = "research/papers", .title = "Read papers on arXiv", .topic = 4, .activity = true},
};

static const char *course_parts[] = {"Chapter 1: numbers", "Chapter 2: lists"};

static const Resource RESOURCES[] = {
    {.id = "crash-course",
     .title = "Python Crash Course",
     .by = "Eric Matthes",
     .url = "https://example.org/python-crash-course",
     .summary = "A first book with many exercises.",
     .checked = "2026-11-01",
     .parts = {course_parts, 2},
     .hours = 30,
     .kind = RESOURCE_BOOK,
     .topic = 0},
    {.id = "tutorial",
     .title = "The Python Tutorial",
     .by = "Python Software Foundation",
     .url = "https://example.org/tutorial",
     .summary = "Compact and exact.",
     .checked = "",
     .hours = 10,
     .kind = RESOURCE_DOCS,
     .free = true,
     .topic = 0},
    {.id = "khan",
     .title = "Linear algebra videos",
     .by = "",
     .url = "",
     .summary = "",
     .checked = "",
     .kind = RESOURCE_VIDEO,
     .free = true,
     .topic = 1},
};

static const char *starter_files[] = {"calculator.py", "README.md"};
static const char *accepts[] = {"`2 + 3` gives `5`.", "Bad input gives a message, no crash."};
static const char *commands[] = {"python3 calculator.py"};
static const char *hint_texts[] = {"Walk along the line.", "Keep a position `i`."};
static const char *stretches[] = {"Add variables."};
static const char *before[] = {"python/control-flow"};
static CatalogIndex exercised[] = {1};

static const Project PROJECTS[] = {
    {.id = "calculator",
     .title = "A calculator for the terminal",
     .summary = "You write a program that reads a line and works out the answer.",
     .why = "It uses almost everything of the topic.",
     .show = "Show it to a friend.",
     .directory = "/nowhere",
     .topic = 0,
     .level = LEVEL_BEGINNER,
     .hours_min = 3,
     .hours_max = 6,
     .first_milestone = 0,
     .milestone_count = 2,
     .starter = {starter_files, 2},
     .stretch = {stretches, 1}},
    {.id = "mini-transformer",
     .title = "A small transformer",
     .summary = "You build one. Its middle is $\\frac{QK^\\top}{\\sqrt{d_k}}$.",
     .why = "",
     .show = "",
     .directory = "/nowhere",
     .topic = 2,
     .level = LEVEL_ADVANCED,
     .requires = {before, 1},
     .exercises = {exercised, 1},
     .first_milestone = 2,
     .milestone_count = 1},
};

static const Milestone MILESTONES[] = {
    {.id = "calculator/read",
     .title = "Read a line",
     .project = 0,
     .accept = {accepts, 2},
     .commands = {commands, 1},
     .hints = {hint_texts, 2},
     .first_check = 0,
     .check_count = 2},
    {.id = "calculator/answer",
     .title = "Work out the answer",
     .project = 0,
     .first_check = 2,
     .check_count = 1},
    {.id = "mini-transformer/block", .title = "One block", .project = 1},
};

static const Check CHECKS[] = {
    {.title = "The line is cut into numbers", .milestone = 0, .kind = CHECK_PYTHON},
    {.title = "Bad input gives a message", .milestone = 0, .kind = CHECK_RUN},
    {.title = "The report says what is left", .milestone = 1, .kind = CHECK_SELF},
};

static const Deck DECKS[] = {{.id = "math", .title = "Math", .topic = 1}};

#define TEXTS(q, a, h, e, s) .front = (q), .back = (a), .hint = (h), .extra = (e), .source = (s)

static const Note NOTES[] = {
    {.id = "dot-product",
     TEXTS("What is the dot product of $a$ and $b$?", "$\\sum_i a_i b_i$", "Multiply, then add.",
           "It is largest when both point the same way.", "Deisenroth, 3.2"),
     .deck = 0,
     .topic = 1,
     .subtopic = 2,
     .first_card = 0,
     .card_count = 1,
     .kind = CARD_BASIC},
    {.id = "orthogonal",
     TEXTS("Orthogonal vectors", "Vectors whose dot product is zero", "", "", ""),
     .deck = 0,
     .topic = 1,
     .subtopic = 2,
     .first_card = 1,
     .card_count = 2,
     .kind = CARD_REVERSED},
    {.id = "slope",
     TEXTS("The {{c1::derivative}} is the slope, and its sign says {{c2::where to go::direction}}.",
           "", "", "", ""),
     .deck = 0,
     .topic = 1,
     .subtopic = 3,
     .first_card = 3,
     .card_count = 2,
     .kind = CARD_CLOZE},
    {.id = "loop",
     TEXTS("Which word starts a loop over a list?", "`for`", "", "", ""),
     .deck = 0,
     .topic = 0,
     .subtopic = 0,
     .first_card = 5,
     .card_count = 1,
     .kind = CARD_BASIC},
    {.id = "wide",
     TEXTS("全角の質問?", "全角の答え e\xCC\x81", "", "", ""),
     .deck = 0,
     .topic = 0,
     .subtopic = NONE,
     .first_card = 6,
     .card_count = 1,
     .kind = CARD_BASIC},
    {.id = "attention",
     TEXTS("Why are the scores $\\frac{QK^\\top}{\\sqrt{d_k}}$ divided by $\\sqrt{d_k}$?",
           "The variance of $q \\cdot k$ is $d_k$; without it the softmax saturates:\n\n"
           "$$\\mathrm{Attention}(Q, K, V) = "
           "\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right) V$$",
           "",
           "With a mask: $\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}} + M\\right) V$.",
           ""),
     .deck = 0,
     .topic = 2,
     .subtopic = 5,
     .first_card = 7,
     .card_count = 1,
     .kind = CARD_BASIC},
};

static const Card CARDS[] = {
    {.id = "dot-product", .note = 0},
    {.id = "orthogonal", .note = 1},
    {.id = "orthogonal:reverse", .note = 1, .ordinal = 1},
    {.id = "slope:c1", .note = 2, .ordinal = 1},
    {.id = "slope:c2", .note = 2, .ordinal = 2},
    {.id = "loop", .note = 3},
    {.id = "wide", .note = 4},
    {.id = "attention", .note = 5},
};

static const Tip TIPS[] = {
    {.title = "Hands-on practice", .text = "Code every day, even if it is just 30 minutes."},
    {.title = "Be patient", .text = "Each step builds your skills."},
};

static Catalog *make_catalog(void)
{
    Catalog *catalog = catalog_new();
    const char *duplicate = NULL;
    catalog->title = "Large language models";
    catalog->phases = copy(catalog, PHASES, COUNT(PHASES), sizeof PHASES[0], &catalog->phase_count);
    catalog->topics = copy(catalog, TOPICS, COUNT(TOPICS), sizeof TOPICS[0], &catalog->topic_count);
    catalog->subtopics =
        copy(catalog, SUBTOPICS, COUNT(SUBTOPICS), sizeof SUBTOPICS[0], &catalog->subtopic_count);
    catalog->resources =
        copy(catalog, RESOURCES, COUNT(RESOURCES), sizeof RESOURCES[0], &catalog->resource_count);
    catalog->projects =
        copy(catalog, PROJECTS, COUNT(PROJECTS), sizeof PROJECTS[0], &catalog->project_count);
    catalog->milestones = copy(catalog, MILESTONES, COUNT(MILESTONES), sizeof MILESTONES[0],
                               &catalog->milestone_count);
    catalog->checks = copy(catalog, CHECKS, COUNT(CHECKS), sizeof CHECKS[0], &catalog->check_count);
    catalog->decks = copy(catalog, DECKS, COUNT(DECKS), sizeof DECKS[0], &catalog->deck_count);
    catalog->notes = copy(catalog, NOTES, COUNT(NOTES), sizeof NOTES[0], &catalog->note_count);
    catalog->cards = copy(catalog, CARDS, COUNT(CARDS), sizeof CARDS[0], &catalog->card_count);
    catalog->tips = copy(catalog, TIPS, COUNT(TIPS), sizeof TIPS[0], &catalog->tip_count);
    for (size_t i = 0; i < catalog->topic_count; i++) {
        if (catalog->topics[i].why == NULL) {
            catalog->topics[i].why = "";
        }
    }
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        if (catalog->subtopics[i].explain == NULL) {
            catalog->subtopics[i].explain = "";
        }
        if (catalog->subtopics[i].page == NULL) {
            catalog->subtopics[i].page = "";
        }
    }
    if (!catalog_index(catalog, &duplicate)) {
        catalog_free(catalog);
        return NULL;
    }
    return catalog;
}

static void mark(StudyState *state, const char *id, Mark value)
{
    ItemState *item = study_state_item(state, catalog_find(state->catalog, id));
    item->marked = true;
    item->mark = value;
}

/* A card in review: due so many days from today, last seen so many days ago. */
static void learn(StudyState *state, int card, int due_in, int ago)
{
    state->cards[card] = (CardState){
        .memory = {.stability = 5, .difficulty = 5},
        .last_review_ms = DESK_NOW_MS - ago * MS_PER_DAY,
        .due_day = DESK_DAY + due_in,
        .last_review_day = DESK_DAY - ago,
        .first_review_day = DESK_DAY - ago - 10,
        .interval_days = due_in + ago,
        .reps = 4,
        .phase = CARD_REVIEW,
    };
}

static void practise(StudyState *state, DayNumber day, int minutes)
{
    DayTotal *total = habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, day);
    total->practice_ms = minutes * MS_PER_MINUTE;
    total->reviews = minutes / 3;
    total->lapses = minutes / 20;
}

static void live(StudyState *state)
{
    static const int MINUTES[] = {30, 25, 0, 40, 12, 30, 31, 5, 30, 0, 0, 30, 18};
    for (size_t i = 0; i < COUNT(MINUTES); i++) {
        practise(state, DESK_DAY - (DayNumber)i - 1, MINUTES[i]);
    }
    practise(state, DESK_DAY, 12);
    mark(state, "python/control-flow", MARK_DONE);
    mark(state, "python/functions", MARK_DONE);
    mark(state, "math/linear-algebra", MARK_DONE);
    mark(state, "math/calculus", MARK_DOING);
    mark(state, "math/probability", MARK_SKIPPED);
    mark(state, "crash-course", MARK_DOING);
    mark(state, "calculator/read", MARK_DONE);
    study_state_item(state, catalog_find(state->catalog, "tutorial"))->noted = true;
    study_state_item(state, catalog_find(state->catalog, "math"))->noted = true;
    learn(state, 0, -12, 40);
    learn(state, 1, 3, 2);
    learn(state, 5, 0, 5);
    state->questions = mem_alloc(2, sizeof *state->questions);
    state->question_count = state->question_capacity = 2;
    state->questions[0] = (Question){.id = "q1",
                                     .subject = "math",
                                     .text = "Why is softmax shift-invariant?",
                                     .answer = "The factor cancels."};
    state->questions[1] = (Question){.id = "q2",
                                     .subject = "transformers/attention",
                                     .text = "Why divide by the root of d?",
                                     .answer = ""};
}

static void open_with(Desk *desk, Catalog *catalog)
{
    desk->catalog = catalog;
    desk->glossary = desk_glossary();
    study_state_init(&desk->state, catalog);
    desk->state.config.first_run = false;
    desk->state.revision = 1;
}

void desk_open(Desk *desk, bool fresh)
{
    open_with(desk, make_catalog());
    if (!fresh) {
        live(&desk->state);
    }
}

void desk_open_empty(Desk *desk)
{
    Catalog *catalog = catalog_new();
    const char *duplicate = NULL;
    if (!catalog_index(catalog, &duplicate)) {
        catalog_free(catalog);
        catalog = NULL;
    }
    open_with(desk, catalog);
}

void desk_close(Desk *desk)
{
    study_state_done(&desk->state);
    catalog_free(desk->catalog);
    glossary_free(desk->glossary);
}
