/* Within the store only: one copy of a database, and what a copy holds. */
#ifndef CAIRN_STORE_COPY_H
#define CAIRN_STORE_COPY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "store/store.h"

/* Whoever waits for a copy. NULL stands for one who waits until the end. */
typedef struct Patience {
    StoreGoesOn *goes_on; /* may be NULL */
    void *context;
    bool stopped; /* it said no */
} Patience;

/* Makes `path`, which must not exist, a copy of what the database holds at one moment: a file of its own with no
 * log, that others cannot read, synced and checked; `*events` is what it has of them (may be NULL). Needs
 * little memory, whatever its size. STATUS_FAILED, and nothing is there, when it cannot be made in full or
 * `patience` ended. Outside a transaction. */
CHECKED Status copy_make(Store *store, const char *path, Patience *patience, int64_t *events,
                         Error *error);

/* Takes away a copy that was not finished, whoever made it. */
void copy_remove(const char *path);

/* Events in the copy at `path`, -1 when it cannot be read; `whole` asks for a full check first. */
int64_t copy_count_events(const char *path, bool whole, Patience *patience);

#endif
