/* Expressions: their values, their shapes, their errors, their limits. */
#include "base/expression.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

/* x = 2, v = [1, 2, 3], m = [[1, 2, 3], [4, 5, 6]] */
static const double two = 2;
static const double vector_items[] = {1, 2, 3};
static const double matrix_items[] = {1, 2, 3, 4, 5, 6};
static const ExpressionVariable scope[] = {
    {"x", {.rows = 0, .columns = 1, .items = &two}},
    {"v", {.rows = 1, .columns = 3, .items = vector_items}},
    {"m", {.rows = 2, .columns = 3, .items = matrix_items}},
};
enum { SCOPE_COUNT = sizeof scope / sizeof scope[0] };

static void add_number(Buffer *out, double number)
{
    if (isnan(number)) /* whose sign printf shows */
        buffer_add_text(out, "nan");
    else
        buffer_add_format(out, "%.6g", number);
}

static void add_row(Buffer *out, const Value *value, size_t row)
{
    buffer_add_char(out, '[');
    for (size_t i = 0; i < value->columns; i++) {
        buffer_add_text(out, i > 0 ? " " : "");
        add_number(out, value->items[row * value->columns + i]);
    }
    buffer_add_char(out, ']');
}

static void add_value(Buffer *out, const Value *value)
{
    if (value->rows == 0)
        add_number(out, value->items[0]);
    for (size_t row = 0; row < value->rows; row++)
        add_row(out, value, row);
}

/* The value as text, or the message of what went wrong. */
static void work_out(Buffer *out, const char *text)
{
    Arena *arena = arena_new();
    const Expression *expression;
    Value value;
    Error error = {0};
    Status status = expression_parse(arena, text, &expression, &error);
    if (status == STATUS_OK)
        status = expression_evaluate(expression, scope, SCOPE_COUNT, arena, &value, &error);
    if (status == STATUS_OK) {
        add_value(out, &value);
    } else {
        assert_int_equal(status, STATUS_CONTENT);
        buffer_add_text(out, error.message);
    }
    arena_free(arena);
}

typedef struct Case {
    const char *text, *result;
} Case;

static void check(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Buffer out = {0};
        work_out(&out, cases[i].text);
        if (strcmp(buffer_text(&out), cases[i].result) != 0)
            fail_msg("%s\n  gives %s\n  not   %s", cases[i].text, buffer_text(&out),
                     cases[i].result);
        buffer_done(&out);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases)[0])

static void test_arithmetic(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"1", "1"},          {" 1.5 ", "1.5"},      {".5", "0.5"},        {"2.", "2"},
        {"1e3", "1000"},     {"1.5E-3", "0.0015"},  {"1 + 2 * 3", "7"},   {"(1 + 2) * 3", "9"},
        {"2 - 3 - 4", "-5"}, {"2 / 4 / 2", "0.25"}, {"2 ^ 3 ^ 2", "512"}, {"2 ** 3", "8"},
        {"-2 ^ 2", "-4"},    {"2 ^ -1", "0.5"},     {"--2", "2"},         {"+2", "2"},
        {"7 % 3", "1"},      {"-7 % 3", "2"},       {"7 % -3", "-2"},     {"6 % 3", "0"},
        {"x * x", "4"},      {"2 * pi", "6.28319"}, {"ln(e)", "1"},       {"1 / 0", "inf"},
        {"-1 / 0", "-inf"},  {"0 / 0", "nan"},      {"inf - inf", "nan"}, {"nan", "nan"},
    };
    CHECK(cases);
}

