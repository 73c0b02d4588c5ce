/* Expressions by recursive descent, one function for each strength of operators. Every nesting, of
 * brackets as of signs and powers, counts against one depth limit. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/expression_functions.h"
#include "base/utf8.h"
#include "base/words.h"

typedef struct Parser {
    Arena *arena;
    const char *start, *at;
    int line, column; /* of start */
    int depth;
    Error *error;
} Parser;

typedef const ExpressionNode *Tree; /* NULL after an error, which is told */

static Tree parse_choice(Parser *parser);
static Tree parse_signed(Parser *parser);

/* --- tokens --- */

static int column_of(const Parser *parser, const char *at)
{
    return parser->column + (int)(at - parser->start);
}

PRINTF_LIKE(3, 4)
static Tree fail(Parser *parser, const char *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)expression_fail_at(parser->error, parser->line, column_of(parser, at), format, arguments);
    va_end(arguments);
    return NULL;
}

/* Fails with what was expected, and what stands here instead. */
static Tree fail_expected(Parser *parser, const char *expected)
{
    size_t length = strnlen(parser->at, 8);
    if (length == 0)
        return fail(parser, parser->at, "expected %s, but the text ends here", expected);
    int width;
    length = utf8_next_cluster(parser->at, length, &width);
    return fail(parser, parser->at, "expected %s, not \"%.*s\"", expected, (int)length, parser->at);
}

static void skip_blanks(Parser *parser)
{
    parser->at += strspn(parser->at, " \t\r\n");
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t name_length(const char *at)
{
    size_t length = is_letter(*at) ? 1 : 0;
    while (length > 0 && (is_letter(at[length]) || is_digit(at[length])))
        length++;
    return length;
}

/* Takes that text and the blanks behind it, a word only as a whole. */
static bool take(Parser *parser, const char *wanted)
{
    size_t length = strlen(wanted);
    if (strncmp(parser->at, wanted, length) != 0 ||
        (is_letter(*wanted) && name_length(parser->at) != length))
        return false;
    parser->at += length;
    skip_blanks(parser);
    return true;
}

/* --- nodes --- */

static ExpressionNode *new_node(Parser *parser, ExpressionKind kind, const char *at)
{
    ExpressionNode *node = arena_alloc(parser->arena, 1, sizeof *node);
    node->kind = kind;
    node->column = column_of(parser, at);
    return node;
}

/* Appends an item; the storage, a power of two, doubles when it is full. */
static void add_item(Parser *parser, ExpressionNode *node, Tree item)
{
    if ((node->count & (node->count - 1)) == 0) {
        Tree *items =
            arena_alloc(parser->arena, node->count == 0 ? 1 : 2 * node->count, sizeof(Tree));
        if (node->count > 0)
            memcpy(items, node->items, node->count * sizeof(Tree));
        node->items = items;
    }
    node->items[node->count++] = item;
}

static Tree new_operation(Parser *parser, ExpressionOperator operator, const char * at, Tree left,
                          Tree right)
{
    if (left == NULL || right == NULL)
        return NULL;
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_OPERATOR, at);
    node->operator= operator;
    add_item(parser, node, left);
    if (right != left)
        add_item(parser, node, right);
    return node;
}

static Tree new_sign(Parser *parser, ExpressionOperator operator, const char * at, Tree operand)
{
    return new_operation(parser, operator, at, operand, operand);
}

/* --- operators of two, by strength --- */

enum { STRENGTH_OR, STRENGTH_AND, STRENGTH_COMPARISON, STRENGTH_SUM, STRENGTH_PRODUCT };

static const struct {
    const char *text;
    int strength;
    ExpressionOperator operator;
} operators[] = {
    {"or", STRENGTH_OR, EXPRESSION_OR},
    {"and", STRENGTH_AND, EXPRESSION_AND},
    {"<=", STRENGTH_COMPARISON, EXPRESSION_LESS_EQUAL},
    {"<", STRENGTH_COMPARISON, EXPRESSION_LESS},
    {">=", STRENGTH_COMPARISON, EXPRESSION_MORE_EQUAL},
    {">", STRENGTH_COMPARISON, EXPRESSION_MORE},
    {"==", STRENGTH_COMPARISON, EXPRESSION_EQUAL},
    {"!=", STRENGTH_COMPARISON, EXPRESSION_NOT_EQUAL},
    {"+", STRENGTH_SUM, EXPRESSION_ADD},
    {"-", STRENGTH_SUM, EXPRESSION_SUBTRACT},
    {"*", STRENGTH_PRODUCT, EXPRESSION_MULTIPLY},
    {"/", STRENGTH_PRODUCT, EXPRESSION_DIVIDE},
    {"%", STRENGTH_PRODUCT, EXPRESSION_MODULO},
    {"@", STRENGTH_PRODUCT, EXPRESSION_PRODUCT},
};

