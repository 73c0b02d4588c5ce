/* From one catalog to the next while the interface runs: indices are forgotten, what they stood for is
 * found again by its id. */
#include "app/app.h"

#include "app/update.h"
#include "base/array.h"
#include "base/memory.h"

/* An index of the model that must follow. */
typedef struct Followed {
    CatalogIndex *index;
    ItemKind kind;
} Followed;

typedef ARRAY(Followed) FollowedList;

/* By id: the view as app_save_view has it, and the followed indices in their order. */
typedef struct Remembered {
    Buffer view;
    ARRAY(char *) ids;
} Remembered;

static void follow_filter(FollowedList *list, QueueFilter *filter)
{
    *array_push(list) = (Followed){&filter->topic, ITEM_TOPIC};
    *array_push(list) = (Followed){&filter->subtopic, ITEM_SUBTOPIC};
    *array_push(list) = (Followed){&filter->deck, ITEM_DECK};
}

/* Always the same list, as long as no step is added. */
static FollowedList followed(Model *model)
{
    Review *review = &model->review;
    FollowedList list = {0};
    *array_push(&list) = (Followed){&review->card, ITEM_CARD};
    *array_push(&list) = (Followed){&review->lapsed, ITEM_CARD};
    follow_filter(&list, &review->filter);
    follow_filter(&list, &review->entered);
    for (size_t i = 0; i < model->plan.count; i++) {
        PlanItem *item = &model->plan.items[i];
        *array_push(&list) = (Followed){&item->item.index, item->item.kind};
    }
    for (size_t i = 0; i < review->step_count; i++) {
        *array_push(&list) = (Followed){&review->steps[i].card, ITEM_CARD};
    }
    return list;
}

void content_forget(Model *model)
{
    Remembered *remembered = model->remembered;
    if (remembered == NULL) {
        return;
    }
    for (size_t i = 0; i < remembered->ids.count; i++) {
        mem_free(remembered->ids.items[i]);
    }
    array_done(&remembered->ids);
    buffer_done(&remembered->view);
    mem_free(remembered);
    model->remembered = NULL;
}

void app_content_changes(Model *model)
{
    const Catalog *catalog = model->state->catalog;
    FollowedList list = followed(model);
    content_forget(model);
    terms_forget(model);
    model->remembered = mem_alloc(1, sizeof *model->remembered);
    app_save_view(model, &model->remembered->view);
    for (size_t i = 0; i < list.count; i++) {
        ItemRef item = {list.items[i].kind, *list.items[i].index};
        *array_push(&model->remembered->ids) = mem_dup(catalog_id(catalog, item));
    }
    array_done(&list);
}

static void find_again(Model *model)
{
    FollowedList list = followed(model);
    for (size_t i = 0; i < list.count; i++) {
        const char *id = model->remembered->ids.items[i];
        *list.items[i].index =
            id[0] != '\0' ? catalog_find_kind(model->state->catalog, id, list.items[i].kind)
                          : CATALOG_NONE;
    }
    array_done(&list);
}

/* Steps of cards that are gone are no longer part of the session. */
static void drop_lost_steps(Review *review)
{
    size_t kept = 0;
    for (size_t i = 0; i < review->step_count; i++) {
        if (review->steps[i].card != CATALOG_NONE) {
            review->steps[kept++] = review->steps[i];
        }
    }
    review->step_count = kept;
}

/* A plan whose topic or project is gone is over. */
static void drop_lost_plan(Model *model)
{
    for (size_t i = 0; i < model->plan.count; i++) {
        const PlanItem *item = &model->plan.items[i];
        if (item->what != PLAN_REVIEW && item->item.index == CATALOG_NONE) {
            plan_leave(model);
        }
    }
}

void content_take(Model *model)
{
    Review *review = &model->review;
    if (model->remembered == NULL) {
        return;
    }
    model_detach(model);
    model_attach(model);
    find_again(model);
    drop_lost_steps(review);
    drop_lost_plan(model);
    review->filter.only = NULL; /* it was as long as the catalog before */
    review->entered.only = NULL;
    mem_free(review->only);
    review->only = NULL;
    custom_forget(model);
    numbers_refresh(model);
    app_restore_view(model, buffer_text(&model->remembered->view));
    content_forget(model);
    bool open = review->card != CATALOG_NONE;
    review_show(model, review->card);
    if (!open && model->place == PLACE_REVIEW) {
        review_advance(model);
    }
}