static void test_logic(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"1 < 2", "1"},
        {"2 <= 1", "0"},
        {"2 > 1", "1"},
        {"1 >= 2", "0"},
        {"1 == 1", "1"},
        {"1 != 1", "0"},
        {"0 < x < 3", "1"},
        {"0 < x < 2", "0"},
        {"3 > x >= 2 > 1", "1"},
        {"not 1 == 2", "1"},
        {"not 1", "0"},
        {"1 and 0 or 1", "1"},
        {"0 or 0", "0"},
        {"not nan", "1"},
        {"nan == nan", "0"},
        {"x > 0 ? x : 0", "2"},
        {"x < 0 ? 1 : x < 3 ? 2 : 3", "2"},
        {"1 ? 2 : nothing", "2"}, /* which is not evaluated */
        {"v > 1 ? v : 0", "[0 2 3]"},
        {"v > 1 ? v : m", "[1 2 3][4 2 3]"},
        {"v >= 2 and v < 3", "[0 1 0]"},
        {"notable", "column 1: there is no \"notable\" here; known are x, v, m, pi, e, inf, nan"},
    };
    CHECK(cases);
}

static void test_vectors(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"v", "[1 2 3]"},
        {"[]", "[]"},
        {"[1, x, 3]", "[1 2 3]"},
        {"[[1, 2], [3, 4]]", "[1 2][3 4]"},
        {"[v, v]", "[1 2 3][1 2 3]"},
        {"[[1, 2]]", "[1 2]"},
        {"v + 1", "[2 3 4]"},
        {"2 * v", "[2 4 6]"},
        {"v * v", "[1 4 9]"},
        {"m + v", "[2 4 6][5 7 9]"},
        {"m * transpose([1, 10])", "[1 2 3][40 50 60]"},
        {"v ^ 2", "[1 4 9]"},
        {"-v", "[-1 -2 -3]"},
        {"v @ v", "14"},
        {"m @ v", "[14 32]"},
        {"[1, 2] @ m", "[9 12 15]"},
        {"m @ transpose(m)", "[14 32][32 77]"},
        {"transpose(v) @ [1, 2]", "[1 2][2 4][3 6]"},
        {"v[0]", "1"},
        {"v[x]", "3"},
        {"m[1]", "[4 5 6]"},
        {"m[1, 2]", "6"},
        {"m[1][2]", "6"},
        {"v[0, 2]", "3"},
        {"exp(v)[0]", "2.71828"},
    };
    CHECK(cases);
}

static void test_functions_of_numbers(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"sqrt(9)", "3"},
        {"exp(1)", "2.71828"},
        {"log(e^2)", "2"},
        {"log2(8)", "3"},
        {"log10(1000)", "3"},
        {"sin(pi / 2)", "1"},
        {"cos(0) + tan(0)", "1"},
        {"asin(1) - acos(0)", "0"},
        {"atan(1) * 4", "3.14159"},
        {"atan2(1, -1)", "2.35619"},
        {"sinh(1)", "1.1752"},
        {"cosh(1)", "1.54308"},
        {"tanh(0.5)", "0.462117"},
        {"abs([-1, 2])", "[1 2]"},
        {"sign([-3, 0, 3])", "[-1 0 1]"},
        {"[floor(-1.5), ceil(-1.5)]", "[-2 -1]"},
        {"round([0.5, 1.5, -0.5])", "[1 2 -1]"},
        {"round(pi, 3)", "3.142"},
        {"round(1234, -2)", "1200"},
        {"round(1e300, 20)", "1e+300"},
        {"erf(0.5)", "0.5205"},
        {"gamma(5)", "24"},
        {"lgamma(10)", "12.8018"},
        {"factorial([0, 5, 0.5, 171])", "[1 120 nan inf]"},
        {"binom(5, [0, 2, 5, 6])", "[1 10 1 0]"},
        {"binom(2000, 1000)", "inf"},
        {"gcd(12, 18)", "6"},
        {"gcd(0, 5)", "5"},
        {"gcd(1.5, 1)", "nan"},
        {"sigmoid([-1000, 0, 1000])", "[0 0.5 1]"},
        {"relu([-1, 0, 2])", "[0 0 2]"},
        {"relu(nan)", "nan"},
        {"gelu([-50, -1, 0, 1])", "[-0 -0.158655 0 0.841345]"},
        {"clip([-1, 0.5, 2], 0, 1)", "[0 0.5 1]"},
        {"min(3, 1, 2)", "1"},
        {"max(v, 2)", "[2 2 3]"},
    };
    CHECK(cases);
}

