/* project review: the learner judges what no program can (the self checks of a brief): for each criterion
 * whether it is met, and a sentence of evidence. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/project_check.h"

typedef ARRAY(SelfJudgement) Judgements;

/* Asks for a line; false at the end of input. */
static bool ask_line(Cli *cli, const char *question, Buffer *line)
{
    Error ignored;
    if (output_flush(&cli->out, &ignored) != STATUS_OK)
        return false;
    (void)fprintf(stderr, "%s ", question);
    return cli_read_line(line);
}

static void show_before(Cli *cli, const Check *check, const KnownCheck *known)
{
    output_end(&cli->out);
    output_markdown(&cli->out, ROLE_STRONG, check->criterion, 2);
    if (known->result.outcome == OUTCOME_PASSED || known->result.outcome == OUTCOME_FAILED) {
        output_add(&cli->out, ROLE_DIM, "  before: ");
        output_add(&cli->out, ROLE_DIM,
                   known->result.outcome == OUTCOME_PASSED ? "met, because " : "");
        output_safe(&cli->out, ROLE_DIM, known->result.message);
        output_wrap(&cli->out, 10);
    }
}

/* False at the end of input: what was judged so far is kept, this is not. */
static bool judge(Cli *cli, const Check *check, const KnownCheck *known, Judgements *judgements)
{
    Buffer line = {0};
    show_before(cli, check, known);
    bool met = false;
    bool going = ask_line(cli, "Is it met? [y/n, Enter leaves it]", &line);
    bool judged = going && (buffer_text(&line)[0] == 'y' || buffer_text(&line)[0] == 'n');
    met = judged && buffer_text(&line)[0] == 'y';
    if (judged)
        going =
            ask_line(cli, met ? "What shows it? (one sentence)" : "What is still missing?", &line);
    if (judged && met && buffer_text(&line)[strspn(buffer_text(&line), " \t")] == '\0') {
        cli_say("without evidence it does not count as met");
        met = false;
    }
    if (judged)
        *array_push(judgements) = (SelfJudgement){
            .criterion = check->criterion,
            .evidence = arena_dup(cli->arena, buffer_text(&line)),
            .met = met,
        };
    buffer_done(&line);
    return going;
}

/* A milestone's criteria; `*asked` says whether it has any. */
static Status review(Cli *cli, CatalogIndex index, const KnownMilestone *known, bool *going,
                     bool *asked, Error *error)
{
    const Catalog *catalog = cli_catalog(cli);
    const Milestone *milestone = &catalog->milestones[index];
    Judgements judgements = {0};
    bool here = false;
    for (int32_t i = 0; i < milestone->check_count && *going; i++) {
        const Check *check = &catalog->checks[milestone->first_check + i];
        if (check->kind != CHECK_SELF)
            continue;
        if (!here) {
            output_safe(&cli->out, ROLE_HEADING, milestone->title);
            output_wrap(&cli->out, 2);
        }
        here = true;
        *going = judge(cli, check, &known->checks[i], &judgements);
    }
    *asked = *asked || here;
    Status status = STATUS_OK;
    if (judgements.count > 0)
        status = workspace_project_review(cli->workspace, index, judgements.items, judgements.count,
                                          error);
    array_done(&judgements);
    return status;
}

Status command_project_review(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex project;
    CatalogIndex milestone = CATALOG_NONE;
    KnownProject known;
    bool asked = false;
    bool going = true;
    const char *named = arguments->positional.count > 1 ? arguments->positional.items[1] : NULL;
    Status status = project_find(cli, arguments->positional.items[0], &project, error);
    if (status == STATUS_OK)
        status = project_find_milestone(cli, project, named, &milestone, error);
    if (status == STATUS_OK)
        status = workspace_project_known(cli->workspace, project, cli->arena, &known, error);
    if (status != STATUS_OK)
        return status;
    const Project *of = &cli_catalog(cli)->projects[project];
    for (int32_t i = 0; i < of->milestone_count && status == STATUS_OK && going; i++)
        if (milestone == CATALOG_NONE || milestone == of->first_milestone + i)
            status =
                review(cli, of->first_milestone + i, &known.milestones[i], &going, &asked, error);
    if (status == STATUS_OK && !asked)
        cli_say("%s has nothing to judge by yourself", of->id);
    if (status == STATUS_OK && asked)
        cli_say("kept; 'cairn project check %s' counts it", of->id);
    return status;
}
