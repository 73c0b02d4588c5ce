/* lint, backup: looking after content and the database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/paths.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "companion/lint.h"
#include "text/sanitize.h"

/* --- lint --- */

#define WARNING "warning: "

/* One finding, "file:line:column: message", as an object. */
static void json_finding(JsonWriter *json, const char *line, size_t length)
{
    char *text = mem_dup_range(line, length);
    char *message = strstr(text, ": ");
    char *ends[2] = {NULL, NULL}; /* the colons before column and line */
    json_object_open(json);
    if (message != NULL) {
        *message = '\0';
        ends[0] = strrchr(text, ':');
        if (ends[0] != NULL) {
            *ends[0] = '\0';
            ends[1] = strrchr(text, ':');
        }
        if (ends[1] != NULL)
            *ends[1] = '\0';
    }
    json_put_text(json, "file", message != NULL ? text : NULL);
    json_put_integer(json, "line", ends[1] != NULL ? strtol(ends[1] + 1, NULL, 10) : 0);
    json_put_integer(json, "column", ends[0] != NULL ? strtol(ends[0] + 1, NULL, 10) : 0);
    const char *told = message != NULL ? message + 2 : text;
    bool warning = strncmp(told, WARNING, strlen(WARNING)) == 0;
    json_put_text(json, "severity", warning ? "warning" : "error");
    json_put_text(json, "message", told + (warning ? strlen(WARNING) : 0));
    json_object_close(json);
    mem_free(text);
}

static void json_findings(Cli *cli, const char *report, size_t errors)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_integer(&json, "errors", (int64_t)errors);
    json_key(&json, "findings");
    json_array_open(&json);
    while (*report != '\0') {
        size_t length = strcspn(report, "\n");
        if (length > 0)
            json_finding(&json, report, length);
        report += length + (report[length] == '\n');
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

Status command_lint(Cli *cli, const Arguments *arguments, Error *error)
{
    Buffer report = {0};
    size_t errors = 0;
    Status status = cli_open_quiet(cli, error);
    if (status != STATUS_OK && arguments->positional.count == 0)
        return status;
    error->message[0] = '\0'; /* named files can be checked without a database */
    status = workspace_lint(cli->workspace, arguments->positional.items,
                            arguments->positional.count, &report, &errors, error);
    if (status == STATUS_OK && cli->json)
        json_findings(cli, buffer_text(&report), errors);
    else if (status == STATUS_OK)
        output_add(&cli->out, ROLE_TEXT,
                   sanitize_text(cli->arena, buffer_text(&report), report.length, 1));
    if (status == STATUS_OK && errors > 0)
        status = error_set(error, STATUS_CONTENT, "%zu %s", errors,
                           words_plural((int64_t)errors, "error", "errors"));
    buffer_done(&report);
    return status;
}

/* --- backup --- */

/* backups/manual-2026-11-24T184000.db below the data directory, which is made. */
static Status default_path(const Cli *cli, char **path, Error *error)
{
    char instant[CIVIL_INSTANT_SIZE];
    int64_t now_ms = workspace_now(cli->workspace);
    char *directory = path_join(workspace_paths(cli->workspace)->data, "backups");
    civil_format_instant(now_ms, workspace_offset(cli->workspace), instant);
    Status status = file_make_directory(directory, error);
    *path = mem_format("%s/manual-%.10sT%.2s%.2s%.2s.db", directory, instant, instant + 11,
                       instant + 14, instant + 17);
    mem_free(directory);
    return status;
}

Status command_backup(Cli *cli, const Arguments *arguments, Error *error)
{
    char *path = NULL;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    if (arguments->positional.count > 0)
        path = mem_dup(arguments->positional.items[0]);
    else
        status = default_path(cli, &path, error);
    if (status == STATUS_OK)
        status = workspace_backup(cli->workspace, path, error);
    if (status == STATUS_OK) {
        output_safe(&cli->out, ROLE_TEXT, path);
        output_end(&cli->out);
    }
    mem_free(path);
    return status;
}
