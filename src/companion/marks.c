/* Marks, notes, opened resources, hints, questions, options. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "companion/workspace_impl.h"
#include "study/limits.h"
#include "study/match.h"

#define NOTE_LIMIT     ((size_t)256 * 1024)
#define QUESTION_LIMIT ((size_t)4096)

static Status check_text(const char *what, const char *text, size_t limit, Error *error)
{
    size_t length = strlen(text);
    if (length > limit)
        return error_set(error, STATUS_USAGE, "the %s has %zu bytes; at most %zu are kept", what,
                         length, limit);
    if (!utf8_valid(text, length))
        return error_set(error, STATUS_USAGE, "the %s is not valid UTF-8", what);
    return STATUS_OK;
}

/* Writes an event whose body holds one text under `key`. */
static Status write_text(Workspace *workspace, EventKind kind, const char *subject, const char *key,
                         const char *text, Error *error)
{
    char *body = body_text(key, text);
    Status status = write_single(workspace, kind, subject, body, error);
    mem_free(body);
    return status;
}

Status workspace_mark(Workspace *workspace, ItemRef item, Mark mark, Error *error)
{
    if (study_state_item(&workspace->state, item) == NULL)
        return error_set(error, STATUS_USAGE,
                         "only topics, subtopics, resources, projects and milestones are marked, "
                         "not a %s",
                         item_kind_name(item.kind));
    if (mark >= MARK_COUNT)
        return error_set(error, STATUS_USAGE, "a mark is todo, doing, done or skipped");
    return write_text(workspace, EVENT_MARK, catalog_id(workspace->catalog, item), "mark",
                      mark_name(mark), error);
}

Status workspace_tick(Workspace *workspace, ItemRef item, int part, bool ticked, Error *error)
{
    const char *id = catalog_id(workspace->catalog, item);
    size_t count = catalog_parts(workspace->catalog, item).count;
    const char *what = item.kind == ITEM_RESOURCE ? "chapters or steps" : "outcomes";
    if (count == 0)
        return error_set(error, STATUS_USAGE, "'%s' has no %s to tick", id, what);
    if (part < 1 || (size_t)part > count || part > CATALOG_PARTS_MAX)
        return error_set(error, STATUS_USAGE, "'%s' has %zu %s: give a number from 1 to %zu", id,
                         count, what, count);
    char *subject = mem_format("%s#%d", id, part);
    Status status = write_text(workspace, EVENT_MARK, subject, "mark",
                               mark_name(ticked ? MARK_DONE : MARK_TODO), error);
    mem_free(subject);
    return status;
}

Status workspace_note_get(Workspace *workspace, const char *id, char **text, Error *error)
{
    if (workspace->store != NULL)
        return store_get_note(workspace->store, id, text, error);
    *text = mem_dup("");
    return STATUS_OK;
}

Status workspace_note_set(Workspace *workspace, const char *id, const char *text, Error *error)
{
    if (catalog_find(workspace->catalog, id).kind == ITEM_NONE)
        return error_set(error, STATUS_USAGE, "there is nothing with the id '%s' to note", id);
    Status status = check_text("note", text, NOTE_LIMIT, error);
    if (status != STATUS_OK)
        return status;
    return write_text(workspace, EVENT_NOTE, id, "text", text, error);
}

static bool is_known(const Workspace *workspace, ItemKind kind, CatalogIndex index)
{
    return index >= 0 && (size_t)index < catalog_item_count(workspace->catalog, kind);
}

Status workspace_opened(Workspace *workspace, CatalogIndex resource, Error *error)
{
    if (!is_known(workspace, ITEM_RESOURCE, resource))
        return error_set(error, STATUS_USAGE, "there is no such resource");
    return write_single(workspace, EVENT_OPENED, workspace->catalog->resources[resource].id, NULL,
                        error);
}

static Status reveal(Workspace *workspace, CatalogIndex milestone, int *tier, Error *error)
{
    const Milestone *of = &workspace->catalog->milestones[milestone];
    int shown = workspace->state.milestones[milestone].hints;
    if (shown == 0 && of->hints.count == 0)
        return error_set(error, STATUS_USAGE, "'%s' has no hints", of->id);
    if ((size_t)shown >= of->hints.count || shown == UINT8_MAX)
        return error_set(error, STATUS_USAGE,
                         "all hints of '%s' are shown already: 'cairn project show %s' has them",
                         of->id, workspace->catalog->projects[of->project].id);
    *tier = shown + 1;
    Buffer body = {0};
    buffer_add_format(&body, "{\"hint\":%d}", *tier);
    Status status = write_event(workspace, EVENT_MILESTONE, of->id, body.data,
                                workspace_now(workspace), NULL, error);
    buffer_done(&body);
    return status;
}

