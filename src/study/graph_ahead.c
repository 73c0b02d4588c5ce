/* Graphs of what is to come: cards falling due. */
#include "study/graph_impl.h"

/* Cards by the day they fall due; [0] is today. */
typedef struct Ahead {
    int32_t *due;
    size_t days;
    int32_t late, all, tomorrow;
    double load; /* reviews a day, if every card kept its interval */
} Ahead;

static DayNumber due_day(const CardState *card, DayNumber today)
{
    DayNumber day = card->due_day;
    return card->buried_day != 0 && card->buried_day == today && day <= today ? today + 1 : day;
}

static void take_card(Ahead *ahead, const CardState *card, DayNumber today)
{
    int64_t wait = (int64_t)due_day(card, today) - today;
    ahead->load +=
        card->phase == CARD_REVIEW && card->interval_days > 0 ? 1.0 / card->interval_days : 0;
    if (wait < 0)
        ahead->late++;
    else if ((size_t)wait < ahead->days)
        ahead->due[wait]++;
    ahead->tomorrow += wait == 1;
    ahead->all += wait < (int64_t)ahead->days;
}

static bool comes(const GraphView *view, size_t card)
{
    const CardState *state = &view->state->cards[card];
    return state->phase != CARD_NEW && !state->suspended &&
           graph_has_card(view, (CatalogIndex)card);
}

/* For all time up to the last card, but no more than ten years. */
static size_t days_ahead(const GraphView *view)
{
    enum { MOST = 3653 };
    int64_t most = 30;
    if (view->period != STATS_ALL)
        return (size_t)stats_period_days(view->period);
    for (size_t i = 0; i < view->state->catalog->card_count; i++) {
        int64_t wait = (int64_t)view->state->cards[i].due_day - view->today + 1;
        if (comes(view, i) && wait > most)
            most = wait;
    }
    return (size_t)(most < MOST ? most : MOST);
}

static void take_due(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    const Ahead *ahead = maker->data;
    DayNumber today = maker->view->today;
    int32_t cards = 0;
    for (DayNumber day = span->from; day <= span->to; day++)
        cards += ahead->due[day - today];
    item->values[0] = cards;
    item->words = graph_text(maker->arena, "%s: %d %s", span->words, cards,
                             words_plural(cards, "card", "cards"));
}

void graph_due(GraphMaker *maker)
{
    static const char *const SERIES[] = {"cards", NULL};
    const GraphView *view = maker->view;
    Ahead ahead = {.days = days_ahead(view)};
    ahead.due = arena_alloc(maker->arena, ahead.days, sizeof *ahead.due);
    for (size_t i = 0; i < view->state->catalog->card_count; i++)
        if (comes(view, i))
            take_card(&ahead, &view->state->cards[i], view->today);
    graph_series(maker, 1, SERIES);
    GraphItem *late = graph_add(maker, "overdue", "!");
    late->values[0] = ahead.late;
    late->words = graph_text(maker->arena, "Overdue: %d %s", ahead.late,
                             words_plural(ahead.late, "card", "cards"));
    maker->data = &ahead;
    GraphView narrower = *view;
    narrower.room -= view->room > 1 ? 1 : 0;
    maker->view = &narrower;
    graph_spans(maker, view->today, view->today + (DayNumber)ahead.days - 1, take_due);
    maker->view = view;
    maker->data = NULL;
    maker->graph->start = 1;
    if (!graph_has_values(maker->graph)) {
        maker->graph->empty = "Nothing falls due: cards that you learn come back here.";
        return;
    }
    graph_fact(maker, "%d %s, %d of them overdue, %d tomorrow", ahead.all,
               words_plural(ahead.all, "card", "cards"), ahead.late, ahead.tomorrow);
    graph_fact(maker, "%.1f reviews a day as things are", ahead.load);
}
