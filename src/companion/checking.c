#include "companion/checking.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "companion/checking_impl.h"
#include "companion/workspace_impl.h"
#include "text/sanitize.h"

#define FILE_LIMIT ((size_t)32 * 1024 * 1024)

/* --- planning --- */

/* Adds a line that is not there yet. */
static void add_once(Buffer *lines, const char *line)
{
    const char *at = buffer_text(lines);
    size_t length = strlen(line);
    for (; *at != '\0'; at += strcspn(at, "\n") + 1)
        if (strncmp(at, line, length) == 0 && at[length] == '\n')
            return;
    buffer_add_text(lines, line);
    buffer_add_char(lines, '\n');
}

/* The commands of all checks of the project, one a line. */
static const char *list_commands(const Catalog *catalog, const Project *project, Arena *arena)
{
    Buffer lines = {0};
    for (int32_t m = 0; m < project->milestone_count; m++) {
        const Milestone *milestone = &catalog->milestones[project->first_milestone + m];
        for (int32_t c = 0; c < milestone->check_count; c++) {
            const Check *check = &catalog->checks[milestone->first_check + c];
            Buffer line = {0};
            if (check->kind == CHECK_PYTHON)
                buffer_add_format(&line, "python3 -B checks/%s", check->file);
            check_add_words(check, &line);
            if (line.length > 0)
                add_once(&lines, sanitize_text(arena, buffer_text(&line), line.length, 0));
            buffer_done(&line);
        }
    }
    const char *text = arena_dup(arena, buffer_text(&lines));
    buffer_done(&lines);
    return text;
}

/* What the learner agrees to: these commands in this directory. */
static const char *consent(const CheckPlan *plan)
{
    char digits[24];
    char *text = mem_format("%s\n%s", plan->directory, plan->commands);
    (void)snprintf(digits, sizeof digits, "%016llx", (unsigned long long)hash_text(text));
    mem_free(text);
    return arena_dup(plan->arena, digits);
}

static TextList keep_texts(const TextList *list, Arena *arena)
{
    TextList copy = {.items = arena_alloc(arena, list->count + 1, sizeof *copy.items),
                     .count = list->count};
    for (size_t i = 0; i < list->count; i++)
        copy.items[i] = arena_dup(arena, list->items[i]);
    return copy;
}

/* The directory checks/ beside the project's own: a project lies below its pack, and so does this. */
static const char *find_shared(const char *project, Arena *arena)
{
    const char *end = strrchr(project, '/');
    char *parent = mem_dup_range(project, end != NULL ? (size_t)(end - project) : 0);
    char *path = path_join(parent, "checks");
    const char *shared = end != NULL && file_is_directory(path) ? arena_dup(arena, path) : "";
    mem_free(path);
    mem_free(parent);
    return shared;
}

static Status add_milestone(Workspace *workspace, CheckPlan *plan, CatalogIndex index, Error *error)
{
    const Milestone *milestone = &workspace->catalog->milestones[index];
    MilestoneLog log;
    Status status = checking_log(workspace, milestone->id, plan->arena, &log, error);
    for (int32_t i = 0; i < milestone->check_count; i++) {
        const Check *check = &workspace->catalog->checks[milestone->first_check + i];
        plan->checks[plan->count] = check_copy(check, plan->arena);
        plan->results[plan->count] = (CheckResult){.message = ""};
        if (check->kind == CHECK_SELF)
            plan->results[plan->count] = checking_self(&log, check->criterion, plan->arena);
        plan->milestones[plan->count++] = arena_dup(plan->arena, milestone->id);
    }
    return status;
}

/* Absolute, without links; STATUS_USAGE with what to do when it is not there. */
static Status find_directory(const char *id, const char *given, const char *known, CheckPlan *plan,
                             Error *error)
{
    const char *name = given != NULL ? given : known;
    if (name[0] == '\0')
        return error_set(error, STATUS_USAGE,
                         "%s has no directory yet: 'cairn project start %s DIR' begins it, and "
                         "--dir DIR names one that is there",
                         id, id);
    char *real = realpath(name, NULL);
    if (real == NULL || !file_is_directory(real)) {
        free(real);
        return error_set(error, STATUS_USAGE,
                         "the directory %s of %s is not there: 'cairn project start %s DIR' begins "
                         "it anew, and --dir DIR says where it is now",
                         name, id, id);
    }
    plan->directory = arena_dup(plan->arena, real);
    free(real);
    return STATUS_OK;
}

