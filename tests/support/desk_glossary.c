#include "support/desk.h"

static const char *vector_forms[] = {"vectors"};
static const char *product_forms[] = {"dot products", "inner product"};
static const char *gradient_forms[] = {"gradients"};

static const GlossaryEntry ENTRIES[] = {
    {.term = "vector",
     .also = {vector_forms, 1},
     .topic = "math/linear-algebra",
     .text = "A list of numbers.",
     .macros = ""},
    {.term = "dot product",
     .also = {product_forms, 2},
     .topic = "math/linear-algebra",
     .text =
         "The sum of the products of two vectors' components, $\\inner{a}{b} = \\sum_i a_i b_i$. "
         "It is large when both point the same way, zero when they are orthogonal, and "
         "negative when they point in opposite directions. Divided by both lengths it is the "
         "cosine of the angle between them,\n\n"
         "$$\\cos\\theta = \\frac{\\inner{a}{b}}{\\lVert a \\rVert \\, \\lVert b \\rVert}$$\n\n"
         "which does not depend on how long they are.",
     .macros = "\\newcommand{\\inner}[2]{#1 \\cdot #2}"},
    {.term = "gradient",
     .also = {gradient_forms, 1},
     .topic = "math/calculus",
     .text = "All partial derivatives as one vector.",
     .macros = ""},
    {.term = "全角\x1b[31m", .topic = "", .text = "Wide\x07 letters.", .macros = ""},
    {.term = "neuron", .topic = "nowhere", .text = "A weighted sum and a bend.", .macros = ""},
};

Glossary *desk_glossary(void)
{
    return glossary_new(ENTRIES, sizeof ENTRIES / sizeof *ENTRIES);
}
