#include "study/answer.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/utf8_fold.h"
#include "study/numeral.h"

#define SLIP_LENGTH   4 /* shorter answers have no letter to spare */
#define DEFAULT_SHARE 0.01
#define ROUNDING      1e-9

#define READING_MS     60 /* a character */
#define BEGINNING_MS   2000
#define CHOOSING_MS    2000
#define ORDERING_MS    3000 /* an item */
#define RECALLING_MS   3000
#define TYPING_MS      300 /* a character */
#define REASONING_MS   8000
#define CALCULATING_MS 20000

static const char *const VERDICT_NAMES[VERDICT_COUNT] = {"", "wrong", "nearly", "right"};

const char *verdict_name(Verdict verdict)
{
    return VERDICT_NAMES[verdict];
}

Verdict verdict_from_name(const char *name)
{
    for (int verdict = VERDICT_WRONG; verdict < VERDICT_COUNT; verdict++)
        if (strcmp(VERDICT_NAMES[verdict], name) == 0)
            return (Verdict)verdict;
    return VERDICT_NONE;
}

/* --- texts --- */

/* A text as code points, alike in what does not count, single blanks inside and none at the ends. */
typedef struct Letters {
    uint32_t *items;
    size_t count;
} Letters;

static Letters letters_of(const Quiz *quiz, const char *text, Arena *arena)
{
    unsigned options =
        (quiz->case_counts ? 0U : UTF8_FOLD_CASE) | (quiz->accents_count ? 0U : UTF8_FOLD_MARKS);
    const char *folded = utf8_fold(arena, text, options);
    size_t length = strlen(folded);
    Letters letters = {.items = arena_alloc(arena, length + 1, sizeof *letters.items)};
    bool blank = false;
    for (size_t at = 0; at < length;) {
        uint32_t letter;
        at += utf8_decode(folded + at, length - at, &letter);
        if (letter == ' ' || letter == '\t' || letter == '\n') {
            blank = letters.count > 0;
            continue;
        }
        if (blank)
            letters.items[letters.count++] = ' ';
        letters.items[letters.count++] = letter;
        blank = false;
    }
    return letters;
}

static bool same(const uint32_t *left, const uint32_t *right, size_t count)
{
    return memcmp(left, right, count * sizeof *left) == 0;
}

/* One letter replaced, left out, put in, or two neighbours swapped. */
static bool is_slip(Letters right, Letters given)
{
    size_t longer = right.count > given.count ? right.count : given.count;
    size_t shorter = right.count > given.count ? given.count : right.count;
    if (right.count < SLIP_LENGTH || longer - shorter > 1)
        return false;
    size_t from = 0;
    while (from < shorter && right.items[from] == given.items[from])
        from++;
    const uint32_t *a = right.items + from, *b = given.items + from;
    size_t rest_a = right.count - from, rest_b = given.count - from;
    if (rest_a > rest_b)
        return same(a + 1, b, rest_b);
    if (rest_b > rest_a)
        return same(a, b + 1, rest_a);
    if (rest_a == 0 || same(a + 1, b + 1, rest_a - 1))
        return true;
    return rest_a >= 2 && a[0] == b[1] && a[1] == b[0] && same(a + 2, b + 2, rest_a - 2);
}

Verdict answer_check_text(const Quiz *quiz, const char *reply)
{
    Arena *arena = arena_new();
    Letters given = letters_of(quiz, reply, arena);
    Verdict verdict = VERDICT_WRONG;
    for (size_t i = 0; i < quiz->options.count && verdict != VERDICT_RIGHT; i++) {
        Letters right = letters_of(quiz, quiz->options.items[i], arena);
        if (right.count == given.count && same(right.items, given.items, given.count))
            verdict = VERDICT_RIGHT;
        else if (is_slip(right, given))
            verdict = VERDICT_NEARLY;
    }
    arena_free(arena);
    return verdict;
}

/* --- numbers --- */

