#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

bool process_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

pid_t process_wait(pid_t child, int *result)
{
    pid_t ended;
    do {
        ended = waitpid(child, result, 0);
    } while (ended < 0 && errno == EINTR);
    return ended;
}
