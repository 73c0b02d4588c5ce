/* Judging what the learner's programs left in files: reports, tables, predictions, timings. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/words.h"
#include "study/check_excerpt.h"
#include "study/csv.h"
#include "study/score.h"

static bool is_blank(CheckText file)
{
    for (size_t i = 0; i < file.length; i++)
        if (!isspace((unsigned char)file.text[i]))
            return false;
    return true;
}

/* --- figures --- */

/* A score as people write it: "0.8512", "65,433"; with `more` digits than that. */
static const char *figure(double value, int more, Arena *arena)
{
    char digits[64];
    Buffer text = {0};
    bool large = fabs(value) >= 1000 && fabs(value) < 1e15;
    (void)snprintf(digits, sizeof digits, large ? "%.*f" : "%.*g", large ? more : 4 + more, value);
    size_t whole = strcspn(digits, ".");
    for (size_t end = strlen(digits); large && end > whole && strchr(".0", digits[end - 1]); end--)
        digits[end - 1] = '\0';
    size_t sign = digits[0] == '-';
    for (size_t i = 0; digits[i] != '\0'; i++) {
        bool behind = large && whole - sign > 4 && i > sign && i < whole && (whole - i) % 3 == 0;
        buffer_add_text(&text, behind ? "," : "");
        buffer_add_char(&text, digits[i]);
    }
    const char *made = arena_dup(arena, buffer_text(&text));
    buffer_done(&text);
    return made;
}

/* How many more digits tell two figures apart: what is nearly enough must not look like enough. */
static int digits_apart(double value, double bound, Arena *arena)
{
    int more = 0;
    while (more < 12 && strcmp(figure(value, more, arena), figure(bound, more, arena)) == 0)
        more++;
    return more;
}

/* --- sections of Markdown --- */

typedef struct Heading {
    int level; /* 1 to 6; 0: the line is none */
    const char *text;
    size_t length;
} Heading;

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && isspace((unsigned char)**text)) {
        ++*text;
        --*length;
    }
    while (*length > 0 && isspace((unsigned char)(*text)[*length - 1]))
        --*length;
}

/* "## 2. Results ##" is "Results". */
static Heading read_heading(const char *line, size_t length)
{
    Heading heading = {0};
    while (heading.level < (int)length && line[heading.level] == '#')
        heading.level++;
    size_t at = (size_t)heading.level;
    if (at == 0 || at > 6 || (at < length && !isspace((unsigned char)line[at])))
        return (Heading){0};
    heading.text = line + at;
    heading.length = length - at;
    trim(&heading.text, &heading.length);
    while (heading.length > 0 && strchr("#:", heading.text[heading.length - 1]) != NULL)
        heading.length--;
    size_t number = 0;
    while (number < heading.length &&
           (isdigit((unsigned char)heading.text[number]) || strchr(".)", heading.text[number])))
        number++;
    if (number > 0 && number < heading.length && heading.text[number] == ' ') {
        heading.text += number;
        heading.length -= number;
    }
    trim(&heading.text, &heading.length);
    return heading;
}

static int count_words(const char *text, size_t length)
{
    int count = 0;
    bool within = false;
    bool counted = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        within = !isspace(byte);
        counted = within && counted;
        if (within && !counted && (isalnum(byte) || byte >= 0x80)) {
            counted = true;
            count++;
        }
    }
    return count;
}

static bool is_rule(const char *line, size_t length, char sign)
{
    size_t at = 0;
    while (at < length && line[at] == sign)
        at++;
    while (at < length && isspace((unsigned char)line[at]))
        at++;
    return length > 1 && line[0] == sign && at == length;
}

