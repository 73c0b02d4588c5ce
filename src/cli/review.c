/* review, line by line. Each grade is on disk before the next card shows; end of input at any point
 * leaves, and what was graded stays. A card that asks for an answer takes it first; u, q and ? are
 * commands there too, but where they are the right answer. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/card_source.h"
#include "cli/card_text.h"
#include "cli/commands.h"
#include "study/answer.h"

typedef struct Answer {
    int64_t spent_ms;
    bool lapse;
} Answer;

typedef struct Session {
    Cli *cli;
    CardSource source;
    int32_t limit;    /* cards, 0 none */
    int64_t until_ms; /* 0: no time limit */
    ARRAY(Answer) answers;
    Buffer line;
} Session;

/* The card that is being asked. */
typedef struct Asked {
    CatalogIndex card;
    Showing showing;
    int64_t shown_ms;
    bool answered, hinted;
    Checked checked; /* once it is answered */
    Rating proposed;
    char *reply; /* of a card that asks for an answer */
} Asked;

/* What a typed line means to the session. */
typedef enum Line {
    LINE_EMPTY,
    LINE_GRADE,
    LINE_UNDO,
    LINE_LEAVE,
    LINE_HINT,
    LINE_OTHER,
    LINE_END, /* there is none left */
} Line;

static Line read_line(Session *session, Error *error, Status *status)
{
    *status = output_flush(&session->cli->out, error);
    if (*status != STATUS_OK || !cli_read_line(&session->line))
        return LINE_END;
    const char *text = buffer_text(&session->line);
    if (text[0] == '\0')
        return LINE_EMPTY;
    if (text[1] != '\0')
        return LINE_OTHER;
    if (text[0] >= '1' && text[0] <= '4')
        return LINE_GRADE;
    if (text[0] == 'u')
        return LINE_UNDO;
    if (text[0] == '?')
        return LINE_HINT;
    return text[0] == 'q' ? LINE_LEAVE : LINE_OTHER;
}

static bool is_over(const Session *session)
{
    if (session->limit > 0 && session->answers.count >= (size_t)session->limit)
        return true;
    return session->until_ms > 0 && workspace_now(session->cli->workspace) >= session->until_ms;
}

/* The card to show now, with what is still waiting in `counts`. */
static CatalogIndex next_card(Session *session, QueueCounts *counts)
{
    if (session->source.undone == CATALOG_NONE && is_over(session))
        return CATALOG_NONE;
    return card_source_next(&session->source, counts);
}

/* Takes back what was done last, in this session or before it; a card whose grade that was comes next,
 * which `*again` tells. */
static Status undo(Session *session, bool *again, Error *error)
{
    Output *out = &session->cli->out;
    Undone undone;
    *again = false;
    Status status = workspace_undo(session->cli->workspace, &undone, error);
    if (status != STATUS_OK)
        return status;
    *again = undone.grade && undone.card != CATALOG_NONE;
    if (undone.grade && session->answers.count > 0)
        session->answers.count--;
    if (*again)
        card_source_undone(&session->source, undone.card);
    if (!undone.found || undone.card == CATALOG_NONE)
        output_add(out, ROLE_DIM,
                   undone.found ? "taken back; its card is no longer in the content\n"
                                : "there is nothing to undo\n");
    else if (*again)
        output_add(out, ROLE_DIM, "taken back\n\n");
    else
        output_format(out, ROLE_DIM, "taken back: %s is as it was before\n",
                      cli_catalog(session->cli)->cards[undone.card].id);
    return STATUS_OK;
}

/* What became of the card. */
static void tell_grade(Session *session, Rating rating, const CardState *after)
{
    Output *out = &session->cli->out;
    char wait[16];
    AnswerTime when = {.at_ms = after->last_review_ms, /* the wait as the preview said it */
                       .offset_min = workspace_offset(session->cli->workspace),
                       .study_day = workspace_today(session->cli->workspace)};
    scheduler_format_due(after, when, wait);
    if (session->source.cram)
        output_format(out, ROLE_DIM, "%s: noted; its schedule stays\n\n", card_rating_name(rating));
    else if (after->suspended)
        output_format(out, ROLE_WARNING, "%s: set aside as a leech, forgotten %d %s\n\n",
                      card_rating_name(rating), after->lapses,
                      words_plural(after->lapses, "time", "times"));
    else
        output_format(out, ROLE_DIM, "%s: again in %s\n\n", card_rating_name(rating), wait);
}

