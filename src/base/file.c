#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/memory.h"

#define PIECE ((size_t)64 * 1024) /* bytes */

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static FileStamp stamp_of(const struct stat *info)
{
    return (FileStamp){.size = info->st_size,
                       .mtime_ns = nanoseconds(info->st_mtim),
                       .ctime_ns = nanoseconds(info->st_ctim),
                       .inode = info->st_ino};
}

FileStamp file_stamp(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? stamp_of(&info) : (FileStamp){.size = -1};
}

bool file_stamp_is(const FileStamp *stamp, const FileStamp *other)
{
    return stamp->size == other->size && stamp->mtime_ns == other->mtime_ns &&
           stamp->ctime_ns == other->ctime_ns && stamp->inode == other->inode;
}

bool file_is_directory(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* NULL when there is no such file; the caller frees with mem_free. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real == NULL && errno == ENOMEM)
        mem_exhausted();
    return real;
}

bool file_is_below(const char *path, const char *directory)
{
    char *outer = real_path(directory);
    char *inner = real_path(path);
    size_t length = outer != NULL ? strlen(outer) : 0;
    bool below = outer != NULL && inner != NULL && strncmp(inner, outer, length) == 0 &&
                 inner[length] == '/';
    mem_free(outer);
    mem_free(inner);
    return below;
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

/* Room for more; false, and nothing is left, when there is none. */
static bool grow(char **bytes, size_t capacity)
{
    char *more = mem_try_resize(*bytes, capacity, 1);
    if (more == NULL)
        mem_free(*bytes);
    *bytes = more;
    return more != NULL;
}

/* Reads to the end of `fd`, at most `limit` bytes and one more that proves the file too long. 0 or an
 * errno value. */
static int read_all(int fd, size_t expected, size_t limit, char **data, size_t *length)
{
    size_t capacity = (expected < limit ? expected : limit) + 2;
    char *bytes = NULL;
    size_t used = 0;
    if (!grow(&bytes, capacity))
        return ENOMEM;
    while (used <= limit) {
        if (used + 1 == capacity) {
            capacity *= 2;
            if (!grow(&bytes, capacity))
                return ENOMEM;
        }
        ssize_t count = read(fd, bytes + used, capacity - used - 1);
        if (count == 0)
            break;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            int problem = errno;
            mem_free(bytes);
            return problem;
        }
        used += (size_t)count;
    }
    bytes[used] = '\0';
    *data = bytes;
    *length = used;
    return 0;
}

Status file_read(const char *path, size_t limit, char **data, size_t *length, Error *error)
{
    *data = NULL;
    *length = 0;
    /* O_NONBLOCK: opening a FIFO must not wait for a writer */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return error_set_errno(error, errno, "cannot open %s", path);
    Status status = STATUS_OK;
    struct stat info;
    if (fstat(fd, &info) != 0) {
        status = error_set_errno(error, errno, "cannot read %s", path);
        goto out;
    }
    if (!S_ISREG(info.st_mode)) {
        status = error_set(error, STATUS_FAILED, "cannot read %s: not a regular file", path);
        goto out;
    }
    size_t expected = info.st_size > 0 ? (size_t)info.st_size : 4096;
    int problem = read_all(fd, expected, limit, data, length);
    if (problem != 0) {
        status = error_set_errno(error, problem, "cannot read %s", path);
    } else if (*length > limit) {
        mem_free(*data);
        *data = NULL;
        *length = 0;
        status =
            error_set(error, STATUS_FAILED,
                      "cannot read %s: it is larger than the %zu bytes allowed here", path, limit);
    }
out:
    (void)close(fd);
    return status;
}

Status file_map(const char *path, size_t limit, uintptr_t place, FileMap *map, Error *error)
{
    *map = (FileMap){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return error_set_errno(error, errno, "cannot open %s", path);
    Status status = STATUS_OK;
    struct stat info;
    if (fstat(fd, &info) != 0)
        status = error_set_errno(error, errno, "cannot read %s", path);
    else if (!S_ISREG(info.st_mode) || (uint64_t)info.st_size > limit)
        status =
            error_set(error, STATUS_FAILED,
                      "cannot read %s: it is no regular file of at most %zu bytes", path, limit);
    else if (info.st_size > 0) {
        void *data = mmap((void *)place, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE,
                          fd, 0); /* the place is a wish */
        if (data == MAP_FAILED)
            status = error_set_errno(error, errno, "cannot read %s", path);
        else
            *map =
                (FileMap){.data = data, .length = (size_t)info.st_size, .stamp = stamp_of(&info)};
    }
    (void)close(fd);
    return status;
}

void file_unmap(FileMap *map)
{
    if (map->data != NULL)
        (void)munmap(map->data, map->length);
    *map = (FileMap){0};
}

int file_open_same(const char *path, const FileMap *map)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
    if (file >= 0 && (fstat(file, &info) != 0 || info.st_ino != map->stamp.inode ||
                      info.st_size != map->stamp.size)) {
        (void)close(file);
        file = -1;
    }
    return file;
}

