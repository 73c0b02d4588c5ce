/* Stats: the graphs of a page below each other, or beside each other where there is room. */
#include <string.h>

#include "app/update.h"
#include "text/plot_graph.h"
#include "text/sanitize.h"

#define CELL_WIDTH   56 /* cells of a graph, at least, where several stand side by side */
#define CELLS_MOST   3
#define GAP          3
#define LOW_ROWS     12 /* below this height only one graph shows at a time */
#define PLOT_ROWS    10 /* of columns at most */
#define PLOT_LEAST   5
#define CALENDAR_GAP 5 /* weekdays beside the weeks */

/* --- the heat map of Today --- */

void build_heat_map(const Model *model, Sheet *page)
{
    GraphView view = {.state = model->state,
                      .scope = {ITEM_NONE, CATALOG_NONE},
                      .period = STATS_YEAR,
                      .now_ms = model->now_ms,
                      .offset_min = model->offset_min,
                      .today = model->today,
                      .room =
                          page->width > CALENDAR_GAP ? (size_t)(page->width - CALENDAR_GAP) : 1};
    const Graph *graph = graph_make(&view, GRAPH_ID_CALENDAR, page->arena);
    PlotOptions options = {.width = page->width,
                           .cells = model->ascii ? PLOT_ASCII : page->look.plot_cells};
    if (graph->empty == NULL) {
        plot_graph(&page->lines, page->arena, graph, options);
    } else {
        sheet_wrapped(page, ROLE_DIM, 0, graph->empty);
    }
}

/* --- one graph --- */

/* How the graphs of a page are laid out. */
typedef struct Cells {
    int columns, width;
    int rows; /* of the page */
    bool low;
    PlotCells cells;
} Cells;

static Cells cells_of(const Model *model, const Sheet *page)
{
    int columns = (page->width + GAP) / (CELL_WIDTH + GAP);
    columns = columns < 1 ? 1 : columns > CELLS_MOST ? CELLS_MOST : columns;
    return (Cells){.columns = columns,
                   .width = (page->width - (columns - 1) * GAP) / columns,
                   .rows = model->layout.page.rows,
                   .low = model->layout.page.rows < LOW_ROWS,
                   .cells = model->ascii ? PLOT_ASCII : page->look.plot_cells};
}

/* Rows that columns get: lying bars and calendars take what they need. */
static int plot_height(const Cells *cells, const Graph *graph)
{
    if (graph->shape != GRAPH_COLUMNS) {
        return 0;
    }
    int rows = cells->rows - (cells->low ? 1 : 7);
    return rows < PLOT_LEAST ? PLOT_LEAST : rows > PLOT_ROWS ? PLOT_ROWS : rows;
}

/* What one graph takes, before it is put beside others. */
typedef struct Block {
    TextLines lines;
    size_t pointed; /* the line of what is pointed at */
} Block;

static void add_heading(Block *block, Sheet *page, const Cells *cells, const Graph *graph,
                        bool selected)
{
    bool ascii = cells->cells == PLOT_ASCII;
    lines_add(&block->lines, page->arena);
    lines_add_text(&block->lines, page->arena, selected ? ROLE_ACCENT : ROLE_HEADING, graph->title);
    lines_add_text(&block->lines, page->arena, ROLE_DIM, "  ");
    lines_add_text(&block->lines, page->arena, ROLE_DIM, graph->unit);
    if (selected) {
        lines_add_text(&block->lines, page->arena, ROLE_ACCENT, ascii ? "  <" : "  ◂");
    }
}

static void add_wrapped(Block *block, Sheet *page, const Cells *cells, StyleRole role,
                        const char *text)
{
    const char *safe = sanitize_text(page->arena, text, strlen(text), 0);
    lines_add_wrapped(&block->lines, page->arena, safe, cells->width, 0, role, 0);
}

static void add_facts(Block *block, Sheet *page, const Cells *cells, const Graph *graph)
{
    Buffer facts = {0};
    for (size_t i = 0; i < graph->fact_count; i++) {
        buffer_add_format(&facts, "%s%s", i > 0 ? "; " : "", graph->facts[i]);
    }
    if (facts.length > 0) {
        add_wrapped(block, page, cells, ROLE_DIM, buffer_text(&facts));
    }
    buffer_done(&facts);
}

static void find_pointed(Block *block, size_t first)
{
    for (size_t i = first; i < block->lines.count; i++) {
        const TextLine *line = &block->lines.items[i];
        for (size_t k = 0; k < line->count; k++) {
            if (line->spans[k].role == ROLE_ACCENT || line->spans[k].role == ROLE_CURSOR) {
                block->pointed = i;
                return;
            }
        }
    }
}