static Status fill_plan(Workspace *workspace, const Project *project, CatalogIndex milestone,
                        CheckPlan *plan, Error *error)
{
    size_t count = 0;
    Status status = STATUS_OK;
    for (int32_t i = 0; i < project->milestone_count; i++)
        count += (size_t)workspace->catalog->milestones[project->first_milestone + i].check_count;
    plan->checks = arena_alloc(plan->arena, count + 1, sizeof *plan->checks);
    plan->results = arena_alloc(plan->arena, count + 1, sizeof *plan->results);
    plan->milestones = arena_alloc(plan->arena, count + 1, sizeof *plan->milestones);
    for (int32_t i = 0; status == STATUS_OK && i < project->milestone_count; i++) {
        CatalogIndex at = project->first_milestone + i;
        if (milestone == CATALOG_NONE || milestone == at)
            status = add_milestone(workspace, plan, at, error);
    }
    if (status == STATUS_OK && plan->count == 0)
        status = error_set(
            error, STATUS_USAGE, "%s has no checks",
            milestone == CATALOG_NONE ? project->id : workspace->catalog->milestones[milestone].id);
    return status;
}

Status workspace_check_plan(Workspace *workspace, CatalogIndex project, CatalogIndex milestone,
                            const char *directory, CheckPlan *plan, Error *error)
{
    *plan = (CheckPlan){.arena = arena_new()};
    if (project < 0 || (size_t)project >= workspace->catalog->project_count)
        return error_set(error, STATUS_USAGE, "there is no such project");
    const Project *of = &workspace->catalog->projects[project];
    ProjectPlace place;
    plan->project_id = arena_dup(plan->arena, of->id);
    plan->pack = arena_dup(plan->arena, of->directory);
    plan->shared = find_shared(of->directory, plan->arena);
    plan->needs = keep_texts(&of->needs, plan->arena);
    plan->commands = list_commands(workspace->catalog, of, plan->arena);
    Status status = checking_place(workspace, of->id, plan->arena, &place, error);
    if (status == STATUS_OK)
        status = fill_plan(workspace, of, milestone, plan, error);
    if (status == STATUS_OK)
        status = find_directory(of->id, directory, place.directory, plan, error);
    if (status == STATUS_OK)
        plan->allowed = plan->commands[0] == '\0' || strcmp(place.allowed, consent(plan)) == 0;
    if (status == STATUS_OK && plan->commands[0] == '\0' && directory != NULL)
        status = workspace_check_allow(workspace, plan, error);
    return status;
}

void check_plan_done(CheckPlan *plan)
{
    arena_free(plan->arena);
    *plan = (CheckPlan){0};
}

Status workspace_check_allow(Workspace *workspace, CheckPlan *plan, Error *error)
{
    const ProjectPlace place = {.directory = plan->directory, .allowed = consent(plan)};
    Status status = checking_put_place(workspace, plan->project_id, &place, error);
    plan->allowed = plan->allowed || status == STATUS_OK;
    return status;
}

/* --- working --- */

typedef struct Work {
    CheckPlan *plan;
    CheckProgress *progress;
    void *context;
    size_t index;
    const char *python;
    bool has_python;
    TextList missing;
} Work;

static bool go_on(void *context)
{
    Work *work = context;
    if (work->progress == NULL || work->progress(work->context, work->index, NULL))
        return true;
    work->plan->cancelled = true;
    return false;
}

static bool matches(const char *pattern, const char *line)
{
    regex_t compiled;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool found = regexec(&compiled, line, 0, NULL, 0) == 0;
    regfree(&compiled);
    return found;
}

static bool holds(const TextList *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], name) == 0)
            return true;
    return false;
}

