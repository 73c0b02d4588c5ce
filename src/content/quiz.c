/* What cards ask for: choices, items, answers, drills. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "content/entries.h"
#include "study/answer.h"
#include "study/drill.h"
#include "study/numeral.h"
#include "study/scheduler.h"

static const char CHOICE_KEYS[] = "text right why";

/* A drill is drawn with the seeds of its first showings; on the average so many draws may be in vain. */
#define TRIAL_SEEDS 40
#define TRIAL_DRAWS 50

/* --- choices and orders --- */

static void add_choice(const Reader *reader, const Node *item, Quiz *quiz)
{
    size_t at = quiz->options.count;
    const char *text = "", *reason = "";
    bool right = false;
    if (item->kind == NODE_SCALAR) {
        text = arena_dup(reader->arena, item->text);
    } else if (reader_expect_mapping(reader, item, "a choice", CHOICE_KEYS)) {
        text = reader_text(reader, item, "text", true);
        reason = reader_text(reader, item, "why", false);
        right = reader_bool(reader, item, "right", false);
    }
    quiz->options.items[at] = text ? text : "";
    quiz->reasons.items[at] = reason;
    quiz->right |= right ? UINT32_C(1) << at : 0;
    quiz->options.count = quiz->reasons.count = at + 1;
}

/* A list of 2 to QUIZ_OPTIONS_MAX entries under `key`; NULL, with a diagnostic, when it is none. */
static const Node *options_of(const Reader *reader, const Node *node, const char *key)
{
    const Node *list = reader_list(reader, node, key);
    if (node_member(node, key) == NULL)
        reader_complain(reader, node, "'%s' is missing (expected a list)", key);
    if (list && (list->count < 2 || list->count > QUIZ_OPTIONS_MAX)) {
        reader_complain(reader, list, "'%s' has %zu %s (expected 2 to %d)", key, list->count,
                        words_plural((int64_t)list->count, "entry", "entries"), QUIZ_OPTIONS_MAX);
        return NULL;
    }
    return list;
}

static bool are_different(const Reader *reader, const Node *list, const Quiz *quiz)
{
    const Node *item = list->first;
    for (size_t i = 0; i < quiz->options.count && item; i++, item = item->next)
        for (size_t j = 0; j < i; j++)
            if (strcmp(quiz->options.items[i], quiz->options.items[j]) == 0) {
                reader_complain(reader, item, "'%.60s' is there twice", quiz->options.items[i]);
                return false;
            }
    return true;
}

static bool read_choices(const Reader *reader, const Node *node, Quiz *quiz)
{
    const Node *list = options_of(reader, node, "choices");
    if (list == NULL)
        return false;
    quiz->options.items = arena_alloc(reader->arena, list->count, sizeof(char *));
    quiz->reasons.items = arena_alloc(reader->arena, list->count, sizeof(char *));
    for (const Node *item = list->first; item; item = item->next)
        add_choice(reader, item, quiz);
    if (quiz->right == 0) {
        reader_complain(reader, list, "no choice is right (expected 'right: true' at one or more)");
        return false;
    }
    return are_different(reader, list, quiz);
}

static bool read_items(const Reader *reader, const Node *node, Quiz *quiz)
{
    const Node *list = options_of(reader, node, "items");
    if (list == NULL)
        return false;
    quiz->options = reader_text_list(reader, node, "items");
    return quiz->options.count == list->count && are_different(reader, list, quiz);
}

/* --- answers to type --- */

static bool read_typed(const Reader *reader, const Node *node, Quiz *quiz)
{
    const char *answer = reader_text(reader, node, "answer", true);
    TextList others = reader_text_list(reader, node, "alternatives");
    if (answer == NULL)
        return false;
    quiz->options.items = arena_alloc(reader->arena, others.count + 1, sizeof(char *));
    quiz->options.items[quiz->options.count++] = answer;
    for (size_t i = 0; i < others.count; i++)
        quiz->options.items[quiz->options.count++] = others.items[i];
    quiz->case_counts = reader_bool(reader, node, "case", false);
    quiz->accents_count = reader_bool(reader, node, "accents", false);
    return true;
}

