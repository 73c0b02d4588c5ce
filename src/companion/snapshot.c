/* The state as the database had it, kept in files beside it: a start that finds it opens no database before
 * the first frame. The truth stays in the database. What is kept names the stamp of the file that it was read
 * from, and holds only while that file, without a write-ahead log, has this stamp; it is only ever made from
 * a state that was just read, between two looks at the same stamp (load_state_at_once). Whoever wrote leaves it
 * behind, commands like the interface, and has read it again for that.
 *
 * The cards' states lie in a file of their own, which with the cached catalog is nearly all that a large home
 * has. Both were whole when they were written, or a start has looked through them; the small file of the rest
 * names them, by number, length and times. While these are the same, and the day's figures are kept, a first
 * frame needs nothing of them, and they are looked through for damage behind it (workspace_settle): so no
 * damage on the disk is missed, and what is used before has a checksum that was just seen to be right. They
 * are our own, replaced and never changed in place, and nobody who means harm can write here. */
#include <stddef.h>
#include <string.h>

#include "base/checksum.h"
#include "companion/workspace_impl.h"
#include "study/catalog_blob.h"
#include "study/figures.h"
#include "study/state_blob.h"

/* In front of the kept state. */
typedef struct KnownFiles {
    uint64_t checksum; /* of the rest */
    uint64_t content_version;
    FileStamp catalog, cards;
} KnownFiles;

_Static_assert(sizeof(KnownFiles) % 16 == 0, "what follows is aligned");

/* What else a kept state follows from: where content is, and what this program reads there and in the
 * database. */
