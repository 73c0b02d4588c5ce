/* The resources that come with the program: all is said of each, who cannot pay is helped, and every
 * topic and study page leads on to at least two, one of them free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/memory.h"
#include "content/pack.h"

#define FEWEST    80
#define PAGE_MOST (1 << 20)

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

static char *read_text(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    Error error = {{0}};
    if (file_read(path, PAGE_MOST, &text, &length, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return text;
}

static void all_is_said_of_each(void **state)
{
    (void)state;
    assert_true(catalog->resource_count >= FEWEST);
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const Resource *resource = &catalog->resources[i];
        DayNumber day;
        Error error = {{0}};
        if (civil_parse_date(resource->checked, &day, &error) != STATUS_OK)
            fail_msg("%s: when was its address checked?", resource->id);
        if (resource->url[0] == '\0' || resource->by[0] == '\0' || resource->summary[0] == '\0')
            fail_msg("%s needs url, by and summary", resource->id);
        if (resource->hours < 1)
            fail_msg("%s: how many hours does it take?", resource->id);
        if (resource->topic == CATALOG_NONE)
            fail_msg("%s is in no topic", resource->id);
    }
}

/* The catalog takes a resource without one for a beginner's, so the file is looked at. */
static void each_has_its_level(void **state)
{
    (void)state;
    char *text = read_text("content/llm/resources.yaml");
    size_t levels = 0;
    for (const char *at = text; (at = strstr(at, "\n    level: ")) != NULL; at++)
        levels++;
    mem_free(text);
    assert_int_equal(levels, catalog->resource_count);
}

static void what_is_paid_has_a_free_alternative(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const Resource *resource = &catalog->resources[i];
        bool helped = resource->free;
        for (size_t k = 0; k < resource->alternatives.count; k++)
            helped = helped || catalog->resources[resource->alternatives.items[k]].free;
        if (!helped)
            fail_msg("%s is paid and has no free alternative", resource->id);
    }
}

static void every_topic_has_two_and_one_is_free(void **state)
{
    (void)state;
    for (size_t t = 0; t < catalog->topic_count; t++) {
        const IndexList *list = &catalog->topics[t].resources;
        size_t free = 0;
        for (size_t i = 0; i < list->count; i++)
            free += catalog->resources[list->items[i]].free;
        if (list->count < 2 || free < 1)
            fail_msg("%s has %zu resources, %zu free", catalog->topics[t].id, list->count, free);
    }
}

/* How many resources a page links to, and how many of them are free. */
static size_t count_links(const char *text, size_t *free)
{
    size_t links = 0;
    *free = 0;
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const Resource *resource = &catalog->resources[i];
        char *link = mem_format("(" CATALOG_RESOURCE_LINK "%s)", resource->id);
        bool there = strstr(text, link) != NULL;
        mem_free(link);
        links += there;
        *free += there && resource->free;
    }
    return links;
}

static void every_page_leads_on_to_two_and_one_is_free(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        const Subtopic *subtopic = &catalog->subtopics[i];
        if (subtopic->page[0] == '\0')
            continue;
        char *text = read_text(subtopic->page);
        size_t free;
        size_t links = count_links(text, &free);
        mem_free(text);
        if (links < 2 || free < 1)
            fail_msg("%s leads to %zu resources, %zu free", subtopic->id, links, free);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_said_of_each),
        cmocka_unit_test(each_has_its_level),
        cmocka_unit_test(what_is_paid_has_a_free_alternative),
        cmocka_unit_test(every_topic_has_two_and_one_is_free),
        cmocka_unit_test(every_page_leads_on_to_two_and_one_is_free),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
