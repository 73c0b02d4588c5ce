#include "content/roadmap.h"

#include <string.h>

#include "content/pages.h"

static const char ROOT_KEYS[] = "phases recap tips";
static const char PHASE_KEYS[] = "id title months goal topics";
static const char TOPIC_KEYS[] =
    "id title why requires hours subtopics activities resources project projects";
static const char SUBTOPIC_KEYS[] = "id title explain page outcomes requires";
static const char ACTIVITY_KEYS[] = "id title explain page outcomes";
static const char RECAP_KEYS[] = "level text projects";
static const char TIP_KEYS[] = "title text";

static void read_subtopic(Builder *builder, const Reader *reader, const Node *node,
                          CatalogIndex topic, bool activity)
{
    const char *what = activity ? "an activity" : "a subtopic";
    if (!reader_expect_mapping(reader, node, what, activity ? ACTIVITY_KEYS : SUBTOPIC_KEYS))
        return;
    const char *id = reader_id(reader, node);
    const char *title = reader_text(reader, node, "title", true);
    if (id == NULL || title == NULL || !builder_claim(builder, reader, node, id))
        return;
    ItemRef self = {ITEM_SUBTOPIC, (CatalogIndex)builder->subtopics.count};
    *array_push(&builder->subtopics) = (Subtopic){
        .id = id,
        .title = title,
        .explain = reader_text(reader, node, "explain", false),
        .page = pages_take(builder, reader, node, self.index),
        .outcomes = reader_text_list(reader, node, "outcomes"),
        .topic = topic,
        .activity = activity,
    };
    builder->topics.items[topic].subtopic_count++;
    builder_refer(builder, reader, node, "requires", self, PENDING_SUBTOPIC_REQUIRES);
}

static void read_subtopics(Builder *builder, const Reader *reader, const Node *node,
                           CatalogIndex topic)
{
    const Node *subtopics = reader_list(reader, node, "subtopics");
    const Node *activities = reader_list(reader, node, "activities");
    for (const Node *item = subtopics ? subtopics->first : NULL; item; item = item->next)
        read_subtopic(builder, reader, item, topic, false);
    for (const Node *item = activities ? activities->first : NULL; item; item = item->next)
        read_subtopic(builder, reader, item, topic, true);
}

static void read_topic(Builder *builder, const Reader *reader, const Node *node, CatalogIndex phase)
{
    if (!reader_expect_mapping(reader, node, "a topic", TOPIC_KEYS))
        return;
    const char *id = reader_id(reader, node);
    const char *title = reader_text(reader, node, "title", true);
    if (id == NULL || title == NULL || !builder_claim(builder, reader, node, id))
        return;
    ItemRef self = {ITEM_TOPIC, (CatalogIndex)builder->topics.count};
    Topic *topic = array_push(&builder->topics);
    *topic = (Topic){
        .id = id,
        .title = title,
        .why = reader_text(reader, node, "why", false),
        .phase = phase,
        .first_subtopic = (CatalogIndex)builder->subtopics.count,
    };
    (void)reader_range(reader, node, "hours", &topic->hours_min, &topic->hours_max);
    builder->phases.items[phase].topic_count++;
    builder_refer(builder, reader, node, "requires", self, PENDING_TOPIC_REQUIRES);
    builder_refer(builder, reader, node, "resources", self, PENDING_TOPIC_RESOURCES);
    if (node_member(node, "project") && node_member(node, "projects"))
        reader_complain(reader, node_member(node, "projects"),
                        "both 'project' and 'projects' (keep one)");
    builder_refer(builder, reader, node, node_member(node, "project") ? "project" : "projects",
                  self, PENDING_TOPIC_PROJECTS);
    read_subtopics(builder, reader, node, self.index);
}

static void read_months(const Reader *reader, const Node *node, Phase *phase)
{
    const Node *months = node_member(node, "months");
    if (months && months->kind == NODE_SCALAR && strcmp(months->text, "ongoing") == 0)
        return;
    if (months == NULL || months->kind == NODE_SCALAR)
        reader_complain(reader, months ? months : node,
                        "'months' is missing or wrong (expected [1, 2] or ongoing)");
    else
        (void)reader_range(reader, node, "months", &phase->months_min, &phase->months_max);
}

static void read_phase(Builder *builder, const Reader *reader, const Node *node)
{
    if (!reader_expect_mapping(reader, node, "a phase", PHASE_KEYS))
        return;
    const char *id = reader_id(reader, node);
    const char *title = reader_text(reader, node, "title", true);
    if (id == NULL || title == NULL || !builder_claim(builder, reader, node, id))
        return;
    CatalogIndex self = (CatalogIndex)builder->phases.count;
    Phase *phase = array_push(&builder->phases);
    *phase = (Phase){
        .id = id,
        .title = title,
        .goal = reader_text(reader, node, "goal", false),
        .first_topic = (CatalogIndex)builder->topics.count,
        .macros = builder->pack_macros,
    };
    read_months(reader, node, phase);
    const Node *topics = reader_list(reader, node, "topics");
    for (const Node *item = topics ? topics->first : NULL; item; item = item->next)
        read_topic(builder, reader, item, self);
}

static void read_recap(Builder *builder, const Reader *reader, const Node *node)
{
    if (!reader_expect_mapping(reader, node, "a recap line", RECAP_KEYS))
        return;
    const char *level = reader_text(reader, node, "level", true);
    const char *text = reader_text(reader, node, "text", true);
    if (level == NULL || text == NULL)
        return;
    if (level_from_name(level) == LEVEL_COUNT) {
        reader_complain(reader, node_member(node, "level"),
                        "'%s' is no level (expected beginner, intermediate, advanced or capstone)",
                        level);
        return;
    }
    ItemRef self = {ITEM_NONE, (CatalogIndex)builder->recaps.count};
    *array_push(&builder->recaps) = (Recap){.level = level_from_name(level), .text = text};
    builder_refer(builder, reader, node, "projects", self, PENDING_RECAP_PROJECTS);
}

static void read_tip(Builder *builder, const Reader *reader, const Node *node)
{
    if (!reader_expect_mapping(reader, node, "a tip", TIP_KEYS))
        return;
    const char *title = reader_text(reader, node, "title", true);
    const char *text = reader_text(reader, node, "text", true);
    if (title && text)
        *array_push(&builder->tips) = (Tip){.title = title, .text = text};
}

void roadmap_read(Builder *builder, const Reader *reader, const Node *root)
{
    if (!reader_expect_mapping(reader, root, "a roadmap file", ROOT_KEYS))
        return;
    const Node *phases = reader_list(reader, root, "phases");
    const Node *recap = reader_list(reader, root, "recap");
    const Node *tips = reader_list(reader, root, "tips");
    for (const Node *item = phases ? phases->first : NULL; item; item = item->next)
        read_phase(builder, reader, item);
    for (const Node *item = recap ? recap->first : NULL; item; item = item->next)
        read_recap(builder, reader, item);
    for (const Node *item = tips ? tips->first : NULL; item; item = item->next)
        read_tip(builder, reader, item);
}
