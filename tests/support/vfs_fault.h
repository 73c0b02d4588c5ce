/* A layer between SQLite and the system that fails on demand: every file that SQLite opens is
 * wrapped, each with the method table that fits it (a database has shared memory, a journal does
 * not).
 *
 * Operations are counted from vfs_fault_arm on, those in `operations` only; the Nth one fails. A
 * crash is a power cut: the write in progress gets half done, all that was written since a file's
 * last sync is lost (or a part of it, or nothing: FAULT_TORN, FAULT_KILL), and the process ends at once
 * with VFS_FAULT_EXIT.
 */
#ifndef CAIRN_TESTS_VFS_FAULT_H
#define CAIRN_TESTS_VFS_FAULT_H

#include <stdbool.h>

#define VFS_FAULT_EXIT 86

enum {
    FAULT_OPEN = 1 << 0,
    FAULT_READ = 1 << 1,
    FAULT_WRITE = 1 << 2,
    FAULT_SYNC = 1 << 3,
    FAULT_TRUNCATE = 1 << 4,
    FAULT_LOCK = 1 << 5,   /* of files and of shared memory */
    FAULT_SHARED = 1 << 6, /* mapping shared memory */
    FAULT_DELETE = 1 << 7,
    FAULT_SIZE = 1 << 8,
    FAULT_ALL = (1 << 9) - 1,
};

typedef enum FaultMode {
    FAULT_ONCE,  /* an input/output error; what follows works again */
    FAULT_STAYS, /* from then on everything fails */
    FAULT_FULL,  /* from then on writing finds the disk full */
    FAULT_BUSY,  /* from then on locks are held by another */
    FAULT_CRASH, /* the power is cut */
    FAULT_TORN,  /* the same, but some of what was written since the last sync is there, some not */
    FAULT_KILL,  /* the process alone ends: all that was written is there */
} FaultMode;

/* Makes the layer SQLite's default; once, before any database is open. */
void vfs_fault_install(void);

void vfs_fault_arm(int nth, int operations, FaultMode mode);

/* Ends the faults; whether there was one since vfs_fault_arm. */
bool vfs_fault_disarm(void);

/* Databases opened from now on can only be read, as on a read-only file system. */
void vfs_fault_read_only(bool read_only);

#endif
