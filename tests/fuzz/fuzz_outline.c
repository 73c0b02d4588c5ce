/* Roadmaps in Markdown: any text gives an outline whose texts are there, and the same one each time. */
#include "base/memory.h"
#include "exchange/outline.h"
#include "fuzz/checks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t weigh(const char *text)
{
    require(text != NULL);
    return strlen(text);
}

/* Bytes of all texts, each of which is looked at. */
static size_t weigh_topic(const OutlineTopic *topic)
{
    size_t sum = weigh(topic->title) + weigh(topic->why);
    for (size_t i = 0; i < topic->subtopics.count; i++)
        sum += weigh(topic->subtopics.items[i]);
    for (size_t i = 0; i < topic->resources.count; i++)
        sum += weigh(topic->resources.items[i].title) + weigh(topic->resources.items[i].by) +
               weigh(topic->resources.items[i].url) + weigh(topic->resources.items[i].kind);
    for (size_t i = 0; i < topic->projects.count; i++)
        sum += weigh(topic->projects.items[i].title) + weigh(topic->projects.items[i].text);
    return sum;
}

static size_t weigh_outline(const char *text)
{
    Outline outline;
    outline_read(text, &outline);
    size_t sum = weigh(outline.title) + outline.unused.count;
    for (size_t i = 0; i < outline.phases.count; i++) {
        const OutlinePhase *phase = &outline.phases.items[i];
        require(phase->months_min >= 0 && phase->months_max >= phase->months_min);
        sum += weigh(phase->title) + weigh(phase->goal);
        for (size_t j = 0; j < phase->topics.count; j++)
            sum += weigh_topic(&phase->topics.items[j]);
    }
    for (size_t i = 0; i < outline.recap.count; i++)
        sum += weigh(outline.recap.items[i].name) + weigh(outline.recap.items[i].text);
    for (size_t i = 0; i < outline.tips.count; i++)
        sum += weigh(outline.tips.items[i].name) + weigh(outline.tips.items[i].text);
    outline_done(&outline);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_dup_range((const char *)data, size);
    size_t once = weigh_outline(text);
    size_t twice = weigh_outline(text);
    require(once == twice);
    mem_free(text);
    return 0;
}
