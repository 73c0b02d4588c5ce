/* Cards as lines and as pages: the Cards tab, the card under review, its history. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/utf8.h"
#include "base/words.h"
#include "text/cloze.h"

static const Note *note_of(const Model *model, CatalogIndex card)
{
    const Catalog *catalog = model->state->catalog;
    return &catalog->notes[catalog->cards[card].note];
}

/* A side of a drill with the numbers of its next showing. */
static void drill_source(const Model *model, CatalogIndex card, bool answer, Buffer *out)
{
    Showing showing;
    showing_begin(&showing, model->state->catalog, card, showing_seed(model->state, card, 0));
    buffer_add_text(out, answer ? showing.back : showing.front);
    showing_done(&showing);
}

/* Markdown of a side of a card. */
static void side_source(const Model *model, CatalogIndex card, bool answer, Buffer *out)
{
    const Note *note = note_of(model, card);
    int32_t ordinal = model->state->catalog->cards[card].ordinal;
    if (note->kind == CARD_CLOZE) {
        cloze_render(out, note->front, (int)ordinal, answer);
    } else if (note->kind == CARD_REVERSED && ordinal == 1) {
        buffer_add_text(out, answer ? note->front : note->back);
    } else if (note->kind == CARD_DRILL) {
        drill_source(model, card, answer, out);
    } else {
        buffer_add_text(out, answer ? note->back : note->front);
    }
}

void sheet_card_side(Sheet *page, const Model *model, CatalogIndex card, bool answer)
{
    Buffer source = {0};
    side_source(model, card, answer, &source);
    sheet_use_macros(page, model, (ItemRef){ITEM_CARD, card});
    sheet_markdown(page, answer ? ROLE_ANSWER : ROLE_QUESTION, 0, buffer_text(&source));
    buffer_done(&source);
}

void sheet_card_line(Sheet *page, const Model *model, CatalogIndex card, int keep)
{
    Sheet inner = {.cursor = -1};
    Buffer text = {0};
    SheetLook look = model_look(model);
    look.one_row = true;
    sheet_begin(&inner, 400, look);
    sheet_card_side(&inner, model, card, false);
    for (size_t i = 0; i < inner.lines.count && i < 3; i++) {
        const TextLine *line = &inner.lines.items[i];
        if (i > 0 && line->count > 0) {
            buffer_add_char(&text, ' ');
        }
        for (size_t j = 0; j < line->count; j++) {
            buffer_add(&text, line->spans[j].text, line->spans[j].length);
        }
    }
    sheet_span_fit(page, ROLE_TEXT, buffer_text(&text), keep);
    buffer_done(&text);
    sheet_done(&inner);
}

static void due_text(const Model *model, const CardState *card, char *out, size_t size)
{
    int32_t days = card->due_day - model->today;
    if (card->suspended || card->buried_day == model->today || card->phase == CARD_NEW) {
        snprintf(out, size, "%s", scheduler_state_name(card, model->today));
    } else if (card->phase != CARD_REVIEW) {
        snprintf(out, size, "learning");
    } else if (days <= 0) {
        snprintf(out, size, "due");
    } else {
        char wait[16];
        scheduler_format_wait((int64_t)days * MS_PER_DAY, wait);
        snprintf(out, size, "in %s", wait);
    }
}

static void add_card(const Model *model, Sheet *page, CatalogIndex index)
{
    const CardState *card = &model->state->cards[index];
    char due[32];
    due_text(model, card, due, sizeof due);
    sheet_entry_begin(page, ENTRY_ITEM, (ItemRef){ITEM_CARD, index}, 0);
    sheet_line(page);
    sheet_card_line(page, model, index, utf8_width(due) + 2);
    bool now = scheduler_is_due(card, model->now_ms, model->today);
    sheet_right(page, now ? ROLE_ACCENT : ROLE_DIM, due);
    sheet_entry_end(page);
}

static bool belongs(const Model *model, const Note *note, ItemRef item)
{
    switch (item.kind) {
    case ITEM_PHASE:
        return model->state->catalog->topics[note->topic].phase == item.index;
    case ITEM_TOPIC:
        return note->topic == item.index;
    case ITEM_SUBTOPIC:
        return note->subtopic == item.index;
    default:
        return false;
    }
}

void build_cards(const Model *model, Sheet *page, ItemRef item)
{
    const Catalog *catalog = model->state->catalog;
    const PartNumbers *numbers = model_numbers(model, item);
    char text[96];
    if (numbers == NULL || numbers->cards.all == 0) {
        sheet_wrapped(page, ROLE_DIM, 0, "There are no cards here.");
        return;
    }
    snprintf(text, sizeof text, "%d %s, %d due, %d new", numbers->cards.all,
             words_plural(numbers->cards.all, "card", "cards"), numbers->cards.due,
             numbers->cards.fresh);
    sheet_text(page, ROLE_DIM, text);
    sheet_blank(page);
    for (size_t i = 0; i < catalog->card_count; i++) {
        if (belongs(model, &catalog->notes[catalog->cards[i].note], item)) {
            add_card(model, page, (CatalogIndex)i);
        }
    }
}

/* --- review --- */

static void count_line(Sheet *page, const char *label, int value)
{
    char text[32];
    snprintf(text, sizeof text, "%6d  ", value);
    sheet_line(page);
    sheet_span(page, ROLE_STRONG, text);
    sheet_span(page, ROLE_TEXT, label);
}

