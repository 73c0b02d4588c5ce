/* project check, doctor, reset: the learner's own directory, looked at. */
#include "cli/project_check.h"

#include <signal.h>
#include <string.h>

#include "base/words.h"
#include "cli/commands.h"
#include "study/progress.h"

Status project_find(Cli *cli, const char *id, CatalogIndex *index, Error *error)
{
    ItemRef item = {ITEM_NONE, CATALOG_NONE};
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_find(cli, id, 1U << ITEM_PROJECT, &item, error);
    *index = item.index;
    return status;
}

Status project_find_milestone(Cli *cli, CatalogIndex project, const char *id, CatalogIndex *index,
                              Error *error)
{
    *index = CATALOG_NONE;
    if (id == NULL)
        return STATUS_OK;
    const Project *of = &cli_catalog(cli)->projects[project];
    char *whole = mem_format("%s/%s", of->id, id);
    ItemRef item = {ITEM_MILESTONE, catalog_find_kind(cli_catalog(cli), whole, ITEM_MILESTONE)};
    mem_free(whole);
    Status status = STATUS_OK;
    if (item.index == CATALOG_NONE)
        status = cli_find(cli, id, 1U << ITEM_MILESTONE, &item, error);
    if (status == STATUS_OK && cli_catalog(cli)->milestones[item.index].project != project)
        return error_set(error, STATUS_USAGE, "%s is no milestone of %s", id, of->id);
    *index = item.index;
    return status;
}

/* --- consent --- */

Status project_agree(Cli *cli, CheckPlan *plan, Error *error)
{
    bool agreed = plan->allowed;
    if (plan->allowed)
        return STATUS_OK;
    if (!cli->yes) {
        Buffer lines = {0};
        buffer_add_format(&lines, "The checks of %s run these commands in %s:\n", plan->project_id,
                          plan->directory);
        for (const char *at = plan->commands; *at != '\0';) {
            size_t length = strcspn(at, "\n");
            buffer_add_format(&lines, "  %.*s\n", (int)length, at);
            at += length + (at[length] == '\n');
        }
        buffer_add_text(&lines,
                        "checks/ is the content pack's. They run without a shell, each for a "
                        "limited time; where the system can confine them (Linux), they write only "
                        "there and in temporary directories.\n");
        cli_report(cli, buffer_text(&lines));
        buffer_done(&lines);
    }
    Status status = cli_confirm(cli, "Run them?", &agreed, error);
    if (status == STATUS_OK && !agreed)
        return error_set(error, STATUS_FAILED, "nothing was run");
    return status == STATUS_OK ? workspace_check_allow(cli->workspace, plan, error) : status;
}

/* --- results --- */

void project_show_message(Cli *cli, const char *message, int indent)
{
    for (const char *at = message; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        char *line = arena_dup_range(cli->arena, at, length);
        size_t blanks = strspn(line, " ");
        output_format(&cli->out, ROLE_TEXT, "%*s", indent + (int)blanks, "");
        output_safe(&cli->out, blanks > 0 ? ROLE_CODE : ROLE_TEXT, line + blanks);
        output_wrap(&cli->out, indent + (int)blanks);
        at += length + (at[length] == '\n');
    }
}

static const char *outcome_word(Outcome outcome)
{
    static const char *const words[] = {"      ", "passed", "FAILED", "cannot", "yours "};
    return words[outcome];
}

static StyleRole outcome_role(Outcome outcome)
{
    static const StyleRole roles[] = {ROLE_DIM, ROLE_SUCCESS, ROLE_ERROR, ROLE_WARNING, ROLE_DIM};
    return roles[outcome];
}

void project_show_check(Cli *cli, const KnownCheck *known)
{
    static const char *const words[] = {"check ", "passed", "FAILED", "cannot", "yours "};
    Outcome outcome = known->result.outcome;
    output_add(&cli->out, ROLE_TEXT, "    ");
    output_add(&cli->out, outcome_role(outcome), words[outcome]);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_TEXT, known->title);
    output_wrap(&cli->out, 12);
}

