#include "base/expression_functions.h"

#include <math.h>
#include <string.h>

/* --- of one number --- */

static double sign(double x)
{
    return x > 0 ? 1 : x < 0 ? -1 : x;
}

static double relu(double x)
{
    return x < 0 ? 0 : x; /* NaN stays */
}

/* Without overflow on either side. */
static double sigmoid(double x)
{
    double small = exp(-fabs(x));
    return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

static double gelu(double x)
{
    return x < -40 ? -0.0 : x / 2 * (1 + erf(x / sqrt(2.0)));
}

/* The plain lgamma leaves a sign in a global variable. */
static double log_gamma(double x)
{
    int unused;
    return lgamma_r(x, &unused);
}

static bool is_whole(double x)
{
    return isfinite(x) && floor(x) == x;
}

static double factorial(double n)
{
    if (!is_whole(n) || n < 0)
        return NAN;
    double product = 1;
    for (int i = 2; i <= n && isfinite(product); i++)
        product *= i;
    return product;
}

/* --- of two --- */

/* The product grows at least twofold with each step, so it ends or is infinite within 1100. */
static double binomial(double n, double k)
{
    if (!is_whole(n) || !is_whole(k) || n < 0)
        return NAN;
    k = fmin(k, n - k);
    double ways = k < 0 ? 0 : 1;
    for (int i = 1; i <= k && isfinite(ways); i++)
        ways = ways * (n - k + i) / i;
    return isfinite(ways) ? round(ways) : ways;
}

static double common_divisor(double a, double b)
{
    if (!is_whole(a) || !is_whole(b))
        return NAN;
    a = fabs(a);
    b = fabs(b);
    while (b > 0) {
        double rest = fmod(a, b);
        a = b;
        b = rest;
    }
    return a;
}

/* --- of all items: NaN where nothing is defined for none --- */

static double sum(const double *items, size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += items[i];
    return total;
}

static double product(const double *items, size_t count)
{
    double total = 1;
    for (size_t i = 0; i < count; i++)
        total *= items[i];
    return total;
}

static double mean(const double *items, size_t count)
{
    return count == 0 ? NAN : sum(items, count) / (double)count;
}

static double squares(const double *items, size_t count)
{
    double center = mean(items, count);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += (items[i] - center) * (items[i] - center);
    return total;
}

static double variance(const double *items, size_t count)
{
    return count == 0 ? NAN : squares(items, count) / (double)count;
}

static double variance_sample(const double *items, size_t count)
{
    return count < 2 ? NAN : squares(items, count) / (double)(count - 1);
}

static double deviation(const double *items, size_t count)
{
    return sqrt(variance(items, count));
}

static double deviation_sample(const double *items, size_t count)
{
    return sqrt(variance_sample(items, count));
}

/* The first of the largest items, after sign; NaN is never larger. */
static double extreme_index(const double *items, size_t count, double factor)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        best = factor * items[i] > factor * items[best] || isnan(items[best]) ? i : best;
    return count == 0 ? NAN : (double)best;
}

static double largest_index(const double *items, size_t count)
{
    return extreme_index(items, count, 1);
}

static double smallest_index(const double *items, size_t count)
{
    return extreme_index(items, count, -1);
}

/* log(sum(exp)) around the largest item, so that nothing overflows. */
static double log_sum_exp(const double *items, size_t count)
{
    if (count == 0)
        return -INFINITY;
    double most = items[(size_t)largest_index(items, count)];
    double total = 0;
    if (isinf(most))
        return most;
    for (size_t i = 0; i < count; i++)
        total += exp(items[i] - most);
    return most + log(total);
}

/* --- the table --- */

static const ExpressionFunction functions[] = {
#define ITEMWISE(text, function) {.name = #text, .least = 1, .most = 1, .itemwise = (function)},
#define PAIRWISE(text, function) {.name = #text, .least = 2, .most = 2, .pairwise = (function)},
#define FOLDING(text, function)  {.name = #text, .least = 1, .most = 1, .folding = (function)},
#define GENERAL(text, fewest, greatest, function) \
    {.name = #text, .least = (fewest), .most = (greatest), .general = expression_##function},
#include "base/expression_functions.def"
#undef ITEMWISE
#undef PAIRWISE
#undef FOLDING
#undef GENERAL
};

const ExpressionFunction *expression_function(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (strlen(functions[i].name) == length && memcmp(functions[i].name, name, length) == 0)
            return &functions[i];
    }
    return NULL;
}

Status expression_call(ExpressionEvaluation *evaluation, const ExpressionFunction *function,
                       const Value *arguments, size_t count, Value *value)
{
    if (function->itemwise != NULL)
        return expression_map(evaluation, function->itemwise, arguments, value);
    if (function->pairwise != NULL)
        return expression_zip(evaluation, function->pairwise, &arguments[0], &arguments[1], value);
    if (function->general != NULL)
        return function->general(evaluation, arguments, count, value);
    size_t size = expression_size(arguments);
    Status status = expression_work(evaluation, size);
    if (status != STATUS_OK)
        return status;
    return expression_make_number(evaluation, function->folding(arguments->items, size), value);
}
