/* practice: what was practised, and putting it right. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/practice_common.h"
#include "study/practice_sums.h"

#define ID_SHOWN   8
#define LIST_DAYS  14
#define LIST_WEEKS 12
#define DAYS_MOST  36500

/* --- entering --- */

Status command_practice_log(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *note = args_flag(arguments, "note");
    const char *subject = "";
    int64_t end_ms = 0;
    int64_t span_ms = 0;
    int64_t counted_ms = 0;
    Status status = civil_parse_duration(arguments->positional.items[0], &span_ms, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_subject(cli, args_flag(arguments, "topic"), &subject, error);
    if (status == STATUS_OK)
        status = cli_flag_instant(cli, arguments, &end_ms, error);
    if (status != STATUS_OK)
        return status;
    int64_t end = end_ms != 0 ? end_ms : workspace_now(cli->workspace);
    status = workspace_reviewed(cli->workspace, end - span_ms, end, &counted_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_log(cli->workspace, subject, end_ms, span_ms,
                                        note != NULL ? note : "", error);
    if (status != STATUS_OK)
        return status;
    practice_say_block(cli, &(PracticeBlock){.start_ms = end - span_ms,
                                             .end_ms = end,
                                             .practised_ms = span_ms - counted_ms});
    if (counted_ms > 0) {
        char clock[24];
        cli_format_clock(counted_ms, clock);
        cli_say("%s of that time counted as reviews already", clock);
    }
    practice_say_hook(cli);
    return STATUS_OK;
}

/* --- blocks --- */

/* "topic", "project", "review"; NULL for nothing in particular. */
static const char *what_of(const Catalog *catalog, const char *topic)
{
    if (topic[0] == '\0')
        return NULL;
    if (strcmp(topic, PRACTICE_REVIEW) == 0)
        return PRACTICE_REVIEW;
    return catalog_find(catalog, topic).kind == ITEM_PROJECT ? "project" : "topic";
}

static void json_blocks(Cli *cli, const BlockList *blocks)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "blocks");
    json_array_open(&json);
    for (size_t i = 0; i < blocks->count; i++) {
        const PracticeBlock *block = &blocks->items[i];
        bool moved = block->shift_ms > block->start_ms;
        char start[CIVIL_INSTANT_SIZE];
        char end[CIVIL_INSTANT_SIZE];
        char day[CIVIL_DATE_SIZE];
        civil_format_instant(block->start_ms, moved ? block->offset_before : block->offset_min,
                             start);
        civil_format_instant(block->end_ms, block->offset_min, end);
        civil_format_date(block->study_day, day);
        json_object_open(&json);
        json_put_text(&json, "id", block->id);
        json_put_text(&json, "start", start);
        json_put_text(&json, "end", end);
        json_put_integer(&json, "seconds", block->practised_ms / MS_PER_SECOND);
        json_put_text(&json, "study_day", day);
        json_put_text(&json, "topic", block->topic[0] != '\0' ? block->topic : NULL);
        json_put_text(&json, "what", what_of(cli_catalog(cli), block->topic));
        json_put_text(&json, "note", blocks->notes[i]);
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

/* Ids that were made one after the other begin alike: their ends tell them apart. */
static const char *short_id(const char *id)
{
    size_t length = strlen(id);
    return length > ID_SHOWN ? id + length - ID_SHOWN : id;
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
        output_format(out, ROLE_DIM, "%s  ", short_id(block->id));
        output_format(out, ROLE_TEXT, "%.16s %9s  ", start, clock);
        output_safe(out, ROLE_TEXT, block->topic);
        if (blocks->notes[i][0] != '\0') {
            output_add(out, ROLE_TEXT, "  ");
            output_safe(out, ROLE_DIM, blocks->notes[i]);
        }
        output_wrap(out, ID_SHOWN + 30);
    }
}

/* --- sums --- */

typedef struct Sums {
    PracticeSum *items; /* in the call's arena */
    size_t count;
    bool weeks;
    bool reviews; /* the time of reviews belongs to it */
} Sums;

static void name_span(const Sums *sums, const PracticeSum *sum, char out[32])
{
    int year = 0;
    int week = 0;
    char date[CIVIL_DATE_SIZE];
    civil_format_date(sum->from, date);
    practice_week(sum->from, &year, &week);
    if (sums->weeks)
        (void)snprintf(out, 32, "%d-W%02d  from %s", year, week, date + 5);
    else
        (void)snprintf(out, 32, "%s %s", civil_weekday_name(civil_weekday(sum->from)), date);
}

static void json_sums(Cli *cli, const Sums *sums)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, sums->weeks ? "weeks" : "days");
    json_array_open(&json);
    for (size_t i = 0; i < sums->count; i++) {
        const PracticeSum *sum = &sums->items[i];
        char date[CIVIL_DATE_SIZE];
        char name[16];
        int year = 0;
        int week = 0;
        civil_format_date(sum->from, date);
        practice_week(sum->from, &year, &week);
        (void)snprintf(name, sizeof name, "%04d-W%02d", year, week);
        json_object_open(&json);
        if (sums->weeks)
            json_put_text(&json, "week", name);
        json_put_text(&json, sums->weeks ? "from" : "day", date);
        json_put_integer(&json, "blocks", sum->blocks);
        json_put_integer(&json, "practice_s", sum->practice_ms / MS_PER_SECOND);
        if (sums->reviews)
            json_put_integer(&json, "review_s", sum->review_ms / MS_PER_SECOND);
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_sum(Cli *cli, const Sums *sums, const char *name, const PracticeSum *sum)
{
    char practice[24];
    char review[24];
    char both[24];
    cli_format_clock(sum->practice_ms, practice);
    cli_format_clock(sum->review_ms, review);
    cli_format_clock(sum->practice_ms + sum->review_ms, both);
    output_format(&cli->out, ROLE_TEXT, "%-20s %6d %10s", name, sum->blocks, practice);
    if (sums->reviews)
        output_format(&cli->out, ROLE_TEXT, " %10s %10s", review, both);
    output_end(&cli->out);
}

static void show_sums(Cli *cli, const Sums *sums)
{
    PracticeSum all = {.days = 0};
    int32_t shown = 0;
    output_format(&cli->out, ROLE_HEADING, "%-20s %6s %10s", sums->weeks ? "week" : "day", "blocks",
                  "practice");
    if (sums->reviews)
        output_format(&cli->out, ROLE_HEADING, " %10s %10s", "reviews", "total");
    output_end(&cli->out);
    for (size_t i = 0; i < sums->count; i++) {
        const PracticeSum *sum = &sums->items[i];
        char name[32];
        if (sum->practice_ms + sum->review_ms == 0)
            continue;
        name_span(sums, sum, name);
        show_sum(cli, sums, name, sum);
        all.blocks += sum->blocks;
        all.practice_ms += sum->practice_ms;
        all.review_ms += sum->review_ms;
        shown++;
    }
    char name[32];
    (void)snprintf(name, sizeof name, "%d %s", (int)shown,
                   sums->weeks ? words_plural(shown, "week", "weeks")
                               : words_plural(shown, "day", "days"));
    show_sum(cli, sums, name, &all);
}

/* The first day that there is something to tell of. */
static DayNumber first_day(const Cli *cli, const BlockList *blocks)
{
    const StudyState *state = cli_state(cli);
    DayNumber first = workspace_today(cli->workspace);
    if (state->day_count > 0 && state->days[0].day < first)
        first = state->days[0].day;
    if (blocks->count > 0 && blocks->items[0].study_day < first)
        first = blocks->items[0].study_day;
    return first;
}

static void make_sums(Cli *cli, const BlockList *blocks, int32_t days, Sums *sums)
{
    const StudyState *state = cli_state(cli);
    DayNumber today = workspace_today(cli->workspace);
    int32_t length = sums->weeks ? 7 : 1;
    DayNumber first = days > 0 ? today - days + 1 : first_day(cli, blocks);
    if (sums->weeks)
        first -= civil_weekday(first);
    int32_t count = (today - first) / length + 1;
    sums->count = (size_t)count;
    sums->items = arena_alloc(cli->arena, sums->count, sizeof *sums->items);
    practice_sums(blocks->items, blocks->count, state->days, sums->reviews ? state->day_count : 0,
                  first, length, sums->items, sums->count);
}

/* --- listing --- */

/* Whether a block belongs to a topic, subtopic or project: all of its own. */
static bool belongs(const Catalog *catalog, const char *subject, ItemRef item, const char *topic)
{
    size_t length = strlen(subject);
    if (strcmp(topic, subject) == 0)
        return true;
    if (strncmp(topic, subject, length) == 0 && topic[length] == '/')
        return true;
    return item.kind == ITEM_TOPIC &&
           catalog_topic_of(catalog, catalog_find(catalog, topic)) == item.index;
}

static void keep_topic(const Catalog *catalog, const char *subject, BlockList *blocks)
{
    ItemRef item = catalog_find(catalog, subject);
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        if (!belongs(catalog, subject, item, blocks->items[i].topic))
            continue;
        blocks->items[kept] = blocks->items[i];
        blocks->notes[kept++] = blocks->notes[i];
    }
    blocks->count = kept;
}

