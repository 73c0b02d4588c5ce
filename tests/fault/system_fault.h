/* System calls that fail on demand: what changes files and directories, of the program itself and of
 * SQLite alike, goes through the functions below, which take the place of the C library's in the test
 * that includes this (one file a program).
 *
 * They are counted from system_fault_arm on; the Nth one fails, and from there on all of them, or the
 * process ends there, a write half done. */
#ifndef CAIRN_TESTS_FAULT_SYSTEM_FAULT_H
#define CAIRN_TESTS_FAULT_SYSTEM_FAULT_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define SYSTEM_FAULT_EXIT 87

typedef enum SystemFault {
    SYSTEM_FULL,   /* no space: of calls that need some */
    SYSTEM_BROKEN, /* input/output error: of all */
    SYSTEM_KILL,
    SYSTEM_UNREAD /* input/output error: of one that reads a file, and only those count */
} SystemFault;

static struct {
    bool armed, fired;
    int left;
    SystemFault mode;
} system_shim;

static inline void system_fault_arm(int nth, SystemFault mode)
{
    system_shim.armed = true;
    system_shim.fired = false;
    system_shim.left = nth;
    system_shim.mode = mode;
}

/* Ends the faults; whether there was one. */
static inline bool system_fault_disarm(void)
{
    system_shim.armed = false;
    return system_shim.fired;
}

static bool system_fails(bool needs_space)
{
    if (!system_shim.armed || system_shim.mode == SYSTEM_UNREAD ||
        (system_shim.mode == SYSTEM_FULL && !needs_space))
        return false;
    if (system_shim.left > 0)
        system_shim.left--;
    if (system_shim.left > 0)
        return false;
    system_shim.fired = true;
    errno = system_shim.mode == SYSTEM_FULL ? ENOSPC : EIO;
    return true;
}

/* A call that does not write bytes: -1 when it fails, and no return from a kill. */
static bool system_refuses(bool needs_space)
{
    bool fails = system_fails(needs_space);
    if (fails && system_shim.mode == SYSTEM_KILL)
        _exit(SYSTEM_FAULT_EXIT);
    return fails;
}

/* The names that SQLite calls; the headers declare them only with its extensions. */
ssize_t pwrite64(int fd, const void *buf, size_t n, off_t offset);
int ftruncate64(int fd, off_t length);

ssize_t write(int fd, const void *buf, size_t n)
{
    bool fails = fd > STDERR_FILENO && system_fails(true);
    if (fails && system_shim.mode == SYSTEM_KILL) {
        (void)syscall(SYS_write, fd, buf, n / 2);
        _exit(SYSTEM_FAULT_EXIT);
    }
    return fails ? -1 : syscall(SYS_write, fd, buf, n);
}

ssize_t read(int fd, void *buf, size_t nbytes)
{
    if (fd > STDERR_FILENO && system_shim.armed && system_shim.mode == SYSTEM_UNREAD &&
        system_shim.left-- == 1) {
        system_shim.fired = true;
        errno = EIO;
        return -1;
    }
    return syscall(SYS_read, fd, buf, nbytes);
}

ssize_t pwrite64(int fd, const void *buf, size_t n, off_t offset)
{
    bool fails = system_fails(true);
    if (fails && system_shim.mode == SYSTEM_KILL) {
        (void)syscall(SYS_pwrite64, fd, buf, n / 2, offset);
        _exit(SYSTEM_FAULT_EXIT);
    }
    return fails ? -1 : syscall(SYS_pwrite64, fd, buf, n, offset);
}

ssize_t pwrite(int fd, const void *buf, size_t n, off_t offset)
{
    return pwrite64(fd, buf, n, offset);
}

int fsync(int fd)
{
    return system_refuses(false) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fildes)
{
    return system_refuses(false) ? -1 : (int)syscall(SYS_fdatasync, fildes);
}

int ftruncate64(int fd, off_t length)
{
    return system_refuses(false) ? -1 : (int)syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length)
{
    return ftruncate64(fd, length);
}

int rename(const char *old, const char *new)
{
    return system_refuses(true) ? -1
                                : (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0U);
}

int link(const char *from, const char *to)
{
    return system_refuses(true) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *name)
{
    return system_refuses(false) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, name, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return system_refuses(true) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

#endif