/* Words below the heading up to the next of its level or above; -1 without such a heading. */
static int section_words(const char *text, const char *wanted)
{
    int level = 0; /* of the section that we are in */
    int words = -1;
    bool fenced = false;
    const char *line;
    size_t length;
    for (const char *at = text; excerpt_line(&at, &line, &length);) {
        bool fence = strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
        fenced = fence ? !fenced : fenced;
        Heading heading = {0};
        if (!fenced)
            heading = read_heading(line, length);
        size_t below = strcspn(at, "\n");
        if (!fenced && heading.level == 0 && length > 0 && is_rule(at, below, '='))
            heading = (Heading){.level = 1, .text = line, .length = length};
        if (!fenced && heading.level == 0 && length > 0 && is_rule(at, below, '-') &&
            count_words(line, length) > 0)
            heading = (Heading){.level = 2, .text = line, .length = length};
        if (heading.level == 0) {
            words += level > 0 ? count_words(line, length) : 0;
            continue;
        }
        if (level > 0 && heading.level <= level)
            return words;
        trim(&heading.text, &heading.length);
        if (level == 0 && heading.length == strlen(wanted) &&
            strncasecmp(heading.text, wanted, heading.length) == 0) {
            level = heading.level;
            words = 0;
        }
    }
    return words;
}

static bool has_sections(const Check *check, const char *text, Buffer *message)
{
    for (size_t i = 0; i < check->sections.count; i++) {
        const char *name = check->sections.items[i];
        int words = section_words(text, name);
        if (words < 0)
            buffer_add_format(message, "%s has no heading \"%s\" (expected a line such as: ## %s)",
                              check->file, name, name);
        else if (words < check->section_words)
            buffer_add_format(message, "below \"%s\" in %s there %s %d %s (expected %d or more)",
                              name, check->file, words_plural(words, "is", "are"), words,
                              words_plural(words, "word", "words"), check->section_words);
        if (message->length > 0)
            return false;
    }
    return true;
}

/* --- tables --- */

/* Reads a table that must have the columns; what is wrong goes to `message`. */
static bool read_table(const char *name, CheckText file, const char *const *columns, size_t count,
                       Arena *arena, CsvTable *table, Buffer *message)
{
    Error error;
    if (csv_read(file.text, file.length, arena, table, &error) != STATUS_OK) {
        buffer_add_format(message, "%s: %s", name, error.message);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (csv_column(table, columns[i]) != CSV_NO_COLUMN)
            continue;
        buffer_add_format(message, "%s has no column \"%s\"; its header has", name, columns[i]);
        for (size_t c = 0; c < table->column_count; c++)
            buffer_add_format(message, "%s %s", c > 0 ? "," : ":", table->header[c]);
        return false;
    }
    return true;
}

static bool has_table(const Check *check, CheckText file, Arena *arena, Buffer *message)
{
    CsvTable table;
    if (check->columns.count == 0 && check->rows == 0)
        return true;
    if (!read_table(check->file, file, check->columns.items, check->columns.count, arena, &table,
                    message))
        return false;
    if (table.row_count >= (size_t)check->rows)
        return true;
    buffer_add_format(message, "%s has %zu %s of data (expected %d or more)", check->file,
                      table.row_count, words_plural((int64_t)table.row_count, "row", "rows"),
                      check->rows);
    return false;
}

static CheckResult not_there(const Check *check, Arena *arena)
{
    return check_result(arena, OUTCOME_FAILED, "%s is not there", check->file);
}

CheckResult check_judge_file(const Check *check, CheckText file, Arena *arena)
{
    Buffer message = {0};
    if (file.text == NULL)
        return not_there(check, arena);
    if (is_blank(file))
        return check_result(arena, OUTCOME_FAILED, "%s is empty", check->file);
    if (has_sections(check, file.text, &message) && has_table(check, file, arena, &message))
        return check_result(arena, OUTCOME_PASSED, "%s", "");
    return excerpt_result(&message, OUTCOME_FAILED, arena);
}

/* --- predictions --- */

typedef struct Keyed {
    const char *key;
    size_t row;
} Keyed;

static int by_key(const void *left, const void *right)
{
    return strcmp(((const Keyed *)left)->key, ((const Keyed *)right)->key);
}

