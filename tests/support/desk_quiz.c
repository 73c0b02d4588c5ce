/* A desk whose cards ask for answers, one of every kind, all due today. */
#include <string.h>

#include "support/desk.h"

#define TEXTS(...)                                                      \
    {                                                                   \
        .items = (const char *[]){__VA_ARGS__},                         \
        .count = sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *) \
    }

static const Phase PHASES[] = {
    {.id = "models", .title = "Models", .goal = "", .topic_count = 1},
};
static const Topic TOPICS[] = {
    {.id = "attention", .title = "Attention mechanisms", .why = "", .subtopic_count = 1},
};
static const Subtopic SUBTOPICS[] = {
    {.id = "attention/scores", .title = "Scores", .explain = "", .page = ""},
};

static Quiz quizzes[] = {
    {.options = TEXTS("It keeps the softmax from saturating", "It makes training faster",
                      "$\\frac{1}{\\sqrt{d_k}}$ sums to one"),
     .reasons = TEXTS("The variance of $q \\cdot k$ grows with $d_k$.", "", "It is a number."),
     .right = 1},
    {.options = TEXTS("queries", "keys", "biases", "values"),
     .reasons = TEXTS("", "", "Those are added.", ""),
     .right = 11},
    {.options = TEXTS("Scores of queries and keys", "Division by the root of $d_k$", "Softmax",
                      "Weighted sum of the values")},
    {.options = TEXTS("softmax", "soft max")},
    {.answer = "1/4", .unit = "bits", .tolerance = 0.02, .relative = true},
    {.variables = TEXTS("n", "d"),
     .draws = TEXTS("2..9", "[16, 64]"),
     .answer = "n * n * d",
     .unit = "",
     .tolerance = -1},
};

#define NOTE(name, note_kind, text, at)                                                   \
    {                                                                                     \
        .id = (name), .front = (text), .back = "", .hint = "", .extra = "", .source = "", \
        .first_card = (at), .card_count = 1, .kind = (note_kind), .quiz = (at)            \
    }

static const Note NOTES[] = {
    NOTE("why-scale", CARD_CHOICE, "Why are scores divided by $\\sqrt{d_k}$?", 0),
    NOTE("parts", CARD_CHOICE, "Which of these does attention compute from its input?", 1),
    NOTE("steps", CARD_ORDER, "Put the steps of attention in their order.", 2),
    NOTE("weights", CARD_TYPED, "Which function turns scores into weights?", 3),
    NOTE("entropy", CARD_NUMBER, "What is $\\frac{1}{2} \\cdot \\frac{1}{2}$?", 4),
    NOTE("cost", CARD_DRILL,
         "How many products does $QK^\\top$ take for {{n}} positions of {{d}} numbers?", 5),
};
static const Card CARDS[] = {
    {.id = "why-scale", .note = 0}, {.id = "parts", .note = 1},   {.id = "steps", .note = 2},
    {.id = "weights", .note = 3},   {.id = "entropy", .note = 4}, {.id = "cost", .note = 5},
};
static const Deck DECKS[] = {{.id = "attention", .title = "Attention", .file = "attention.yaml"}};

static void *copy(Catalog *catalog, const void *table, size_t count, size_t size, size_t *counter)
{
    void *items = arena_alloc(catalog->arena, count, size);
    memcpy(items, table, count * size);
    *counter = count;
    return items;
}

#define COPY(field, counter, table)                                                            \
    (catalog->field = copy(catalog, table, sizeof(table) / sizeof(table)[0], sizeof(table)[0], \
                           &catalog->counter))

void desk_open_quiz(Desk *desk)
{
    Catalog *catalog = catalog_new();
    const char *duplicate = NULL;
    catalog->title = "Attention";
    COPY(phases, phase_count, PHASES);
    COPY(topics, topic_count, TOPICS);
    COPY(subtopics, subtopic_count, SUBTOPICS);
    COPY(decks, deck_count, DECKS);
    COPY(notes, note_count, NOTES);
    COPY(quizzes, quiz_count, quizzes);
    COPY(cards, card_count, CARDS);
    catalog->notes[0].extra = "Measured on the first step of training.";
    catalog->notes[3].hint = "It is a *soft* form of a well-known function.";
    catalog->notes[5].back = "$n^2 d = {{n}}^2 \\cdot {{d}} = {{n * n * d}}$";
    (void)catalog_index(catalog, &duplicate);
    desk->catalog = catalog;
    desk->glossary = desk_glossary();
    study_state_init(&desk->state, catalog);
    desk->state.config.first_run = false;
    desk->state.revision = 1;
    for (size_t i = 0; i < catalog->card_count; i++) {
        desk->state.cards[i] = (CardState){
            .memory = {.stability = 1 + (double)i, .difficulty = 5}, /* weakest first */
            .last_review_ms = DESK_NOW_MS - 9 * MS_PER_DAY,
            .due_day = DESK_DAY,
            .last_review_day = DESK_DAY - 9,
            .first_review_day = DESK_DAY - 20,
            .interval_days = 9,
            .reps = 4,
            .phase = CARD_REVIEW,
        };
    }
}
