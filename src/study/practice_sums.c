#include "study/practice_sums.h"

typedef struct Adding {
    PracticeSum *sums;
    size_t count;
    DayNumber first;
    int32_t days;
    size_t last; /* the span to which the block was added last, from 1; 0: none yet */
} Adding;

/* The span of a day; NULL when it is in none. */
static PracticeSum *span_of(const Adding *adding, DayNumber day)
{
    if (day < adding->first)
        return NULL;
    size_t at = (size_t)((day - adding->first) / adding->days);
    return at < adding->count ? &adding->sums[at] : NULL;
}

static void add_part(void *context, DayNumber day, int64_t ms)
{
    Adding *adding = context;
    PracticeSum *sum = span_of(adding, day);
    if (sum == NULL)
        return;
    size_t at = (size_t)(sum - adding->sums) + 1;
    sum->practice_ms += ms;
    sum->blocks += at != adding->last;
    adding->last = at;
}

void practice_sums(const PracticeBlock *blocks, size_t block_count, const DayTotal *totals,
                   size_t total_count, DayNumber first, int32_t days, PracticeSum *sums,
                   size_t count)
{
    Adding adding = {.sums = sums, .count = count, .first = first, .days = days};
    for (size_t i = 0; i < count; i++)
        sums[i] = (PracticeSum){.from = first + (DayNumber)i * days, .days = days};
    for (size_t i = 0; i < block_count; i++) {
        adding.last = 0;
        practice_split_block(&blocks[i], add_part, &adding);
    }
    for (size_t i = 0; i < total_count; i++) {
        PracticeSum *sum = span_of(&adding, totals[i].day);
        if (sum != NULL)
            sum->review_ms += totals[i].review_ms;
    }
}

void practice_week(DayNumber day, int *year, int *week)
{
    DayNumber thursday = day - civil_weekday(day) + 3; /* whose year is that of the week */
    CivilDate date = civil_from_day(thursday);
    DayNumber new_year = civil_to_day((CivilDate){.year = date.year, .month = 1, .day = 1});
    *year = date.year;
    *week = (thursday - new_year) / 7 + 1;
}