static void lapsed_cards(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    bool titled = false;
    for (size_t i = 0; i < review->step_count; i++) {
        if (!review->steps[i].lapsed) {
            continue;
        }
        if (!titled) {
            sheet_heading(page, "Forgotten, and coming again");
            titled = true;
        }
        sheet_line(page);
        sheet_span(page, ROLE_AGAIN, glyph_text(GLYPH_RUSTY, model->ascii));
        sheet_span(page, ROLE_TEXT, " ");
        sheet_card_line(page, model, review->steps[i].card, 0);
    }
}

static void next_due_line(const Model *model, Sheet *page)
{
    int64_t due = queue_next_due_ms(model->state, &model->review.filter, model->today);
    int32_t forecast[31] = {0};
    char text[128];
    if (due > model->now_ms) {
        char wait[16];
        scheduler_format_wait(due - model->now_ms, wait);
        snprintf(text, sizeof text, "The next card falls due in %s.", wait);
        sheet_wrapped(page, ROLE_TEXT, 0, text);
        return;
    }
    queue_forecast(model->state, model->today, 31, forecast);
    int day = 1;
    while (day < 31 && forecast[day] == 0) {
        day++;
    }
    if (day == 31) {
        return;
    }
    char cards[32] = "card falls";
    char when[32] = "tomorrow";
    if (forecast[day] > 1) {
        snprintf(cards, sizeof cards, "%d cards fall", forecast[day]);
    }
    if (day > 1) {
        snprintf(when, sizeof when, "in %d days", day);
    }
    snprintf(text, sizeof text, "The next %s due %s.", cards, when);
    sheet_wrapped(page, ROLE_TEXT, 0, text);
}

/* After the cards of one topic: what is due elsewhere. */
static void rest_line(const Model *model, Sheet *page)
{
    char text[96];
    char key[KEY_NAME_SIZE];
    int32_t rest = model->numbers.due_now;
    if (rest == 0) {
        return;
    }
    model_key_name(model, IN_DONE, ACTION_REVIEW, key);
    snprintf(text, sizeof text, "%d more %s due: %s reviews %s.", rest,
             words_plural(rest, "is", "are"), key, words_plural(rest, "it", "them"));
    sheet_wrapped(page, ROLE_TEXT, 0, text);
}

/* What is due and does not come today, for a limit or because the backlog is spread. */
static void backlog_line(const Model *model, Sheet *page)
{
    char text[96];
    int32_t backlog = model->numbers.summary.queue.backlog;
    if (backlog == 0) {
        return;
    }
    snprintf(text, sizeof text, "Backlog: %d more due, on other days.", backlog);
    sheet_wrapped(page, ROLE_TEXT, 0, text);
}

/* Whoever wants more finds it here. */
static void custom_line(const Model *model, Sheet *page)
{
    char text[128];
    char key[KEY_NAME_SIZE];
    model_key_name(model, IN_DONE, ACTION_SESSION, key);
    snprintf(text, sizeof text, "%s chooses others by a search: ahead of time, or to cram.", key);
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

static void summary_page(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    int32_t forecast[2] = {0};
    int learned = 0;
    int lapsed = 0;
    int crammed = 0;
    int64_t ms = 0;
    for (size_t i = 0; i < review->step_count; i++) {
        crammed += review->steps[i].crammed;
        learned += review->steps[i].learned;
        lapsed += review->steps[i].lapsed;
        ms += review->steps[i].ms;
    }
    int minutes = (int)((ms + MS_PER_MINUTE / 2) / MS_PER_MINUTE);
    queue_forecast(model->state, model->today, 2, forecast);
    sheet_text(page, ROLE_TITLE, "Done for now");
    sheet_blank(page);
    count_line(page, words_plural((int64_t)review->step_count, "review", "reviews"),
               (int)review->step_count);
    if (crammed > 0) {
        count_line(page, "of them outside the schedule", crammed);
    }
    count_line(page, "learned", learned);
    count_line(page, "forgotten", lapsed);
    count_line(page, words_plural(minutes, "minute", "minutes"), minutes);
    count_line(page, "due tomorrow", forecast[1]);
    lapsed_cards(model, page);
    sheet_blank(page);
    next_due_line(model, page);
    backlog_line(model, page);
    rest_line(model, page);
    custom_line(model, page);
}

static void empty_page(const Model *model, Sheet *page)
{
    char text[192];
    char key[KEY_NAME_SIZE];
    sheet_text(page, ROLE_TITLE,
               model->state->catalog->card_count == 0 ? "There are no cards yet"
                                                      : "Nothing is due");
    sheet_blank(page);
    if (model->state->catalog->card_count == 0) {
        sheet_wrapped(page, ROLE_TEXT, 0,
                      "Cards come with content packs. 'cairn lint' says which packs were read and "
                      "what is wrong with those that were not.");
        return;
    }
    next_due_line(model, page);
    backlog_line(model, page);
    rest_line(model, page);
    model_key_name(model, IN_DONE, ACTION_ROADMAP, key);
    snprintf(text, sizeof text,
             "New cards come with the topics you begin: %s opens the Roadmap, where you mark one "
             "as doing.",
             key);
    sheet_wrapped(page, ROLE_DIM, 0, text);
    custom_line(model, page);
}

void build_review(const Model *model, Sheet *page)
{
    if (model->review.card != CATALOG_NONE) {
        build_card(model, page);
    } else if (model->review.step_count > 0) {
        summary_page(model, page);
    } else {
        empty_page(model, page);
    }
}