/* The module that a check takes and that is not there, NULL when it has all. */
static const char *lacking(const Work *work, const Check *check)
{
    const TextList *lists[] = {&work->plan->needs, &check->needs};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const char *name = python_module(lists[l]->items[i]).import;
            if (holds(&work->missing, name))
                return name;
        }
    return NULL;
}

/* Looks once which of all modules are not there. */
static Status look_for_modules(Work *work, Error *error)
{
    CheckPlan *plan = work->plan;
    size_t most = plan->needs.count;
    for (size_t i = 0; i < plan->count; i++)
        most += plan->checks[i].needs.count;
    TextList all = {.items = arena_alloc(plan->arena, most + 1, sizeof *all.items)};
    for (size_t i = 0; i <= plan->count; i++) {
        const TextList *needs = i < plan->count ? &plan->checks[i].needs : &plan->needs;
        for (size_t n = 0; n < needs->count; n++)
            if (!holds(&all, needs->items[n]))
                all.items[all.count++] = needs->items[n];
    }
    work->python = python_of(plan->directory, plan->arena);
    work->has_python = true;
    if (all.count == 0)
        return STATUS_OK;
    return python_missing(work->python, plan->directory, &all, plan->arena, &work->missing,
                          &work->has_python, error);
}

static Status run_words(Work *work, const Check *check, const char *const *words,
                        RunnerResult *result, Error *error)
{
    CheckPlan *plan = work->plan;
    const char *shared = check->kind == CHECK_PYTHON ? plan->shared : "";
    const RunnerJob job = {.words = words,
                           .environment = python_environment(plan->directory, shared, plan->arena),
                           .writable = python_writable(plan->directory, plan->arena),
                           .directory = plan->directory,
                           .input = check->input,
                           .seconds = check->seconds};
    return runner_run(&job, go_on, work, result, error);
}

static const char *const *words_of(const Work *work, const Check *check)
{
    Arena *arena = work->plan->arena;
    const char **words = arena_alloc(arena, check->words.count + 6, sizeof *words);
    size_t at = 0;
    if (check->kind == CHECK_PYTHON) {
        char *folder = path_join(work->plan->pack, "checks");
        char *file = path_join(folder, check->file);
        words[at++] = work->python;
        words[at++] = "-B";
        words[at++] = arena_dup(arena, file);
        words[at++] = "-v";
        mem_free(file);
        mem_free(folder);
    }
    for (size_t i = 0; i < check->words.count; i++)
        words[at++] = i == 0 && strcmp(check->words.items[i], "python3") == 0
                          ? work->python
                          : check->words.items[i];
    return words;
}

static Status check_program(Work *work, const Check *check, CheckResult *judged, Error *error)
{
    Arena *arena = work->plan->arena;
    RunnerResult result;
    const char *module = lacking(work, check);
    if (module != NULL) {
        *judged = check_result(arena, OUTCOME_CANNOT,
                               "the Python module %s is missing: 'cairn project doctor %s' says "
                               "how to get it",
                               module, work->plan->project_id);
        return STATUS_OK;
    }
    Status status = run_words(work, check, words_of(work, check), &result, error);
    const CheckRun run = {.end = result.end,
                          .code = result.code,
                          .out = buffer_text(&result.out),
                          .err = buffer_text(&result.err),
                          .folder = work->plan->directory,
                          .why = result.why};
    if (status == STATUS_OK && check->kind == CHECK_PYTHON)
        *judged = check_judge_python(check, &run, arena);
    else if (status == STATUS_OK)
        *judged = check_judge_run(check, &run, matches, arena);
    runner_result_done(&result);
    return status;
}

/* A file's text, owned by the arena; without text, and with the reason, when it cannot be read. */
static CheckText read_text(Arena *arena, const char *directory, const char *name, Error *why)
{
    char *path = path_join(directory, name);
    char *data = NULL;
    size_t length = 0;
    CheckText text = {0};
    if (file_read(path, FILE_LIMIT, &data, &length, why) == STATUS_OK) {
        arena_adopt(arena, data);
        text = (CheckText){.text = data, .length = length};
    } else if (access(path, F_OK) != 0) {
        why->message[0] = '\0'; /* the judgement says that it is not there */
    }
    mem_free(path);
    return text;
}

