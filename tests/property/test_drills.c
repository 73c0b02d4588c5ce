/* The drills that come with the program: whatever the seed, the numbers are ones to work with, the
 * texts have them, and the answer that is shown is taken as right. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/pack.h"
#include "study/showing.h"

#define SEEDS   1000
#define LARGEST 1e7 /* of what a learner is to work out */

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
    assert_null(strstr(showing->front, "{{"));
    assert_null(strstr(showing->back, "{{"));
    assert_false(has_word(showing->front, "nan"));
    assert_false(has_word(showing->back, "nan"));
    assert_false(has_word(showing->back, "inf"));
}

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
            showing_add_answer(&showing, &answer);
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
