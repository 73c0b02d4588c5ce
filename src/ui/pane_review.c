/* Review: the card in the middle, nothing else competes. */
#include <stdio.h>

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
    char text[64];
    snprintf(text, sizeof text, "%d learning  %d due  %d new", review->counts.learning,
             review->counts.due, review->counts.fresh);
    canvas_text_right(canvas, area, area.row, area.column + area.columns, text, ROLE_DIM, 0);
    canvas_text_fit(canvas, area, area.row, area.column, area.columns - utf8_width(text) - 2,
                    model_title(model, item), ROLE_DIM, 0);
}

static const Action GRADES[] = {ACTION_AGAIN, ACTION_HARD, ACTION_GOOD, ACTION_EASY};

/* Returns the width of all four. */
static int format_grades(const Model *model, char texts[4][48], bool labelled)
{
    int width = 0;
    for (int i = 0; i < 4; i++) {
        char key[KEY_NAME_SIZE];
        const char *label = labelled ? action_info(GRADES[i])->label : "";
        model_key_name(model, IN_ANSWER, GRADES[i], key);
        snprintf(texts[i], 48, "%s %s%s%s", key, label, labelled ? " " : "",
                 model->review.waits[i]);
        width += utf8_width(texts[i]);
    }
    return width;
}

/* The four grades with the interval that each would give. */
static void draw_grades(const Model *model, Canvas *canvas)
{
    static const StyleRole ROLES[] = {ROLE_AGAIN, ROLE_HARD, ROLE_GOOD, ROLE_EASY};
    Rect area = model->layout.tabs;
    char texts[4][48];
    int width = format_grades(model, texts, true);
    if (width + 3 > area.columns) {
        width = format_grades(model, texts, false);
    }
    int gap = area.columns - width >= 9 + 3 ? 4 : 1;
    int column = area.column + (area.columns - width - 3 * gap) / 2;
    column = column > area.column ? column : area.column;
    for (int i = 0; i < 4; i++) {
        column = canvas_text(canvas, area, area.row, column, texts[i],
                             model->review.pending ? ROLE_DIM : ROLES[i], 0) +
                 gap;
    }
}

static void draw_show(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.tabs;
    char key[KEY_NAME_SIZE];
    char text[64];
    model_key_name(model, IN_QUESTION, ACTION_SHOW, key);
    snprintf(text, sizeof text, "%s shows the answer", key);
    canvas_text(canvas, area, area.row, area.column + (area.columns - utf8_width(text)) / 2, text,
                ROLE_DIM, 0);
}

void draw_review(const Model *model, Canvas *canvas)
{
    const Sheet *page = &model->pages[PLACE_REVIEW];
    Rect area = model->layout.page;
    int spare = area.rows - (int)page->lines.count;
    if (model->review.card != CATALOG_NONE) {
        draw_head(model, canvas);
        if (model->review.shown) {
            draw_grades(model, canvas);
        } else {
            draw_show(model, canvas);
        }
    }
    if (spare > 1) {
        area.row += spare / 3; /* a little above the middle, where the eye rests */
        area.rows -= spare / 3;
    }
    draw_page(canvas, area, page, false);
}
