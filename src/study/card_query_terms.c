/* The terms of the search language: fields, their values, and what is said when one is wrong. */
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "study/card_query_impl.h"
#include "study/match.h"

#define DAYS_MOST 36500

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* "column 4: is:dew is no state: did you mean "due"?", or what there is. */
static Status refuse(const QueryWord *word, const char *what, const char *const *names,
                     size_t count, Error *error)
{
    const char *nearest = match_nearest(word->value, names, count);
    Buffer there = {0};
    for (size_t i = 0; nearest == NULL && i < count; i++)
        buffer_add_format(&there, "%s%s", i > 0 ? " " : "", names[i]);
    Status status =
        nearest != NULL
            ? error_set(error, STATUS_USAGE, "column %zu: %s:%.60s is no %s: did you mean \"%s\"?",
                        word->column, word->field, word->value, what, nearest)
            : error_set(error, STATUS_USAGE, "column %zu: %s:%.60s is no %s: there are %s",
                        word->column, word->field, word->value, what, buffer_text(&there));
    buffer_done(&there);
    return status;
}

static Status expected(const QueryWord *word, const char *what, Error *error)
{
    return error_set(error, STATUS_USAGE, "column %zu: %s:%.60s: expected %s", word->column,
                     word->field, word->value, what);
}

/* --- is: --- */

static Status parse_is(const QueryWord *word, QueryNode *node, Error *error)
{
    static const struct {
        const char *name;
        QueryKind kind;
        unsigned phases;
    } STATES[] = {
        {"due", QUERY_DUE, 0},
        {"new", QUERY_PHASES, 1U << CARD_NEW},
        {"learn", QUERY_PHASES, 1U << CARD_LEARNING | 1U << CARD_RELEARNING},
        {"learning", QUERY_PHASES, 1U << CARD_LEARNING},
        {"review", QUERY_PHASES, 1U << CARD_REVIEW},
        {"relearning", QUERY_PHASES, 1U << CARD_RELEARNING},
        {"suspended", QUERY_SUSPENDED, 0},
        {"buried", QUERY_BURIED, 0},
        {"leech", QUERY_LEECH, 0},
    };
    const char *names[COUNT(STATES)];
    for (size_t i = 0; i < COUNT(STATES); i++) {
        names[i] = STATES[i].name;
        if (strcmp(STATES[i].name, word->value) == 0) {
            node->kind = STATES[i].kind;
            node->bits = STATES[i].phases;
            return STATUS_OK;
        }
    }
    return refuse(word, "state", names, COUNT(STATES), error);
}

/* --- topic:, deck: --- */

/* How well an id fits what was written: 3 it is it, 2 it ends with it behind a slash, 1 it begins
 * with it, 0 not at all. */
static int fit(const char *id, const char *written)
{
    const char *slash = strrchr(id, '/');
    if (strcmp(id, written) == 0)
        return 3;
    if (slash != NULL && strcmp(slash + 1, written) == 0)
        return 2;
    return written[0] != '\0' && strncmp(id, written, strlen(written)) == 0;
}

static int best_fit(const Catalog *catalog, ItemKind kind, const char *written)
{
    int best = 0;
    for (size_t i = 0; i < catalog_item_count(catalog, kind); i++) {
        int fits = fit(catalog_id(catalog, (ItemRef){kind, (CatalogIndex)i}), written);
        best = fits > best ? fits : best;
    }
    return best;
}

/* The items of a kind that fit as well as `wanted`, or the pattern where there is a star. */
static const bool *fitting(const QueryWord *word, ItemKind kind, int wanted, bool *any)
{
    size_t count = catalog_item_count(word->catalog, kind);
    bool *set = arena_alloc(word->arena, count + 1, sizeof *set);
    bool star = strchr(word->value, '*') != NULL;
    TextPattern pattern = text_pattern(word->arena, word->value);
    for (size_t i = 0; i < count; i++) {
        const char *id = catalog_id(word->catalog, (ItemRef){kind, (CatalogIndex)i});
        set[i] =
            star ? text_pattern_is(&pattern, id) : wanted > 0 && fit(id, word->value) == wanted;
        *any = *any || set[i];
    }
    return set;
}

