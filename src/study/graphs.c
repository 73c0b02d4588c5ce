#include "study/graphs.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "study/graph_impl.h"

#define GRAPH_PAGE(identifier, name, title)
#define GRAPH(identifier, name, page, source, function, title, unit, help) \
    {name, title, unit, help, GRAPH_PAGE_##page, GRAPH_FROM_##source},
static const GraphInfo GRAPHS[] = {
#include "study/graphs.def"
};
#undef GRAPH

#define GRAPH(identifier, name, page, source, function, title, unit, help) graph_##function,
static GraphFunction *const FUNCTIONS[] = {
#include "study/graphs.def"
};
#undef GRAPH
#undef GRAPH_PAGE

typedef struct PageRow {
    const char *name, *title;
} PageRow;

static const PageRow PAGES[] = {
#define GRAPH_PAGE(identifier, name, title) {name, title},
#define GRAPH(identifier, name, page, source, function, title, unit, help)
#include "study/graphs.def"
#undef GRAPH_PAGE
#undef GRAPH
};

const GraphInfo *graph_info(GraphId id)
{
    return &GRAPHS[id];
}

const char *graph_page_name(GraphPage page)
{
    return PAGES[page].name;
}

const char *graph_page_title(GraphPage page)
{
    return PAGES[page].title;
}

GraphId graph_page_first(GraphPage page)
{
    int id = 0;
    while (id < GRAPH_COUNT && GRAPHS[id].page != page)
        id++;
    return (GraphId)id;
}

size_t graph_page_graphs(GraphPage page)
{
    size_t count = 0;
    for (int id = 0; id < GRAPH_COUNT; id++)
        count += GRAPHS[id].page == page;
    return count;
}

const Graph *graph_make(const GraphView *view, GraphId id, Arena *arena)
{
    GraphMaker maker = {
        .view = view, .graph = arena_alloc(arena, 1, sizeof(Graph)), .arena = arena};
    maker.graph->name = GRAPHS[id].name;
    maker.graph->title = GRAPHS[id].title;
    maker.graph->unit = GRAPHS[id].unit;
    bool needs_log = GRAPHS[id].source == GRAPH_FROM_LOG ||
                     (GRAPHS[id].source == GRAPH_FROM_PART && view->scope.kind != ITEM_NONE);
    if (needs_log && view->stats == NULL)
        maker.graph->empty = "Your log is being read ...";
    else
        FUNCTIONS[id](&maker);
    return maker.graph;
}

/* --- pieces --- */

static const char *format_text(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static const char *format_text(Arena *arena, const char *format, va_list arguments)
{
    char text[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(text, sizeof text, format, arguments);
    char *kept = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1, 1);
    if (length > 0)
        (void)vsnprintf(kept, (size_t)length + 1, format, again);
    va_end(again);
    return kept;
}

const char *graph_text(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(arena, format, arguments);
    va_end(arguments);
    return text;
}

GraphItem *graph_add(GraphMaker *maker, const char *key, const char *label)
{
    Graph *graph = maker->graph;
    if (graph->count == maker->capacity) {
        maker->capacity = maker->capacity == 0 ? 32 : 2 * maker->capacity;
        GraphItem *items = arena_alloc(maker->arena, maker->capacity, sizeof *items);
        if (graph->count > 0)
            memcpy(items, graph->items, graph->count * sizeof *items);
        graph->items = items;
    }
    GraphItem *item = &graph->items[graph->count++];
    *item = (GraphItem){.key = key, .label = label, .words = ""};
    for (int i = 0; i < GRAPH_SERIES_MAX; i++)
        item->values[i] = NAN;
    return item;
}

void graph_fact(GraphMaker *maker, const char *format, ...)
{
    va_list arguments;
    if (maker->graph->fact_count == GRAPH_FACTS_MAX)
        return;
    va_start(arguments, format);
    maker->graph->facts[maker->graph->fact_count++] = format_text(maker->arena, format, arguments);
    va_end(arguments);
}

void graph_series(GraphMaker *maker, size_t drawn, const char *const *names)
{
    size_t count = 0;
    for (; count < GRAPH_SERIES_MAX && names[count] != NULL; count++)
        maker->graph->series[count] = names[count];
    maker->graph->series_count = count;
    maker->graph->drawn = drawn;
}

bool graph_is_blank(const Graph *graph, size_t series)
{
    for (size_t i = 0; i < graph->count; i++)
        if (graph->items[i].values[series] > 0)
            return false;
    return true;
}

bool graph_has_values(const Graph *graph)
{
    for (size_t k = 0; k < graph->drawn; k++)
        if (!graph_is_blank(graph, k))
            return true;
    return false;
}

/* --- words --- */

const char *graph_day_words(const GraphMaker *maker, DayNumber day)
{
    CivilDate date = civil_from_day(day);
    const char *weekday = civil_weekday_name(civil_weekday(day));
    if (date.year == civil_from_day(maker->view->today).year)
        return graph_text(maker->arena, "%s %d %s", weekday, date.day,
                          civil_month_name(date.month));
    return graph_text(maker->arena, "%s %d %s %d", weekday, date.day, civil_month_name(date.month),
                      date.year);
}

const char *graph_time_words(Arena *arena, int64_t ms)
{
    int64_t minutes = ms / MS_PER_MINUTE;
    if (ms > 0 && minutes == 0)
        return graph_text(arena, "%lld s", (long long)(ms / MS_PER_SECOND));
    if (minutes < 60)
        return graph_text(arena, "%lld min", (long long)minutes);
    if (minutes % 60 == 0)
        return graph_text(arena, "%lld h", (long long)(minutes / 60));
    return graph_text(arena, "%lld h %lld min", (long long)(minutes / 60),
                      (long long)(minutes % 60));
}

double graph_percent(StatsShare share)
{
    return share.all == 0 ? (double)NAN : 100.0 * share.right / share.all;
}

const char *graph_share_words(Arena *arena, StatsShare share)
{
    if (share.all == 0)
        return "none";
    return graph_text(arena, "%.1f %% of %d", graph_percent(share), share.all);
}

/* --- spans of days --- */

typedef enum SpanKind { SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR } SpanKind;

static const char *const SPAN_NAMES[] = {"day", "week", "month", "quarter", "year"};

/* The day on which the span begins that a day lies in. */
static DayNumber span_begin(DayNumber day, SpanKind kind)
{
    CivilDate date = civil_from_day(day);
    switch (kind) {
    case SPAN_DAY:
        return day;
    case SPAN_WEEK:
        return day - civil_weekday(day);
    case SPAN_MONTH:
        break;
    case SPAN_QUARTER:
        date.month = (int8_t)(date.month - (date.month - 1) % 3);
        break;
    case SPAN_YEAR:
        date.month = 1;
        break;
    }
    date.day = 1;
    return civil_to_day(date);
}

static DayNumber span_next(DayNumber begin, SpanKind kind)
{
    static const int MONTHS[] = {0, 0, 1, 3, 12};
    if (kind == SPAN_DAY || kind == SPAN_WEEK)
        return begin + (kind == SPAN_DAY ? 1 : 7);
    CivilDate date = civil_from_day(begin);
    int month = date.month - 1 + MONTHS[kind];
    date.year = (int16_t)(date.year + month / 12);
    date.month = (int8_t)(month % 12 + 1);
    return civil_to_day(date);
}

static size_t span_count(DayNumber from, DayNumber to, SpanKind kind)
{
    size_t count = 0;
    for (DayNumber day = span_begin(from, kind); day <= to; day = span_next(day, kind))
        count++;
    return count;
}

static SpanKind choose_kind(const GraphView *view, DayNumber from, DayNumber to)
{
    int kind = SPAN_DAY;
    while (view->room > 0 && kind < SPAN_YEAR && span_count(from, to, (SpanKind)kind) > view->room)
        kind++;
    return (SpanKind)kind;
}

const char *graph_span_name(const GraphMaker *maker, DayNumber from, DayNumber to)
{
    return SPAN_NAMES[choose_kind(maker->view, from, to)];
}

/* Days have a date a week, weeks the month that begins in them, months their name. */
static const char *span_label(Arena *arena, DayNumber begin, DayNumber first, SpanKind kind)
{
    CivilDate date = civil_from_day(begin);
    const char *month = civil_month_name(date.month);
    if (kind == SPAN_DAY)
        return (begin - first) % 7 == 0 ? graph_text(arena, "%d %s", date.day, month) : "";
    if (kind == SPAN_WEEK)
        return date.day <= 7 || begin == first ? month : "";
    if (kind == SPAN_YEAR || (date.month == 1 && begin != first))
        return graph_text(arena, "%d", date.year);
    return month;
}

static const char *span_words(const GraphMaker *maker, DayNumber begin, SpanKind kind)
{
    CivilDate date = civil_from_day(begin);
    const char *month = civil_month_name(date.month);
    switch (kind) {
    case SPAN_DAY:
        return graph_day_words(maker, begin);
    case SPAN_WEEK:
        return graph_text(maker->arena, "week of %s", graph_day_words(maker, begin));
    case SPAN_MONTH:
        return graph_text(maker->arena, "%s %d", month, date.year);
    case SPAN_QUARTER:
        return graph_text(maker->arena, "quarter from %s %d", month, date.year);
    case SPAN_YEAR:
        break;
    }
    return graph_text(maker->arena, "%d", date.year);
}

void graph_spans(GraphMaker *maker, DayNumber from, DayNumber to, GraphEachSpan *each)
{
    SpanKind kind = choose_kind(maker->view, from, to);
    DayNumber first = span_begin(from, kind);
    for (DayNumber begin = first, next; begin <= to; begin = next) {
        char key[CIVIL_DATE_SIZE];
        next = span_next(begin, kind);
        GraphSpan span = {.from = begin < from ? from : begin,
                          .to = next - 1 > to ? to : next - 1,
                          .words = span_words(maker, begin, kind)};
        civil_format_date(begin, key);
        each(maker, &span,
             graph_add(maker, arena_dup(maker->arena, key),
                       span_label(maker->arena, begin, first, kind)));
    }
}

void graph_past(GraphMaker *maker, GraphEachSpan *each)
{
    const GraphView *view = maker->view;
    size_t before = maker->graph->count;
    graph_spans(maker, graph_first_day(view), view->today, each);
    maker->graph->start = maker->graph->count > before ? maker->graph->count - 1 : 0;
}

/* --- what belongs to the scope --- */

bool graph_has_card(const GraphView *view, CatalogIndex card)
{
    return catalog_card_is_of(view->state->catalog, card, view->scope);
}

bool graph_times_scope(const GraphView *view)
{
    const Catalog *catalog = view->state->catalog;
    if (view->scope.kind == ITEM_NONE)
        return true;
    ItemRef item = catalog_find(catalog, view->state->timer.topic);
    if (view->scope.kind == ITEM_SUBTOPIC)
        return item.kind == ITEM_SUBTOPIC && item.index == view->scope.index;
    return view->scope.kind == ITEM_TOPIC && item.kind != ITEM_NONE &&
           catalog_topic_of(catalog, item) == view->scope.index;
}

/* Days of everything are those of the habit, of a part those of the log. */
static DayTotal sum_days(const GraphView *view, DayNumber from, DayNumber to)
{
    const StudyState *state = view->state;
    DayTotal sum = {.day = from};
    if (view->scope.kind != ITEM_NONE) {
        StatsDay day = stats_sum(view->stats, from, to);
        sum.practice_ms = day.practice_ms;
        sum.review_ms = day.review_ms;
        return sum;
    }
    for (size_t i = habit_first_from(state->days, state->day_count, from);
         i < state->day_count && state->days[i].day <= to; i++) {
        sum.practice_ms += state->days[i].practice_ms;
        sum.review_ms += state->days[i].review_ms;
    }
    return sum;
}

DayNumber graph_first_day(const GraphView *view)
{
    const StudyState *state = view->state;
    if (view->period != STATS_ALL)
        return view->today - stats_period_days(view->period) + 1;
    if (view->scope.kind != ITEM_NONE)
        return stats_first_day(view->stats, STATS_ALL);
    size_t first = habit_first_from(state->days, state->day_count, view->today - STATS_DAYS_MOST);
    return first < state->day_count && state->days[first].day < view->today ? state->days[first].day
                                                                            : view->today;
}

typedef struct Part {
    DayNumber from, to;
    int64_t ms;
} Part;

static void add_part(void *context, DayNumber day, int64_t ms)
{
    Part *part = context;
    part->ms += day >= part->from && day <= part->to ? ms : 0;
}

DayTotal graph_practised_days(const GraphView *view, DayNumber from, DayNumber to)
{
    const PracticeTimer *timer = &view->state->timer;
    DayTotal sum = sum_days(view, from, to);
    int64_t elapsed = practice_elapsed(timer, view->now_ms);
    Part part = {.from = from, .to = to};
    if (elapsed > 0 && to >= view->today - 1 && graph_times_scope(view))
        practice_split(timer->started_ms, practice_end(timer, view->now_ms), elapsed,
                       view->offset_min, view->state->config.rollover_hour, add_part, &part);
    sum.practice_ms += part.ms;
    return sum;
}

int32_t graph_minutes(const GraphView *view, DayNumber from, DayNumber to)
{
    DayTotal sum = graph_practised_days(view, from, to);
    return habit_minutes(&sum);
}
