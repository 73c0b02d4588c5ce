#include "shell/session.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/memory.h"
#include "shell/background.h"
#include "shell/checks.h"
#include "shell/effects.h"
#include "text/sanitize.h"
#include "ui/view.h"

#define VIEW_LIMIT ((size_t)1 << 20)

/* --- messages --- */

/* The zone's offset changes on full minutes only; asking for it looks at a file each time. */
static int offset_at(Session *session, int64_t now_ms)
{
    int64_t minute = now_ms / MS_PER_MINUTE;
    if (session->offset_minute != minute) {
        session->offset_minute = minute;
        session->offset_min = workspace_offset(session->workspace);
    }
    return session->offset_min;
}

void session_deliver(Session *session, Message message)
{
    message.now_ms = workspace_now(session->workspace);
    message.offset_min = offset_at(session, message.now_ms);
    app_update(session->model, &message, &session->effects);
    session->dirty = session->dirty || app_is_dirty(session->model);
    if (session->running)
        return;
    session->running = true;
    for (size_t i = 0; i < session->effects.count; i++)
        effects_run(session, session->effects.items[i]);
    effects_clear(&session->effects);
    session->running = false;
}

void session_say(Session *session, MessageKind kind, const char *text)
{
    Arena *arena = arena_new();
    session_deliver(session,
                    (Message){.kind = kind, .text = sanitize_text(arena, text, strlen(text), 0)});
    arena_free(arena);
}

void session_refresh(Session *session)
{
    Error error = {0};
    bool changed = false;
    if (workspace_refresh(session->workspace, &changed, &error) != STATUS_OK) {
        session_say(session, MESSAGE_FAILED, error.message);
        return;
    }
    if (changed) {
        session_follow_options(session);
        session_deliver(session, (Message){.kind = MESSAGE_STATE});
    }
}

static void say_content_errors(Session *session)
{
    if (workspace_diagnostics(session->workspace)[0] != '\0')
        session_say(session, MESSAGE_FAILED,
                    "Some content has errors and was left out: cairn lint shows them");
}

Status session_reload(Session *session, const char *edited, Error *error)
{
    app_content_changes(session->model);
    Status status = workspace_reload(session->workspace, edited, error);
    session_deliver(session, (Message){.kind = MESSAGE_CONTENT});
    checks_follow_content(session);
    return status;
}

