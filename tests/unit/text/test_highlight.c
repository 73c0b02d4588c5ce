/* Source code as tokens: {role:...} for what stands out. */
#include "text/highlight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

/* The tokens of `text`, their roles without "code-"; checks that they cover it. */
static void describe(const char *language, const char *text, size_t length, Buffer *out)
{
    Highlighter highlighter;
    HighlightToken token;
    size_t covered = 0;
    StyleRole before = ROLE_COUNT;
    highlight_begin(&highlighter, highlight_language(language, strlen(language)), text, length);
    while (highlight_next(&highlighter, &token)) {
        assert_int_equal(token.start, covered);
        assert_true(token.end > token.start && token.end <= length);
        assert_int_not_equal(token.role, before);
        bool plain = token.role == ROLE_CODE;
        if (!plain)
            buffer_add_format(out, "{%s:", style_role_name(token.role) + strlen("code-"));
        buffer_add(out, text + token.start, token.end - token.start);
        buffer_add_text(out, plain ? "" : "}");
        covered = token.end;
        before = token.role;
    }
    assert_int_equal(covered, length);
}

typedef struct Case {
    const char *text, *tokens;
} Case;

static void check(const char *language, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Buffer out = {0};
        describe(language, cases[i].text, strlen(cases[i].text), &out);
        assert_string_equal(buffer_text(&out), cases[i].tokens);
        buffer_done(&out);
    }
}
#define CHECK(language, cases) check(language, cases, sizeof(cases) / sizeof(cases)[0])

static void test_python(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", ""},
        {"x = 1", "x = {number:1}"},
        {"def f(x):\n    return x + 1.5e-3",
         "{keyword:def} {function:f}(x):\n    {keyword:return} x + {number:1.5e-3}"},
        {"class A(B): pass", "{keyword:class} {function:A}(B): {keyword:pass}"},
        {"print(len(xs))", "{builtin:print}({builtin:len}(xs))"},
        {"x.max(0).sum()", "x.{function:max}({number:0}).{function:sum}()"},
        {"a.in_ = is_x", "a.in_ = is_x"},
        {"# no 'string'\nx", "{comment:# no 'string'}\nx"},
        {"s = 'a\\'b' + \"c\"", "s = {string:'a\\'b'} + {string:\"c\"}"},
        {"s = 'open\nx = 1", "s = {string:'open}\nx = {number:1}"},
        {"'''a\n'b' if\n''' if x", "{string:'''a\n'b' if\n'''} {keyword:if} x"},
        {"r'\\d' rb\"x\" b''", "{string:r'\\d'} {string:rb\"x\"} {string:b''}"},
        {"f'a{x + 1:.3f}b'", "{string:f'a{}x + {number:1}{string::.3f}b'}"},
        {"f\"{d['k']}{{{x}\"", "{string:f\"{}d[{string:'k'}]{string:}{{{}x{string:}\"}"},
        {"f'{x' + 1", "{string:f'{}x{string:'} + {number:1}"},
        {"f'{)}' if", "{string:f'{}){string:}'} {keyword:if}"},
        {"f'{x\ny = 2", "{string:f'{}x\ny = {number:2}"},
        {"f'''{x\n}''' if", "{string:f'''{}x\n{string:}'''} {keyword:if}"},
        {"@torch.no_grad()\ndef f(): return a @ b",
         "{meta:@torch.no_grad}()\n{keyword:def} {function:f}(): {keyword:return} a @ b"},
        {"0xFF 1_000 3j .5 x1", "{number:0xFF} {number:1_000} {number:3j} {number:.5} x1"},
        {"größe = None", "größe = {builtin:None}"},
    };
    CHECK("python", cases);
}

static void test_c(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"#include <stdio.h>\nint main(void)",
         "{meta:#include} {string:<stdio.h>}\n{builtin:int} {function:main}({builtin:void})"},
        {"# define N 10", "{meta:# define} N {number:10}"},
        {"a < b > c", "a < b > c"},
        {"/* x\n'y' */ return 'c'; // z", "{comment:/* x\n'y' */} {keyword:return} {string:'c'}; "
                                          "{comment:// z}"},
        {"/* open", "{comment:/* open}"},
        {"L\"x\\\"y\" + 0x1p-3f", "{string:L\"x\\\"y\"} + {number:0x1p-3f}"},
        {"a[i]++; f (x); g(x)", "a[i]++; f (x); {function:g}(x)"},
    };
    CHECK("C", cases);
}

