/* Today: what to do now, the streak, what fades, the open questions, a tip. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/memory.h"
#include "base/words.h"
#include "study/habit_now.h"

#define QUESTIONS_MAX 5
#define FADING_MAX    5
/* From this height on the year's heat map shows here; it is always in Stats. */
#define HEAT_MAP_ROWS 30

/* From this height on each entry of the plan says why it is there. */
#define REASON_ROWS 14

static void add_reason(const Model *model, Sheet *page, const PlanItem *item)
{
    Buffer why = {0};
    plan_explain(model->state->catalog, item, &why);
    sheet_line(page);
    sheet_span(page, ROLE_DIM, "   ");
    sheet_span_fit(page, ROLE_DIM, buffer_text(&why), 0);
    buffer_done(&why);
}

static void add_plan_item(const Model *model, Sheet *page, size_t number)
{
    const PlanItem *item = &model->numbers.summary.plan[number];
    char text[64];
    sheet_entry_begin(page, ENTRY_PLAN, (ItemRef){ITEM_NONE, CATALOG_NONE}, (int)number);
    sheet_line(page);
    sheet_span(page, ROLE_ACCENT, " ");
    sheet_span(page, ROLE_ACCENT, glyph_text(GLYPH_FOLDED, model->ascii));
    sheet_span(page, ROLE_TEXT, " ");
    if (item->what == PLAN_REVIEW) {
        snprintf(text, sizeof text, "Review %d %s", item->cards,
                 words_plural(item->cards, "card", "cards"));
        sheet_span(page, ROLE_STRONG, text);
    } else {
        sheet_span_fit(page, ROLE_STRONG, model_title(model, item->item), 10);
        if (item->what == PLAN_PROJECT) {
            sheet_span_fit(page, ROLE_DIM, "  project", 10);
        } else if (item->item.kind == ITEM_SUBTOPIC) {
            CatalogIndex topic = model->state->catalog->subtopics[item->item.index].topic;
            sheet_span(page, ROLE_DIM, "  ");
            sheet_span_fit(page, ROLE_DIM, model_title(model, (ItemRef){ITEM_TOPIC, topic}), 10);
        }
    }
    snprintf(text, sizeof text, "%d min ", item->minutes);
    sheet_right(page, ROLE_TEXT, text);
    if (model->layout.page.rows >= REASON_ROWS) {
        add_reason(model, page, item);
    }
    sheet_entry_end(page);
}

static void add_plan(const Model *model, Sheet *page)
{
    const TodaySummary *summary = &model->numbers.summary;
    int32_t left = summary->goal_minutes - summary->minutes;
    char text[96];
    if (summary->plan_count == 0) {
        bool empty = model->state->catalog->topic_count == 0;
        sheet_text(page, ROLE_HEADING, empty ? "Nothing to do yet" : "All done");
        sheet_wrapped(page, ROLE_DIM, 0,
                      empty
                          ? "The roadmap is empty: 'cairn lint' says which content packs were read."
                          : "Nothing is due and the roadmap is finished. Search for something to "
                            "look at again.");
        return;
    }
    if (summary->streak.today == DAY_REST) {
        snprintf(text, sizeof text, "A rest day. If you like:");
    } else if (left > 0) {
        snprintf(text, sizeof text, "Do now: %d of %d min to go", left, summary->goal_minutes);
    } else {
        snprintf(text, sizeof text, "Goal reached: %d min today. More, if you like",
                 summary->minutes);
    }
    sheet_text(page, ROLE_HEADING, text);
    for (size_t i = 0; i < summary->plan_count; i++) {
        add_plan_item(model, page, i);
    }
    char first[KEY_NAME_SIZE];
    char chosen[KEY_NAME_SIZE];
    model_key_name(model, IN_TODAY, ACTION_PLAN, first);
    model_key_name(model, IN_TODAY, ACTION_OPEN, chosen);
    snprintf(text, sizeof text, "%s works through it, %s begins with the selected", first, chosen);
    sheet_line(page);
    sheet_span(page, ROLE_DIM, "   ");
    sheet_span_fit(page, ROLE_DIM, text, 0);
}

