#include "study/recall_path.h"

#include <math.h>

#define SPREAD 300 /* points for all stretches together, besides their ends */

typedef struct Path {
    const FsrsModel *model;
    double *days, *recall;
    size_t count;
    double share; /* points a day */
} Path;

/* From the day of an answer to the next one. */
static void add_stretch(Path *path, double stability, DayNumber from, DayNumber to)
{
    int steps = (int)fmax(1, floor((to - from) * path->share));
    for (int i = 0; i <= steps; i++) {
        double passed = (double)(to - from) * i / steps;
        path->days[path->count] = from + passed;
        path->recall[path->count++] = fsrs_retrievability(path->model, passed, stability);
    }
}

size_t recall_path(const FsrsModel *model, const PastAnswer *answers, size_t count,
                   MemoryState last, DayNumber until, double *days, double *recall)
{
    Path path = {.model = model, .days = days, .recall = recall};
    MemoryState state = {0};
    if (count == 0)
        return 0;
    path.share = SPREAD / fmax(1, until - answers[0].day);
    for (size_t i = 0; i < count; i++) {
        DayNumber end = i + 1 < count ? answers[i + 1].day : until;
        state = i == 0 ? fsrs_first(model, answers[i].rating)
                       : fsrs_step(model, state, answers[i].rating,
                                   (int)(answers[i].day - answers[i - 1].day));
        if (end > answers[i].day)
            add_stretch(&path, i + 1 < count ? state.stability : last.stability, answers[i].day,
                        end);
    }
    return path.count;
}
