/* A session of the learner's own choice: a search says which cards, the row below how they come. */
#include <string.h>

#include "app/update.h"
#include "base/memory.h"

typedef struct Kind {
    const char *label;
    int32_t ahead_days;
    QueueMode mode;
} Kind;

static const Kind KINDS[CUSTOM_KINDS] = {
    {"What is due, and new cards", 0, QUEUE_DAY},   {"Due within 3 days as well", 3, QUEUE_DAY},
    {"Due within a week as well", 7, QUEUE_DAY},    {"Due within a month as well", 30, QUEUE_DAY},
    {"Cram what was answered ever", 0, QUEUE_CRAM},
};

const char *custom_label(int kind)
{
    return KINDS[kind].label;
}

int custom_foot_rows(const Model *model)
{
    return overlay_area(model).rows >= 14 ? 4 : 3;
}

void custom_open(Model *model, Effects *effects)
{
    custom_forget(model);
    overlay_open(model, OVERLAY_SESSION);
    effects_add(effects, EFFECT_SELECT, NULL, "");
}

void custom_typed(Model *model, Effects *effects)
{
    effects_add(effects, EFFECT_SELECT, NULL, line_edit_text(&model->edit));
}

void custom_fill(Model *model)
{
    for (int i = 0; i < CUSTOM_KINDS; i++) {
        choices_add(&model->choices, CHOICE_SESSION)->number = i;
    }
}

static QueueFilter filter_of(const bool *only, int kind)
{
    QueueFilter filter = queue_filter_all();
    filter.only = only;
    filter.ahead_days = KINDS[kind].ahead_days;
    filter.mode = KINDS[kind].mode;
    return filter;
}

static void count(Model *model)
{
    CustomSession *custom = &model->custom;
    custom->found = 0;
    for (size_t i = 0; i < model->state->catalog->card_count; i++) {
        custom->found += custom->chosen[i];
    }
    for (int i = 0; i < CUSTOM_KINDS; i++) {
        QueueFilter filter = filter_of(custom->chosen, i);
        QueueCounts counts = queue_count(model->state, &filter, model->now_ms, model->today);
        custom->counts[i] = counts.learning + counts.due + counts.fresh;
    }
}

void custom_take(Model *model, const Message *message)
{
    CustomSession *custom = &model->custom;
    if (model->overlay != OVERLAY_SESSION ||
        strcmp(message->text, line_edit_text(&model->edit)) != 0) {
        return; /* an answer to what is no longer asked */
    }
    custom_forget(model);
    model->dirty = true;
    if (message->chosen == NULL) {
        custom->problem = mem_dup(message->subject);
        return;
    }
    size_t cards = model->state->catalog->card_count;
    custom->chosen = mem_alloc(cards + 1, sizeof *custom->chosen);
    memcpy(custom->chosen, message->chosen, cards * sizeof *custom->chosen);
    count(model);
}

/* The session begins with what was chosen, whatever went on before it. */
static void begin(Model *model, int kind)
{
    Review *review = &model->review;
    bool *before = review->only;
    review->only = model->custom.chosen; /* another address than before: another filter */
    model->custom.chosen = NULL;
    review->step_count = 0;
    review->lapsed = CATALOG_NONE;
    review->card = CATALOG_NONE;
    overlay_close(model);
    review_start(model, filter_of(review->only, kind));
    mem_free(before);
}

void custom_accept(Model *model)
{
    const CustomSession *custom = &model->custom;
    int kind = model->choices.list.cursor;
    if (custom->chosen == NULL || kind < 0 || kind >= CUSTOM_KINDS) {
        return;
    }
    if (custom->counts[kind] == 0) {
        notice_set(model, NOTICE_HINT, "No card comes this way: %s",
                   custom->found == 0 ? "none is found" : "none of those found is due");
        return;
    }
    begin(model, kind);
}

void custom_refresh(Model *model)
{
    Sheet *page = &model->custom.page;
    choices_fit(model);
    sheet_begin(page, overlay_area(model).columns - 4, model_look(model));
    build_custom(model, page);
    page->scroll = 0;
}

void custom_forget(Model *model)
{
    CustomSession *custom = &model->custom;
    mem_free(custom->problem);
    mem_free(custom->chosen);
    custom->problem = NULL;
    custom->chosen = NULL;
    custom->found = 0;
}

void custom_done(Model *model)
{
    custom_forget(model);
    sheet_done(&model->custom.page);
}
