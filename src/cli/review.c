/* review, line by line. Each grade is on disk before the next card shows; end of input at any point
 * leaves, and what was graded stays. */
#include <stdio.h>
#include <string.h>

#include "cli/card_text.h"
#include "cli/commands.h"
#include "study/queue.h"

typedef struct Answer {
    int64_t spent_ms;
    bool lapse;
} Answer;

typedef struct Session {
    Cli *cli;
    QueueFilter *filters; /* one for each deck, worked off in turn */
    size_t filter_count, filter;
    int32_t limit;    /* cards, 0 none */
    int64_t until_ms; /* 0: no time limit */
    ARRAY(Answer) answers;
    CatalogIndex undone; /* a card whose grade was taken back: comes next */
    Buffer line;
} Session;

/* What a typed line means to the session. */
typedef enum Reply { REPLY_ANSWER, REPLY_GRADE, REPLY_UNDO, REPLY_LEAVE, REPLY_OTHER } Reply;

static Reply read_reply(Session *session, Error *error, Status *status)
{
    *status = output_flush(&session->cli->out, error);
    if (*status != STATUS_OK || !cli_read_line(&session->line))
        return REPLY_LEAVE;
    const char *text = buffer_text(&session->line);
    if (text[0] == '\0')
        return REPLY_ANSWER;
    if (text[1] != '\0')
        return REPLY_OTHER;
    if (text[0] >= '1' && text[0] <= '4')
        return REPLY_GRADE;
    if (text[0] == 'u')
        return REPLY_UNDO;
    return text[0] == 'q' ? REPLY_LEAVE : REPLY_OTHER;
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
    Cli *cli = session->cli;
    if (session->undone == CATALOG_NONE && is_over(session))
        return CATALOG_NONE;
    for (; session->filter < session->filter_count; session->filter++) {
        CatalogIndex card =
            queue_next(cli_state(cli), &session->filters[session->filter],
                       workspace_now(cli->workspace), workspace_today(cli->workspace), counts);
        if (session->undone != CATALOG_NONE)
            card = session->undone;
        session->undone = CATALOG_NONE;
        if (card != CATALOG_NONE)
            return card;
    }
    return CATALOG_NONE;
}

static Status undo(Session *session, bool *undid, Error *error)
{
    CatalogIndex card;
    *undid = false;
    if (session->answers.count == 0) {
        output_add(&session->cli->out, ROLE_DIM, "nothing to undo in this session\n");
        return STATUS_OK;
    }
    Status status = workspace_undo(session->cli->workspace, &card, error);
    if (status != STATUS_OK)
        return status;
    *undid = true;
    session->answers.count--;
    session->undone = card;
    output_add(&session->cli->out, ROLE_DIM, "taken back\n\n");
    return STATUS_OK;
}

static Status grade(Session *session, CatalogIndex card, int64_t shown_ms, Error *error)
{
    Cli *cli = session->cli;
    Rating rating = (Rating)(buffer_text(&session->line)[0] - '0');
    bool lapse = rating == RATING_AGAIN && cli_state(cli)->cards[card].phase == CARD_REVIEW;
    int64_t spent_ms = workspace_now(cli->workspace) - shown_ms;
    CardState after;
    Status status = workspace_grade(cli->workspace, card, rating, spent_ms, &after, error);
    if (status != STATUS_OK)
        return status;
    AnswerTime when = {.at_ms = after.last_review_ms, /* the wait as the preview said it */
                       .offset_min = workspace_offset(cli->workspace),
                       .study_day = workspace_today(cli->workspace)};
    char wait[16];
    scheduler_format_due(&after, when, wait);
    *array_push(&session->answers) = (Answer){spent_ms, lapse};
    output_format(&cli->out, ROLE_DIM, "%s: again in %s\n\n", card_rating_name(rating), wait);
    return STATUS_OK;
}

static void show_card(Session *session, CatalogIndex card, const QueueCounts *counts)
{
    Cli *cli = session->cli;
    output_format(&cli->out, ROLE_DIM, "[%d due, %d new]  ", counts->learning + counts->due,
                  counts->fresh);
    output_safe(&cli->out, ROLE_DIM, cli_catalog(cli)->cards[card].id);
    output_end(&cli->out);
    card_show_question(cli, card);
    output_add(&cli->out, ROLE_DIM, "Enter shows the answer, u undoes, q leaves\n");
}

