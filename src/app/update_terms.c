/* The glossary: the terms of what is shown, or as one types, of all there are; below them what the
 * selected one means. */
#include <stdlib.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "study/match.h"
#include "text/sanitize.h"

static int list_rows(const Model *model)
{
    int rows = overlay_area(model).rows - OVERLAY_CHROME_ROWS;
    return model->terms.reading || rows < 5 ? 1 : rows * 2 / 5;
}

int terms_foot_rows(const Model *model)
{
    return overlay_area(model).rows - OVERLAY_CHROME_ROWS - list_rows(model);
}

/* --- what is shown --- */

static void add_lines(Buffer *text, const TextLines *lines, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        for (size_t j = 0; j < lines->items[i].count; j++) {
            buffer_add(text, lines->items[i].spans[j].text, lines->items[i].spans[j].length);
        }
        buffer_add_char(text, '\n');
    }
}

/* The terms of the page, those that can be seen before those further down and further up. */
static void find_shown(Model *model)
{
    Terms *terms = &model->terms;
    const Sheet *page = model_sheet(model);
    size_t scroll = page->scroll > 0 ? (size_t)page->scroll : 0;
    Buffer text = {0};
    if (scroll > page->lines.count) {
        scroll = page->lines.count;
    }
    add_lines(&text, &page->lines, scroll, page->lines.count);
    add_lines(&text, &page->lines, 0, scroll);
    mem_free(terms->shown);
    terms->shown = mem_alloc(terms->glossary->count + 1, sizeof *terms->shown);
    terms->shown_count = glossary_occurring(terms->glossary, buffer_text(&text), terms->shown);
    buffer_done(&text);
}

void terms_open(Model *model, const char *term, Effects *effects)
{
    Terms *terms = &model->terms;
    terms->reading = false;
    terms->shown_count = 0;
    overlay_open(model, OVERLAY_TERMS);
    line_edit_set(&model->edit, term);
    if (terms->glossary == NULL) {
        effects_add(effects, EFFECT_GLOSSARY, NULL, NULL);
        return;
    }
    find_shown(model);
    choices_rebuild(model);
}

static void forget_names(Terms *terms)
{
    if (terms->arena != NULL) {
        arena_free(terms->arena);
    }
    terms->arena = NULL;
    terms->names = NULL;
}

static void clean_names(Terms *terms)
{
    size_t count = terms->glossary->count;
    terms->arena = arena_new();
    terms->names = arena_alloc(terms->arena, count, sizeof *terms->names);
    for (size_t i = 0; i < count; i++) {
        const char *term = terms->glossary->entries[i].term;
        terms->names[i] = sanitize_text(terms->arena, term, strlen(term), 0);
    }
}

void terms_take(Model *model, const Message *message)
{
    forget_names(&model->terms);
    model->terms.glossary = message->glossary;
    clean_names(&model->terms);
    if (model->overlay != OVERLAY_TERMS) {
        return;
    }
    model->dirty = true;
    find_shown(model);
    choices_rebuild(model);
}

/* --- the list --- */

/* How well a term or the best of its forms goes with what is typed; 0 when none does. */
static int score(const GlossaryEntry *entry, const char *pattern)
{
    int best = 2 * match_fuzzy(pattern, entry->term, NULL, 0, NULL);
    for (size_t i = 0; i < entry->also.count; i++) {
        int form = 2 * match_fuzzy(pattern, entry->also.items[i], NULL, 0, NULL) - 1;
        best = form > best ? form : best;
    }
    return best;
}

static int by_score(const void *left, const void *right)
{
    const Choice *a = left;
    const Choice *b = right;
    if (a->score != b->score) {
        return a->score < b->score ? 1 : -1;
    }
    return (a->number > b->number) - (a->number < b->number);
}

static void add_term(Model *model, size_t entry, int points)
{
    Choice *choice = choices_add(&model->choices, CHOICE_TERM);
    choice->number = (int)entry;
    choice->score = points;
}

void terms_fill(Model *model)
{
    const Terms *terms = &model->terms;
    const char *pattern = line_edit_text(&model->edit);
    if (terms->glossary == NULL) {
        return;
    }
    if (pattern[0] == '\0') {
        for (size_t i = 0; i < terms->shown_count; i++) {
            add_term(model, terms->shown[i], 0);
        }
        return;
    }
    for (size_t i = 0; i < terms->glossary->count; i++) {
        int points = score(&terms->glossary->entries[i], pattern);
        if (points > 0) {
            add_term(model, i, points);
        }
    }
    if (model->choices.count > 1) {
        qsort(model->choices.items, model->choices.count, sizeof *model->choices.items, by_score);
    }
}

/* --- what it means --- */

static const GlossaryEntry *selected(const Model *model)
{
    const Choices *choices = &model->choices;
    int at = choices->list.cursor;
    if (model->terms.glossary == NULL || at < 0 || at >= (int)choices->count) {
        return NULL;
    }
    return &model->terms.glossary->entries[choices->items[at].number];
}

static void add_forms(Sheet *page, const GlossaryEntry *entry)
{
    Buffer forms = {0};
    for (size_t i = 0; i < entry->also.count; i++) {
        buffer_add_format(&forms, "%s%s", i > 0 ? ", " : "also: ", entry->also.items[i]);
    }
    if (forms.length > 0) {
        sheet_wrapped(page, ROLE_DIM, 0, buffer_text(&forms));
    }
    buffer_done(&forms);
}

static void build(const Model *model, Sheet *page)
{
    const GlossaryEntry *entry = selected(model);
    if (entry == NULL) {
        sheet_wrapped(page, ROLE_DIM, 0,
                      model->terms.glossary == NULL || model->terms.glossary->count > 0
                          ? "Type to look among all terms of the glossary."
                          : "No pack has a glossary.");
        return;
    }
    sheet_set_macros(page, entry->macros);
    sheet_markdown(page, ROLE_TEXT, 0, entry->text);
    add_forms(page, entry);
    const char *topic = model_title(model, catalog_find(model->state->catalog, entry->topic));
    if (topic[0] != '\0') {
        sheet_line(page);
        sheet_span(page, ROLE_DIM, "topic: ");
        sheet_span_fit(page, ROLE_DIM, topic, 0);
    }
}

void terms_refresh(Model *model)
{
    Sheet *page = &model->terms.page;
    choices_fit(model);
    sheet_begin(page, overlay_area(model).columns - 4, model_look(model));
    build(model, page);
    sheet_fit(page, terms_foot_rows(model) - 1);
}

/* --- keys --- */

bool terms_move(Model *model, Move move)
{
    if (model->terms.reading) {
        sheet_move(&model->terms.page, move, terms_foot_rows(model) - 1);
        return true;
    }
    model->terms.page.scroll = 0;
    return false;
}

void terms_typed(Model *model)
{
    model->terms.reading = false;
    model->terms.page.scroll = 0;
    model->choices.list = (List){0};
    choices_rebuild(model);
}

void terms_run(Model *model, Action action)
{
    Terms *terms = &model->terms;
    terms->page.scroll = 0;
    if (action == ACTION_ACCEPT) {
        terms->reading = !terms->reading && selected(model) != NULL;
    } else if (terms->reading) {
        terms->reading = false;
    } else {
        overlay_close(model);
    }
}

void terms_forget(Model *model)
{
    forget_names(&model->terms);
    model->terms.glossary = NULL;
    model->terms.shown_count = 0;
    if (model->overlay == OVERLAY_TERMS) {
        overlay_close(model);
    }
}

void terms_done(Model *model)
{
    forget_names(&model->terms);
    mem_free(model->terms.shown);
    sheet_done(&model->terms.page);
}