static void test_functions_of_vectors(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"sum(v)", "6"},
        {"sum(m)", "21"},
        {"sum([])", "0"},
        {"prod([2, 3])", "6"},
        {"mean(v)", "2"},
        {"mean([])", "nan"},
        {"var(v)", "0.666667"},
        {"var_sample(v)", "1"},
        {"std([1, 3])", "1"},
        {"std_sample([1, 3])", "1.41421"},
        {"var_sample([1])", "nan"},
        {"median([3, 1, 2])", "2"},
        {"median([4, 1, 2, 3])", "2.5"},
        {"min([3, 1, 2])", "1"},
        {"max(m)", "6"},
        {"max([])", "nan"},
        {"max([1, nan, 2])", "nan"},
        {"argmax([1, 3, 3])", "1"},
        {"argmin([1, 3, 0])", "2"},
        {"argmax([nan, 1])", "1"},
        {"norm([3, 4])", "5"},
        {"norm([3, -4], 1)", "7"},
        {"norm([3, -4], inf)", "4"},
        {"dot(v, v)", "14"},
        {"softmax([0, 0])", "[0.5 0.5]"},
        {"softmax([1000, 0])", "[1 0]"},
        {"softmax([[0, 0], [1, 1]])", "[0.5 0.5][0.5 0.5]"},
        {"sum(softmax(v))", "1"},
        {"logsumexp([1000, 1000])", "1000.69"},
        {"logsumexp([-inf, -inf])", "-inf"},
        {"len(v)", "3"},
        {"len(m)", "2"},
        {"range(4)", "[0 1 2 3]"},
        {"range(1, 3)", "[1 2]"},
        {"range(0, 0.3, 0.1)", "[0 0.1 0.2]"},
        {"range(3, 0, -1)", "[3 2 1]"},
        {"range(3, 0)", "[]"},
        {"linspace(0, 1, 5)", "[0 0.25 0.5 0.75 1]"},
        {"concat(v, 4, [5])", "[1 2 3 4 5]"},
        {"zeros(2)", "[0 0]"},
        {"ones(2, 2)", "[1 1][1 1]"},
        {"eye(2)", "[1 0][0 1]"},
        {"outer([1, 2], [3, 4])", "[3 4][6 8]"},
        {"transpose(m)", "[1 4][2 5][3 6]"},
        {"transpose(v)", "[1][2][3]"},
        {"trace([[1, 2], [3, 4]])", "5"},
        {"det([[1, 2], [3, 4]])", "-2"},
        {"det([[0, 1], [1, 0]])", "-1"},
        {"det([[1, 2], [2, 4]])", "0"},
        {"cumsum(v)", "[1 3 6]"},
        {"sort([2, nan, 1])", "[1 2 nan]"},
    };
    CHECK(cases);
}

static void test_syntax_errors(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", "column 1: expected a number, a name, \"(\" or \"[\", but the text ends here"},
        {"1 +", "column 4: expected a number, a name, \"(\" or \"[\", but the text ends here"},
        {"1 + )", "column 5: expected a number, a name, \"(\" or \"[\", not \")\""},
        {"2 x", "column 3: expected an operator or the end, not \"x\""},
        {"2 µ", "column 3: expected an operator or the end, not \"µ\""},
        {"(1", "column 3: expected \")\", but the text ends here"},
        {"[1, 2", "column 6: expected \",\" or \"]\", but the text ends here"},
        {"sin(1", "column 6: expected \",\" or \")\", but the text ends here"},
        {"sine(1)", "column 1: there is no function \"sine\""},
        {"1 + sin()", "column 5: sin takes 1 argument, not 0"},
        {"atan2(1)", "column 1: atan2 takes 2 arguments, not 1"},
        {"round(1, 2, 3)", "column 1: round takes 1 to 2 arguments, not 3"},
        {"1 ? 2", "column 6: expected \":\" and what else it is, but the text ends here"},
        {"v[]", "column 2: expected one index or two, not 0"},
        {"and", "column 1: expected a number, a name, \"(\" or \"[\", not \"and\""},
        {"1..2", "column 2: expected an operator or the end, not \".\""},
    };
    CHECK(cases);
}

