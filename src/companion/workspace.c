/* Opening and closing, and what a workspace lets others see. */
#include "companion/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

/* What is kept of the database most often says all that is asked. */
static void open_store(Workspace *workspace, const WorkspaceOptions *options)
{
    StoreMode mode = options->unlooked ? STORE_READ_FIRST : STORE_READ_WRITE;
    workspace->database = path_join(workspace->paths.data, "cairn.db");
    if (workspace->read_only && !store_exists(workspace->paths.data))
        return;
    workspace->store =
        store_open_later(workspace->paths.data, workspace->read_only ? STORE_READ_ONLY : mode);
    store_tell_upgrading(workspace->store, options->upgrading);
}

/* As one read: one lock instead of one a table, and all tables of the same moment. */
Status workspace_load_state_at_once(Workspace *workspace, Error *error)
{
    FileStamp before, after;
    if (workspace->store == NULL)
        return STATUS_OK;
    bool rests = store_at_rest(workspace->store, &before);
    Status status = store_begin_reading(workspace->store, error);
    if (status == STATUS_OK)
        status = workspace_load_state(workspace, error);
    store_rollback(workspace->store);
    if (status == STATUS_OK && rests && store_at_rest(workspace->store, &after) &&
        file_stamp_is(&before, &after))
        workspace->state_stamp = after;
    return status;
}

/* Somebody may write while it is only being read, which nothing holds back. */
static Status load_first_state(Workspace *workspace, Error *error)
{
    if (workspace->store == NULL) {
        study_state_init(&workspace->state, workspace->catalog);
        return STATUS_OK;
    }
    Status status = store_open_now(workspace->store, error);
    if (status != STATUS_OK)
        return status;
    status = workspace_load_state_at_once(workspace, error);
    if (status != STATUS_OK && workspace_settle(workspace, error) == STATUS_OK)
        status = workspace_load_state_at_once(workspace, error);
    return status;
}

static void drop_state(Workspace *workspace)
{
    study_state_done(&workspace->state);
    cached_release(&workspace->state_bytes);
    cached_release(&workspace->state_cards);
    workspace->state_stamp.size = -1;
}

/* The kept state, for a catalog that is sound or known to be. */
static bool take_kept(Workspace *workspace, const WorkspaceOptions *options)
{
    bool taken = snapshot_take(workspace, options);
    if ((taken && workspace->cards_later) || workspace_catalog_is_sound(workspace, options))
        return taken;
    drop_state(workspace);
    workspace_replace_catalog(workspace);
    return false;
}

static Status open_parts(Workspace *workspace, const WorkspaceOptions *options, Error *error)
{
    Status status = paths_resolve(options->data, &workspace->paths, error);
    if (status == STATUS_OK)
        status = clock_from_text(getenv("CAIRN_NOW"), &workspace->clock, error);
    if (status == STATUS_OK)
        status = workspace_find_content(workspace, options, error);
    if (status != STATUS_OK)
        return status;
    open_store(workspace, options);
    if (options->glance && snapshot_glance(workspace))
        return STATUS_OK;
    workspace_load_catalog(workspace, options);
    if (!take_kept(workspace, options))
        status = load_first_state(workspace, error);
    if (status != STATUS_OK)
        return status;
    workspace_note_cards(workspace);
    return STATUS_OK;
}

Status workspace_open(const WorkspaceOptions *options, Workspace **workspace, Error *error)
{
    Workspace *opened = mem_alloc(1, sizeof *opened);
    opened->read_only = options->read_only;
    opened->watch = -1;
    opened->state_stamp.size = -1;
    Status status = open_parts(opened, options, error);
    if (opened->store != NULL)
        store_tell_upgrading(opened->store, NULL);
    if (status != STATUS_OK) {
        workspace_close(opened);
        opened = NULL;
    }
    *workspace = opened;
    return status;
}

void workspace_close(Workspace *workspace)
{
    if (workspace == NULL)
        return;
    workspace_unwatch(workspace);
    snapshot_keep(workspace);
    store_close(workspace->store);
    drop_state(workspace);
    mem_free(workspace->refused_file);
    catalog_free(workspace->catalog);
    cached_release(&workspace->catalog_bytes);
    glossary_free(workspace->glossary);
    buffer_done(&workspace->diagnostics);
    for (size_t i = 0; i < workspace->content_count; i++)
        mem_free(workspace->content[i]);
    mem_free(workspace->content);
    mem_free(workspace->database);
    mem_free(workspace->hook_problem);
    mem_free(workspace->hook_told);
    paths_done(&workspace->paths);
    mem_free(workspace);
}

void workspace_put_state(Workspace *workspace, StudyState *state)
{
    workspace->state_timer = state->timer;
    state->timer = practice_awake(
        &state->timer, workspace_now(workspace),
        clock_slept_since(&workspace->clock, state->timer.resumed_ms, state->timer.slept_ms));
    study_state_follow(state, &workspace->state);
    drop_state(workspace);
    workspace->state = *state;
    workspace->cards_later = false;
    workspace->stale = false;
}

