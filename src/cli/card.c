/* card: single cards, their state and their history. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "cli/card_find.h"
#include "cli/card_text.h"
#include "cli/commands.h"
#include "study/queue.h"

#define STATE_CELLS 10
#define ID_CELLS    32

static const char *state_name(const Cli *cli, CatalogIndex card)
{
    return scheduler_state_name(&cli_state(cli)->cards[card], workspace_today(cli->workspace));
}

/* The study day a card is due, as a date; "" for new and suspended cards. */
static void format_due(const CardState *state, char out[CIVIL_DATE_SIZE])
{
    out[0] = '\0';
    if (state->phase != CARD_NEW && !state->suspended)
        civil_format_date(state->due_day, out);
}

static void json_card(Cli *cli, JsonWriter *json, CatalogIndex index)
{
    const Catalog *catalog = cli_catalog(cli);
    const Note *note = &catalog->notes[catalog->cards[index].note];
    const CardState *state = &cli_state(cli)->cards[index];
    char due[CIVIL_DATE_SIZE];
    format_due(state, due);
    json_object_open(json);
    json_put_text(json, "id", catalog->cards[index].id);
    json_put_text(json, "kind", card_kind_name(note->kind));
    json_put_text(json, "topic",
                  note->topic != CATALOG_NONE ? catalog->topics[note->topic].id : NULL);
    json_key(json, "tags");
    json_array_open(json);
    for (size_t i = 0; i < note->tags.count; i++)
        json_text(json, note->tags.items[i]);
    json_array_close(json);
    json_put_text(json, "state", state_name(cli, index));
    json_put_text(json, "due", due[0] != '\0' ? due : NULL);
    json_put_number(json, "s", state->memory.stability);
    json_put_number(json, "d", state->memory.difficulty);
    json_put_integer(json, "reps", state->reps);
    json_put_integer(json, "lapses", state->lapses);
    json_put_bool(json, "leech", scheduler_is_leech(&cli_state(cli)->scheduler, state));
    json_object_close(json);
}

static void show_row(Cli *cli, CatalogIndex index)
{
    Output *out = &cli->out;
    const char *id = cli_catalog(cli)->cards[index].id;
    char due[CIVIL_DATE_SIZE];
    Buffer front = {0};
    Showing showing;
    showing_begin(&showing, cli_catalog(cli), index, showing_seed(cli_state(cli), index, 0));
    card_add_side(cli, index, &showing, false, &front);
    int id_cells = utf8_width(id) > ID_CELLS ? utf8_width(id) : ID_CELLS;
    format_due(&cli_state(cli)->cards[index], due);
    output_cell(out, ROLE_DIM, state_name(cli, index), STATE_CELLS);
    output_format(out, ROLE_TEXT, " %-10s  ", due);
    output_cell(out, ROLE_ACCENT, id, id_cells);
    output_add(out, ROLE_TEXT, " ");
    output_cell(out, ROLE_TEXT, buffer_text(&front), out->width - STATE_CELLS - 14 - id_cells);
    output_end(out);
    showing_done(&showing);
    buffer_done(&front);
}

/* The cards to list, in order, in the command's arena: those of the catalog, or of today's queue. */
static CatalogIndex *order_cards(Cli *cli, bool of_today, size_t *count)
{
    const StudyState *state = cli_state(cli);
    *count = cli_catalog(cli)->card_count;
    CatalogIndex *cards = arena_alloc(cli->arena, *count + 1, sizeof *cards);
    for (size_t i = 0; i < *count; i++)
        cards[i] = (CatalogIndex)i;
    if (!of_today)
        return cards;
    Queue *queue = queue_new();
    QueueFilter all = queue_filter_all();
    (void)queue_take(queue, state, &all, workspace_now(cli->workspace),
                     workspace_today(cli->workspace), NULL);
    *count = queue_list(queue, cards, *count);
    queue_free(queue);
    return cards;
}

