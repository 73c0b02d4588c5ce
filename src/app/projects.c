/* The list of projects: by phase, in the roadmap's order, with a heading for each phase. */
#include "app/update.h"
#include "base/array.h"

static void add_row(Model *model, CatalogIndex phase, CatalogIndex project)
{
    size_t capacity = model->state->catalog->project_count + model->state->catalog->phase_count + 2;
    if (model->projects == NULL) {
        model->projects = mem_alloc(capacity, sizeof *model->projects);
    }
    model->projects[model->project_count++] = (ProjectRow){.phase = phase, .project = project};
}

/* Projects of a phase; those of no topic come with phase CATALOG_NONE. */
static void add_phase(Model *model, CatalogIndex phase)
{
    const Catalog *catalog = model->state->catalog;
    bool headed = false;
    for (size_t i = 0; i < catalog->project_count; i++) {
        CatalogIndex topic = catalog->projects[i].topic;
        CatalogIndex of = topic == CATALOG_NONE ? CATALOG_NONE : catalog->topics[topic].phase;
        if (of != phase) {
            continue;
        }
        if (!headed) {
            add_row(model, phase, CATALOG_NONE);
            headed = true;
        }
        add_row(model, phase, (CatalogIndex)i);
    }
}

void projects_rebuild(Model *model)
{
    const Catalog *catalog = model->state->catalog;
    if (model->projects == NULL) {
        for (size_t i = 0; i < catalog->phase_count; i++) {
            add_phase(model, (CatalogIndex)i);
        }
        add_phase(model, CATALOG_NONE);
    }
    list_fit(&model->project_list, (int)model->project_count, model_list_rows(model));
    projects_skip_heading(model, 1);
}

void projects_skip_heading(Model *model, int direction)
{
    List *list = &model->project_list;
    while (list->cursor >= 0 && list->cursor < list->count &&
           model->projects[list->cursor].project == CATALOG_NONE) {
        direction = list->cursor == 0 ? 1 : direction;
        list->cursor += direction;
    }
    list_fit(list, list->count, model_list_rows(model));
    if (list->cursor == 1 && list->scroll == 1) {
        list->scroll = 0; /* the first heading belongs to the first project */
    }
}

void projects_select(Model *model, CatalogIndex project)
{
    projects_rebuild(model);
    for (size_t i = 0; i < model->project_count; i++) {
        if (model->projects[i].project == project && project != CATALOG_NONE) {
            model->project_list.cursor = (int)i;
        }
    }
    list_fit(&model->project_list, (int)model->project_count, model_list_rows(model));
}

CatalogIndex projects_selected(const Model *model)
{
    int cursor = model->project_list.cursor;
    if (cursor < 0 || cursor >= (int)model->project_count) {
        return CATALOG_NONE;
    }
    return model->projects[cursor].project;
}

CatalogIndex model_project(const Model *model)
{
    const Catalog *catalog = model->state->catalog;
    ItemRef item = model_selected(model);
    if (item.kind == ITEM_MILESTONE) {
        return catalog->milestones[item.index].project;
    }
    if (item.kind == ITEM_PROJECT) {
        return item.index;
    }
    if (model->place == PLACE_PROJECTS) {
        return projects_selected(model); /* a page that its brief names */
    }
    CatalogIndex topic = CATALOG_NONE;
    if (model->place == PLACE_ROADMAP && model->tab == TAB_PROJECT) {
        topic = catalog_topic_of(catalog, model->tree.selected);
    }
    if (topic == CATALOG_NONE || catalog->topics[topic].projects.count == 0) {
        return CATALOG_NONE;
    }
    return catalog->topics[topic].projects.items[0];
}
