/* The tree that the parser makes of a formula, written as nested lists. */
#include "text/math_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/utf8.h"

static void dump(Buffer *out, const MathNode *node);

static void dump_children(Buffer *out, const MathNode *first)
{
    for (const MathNode *node = first; node != NULL; node = node->next) {
        buffer_add_text(out, node == first ? "" : " ");
        dump(out, node);
    }
}

static const char *kind_name(MathKind kind)
{
    static const char *const names[] = {
        [MATH_NODE_UNKNOWN] = "unknown", [MATH_NODE_FRACTION] = "fraction",
        [MATH_NODE_ROOT] = "root",       [MATH_NODE_SCRIPTS] = "scripts",
        [MATH_NODE_ACCENT] = "accent",   [MATH_NODE_BRACE] = "brace",
        [MATH_NODE_ARROW] = "arrow",     [MATH_NODE_FENCE] = "fence",
        [MATH_NODE_MIDDLE] = "middle",   [MATH_NODE_DELIMITER] = "delimiter",
        [MATH_NODE_GRID] = "grid",       [MATH_NODE_STYLE] = "style",
        [MATH_NODE_PHANTOM] = "phantom", [MATH_NODE_FRAME] = "frame",
        [MATH_NODE_STRIKE] = "strike",   [MATH_NODE_TAG] = "tag",
        [MATH_NODE_BREAK] = "break",
    };
    return names[kind];
}

/* What sets this node apart, beside its kind and its parts. */
static void dump_facts(Buffer *out, const MathNode *node)
{
    static const char *const grids[] = {"matrix", "cases", "lines", "stack", "diagram"};
    static const char *const styles[] = {"", " display", " text", " script"};
    static const char *const limits[] = {"", " stacked", " behind"};
    buffer_add_text(out, limits[node->limits]);
    buffer_add_text(out, styles[node->style]);
    if (node->kind == MATH_NODE_GRID)
        buffer_add_format(out, " %s %s", grids[node->grid], node->columns);
    if (node->kind == MATH_NODE_STYLE && node->role != ROLE_COUNT)
        buffer_add_format(out, " %s", style_role_name(node->role));
    if (node->text[0] != '\0' || node->closing[0] != '\0')
        buffer_add_format(out, " %s%s", node->text, node->closing);
    buffer_add_text(out, node->plain && node->kind == MATH_NODE_FRACTION ? " plain" : "");
    buffer_add_text(out, node->wide ? " wide" : "");
    buffer_add_text(out, node->under ? " under" : "");
    if (node->number != 0)
        buffer_add_format(out, " %d", node->number);
    for (int i = 0; i < node->primes; i++)
        buffer_add_text(out, " '");
}

static void dump_part(Buffer *out, const char *name, const MathNode *part)
{
    if (part == NULL)
        return;
    buffer_add_format(out, " %s", name);
    dump(out, part);
}

/* x is an atom, *x* a bold and /x/ an italic one, x! one with movable limits, "x y" words, [..] a row,
 * _2 room, (kind facts parts) all else. A rule above a row is =, a cell of two columns is 2:. */
static void dump(Buffer *out, const MathNode *node)
{
    const char *mark = (node->emphasis & EMPHASIS_BOLD) != 0     ? "*"
                       : (node->emphasis & EMPHASIS_ITALIC) != 0 ? "/"
                                                                 : "";
    switch (node->kind) {
    case MATH_NODE_ATOM:
        buffer_add_format(out, "%s%s%s%s", mark, node->text, mark, node->movable ? "!" : "");
        break;
    case MATH_NODE_WORDS:
        buffer_add_format(out, "%s\"%s\"%s", mark, node->text, mark);
        break;
    case MATH_NODE_SPACE:
        buffer_add_format(out, "_%d", node->cells);
        break;
    case MATH_NODE_ROW:
        for (int i = 0; i < node->rule_above; i++)
            buffer_add_char(out, '=');
        if (node->span > 1)
            buffer_add_format(out, "%d%s:", node->span, node->columns);
        buffer_add_char(out, '[');
        dump_children(out, node->child);
        buffer_add_char(out, ']');
        break;
    default:
        buffer_add_format(out, "(%s", kind_name(node->kind));
        dump_facts(out, node);
        if (node->child != NULL)
            buffer_add_char(out, ' ');
        dump_children(out, node->child);
        dump_part(out, "^", node->above);
        dump_part(out, "_", node->below);
        buffer_add_char(out, ')');
    }
}

