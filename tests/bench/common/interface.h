/* Programs with a full screen, measured on pseudo-terminals, all in turn so that what else the machine
 * does hits each of them.
 *
 *   start   ms from exec to the last byte of the first burst of output (a burst ends with 30 ms of
 *           silence); lower quartile
 *   key     ms from writing a key to the first byte that comes back; lower quartile
 *   memory  peak resident set (VmHWM) after the keys
 *   step    bytes that a step of the cursor sends, and how many they are for each cell of the screen
 *           that has another character or other looks after it; means
 *   idle    voluntary context switches, and bytes, a second without input
 *   timer   the same while the practice timer runs */
#ifndef CAIRN_BENCH_INTERFACE_H
#define CAIRN_BENCH_INTERFACE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum ScreenSize { SIZE_SMALL, SIZE_LARGE, SIZE_COUNT } ScreenSize; /* 80x24, 200x60 */

typedef struct Subject {
    const char *name;
    const char *arguments[6]; /* the path first; the rest is NULL */
    const char *data;         /* its CAIRN_DATA; NULL: it has none */
    const char *place;        /* keys sent first, to the list that is measured */
    const char *down, *up, *quit;
    bool has_steps; /* bytes a step are wanted, also where it starts */
    bool seldom;    /* started a third as often: a peer, which only stands beside */
} Subject;

typedef struct StepFigures {
    double bytes, bytes_a_cell;
} StepFigures;

typedef struct Figures {
    double start_ms, key_ms[SIZE_COUNT], memory_kb;
    double copy_memory_kb;             /* of the first start of a day, which makes the day's copy */
    StepFigures first_step, list_step; /* where it starts, and in the list */
    double idle_switches, idle_bytes, timer_switches, timer_bytes;
    size_t starts, keys; /* so many were measured */
} Figures;

#define SUBJECTS_MAX 10

/* Memory in the first start of a day, which has the day's copy made: it lies at `copy` when that is done. Median. */
void interface_measure_copy(const Subject *subject, const char *copy, Figures *figures);

/* All but the timer, which is to be started in their homes before its call. */
void interface_measure(const Subject *subjects, size_t count, Figures *figures);
void interface_measure_timer(const Subject *subjects, size_t count, Figures *figures);

#endif
