/* project watch: checks a milestone again whenever the learner saves. Keys are single letters, taken
 * without Enter on a terminal, and as they come from anything else. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/project_check.h"
#include "companion/watching.h"
#include "study/progress.h"

typedef struct Watch {
    Cli *cli;
    CatalogIndex project, milestone; /* CATALOG_NONE: all */
    const char *directory;
    Watching *watching;
    WatchPractice practice;
    bool leave, whole; /* whole: the next run is of all milestones */
} Watch;

/* --- the terminal --- */

static struct termios usual; /* to be restored, also when a signal ends us */
static volatile sig_atomic_t is_raw;

static void restore_and_end(int signal_number)
{
    if (is_raw)
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &usual);
    (void)signal(signal_number, SIG_DFL);
    (void)raise(signal_number);
}

static void take_keys(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct termios raw;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        (void)signal(ends[i], restore_and_end);
    is_raw = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &usual) == 0;
    if (!is_raw)
        return;
    raw = usual;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

static void give_keys_back(void)
{
    if (is_raw)
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &usual);
    is_raw = false;
}

/* --- milestones --- */

/* The first milestone behind `after` (CATALOG_NONE: from the first) that is not done; else that after it. */
static CatalogIndex next_milestone(const Watch *watch, CatalogIndex after)
{
    const StudyState *state = cli_state(watch->cli);
    const Project *project = &state->catalog->projects[watch->project];
    int32_t from = after == CATALOG_NONE ? 0 : after - project->first_milestone + 1;
    for (int32_t i = 0; i < project->milestone_count; i++) {
        int32_t at = (from + i) % project->milestone_count;
        ItemRef item = {ITEM_MILESTONE, project->first_milestone + at};
        if (state->catalog->milestones[item.index].check_count > 0 &&
            progress_mark(state, item) != MARK_DONE)
            return item.index;
    }
    return after;
}

static void show_keys(Watch *watch)
{
    Output *out = &watch->cli->out;
    output_add(out, ROLE_DIM,
               "Waiting for you to save. n next milestone, h hint, l list, c check all, q quit");
    output_wrap(out, 0);
    output_end(out);
}