static bool take_operator(Parser *parser, int strength, ExpressionOperator *operator)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (operators[i].strength == strength && take(parser, operators[i].text)) {
            *operator= operators[i].operator;
            return true;
        }
    }
    return false;
}

static Tree parse_left(Parser *parser, int strength, Tree (*parse_operand)(Parser *))
{
    Tree left = parse_operand(parser);
    while (left != NULL) {
        const char *at = parser->at;
        ExpressionOperator operator;
        if (!take_operator(parser, strength, &operator))
            break;
        left = new_operation(parser, operator, at, left, parse_operand(parser));
    }
    return left;
}

static Tree parse_product(Parser *parser)
{
    return parse_left(parser, STRENGTH_PRODUCT, parse_signed);
}

static Tree parse_sum(Parser *parser)
{
    return parse_left(parser, STRENGTH_SUM, parse_product);
}

/* A chain a < b < c is a < b and b < c. */
static Tree parse_comparison(Parser *parser)
{
    Tree left = parse_sum(parser);
    Tree all = NULL;
    while (left != NULL) {
        const char *at = parser->at;
        ExpressionOperator operator;
        if (!take_operator(parser, STRENGTH_COMPARISON, &operator))
            break;
        Tree right = parse_sum(parser);
        Tree pair = new_operation(parser, operator, at, left, right);
        all = all == NULL ? pair : new_operation(parser, EXPRESSION_AND, at, all, pair);
        left = right;
    }
    return left == NULL || all == NULL ? left : all;
}

/* Counts a nesting around one rule; the tree is NULL with an error where there are too many. */
static Tree nested(Parser *parser, Tree (*rule)(Parser *))
{
    if (parser->depth >= EXPRESSION_DEPTH_LIMIT)
        return fail(parser, parser->at, "this is nested more than %d deep", EXPRESSION_DEPTH_LIMIT);
    parser->depth++;
    Tree tree = rule(parser);
    parser->depth--;
    return tree;
}

static Tree parse_not(Parser *parser)
{
    const char *at = parser->at;
    if (take(parser, "not"))
        return new_sign(parser, EXPRESSION_NOT, at, nested(parser, parse_not));
    return parse_comparison(parser);
}

static Tree parse_and(Parser *parser)
{
    return parse_left(parser, STRENGTH_AND, parse_not);
}

static Tree parse_or(Parser *parser)
{
    return parse_left(parser, STRENGTH_OR, parse_and);
}

static Tree parse_choice(Parser *parser)
{
    Tree condition = parse_or(parser);
    const char *at = parser->at;
    if (condition == NULL || !take(parser, "?"))
        return condition;
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_CHOICE, at);
    add_item(parser, node, condition);
    Tree yes = nested(parser, parse_choice);
    if (yes == NULL)
        return NULL;
    if (!take(parser, ":"))
        return fail_expected(parser, "\":\" and what else it is");
    Tree no = nested(parser, parse_choice);
    if (no == NULL)
        return NULL;
    add_item(parser, node, yes);
    add_item(parser, node, no);
    return node;
}

/* --- operands --- */

/* Digits with at most one point and an exponent; in "1..2" the number is 1. */
static size_t number_length(const char *at)
{
    size_t length = strspn(at, "0123456789");
    size_t digits = length;
    if (at[length] == '.' && at[length + 1] != '.') {
        size_t more = strspn(at + length + 1, "0123456789");
        digits += more;
        length += 1 + more;
    }
    if (digits == 0)
        return 0;
    if (at[length] == 'e' || at[length] == 'E') {
        size_t sign = at[length + 1] == '-' || at[length + 1] == '+' ? 1 : 0;
        size_t more = strspn(at + length + 1 + sign, "0123456789");
        length += more > 0 ? 1 + sign + more : 0;
    }
    return length;
}

static Tree parse_number(Parser *parser, size_t length)
{
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_NUMBER, parser->at);
    node->number = strtod(arena_dup_range(parser->arena, parser->at, length), NULL);
    parser->at += length;
    skip_blanks(parser);
    return node;
}

/* Items up to the closing bracket; false with an error. */
static bool parse_items(Parser *parser, ExpressionNode *node, const char *closing)
{
    if (take(parser, closing))
        return true;
    do {
        Tree item = nested(parser, parse_choice);
        if (item == NULL)
            return false;
        add_item(parser, node, item);
    } while (take(parser, ","));
    if (take(parser, closing))
        return true;
    return fail_expected(parser, *closing == ')' ? "\",\" or \")\"" : "\",\" or \"]\"") != NULL;
}

