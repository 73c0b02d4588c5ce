#include "study/claim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "study/numeral.h"

/* What arithmetic in binary leaves behind, as a share of the last digit and of the value. */
#define DIGIT_SLACK 1e-9
#define VALUE_SLACK 1e-13

/* A message of the parser, "line:column: what", as the column and what. */
static Status take_place(Status status, size_t *column, Error *error)
{
    ExpressionPlace place;
    const char *sentence = expression_split_place(error->message, &place);
    if (place.line > 0)
        *column = (size_t)place.column;
    memmove(error->message, sentence, strlen(sentence) + 1);
    return status;
}

/* The value of what `text` begins with, which stands at `*column`; `*used` gets its bytes. */
static Status evaluate(Arena *arena, const char *text, size_t *column, Value *value, size_t *used,
                       Error *error)
{
    const Expression *expression;
    ExpressionPlace place = {.line = 1, .column = (int)*column};
    Status status = expression_parse_prefix(arena, text, place, &expression, used, error);
    if (status == STATUS_OK)
        status = expression_evaluate(expression, NULL, 0, arena, value, error);
    return status == STATUS_OK ? status : take_place(status, column, error);
}

/* The next number of a printed value: half of what its last digit counts. */
static const char *read_digits(const char *at, double *half)
{
    char *end;
    at += strspn(at, "[], ");
    const char *point = at + strspn(at, "+-0123456789");
    size_t decimals = *point == '.' ? strspn(point + 1, "0123456789") : 0;
    const char *behind = point + (*point == '.' ? 1 : 0) + decimals;
    long power = 0;
    if (*behind == 'e' || *behind == 'E') {
        power = strtol(behind + 1, &end, 10);
        behind = end;
    }
    *half = 0.5 * pow(10, (double)power - (double)decimals);
    return behind;
}

/* A printed value has nothing but numbers and brackets: as many numbers as its value has items. */
static bool is_printed(const char *text, size_t length, const Value *value)
{
    static const char PRINTED[] = "[]0123456789.eE+-, ";
    const char *at = text, *end = text + length;
    double ignored;
    if (strspn(text, PRINTED) < length)
        return false;
    size_t count = value->rows == 0 ? 1 : value->rows * value->columns;
    for (size_t i = 0; i < count && at < end; i++) {
        const char *behind = read_digits(at, &ignored);
        if (behind == at)
            return false;
        at = behind;
    }
    return at <= end && strspn(at, "] ") >= (size_t)(end - at);
}

static bool is_right(const char *text, const Value *value, const Value *result)
{
    size_t count = value->rows == 0 ? 1 : value->rows * value->columns;
    for (size_t i = 0; i < count; i++) {
        double half = 0;
        text = read_digits(text, &half);
        double slack = DIGIT_SLACK * half + VALUE_SLACK * fabs(value->items[i]);
        if (!(fabs(value->items[i] - result->items[i]) <= half + slack))
            return false;
    }
    return true;
}

static Status complain_wrong(const Value *result, const char *text, size_t length, Error *error)
{
    Buffer found = {0};
    numeral_add(&found, *result, NUMERAL_PLAIN);
    Status status = error_set(error, STATUS_CONTENT, "the result is %s, not %.*s",
                              buffer_text(&found), (int)length, text);
    buffer_done(&found);
    return status;
}

static Status check(Arena *arena, const char *claim, size_t *column, Error *error)
{
    Value result, value;
    size_t used = 0, ignored = 0;
    Status status = evaluate(arena, claim, column, &result, &used, error);
    if (status != STATUS_OK)
        return status;
    *column = used + 1;
    if (claim[used] != '=')
        return error_set(error, STATUS_CONTENT, "expected '=' and a value, as in 1 + 1 = 2");
    const char *text = claim + used + 1;
    text += strspn(text, " ");
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    *column = (size_t)(text - claim) + 1;
    status = evaluate(arena, text, column, &value, &ignored, error);
    if (status != STATUS_OK)
        return status;
    if (ignored < length || !is_printed(text, length, &value))
        return error_set(
            error, STATUS_CONTENT,
            "expected a number, a vector or a matrix as it is printed, such as 0.25 or "
            "[1, 2]");
    if (value.rows != result.rows || value.columns != result.columns ||
        !is_right(text, &value, &result))
        return complain_wrong(&result, text, length, error);
    return STATUS_OK;
}

Status claim_check(const char *claim, size_t *column, Error *error)
{
    Arena *arena = arena_new();
    *column = 1;
    Status status = check(arena, claim, column, error);
    arena_free(arena);
    return status;
}
