/* habit: the heat map, the streak, and why a day counts. */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "study/graphs.h"
#include "study/habit_now.h"

#define WEEKS_DEFAULT 26
#define WEEKS_MOST    520
#define WEEKDAY_CELLS 4 /* before the weeks */

static Habit read_habit(const Cli *cli)
{
    return habit_now(cli_state(cli), workspace_now(cli->workspace),
                     workspace_offset(cli->workspace));
}

/* --- the map --- */

/* The graph of the statistics, as many weeks as were asked for and have room. */
static void show_map(Cli *cli, int32_t weeks)
{
    int32_t room = cli->out.width - WEEKDAY_CELLS;
    GraphView view = {.state = cli_state(cli),
                      .scope = {ITEM_NONE, CATALOG_NONE},
                      .period = STATS_ALL,
                      .now_ms = workspace_now(cli->workspace),
                      .offset_min = workspace_offset(cli->workspace),
                      .today = workspace_today(cli->workspace),
                      .room = (size_t)(weeks < room ? weeks : room)};
    const Graph *graph = graph_make(&view, GRAPH_ID_CALENDAR, cli->arena);
    if (graph->empty == NULL)
        output_graph(&cli->out, graph, 0, 0);
    else
        output_paragraph(&cli->out, ROLE_DIM, graph->empty, 0);
}

static void show_streak(Cli *cli, const TodaySummary *today)
{
    const Streak *streak = &today->streak;
    const char *is =
        streak->today == DAY_REST ? "is a rest day" : habit_verdict_name(streak->today);
    output_format(&cli->out, ROLE_TEXT,
                  "\n%d in a row, %d the longest; today %s with %d of %d minutes\n",
                  streak->current, streak->longest, is, today->minutes, today->goal_minutes);
    if (streak->freezes > 0)
        output_format(&cli->out, ROLE_TEXT, "%d %s at hand: each covers a missed day\n",
                      streak->freezes, words_plural(streak->freezes, "freeze", "freezes"));
    cli_add_warning(cli, today);
}

static void json_day(JsonWriter *json, const HabitDay *day)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day->day, date);
    json_object_open(json);
    json_put_text(json, "day", date);
    json_put_integer(json, "minutes", habit_minutes(&day->total));
    json_put_integer(json, "reviews", day->total.reviews);
    json_put_text(json, "verdict", habit_verdict_name(day->verdict));
    json_object_close(json);
}

static void json_habit(Cli *cli, const Habit *habit, const TodaySummary *today, int32_t weeks)
{
    JsonWriter json;
    size_t count = (size_t)weeks * 7;
    HabitDay *days = arena_alloc(cli->arena, count, sizeof *days);
    habit_course(habit, habit->today - weeks * 7 + 1, count, days);
    cli_json_open_as(cli, &json, "habit");
    cli_json_streak(&json, &today->streak);
    json_key(&json, "days");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++)
        json_day(&json, &days[i]);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

