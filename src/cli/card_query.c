#include "cli/card_query.h"

#include <string.h>

#include "base/utf8.h"
#include "study/match.h"

static const char *const FIELDS[] = {
    [QUERY_WORD] = "",     [QUERY_IS] = "is",   [QUERY_TOPIC] = "topic",
    [QUERY_DECK] = "deck", [QUERY_TAG] = "tag", [QUERY_KIND] = "kind",
};
static const char *const STATES[] = {"due",        "new",       "learning", "review",
                                     "relearning", "suspended", "buried"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

static Status check_value(Cli *cli, QueryTerm *term, Error *error)
{
    switch (term->field) {
    case QUERY_TOPIC:
        return cli_find(cli, term->value, 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC, &term->item,
                        error);
    case QUERY_DECK:
        return cli_find(cli, term->value, 1U << ITEM_DECK, &term->item, error);
    case QUERY_IS:
        if (!is_among(term->value, STATES, COUNT(STATES)))
            return error_set(error, STATUS_USAGE,
                             "is:%s is no state: there are due, new, learning, review, "
                             "relearning, suspended and buried",
                             term->value);
        return STATUS_OK;
    case QUERY_KIND:
        if (card_kind_from_name(term->value) == CARD_KIND_COUNT)
            return error_set(error, STATUS_USAGE,
                             "kind:%s is no kind of card: there are basic, reversed and cloze",
                             term->value);
        return STATUS_OK;
    case QUERY_WORD:
    case QUERY_TAG:
        break;
    }
    return STATUS_OK;
}

static Status parse_term(Cli *cli, const char *word, QueryTerm *term, Error *error)
{
    const char *colon = strchr(word, ':');
    *term = (QueryTerm){.field = QUERY_WORD, .value = word};
    if (colon == NULL || catalog_find(cli_catalog(cli), word).kind != ITEM_NONE)
        return STATUS_OK; /* ids of cards may hold a colon */
    const char *name = arena_dup_range(cli->arena, word, (size_t)(colon - word));
    for (size_t i = QUERY_IS; i < COUNT(FIELDS); i++) {
        if (strcmp(FIELDS[i], name) == 0) {
            *term = (QueryTerm){.field = (QueryField)i, .value = colon + 1};
            return check_value(cli, term, error);
        }
    }
    const char *nearest = match_nearest(name, FIELDS + 1, COUNT(FIELDS) - 1);
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE,
                         "\"%s:\" is no field of a card: did you mean \"%s:\"?", name, nearest);
    return error_set(error, STATUS_USAGE,
                     "\"%s:\" is no field of a card: there are is, topic, deck, tag and kind",
                     name);
}

Status card_query_parse(Cli *cli, const char *text, CardQuery *query, Error *error)
{
    *query = (CardQuery){0};
    query->terms = arena_alloc(cli->arena, strlen(text) / 2 + 1, sizeof *query->terms);
    Status status = STATUS_OK;
    for (const char *at = text + strspn(text, " "); *at != '\0' && status == STATUS_OK;) {
        size_t length = strcspn(at, " ");
        status = parse_term(cli, arena_dup_range(cli->arena, at, length),
                            &query->terms[query->count++], error);
        at += length;
        at += strspn(at, " ");
    }
    return status;
}

/* Whether `text` holds `word`, letters of either case being the same. */
static bool holds(const char *text, const char *word)
{
    size_t word_length = strlen(word);
    for (const char *start = text; *start != '\0'; start++) {
        const char *left = start;
        const char *right = word;
        size_t left_length = strlen(start);
        while (*right != '\0' && *left != '\0') {
            uint32_t first;
            uint32_t second;
            left += utf8_decode(left, left_length - (size_t)(left - start), &first);
            right += utf8_decode(right, word_length - (size_t)(right - word), &second);
            if (utf8_lower(first) != utf8_lower(second))
                break;
            if (*right == '\0')
                return true;
        }
    }
    return word[0] == '\0';
}

static bool is_state(const Cli *cli, const char *name, CatalogIndex card)
{
    const CardState *state = &cli_state(cli)->cards[card];
    DayNumber today = workspace_today(cli->workspace);
    if (strcmp(name, "due") == 0)
        return scheduler_is_due(state, workspace_now(cli->workspace), today);
    return strcmp(name, scheduler_state_name(state, today)) == 0;
}

static bool term_matches(const Cli *cli, const QueryTerm *term, CatalogIndex index)
{
    const Card *card = &cli_catalog(cli)->cards[index];
    const Note *note = &cli_catalog(cli)->notes[card->note];
    switch (term->field) {
    case QUERY_WORD:
        return holds(card->id, term->value) || holds(note->front, term->value) ||
               holds(note->back, term->value);
    case QUERY_IS:
        return is_state(cli, term->value, index);
    case QUERY_TOPIC:
        return term->item.index == (term->item.kind == ITEM_TOPIC ? note->topic : note->subtopic);
    case QUERY_DECK:
        return note->deck == term->item.index;
    case QUERY_TAG:
        return is_among(term->value, (const char *const *)note->tags.items, note->tags.count);
    case QUERY_KIND:
        return note->kind == card_kind_from_name(term->value);
    }
    return false;
}

bool card_query_matches(const Cli *cli, const CardQuery *query, CatalogIndex card)
{
    for (size_t i = 0; i < query->count; i++) {
        if (!term_matches(cli, &query->terms[i], card))
            return false;
    }
    return true;
}
