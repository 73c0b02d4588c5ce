/* The checks of a milestone: each has one of the keys that say its kind, and what goes with it. */
#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "content/entries.h"
#include "study/csv.h"

#define TITLE_CELLS  60
#define LABELS_LIMIT ((size_t)16 * 1024 * 1024)

/* What a check of each kind may have beside its title, limit and modules. */
static const char *const KIND_KEYS[CHECK_KIND_COUNT] = {
    [CHECK_RUN] = "title seconds needs run input exit output pattern not",
    [CHECK_FILE] = "title seconds needs file sections words columns rows",
    [CHECK_PYTHON] = "title seconds needs python",
    [CHECK_METRIC] = ("title seconds needs metric predictions labels key column predicted positive "
                      "at-least at-most"),
    [CHECK_TIME] = "title seconds needs time slow fast at-least",
    [CHECK_SELF] = "title self",
};

/* --- fields --- */

/* A text as it stands, with the line's end that other fields lose. */
static const char *whole_text(const Reader *reader, const Node *node, const char *key)
{
    const Node *member = node_member(node, key);
    if (member == NULL || member->kind != NODE_SCALAR)
        return reader_text(reader, node, key, false);
    return arena_dup(reader->arena, member->text);
}

/* A whole number from `least` to `most`. */
static int32_t whole_number(const Reader *reader, const Node *node, const char *key, int least,
                            int most, int fallback)
{
    double value = reader_number(reader, node, key, fallback);
    if (value >= least && value <= most && floor(value) == value)
        return (int32_t)value;
    reader_complain(reader, node_member(node, key),
                    "'%s' is out of range (expected a whole number from %d to %d)", key, least,
                    most);
    return fallback;
}

/* A number of either sign; `fallback` when absent or bad. */
static double bound(const Reader *reader, const Node *node, const char *key, double fallback)
{
    const char *text = reader_text(reader, node, key, false);
    char *end = NULL;
    double value = strtod(text, &end);
    if (node_member(node, key) == NULL)
        return fallback;
    if (end != text && *end == '\0' && isfinite(value))
        return value;
    reader_complain(reader, node_member(node, key), "'%s' is no number (expected such as 0.85)",
                    key);
    return fallback;
}

/* A required name of a file in the learner's folder. */
static const char *own_file(const Reader *reader, const Node *node, const char *key)
{
    const char *name = reader_text(reader, node, key, true);
    if (name == NULL || path_is_inside(name))
        return name;
    reader_complain(reader, node_member(node, key),
                    "'%s' leaves the learner's folder (expected a name inside it)", name);
    return NULL;
}

/* A required name of a file below `folder` of the project, which must be there. */
static const char *pack_file(const Reader *reader, const Node *node, const char *key,
                             const char *directory, const char *folder)
{
    const char *name = reader_text(reader, node, key, true);
    if (name == NULL)
        return NULL;
    char *root = path_join(directory, folder);
    char *path = path_join(root, name);
    bool inside = path_is_inside(name);
    bool there = inside && file_exists(path);
    mem_free(path);
    mem_free(root);
    if (!inside)
        reader_complain(reader, node_member(node, key),
                        "'%s' leaves the folder (expected a name below %s/)", name, folder);
    else if (!there)
        reader_complain(reader, node_member(node, key), "there is no file %s/%s", folder, name);
    return there ? name : NULL;
}

/* --- kinds: false when the check cannot be used --- */

static bool are_patterns(const Reader *reader, const Node *list, const TextList *patterns)
{
    bool good = true;
    for (size_t i = 0; i < patterns->count; i++) {
        regex_t compiled;
        char why[200];
        int problem = regcomp(&compiled, patterns->items[i], REG_EXTENDED | REG_NOSUB);
        if (problem == 0) {
            regfree(&compiled);
            continue;
        }
        (void)regerror(problem, &compiled, why, sizeof why);
        reader_complain(reader, list, "'%.80s' is no extended regular expression: %s",
                        patterns->items[i], why);
        good = false;
    }
    return good;
}

static bool read_run(const Reader *reader, const Node *node, Check *check)
{
    const Node *words = reader_list(reader, node, "run");
    if (words == NULL)
        return false;
    check->words = reader_text_list(reader, node, "run");
    if (words->count == 0)
        reader_complain(reader, words, "'run' is empty (expected a program and its arguments)");
    check->input = whole_text(reader, node, "input");
    check->exit = whole_number(reader, node, "exit", 0, 255, 0);
    check->output = reader_text_list(reader, node, "output");
    check->patterns = reader_text_list(reader, node, "pattern");
    check->absent = reader_text_list(reader, node, "not");
    return are_patterns(reader, node_member(node, "pattern"), &check->patterns) &&
           check->words.count == words->count && words->count > 0;
}

