/* Pages of the Roadmap's tabs. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/utf8.h"

void page_mark(Page *page, const Model *model, ItemRef item)
{
    Mark mark = model_mark(model, item);
    page_span(page, glyph_role_of_mark(mark), glyph_text(glyph_of_mark(mark), model->ascii));
    page_span(page, ROLE_TEXT, " ");
}

/* "• text", wrapped under itself. */
static void bullet(Page *page, StyleRole role, int indent, const char *text)
{
    size_t first = page->lines.count;
    page_markdown(page, role, indent + 2, text);
    page_mark_line(page, first, indent, glyph_text(GLYPH_BULLET, page->ascii));
}

static void format_hours(char *out, size_t size, int32_t least, int32_t most)
{
    if (least == most) {
        snprintf(out, size, "%d h", least);
    } else {
        snprintf(out, size, "%d-%d h", least, most);
    }
}

/* --- Overview --- */

static void phase_overview(const Model *model, Page *page, CatalogIndex index)
{
    const Catalog *catalog = model->state->catalog;
    const Phase *phase = &catalog->phases[index];
    const PartNumbers *numbers = &model->numbers.phases[index];
    char text[64];
    if (phase->months_max == 0) {
        snprintf(text, sizeof text, "ongoing");
    } else if (phase->months_min == phase->months_max) {
        snprintf(text, sizeof text, "%d months", phase->months_min);
    } else {
        snprintf(text, sizeof text, "%d to %d months", phase->months_min, phase->months_max);
    }
    page_line(page);
    page_bar(page, 16, numbers->progress);
    page_span(page, ROLE_TEXT, "  ");
    page_percent(page, numbers->progress);
    page_span(page, ROLE_DIM, "   ");
    page_span(page, ROLE_DIM, text);
    page_blank(page);
    page_markdown(page, ROLE_TEXT, 0, phase->goal);
    page_heading(page, "Topics");
    for (int32_t i = 0; i < phase->topic_count; i++) {
        ItemRef item = {ITEM_TOPIC, phase->first_topic + i};
        page_entry_begin(page, ENTRY_ITEM, item, 0);
        page_line(page);
        page_mark(page, model, item);
        page_span_fit(page, ROLE_TEXT, model_title(model, item), 6);
        snprintf(text, sizeof text, "%3.0f%%", 100 * model_numbers(model, item)->progress);
        page_right(page, ROLE_DIM, text);
        page_entry_end(page);
    }
}

static void requires(const Model *model, Page *page, ItemKind kind, const IndexList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        ItemRef item = {kind, list->items[i]};
        if (i == 0) {
            page_heading(page, "Comes after");
        }
        page_entry_begin(page, ENTRY_ITEM, item, 0);
        page_line(page);
        page_mark(page, model, item);
        page_span_fit(page, ROLE_TEXT, model_title(model, item), 0);
        page_entry_end(page);
    }
}

static void memory_line(const Model *model, Page *page, ItemRef item)
{
    const PartNumbers *numbers = model_numbers(model, item);
    char text[96];
    if (numbers->cards.all == 0) {
        return;
    }
    snprintf(text, sizeof text, "%d cards: %d due, %d new", numbers->cards.all, numbers->cards.due,
             numbers->cards.fresh);
    page_line(page);
    page_span(page, ROLE_DIM, text);
    if (numbers->rusty) {
        page_span(page, ROLE_RUSTY, "  ");
        page_span(page, ROLE_RUSTY, glyph_text(GLYPH_RUSTY, model->ascii));
        page_span(page, ROLE_RUSTY, " fading");
    }
}

static void topic_overview(const Model *model, Page *page, CatalogIndex index)
{
    const Topic *topic = &model->state->catalog->topics[index];
    const PartNumbers *numbers = &model->numbers.topics[index];
    char hours[32];
    page_line(page);
    page_bar(page, 16, numbers->progress);
    page_span(page, ROLE_TEXT, "  ");
    page_percent(page, numbers->progress);
    if (topic->hours_max > 0) {
        format_hours(hours, sizeof hours, topic->hours_min, topic->hours_max);
        page_span(page, ROLE_DIM, "   about ");
        page_span(page, ROLE_DIM, hours);
    }
    memory_line(model, page, (ItemRef){ITEM_TOPIC, index});
    if (topic->why[0] != '\0') {
        page_blank(page);
        page_markdown(page, ROLE_TEXT, 0, topic->why);
    }
    for (int32_t i = 0; i < topic->subtopic_count; i++) {
        ItemRef item = {ITEM_SUBTOPIC, topic->first_subtopic + i};
        if (i == 0) {
            page_heading(page, "Parts");
        }
        page_entry_begin(page, ENTRY_ITEM, item, 0);
        page_line(page);
        page_mark(page, model, item);
        page_span_fit(page, ROLE_TEXT, model_title(model, item), 0);
        page_entry_end(page);
    }
    requires(model, page, ITEM_TOPIC, &topic->requires);
}

static void subtopic_overview(const Model *model, Page *page, CatalogIndex index)
{
    const Subtopic *subtopic = &model->state->catalog->subtopics[index];
    if (subtopic->explain[0] != '\0') {
        page_markdown(page, ROLE_TEXT, 0, subtopic->explain);
    } else {
        page_text(page, ROLE_DIM,
                  subtopic->activity ? "Something to do now and then."
                                     : "There is no explanation yet.");
    }
    for (size_t i = 0; i < subtopic->outcomes.count; i++) {
        if (i == 0) {
            page_heading(page, "You can");
        }
        bullet(page, ROLE_TEXT, 0, subtopic->outcomes.items[i]);
    }
    requires(model, page, ITEM_SUBTOPIC, &subtopic->requires);
    page_blank(page);
    memory_line(model, page, (ItemRef){ITEM_SUBTOPIC, index});
}

