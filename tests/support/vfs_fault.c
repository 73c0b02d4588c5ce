#include "support/vfs_fault.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a write replaced, for a power cut to bring back. */
typedef struct Unsynced {
    struct Unsynced *older;
    sqlite3_int64 offset, size_before;
    int length; /* of what was there; bytes past the old end are not in it */
    unsigned char old[];
} Unsynced;

typedef struct FaultFile {
    sqlite3_file base;
    sqlite3_file *real; /* in the same block, behind this */
    Unsynced *unsynced; /* newest first */
    struct FaultFile *next;
} FaultFile;

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    FaultFile *files; /* open ones */
    bool armed, fired, read_only;
    int left, operations;
    unsigned chance;
    FaultMode mode;
} shim;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((FaultFile *)file)->real;
}

/* --- the power cut --- */

/* SQLite's files take no more than 128 KiB at a time, and do less without a word. */
#define PIECE 65536

typedef int Transfer(sqlite3_file *real, unsigned char *bytes, int length, sqlite3_int64 offset);

static int read_piece(sqlite3_file *real, unsigned char *bytes, int length, sqlite3_int64 offset)
{
    return real->pMethods->xRead(real, bytes, length, offset);
}

static int write_piece(sqlite3_file *real, unsigned char *bytes, int length, sqlite3_int64 offset)
{
    return real->pMethods->xWrite(real, bytes, length, offset);
}

/* Without it nothing that follows would mean anything. */
static void transfer(Transfer *piece, sqlite3_file *real, Unsynced *entry)
{
    for (int done = 0; done < entry->length; done += PIECE) {
        int left = entry->length - done;
        if (piece(real, entry->old + done, left < PIECE ? left : PIECE, entry->offset + done) !=
            SQLITE_OK)
            abort();
    }
}

static void forget_unsynced(FaultFile *file)
{
    while (file->unsynced != NULL) {
        Unsynced *gone = file->unsynced;
        file->unsynced = gone->older;
        free(gone);
    }
}

/* Remembers what a write or a truncation is about to replace. */
static void remember(FaultFile *file, sqlite3_int64 offset, int length)
{
    if (!shim.armed || (shim.mode != FAULT_CRASH && shim.mode != FAULT_TORN))
        return;
    sqlite3_file *real = file->real;
    sqlite3_int64 size = 0;
    (void)real->pMethods->xFileSize(real, &size);
    sqlite3_int64 there = size - offset;
    int kept = there < 0 ? 0 : there < length ? (int)there : length;
    Unsynced *entry = calloc(1, sizeof *entry + (size_t)kept);
    if (entry == NULL)
        abort();
    *entry =
        (Unsynced){.older = file->unsynced, .offset = offset, .size_before = size, .length = kept};
    transfer(read_piece, real, entry);
    file->unsynced = entry;
}

/* A stream of bits that is the same in each run, and another for each place of the fault. */
static bool survives(void)
{
    shim.chance = shim.chance * 1103515245U + 12345U;
    return shim.mode == FAULT_TORN && (shim.chance >> 16 & 1) != 0;
}

static void cut_power(void)
{
    for (FaultFile *file = shim.files; file != NULL; file = file->next) {
        sqlite3_file *real = file->real;
        for (Unsynced *entry = file->unsynced; entry != NULL; entry = entry->older) {
            if (survives())
                continue;
            transfer(write_piece, real, entry);
            (void)real->pMethods->xTruncate(real, entry->size_before);
        }
    }
    _exit(VFS_FAULT_EXIT);
}

/* --- deciding --- */

static bool ends_process(void)
{
    return shim.mode == FAULT_CRASH || shim.mode == FAULT_TORN || shim.mode == FAULT_KILL;
}

/* Whether this operation fails. A crash does not return, but for a write, which is half done first. */
static bool fails(int operation)
{
    if (!shim.armed || (shim.operations & operation) == 0)
        return false;
    bool now = shim.left > 0 && --shim.left == 0;
    bool affected = true;
    if (shim.mode == FAULT_FULL)
        affected = operation == FAULT_WRITE || operation == FAULT_OPEN;
    if (shim.mode == FAULT_BUSY)
        affected = operation == FAULT_LOCK;
    bool lasting = shim.mode != FAULT_ONCE && shim.left == 0;
    if (!affected || !(now || (lasting && shim.fired))) {
        if (now && !affected)
            shim.left = 1; /* the next one that can */
        return false;
    }
    shim.fired = true;
    if (ends_process() && operation != FAULT_WRITE)
        cut_power();
    return true;
}

/* --- methods of files --- */

static int fault_close(sqlite3_file *file)
{
    FaultFile *own = (FaultFile *)file;
    for (FaultFile **at = &shim.files; *at != NULL; at = &(*at)->next) {
        if (*at == own) {
            *at = own->next;
            break;
        }
    }
    forget_unsynced(own);
    return own->real->pMethods->xClose(own->real);
}

static int fault_read(sqlite3_file *file, void *to, int length, sqlite3_int64 offset)
{
    if (fails(FAULT_READ))
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), to, length, offset);
}

