/* Bringing what is kept ready for the view up to date. */
#include <string.h>

#include "app/update.h"
#include "base/memory.h"

static bool key_equals(const SheetKey *left, const SheetKey *right)
{
    return catalog_same_item(left->item, right->item) && left->kind == right->kind &&
           left->width == right->width && left->height == right->height &&
           left->numbers == right->numbers && left->notes == right->notes &&
           left->awaited == right->awaited && sheet_look_equals(left->look, right->look);
}

/* What the page of the open place shows. */
static SheetKey wanted_key(const Model *model)
{
    SheetKey key = {.item = {ITEM_NONE, CATALOG_NONE},
                    .kind = (int)model->place,
                    .width = model->layout.page.columns,
                    .height = model->layout.page.rows,
                    .numbers = model->numbers.serial,
                    .notes = model->note.serial,
                    .look = model_look(model)};
    switch (model->place) {
    case PLACE_ROADMAP:
        key.item = model->tree.selected;
        key.kind = (int)model->tab;
        key.awaited = reading_is_awaited(model);
        key.notes += model->tab == TAB_PROJECT ? model->checking.serial << 32 : 0;
        break;
    case PLACE_PROJECTS:
        key.item = (ItemRef){ITEM_PROJECT, projects_selected(model)};
        key.notes = model->checking.serial;
        break;
    case PLACE_REVIEW:
        key.item = (ItemRef){ITEM_CARD, model->review.card};
        key.kind = model->review.shown;
        key.notes = model->review.serial;
        break;
    case PLACE_STATS:
        key.item.index = (CatalogIndex)model->stats.page;
        key.notes = (model->stats.serial << 32) + (model->stats.moves << 8) +
                    (uint64_t)(model->pages[PLACE_STATS].cursor + 1);
        break;
    case PLACE_TODAY:
    case PLACE_COUNT:
        break;
    }
    return key;
}

static void build(Model *model, Sheet *page, const SheetKey *key)
{
    switch (model->place) {
    case PLACE_TODAY:
        build_today(model, page);
        break;
    case PLACE_ROADMAP:
        build_detail(model, page, key->item, model->tab);
        break;
    case PLACE_REVIEW:
        build_review(model, page);
        break;
    case PLACE_PROJECTS:
        build_project(model, page, key->item.index);
        break;
    case PLACE_STATS:
        build_stats(model, page);
        break;
    case PLACE_COUNT:
        break;
    }
}

static void refresh_page(Model *model)
{
    Sheet *page = model_sheet(model);
    SheetKey *key = &model->keys[model->place];
    SheetKey wanted = wanted_key(model);
    if (page->arena == NULL || !key_equals(key, &wanted)) {
        bool other = !catalog_same_item(key->item, wanted.item) || key->kind != wanted.kind;
        bool first = page->arena == NULL;
        bool arrived = !first && (other || key->awaited) && !wanted.awaited;
        if (model->place == PLACE_ROADMAP && (first ? wanted.awaited : other && !key->awaited)) {
            reading_leave(model, first ? &wanted : key);
        }
        if (other && !first) {
            page->cursor = 0;
            page->scroll = 0;
            page->shift = 0;
        }
        *key = wanted;
        sheet_begin(page, wanted.width, wanted.look);
        page->links = (MarkdownLinks){catalog_address, model->state->catalog};
        build(model, page, &wanted);
        if (other && model->place == PLACE_REVIEW && model->review.shown) {
            page->scroll = page->answer; /* on a small screen the answer is what must be seen */
        }
        if (model->place == PLACE_ROADMAP && arrived) {
            reading_return(model, &wanted);
        }
        if (!wanted.awaited) {
            restore_entry(model);
        }
        model->dirty = true;
    }
    sheet_fit(page, model->layout.page.rows);
}

/* The note of the item whose Notes tab is open is asked for once per change of the state. */
static void want_note(Model *model, Effects *effects)
{
    ItemRef item = model->tree.selected;
    NoteText *note = &model->note;
    if (model->place != PLACE_ROADMAP || model->tab != TAB_NOTES || item.kind == ITEM_NONE) {
        return;
    }
    const char *id = catalog_id(model->state->catalog, item);
    bool same = note->subject != NULL && strcmp(note->subject, id) == 0;
    if (same && note->revision == model->state->revision) {
        return;
    }
    if (!same) {
        mem_free(note->subject);
        mem_free(note->text);
        note->subject = mem_dup(id);
        note->text = NULL;
        note->serial += 1;
    }
    note->revision = model->state->revision;
    const ItemState *state = study_state_item_const(model->state, item);
    if (state == NULL || state->noted) {
        effects_add(effects, EFFECT_LOAD_NOTE, id, NULL);
    }
}

/* Whether only the cursor of the list beside the page has moved, and in a hurry: whoever goes through a
 * list sees it follow each key, and the page of the item where they stop. */
static bool may_wait(const Model *model)
{
    const SheetKey *key = &model->keys[model->place];
    bool in_list = (model->place == PLACE_ROADMAP && !model->in_detail) ||
                   (model->place == PLACE_PROJECTS && !model->in_brief);
    return model->hurried && in_list && model->overlay == OVERLAY_NONE &&
           model->pages[model->place].arena != NULL &&
           !catalog_same_item(key->item, wanted_key(model).item);
}

bool app_is_behind(const Model *model)
{
    return model->behind;
}

static void refresh_item(Model *model, Effects *effects)
{
    want_note(model, effects);
    reading_want(model, effects);
    checking_want(model, effects);
    stats_want(model, effects);
    blocks_want(model, effects);
    if (!model->layout.too_small) {
        refresh_page(model);
    }
}

void model_refresh(Model *model, Effects *effects)
{
    if (!model->started) {
        return;
    }
    numbers_refresh(model);
    model->layout = layout_make(model->rows, model->columns, model_shape(model));
    if (model->place == PLACE_ROADMAP) {
        tree_rebuild(model);
    } else if (model->place == PLACE_PROJECTS) {
        projects_rebuild(model);
    }
    model->behind = may_wait(model);
    model->dirty = model->dirty || model->behind;
    if (!model->behind) {
        refresh_item(model, effects);
    }
    if (model->overlay == OVERLAY_HISTORY) {
        build_history_page(model);
    } else if (model->overlay == OVERLAY_TUNING) {
        tuning_refresh(model);
    } else if (model->overlay == OVERLAY_CONSENT) {
        checking_refresh(model);
    } else if (model->overlay == OVERLAY_SETTINGS) {
        settings_refresh(model, effects);
    } else if (model->overlay == OVERLAY_SESSION) {
        custom_refresh(model);
    } else if (model->overlay == OVERLAY_TERMS) {
        terms_refresh(model);
    } else if (model->overlay != OVERLAY_NONE) {
        choices_fit(model);
    }
}
