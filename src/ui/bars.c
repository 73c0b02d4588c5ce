/* The rows that are always there: title, places, practice bar and footer. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

/* --- title --- */

typedef enum TitlePart {
    PART_DATE,
    PART_DUE,
    PART_NEW,
    PART_MINUTES,
    PART_STREAK,
    PART_COUNT
} TitlePart;

#define PART_SIZE 40
#define PART_GAP  3

static void format_parts(const Model *model, char parts[PART_COUNT][PART_SIZE])
{
    const TodaySummary *summary = &model->numbers.summary;
    CivilDate date = civil_from_day(model->today);
    snprintf(parts[PART_DATE], PART_SIZE, "%s %d %s",
             civil_weekday_name(civil_weekday(model->today)), date.day,
             civil_month_name(date.month));
    snprintf(parts[PART_DUE], PART_SIZE, "%d due", model->numbers.due_now);
    snprintf(parts[PART_NEW], PART_SIZE, "%d new", summary->queue.fresh);
    snprintf(parts[PART_MINUTES], PART_SIZE, "%d/%d min",
             (int)(model_practised_ms(model) / MS_PER_MINUTE), summary->goal_minutes);
    snprintf(parts[PART_STREAK], PART_SIZE, "%d %s", summary->streak.current,
             words_plural(summary->streak.current, "day", "days"));
    if (summary->queue.fresh == 0) {
        parts[PART_NEW][0] = '\0';
    }
    if (summary->streak.current == 0) {
        parts[PART_STREAK][0] = '\0'; /* a streak that is over is no reproach */
    }
}

static int parts_width(char parts[PART_COUNT][PART_SIZE])
{
    int width = 0;
    for (int i = 0; i < PART_COUNT; i++) {
        if (parts[i][0] != '\0') {
            width += (int)strlen(parts[i]) + PART_GAP;
        }
    }
    return width;
}

static StyleRole part_role(const Model *model, TitlePart part)
{
    const TodaySummary *summary = &model->numbers.summary;
    if (part == PART_MINUTES && summary->minutes >= summary->goal_minutes) {
        return ROLE_SUCCESS;
    }
    if (part == PART_DUE && model->numbers.due_now > 0) {
        return ROLE_ACCENT;
    }
    return part == PART_DATE || part == PART_NEW ? ROLE_DIM : ROLE_BAR;
}

/* With less room than the parts need they go, the least needed first; the minutes always stay. */
void draw_title(const Model *model, Canvas *canvas)
{
    static const TitlePart DROPS[] = {PART_DATE, PART_NEW, PART_STREAK, PART_DUE};
    Rect area = model->layout.title;
    char parts[PART_COUNT][PART_SIZE];
    const char *pack = model->pack_title;
    int cairn = (int)strlen(" cairn");
    int full = cairn + (pack[0] != '\0' ? 3 + utf8_width(pack) : 0);
    format_parts(model, parts);
    for (size_t i = 0; i < sizeof DROPS / sizeof DROPS[0]; i++) {
        /* The date goes before the pack's title does, the rest after it. */
        int name = DROPS[i] == PART_DATE ? full : cairn;
        if (parts_width(parts) + name > area.columns) {
            parts[DROPS[i]][0] = '\0';
        }
    }
    int column = area.columns - parts_width(parts);
    int end = canvas_text(canvas, area, area.row, 1, "cairn", ROLE_TITLE, 0);
    if (pack[0] != '\0' && column - end > 8) {
        end = canvas_text(canvas, area, area.row, end, " ", ROLE_BAR, 0);
        end = draw_glyph(canvas, area, area.row, end, GLYPH_DOT, ROLE_DIM);
        canvas_text_fit(canvas, area, area.row, end + 1, column - end, pack, ROLE_BAR, 0);
    }
    for (int i = 0; i < PART_COUNT; i++) {
        if (parts[i][0] != '\0') {
            column = canvas_text(canvas, area, area.row, column + PART_GAP - 1, parts[i],
                                 part_role(model, (TitlePart)i), 0) +
                     1;
        }
    }
}

/* --- places --- */

void draw_places(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.places;
    bool numbered = place_numbered(area.columns);
    for (int i = 0; i < PLACE_COUNT; i++) {
        int from = 0;
        int to = 0;
        bool active = (int)model->place == i;
        char number[KEY_NAME_SIZE] = "";
        Key key;
        place_span(model, (Place)i, &from, &to);
        if (numbered && keymap_key_of(&model->keymap, IN_TODAY, place_action((Place)i), &key)) {
            key_format(key, number);
        }
        canvas_text_fit(canvas, area, area.row, from, 1, number,
                        active ? ROLE_TAB_ACTIVE : ROLE_TAB, 0);
        canvas_text(canvas, area, area.row, from + (numbered ? 2 : 0), place_label((Place)i),
                    active ? ROLE_TAB_ACTIVE : ROLE_TAB, active ? EMPHASIS_UNDERLINE : 0);
    }
}

