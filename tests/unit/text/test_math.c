/* Formulas as one row, in Unicode and in ASCII. */
#include "text/math.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/math_tree.h"
#include "unit/text/flat.h"

static void test_spacing(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", "", NULL},
        {"x", "x", NULL},
        {"a+b=c", "a + b = c", NULL},
        {"-x", "−x", "-x"},
        {"a=-b", "a = −b", "a = -b"},
        {"(-a,-b)", "(−a, −b)", "(-a, -b)"},
        {"a-b", "a − b", "a - b"},
        {"a \\cdot b \\times c", "a · b × c", "a * b * c"},
        {"2x", "2x", NULL},
        {"f(x,y)", "f(x, y)", NULL},
        {"f(x)g(x)", "f(x) g(x)", NULL},
        {"\\log p(x)", "log p(x)", NULL},
        {"2\\log x", "2 log x", NULL},
        {"\\exp(x)", "exp(x)", NULL},
        {"-\\sum x", "−∑ x", "-SUM x"},
        {"x\\in A", "x ∈ A", "x in A"},
        {"a:=b", "a := b", NULL},
        {"P(A\\mid B)", "P(A | B)", NULL},
        {"x\\,y", "x y", NULL},
        {"x\\quad y", "x  y", NULL},
        {"x\\!y", "xy", NULL},
        {"x~y", "x y", NULL},
        {"a,\\ldots,b", "a, …, b", "a, ..., b"},
        {"\\alpha\\beta", "αβ", "alpha beta"},
        {"2\\pi r", "2πr", "2 pi r"},
        {"n!", "n!", NULL},
        {"3.14", "3.14", NULL},
        {"\\nabla f", "∇f", "grad f"},
        {"\\partial_x f", "∂ₓf", "d_x f"},
        {"a\\to b \\Rightarrow c", "a → b ⇒ c", "a -> b => c"},
        {"x\\equiv 1 \\pmod{n}", "x ≡ 1 (mod n)", "x == 1 (mod n)"},
        {"a \\bmod b", "a mod b", NULL},
    };
    CHECK(cases);
}

static void test_scripts(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"x^2", "x²", "x^2"},
        {"x_i^2", "xᵢ²", "x_i^2"},
        {"x^{10}", "x¹⁰", "x^10"},
        {"x^10", "x¹0", "x^1 0"},
        {"e^{-x}", "e⁻ˣ", "e^(-x)"},
        {"\\theta_{t-1}", "θₜ₋₁", "theta_(t-1)"},
        {"A^\\top B", "AᵀB", "A^T B"},
        {"f'(x)", "f′(x)", "f'(x)"},
        {"f''", "f′′", "f''"},
        {"f'_i", "f′ᵢ", "f'_i"},
        {"30^\\circ", "30°", "30^o"},
        {"x^*", "x*", "x^*"},
        /* one script without a Unicode form, and all of the formula's are written out */
        {"W_f x_t", "W_f x_t", NULL},
        {"x_{i,j} y_i", "x_(i,j) y_i", NULL},
        {"e^{z_i}", "e^(z_i)", NULL},
        {"x_{ij}q_q", "x_ij q_q", NULL},
        {"x^{2N}y_q", "x^(2N) y_q", NULL},
        {"d_{\\text{model}}", "d_model", NULL},
        {"PE_{(a,2i)}", "PE_(a,2i)", NULL},
        {"\\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ", "SUM_(i=1)^n x_i"},
        {"\\sum\\limits_{i=1}^C x_i", "∑_(i=1)^C x_i", "SUM_(i=1)^C x_i"},
        {"\\max_\\theta f", "max_θ f", "max_theta f"},
        {"\\operatorname*{argmax}_{y} p", "argmax_y p", NULL},
        {"(a+b)^2", "(a + b)²", "(a + b)^2"},
        {"{a+b}^2", "(a + b)²", "(a + b)^2"},
        {"\\frac{a}{b}^2", "(a/b)²", "(a/b)^2"},
        {"{}^2", "²", "^2"},
        {"x_", "x", NULL},
        {"x^a^b", "xᵃᵇ", "x^ab"},
    };
    CHECK(cases);
}