/* Typographic signs that stand for what keyboards have. */
static void add_plain(Buffer *out, const char *text, size_t length)
{
    static const struct {
        const char *sign, *plain;
    } signs[] = {{"\xe2\x88\x92", "-"}, {"\xe2\x80\x93", "-"}, {"\xc3\x97", "*"},
                 {"\xc2\xb7", "*"},     {"\xc3\xb7", "/"},     {"\xcf\x80", "pi"}};
    for (size_t at = 0; at < length;) {
        size_t i = 0;
        const size_t count = sizeof signs / sizeof *signs;
        while (i < count && strncmp(text + at, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        if (i < count)
            buffer_add_text(out, signs[i].plain);
        else
            buffer_add_char(out, text[at]);
        at += i < count ? strlen(signs[i].sign) : 1;
    }
}

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\n", text[length - 1]) != NULL)
        length--;
    return length;
}

/* Length of a reply without the unit behind it. */
static size_t without(const char *text, size_t length, const char *unit)
{
    size_t size = strlen(unit);
    length = trimmed(text, length);
    if (size == 0 || length <= size || strncmp(text + length - size, unit, size) != 0)
        return length;
    return trimmed(text, length - size);
}

/* Numbers of a vector may stand without brackets, and then without commas. */
static char *as_list(Arena *arena, const char *text)
{
    Buffer list = {0};
    bool bare = strchr(text, ',') == NULL;
    buffer_add_char(&list, '[');
    for (const char *at = text; *at; at++) {
        bool between = bare && (*at == ' ' || *at == '\t') && at > text && at[1] != ' ' &&
                       at[1] != '\t' && at[1] != '\0';
        if (between)
            buffer_add_char(&list, ',');
        else
            buffer_add_char(&list, *at);
    }
    buffer_add_char(&list, ']');
    char *made = arena_dup(arena, buffer_text(&list));
    buffer_done(&list);
    return made;
}

static Value scaled(Arena *arena, Value value, double factor)
{
    size_t count = value.rows > 0 ? value.rows * value.columns : 1;
    double *items = arena_alloc(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = value.items[i] * factor;
    value.items = items;
    return value;
}

Status answer_read_value(const Quiz *quiz, Value expected, const char *reply, Arena *arena,
                         Value *value, Error *error)
{
    const Expression *expression = NULL;
    Error reason = {{0}};
    Buffer plain = {0};
    reply += strspn(reply, " \t\n");
    size_t length = without(reply, strlen(reply), quiz->unit);
    size_t bare = without(reply, length, "%");
    add_plain(&plain, reply, bare);
    char *text = arena_dup(arena, buffer_text(&plain));
    buffer_done(&plain);
    if (expected.rows > 0 && strchr(text, '[') == NULL)
        text = as_list(arena, text);
    Status status = expression_parse(arena, text, &expression, &reason);
    if (status == STATUS_OK)
        status = expression_evaluate(expression, NULL, 0, arena, value, &reason);
    if (status != STATUS_OK)
        return error_set(error, STATUS_USAGE,
                         "That is no number (%s): write it as 0.5, 1/2 or 50%%", reason.message);
    if (bare < length && strcmp(quiz->unit, "%") != 0)
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

/* --- grades --- */

static int64_t reading_ms(const char *text)
{
    return (int64_t)utf8_width(text) * READING_MS;
}

int64_t answer_expected_ms(const Note *note, const Quiz *quiz)
{
    int64_t ms = BEGINNING_MS + reading_ms(note->front);
    if (note->kind == CARD_CHOICE || note->kind == CARD_ORDER)
        for (size_t i = 0; i < quiz->options.count; i++)
            ms += reading_ms(quiz->options.items[i]) + (note->kind == CARD_ORDER ? ORDERING_MS : 0);
    if (note->kind == CARD_CHOICE)
        ms += CHOOSING_MS;
    else if (note->kind == CARD_TYPED && quiz->options.count > 0)
        ms += RECALLING_MS + (int64_t)utf8_width(quiz->options.items[0]) * TYPING_MS;
    else if (note->kind == CARD_NUMBER)
        ms += REASONING_MS;
    else if (note->kind == CARD_DRILL)
        ms += CALCULATING_MS;
    return ms;
}

Rating answer_propose(Verdict verdict, AnswerEffort effort)
{
    if (verdict == VERDICT_WRONG)
        return RATING_AGAIN;
    if (verdict == VERDICT_NEARLY || effort.hinted || effort.spent_ms > 2 * effort.expected_ms)
        return RATING_HARD;
    bool quick = effort.spent_ms * 2 <= effort.expected_ms;
    return effort.learned && quick ? RATING_EASY : RATING_GOOD;
}