static uint64_t variant_of(const Workspace *workspace, const FileStamp *stamp)
{
    uint64_t sum = checksum_bytes(CATALOG_BLOB_VERSION, CAIRN_VERSION, sizeof CAIRN_VERSION);
    sum = checksum_mix(sum, (uint64_t)store_schema());
    sum = checksum_mix(sum, workspace_hash_places(workspace));
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

static CachedKey cards_key_of(const Workspace *workspace, uint64_t checksum)
{
    return (CachedKey){.directory = workspace->paths.data,
                       .key = CACHED_STATE_CARDS,
                       .version = STATE_BLOB_VERSION,
                       .variant = checksum,
                       .self_checked = true,
                       .unlooked = true,
                       .may_write = !workspace->read_only};
}

static uint64_t checksum_of(const KnownFiles *files)
{
    return checksum_bytes(0, &files->content_version,
                          sizeof *files - offsetof(KnownFiles, content_version));
}

/* Without a known version of the content nobody could tell whose state it is. */
static bool is_possible(const Workspace *workspace)
{
    return workspace->store != NULL && workspace->content_version != 0;
}

static DayNumber today_of(const Workspace *workspace, const StudyState *state)
{
    return study_state_day(state, workspace_now(workspace), workspace_offset(workspace));
}

/* --- taking --- */

typedef struct Kept {
    CachedBytes bytes, cards;
    KnownFiles files;
    StateCards lent;
    char *state; /* of the bytes, behind `files` */
    size_t state_length;
} Kept;

static void kept_done(Kept *kept)
{
    cached_release(&kept->bytes);
    cached_release(&kept->cards);
}

/* What is not cards. */
static bool find_small(const Workspace *workspace, const FileStamp *stamp, Kept *kept)
{
    CachedKey key = key_of(workspace, stamp);
    if (!cached_get(&key, &kept->bytes) || kept->bytes.length < sizeof kept->files)
        return false;
    memcpy(&kept->files, kept->bytes.data, sizeof kept->files);
    kept->state = kept->bytes.data + sizeof kept->files;
    kept->state_length = kept->bytes.length - sizeof kept->files;
    return kept->files.checksum == checksum_of(&kept->files);
}

static bool find_kept(const Workspace *workspace, const FileStamp *stamp, Kept *kept)
{
    if (!find_small(workspace, stamp, kept) ||
        kept->files.content_version != workspace->content_version)
        return false;
    CachedKey key = cards_key_of(workspace, state_blob_cards(kept->state, kept->state_length));
    if (!cached_get(&key, &kept->cards))
        return false;
    kept->lent = (StateCards){kept->cards.data, kept->cards.length};
    return true;
}

static bool has_known_files(const Workspace *workspace, const Kept *kept)
{
    FileStamp catalog = workspace_catalog_stamp(workspace);
    return file_stamp_is(&kept->files.catalog, &catalog) &&
           file_stamp_is(&kept->files.cards, &kept->cards.map.stamp);
}

bool snapshot_take(Workspace *workspace, const WorkspaceOptions *options)
{
    FileStamp stamp;
    Kept kept = {0};
    StudyState state;
    if (!is_possible(workspace) || !store_is_alone(workspace->store, &stamp))
        return false;
    if (!find_kept(workspace, &stamp, &kept) ||
        state_blob_read(kept.state, kept.state_length, &kept.lent, workspace->catalog, &state,
                        NULL) != STATUS_OK) {
        kept_done(&kept);
        return false;
    }
    bool known = has_known_files(workspace, &kept);
    bool later =
        known && options->trusting && figures_of(&state, today_of(workspace, &state)) != NULL;
    if (!later && !state_blob_has_cards(kept.state, kept.state_length, &kept.lent)) {
        study_state_done(&state);
        kept_done(&kept);
        return false;
    }
    workspace_put_state(workspace, &state);
    workspace->state_bytes = kept.bytes;
    workspace->state_cards = kept.cards;
    workspace->state_stamp = stamp;
    workspace->files_known = known;
    workspace->cards_later = later;
    return true;
}

/* An empty catalog in the shape of that which the state is of. */
static bool read_figures(const Workspace *workspace, Kept *kept, Catalog *shape, StudyState *state)
{
    FileStamp catalog = workspace_catalog_stamp(workspace);
    if (!file_stamp_is(&kept->files.catalog, &catalog))
        return false;
    state_blob_shape(kept->state, kept->state_length, shape);
    if (state_blob_read(kept->state, kept->state_length, &kept->lent, shape, state, NULL) !=
        STATUS_OK)
        return false;
    if (figures_of(state, today_of(workspace, state)) != NULL)
        return true;
    study_state_done(state);
    return false;
}

bool snapshot_glance(Workspace *workspace)
{
    FileStamp stamp;
    Kept kept = {0};
    StudyState state;
    if (workspace->store == NULL || !store_is_alone(workspace->store, &stamp))
        return false;
    Catalog *shape = catalog_new();
    if (!find_small(workspace, &stamp, &kept) || !read_figures(workspace, &kept, shape, &state)) {
        catalog_free(shape);
        kept_done(&kept);
        return false;
    }
    workspace->catalog = shape;
    workspace_put_state(workspace, &state);
    workspace->state_bytes = kept.bytes;
    return true;
}

/* Whether the cards that lie in the file are those that it was written with. */
static bool are_undamaged(const Workspace *workspace)
{
    const CachedBytes *bytes = &workspace->state_bytes;
    const StateCards cards = {workspace->state_cards.data, workspace->state_cards.length};
    uint64_t sum =
        state_blob_cards(bytes->data + sizeof(KnownFiles), bytes->length - sizeof(KnownFiles));
    CachedKey key = cards_key_of(workspace, sum);
    CachedFile file = cached_open_file(&key, &workspace->state_cards);
    const ChecksumSource source = cached_source(&file);
    ChecksumParts parts = {0};
    while (state_blob_check_cards(&cards, &source, &parts))
        continue;
    cached_close_file(&file);
    return !parts.unread && parts.sum == sum;
}

void snapshot_settle(Workspace *workspace)
{
    if (!workspace->cards_later)
        return;
    workspace->cards_later = false;
    if (!are_undamaged(workspace))
        workspace->stale = true;
}

/* --- keeping --- */

/* After writes of this session: the state is read again, so that it is what a start would read. */
static void read_again(Workspace *workspace)
{
    FileStamp stamp;
    store_come_to_rest(workspace->store);
    if (!store_at_rest(workspace->store, &stamp))
        return; /* it could not be kept */
    Status ignored = workspace_load_state_at_once(workspace, NULL);
    (void)ignored;
}

static void write_kept(Workspace *workspace)
{
    KnownFiles files = {.content_version = workspace->content_version,
                        .catalog = workspace_catalog_stamp(workspace)};
    Buffer bytes = {0};
    StudyState state = workspace->state;
    state.timer = workspace->state_timer;
    buffer_add(&bytes, (const char *)&files, sizeof files);
    state_blob_write(&state, &bytes);
    uint64_t sum = state_blob_cards(bytes.data + sizeof files, bytes.length - sizeof files);
    CachedKey cards_key = cards_key_of(workspace, sum);
    if (workspace->state_cards.data == NULL)
        (void)cached_put(&cards_key, NULL, 0, 0, (const char *)state.cards,
                         state.catalog->card_count * sizeof *state.cards);
    files.cards = cached_stamp(&cards_key);
    files.checksum = checksum_of(&files);
    memcpy(bytes.data, &files, sizeof files);
    CachedKey key = key_of(workspace, &workspace->state_stamp);
    (void)cached_put(&key, NULL, 0, 0, bytes.data, bytes.length);
    buffer_done(&bytes);
}

void snapshot_keep(Workspace *workspace)
{
    bool kept = workspace->state_bytes.data != NULL;
    bool looked = !workspace->cards_later && !workspace->catalog_later;
    if (!is_possible(workspace) || workspace->read_only || !looked)
        return;
    if (workspace->state_stamp.size < 0)
        read_again(workspace);
    DayNumber today = workspace_today(workspace);
    bool figured = figures_of(&workspace->state, today) != NULL;
    if (workspace->state_stamp.size < 0 || (kept && workspace->files_known && figured))
        return;
    if (!figured)
        figures_make(&workspace->state, today, workspace_offset(workspace));
    write_kept(workspace);
}
