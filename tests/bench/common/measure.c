#include "bench/common/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

_Noreturn void bench_die(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double bench_now_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double bench_processor_ms(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double part(double *values, size_t count, size_t divisor)
{
    if (count == 0)
        return 0;
    qsort(values, count, sizeof *values, compare);
    return values[count / divisor];
}

double bench_median(double *values, size_t count)
{
    return part(values, count, 2);
}

double bench_lower_quartile(double *values, size_t count)
{
    return part(values, count, 4);
}

/* Knuth's MMIX generator; the upper bits are the good ones. */
unsigned bench_chance(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}
