/* A card's past: its reviews and how its memory fades. */
#include <stdio.h>

#include "app/update.h"
#include "base/memory.h"
#include "study/recall_path.h"

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

static const char *const GRADES[] = {"", "again", "hard", "good", "easy"};

static Rating known_rating(const MessageReview *review)
{
    bool known = review->rating >= RATING_AGAIN && review->rating <= RATING_EASY;
    return known ? review->rating : (Rating)0;
}

static void add_reviews(const Model *model, Sheet *page)
{
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
        Rating rating = known_rating(review);
        civil_format_date(review->study_day, date);
        sheet_line(page);
        sheet_span(page, ROLE_TEXT, date);
        sheet_span(page, ROLE_TEXT, "  ");
        snprintf(text, sizeof text, "%-6s", GRADES[rating]);
        sheet_span(page, ROLES[rating], text);
        snprintf(text, sizeof text, "%4d s  ", (int)(review->duration_ms / MS_PER_SECOND));
        sheet_span(page, ROLE_DIM, text);
        sheet_span(page, ROLE_DIM, verdict_name(review->verdict));
    }
}

/* --- the memory curve --- */

#define CURVE_AHEAD 30 /* days that it goes on without another answer */
#define CURVE_ROWS  10

/* What is drawn: days count from today, recall in percent. */
typedef struct Curve {
    RecallPath path;
    double *answered_days, *answered;
    size_t answered_count;
    double *forgotten_days, *forgotten;
    size_t forgotten_count;
} Curve;

/* Where the path stood before an answer: the end of the stretch before, the top for the first. */
static double before_answer(const Curve *curve, double day)
{
    for (size_t i = 0; i < curve->path.count; i++) {
        if (curve->path.days[i] >= day) {
            return curve->path.recall[i];
        }
    }
    return 100;
}

static void mark_answers(const Model *model, const PastAnswer *answers, size_t count, Curve *curve)
{
    for (size_t i = 0; i < count; i++) {
        double day = answers[i].day - model->today;
        double recall = before_answer(curve, day);
        if (i > 0 && answers[i].rating == RATING_AGAIN) {
            curve->forgotten_days[curve->forgotten_count] = day;
            curve->forgotten[curve->forgotten_count++] = recall;
        } else {
            curve->answered_days[curve->answered_count] = day;
            curve->answered[curve->answered_count++] = recall;
        }
    }
}

static double *numbers_for(Sheet *page, size_t count)
{
    return arena_alloc(page->arena, count + 1, sizeof(double));
}

static void trace(const Model *model, Sheet *page, Curve *curve)
{
    const CardPast *past = &model->past;
    const CardState *card = &model->state->cards[past->card];
    PastAnswer *answers = arena_alloc(page->arena, past->count + 1, sizeof *answers);
    size_t count = 0;
    for (size_t i = 0; i < past->count; i++) {
        Rating rating = known_rating(&past->reviews[i]);
        if (rating != 0) {
            answers[count++] = (PastAnswer){past->reviews[i].study_day, rating};
        }
    }
    curve->path.days = numbers_for(page, RECALL_PATH_POINTS(count));
    curve->path.recall = numbers_for(page, RECALL_PATH_POINTS(count));
    curve->answered_days = numbers_for(page, count);
    curve->answered = numbers_for(page, count);
    curve->forgotten_days = numbers_for(page, count);
    curve->forgotten = numbers_for(page, count);
    recall_path(&model->state->scheduler.model, answers, count, card->memory,
                model->today + CURVE_AHEAD, &curve->path);
    for (size_t i = 0; i < curve->path.count; i++) {
        curve->path.days[i] -= model->today;
        curve->path.recall[i] *= 100;
    }
    mark_answers(model, answers, count, curve);
}

static void add_curve(const Model *model, Sheet *page)
{
    Curve curve = {0};
    trace(model, page, &curve);
    const PlotSeries series[] = {
        {.kind = PLOT_CURVE,
         .x = curve.path.days,
         .y = curve.path.recall,
         .count = curve.path.count},
        {.kind = PLOT_SCATTER,
         .name = "answered",
         .x = curve.answered_days,
         .y = curve.answered,
         .count = curve.answered_count,
         .role = ROLE_GOOD},
        {.kind = PLOT_SCATTER,
         .name = "forgotten",
         .x = curve.forgotten_days,
         .y = curve.forgotten,
         .count = curve.forgotten_count,
         .role = ROLE_AGAIN},
    };
    const Plot plot = {.x = {.title = "days from today"},
                       .y = {.title = "recall in %", .low = 0, .high = 100},
                       .series = series,
                       .count = curve.forgotten_count > 0 ? 3 : 2};
    if (curve.path.count > 0) {
        sheet_heading(page, "Memory, and the next 30 days without a review");
        sheet_plot(page, &plot, CURVE_ROWS);
    }
}

/* Why the card does not come today, when it does not. */
static void add_reason(const Model *model, Sheet *page)
{
    char reason_text[QUEUE_REASON_SIZE];
    char text[QUEUE_REASON_SIZE + 32];
    CatalogIndex card = model->past.card;
    QueueReason reason = queue_reason(model->state, card, model->now_ms, model->today);
    if (reason == QUEUE_COMES) {
        return;
    }
    queue_reason_text(model->state, card, reason, model->today, reason_text);
    snprintf(text, sizeof text, "Not today: %s.", reason_text);
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

static void add_memory(const Model *model, Sheet *page)
{
    const CardState *card = &model->state->cards[model->past.card];
    char text[128];
    if (card->phase == CARD_NEW) {
        sheet_text(page, ROLE_DIM, "A new card: there is nothing to remember yet.");
        add_reason(model, page);
        return;
    }
    snprintf(text, sizeof text,
             "remembered %.0f%%   stability %.1f days   difficulty %.1f of 10   lapses %d",
             100 * scheduler_retrievability(&model->state->scheduler, card, model->today),
             card->memory.stability, card->memory.difficulty, card->lapses);
    sheet_wrapped(page, ROLE_TEXT, 0, text);
    add_reason(model, page);
    add_curve(model, page);
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
