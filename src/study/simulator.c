#include "study/simulator.h"

#include <math.h>
#include <stdbool.h>

#include "base/memory.h"
#include "study/chance.h"

#define STEP_ANSWERS_MAX 5 /* answers of the same day: then a card rests whatever they were */
#define CHANCE_RANGE     ((uint64_t)1 << 32)
#define NONE             (-1)

/* A card on its way; it waits in the list of the day it is due. */
typedef struct Card {
    MemoryState memory;
    Chance chance;
    int32_t last; /* day of its last answer, from the first simulated day */
    int32_t next; /* in the same list, NONE at its end */
} Card;

typedef struct List {
    int32_t first, last;
} List;

typedef struct Simulation {
    const SimulatorConfig *config;
    double retention;
    Card *cards;    /* answered ones first, then the new ones in their order */
    size_t started; /* cards[0 .. started) were answered */
    size_t all;
    List *due; /* by day */
    SimulatorDay today;
    double seconds; /* of today */
} Simulation;

typedef struct Batch {
    const SimulatorConfig *config;
    const double *retentions;
    SimulatorOutcome *outcomes;
    SimulatorDay *days;
} Batch;

/* --- answers --- */

static double draw(Card *card)
{
    return (double)chance_below(&card->chance, CHANCE_RANGE) / (double)CHANCE_RANGE;
}

static Rating draw_rating(Card *card, const AnswerShares *shares)
{
    double rest = draw(card);
    for (int i = 0; i < 3; i++) {
        if (rest < shares->by_rating[i])
            return (Rating)(i + 1);
        rest -= shares->by_rating[i];
    }
    return RATING_EASY;
}

static void answer(Simulation *simulation, Card *card, AnswerKind kind, Rating rating, int days)
{
    const SimulatorConfig *config = simulation->config;
    card->memory = memory_step(config->model, card->memory, rating, days);
    simulation->seconds += config->costs->seconds[kind][rating - 1];
}

/* The answers of the same day, until as many Goods in a row as there are steps, or an Easy. */
static void answer_steps(Simulation *simulation, Card *card, Rating rating, bool learning)
{
    const SimulatorConfig *config = simulation->config;
    const StudyCosts *costs = config->costs;
    int steps = learning ? config->learning_steps : config->relearning_steps;
    int passed = learning && rating == RATING_GOOD; /* the first answer passes the first step */
    for (int i = 0; i < STEP_ANSWERS_MAX && passed < steps && rating != RATING_EASY; i++) {
        const AnswerShares *shares = learning ? costs->learning : costs->relearning;
        rating = draw_rating(card, &shares[rating - 1]);
        answer(simulation, card, learning ? ANSWER_LEARNING : ANSWER_RELEARNING, rating, 0);
        if (rating == RATING_AGAIN)
            passed = 0;
        passed += rating == RATING_GOOD;
    }
}

/* --- days --- */

static void append(Simulation *simulation, size_t index, int day)
{
    List *list = &simulation->due[day];
    simulation->cards[index].next = NONE;
    if (list->first == NONE)
        list->first = (int32_t)index;
    else
        simulation->cards[list->last].next = (int32_t)index;
    list->last = (int32_t)index;
}

/* Puts the card where its interval leads, unless that is behind the last day. */
static void schedule(Simulation *simulation, size_t index, int today)
{
    const SimulatorConfig *config = simulation->config;
    Card *card = &simulation->cards[index];
    double days = round(memory_interval(config->model, card->memory, simulation->retention));
    days = fmin(fmax(days, 1), config->maximum_interval);
    card->last = today;
    if (days < config->days - today)
        append(simulation, index, today + (int)days);
}

static void review(Simulation *simulation, size_t index, int today)
{
    const SimulatorConfig *config = simulation->config;
    Card *card = &simulation->cards[index];
    int days = today - card->last;
    Rating rating = RATING_AGAIN;
    if (draw(card) < memory_retrievability(config->model, card->memory, days))
        rating = draw_rating(card, &config->costs->recalled);
    answer(simulation, card, ANSWER_REVIEW, rating, days);
    if (rating == RATING_AGAIN)
        answer_steps(simulation, card, rating, false);
    schedule(simulation, index, today);
}

