/* The learner's own programs: on-start, on-stop and on-goal in the directory hooks of the configuration.
 * They run without a shell and nobody waits for them; what happened stands in their environment. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "companion/external.h"
#include "companion/workspace_impl.h"

static const char *const NAMES[] = {
    [HOOK_START] = "on-start", [HOOK_STOP] = "on-stop", [HOOK_GOAL] = "on-goal"};

/* The program of a hook; NULL when there is none that can be run. The caller frees it. */
static char *find_program(const Workspace *workspace, Hook hook)
{
    char *path = mem_format("%s/hooks/%s", workspace->paths.config, NAMES[hook]);
    if (workspace->state.config.hooks && access(path, X_OK) == 0)
        return path;
    mem_free(path);
    return NULL;
}

static int32_t minutes_today(const Workspace *workspace)
{
    const StudyState *state = &workspace->state;
    DayTotal total = habit_day(state->days, state->day_count, workspace_today(workspace));
    total.practice_ms +=
        today_running_ms(state, workspace_now(workspace), workspace_offset(workspace));
    return habit_minutes(&total);
}

static void keep_problem(Workspace *workspace, const Error *error)
{
    mem_free(workspace->hook_problem);
    workspace->hook_problem = mem_format("hook: %s", error->message);
}

void hooks_run(Workspace *workspace, Hook hook, const HookFacts *facts)
{
    char *program = find_program(workspace, hook);
    if (program == NULL)
        return;
    const Catalog *catalog = workspace->catalog;
    const char *title = catalog_title(catalog, catalog_find(catalog, facts->topic));
    char *words[] = {program, NULL};
    char *environment[] = {
        mem_format("CAIRN_HOOK=%s", NAMES[hook]),
        mem_format("CAIRN_TOPIC=%s", facts->topic),
        mem_format("CAIRN_TITLE=%s", title),
        mem_format("CAIRN_NOTE=%s", facts->note),
        mem_format("CAIRN_SECONDS=%lld", (long long)(facts->practised_ms / MS_PER_SECOND)),
        mem_format("CAIRN_TODAY_MINUTES=%d", (int)minutes_today(workspace)),
        mem_format("CAIRN_GOAL_MINUTES=%d", workspace->state.config.goal_minutes),
        NULL,
    };
    Error error;
    if (external_start(words, environment, &error) != STATUS_OK)
        keep_problem(workspace, &error);
    for (char **entry = environment; *entry != NULL; entry++)
        mem_free(*entry);
    mem_free(program);
}

const char *workspace_hook_problem(Workspace *workspace)
{
    mem_free(workspace->hook_told);
    workspace->hook_told = workspace->hook_problem;
    workspace->hook_problem = NULL;
    return workspace->hook_told != NULL ? workspace->hook_told : "";
}

/* --- the goal, once a day --- */

#define DATE_LIMIT 64

/* Whether another program, or this one before, has told it today; else that is noted. */
static bool was_told(const Workspace *workspace, DayNumber today)
{
    char date[CIVIL_DATE_SIZE];
    char *path = path_join(workspace->paths.state, "goal-told");
    char *text = NULL;
    size_t length = 0;
    Error error;
    civil_format_date(today, date);
    bool told = file_exists(path) &&
                file_read(path, DATE_LIMIT, &text, &length, &error) == STATUS_OK &&
                strcmp(text, date) == 0;
    /* what cannot be noted is told again: better twice than never */
    if (!told && file_make_directory(workspace->paths.state, &error) == STATUS_OK) {
        Status noted = file_replace(path, date, strlen(date), &error);
        (void)noted;
    }
    mem_free(text);
    mem_free(path);
    return told;
}

void workspace_goal(Workspace *workspace)
{
    DayNumber today = workspace_today(workspace);
    if (workspace->goal_told == today || workspace->read_only ||
        minutes_today(workspace) < workspace->state.config.goal_minutes)
        return;
    workspace->goal_told = today;
    char *program = find_program(workspace, HOOK_GOAL);
    if (program != NULL && !was_told(workspace, today))
        hooks_run(workspace, HOOK_GOAL,
                  &(HookFacts){.topic = workspace->state.timer.topic, .note = ""});
    mem_free(program);
}
