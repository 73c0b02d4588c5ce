/* stats: the graphs of the statistics, as text or as numbers. */
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "companion/statistics.h"
#include "study/graphs.h"
#include "study/match.h"

#define PLOT_ROWS 9
#define INDENT    2

/* What was asked for. */
typedef struct Choice {
    bool shown[GRAPH_COUNT];
    bool single; /* one graph was named */
    ItemRef scope;
    StatsPeriod period;
} Choice;

/* --- arguments --- */

static void choose_page(Choice *choice, GraphPage page)
{
    for (int id = 0; id < GRAPH_COUNT; id++)
        choice->shown[id] = choice->shown[id] || graph_info((GraphId)id)->page == page;
}

/* A graph or a page by its name: "reviews" is a page, "answers" a graph of it. */
static Status choose_graphs(Choice *choice, const char *name, Error *error)
{
    const char *names[GRAPH_PAGE_COUNT + GRAPH_COUNT];
    for (int page = 0; page < GRAPH_PAGE_COUNT; page++) {
        names[page] = graph_page_name((GraphPage)page);
        if (name == NULL || strcmp(name, names[page]) == 0) {
            choose_page(choice, (GraphPage)page);
            if (name != NULL)
                return STATUS_OK;
        }
    }
    for (int id = 0; id < GRAPH_COUNT; id++) {
        names[GRAPH_PAGE_COUNT + id] = graph_info((GraphId)id)->name;
        if (name != NULL && strcmp(name, graph_info((GraphId)id)->name) == 0) {
            choice->shown[id] = choice->single = true;
            return STATUS_OK;
        }
    }
    if (name == NULL)
        return STATUS_OK;
    const char *nearest = match_nearest(name, names, GRAPH_PAGE_COUNT + GRAPH_COUNT);
    if (nearest == NULL)
        return error_set(error, STATUS_USAGE, "there is no graph \"%s\": see `man cairn`", name);
    return error_set(error, STATUS_USAGE, "there is no graph \"%s\": did you mean \"%s\"?", name,
                     nearest);
}

static Status choose_period(Choice *choice, const char *name, Error *error)
{
    choice->period = name == NULL ? STATS_MONTH : stats_period_from_name(name);
    if (choice->period != STATS_PERIODS)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "--period takes month, quarter, year or all, not \"%s\"",
                     name);
}

static Status choose_scope(const Cli *cli, const Arguments *arguments, Choice *choice, Error *error)
{
    const char *topic = args_flag(arguments, "topic");
    const char *deck = args_flag(arguments, "deck");
    choice->scope = (ItemRef){ITEM_NONE, CATALOG_NONE};
    if (topic != NULL && deck != NULL)
        return error_set(error, STATUS_USAGE, "--topic and --deck: one of the two, not both");
    if (topic != NULL)
        return cli_find(cli, topic, 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC, &choice->scope, error);
    if (deck != NULL)
        return cli_find(cli, deck, 1U << ITEM_DECK, &choice->scope, error);
    return STATUS_OK;
}

/* --- numbers --- */

static void json_item(JsonWriter *json, const Graph *graph, const GraphItem *item)
{
    json_object_open(json);
    json_put_text(json, "key", item->key);
    if (item->label[0] != '\0' && graph->shape == GRAPH_BARS)
        json_put_text(json, "label", item->label);
    for (size_t k = 0; k < graph->series_count; k++)
        json_put_number(json, graph->series[k], item->values[k]);
    if (graph->tag_name != NULL)
        json_put_text(json, graph->tag_name, item->tag);
    json_object_close(json);
}

static void json_graph(JsonWriter *json, const Graph *graph, const GraphInfo *info)
{
    json_object_open(json);
    json_put_text(json, "name", graph->name);
    json_put_text(json, "page", graph_page_name(info->page));
    json_put_text(json, "title", graph->title);
    json_put_text(json, "unit", graph->unit);
    json_key(json, "facts");
    json_array_open(json);
    for (size_t i = 0; i < graph->fact_count; i++)
        json_text(json, graph->facts[i]);
    json_array_close(json);
    json_key(json, "items");
    json_array_open(json);
    for (size_t i = 0; i < graph->count; i++)
        json_item(json, graph, &graph->items[i]);
    json_array_close(json);
    json_object_close(json);
}

