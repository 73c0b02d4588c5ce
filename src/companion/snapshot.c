/* The state as the database had it, kept in a file beside it: a start that finds it opens no database before
 * the first frame. The truth stays in the database. What is kept names the stamp of the file that it was read
 * from, and holds only while that file, without a write-ahead log, has this stamp; it is only ever made from
 * a state that was just read, between two looks at the same stamp (load_state_at_once). */
#include <stddef.h>
#include <string.h>

#include "base/checksum.h"
#include "companion/workspace_impl.h"
#include "study/state_blob.h"

/* What else a kept state follows from: the catalog, and what this program reads in the database. */
static uint64_t variant_of(const Workspace *workspace, const FileStamp *stamp)
{
    uint64_t sum = checksum_bytes(workspace->content_version, CAIRN_VERSION, sizeof CAIRN_VERSION);
    sum = checksum_mix(sum, (uint64_t)stamp->size);
    sum = checksum_mix(sum, (uint64_t)stamp->mtime_ns);
    sum = checksum_mix(sum, (uint64_t)stamp->ctime_ns);
    return checksum_mix(sum, stamp->inode);
}

static CachedKey key_of(const Workspace *workspace, const FileStamp *stamp)
{
    return (CachedKey){.directory = workspace->paths.data,
                       .key = CACHED_STATE,
                       .version = STATE_BLOB_VERSION,
                       .variant = variant_of(workspace, stamp),
                       .self_checked = true,
                       .unlooked = true,
                       .may_write = !workspace->read_only};
}

/* Without a known version of the content nobody could tell whose state it is. */
static bool is_possible(const Workspace *workspace)
{
    return workspace->store != NULL && workspace->content_version != 0;
}

bool snapshot_take(Workspace *workspace)
{
    FileStamp stamp;
    CachedBytes bytes;
    StudyState state;
    if (!is_possible(workspace) || !store_at_rest(workspace->store, &stamp))
        return false;
    CachedKey key = key_of(workspace, &stamp);
    if (!cached_get(&key, &bytes))
        return false;
    if (state_blob_read(bytes.data, bytes.length, workspace->catalog, &state, NULL) != STATUS_OK) {
        cached_release(&bytes);
        return false;
    }
    workspace_put_state(workspace, &state, &bytes);
    workspace->state_stamp = stamp;
    return true;
}

/* After writes of this session: the state is read again, so that it is what a start would read. */
static void read_again(Workspace *workspace)
{
    store_come_to_rest(workspace->store);
    Status ignored = workspace_load_state_at_once(workspace, NULL);
    (void)ignored;
}

void snapshot_keep(Workspace *workspace)
{
    bool kept = workspace->state_bytes.data != NULL;
    if (!is_possible(workspace) || workspace->read_only)
        return;
    if (workspace->state_stamp.size < 0 && workspace->keeps_state)
        read_again(workspace);
    else if (kept)
        return;
    if (workspace->state_stamp.size < 0)
        return;
    Buffer bytes = {0};
    StudyState state = workspace->state;
    state.timer = workspace->state_timer;
    state_blob_write(&state, &bytes);
    CachedKey key = key_of(workspace, &workspace->state_stamp);
    (void)cached_put(&key, NULL, 0, 0, bytes.data, bytes.length);
    buffer_done(&bytes);
}
