/* Keeping others from a database while another file is put in its place. */
#include "store/store.h"

#include <sqlite3.h>

#include "base/memory.h"

struct StoreHold {
    sqlite3 *db;
};

/* By the locks of the file alone, which are the same for every journal: nothing is read, so a damaged file is
 * held as well, and no log is opened that would be the new file's by the end. */
static int lock_all(sqlite3 *db)
{
    static const int LEVELS[] = {SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE};
    sqlite3_file *file = NULL;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, (void *)&file);
    for (size_t i = 0; code == SQLITE_OK && i < sizeof LEVELS / sizeof *LEVELS; i++)
        code = file->pMethods->xLock(file, LEVELS[i]);
    return code;
}

Status store_hold(const char *path, StoreHold **hold, Error *error)
{
    StoreHold *held = mem_alloc(1, sizeof *held);
    int code = sqlite3_open_v2(path, &held->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = lock_all(held->db);
    if (code == SQLITE_OK) {
        *hold = held;
        return STATUS_OK;
    }
    store_let_go(held);
    *hold = NULL;
    if (code == SQLITE_NOMEM)
        return error_set(error, STATUS_FAILED, "not enough memory to open %s", path);
    if ((code & 0xff) == SQLITE_BUSY)
        return error_set(error, STATUS_FAILED,
                         "%s is in use by another cairn; close that first, then do it again", path);
    return error_set(error, STATUS_FAILED, "cannot lock %s: %s", path, sqlite3_errstr(code));
}

void store_let_go(StoreHold *hold)
{
    if (hold == NULL)
        return;
    (void)sqlite3_close(hold->db);
    mem_free(hold);
}