static void test_fractions_and_roots(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\frac{a}{b}", "a/b", NULL},
        {"\\frac12", "1/2", NULL},
        {"\\frac{a+b}{c}", "(a + b)/c", NULL},
        {"\\frac{a}{bc}", "a/(bc)", NULL},
        {"\\frac{ab}{c}", "ab/c", NULL},
        {"\\frac{1}{n}x", "(1/n) x", NULL},
        {"x\\frac{1}{n}", "x 1/n", NULL},
        {"2\\frac{1}{2}", "2 (1/2)", NULL},
        {"\\frac{1}{2}+\\frac{1}{3}", "1/2 + 1/3", NULL},
        {"\\frac{a}{b}\\frac{c}{d}", "(a/b) (c/d)", NULL},
        {"\\frac{\\frac{a}{b}}{c}", "(a/b)/c", NULL},
        {"a/\\frac{b}{c}", "a/(b/c)", NULL},
        {"\\log\\frac{a}{b}", "log (a/b)", NULL},
        {"\\frac{\\log a}{b}", "(log a)/b", NULL},
        {"\\frac{\\log(a)}{b}", "log(a)/b", NULL},
        {"\\frac{P(x)}{Q(x)}", "P(x)/Q(x)", NULL},
        {"\\frac{\\partial f}{\\partial x}", "∂f/∂x", "df/dx"},
        {"\\frac{d^2y}{dx^2}", "d²y/dx²", "d^2 y/dx^2"},
        {"\\frac{N}{|A|}", "N/|A|", NULL},
        {"\\frac{-a}{b}", "−a/b", "-a/b"},
        {"a \\over b+c", "a/(b + c)", NULL},
        {"{n \\choose k}", "C(n, k)", NULL},
        {"\\binom{n}{k}x", "C(n, k) x", NULL},
        {"\\sqrt{x}", "√x", "sqrt(x)"},
        {"\\sqrt{d_k}", "√dₖ", "sqrt(d_k)"},
        {"\\sqrt{x^2}", "√(x²)", "sqrt(x^2)"},
        {"\\sqrt{x+1}", "√(x + 1)", "sqrt(x + 1)"},
        {"\\sqrt x y", "√x y", "sqrt(x) y"},
        {"\\sqrt[3]{x}", "³√x", "root(3, x)"},
        {"\\sqrt[q]{x}", "x^(1/q)", "root(q, x)"},
        {"\\sqrt{d_q}", "√(d_q)", "sqrt(d_q)"},
    };
    CHECK(cases);
}

static void test_fonts_and_accents(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\mathbb{R}^n", "ℝⁿ", "R^n"},
        {"\\mathbb{E}[X]", "𝔼[X]", "E[X]"},
        {"\\mathbb{1}", "𝟙", "1"},
        {"\\mathcal{L}", "ℒ", "L"},
        {"\\mathcal{D}", "𝒟", "D"},
        {"{\\cal N}x", "𝒩x", "Nx"},
        {"\\mathfrak{g}", "𝔤", "g"},
        {"\\mathbf{W}\\mathbf{x}", "Wx", NULL},
        {"\\boldsymbol{\\theta}", "θ", "theta"},
        {"\\mathrm{softmax}(x)", "softmax(x)", NULL},
        {"\\mathrm{d}x", "dx", NULL},
        {"x\\mathrm{KL}", "x KL", NULL},
        {"\\mathrm{BP}\\cdot x", "BP · x", "BP * x"},
        {"\\operatorname{rank} A", "rank A", NULL},
        {"\\mathop{\\mathrm{arg\\,max}}_x f", "arg maxₓ f", "arg max_x f"},
        {"x\\text{ if }y", "x if y", NULL},
        {"\\text{a $b$ \\% {c}}", "a b % c", NULL},
        {"\\hat{y}", "y\u0302", "hat(y)"},
        {"\\hat y_i", "y\u0302ᵢ", "hat(y)_i"},
        {"\\bar{x}\\tilde{x}\\vec{x}\\dot{x}", "x\u0304x\u0303x\u20D7x\u0307",
         "bar(x) tilde(x) vec(x) dot(x)"},
        {"\\widehat{xy}", "hat(xy)", NULL},
        {"\\overline{AB}", "A\u0305B\u0305", "bar(AB)"},
        {"\\not= \\not\\in", "≠∉", "!=not in"},
        {"\\c{c} \\v s \\H{o} \\u{g}", "c\u0327 s\u030C o\u030B g\u0306", "csog"},
        {"\\k a \\r a \\d{x} \\b{x} \\t{oo}", "a\u0328 a\u030A x\u0323 x\u0331 o\u0361 o",
         "aaxx oo"},
        {"\\int f \\d x", "\u222B f \\d x", "INT f \\d x"}, /* a macro of somebody's own */
        {"\\text{a\\t{oo}b \\'{ab}c\\v{\\frac12}}", "ao\u0361ob a\u0301bc 1/2", "aoob abc 1/2"},
    };
    CHECK(cases);
}

