/* Answering the card under review: typing, picking, the hint; and what the answer is worth. */
#include "app/update.h"

#include <string.h>

void answer_begin(Model *model)
{
    Review *review = &model->review;
    showing_done(&review->showing);
    line_edit_set(&review->line, "");
    review->picks[0] = '\0';
    review->hinted = false;
    review->checked = (Checked){0};
    review->proposed = RATING_GOOD;
    review->serial += 1;
    if (review->card != CATALOG_NONE) {
        bool cram = review->filter.mode == QUEUE_CRAM;
        uint64_t apart = cram ? (uint64_t)model->now_ms + review->step_count : 0;
        showing_begin(&review->showing, model->state->catalog, review->card,
                      showing_seed(model->state, review->card, apart));
    }
}

const char *answer_text(const Model *model)
{
    const Review *review = &model->review;
    return review->showing.reply == REPLY_TEXT ? line_edit_text(&review->line) : review->picks;
}

/* Picks a place; one that is picked already is taken back. */
static void pick(Review *review, char digit)
{
    size_t count = strlen(review->picks);
    char *present = strchr(review->picks, digit);
    review->serial += 1;
    if (present != NULL) {
        memmove(present, present + 1, strlen(present));
    } else if (count < QUIZ_OPTIONS_MAX) {
        review->picks[count] = digit;
        review->picks[count + 1] = '\0';
    }
}

static void unpick(Review *review)
{
    size_t count = strlen(review->picks);
    if (count > 0) {
        review->picks[count - 1] = '\0';
        review->serial += 1;
    }
}

bool answer_run(Model *model, Action action)
{
    Review *review = &model->review;
    unsigned context = model_context(model);
    if (action == ACTION_CARD_HINT) {
        review->hinted = true;
        review->serial += 1;
        return true;
    }
    if (context == IN_REPLY) {
        return line_edit_run(&review->line, action);
    }
    if (context == IN_PICK && action >= ACTION_PICK_1 && action <= ACTION_PICK_9) {
        pick(review, (char)('1' + (int)action - (int)ACTION_PICK_1));
        return true;
    }
    if (context == IN_PICK && action == ACTION_ERASE) {
        unpick(review);
        return true;
    }
    return false;
}

bool answer_is_final(const Model *model)
{
    const Review *review = &model->review;
    return review->showing.reply == REPLY_PICK && !showing_has_several(&review->showing) &&
           review->picks[0] != '\0';
}

bool answer_check(Model *model)
{
    Review *review = &model->review;
    const Showing *showing = &review->showing;
    int64_t spent = model->now_ms - review->since_ms;
    Error error;
    if (showing_check(showing, answer_text(model), &review->checked, &error) != STATUS_OK) {
        notice_set(model, NOTICE_HINT, "%s", error.message);
        return false;
    }
    review->duration_ms = spent > 0 ? spent : 0;
    if (review->checked.verdict != VERDICT_NONE) {
        AnswerEffort effort = {.spent_ms = review->duration_ms,
                               .expected_ms = answer_expected_ms(showing->note, showing->quiz),
                               .learned = review->phase_before == CARD_REVIEW,
                               .hinted = review->hinted};
        review->proposed = answer_propose(review->checked.verdict, effort);
    }
    return true;
}
