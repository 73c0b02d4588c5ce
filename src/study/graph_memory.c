/* Graphs of memory: cards as they are, and predictions against what was recalled. */
#include "study/graph_impl.h"

/* Cards of the scope that have been answered and are not set aside. */
typedef void EachCard(GraphMaker *maker, const CardState *card);

static void each_known(GraphMaker *maker, EachCard *each)
{
    const StudyState *state = maker->view->state;
    for (size_t i = 0; i < state->catalog->card_count; i++)
        if (state->cards[i].phase != CARD_NEW && !state->cards[i].suspended &&
            graph_has_card(maker->view, (CatalogIndex)i))
            each(maker, &state->cards[i]);
}

/* --- counts --- */

typedef enum CardRow {
    ROW_NEW,
    ROW_LEARNING,
    ROW_RELEARNING,
    ROW_YOUNG,
    ROW_MATURE,
    ROW_SUSPENDED,
    ROW_BURIED,
    ROW_COUNT
} CardRow;

static CardRow row_of(const CardState *card, DayNumber today)
{
    if (card->suspended)
        return ROW_SUSPENDED;
    if (card->buried_day != 0 && card->buried_day == today)
        return ROW_BURIED;
    switch (card->phase) {
    case CARD_NEW:
        return ROW_NEW;
    case CARD_LEARNING:
        return ROW_LEARNING;
    case CARD_RELEARNING:
        return ROW_RELEARNING;
    case CARD_REVIEW:
        break;
    }
    return card->interval_days < STATS_MATURE_DAYS ? ROW_YOUNG : ROW_MATURE;
}

void graph_cards(GraphMaker *maker)
{
    static const char *const SERIES[] = {"cards", NULL};
    static const char *const KEYS[] = {"new",    "learning",  "relearning", "young",
                                       "mature", "suspended", "buried"};
    static const char *const LABELS[] = {"New",    "Learning",  "Relearning", "Young",
                                         "Mature", "Suspended", "Buried"};
    const GraphView *view = maker->view;
    int32_t counts[ROW_COUNT] = {0};
    int32_t all = 0;
    for (size_t i = 0; i < view->state->catalog->card_count; i++) {
        if (!graph_has_card(view, (CatalogIndex)i))
            continue;
        counts[row_of(&view->state->cards[i], view->today)]++;
        all++;
    }
    maker->graph->shape = GRAPH_BARS;
    graph_series(maker, 1, SERIES);
    for (int row = 0; row < ROW_COUNT; row++) {
        GraphItem *item = graph_add(maker, KEYS[row], LABELS[row]);
        item->values[0] = counts[row];
        item->words = graph_text(maker->arena, "%s: %d %s, %.0f %%", LABELS[row], counts[row],
                                 words_plural(counts[row], "card", "cards"),
                                 all == 0 ? 0 : 100.0 * counts[row] / all);
    }
    if (all == 0)
        maker->graph->empty = "There are no cards here: `cairn card add` writes one.";
    else
        graph_fact(maker, "%d %s", all, words_plural(all, "card", "cards"));
}

/* --- histograms --- */

/* Cards by a number: bins are [edges[i], edges[i + 1]), the last one without an end. */
typedef struct Bins {
    const double *edges;
    size_t count;
    double sum, cards;
} Bins;

static void add_bins(GraphMaker *maker, Bins *bins, const double *edges, size_t count)
{
    *bins = (Bins){.edges = edges, .count = count};
    maker->data = bins;
    for (size_t i = 0; i < count; i++)
        graph_add(maker, "", "")->values[0] = 0;
}

static void take_value(GraphMaker *maker, double value)
{
    Bins *bins = maker->data;
    size_t bin = 0;
    while (bin + 1 < bins->count && value >= bins->edges[bin + 1])
        bin++;
    maker->graph->items[bin].values[0]++;
    bins->sum += value;
    bins->cards++;
}