typedef struct Case {
    const char *tex, *tree;
} Case;

static void check(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Arena *arena = arena_new();
        MathParse parse = math_parse(arena, cases[i].tex, strlen(cases[i].tex), NULL);
        assert_non_null(parse.row);
        Buffer out = {0};
        dump_children(&out, parse.row->child);
        assert_string_equal(buffer_text(&out), cases[i].tree);
        buffer_done(&out);
        arena_free(arena);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases)[0])

static void test_fractions(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\frac ab", "(fraction a _b)"},
        {"\\dfrac{a}{b}\\tfrac12", "(fraction display [a] _[b]) (fraction text 1 _2)"},
        {"\\nicefrac{1}{2}", "(fraction script [1] _[2])"},
        {"\\binom{n}{k}", "(fence () (fraction plain [n] _[k]))"},
        {"{n \\choose k}", "[(fence () (fraction plain [n] _[k]))]"},
        {"a \\over b", "(fraction [a] _[b])"},
        {"{a \\atop b}", "[(fraction plain [a] _[b])]"},
        {"{a \\above 1pt b}", "[(fraction [a] _[b])]"},
        {"{a \\overwithdelims<> b}", "[(fence ⟨⟩ (fraction [a] _[b]))]"},
        {"{n \\brack k}", "[(fence [] (fraction plain [n] _[k]))]"},
        {"\\genfrac{[}{]}{0pt}{1}{a}{b}", "(fence [] (fraction text plain [a] _[b]))"},
        {"\\dv[2]{f}{x}", "(fraction [(scripts d ^[2]) [f]] _[d (scripts [x] ^[2])])"},
        {"\\pdv{x}", "(fraction [∂ []] _[∂ [x]])"},
        {"\\sqrt[3]{x}", "(root [x] ^[3])"},
        {"\\root 3 \\of x", "(root x ^[3])"},
    };
    CHECK(cases);
}

static void test_scripts(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"x_i^2", "(scripts x ^2 _i)"},
        {"x^a^b_c", "(scripts x ^[a b] _c)"},
        {"f''_i", "(scripts ' ' f _i)"},
        {"\\sum\\limits_i", "(scripts stacked ∑! _i)"},
        {"\\int\\nolimits_a^b", "(scripts behind ∫ ^b _a)"},
        {"\\max_x \\log_2", "(scripts max! _x) (scripts log _2)"},
        {"\\operatorname*{arg\\,max}_x", "(scripts arg max! _x)"},
        {"\\mathop{\\mathrm{rank}}_x", "(scripts rank! _x)"},
        {"\\overset{a}{=}", "(scripts stacked [=] ^[a])"},
        {"\\underset{x}{\\min}", "(scripts stacked [min!] _[x])"},
        {"\\stackrel{d}{\\to}", "(scripts stacked [→] ^[d])"},
        {"\\overunderset{a}{b}{x}", "(scripts stacked [x] ^[a] _[b])"},
        {"\\buildrel d \\over =", "(scripts stacked = ^[d])"},
        {"\\prescript{a}{b}{X}", "[(scripts [] ^[a] _[b]) [X]]"},
        {"\\sideset{_a}{^b}\\sum_i", "(scripts [(scripts [] _a) (scripts behind ∑! ^b)] _i)"},
        {"x^\\frac12", "(scripts x ^(fraction 1 _2))"},
        {"^2", "(scripts [] ^2)"},
        {"x^\\mathbf{T}", "(scripts x ^[*T*])"},
    };
    CHECK(cases);
}

