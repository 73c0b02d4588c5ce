/* Stats: the pages in a row with what is counted, the graphs of the open one, and the value that is
 * pointed at in words. */
#include "base/utf8.h"
#include "ui/widgets.h"

static void draw_pages(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.tabs;
    char scope[160];
    int from = 0;
    int to = 0;
    for (int i = 0; i < GRAPH_PAGE_COUNT; i++) {
        bool active = (int)model->stats.page == i;
        if (stats_tab_span(model, (GraphPage)i, &from, &to)) {
            canvas_text(canvas, area, area.row, from, graph_page_title((GraphPage)i),
                        active ? ROLE_TAB_ACTIVE : ROLE_TAB, active ? EMPHASIS_UNDERLINE : 0);
        }
    }
    stats_scope_text(model, scope, sizeof scope);
    int end = stats_tabs_end(model) + 2;
    int room = area.column + area.columns - end;
    int width = utf8_width(scope);
    int column = width < room ? area.column + area.columns - width : end;
    canvas_text_fit(canvas, area, area.row, column, room, scope, ROLE_ACCENT, 0);
}

/* What has no room is cut. */
static void draw_words(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.head;
    const TextLines *lines = &model->stats.words.lines;
    for (int i = 0; i < area.rows && i < (int)lines->count; i++) {
        canvas_line(canvas, area, area.row + i, area.column, &lines->items[i]);
    }
    if ((int)lines->count > area.rows && area.rows > 0) {
        draw_glyph(canvas, area, area.row + area.rows - 1, area.column + area.columns - 1,
                   GLYPH_ELLIPSIS, ROLE_DIM);
    }
}

void draw_stats(const Model *model, Canvas *canvas)
{
    draw_pages(model, canvas);
    draw_page(canvas, model->layout.page, &model->pages[PLACE_STATS], false);
    draw_words(model, canvas);
}