/* --- practice bar --- */

/* Hints at the right end of the practice bar; returns the column where they begin. */
static int practice_hints(const Model *model, Canvas *canvas, const Action *actions,
                          const char *const *labels, size_t count)
{
    Rect area = model->layout.practice;
    unsigned context = model_place_context(model);
    int widths[4] = {0};
    int width = 1;
    for (size_t i = 0; i < count; i++) {
        char name[KEY_HINT_SIZE];
        Key key;
        if (keymap_key_of(&model->keymap, context, actions[i], &key)) {
            key_hint(canvas, key, name);
            widths[i] = utf8_width(name) + 1 + utf8_width(labels[i]) + 3;
            width += widths[i];
        }
    }
    int start = area.columns - width;
    int column = start;
    for (size_t i = 0; i < count && start > 20; i++) {
        draw_hint(canvas, area, area.row, column + 3, area.columns, model, context, actions[i],
                  labels[i]);
        column += widths[i];
    }
    return start > 20 ? start : area.columns;
}

#define BAR_MIN 5
#define BAR_MAX 60

/* The bar between what is practised and the hints; not so long that it draws the eye. */
static void draw_bar(Canvas *canvas, Rect area, int column, int end, double share)
{
    int cells = end - column - 3;
    cells = cells < BAR_MAX ? cells : BAR_MAX;
    if (cells >= BAR_MIN) {
        canvas_bar(canvas, area, area.row, column + 2, cells, share > 1 ? 1 : share);
    }
}

static void draw_idle(const Model *model, Canvas *canvas)
{
    static const Action ACTIONS[] = {ACTION_PRACTICE};
    static const char *const LABELS[] = {"start"};
    Rect area = model->layout.practice;
    int end = practice_hints(model, canvas, ACTIONS, LABELS, 1);
    bool planned = model->plan.running;
    const char *title = planned ? model_plan_next(model) : model_practice_title(model);
    int64_t goal = model->state->config.goal_minutes * MS_PER_MINUTE;
    int64_t done = model_practised_ms(model);
    char plan[PLAN_TEXT_SIZE];
    model_plan_text(model, plan);
    int column = draw_glyph(canvas, area, area.row, 1, GLYPH_STOP, ROLE_DIM);
    column = canvas_text(canvas, area, area.row, column + 1, planned ? plan : "idle",
                         planned ? ROLE_BAR : ROLE_DIM, 0);
    if (title[0] != '\0' && end - column > 12) {
        column = canvas_text(canvas, area, area.row, column, ", next: ", ROLE_DIM, 0);
        int room = (end - column) / 2;
        column = canvas_text_fit(canvas, area, area.row, column, room, title, ROLE_DIM, 0);
    }
    draw_bar(canvas, area, column, end, (double)done / (double)goal);
}

/* Where the rhythm of breaks stands, where there is room for it beside the title; returns the column
 * behind it. */
static int draw_break(const Model *model, Canvas *canvas, int column, int end)
{
    Rect area = model->layout.practice;
    PracticeBreak at = model_break(model);
    char clock[CLOCK_TEXT_SIZE];
    char text[48] = "";
    format_clock(at.left_ms + MS_PER_SECOND - 1, clock); /* counts down: rounded up */
    if (at.phase == BREAK_COMES) {
        snprintf(text, sizeof text, "  break in %s", clock);
    } else if (at.phase == BREAK_RESTING) {
        snprintf(text, sizeof text, "  %s left", clock);
    } else if (at.phase == BREAK_IS_DUE || at.phase == BREAK_IS_OVER) {
        snprintf(text, sizeof text, at.phase == BREAK_IS_DUE ? "  break due" : "  break over");
    }
    bool waits = at.phase == BREAK_IS_DUE || at.phase == BREAK_IS_OVER;
    if (text[0] == '\0' || end - column < utf8_width(text) + (waits ? 0 : 16)) {
        return column;
    }
    return canvas_text(canvas, area, area.row, column, text, waits ? ROLE_WARNING : ROLE_DIM, 0);
}