static bool read_tolerance(const Reader *reader, const Node *node, Quiz *quiz)
{
    const char *text = reader_text(reader, node, "tolerance", false);
    char *end = NULL;
    if (text[0] == '\0')
        return true;
    quiz->tolerance = strtod(text, &end);
    end += strspn(end, " ");
    quiz->relative = *end == '%';
    if (quiz->relative)
        quiz->tolerance /= 100;
    if (end != text && isdigit((unsigned char)text[0]) && end[quiz->relative] == '\0')
        return true;
    reader_complain(reader, node_member(node, "tolerance"),
                    "'%.60s' is no tolerance (expected a number such as 0.01, or a share such as "
                    "1%%)",
                    text);
    return false;
}

/* A finding in an expression, at its column where it names one. */
static void complain_within(const Reader *reader, const Node *node, const char *message)
{
    static const char PREFIX[] = "column ";
    Node place = *node;
    char *end = NULL;
    if (strncmp(message, PREFIX, strlen(PREFIX)) == 0) {
        unsigned long column = strtoul(message + strlen(PREFIX), &end, 10);
        bool single = node->kind == NODE_SCALAR && *end == ':' && column > 0;
        place.column += single ? (uint32_t)column - (node->plain ? 1 : 0) : 0;
        message = *end == ':' ? end + 1 + strspn(end + 1, " ") : message;
    }
    reader_complain(reader, &place, "%s", message);
}

/* --- drills --- */

/* "[2, 4]" of a list, the text of anything else. */
static const char *draw_text(const Reader *reader, const Node *node)
{
    if (node->kind == NODE_SCALAR)
        return arena_dup(reader->arena, node->text);
    Buffer text = {0};
    for (const Node *item = node->first; item; item = item->next)
        buffer_add_format(&text, "%s%s", text.length == 0 ? "[" : ", ",
                          item->kind == NODE_SCALAR ? item->text : "");
    buffer_add_char(&text, ']');
    const char *copy = arena_dup(reader->arena, buffer_text(&text));
    buffer_done(&text);
    return copy;
}

static bool read_variables(const Reader *reader, const Node *node, Quiz *quiz)
{
    const Node *variables = node_member(node, "vars");
    if (variables == NULL || variables->kind != NODE_MAPPING || variables->count == 0) {
        reader_complain(reader, variables ? variables : node,
                        "'vars' must be a mapping of names to what they are drawn from (such as n: "
                        "2..9)");
        return false;
    }
    quiz->variables.items = arena_alloc(reader->arena, variables->count, sizeof(char *));
    quiz->draws.items = arena_alloc(reader->arena, variables->count, sizeof(char *));
    for (const Node *item = variables->first; item; item = item->next) {
        quiz->variables.items[quiz->variables.count++] = arena_dup(reader->arena, item->key);
        quiz->draws.items[quiz->draws.count++] = draw_text(reader, item);
    }
    quiz->conditions = reader_text_list(reader, node, "where");
    return true;
}

static const Node *child(const Node *node, size_t index)
{
    if (node == NULL || node->kind == NODE_SCALAR)
        return node;
    const Node *item = node->first;
    while (item && index-- > 0)
        item = item->next;
    return item;
}

static void complain_drill(const Reader *reader, const Node *node, DrillFault fault,
                           const Error *error)
{
    const Node *at = node_member(node, "answer");
    if (fault.part == DRILL_DRAW)
        at = child(node_member(node, "vars"), fault.index);
    else if (fault.part == DRILL_CONDITION)
        at = child(node_member(node, "where"), fault.index);
    else if (fault.part == DRILL_CONDITIONS)
        at = node_member(node, "where");
    complain_within(reader, at ? at : node, error->message);
}

