#include "study/recall_path.h"

#include <math.h>
#include <stdbool.h>

#define SPREAD 300 /* points for all stretches together, besides their ends */

/* From the day of an answer to the next one, `share` points a day. */
static void add_stretch(const FsrsModel *model, RecallPath *path, double stability, DayNumber from,
                        DayNumber to, double share)
{
    int steps = (int)fmax(1, floor((to - from) * share));
    for (int i = 0; i <= steps; i++) {
        double passed = (double)(to - from) * i / steps;
        path->days[path->count] = from + passed;
        path->recall[path->count++] = fsrs_retrievability(model, passed, stability);
    }
}

void recall_path(const FsrsModel *model, const PastAnswer *answers, size_t count, MemoryState last,
                 DayNumber until, RecallPath *path)
{
    MemoryState state = {0};
    double share = count > 0 ? SPREAD / fmax(1, until - answers[0].day) : 0;
    path->count = 0;
    for (size_t i = 0; i < count; i++) {
        bool ends = i + 1 == count;
        DayNumber end = ends ? until : answers[i + 1].day;
        state = i == 0 ? fsrs_first(model, answers[i].rating)
                       : fsrs_step(model, state, answers[i].rating,
                                   (int)(answers[i].day - answers[i - 1].day));
        if (end > answers[i].day)
            add_stretch(model, path, ends ? last.stability : state.stability, answers[i].day, end,
                        share);
    }
}