static void introduce(Simulation *simulation, int today)
{
    size_t index = simulation->started++;
    Card *card = &simulation->cards[index];
    Rating rating = draw_rating(card, &simulation->config->costs->first);
    answer(simulation, card, ANSWER_FIRST, rating, 0);
    answer_steps(simulation, card, rating, true);
    schedule(simulation, index, today);
}

/* What is left of today's list comes first tomorrow. */
static void carry_over(Simulation *simulation, int32_t rest, int today)
{
    if (rest == NONE || today + 1 >= simulation->config->days)
        return;
    List *tomorrow = &simulation->due[today + 1];
    simulation->cards[simulation->due[today].last].next = tomorrow->first;
    if (tomorrow->first == NONE)
        tomorrow->last = simulation->due[today].last;
    tomorrow->first = rest;
}

static double remembered(const Simulation *simulation, int today)
{
    double sum = 0;
    for (size_t i = 0; i < simulation->started; i++) {
        const Card *card = &simulation->cards[i];
        sum += memory_retrievability(simulation->config->model, card->memory, today - card->last);
    }
    return sum;
}

/* Reviews before new cards, each as far as their limit goes. */
static void live_day(Simulation *simulation, int today)
{
    const SimulatorConfig *config = simulation->config;
    simulation->today = (SimulatorDay){0};
    simulation->seconds = 0;
    int32_t index = simulation->due[today].first;
    while (index != NONE && simulation->today.reviews < config->reviews_per_day) {
        int32_t next = simulation->cards[index].next;
        review(simulation, (size_t)index, today);
        simulation->today.reviews++;
        index = next;
    }
    carry_over(simulation, index, today);
    while (simulation->started < simulation->all &&
           simulation->today.new_cards < config->new_per_day) {
        introduce(simulation, today);
        simulation->today.new_cards++;
    }
    simulation->today.minutes = simulation->seconds / 60;
}

/* --- a deck --- */

static void begin(Simulation *simulation)
{
    const SimulatorConfig *config = simulation->config;
    for (int day = 0; day < config->days; day++)
        simulation->due[day] = (List){NONE, NONE};
    for (size_t i = 0; i < simulation->all; i++) {
        Card *card = &simulation->cards[i];
        card->chance = chance_from(config->seed + i * CHANCE_RANGE);
        if (i >= config->card_count)
            continue;
        card->memory = config->cards[i].memory;
        card->last = -config->cards[i].days_ago;
        if (config->cards[i].due_in < config->days)
            append(simulation, i, config->cards[i].due_in > 0 ? config->cards[i].due_in : 0);
    }
}

static void simulate(void *data, size_t index)
{
    const Batch *batch = data;
    const SimulatorConfig *config = batch->config;
    size_t all = config->card_count + config->new_cards;
    Simulation simulation = {.config = config,
                             .retention = batch->retentions[index],
                             .cards = mem_alloc(all + 1, sizeof(Card)),
                             .started = config->card_count,
                             .all = all,
                             .due = mem_alloc((size_t)config->days, sizeof(List))};
    SimulatorOutcome *outcome = &batch->outcomes[index];
    *outcome = (SimulatorOutcome){.retention = batch->retentions[index]};
    begin(&simulation);
    for (int day = 0; day < config->days; day++) {
        live_day(&simulation, day);
        outcome->reviews_per_day += simulation.today.reviews + simulation.today.new_cards;
        outcome->minutes_per_day += simulation.today.minutes;
        if (batch->days != NULL) {
            simulation.today.remembered = remembered(&simulation, day);
            batch->days[index * (size_t)config->days + (size_t)day] = simulation.today;
        }
    }
    outcome->reviews_per_day /= config->days;
    outcome->minutes_per_day /= config->days;
    outcome->remembered = remembered(&simulation, config->days - 1);
    mem_free(simulation.due);
    mem_free(simulation.cards);
}

void simulator_run(const SimulatorConfig *config, const double *retentions, size_t count,
                   const Jobs *jobs, SimulatorOutcome *outcomes, SimulatorDay *days)
{
    Batch batch = {config, retentions, outcomes, days};
    jobs_run(jobs, simulate, &batch, count);
}

size_t simulator_best(const SimulatorOutcome *outcomes, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        double here = outcomes[i].minutes_per_day * outcomes[best].remembered;
        if (here < outcomes[best].minutes_per_day * outcomes[i].remembered)
            best = i;
    }
    return best;
}
