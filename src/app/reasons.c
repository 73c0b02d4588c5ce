/* Why an action is off: a sentence for the palette and the status line. */
#include "app/update.h"

static const char *elsewhere(Action action)
{
    static const struct {
        unsigned contexts;
        const char *reason;
    } PLACES[] = {
        {IN_TREE, "this belongs to the Roadmap"},
        {IN_DETAIL, "this belongs to the Roadmap's tabs"},
        {IN_CARD, "this belongs to Review, with a card up"},
        {IN_DONE, "this belongs to Review"},
        {IN_PROJECTS | IN_BRIEF, "this belongs to Projects"},
        {IN_TODAY, "this belongs to Today"},
        {IN_STATS, "this belongs to Stats"},
    };
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        if (action_info(action)->contexts & PLACES[i].contexts) {
            return PLACES[i].reason;
        }
    }
    return "this belongs to a line that is being typed";
}

static const char *practice_reason(const Model *model, Action action)
{
    TimerPhase phase = model->state->timer.phase;
    if (action == ACTION_PRACTICE) {
        return phase == TIMER_RUNNING  ? "practice is running already"
               : phase == TIMER_PAUSED ? "practice is paused: let it go on, or stop it first"
                                       : NULL;
    }
    return phase == TIMER_IDLE ? "no practice is running: start it first" : NULL;
}

static const char *mark_reason(ItemRef item)
{
    switch (item.kind) {
    case ITEM_TOPIC:
    case ITEM_SUBTOPIC:
    case ITEM_RESOURCE:
    case ITEM_PROJECT:
    case ITEM_MILESTONE:
        return NULL;
    case ITEM_PHASE:
        return "a phase follows from its topics: mark those";
    case ITEM_CARD:
        return "cards are graded in Review, not marked";
    default:
        return "there is nothing here to mark";
    }
}

static const char *hint_reason(const Model *model, ItemRef item)
{
    if (item.kind != ITEM_MILESTONE) {
        return "select a milestone first";
    }
    size_t hints = model->state->catalog->milestones[item.index].hints.count;
    if (hints == 0) {
        return "this milestone has no hints";
    }
    return model->state->milestones[item.index].hints >= hints
               ? "all hints of this milestone are shown"
               : NULL;
}

static const char *begin_reason(const Model *model)
{
    CatalogIndex project = model_project(model);
    if (project == CATALOG_NONE) {
        return "there is no project here";
    }
    return model->state->catalog->projects[project].starter.count == 0
               ? "this project has no starter files"
               : NULL;
}

static const char *project_reason(const Model *model, Action action, ItemRef item)
{
    if (action == ACTION_PROJECT_HINT) {
        return hint_reason(model, item);
    }
    return action == ACTION_PROJECT_BEGIN ? begin_reason(model) : checking_reason(model, action);
}

static const char *link_reason(const Model *model, ItemRef item)
{
    if (item.kind != ITEM_RESOURCE) {
        return "select a resource first";
    }
    return model->state->catalog->resources[item.index].url[0] == '\0'
               ? "this resource has no address"
               : NULL;
}

static const char *topic_reason(const Model *model)
{
    const PartNumbers *numbers = model_numbers(model, model->tree.selected);
    return numbers == NULL || numbers->cards.all == 0 ? "there are no cards here" : NULL;
}

static const char *shift_reason(const Model *model, bool left)
{
    const Sheet *page =
        model->overlay == OVERLAY_HISTORY ? &model->past.page : &model->pages[model->place];
    int most = sheet_overhang(page);
    if (model->layout.page.rows == 0 || most == 0) {
        return "nothing here is wider than its pane";
    }
    if (left) {
        return page->shift == 0 ? "this is the left end" : NULL;
    }
    return page->shift >= most ? "this is the right end" : NULL;
}

static const char *hint_of_card_reason(const Review *review)
{
    if (review->hinted) {
        return "the hint shows already";
    }
    return review->showing.hint[0] == '\0' ? "this card has no hint" : NULL;
}

