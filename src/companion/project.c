/* Beginning a project: its starter files and data in a directory of the learner's.
 *
 * Content packs come from others, so a file is taken only from inside the project's starter/ or data/
 * folder: names are relative, without "..", and no part of a path may be a symbolic link. */
#include "companion/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "companion/checking_impl.h"
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

/* Copies one file to `place`; it must not be there. 0 or an errno value. */
static int copy_file(int source_root, int target_root, const char *name, const char *place)
{
    struct stat info;
    int from = open_source(source_root, name, &info);
    if (from < 0)
        return errno;
    const char *last;
    int to = -1;
    int problem = 0;
    int parent = open_parent(target_root, place, true, &last);
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

/* Files that are copied: those of a list, from a folder of the project to one of the learner's. */
typedef struct Files {
    const TextList *names;
    const char *folder; /* below the project's directory */
    const char *target; /* below the learner's; "" is that itself */
} Files;

/* Looks at everything before anything is copied. */
static Status check_files(const Project *project, Files files, int source, const char *directory,
                          Error *error)
{
    for (size_t i = 0; i < files.names->count; i++) {
        const char *name = files.names->items[i];
        if (!is_plain(name))
            return error_set(error, STATUS_CONTENT,
                             "the project's starter file '%s' is not a name inside its folder",
                             name);
        struct stat info;
        int fd = open_source(source, name, &info);
        if (fd < 0)
            return error_set_errno(error, errno, "cannot read %s/%s/%s", project->directory,
                                   files.folder, name);
        (void)close(fd);
        char *folder = path_join(directory, files.target);
        char *target = path_join(files.target[0] != '\0' ? folder : directory, name);
        bool there = lstat(target, &info) == 0;
        Status status = there ? error_set(error, STATUS_FAILED,
                                          "%s is there already and is not overwritten; nothing was "
                                          "copied, choose another directory",
                                          target)
                              : STATUS_OK;
        mem_free(target);
        mem_free(folder);
        if (there)
            return status;
    }
    return STATUS_OK;
}

static Status copy_all(Files files, int source, const char *directory, Error *error)
{
    int target = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (target < 0)
        return error_set_errno(error, errno, "cannot open the directory %s", directory);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < files.names->count; i++) {
        const char *name = files.names->items[i];
        char *place = files.target[0] != '\0' ? path_join(files.target, name) : mem_dup(name);
        int problem = copy_file(source, target, name, place);
        if (problem != 0)
            status = error_set_errno(error, problem, "cannot copy %s to %s", name, directory);
        mem_free(place);
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

/* Looks at the files, or copies them. */
static Status take_files(const Project *project, Files files, const char *directory, bool copy,
                         Error *error)
{
    if (files.names->count == 0)
        return STATUS_OK;
    char *folder = path_join(project->directory, files.folder);
    int source = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    Status status = STATUS_OK;
    if (source < 0)
        status =
            error_set_errno(error, errno, "cannot open the %s files in %s", files.folder, folder);
    else if (copy)
        status = copy_all(files, source, directory, error);
    else
        status = check_files(project, files, source, directory, error);
    if (source >= 0)
        (void)close(source);
    mem_free(folder);
    return status;
}

/* Where the project is, for its checks. */
static Status note_place(Workspace *workspace, const Project *project, const char *directory,
                         Error *error)
{
    char *real = realpath(directory, NULL);
    if (real == NULL)
        return error_set_errno(error, errno, "cannot find %s", directory);
    const ProjectPlace place = {.directory = real, .allowed = ""};
    Status status = checking_put_place(workspace, project->id, &place, error);
    free(real);
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
    const Files starter = {&chosen->starter, "starter", ""};
    const Files data = {&chosen->data, "data", "data"};
    Status status = take_files(chosen, starter, directory, false, error);
    if (status == STATUS_OK)
        status = take_files(chosen, data, directory, false, error);
    if (status == STATUS_OK)
        status = make_target(directory, error);
    if (status == STATUS_OK)
        status = take_files(chosen, starter, directory, true, error);
    if (status == STATUS_OK)
        status = take_files(chosen, data, directory, true, error);
    return status == STATUS_OK ? note_place(workspace, chosen, directory, error) : status;
}

/* --- again --- */

/* DIRECTORY.backup-2026-11-24, with a number behind it when that is taken; the caller frees it. */
static char *backup_name(const Workspace *workspace, const char *directory)
{
    char day[CIVIL_DATE_SIZE];
    civil_format_date(workspace_today(workspace), day);
    char *name = mem_format("%s.backup-%s", directory, day);
    struct stat info;
    for (int i = 2; lstat(name, &info) == 0; i++) {
        mem_free(name);
        name = mem_format("%s.backup-%s-%d", directory, day, i);
    }
    return name;
}

Status workspace_project_reset(Workspace *workspace, CatalogIndex project, const char *directory,
                               char **backup, Error *error)
{
    *backup = NULL;
    if (project < 0 || (size_t)project >= workspace->catalog->project_count)
        return error_set(error, STATUS_USAGE, "there is no such project");
    Arena *arena = arena_new();
    const char *id = workspace->catalog->projects[project].id;
    ProjectPlace place;
    Status status = checking_place(workspace, id, arena, &place, error);
    const char *wanted = directory != NULL ? directory : place.directory;
    char *real = status == STATUS_OK && wanted[0] != '\0' ? realpath(wanted, NULL) : NULL;
    if (status == STATUS_OK && (real == NULL || !file_is_directory(real)))
        status = error_set(error, STATUS_USAGE,
                           "there is no directory of %s to begin anew: 'cairn project start %s "
                           "DIR' begins one",
                           id, id);
    if (status == STATUS_OK) {
        *backup = backup_name(workspace, real);
        if (rename(real, *backup) != 0)
            status = error_set_errno(error, errno, "cannot put %s aside as %s", real, *backup);
    }
    if (status == STATUS_OK && real != NULL)
        status = workspace_project_start(workspace, project, real, error);
    if (status == STATUS_OK && real != NULL) {
        char *kept = path_join(*backup, ".venv"); /* its programs name the place they are in */
        char *own = path_join(real, ".venv");
        if (file_is_directory(kept))
            (void)rename(kept, own);
        mem_free(own);
        mem_free(kept);
    }
    free(real);
    arena_free(arena);
    return status;
}