static Status grade(Session *session, const Asked *asked, Rating rating, Error *error)
{
    Cli *cli = session->cli;
    bool lapse = rating == RATING_AGAIN && cli_state(cli)->cards[asked->card].phase == CARD_REVIEW;
    const CardAnswer answer = {.rating = rating,
                               .duration_ms = workspace_now(cli->workspace) - asked->shown_ms,
                               .cram = session->source.cram,
                               .verdict = asked->checked.verdict,
                               .proposed = asked->proposed,
                               .seed = asked->showing.seed,
                               .reply = asked->reply};
    CardState after;
    Status status = workspace_answer_card(cli->workspace, asked->card, &answer, &after, error);
    if (status != STATUS_OK)
        return status;
    card_source_answered(&session->source, asked->card, rating);
    *array_push(&session->answers) = (Answer){answer.duration_ms, lapse};
    tell_grade(session, rating, &after);
    return STATUS_OK;
}

static const char *usage_of(const Showing *showing)
{
    switch (showing->reply) {
    case REPLY_PICK:
        return showing_has_several(showing)
                   ? "the numbers of all that are right, u undoes, q leaves"
                   : "the number of the right one, u undoes, q leaves";
    case REPLY_ORDER:
        return "the numbers in their order, u undoes, q leaves";
    case REPLY_TEXT:
        return "type the answer; u undoes, q leaves";
    case REPLY_NONE:
        break;
    }
    return "Enter shows the answer, u undoes, q leaves";
}

static void show_card(Session *session, const Asked *asked, const QueueCounts *counts)
{
    Cli *cli = session->cli;
    output_format(&cli->out, ROLE_DIM, "[%d due, %d new]  ", counts->learning + counts->due,
                  counts->fresh);
    output_safe(&cli->out, ROLE_DIM, cli_catalog(cli)->cards[asked->card].id);
    output_end(&cli->out);
    card_show_question(cli, asked->card, &asked->showing);
    output_format(&cli->out, ROLE_DIM, "%s%s\n", usage_of(&asked->showing),
                  asked->showing.hint[0] != '\0' ? ", ? hints" : "");
}

/* Checks what was typed, and proposes a grade; what cannot be read is asked for again. */
static void take_answer(Session *session, Asked *asked)
{
    Cli *cli = session->cli;
    const Showing *showing = &asked->showing;
    const char *reply = showing->reply == REPLY_NONE ? "" : buffer_text(&session->line);
    Error error;
    if (showing_check(showing, reply, &asked->checked, &error) != STATUS_OK) {
        output_safe(&cli->out, ROLE_WARNING, error.message);
        output_end(&cli->out);
        return;
    }
    asked->answered = true;
    asked->reply = mem_dup(reply);
    if (asked->checked.verdict != VERDICT_NONE) {
        AnswerEffort effort = {
            .spent_ms = workspace_now(cli->workspace) - asked->shown_ms,
            .expected_ms = answer_expected_ms(showing->note, showing->quiz),
            .learned = cli_state(cli)->cards[asked->card].phase == CARD_REVIEW,
            .hinted = asked->hinted,
        };
        asked->proposed = answer_propose(asked->checked.verdict, effort);
        card_show_verdict(cli, &asked->checked, reply[0] != '\0');
    }
    card_show_answer(cli, asked->card, &asked->showing);
    if (session->source.cram)
        output_add(&cli->out, ROLE_DIM, "1 again   2 hard   3 good   4 easy\n");
    else
        card_show_grades(cli, asked->card, asked->proposed);
}

/* Before the answer of a card that asks for one, a line is the answer, also where it would be a
 * command but is right. */
static Line meant(const Session *session, const Asked *asked, Line line)
{
    Checked checked;
    bool command = line == LINE_UNDO || line == LINE_LEAVE || line == LINE_HINT;
    if (asked->answered || asked->showing.reply == REPLY_NONE || line == LINE_END)
        return line;
    if (!command)
        return LINE_EMPTY;
    bool right =
        showing_check(&asked->showing, buffer_text(&session->line), &checked, NULL) == STATUS_OK &&
        checked.verdict == VERDICT_RIGHT;
    return right ? LINE_EMPTY : line;
}

/* What is no answer and no grade. */
static void explain(Session *session, Asked *asked, Line line)
{
    if (line == LINE_HINT && !asked->answered) {
        asked->hinted = true;
        card_show_hint(session->cli, &asked->showing);
        return;
    }
    output_add(&session->cli->out, ROLE_DIM,
               !asked->answered       ? "Enter shows the answer first; u undoes, q leaves\n"
               : asked->proposed != 0 ? "1 to 4 grades, Enter takes the proposed one; u undoes, q "
                                        "leaves\n"
                                      : "1 to 4 grades, u undoes, q leaves\n");
}