Status command_card_list(Cli *cli, const Arguments *arguments, Error *error)
{
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    bool *chosen;
    size_t found;
    char *text = args_join(arguments, 0);
    status = workspace_select(cli->workspace, text, cli->arena, &chosen, &found, error);
    mem_free(text);
    if (status != STATUS_OK)
        return status;
    JsonWriter json;
    size_t count;
    CatalogIndex *cards = order_cards(cli, args_flag(arguments, "today") != NULL, &count);
    if (cli->json) {
        cli_json_open(cli, &json);
        json_key(&json, "cards");
        json_array_open(&json);
    }
    found = 0;
    for (size_t i = 0; i < count; i++) {
        if (!chosen[cards[i]])
            continue;
        found++;
        if (cli->json)
            json_card(cli, &json, cards[i]);
        else
            show_row(cli, cards[i]);
    }
    if (cli->json) {
        json_array_close(&json);
        cli_json_close(cli, &json);
    } else {
        cli_say("%zu %s", found, words_plural((int64_t)found, "card", "cards"));
    }
    return STATUS_OK;
}

/* Opens the workspace and finds the one card that an id means; of a note, its first. */
static Status find_card(Cli *cli, const char *id, CatalogIndex *index, Error *error)
{
    CardRange cards = {CATALOG_NONE, 0};
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = card_find(cli, id, &cards, error);
    *index = cards.first;
    return status;
}

/* Whether the card comes today, and else why not. */
static void show_reason(Cli *cli, CatalogIndex index)
{
    char text[QUEUE_REASON_SIZE];
    DayNumber today = workspace_today(cli->workspace);
    QueueReason reason = queue_reason(cli_state(cli), index, workspace_now(cli->workspace), today);
    queue_reason_text(cli_state(cli), index, reason, today, text);
    output_field(&cli->out, "today", reason == QUEUE_COMES ? "it comes" : text);
}

static void show_memory(Cli *cli, CatalogIndex index)
{
    const CardState *state = &cli_state(cli)->cards[index];
    char text[160];
    char due[CIVIL_DATE_SIZE];
    format_due(state, due);
    bool leech = scheduler_is_leech(&cli_state(cli)->scheduler, state);
    (void)snprintf(text, sizeof text, "%s%s", state_name(cli, index), leech ? ", a leech" : "");
    output_field(&cli->out, "state", text);
    output_field(&cli->out, "due", due);
    show_reason(cli, index);
    if (state->phase == CARD_NEW)
        return;
    (void)snprintf(text, sizeof text,
                   "recall %.0f %%, stability %.1f days, difficulty %.1f of 10; %d %s, %d %s",
                   100 * scheduler_retrievability(&cli_state(cli)->scheduler, state,
                                                  workspace_today(cli->workspace)),
                   state->memory.stability, state->memory.difficulty, state->reps,
                   words_plural(state->reps, "answer", "answers"), state->lapses,
                   words_plural(state->lapses, "lapse", "lapses"));
    output_field(&cli->out, "memory", text);
}

/* Where the version is that takes the card's place. */
static void show_version(Cli *cli, const Note *note)
{
    if (note->file_deck == note->deck)
        return;
    char *place = mem_format("of the deck %s, line %d", cli_catalog(cli)->decks[note->file_deck].id,
                             (int)note->line);
    output_field(&cli->out, "version", place);
    mem_free(place);
}

Status command_card_show(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    Status status = find_card(cli, arguments->positional.items[0], &index, error);
    if (status != STATUS_OK)
        return status;
    const Catalog *catalog = cli_catalog(cli);
    const Note *note = &catalog->notes[catalog->cards[index].note];
    Output *out = &cli->out;
    Buffer tags = {0};
    for (size_t i = 0; i < note->tags.count; i++)
        buffer_add_format(&tags, "%s%s", i > 0 ? ", " : "", note->tags.items[i]);
    output_safe(out, ROLE_TITLE, catalog->cards[index].id);
    output_end(out);
    output_field(out, "kind", card_kind_name(note->kind));
    output_field(out, "deck", note->deck != CATALOG_NONE ? catalog->decks[note->deck].id : "");
    output_field(out, "topic",
                 note->subtopic != CATALOG_NONE ? catalog->subtopics[note->subtopic].id
                                                : catalog->topics[note->topic].id);
    output_field(out, "tags", buffer_text(&tags));
    card_show_fields(cli, note);
    output_field(out, "hint", note->hint);
    output_field(out, "extra", note->extra);
    output_field(out, "source", note->source);
    show_version(cli, note);
    show_memory(cli, index);
    buffer_done(&tags);
    return STATUS_OK;
}