static int fault_write(sqlite3_file *file, const void *from, int length, sqlite3_int64 offset)
{
    sqlite3_file *real = real_of(file);
    bool failing = fails(FAULT_WRITE);
    if (failing && shim.mode == FAULT_FULL)
        return SQLITE_FULL;
    remember((FaultFile *)file, offset, length);
    if (failing && length > 1) /* a torn write */
        (void)real->pMethods->xWrite(real, from, length / 2, offset);
    if (failing && ends_process())
        cut_power();
    return failing ? SQLITE_IOERR_WRITE : real->pMethods->xWrite(real, from, length, offset);
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (fails(FAULT_TRUNCATE))
        return SQLITE_IOERR_TRUNCATE;
    sqlite3_int64 before = 0;
    (void)real_of(file)->pMethods->xFileSize(real_of(file), &before);
    if (before > size)
        remember((FaultFile *)file, size, (int)(before - size));
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int fault_sync(sqlite3_file *file, int flags)
{
    if (fails(FAULT_SYNC))
        return SQLITE_IOERR_FSYNC;
    forget_unsynced((FaultFile *)file);
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size)
{
    if (fails(FAULT_SIZE))
        return SQLITE_IOERR_FSTAT;
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int fault_lock(sqlite3_file *file, int level)
{
    if (fails(FAULT_LOCK))
        return shim.mode == FAULT_BUSY ? SQLITE_BUSY : SQLITE_IOERR_LOCK;
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int fault_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int fault_check_lock(sqlite3_file *file, int *held)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int fault_control(sqlite3_file *file, int what, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}

static int fault_sector_size(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int fault_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int fault_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    if (fails(FAULT_SHARED)) {
        *at = NULL;
        return SQLITE_IOERR_SHMMAP;
    }
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}

static int fault_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    if ((flags & SQLITE_SHM_LOCK) != 0 && fails(FAULT_LOCK))
        return shim.mode == FAULT_BUSY ? SQLITE_BUSY : SQLITE_IOERR_SHMLOCK;
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void fault_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int fault_shm_unmap(sqlite3_file *file, int delete_it)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete_it);
}

#define COMMON_METHODS                                                                    \
    .xClose = fault_close, .xRead = fault_read, .xWrite = fault_write,                    \
    .xTruncate = fault_truncate, .xSync = fault_sync, .xFileSize = fault_size,            \
    .xLock = fault_lock, .xUnlock = fault_unlock, .xCheckReservedLock = fault_check_lock, \
    .xFileControl = fault_control, .xSectorSize = fault_sector_size,                      \
    .xDeviceCharacteristics = fault_characteristics

static const sqlite3_io_methods PLAIN_METHODS = {.iVersion = 1, COMMON_METHODS};

/* Version 2: no mapping of files, whose writes nobody could count. */
static const sqlite3_io_methods SHARED_METHODS = {.iVersion = 2,
                                                  COMMON_METHODS,
                                                  .xShmMap = fault_shm_map,
                                                  .xShmLock = fault_shm_lock,
                                                  .xShmBarrier = fault_shm_barrier,
                                                  .xShmUnmap = fault_shm_unmap};

/* --- methods of the system --- */

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                      int *out_flags)
{
    FaultFile *own = (FaultFile *)file;
    (void)vfs;
    memset(own, 0, sizeof *own);
    if (fails(FAULT_OPEN))
        return shim.mode == FAULT_FULL ? SQLITE_FULL : SQLITE_CANTOPEN;
    if (shim.read_only && (flags & SQLITE_OPEN_MAIN_DB) != 0)
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    own->real = (sqlite3_file *)(own + 1);
    int code = shim.real->xOpen(shim.real, name, own->real, flags, out_flags);
    const sqlite3_io_methods *methods = own->real->pMethods;
    if (methods == NULL)
        return code;
    own->base.pMethods =
        methods->iVersion >= 2 && methods->xShmMap != NULL ? &SHARED_METHODS : &PLAIN_METHODS;
    own->next = shim.files;
    shim.files = own;
    return code;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
    (void)vfs;
    if (fails(FAULT_DELETE))
        return SQLITE_IOERR_DELETE;
    return shim.real->xDelete(shim.real, name, sync_directory);
}

static int fault_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    (void)vfs;
    return shim.real->xAccess(shim.real, name, flags, result);
}

static int fault_full_path(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    return shim.real->xFullPathname(shim.real, name, size, out);
}

static int fault_randomness(sqlite3_vfs *vfs, int length, char *out)
{
    (void)vfs;
    return shim.real->xRandomness(shim.real, length, out);
}

/* Waiting for a lock costs a test no time. */
static int fault_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int fault_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    (void)vfs;
    return shim.real->xCurrentTimeInt64(shim.real, now);
}

static int fault_last_error(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    return shim.real->xGetLastError(shim.real, size, out);
}

void vfs_fault_install(void)
{
    shim.real = sqlite3_vfs_find(NULL);
    if (shim.real == NULL)
        abort();
    shim.vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(FaultFile) + shim.real->szOsFile,
        .mxPathname = shim.real->mxPathname,
        .zName = "fault",
        .xOpen = fault_open,
        .xDelete = fault_delete,
        .xAccess = fault_access,
        .xFullPathname = fault_full_path,
        .xRandomness = fault_randomness,
        .xSleep = fault_sleep,
        .xGetLastError = fault_last_error,
        .xCurrentTimeInt64 = fault_time,
    };
    if (sqlite3_vfs_register(&shim.vfs, 1) != SQLITE_OK)
        abort();
}

void vfs_fault_arm(int nth, int operations, FaultMode mode)
{
    shim.armed = true;
    shim.fired = false;
    shim.left = nth;
    shim.chance = (unsigned)nth;
    shim.operations = operations;
    shim.mode = mode;
}

bool vfs_fault_disarm(void)
{
    shim.armed = false;
    return shim.fired;
}

void vfs_fault_read_only(bool read_only)
{
    shim.read_only = read_only;
}