Status workspace_hint(Workspace *workspace, CatalogIndex milestone, int *tier, Error *error)
{
    if (!is_known(workspace, ITEM_MILESTONE, milestone))
        return error_set(error, STATUS_USAGE, "there is no such milestone");
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = reveal(workspace, milestone, tier, error);
    return write_end(workspace, status, error);
}

Status workspace_ask(Workspace *workspace, const char *subject, const char *text, Error *error)
{
    if (subject[0] != '\0' && catalog_find(workspace->catalog, subject).kind == ITEM_NONE)
        return error_set(error, STATUS_USAGE, "there is nothing with the id '%s' to ask about",
                         subject);
    if (text[0] == '\0')
        return error_set(error, STATUS_USAGE, "the question is empty");
    Status status = check_text("question", text, QUESTION_LIMIT, error);
    if (status != STATUS_OK)
        return status;
    return write_text(workspace, EVENT_QUESTION, subject, "text", text, error);
}

/* The question whose id begins with `id`; NULL when there is none or more than one. */
static const Question *find_question(const StudyState *state, const char *id)
{
    const Question *found = NULL;
    size_t length = strlen(id);
    for (size_t i = 0; i < state->question_count; i++) {
        if (strncmp(state->questions[i].id, id, length) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = &state->questions[i];
    }
    return found;
}

static Status answer(Workspace *workspace, const char *question_id, const char *text, Error *error)
{
    const Question *question = find_question(&workspace->state, question_id);
    if (question == NULL)
        return error_set(error, STATUS_USAGE,
                         "no question has the id '%s'; 'cairn ask list' shows them", question_id);
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "answers", question->id);
    json_put_text(&json, "answer", text);
    json_object_close(&json);
    Status status = write_event(workspace, EVENT_QUESTION, question->subject, body.data,
                                workspace_now(workspace), NULL, error);
    buffer_done(&body);
    return status;
}

Status workspace_answer(Workspace *workspace, const char *question_id, const char *text,
                        Error *error)
{
    Status status = check_text("answer", text, QUESTION_LIMIT, error);
    if (status != STATUS_OK)
        return status;
    char *kept_id = mem_dup(question_id);
    char *kept_text = mem_dup(text);
    status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = answer(workspace, kept_id, kept_text, error);
        status = write_end(workspace, status, error);
    }
    mem_free(kept_id);
    mem_free(kept_text);
    return status;
}

static Status no_such_option(const char *name, Error *error)
{
    ARRAY(const char *) names = {0};
    for (size_t i = 0; i < config_option_count(); i++)
        *array_push(&names) = config_option(i)->name;
    const char *nearest = match_nearest(name, names.items, names.count);
    array_done(&names);
    if (nearest == NULL)
        return error_set(error, STATUS_USAGE,
                         "there is no option '%s'; 'cairn config' lists them all", name);
    return error_set(error, STATUS_USAGE, "there is no option '%s'; did you mean '%s'?", name,
                     nearest);
}

static Status set_limit(Workspace *workspace, const char *name, const char *value, Error *error)
{
    Status status = limits_check(workspace->catalog, name, value, error);
    if (status != STATUS_OK)
        return status;
    return write_text(workspace, EVENT_CONFIG, name, "value", value, error);
}

Status workspace_option_set(Workspace *workspace, const char *name, const char *value, Error *error)
{
    if (limits_is_name(name))
        return set_limit(workspace, name, value, error);
    size_t index = config_find(name);
    if (index >= config_option_count())
        return no_such_option(name, error);
    Config tried = workspace->state.config;
    Status status = config_set(&tried, index, value, error);
    if (status == STATUS_OK && strcmp(tried.theme, workspace->state.config.theme) != 0) {
        Theme theme; /* a name that no theme has would only be found out at the next start */
        status = workspace_theme(workspace, tried.theme, &theme, error);
    }
    if (status != STATUS_OK)
        return status;
    return write_text(workspace, EVENT_CONFIG, name, "value", value, error);
}