static void test_structures(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\left(\\frac{a}{b}\\right)^2", "(a/b)²", "(a/b)^2"},
        {"\\left. x \\right|", "x|", NULL},
        {"\\bigl[x\\bigr]", "[x]", NULL},
        {"\\{x \\mid y\\}", "{x | y}", NULL},
        {"\\|x\\|", "‖x‖", "||x||"},
        {"\\langle x,y\\rangle", "⟨x, y⟩", "<x, y>"},
        {"\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}", "(a, b; c, d)", NULL},
        {"\\begin{bmatrix}a\\\\b\\\\\\end{bmatrix}", "[a; b]", NULL},
        {"\\left[\\begin{array}{cc}a&b\\end{array}\\right]", "[a, b]", NULL},
        {"f=\\begin{cases}1,&x>0\\\\[2pt] 0,&\\text{else}\\end{cases}", "f = {1, x > 0; 0, else}",
         NULL},
        {"\\begin{cases}x&\\text{if } y\\\\z&w\\end{cases}", "{x if y; z, w}", NULL},
        {"\\begin{aligned}a&=b\\\\c&=d\\end{aligned}", "a = b; c = d", NULL},
        {"a\\\\b", "a; b", NULL},
        {"\\overset{d}{=}", "=ᵈ", "=^d"},
        {"A\\xrightarrow[n]{m}B", "A →ₙᵐ B", "A ->_n^m B"},
        {"\\underbrace{x+y}_{n}", "(x + y)ₙ", "(x + y)_n"},
        {"\\sum_{\\substack{i\\\\j}}x", "∑_(i; j) x", "SUM_(i; j) x"},
        {"\\boxed{x}", "[x]", NULL},
        {"\\textcolor{red}{x}\\label{eq}", "x", NULL},
        {"\\displaystyle x\\hspace{1em}y\\kern3pt z", "x  y z", NULL},
    };
    CHECK(cases);
}

/* What has no shape of its own in a row, or another one than in two dimensions. */
static void test_other_structures(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{n \\brack k}", "[n; k]", NULL},
        {"{a \\atop b}", "(a; b)", NULL},
        {"{1 \\over n} x", "(1/n) x", NULL},
        {"x{\\displaystyle\\frac{1}{n}}", "x 1/n", NULL},
        {"\\dv{f}{x} + \\pdv[2]{f}{x}", "df/dx + \u2202\u00B2f/\u2202x\u00B2",
         "df/dx + d^2 f/dx^2"},
        {"\\abs{x}\\norm{y}_2", "|x|\u2016y\u2016\u2082", "|x| ||y||_2"},
        {"\\left\\{ x \\middle| y \\right\\}", "{x | y}", NULL},
        {"\\Bigl( x \\Bigr)", "(x)", NULL},
        {"\\overrightarrow{AB}", "vec(AB)", NULL},
        {"\\cancel{x}", "x\u0336", "cancel(x)"},
        {"\\phantom{x}y", "y", NULL},
        {"x=1 \\tag{3}", "x = 1  (3)", NULL},
        {"a &= b \\\\ &= c", "a = b; = c", NULL},
        {"a &= b \\\\ &+ c", "a = b; + c", NULL},
        {"\\begin{rcases} a \\\\ b \\end{rcases} c", "{a; b}c", NULL},
        {"\\begin{array}{c} \\hline a \\\\ \\hline b \\\\ \\hline\\end{array}", "a; b", NULL},
        {"\\pmatrix{a & b \\cr c & d}", "(a, b; c, d)", NULL},
        {"A \\xrightarrow{q} B", "A \u2192^q B", "A ->^q B"},
        {"\\color{red} x + \\color{blue} y", "x + y", NULL},
        {"\\text{na\\\"ive \u00E9 --- ``q\'\'}", "nai\u0308ve \u00E9 \u2014 \u201Cq\u201D",
         "naive e -- \"q\""},
        {"\\text{with $x_i$}", "with x\u1D62", "with x_i"},
        {"\\sideset{}{'}\\sum_i x", "\u2211\u2032\u1D62 x", "SUM'_i x"},
        {"X \\perp\\!\\!\\!\\perp Y", "X \u22A5\u22A5 Y", "X perp perp Y"},
        {"\\root 3 \\of x", "\u00B3\u221Ax", "root(3, x)"},
        {"\\unheard_x", "\\unheard\u2093", "\\unheard_x"},
        {"x\\sp2\\sb i", "x\u1D62\u00B2", "x_i^2"},
        {"\\sp 2", "²", "^2"},
        {"\\sb{i}a", "ᵢa", "_i a"},
        {"a \\atopwithdelims \\`L . b", "L\u0300a; b", "?a; b"}, /* a delimiter that is none */
    };
    CHECK(cases);
}