/* Rows by key, sorted; the caller frees. */
static Keyed *sort_rows(const CsvTable *table, size_t column)
{
    Keyed *rows = mem_alloc(table->row_count + 1, sizeof *rows);
    for (size_t i = 0; i < table->row_count; i++)
        rows[i] = (Keyed){.key = table->rows[i].fields[column], .row = i};
    qsort(rows, table->row_count, sizeof *rows, by_key);
    return rows;
}

static bool are_unique(const Check *check, const Keyed *rows, size_t count, Buffer *message)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(rows[i].key, rows[i - 1].key) == 0) {
            buffer_add_format(message, "%s has the %s %s more than once", check->file, check->key,
                              rows[i].key);
            return false;
        }
    return true;
}

/* Says which rows have no prediction. */
static bool are_complete(const Check *check, const CsvTable *labels, size_t key, const Keyed *rows,
                         size_t count, Buffer *message)
{
    size_t missing = 0;
    Buffer names = {0};
    for (size_t i = 0; i < labels->row_count; i++) {
        Keyed wanted = {.key = labels->rows[i].fields[key]};
        if (bsearch(&wanted, rows, count, sizeof *rows, by_key) != NULL)
            continue;
        if (missing++ < 5)
            buffer_add_format(&names, "%s%s", names.length > 0 ? ", " : "", wanted.key);
    }
    if (missing > 0)
        buffer_add_format(message, "%s lacks %zu of the %zu rows that are scored (%s: %s%s)",
                          check->file, missing, labels->row_count, check->key, buffer_text(&names),
                          missing > 5 ? ", ..." : "");
    buffer_done(&names);
    return missing == 0;
}

/* Pairs each row of the labels with its prediction. */
static ScorePairs pair_up(const Check *check, const CsvTable *labels, const CsvTable *predictions,
                          const Keyed *rows, Arena *arena)
{
    size_t key = csv_column(labels, check->key);
    size_t column = csv_column(labels, check->column);
    size_t predicted = csv_column(predictions, check->predicted);
    ScorePairs pairs = {
        .keys = arena_alloc(arena, labels->row_count + 1, sizeof *pairs.keys),
        .labels = arena_alloc(arena, labels->row_count + 1, sizeof *pairs.labels),
        .predictions = arena_alloc(arena, labels->row_count + 1, sizeof *pairs.predictions),
    };
    for (size_t i = 0; i < labels->row_count; i++) {
        Keyed wanted = {.key = labels->rows[i].fields[key]};
        const Keyed *row = bsearch(&wanted, rows, predictions->row_count, sizeof *rows, by_key);
        if (row == NULL)
            continue;
        pairs.keys[pairs.count] = wanted.key;
        pairs.labels[pairs.count] = column == CSV_NO_COLUMN ? "" : labels->rows[i].fields[column];
        pairs.predictions[pairs.count++] = predictions->rows[row->row].fields[predicted];
    }
    return pairs;
}

static CheckResult too_far(const Check *check, double score, double bound, size_t rows,
                           Arena *arena)
{
    int more = digits_apart(score, bound, arena);
    return check_result(arena, OUTCOME_FAILED, "%s is %s on %zu rows (expected %s or %s)",
                        metric_name(check->metric), figure(score, more, arena), rows,
                        figure(bound, more, arena), score < bound ? "more" : "less");
}

static CheckResult judge_score(const Check *check, double score, size_t rows, Arena *arena)
{
    const char *name = metric_name(check->metric);
    if (score < check->at_least)
        return too_far(check, score, check->at_least, rows, arena);
    if (score > check->at_most)
        return too_far(check, score, check->at_most, rows, arena);
    if (!(score >= check->at_least && score <= check->at_most))
        return check_result(arena, OUTCOME_FAILED, "%s cannot be worked out", name);
    return check_result(arena, OUTCOME_PASSED, "%s %s", name, figure(score, 0, arena));
}

