/* A program on a pseudo-terminal of its own, and other programs run to their end. */
#ifndef CAIRN_BENCH_TERMINAL_H
#define CAIRN_BENCH_TERMINAL_H

#include <stddef.h>
#include <sys/types.h>

#include "bench/common/cells.h"

typedef struct Terminal {
    pid_t child;
    int master;
    Cells *cells;    /* follow what is read; NULL none; freed by terminal_end */
    double begun_ms; /* just before the program took the process over */
} Terminal;

/* `arguments` begin with the program's path and end with NULL. */
Terminal terminal_start(const char *const *arguments, int rows, int columns);

/* Reads until `quiet_ms` of silence; times of the first and the last byte, 0 when none came within
 * `limit_ms`. Returns the bytes. */
size_t terminal_read(const Terminal *terminal, int quiet_ms, int limit_ms, double *first,
                     double *last);
void terminal_send(const Terminal *terminal, const char *keys);
/* Asks with `quit`, waits two seconds at most, and takes the terminal away. */
void terminal_end(Terminal *terminal, const char *quit);

/* A number from /proc/PID/status, -1 when it is not there. */
long terminal_number(const Terminal *terminal, const char *field);

/* Runs a program, its output thrown away; ms from before it was started until it had ended. Ends the
 * benchmark when the program fails. */
double bench_run(const char *const *arguments);

#endif