void build_overview(const Model *model, Page *page, ItemRef item)
{
    switch (item.kind) {
    case ITEM_PHASE:
        phase_overview(model, page, item.index);
        break;
    case ITEM_TOPIC:
        topic_overview(model, page, item.index);
        break;
    case ITEM_SUBTOPIC:
        subtopic_overview(model, page, item.index);
        break;
    default:
        page_wrapped(page, ROLE_DIM, 0,
                     "The roadmap is empty. Put a content pack into the content directory: "
                     "'cairn lint' says where it is and what is wrong with the packs there.");
        break;
    }
}

/* --- Resources --- */

static void resource_facts(Page *page, const Resource *resource)
{
    char text[96];
    char hours[24] = "";
    if (resource->hours > 0) {
        snprintf(hours, sizeof hours, ", %.0f h", resource->hours);
    }
    snprintf(text, sizeof text, "%s, %s%s", resource_kind_name(resource->kind),
             resource->free ? "free" : "paid", hours);
    page_right(page, ROLE_DIM, text);
}

static void add_resource(const Model *model, Page *page, CatalogIndex index)
{
    const Resource *resource = &model->state->catalog->resources[index];
    const ItemState *state = &model->state->resources[index];
    ItemRef item = {ITEM_RESOURCE, index};
    page_entry_begin(page, ENTRY_ITEM, item, 0);
    page_line(page);
    page_mark(page, model, item);
    page_span_fit(page, ROLE_STRONG, model_title(model, item), 18);
    if (state->noted) {
        page_span(page, ROLE_DIM, " ");
        page_span(page, ROLE_DIM, glyph_text(GLYPH_NOTED, model->ascii));
    }
    resource_facts(page, resource);
    if (resource->by[0] != '\0') {
        page_wrapped(page, ROLE_DIM, 2, resource->by);
    }
    page_markdown(page, ROLE_TEXT, 2, resource->summary);
    for (size_t i = 0; i < resource->parts.count; i++) {
        bullet(page, ROLE_TEXT, 2, resource->parts.items[i]);
    }
    page_line(page);
    page_span(page, ROLE_TEXT, "  ");
    page_span_fit(page, ROLE_LINK, resource->url, 0);
    page_entry_end(page);
    page_blank(page);
}

static void topic_resources(const Model *model, Page *page, CatalogIndex index, bool titled)
{
    const Topic *topic = &model->state->catalog->topics[index];
    if (titled && topic->resources.count > 0) {
        page_text(page, ROLE_HEADING, model_title(model, (ItemRef){ITEM_TOPIC, index}));
    }
    for (size_t i = 0; i < topic->resources.count; i++) {
        add_resource(model, page, topic->resources.items[i]);
    }
}

void build_resources(const Model *model, Page *page, ItemRef item)
{
    const Catalog *catalog = model->state->catalog;
    if (item.kind == ITEM_PHASE) {
        const Phase *phase = &catalog->phases[item.index];
        for (int32_t i = 0; i < phase->topic_count; i++) {
            topic_resources(model, page, phase->first_topic + i, true);
        }
    } else if (item.kind != ITEM_NONE) {
        topic_resources(model, page, catalog_topic_of(catalog, item), false);
    }
    if (page->entry_count == 0) {
        page_text(page, ROLE_DIM, "There are no resources here.");
    }
}

/* --- Notes --- */

static void add_question(const Model *model, Page *page, size_t number)
{
    const Question *question = &model->state->questions[number];
    page_entry_begin(page, ENTRY_QUESTION, (ItemRef){ITEM_NONE, CATALOG_NONE}, (int)number);
    size_t first = page->lines.count;
    page_wrapped(page, ROLE_STRONG, 2, question->text);
    page_mark_line(page, first, 0, "?");
    if (question->answer[0] != '\0') {
        page_wrapped(page, ROLE_TEXT, 2, question->answer);
    } else {
        page_wrapped(page, ROLE_DIM, 2, "open: select it to answer it");
    }
    page_entry_end(page);
}

void build_notes(const Model *model, Page *page, ItemRef item)
{
    const StudyState *state = model->state;
    const char *id = catalog_id(state->catalog, item);
    bool loaded = model->note.subject != NULL && strcmp(model->note.subject, id) == 0;
    const char *text = loaded && model->note.text != NULL ? model->note.text : "";
    if (text[0] != '\0') {
        page_markdown(page, ROLE_TEXT, 0, text);
    } else {
        char key[KEY_NAME_SIZE];
        char hint[128];
        model_key_name(model, IN_DETAIL, ACTION_NOTE, key);
        snprintf(hint, sizeof hint, "Nothing noted yet. %s opens your editor.", key);
        page_wrapped(page, ROLE_DIM, 0, hint);
    }
    bool titled = false;
    for (size_t i = 0; i < state->question_count; i++) {
        if (strcmp(state->questions[i].subject, id) != 0) {
            continue;
        }
        if (!titled) {
            page_heading(page, "Questions");
            titled = true;
        }
        add_question(model, page, i);
    }
}

void build_detail(const Model *model, Page *page, ItemRef item, Tab tab)
{
    switch (tab) {
    case TAB_OVERVIEW:
        build_overview(model, page, item);
        break;
    case TAB_RESOURCES:
        build_resources(model, page, item);
        break;
    case TAB_PROJECT:
        build_briefs(model, page, item);
        break;
    case TAB_CARDS:
        build_cards(model, page, item);
        break;
    case TAB_NOTES:
        build_notes(model, page, item);
        break;
    case TAB_COUNT:
        break;
    }
}
