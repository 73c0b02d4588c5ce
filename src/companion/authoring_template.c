#include "companion/authoring_template.h"

/* The fields of a kind that hold its content. */
static const char *const FIELDS[CARD_KIND_COUNT] = {
    [CARD_BASIC] = "  front: |\n"
                   "    \n"
                   "  back: |\n"
                   "    \n",
    [CARD_REVERSED] = "# asked both ways: each side must be a question for the other\n"
                      "  front: |\n"
                      "    \n"
                      "  back: |\n"
                      "    \n",
    [CARD_CLOZE] = "# what is hidden stands in {{c1::...}}, a hint after it: {{c2::...::hint}}\n"
                   "  text: |\n"
                   "    \n",
    [CARD_CHOICE] = "# 2 to 9 choices, one or several of them right; 'why' shows with the answer\n"
                    "  front: |\n"
                    "    \n"
                    "  choices:\n"
                    "    - {text: \"\", right: true, why: \"\"}\n"
                    "    - {text: \"\", why: \"\"}\n"
                    "    - {text: \"\", why: \"\"}\n",
    [CARD_ORDER] = "# 2 to 9 items in the right order\n"
                   "  front: |\n"
                   "    \n"
                   "  items:\n"
                   "    - \"\"\n"
                   "    - \"\"\n"
                   "    - \"\"\n",
    [CARD_TYPED] = "  front: |\n"
                   "    \n"
                   "  answer: \"\"\n"
                   "#  alternatives: [\"\"]      # what is as good\n",
    [CARD_NUMBER] = "# the answer is a number or an expression such as sqrt(2) / 3\n"
                    "  front: |\n"
                    "    \n"
                    "  answer: \"\"\n"
                    "#  unit: m\n"
                    "#  tolerance: 2%           # or 0.01\n"
                    "#  check: \"\"               # the answer worked out another way\n",
    [CARD_DRILL] = "# numbers are drawn each time; {{n * k}} in a text stands for a value\n"
                   "  front: |\n"
                   "    \n"
                   "  vars:\n"
                   "    n: 2..9\n"
                   "    k: [2, 4, 8]\n"
                   "#  where: [n != k]\n"
                   "  answer: \"\"\n"
                   "  solution: |\n"
                   "    \n",
};

void authoring_template(CardKind kind, const char *topic, Buffer *out)
{
    buffer_add_text(out,
                    "# A new card: fill it in, save, and leave the editor. Left as it is, it adds "
                    "nothing.\n"
                    "# Lines that begin with # are no part of it; take one away to use what it "
                    "names.\n"
                    "# Texts are Markdown with $formulas$; `man cairn-content` has every field.\n");
    buffer_add_format(out,
                      "- id:                      # a short name, such as leaf-shapes\n"
                      "  kind: %s\n",
                      card_kind_name(kind));
    buffer_add_format(out, "  topic: %-16s # id of a topic or subtopic: `cairn roadmap --all`\n",
                      topic);
    buffer_add_text(out, FIELDS[kind]);
    buffer_add_text(out, "#  hint: a nudge, shown on a key\n"
                         "#  extra: why it is so, shown below the answer\n"
                         "  source:                  # where to read on\n");
}