static void name_bins(GraphMaker *maker, const Bins *bins, const char *unit)
{
    for (size_t i = 0; i < bins->count; i++) {
        GraphItem *item = &maker->graph->items[i];
        double low = bins->edges[i];
        bool open = i + 1 == bins->count;
        item->key = open ? graph_text(maker->arena, "%g-", low)
                         : graph_text(maker->arena, "%g-%g", low, bins->edges[i + 1]);
        item->label = graph_text(maker->arena, "%g", low);
        int32_t cards = (int32_t)item->values[0];
        item->words =
            open ? graph_text(maker->arena, "%g %s or more: %d %s", low, unit, cards,
                              words_plural(cards, "card", "cards"))
                 : graph_text(maker->arena, "%g up to %g %s: %d %s", low, bins->edges[i + 1], unit,
                              cards, words_plural(cards, "card", "cards"));
    }
    maker->data = NULL;
    if (bins->cards == 0)
        maker->graph->empty = "It shows once you have learned some cards.";
}

static const double DAY_EDGES[] = {0, 1, 2, 4, 7, 14, 30, 60, 120, 240, 365, 730};
static const double PERCENT_EDGES[] = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const CARDS[] = {"cards", NULL};

static void take_retrievability(GraphMaker *maker, const CardState *card)
{
    const GraphView *view = maker->view;
    take_value(maker, 100 * scheduler_retrievability(&view->state->scheduler, card, view->today));
}

void graph_retrievability(GraphMaker *maker)
{
    Bins bins;
    graph_series(maker, 1, CARDS);
    add_bins(maker, &bins, PERCENT_EDGES, COUNT(PERCENT_EDGES));
    each_known(maker, take_retrievability);
    name_bins(maker, &bins, "%");
    maker->graph->items[bins.count - 1].words = graph_text(
        maker->arena, "90 up to 100 %%: %.0f %s", maker->graph->items[bins.count - 1].values[0],
        words_plural_rounded(maker->graph->items[bins.count - 1].values[0], "card", "cards"));
    maker->graph->start = bins.count - 1;
    if (bins.cards > 0)
        graph_fact(maker, "Of %.0f learned you would know about %.0f today, %.0f %%.", bins.cards,
                   bins.sum / 100, bins.sum / bins.cards);
}

static void take_stability(GraphMaker *maker, const CardState *card)
{
    take_value(maker, card->memory.stability);
}

void graph_stability(GraphMaker *maker)
{
    Bins bins;
    graph_series(maker, 1, CARDS);
    add_bins(maker, &bins, DAY_EDGES, COUNT(DAY_EDGES));
    each_known(maker, take_stability);
    name_bins(maker, &bins, "days");
    if (bins.cards > 0)
        graph_fact(maker, "%.1f days on average", bins.sum / bins.cards);
}

static void take_difficulty(GraphMaker *maker, const CardState *card)
{
    take_value(maker, 100 * (card->memory.difficulty - 1) / 9);
}

void graph_difficulty(GraphMaker *maker)
{
    Bins bins;
    graph_series(maker, 1, CARDS);
    add_bins(maker, &bins, PERCENT_EDGES, COUNT(PERCENT_EDGES));
    each_known(maker, take_difficulty);
    name_bins(maker, &bins, "%");
    if (bins.cards > 0)
        graph_fact(maker, "%.0f %% on average", bins.sum / bins.cards);
}

static void take_interval(GraphMaker *maker, const CardState *card)
{
    if (card->phase == CARD_REVIEW)
        take_value(maker, card->interval_days);
}

void graph_intervals(GraphMaker *maker)
{
    Bins bins;
    graph_series(maker, 1, CARDS);
    add_bins(maker, &bins, DAY_EDGES + 1, COUNT(DAY_EDGES) - 1);
    each_known(maker, take_interval);
    name_bins(maker, &bins, "days");
    if (bins.cards > 0)
        graph_fact(maker, "%.1f days on average", bins.sum / bins.cards);
}

/* --- predictions --- */

