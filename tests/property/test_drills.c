/* The drills that come with the program: whatever the seed, the numbers are ones to work with, the
 * texts have them, and the answer that is shown is taken as right. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "content/pack.h"
#include "study/showing.h"

#define SEEDS    1000
#define DIGITS   7
#define DECIMALS 4
#define NUMBERS  200 /* that are looked at in a solution */
#define LARGEST  1e7 /* of what a learner is to work out */

static Catalog *catalog;

static int load(void **state)
{
    Diagnostics diagnostics = {0};
    PackSources sources = {0};
    const char *directories[] = {"content"};
    (void)state;
    catalog = pack_load_all(directories, 1, &diagnostics, &sources);
    int wrong = diagnostics.errors > 0;
    diagnostics_done(&diagnostics);
    pack_sources_done(&sources);
    return wrong;
}

static int unload(void **state)
{
    (void)state;
    catalog_free(catalog);
    return 0;
}

/* As a word of its own: "determinant" is no number either. */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += length)
        if ((at == text || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[length]))
            return true;
    return false;
}

static void assert_humane(const Showing *showing)
{
    size_t count = showing->answer.rows > 0 ? showing->answer.rows * showing->answer.columns : 1;
    for (size_t i = 0; i < count; i++) {
        assert_true(isfinite(showing->answer.items[i]));
        assert_true(fabs(showing->answer.items[i]) <= LARGEST);
    }
    for (const char *at = showing->front; *(at += strcspn(at, "0123456789")) != '\0';) {
        size_t whole = strspn(at, "0123456789");
        size_t decimals = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
        if (whole > DIGITS || decimals > DECIMALS)
            fail_msg("%s asks with a number like %.20s", showing->note->id, at);
        at += whole + (decimals > 0 ? 1 + decimals : 0);
    }
    assert_null(strstr(showing->front, "{{"));
    assert_null(strstr(showing->back, "{{"));
    assert_false(has_word(showing->front, "nan"));
    assert_false(has_word(showing->back, "nan"));
    assert_false(has_word(showing->back, "inf"));
}

/* --- the solution has the answer --- */

/* The numbers of a text: those of TeX too, such as 1{,}000 and 2 \times 10^{-3}. */
static size_t numbers_of(const char *text, double numbers[NUMBERS])
{
    size_t count = 0;
    while (*text != '\0' && count < NUMBERS) {
        if (!isdigit((unsigned char)*text)) {
            text++;
            continue;
        }
        const char *before = text - 1;
        char digits[64];
        size_t length = 0;
        bool minus = *before == '-';
        while (
            (isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]))) &&
            length + 1 < sizeof digits) {
            digits[length++] = *text++;
            text += strncmp(text, "{,}", 3) == 0 ? 3 : strncmp(text, "\\,", 2) == 0 ? 2 : 0;
        }
        digits[length] = '\0';
        double number = strtod(digits, NULL);
        numbers[count++] = minus ? -number : number;
        if (strncmp(text, " \\times 10^{", 12) == 0 && count < NUMBERS)
            numbers[count++] = number * pow(10, strtod(text + 12, NULL));
    }
    return count;
}

static bool is_item(const Showing *showing, size_t item, double number)
{
    Value expected = expression_number(&showing->answer.items[item]);
    return answer_check_value(showing->quiz, expected, expression_number(&number)) == VERDICT_RIGHT;
}

/* All numbers of the answer are among those of the solution. */
static void assert_solved(const Showing *showing)
{
    double numbers[NUMBERS];
    char *text = mem_format(" %s", showing->back); /* so that there is something before a number */
    size_t size = showing->answer.rows > 0 ? showing->answer.rows * showing->answer.columns : 1;
    size_t count = numbers_of(text, numbers), found = 0;
    mem_free(text);
    for (size_t item = 0; item < size; item++) {
        size_t i = 0;
        while (i < count && !is_item(showing, item, numbers[i]))
            i++;
        found += i < count;
    }
    if (found < size) {
        Buffer answer = {0};
        showing_add_answer(showing, false, &answer);
        fail_msg("%s: the solution lacks the answer %s: %s", showing->note->id,
                 buffer_text(&answer), showing->back);
    }
}

/* --- answers --- */

static void assert_right(const Showing *showing, const char *reply)
{
    Checked checked;
    Error error = {{0}};
    if (showing_check(showing, reply, &checked, &error) != STATUS_OK)
        fail_msg("%s: '%s': %s", showing->note->id, reply, error.message);
    if (checked.verdict != VERDICT_RIGHT)
        fail_msg("%s: '%s' is %s", showing->note->id, reply, verdict_name(checked.verdict));
}

/* What is shown as the answer is right when it is typed, without the note on the tolerance. */
static void every_answer_is_right(void **state)
{
    size_t asked = 0;
    (void)state;
    for (size_t i = 0; i < catalog->card_count; i++) {
        const Note *note = &catalog->notes[catalog->cards[i].note];
        for (uint64_t seed = 0; seed < SEEDS && note->kind >= CARD_CHOICE; seed++) {
            Showing showing;
            Buffer answer = {0};
            showing_begin(&showing, catalog, (CatalogIndex)i, seed * 0x9e3779b9U);
            assert_non_null(showing.quiz);
            if (note->kind == CARD_DRILL || note->kind == CARD_NUMBER)
                assert_humane(&showing);
            if (note->kind == CARD_DRILL)
                assert_solved(&showing);
            showing_add_answer(&showing, false, &answer);
            if (answer.length > 0 && strstr(answer.data, " (within ") != NULL)
                *strstr(answer.data, " (within ") = '\0';
            if (answer.length > 0 && strstr(answer.data, ", or ") != NULL)
                *strstr(answer.data, ", or ") = '\0';
            assert_right(&showing, buffer_text(&answer));
            buffer_done(&answer);
            showing_done(&showing);
            asked++;
        }
    }
    assert_true(asked >= 15 * (size_t)SEEDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_answer_is_right)};
    return cmocka_run_group_tests(tests, load, unload);
}