static void test_shape_errors(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"1 + v + [1, 2]", "column 7: a vector of 3 and a vector of 2 do not fit"},
        {"m + [1, 2]", "column 3: a 2x3 matrix and a vector of 2 do not fit"},
        {"v @ 2", "column 3: @ takes vectors and matrices, not a number; use *"},
        {"m @ m",
         "column 3: a 2x3 matrix @ a 2x3 matrix: the left's columns must be the right's rows"},
        {"dot(m, v)", "column 1: dot takes vectors, not a 2x3 matrix"},
        {"det(m)", "column 1: det takes a square matrix, not a 2x3 matrix"},
        {"v[3]", "column 2: a vector of 3 has no index 3: they are whole and count from 0"},
        {"v[-1]", "column 2: a vector of 3 has no index -1: they are whole and count from 0"},
        {"v[0.5]", "column 2: a vector of 3 has no index 0.5: they are whole and count from 0"},
        {"v[v]", "column 2: an index is a number, not a vector of 3"},
        {"x[0]", "column 2: a number has no items to index"},
        {"[1, v]", "column 1: the items of a list have one shape, not a number and a vector of 3"},
        {"[m]", "column 1: a list holds numbers or vectors, not a 2x3 matrix"},
        {"zeros(1.5)", "column 1: a size must be a whole number from 0 to 4096"},
        {"range(0, 1, 0)",
         "column 1: range: from 0 to 1 in steps of 0 is no list of at most 4096 numbers"},
        {"ones(4096, 2)", "column 1: 4096 x 2 numbers are too many, at most 4096 in a value"},
    };
    CHECK(cases);
}

/* --- limits --- */

/* `open` `count` times, `core`, `close` as often. */
static void repeat(Buffer *text, const char *open, const char *core, const char *close, int count)
{
    for (int i = 0; i < count; i++)
        buffer_add_text(text, open);
    buffer_add_text(text, core);
    for (int i = 0; i < count; i++)
        buffer_add_text(text, close);
}

static void check_repeated(const char *open, const char *core, const char *close, int count,
                           const char *result)
{
    Buffer text = {0};
    Buffer out = {0};
    repeat(&text, open, core, close, count);
    work_out(&out, buffer_text(&text));
    assert_non_null(strstr(buffer_text(&out), result));
    buffer_done(&text);
    buffer_done(&out);
}