static bool read_file_check(const Reader *reader, const Node *node, Check *check)
{
    check->file = own_file(reader, node, "file");
    check->sections = reader_text_list(reader, node, "sections");
    check->section_words = whole_number(reader, node, "words", 0, 100000, 1);
    check->columns = reader_text_list(reader, node, "columns");
    check->rows = whole_number(reader, node, "rows", 0, 1000000000, 0);
    return check->file != NULL;
}

static bool read_python(const Reader *reader, const Node *node, const char *directory, Check *check)
{
    check->file = pack_file(reader, node, "python", directory, "checks");
    return check->file != NULL;
}

static bool needs_positive(Metric metric)
{
    return metric == METRIC_PRECISION || metric == METRIC_RECALL || metric == METRIC_F1;
}

static bool read_metric_name(const Reader *reader, const Node *node, Check *check)
{
    const char *name = reader_text(reader, node, "metric", true);
    check->metric = name ? metric_from_name(name) : METRIC_COUNT;
    if (name != NULL && check->metric == METRIC_COUNT)
        reader_complain(reader, node_member(node, "metric"),
                        "'%s' is no metric (expected accuracy, precision, recall, f1, macro-f1, "
                        "mse, rmse, mae, r2, bleu, rouge-1 or perplexity)",
                        name);
    return check->metric != METRIC_COUNT;
}

/* The columns that are compared must be in the labels: nobody else would notice. */
static bool have_columns(const Reader *reader, const Node *node, const char *directory,
                         const Check *check)
{
    char *folder = path_join(directory, "labels");
    char *path = path_join(folder, check->labels);
    char *text = NULL;
    size_t length = 0;
    const char *const columns[] = {check->key, check->column};
    size_t needed = check->metric == METRIC_PERPLEXITY ? 1 : 2;
    bool good = true;
    Error error;
    CsvTable table;
    Arena *arena = arena_new();
    Status status = file_read(path, LABELS_LIMIT, &text, &length, &error);
    if (status == STATUS_OK)
        status = csv_read(text, length, arena, &table, &error);
    if (status != STATUS_OK) {
        reader_complain(reader, node_member(node, "labels"), "labels/%s: %s", check->labels,
                        error.message);
        reader->diagnostics->unread += text == NULL;
        good = false;
    }
    for (size_t i = 0; i < needed && good; i++) {
        good = csv_column(&table, columns[i]) != CSV_NO_COLUMN;
        if (!good)
            reader_complain(reader, node_member(node, i == 0 ? "key" : "column"),
                            "labels/%s has no column '%s'", check->labels, columns[i]);
    }
    arena_free(arena);
    mem_free(text);
    mem_free(path);
    mem_free(folder);
    return good;
}

static bool read_metric(const Reader *reader, const Node *node, const char *directory, Check *check)
{
    bool good = read_metric_name(reader, node, check);
    check->file = own_file(reader, node, "predictions");
    check->labels = pack_file(reader, node, "labels", directory, "labels");
    check->key = reader_text(reader, node, "key", true);
    check->column = reader_text(reader, node, "column", true);
    check->predicted = reader_text(reader, node, "predicted", false);
    check->positive = reader_text(reader, node, "positive", false);
    check->at_least = bound(reader, node, "at-least", -INFINITY);
    check->at_most = bound(reader, node, "at-most", INFINITY);
    if (node_member(node, "at-least") == NULL && node_member(node, "at-most") == NULL) {
        reader_complain(reader, node, "a bound is missing (expected 'at-least' or 'at-most')");
        good = false;
    }
    if (good && needs_positive(check->metric) && check->positive[0] == '\0') {
        reader_complain(reader, node,
                        "'positive' is missing (expected the label that counts as "
                        "found)");
        good = false;
    }
    return good && check->file && check->labels && check->key && check->column &&
           have_columns(reader, node, directory, check);
}

static bool read_time(const Reader *reader, const Node *node, Check *check)
{
    check->file = own_file(reader, node, "time");
    check->slow = reader_text(reader, node, "slow", true);
    check->fast = reader_text(reader, node, "fast", true);
    check->at_least = bound(reader, node, "at-least", -INFINITY);
    if (node_member(node, "at-least") == NULL)
        reader_complain(reader, node,
                        "'at-least' is missing (expected how many times as fast, such as 1.5)");
    return check->file && check->slow && check->fast && isfinite(check->at_least);
}

static bool read_self(const Reader *reader, const Node *node, Check *check)
{
    const char *criterion = reader_text(reader, node, "self", true);
    check->criterion = criterion ? criterion : "";
    return criterion != NULL;
}

