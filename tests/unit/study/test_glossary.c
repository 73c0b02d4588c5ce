#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "study/glossary.h"

static const char *descent_forms[] = {"SGD", "stochastic gradient descent"};
static const char *gradient_forms[] = {"gradients"};
static const char *attention_forms[] = {"attention weights"};
static const GlossaryEntry ENTRIES[] = {
    {.term = "self-attention",
     .also = {attention_forms, 1},
     .topic = "t",
     .text = "S",
     .macros = ""},
    {.term = "gradient descent",
     .also = {descent_forms, 2},
     .topic = "",
     .text = "D",
     .macros = "m"},
    {.term = "gradient", .also = {gradient_forms, 1}, .topic = "", .text = "G $x$", .macros = ""},
    {.term = "RAG", .topic = "", .text = "R", .macros = ""},
    {.term = "Élan", .topic = "", .text = "E", .macros = ""},
};
enum { COUNT = sizeof ENTRIES / sizeof *ENTRIES };

static Glossary *make(void)
{
    return glossary_new(ENTRIES, COUNT);
}

static void test_order_and_names(void **state)
{
    (void)state;
    static const char *const ORDER[] = {"gradient", "gradient descent", "RAG", "self-attention",
                                        "Élan"};
    Glossary *glossary = make();
    assert_int_equal(glossary->count, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_string_equal(glossary->entries[i].term, ORDER[i]);
    assert_int_equal(glossary_find(glossary, "Gradients"), 0);
    assert_int_equal(glossary_find(glossary, "sgd"), 1);
    assert_int_equal(glossary_find(glossary, "éLAN"), 4);
    assert_true(glossary_find(glossary, "gradien") == GLOSSARY_NONE);
    assert_true(glossary_find(glossary, "") == GLOSSARY_NONE);
    assert_string_equal(glossary_nearest(glossary, "gradeint"), "gradient");
    assert_null(glossary_nearest(glossary, "perplexity"));
    glossary_free(glossary);
}

/* The terms that occur in a text, with bars between. */
static void expect_terms(const char *text, const char *wanted)
{
    Glossary *glossary = make();
    size_t found[COUNT];
    Buffer names = {0};
    size_t count = glossary_occurring(glossary, text, found);
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&names, "%s%s", i > 0 ? "|" : "", glossary->entries[found[i]].term);
    assert_string_equal(buffer_text(&names), wanted);
    buffer_done(&names);
    glossary_free(glossary);
}

static void test_occurring(void **state)
{
    (void)state;
    expect_terms("", "");
    expect_terms("Gradient descent follows a gradient.", "gradient descent|gradient");
    expect_terms("Stochastic gradient descent (SGD)", "gradient descent");
    expect_terms("gradient\n   descent", "gradient descent");
    expect_terms("gradient-descent, self attention", "gradient descent|self-attention");
    expect_terms("ungradient gradiently", "");
    expect_terms("rag and Rag are rags; RAG is a method", "RAG");
    expect_terms("GRADIENTS and ÉLAN", "gradient|Élan");
    expect_terms("sgd", "");
    expect_terms("a gradient, the gradients: gradient", "gradient");
    expect_terms("gradient \xFF\xC3", "gradient");
}

static void test_bytes(void **state)
{
    (void)state;
    Glossary *glossary = make(), *again = NULL;
    Buffer bytes = {0}, twice = {0};
    Error error;
    glossary_write(glossary, &bytes);
    assert_int_equal(glossary_read(bytes.data, bytes.length, &again, &error), STATUS_OK);
    glossary_write(again, &twice);
    assert_int_equal(bytes.length, twice.length);
    assert_memory_equal(bytes.data, twice.data, bytes.length);
    assert_string_equal(again->entries[1].macros, "m");
    assert_string_equal(again->entries[1].also.items[1], "stochastic gradient descent");
    glossary_free(again);
    for (size_t length = 0; length < bytes.length; length++) {
        char *part = mem_alloc(length + 1, 1); /* so that a sanitiser sees what is read behind it */
        memcpy(part, bytes.data, length);
        part = mem_resize(part, length > 0 ? length : 1, 1);
        assert_int_equal(glossary_read(part, length, &again, &error), STATUS_CONTENT);
        assert_null(again);
        mem_free(part);
    }
    buffer_add_char(&bytes, 'x');
    assert_int_equal(glossary_read(bytes.data, bytes.length, &again, &error), STATUS_CONTENT);
    buffer_done(&bytes);
    buffer_done(&twice);
    glossary_free(glossary);
    glossary_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_names),
        cmocka_unit_test(test_occurring),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