static void show_head(Cli *cli, const CheckPlan *plan, size_t index)
{
    const StudyState *state = cli_state(cli);
    ItemRef item = {ITEM_MILESTONE, plan->checks[index].milestone};
    Mark mark = progress_mark(state, item);
    output_add(&cli->out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
    output_add(&cli->out, ROLE_TEXT, " ");
    output_safe(&cli->out, ROLE_STRONG, state->catalog->milestones[item.index].title);
    output_wrap(&cli->out, 2);
}

static void show_row(Cli *cli, const CheckPlan *plan, size_t index)
{
    const CheckResult *result = &plan->results[index];
    if (index == 0 || strcmp(plan->milestones[index], plan->milestones[index - 1]) != 0)
        show_head(cli, plan, index);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_add(&cli->out, outcome_role(result->outcome), outcome_word(result->outcome));
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_TEXT, plan->checks[index].title);
    if (result->outcome == OUTCOME_PASSED && strchr(result->message, '\n') == NULL &&
        result->message[0] != '\0') {
        output_add(&cli->out, ROLE_TEXT, "  ");
        output_safe(&cli->out, ROLE_DIM, result->message);
    }
    output_wrap(&cli->out, 10);
}

typedef struct Showing {
    Cli *cli;
    const CheckPlan *plan;
    Status status; /* of the output */
    Error *error;
} Showing;

static bool show_progress(void *context, size_t index, const CheckResult *result)
{
    Showing *showing = context;
    if (result == NULL || showing->cli->json)
        return true;
    show_row(showing->cli, showing->plan, index);
    showing->status = output_flush(&showing->cli->out, showing->error);
    return showing->status == STATUS_OK;
}

Status project_run(Cli *cli, CheckPlan *plan, Error *error)
{
    Showing showing = {.cli = cli, .plan = plan, .error = error};
    Status status = check_plan_run(plan, show_progress, &showing, error);
    return status == STATUS_OK ? showing.status : status;
}

static size_t count_outcome(const CheckPlan *plan, Outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++)
        count += plan->results[i].outcome == outcome;
    return count;
}

/* The first result of an outcome; count for none. */
static size_t first_of(const CheckPlan *plan, Outcome outcome)
{
    size_t i = 0;
    while (i < plan->count && plan->results[i].outcome != outcome)
        i++;
    return i;
}

static void show_problem(Cli *cli, const CheckPlan *plan, size_t index)
{
    if (index == plan->count)
        return;
    output_end(&cli->out);
    output_safe(&cli->out, ROLE_HEADING, plan->checks[index].title);
    output_format(&cli->out, ROLE_DIM, "  %s", plan->milestones[index]);
    output_wrap(&cli->out, 2);
    project_show_message(cli, plan->results[index].message, 2);
}

void project_show_end(Cli *cli, const CheckPlan *plan, int marked)
{
    Output *out = &cli->out;
    size_t passed = count_outcome(plan, OUTCOME_PASSED);
    size_t open = count_outcome(plan, OUTCOME_OPEN);
    show_problem(cli, plan, first_of(plan, OUTCOME_CANNOT));
    show_problem(cli, plan, first_of(plan, OUTCOME_FAILED));
    output_end(out);
    output_format(out, passed == plan->count ? ROLE_SUCCESS : ROLE_TEXT, "%zu of %zu %s passed",
                  passed, plan->count, words_plural((int64_t)plan->count, "check", "checks"));
    if (marked > 0)
        output_format(out, ROLE_SUCCESS, ", %d %s done now", marked,
                      words_plural(marked, "milestone", "milestones"));
    if (open > 0)
        output_format(out, ROLE_DIM, ", %zu to judge yourself: cairn project review %s", open,
                      plan->project_id);
    output_wrap(out, 2);
}

/* Where a hint is to be had on the first problem, unless all of them were shown. */
static void show_help(Cli *cli, const CheckPlan *plan)
{
    size_t problem = first_of(plan, OUTCOME_FAILED);
    if (problem == plan->count)
        return;
    CatalogIndex index = plan->checks[problem].milestone;
    const Milestone *milestone = &cli_catalog(cli)->milestones[index];
    if (cli_state(cli)->milestones[index].hints >= milestone->hints.count)
        return;
    output_format(&cli->out, ROLE_DIM, "Stuck? cairn project hint %s", milestone->id);
    output_wrap(&cli->out, 2);
}

