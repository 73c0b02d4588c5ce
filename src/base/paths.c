#include "base/paths.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#ifndef CAIRN_PREFIX_DATA /* the build sets it to PREFIX/share/cairn */
#define CAIRN_PREFIX_DATA "/usr/local/share/cairn"
#endif

char *path_join(const char *directory, const char *name)
{
    size_t length = strlen(directory);
    const char *between = length == 0 || directory[length - 1] == '/' ? "" : "/";
    return mem_format("%s%s%s", directory, between, name);
}

/* The XDG specification: a relative path in these variables is invalid and to be ignored. */
static const char *absolute_variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] == '/' ? value : NULL;
}

/* $variable/cairn, else $HOME/below_home/cairn, else NULL. */
static char *xdg_directory(const char *variable, const char *below_home)
{
    const char *base = absolute_variable(variable);
    if (base != NULL)
        return path_join(base, "cairn");
    const char *home = absolute_variable("HOME");
    if (home == NULL)
        return NULL;
    return mem_format("%s%s%s/cairn", home, home[strlen(home) - 1] == '/' ? "" : "/", below_home);
}

/* `path` itself when absolute, else joined to the working directory. */
static char *make_absolute(const char *path, Error *error)
{
    if (path[0] == '/')
        return mem_dup(path);
    char current[PATH_MAX];
    if (getcwd(current, sizeof current) == NULL) {
        (void)error_set_errno(error, errno, "cannot tell the current directory, needed for '%s'",
                              path);
        return NULL;
    }
    return path_join(current, path);
}

/* Cuts the last component off an absolute path, in place; "/" stays. */
static void drop_component(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash != NULL)
        slash[slash == path ? 1 : 0] = '\0';
}

static bool holds_content(const char *directory)
{
    char *content = path_join(directory, "content");
    bool found = file_is_directory(content);
    mem_free(content);
    return found;
}

/* Beside the program: BIN/../share/cairn of an installation, or the root of a build tree, whose
 * program is ROOT/build/FLAVOUR/cairn. The installation comes first, so that an unrelated /content
 * never counts for /usr/bin/cairn. */
static char *find_shared(void)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length > 0) {
        program[length] = '\0';
        drop_component(program);
        drop_component(program);
        char *installed = path_join(program, "share/cairn");
        if (holds_content(installed))
            return installed;
        mem_free(installed);
        drop_component(program);
        if (holds_content(program))
            return mem_dup(program);
    }
    return mem_dup(CAIRN_PREFIX_DATA);
}

static Status resolve_data(const char *data_override, Paths *paths, Error *error)
{
    const char *wanted = data_override;
    if (wanted == NULL || wanted[0] == '\0')
        wanted = getenv("CAIRN_DATA");
    if (wanted != NULL && wanted[0] != '\0') {
        paths->data = make_absolute(wanted, error);
        return paths->data == NULL ? STATUS_FAILED : STATUS_OK;
    }
    paths->data = xdg_directory("XDG_DATA_HOME", ".local/share");
    if (paths->data == NULL)
        return error_set(error, STATUS_FAILED,
                         "cannot tell where to keep data: set HOME, XDG_DATA_HOME or CAIRN_DATA to "
                         "an absolute path, or use --data DIRECTORY");
    return STATUS_OK;
}

Status paths_resolve(const char *data_override, Paths *paths, Error *error)
{
    *paths = (Paths){0};
    Status status = resolve_data(data_override, paths, error);
    if (status != STATUS_OK)
        return status;
    paths->config = xdg_directory("XDG_CONFIG_HOME", ".config");
    paths->state = xdg_directory("XDG_STATE_HOME", ".local/state");
    if (paths->config == NULL || paths->state == NULL) {
        paths_done(paths);
        return error_set(error, STATUS_FAILED,
                         "cannot tell where to keep configuration and state: set HOME, or "
                         "XDG_CONFIG_HOME and XDG_STATE_HOME, to absolute paths");
    }
    paths->shared = find_shared();
    return STATUS_OK;
}

void paths_done(Paths *paths)
{
    mem_free(paths->data);
    mem_free(paths->config);
    mem_free(paths->state);
    mem_free(paths->shared);
    *paths = (Paths){0};
}

const char *path_temporary(void)
{
    const char *directory = getenv("TMPDIR");
    return directory != NULL && directory[0] != '\0' ? directory : "/tmp";
}

bool path_is_inside(const char *name)
{
    return name[0] != '/' && name[0] != '\0' && strcmp(name, "..") != 0 &&
           strncmp(name, "../", 3) != 0 && strstr(name, "/../") == NULL &&
           (strlen(name) < 3 || strcmp(name + strlen(name) - 3, "/..") != 0);
}
