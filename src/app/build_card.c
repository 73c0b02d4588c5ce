/* The card under review as a page: the question with what there is to pick, and after the answer what
 * became of it. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/utf8.h"

static const char *mark_of(const Model *model, Verdict verdict)
{
    static const Glyph GLYPHS[VERDICT_COUNT] = {[VERDICT_WRONG] = GLYPH_WRONG,
                                                [VERDICT_NEARLY] = GLYPH_NEARLY,
                                                [VERDICT_RIGHT] = GLYPH_CORRECT};
    return verdict == VERDICT_NONE ? " " : glyph_text(GLYPHS[verdict], model->ascii);
}

static StyleRole role_of(Verdict verdict)
{
    static const StyleRole ROLES[VERDICT_COUNT] = {ROLE_TEXT, ROLE_AGAIN, ROLE_HARD, ROLE_GOOD};
    return ROLES[verdict];
}

/* --- options --- */

/* Where a place was picked, counted from 1; 0 when it was not. */
static int picked_at(const Review *review, size_t place)
{
    const char *digit = strchr(review->picks, '1' + (int)place);
    return digit != NULL ? (int)(digit - review->picks) + 1 : 0;
}

/* "2 [x] text" of a choice of several, "2 [1] text" of an order; "2  text" of a choice of one. */
static void add_options(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    const Showing *showing = &review->showing;
    const TextList *options = &showing->quiz->options;
    bool ordered = showing->reply == REPLY_ORDER;
    for (size_t place = 0; place < showing->count; place++) {
        char label[16];
        int at = picked_at(review, place);
        char sign = (char)(at == 0 ? ' ' : ordered ? '0' + at : 'x');
        if (ordered || showing_has_several(showing)) {
            snprintf(label, sizeof label, "%zu [%c] ", place + 1, sign);
        } else {
            snprintf(label, sizeof label, "%zu  ", place + 1);
        }
        sheet_part(page);
        sheet_labelled(page, ROLE_QUESTION, options->items[showing->order[place]],
                       at == 0 ? ROLE_KEY : ROLE_ACCENT, label);
    }
    sheet_part(page);
}

/* All choices as they stood, what is right marked, with the reasons. */
static void add_checked_choices(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    const Quiz *quiz = review->showing.quiz;
    for (size_t place = 0; place < review->showing.count; place++) {
        size_t option = review->showing.order[place];
        bool right = (quiz->right >> option & 1) != 0;
        bool picked = picked_at(review, place) != 0;
        Verdict verdict = right ? VERDICT_RIGHT : picked ? VERDICT_WRONG : VERDICT_NONE;
        const char *reason = option < quiz->reasons.count ? quiz->reasons.items[option] : "";
        char label[32];
        snprintf(label, sizeof label, "%s %zu [%c] ", mark_of(model, verdict), place + 1,
                 picked ? 'x' : ' ');
        sheet_labelled(page, right ? ROLE_ANSWER : ROLE_DIM, quiz->options.items[option],
                       role_of(verdict), label);
        if (reason[0] != '\0') {
            sheet_markdown(page, ROLE_DIM, utf8_width(label), reason);
        }
    }
}

/* The items in their order, and where the learner had those that are elsewhere. */
static void add_checked_order(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    const Showing *showing = &review->showing;
    for (size_t item = 0; item < showing->count; item++) {
        size_t place = 0;
        char label[32];
        while (place + 1 < showing->count && showing->order[place] != item) {
            place++;
        }
        int given = picked_at(review, place);
        Verdict verdict = given == 0               ? VERDICT_NONE
                          : given == (int)item + 1 ? VERDICT_RIGHT
                                                   : VERDICT_WRONG;
        snprintf(label, sizeof label, "%s %zu. ", mark_of(model, verdict), item + 1);
        sheet_labelled(page, ROLE_ANSWER, showing->quiz->options.items[item], role_of(verdict),
                       label);
        if (verdict == VERDICT_WRONG) {
            char text[32];
            snprintf(text, sizeof text, "you had it at %d", given);
            sheet_wrapped(page, ROLE_DIM, utf8_width(label), text);
        }
    }
}

/* --- what was typed --- */

static void skip_alike(const char **left, const char **right)
{
    while (**left != '\0' && **right != '\0') {
        uint32_t a;
        uint32_t b;
        size_t step = utf8_decode(*left, strlen(*left), &a);
        size_t other = utf8_decode(*right, strlen(*right), &b);
        if (utf8_lower(a) != utf8_lower(b)) {
            return;
        }
        *left += step;
        *right += other;
    }
}

/* Bytes at the ends of two texts that are the same, in whole characters. */
static size_t alike_at_end(const char *left, const char *right)
{
    size_t a = strlen(left);
    size_t b = strlen(right);
    size_t same = 0;
    while (same < a && same < b && left[a - 1 - same] == right[b - 1 - same]) {
        same++;
    }
    while (same > 0 && ((unsigned char)left[a - same] & 0xC0) == 0x80) {
        same--;
    }
    return same;
}

