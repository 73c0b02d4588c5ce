#include "study/showing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "study/chance.h"
#include "study/drill.h"
#include "study/numeral.h"

/* --- preparing --- */

static const char *filled(Showing *showing, const DrillProblem *problem, const char *text,
                          Status *status, Error *error)
{
    Buffer out = {0};
    if (*status == STATUS_OK)
        *status = drill_fill(problem, text, &out, error);
    const char *copy = arena_dup(showing->arena, buffer_text(&out));
    buffer_done(&out);
    return copy;
}

static Status prepare_drill(Showing *showing, Error *error)
{
    const Drill *drill = NULL;
    DrillFault fault;
    DrillProblem problem = {0};
    Status status = drill_parse(showing->arena, showing->quiz, &drill, &fault, error);
    if (status == STATUS_OK)
        status = drill_draw(drill, showing->seed, showing->arena, &problem, &fault, error);
    showing->answer = problem.answer;
    if (showing->note->kind != CARD_DRILL)
        return status;
    showing->front = filled(showing, &problem, showing->note->front, &status, error);
    showing->back = filled(showing, &problem, showing->note->back, &status, error);
    showing->hint = filled(showing, &problem, showing->note->hint, &status, error);
    showing->extra = filled(showing, &problem, showing->note->extra, &status, error);
    return status;
}

static bool is_in_order(const Showing *showing)
{
    for (size_t i = 0; i < showing->count; i++)
        if (showing->order[i] != i)
            return false;
    return true;
}

/* Items to be put in order do not stand in it already. */
static void shuffle(Showing *showing)
{
    Chance chance = chance_from(showing->seed);
    for (size_t i = 0; i < showing->count; i++)
        showing->order[i] = (uint8_t)i;
    do {
        for (size_t i = showing->count; i > 1; i--) {
            size_t other = (size_t)chance_below(&chance, i);
            uint8_t moved = showing->order[i - 1];
            showing->order[i - 1] = showing->order[other];
            showing->order[other] = moved;
        }
    } while (showing->note->kind == CARD_ORDER && showing->count > 1 && is_in_order(showing));
}

uint64_t showing_seed(const StudyState *state, CatalogIndex card, uint64_t cram)
{
    uint64_t review = scheduler_seed(state->catalog->cards[card].id, state->cards[card].reps);
    return review ^ cram * UINT64_C(0xbf58476d1ce4e5b9);
}

void showing_begin(Showing *showing, const Catalog *catalog, CatalogIndex card, uint64_t seed)
{
    static const ReplyKind replies[CARD_KIND_COUNT] = {
        [CARD_CHOICE] = REPLY_PICK, [CARD_ORDER] = REPLY_ORDER, [CARD_TYPED] = REPLY_TEXT,
        [CARD_NUMBER] = REPLY_TEXT, [CARD_DRILL] = REPLY_TEXT,
    };
    const Note *note = &catalog->notes[catalog->cards[card].note];
    Error error = {{0}};
    *showing = (Showing){
        .arena = arena_new(),
        .note = note,
        .quiz = catalog_quiz(catalog, note),
        .seed = seed,
        .front = note->front,
        .back = note->back,
        .hint = note->hint,
        .extra = note->extra,
    };
    if (showing->quiz == NULL)
        return;
    showing->reply = replies[note->kind];
    if (note->kind == CARD_CHOICE || note->kind == CARD_ORDER) {
        size_t count = showing->quiz->options.count;
        showing->count = count < QUIZ_OPTIONS_MAX ? count : QUIZ_OPTIONS_MAX;
        shuffle(showing);
    } else if (note->kind != CARD_TYPED && prepare_drill(showing, &error) != STATUS_OK) {
        size_t size = sizeof error.message + 64;
        char *front = arena_alloc(showing->arena, size, 1);
        (void)snprintf(front, size, "This card cannot be asked: %s", error.message);
        showing->front = front;
        showing->back = "";
        showing->quiz = NULL;
        showing->reply = REPLY_NONE;
    }
}

void showing_done(Showing *showing)
{
    arena_free(showing->arena);
    *showing = (Showing){0};
}

/* --- choices and orders --- */

bool showing_has_several(const Showing *showing)
{
    return showing->quiz != NULL && (showing->quiz->right & (showing->quiz->right - 1)) != 0;
}

static Status read_pick(const Showing *showing, char digit, const uint8_t *picks, size_t count,
                        Error *error)
{
    size_t place = (size_t)(digit - '1');
    if (digit < '1' || digit > '9' || place >= showing->count)
        return error_set(error, STATUS_USAGE, "Answer with numbers from 1 to %zu", showing->count);
    for (size_t i = 0; i < count; i++)
        if (picks[i] == place)
            return error_set(error, STATUS_USAGE, "%c is there twice", digit);
    return STATUS_OK;
}

Status showing_read_picks(const Showing *showing, const char *reply,
                          uint8_t picks[QUIZ_OPTIONS_MAX], size_t *count, Error *error)
{
    *count = 0;
    for (const char *at = reply; *at; at++) {
        if (strchr(" ,\t", *at) != NULL)
            continue;
        Status status = read_pick(showing, *at, picks, *count, error);
        if (status != STATUS_OK)
            return status;
        picks[(*count)++] = (uint8_t)(*at - '1');
    }
    return STATUS_OK;
}

