/* Noticing that another instance writes, without looking: by inotify where the system has it. */
#include "companion/workspace.h"

#include <unistd.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

#ifdef __linux__
#include <sys/inotify.h>

/* The write-ahead log is one file as long as anybody has the database open, and every write goes there. */
int workspace_watch(Workspace *workspace)
{
    if (workspace->watch >= 0 || workspace->store == NULL)
        return workspace->watch;
    char *log = mem_format("%s-wal", workspace->database);
    workspace->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (workspace->watch >= 0 &&
        inotify_add_watch(workspace->watch, log, IN_MODIFY | IN_ATTRIB) < 0)
        workspace_unwatch(workspace);
    mem_free(log);
    return workspace->watch;
}

void workspace_watch_take(Workspace *workspace)
{
    char events[4096];
    while (workspace->watch >= 0 && read(workspace->watch, events, sizeof events) > 0) {
    }
}

#else

int workspace_watch(Workspace *workspace)
{
    return workspace->watch;
}

void workspace_watch_take(Workspace *workspace)
{
    (void)workspace;
}

#endif

void workspace_unwatch(Workspace *workspace)
{
    if (workspace->watch >= 0)
        (void)close(workspace->watch);
    workspace->watch = -1;
}