static void show_list(Watch *watch)
{
    Cli *cli = watch->cli;
    const StudyState *state = cli_state(cli);
    const Project *project = &state->catalog->projects[watch->project];
    for (int32_t i = 0; i < project->milestone_count; i++) {
        ItemRef item = {ITEM_MILESTONE, project->first_milestone + i};
        Mark mark = progress_mark(state, item);
        output_add(&cli->out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
        output_add(&cli->out, ROLE_TEXT, " ");
        output_safe(&cli->out, item.index == watch->milestone ? ROLE_STRONG : ROLE_TEXT,
                    state->catalog->milestones[item.index].title);
        output_wrap(&cli->out, 2);
    }
}

/* To what is next, now that a milestone is done. */
static void go_on(Watch *watch)
{
    const Catalog *catalog = cli_catalog(watch->cli);
    CatalogIndex before = watch->milestone;
    watch->milestone = next_milestone(watch, CATALOG_NONE);
    if (watch->milestone == CATALOG_NONE || watch->milestone == before)
        return;
    output_add(&watch->cli->out, ROLE_TEXT, "Next: ");
    output_safe(&watch->cli->out, ROLE_STRONG, catalog->milestones[watch->milestone].title);
    output_format(&watch->cli->out, ROLE_DIM, "  cairn project show %s says what it takes",
                  catalog->projects[watch->project].id);
    output_wrap(&watch->cli->out, 2);
}

/* --- checking --- */

static Status practised(Watch *watch, int64_t ms, Error *error)
{
    const char *id = cli_catalog(watch->cli)->projects[watch->project].id;
    return workspace_watch_practised(watch->cli->workspace, &watch->practice, id, ms, error);
}

static Status check(Watch *watch, Error *error)
{
    Cli *cli = watch->cli;
    CheckPlan plan;
    int marked = 0;
    CatalogIndex milestone = watch->whole ? CATALOG_NONE : watch->milestone;
    Status status = workspace_check_plan(cli->workspace, watch->project, milestone,
                                         watch->directory, &plan, error);
    if (status == STATUS_OK)
        status = project_agree(cli, &plan, error);
    if (status == STATUS_OK)
        status = project_run(cli, &plan, error);
    if (status == STATUS_OK)
        status = workspace_take_checks(cli->workspace, &plan, true, &marked, error);
    if (status == STATUS_OK)
        status = practised(watch, plan.ms, error);
    if (status == STATUS_OK)
        project_show_end(cli, &plan, marked);
    if (status == STATUS_OK && marked > 0 && watch->milestone != CATALOG_NONE)
        go_on(watch);
    watch->whole = false;
    check_plan_done(&plan);
    show_keys(watch);
    return status == STATUS_OK ? output_flush(&cli->out, error) : status;
}

static Status show_hint(Watch *watch, Error *error)
{
    Cli *cli = watch->cli;
    Error none;
    int tier = 0;
    if (watch->milestone == CATALOG_NONE)
        return STATUS_OK;
    const Milestone *milestone = &cli_catalog(cli)->milestones[watch->milestone];
    if (workspace_hint(cli->workspace, watch->milestone, &tier, &none) != STATUS_OK) {
        output_safe(&cli->out, ROLE_DIM, none.message);
        output_end(&cli->out);
    } else if (tier >= 1 && (size_t)tier <= milestone->hints.count) {
        output_format(&cli->out, ROLE_HEADING, "Hint %d of %zu\n", tier, milestone->hints.count);
        output_markdown(&cli->out, ROLE_TEXT, milestone->hints.items[tier - 1], 2);
    }
    return output_flush(&cli->out, error);
}

static Status press(Watch *watch, char key, Error *error)
{
    Status status = practised(watch, 0, error);
    if (status != STATUS_OK)
        return status;
    switch (key) {
    case 'q':
        watch->leave = true;
        return STATUS_OK;
    case 'n':
        watch->milestone = next_milestone(watch, watch->milestone);
        return check(watch, error);
    case 'c':
        watch->whole = true;
        return check(watch, error);
    case 'h':
        return show_hint(watch, error);
    case 'l':
        show_list(watch);
        return output_flush(&watch->cli->out, error);
    default:
        return STATUS_OK;
    }
}

/* Waits until the last of a row of changes is WATCHING_QUIET_MS ago; true when one is worth a check. */
static bool settle(Watch *watch)
{
    bool changed = watching_take(watch->watching, false);
    struct pollfd ready = {.fd = watching_descriptor(watch->watching), .events = POLLIN};
    while (changed && poll(&ready, 1, WATCHING_QUIET_MS) > 0)
        (void)watching_take(watch->watching, false);
    return changed;
}

static Status follow(Watch *watch, Error *error)
{
    Status status = check(watch, error);
    bool again = watching_take(watch->watching, true);
    while (status == STATUS_OK && !watch->leave) {
        struct pollfd ready[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                 {.fd = watching_descriptor(watch->watching), .events = POLLIN}};
        char key;
        if (!again && poll(ready, 2, -1) < 0 && errno != EINTR)
            return error_set_errno(error, errno, "cannot wait for changes");
        if (again || (ready[1].revents != 0 && settle(watch))) {
            status = check(watch, error);
            again = watching_take(watch->watching, true);
            continue;
        }
        if (ready[0].revents == 0)
            continue;
        ssize_t got = read(STDIN_FILENO, &key, 1);
        if (got == 0)
            watch->leave = true;
        if (got == 1) {
            status = press(watch, key, error);
            again = watching_take(watch->watching, true);
        }
    }
    return status;
}

Status command_project_watch(Cli *cli, const Arguments *arguments, Error *error)
{
    Watch watch = {.cli = cli};
    CheckPlan plan = {0};
    const char *named = arguments->positional.count > 1 ? arguments->positional.items[1] : NULL;
    Status status = project_find(cli, arguments->positional.items[0], &watch.project, error);
    if (status == STATUS_OK)
        status = project_find_milestone(cli, watch.project, named, &watch.milestone, error);
    if (status == STATUS_OK)
        status = workspace_check_plan(cli->workspace, watch.project, CATALOG_NONE,
                                      args_flag(arguments, "dir"), &plan, error);
    if (status == STATUS_OK)
        status = project_agree(cli, &plan, error);
    if (status == STATUS_OK)
        status = watching_open(plan.directory, &watch.watching, error);
    if (status == STATUS_OK) {
        if (watch.milestone == CATALOG_NONE)
            watch.milestone = next_milestone(&watch, CATALOG_NONE);
        take_keys();
        status = follow(&watch, error);
        give_keys_back();
        if (status == STATUS_OK)
            status = workspace_watch_ended(cli->workspace, &watch.practice, plan.project_id, error);
    }
    watching_close(watch.watching);
    check_plan_done(&plan);
    return status;
}
