#include "support/desk_page.h"

#include <string.h>

static const char PROBABILITY[] =
    "Probability says how likely each outcome is.\n\n"
    "## The mean\n\n"
    "The **mean** of $X$ is its balance point:\n\n"
    "$$E[X] = \\sum_i x_i p_i$$\n\n"
    "| Die | Mean |\n|---|---|\n| 1 to 6 | $3.5$ |\n| 0 or 1 | $0.5$ |\n\n"
    "## Worked example\n\n"
    "A coin pays 1 or 3. The mean is $(1 + 3)/2 = 2$.\n\n"
    "```check\n(1 + 3) / 2 = 2\n```\n\n"
    "```plot\ntitle: Two throws\nx: 0 .. 4 \"pay\"\npoints: (1, 0.5) (3, 0.5) \"share\"\n```\n\n"
    "## Common mistakes\n\n"
    "- **Adding chances of things that can happen together.** Subtract what is counted twice.\n"
    "- **Taking the mean for the most frequent value.** No throw of a die shows 3.5.\n\n"
    "## You can\n\n"
    "- [ ] compute a mean from a table\n"
    "- [ ] say what a mean does not tell\n\n"
    "## Read on\n\n"
    "- [The Python Tutorial of the Python Software Foundation](resource:tutorial), chapter 3\n"
    "- [A book of old](resource:gone), which is nowhere\n"
    "- [A page elsewhere](https://example.org/elsewhere)\n"
    "- [Attention](resource:crash-course): what a mean with weights is good for\n";

const char *desk_page(const Catalog *catalog, CatalogIndex subtopic, const char **problem)
{
    const char *id = catalog->subtopics[subtopic].id;
    *problem = NULL;
    if (strcmp(id, "math/probability") == 0) {
        return PROBABILITY;
    }
    *problem = "cannot open /desk/pages/functions.md: No such file or directory";
    return NULL;
}