/* No item fits: the nearest id, or the end of one, is suggested. */
static Status refuse_item(const QueryWord *word, const ItemKind *kinds, size_t kind_count,
                          Error *error)
{
    ARRAY(const char *) names = {0};
    for (size_t k = 0; k < kind_count; k++) {
        for (size_t i = 0; i < catalog_item_count(word->catalog, kinds[k]); i++) {
            const char *id = catalog_id(word->catalog, (ItemRef){kinds[k], (CatalogIndex)i});
            const char *slash = strrchr(id, '/');
            *array_push(&names) = id;
            if (slash != NULL)
                *array_push(&names) = slash + 1;
        }
    }
    const char *nearest = match_nearest(word->value, names.items, names.count);
    array_done(&names);
    if (nearest != NULL)
        return refuse(word, word->field, &nearest, 1, error);
    return error_set(error, STATUS_USAGE, "column %zu: there is no %s \"%.60s\"", word->column,
                     word->field, word->value);
}

static Status parse_topic(const QueryWord *word, QueryNode *node, Error *error)
{
    static const ItemKind KINDS[] = {ITEM_TOPIC, ITEM_SUBTOPIC};
    int topic = best_fit(word->catalog, ITEM_TOPIC, word->value);
    int subtopic = best_fit(word->catalog, ITEM_SUBTOPIC, word->value);
    int best = topic > subtopic ? topic : subtopic;
    bool any = false;
    node->kind = QUERY_PLACE;
    node->topics = fitting(word, ITEM_TOPIC, best, &any);
    node->subtopics = fitting(word, ITEM_SUBTOPIC, best, &any);
    return any ? STATUS_OK : refuse_item(word, KINDS, COUNT(KINDS), error);
}

static Status parse_deck(const QueryWord *word, QueryNode *node, Error *error)
{
    static const ItemKind KINDS[] = {ITEM_DECK};
    bool any = false;
    node->kind = QUERY_DECK;
    node->topics = fitting(word, ITEM_DECK, best_fit(word->catalog, ITEM_DECK, word->value), &any);
    return any ? STATUS_OK : refuse_item(word, KINDS, COUNT(KINDS), error);
}

/* --- tag:, id:, kind: --- */

static Status parse_pattern(const QueryWord *word, QueryNode *node, Error *error)
{
    if (word->value[0] == '\0')
        return expected(word, "a name", error);
    node->kind = strcmp(word->field, "tag") == 0 ? QUERY_TAG : QUERY_ID;
    node->pattern = text_pattern(word->arena, word->value);
    return STATUS_OK;
}

static Status parse_kind(const QueryWord *word, QueryNode *node, Error *error)
{
    const char *names[CARD_KIND_COUNT];
    node->kind = QUERY_NOTE_KIND;
    node->note_kind = card_kind_from_name(word->value);
    for (unsigned i = 0; i < CARD_KIND_COUNT; i++)
        names[i] = card_kind_name((CardKind)i);
    return node->note_kind < CARD_KIND_COUNT
               ? STATUS_OK
               : refuse(word, "kind of card", names, CARD_KIND_COUNT, error);
}

/* --- prop: --- */

/* A decimal number with an optional sign, up to 9 digits; moves behind it. False when there is none. */
static bool take_number(const char **text, double *number)
{
    const char *at = *text;
    double sign = *at == '-' ? -1 : 1, value = 0, unit = 1;
    int digits = 0;
    bool point = false;
    for (at += *at == '-'; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        if (++digits > 9)
            return false;
        value = value * 10 + (*at - '0');
        unit *= point ? 10 : 1;
    }
    *text = at;
    *number = sign * value / unit;
    return digits > 0;
}

/* "<", "<=", ... as ways to differ; 0 when there is none. */
static unsigned take_comparison(const char **text)
{
    static const struct {
        const char *sign;
        unsigned ways;
    } SIGNS[] = {
        {"<=", QUERY_LESS | QUERY_EQUAL},
        {">=", QUERY_MORE | QUERY_EQUAL},
        {"!=", QUERY_LESS | QUERY_MORE},
        {"<", QUERY_LESS},
        {">", QUERY_MORE},
        {"=", QUERY_EQUAL},
    };
    for (size_t i = 0; i < COUNT(SIGNS); i++) {
        size_t length = strlen(SIGNS[i].sign);
        if (strncmp(*text, SIGNS[i].sign, length) == 0) {
            *text += length;
            return SIGNS[i].ways;
        }
    }
    return 0;
}

