/* What follows from all the cards on one study day: how many come, how well topics are remembered. Kept with
 * a state, it spares a start the way through the cards, which in a large home is most of its time and memory.
 * They hold for one day and one state each; whoever asks for another gets none, and works them out. */
#ifndef CAIRN_STUDY_FIGURES_H
#define CAIRN_STUDY_FIGURES_H

#include "study/progress.h"
#include "study/queue.h"

/* A step that ends on the day: its card is due from then on. */
typedef struct StepFigure {
    int64_t due_ms;
    CatalogIndex topic, subtopic; /* CATALOG_NONE without one */
} StepFigure;

typedef struct Figures {
    DayNumber day;
    bool worth_spreading; /* queue_is_worth_spreading */
    DaySpan clear;        /* habit_clear_span, until the day after */
    QueueCounts queue;    /* of all cards */
    CardTally *topics,
        *subtopics; /* parallel to the catalog's, before any of the steps has ended */
    StepFigure *steps;
    size_t step_count;
    struct Figures *next; /* those of another day */
} Figures;

/* The days that figures are kept of: whoever comes back tomorrow, or a day later, finds them too. */
#define FIGURES_DAYS 3

/* Figures with room for a catalog's topics and subtopics, and for so many steps; freed with figures_free
 * (NULL is fine), which frees the next as well. */
Figures *figures_new(const Catalog *catalog, size_t step_count);
void figures_free(Figures *figures);

/* Works out the figures of FIGURES_DAYS days from this one on and puts them into the state, in the place of
 * others. */
void figures_make(StudyState *state, DayNumber day, int offset_min);

/* Puts figures into the state that are known to be its own; they are the state's from then on. */
void figures_put(StudyState *state, Figures *figures);

/* The state's figures of a day; NULL when they are not known or the state changed since. */
const Figures *figures_of(const StudyState *state, DayNumber day);

/* The tallies at an instant of the day (progress_tally). */
void figures_tally(const Figures *figures, const Catalog *catalog, int64_t now_ms,
                   CardTally *topics, CardTally *subtopics);

#endif
