/* Beginning a project: its starter files in a directory of the learner's.
 *
 * Content packs come from others, so a starter file is taken only from inside the project's starter/
 * folder: names are relative, without "..", and no part of a path may be a symbolic link. */
#include "companion/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

#define STARTER_LIMIT ((off_t)64 * 1024 * 1024)

static bool is_plain(const char *name)
{
    if (name[0] == '\0' || name[0] == '/')
        return false;
    for (const char *part = name; *part != '\0';) {
        size_t length = strcspn(part, "/");
        if (length == 0 || strncmp(part, ".", length) == 0 ||
            (length == 2 && strncmp(part, "..", 2) == 0))
            return false;
        part += length;
        if (*part == '/' && *++part == '\0')
            return false;
    }
    return true;
}

/* Opens the directory that holds `name` below `root`, part by part and through no link; missing ones
 * are made when `make`. `*last` is the name's last part. -1 with errno on failure. */
static int open_parent(int root, const char *name, bool make, const char **last)
{
    int at = fcntl(root, F_DUPFD_CLOEXEC, 0);
    const char *slash;
    while (at >= 0 && (slash = strchr(name, '/')) != NULL) {
        char *part = mem_dup_range(name, (size_t)(slash - name));
        if (make && mkdirat(at, part, 0777) != 0 && errno != EEXIST) {
            int problem = errno;
            (void)close(at);
            mem_free(part);
            errno = problem;
            return -1;
        }
        int next = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int problem = errno;
        (void)close(at);
        mem_free(part);
        errno = problem;
        at = next;
        name = slash + 1;
    }
    *last = name;
    return at;
}

static int open_source(int root, const char *name, struct stat *info)
{
    const char *last;
    int parent = open_parent(root, name, false, &last);
    if (parent < 0)
        return -1;
    int fd = openat(parent, last, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    int problem = errno;
    (void)close(parent);
    if (fd >= 0 &&
        (fstat(fd, info) != 0 || !S_ISREG(info->st_mode) || info->st_size > STARTER_LIMIT)) {
        (void)close(fd);
        fd = -1;
        problem = EINVAL;
    }
    errno = problem;
    return fd;
}

static int copy_bytes(int from, int to)
{
    char block[16384];
    for (;;) {
        ssize_t count = read(from, block, sizeof block);
        if (count == 0)
            return 0;
        if (count < 0 && errno != EINTR)
            return errno;
        for (ssize_t done = 0; done < count;) {
            ssize_t written = write(to, block + done, (size_t)(count - done));
            if (written < 0 && errno != EINTR)
                return errno;
            done += written < 0 ? 0 : written;
        }
    }
}

/* Copies one file; it must not be there. 0 or an errno value. */
static int copy_file(int source_root, int target_root, const char *name)
{
    struct stat info;
    int from = open_source(source_root, name, &info);
    if (from < 0)
        return errno;
    const char *last;
    int to = -1;
    int problem = 0;
    int parent = open_parent(target_root, name, true, &last);
    if (parent >= 0)
        to = openat(parent, last, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    info.st_mode & 0777);
    if (to < 0)
        problem = errno;
    else
        problem = copy_bytes(from, to);
    if (to >= 0 && close(to) != 0 && problem == 0)
        problem = errno;
    if (to >= 0 && problem != 0)
        (void)unlinkat(parent, last, 0);
    if (parent >= 0)
        (void)close(parent);
    (void)close(from);
    return problem;
}

/* Looks at everything before anything is copied. */
static Status check_files(const Project *project, int source, const char *directory, Error *error)
{
    for (size_t i = 0; i < project->starter.count; i++) {
        const char *name = project->starter.items[i];
        if (!is_plain(name))
            return error_set(error, STATUS_CONTENT,
                             "the project's starter file '%s' is not a name inside its folder",
                             name);
        struct stat info;
        int fd = open_source(source, name, &info);
        if (fd < 0)
            return error_set_errno(error, errno, "cannot read %s/starter/%s", project->directory,
                                   name);
        (void)close(fd);
        char *target = path_join(directory, name);
        bool there = lstat(target, &info) == 0;
        Status status = there ? error_set(error, STATUS_FAILED,
                                          "%s is there already and is not overwritten; nothing was "
                                          "copied, choose another directory",
                                          target)
                              : STATUS_OK;
        mem_free(target);
        if (there)
            return status;
    }
    return STATUS_OK;
}

static Status copy_all(const Project *project, int source, const char *directory, Error *error)
{
    int target = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (target < 0)
        return error_set_errno(error, errno, "cannot open the directory %s", directory);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < project->starter.count; i++) {
        int problem = copy_file(source, target, project->starter.items[i]);
        if (problem != 0)
            status = error_set_errno(error, problem, "cannot copy %s to %s",
                                     project->starter.items[i], directory);
    }
    (void)close(target);
    return status;
}

static Status make_target(const char *directory, Error *error)
{
    if (file_is_directory(directory) || mkdir(directory, 0777) == 0)
        return STATUS_OK;
    if (errno == ENOENT)
        return file_make_directory(directory, error);
    return error_set_errno(error, errno, "cannot make the directory %s", directory);
}

static Status copy_starter(const Project *project, const char *directory, Error *error)
{
    char *folder = path_join(project->directory, "starter");
    int source = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    Status status = STATUS_OK;
    if (source < 0)
        status = error_set_errno(error, errno, "cannot open the starter files in %s", folder);
    if (status == STATUS_OK)
        status = check_files(project, source, directory, error);
    if (status == STATUS_OK)
        status = make_target(directory, error);
    if (status == STATUS_OK)
        status = copy_all(project, source, directory, error);
    if (source >= 0)
        (void)close(source);
    mem_free(folder);
    return status;
}

Status workspace_project_start(Workspace *workspace, CatalogIndex project, const char *directory,
                               Error *error)
{
    if (project < 0 || (size_t)project >= workspace->catalog->project_count)
        return error_set(error, STATUS_USAGE, "there is no such project");
    const Project *chosen = &workspace->catalog->projects[project];
    if (directory[0] == '\0')
        return error_set(error, STATUS_USAGE, "name the directory the project is to begin in");
    return chosen->starter.count > 0 ? copy_starter(chosen, directory, error)
                                     : make_target(directory, error);
}
