#include "study/figures.h"

#include <string.h>

#include "base/memory.h"
#include "study/habit_now.h"

Figures *figures_new(const Catalog *catalog, size_t step_count)
{
    Figures *figures = mem_alloc(1, sizeof *figures);
    figures->topics = mem_alloc(catalog->topic_count + 1, sizeof *figures->topics);
    figures->subtopics = mem_alloc(catalog->subtopic_count + 1, sizeof *figures->subtopics);
    figures->steps = mem_alloc(step_count + 1, sizeof *figures->steps);
    figures->step_count = step_count;
    return figures;
}

void figures_free(Figures *figures)
{
    while (figures != NULL) {
        Figures *next = figures->next;
        mem_free(figures->topics);
        mem_free(figures->subtopics);
        mem_free(figures->steps);
        mem_free(figures);
        figures = next;
    }
}

/* Whether it depends on the time of the day if the card is due. */
static bool is_step(const CardState *card, DayNumber day)
{
    return !scheduler_is_due(card, INT64_MIN, day) && scheduler_is_due(card, INT64_MAX, day);
}

static Figures *with_steps(const StudyState *state, DayNumber day)
{
    const Catalog *catalog = state->catalog;
    size_t count = 0;
    for (size_t i = 0; i < catalog->card_count; i++)
        count += is_step(&state->cards[i], day);
    Figures *figures = figures_new(catalog, count);
    StepFigure *step = figures->steps;
    for (size_t i = 0; i < catalog->card_count; i++) {
        const Note *note = &catalog->notes[catalog->cards[i].note];
        if (is_step(&state->cards[i], day))
            *step++ = (StepFigure){state->cards[i].due_ms, note->topic, note->subtopic};
    }
    return figures;
}

/* For a state that has none, so that all is worked out and not looked up. */
static Figures *make_day(const StudyState *state, DayNumber day, int offset_min)
{
    QueueFilter all = queue_filter_all();
    Figures *figures = with_steps(state, day);
    figures->day = day;
    figures->worth_spreading = queue_is_worth_spreading(state, day);
    figures->clear = habit_clear_span(state, day + 1, offset_min);
    figures->queue = queue_count(state, &all, 0, day);
    progress_tally(state, INT64_MIN, day, figures->topics, figures->subtopics);
    return figures;
}

void figures_make(StudyState *state, DayNumber day, int offset_min)
{
    Figures *first = NULL;
    figures_put(state, NULL);
    for (DayNumber of = day + FIGURES_DAYS - 1; of >= day; of--) {
        Figures *figures = make_day(state, of, offset_min);
        figures->next = first;
        first = figures;
    }
    figures_put(state, first);
}

void figures_put(StudyState *state, Figures *figures)
{
    figures_free(state->figures);
    state->figures = figures;
    state->figures_revision = state->revision;
}

const Figures *figures_of(const StudyState *state, DayNumber day)
{
    const Figures *figures = state->figures_revision == state->revision ? state->figures : NULL;
    while (figures != NULL && figures->day != day)
        figures = figures->next;
    return figures;
}

static void end_step(CatalogIndex index, CardTally *tallies)
{
    if (index != CATALOG_NONE)
        tallies[index].cards.due++;
}

void figures_tally(const Figures *figures, const Catalog *catalog, int64_t now_ms,
                   CardTally *topics, CardTally *subtopics)
{
    memcpy(topics, figures->topics, catalog->topic_count * sizeof *topics);
    memcpy(subtopics, figures->subtopics, catalog->subtopic_count * sizeof *subtopics);
    for (size_t i = 0; i < figures->step_count; i++) {
        if (figures->steps[i].due_ms > now_ms)
            continue;
        end_step(figures->steps[i].topic, topics);
        end_step(figures->steps[i].subtopic, subtopics);
    }
}