/* The reply, with what differs from the answer between its alike ends made to stand out. */
static void add_difference(Sheet *page, const char *reply, const char *answer)
{
    const char *from = reply;
    skip_alike(&from, &answer);
    size_t before = (size_t)(from - reply);
    size_t differs = strlen(from) - alike_at_end(from, answer);
    sheet_span_fit(page, ROLE_TEXT, arena_dup_range(page->arena, reply, before), 0);
    sheet_span_fit(page, ROLE_AGAIN, arena_dup_range(page->arena, from, differs), 0);
    sheet_span_fit(page, ROLE_TEXT, from + differs, 0);
}

static void add_typed(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    const Showing *showing = &review->showing;
    const char *reply = line_edit_text(&review->line);
    bool words = showing->note->kind == CARD_TYPED;
    Buffer answer = {0};
    if (reply[0] != '\0') {
        sheet_line(page);
        sheet_span(page, ROLE_DIM, "yours   ");
        if (words && review->checked.verdict != VERDICT_RIGHT) {
            add_difference(page, reply, showing->quiz->options.items[0]);
        } else {
            sheet_span_fit(page, role_of(review->checked.verdict), reply, 0);
        }
    }
    showing_add_answer(showing, model->ascii, &answer);
    size_t first = page->lines.count;
    sheet_wrapped(page, ROLE_ANSWER, 8, buffer_text(&answer));
    sheet_label_line(page, first, ROLE_DIM, "answer  ");
    buffer_done(&answer);
}

/* --- the page --- */

static void add_verdict(const Model *model, Sheet *page)
{
    static const char *const WORDS[VERDICT_COUNT] = {"", "Wrong.", "Nearly.", "Right."};
    const Review *review = &model->review;
    Verdict verdict = review->checked.verdict;
    char time[32];
    bool given = answer_text(model)[strspn(answer_text(model), " ")] != '\0';
    sheet_line(page);
    sheet_span(page, role_of(verdict), mark_of(model, verdict));
    sheet_span(page, role_of(verdict), " ");
    sheet_span(page, role_of(verdict), given ? WORDS[verdict] : "Not answered.");
    if (review->checked.remark[0] != '\0') {
        sheet_span(page, ROLE_TEXT, " ");
        sheet_span_fit(page, ROLE_TEXT, review->checked.remark, 0);
    }
    snprintf(time, sizeof time, "%d s", (int)(review->duration_ms / MS_PER_SECOND));
    sheet_right(page, ROLE_DIM, time);
    sheet_blank(page);
}

static void add_part(Sheet *page, StyleRole role, const char *source)
{
    if (source[0] != '\0') {
        sheet_blank(page);
        sheet_markdown(page, role, 0, source);
    }
}

static void question_page(const Model *model, Sheet *page)
{
    const Review *review = &model->review;
    if (review->showing.quiz != NULL) {
        sheet_markdown(page, ROLE_QUESTION, 0, review->showing.front);
    } else {
        sheet_card_side(page, model, review->card, false);
    }
    if (!review->shown && review->showing.quiz != NULL && review->showing.count > 0) {
        sheet_blank(page);
        add_options(model, page);
    }
    if (!review->shown && review->hinted) {
        add_part(page, ROLE_DIM, review->showing.hint);
    }
}

static void quiz_answer(const Model *model, Sheet *page)
{
    const Showing *showing = &model->review.showing;
    add_verdict(model, page);
    if (showing->reply == REPLY_PICK) {
        add_checked_choices(model, page);
    } else if (showing->reply == REPLY_ORDER) {
        add_checked_order(model, page);
    } else {
        add_typed(model, page);
    }
    add_part(page, ROLE_ANSWER, showing->back);
}

void build_card(const Model *model, Sheet *page)
{
    sheet_use_macros(page, model, (ItemRef){ITEM_CARD, model->review.card});
    const Review *review = &model->review;
    const Note *note = review->showing.note;
    bool cloze = note->kind == CARD_CLOZE;
    page->answer = 0;
    if (!review->shown || !cloze) {
        question_page(model, page);
    }
    if (!review->shown) {
        return;
    }
    if (!cloze) {
        sheet_blank(page);
        page->answer = (int)page->lines.count;
        sheet_rule(page);
        sheet_blank(page);
    }
    if (review->showing.quiz != NULL) {
        quiz_answer(model, page);
    } else {
        sheet_card_side(page, model, review->card, true);
    }
    add_part(page, ROLE_DIM, review->showing.extra);
    if (note->source[0] != '\0') {
        sheet_blank(page);
        sheet_wrapped(page, ROLE_DIM, 0, note->source);
    }
}