static bool read_kind(const Reader *reader, const Node *node, const char *directory, Check *check)
{
    switch (check->kind) {
    case CHECK_RUN:
        return read_run(reader, node, check);
    case CHECK_FILE:
        return read_file_check(reader, node, check);
    case CHECK_PYTHON:
        return read_python(reader, node, directory, check);
    case CHECK_METRIC:
        return read_metric(reader, node, directory, check);
    case CHECK_TIME:
        return read_time(reader, node, check);
    case CHECK_SELF:
        return read_self(reader, node, check);
    case CHECK_KIND_COUNT:
        break;
    }
    return false;
}

/* --- the check --- */

/* The kind that the one kind key says; CHECK_KIND_COUNT, with a diagnostic, when there is not one. */
static CheckKind find_kind(const Reader *reader, const Node *node)
{
    CheckKind found = CHECK_KIND_COUNT;
    for (CheckKind kind = 0; node->kind == NODE_MAPPING && kind < CHECK_KIND_COUNT; kind++) {
        const Node *key = node_member(node, check_kind_name(kind));
        if (key == NULL)
            continue;
        if (found != CHECK_KIND_COUNT) {
            reader_complain(reader, key, "a check is of one kind: '%s' and '%s' do not go together",
                            check_kind_name(found), check_kind_name(kind));
            return CHECK_KIND_COUNT;
        }
        found = kind;
    }
    if (found == CHECK_KIND_COUNT)
        reader_complain(reader, node,
                        "a check of no known kind (expected a mapping with one of the keys run, "
                        "file, python, metric, time and self)");
    return found;
}

/* What a check without a title is called. */
static const char *usual_title(const Reader *reader, const Check *check)
{
    Buffer text = {0};
    for (size_t i = 0; i < check->words.count; i++)
        buffer_add_format(&text, "%s%s", i > 0 ? " " : "", check->words.items[i]);
    if (check->kind == CHECK_METRIC)
        buffer_add_format(&text, "%s of %s", metric_name(check->metric), check->file);
    else if (check->kind == CHECK_TIME)
        buffer_add_format(&text, "%s: %s faster than %s", check->file, check->fast, check->slow);
    else
        buffer_add_text(&text, check->kind == CHECK_SELF ? check->criterion : check->file);
    const char *whole = buffer_text(&text);
    size_t line = strcspn(whole, "\n");
    size_t length = utf8_fit(whole, line, TITLE_CELLS, NULL);
    bool cut = length < line;
    if (cut)
        length = utf8_fit(whole, line, TITLE_CELLS - 1, NULL);
    char *shown = mem_format("%.*s%s", (int)length, whole, cut ? "…" : "");
    const char *title = arena_dup(reader->arena, shown);
    mem_free(shown);
    buffer_done(&text);
    return title;
}

static const char *read_title(const Reader *reader, const Node *node, const Check *check)
{
    const char *title = reader_text(reader, node, "title", false);
    if (title[0] == '\0')
        return usual_title(reader, check);
    if (utf8_width(title) > TITLE_CELLS || strchr(title, '\n') != NULL)
        reader_complain(reader, node_member(node, "title"),
                        "the title of a check is too long (expected one line of %d cells at most)",
                        TITLE_CELLS);
    return title;
}

static void read_check(Builder *builder, const Reader *reader, const Node *node,
                       CatalogIndex milestone, const char *directory)
{
    Check check = {.file = "",
                   .input = "",
                   .labels = "",
                   .key = "",
                   .column = "",
                   .predicted = "",
                   .positive = "",
                   .slow = "",
                   .fast = "",
                   .criterion = "",
                   .at_least = -INFINITY,
                   .at_most = INFINITY,
                   .milestone = milestone,
                   .kind = find_kind(reader, node)};
    if (check.kind == CHECK_KIND_COUNT ||
        !reader_expect_mapping(reader, node, "a check", KIND_KEYS[check.kind]) ||
        !read_kind(reader, node, directory, &check))
        return;
    check.seconds = whole_number(reader, node, "seconds", 1, CHECK_SECONDS_MAX, CHECK_SECONDS);
    check.needs = reader_text_list(reader, node, "needs");
    check.title = read_title(reader, node, &check);
    if (check.predicted[0] == '\0')
        check.predicted = check.column;
    *array_push(&builder->project_checks) = check;
    builder->milestones.items[milestone].check_count++;
}

void checks_read(Builder *builder, const Reader *reader, const Node *milestone,
                 const char *directory)
{
    CatalogIndex index = (CatalogIndex)builder->milestones.count - 1;
    const Node *list = reader_list(reader, milestone, "checks");
    for (const Node *item = list ? list->first : NULL; item; item = item->next)
        read_check(builder, reader, item, index, directory);
}