static void draw_running(const Model *model, Canvas *canvas, bool paused)
{
    static const Action ACTIONS[] = {ACTION_PAUSE, ACTION_STOP};
    const char *const labels[] = {paused ? "go on" : "pause", "stop"};
    Rect area = model->layout.practice;
    StyleRole role = paused ? ROLE_PAUSED : ROLE_TIMER;
    char now[CLOCK_TEXT_SIZE];
    char goal[CLOCK_TEXT_SIZE];
    int64_t block = model_block_ms(model);
    int64_t wanted = model_block_goal_ms(model);
    int end = practice_hints(model, canvas, ACTIONS, labels, 2);
    format_clock(block, now);
    format_clock(wanted, goal);
    int column = draw_glyph(canvas, area, area.row, 1, paused ? GLYPH_PAUSE : GLYPH_PLAY, role);
    column = canvas_text(canvas, area, area.row, column + 1, now, role, 0);
    if (wanted > 0) {
        column = canvas_text(canvas, area, area.row, column, " of ", ROLE_DIM, 0);
        column = canvas_text(canvas, area, area.row, column, goal, ROLE_DIM, 0);
    }
    if (paused) {
        column = canvas_text(canvas, area, area.row, column, " paused", ROLE_PAUSED, 0);
    }
    column = draw_break(model, canvas, column, end);
    const char *title = model_timer_title(model);
    char plan[PLAN_TEXT_SIZE];
    model_plan_text(model, plan);
    if (plan[0] != '\0' && end - column > 24) {
        column = canvas_text(canvas, area, area.row, column + 2, plan, ROLE_DIM, 0);
    }
    if (title[0] != '\0' && end - column > 8) {
        int room = (end - column) / 2;
        column = canvas_text_fit(canvas, area, area.row, column + 2, room, title, ROLE_BAR, 0);
    }
    draw_bar(canvas, area, column, end, wanted > 0 ? (double)block / (double)wanted : 1);
}

void draw_practice(const Model *model, Canvas *canvas)
{
    TimerPhase phase = model->state->timer.phase;
    if (phase == TIMER_IDLE) {
        draw_idle(model, canvas);
    } else {
        draw_running(model, canvas, phase == TIMER_PAUSED);
    }
}

/* --- footer --- */

/* Narrower rows keep only the way to the help for certain. */
#define ALWAYS_COLUMNS 60

/* One hint: the keys of neighbouring actions with one label, then the label. */
typedef struct Hint {
    char keys[2 * KEY_HINT_SIZE];
    const char *label;
    bool always;
} Hint;

#define HINTS_MAX 24

static size_t collect_hints(const Model *model, const Canvas *canvas, Hint hints[HINTS_MAX])
{
    unsigned context = model_context(model);
    size_t count = 0;
    for (int i = 0; i < ACTION_COUNT && count < HINTS_MAX; i++) {
        const ActionInfo *info = action_info((Action)i);
        Key key;
        if (!(info->flags & ACTION_HINT) ||
            !keymap_key_of(&model->keymap, context, (Action)i, &key) ||
            model_reason(model, context, (Action)i) != NULL) {
            continue;
        }
        if (count > 0 && strcmp(hints[count - 1].label, info->label) == 0) {
            Hint *hint = &hints[count - 1];
            size_t length = strlen(hint->keys);
            if (length <= sizeof hint->keys - KEY_HINT_SIZE) {
                key_hint(canvas, key, hint->keys + length);
            }
            continue;
        }
        key_hint(canvas, key, hints[count].keys);
        hints[count].label = info->label;
        hints[count].always = (info->flags & ACTION_ALWAYS) &&
                              (canvas->columns >= ALWAYS_COLUMNS || i == ACTION_HELP);
        count++;
    }
    return count;
}

static int hint_width(const Hint *hint)
{
    return utf8_width(hint->keys) + 1 + utf8_width(hint->label);
}

static void draw_hints(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.footer;
    Hint hints[HINTS_MAX] = {0};
    size_t count = collect_hints(model, canvas, hints);
    int reserved = 0;
    for (size_t i = 0; i < count; i++) {
        reserved += hints[i].always ? hint_width(&hints[i]) + 2 : 0;
    }
    int column = 1;
    for (size_t i = 0; i < count; i++) {
        const Hint *hint = &hints[i];
        int width = hint_width(hint) + 2;
        if (hint->always) {
            reserved -= width;
        }
        if (column + width - 2 + reserved > area.columns) {
            continue;
        }
        column = canvas_text(canvas, area, area.row, column, hint->keys, ROLE_KEY, 0);
        column = canvas_text(canvas, area, area.row, column + 1, hint->label, ROLE_DIM, 0) + 2;
    }
}

