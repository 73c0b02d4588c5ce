/* Work in a thread of its own: it reports how far it is, can be told to stop, and says through a
 * descriptor that there is news, so that the event loop sleeps until then. */
#ifndef CAIRN_SHELL_TASK_H
#define CAIRN_SHELL_TASK_H

#include <stdbool.h>

#include "base/error.h"

typedef struct Task Task;

/* The work. It may use nothing that the starting thread uses as long as the task is there. */
typedef void TaskWork(Task *task, void *data);

/* Starts it; STATUS_FAILED when the system has no thread for it. The caller ends it with task_free. */
CHECKED Status task_start(TaskWork *work, void *data, Task **task, Error *error);

/* For the work: how far it is (0..1). False: it is to stop. */
bool task_report(Task *task, double share);

/* Readable when there is news since task_news was last asked. */
int task_descriptor(const Task *task);

/* How far it is, in thousandths; true once the work is done. */
bool task_news(Task *task, int *thousandths);

/* Tells the work to stop and waits until it has; NULL is fine. */
void task_free(Task *task);

#endif
