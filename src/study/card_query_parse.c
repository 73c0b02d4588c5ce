/* From the text of a query to its tree, by recursive descent:
 *
 *   any  = all { "or" all }        all  = not { ["and"] not }
 *   not  = { "-" | "not" } part    part = "(" any ")" | word | FIELD ":" word
 *
 * A word is plain or in quotes; within quotes a backslash keeps what follows. */
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "study/card_query_impl.h"

#define DEPTH_MOST 64

typedef struct Parser {
    const Catalog *catalog;
    Arena *arena;
    const char *text, *at;
    int depth;
    int32_t days;
    bool asks_added;
    Error *error;
} Parser;

static size_t column(const Parser *parser)
{
    return (size_t)(parser->at - parser->text) + 1;
}

static Status fail(const Parser *parser, const char *what)
{
    return error_set(parser->error, STATUS_USAGE, "column %zu: %s", column(parser), what);
}

static void skip_blanks(Parser *parser)
{
    parser->at += strspn(parser->at, " \t\n");
}

static QueryNode *new_node(const Parser *parser, QueryKind kind)
{
    QueryNode *node = arena_alloc(parser->arena, 1, sizeof *node);
    node->kind = kind;
    return node;
}

/* Whether the next word is this one, plain; moves behind it. */
static bool take_word(Parser *parser, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(parser);
    if (strncasecmp(parser->at, word, length) != 0 ||
        strchr(" \t\n()\"", parser->at[length]) == NULL)
        return false;
    parser->at += length;
    return true;
}

/* --- words --- */

/* A word up to a blank, a parenthesis or `stop`, quoted parts included; `*colon` is where the first
 * colon outside quotes stands in it, SIZE_MAX for nowhere. */
static Status read_word(Parser *parser, char **word, size_t *colon)
{
    Buffer text = {0};
    *colon = SIZE_MAX;
    const char *quote = NULL;
    for (; *parser->at != '\0' && (quote != NULL || strchr(" \t\n()", *parser->at) == NULL);
         parser->at++) {
        char c = *parser->at;
        if (c == '"') {
            quote = quote == NULL ? parser->at : NULL;
            continue;
        }
        if (quote != NULL && c == '\\' && parser->at[1] != '\0')
            c = *++parser->at;
        else if (quote == NULL && c == ':' && *colon == SIZE_MAX)
            *colon = text.length;
        buffer_add_char(&text, c);
    }
    *word = arena_dup(parser->arena, buffer_text(&text));
    buffer_done(&text);
    if (quote == NULL)
        return STATUS_OK;
    parser->at = quote;
    return fail(parser, "this quote is not closed: expected \" at its end");
}

static Status parse_word(Parser *parser, QueryNode **node)
{
    char *word;
    size_t colon, where = column(parser);
    Status status = read_word(parser, &word, &colon);
    if (status != STATUS_OK)
        return status;
    *node = new_node(parser, QUERY_TEXT);
    char *field = colon == SIZE_MAX ? NULL : arena_dup_range(parser->arena, word, colon);
    bool is_id = field != NULL && !card_query_is_field(field) &&
                 catalog_find(parser->catalog, word).kind != ITEM_NONE;
    if (field == NULL || is_id) { /* ids of cards may hold a colon */
        (*node)->pattern = text_pattern(parser->arena, word);
        return STATUS_OK;
    }
    QueryWord term = {parser->catalog, parser->arena, where, field, word + colon + 1};
    status = card_query_term(&term, *node, parser->error);
    if (status == STATUS_OK && (*node)->kind == QUERY_RATED && (*node)->days > parser->days)
        parser->days = (*node)->days;
    if (status == STATUS_OK && (*node)->kind == QUERY_ADDED)
        parser->asks_added = true;
    return status;
}

/* --- the grammar --- */

static Status parse_any(Parser *parser, QueryNode **node);

static Status parse_group(Parser *parser, QueryNode **node)
{
    const char *open = parser->at;
    if (parser->depth == DEPTH_MOST)
        return fail(parser, "parentheses stand in each other more than 64 deep");
    parser->depth++;
    parser->at++;
    Status status = parse_any(parser, node);
    parser->depth--;
    if (status != STATUS_OK)
        return status;
    skip_blanks(parser);
    if (*parser->at == ')') {
        parser->at++;
        return STATUS_OK;
    }
    parser->at = open;
    return fail(parser, "this parenthesis is not closed: expected )");
}

static Status parse_not(Parser *parser, QueryNode **node)
{
    bool negated = false;
    for (skip_blanks(parser);; negated = !negated) {
        if (*parser->at == '-')
            parser->at++;
        else if (!take_word(parser, "not"))
            break;
    }
    skip_blanks(parser);
    const char *before = parser->at;
    bool joins = take_word(parser, "or") || take_word(parser, "and");
    parser->at = before;
    if (joins || *parser->at == '\0' || *parser->at == ')')
        return fail(parser, "expected a word, a term such as is:due, or ( here");
    Status status = *parser->at == '(' ? parse_group(parser, node) : parse_word(parser, node);
    if (status == STATUS_OK && negated) {
        QueryNode *whole = new_node(parser, QUERY_NOT);
        whole->part = *node;
        *node = whole;
    }
    return status;
}

/* Whether another part of an "and" follows. */
static bool more_of_all(Parser *parser)
{
    if (take_word(parser, "and"))
        return true;
    const char *before = parser->at;
    bool or_follows = take_word(parser, "or");
    parser->at = before;
    return !or_follows && *parser->at != '\0' && *parser->at != ')';
}

/* A whole of the parts that `parse` reads while `more` says so; a single part is itself. */
static Status parse_parts(Parser *parser, QueryKind kind,
                          Status (*parse)(Parser *parser, QueryNode **node),
                          bool (*more)(Parser *parser), QueryNode **node)
{
    Status status = parse(parser, node);
    if (status != STATUS_OK || !more(parser))
        return status;
    QueryNode *whole = new_node(parser, kind);
    QueryNode *last = whole->part = *node;
    do {
        status = parse(parser, &last->next);
        last = last->next;
    } while (status == STATUS_OK && more(parser));
    *node = whole;
    return status;
}

static Status parse_all(Parser *parser, QueryNode **node)
{
    return parse_parts(parser, QUERY_ALL, parse_not, more_of_all, node);
}

static bool more_of_any(Parser *parser)
{
    return take_word(parser, "or");
}

static Status parse_any(Parser *parser, QueryNode **node)
{
    return parse_parts(parser, QUERY_ANY, parse_all, more_of_any, node);
}

Status card_query_parse(const Catalog *catalog, const char *text, Arena *arena,
                        const CardQuery **query, Error *error)
{
    Parser parser = {.catalog = catalog, .arena = arena, .text = text, .at = text, .error = error};
    CardQuery *made = arena_alloc(arena, 1, sizeof *made);
    made->catalog = catalog;
    made->root = new_node(&parser, QUERY_ALL);
    *query = made;
    skip_blanks(&parser);
    if (*parser.at == '\0')
        return STATUS_OK;
    Status status = parse_any(&parser, &made->root);
    if (status == STATUS_OK && *parser.at != '\0')
        status = fail(&parser, "this parenthesis closes nothing");
    made->days = parser.days;
    made->asks_added = parser.asks_added;
    return status;
}
