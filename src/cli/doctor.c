/* doctor: whether the database is whole and follows from its log, and what else is odd. */
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "companion/examine.h"
#include "companion/restore.h"
#include "text/sanitize.h"

static void print_text(Cli *cli, const Buffer *report, const Findings *findings)
{
    Buffer text = {0};
    buffer_add(&text, buffer_text(report), report->length);
    for (size_t i = 0; i < findings->list.count; i++) {
        const Finding *finding = &findings->list.items[i];
        buffer_add_format(&text, "also: %s%s", finding->text,
                          finding->names.list.count > 0 ? ": " : "");
        names_format(&finding->names, &text);
        buffer_add_char(&text, '\n');
    }
    output_add(&cli->out, ROLE_TEXT, sanitize_text(cli->arena, buffer_text(&text), text.length, 1));
    buffer_done(&text);
}

static void json_lines(JsonWriter *json, const char *lines)
{
    json_array_open(json);
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        char *line = mem_dup_range(lines, length);
        json_text(json, line);
        mem_free(line);
        lines += length + (lines[length] == '\n');
    }
    json_array_close(json);
}

static void json_finding(JsonWriter *json, const Finding *finding)
{
    json_object_open(json);
    json_put_text(json, "id", finding->id);
    json_put_integer(json, "count", finding->count);
    json_put_text(json, "text", finding->text);
    json_key(json, "names");
    json_array_open(json);
    for (size_t i = 0; i < finding->names.list.count; i++)
        json_text(json, finding->names.list.items[i]);
    json_array_close(json);
    json_object_close(json);
}

/* `wrong` is what the command fails with, NULL when all is well. */
static void print_json(Cli *cli, const Buffer *report, const Findings *findings, const char *wrong)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_bool(&json, "ok", wrong == NULL);
    json_put_text(&json, "wrong", wrong);
    json_key(&json, "report");
    json_lines(&json, buffer_text(report));
    json_key(&json, "findings");
    json_array_open(&json);
    for (size_t i = 0; i < findings->list.count; i++)
        json_finding(&json, &findings->list.items[i]);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

/* What is odd is told as well where something is wrong, as far as the damage lets it be seen. */
static Status examine(Cli *cli, Findings *findings, Status status, Error *error)
{
    Error unseen;
    if (cli->workspace == NULL)
        return status;
    Status examined =
        workspace_examine(cli->workspace, findings, status == STATUS_OK ? error : &unseen);
    return status == STATUS_OK ? examined : status;
}

Status command_doctor(Cli *cli, const Arguments *arguments, Error *error)
{
    Buffer report = {0};
    Findings findings = {0};
    bool repair = args_flag(arguments, "repair") != NULL;
    Status status = STATUS_OK;
    if (repair) /* before anything opens it */
        status = restore_damaged(cli->arguments->options[OPTION_DATA], &report, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_doctor(cli->workspace, repair, &report, error);
    status = examine(cli, &findings, status, error);
    if (cli->json)
        print_json(cli, &report, &findings, status == STATUS_OK ? NULL : error->message);
    else
        print_text(cli, &report, &findings);
    findings_done(&findings);
    buffer_done(&report);
    return status;
}
