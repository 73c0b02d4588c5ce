/* Noticing that another instance writes, without looking: by inotify where the system has it. */
#include "companion/workspace.h"

#include <unistd.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

#ifdef __linux__
#include <sys/inotify.h>

/* The write-ahead log is one file as long as anybody has the database open, and every write goes there; as
 * long as nobody has, the directory tells when it comes. Of the database itself only its names are of
 * interest: another file may take its place. */
static bool watch_files(const Workspace *workspace)
{
    char *log = mem_format("%s-wal", workspace->database);
    bool watched = inotify_add_watch(workspace->watch, log, IN_MODIFY | IN_ATTRIB) >= 0;
    if (!watched && store_is_waiting(workspace->store))
        watched = inotify_add_watch(workspace->watch, workspace->paths.data,
                                    IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) >= 0;
    (void)inotify_add_watch(workspace->watch, workspace->database, IN_ATTRIB | IN_MOVE_SELF);
    mem_free(log);
    return watched;
}

int workspace_watch(Workspace *workspace)
{
    if (workspace->watch >= 0 || workspace->store == NULL)
        return workspace->watch;
    workspace->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (workspace->watch >= 0 && !watch_files(workspace))
        workspace_unwatch(workspace);
    return workspace->watch;
}

void workspace_watch_again(Workspace *workspace)
{
    if (workspace->watch >= 0 && !watch_files(workspace))
        workspace_unwatch(workspace);
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

void workspace_watch_again(Workspace *workspace)
{
    (void)workspace;
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
