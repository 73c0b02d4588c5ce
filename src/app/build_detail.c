/* Pages of the Roadmap's tabs. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"

void sheet_mark(Sheet *page, const Model *model, ItemRef item)
{
    Mark mark = model_mark(model, item);
    sheet_span(page, glyph_role_of_mark(mark), glyph_text(glyph_of_mark(mark), model->ascii));
    sheet_span(page, ROLE_TEXT, " ");
}

void sheet_use_macros(Sheet *page, const Model *model, ItemRef item)
{
    sheet_set_macros(page, catalog_macros(model->state->catalog, item));
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

static void phase_overview(const Model *model, Sheet *page, CatalogIndex index)
{
    const Catalog *catalog = model->state->catalog;
    const Phase *phase = &catalog->phases[index];
    const PartNumbers *numbers = &model->numbers.phases[index];
    char text[64];
    if (phase->months_max == 0) {
        snprintf(text, sizeof text, "ongoing");
    } else if (phase->months_min == phase->months_max) {
        snprintf(text, sizeof text, "%d %s", phase->months_min,
                 words_plural(phase->months_min, "month", "months"));
    } else {
        snprintf(text, sizeof text, "%d to %d months", phase->months_min, phase->months_max);
    }
    sheet_line(page);
    sheet_bar(page, 16, numbers->progress);
    sheet_span(page, ROLE_TEXT, "  ");
    sheet_percent(page, numbers->progress);
    sheet_span(page, ROLE_DIM, "   ");
    sheet_span(page, ROLE_DIM, text);
    sheet_blank(page);
    sheet_markdown(page, ROLE_TEXT, 0, phase->goal);
    sheet_heading(page, "Topics");
    for (int32_t i = 0; i < phase->topic_count; i++) {
        ItemRef item = {ITEM_TOPIC, phase->first_topic + i};
        sheet_entry_begin(page, ENTRY_ITEM, item, 0);
        sheet_line(page);
        sheet_mark(page, model, item);
        sheet_span_fit(page, ROLE_TEXT, model_title(model, item), 6);
        snprintf(text, sizeof text, "%3.0f%%", 100 * model_numbers(model, item)->progress);
        sheet_right(page, ROLE_DIM, text);
        sheet_entry_end(page);
    }
}

static void requires(const Model *model, Sheet *page, ItemKind kind, const IndexList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        ItemRef item = {kind, list->items[i]};
        if (i == 0) {
            sheet_heading(page, "Comes after");
        }
        sheet_entry_begin(page, ENTRY_ITEM, item, 0);
        sheet_line(page);
        sheet_mark(page, model, item);
        sheet_span_fit(page, ROLE_TEXT, model_title(model, item), 0);
        sheet_entry_end(page);
    }
}

static const CardTally *tally_of(const Model *model, ItemRef item)
{
    return item.kind == ITEM_TOPIC ? &model->numbers.topic_tallies[item.index]
                                   : &model->numbers.subtopic_tallies[item.index];
}

/* Names what is remembered least of all that a topic or a subtopic builds on. */
static void weakest_line(const Model *model, Sheet *page, ItemRef item)
{
    const Numbers *numbers = &model->numbers;
    ItemRef weakest = progress_weakest(model->state->catalog, numbers->topic_tallies,
                                       numbers->subtopic_tallies, item);
    if (weakest.kind == ITEM_NONE) {
        return;
    }
    const CardTally *tally = tally_of(model, weakest);
    char *text = mem_format("Weakest of what it builds on: %s, %.0f%% remembered",
                            model_title(model, weakest), 100 * tally->recall);
    bool faded = tally->recall < model->state->config.rusty_below;
    sheet_wrapped(page, faded ? ROLE_RUSTY : ROLE_DIM, 0, text);
    mem_free(text);
}

static void memory_line(const Model *model, Sheet *page, ItemRef item)
{
    const PartNumbers *numbers = model_numbers(model, item);
    const CardTally *tally = tally_of(model, item);
    char text[96];
    if (numbers->cards.all == 0) {
        return;
    }
    snprintf(text, sizeof text, "%d %s: %d due, %d new", numbers->cards.all,
             words_plural(numbers->cards.all, "card", "cards"), numbers->cards.due,
             numbers->cards.fresh);
    sheet_line(page);
    sheet_span(page, ROLE_DIM, text);
    if (tally->learned == 0) {
        return;
    }
    snprintf(text, sizeof text, "%.0f%% remembered", 100 * tally->recall);
    sheet_line(page);
    sheet_span(page, ROLE_DIM, text);
    if (numbers->rusty) {
        sheet_span(page, ROLE_RUSTY, "  ");
        sheet_span(page, ROLE_RUSTY, glyph_text(GLYPH_RUSTY, model->ascii));
        sheet_span(page, ROLE_RUSTY, " fading");
    }
}

