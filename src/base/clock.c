#include "base/clock.h"

#include <time.h>

#include "base/civil.h"

static int64_t read_ms(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / 1000000;
}

static int64_t real_now(const Clock *clock)
{
    (void)clock;
    return read_ms(CLOCK_REALTIME);
}

static int64_t fixed_now(const Clock *clock)
{
    return clock->start_ms;
}

static int64_t started_now(const Clock *clock)
{
    return clock->start_ms + (clock_monotonic_ms() - clock->origin_ms);
}

static int64_t real_slept(const Clock *clock)
{
    (void)clock;
#ifdef CLOCK_BOOTTIME
    return read_ms(CLOCK_BOOTTIME) - clock_monotonic_ms();
#else
    return 0;
#endif
}

static int64_t fixed_slept(const Clock *clock)
{
    return clock->fixed_slept_ms;
}

/* When the machine started, by the wall clock as it stands. */
static int64_t boot_instant(const Clock *clock)
{
#ifdef CLOCK_BOOTTIME
    if (clock->slept_ms == real_slept)
        return read_ms(CLOCK_REALTIME) - read_ms(CLOCK_BOOTTIME);
#endif
    return clock->boot_ms;
}

static int system_offset(const Clock *clock, int64_t at_ms)
{
    (void)clock;
    return civil_local_offset(at_ms);
}

static int fixed_offset(const Clock *clock, int64_t at_ms)
{
    (void)at_ms;
    return clock->fixed_offset_min;
}

Clock clock_real(void)
{
    return (Clock){.now_ms = real_now, .offset_min = system_offset, .slept_ms = real_slept};
}

Clock clock_fixed(int64_t at_ms, int offset_min)
{
    return (Clock){.now_ms = fixed_now,
                   .offset_min = fixed_offset,
                   .slept_ms = fixed_slept,
                   .start_ms = at_ms,
                   .fixed_offset_min = offset_min};
}

Clock clock_started(int64_t at_ms)
{
    return (Clock){.now_ms = started_now,
                   .offset_min = system_offset,
                   .slept_ms = fixed_slept,
                   .start_ms = at_ms,
                   .origin_ms = clock_monotonic_ms()};
}

Status clock_from_text(const char *now_text, Clock *clock, Error *error)
{
    *clock = clock_real();
    if (now_text == NULL || now_text[0] == '\0')
        return STATUS_OK;
    /* Without a zone the text means local time, whose offset depends on the instant itself: two
     * rounds settle it. With a zone every round gives the same. */
    int64_t at_ms = 0;
    int offset_min = 0;
    for (int round = 0; round < 3; round++) {
        Status status = civil_parse_instant(now_text, offset_min, &at_ms, NULL, error);
        if (status != STATUS_OK)
            return error_prefix(error, status, "CAIRN_NOW");
        offset_min = civil_local_offset(at_ms);
    }
    *clock = clock_started(at_ms);
    return STATUS_OK;
}

int64_t clock_now(const Clock *clock)
{
    return clock->now_ms(clock);
}

int clock_offset(const Clock *clock, int64_t at_ms)
{
    return clock->offset_min(clock, at_ms);
}

int64_t clock_slept(const Clock *clock)
{
    return clock->slept_ms(clock);
}

int64_t clock_slept_since(const Clock *clock, int64_t since_ms, int64_t slept_ms)
{
    if (slept_ms < 0)
        return 0;
    bool restarted = boot_instant(clock) > since_ms + MS_PER_MINUTE;
    int64_t slept = clock_slept(clock) - (restarted ? 0 : slept_ms);
    return slept > 0 && slept <= clock_now(clock) - since_ms ? slept : 0;
}

int64_t clock_monotonic_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}

int64_t clock_monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