static void json_stats(Cli *cli, const Choice *choice, GraphView *view)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_text(&json, "scope",
                  choice->scope.kind == ITEM_NONE ? "all" : item_kind_name(choice->scope.kind));
    json_put_text(&json, "id",
                  choice->scope.kind == ITEM_NONE ? NULL
                                                  : catalog_id(cli_catalog(cli), choice->scope));
    json_put_text(&json, "period", stats_period_name(choice->period));
    json_key(&json, "graphs");
    json_array_open(&json);
    view->room = 0;
    for (int id = 0; id < GRAPH_COUNT; id++) {
        if (!choice->shown[id])
            continue;
        Arena *arena = arena_new();
        json_graph(&json, graph_make(view, (GraphId)id, arena), graph_info((GraphId)id));
        arena_free(arena);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

/* --- text --- */

static void show_words(Output *out, const Graph *graph)
{
    output_end(out);
    for (size_t i = 0; i < graph->count; i++) {
        if (graph->items[i].mark == GRAPH_OUTSIDE)
            continue;
        output_add(out, ROLE_TEXT, "  ");
        output_safe(out, ROLE_TEXT, graph->items[i].words);
        output_wrap(out, 4);
    }
}

static void show_graph(Cli *cli, const Graph *graph, bool with_words)
{
    Output *out = &cli->out;
    output_add(out, ROLE_HEADING, graph->title);
    output_format(out, ROLE_DIM, "  %s", graph->unit);
    output_end(out);
    for (size_t i = 0; i < graph->fact_count; i++)
        output_paragraph(out, ROLE_DIM, graph->facts[i], INDENT);
    if (graph->empty != NULL) {
        output_paragraph(out, ROLE_DIM, graph->empty, INDENT);
        return;
    }
    if (!cli->linear)
        output_graph(out, graph, graph->shape == GRAPH_COLUMNS ? PLOT_ROWS : 0, INDENT);
    if (cli->linear || with_words)
        show_words(out, graph);
}

static void show_head(Cli *cli, const Choice *choice)
{
    if (choice->scope.kind != ITEM_NONE) {
        output_safe(&cli->out, ROLE_TITLE, catalog_title(cli_catalog(cli), choice->scope));
        output_add(&cli->out, ROLE_DIM, ", ");
    }
    output_add(&cli->out, ROLE_DIM, stats_period_words(choice->period));
    output_end(&cli->out);
}

static void show_stats(Cli *cli, const Choice *choice, GraphView *view)
{
    int page = -1;
    view->room = output_graph_room(&cli->out, INDENT);
    show_head(cli, choice);
    for (int id = 0; id < GRAPH_COUNT; id++) {
        if (!choice->shown[id])
            continue;
        if (!choice->single && (int)graph_info((GraphId)id)->page != page) {
            page = (int)graph_info((GraphId)id)->page;
            output_end(&cli->out);
            output_add(&cli->out, ROLE_TITLE, graph_page_title((GraphPage)page));
            output_end(&cli->out);
        }
        output_end(&cli->out);
        show_graph(cli, graph_make(view, (GraphId)id, cli->arena), choice->single);
    }
}

Status command_stats(Cli *cli, const Arguments *arguments, Error *error)
{
    Choice choice = {.single = false};
    StatisticsRequest request;
    Stats *stats = NULL;
    Status status = choose_graphs(&choice, args_flag(arguments, "graph"), error);
    if (status == STATUS_OK)
        status = choose_period(&choice, args_flag(arguments, "period"), error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = choose_scope(cli, arguments, &choice, error);
    if (status != STATUS_OK)
        return status;
    statistics_request(cli->workspace, choice.scope, &request);
    status = statistics_run(&request, NULL, NULL, &stats, error);
    statistics_request_done(&request);
    if (status != STATUS_OK)
        return status;
    GraphView view = {.state = cli_state(cli),
                      .stats = stats,
                      .scope = choice.scope,
                      .period = choice.period,
                      .now_ms = workspace_now(cli->workspace),
                      .offset_min = workspace_offset(cli->workspace),
                      .today = workspace_today(cli->workspace)};
    if (cli->json)
        json_stats(cli, &choice, &view);
    else
        show_stats(cli, &choice, &view);
    stats_free(stats);
    return STATUS_OK;
}
