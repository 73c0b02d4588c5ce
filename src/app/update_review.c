/* A review session: question, answer, grade; the next card comes only when the answer is on disk. */
#include "app/update.h"

#include <string.h>

#include "base/array.h"
#include "study/balance.h"

static AnswerTime answer_time(const Model *model)
{
    return (AnswerTime){
        .at_ms = model->now_ms, .offset_min = model->offset_min, .study_day = model->today};
}

static bool is_cram(const Review *review)
{
    return review->filter.mode == QUEUE_CRAM;
}

void review_show(Model *model, CatalogIndex card)
{
    Review *review = &model->review;
    review->card = card;
    review->shown = false;
    review->pending = false;
    review->since_ms = model->now_ms;
    answer_begin(model);
    if (card != CATALOG_NONE) {
        review->phase_before = model->state->cards[card].phase;
    }
    model->dirty = true;
}

/* When a card that is not due yet will be let through. */
static int64_t wake_of(const Model *model)
{
    int64_t due = queue_next_due_ms(model->state, &model->review.filter, model->today);
    return due == 0 ? 0 : due - LEARN_AHEAD_MS;
}

void review_advance(Model *model)
{
    Review *review = &model->review;
    model->today = study_state_day(model->state, model->now_ms, model->offset_min);
    CatalogIndex card = queue_take(review->queue, model->state, &review->filter, model->now_ms,
                                   model->today, &review->counts);
    if (card == CATALOG_NONE) {
        review->wake_ms = wake_of(model);
        if (review->card == CATALOG_NONE) {
            return;
        }
    }
    review_show(model, card);
}

void review_enter(Model *model, QueueFilter filter)
{
    Review *review = &model->review;
    bool same = memcmp(&filter, &review->entered, sizeof filter) == 0;
    review->filter = filter;
    if (review->card != CATALOG_NONE && same) {
        review->since_ms = model->now_ms;
        return; /* it goes on where it was left */
    }
    CatalogIndex before = review->card;
    review->entered = filter;
    review->card = CATALOG_NONE;
    review_advance(model);
    if (before == CATALOG_NONE && review->card != CATALOG_NONE) {
        review->step_count = 0; /* the session before was over */
        review->lapsed = CATALOG_NONE;
    }
}

static void show_answer(Model *model)
{
    Review *review = &model->review;
    CardState outcomes[4];
    if (!answer_check(model)) {
        return;
    }
    review->shown = true;
    balance_preview(model->state, review->card, answer_time(model), outcomes);
    for (int i = 0; i < 4; i++) {
        if (is_cram(review)) {
            review->waits[i][0] = '\0'; /* the day it is due stays */
        } else {
            scheduler_format_due(&outcomes[i], answer_time(model), review->waits[i]);
        }
    }
}

static void grade(Model *model, Rating rating, Effects *effects)
{
    Review *review = &model->review;
    /* looking away from a card for long is not time spent on it */
    int64_t spent = config_answer_ms(&model->state->config, model->now_ms - review->since_ms);
    review->rating = rating;
    review->duration_ms = spent;
    review->pending = true;
    Effect *effect = effects_add(effects, EFFECT_GRADE, NULL, answer_text(model));
    effect->verdict = review->checked.verdict;
    effect->proposed = review->proposed;
    effect->seed = review->showing.seed;
    effect->card = review->card;
    effect->cram = is_cram(review);
    effect->rating = rating;
    effect->value = spent;
}

static ItemRef topic_of(const Model *model, CatalogIndex card)
{
    const Catalog *catalog = model->state->catalog;
    const Note *note = &catalog->notes[catalog->cards[card].note];
    return note->subtopic != CATALOG_NONE ? (ItemRef){ITEM_SUBTOPIC, note->subtopic}
                                          : (ItemRef){ITEM_TOPIC, note->topic};
}

/* Where a card is from: the resource that is its source, else its topic. */
static ItemRef origin_of(const Model *model, CatalogIndex card)
{
    const Catalog *catalog = model->state->catalog;
    const Note *note = &catalog->notes[catalog->cards[card].note];
    ItemRef resource = {ITEM_RESOURCE, catalog_source(catalog, note)};
    bool shown =
        resource.index != CATALOG_NONE && catalog_topic_of(catalog, resource) != CATALOG_NONE;
    return shown ? resource : topic_of(model, card);
}

/* What was forgotten may want to be read again. */
static void offer_origin(Model *model, CatalogIndex card)
{
    char key[KEY_NAME_SIZE];
    model->review.lapsed = card;
    model_key_name(model, model_context(model), ACTION_LAPSE_TOPIC, key);
    notice_set(model, NOTICE_HINT, "Forgotten: %s opens %s.", key,
               model_title(model, origin_of(model, card)));
}

