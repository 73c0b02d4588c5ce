#include "cli/card_text.h"

#include "base/memory.h"
#include "text/cloze.h"

#define INDENT 2

const char *card_rating_name(Rating rating)
{
    static const char *const names[] = {"", "again", "hard", "good", "easy"};
    return names[rating];
}

/* --- what there is to pick --- */

/* An entry of a Markdown list: all lines of the text belong to it. */
static void add_entry(Buffer *list, size_t number, const char *mark, const char *text)
{
    buffer_add_format(list, "%zu. %s", number, mark);
    for (; *text != '\0'; text++)
        buffer_add_text(list, *text == '\n' ? "\n   " : (const char[]){*text, '\0'});
    buffer_add_char(list, '\n');
}

static void show_options(Cli *cli, const Showing *showing)
{
    Buffer list = {0};
    for (size_t place = 0; place < showing->count; place++)
        add_entry(&list, place + 1, "", showing->quiz->options.items[showing->order[place]]);
    output_end(&cli->out);
    output_markdown(&cli->out, ROLE_QUESTION, buffer_text(&list), INDENT);
    buffer_done(&list);
}

/* The choices again, the right ones marked, with the reasons. */
static void show_choices(Cli *cli, const Showing *showing)
{
    const Quiz *quiz = showing->quiz;
    Buffer list = {0};
    for (size_t place = 0; place < showing->count; place++) {
        size_t option = showing->order[place];
        bool right = (quiz->right >> option & 1) != 0;
        const char *reason = option < quiz->reasons.count ? quiz->reasons.items[option] : "";
        Buffer text = {0};
        buffer_add_text(&text, quiz->options.items[option]);
        if (reason[0] != '\0')
            buffer_add_format(&text, "\\\n%s", reason);
        add_entry(&list, place + 1,
                  !right       ? ""
                  : cli->ascii ? "+ "
                               : "\u2713 ",
                  buffer_text(&text));
        buffer_done(&text);
    }
    output_markdown(&cli->out, ROLE_ANSWER, buffer_text(&list), INDENT);
    buffer_done(&list);
}

static void show_order(Cli *cli, const Showing *showing)
{
    Buffer list = {0};
    for (size_t i = 0; i < showing->count; i++)
        add_entry(&list, i + 1, "", showing->quiz->options.items[i]);
    output_markdown(&cli->out, ROLE_ANSWER, buffer_text(&list), INDENT);
    buffer_done(&list);
}

/* --- sides --- */

void card_add_side(const Cli *cli, CatalogIndex index, const Showing *showing, bool answer,
                   Buffer *side)
{
    const Card *card = &cli_catalog(cli)->cards[index];
    bool reverse = showing->note->kind == CARD_REVERSED && card->ordinal == 1;
    if (showing->note->kind == CARD_CLOZE)
        cloze_render(side, showing->note->front, card->ordinal, answer);
    else
        buffer_add_text(side, answer != reverse ? showing->back : showing->front);
}

static void show_side(Cli *cli, CatalogIndex index, const Showing *showing, bool answer)
{
    Buffer side = {0};
    card_add_side(cli, index, showing, answer, &side);
    output_markdown(&cli->out, answer ? ROLE_ANSWER : ROLE_QUESTION, buffer_text(&side), INDENT);
    buffer_done(&side);
}

static void show_solution(Cli *cli, const Showing *showing)
{
    Buffer answer = {0};
    if (showing->reply == REPLY_PICK) {
        show_choices(cli, showing);
    } else if (showing->reply == REPLY_ORDER) {
        show_order(cli, showing);
    } else {
        showing_add_answer(showing, cli->ascii, &answer);
        output_paragraph(&cli->out, ROLE_ANSWER, buffer_text(&answer), INDENT);
        buffer_done(&answer);
    }
    if (showing->back[0] != '\0') {
        output_end(&cli->out);
        output_markdown(&cli->out, ROLE_ANSWER, showing->back, INDENT);
    }
}

void card_show_question(Cli *cli, CatalogIndex index, const Showing *showing)
{
    cli_use_macros(cli, (ItemRef){ITEM_CARD, index});
    show_side(cli, index, showing, false);
    if (showing->count > 0)
        show_options(cli, showing);
}