static void test_marks(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\hat x", "(accent ̂ x)"},
        {"\\widehat{xy}", "(accent ̂ wide [x y])"},
        {"\\underline{x}", "(accent ̲ wide under [x])"},
        {"\\overrightarrow{AB}", "(brace > [A B])"},
        {"\\overrightarrow{a}", "(accent ⃗ [a])"},
        {"\\underbrace{x}_{n}", "(scripts stacked (brace { under [x]) _[n])"},
        {"\\overbrace{x}^\\text{n m}", "(scripts stacked (brace { [x]) ^\"n m\")"},
        {"\\overbracket{x}", "(brace [ [x])"},
        {"\\not= \\not\\in \\not\\perp", "≠ ∉ ⊥̸"},
        {"\\cancel{x}\\boxed{y}", "(strike [x]) (frame [y])"},
        {"\\phantom{x}\\hphantom{y}\\vphantom{z}\\smash{w}",
         "(phantom 3 [x]) (phantom 1 [y]) (phantom 2 [z]) [w]"},
    };
    CHECK(cases);
}

static void test_arrows(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\xrightarrow[a]{b}", "(arrow → ^[b] _[a])"},
        {"\\xmapsto{}", "(arrow ↦)"},
        {"\\xLeftarrow{x}", "(arrow ⇐ ^[x])"},
    };
    CHECK(cases);
}

static void test_delimiters(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\left( x \\right]", "(fence (] [x])"},
        {"\\left. x \\middle| y \\right\\}", "(fence } [x (middle |) y])"},
        {"\\left< x", "(fence ⟨ [x])"},
        {"\\bigl( \\Big| \\biggr] \\Bigg<",
         "(delimiter ( 1) (delimiter | 2) (delimiter ] 3) (delimiter ⟨ 4)"},
        {"\\abs{x}\\norm*{y}\\floor[\\big]{z}", "(fence || [x]) (fence ‖‖ [y]) (fence ⌊⌋ [z])"},
        {"\\braket{a|b}\\ket{c}", "(fence ⟨⟩ [[a | b]]) (fence |⟩ [[c]])"},
        {"x \\right)", "x )"},
    };
    CHECK(cases);
}

static void test_diagrams(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\begin{CD} A @>f>> B \\\\ @VVV @. \\\\ C @= D \\end{CD}",
         "(grid diagram  [[A] (arrow → ^[f]) [B]] [(arrow ↓) [] [] []] [[C] (arrow =) [D]])"},
        {"\\begin{CD} A@<{a>b}<c_1<B @VV{d}V@|", /* an arrow up or down is in a column of objects */
         "(grid diagram  [[A] (arrow ← ^[[a > b]] _[(scripts c _1)]) [B] [] (arrow ↓ _[[d]]) "
         "[] "
         "(arrow ‖) []])"},
        {"\\begin{CD} a & b @x @> \\\\ \\end{CD} @.",
         "(grid diagram  [[a] [] [b @ x] (arrow →)]) @ ."},
        {"\\begin{CD}\\end{CD}", "(grid diagram )"},
    };
    CHECK(cases);
}

static void test_grids(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\begin{bmatrix} a & b \\\\ c \\end{bmatrix}", "(grid matrix  [] [[a] [b]] [[c]])"},
        {"\\begin{array}{|l|*{2}{c}@{.}r} a & b \\end{array}", "(grid matrix |l|ccr [[a] [b]])"},
        {"\\begin{array}{c} \\hline a \\\\ \\hline\\hline b \\\\[2pt] \\hline \\end{array}",
         "(grid matrix c =[[a]] ==[[b]] =[[]])"},
        {"\\begin{tabular}{cc} \\multicolumn{2}{l}{x} \\\\ a & b \\end{tabular}",
         "(grid matrix cc [2l:[[x]]] [[a] [b]])"},
        {"\\begin{cases} a & b \\\\ c \\end{cases}", "(grid cases  { [[a] [b]] [[c]])"},
        {"\\begin{rcases} a \\\\ b \\end{rcases}", "(grid cases  } [[a]] [[b]])"},
        {"\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
         "(grid lines  [[a] [= b]] [[] [= c]])"},
        {"\\begin{equation} a = b \\label{x} \\end{equation}", "[a = b _0]"},
        {"\\begin{pmatrix*}[r] 1 & 2 \\end{pmatrix*}", "(grid matrix rr () [[1] [2]])"},
        {"\\begin{gathered} a \\\\ b \\end{gathered}", "(grid stack  [[a]] [[b]])"},
        {"\\substack{a \\\\ b}", "(grid stack  [[a]] [[b]])"},
        {"\\shortstack[l]{a \\\\ b}", "(grid stack l [[a]] [[b]])"},
        {"\\pmatrix{a & b \\cr c}", "(grid matrix  () [[a] [b]] [[c]])"},
        {"a & b \\\\ c \\tag{3}", "(grid lines  [[a] [b]] [[c (tag (fence () \"3\"))]])"},
        {"a \\\\ b", "a (break) b"},
        {"{a & b}", "[a b]"},
        {"\\begin{unheard} a \\\\ b \\end{unheard}", "(grid lines  [[a]] [[b]])"},
        {"\\begin{alignat}{2} a & b & c \\\\ d \\end{alignat}",
         "(grid lines  [[a] [b] [c]] [[d]])"},
    };
    CHECK(cases);
}