/* What the two keys of a prompt do, at the right end of its row. */
static const char *const PROMPT_ENDS[][2] = {
    [PROMPT_FILTER] = {"keep", "show all"},     [PROMPT_LEARNED] = {"stop", "go on"},
    [PROMPT_ASK] = {"save", "cancel"},          [PROMPT_ANSWER] = {"save", "cancel"},
    [PROMPT_DIRECTORY] = {"copy", "cancel"},    [PROMPT_BLOCK_EDIT] = {"save", "cancel"},
    [PROMPT_BLOCK_SPLIT] = {"split", "cancel"}, [PROMPT_BLOCK_DELETE] = {"yes", "cancel"},
    [PROMPT_BLOCK_ADD] = {"save", "cancel"}};

/* Returns the column where the hints begin: the end of the row when it is too narrow for them. */
static int draw_prompt_ends(const Model *model, Canvas *canvas, int from)
{
    Rect area = model->layout.footer;
    char text[96];
    char accept[KEY_NAME_SIZE];
    char close[KEY_NAME_SIZE];
    model_key_name(model, IN_PROMPT, ACTION_ACCEPT, accept);
    model_key_name(model, IN_PROMPT, ACTION_CLOSE, close);
    snprintf(text, sizeof text, "%s %s  %s %s", accept, PROMPT_ENDS[model->prompt.kind][0], close,
             PROMPT_ENDS[model->prompt.kind][1]);
    int column = area.columns - 1 - utf8_width(text);
    if (column - from < 24) {
        return area.columns;
    }
    canvas_text(canvas, area, area.row, column, text, ROLE_DIM, 0);
    return column - 1;
}

static void draw_prompt(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.footer;
    const char *label = model->prompt.label;
    size_t length = strlen(label);
    bool asks = length > 0 && label[length - 1] == '?';
    int column =
        canvas_text_fit(canvas, area, area.row, 1, area.columns * 3 / 5, label, ROLE_ACCENT, 0);
    column = canvas_text(canvas, area, area.row, column, asks ? " " : ": ", ROLE_ACCENT, 0);
    int end = draw_prompt_ends(model, canvas, column);
    draw_edit(canvas, (Rect){area.row, column, 1, end - column - 1}, &model->edit);
}

static const StyleRole NOTICE_ROLES[] = {[NOTICE_NONE] = ROLE_TEXT,
                                         [NOTICE_GOOD] = ROLE_SUCCESS,
                                         [NOTICE_HINT] = ROLE_WARNING,
                                         [NOTICE_BAD] = ROLE_ERROR};

/* Bytes of `text` that go on a line of `width` cells: up to a blank where there is one. */
static size_t line_length(const char *text, int width)
{
    size_t length = strlen(text);
    size_t fits = utf8_fit(text, length, width, NULL);
    if (fits == 0 || fits == length) {
        return fits == 0 ? length : fits;
    }
    size_t end = text[fits] == ' ' ? fits : 0;
    for (size_t i = fits; i > 0 && end == 0; i--) {
        end = text[i - 1] == ' ' ? i - 1 : 0;
    }
    return end > 0 ? end : fits;
}

static const char *after_line(const char *text, int width)
{
    text += line_length(text, width);
    return text + strspn(text, " ");
}

/* A sentence too long for the last row stands over the end of the body, where it can be read. */
static void draw_long_notice(const Model *model, Canvas *canvas)
{
    Rect body = model->layout.body;
    StyleRole role = NOTICE_ROLES[model->notice];
    int width = body.columns - 2;
    int rows = 0;
    for (const char *text = model->notice_text; *text != '\0'; text = after_line(text, width)) {
        rows++;
    }
    rows = rows < body.rows - 1 ? rows : body.rows - 1;
    Rect area = {body.row + body.rows - rows - 1, body.column, rows + 1, body.columns};
    const char *text = model->notice_text;
    canvas_fill(canvas, area, ROLE_TEXT);
    canvas_rule(canvas, area, area.row, area.column, area.columns);
    for (int row = 1; row <= rows && *text != '\0'; row++) {
        canvas_text_range(canvas, area, area.row + row, area.column + 1, text,
                          line_length(text, width), role, 0);
        text = after_line(text, width);
    }
}

void draw_footer(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.footer;
    if (model->overlay == OVERLAY_PROMPT) {
        draw_prompt(model, canvas);
        if (model->notice != NOTICE_NONE) {
            draw_long_notice(model, canvas);
        }
        return;
    }
    if (model->notice == NOTICE_NONE) {
        draw_hints(model, canvas);
    } else if (utf8_width(model->notice_text) <= area.columns - 2) {
        canvas_text(canvas, area, area.row, 1, model->notice_text, NOTICE_ROLES[model->notice], 0);
    } else {
        draw_hints(model, canvas);
        draw_long_notice(model, canvas);
    }
}
