/* practice: the timer and its history. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"

#define PRACTICE_KINDS (1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC | 1U << ITEM_PROJECT)
#define LIST_DAYS      14
#define ID_SHOWN       12

/* The full id of what is practised; "" when `id` is NULL. */
static Status find_subject(const Cli *cli, const char *id, const char **subject, Error *error)
{
    ItemRef item;
    *subject = "";
    if (id == NULL)
        return STATUS_OK;
    Status status = cli_find(cli, id, PRACTICE_KINDS, &item, error);
    if (status == STATUS_OK)
        *subject = catalog_id(cli_catalog(cli), item);
    return status;
}

static void say_timer(const Cli *cli)
{
    const PracticeTimer *timer = &cli_state(cli)->timer;
    char clock[24];
    cli_format_clock(practice_elapsed(timer, workspace_now(cli->workspace)), clock);
    cli_say("practice %s at %s%s%s", practice_phase_name(timer->phase), clock,
            timer->topic[0] != '\0' ? ", " : "", timer->topic);
}

Status command_practice_start(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *id = arguments->positional.count > 0 ? arguments->positional.items[0] : NULL;
    const char *subject = "";
    int64_t at_ms = 0;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = find_subject(cli, id, &subject, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &at_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_start(cli->workspace, subject, at_ms, error);
    if (status == STATUS_OK)
        say_timer(cli);
    return status;
}

Status command_practice_pause(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_practice_pause(cli->workspace, error);
    if (status == STATUS_OK)
        say_timer(cli);
    return status;
}

Status command_practice_resume(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_practice_resume(cli->workspace, error);
    if (status == STATUS_OK)
        say_timer(cli);
    return status;
}

static void say_kept(const Cli *cli, int64_t practised_ms)
{
    TodaySummary today = cli_today(cli);
    char clock[24];
    cli_format_clock(practised_ms, clock);
    cli_say("practised %s; %d of %d minutes today", clock, today.minutes, today.goal_minutes);
}

Status command_practice_stop(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *note = args_flag(arguments, "note");
    int64_t at_ms = 0;
    int64_t practised_ms = 0;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &at_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_stop(cli->workspace, at_ms, note != NULL ? note : "",
                                         &practised_ms, error);
    if (status == STATUS_OK)
        say_kept(cli, practised_ms);
    return status;
}

Status command_practice_log(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *note = args_flag(arguments, "note");
    const char *subject = "";
    int64_t end_ms = 0;
    int64_t practised_ms = 0;
    Status status = civil_parse_duration(arguments->positional.items[0], &practised_ms, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = find_subject(cli, args_flag(arguments, "topic"), &subject, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &end_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_log(cli->workspace, subject, end_ms, practised_ms,
                                        note != NULL ? note : "", error);
    if (status == STATUS_OK)
        say_kept(cli, practised_ms);
    return status;
}

Status command_practice_status(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    const PracticeTimer *timer = &cli_state(cli)->timer;
    TodaySummary today = cli_today(cli);
    int64_t elapsed_ms = practice_elapsed(timer, today.now_ms); /* one instant for both */
    if (cli->json) {
        JsonWriter json;
        cli_json_open(cli, &json);
        json_put_text(&json, "state", practice_phase_name(timer->phase));
        json_put_text(&json, "topic", timer->topic[0] != '\0' ? timer->topic : NULL);
        json_put_integer(&json, "elapsed_s", elapsed_ms / MS_PER_SECOND);
        json_put_integer(&json, "today_s", today.practised_ms / MS_PER_SECOND);
        json_put_integer(&json, "goal_s", (int64_t)today.goal_minutes * 60);
        cli_json_close(cli, &json);
        return STATUS_OK;
    }
    char clock[24];
    cli_format_clock(elapsed_ms, clock);
    output_add(&cli->out, timer->phase == TIMER_RUNNING ? ROLE_TIMER : ROLE_PAUSED,
               practice_phase_name(timer->phase));
    if (timer->phase != TIMER_IDLE)
        output_format(&cli->out, ROLE_TIMER, " %s", clock);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_TEXT, timer->phase != TIMER_IDLE ? timer->topic : "");
    output_end(&cli->out);
    output_format(&cli->out, ROLE_TEXT, "%d of %d minutes today\n", today.minutes,
                  today.goal_minutes);
    return STATUS_OK;
}

/* --- history --- */

static void json_blocks(Cli *cli, const BlockList *blocks)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "blocks");
    json_array_open(&json);
    for (size_t i = 0; i < blocks->count; i++) {
        const PracticeBlock *block = &blocks->items[i];
        char start[CIVIL_INSTANT_SIZE];
        char end[CIVIL_INSTANT_SIZE];
        char day[CIVIL_DATE_SIZE];
        civil_format_instant(block->start_ms, block->offset_min, start);
        civil_format_instant(block->end_ms, block->offset_min, end);
        civil_format_date(block->study_day, day);
        json_object_open(&json);
        json_put_text(&json, "id", block->id);
        json_put_text(&json, "start", start);
        json_put_text(&json, "end", end);
        json_put_integer(&json, "seconds", block->practised_ms / MS_PER_SECOND);
        json_put_text(&json, "study_day", day);
        json_put_text(&json, "topic", block->topic[0] != '\0' ? block->topic : NULL);
        json_put_text(&json, "note", blocks->notes[i]);
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_blocks(Cli *cli, const BlockList *blocks)
{
    Output *out = &cli->out;
    if (blocks->count == 0)
        cli_say("no blocks; `cairn practice start` begins one");
    for (size_t i = 0; i < blocks->count; i++) {
        const PracticeBlock *block = &blocks->items[i];
        char start[CIVIL_INSTANT_SIZE];
        char clock[24];
        civil_format_instant(block->start_ms, block->offset_min, start);
        cli_format_clock(block->practised_ms, clock);
        start[10] = ' ';
        output_format(out, ROLE_DIM, "%.*s  ", ID_SHOWN, block->id);
        output_format(out, ROLE_TEXT, "%.16s %9s  ", start, clock);
        output_safe(out, ROLE_TEXT, block->topic);
        if (blocks->notes[i][0] != '\0') {
            output_add(out, ROLE_TEXT, "  ");
            output_safe(out, ROLE_DIM, blocks->notes[i]);
        }
        output_wrap(out, 42);
    }
}

Status command_practice_list(Cli *cli, const Arguments *arguments, Error *error)
{
    int32_t days = 0;
    BlockList blocks = {0};
    Status status = args_flag_integer(arguments, "days", 0, 36500, LIST_DAYS, &days, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    int64_t from_ms = days > 0 ? workspace_now(cli->workspace) - days * MS_PER_DAY : 0;
    status = workspace_blocks(cli->workspace, from_ms, cli->arena, &blocks, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json)
        json_blocks(cli, &blocks);
    else
        show_blocks(cli, &blocks);
    return STATUS_OK;
}

/* The block whose id is or begins with `id`. */
static Status find_block(Cli *cli, const char *id, PracticeBlock *found, Error *error)
{
    BlockList blocks = {0};
    size_t matches = 0;
    Status status = workspace_blocks(cli->workspace, 0, cli->arena, &blocks, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < blocks.count; i++) {
        if (strncmp(blocks.items[i].id, id, strlen(id)) != 0)
            continue;
        matches++;
        *found = blocks.items[i];
    }
    if (matches > 1)
        return error_set(error, STATUS_USAGE, "several blocks begin with %s: give more of it", id);
    if (matches == 0)
        return error_set(error, STATUS_USAGE,
                         "there is no block %s: `cairn practice list --days 0` lists them", id);
    return STATUS_OK;
}

Status command_practice_delete(Cli *cli, const Arguments *arguments, Error *error)
{
    PracticeBlock block = {0};
    bool agreed = false;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = find_block(cli, arguments->positional.items[0], &block, error);
    if (status != STATUS_OK)
        return status;
    char clock[24];
    char start[CIVIL_INSTANT_SIZE];
    char question[160];
    cli_format_clock(block.practised_ms, clock);
    civil_format_instant(block.start_ms, block.offset_min, start);
    (void)snprintf(question, sizeof question, "Remove the block of %s from %.16s?", clock, start);
    status = cli_confirm(cli, question, &agreed, error);
    if (status != STATUS_OK)
        return status;
    if (!agreed)
        return error_set(error, STATUS_FAILED, "nothing was removed");
    return workspace_practice_delete(cli->workspace, block.id, error);
}