static size_t first_line_not_utf8(CheckText file)
{
    size_t line = 1;
    const char *end = file.text + file.length;
    for (const char *at = file.text; at < end; line++) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((next != NULL ? next : end) - at);
        if (!utf8_valid(at, length))
            return line;
        at += length + 1;
    }
    return 0;
}

static CheckResult judge_files(const CheckPlan *plan, const Check *check, CheckText text)
{
    if (check->kind == CHECK_FILE)
        return check_judge_file(check, text, plan->arena);
    if (check->kind == CHECK_TIME)
        return check_judge_time(check, text, plan->arena);
    Error ignored;
    char *labels = path_join("labels", check->labels);
    CheckText known = read_text(plan->arena, plan->pack, labels, &ignored);
    mem_free(labels);
    return check_judge_metric(check, text, known, plan->arena);
}

static CheckResult check_files(const CheckPlan *plan, const Check *check)
{
    Error why = {0};
    CheckText text = read_text(plan->arena, plan->directory, check->file, &why);
    if (text.text == NULL && why.message[0] != '\0')
        return check_result(plan->arena, OUTCOME_FAILED, "%s", why.message);
    CheckResult result = judge_files(plan, check, text);
    size_t line =
        text.text != NULL && result.outcome == OUTCOME_FAILED ? first_line_not_utf8(text) : 0;
    if (line == 0)
        return result;
    return check_result(plan->arena, OUTCOME_FAILED,
                        "%s\n%s, line %zu, is not UTF-8: save or write it with this encoding",
                        result.message, check->file, line);
}

/* What a program does to its directory, or what is in there, may be the cause of a failure and nothing that
 * its message says. */
static void say_what_is_behind(const CheckPlan *plan, const Check *check, CheckResult *result)
{
    const char *name = NULL;
    if (!file_is_directory(plan->directory))
        *result = check_result(plan->arena, OUTCOME_FAILED,
                               "the directory %s is gone: your program has removed it\n%s",
                               plan->directory, result->message);
    else if (check->kind == CHECK_PYTHON && result->outcome == OUTCOME_FAILED)
        name = python_stand_in(plan->directory);
    if (name != NULL)
        *result =
            check_result(plan->arena, OUTCOME_FAILED,
                         "%s\n%s.py in your directory stands in for the module %s, which comes "
                         "with Python and which others use: give it another name",
                         result->message, name, name);
}

static Status check_one(Work *work, Error *error)
{
    CheckPlan *plan = work->plan;
    const Check *check = &plan->checks[work->index];
    CheckResult *result = &plan->results[work->index];
    Status status = STATUS_OK;
    if (check->kind == CHECK_SELF)
        return STATUS_OK;
    bool runs = check->kind == CHECK_RUN || check->kind == CHECK_PYTHON;
    if (!file_is_directory(plan->directory))
        *result = check_result(plan->arena, OUTCOME_FAILED,
                               "the directory %s is gone: a program may have removed it",
                               plan->directory);
    else if (runs)
        status = check_program(work, check, result, error);
    else
        *result = check_files(plan, check);
    if (status == STATUS_OK && runs)
        say_what_is_behind(plan, check, result);
    if (status == STATUS_OK)
        result->message = sanitize_text(plan->arena, result->message, strlen(result->message), 1);
    return status;
}

Status check_plan_run(CheckPlan *plan, CheckProgress *progress, void *context, Error *error)
{
    Work work = {.plan = plan, .progress = progress, .context = context};
    int64_t begun = clock_monotonic_ms();
    Status status = look_for_modules(&work, error);
    for (; status == STATUS_OK && work.index < plan->count; work.index++) {
        if (!go_on(&work))
            break;
        status = check_one(&work, error);
        if (plan->cancelled)
            break;
        if (status == STATUS_OK && progress != NULL &&
            !progress(context, work.index, &plan->results[work.index]) &&
            work.index + 1 < plan->count)
            plan->cancelled = true;
    }
    plan->ms = clock_monotonic_ms() - begun;
    return status;
}
