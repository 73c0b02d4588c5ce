/* Whether the database's file says all that was written, and whether its stamp tells the next write. */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/connection.h"

/* With an empty or absent write-ahead log the file alone says all; a rollback journal (of a copy that was
 * put in place by hand) means that the last write was cut short. */
bool rest_is_alone(const char *path)
{
    char *log = mem_format("%s-wal", path);
    char *journal = mem_format("%s-journal", path);
    bool alone = file_stamp(log).size <= 0 && file_stamp(journal).size <= 0;
    mem_free(journal);
    mem_free(log);
    return alone;
}

/* Systems stamp files by a clock that stands still for up to so long; some file systems keep whole seconds,
 * or every other one. */
#define SECOND_NS     INT64_C(1000000000)
#define STAMP_TICK_NS (INT64_C(20) * 1000 * 1000)
#define COARSE_NS     (3 * SECOND_NS)

/* How long ago the file was written; less than nothing for times ahead. */
static int64_t age_of(const FileStamp *stamp)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * SECOND_NS + now.tv_nsec - stamp->mtime_ns;
}

static bool is_soon(const FileStamp *stamp)
{
    int64_t age_ns = age_of(stamp);
    int64_t tick_ns = stamp->mtime_ns % SECOND_NS == 0 ? COARSE_NS : STAMP_TICK_NS;
    return age_ns > -tick_ns && age_ns < tick_ns;
}

void rest_take_stamp(Store *store)
{
    store->read_stamp = file_stamp(store->path);
    store->read_soon = is_soon(&store->read_stamp);
}

bool rest_is_as_seen(const Store *store)
{
    FileStamp now = file_stamp(store->path);
    return !store->read_soon && rest_is_alone(store->path) &&
           file_stamp_is(&now, &store->read_stamp);
}

bool rest_is_writable(const Store *store)
{
    return file_exists(store->path) && rest_is_alone(store->path) &&
           access(store->path, W_OK) == 0 && access(store->directory, W_OK) == 0;
}

bool store_wait(Store *store)
{
    store->waits = store->waits || (store->later && store->unsettled && rest_is_writable(store) &&
                                    rest_is_as_seen(store));
    return store->waits;
}

bool store_is_waiting(const Store *store)
{
    return store->waits;
}

bool store_is_alone(const Store *store, FileStamp *stamp)
{
    *stamp = file_stamp(store->path);
    return stamp->size > 0 && rest_is_alone(store->path);
}

bool store_at_rest(const Store *store, FileStamp *stamp)
{
    return store_is_alone(store, stamp) &&
           (!is_soon(stamp) || file_stamp_is(stamp, &store->marked));
}

#define MARK_NS 1000000 /* no farther ahead than so much */

/* Gives the file a time between two ticks of the system's clock: whoever writes from now on, in the same tick as
 * well, leaves another, and two that mark in one tick do not agree on the nanosecond. False where the file system
 * does not keep it. */
static bool mark_file(Store *store, const FileStamp *stamp)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t time_ns = stamp->mtime_ns + 1 + now.tv_nsec % MARK_NS;
    const struct timespec times[2] = {
        {.tv_nsec = UTIME_OMIT},
        {.tv_sec = (time_t)(time_ns / SECOND_NS), .tv_nsec = (long)(time_ns % SECOND_NS)}};
    if (utimensat(AT_FDCWD, store->path, times, 0) != 0)
        return false;
    store->marked = file_stamp(store->path);
    return store->marked.mtime_ns == time_ns;
}

/* Nobody is waited for: whoever has it open leaves it at rest, or the next start does. */
void store_come_to_rest(Store *store)
{
    if (store->db == NULL || store->mode != STORE_READ_WRITE)
        return;
    (void)sqlite3_busy_timeout(store->db, 0);
    (void)sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    (void)sqlite3_busy_timeout(store->db, BUSY_TIMEOUT_MS);
    FileStamp stamp = file_stamp(store->path);
    if (rest_is_alone(store->path) && is_soon(&stamp) && !mark_file(store, &stamp)) {
        const struct timespec moment = {.tv_nsec = STAMP_TICK_NS + 1000000};
        (void)nanosleep(&moment, NULL);
    }
}