void card_show_answer(Cli *cli, CatalogIndex index, const Showing *showing)
{
    cli_use_macros(cli, (ItemRef){ITEM_CARD, index});
    if (showing->quiz != NULL)
        show_solution(cli, showing);
    else
        show_side(cli, index, showing, true);
    if (showing->extra[0] != '\0') {
        output_end(&cli->out);
        output_markdown(&cli->out, ROLE_DIM, showing->extra, INDENT);
    }
    if (showing->note->source[0] != '\0') {
        output_end(&cli->out);
        output_paragraph(&cli->out, ROLE_DIM, showing->note->source, INDENT);
    }
}

/* --- fields --- */

static void field_list(Cli *cli, const char *label, TextList list, uint32_t only)
{
    Buffer text = {0};
    for (size_t i = 0; i < list.count; i++)
        if ((only >> i & 1) != 0)
            buffer_add_format(&text, "%s%s", text.length > 0 ? "; " : "", list.items[i]);
    output_field(&cli->out, label, buffer_text(&text));
    buffer_done(&text);
}

static void show_variables(Cli *cli, const Quiz *quiz)
{
    Buffer text = {0};
    for (size_t i = 0; i < quiz->variables.count && i < quiz->draws.count; i++)
        buffer_add_format(&text, "%s%s: %s", i > 0 ? ", " : "", quiz->variables.items[i],
                          quiz->draws.items[i]);
    output_field(&cli->out, "vars", buffer_text(&text));
    buffer_done(&text);
}

static void show_quiz(Cli *cli, const Note *note, const Quiz *quiz)
{
    if (note->kind == CARD_CHOICE) {
        field_list(cli, "right", quiz->options, quiz->right);
        field_list(cli, "wrong", quiz->options, ~quiz->right);
    } else if (note->kind == CARD_ORDER) {
        field_list(cli, "items", quiz->options, UINT32_MAX);
    } else if (note->kind == CARD_TYPED) {
        field_list(cli, "answer", quiz->options, UINT32_MAX);
    } else {
        show_variables(cli, quiz);
        field_list(cli, "where", quiz->conditions, UINT32_MAX);
        output_field(&cli->out, "answer", quiz->answer);
        output_field(&cli->out, "unit", quiz->unit);
    }
}

void card_show_fields(Cli *cli, const Note *note)
{
    const Quiz *quiz = catalog_quiz(cli_catalog(cli), note);
    output_field(&cli->out, note->kind == CARD_CLOZE ? "text" : "front", note->front);
    if (quiz != NULL)
        show_quiz(cli, note, quiz);
    output_field(&cli->out, note->kind == CARD_DRILL ? "solution" : "back", note->back);
}

void card_show_hint(Cli *cli, const Showing *showing)
{
    if (showing->hint[0] == '\0')
        output_add(&cli->out, ROLE_DIM, "this card has no hint\n");
    else
        output_markdown(&cli->out, ROLE_DIM, showing->hint, INDENT);
}

void card_show_verdict(Cli *cli, const Checked *checked, bool given)
{
    static const StyleRole roles[VERDICT_COUNT] = {ROLE_TEXT, ROLE_AGAIN, ROLE_HARD, ROLE_GOOD};
    output_format(&cli->out, roles[checked->verdict], "%s%s",
                  given ? verdict_name(checked->verdict) : "not answered",
                  checked->remark[0] != '\0' ? ": " : "");
    output_safe(&cli->out, ROLE_TEXT, checked->remark);
    output_end(&cli->out);
}

void card_show_grades(Cli *cli, CatalogIndex card, Rating proposed)
{
    static const StyleRole roles[] = {ROLE_AGAIN, ROLE_HARD, ROLE_GOOD, ROLE_EASY};
    CardState outcomes[4];
    AnswerTime when = {.at_ms = workspace_now(cli->workspace),
                       .offset_min = workspace_offset(cli->workspace),
                       .study_day = workspace_today(cli->workspace)};
    workspace_preview(cli->workspace, card, outcomes);
    for (int i = 0; i < 4; i++) {
        char wait[16];
        scheduler_format_due(&outcomes[i], when, wait);
        output_format(&cli->out, roles[i], (int)proposed == i + 1 ? "%s[%d %s %s]" : "%s%d %s %s",
                      i > 0 ? "   " : "", i + 1, card_rating_name((Rating)(i + 1)), wait);
    }
    output_wrap(&cli->out, 0);
}