void session_follow_content(Session *session)
{
    Error error = {0};
    if (!workspace_content_changed(session->workspace))
        return;
    if (session_reload(session, "", &error) != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
    else
        say_content_errors(session);
}

/* --- options --- */

/* The theme of the learner's options; what is wrong with it is said, and it is plain then. */
static void load_theme(Session *session)
{
    const Config *config = &workspace_state(session->workspace)->config;
    Error error = {0};
    snprintf(session->theme_name, sizeof session->theme_name, "%s", config->theme);
    Status status = workspace_theme(session->workspace, config->theme, &session->theme, &error);
    if (session->term != NULL)
        term_set_theme(session->term, &session->theme);
    if (status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
}

static bool is_ascii(const Session *session)
{
    return session->ascii || workspace_state(session->workspace)->config.ascii;
}

void session_follow_options(Session *session)
{
    const Config *config = &workspace_state(session->workspace)->config;
    if (strcmp(session->theme_name, config->theme) != 0)
        load_theme(session);
    app_set_ascii(session->model, is_ascii(session));
    if (session->term != NULL) {
        term_set_mouse(session->term, config->mouse);
        term_set_links(session->term, config->links);
    }
}

/* --- drawing --- */

void session_draw(Session *session)
{
    ui_view(session->model, &session->canvas);
    if (session->term != NULL)
        term_draw(session->term, &session->canvas);
}

/* --- place and cursors --- */

static char *view_path(const Session *session)
{
    return path_join(workspace_paths(session->workspace)->state, "view");
}

static void restore_view(Session *session)
{
    char *path = view_path(session);
    char *text = NULL;
    size_t length = 0;
    /* a view that cannot be read is one that was never saved */
    if (file_exists(path) && file_read(path, VIEW_LIMIT, &text, &length, NULL) == STATUS_OK)
        app_restore_view(session->model, text);
    mem_free(text);
    mem_free(path);
}

Status session_save_view(Session *session, Error *error)
{
    const char *directory = workspace_paths(session->workspace)->state;
    char *path = view_path(session);
    Buffer text = {0};
    app_save_view(session->model, &text);
    Status status = file_make_directory(directory, error);
    if (status == STATUS_OK)
        status = file_replace(path, buffer_text(&text), text.length, error);
    if (status != STATUS_OK)
        status =
            error_prefix(error, status, "all study data is saved, but not the cursor positions");
    buffer_done(&text);
    mem_free(path);
    return status;
}

/* --- opening --- */

static Status bind_keys(Session *session, Error *error)
{
    Arena *arena = arena_new();
    WorkspaceKeys keys = {0};
    Status status = workspace_keys(session->workspace, arena, &keys, error);
    /* first all are free, so that two actions can change keys with each other */
    for (size_t i = 0; i < keys.count; i++) {
        Error unknown; /* told below, with its place */
        Status freed = app_unbind(session->model, keys.items[i].action, &unknown);
        (void)freed;
    }
    for (size_t i = 0; i < keys.count; i++) {
        const WorkspaceKey *key = &keys.items[i];
        Error wrong = {0};
        if (app_bind(session->model, key->action, key->key, &wrong) == STATUS_OK ||
            status != STATUS_OK)
            continue;
        status = error_set(error, STATUS_CONTENT, "%s:%zu:%zu: %s", keys.path, key->line,
                           key->column, wrong.message);
    }
    arena_free(arena);
    return status;
}

void session_settle(Session *session)
{
    Arena *arena = arena_new();
    TextList names = workspace_theme_names(session->workspace, arena);
    app_set_themes(session->model, names.items, names.count);
    arena_free(arena);
    Error error = {0};
    Status status = workspace_settle(session->workspace, &error);
    session_follow_content(
        session); /* first: what is read of the state next is found in the content */
    if (status == STATUS_OK)
        session_refresh(session);
    else
        session_say(session, MESSAGE_FAILED, error.message);
}

static void open_place(Session *session, const char *place)
{
    char *line = mem_format("place %s\n", place);
    app_restore_view(session->model, line);
    mem_free(line);
}

static void say_what_is_wrong(Session *session, Status keys_status, const Error *keys_error)
{
    if (keys_status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, keys_error->message);
    say_content_errors(session);
}

Status session_open(Session *session, Workspace *workspace, Term *term, const ShellOptions *options,
                    int rows, int columns, Error *error)
{
    const StudyState *state = workspace_state(workspace);
    *session = (Session){.workspace = workspace, .term = term};
    if (options->place != NULL && !config_check_place(options->place))
        return error_set(error, STATUS_USAGE,
                         "there is no place \"%s\": expected today, roadmap, review, projects or "
                         "stats",
                         options->place);
    if (options->theme != NULL) {
        Status status = workspace_theme(workspace, options->theme, &session->theme, error);
        if (status != STATUS_OK)
            return status;
    }
    session->ascii = options->ascii || term_locale_is_plain();
    session->model = app_new(state, rows, columns);
    canvas_init(&session->canvas, rows, columns);
    app_set_ascii(session->model, is_ascii(session));
    Error keys_error = {0};
    Status keys_status = bind_keys(session, &keys_error);
    if (term != NULL)
        restore_view(session);
    open_place(session, options->place != NULL ? options->place : state->config.start_place);
    int64_t sign_ms = 0;
    if (workspace_last_sign(workspace, &sign_ms, error) != STATUS_OK)
        return STATUS_FAILED;
    session_deliver(session, (Message){.kind = MESSAGE_START, .value = sign_ms});
    if (options->theme == NULL) {
        load_theme(session);
    } else {
        snprintf(session->theme_name, sizeof session->theme_name, "%s", state->config.theme);
        if (term != NULL)
            term_set_theme(term, &session->theme);
    }
    say_what_is_wrong(session, keys_status, &keys_error);
    return STATUS_OK;
}

void session_close(Session *session)
{
    if (session->model == NULL)
        return;
    checks_close(session);
    background_close(session);
    effects_done(&session->effects);
    canvas_done(&session->canvas);
    app_free(session->model);
    session->model = NULL;
}
