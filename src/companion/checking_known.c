/* What the log knows of projects: where they are, and the last results of their checks. It is read when
 * somebody asks; no table follows from it. */
#include <string.h>

#include "base/memory.h"
#include "companion/checking_impl.h"
#include "companion/workspace_impl.h"

/* --- the place --- */

typedef struct PlaceReader {
    Arena *arena;
    ProjectPlace *place;
} PlaceReader;

static bool take_place(void *context, const Event *event)
{
    PlaceReader *reader = context;
    const JsonValue *body = ledger_body(event, reader->arena);
    reader->place->directory = json_get_text(body, "directory", reader->place->directory);
    reader->place->allowed = json_get_text(body, "allowed", "");
    return true;
}

Status checking_place(Workspace *workspace, const char *project_id, Arena *arena,
                      ProjectPlace *place, Error *error)
{
    PlaceReader reader = {.arena = arena, .place = place};
    *place = (ProjectPlace){.directory = "", .allowed = ""};
    if (workspace->store == NULL)
        return STATUS_OK;
    return store_each_event(workspace->store, project_id, EVENT_PROJECT, take_place, &reader,
                            error);
}

Status checking_put_place(Workspace *workspace, const char *project_id, const ProjectPlace *place,
                          Error *error)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "directory", place->directory);
    json_put_text(&json, "allowed", place->allowed);
    json_object_close(&json);
    Status status = write_single(workspace, EVENT_PROJECT, project_id, buffer_text(&body), error);
    buffer_done(&body);
    return status;
}

/* --- results --- */

typedef struct LogReader {
    Arena *arena;
    MilestoneLog *log;
} LogReader;

static bool take_check(void *context, const Event *event)
{
    LogReader *reader = context;
    const JsonValue *body = ledger_body(event, reader->arena);
    const JsonValue *checks = json_member(body, "checks");
    const JsonValue *review = json_member(body, "review");
    if (checks != NULL && checks->kind == JSON_ARRAY) {
        reader->log->checks = checks;
        reader->log->at_ms = event->at_ms;
    }
    if (review != NULL && review->kind == JSON_ARRAY)
        reader->log->review = review;
    return true;
}

Status checking_log(Workspace *workspace, const char *milestone_id, Arena *arena, MilestoneLog *log,
                    Error *error)
{
    LogReader reader = {.arena = arena, .log = log};
    *log = (MilestoneLog){0};
    if (workspace->store == NULL)
        return STATUS_OK;
    return store_each_event(workspace->store, milestone_id, EVENT_CHECK, take_check, &reader,
                            error);
}

static const JsonValue *find_by(const JsonValue *list, const char *key, const char *text)
{
    for (const JsonValue *item = list != NULL ? list->first : NULL; item; item = item->next)
        if (strcmp(json_get_text(item, key, ""), text) == 0)
            return item;
    return NULL;
}

CheckResult checking_self(const MilestoneLog *log, const char *criterion, Arena *arena)
{
    const JsonValue *item = find_by(log->review, "criterion", criterion);
    const char *evidence = json_get_text(item, "evidence", "");
    if (item == NULL)
        return check_result(arena, OUTCOME_OPEN, "judge it yourself: cairn project review");
    if (json_get_bool(item, "met", false) && evidence[0] != '\0')
        return check_result(arena, OUTCOME_PASSED, "%s", evidence);
    return check_result(arena, OUTCOME_FAILED, "you judged this as not met yet%s%s",
                        evidence[0] != '\0' ? ": " : "", evidence);
}

static KnownCheck know_check(const Check *check, const MilestoneLog *log, Arena *arena)
{
    KnownCheck known = {.title = check->title, .kind = check->kind, .result = {.message = ""}};
    const JsonValue *item = find_by(log->checks, "title", check->title);
    if (check->kind == CHECK_SELF) {
        known.result = checking_self(log, check->criterion, arena);
    } else if (item != NULL) {
        known.result.outcome = outcome_from_name(json_get_text(item, "outcome", ""));
        known.result.message = json_get_text(item, "message", "");
    }
    return known;
}

Status workspace_project_known(Workspace *workspace, CatalogIndex project, Arena *arena,
                               KnownProject *known, Error *error)
{
    const Catalog *catalog = workspace->catalog;
    *known = (KnownProject){.directory = ""};
    if (project < 0 || (size_t)project >= catalog->project_count)
        return error_set(error, STATUS_USAGE, "there is no such project");
    const Project *of = &catalog->projects[project];
    ProjectPlace place;
    Status status = checking_place(workspace, of->id, arena, &place, error);
    known->directory = arena_dup(arena, place.directory);
    known->milestones =
        arena_alloc(arena, (size_t)of->milestone_count + 1, sizeof *known->milestones);
    for (int32_t i = 0; status == STATUS_OK && i < of->milestone_count; i++) {
        const Milestone *milestone = &catalog->milestones[of->first_milestone + i];
        KnownMilestone *into = &known->milestones[i];
        MilestoneLog log;
        status = checking_log(workspace, milestone->id, arena, &log, error);
        into->at_ms = log.at_ms;
        into->checks = arena_alloc(arena, (size_t)milestone->check_count + 1, sizeof *into->checks);
        for (int32_t c = 0; c < milestone->check_count; c++)
            into->checks[into->count++] =
                know_check(&catalog->checks[milestone->first_check + c], &log, arena);
    }
    return status;
}

/* --- judgements --- */

static void put_judgement(JsonWriter *json, const char *criterion, bool met, const char *evidence)
{
    json_object_open(json);
    json_put_text(json, "criterion", criterion);
    json_put_bool(json, "met", met);
    json_put_text(json, "evidence", evidence);
    json_object_close(json);
}

static bool is_among(const SelfJudgement *judgements, size_t count, const char *criterion)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(judgements[i].criterion, criterion) == 0)
            return true;
    return false;
}

/* Judgements of before, of criteria that the milestone has and that were not judged anew. */
static void put_former(const Catalog *catalog, const Milestone *milestone, const MilestoneLog *log,
                       const SelfJudgement *judgements, size_t count, JsonWriter *json)
{
    for (int32_t i = 0; i < milestone->check_count; i++) {
        const Check *check = &catalog->checks[milestone->first_check + i];
        const JsonValue *former =
            check->kind == CHECK_SELF ? find_by(log->review, "criterion", check->criterion) : NULL;
        if (former != NULL && !is_among(judgements, count, check->criterion))
            put_judgement(json, check->criterion, json_get_bool(former, "met", false),
                          json_get_text(former, "evidence", ""));
    }
}

Status workspace_project_review(Workspace *workspace, CatalogIndex index,
                                const SelfJudgement *judgements, size_t count, Error *error)
{
    if (index < 0 || (size_t)index >= workspace->catalog->milestone_count)
        return error_set(error, STATUS_USAGE, "there is no such milestone");
    const Milestone *milestone = &workspace->catalog->milestones[index];
    Arena *arena = arena_new();
    MilestoneLog log;
    Buffer body = {0};
    JsonWriter json;
    Status status = checking_log(workspace, milestone->id, arena, &log, error);
    json_begin(&json, &body);
    json_object_open(&json);
    json_key(&json, "review");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++)
        put_judgement(&json, judgements[i].criterion, judgements[i].met, judgements[i].evidence);
    put_former(workspace->catalog, milestone, &log, judgements, count, &json);
    json_array_close(&json);
    json_object_close(&json);
    if (status == STATUS_OK)
        status = write_single(workspace, EVENT_CHECK, milestone->id, buffer_text(&body), error);
    buffer_done(&body);
    arena_free(arena);
    return status;
}
