#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "exchange/outline.h"

/* The outline as lines, to be compared as a whole. */
static char *show(const Outline *outline)
{
    Buffer out = {0};
    buffer_add_format(&out, "%s\n", outline->title);
    for (size_t i = 0; i < outline->phases.count; i++) {
        const OutlinePhase *phase = &outline->phases.items[i];
        buffer_add_format(&out, "phase %s|%d-%d|%s\n", phase->title, (int)phase->months_min,
                          (int)phase->months_max, phase->goal);
        for (size_t j = 0; j < phase->topics.count; j++) {
            const OutlineTopic *topic = &phase->topics.items[j];
            buffer_add_format(&out, " topic %s|%s\n", topic->title, topic->why);
            for (size_t k = 0; k < topic->subtopics.count; k++)
                buffer_add_format(&out, "  %s %s\n", topic->activities ? "do" : "learn",
                                  topic->subtopics.items[k]);
            for (size_t k = 0; k < topic->resources.count; k++)
                buffer_add_format(&out, "  %s %s|%s|%s|%d\n", topic->resources.items[k].kind,
                                  topic->resources.items[k].title, topic->resources.items[k].by,
                                  topic->resources.items[k].url, topic->resources.items[k].free);
            for (size_t k = 0; k < topic->projects.count; k++)
                buffer_add_format(&out, "  build %s|%s\n", topic->projects.items[k].title,
                                  topic->projects.items[k].text);
        }
    }
    for (size_t i = 0; i < outline->recap.count; i++)
        buffer_add_format(&out, "recap %s|%s\n", outline->recap.items[i].name,
                          outline->recap.items[i].text);
    for (size_t i = 0; i < outline->tips.count; i++)
        buffer_add_format(&out, "tip %s|%s\n", outline->tips.items[i].name,
                          outline->tips.items[i].text);
    for (size_t i = 0; i < outline->unused.count; i++)
        buffer_add_format(&out, "unused %zu\n", outline->unused.items[i]);
    return buffer_take(&out);
}

static void expect(const char *text, const char *wanted)
{
    Outline outline;
    outline_read(text, &outline);
    char *shown = show(&outline);
    assert_string_equal(shown, wanted);
    mem_free(shown);
    outline_done(&outline);
}

static void test_whole(void **state)
{
    (void)state;
    char *text;
    size_t length;
    Error error;
    assert_int_equal(file_read("tests/data/roadmap.md", 65536, &text, &length, &error), STATUS_OK);
    expect(text, "Botany\n"
                 "phase Foundations|1-2|Tell ten trees apart.\n"
                 " topic Leaves – the first look|Leaves are there all year.\n"
                 "  learn Shapes: simple, compound\n"
                 "  learn Edges\n"
                 "  book A Field Guide|Ann Other et al.||1\n"
                 "  course Garden tutorials|||0\n"
                 "  video Tree videos||https://example.org/trees|0\n"
                 "  paper “Trees or Shrubs” paper|||0\n"
                 "  build Press ten leaves|Press ten leaves. Show them to a friend.\n"
                 " topic Bark|\n"
                 "  learn Edges\n"
                 "phase Capstones|3-3|\n"
                 " topic Capstone Projects|\n"
                 "  do Colour: red\n"
                 "  tool Press|||0\n"
                 "  tool Glue|||0\n"
                 "  build Herbarium|Collect (and name) plants.\n"
                 "phase Go on|0-0|Keep walking.\n"
                 " topic Walk|\n"
                 "  do Walk in a wood\n"
                 "  do Watch buds\n"
                 "recap Beginner|Ten leaves\n"
                 "recap Hero|none\n"
                 "tip Go outside|Every day.\n"
                 "unused 47\n");
    mem_free(text);
}

static void test_odd(void **state)
{
    (void)state;
    expect("", "\n");
    expect("prose\n- item\n", "\nunused 2\n");
    expect("## Phase 1: A\n- x", "\nphase A|0-0|\n topic x|\n");
    expect("## Basics (2–3 months)\n* **Goal:** no\n", "\nphase Basics|2-3|\n topic Goal: no|\n");
    expect("## Phase 1: A (3-2 months)\n", "\nphase A (3-2 months)|0-0|\n");
    expect("## Phase 1: A\n**Goal:** yes\n", "\nphase A|0-0|yes\n");
    expect("## Phase 1: A\n1. t\n  - Topics:\n    - [B](http://x) `c` *d* 2 * 3\n  - extra\n",
           "\nphase A|0-0|\n topic t|\n  learn B c d 2 * 3\nunused 5\n");
    expect(
        "## Phase 1: A\n1. t\n  - Why: [x](http://a:b)?\n  - project:\n  - Resources:\n    - or\n",
        "\nphase A|0-0|\n topic t|x?\n  article or|||0\n");
    expect("# (\n## Phase : (\n- (\n  - Tools: ,\"\n",
           "(\nphase (|0-0|\n topic (|\n  tool \"|||0\n");
}

/* Nothing gets an empty title, with which no pack could be read. */
static void test_nameless(void **state)
{
    (void)state;
    expect("## Phase 1:\n- a\n## (2 months)\n- b\n",
           "\nphase Phase 1|0-0|\n topic a|\nphase Phase 2|2-2|\n topic b|\n");
    expect("## Phase 1: A\n- ``\n- t\n  - Topics:\n    - ``\n    - b\n  - Resources:\n"
           "    - `` or c\n",
           "\nphase A|0-0|\n topic t|\n  learn b\n  article c|||0\nunused 2\nunused 5\n");
}

/* An address is one that a pack may have, or none. */
static void test_addresses(void **state)
{
    (void)state;
    expect(
        "## Phase 1: A\n- t\n  - Resources:\n    - [B](https://e.org/Gr\xC3\xB6\xC3\x9F{e} \"T\")\n"
        "    - [C](http:///etc/passwd)\n    - D http://\n",
        "\nphase A|0-0|\n topic t|\n"
        "  article B||https://e.org/Gr%C3%B6%C3%9F%7Be%7D|0\n"
        "  article C|||0\n  article D http://|||0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_odd),
        cmocka_unit_test(test_nameless),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