static void json_results(Cli *cli, const CheckPlan *plan, int marked)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_text(&json, "project", plan->project_id);
    json_put_text(&json, "directory", plan->directory);
    json_put_integer(&json, "checks", (int64_t)plan->count);
    json_put_integer(&json, "passed", (int64_t)count_outcome(plan, OUTCOME_PASSED));
    json_put_integer(&json, "marked", marked);
    json_put_integer(&json, "ms", plan->ms);
    json_key(&json, "results");
    json_array_open(&json);
    for (size_t i = 0; i < plan->count; i++) {
        json_object_open(&json);
        json_put_text(&json, "milestone", plan->milestones[i]);
        json_put_text(&json, "title", plan->checks[i].title);
        json_put_text(&json, "kind", check_kind_name(plan->checks[i].kind));
        json_put_text(&json, "outcome", outcome_name(plan->results[i].outcome));
        json_put_text(&json, "message", plan->results[i].message);
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

Status command_project_check(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex project;
    CatalogIndex milestone = CATALOG_NONE;
    CheckPlan plan = {0};
    int marked = 0;
    const char *named = arguments->positional.count > 1 ? arguments->positional.items[1] : NULL;
    Status status = project_find(cli, arguments->positional.items[0], &project, error);
    if (status == STATUS_OK)
        status = project_find_milestone(cli, project, named, &milestone, error);
    if (status == STATUS_OK)
        status = workspace_check_plan(cli->workspace, project, milestone,
                                      args_flag(arguments, "dir"), &plan, error);
    if (status == STATUS_OK)
        status = project_agree(cli, &plan, error);
    if (status == STATUS_OK)
        status = project_run(cli, &plan, error);
    if (status == STATUS_OK)
        status = workspace_take_checks(cli->workspace, &plan, false, &marked, error);
    if (status == STATUS_OK) {
        if (cli->json) {
            json_results(cli, &plan, marked);
        } else {
            project_show_end(cli, &plan, marked);
            show_help(cli, &plan);
        }
        cli->exit_code = count_outcome(&plan, OUTCOME_PASSED) == plan.count ? 0 : 1;
    }
    check_plan_done(&plan);
    return status;
}

/* --- doctor, reset --- */

static StyleRole doctor_role(const char *line)
{
    return line[0] == 'm'                     ? ROLE_ERROR
           : line[0] == 'o' && line[1] == 'p' ? ROLE_WARNING
                                              : ROLE_SUCCESS;
}

Status command_project_doctor(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex project = CATALOG_NONE;
    Buffer report = {0};
    int missing = 0;
    Status status = arguments->positional.count > 0
                        ? project_find(cli, arguments->positional.items[0], &project, error)
                        : cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_project_doctor(cli->workspace, project, &report, &missing, error);
    if (status == STATUS_OK) {
        for (const char *at = buffer_text(&report); *at != '\0';) {
            size_t length = strcspn(at, "\n");
            const char *line = arena_dup_range(cli->arena, at, length);
            size_t word = strcspn(line, " ");
            output_add(&cli->out, doctor_role(line), arena_dup_range(cli->arena, line, word));
            output_safe(&cli->out, ROLE_TEXT, line + word);
            output_wrap(&cli->out, 9);
            at += length + (at[length] == '\n');
        }
        cli->exit_code = missing > 0 ? 1 : 0;
    }
    buffer_done(&report);
    return status;
}

Status command_project_reset(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex project;
    char *backup = NULL;
    bool agreed = false;
    Status status = project_find(cli, arguments->positional.items[0], &project, error);
    if (status == STATUS_OK)
        status = cli_confirm(cli, "Put your directory of this project aside and begin it anew?",
                             &agreed, error);
    if (status == STATUS_OK && !agreed)
        return error_set(error, STATUS_FAILED, "nothing was changed");
    if (status == STATUS_OK)
        status = workspace_project_reset(cli->workspace, project, args_flag(arguments, "dir"),
                                         &backup, error);
    if (status == STATUS_OK)
        cli_say("%s begins anew; what was there is in %s", cli_catalog(cli)->projects[project].id,
                backup);
    mem_free(backup);
    return status;
}