static void test_styles(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\displaystyle x y", "(style display [x y])"},
        {"{\\scriptstyle x} y", "[(style script [x])] y"},
        {"a \\color{red} b \\color{Blue} c", "a (style error [b]) (style link [c])"},
        {"\\textcolor{green}{=}", "(style success [=])"},
        {"\\textcolor[rgb]{1,0,0}{x}", "(style [x])"},
        {"\\color{nosuch} x", "(style [x])"},
        {"\\textstyle x \\over y", "(style text [(fraction [x] _[y])])"},
    };
    CHECK(cases);
}

static void test_fonts(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\mathbf{xy} z", "[*x* *y*] z"},      {"{\\bf x} y", "[_0 *x*] y"},
        {"\\boldsymbol{\\mathcal L}", "[*ℒ*]"}, {"\\mathit{x}", "[/x/]"},
        {"\\mathrm{KL} \\mathsf{x}", "KL x"},   {"\\mathbb{R}\\mathbb 1", "[ℝ] 𝟙"},
        {"\\mathbf{\\alpha 1}", "[*α* *1*]"},
    };
    CHECK(cases);
}

static void test_words(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\text{if } x", "\"if \" x"},
        {"\\text{a $x_i$ b}", "[\"a \" [(scripts x _i)] \" b\"]"},
        {"\\textbf{a \\textit{b} c}", "[*\"a \"* *\"b\"* *\" c\"*]"},
        {"\\text{\\'e ``q'' -- \\& ~x}", "\"é “q” – & x\""},
        {"\\text{a\\_b {c} \\alpha}", "\"a_b c α\""},
        {"\\mbox{\\(x\\)}", "[x]"},
        {"\\text x", "x"},
        {"\\hbox to 3em{a}", "\"a\""},
        {"\\verb|a\\b|", "\"a\\b\""},
        {"\\cite[p.~1]{k}", "(fence [] \"k\")"},
        {"\\text{}", "[]"},
        {"\\text{a \\unheard b}", "[\"a \" (unknown \\unheard) \"b\"]"},
        {"{\\text{a{\\bf b}c}}", "[[\"a\" *\"b\"* \"c\"]]"},
    };
    CHECK(cases);
}

static void test_spaces(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"x\\,y\\quad z", "x _1 y _2 z"},
        {"x\\!y~z", "x _0 y _1 z"},
        {"\\hspace{1em}\\hspace*{-1em}\\kern3mu x\\hskip 1em plus 1fil y", "_2 _0 _0 x _2 y"},
        {"\\label{a}\\nonumber x\\vspace{2pt}", "_0 _0 x _0"},
        {"\\mathchoice abcd", "a b c d"},
        {"a % b\nc", "a c"},
        {"50%", "50 %"},
        {"\\rule{1em}{1pt}", "──"},
        {"\\char\"41\\char`b\\unicode{x43}", "A b C"},
    };
    CHECK(cases);
}

