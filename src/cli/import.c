/* import: content from files of others. */
#include <string.h>
#include <strings.h>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "companion/import.h"
#include "companion/lint.h"

static void tell(const char *directory, const ImportCounts *counts)
{
    cli_say("%zu %s, %zu %s, %zu %s, %zu %s and %zu %s are in %s", counts->phases,
            words_plural((int64_t)counts->phases, "phase", "phases"), counts->topics,
            words_plural((int64_t)counts->topics, "topic", "topics"), counts->subtopics,
            words_plural((int64_t)counts->subtopics, "subtopic", "subtopics"), counts->resources,
            words_plural((int64_t)counts->resources, "resource", "resources"), counts->projects,
            words_plural((int64_t)counts->projects, "project", "projects"), directory);
}

/* What was made is looked at like anything else: it may not go with the packs that are there. */
static Status check(Cli *cli, const char *directory, Error *error)
{
    Buffer report = {0};
    size_t errors = 0;
    Status status = workspace_lint(cli->workspace, &directory, 1, &report, &errors, error);
    if (status == STATUS_OK && errors > 0) {
        cli_report(cli, buffer_text(&report));
        status =
            error_set(error, STATUS_CONTENT, "%s is made, but cannot be used as it is", directory);
    }
    buffer_done(&report);
    return status;
}

Status command_import(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *file = arguments->positional.items[0];
    const char *dot = strrchr(file, '.');
    ImportCounts counts;
    Buffer made = {0}, report = {0};
    if (dot == NULL || (strcasecmp(dot, ".md") != 0 && strcasecmp(dot, ".markdown") != 0))
        return error_set(
            error, STATUS_USAGE,
            "%s: only a roadmap in Markdown can be imported (expected a file ending in .md)", file);
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_import_roadmap(cli->workspace, file, args_flag(arguments, "into"), &made,
                                          &report, &counts, error);
    cli_report(cli, buffer_text(&report));
    if (status == STATUS_OK)
        tell(buffer_text(&made), &counts);
    if (status == STATUS_OK)
        status = check(cli, buffer_text(&made), error);
    buffer_done(&report);
    buffer_done(&made);
    return status;
}