static Glyph stone_of(DayVerdict verdict, int32_t minutes, StyleRole *role)
{
    switch (verdict) {
    case DAY_KEPT:
        *role = ROLE_DONE;
        return GLYPH_DONE;
    case DAY_OPEN:
        *role = ROLE_DOING;
        return minutes > 0 ? GLYPH_DOING : GLYPH_TODO;
    case DAY_REST:
        *role = ROLE_SKIPPED;
        return GLYPH_SKIPPED;
    case DAY_FROZEN:
        *role = ROLE_SKIPPED;
        return GLYPH_FROZEN;
    case DAY_MISSED:
    case DAY_NONE:
        break;
    }
    *role = ROLE_DIM;
    return GLYPH_DOT;
}

#define WEEK 7

/* The last seven days as stones; those that count by a freeze or as rest are named beside them. */
static void add_week(const Model *model, Sheet *page)
{
    HabitDay days[WEEK];
    bool seen[GLYPH_COUNT] = {false};
    char text[16];
    Habit habit = habit_now(model->state, model->now_ms, model->offset_min);
    habit_course(&habit, model->today - WEEK + 1, WEEK, days);
    sheet_line(page);
    sheet_span(page, ROLE_DIM, "  ");
    for (int i = 0; i < WEEK; i++) {
        snprintf(text, sizeof text, " %-4s", civil_weekday_name(civil_weekday(days[i].day)));
        sheet_span(page, i == WEEK - 1 ? ROLE_STRONG : ROLE_DIM, text);
    }
    sheet_line(page);
    sheet_span(page, ROLE_DIM, "   ");
    for (int i = 0; i < WEEK; i++) {
        StyleRole role = ROLE_TEXT;
        Glyph stone = stone_of(days[i].verdict, habit_minutes(&days[i].total), &role);
        seen[stone] = true;
        sheet_span(page, role, " ");
        sheet_span(page, role, glyph_text(stone, model->ascii));
        sheet_span(page, role, "   ");
    }
    if (seen[GLYPH_SKIPPED]) {
        sheet_span(page, ROLE_DIM, glyph_text(GLYPH_SKIPPED, model->ascii));
        sheet_span_fit(page, ROLE_DIM, " rest", 0);
    }
    if (seen[GLYPH_FROZEN]) {
        sheet_span(page, ROLE_DIM, seen[GLYPH_SKIPPED] ? "  " : "");
        sheet_span(page, ROLE_DIM, glyph_text(GLYPH_FROZEN, model->ascii));
        sheet_span_fit(page, ROLE_DIM, " frozen", 0);
    }
}

static void add_streak_line(const Model *model, Sheet *page)
{
    const Streak *streak = &model->numbers.summary.streak;
    char text[96];
    sheet_line(page);
    if (streak->current > 0) {
        snprintf(text, sizeof text, "Streak: %d %s", streak->current,
                 words_plural(streak->current, "day", "days"));
    } else {
        snprintf(text, sizeof text, "Streak: today can be day 1");
    }
    sheet_span(page, ROLE_HEADING, text);
    if (streak->longest > streak->current) {
        snprintf(text, sizeof text, ", longest %d", streak->longest);
        sheet_span_fit(page, ROLE_DIM, text, 0);
    }
    if (streak->freezes > 0) {
        snprintf(text, sizeof text, ", %d %s", streak->freezes,
                 words_plural(streak->freezes, "freeze", "freezes"));
        sheet_span_fit(page, ROLE_DIM, text, 0);
    }
}

static void add_streak(const Model *model, Sheet *page)
{
    Buffer warning = {0};
    sheet_blank(page);
    add_streak_line(model, page);
    habit_warning(&model->numbers.summary.streak, &model->state->config, model->now_ms,
                  model->offset_min, &warning);
    if (warning.length > 0) {
        sheet_wrapped(page, ROLE_WARNING, 0, buffer_text(&warning));
    }
    add_week(model, page);
    buffer_done(&warning);
}