/* "2/4" at the right edge: how many of its outcomes are ticked. */
static void add_share(const Model *model, Sheet *page, ItemRef item)
{
    int ticked = study_state_ticks(model->state, item);
    char text[32];
    snprintf(text, sizeof text, "%d/%zu", ticked, catalog_parts(model->state->catalog, item).count);
    if (ticked > 0) {
        sheet_right(page, ROLE_DIM, text);
    }
}

static void topic_overview(const Model *model, Sheet *page, CatalogIndex index)
{
    const Topic *topic = &model->state->catalog->topics[index];
    const PartNumbers *numbers = &model->numbers.topics[index];
    char hours[32];
    sheet_line(page);
    sheet_bar(page, 16, numbers->progress);
    sheet_span(page, ROLE_TEXT, "  ");
    sheet_percent(page, numbers->progress);
    if (topic->hours_max > 0) {
        format_hours(hours, sizeof hours, topic->hours_min, topic->hours_max);
        sheet_span(page, ROLE_DIM, "   about ");
        sheet_span(page, ROLE_DIM, hours);
    }
    memory_line(model, page, (ItemRef){ITEM_TOPIC, index});
    weakest_line(model, page, (ItemRef){ITEM_TOPIC, index});
    if (topic->why[0] != '\0') {
        sheet_blank(page);
        sheet_markdown(page, ROLE_TEXT, 0, topic->why);
    }
    for (int32_t i = 0; i < topic->subtopic_count; i++) {
        ItemRef item = {ITEM_SUBTOPIC, topic->first_subtopic + i};
        if (i == 0) {
            sheet_heading(page, "Parts");
        }
        sheet_entry_begin(page, ENTRY_ITEM, item, 0);
        sheet_line(page);
        sheet_mark(page, model, item);
        sheet_span_fit(page, ROLE_TEXT, model_title(model, item), 6);
        add_share(model, page, item);
        sheet_entry_end(page);
    }
    requires(model, page, ITEM_TOPIC, &topic->requires);
}

/* --- what can be ticked --- */

static void add_part(const Model *model, Sheet *page, ItemRef item, int part, int indent)
{
    const char *text = catalog_parts(model->state->catalog, item).items[part - 1];
    bool ticked = study_state_ticked(model->state, item, part);
    char label[16];
    snprintf(label, sizeof label, "%*s[%c] ", indent, "", ticked ? 'x' : ' ');
    sheet_entry_begin(page, ENTRY_ITEM, item, part);
    size_t first = page->lines.count;
    sheet_markdown(page, ROLE_TEXT, indent + 4, text);
    sheet_label_line(page, first, ticked ? ROLE_DONE : ROLE_TODO, label);
    sheet_entry_end(page);
}

/* "2 of 4 ticked", "" when none is. */
static void format_ticks(const Model *model, ItemRef item, char *out, size_t size)
{
    int ticked = study_state_ticks(model->state, item);
    out[0] = '\0';
    if (ticked > 0)
        snprintf(out, size, "%d of %zu ticked", ticked,
                 catalog_parts(model->state->catalog, item).count);
}

/* What a pack without pages has to say. */
static void explanation(const Model *model, Sheet *page, CatalogIndex index)
{
    const Subtopic *subtopic = &model->state->catalog->subtopics[index];
    if (subtopic->explain[0] != '\0') {
        sheet_markdown(page, ROLE_TEXT, 0, subtopic->explain);
    } else {
        sheet_text(page, ROLE_DIM,
                   subtopic->activity ? "Something to do now and then."
                                      : "There is no explanation yet.");
    }
    for (size_t i = 0; i < subtopic->outcomes.count; i++) {
        if (i == 0) {
            sheet_heading(page, "You can");
        }
        add_part(model, page, (ItemRef){ITEM_SUBTOPIC, index}, (int)i + 1, 0);
    }
}

static void subtopic_overview(const Model *model, Sheet *page, CatalogIndex index)
{
    const Subtopic *subtopic = &model->state->catalog->subtopics[index];
    const PageText *text = reading_find(model, index);
    if (text != NULL && text->problem != NULL) {
        sheet_wrapped(page, ROLE_ERROR, 0, text->problem);
        sheet_blank(page);
        explanation(model, page, index);
    } else if (text != NULL) {
        build_study_page(model, page, index, text->text);
    } else if (subtopic->page[0] == '\0') {
        explanation(model, page, index);
    }
    requires(model, page, ITEM_SUBTOPIC, &subtopic->requires);
    sheet_blank(page);
    memory_line(model, page, (ItemRef){ITEM_SUBTOPIC, index});
    weakest_line(model, page, (ItemRef){ITEM_SUBTOPIC, index});
    char ticks[48];
    format_ticks(model, (ItemRef){ITEM_SUBTOPIC, index}, ticks, sizeof ticks);
    if (ticks[0] != '\0') {
        sheet_text(page, ROLE_DIM, ticks);
    }
}

