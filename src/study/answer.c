#include "study/answer.h"

#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/utf8_fold.h"

#define SLIP_LENGTH 4 /* shorter answers have no letter to spare */

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

/* A text as code points, alike in what does not count: single blanks between words, none at the ends
 * and beside signs ("x^2+1", "x^2 + 1"). */
typedef struct Letters {
    uint32_t *items;
    size_t count;
} Letters;

static bool is_sign(uint32_t letter)
{
    return letter < 0x80 && ispunct((int)letter) != 0;
}

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
        if (blank && !is_sign(letter) && !is_sign(letters.items[letters.count - 1]))
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