/* Whether what stands in double braces can be worked out. */
static bool try_texts(const Reader *reader, const Node *node, const DrillProblem *problem)
{
    static const char *const keys[] = {"front", "solution", "hint", "extra"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const Node *text = node_member(node, keys[i]);
        Buffer out = {0};
        Error error;
        Status status = STATUS_OK;
        if (text != NULL && text->kind == NODE_SCALAR)
            status = drill_fill(problem, text->text, &out, &error);
        buffer_done(&out);
        if (status != STATUS_OK) {
            reader_complain(reader, text, "%s", error.message);
            return false;
        }
    }
    return true;
}

/* Draws the problem of each of the first showings. */
static bool try_drill(const Reader *reader, const Node *node, const Note *note, const Drill *drill,
                      size_t seeds, Arena *arena)
{
    size_t draws = 0;
    for (size_t i = 0; i < seeds; i++) {
        DrillProblem problem;
        DrillFault fault;
        Error error;
        uint64_t seed = scheduler_seed(note->id ? note->id : "", (int32_t)i);
        if (drill_draw(drill, seed, arena, &problem, &fault, &error) != STATUS_OK) {
            complain_drill(reader, node, fault, &error);
            return false;
        }
        if (note->kind == CARD_DRILL && !try_texts(reader, node, &problem))
            return false;
        draws += problem.draws;
    }
    if (draws <= seeds * TRIAL_DRAWS)
        return true;
    reader_complain(reader, node_member(node, "where"),
                    "only 1 of %zu draws meets the conditions (expected 1 of %d at least)",
                    draws / seeds, TRIAL_DRAWS);
    return false;
}

/* The answer worked out a second time: a slip in either shows. */
static bool check_answer(const Reader *reader, const Node *node, const Quiz *quiz,
                         const Drill *drill, Arena *arena)
{
    const Node *place = node_member(node, "check");
    const char *check = reader_text(reader, node, "check", place != NULL);
    const Expression *expression = NULL;
    DrillProblem problem;
    DrillFault fault;
    Value value;
    Error error;
    if (place == NULL || check == NULL)
        return place == NULL;
    if (expression_parse(arena, check, &expression, &error) != STATUS_OK ||
        expression_evaluate(expression, NULL, 0, arena, &value, &error) != STATUS_OK ||
        drill_draw(drill, 0, arena, &problem, &fault, &error) != STATUS_OK) {
        complain_within(reader, place, error.message);
        return false;
    }
    if (answer_check_value(quiz, problem.answer, value) == VERDICT_RIGHT)
        return true;
    Buffer found = {0};
    numeral_add(&found, value, NUMERAL_PLAIN);
    buffer_add_text(&found, ", and the answer is ");
    numeral_add(&found, problem.answer, NUMERAL_PLAIN);
    reader_complain(reader, place, "'check' gives %s", buffer_text(&found));
    buffer_done(&found);
    return false;
}

static bool read_problem(const Reader *reader, const Node *node, const Note *note, Quiz *quiz)
{
    const char *answer = reader_text(reader, node, "answer", true);
    quiz->unit = reader_text(reader, node, "unit", false);
    bool good = read_tolerance(reader, node, quiz);
    if (note->kind == CARD_DRILL)
        good = read_variables(reader, node, quiz) && good;
    if (answer == NULL || !good)
        return false;
    quiz->answer = answer;
    Arena *arena = arena_new();
    const Drill *drill = NULL;
    DrillFault fault;
    Error error;
    good = drill_parse(arena, quiz, &drill, &fault, &error) == STATUS_OK;
    if (!good)
        complain_drill(reader, node, fault, &error);
    else
        good =
            try_drill(reader, node, note, drill, note->kind == CARD_DRILL ? TRIAL_SEEDS : 1, arena);
    if (good && note->kind == CARD_NUMBER)
        good = check_answer(reader, node, quiz, drill, arena);
    arena_free(arena);
    return good;
}

bool quiz_read(const Reader *reader, const Node *node, const Note *note, Quiz *quiz)
{
    switch (note->kind) {
    case CARD_CHOICE:
        return read_choices(reader, node, quiz);
    case CARD_ORDER:
        return read_items(reader, node, quiz);
    case CARD_TYPED:
        return read_typed(reader, node, quiz);
    default:
        return read_problem(reader, node, note, quiz);
    }
}
