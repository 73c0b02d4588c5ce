/* Copies. The day's copy is called cairn-2026-11-24.db; one that holds fewer events than the copy
 * before it is called cairn-2026-11-24.fewer.db and takes no part in the rotation, so that a log
 * that lost something never pushes out the copies that still have it. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/paths.h"
#include "store/connection.h"
#include "store/copy.h"

#define DAILY        7
#define WEEKLY       4
#define MONTHLY      12
#define FEWER_COPIES 7
#define PREFIX       "cairn-"
#define SUFFIX       ".db"
#define FEWER_SUFFIX ".fewer.db"
#define UNFINISHED   ".part" /* behind the name that it is going to have */

int64_t store_copy_events(const char *path)
{
    return copy_count_events(path, true, NULL);
}

Status store_backup(Store *store, const char *path, Error *error)
{
    return copy_make(store, path, NULL, NULL, error);
}

/* --- rotation --- */

typedef struct Copy {
    DayNumber day;
    bool fewer;
} Copy;

typedef struct Copies {
    ARRAY(Copy) list; /* oldest first */
} Copies;

static bool parse_name(const char *name, Copy *copy)
{
    size_t prefix = strlen(PREFIX);
    char date[CIVIL_DATE_SIZE];
    if (strncmp(name, PREFIX, prefix) != 0 || strlen(name) < prefix + 10)
        return false;
    (void)snprintf(date, sizeof date, "%.10s", name + prefix);
    const char *suffix = name + prefix + 10;
    copy->fewer = strcmp(suffix, FEWER_SUFFIX) == 0;
    if (!copy->fewer && strcmp(suffix, SUFFIX) != 0)
        return false;
    return civil_parse_date(date, &copy->day, NULL) == STATUS_OK;
}

static char *copy_path(const char *directory, Copy copy, const char *extra)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(copy.day, date);
    return mem_format("%s/" PREFIX "%s%s%s", directory, date, copy.fewer ? FEWER_SUFFIX : SUFFIX,
                      extra);
}

static Status list_copies(const char *directory, Copies *copies, Error *error)
{
    char **names;
    size_t count;
    Status status = file_list(directory, &names, &count, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) { /* sorted by name is sorted by date */
        Copy copy;
        if (parse_name(names[i], &copy))
            *array_push(&copies->list) = copy;
    }
    file_list_free(names, count);
    return STATUS_OK;
}

/* Whether a file of this name was being made as the copy of a day, or SQLite's journal of that. */
static bool is_unfinished(const char *name)
{
    Copy copy;
    char *whole = mem_dup(name);
    char *end = strstr(whole, UNFINISHED);
    bool last =
        end != NULL && (strcmp(end, UNFINISHED) == 0 || strcmp(end, UNFINISHED "-journal") == 0);
    if (last)
        *end = '\0';
    bool is = last && parse_name(whole, &copy);
    mem_free(whole);
    return is;
}

/* What was being made when a program was ended, on whichever day; the copies' lock is held. */
static Status remove_unfinished(const char *directory, Error *error)
{
    char **names;
    size_t count;
    Status status = file_list(directory, &names, &count, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (!is_unfinished(names[i]))
            continue;
        char *path = path_join(directory, names[i]);
        (void)unlink(path);
        mem_free(path);
    }
    file_list_free(names, count);
    return STATUS_OK;
}

/* The number of the week (from Monday) and of the month that a day is in. */
static int64_t week_of(DayNumber day)
{
    return day - civil_weekday(day);
}

static int64_t month_of(DayNumber day)
{
    CivilDate date = civil_from_day(day);
    return (int64_t)date.year * 12 + date.month;
}

/* Going back from the newest: the newest copy of each of the last so many days, weeks and months that
 * have one stays. */
