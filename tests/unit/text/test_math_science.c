/* Formulas of the sciences in one row: quantum mechanics, quantities, chemistry. */
#include "text/math.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/text/flat.h"

static void test_quantum_mechanics(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\ketbra{a}{b}", "|a⟩⟨b|", "|a><b|"},
        {"\\dyad{\\psi}", "|ψ⟩⟨ψ|", "|psi><psi|"},
        {"\\op*{x}{y}", "|x⟩⟨y|", "|x><y|"},
        {"\\comm{A}{B} = AB - BA", "[A, B] = AB − BA", "[A, B] = AB - BA"},
        {"\\anticomm\\big{A}{B}", "{A, B}", NULL},
        {"\\comm{A}", "[A]", NULL},
        {"\\matrixel{a}{H}{b}", "⟨a|H|b⟩", "<a|H|b>"},
        {"\\dyad{\\dyad{a}}", "||a⟩⟩⟨|a⟩|", "||a>><|a>|"}, /* the inner one is not doubled again */
    };
    CHECK(cases);
}

static void test_quantities(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\SI{3}{m}", "3 m", NULL},
        {"\\SI[mode=text]{3e8}{\\metre\\per\\second}", "3 × 10⁸ m s⁻¹", "3 * 10^8 m s^(-1)"},
        {"\\SI{9.81}{\\metre\\per\\second\\squared}", "9.81 m s⁻²", "9.81 m s^(-2)"},
        {"\\qty{5}{\\kilo\\ohm}", "5 kΩ", "5 k Omega"},
        {"\\si{kg.m/s^2}", "kg m/s²", "kg m/s^2"},
        {"\\si{m.s^-1}", "m s⁻¹", "m s^(-1)"},
        {"\\si{\\kilo\\gram\\per\\cubic\\metre}", "kg m⁻³", "kg m^(-3)"},
        {"\\unit{\\metre\\tothe{4}}", "m⁴", "m^4"},
        {"\\SI{90}{\\degree}", "90°", "90 deg"},
        {"\\SI{25}{\\celsius}", "25 °C", "25 deg C"},
        {"\\SI{50}{\\percent}", "50 %", NULL},
        {"\\SIrange{1}{2}{m}", "1 to 2 m", NULL},
        {"\\num{1.5e-3}", "1.5 × 10⁻³", "1.5 * 10^(-3)"},
        {"\\num{e5}", "10⁵", "10^5"},
        {"\\qty{x}\\qty(\\frac{a}{b})", "x(a/b)", NULL},
        {"\\SI", "", NULL},
        {"\\SI{3", "3", NULL},
    };
    CHECK(cases);
}

static void test_quantities_in_one_argument(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\pu{3 kg m s-2}", "3 kg m s⁻²", "3 kg m s^(-2)"},
        {"\\pu{1.2e-3 mol//L}", "1.2 × 10⁻³ mol/L", "1.2 * 10^(-3) mol/L"},
        {"x = \\pu{W//m2 K}", "x = W/(m² K)", "x = W/(m^2 K)"},
        {"\\pu{m/s}", "m/s", NULL},
        {"\\pu{123kJ*mol-1}", "123 kJ · mol⁻¹", "123 kJ*mol^(-1)"},
        {"\\pu{1.2E3 kJ.mol-1}", "1.2 × 10³ kJ · mol⁻¹", "1.2 * 10^3 kJ*mol^(-1)"},
        {"\\pu{5.0+-0.1 eV}", "5.0 ± 0.1 eV", "5.0 +- 0.1 eV"},
        {"\\pu{1,5 km2}", "1,5 km²", "1,5 km^2"},
        {"\\pu{ 25 °C }", "25 °C", "25 deg C"},
        {"\\pu{90°}", "90°", "90 deg"},
        {"\\pu{-10 \\Omega m}", "−10 Ω m", "-10 Omega m"},
        {"\\pu{kg m^{-3}}", "kg m⁻³", "kg m^(-3)"},
        {"\\pu{a//b//c}", "a/(b/c)", NULL},
        {"\\pu{e5 m}", "10⁵ m", "10^5 m"},
        {"\\pu{}\\pu", "", NULL},
        {"\\pu{3 m+", "3 m+", NULL},
    };
    CHECK(cases);
}

static void test_chemistry(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\ce{H2O}", "H₂O", "H_2 O"},
        {"\\ce{H2SO4}", "H₂SO₄", "H_2 SO_4"},
        {"\\ce{2H2 + O2 -> 2H2O}", "2 H₂ + O₂ → 2 H₂O", "2 H_2 + O_2 -> 2 H_2 O"},
        {"\\ce{NH4+ + OH- <=> NH3 + H2O}", "NH₄⁺ + OH⁻ ⇌ NH₃ + H₂O",
         "NH_4^+ + OH^- <=> NH_3 + H_2 O"},
        {"\\ce{SO4^2-}", "SO₄²⁻", "SO_4^(2-)"},
        {"\\ce{Fe^{3+}}", "Fe³⁺", "Fe^(3+)"},
        {"\\ce{^{14}_6C}", "₆¹⁴C", "_6^14 C"},
        {"\\ce{[Fe(CN)6]^4-}", "[Fe(CN)₆]⁴⁻", "[Fe(CN)_6]^(4-)"},
        {"\\ce{CuSO4.5H2O}", "CuSO₄ · 5 H₂O", "CuSO_4 * 5 H_2 O"},
        {"\\ce{CH3-CH=CH2}", "CH₃-CH=CH₂", "CH_3-CH=CH_2"},
        {"\\ce{1/2 O2 ^}", "1/2 O₂ ↑", "1/2 O_2 up"},
        {"\\ce{AgCl v}", "AgCl ↓", "AgCl down"},
        {"\\ce{A ->[H2O] B}", "A →^(H_2 O) B", "A ->^(H_2 O) B"},
        {"\\ce", "", NULL},
        {"\\ce{", "", NULL},
        {"\\ce{->[", "→", "->"},
    };
    CHECK(cases);
}

/* What is rewritten, or written twice, does not grow with each level of nesting. */
static void test_nested_rewriting(void **state)
{
    (void)state;
    static const char *const openings[] = {"\\dyad{",  "\\ce{A2 ",    "\\SI{1e2}{m^2 ",
                                           "\\num{2e", "\\pu{2 m//{", "\\ce{->["};
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        Buffer tex = {0}, out = {0};
        for (int depth = 0; depth < 400; depth++)
            buffer_add_text(&tex, openings[i]);
        (void)math_flatten(&out, buffer_text(&tex), tex.length, false, NULL);
        assert_in_range(out.length, 0, 100 * tex.length);
        buffer_done(&tex);
        buffer_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantum_mechanics),          cmocka_unit_test(test_quantities),
        cmocka_unit_test(test_quantities_in_one_argument), cmocka_unit_test(test_chemistry),
        cmocka_unit_test(test_nested_rewriting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