static void check_choice(const Showing *showing, const uint8_t *picks, size_t count,
                         Checked *checked)
{
    uint32_t picked = 0;
    int good = 0, wanted = 0;
    for (size_t i = 0; i < count; i++)
        picked |= UINT32_C(1) << showing->order[picks[i]];
    for (size_t i = 0; i < showing->count; i++) {
        bool right = (showing->quiz->right >> i & 1) != 0;
        wanted += right;
        good += right && (picked >> i & 1) != 0;
    }
    checked->verdict = picked == showing->quiz->right ? VERDICT_RIGHT : VERDICT_WRONG;
    if (checked->verdict == VERDICT_WRONG && wanted > 1 && count > 0)
        (void)snprintf(checked->remark, sizeof checked->remark,
                       "%d of the %d right ones picked, and %d wrong.", good, wanted,
                       (int)count - good);
}

static Status check_order(const Showing *showing, const uint8_t *picks, size_t count,
                          Checked *checked, Error *error)
{
    int placed = 0;
    if (count > 0 && count < showing->count)
        return error_set(error, STATUS_USAGE, "Give all %zu numbers, the first one first",
                         showing->count);
    for (size_t i = 0; i < count; i++)
        placed += showing->order[picks[i]] == i;
    checked->verdict = count > 0 && placed == (int)count ? VERDICT_RIGHT : VERDICT_WRONG;
    if (checked->verdict == VERDICT_WRONG && count > 0)
        (void)snprintf(checked->remark, sizeof checked->remark, "%d of %zu are in their place.",
                       placed, count);
    return STATUS_OK;
}

/* --- numbers --- */

static void remark_number(Value expected, Value given, Checked *checked)
{
    Buffer off = {0};
    if (expected.rows > 0 || given.rows > 0 || !isfinite(given.items[0])) {
        buffer_add_text(&off, expected.rows != given.rows || expected.columns != given.columns
                                  ? "It has another shape."
                                  : "");
    } else if (expected.items[0] != 0 &&
               fabs(given.items[0] + expected.items[0]) <= 1e-3 * fabs(expected.items[0])) {
        buffer_add_text(&off, "The sign is wrong.");
    } else {
        buffer_add_text(&off, "Off by ");
        numeral_add_number(&off, fabs(given.items[0] - expected.items[0]), NUMERAL_PLAIN);
        buffer_add_char(&off, '.');
    }
    (void)snprintf(checked->remark, sizeof checked->remark, "%s", buffer_text(&off));
    buffer_done(&off);
}

static Status check_number(const Showing *showing, const char *reply, Checked *checked,
                           Error *error)
{
    Value given = {0};
    Arena *arena = arena_new();
    Status status = answer_read_value(showing->quiz, showing->answer, reply, arena, &given, error);
    if (status == STATUS_OK) {
        checked->verdict = answer_check_value(showing->quiz, showing->answer, given);
        if (checked->verdict == VERDICT_WRONG)
            remark_number(showing->answer, given, checked);
    }
    arena_free(arena);
    return status;
}

/* --- all --- */

Status showing_check(const Showing *showing, const char *reply, Checked *checked, Error *error)
{
    uint8_t picks[QUIZ_OPTIONS_MAX];
    size_t count = 0;
    *checked = (Checked){.verdict = VERDICT_WRONG};
    if (showing->reply == REPLY_NONE)
        checked->verdict = VERDICT_NONE;
    if (showing->reply == REPLY_NONE || reply[strspn(reply, " \t\n")] == '\0')
        return STATUS_OK;
    if (showing->reply == REPLY_TEXT && showing->note->kind != CARD_TYPED)
        return check_number(showing, reply, checked, error);
    if (showing->reply == REPLY_TEXT) {
        checked->verdict = answer_check_text(showing->quiz, reply);
        if (checked->verdict == VERDICT_NEARLY)
            (void)snprintf(checked->remark, sizeof checked->remark, "One letter is wrong.");
        return STATUS_OK;
    }
    Status status = showing_read_picks(showing, reply, picks, &count, error);
    if (status != STATUS_OK)
        return status;
    if (showing->reply == REPLY_ORDER)
        return check_order(showing, picks, count, checked, error);
    check_choice(showing, picks, count, checked);
    return STATUS_OK;
}

static void add_tolerance(const Quiz *quiz, Buffer *out)
{
    if (quiz->tolerance <= 0)
        return;
    buffer_add_text(out, " (within ");
    numeral_add_number(out, quiz->relative ? 100 * quiz->tolerance : quiz->tolerance,
                       NUMERAL_PLAIN);
    buffer_add_text(out, quiz->relative ? " %)" : ")");
}

/* The places, counted from 1, of the right choices or of the items in their order. */
static void add_places(const Showing *showing, Buffer *out)
{
    bool ordered = showing->note->kind == CARD_ORDER;
    for (size_t i = 0; i < showing->count; i++) {
        size_t place = i;
        for (size_t j = 0; ordered && j < showing->count; j++)
            place = showing->order[j] == i ? j : place;
        if (ordered || (showing->quiz->right >> showing->order[i] & 1) != 0)
            buffer_add_format(out, out->length > 0 ? " %zu" : "%zu", place + 1);
    }
}

void showing_add_answer(const Showing *showing, bool ascii, Buffer *out)
{
    NumeralStyle style = NUMERAL_PLAIN;
    const Quiz *quiz = showing->quiz;
    if (showing->reply == REPLY_PICK || showing->reply == REPLY_ORDER) {
        add_places(showing, out);
    } else if (showing->reply == REPLY_TEXT && showing->note->kind == CARD_TYPED) {
        for (size_t i = 0; i < quiz->options.count; i++)
            buffer_add_format(out, "%s%s", i > 0 ? ", or " : "", quiz->options.items[i]);
    } else if (showing->reply == REPLY_TEXT) {
        style.minus = !ascii;
        numeral_add(out, showing->answer, style);
        if (quiz->unit[0] != '\0')
            buffer_add_format(out, " %s", quiz->unit);
        add_tolerance(quiz, out);
    }
}