/* One card until it is graded, undone from, or left. `*leave` ends the session. */
static Status ask(Session *session, Asked *asked, bool *leave, Error *error)
{
    for (;;) {
        Status status;
        bool undid = false;
        Line line = meant(session, asked, read_line(session, error, &status));
        if (line == LINE_LEAVE || line == LINE_END) {
            *leave = true;
            return status;
        }
        if (line == LINE_UNDO) {
            status = undo(session, &undid, error);
            if (status != STATUS_OK || undid)
                return status;
        } else if (line == LINE_GRADE && asked->answered) {
            return grade(session, asked, (Rating)(buffer_text(&session->line)[0] - '0'), error);
        } else if (line == LINE_EMPTY && asked->answered && asked->proposed != 0) {
            return grade(session, asked, asked->proposed, error);
        } else if (line == LINE_EMPTY && !asked->answered) {
            take_answer(session, asked);
        } else {
            explain(session, asked, line);
        }
    }
}

static Status ask_card(Session *session, CatalogIndex card, const QueueCounts *counts, bool *leave,
                       Error *error)
{
    Cli *cli = session->cli;
    Asked asked = {.card = card, .shown_ms = workspace_now(cli->workspace)};
    uint64_t cram = session->source.cram ? (uint64_t)asked.shown_ms + session->answers.count : 0;
    showing_begin(&asked.showing, cli_catalog(cli), card, showing_seed(cli_state(cli), card, cram));
    show_card(session, &asked, counts);
    Status status = ask(session, &asked, leave, error);
    showing_done(&asked.showing);
    mem_free(asked.reply);
    return status;
}

static void show_summary(Session *session)
{
    Cli *cli = session->cli;
    int32_t load[2] = {0};
    char clock[24];
    DayNumber today = workspace_today(cli->workspace);
    queue_forecast(cli_state(cli), today, 2, load);
    int64_t spent_ms = 0;
    int lapses = 0;
    for (size_t i = 0; i < session->answers.count; i++) {
        spent_ms += session->answers.items[i].spent_ms;
        lapses += session->answers.items[i].lapse;
    }
    cli_format_clock(spent_ms, clock);
    output_format(&cli->out, ROLE_TITLE, "%zu %s in %s", session->answers.count,
                  words_plural((int64_t)session->answers.count, "card", "cards"), clock);
    output_format(&cli->out, ROLE_TEXT, ", %d forgotten; %d due tomorrow\n", lapses, load[1]);
}

static void show_nothing(Session *session, const QueueCounts *counts)
{
    Cli *cli = session->cli;
    int64_t next_ms = queue_next_due_ms(cli_state(cli), &session->source.filters[0],
                                        workspace_today(cli->workspace));
    char wait[16];
    scheduler_format_wait(next_ms - workspace_now(cli->workspace), wait);
    if (next_ms > 0)
        cli_say("no card is due; the next one is in %s", wait);
    else if (counts->backlog > 0)
        cli_say("no card is left for today; %d more %s due, which --ahead 1 asks too",
                (int)counts->backlog, words_plural(counts->backlog, "is", "are"));
    else
        cli_say("no card is due");
}

/* When nothing is left the last grade can still be taken back: its card comes again. */
static Status end_session(Session *session, CatalogIndex *card, QueueCounts *counts, Error *error)
{
    Status status;
    bool undid = false;
    output_add(&session->cli->out, ROLE_DIM, "No card is left. u takes the last grade back\n");
    if (read_line(session, error, &status) != LINE_UNDO)
        return status;
    status = undo(session, &undid, error);
    if (status == STATUS_OK && undid)
        *card = next_card(session, counts);
    return status;
}

static Status run_session(Session *session, Error *error)
{
    bool leave = false;
    Status status = STATUS_OK;
    QueueCounts counts = {0};
    CatalogIndex card = next_card(session, &counts);
    if (card == CATALOG_NONE) {
        show_nothing(session, &counts);
        return STATUS_OK;
    }
    while (card != CATALOG_NONE && status == STATUS_OK) {
        status = ask_card(session, card, &counts, &leave, error);
        if (leave || status != STATUS_OK)
            break;
        card = next_card(session, &counts);
        if (card == CATALOG_NONE)
            status = end_session(session, &card, &counts, error);
    }
    if (status == STATUS_OK)
        show_summary(session);
    return status;
}

Status command_review(Cli *cli, const Arguments *arguments, Error *error)
{
    Session session = {.cli = cli};
    int32_t minutes = 0;
    Status status = args_flag_integer(arguments, "limit", 1, 100000, 0, &session.limit, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "minutes", 1, 1440, 0, &minutes, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = card_source_open(cli, arguments, &session.source, error);
    if (status == STATUS_OK) {
        session.until_ms =
            minutes > 0 ? workspace_now(cli->workspace) + minutes * MS_PER_MINUTE : 0;
        status = run_session(&session, error);
    }
    card_source_done(&session.source);
    buffer_done(&session.line);
    array_done(&session.answers);
    return status;
}
