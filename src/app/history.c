/* A card's past: its reviews and how its memory fades. */
#include <stdio.h>

#include "app/update.h"
#include "base/memory.h"

#define CURVE_DAYS 30

void history_take(Model *model, const Message *message)
{
    CardPast *past = &model->past;
    if (message->card != past->card) {
        return;
    }
    mem_free(past->reviews);
    past->reviews = mem_alloc(message->count + 1, sizeof *past->reviews);
    for (size_t i = 0; i < message->count; i++) {
        past->reviews[i] = message->reviews[i];
    }
    past->count = message->count;
    past->known = true;
    model->dirty = true;
}

static void add_reviews(const Model *model, Sheet *page)
{
    static const char *const GRADES[] = {"", "again", "hard", "good", "easy"};
    static const StyleRole ROLES[] = {ROLE_TEXT, ROLE_AGAIN, ROLE_HARD, ROLE_GOOD, ROLE_EASY};
    const CardPast *past = &model->past;
    sheet_heading(page, "Reviews");
    if (past->count == 0) {
        sheet_text(page, ROLE_DIM, past->known ? "None yet." : "Looking them up.");
    }
    for (size_t i = past->count; i > 0; i--) {
        const MessageReview *review = &past->reviews[i - 1];
        char date[CIVIL_DATE_SIZE];
        char text[48];
        int rating = review->rating >= RATING_AGAIN && review->rating <= RATING_EASY
                         ? (int)review->rating
                         : 0;
        civil_format_date(review->study_day, date);
        sheet_line(page);
        sheet_span(page, ROLE_TEXT, date);
        sheet_span(page, ROLE_TEXT, "  ");
        snprintf(text, sizeof text, "%-6s", GRADES[rating]);
        sheet_span(page, ROLES[rating], text);
        snprintf(text, sizeof text, "%4d s", (int)(review->duration_ms / MS_PER_SECOND));
        sheet_span(page, ROLE_DIM, text);
    }
}

static void add_memory(const Model *model, Sheet *page)
{
    const CardState *card = &model->state->cards[model->past.card];
    int32_t values[CURVE_DAYS];
    char text[128];
    if (card->phase == CARD_NEW) {
        sheet_text(page, ROLE_DIM, "A new card: there is nothing to remember yet.");
        return;
    }
    snprintf(text, sizeof text,
             "remembered %.0f%%   stability %.1f days   difficulty %.1f of 10   lapses %d",
             100 * scheduler_retrievability(&model->state->scheduler, card, model->today),
             card->memory.stability, card->memory.difficulty, card->lapses);
    sheet_wrapped(page, ROLE_TEXT, 0, text);
    sheet_heading(page, "Memory in percent, the next 30 days without a review");
    for (int i = 0; i < CURVE_DAYS; i++) {
        double share = scheduler_retrievability(&model->state->scheduler, card, model->today + i);
        values[i] = (int32_t)(100 * share + 0.5);
    }
    sheet_chart(page, values, CURVE_DAYS, page->width >= 66 ? 2 : 1, 4, 100);
}

void build_history_page(Model *model)
{
    CardPast *past = &model->past;
    Rect area = overlay_area(model);
    SheetKey wanted = {.item = {ITEM_CARD, past->card},
                       .kind = past->known,
                       .width = area.columns - 4,
                       .height = area.rows - 2,
                       .numbers = model->numbers.serial,
                       .look = model_look(model)};
    model->choices.height = wanted.height > 0 ? wanted.height : 1;
    if (past->page.arena != NULL && past->key.item.index == wanted.item.index &&
        past->key.kind == wanted.kind && past->key.width == wanted.width &&
        past->key.numbers == wanted.numbers && sheet_look_equals(past->key.look, wanted.look)) {
        sheet_fit(&past->page, model->choices.height);
        return;
    }
    past->key = wanted;
    sheet_begin(&past->page, wanted.width, wanted.look);
    if (past->card >= 0) {
        sheet_card_side(&past->page, model, past->card, false);
        sheet_blank(&past->page);
        add_memory(model, &past->page);
        add_reviews(model, &past->page);
    }
    sheet_fit(&past->page, model->choices.height);
}