static const char *grade_reason(const Model *model, unsigned context, Action action)
{
    const Review *review = &model->review;
    if (review->pending) {
        return "the last grade is being saved";
    }
    if (context != IN_ANSWER) {
        return "look at the answer first";
    }
    return action == ACTION_TAKE_GRADE && review->checked.verdict == VERDICT_NONE
               ? "1 to 4 say how well you knew it"
               : NULL;
}

static const char *edit_reason(const Model *model)
{
    const char *file = catalog_note_file(model->state->catalog, model->review.showing.note);
    return file == NULL || file[0] == '\0' ? "this card was not read from a file" : NULL;
}

static const char *pick_reason(const Model *model, Action action)
{
    return (size_t)(action - ACTION_PICK_1) >= model->review.showing.count ? "there are not so many"
                                                                           : NULL;
}

static const char *choice_reason(const Model *model, Action action)
{
    if (action == ACTION_WIDE) {
        return model->columns < LAYOUT_SPLIT_COLUMNS ? "it has the whole width" : NULL;
    }
    if (action == ACTION_SESSION) {
        return model->state->catalog->card_count == 0 ? "there are no cards yet" : NULL;
    }
    return model->theme_count < 2 ? "there is only one theme" : NULL;
}

static const char *review_reason(const Model *model, unsigned context)
{
    int32_t left = model->numbers.due_now + model->numbers.summary.queue.fresh;
    return context == IN_DONE && left == 0 ? "nothing is due" : NULL;
}

static const char *item_reason(unsigned context, Action action, ItemRef item)
{
    if (action == ACTION_OPEN && context != IN_STATS) {
        return NULL;
    }
    if (item.kind != ITEM_NONE) {
        return NULL;
    }
    return action == ACTION_OPEN ? "point at a topic or a phase first" : "select something first";
}

const char *model_reason(const Model *model, unsigned context, Action action)
{
    ItemRef item = model_selected(model);
    if (!(action_info(action)->contexts & context)) {
        return elsewhere(action);
    }
    if (action >= ACTION_PICK_1 && action <= ACTION_PICK_9) {
        return pick_reason(model, action);
    }
    switch (action) {
    case ACTION_PRACTICE:
    case ACTION_PAUSE:
    case ACTION_STOP:
        return practice_reason(model, action);
    case ACTION_MARK:
        return mark_reason(item);
    case ACTION_OPEN:
    case ACTION_NOTE:
        return item_reason(context, action, item);
    case ACTION_PROJECT_HINT:
    case ACTION_PROJECT_BEGIN:
    case ACTION_PROJECT_CHECK:
    case ACTION_PROJECT_WATCH:
    case ACTION_PROJECT_CANCEL:
        return project_reason(model, action, item);
    case ACTION_LINK:
        return link_reason(model, item);
    case ACTION_HISTORY:
    case ACTION_CARD_TOGGLE:
        return item.kind == ITEM_CARD ? NULL : "select a card first";
    case ACTION_REVIEW_TOPIC:
        return topic_reason(model);
    case ACTION_AGAIN:
    case ACTION_HARD:
    case ACTION_GOOD:
    case ACTION_EASY:
    case ACTION_TAKE_GRADE:
        return grade_reason(model, context, action);
    case ACTION_CARD_EDIT:
        return edit_reason(model);
    case ACTION_CARD_HINT:
        return hint_of_card_reason(&model->review);
    case ACTION_LAPSE_TOPIC:
        return model->review.lapsed == CATALOG_NONE ? "no card was forgotten in this session"
                                                    : NULL;
    case ACTION_PLAN:
        return model->numbers.summary.plan_count == 0 ? "there is nothing left to do" : NULL;
    case ACTION_REVIEW:
        return review_reason(model, context);
    case ACTION_SHIFT_LEFT:
    case ACTION_SHIFT_RIGHT:
        return shift_reason(model, action == ACTION_SHIFT_LEFT);
    case ACTION_WIDE:
    case ACTION_SESSION:
    case ACTION_THEME:
        return choice_reason(model, action);
    default:
        return NULL;
    }
}