static void test_unknown(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\foo x", "(unknown \\foo) x"}, {"\\", "(unknown \\)"}, {"\\é", "(unknown \\é)"},
        {"x} y & z", "[x y z]"},          {"\\limits x", "_0 x"}, {"\\end{x} \\right", "_0 "},
    };
    CHECK(cases);
}

/* Text of the source is safe to draw, in both alphabets. */
static void test_source_text(void **state)
{
    (void)state;
    static const struct {
        const char *tex, *text, *ascii;
    } cases[] = {
        {"\x1B", "\u241B", "?"},
        {"\x7F", "\u2421", "?"},
        {"\xFF", "\uFFFD", "?"},
        {"\u0301", "\u25CC\u0301", "?"},
        {"\u00E9", "\u00E9", "e"},
        {"\u4E2D", "\u4E2D", "?"},
        {"\u202E", "<U+202E>", "<U+202E>"},
        {"\U0001D431", "\U0001D431", "x"},
        {"\u00B2", "\u00B2", "^2"},
        {"\u2099", "\u2099", "_n"},
        {"\u2264", "\u2264", "<="},
        {"\\text{\x07"
         "b\u00FC\u2264}",
         "\u2407b\u00FC\u2264", "?bu<="},
        {"\\\x1B", "\\\u241B", "\\?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        MathParse parse = math_parse(arena, cases[i].tex, strlen(cases[i].tex), NULL);
        assert_non_null(parse.row);
        assert_string_equal(parse.row->child->text, cases[i].text);
        assert_string_equal(parse.row->child->ascii, cases[i].ascii);
        arena_free(arena);
    }
}

static size_t count_nodes(const MathNode *node)
{
    size_t count = 0;
    for (; node != NULL; node = node->next)
        count += 1 + count_nodes(node->child) + count_nodes(node->above) + count_nodes(node->below);
    return count;
}

static int depth_of(const MathNode *node)
{
    int deepest = 0;
    for (; node != NULL; node = node->next) {
        const MathNode *const parts[] = {node->child, node->above, node->below};
        for (size_t i = 0; i < 3; i++) {
            int depth = parts[i] == NULL ? 0 : 1 + depth_of(parts[i]);
            deepest = depth > deepest ? depth : deepest;
        }
    }
    return deepest;
}

/* Whatever is repeated, the tree grows no faster than the formula, and stays shallow. */
static void test_linear(void **state)
{
    (void)state;
    static const char *const repeated[] = {"x^",
                                           "x_",
                                           "^",
                                           "\'",
                                           "&",
                                           "\\\\",
                                           "a&b\\\\",
                                           "\\color{red}x",
                                           "\\displaystyle ",
                                           "$",
                                           "{x}",
                                           "\\not=",
                                           "\\hline ",
                                           "\\kern1pt",
                                           "\\foo ",
                                           "\\multicolumn{99}{*{99}{*{99}{c}}}{x}&",
                                           "\\begin{array}{*{99}{*{99}{c}}}\\end{array}",
                                           "\\text{a $b$}",
                                           "\\verb|a|",
                                           "\\left(\\right)",
                                           "\\sqrt[3]{x}",
                                           "%"};
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
        Buffer tex = {0};
        while (tex.length + strlen(repeated[i]) <= MATH_LENGTH_LIMIT)
            buffer_add_text(&tex, repeated[i]);
        Arena *arena = arena_new();
        MathParse parse = math_parse(arena, tex.data, tex.length, NULL);
        assert_non_null(parse.row);
        assert_true(count_nodes(parse.row) <= 4 * tex.length);
        assert_true(depth_of(parse.row) <= 2 * MATH_DEPTH_LIMIT);
        buffer_add_text(&tex, "                                        ");
        assert_null(math_parse(arena, tex.data, MATH_LENGTH_LIMIT + 1, NULL).row);
        arena_free(arena);
        buffer_done(&tex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fractions),   cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_marks),       cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_delimiters),  cmocka_unit_test(test_grids),
        cmocka_unit_test(test_diagrams),    cmocka_unit_test(test_styles),
        cmocka_unit_test(test_fonts),       cmocka_unit_test(test_words),
        cmocka_unit_test(test_spaces),      cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_source_text), cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
