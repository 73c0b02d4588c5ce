/* What all benchmarks share: time, chance that is the same in every run, and how a figure is taken from
 * many. Whatever else the machine does only adds to a time: of times on the clock the lower quartile
 * says most. */
#ifndef CAIRN_BENCH_MEASURE_H
#define CAIRN_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

/* Ends the benchmark: "WHAT: WHY" on standard error, and 1. */
_Noreturn void bench_die(const char *what, const char *why);

double bench_now_ms(void); /* monotonic */
/* Of this program alone: what is only worked out is measured in it, so that a busy machine does not
 * count. */
double bench_processor_ms(void);

/* Sort `values`; 0 without any. */
double bench_median(double *values, size_t count);
double bench_lower_quartile(double *values, size_t count);

/* A number below `below`, by the state of the caller's own sequence. */
unsigned bench_chance(uint64_t *seed, unsigned below);

#endif
