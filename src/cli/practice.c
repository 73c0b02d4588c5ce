/* practice: the timer. Its history stands in practice_history.c. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/practice_common.h"

#define PRACTICE_KINDS (1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC | 1U << ITEM_PROJECT)

Status practice_find_subject(const Cli *cli, const char *id, const char **subject, Error *error)
{
    ItemRef item;
    *subject = "";
    if (id == NULL || id[0] == '\0')
        return STATUS_OK;
    if (strcmp(id, PRACTICE_REVIEW) == 0) {
        *subject = PRACTICE_REVIEW;
        return STATUS_OK;
    }
    Status status = cli_find(cli, id, PRACTICE_KINDS, &item, error);
    if (status == STATUS_OK)
        *subject = catalog_id(cli_catalog(cli), item);
    return status;
}

void practice_say_hook(const Cli *cli)
{
    const char *problem = workspace_hook_problem(cli->workspace);
    if (problem[0] != '\0')
        cli_say("%s", problem);
}

/* With `dated` also since when: a time of day alone may have meant another day than one thinks. */
static void say_timer(const Cli *cli, bool dated)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    char clock[24];
    char since[CLI_MOMENT_SIZE];
    cli_format_clock(practice_elapsed(timer, workspace_now(cli->workspace)), clock);
    cli_format_moment(timer->started_ms, since);
    cli_say("practice %s at %s%s%s%s%s", practice_phase_name(timer->phase), clock,
            dated ? ", since " : "", dated ? since : "", timer->topic[0] != '\0' ? ", " : "",
            timer->topic);
}

Status command_practice_start(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *id = arguments->positional.count > 0 ? arguments->positional.items[0] : NULL;
    const char *subject = "";
    int64_t at_ms = 0;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_subject(cli, id, &subject, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &at_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_start(cli->workspace, subject, at_ms, error);
    if (status != STATUS_OK)
        return status;
    say_timer(cli, at_ms != 0);
    practice_say_hook(cli);
    return STATUS_OK;
}

Status command_practice_pause(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_practice_pause(cli->workspace, error);
    if (status == STATUS_OK)
        say_timer(cli, false);
    return status;
}

Status command_practice_resume(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_practice_resume(cli->workspace, error);
    if (status == STATUS_OK)
        say_timer(cli, false);
    return status;
}

/* --- stopping, also long after one went away --- */

typedef struct Leaving {
    int64_t sign_ms; /* the last sign of the learner within the block */
    int64_t gap_ms;  /* since then */
    bool away;       /* which is long */
} Leaving;

static Status look_back(const Cli *cli, Leaving *leaving, Error *error)
{
    const StudyState *state = cli_state(cli);
    *leaving = (Leaving){0};
    Status status = workspace_last_sign(cli->workspace, &leaving->sign_ms, error);
    if (leaving->sign_ms < state->timer.resumed_ms)
        leaving->sign_ms = state->timer.resumed_ms;
    leaving->gap_ms = workspace_now(cli->workspace) - leaving->sign_ms;
    leaving->away = state->timer.phase == TIMER_RUNNING && state->config.away_minutes > 0 &&
                    leaving->gap_ms >= state->config.away_minutes * MS_PER_MINUTE;
    return status;
}

typedef enum Ending { END_KEEP, END_TRIM, END_DISCARD } Ending;

/* Asks on a terminal; elsewhere all is kept, and what can be done about it is said. */
static Ending ask_ending(Cli *cli, const Leaving *leaving)
{
    char gap[24];
    char sign[CLI_MOMENT_SIZE];
    cli_format_clock(leaving->gap_ms, gap);
    cli_format_moment(leaving->sign_ms, sign);
    if (cli->yes || isatty(STDIN_FILENO) != 1) {
        cli_say("the last sign of you was %s before, at %s; 'cairn practice trim' takes time off "
                "the block",
                gap, sign);
        return END_KEEP;
    }
    (void)fprintf(stderr,
                  "The last sign of you was %s ago, at %s.\n"
                  "Keep all of the block, trim it to then, or discard it? [K/t/d] ",
                  gap, sign);
    Buffer line = {0};
    Ending ending = END_KEEP;
    if (cli_read_line(&line) && line.length > 0)
        ending = line.data[0] == 't' ? END_TRIM : line.data[0] == 'd' ? END_DISCARD : END_KEEP;
    buffer_done(&line);
    return ending;
}

/* What is to be kept: by the switches, of which one may be given, or else by asking. */
static Status choose_ending(Cli *cli, const Arguments *arguments, const Leaving *leaving,
                            Ending *ending, Error *error)
{
    static const char *const SWITCHES[] = {"keep", "trim", "discard"};
    bool timed = args_flag(arguments, "at") != NULL || args_flag(arguments, "ago") != NULL;
    int given = 0;
    *ending = END_KEEP;
    for (int i = END_KEEP; i <= END_DISCARD; i++) {
        if (args_flag(arguments, SWITCHES[i]) != NULL) {
            *ending = (Ending)i;
            given++;
        }
    }
    if (given > 1 || (given == 1 && timed))
        return error_set(error, STATUS_USAGE,
                         "--at, --ago, --keep, --trim and --discard each say when the block ends: "
                         "give one of them");
    if (given == 0 && !timed && leaving->away)
        *ending = ask_ending(cli, leaving);
    return STATUS_OK;
}

static Status find_stopped(Cli *cli, const char *id, PracticeBlock *block, bool *found,
                           Error *error)
{
    BlockList blocks = {0};
    *found = false;
    Status status = workspace_blocks(cli->workspace, 0, cli->arena, &blocks, error);
    for (size_t i = blocks.count; status == STATUS_OK && i-- > 0 && !*found;) {
        if (strcmp(blocks.items[i].id, id) == 0) {
            *found = true;
            *block = blocks.items[i];
        }
    }
    return status;
}

void practice_say_block(Cli *cli, const PracticeBlock *block)
{
    TodaySummary today = cli_today(cli);
    char clock[24];
    char start[CLI_MOMENT_SIZE];
    char end[CIVIL_INSTANT_SIZE];
    cli_format_clock(block->practised_ms, clock);
    cli_format_moment(block->start_ms, start);
    civil_format_instant(block->end_ms, civil_local_offset(block->end_ms), end);
    cli_say("practised %s (%s to %.5s); %d of %d minutes today", clock, start, end + 11,
            today.minutes, today.goal_minutes);
}

Status command_practice_stop(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *note = args_flag(arguments, "note");
    int64_t at_ms = 0;
    Leaving leaving;
    Ending ending = END_KEEP;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &at_ms, error);
    if (status == STATUS_OK)
        status = look_back(cli, &leaving, error);
    if (status == STATUS_OK)
        status = choose_ending(cli, arguments, &leaving, &ending, error);
    if (status != STATUS_OK)
        return status;
    PracticeTimer timer = cli_state(cli)->timer;
    PracticeBlock block;
    bool kept = false;
    if (ending == END_DISCARD)
        status = workspace_practice_discard(cli->workspace, error);
    else
        status = workspace_practice_stop(
            cli->workspace,
            ending == END_TRIM && timer.phase == TIMER_RUNNING ? leaving.sign_ms : at_ms,
            note != NULL ? note : "", NULL, error);
    if (status == STATUS_OK)
        status = find_stopped(cli, timer.id, &block, &kept, error);
    if (status != STATUS_OK)
        return status;
    if (kept)
        practice_say_block(cli, &block);
    else
        cli_say("nothing of it is kept");
    practice_say_hook(cli);
    return STATUS_OK;
}