static void add_prediction(GraphMaker *maker, const char *key, const char *label, const char *words,
                           const StatsBin *bin)
{
    bool few = bin->recall.all < STATS_FEW;
    GraphItem *item = graph_add(
        maker, key, few && bin->recall.all > 0 ? graph_text(maker->arena, "%s*", label) : label);
    item->values[0] = graph_percent(bin->recall);
    item->values[1] = bin->recall.all > 0 ? 100 * bin->predicted / bin->recall.all : (double)NAN;
    item->values[2] = bin->recall.all;
    item->words = bin->recall.all == 0
                      ? graph_text(maker->arena, "%s: no answers", words)
                      : graph_text(maker->arena, "%s: recalled %s, predicted %.1f %%%s", words,
                                   graph_share_words(maker->arena, bin->recall), item->values[1],
                                   few ? " (few answers)" : "");
}

/* Of all bins together, and the root of the mean square of what they are apart, by answers. */
static void say_predictions(GraphMaker *maker, const StatsBin *bins, size_t count)
{
    StatsBin all = {0};
    double squares = 0;
    bool few = false;
    for (size_t i = 0; i < count; i++) {
        const StatsBin *bin = &bins[i];
        double apart = bin->recall.right - bin->predicted;
        all.recall.right += bin->recall.right;
        all.recall.all += bin->recall.all;
        all.predicted += bin->predicted;
        squares += bin->recall.all > 0 ? apart * apart / bin->recall.all : 0;
        few = few || (bin->recall.all > 0 && bin->recall.all < STATS_FEW);
    }
    if (all.recall.all == 0) {
        maker->graph->empty = "It shows once cards have come back a day or more after an answer.";
        return;
    }
    graph_fact(maker, "Recalled %s, predicted %.1f %%; the bins are %.1f %% apart",
               graph_share_words(maker->arena, all.recall), 100 * all.predicted / all.recall.all,
               100 * sqrt(squares / all.recall.all));
    if (few)
        graph_fact(maker, "* fewer than %d answers", STATS_FEW);
}

static const char *const PREDICTION_SERIES[] = {"recalled", "predicted", "answers", NULL};

void graph_forgetting(GraphMaker *maker)
{
    const StatsBin *bins = maker->view->stats->tables[maker->view->period].elapsed;
    maker->graph->high = 100;
    graph_series(maker, 2, PREDICTION_SERIES);
    for (size_t i = 0; i < STATS_ELAPSED_BINS; i++) {
        double low = i == 0 ? 0 : STATS_ELAPSED_EDGES[i - 1];
        bool open = i + 1 == STATS_ELAPSED_BINS;
        const char *words =
            open ? graph_text(maker->arena, "%g stabilities or more", low)
                 : graph_text(maker->arena, "%g up to %g stabilities", low, STATS_ELAPSED_EDGES[i]);
        const char *key = open ? graph_text(maker->arena, "%g-", low)
                               : graph_text(maker->arena, "%g-%g", low, STATS_ELAPSED_EDGES[i]);
        add_prediction(maker, key, graph_text(maker->arena, "%g", low), words, &bins[i]);
    }
    say_predictions(maker, bins, STATS_ELAPSED_BINS);
}

void graph_calibration(GraphMaker *maker)
{
    const StatsBin *bins = maker->view->stats->tables[maker->view->period].predicted;
    maker->graph->high = 100;
    graph_series(maker, 2, PREDICTION_SERIES);
    for (int i = 0; i < STATS_PREDICTED_BINS; i++) {
        int low = i == 0 ? 0 : STATS_PREDICTED_LOW + (i - 1) * STATS_PREDICTED_STEP;
        int high = STATS_PREDICTED_LOW + i * STATS_PREDICTED_STEP;
        add_prediction(maker, graph_text(maker->arena, "%d-%d", low, high),
                       graph_text(maker->arena, "%d", low),
                       graph_text(maker->arena, "%d up to %d %%", low, high), &bins[i]);
    }
    say_predictions(maker, bins, STATS_PREDICTED_BINS);
    maker->graph->start = STATS_PREDICTED_BINS - 2;
}