static void remove_old(const char *directory, const Copies *copies)
{
    int days = 0;
    int weeks = 0;
    int months = 0;
    int fewer = 0;
    int64_t week = INT64_MAX;
    int64_t month = INT64_MAX;
    for (size_t i = copies->list.count; i-- > 0;) {
        Copy copy = copies->list.items[i];
        bool keep = false;
        if (copy.fewer) {
            keep = fewer++ < FEWER_COPIES;
        } else {
            keep = days++ < DAILY;
            if (week_of(copy.day) != week && weeks++ < WEEKLY)
                keep = true;
            week = week_of(copy.day);
            if (month_of(copy.day) != month && months++ < MONTHLY)
                keep = true;
            month = month_of(copy.day);
        }
        if (!keep) {
            char *path = copy_path(directory, copy, "");
            (void)unlink(path);
            mem_free(path);
        }
    }
}

/* Events of the newest regular copy that can be read, 0 when there is none. */
static int64_t predecessor_events(const char *directory, const Copies *copies)
{
    for (size_t i = copies->list.count; i-- > 0;) {
        if (copies->list.items[i].fewer)
            continue;
        char *path = copy_path(directory, copies->list.items[i], "");
        int64_t count = copy_count_events(path, false, NULL);
        mem_free(path);
        if (count >= 0)
            return count;
    }
    return 0;
}

static Status make_daily(Store *store, const char *directory, DayNumber today, Patience *patience,
                         Error *error)
{
    Copies copies = {0};
    Copy copy = {.day = today};
    char *unfinished = copy_path(directory, copy, UNFINISHED);
    char *path = NULL;
    int64_t events;
    Status status = remove_unfinished(directory, error);
    if (status == STATUS_OK)
        status = list_copies(directory, &copies, error);
    if (status != STATUS_OK)
        goto out;
    status = copy_make(store, unfinished, patience, &events, error);
    if (status != STATUS_OK)
        goto out;
    copy.fewer = events < predecessor_events(directory, &copies);
    path = copy_path(directory, copy, "");
    if (rename(unfinished, path) != 0) {
        status = error_set_errno(error, errno, "cannot name the copy %s", path);
        copy_remove(unfinished);
        goto out;
    }
    array_done(&copies.list);
    status = list_copies(directory, &copies, error);
    if (status == STATUS_OK)
        remove_old(directory, &copies);
out:
    array_done(&copies.list);
    mem_free(unfinished);
    mem_free(path);
    return status;
}

Status store_backup_is_due(Store *store, DayNumber today, bool *due, Error *error)
{
    char *directory = path_join(store->directory, "backups");
    char *usual = copy_path(directory, (Copy){.day = today}, "");
    char *lesser = copy_path(directory, (Copy){.day = today, .fewer = true}, "");
    Status status = STATUS_OK;
    int64_t any = 0;
    bool made = file_exists(usual) || file_exists(lesser);
    if (!made && store_is_waiting(store))
        any = file_exists(store->path);
    else if (!made)
        status = connection_integer(store, "SELECT 1 FROM event LIMIT 1", 0, &any, error);
    *due = status == STATUS_OK && any != 0;
    mem_free(usual);
    mem_free(lesser);
    mem_free(directory);
    return status;
}

/* Two that copy under one name would spoil each other's; a file system without locks has to do without. */
static int lock_copies(const char *directory, bool *free)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *free = fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    return fd;
}

Status store_backup_daily(Store *store, DayNumber today, StoreGoesOn *goes_on, void *context,
                          Error *error)
{
    Patience patience = {.goes_on = goes_on, .context = context};
    char *directory = path_join(store->directory, "backups");
    bool due = false;
    bool free = true;
    int lock = -1;
    Status status = store_backup_is_due(store, today, &due, error);
    if (status == STATUS_OK && due)
        status = file_make_directory(directory, error);
    if (status == STATUS_OK && due)
        lock = lock_copies(directory, &free);
    if (status == STATUS_OK && due && free) /* another may have made it by now */
        status = store_backup_is_due(store, today, &due, error);
    if (status == STATUS_OK && due && free)
        status = make_daily(store, directory, today, &patience, error);
    if (lock >= 0)
        (void)close(lock);
    mem_free(directory);
    return status;
}