Status workspace_load_state(Workspace *workspace, Error *error)
{
    if (workspace->store == NULL)
        return STATUS_OK;
    workspace_watch_again(workspace);
    StudyState state;
    study_state_init(&state, workspace->catalog);
    Status status = store_load_state(workspace->store, &state, error);
    if (status == STATUS_OK)
        status = ledger_load_habit(workspace->store, &state, error);
    if (status != STATUS_OK) {
        study_state_done(&state);
        return status;
    }
    workspace_put_state(workspace, &state);
    return STATUS_OK;
}

/* Looking around asks the database for nothing more than the kept state says. */
static bool may_wait(const Workspace *workspace)
{
    return workspace->state_bytes.data != NULL && workspace->state_stamp.size >= 0 &&
           store_wait(workspace->store);
}

Status workspace_settle(Workspace *workspace, Error *error)
{
    workspace_settle_catalog(workspace);
    snapshot_settle(workspace);
    Status status = STATUS_OK;
    if (workspace->store != NULL && !may_wait(workspace))
        status = store_settle(workspace->store, error);
    /* before the look that follows, or what is written between the two is noticed by neither */
    if (status == STATUS_OK)
        (void)workspace_watch(workspace);
    return status;
}

Status workspace_refresh(Workspace *workspace, bool *changed, Error *error)
{
    *changed = false;
    if (workspace->store == NULL)
        return STATUS_OK;
    /* before the look that follows, or what is written between the two is noticed by neither */
    workspace_watch_again(workspace);
    if (!store_changed_elsewhere(workspace->store) && !workspace->stale)
        return STATUS_OK;
    workspace->stale = true;
    Status status = workspace_load_state_at_once(workspace, error);
    *changed = status == STATUS_OK;
    return status;
}

/* The first error among the findings that is one of this file. */
static Status find_error(const char *findings, const char *file, Error *error)
{
    size_t length = strlen(file);
    for (const char *line = findings; *line != '\0'; line += line[0] == '\n') {
        size_t end = strcspn(line, "\n");
        char *text = mem_dup_range(line, end);
        bool wrong = strncmp(text, file, length) == 0 && text[length] == ':' &&
                     strstr(text, ": warning: ") == NULL;
        if (wrong)
            (void)error_set(error, STATUS_CONTENT, "%s", text);
        mem_free(text);
        if (wrong)
            return STATUS_CONTENT;
        line += end;
    }
    return STATUS_OK;
}

Status workspace_reload(Workspace *workspace, const char *edited, Error *error)
{
    Catalog *catalog = workspace->catalog;
    CachedBytes bytes = workspace->catalog_bytes;
    uint64_t version = workspace->content_version;
    Buffer diagnostics = workspace->diagnostics;
    char *file = mem_dup(edited); /* it may belong to the catalog */
    workspace->diagnostics = (Buffer){0};
    workspace->catalog_bytes = (CachedBytes){0};
    glossary_free(workspace->glossary);
    workspace->glossary = NULL;
    workspace_load_catalog(workspace, &(WorkspaceOptions){0});
    Status status = find_error(buffer_text(&workspace->diagnostics), file, error);
    if (status == STATUS_OK && workspace->store == NULL) {
        study_state_done(&workspace->state);
        study_state_init(&workspace->state, workspace->catalog);
    } else if (status == STATUS_OK) {
        status = workspace_load_state_at_once(workspace, error);
    }
    mem_free(workspace->refused_file);
    workspace->refused_file = status != STATUS_OK && *file != '\0' ? mem_dup(file) : NULL;
    workspace->refused_stamp = file_stamp(file);
    mem_free(file);
    if (status == STATUS_OK) {
        workspace_note_cards(workspace);
        catalog_free(catalog);
        cached_release(&bytes);
        buffer_done(&diagnostics);
        return STATUS_OK;
    }
    catalog_free(workspace->catalog);
    cached_release(&workspace->catalog_bytes);
    buffer_done(&workspace->diagnostics);
    workspace->catalog = catalog;
    workspace->catalog_bytes = bytes;
    workspace->content_version = version;
    workspace->diagnostics = diagnostics;
    return status;
}

const StudyState *workspace_state(const Workspace *workspace)
{
    return &workspace->state;
}

const Catalog *workspace_catalog(const Workspace *workspace)
{
    return workspace->catalog;
}

const Paths *workspace_paths(const Workspace *workspace)
{
    return &workspace->paths;
}

int64_t workspace_now(const Workspace *workspace)
{
    return clock_now(&workspace->clock);
}

int workspace_offset(const Workspace *workspace)
{
    return clock_offset(&workspace->clock, workspace_now(workspace));
}

int64_t workspace_slept(const Workspace *workspace)
{
    return clock_slept(&workspace->clock);
}

DayNumber workspace_today(const Workspace *workspace)
{
    int64_t now = workspace_now(workspace);
    return study_state_day(&workspace->state, now, clock_offset(&workspace->clock, now));
}

const char *workspace_diagnostics(const Workspace *workspace)
{
    return buffer_text(&workspace->diagnostics);
}