/* Commands of packages that are seldom met. */
static void test_rare_commands(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"f = \\order{n^2} + \\order(n)", "f = 𝒪(n²) + 𝒪(n)", "f = O(n^2) + O(n)"},
        {"T\\indices{^a_i}", "Tᵢᵃ", "T_i^a"},
        {"a \\xLongrightarrow[b]{2} c", "a ⇒_b^2 c", "a =>_b^2 c"},
        {"\\sumint_i f + \\dashint_0^1 g", "⨋ᵢ f + ⨍₀¹ g", "SUMINT_i f + INT_0^1 g"},
        {"\\bigcupdot_{i=1}^n A", "⨃ᵢ₌₁ⁿ A", "UNION_(i=1)^n A"},
        {"A \\longhookrightarrow B", "A ↪ B", "A -> B"},
        {"\\mleft( \\frac{a}{b} \\mright)", "(a/b)", NULL},
        {"\\left( \\mleft[ x \\mright] \\right)", "([x])", NULL},
        {"x \\qif y \\qotherwise z", "x if y otherwise z", NULL},
        {"f\\vrule_{x=0}", "f|ₓ₌₀", "f|_(x=0)"},
        {"\\frac{\\splitfrac{a}{b}}{d}", "(a; b)/d", NULL},
        {"a = b \\\\ \\vdotswithin{=} \\\\ c", "a = b; ⋮; c", "a = b; :; c"},
        {"a \\coloncolonequals b", "a ⩴ b", "a ::= b"},
        {"\\order \\phase{30}", "𝒪∠30", "O angle 30"},
        {"\\order{\\vdotswithin", "𝒪(⋮)", "O(:)"},
    };
    CHECK(cases);
}

/* The formulas that this field writes. */
static void test_machine_learning(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\mathrm{softmax}(\\mathbf{z})_i = \\frac{e^{z_i}}{\\sum_{j=1}^{K} e^{z_j}}",
         "softmax(z)_i = e^(z_i)/(∑_(j=1)^K e^(z_j))",
         "softmax(z)_i = e^(z_i)/(SUM_(j=1)^K e^(z_j))"},
        {"\\mathrm{Attention}(Q,K,V) = "
         "\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right) V",
         "Attention(Q, K, V) = softmax(QKᵀ/√dₖ) V",
         "Attention(Q, K, V) = softmax(QK^T/sqrt(d_k)) V"},
        {"\\theta_t \\leftarrow \\theta_{t-1} - \\eta \\frac{\\hat{m}_t}{\\sqrt{\\hat{v}_t} + "
         "\\epsilon}",
         "θₜ ← θₜ₋₁ − η m\u0302ₜ/(√v\u0302ₜ + ε)",
         "theta_t <- theta_(t-1) - eta hat(m)_t/(sqrt(hat(v)_t) + epsilon)"},
        {"P(A \\mid B) = \\frac{P(B \\mid A)\\, P(A)}{P(B)}", "P(A | B) = P(B | A) P(A)/P(B)",
         NULL},
        {"\\mathrm{ReLU}(x) = \\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} "
         "\\end{cases}",
         "ReLU(x) = {x if x > 0; 0 otherwise}", NULL},
        {"\\mathbb{E}[X] = \\int_{-\\infty}^{\\infty} x f(x)\\, dx", "𝔼[X] = ∫_(−∞)^∞ xf(x) dx",
         "E[X] = INT_(-inf)^inf xf(x) dx"},
        {"p(x) = \\frac{1}{\\sqrt{2\\pi\\sigma^2}} "
         "\\exp\\left(-\\frac{(x-\\mu)^2}{2\\sigma^2}\\right)",
         "p(x) = (1/√(2πσ²)) exp(−(x − μ)²/(2σ²))",
         "p(x) = (1/sqrt(2 pi sigma^2)) exp(-(x - mu)^2/(2 sigma^2))"},
        {"\\mathrm{PPL} = \\exp\\left(-\\frac{1}{N}\\sum_{i=1}^{N} \\log p(w_i)\\right)",
         "PPL = exp(−(1/N) ∑ᵢ₌₁ᴺ log p(wᵢ))", "PPL = exp(-(1/N) SUM_(i=1)^N log p(w_i))"},
        {"\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial y} \\frac{\\partial "
         "y}{\\partial w}",
         "∂L/∂w = (∂L/∂y) (∂y/∂w)", "dL/dw = (dL/dy) (dy/dw)"},
        {"H(X) = -\\sum_{x} p(x) \\log_2 p(x)", "H(X) = −∑ₓ p(x) log₂ p(x)",
         "H(X) = -SUM_x p(x) log_2 p(x)"},
    };
    CHECK(cases);
}

