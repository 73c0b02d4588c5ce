/* What everybody needs who starts another process. */
#ifndef CAIRN_BASE_PROCESS_H
#define CAIRN_BASE_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/* A pipe, to be read at ends[0], that no program started meanwhile inherits. False with errno. */
bool process_pipe(int ends[2]);

/* Waits until a child has ended, whatever signals come; returns it, or -1 with errno. `*result` is as waitpid
 * has it. */
pid_t process_wait(pid_t child, int *result);

#endif