Status command_habit_show(Cli *cli, const Arguments *arguments, Error *error)
{
    int32_t weeks = 0;
    Status status =
        args_flag_integer(arguments, "weeks", 1, WEEKS_MOST, WEEKS_DEFAULT, &weeks, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    TodaySummary today = cli_today(cli);
    Habit habit = read_habit(cli);
    if (cli->json) {
        json_habit(cli, &habit, &today, weeks);
        return STATUS_OK;
    }
    show_map(cli, weeks);
    show_streak(cli, &today);
    return STATUS_OK;
}

/* --- why --- */

static Status read_date(const char *text, DayNumber today, DayNumber *day, Error *error)
{
    *day = today;
    if (text == NULL || strcmp(text, "today") == 0)
        return STATUS_OK;
    *day = today - 1;
    if (strcmp(text, "yesterday") == 0)
        return STATUS_OK;
    return civil_parse_date(text, day, error);
}

/* A block that lies on the day, or a part of it does. */
typedef struct BlockOfDay {
    const PracticeBlock *block;
    DayNumber day;
    int64_t ms; /* of it on the day */
} BlockOfDay;

static void add_part(void *context, DayNumber day, int64_t ms)
{
    BlockOfDay *found = context;
    if (day == found->day)
        found->ms += ms;
}

typedef struct BlocksOfDay {
    BlockOfDay *items;
    size_t count;
} BlocksOfDay;

static Status find_blocks(Cli *cli, DayNumber day, BlocksOfDay *found, Error *error)
{
    BlockList blocks;
    *found = (BlocksOfDay){0};
    Status status =
        workspace_blocks(cli->workspace, (day - 1) * MS_PER_DAY, cli->arena, &blocks, error);
    if (status != STATUS_OK)
        return status;
    found->items = arena_alloc(cli->arena, blocks.count + 1, sizeof *found->items);
    for (size_t i = 0; i < blocks.count; i++) {
        BlockOfDay *one = &found->items[found->count];
        *one = (BlockOfDay){.block = &blocks.items[i], .day = day};
        practice_split_block(one->block, add_part, one);
        found->count += one->ms > 0;
    }
    return STATUS_OK;
}

/* When a block began and ended, as the clock on the wall said. */
static void format_times(const PracticeBlock *block, char start[CIVIL_INSTANT_SIZE],
                         char end[CIVIL_INSTANT_SIZE])
{
    int before = block->shift_ms != 0 ? block->offset_before : block->offset_min;
    civil_format_instant(block->start_ms, before, start);
    civil_format_instant(block->end_ms, block->offset_min, end);
}

static void json_blocks(JsonWriter *json, const BlocksOfDay *blocks)
{
    json_key(json, "blocks");
    json_array_open(json);
    for (size_t i = 0; i < blocks->count; i++) {
        const BlockOfDay *one = &blocks->items[i];
        char start[CIVIL_INSTANT_SIZE];
        char end[CIVIL_INSTANT_SIZE];
        format_times(one->block, start, end);
        json_object_open(json);
        json_put_text(json, "id", one->block->id);
        json_put_text(json, "start", start);
        json_put_text(json, "end", end);
        json_put_integer(json, "seconds", one->ms / MS_PER_SECOND);
        json_put_text(json, "topic", one->block->topic[0] != '\0' ? one->block->topic : NULL);
        json_put_integer(json, "rollover_hour", one->block->rollover_hour);
        json_object_close(json);
    }
    json_array_close(json);
}

static void json_why(Cli *cli, const HabitDay *day, const BlocksOfDay *blocks, const char *text)
{
    char date[CIVIL_DATE_SIZE];
    JsonWriter json;
    civil_format_date(day->day, date);
    cli_json_open(cli, &json);
    json_put_text(&json, "day", date);
    json_put_text(&json, "verdict", habit_verdict_name(day->verdict));
    json_put_text(&json, "reason", habit_reason_name(day->reason));
    json_put_text(&json, "text", text);
    json_put_integer(&json, "minutes", habit_minutes(&day->total));
    json_put_integer(&json, "practice_s", day->total.practice_ms / MS_PER_SECOND);
    json_put_integer(&json, "review_s", day->total.review_ms / MS_PER_SECOND);
    json_put_integer(&json, "reviews", day->total.reviews);
    json_put_integer(&json, "floor_minutes", day->rule.floor_minutes);
    json_put_integer(&json, "streak", day->streak);
    json_put_integer(&json, "freezes", day->freezes);
    json_put_bool(&json, "earned_freeze", day->earned);
    json_blocks(&json, blocks);
    cli_json_close(cli, &json);
}

/* "18:40-19:10 +01:00", how much of it is of the day, and on what; when the day turned over, where the
 * block goes beyond it. */
static void show_block(Cli *cli, const BlockOfDay *one)
{
    Output *out = &cli->out;
    char start[CIVIL_INSTANT_SIZE];
    char end[CIVIL_INSTANT_SIZE];
    char clock[24];
    format_times(one->block, start, end);
    cli_format_clock(one->ms, clock);
    output_format(out, ROLE_DIM, "  %.5s-%.5s %s ", start + 11, end + 11, end + 19);
    output_format(out, ROLE_TEXT, "%8s  ", clock);
    output_safe(out, ROLE_TEXT, one->block->topic);
    if (one->ms < one->block->practised_ms)
        output_format(out, ROLE_DIM, "  the day turned over at %d:00", one->block->rollover_hour);
    output_wrap(out, 31);
}

static void show_why(Cli *cli, const HabitDay *day, const BlocksOfDay *blocks, const char *text)
{
    char date[CIVIL_DATE_SIZE];
    char practised[24];
    char reviewed[24];
    civil_format_date(day->day, date);
    cli_format_clock(day->total.practice_ms, practised);
    cli_format_clock(day->total.review_ms, reviewed);
    output_format(&cli->out, ROLE_TITLE, "%s %s", civil_weekday_name(civil_weekday(day->day)),
                  date);
    if (day->verdict != DAY_NONE)
        output_format(&cli->out, ROLE_ACCENT, "  %s", habit_verdict_name(day->verdict));
    output_end(&cli->out);
    output_paragraph(&cli->out, ROLE_TEXT, text, 0);
    if (day->total.practice_ms == 0 && day->total.review_ms == 0 && day->total.reviews == 0)
        return;
    output_format(&cli->out, ROLE_DIM, "practice %s, reviews %s (%d)\n", practised, reviewed,
                  day->total.reviews);
    for (size_t i = 0; i < blocks->count; i++)
        show_block(cli, &blocks->items[i]);
}

Status command_habit_why(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *date = arguments->positional.count > 0 ? arguments->positional.items[0] : NULL;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    Habit habit = read_habit(cli);
    DayNumber wanted;
    BlocksOfDay blocks;
    status = read_date(date, habit.today, &wanted, error);
    if (status == STATUS_OK)
        status = find_blocks(cli, wanted, &blocks, error);
    if (status != STATUS_OK)
        return status;
    HabitDay day = habit_judge(&habit, wanted);
    Buffer text = {0};
    habit_explain(&day, &text);
    if (cli->json)
        json_why(cli, &day, &blocks, buffer_text(&text));
    else
        show_why(cli, &day, &blocks, buffer_text(&text));
    buffer_done(&text);
    return STATUS_OK;
}