void build_overview(const Model *model, Sheet *page, ItemRef item)
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
        sheet_wrapped(page, ROLE_DIM, 0,
                      "The roadmap is empty. Put a content pack into the content directory: "
                      "'cairn lint' says where it is and what is wrong with the packs there.");
        break;
    }
}

/* --- Resources --- */

static void resource_facts(Sheet *page, const Resource *resource)
{
    char text[96];
    char hours[24] = "";
    if (resource->hours > 0) {
        snprintf(hours, sizeof hours, ", %.0f h", resource->hours);
    }
    snprintf(text, sizeof text, "%s, %s%s", resource_kind_name(resource->kind),
             resource->free ? "free" : "paid", hours);
    sheet_right(page, ROLE_DIM, text);
}

static void add_resource(const Model *model, Sheet *page, CatalogIndex index)
{
    const Resource *resource = &model->state->catalog->resources[index];
    const ItemState *state = &model->state->resources[index];
    ItemRef item = {ITEM_RESOURCE, index};
    sheet_entry_begin(page, ENTRY_ITEM, item, 0);
    sheet_line(page);
    sheet_mark(page, model, item);
    sheet_span_fit(page, ROLE_STRONG, model_title(model, item), 18);
    if (state->noted) {
        sheet_span(page, ROLE_DIM, " ");
        sheet_span(page, ROLE_DIM, glyph_text(GLYPH_NOTED, model->ascii));
    }
    resource_facts(page, resource);
    char ticks[48];
    format_ticks(model, item, ticks, sizeof ticks);
    if (resource->by[0] != '\0' || ticks[0] != '\0') {
        const char *between = resource->by[0] != '\0' && ticks[0] != '\0' ? ", " : "";
        char *by = mem_format("%s%s%s", resource->by, between, ticks);
        sheet_wrapped(page, ROLE_DIM, 2, by);
        mem_free(by);
    }
    sheet_use_macros(page, model, item);
    sheet_markdown(page, ROLE_TEXT, 2, resource->summary);
    sheet_line(page);
    sheet_span(page, ROLE_TEXT, "  ");
    sheet_link_fit(page, resource->url);
    sheet_entry_end(page);
    for (size_t i = 0; i < resource->parts.count; i++) {
        add_part(model, page, item, (int)i + 1, 2);
    }
    sheet_blank(page);
}

static void topic_resources(const Model *model, Sheet *page, CatalogIndex index, bool titled)
{
    const Topic *topic = &model->state->catalog->topics[index];
    if (titled && topic->resources.count > 0) {
        sheet_text(page, ROLE_HEADING, model_title(model, (ItemRef){ITEM_TOPIC, index}));
    }
    for (size_t i = 0; i < topic->resources.count; i++) {
        add_resource(model, page, topic->resources.items[i]);
    }
}

void build_resources(const Model *model, Sheet *page, ItemRef item)
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
        sheet_wrapped(page, ROLE_DIM, 0, "There are no resources here.");
    }
}

/* --- Notes --- */

static void add_question(const Model *model, Sheet *page, size_t number)
{
    const Question *question = &model->state->questions[number];
    sheet_entry_begin(page, ENTRY_QUESTION, (ItemRef){ITEM_NONE, CATALOG_NONE}, (int)number);
    size_t first = page->lines.count;
    sheet_wrapped(page, ROLE_STRONG, 2, question->text);
    sheet_mark_line(page, first, 0, "?");
    if (question->answer[0] != '\0') {
        sheet_wrapped(page, ROLE_TEXT, 2, question->answer);
    } else {
        sheet_wrapped(page, ROLE_DIM, 2, "open: select it to answer it");
    }
    sheet_entry_end(page);
}

void build_notes(const Model *model, Sheet *page, ItemRef item)
{
    const StudyState *state = model->state;
    const char *id = catalog_id(state->catalog, item);
    bool loaded = model->note.subject != NULL && strcmp(model->note.subject, id) == 0;
    const char *text = loaded && model->note.text != NULL ? model->note.text : "";
    if (text[0] != '\0') {
        sheet_markdown(page, ROLE_TEXT, 0, text);
    } else {
        char key[KEY_NAME_SIZE];
        char hint[128];
        model_key_name(model, IN_DETAIL, ACTION_NOTE, key);
        snprintf(hint, sizeof hint, "Nothing noted yet. %s opens your editor.", key);
        sheet_wrapped(page, ROLE_DIM, 0, hint);
    }
    bool titled = false;
    for (size_t i = 0; i < state->question_count; i++) {
        if (strcmp(state->questions[i].subject, id) != 0) {
            continue;
        }
        if (!titled) {
            sheet_heading(page, "Questions");
            titled = true;
        }
        add_question(model, page, i);
    }
}

void build_detail(const Model *model, Sheet *page, ItemRef item, Tab tab)
{
    sheet_use_macros(page, model, item);
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