static void test_limits(void **state)
{
    (void)state;
    check_repeated("(", "1", ")", EXPRESSION_DEPTH_LIMIT, "1");
    check_repeated("(", "1", ")", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("-", "1", "", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("not ", "1", "", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("2^", "1", "", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("1?1:", "1", "", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("[", "1", "]", EXPRESSION_DEPTH_LIMIT + 1, "nested more than 100 deep");
    check_repeated("1+", "1", "", EXPRESSION_LENGTH_LIMIT / 2 - 1, "2048");
    check_repeated("1+", "1", "", EXPRESSION_LENGTH_LIMIT / 2, "longer than 4096 bytes");
    check_repeated("", "v", "[0, 0]", 1, "1");
    check_repeated("sort(range(4000))+", "1", "", 40, "more than 1000000 operations");
    /* each chain evaluates its middle twice */
    check_repeated("(1<", "x", "<3)", 60, "more than 1000000 operations");
}

static void test_prefix(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const Expression *expression;
    size_t used;
    Error error = {0};
    const ExpressionPlace place = {.line = 3, .column = 8};
    assert_int_equal(
        expression_parse_prefix(arena, "1 + x  \"one\"", place, &expression, &used, &error),
        STATUS_OK);
    assert_int_equal(used, 7);
    assert_int_equal(expression_parse_prefix(arena, "-6..6", place, &expression, &used, &error),
                     STATUS_OK);
    assert_int_equal(used, 2);
    assert_int_equal(expression_parse_prefix(arena, "1 + *", place, &expression, &used, &error),
                     STATUS_CONTENT);
    assert_string_equal(error.message,
                        "3:12: expected a number, a name, \"(\" or \"[\", not \"*\"");
    assert_int_equal(expression_parse_prefix(arena, "1 + why", place, &expression, &used, &error),
                     STATUS_OK);
    Value value;
    assert_int_equal(expression_evaluate(expression, NULL, 0, arena, &value, &error),
                     STATUS_CONTENT);
    assert_string_equal(error.message, "3:12: there is no \"why\" here; known are pi, e, inf, nan");
    arena_free(arena);
}

static void test_sample(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const Expression *expression;
    const double at[] = {-1, 0, 4};
    double values[3];
    size_t steps = EXPRESSION_STEP_LIMIT;
    assert_int_equal(expression_parse(arena, "x < 0 ? v : sqrt(x) + sum(v)", &expression, NULL),
                     STATUS_OK);
    /* the sampled name goes before a variable */
    assert_int_equal(
        expression_sample(expression, scope, SCOPE_COUNT, &steps, "x", at, 3, values, NULL),
        STATUS_OK);
    assert_true(isnan(values[0]));
    assert_true(values[1] == 6 && values[2] == 8);
    Error error = {0};
    assert_int_equal(expression_sample(expression, NULL, 0, &steps, "x", at, 3, values, &error),
                     STATUS_CONTENT);
    assert_string_equal(error.message,
                        "column 9: there is no \"v\" here; known are x, pi, e, inf, nan");
    arena_free(arena);
}

/* The work of all samples, and of what shares their limit, counts together. */
static void test_sample_limit(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    static double at[COUNT];
    static double values[COUNT];
    size_t steps = EXPRESSION_STEP_LIMIT;
    Arena *arena = arena_new();
    const Expression *expression;
    Error error = {0};
    assert_int_equal(expression_parse(arena, "sum(range(100)) + t", &expression, NULL), STATUS_OK);
    assert_int_equal(expression_sample(expression, NULL, 0, &steps, "t", at, COUNT, values, NULL),
                     STATUS_OK);
    assert_true(values[COUNT - 1] == 4950);
    assert_int_equal(expression_parse(arena, "sum(range(1000))", &expression, NULL), STATUS_OK);
    assert_int_equal(expression_sample(expression, NULL, 0, &steps, "t", at, COUNT, values, &error),
                     STATUS_CONTENT);
    assert_non_null(strstr(error.message, " operations"));
    assert_int_equal(steps, 0);
    steps = 2;
    Value value;
    assert_int_equal(expression_parse(arena, "1", &expression, NULL), STATUS_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            expression_evaluate_within(expression, NULL, 0, &steps, arena, &value, &error),
            i < 2 ? STATUS_OK : STATUS_CONTENT);
    arena_free(arena);
}

static void test_later_variable_counts(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const double one = 1;
    const ExpressionVariable both[] = {{"e", expression_number(&two)},
                                       {"e", expression_number(&one)}};
    const Expression *expression;
    Value value;
    assert_int_equal(expression_parse(arena, "e", &expression, NULL), STATUS_OK);
    assert_int_equal(expression_evaluate(expression, both, 2, arena, &value, NULL), STATUS_OK);
    assert_true(value.rows == 0 && value.items[0] == 1);
    arena_free(arena);
}

static void test_places_are_split_off(void **state)
{
    ExpressionPlace place;
    (void)state;
    assert_string_equal(expression_split_place("2:13: no", &place), "no");
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 13);
    static const char *const WHOLE[] = {"",        "no",     "2: no",  "2:3 no",
                                        "2:x: no", ":3: no", "0:1: no"};
    for (size_t i = 0; i < sizeof WHOLE / sizeof WHOLE[0]; i++) {
        assert_ptr_equal(expression_split_place(WHOLE[i], &place), WHOLE[i]);
        assert_int_equal(place.line, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_split_off),
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_logic),
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_functions_of_numbers),
        cmocka_unit_test(test_functions_of_vectors),
        cmocka_unit_test(test_syntax_errors),
        cmocka_unit_test(test_shape_errors),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_sample),
        cmocka_unit_test(test_sample_limit),
        cmocka_unit_test(test_later_variable_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
