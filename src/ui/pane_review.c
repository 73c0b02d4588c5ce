/* Review: the card in the middle, nothing else competes. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/widgets.h"

/* Above the card: what it belongs to, and how many are left. */
static void draw_head(const Model *model, Canvas *canvas)
{
    const Review *review = &model->review;
    const Catalog *catalog = model->state->catalog;
    const Note *note = &catalog->notes[catalog->cards[review->card].note];
    Rect area = model->layout.head;
    ItemRef item = {ITEM_TOPIC, note->topic};
    if (note->subtopic != CATALOG_NONE) {
        item = (ItemRef){ITEM_SUBTOPIC, note->subtopic};
    }
    char text[96];
    int length = snprintf(text, sizeof text, "%d learning  %d due  %d new", review->counts.learning,
                          review->counts.due, review->counts.fresh);
    if (review->filter.mode == QUEUE_CRAM) {
        snprintf(text, sizeof text, "%d left, outside the schedule", review->counts.due);
    } else if (review->counts.backlog > 0) {
        snprintf(text + length, sizeof text - (size_t)length, "  %d backlog",
                 review->counts.backlog);
    }
    length = (int)strlen(text);
    if (model->state->config.card_timer && !review->shown) {
        int64_t ms = config_answer_ms(&model->state->config, model->now_ms - review->since_ms);
        snprintf(text + length, sizeof text - (size_t)length, "  %d s", (int)(ms / MS_PER_SECOND));
    }
    canvas_text_right(canvas, area, area.row, area.column + area.columns, text, ROLE_DIM, 0);
    canvas_text_fit(canvas, area, area.row, area.column, area.columns - utf8_width(text) - 2,
                    model_title(model, item), ROLE_DIM, 0);
}

/* The four grades; the proposed one is marked. */
static void draw_grades(const Model *model, Canvas *canvas)
{
    static const StyleRole ROLES[] = {ROLE_AGAIN, ROLE_HARD, ROLE_GOOD, ROLE_EASY};
    const Review *review = &model->review;
    Rect area = model->layout.tabs;
    GradeSpan spans[4];
    int proposed = review->checked.verdict == VERDICT_NONE ? -1 : (int)review->proposed - 1;
    grade_spans(model, spans);
    for (int i = 0; i < 4; i++) {
        StyleRole role = review->pending ? ROLE_DIM : ROLES[i];
        if (i == proposed) {
            draw_glyph(canvas, area, area.row, spans[i].column - 1, GLYPH_FOLDED, ROLE_ACCENT);
        }
        canvas_text(canvas, area, area.row, spans[i].column, spans[i].text, role,
                    i == proposed ? EMPHASIS_BOLD | EMPHASIS_UNDERLINE : 0);
    }
}

/* "Space shows the answer, h a hint", and what the digits do where there is something to pick. */
static void draw_show(const Model *model, Canvas *canvas)
{
    const Review *review = &model->review;
    unsigned context = model_context(model);
    Rect area = model->layout.tabs;
    char key[KEY_NAME_SIZE];
    char hint[KEY_NAME_SIZE + 16] = "";
    char text[128];
    if (model_reason(model, context, ACTION_CARD_HINT) == NULL) {
        model_key_name(model, context, ACTION_CARD_HINT, key);
        snprintf(hint, sizeof hint, ", %s a hint", key);
    }
    model_key_name(model, context, ACTION_SHOW, key);
    if (review->picks[0] != '\0') {
        snprintf(text, sizeof text, "%s checks your answer%s", key, hint);
    } else if (review->showing.reply == REPLY_NONE) {
        snprintf(text, sizeof text, "%s shows the answer%s", key, hint);
    } else {
        snprintf(text, sizeof text, "%s, %s shows the answer%s",
                 review->showing.reply == REPLY_ORDER    ? "numbers in their order"
                 : showing_has_several(&review->showing) ? "numbers pick several"
                                                         : "a number answers",
                 key, hint);
    }
    int width = utf8_width(text);
    int column = area.column + (width < area.columns ? (area.columns - width) / 2 : 0);
    canvas_text_fit(canvas, area, area.row, column, area.columns, text, ROLE_DIM, 0);
}

/* The line in which an answer is typed. */
static void draw_line(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.tabs;
    const char *unit = model->review.showing.quiz->unit;
    int end = area.column + area.columns;
    int column = canvas_text(canvas, area, area.row, area.column, "answer ", ROLE_ACCENT, 0);
    if (unit != NULL && unit[0] != '\0' && utf8_width(unit) < area.columns / 3) {
        end -= utf8_width(unit) + 1;
        canvas_text(canvas, area, area.row, end + 1, unit, ROLE_DIM, 0);
    }
    draw_edit(canvas, (Rect){area.row, column, 1, end - column}, &model->review.line);
}

void draw_review(const Model *model, Canvas *canvas)
{
    const Sheet *page = &model->pages[PLACE_REVIEW];
    if (model->review.card != CATALOG_NONE) {
        draw_head(model, canvas);
        if (model->review.shown) {
            draw_grades(model, canvas);
        } else if (model->review.showing.reply == REPLY_TEXT) {
            draw_line(model, canvas);
        } else {
            draw_show(model, canvas);
        }
    }
    draw_page(canvas, review_area(model), page, false);
}