/* --- looking --- */

static const char *const BREAK_NAMES[] = {[BREAK_NONE] = NULL,
                                          [BREAK_COMES] = "comes",
                                          [BREAK_IS_DUE] = "due",
                                          [BREAK_RESTING] = "resting",
                                          [BREAK_IS_OVER] = "over"};

static PracticeBreak break_now(const Cli *cli, int64_t now_ms)
{
    int work = 0;
    int rest = 0;
    const StudyState *state = cli_state(cli);
    if (!config_parse_rhythm(state->config.break_rhythm, &work, &rest))
        work = rest = 0;
    return practice_break(&state->timer, work * MS_PER_MINUTE, rest * MS_PER_MINUTE, now_ms);
}

static void json_status(Cli *cli, const TodaySummary *today)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    PracticeBreak at = break_now(cli, today->now_ms);
    char since[CIVIL_INSTANT_SIZE];
    JsonWriter json;
    civil_format_instant(timer->started_ms, civil_local_offset(timer->started_ms), since);
    cli_json_open(cli, &json);
    json_put_text(&json, "state", practice_phase_name(timer->phase));
    json_put_text(&json, "topic", timer->topic[0] != '\0' ? timer->topic : NULL);
    json_put_text(&json, "since", timer->phase != TIMER_IDLE ? since : NULL);
    json_put_integer(&json, "elapsed_s", practice_elapsed(timer, today->now_ms) / MS_PER_SECOND);
    json_put_integer(&json, "today_s", today->practised_ms / MS_PER_SECOND);
    json_put_integer(&json, "goal_s", (int64_t)today->goal_minutes * 60);
    json_put_text(&json, "break", BREAK_NAMES[at.phase]);
    json_put_integer(&json, "break_s", at.left_ms / MS_PER_SECOND);
    cli_json_close(cli, &json);
}

static void show_break(Cli *cli, int64_t now_ms)
{
    static const char *const LINES[] = {[BREAK_NONE] = "",
                                        [BREAK_COMES] = "a break comes in %s\n",
                                        [BREAK_IS_DUE] = "a break is due since %s\n",
                                        [BREAK_RESTING] = "%s of the break are left\n",
                                        [BREAK_IS_OVER] = "the break is over since %s\n"};
    PracticeBreak at = break_now(cli, now_ms);
    char clock[24];
    char line[64];
    cli_format_clock(at.left_ms < 0 ? -at.left_ms : at.left_ms, clock);
    const char *format = LINES[at.phase];
    const char *gap = strstr(format, "%s");
    if (gap == NULL)
        return;
    (void)snprintf(line, sizeof line, "%.*s%s%s", (int)(gap - format), format, clock, gap + 2);
    output_add(&cli->out, ROLE_DIM, line);
}

Status command_practice_status(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    const PracticeTimer *timer = &cli_state(cli)->timer;
    TodaySummary today = cli_today(cli); /* one instant for all */
    if (cli->json) {
        json_status(cli, &today);
        return STATUS_OK;
    }
    char clock[24];
    char since[CLI_MOMENT_SIZE];
    cli_format_clock(practice_elapsed(timer, today.now_ms), clock);
    cli_format_moment(timer->started_ms, since);
    output_add(&cli->out, timer->phase == TIMER_RUNNING ? ROLE_TIMER : ROLE_PAUSED,
               practice_phase_name(timer->phase));
    if (timer->phase != TIMER_IDLE)
        output_format(&cli->out, ROLE_TIMER, " %s", clock);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_TEXT, timer->phase != TIMER_IDLE ? timer->topic : "");
    if (timer->phase != TIMER_IDLE)
        output_format(&cli->out, ROLE_DIM, "  since %s", since);
    output_end(&cli->out);
    show_break(cli, today.now_ms);
    output_format(&cli->out, ROLE_TEXT, "%d of %d minutes today\n", today.minutes,
                  today.goal_minutes);
    return STATUS_OK;
}