static Block make_block(Model *model, Sheet *page, const Cells *cells, GraphId id)
{
    const Graph *graph = stats_graph(model, id, plot_graph_room(cells->width));
    bool selected = stats_selected(model) == id;
    Block block = {.pointed = 0};
    add_heading(&block, page, cells, graph, selected);
    if (!cells->low) {
        add_facts(&block, page, cells, graph);
    }
    if (graph->empty != NULL) {
        const char *problem = model->stats.problem;
        add_wrapped(&block, page, cells, ROLE_DIM, problem != NULL ? problem : graph->empty);
        return block;
    }
    size_t first = block.lines.count;
    plot_graph(&block.lines, page->arena, graph,
               (PlotOptions){.width = cells->width,
                             .height = plot_height(cells, graph),
                             .cells = cells->cells,
                             .cursor = selected ? stats_cursor(model, graph, id) + 1 : 0});
    find_pointed(&block, first);
    if (cells->low) {
        add_facts(&block, page, cells, graph);
    }
    return block;
}

/* --- the page --- */

/* Blocks beside each other. */
static void add_row(Sheet *page, const Cells *cells, const Block *blocks, int count)
{
    size_t height = 0;
    for (int i = 0; i < count; i++) {
        height = blocks[i].lines.count > height ? blocks[i].lines.count : height;
    }
    for (size_t line = 0; line < height; line++) {
        sheet_line(page);
        TextLine *made = &page->lines.items[page->lines.count - 1];
        for (int i = 0; i < count; i++) {
            if (line >= blocks[i].lines.count) {
                continue;
            }
            int start = i * (cells->width + GAP);
            if (start > made->width) {
                lines_add_blanks(&page->lines, page->arena, start - made->width);
            }
            lines_join(&page->lines, page->arena, &blocks[i].lines.items[line]);
        }
    }
}

/* The line of what is pointed at shows, with its neighbours. */
static void show_pointed(Model *model, Sheet *page, int line)
{
    int rows = model->layout.page.rows;
    if (!model->stats.show_cursor) {
        return;
    }
    model->stats.show_cursor = false;
    if (line < page->scroll) {
        page->scroll = line > 0 ? line - 1 : 0;
    } else if (line >= page->scroll + rows - 1) {
        page->scroll = line - rows + 2;
    }
}

/* Always in sight, however long the graph is. */
static void say_pointed(Model *model)
{
    StatsPlace *place = &model->stats;
    GraphId id = stats_selected(model);
    const Graph *graph = place->graphs[id];
    sheet_begin(&place->words, model->layout.head.columns, model_look(model));
    if (graph != NULL && graph->empty == NULL && graph->count > 0) {
        const char *words = graph->items[stats_cursor(model, graph, id)].words;
        sheet_wrapped(&place->words, ROLE_STRONG, 0, words);
    }
}

void build_stats(Model *model, Sheet *page)
{
    Cells cells = cells_of(model, page);
    int first = (int)graph_page_first(model->stats.page);
    int count = (int)graph_page_graphs(model->stats.page);
    int pointed = 0;
    for (int at = 0; at < count; at += cells.columns) {
        Block blocks[CELLS_MOST];
        int beside = count - at < cells.columns ? count - at : cells.columns;
        int top = (int)page->lines.count;
        for (int i = 0; i < beside; i++) {
            GraphId id = (GraphId)(first + at + i);
            blocks[i] = make_block(model, page, &cells, id);
            pointed = id == stats_selected(model) ? top + (int)blocks[i].pointed : pointed;
        }
        add_row(page, &cells, blocks, beside);
        for (int i = 0; i < beside; i++) {
            sheet_entry_add(page, ENTRY_GRAPH, first + at + i, top);
        }
        if (at + cells.columns < count) {
            sheet_blank(page);
        }
    }
    show_pointed(model, page, pointed);
    say_pointed(model);
}

int stats_entry_beside(const Model *model, int entry, int column)
{
    const Sheet *page = &model->pages[PLACE_STATS];
    Cells cells = cells_of(model, page);
    int beside = (column - model->layout.page.column) / (cells.width + GAP);
    for (; beside > 0; beside--) {
        if (entry + beside < (int)page->entry_count &&
            page->entries[entry + beside].line == page->entries[entry].line) {
            break;
        }
    }
    return entry + (beside > 0 ? beside : 0);
}
