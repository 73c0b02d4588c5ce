/* The roadmap as the documented JSON shape. */
#include "cli/roadmap.h"

static void put_pair(JsonWriter *json, const char *key, int32_t least, int32_t most)
{
    json_key(json, key);
    json_array_open(json);
    json_integer(json, least);
    json_integer(json, most);
    json_array_close(json);
}

static void put_ids(JsonWriter *json, const Catalog *catalog, const char *key,
                    const IndexList *list, ItemKind kind)
{
    json_key(json, key);
    json_array_open(json);
    for (size_t i = 0; i < list->count; i++)
        json_text(json, catalog_id(catalog, (ItemRef){kind, list->items[i]}));
    json_array_close(json);
}

/* "mastery": null without learned cards, "rusty" and "weakest": null or {"id","mastery"}. */
static void put_mastery(JsonWriter *json, const Catalog *catalog, const Mastery *mastery,
                        ItemRef item)
{
    const CardTally *tally = mastery_of(mastery, item);
    ItemRef weakest = progress_weakest(catalog, mastery->topics, mastery->subtopics, item);
    if (tally->learned > 0)
        json_put_number(json, "mastery", tally->recall);
    else
        json_put_null(json, "mastery");
    json_put_bool(json, "rusty", tally->rusty);
    json_key(json, "weakest");
    if (weakest.kind == ITEM_NONE) {
        json_null(json);
        return;
    }
    json_object_open(json);
    json_put_text(json, "id", catalog_id(catalog, weakest));
    json_put_number(json, "mastery", mastery_of(mastery, weakest)->recall);
    json_object_close(json);
}

static void put_subtopics(JsonWriter *json, const StudyState *state, const Mastery *mastery,
                          const Topic *topic)
{
    json_key(json, "subtopics");
    json_array_open(json);
    for (int32_t i = 0; i < topic->subtopic_count; i++) {
        ItemRef item = {ITEM_SUBTOPIC, topic->first_subtopic + i};
        json_object_open(json);
        json_put_text(json, "id", catalog_id(state->catalog, item));
        json_put_text(json, "title", catalog_title(state->catalog, item));
        json_put_text(json, "state", mark_name(progress_mark(state, item)));
        const char *page = state->catalog->subtopics[item.index].page;
        json_put_text(json, "page", page[0] != '\0' ? page : NULL);
        json_put_integer(json, "outcomes", (int64_t)catalog_parts(state->catalog, item).count);
        json_put_integer(json, "ticked", study_state_ticks(state, item));
        put_mastery(json, state->catalog, mastery, item);
        json_object_close(json);
    }
    json_array_close(json);
}

static void put_topic(Cli *cli, JsonWriter *json, const Mastery *mastery, CatalogIndex index)
{
    const StudyState *state = cli_state(cli);
    const Topic *topic = &state->catalog->topics[index];
    ItemRef item = {ITEM_TOPIC, index};
    const CardCounts *cards = &mastery_of(mastery, item)->cards;
    json_object_open(json);
    json_put_text(json, "id", topic->id);
    json_put_text(json, "title", topic->title);
    json_put_text(json, "why", topic->why);
    json_put_text(json, "state", mark_name(progress_mark(state, item)));
    json_put_number(json, "progress", progress_topic(state, index));
    put_ids(json, state->catalog, "requires", &topic->requires, ITEM_TOPIC);
    put_pair(json, "hours", topic->hours_min, topic->hours_max);
    put_subtopics(json, state, mastery, topic);
    put_ids(json, state->catalog, "resources", &topic->resources, ITEM_RESOURCE);
    json_put_text(
        json, "project",
        topic->projects.count > 0
            ? catalog_id(state->catalog, (ItemRef){ITEM_PROJECT, topic->projects.items[0]})
            : NULL);
    json_put_integer(json, "cards", cards->all);
    json_put_integer(json, "due", cards->due);
    put_mastery(json, state->catalog, mastery, item);
    json_object_close(json);
}

static void put_phase(Cli *cli, JsonWriter *json, const Mastery *mastery, CatalogIndex index,
                      CatalogIndex only_topic)
{
    const Phase *phase = &cli_catalog(cli)->phases[index];
    json_object_open(json);
    json_put_text(json, "id", phase->id);
    json_put_text(json, "title", phase->title);
    json_put_text(json, "goal", phase->goal);
    if (phase->months_max == 0)
        json_put_null(json, "months");
    else
        put_pair(json, "months", phase->months_min, phase->months_max);
    json_put_number(json, "progress", progress_phase(cli_state(cli), index));
    json_key(json, "topics");
    json_array_open(json);
    for (int32_t i = 0; i < phase->topic_count; i++) {
        if (only_topic == CATALOG_NONE || only_topic == phase->first_topic + i)
            put_topic(cli, json, mastery, phase->first_topic + i);
    }
    json_array_close(json);
    json_object_close(json);
}

static void put_recap(JsonWriter *json, const Catalog *catalog)
{
    json_key(json, "recap");
    json_array_open(json);
    for (size_t i = 0; i < catalog->recap_count; i++) {
        json_object_open(json);
        json_put_text(json, "level", level_name(catalog->recaps[i].level));
        json_put_text(json, "text", catalog->recaps[i].text);
        put_ids(json, catalog, "projects", &catalog->recaps[i].projects, ITEM_PROJECT);
        json_object_close(json);
    }
    json_array_close(json);
}

static void put_tips(JsonWriter *json, const Catalog *catalog)
{
    json_key(json, "tips");
    json_array_open(json);
    for (size_t i = 0; i < catalog->tip_count; i++) {
        json_object_open(json);
        json_put_text(json, "title", catalog->tips[i].title);
        json_put_text(json, "text", catalog->tips[i].text);
        json_object_close(json);
    }
    json_array_close(json);
}

void roadmap_json(Cli *cli, ItemRef item)
{
    const Catalog *catalog = cli_catalog(cli);
    CatalogIndex topic = item.kind == ITEM_PHASE ? CATALOG_NONE : catalog_topic_of(catalog, item);
    CatalogIndex phase = item.kind == ITEM_PHASE ? item.index
                         : topic != CATALOG_NONE ? catalog->topics[topic].phase
                                                 : CATALOG_NONE;
    JsonWriter json;
    Mastery mastery = roadmap_mastery(cli);
    cli_json_open(cli, &json);
    json_key(&json, "phases");
    json_array_open(&json);
    for (size_t i = 0; i < catalog->phase_count; i++) {
        if (phase == CATALOG_NONE || phase == (CatalogIndex)i)
            put_phase(cli, &json, &mastery, (CatalogIndex)i, topic);
    }
    json_array_close(&json);
    put_recap(&json, catalog);
    put_tips(&json, catalog);
    cli_json_close(cli, &json);
}