/* One card until it is graded, undone from, or left. `*leave` ends the session. */
static Status ask_card(Session *session, CatalogIndex card, bool *leave, Error *error)
{
    Cli *cli = session->cli;
    int64_t shown_ms = workspace_now(cli->workspace);
    bool answered = false;
    for (;;) {
        Status status;
        bool undid = false;
        Reply reply = read_reply(session, error, &status);
        if (reply == REPLY_LEAVE) {
            *leave = true;
            return status;
        }
        if (reply == REPLY_UNDO) {
            status = undo(session, &undid, error);
            if (status != STATUS_OK || undid)
                return status;
        } else if (reply == REPLY_GRADE && answered) {
            return grade(session, card, shown_ms, error);
        } else if (reply == REPLY_ANSWER && !answered) {
            answered = true;
            card_show_answer(cli, card);
            card_show_grades(cli, card);
        } else {
            output_add(&cli->out, ROLE_DIM,
                       answered ? "1 to 4 grades, u undoes, q leaves\n"
                                : "Enter shows the answer first; u undoes, q leaves\n");
        }
    }
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
                  session->answers.count == 1 ? "card" : "cards", clock);
    output_format(&cli->out, ROLE_TEXT, ", %d forgotten; %d due tomorrow\n", lapses, load[1]);
}

static void show_nothing(Session *session)
{
    Cli *cli = session->cli;
    int64_t next_ms =
        queue_next_due_ms(cli_state(cli), &session->filters[0], workspace_today(cli->workspace));
    char wait[16];
    scheduler_format_wait(next_ms - workspace_now(cli->workspace), wait);
    if (next_ms > 0)
        cli_say("no card is due; the next one is in %s", wait);
    else
        cli_say("no card is due");
}

/* When nothing is left the last grade can still be taken back: its card comes again. */
static Status end_session(Session *session, CatalogIndex *card, QueueCounts *counts, Error *error)
{
    Status status;
    bool undid = false;
    output_add(&session->cli->out, ROLE_DIM, "No card is left. u takes the last grade back\n");
    if (read_reply(session, error, &status) != REPLY_UNDO)
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
        show_nothing(session);
        return STATUS_OK;
    }
    while (card != CATALOG_NONE && status == STATUS_OK) {
        show_card(session, card, &counts);
        status = ask_card(session, card, &leave, error);
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

/* The filter of --topic, and one for each deck that is named. */
static Status make_filters(Session *session, const Arguments *arguments, Error *error)
{
    const Cli *cli = session->cli;
    size_t decks = arguments->positional.count;
    QueueFilter base = queue_filter_all();
    const char *topic = args_flag(arguments, "topic");
    ItemRef item;
    Status status = STATUS_OK;
    if (topic != NULL) {
        status = cli_find(cli, topic, 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC, &item, error);
        if (status == STATUS_OK && item.kind == ITEM_TOPIC)
            base.topic = item.index;
        else if (status == STATUS_OK)
            base.subtopic = item.index;
    }
    session->filter_count = decks > 0 ? decks : 1;
    session->filters = arena_alloc(cli->arena, session->filter_count, sizeof *session->filters);
    session->filters[0] = base;
    for (size_t i = 0; i < decks && status == STATUS_OK; i++) {
        status = cli_find(cli, arguments->positional.items[i], 1U << ITEM_DECK, &item, error);
        session->filters[i] = base;
        session->filters[i].deck = status == STATUS_OK ? item.index : CATALOG_NONE;
    }
    return status;
}

Status command_review(Cli *cli, const Arguments *arguments, Error *error)
{
    Session session = {.cli = cli, .undone = CATALOG_NONE};
    int32_t minutes = 0;
    Status status = args_flag_integer(arguments, "limit", 1, 100000, 0, &session.limit, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "minutes", 1, 1440, 0, &minutes, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = make_filters(&session, arguments, error);
    if (status == STATUS_OK) {
        session.until_ms =
            minutes > 0 ? workspace_now(cli->workspace) + minutes * MS_PER_MINUTE : 0;
        status = run_session(&session, error);
    }
    buffer_done(&session.line);
    array_done(&session.answers);
    return status;
}
