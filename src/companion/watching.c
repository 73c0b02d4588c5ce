#include "companion/watching.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

#define DIRECTORIES_MOST 200
#define DEPTH_MOST       6

struct Watching {
    int descriptor;
    ARRAY(char *) paths; /* by watch number */
};

static bool is_watched(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && strcmp(name, "__pycache__") != 0 && strcmp(name, "venv") != 0 &&
           strcmp(name, "node_modules") != 0 && length > 0 && name[length - 1] != '~' &&
           strcmp(name, "4913") != 0; /* the name with which vim tries whether it can write */
}

static bool is_source(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".py") == 0;
}

#ifdef __linux__

static bool add_one(Watching *watching, const char *path)
{
    int number = inotify_add_watch(watching->descriptor, path,
                                   IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                                       IN_ONLYDIR | IN_EXCL_UNLINK);
    if (number < 0)
        return false;
    while (watching->paths.count <= (size_t)number)
        *array_push(&watching->paths) = NULL;
    mem_free(watching->paths.items[number]);
    watching->paths.items[number] = mem_dup(path);
    return true;
}

static bool add_tree(Watching *watching, const char *path, int depth)
{
    char **names = NULL;
    size_t count = 0;
    if (watching->paths.count > DIRECTORIES_MOST || !add_one(watching, path))
        return false;
    if (depth == DEPTH_MOST || file_list(path, &names, &count, NULL) != STATUS_OK)
        return true;
    for (size_t i = 0; i < count; i++) {
        char *below = path_join(path, names[i]);
        if (is_watched(names[i]) && file_is_directory(below))
            (void)add_tree(watching, below, depth + 1);
        mem_free(below);
    }
    file_list_free(names, count);
    return true;
}

Status watching_open(const char *directory, Watching **watching, Error *error)
{
    *watching = NULL;
    Watching *made = mem_alloc(1, sizeof *made);
    made->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (made->descriptor < 0 || !add_tree(made, directory, 0)) {
        Status status = error_set_errno(error, errno, "cannot watch %s", directory);
        watching_close(made);
        return status;
    }
    *watching = made;
    return STATUS_OK;
}

static bool take_event(Watching *watching, const struct inotify_event *event, bool only_sources)
{
    if (event->len == 0 || !is_watched(event->name))
        return false;
    if ((event->mask & IN_ISDIR) != 0) {
        if ((event->mask & (IN_CREATE | IN_MOVED_TO)) != 0 && event->wd >= 0 &&
            (size_t)event->wd < watching->paths.count && watching->paths.items[event->wd]) {
            char *below = path_join(watching->paths.items[event->wd], event->name);
            (void)add_tree(watching, below, 1);
            mem_free(below);
        }
        return false;
    }
    if ((event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE)) == 0)
        return false;
    return !only_sources || is_source(event->name);
}

bool watching_take(Watching *watching, bool only_sources)
{
    union {
        struct inotify_event event; /* for its alignment */
        char bytes[8192];
    } block;
    bool changed = false;
    ssize_t got;
    while ((got = read(watching->descriptor, block.bytes, sizeof block.bytes)) > 0)
        for (ssize_t at = 0; at < got;) {
            const void *place = block.bytes + at;
            const struct inotify_event *event = place;
            changed = take_event(watching, event, only_sources) || changed;
            at += (ssize_t)(sizeof *event + event->len);
        }
    return changed;
}

#else

Status watching_open(const char *directory, Watching **watching, Error *error)
{
    *watching = NULL;
    (void)is_watched;
    (void)is_source;
    return error_set(error, STATUS_FAILED, "cannot watch %s: this system has no inotify",
                     directory);
}

bool watching_take(Watching *watching, bool only_sources)
{
    (void)watching;
    (void)only_sources;
    return false;
}

#endif

void watching_close(Watching *watching)
{
    if (watching == NULL)
        return;
    if (watching->descriptor >= 0)
        (void)close(watching->descriptor);
    for (size_t i = 0; i < watching->paths.count; i++)
        mem_free(watching->paths.items[i]);
    array_done(&watching->paths);
    mem_free(watching);
}

int watching_descriptor(const Watching *watching)
{
    return watching->descriptor;
}