static void test_shell(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"if [ -f x ]; then echo done; fi",
         "{keyword:if} {builtin:[} -f x ]; {keyword:then} {builtin:echo} done; {keyword:fi}"},
        {"for x in a b; do ls $x; done", "{keyword:for} x {keyword:in} a b; {keyword:do} ls "
                                         "{function:$x}; {keyword:done}"},
        {"N=5 ./run --for ${N}x #5\n# c", "{function:N}=5 ./run --for {function:${N}}x "
                                          "{comment:#5}\n{comment:# c}"},
        {"a#b", "a#b"},
        {"echo \"a $x \\\" ${y}\" 'b $x'", "{builtin:echo} {string:\"a }{function:$x}{string: \\\" "
                                           "}{function:${y}}{string:\"} {string:'b $x'}"},
        {"cat <<EOF | sort\nif $x\n  EOF\nif true",
         "cat {string:<<EOF} | sort\n{string:if $x\n  EOF}"
         "\n{keyword:if} {builtin:true}"},
        {"cat <<'E'\n\"", "cat {string:<<'E'}\n{string:\"}"},
        {"x <<< y", "x <<< y"},
        {"f() { cd /tmp; }", "{function:f}() {keyword:{} {builtin:cd} /tmp; {keyword:}}"},
        {"pip install numpy==2 && apt-get update", "pip install numpy==2 && apt-get update"},
        {"$ ls -l 10", "$ ls -l {number:10}"},
    };
    CHECK("bash", cases);
}

static void test_sql(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"SELECT count(*), t.name FROM t",
         "{keyword:SELECT} {builtin:count}(*), t.name {keyword:FROM} t"},
        {"select 'it''s' -- from\n", "{keyword:select} {string:'it''s'} {comment:-- from}\n"},
        {"x /* y */ >= 1.5", "x {comment:/* y */} >= {number:1.5}"},
        {"my_udf(1)", "{function:my_udf}({number:1})"},
    };
    CHECK("sql", cases);
}

static void test_json(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{\"a\" : [1, -2.5e+3, true, \"b:\"]}",
         "{{function:\"a\"} : [{number:1}, -{number:2.5e+3}, {builtin:true}, {string:\"b:\"}]}"},
        {"{\"open", "{{string:\"open}"},
    };
    CHECK("json", cases);
}

static void test_languages(void **state)
{
    (void)state;
    static const char *const known[] = {"py", "Python title=x", "c", "sh", "SQL", "json,linenos"};
    static const char *const unknown[] = {"", "rust", "pyt", "text python", " "};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_non_null(highlight_language(known[i], strlen(known[i])));
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        assert_null(highlight_language(unknown[i], strlen(unknown[i])));
}

/* Any mixture, in every language, is covered without a gap; long ones in reasonable time. */
static void test_any_mixture(void **state)
{
    (void)state;
    static const char *const languages[] = {"python", "c", "bash", "sql", "json"};
    static const char *const pieces[] = {
        "\"", "'",  "'''", "f'", "{",  "}",    "${", "$x", "<<E", "\nE\n",    "\n", "#", "/*",
        "*/", "//", "--",  "\\", "é",  "if ",  "in", "(",  ")",   "#include", " <", ">", ":",
        "0x", "1.", "e+",  ".",  "@a", "def ", " ",  "L",  "\t",  "rb\"",     "`",  "["};
    uint32_t seed = 5;
    for (int round = 0; round < 5000; round++) {
        Buffer text = {0}, out = {0};
        for (int i = 0; i < (round < 5 ? 20000 : 30); i++) {
            seed = seed * 1664525U + 1013904223U;
            buffer_add_text(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])]);
        }
        describe(languages[round % 5], text.data, text.length, &out);
        buffer_done(&text);
        buffer_done(&out);
    }
}

/* What could make the lexer look ahead again and again. */
static void test_linear(void **state)
{
    (void)state;
    static const char *const languages[] = {"python", "c", "bash", "sql", "json"};
    static const char *const pieces[] = {"${", "include <", "/*", "\"", "f'{", "<<", "a", "\" "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0] * 5; i++) {
        Buffer text = {0}, out = {0};
        while (text.length < 100000)
            buffer_add_text(&text, pieces[i / 5]);
        describe(languages[i % 5], text.data, text.length, &out);
        buffer_done(&text);
        buffer_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python),      cmocka_unit_test(test_c),
        cmocka_unit_test(test_shell),       cmocka_unit_test(test_sql),
        cmocka_unit_test(test_json),        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_any_mixture), cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