static CheckResult score_tables(const Check *check, const CsvTable *labels,
                                const CsvTable *predictions, Arena *arena)
{
    Buffer message = {0};
    Error error;
    double score = 0;
    size_t count = predictions->row_count;
    Keyed *rows = sort_rows(predictions, csv_column(predictions, check->key));
    bool good = are_unique(check, rows, count, &message) &&
                are_complete(check, labels, csv_column(labels, check->key), rows, count, &message);
    ScorePairs pairs = {0};
    if (good)
        pairs = pair_up(check, labels, predictions, rows, arena);
    mem_free(rows);
    if (good &&
        score_compute(check->metric, &pairs, check->positive, &score, &error) != STATUS_OK) {
        buffer_add_format(&message, "%s: %s", check->file, error.message);
        good = false;
    }
    if (!good)
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    return judge_score(check, score, pairs.count, arena);
}

CheckResult check_judge_metric(const Check *check, CheckText predictions, CheckText labels,
                               Arena *arena)
{
    const char *columns[] = {check->key, check->column};
    const char *predicted[] = {check->key, check->predicted};
    size_t labelled = check->metric == METRIC_PERPLEXITY ? 1 : 2;
    CsvTable known;
    CsvTable said;
    Buffer message = {0};
    if (labels.text == NULL ||
        !read_table(check->labels, labels, columns, labelled, arena, &known, &message)) {
        buffer_done(&message);
        return check_result(arena, OUTCOME_CANNOT, "the labels of the project cannot be read");
    }
    if (predictions.text == NULL)
        return not_there(check, arena);
    if (is_blank(predictions))
        return check_result(arena, OUTCOME_FAILED, "%s is empty", check->file);
    if (!read_table(check->file, predictions, predicted, 2, arena, &said, &message))
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    return score_tables(check, &known, &said, arena);
}

/* --- timings --- */

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The median of a run's seconds; negative, with a message, when there are none or one is bad. */
static double median_of(const Check *check, const CsvTable *table, const char *run, Buffer *message)
{
    size_t name = csv_column(table, "run");
    size_t seconds = csv_column(table, "seconds");
    ARRAY(double) values = {0};
    double median = -1;
    for (size_t i = 0; i < table->row_count && message->length == 0; i++) {
        const char *text = table->rows[i].fields[seconds];
        char *end = NULL;
        if (strcmp(table->rows[i].fields[name], run) != 0)
            continue;
        double value = strtod(text, &end);
        if (end == text || *end != '\0' || !(value > 0) || !isfinite(value))
            buffer_add_format(message, "%s: line %zu has the seconds '%s' (expected more than 0)",
                              check->file, table->rows[i].line, text);
        *array_push(&values) = value;
    }
    if (values.count == 0)
        buffer_add_format(message, "%s has no row of the run \"%s\"", check->file, run);
    if (message->length == 0 && values.items != NULL) {
        qsort(values.items, values.count, sizeof *values.items, by_value);
        median = (values.items[(values.count - 1) / 2] + values.items[values.count / 2]) / 2;
    }
    array_done(&values);
    return median;
}

CheckResult check_judge_time(const Check *check, CheckText timings, Arena *arena)
{
    static const char *const COLUMNS[] = {"run", "seconds"};
    CsvTable table;
    Buffer message = {0};
    if (timings.text == NULL)
        return not_there(check, arena);
    if (is_blank(timings))
        return check_result(arena, OUTCOME_FAILED, "%s is empty", check->file);
    if (!read_table(check->file, timings, COLUMNS, 2, arena, &table, &message))
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    double slow = median_of(check, &table, check->slow, &message);
    double fast = message.length > 0 ? -1 : median_of(check, &table, check->fast, &message);
    if (message.length > 0)
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    double times = slow / fast;
    if (times >= check->at_least)
        return check_result(arena, OUTCOME_PASSED, "%s times as fast", figure(times, 0, arena));
    int more = digits_apart(times, check->at_least, arena);
    return check_result(arena, OUTCOME_FAILED,
                        "%s takes %s s and %s %s s: %s times as fast (expected %s or more)",
                        check->fast, figure(fast, 0, arena), check->slow, figure(slow, 0, arena),
                        figure(times, more, arena), figure(check->at_least, more, arena));
}