static Status read_by(const Arguments *arguments, bool *by, bool *weeks, Error *error)
{
    const char *text = args_flag(arguments, "by");
    *by = text != NULL;
    *weeks = *by && strcmp(text, "week") == 0;
    if (*by && !*weeks && strcmp(text, "day") != 0)
        return error_set(error, STATUS_USAGE, "--by %.20s: expected day or week", text);
    return STATUS_OK;
}

Status command_practice_list(Cli *cli, const Arguments *arguments, Error *error)
{
    int32_t days = 0;
    bool by = false;
    Sums sums = {.count = 0};
    BlockList blocks = {0};
    const char *subject = "";
    Status status = read_by(arguments, &by, &sums.weeks, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "days", 0, DAYS_MOST,
                                   sums.weeks ? LIST_WEEKS * 7 : LIST_DAYS, &days, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_subject(cli, args_flag(arguments, "topic"), &subject, error);
    if (status != STATUS_OK)
        return status;
    /* sums are of whole days, and of whole weeks */
    int64_t back = days + (by ? (sums.weeks ? 8 : 2) : 0);
    int64_t from_ms = days > 0 ? workspace_now(cli->workspace) - back * MS_PER_DAY : 0;
    status = workspace_blocks(cli->workspace, from_ms, cli->arena, &blocks, error);
    if (status != STATUS_OK)
        return status;
    if (subject[0] != '\0')
        keep_topic(cli_catalog(cli), subject, &blocks);
    sums.reviews = subject[0] == '\0' || strcmp(subject, PRACTICE_REVIEW) == 0;
    if (by)
        make_sums(cli, &blocks, days, &sums);
    if (cli->json)
        by ? json_sums(cli, &sums) : json_blocks(cli, &blocks);
    else
        by ? show_sums(cli, &sums) : show_blocks(cli, &blocks);
    return STATUS_OK;
}

/* --- putting right --- */

Status practice_find_block(Cli *cli, const char *id, PracticeBlock *found, Error *error)
{
    BlockList blocks = {0};
    size_t matches = 0;
    Status status = workspace_blocks(cli->workspace, 0, cli->arena, &blocks, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < blocks.count; i++) {
        const char *whole = blocks.items[i].id;
        if (strncmp(whole, id, strlen(id)) != 0 && strcmp(short_id(whole), id) != 0)
            continue;
        matches++;
        *found = blocks.items[i];
    }
    if (matches > 1)
        return error_set(error, STATUS_USAGE, "several blocks are called %s: give more of it", id);
    if (matches == 0)
        return error_set(error, STATUS_USAGE,
                         "there is no block %s: `cairn practice list --days 0` lists them", id);
    return STATUS_OK;
}

/* Says what became of the block. */
static Status say_changed(Cli *cli, const char *id, Error *error)
{
    PracticeBlock block;
    Status status = practice_find_block(cli, id, &block, error);
    if (status == STATUS_OK)
        practice_say_block(cli, &block);
    practice_say_hook(cli);
    return status;
}

/* --topic and --note, where they are given. */
static Status read_words(const Cli *cli, const Arguments *arguments, BlockChange *change,
                         Error *error)
{
    const char *topic = args_flag(arguments, "topic");
    change->note = args_flag(arguments, "note");
    return topic == NULL ? STATUS_OK : practice_find_subject(cli, topic, &change->topic, error);
}

Status command_practice_edit(Cli *cli, const Arguments *arguments, Error *error)
{
    PracticeBlock block = {0};
    BlockChange change = {0};
    const char *start = args_flag(arguments, "start");
    const char *end = args_flag(arguments, "end");
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_block(cli, arguments->positional.items[0], &block, error);
    if (status == STATUS_OK)
        status = read_words(cli, arguments, &change, error);
    if (status == STATUS_OK && start != NULL)
        status = cli_read_instant(start, block.start_ms, false, &change.start_ms, error);
    if (status == STATUS_OK && end != NULL)
        status = cli_read_instant(end, change.start_ms != 0 ? change.start_ms : block.start_ms,
                                  true, &change.end_ms, error);
    if (status == STATUS_OK && start == NULL && end == NULL && change.topic == NULL &&
        change.note == NULL)
        status = error_set(error, STATUS_USAGE,
                           "nothing to change: give --topic, --start, --end or --note");
    if (status == STATUS_OK)
        status = workspace_practice_edit(cli->workspace, block.id, &change, error);
    return status == STATUS_OK ? say_changed(cli, block.id, error) : status;
}

Status command_practice_split(Cli *cli, const Arguments *arguments, Error *error)
{
    PracticeBlock block = {0};
    BlockChange second = {0};
    int64_t at_ms = 0;
    const char *at = args_flag(arguments, "at");
    if (at == NULL)
        return error_set(error, STATUS_USAGE, "say where the second block begins with --at TIME");
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_block(cli, arguments->positional.items[0], &block, error);
    if (status == STATUS_OK)
        status = read_words(cli, arguments, &second, error);
    if (status == STATUS_OK)
        status = cli_read_instant(at, block.start_ms, true, &at_ms, error);
    if (status == STATUS_OK)
        status = workspace_practice_split(cli->workspace, block.id, at_ms, &second, error);
    return status == STATUS_OK ? say_changed(cli, block.id, error) : status;
}

Status command_practice_trim(Cli *cli, const Arguments *arguments, Error *error)
{
    PracticeBlock block = {0};
    int64_t ms = 0;
    Status status = civil_parse_duration(arguments->positional.items[1], &ms, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_block(cli, arguments->positional.items[0], &block, error);
    if (status == STATUS_OK)
        status = workspace_practice_trim(cli->workspace, block.id, ms, error);
    return status == STATUS_OK ? say_changed(cli, block.id, error) : status;
}

Status command_practice_delete(Cli *cli, const Arguments *arguments, Error *error)
{
    PracticeBlock block = {0};
    bool agreed = false;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = practice_find_block(cli, arguments->positional.items[0], &block, error);
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
