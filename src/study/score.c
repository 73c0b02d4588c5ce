#include "study/score.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

#define GRAM_MAX 4

static bool read_number(const char *text, double *value)
{
    char *end = NULL;
    *value = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*value);
}

bool score_same(const char *left, const char *right)
{
    double a = 0;
    double b = 0;
    if (strcmp(left, right) == 0)
        return true;
    return read_number(left, &a) && read_number(right, &b) && a == b;
}

/* --- labels --- */

static bool holds(const TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (score_same(list->items[i], text))
            return true;
    return false;
}

static TextList different(const char *const *texts, size_t count)
{
    TextList list = {.items = mem_alloc(count + 1, sizeof *list.items)};
    for (size_t i = 0; i < count; i++)
        if (!holds(&list, texts[i]))
            list.items[list.count++] = texts[i];
    return list;
}

/* So many labels are named in a message. */
#define NAMED_LABELS 6

static Status complain_label(const char *key, const char *label, const TextList *labels,
                             Error *error)
{
    Buffer names = {0};
    for (size_t i = 0; i < labels->count && i < NAMED_LABELS; i++)
        buffer_add_format(&names, "%s'%.40s'", i > 0 ? ", " : "", labels->items[i]);
    if (labels->count > NAMED_LABELS)
        buffer_add_text(&names, ", ...");
    Status status = error_set(error, STATUS_CONTENT,
                              "the prediction of row %.40s is '%.60s', which is none of the labels "
                              "(%s)",
                              key, label, buffer_text(&names));
    buffer_done(&names);
    return status;
}

typedef struct Confusion {
    size_t found, wrong, missed; /* true positives, false positives, false negatives */
} Confusion;

static Confusion confuse(const ScorePairs *pairs, const char *positive)
{
    Confusion counts = {0};
    for (size_t i = 0; i < pairs->count; i++) {
        bool is = score_same(pairs->labels[i], positive);
        bool said = score_same(pairs->predictions[i], positive);
        counts.found += is && said;
        counts.wrong += !is && said;
        counts.missed += is && !said;
    }
    return counts;
}

static double share(size_t part, size_t rest)
{
    return part == 0 ? 0 : (double)part / (double)(part + rest);
}

static double f1_of(Confusion counts)
{
    size_t found = 2 * counts.found;
    return share(found, counts.wrong + counts.missed);
}

static double macro_f1(const ScorePairs *pairs, const TextList *labels)
{
    double sum = 0;
    for (size_t i = 0; i < labels->count; i++)
        sum += f1_of(confuse(pairs, labels->items[i]));
    return sum / (double)labels->count;
}

static double accuracy(const ScorePairs *pairs)
{
    size_t right = 0;
    for (size_t i = 0; i < pairs->count; i++)
        right += score_same(pairs->labels[i], pairs->predictions[i]);
    return (double)right / (double)pairs->count;
}

static double score_classes(Metric metric, const ScorePairs *pairs, const TextList *labels,
                            const char *positive)
{
    Confusion counts = confuse(pairs, positive);
    switch (metric) {
    case METRIC_PRECISION:
        return share(counts.found, counts.wrong);
    case METRIC_RECALL:
        return share(counts.found, counts.missed);
    case METRIC_F1:
        return f1_of(counts);
    case METRIC_MACRO_F1:
        return macro_f1(pairs, labels);
    default:
        return accuracy(pairs);
    }
}

static Status classify(Metric metric, const ScorePairs *pairs, const char *positive, double *score,
                       Error *error)
{
    TextList labels = different(pairs->labels, pairs->count);
    Status status = STATUS_OK;
    for (size_t i = 0; i < pairs->count && status == STATUS_OK; i++)
        if (!holds(&labels, pairs->predictions[i]))
            status = complain_label(pairs->keys[i], pairs->predictions[i], &labels, error);
    if (status == STATUS_OK)
        *score = score_classes(metric, pairs, &labels, positive);
    mem_free((void *)labels.items);
    return status;
}

/* --- numbers --- */

static Status number_at(const char *const *texts, const ScorePairs *pairs, size_t row,
                        const char *what, double *value, Error *error)
{
    if (read_number(texts[row], value))
        return STATUS_OK;
    return error_set(error, STATUS_CONTENT, "the %s of row %.40s is '%.60s' (expected a number)",
                     what, pairs->keys[row], texts[row]);
}

static Status measure_numbers(Metric metric, const ScorePairs *pairs, double *score, Error *error)
{
    double squares = 0, distances = 0, sum = 0, label_squares = 0;
    double n = (double)pairs->count;
    for (size_t i = 0; i < pairs->count; i++) {
        double label = 0;
        double guess = 0;
        Status status = number_at(pairs->labels, pairs, i, "label", &label, error);
        if (status == STATUS_OK)
            status = number_at(pairs->predictions, pairs, i, "prediction", &guess, error);
        if (status != STATUS_OK)
            return status;
        squares += (label - guess) * (label - guess);
        distances += fabs(label - guess);
        sum += label;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        double label = strtod(pairs->labels[i], NULL);
        label_squares += (label - sum / n) * (label - sum / n);
    }
    *score = metric == METRIC_MSE    ? squares / n
             : metric == METRIC_RMSE ? sqrt(squares / n)
             : metric == METRIC_MAE  ? distances / n
             : label_squares > 0     ? 1 - squares / label_squares
                                     : -INFINITY;
    return STATUS_OK;
}

