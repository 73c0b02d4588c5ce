/* File systems of a test's own, mounted over directories of its home: in a namespace that ends with the test's
 * program, so that nobody else sees them. */
#ifndef CAIRN_TESTS_MOUNTS_H
#define CAIRN_TESTS_MOUNTS_H

#ifdef __linux__
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

/* linux/sched.h has them, and with it names of its own */
#define MOUNTS_NAMESPACE 0x00020000 /* CLONE_NEWNS */
#define MOUNTS_USER      0x10000000 /* CLONE_NEWUSER */
int unshare(int flags);

static inline bool mounts_put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        (void)close(fd);
    return written;
}

/* Whether file systems can be mounted from now on; why not is told. Asked once. */
static inline bool mounts_possible(void)
{
    static enum { UNKNOWN, POSSIBLE, IMPOSSIBLE } answer;
    char map[64];
    (void)snprintf(map, sizeof map, "0 %ld 1", (long)geteuid());
    if (answer == UNKNOWN) {
        bool own =
            unshare(MOUNTS_NAMESPACE) == 0 ||
            (unshare(MOUNTS_USER | MOUNTS_NAMESPACE) == 0 && mounts_put("/proc/self/uid_map", map));
        answer =
            own && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 ? POSSIBLE : IMPOSSIBLE;
    }
    if (answer == IMPOSSIBLE)
        print_message("# skipped: this system lets nobody mount a file system\n");
    return answer == POSSIBLE;
}

/* An empty one of so many bytes. */
static inline bool mounts_add(const char *directory, const char *size)
{
    char options[64];
    (void)snprintf(options, sizeof options, "size=%s", size);
    return mount("tmpfs", directory, "tmpfs", 0, options) == 0;
}

/* What is there can only be read from now on, until mounts_remove. */
static inline bool mounts_add_read_only(const char *directory)
{
    return mount(directory, directory, NULL, MS_BIND, NULL) == 0 &&
           mount(NULL, directory, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

static inline void mounts_remove(const char *directory)
{
    (void)umount2(directory, MNT_DETACH);
}

#else

static inline bool mounts_possible(void)
{
    print_message("# skipped: nothing is known of mounting file systems on this system\n");
    return false;
}

static inline bool mounts_add(const char *directory, const char *size)
{
    (void)directory;
    (void)size;
    return false;
}

static inline bool mounts_add_read_only(const char *directory)
{
    (void)directory;
    return false;
}

static inline void mounts_remove(const char *directory)
{
    (void)directory;
}
#endif

#endif
