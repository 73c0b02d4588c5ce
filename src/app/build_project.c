/* Project briefs, in Projects and in the Roadmap's Project tab. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/words.h"

static void bullets(Sheet *page, const char *title, const TextList *list, StyleRole role,
                    int indent)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 && title != NULL) {
            sheet_heading(page, title);
        }
        sheet_item(page, role, indent, list->items[i]);
    }
}

static void facts(const Model *model, Sheet *page, const Project *project)
{
    char text[96];
    sheet_line(page);
    sheet_mark(page, model,
               (ItemRef){ITEM_PROJECT, (CatalogIndex)(project - model->state->catalog->projects)});
    sheet_span(page, ROLE_DIM, level_name(project->level));
    if (project->hours_max > 0) {
        snprintf(text, sizeof text, ", %d-%d h", project->hours_min, project->hours_max);
        sheet_span(page, ROLE_DIM, text);
    }
    int32_t done = 0;
    for (int32_t i = 0; i < project->milestone_count; i++) {
        done +=
            model_mark(model, (ItemRef){ITEM_MILESTONE, project->first_milestone + i}) == MARK_DONE;
    }
    if (project->milestone_count > 0) {
        snprintf(text, sizeof text, "%d of %d %s", done, project->milestone_count,
                 words_plural(project->milestone_count, "milestone", "milestones"));
        sheet_right(page, ROLE_DIM, text);
    }
}

static void hints(const Model *model, Sheet *page, CatalogIndex index)
{
    const Milestone *milestone = &model->state->catalog->milestones[index];
    size_t shown = model->state->milestones[index].hints;
    char text[96];
    shown = shown < milestone->hints.count ? shown : milestone->hints.count;
    for (size_t i = 0; i < shown; i++) {
        snprintf(text, sizeof text, "Hint %zu of %zu", i + 1, milestone->hints.count);
        sheet_wrapped(page, ROLE_HEADING, 4, text);
        sheet_markdown(page, ROLE_TEXT, 4, milestone->hints.items[i]);
    }
    if (shown < milestone->hints.count) {
        char key[KEY_NAME_SIZE];
        model_key_name(model, IN_BRIEF, ACTION_PROJECT_HINT, key);
        snprintf(text, sizeof text,
                 shown == 0 ? "Stuck? %s shows a hint (%zu)."
                            : "%s shows the next hint (%zu more).",
                 key, milestone->hints.count - shown);
        sheet_wrapped(page, ROLE_DIM, 4, text);
    }
}

static void add_milestone(const Model *model, Sheet *page, CatalogIndex index, int number)
{
    const Milestone *milestone = &model->state->catalog->milestones[index];
    ItemRef item = {ITEM_MILESTONE, index};
    char text[32];
    sheet_entry_begin(page, ENTRY_ITEM, item, 0);
    sheet_line(page);
    sheet_mark(page, model, item);
    snprintf(text, sizeof text, "%d ", number);
    sheet_span(page, ROLE_DIM, text);
    sheet_span_fit(page, ROLE_STRONG, model_title(model, item), 0);
    bullets(page, NULL, &milestone->accept, ROLE_TEXT, 4);
    for (size_t i = 0; i < milestone->commands.count; i++) {
        sheet_wrapped(page, ROLE_CODE, 4, milestone->commands.items[i]);
    }
    build_checks(model, page, index);
    hints(model, page, index);
    sheet_entry_end(page);
    sheet_blank(page);
}

static void add_page(const Model *model, Sheet *page, const char *heading, ItemRef item)
{
    if (item.kind != ITEM_TOPIC && item.kind != ITEM_SUBTOPIC) {
        return;
    }
    if (heading != NULL) {
        sheet_heading(page, heading);
    }
    sheet_entry_begin(page, ENTRY_ITEM, item, 0);
    sheet_line(page);
    sheet_mark(page, model, item);
    sheet_span_fit(page, ROLE_TEXT, model_title(model, item), 0);
    sheet_entry_end(page);
}

/* The pages (and so the cards) that lead to the project, and those that it makes use of. */
static void add_pages(const Model *model, Sheet *page, const Project *project)
{
    const Catalog *catalog = model->state->catalog;
    for (size_t i = 0; i < project->requires.count; i++) {
        add_page(model, page, i == 0 ? "Comes after" : NULL,
                 catalog_find(catalog, project->requires.items[i]));
    }
    for (size_t i = 0; i < project->exercises.count; i++) {
        add_page(model, page, i == 0 ? "Exercises" : NULL,
                 (ItemRef){ITEM_SUBTOPIC, project->exercises.items[i]});
    }
}

void build_project(const Model *model, Sheet *page, CatalogIndex index)
{
    const Catalog *catalog = model->state->catalog;
    if (index == CATALOG_NONE) {
        sheet_wrapped(page, ROLE_DIM, 0, "There are no projects in the content packs.");
        return;
    }
    const Project *project = &catalog->projects[index];
    sheet_use_macros(page, model, (ItemRef){ITEM_PROJECT, index});
    facts(model, page, project);
    build_checks_head(model, page, index);
    sheet_blank(page);
    sheet_markdown(page, ROLE_TEXT, 0, project->summary);
    if (project->why[0] != '\0') {
        sheet_heading(page, "Why");
        sheet_markdown(page, ROLE_TEXT, 0, project->why);
    }
    if (project->starter.count + project->data.count > 0) {
        char key[KEY_NAME_SIZE];
        char text[128];
        model_key_name(model, IN_BRIEF, ACTION_PROJECT_BEGIN, key);
        sheet_heading(page, "Starter files");
        snprintf(text, sizeof text, "%s copies these to a directory of yours:", key);
        sheet_wrapped(page, ROLE_DIM, 0, text);
        for (size_t i = 0; i < project->starter.count; i++) {
            sheet_wrapped(page, ROLE_CODE, 2, project->starter.items[i]);
        }
        for (size_t i = 0; i < project->data.count; i++) {
            snprintf(text, sizeof text, "data/%.100s", project->data.items[i]);
            sheet_wrapped(page, ROLE_CODE, 2, text);
        }
    }
    sheet_heading(page, "Milestones");
    for (int32_t i = 0; i < project->milestone_count; i++) {
        add_milestone(model, page, project->first_milestone + i, i + 1);
    }
    if (project->show[0] != '\0') {
        sheet_text(page, ROLE_HEADING, "Show it");
        sheet_markdown(page, ROLE_TEXT, 0, project->show);
    }
    bullets(page, "Further", &project->stretch, ROLE_TEXT, 0);
    add_pages(model, page, project);
}

void build_briefs(const Model *model, Sheet *page, ItemRef item)
{
    const Catalog *catalog = model->state->catalog;
    if (item.kind == ITEM_PHASE || item.kind == ITEM_NONE) {
        sheet_wrapped(page, ROLE_DIM, 0, "Projects belong to topics: select one of those.");
        return;
    }
    const IndexList *projects = &catalog->topics[catalog_topic_of(catalog, item)].projects;
    for (size_t i = 0; i < projects->count; i++) {
        ItemRef project = {ITEM_PROJECT, projects->items[i]};
        if (i > 0) {
            sheet_blank(page);
            sheet_blank(page);
        }
        sheet_entry_begin(page, ENTRY_ITEM, project, 0);
        sheet_text(page, ROLE_TITLE, model_title(model, project));
        sheet_entry_end(page);
        build_project(model, page, projects->items[i]);
    }
    if (projects->count == 0) {
        sheet_wrapped(page, ROLE_DIM, 0, "This topic has no project.");
    }
}
