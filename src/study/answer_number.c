/* Numbers, vectors and matrices as people type them. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "study/answer.h"
#include "study/numeral.h"

#define DEFAULT_SHARE 0.01
#define ROUNDING      1e-9
#define GAPS          " \t\n"

/* --- what does not count --- */

/* A copy with plain signs for typographic ones, in `arena`. */
static char *plain(Arena *arena, const char *text)
{
    static const struct {
        const char *sign, *plain;
    } signs[] = {{"\u2212", "-"},  {"\u2013", "-"},  {"\u2014", "-"}, {"\u00d7", "*"},
                 {"\u00b7", "*"},  {"\u22c5", "*"},  {"\u00f7", "/"}, {"\u03c0", "pi"},
                 {"\u00b2", "^2"}, {"\u00b3", "^3"}, {"\u00a0", " "}, {"\u2009", " "},
                 {"\u202f", " "}};
    const size_t count = sizeof signs / sizeof *signs;
    Buffer out = {0};
    while (*text != '\0') {
        size_t i = 0;
        while (i < count && strncmp(text, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        if (i < count)
            buffer_add_text(&out, signs[i].plain);
        else
            buffer_add_char(&out, *text);
        text += i < count ? strlen(signs[i].sign) : 1;
    }
    char *made = arena_dup(arena, buffer_text(&out));
    buffer_done(&out);
    return made;
}

/* Cuts blanks, and `unit` before them, off the end of a text; false when the unit is not there. */
static bool cut_unit(char *text, const char *unit)
{
    size_t length = strlen(text), size = strlen(unit);
    while (length > 0 && strchr(GAPS, text[length - 1]) != NULL)
        length--;
    bool has = size > 0 && length > size && strncmp(text + length - size, unit, size) == 0;
    length -= has ? size : 0;
    while (length > 0 && strchr(GAPS, text[length - 1]) != NULL)
        length--;
    text[length] = '\0';
    return has;
}

/* A comma between the digits of a number stands for the point, but "1,000" may be one or a thousand:
 * false. Where a text has more than one comma, or brackets, they are left for the parser. */
static bool point_for_comma(char *text)
{
    char *comma = strchr(text, ',');
    if (comma == NULL || comma != strrchr(text, ',') || strpbrk(text, "([") != NULL ||
        comma == text || !isdigit((unsigned char)comma[-1]))
        return true;
    size_t behind = strspn(comma + 1, "0123456789");
    bool zero = comma[-1] == '0' && (comma - text < 2 || !isdigit((unsigned char)comma[-2]));
    if (behind == 3 && !zero)
        return false;
    if (behind > 0)
        *comma = '.';
    return true;
}

/* --- lists --- */

/* Whether the bracket a text begins with is closed by its last character. */
static bool is_enclosed(const char *text)
{
    int depth = 0;
    size_t length = strlen(text), at = 0;
    if (length < 2 || strchr("([", text[0]) == NULL)
        return false;
    do {
        depth += strchr("([", text[at]) != NULL;
        depth -= strchr(")]", text[at]) != NULL;
        at++;
    } while (depth > 0 && at < length);
    return depth == 0 && at == length;
}

/* The numbers of a row in brackets; blanks between them may stand for commas. */
static void add_row(Buffer *list, const char *text, size_t length)
{
    bool bare = memchr(text, ',', length) == NULL;
    while (length > 0 && strchr(GAPS, text[0]) != NULL) {
        text++;
        length--;
    }
    while (length > 0 && strchr(GAPS, text[length - 1]) != NULL)
        length--;
    buffer_add_char(list, '[');
    for (size_t i = 0; i < length; i++) {
        bool ends = bare && strchr(GAPS, text[i]) != NULL && strchr(GAPS, text[i + 1]) == NULL;
        if (ends)
            buffer_add_char(list, ',');
        else
            buffer_add_char(list, text[i]);
    }
    buffer_add_char(list, ']');
}

/* Rows parted by semicolons. */
static void add_rows(Buffer *list, const char *text)
{
    buffer_add_char(list, '[');
    for (const char *at = text; at != NULL; at = strchr(at, ';')) {
        at += *at == ';';
        buffer_add_text(list, at == text ? "" : ",");
        add_row(list, at, strcspn(at, ";"));
    }
    buffer_add_char(list, ']');
}

/* A list as the parser wants it. Brackets, or parentheses instead of them, may be left out, commas be
 * blanks, and semicolons part the rows of a matrix or the numbers of a vector. */
static const char *as_list(Arena *arena, const char *text, bool matrix)
{
    bool enclosed = is_enclosed(text);
    char *inner =
        enclosed ? arena_dup_range(arena, text + 1, strlen(text) - 2) : arena_dup(arena, text);
    Buffer list = {0};
    if (strchr(inner, '[') != NULL) { /* its own brackets say what it is, but for the outer ones */
        bool rows = matrix && !enclosed && text[0] == '[' && text[1] != '[';
        buffer_add_format(&list, rows ? "[%s]" : "%s", text);
    } else if (matrix) {
        add_rows(&list, inner);
    } else {
        for (char *at = inner; (at = strchr(at, ';')) != NULL;)
            *at = ',';
        add_row(&list, inner, strlen(inner));
    }
    const char *made = arena_dup(arena, buffer_text(&list));
    buffer_done(&list);
    return made;
}

/* --- reading and checking --- */

static Value scaled(Arena *arena, Value value, double factor)
{
    size_t count = value.rows > 0 ? value.rows * value.columns : 1;
    double *items = arena_alloc(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = value.items[i] * factor;
    value.items = items;
    return value;
}

/* Says how to write what could not be read. */
static Status refuse(const Quiz *quiz, Value expected, const char *reason, Error *error)
{
    const char *unit = quiz->unit[0] != '\0' ? ", in " : "";
    if (expected.rows == 0)
        return error_set(error, STATUS_USAGE,
                         "That is no number (%s): write it as 0.5, 1/2 or 50%%%s%s", reason, unit,
                         quiz->unit);
    return error_set(error, STATUS_USAGE, "That is no %s (%s): write it as %s%s%s",
                     expected.rows > 1 ? "matrix" : "vector", reason,
                     expected.rows > 1 ? "[1, 0.5], [-2, 3]" : "1, 0.5, -2", unit, quiz->unit);
}

Status answer_read_value(const Quiz *quiz, Value expected, const char *reply, Arena *arena,
                         Value *value, Error *error)
{
    const Expression *expression = NULL;
    Error reason = {{0}};
    char *text = plain(arena, reply);
    text += strspn(text, GAPS);
    const char *unit = plain(arena, quiz->unit), *list;
    (void)cut_unit(text, unit);
    bool percent = strcmp(unit, "%") != 0 && cut_unit(text, "%");
    if (expected.rows == 0 && !point_for_comma(text))
        return error_set(error, STATUS_USAGE,
                         "\"%.40s\" can be read in two ways: write it without the comma", text);
    list = expected.rows > 0 ? as_list(arena, text, expected.rows > 1) : text;
    Status status = expression_parse(arena, list, &expression, &reason);
    if (status == STATUS_OK)
        status = expression_evaluate(expression, NULL, 0, arena, value, &reason);
    if (status != STATUS_OK)
        return refuse(quiz, expected, reason.message, error);
    if (percent)
        *value = scaled(arena, *value, 0.01);
    return STATUS_OK;
}

static bool within(const Quiz *quiz, double expected, double given)
{
    double size = fabs(expected);
    double slack = quiz->relative ? quiz->tolerance * size : quiz->tolerance;
    if (quiz->tolerance < 0)
        slack = numeral_is_whole(expected) ? 0 : DEFAULT_SHARE * size;
    return fabs(given - expected) <= slack + ROUNDING * fmax(1, size);
}

Verdict answer_check_value(const Quiz *quiz, Value expected, Value given)
{
    if (given.rows != expected.rows || given.columns != expected.columns)
        return VERDICT_WRONG;
    size_t count = expected.rows > 0 ? expected.rows * expected.columns : 1;
    for (size_t i = 0; i < count; i++)
        if (!within(quiz, expected.items[i], given.items[i])) /* also what is no number */
            return VERDICT_WRONG;
    return VERDICT_RIGHT;
}