static void add_fading(const Model *model, Sheet *page)
{
    int shown = 0;
    for (size_t i = 0; i < model->state->catalog->subtopic_count && shown < FADING_MAX; i++) {
        ItemRef item = {ITEM_SUBTOPIC, (CatalogIndex)i};
        char text[32];
        if (!model->numbers.subtopics[i].rusty) {
            continue;
        }
        if (shown++ == 0) {
            sheet_heading(page, "Fading");
        }
        sheet_entry_begin(page, ENTRY_ITEM, item, 0);
        sheet_line(page);
        sheet_span(page, ROLE_RUSTY, " ");
        sheet_span(page, ROLE_RUSTY, glyph_text(GLYPH_RUSTY, model->ascii));
        sheet_span(page, ROLE_TEXT, " ");
        sheet_span_fit(page, ROLE_TEXT, model_title(model, item), 16);
        snprintf(text, sizeof text, "%.0f%% remembered ",
                 100 * model->numbers.subtopic_tallies[i].recall);
        sheet_right(page, ROLE_DIM, text);
        sheet_entry_end(page);
    }
}

static void add_questions(const Model *model, Sheet *page)
{
    const StudyState *state = model->state;
    int shown = 0;
    for (size_t i = state->question_count; i > 0 && shown < QUESTIONS_MAX; i--) {
        const Question *question = &state->questions[i - 1];
        if (question->answer[0] != '\0') {
            continue;
        }
        if (shown++ == 0) {
            sheet_heading(page, "Open questions");
        }
        ItemRef item = catalog_find(state->catalog, question->subject);
        sheet_entry_begin(page, ENTRY_QUESTION, (ItemRef){ITEM_NONE, CATALOG_NONE}, (int)i - 1);
        sheet_line(page);
        sheet_span(page, ROLE_ACCENT, " ? ");
        sheet_span_fit(page, ROLE_TEXT, question->text, 2);
        sheet_span(page, ROLE_DIM, "  ");
        sheet_span_fit(page, ROLE_DIM, model_title(model, item), 0);
        sheet_entry_end(page);
    }
}

static void add_tip(const Model *model, Sheet *page)
{
    const Catalog *catalog = model->state->catalog;
    if (catalog->tip_count == 0) {
        return;
    }
    const Tip *tip =
        &catalog->tips[(size_t)(model->today > 0 ? model->today : 0) % catalog->tip_count];
    char *text = mem_format("**%s**: %s", tip->title, tip->text);
    sheet_heading(page, "Tip of the day");
    sheet_markdown(page, ROLE_TEXT, 1, text);
    mem_free(text);
}

/* Who comes back after days away may not want all of it at once. */
static void add_waited(const Model *model, Sheet *page)
{
    char text[192];
    char key[KEY_NAME_SIZE];
    if (!queue_is_worth_spreading(model->state, model->today)) {
        return;
    }
    model_key_name(model, IN_TODAY, ACTION_SETTINGS, key);
    snprintf(text, sizeof text,
             "Much of this waited while you were away. The settings (%s) spread it over 3, 5 or 7 "
             "days, the weakest first: backlog-days.",
             key);
    sheet_blank(page);
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

/* Once there is enough to learn from, and then not before there is twice as much. */
static void add_advice(const Model *model, Sheet *page)
{
    char text[160];
    char key[KEY_NAME_SIZE];
    if (!tuning_is_suggested(model->state)) {
        return;
    }
    model_key_name(model, IN_TODAY, ACTION_SETTINGS, key);
    snprintf(text, sizeof text,
             "Your %lld reviews are enough to fit the scheduler to you: %s, then optimise.",
             (long long)tuning_reviews(model->state), key);
    sheet_blank(page);
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

void build_today(const Model *model, Sheet *page)
{
    add_plan(model, page);
    add_waited(model, page);
    add_streak(model, page);
    if (model->layout.page.rows >= HEAT_MAP_ROWS) {
        sheet_heading(page, "The year");
        build_heat_map(model, page);
    }
    add_fading(model, page);
    add_questions(model, page);
    add_advice(model, page);
    add_tip(model, page);
}