/* --- what is done to cards --- */

static Status act_on(Cli *cli, const char *id, CardAction action, Error *error)
{
    static const char *const done[] = {"set aside", "taken up again", "hidden until tomorrow",
                                       "new again"};
    CardRange cards;
    Status status = card_find(cli, id, &cards, error);
    for (int32_t i = 0; i < cards.count && status == STATUS_OK; i++) {
        status = workspace_card_action(cli->workspace, cards.first + i, action, error);
        if (status == STATUS_OK)
            cli_say("%s is %s", cli_catalog(cli)->cards[cards.first + i].id, done[action]);
    }
    return status;
}

static Status act(Cli *cli, const Arguments *arguments, CardAction action, Error *error)
{
    Status status = cli_open(cli, error);
    for (size_t i = 0; i < arguments->positional.count && status == STATUS_OK; i++)
        status = act_on(cli, arguments->positional.items[i], action, error);
    return status;
}

Status command_card_suspend(Cli *cli, const Arguments *arguments, Error *error)
{
    return act(cli, arguments, CARD_SUSPEND, error);
}

Status command_card_resume(Cli *cli, const Arguments *arguments, Error *error)
{
    return act(cli, arguments, CARD_RESUME, error);
}

Status command_card_bury(Cli *cli, const Arguments *arguments, Error *error)
{
    return act(cli, arguments, CARD_BURY, error);
}

Status command_card_reset(Cli *cli, const Arguments *arguments, Error *error)
{
    return act(cli, arguments, CARD_RESET, error);
}

/* --- history --- */

static void json_history(Cli *cli, CatalogIndex index, const CardHistory *history)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_text(&json, "id", cli_catalog(cli)->cards[index].id);
    json_key(&json, "reviews");
    json_array_open(&json);
    for (size_t i = 0; i < history->count; i++) {
        char at[CIVIL_INSTANT_SIZE];
        char day[CIVIL_DATE_SIZE];
        civil_format_instant(history->items[i].at_ms, workspace_offset(cli->workspace), at);
        civil_format_date(history->items[i].study_day, day);
        json_object_open(&json);
        json_put_text(&json, "at", at);
        json_put_text(&json, "study_day", day);
        json_put_integer(&json, "rating", (int64_t)history->items[i].rating);
        json_put_integer(&json, "ms", history->items[i].duration_ms);
        json_put_text(&json, "verdict",
                      history->items[i].verdict == VERDICT_NONE
                          ? NULL
                          : verdict_name(history->items[i].verdict));
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

Status command_card_history(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    CardHistory history = {0};
    Status status = find_card(cli, arguments->positional.items[0], &index, error);
    if (status == STATUS_OK)
        status = workspace_card_history(cli->workspace, index, cli->arena, &history, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json) {
        json_history(cli, index, &history);
        return STATUS_OK;
    }
    for (size_t i = 0; i < history.count; i++) {
        char at[CIVIL_INSTANT_SIZE];
        civil_format_instant(history.items[i].at_ms, workspace_offset(cli->workspace), at);
        at[10] = ' ';
        output_format(&cli->out, ROLE_TEXT, "%.16s  %-5s  %4d s", at,
                      card_rating_name(history.items[i].rating),
                      (int)(history.items[i].duration_ms / MS_PER_SECOND));
        if (history.items[i].verdict != VERDICT_NONE)
            output_format(&cli->out, ROLE_DIM, "  %s", verdict_name(history.items[i].verdict));
        output_end(&cli->out);
    }
    if (history.count == 0)
        cli_say("%s was never answered", cli_catalog(cli)->cards[index].id);
    return STATUS_OK;
}