static Tree parse_call(Parser *parser, const char *at, size_t length)
{
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_CALL, at);
    const ExpressionFunction *function = expression_function(at, length);
    if (function == NULL)
        return fail(parser, at, "there is no function \"%.*s\"", (int)length, at);
    if (!parse_items(parser, node, ")"))
        return NULL;
    node->function = function;
    if (node->count >= function->least && node->count <= function->most)
        return node;
    if (function->least == function->most)
        return fail(parser, at, "%s takes %zu %s, not %zu", function->name, function->least,
                    words_plural((int64_t)function->least, "argument", "arguments"), node->count);
    return fail(parser, at, "%s takes %zu to %zu arguments, not %zu", function->name,
                function->least, function->most, node->count);
}

static Tree parse_name(Parser *parser, size_t length)
{
    const char *at = parser->at;
    parser->at += length;
    skip_blanks(parser);
    if (take(parser, "("))
        return parse_call(parser, at, length);
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_NAME, at);
    node->name = arena_dup_range(parser->arena, at, length);
    return node;
}

static Tree parse_primary(Parser *parser)
{
    static const char expected[] = "a number, a name, \"(\" or \"[\"";
    const char *at = parser->at;
    size_t length = number_length(at);
    if (length > 0)
        return parse_number(parser, length);
    length = name_length(at);
    if (take(parser, "and") || take(parser, "or") || take(parser, "not")) {
        parser->at = at;
        return fail(parser, at, "expected %s, not \"%.*s\"", expected, (int)length, at);
    }
    if (length > 0)
        return parse_name(parser, length);
    if (take(parser, "[")) {
        ExpressionNode *node = new_node(parser, EXPRESSION_KIND_LIST, at);
        return parse_items(parser, node, "]") ? node : NULL;
    }
    if (!take(parser, "("))
        return fail_expected(parser, expected);
    Tree inner = nested(parser, parse_choice);
    if (inner == NULL || take(parser, ")"))
        return inner;
    return fail_expected(parser, "\")\"");
}

/* Behind the bracket, which stands at `at`. */
static Tree parse_index(Parser *parser, Tree indexed, const char *at)
{
    ExpressionNode *node = new_node(parser, EXPRESSION_KIND_INDEX, at);
    add_item(parser, node, indexed);
    if (!parse_items(parser, node, "]"))
        return NULL;
    if (node->count != 2 && node->count != 3)
        return fail(parser, at, "expected one index or two, not %zu", node->count - 1);
    return node;
}

static Tree parse_indexed(Parser *parser)
{
    Tree tree = parse_primary(parser);
    const char *at = parser->at;
    while (tree != NULL && take(parser, "[")) {
        tree = parse_index(parser, tree, at);
        at = parser->at;
    }
    return tree;
}

static Tree parse_signed(Parser *parser)
{
    const char *at = parser->at;
    if (take(parser, "-"))
        return new_sign(parser, EXPRESSION_NEGATE, at, nested(parser, parse_signed));
    if (take(parser, "+"))
        return nested(parser, parse_signed);
    Tree base = parse_indexed(parser);
    at = parser->at;
    if (base == NULL || !(take(parser, "^") || take(parser, "**")))
        return base;
    return new_operation(parser, EXPRESSION_POWER, at, base, nested(parser, parse_signed));
}

/* --- the interface --- */

Status expression_parse_prefix(Arena *arena, const char *text, ExpressionPlace place,
                               const Expression **expression, size_t *used, Error *error)
{
    Parser parser = {.arena = arena,
                     .start = text,
                     .at = text,
                     .line = place.line,
                     .column = place.column,
                     .error = error};
    skip_blanks(&parser);
    if (strnlen(text, EXPRESSION_LENGTH_LIMIT + 1) > EXPRESSION_LENGTH_LIMIT) {
        (void)fail(&parser, text, "this is longer than %d bytes", EXPRESSION_LENGTH_LIMIT);
        return STATUS_CONTENT;
    }
    Tree root = parse_choice(&parser);
    if (root == NULL)
        return STATUS_CONTENT;
    Expression *parsed = arena_alloc(arena, 1, sizeof *parsed);
    *parsed = (Expression){.root = root, .line = place.line};
    *expression = parsed;
    *used = (size_t)(parser.at - text);
    return STATUS_OK;
}

const char *expression_split_place(const char *message, ExpressionPlace *place)
{
    char *end;
    *place = (ExpressionPlace){0};
    long line = strtol(message, &end, 10);
    long column = *end == ':' ? strtol(end + 1, &end, 10) : 0;
    if (line <= 0 || column <= 0 || strncmp(end, ": ", 2) != 0)
        return message;
    *place = (ExpressionPlace){.line = (int)line, .column = (int)column};
    return end + 2;
}

Status expression_parse(Arena *arena, const char *text, const Expression **expression, Error *error)
{
    size_t used;
    const ExpressionPlace start = {.column = 1};
    Status status = expression_parse_prefix(arena, text, start, expression, &used, error);
    if (status != STATUS_OK || text[used] == '\0')
        return status;
    Parser rest = {.start = text, .at = text + used, .column = 1, .error = error};
    (void)fail_expected(&rest, "an operator or the end");
    return STATUS_CONTENT;
}
