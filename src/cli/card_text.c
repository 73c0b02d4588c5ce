#include "cli/card_text.h"

#include "base/memory.h"
#include "text/cloze.h"

#define INDENT 2

const char *card_rating_name(Rating rating)
{
    static const char *const names[] = {"", "again", "hard", "good", "easy"};
    return names[rating];
}

static const Note *note_of(const Catalog *catalog, const Card *card)
{
    return &catalog->notes[card->note];
}

static void add_cloze(Cli *cli, const Note *note, int number, bool answer)
{
    Buffer side = {0};
    cloze_render(&side, note->front, number, answer);
    output_markdown(&cli->out, answer ? ROLE_ANSWER : ROLE_QUESTION, buffer_text(&side), INDENT);
    buffer_done(&side);
}

void card_show_question(Cli *cli, CatalogIndex index)
{
    const Card *card = &cli_catalog(cli)->cards[index];
    const Note *note = note_of(cli_catalog(cli), card);
    bool reverse = note->kind == CARD_REVERSED && card->ordinal == 1;
    if (note->kind == CARD_CLOZE)
        add_cloze(cli, note, card->ordinal, false);
    else
        output_markdown(&cli->out, ROLE_QUESTION, reverse ? note->back : note->front, INDENT);
}

void card_show_answer(Cli *cli, CatalogIndex index)
{
    const Card *card = &cli_catalog(cli)->cards[index];
    const Note *note = note_of(cli_catalog(cli), card);
    bool reverse = note->kind == CARD_REVERSED && card->ordinal == 1;
    if (note->kind == CARD_CLOZE)
        add_cloze(cli, note, card->ordinal, true);
    else
        output_markdown(&cli->out, ROLE_ANSWER, reverse ? note->front : note->back, INDENT);
    if (note->extra[0] != '\0') {
        output_end(&cli->out);
        output_markdown(&cli->out, ROLE_DIM, note->extra, INDENT);
    }
    if (note->source[0] != '\0') {
        output_end(&cli->out);
        output_paragraph(&cli->out, ROLE_DIM, note->source, INDENT);
    }
}

void card_show_grades(Cli *cli, CatalogIndex card)
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
        output_format(&cli->out, roles[i], "%s%d %s %s", i > 0 ? "   " : "", i + 1,
                      card_rating_name((Rating)(i + 1)), wait);
    }
    output_end(&cli->out);
}