/* The answer is on disk: note what it did, then the next card. */
static void take_graded(Model *model, CatalogIndex card)
{
    Review *review = &model->review;
    CardPhase after = model->state->cards[card].phase;
    ReviewStep *step = array_grow(review->steps, &review->step_count, &review->step_capacity,
                                  sizeof *review->steps);
    review->steps = step;
    step[review->step_count - 1] = (ReviewStep){
        .card = card,
        .rating = review->rating,
        .ms = review->duration_ms,
        .fresh = review->phase_before == CARD_NEW,
        .learned = review->phase_before != CARD_REVIEW && after == CARD_REVIEW,
        .lapsed = review->rating == RATING_AGAIN &&
                  (is_cram(review) || review->phase_before == CARD_REVIEW),
        .crammed = is_cram(review),
    };
    queue_pass(review->queue, card, review->rating == RATING_AGAIN);
    review->pending = false;
    bool lapsed = step[review->step_count - 1].lapsed;
    review_advance(model);
    if (model->state->cards[card].suspended) {
        notice_set(model, NOTICE_HINT,
                   "Forgotten too often: set aside as a leech. The Cards tab brings it back.");
    } else if (lapsed) {
        offer_origin(model, card);
    }
}

/* A card that is as it was before comes again; one that was only set aside may not be due at all. */
static bool comes_again(Model *model, const Message *message)
{
    Review *review = &model->review;
    CatalogIndex next = queue_take(review->queue, model->state, &review->filter, model->now_ms,
                                   model->today, &review->counts);
    return message->value != 0 || next == message->card ||
           queue_reason_of(review->queue, message->card) == QUEUE_COMES;
}

static void take_undone(Model *model, const Message *message)
{
    Review *review = &model->review;
    CatalogIndex card = message->card;
    if (card < 0) {
        notice_set(model, NOTICE_HINT, "%s",
                   message->count == 0 ? "There is nothing to take back."
                                       : "Taken back; the card is no longer in the content.");
        return;
    }
    if (message->value != 0 && review->step_count > 0 &&
        review->steps[review->step_count - 1].card == card) {
        review->step_count -= 1;
        queue_pass_back(review->queue, card);
    }
    if (model->place == PLACE_REVIEW && comes_again(model, message)) {
        review_show(model, card);
    } else {
        notice_set(model, NOTICE_GOOD, "Taken back: %s", model->state->catalog->cards[card].id);
    }
}

/* Another instance, or a key, may have taken the card away. */
static void check_card(Model *model)
{
    const Review *review = &model->review;
    if (model->place != PLACE_REVIEW || review->pending) {
        return;
    }
    model->today = study_state_day(model->state, model->now_ms, model->offset_min);
    if (review->card == CATALOG_NONE) {
        review_advance(model);
        return;
    }
    const CardState *card = &model->state->cards[review->card];
    if (card->suspended || card->buried_day == model->today) {
        review_advance(model);
    }
}

void review_message(Model *model, const Message *message)
{
    if (message->kind == MESSAGE_FAILED) {
        model->review.pending = false;
        return;
    }
    if (message->kind == MESSAGE_GRADED) {
        if (model->review.pending && message->card == model->review.card) {
            take_graded(model, message->card);
        }
    } else if (message->kind == MESSAGE_UNDONE) {
        take_undone(model, message);
    } else {
        check_card(model);
    }
}

static void leave(Model *model)
{
    Place from = model->review.from;
    if (model->plan.items[model->plan.at].what == PLAN_REVIEW) {
        plan_leave(model);
    }
    model_go(model, from == PLACE_REVIEW ? PLACE_TODAY : from);
}

static void card_effect(Model *model, EffectKind kind, Effects *effects)
{
    effects_add(effects, kind, NULL, NULL)->card = model->review.card;
}

bool review_run(Model *model, Action action, Effects *effects)
{
    switch (action) {
    case ACTION_SHOW:
        show_answer(model);
        return true;
    case ACTION_AGAIN:
    case ACTION_HARD:
    case ACTION_GOOD:
    case ACTION_EASY:
        grade(model, (Rating)(RATING_AGAIN + (int)action - (int)ACTION_AGAIN), effects);
        return true;
    case ACTION_TAKE_GRADE:
        grade(model, model->review.proposed, effects);
        return true;
    case ACTION_UNDO:
        effects_add(effects, EFFECT_UNDO_REVIEW, NULL, NULL);
        return true;
    case ACTION_SUSPEND_CARD:
        card_effect(model, EFFECT_CARD_SUSPEND, effects);
        notice_set(model, NOTICE_GOOD, "Set aside. The Cards tab of its topic brings it back.");
        return true;
    case ACTION_BURY:
        card_effect(model, EFFECT_CARD_BURY, effects);
        notice_set(model, NOTICE_GOOD, "Hidden until tomorrow.");
        return true;
    case ACTION_CARD_EDIT:
        card_effect(model, EFFECT_CARD_EDIT, effects);
        return true;
    case ACTION_CARD_TOPIC:
        model_open_item(model, origin_of(model, model->review.card));
        return true;
    case ACTION_LAPSE_TOPIC:
        model_open_item(model, origin_of(model, model->review.lapsed));
        return true;
    case ACTION_HISTORY:
        return entry_run(model, action, effects);
    case ACTION_LEAVE:
        leave(model);
        return true;
    default:
        break;
    }
    if (answer_run(model, action)) {
        if (answer_is_final(model)) {
            show_answer(model);
        }
        return true;
    }
    return false;
}
