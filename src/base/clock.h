/* The clock interface: the only way time enters the program. */
#ifndef CAIRN_BASE_CLOCK_H
#define CAIRN_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

typedef struct Clock {
    int64_t (*now_ms)(const struct Clock *clock);           /* wall clock, UTC ms since the epoch */
    int (*offset_min)(const struct Clock *, int64_t at_ms); /* local zone at an instant */
    int64_t (*slept_ms)(const struct Clock *clock); /* spent asleep since the machine started */
    int64_t start_ms;       /* for a started or fixed clock: its first instant */
    int64_t origin_ms;      /* monotonic ms when it was started */
    int64_t fixed_slept_ms; /* for a fixed clock */
    int64_t boot_ms;        /* for a fixed clock: the wall clock when the machine started */
    int fixed_offset_min;   /* for a fixed clock */
} Clock;

/* The system's clock and zone. */
Clock clock_real(void);

/* A clock that stands still at `at_ms` in a zone `offset_min`: for tests and fixtures. */
Clock clock_fixed(int64_t at_ms, int offset_min);

/* A clock that begins at `at_ms` now and runs at normal speed, in the system's zone (CAIRN_NOW). */
Clock clock_started(int64_t at_ms);

/* clock_started when `now_text` (the value of CAIRN_NOW, may be NULL or "") is an instant, else
 * clock_real; STATUS_USAGE when the text is no instant. */
CHECKED Status clock_from_text(const char *now_text, Clock *clock, Error *error);

int64_t clock_now(const Clock *clock);
int clock_offset(const Clock *clock, int64_t at_ms);

/* The time for which the machine has slept (was suspended) since it started; a started clock never
 * sleeps. It grows by each sleep and stands still otherwise: what the boot-time clock is ahead of the
 * monotonic one. */
int64_t clock_slept(const Clock *clock);

/* The sleep since `since_ms`, an instant at which clock_slept was `slept_ms` (below 0: nobody looked).
 * Never negative, and 0 where the clocks contradict each other: no sleep is longer than the time that
 * passed. After a restart of the machine, the sleep since that. */
int64_t clock_slept_since(const Clock *clock, int64_t since_ms, int64_t slept_ms);

/* Monotonic ms and microseconds, for measuring and time-outs only. */
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);

#endif