/* A prediction's numbers, with blanks between them, added to the sum. */
static Status add_logarithms(const ScorePairs *pairs, size_t row, double *sum, size_t *count,
                             Error *error)
{
    const char *at = pairs->predictions[row];
    for (at += strspn(at, " \t\n"); *at != '\0'; at += strspn(at, " \t\n")) {
        char *end = NULL;
        double value = strtod(at, &end);
        if (end == at || (*end != '\0' && strchr(" \t\n", *end) == NULL) || !isfinite(value) ||
            value > 1e-6)
            return error_set(error, STATUS_CONTENT,
                             "row %.40s has '%.60s' (expected natural logarithms of probabilities, "
                             "which are 0 or less)",
                             pairs->keys[row], at);
        *sum += value;
        ++*count;
        at = end;
    }
    return STATUS_OK;
}

static Status perplexity(const ScorePairs *pairs, double *score, Error *error)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        size_t before = count;
        Status status = add_logarithms(pairs, i, &sum, &count, error);
        if (status != STATUS_OK)
            return status;
        if (count == before)
            return error_set(error, STATUS_CONTENT, "row %.40s has no logarithms", pairs->keys[i]);
    }
    *score = exp(-sum / (double)count);
    return STATUS_OK;
}

/* --- texts --- */

/* Words in lower case, and signs, each NUL-terminated, one behind the other in `letters`. */
typedef struct Tokens {
    char *letters;
    const char **items;
    size_t count;
} Tokens;

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) != 0 || (unsigned char)byte >= 0x80;
}

static Tokens tokenize(const char *text)
{
    size_t length = strlen(text);
    Tokens tokens = {.letters = mem_alloc(2 * length + 1, 1),
                     .items = mem_alloc(length + 1, sizeof *tokens.items)};
    char *put = tokens.letters;
    for (const char *at = text; *at != '\0';) {
        if (isspace((unsigned char)*at)) {
            at++;
            continue;
        }
        tokens.items[tokens.count++] = put;
        bool word = is_letter(*at);
        do
            *put++ = (char)tolower((unsigned char)*at++);
        while (word && is_letter(*at));
        *put++ = '\0';
    }
    return tokens;
}

static void tokens_done(Tokens *tokens)
{
    mem_free(tokens->letters);
    mem_free((void *)tokens->items);
}

static bool same_gram(const char *const *left, const char *const *right, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strcmp(left[i], right[i]) != 0)
            return false;
    return true;
}

/* Grams of `guess` that are also in `label`, each of those counted once. */
static size_t common_grams(const Tokens *label, const Tokens *guess, size_t size)
{
    size_t common = 0;
    bool *taken = mem_alloc(label->count + 1, sizeof *taken);
    for (size_t i = 0; i + size <= guess->count; i++)
        for (size_t j = 0; j + size <= label->count; j++)
            if (!taken[j] && same_gram(guess->items + i, label->items + j, size)) {
                taken[j] = true;
                common++;
                break;
            }
    mem_free(taken);
    return common;
}

static double bleu(const ScorePairs *pairs)
{
    double common[GRAM_MAX] = {0}, all[GRAM_MAX] = {0}, label_length = 0, guess_length = 0, sum = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        Tokens label = tokenize(pairs->labels[i]);
        Tokens guess = tokenize(pairs->predictions[i]);
        label_length += (double)label.count;
        guess_length += (double)guess.count;
        for (size_t n = 1; n <= GRAM_MAX; n++) {
            common[n - 1] += (double)common_grams(&label, &guess, n);
            all[n - 1] += guess.count >= n ? (double)(guess.count - n + 1) : 0;
        }
        tokens_done(&label);
        tokens_done(&guess);
    }
    for (size_t n = 0; n < GRAM_MAX; n++) {
        if (common[n] <= 0)
            return 0;
        sum += log(common[n] / all[n]) / GRAM_MAX;
    }
    return exp(sum + (guess_length < label_length ? 1 - label_length / guess_length : 0));
}

static double rouge_1(const ScorePairs *pairs)
{
    double sum = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        Tokens label = tokenize(pairs->labels[i]);
        Tokens guess = tokenize(pairs->predictions[i]);
        size_t common = common_grams(&label, &guess, 1);
        if (common > 0)
            sum += 2 * (double)common / (double)(label.count + guess.count);
        tokens_done(&label);
        tokens_done(&guess);
    }
    return sum / (double)pairs->count;
}

Status score_compute(Metric metric, const ScorePairs *pairs, const char *positive, double *score,
                     Error *error)
{
    *score = 0;
    if (pairs->count == 0)
        return error_set(error, STATUS_CONTENT, "there are no rows to compare");
    switch (metric) {
    case METRIC_ACCURACY:
    case METRIC_PRECISION:
    case METRIC_RECALL:
    case METRIC_F1:
    case METRIC_MACRO_F1:
        return classify(metric, pairs, positive, score, error);
    case METRIC_MSE:
    case METRIC_RMSE:
    case METRIC_MAE:
    case METRIC_R2:
        return measure_numbers(metric, pairs, score, error);
    case METRIC_PERPLEXITY:
        return perplexity(pairs, score, error);
    case METRIC_BLEU:
        *score = bleu(pairs);
        return STATUS_OK;
    case METRIC_ROUGE_1:
        *score = rouge_1(pairs);
        return STATUS_OK;
    case METRIC_COUNT:
        break;
    }
    return error_set(error, STATUS_CONTENT, "an unknown metric");
}