void file_close(int file)
{
    (void)close(file);
}

bool file_read_part(int file, size_t offset, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = pread(file, bytes, length, (off_t)offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        offset += (size_t)count;
        length -= (size_t)count;
    }
    return true;
}

/* In small pieces: some kernels keep what was written at once together, megabytes of it, and whoever maps
 * the file and touches a byte then has all of them in memory. */
static int write_all(int fd, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t count = write(fd, data, length < PIECE ? length : PIECE);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        data += count;
        length -= (size_t)count;
    }
    return 0;
}

static char *directory_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_dup(".");
    return mem_dup_range(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Writes and syncs a fresh file of mode 0600; 0 or an errno value. The descriptor is closed. */
static int fill_temporary(int fd, const char *data, size_t length)
{
    int problem = fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? 0 : errno;
    if (problem == 0)
        problem = write_all(fd, data, length);
    if (problem == 0 && fsync(fd) != 0)
        problem = errno;
    if (close(fd) != 0 && problem == 0)
        problem = errno;
    return problem;
}

Status file_replace(const char *path, const char *data, size_t length, Error *error)
{
    char *parent = directory_of(path);
    char *temporary = mem_format("%s.XXXXXX", path);
    Status status = STATUS_OK;
    int fd = -1;
    int directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) {
        status = error_set_errno(error, errno, "cannot write %s: directory %s", path, parent);
        goto out;
    }
    fd = mkstemp(temporary);
    if (fd < 0) {
        status = error_set_errno(error, errno, "cannot create a file beside %s", path);
        goto out;
    }
    int problem = fill_temporary(fd, data, length);
    if (problem == 0 && rename(temporary, path) != 0)
        problem = errno;
    if (problem != 0) {
        (void)unlink(temporary);
        status = error_set_errno(error, problem, "cannot write %s", path);
        goto out;
    }
    /* some file systems cannot sync a directory and say EINVAL: nothing more can be done there */
    if (fsync(directory) != 0 && errno != EINVAL && errno != ENOTSUP)
        status =
            error_set_errno(error, errno, "%s was written, but may not survive a power cut", path);
out:
    if (directory >= 0)
        (void)close(directory);
    mem_free(temporary);
    mem_free(parent);
    return status;
}

Status file_make_directory(const char *path, Error *error)
{
    char *copy = mem_dup(path);
    Status status = STATUS_OK;
    for (char *at = copy; status == STATUS_OK && *at != '\0';) {
        at += strspn(at, "/");
        at += strcspn(at, "/");
        char kept = *at;
        *at = '\0';
        if (copy[0] != '\0' && mkdir(copy, 0700) != 0) {
            int problem = errno;
            if (!file_is_directory(copy))
                status = error_set_errno(error, problem, "cannot create directory %s", copy);
        }
        *at = kept;
    }
    mem_free(copy);
    return status;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

Status file_list(const char *path, char ***names, size_t *count, Error *error)
{
    *names = NULL;
    *count = 0;
    DIR *directory = opendir(path);
    if (directory == NULL && errno == ENOENT)
        return STATUS_OK;
    if (directory == NULL)
        return error_set_errno(error, errno, "cannot list directory %s", path);
    ARRAY(char *) found = {0};
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            *array_push(&found) = mem_dup(entry->d_name);
    }
    int problem = errno;
    (void)closedir(directory);
    if (problem != 0) {
        file_list_free(found.items, found.count);
        return error_set_errno(error, problem, "cannot list directory %s", path);
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare_names);
    *names = found.items;
    *count = found.count;
    return STATUS_OK;
}

void file_list_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mem_free(names[i]);
    mem_free(names);
}

uint64_t hash_bytes(const void *data, size_t length)
{
    const unsigned char *bytes = data;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

uint64_t hash_text(const char *text)
{
    return hash_bytes(text, strlen(text));
}
