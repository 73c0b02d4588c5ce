/* Expressions, and claims about them: any text gives a value within the limits or an error with its
 * place. */
#include "base/expression.h"
#include "base/memory.h"
#include "fuzz/checks.h"
#include "study/claim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_value(const Value *value)
{
    size_t count = value->rows == 0 ? 1 : value->rows * value->columns;
    double total = 0;
    require(count <= EXPRESSION_VALUE_LIMIT && (value->rows > 0 || value->columns == 1));
    for (size_t i = 0; i < count; i++)
        total += value->items[i]; /* a sanitiser sees what is not there */
    require(total <= 0 || total >= 0 || total != total);
}

static void run(Arena *arena, const char *text)
{
    static const double items[] = {1, 2, 3, 4, 5, 6};
    const ExpressionVariable scope[] = {
        {"x", expression_number(&items[1])},
        {"v", {.rows = 1, .columns = 3, .items = items}},
        {"m", {.rows = 2, .columns = 3, .items = items}},
    };
    const Expression *expression;
    Value value;
    double samples[6];
    Error error = {0};
    size_t steps = EXPRESSION_STEP_LIMIT;
    if (expression_parse(arena, text, &expression, &error) != STATUS_OK) {
        require(strncmp(error.message, "column ", 7) == 0);
        return;
    }
    if (expression_evaluate(expression, scope, 3, arena, &value, &error) == STATUS_OK)
        check_value(&value);
    else
        require(strncmp(error.message, "column ", 7) == 0);
    if (expression_sample(expression, scope + 1, 2, &steps, "x", items, 6, samples, &error) !=
        STATUS_OK)
        require(strncmp(error.message, "column ", 7) == 0);
}

static void run_claim(const char *text)
{
    size_t column = 0;
    Error error = {0};
    if (claim_check(text, &column, &error) != STATUS_OK)
        require(error.message[0] != '\0' && column > 0 && column <= strlen(text) + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_dup_range((const char *)data, size);
    run(take_arena(), text);
    run_claim(text);
    mem_free(text);
    return 0;
}