static void test_total(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\foo{x}", "\\foo x", NULL},
        {"{x", "x", NULL},
        {"x}y", "xy", NULL},
        {"\\frac", "/", NULL},
        {"\\left(", "(", NULL},
        {"\\right)x", ") x", NULL},
        {"\\begin{pmatrix}a", "(a)", NULL},
        {"\\end{x}y", "y", NULL},
        {"\\", "\\", NULL},
        {"50\\%", "50%", NULL},
        {"50%", "50%", NULL},
        {"é中", "é中", "e?"},
        {"θ≤∞", "θ ≤ ∞", "theta <= inf"},
        {"a\nb\tc", "abc", NULL},
    };
    CHECK(cases);
}

/* No character of it takes two cells. */
static bool is_narrow(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        if (utf8_code_point_width(code_point) > 1)
            return false;
    }
    return true;
}

/* Every symbol is found by its name; ASCII forms are ASCII; Unicode forms have a width. */
static void test_symbols(void **state)
{
    (void)state;
    static const char *const names[] = {
#define SYMBOL(symbol_name, unicode, plain, symbol_class) symbol_name,
#include "text/math_symbols_A_to_Z.def"
#include "text/math_symbols_a_to_l.def"
#include "text/math_symbols_m_to_z.def"
#undef SYMBOL
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const MathSymbol *symbol = math_symbol_find(names[i], strlen(names[i]));
        assert_non_null(symbol);
        assert_string_equal(symbol->name, names[i]);
        assert_true(utf8_width(symbol->text) > 0);
        assert_true(is_narrow(symbol->text));
        assert_true(symbol->ascii[0] != '\0');
        for (const char *c = symbol->ascii; *c != '\0'; c++)
            assert_in_range(*c, 0x20, 0x7E);
        assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
    }
    assert_string_equal(math_symbol_find_text("\u2208x", 3)->name, "in");
    assert_string_equal(math_symbol_find_text("\u0391", 2)->name, "Alpha");
    assert_string_equal(math_symbol_find_text("log", 3)->name, "log");
    assert_null(math_symbol_find_text("lo", 2));
    assert_null(math_symbol_find_text("\u2208x", 4));
    assert_null(math_symbol_find_text("", 0));
    assert_null(math_symbol_find_text("longer than any symbol", 22));
    assert_null(math_symbol_find("alph", 4));
    assert_null(math_symbol_find("alphabet", 8));
    assert_null(math_symbol_find("", 0));
    assert_string_equal(math_symbol_find("alphabet", 5)->text, "α");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spacing),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_fractions_and_roots),
        cmocka_unit_test(test_fonts_and_accents),
        cmocka_unit_test(test_structures),
        cmocka_unit_test(test_other_structures),
        cmocka_unit_test(test_rare_commands),
        cmocka_unit_test(test_machine_learning),
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_symbols),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