static Status parse_property(const QueryWord *word, QueryNode *node, Error *error)
{
    static const char *const NAMES[] = {
        [PROPERTY_STABILITY] = "s",   [PROPERTY_DIFFICULTY] = "d", [PROPERTY_RETRIEVABILITY] = "r",
        [PROPERTY_INTERVAL] = "ivl",  [PROPERTY_DUE] = "due",      [PROPERTY_REPS] = "reps",
        [PROPERTY_LAPSES] = "lapses",
    };
    size_t length = strcspn(word->value, "<>=!");
    const char *rest = word->value + length;
    QueryWord name = *word;
    name.value = arena_dup_range(word->arena, word->value, length);
    size_t i = 0;
    while (i < COUNT(NAMES) && strcmp(NAMES[i], name.value) != 0)
        i++;
    if (i == COUNT(NAMES))
        return refuse(&name, "property", NAMES, COUNT(NAMES), error);
    node->kind = QUERY_PROPERTY;
    node->property = (QueryProperty)i;
    node->bits = take_comparison(&rest);
    if (node->bits == 0)
        return expected(word, "one of < <= > >= = != behind the property", error);
    if (!take_number(&rest, &node->number) || *rest != '\0')
        return expected(word, "a number at the end", error);
    return STATUS_OK;
}

/* --- rated:, introduced:, added: --- */

/* Whole days from 1 on; moves behind them. */
static bool take_days(const char **text, int32_t *days)
{
    *days = 0;
    const char *at = *text;
    for (; *at >= '0' && *at <= '9' && *days <= DAYS_MOST; at++)
        *days = *days * 10 + (*at - '0');
    bool good = at != *text && *days >= 1 && *days <= DAYS_MOST;
    *text = at;
    return good;
}

static Status parse_rated(const QueryWord *word, QueryNode *node, Error *error)
{
    const char *rest = word->value;
    node->kind = QUERY_RATED;
    node->bits = 1U << RATING_AGAIN | 1U << RATING_HARD | 1U << RATING_GOOD | 1U << RATING_EASY;
    if (!take_days(&rest, &node->days))
        return expected(word, "a number of days, as in rated:7", error);
    if (rest[0] == ':' && rest[1] >= '1' && rest[1] <= '4' && rest[2] == '\0')
        node->bits = 1U << (rest[1] - '0');
    else if (rest[0] != '\0')
        return expected(word, "a grade from 1 to 4 behind the days, as in rated:7:1", error);
    return STATUS_OK;
}

/* introduced:7 and added:7, which differ in what they look at. */
static Status parse_days(const QueryWord *word, QueryNode *node, Error *error)
{
    const char *rest = word->value;
    node->kind = strcmp(word->field, "added") == 0 ? QUERY_ADDED : QUERY_INTRODUCED;
    if (take_days(&rest, &node->days) && *rest == '\0')
        return STATUS_OK;
    return expected(word,
                    node->kind == QUERY_ADDED ? "a number of days, as in added:7"
                                              : "a number of days, as in introduced:7",
                    error);
}

/* --- fields --- */

static const struct {
    const char *name;
    Status (*parse)(const QueryWord *word, QueryNode *node, Error *error);
} FIELDS[] = {
    {"is", parse_is},         {"topic", parse_topic}, {"deck", parse_deck},
    {"tag", parse_pattern},   {"id", parse_pattern},  {"kind", parse_kind},
    {"prop", parse_property}, {"rated", parse_rated}, {"introduced", parse_days},
    {"added", parse_days},
};

bool card_query_is_field(const char *name)
{
    for (size_t i = 0; i < COUNT(FIELDS); i++)
        if (strcmp(FIELDS[i].name, name) == 0)
            return true;
    return false;
}

Status card_query_term(const QueryWord *word, QueryNode *node, Error *error)
{
    const char *names[COUNT(FIELDS)];
    for (size_t i = 0; i < COUNT(FIELDS); i++) {
        names[i] = FIELDS[i].name;
        if (strcmp(FIELDS[i].name, word->field) == 0)
            return FIELDS[i].parse(word, node, error);
    }
    const char *nearest = match_nearest(word->field, names, COUNT(FIELDS));
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE,
                         "column %zu: \"%.40s:\" is no field of a card: did you mean \"%s:\"?",
                         word->column, word->field, nearest);
    return error_set(error, STATUS_USAGE,
                     "column %zu: \"%.40s:\" is no field of a card: there are is, topic, deck, "
                     "tag, id, kind, prop, rated, introduced and added; quotes make it text",
                     word->column, word->field);
}
