/* export: what cairn knows, as files for others. */
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "companion/calendar.h"

#define CALENDAR_LIMIT ((size_t)16 * 1024 * 1024)
#define CALENDAR_BEGIN "BEGIN:VCALENDAR"
#define AT_DEFAULT     (18 * 60)
#define DUE_DEFAULT    14
#define DUE_MOST       366

static Status read_wishes(const Arguments *arguments, CalendarWishes *wishes, Error *error)
{
    const char *at = args_flag(arguments, "at");
    wishes->minute = at == NULL ? AT_DEFAULT : cli_time_of_day(at);
    if (wishes->minute < 0)
        return error_set(error, STATUS_USAGE, "--at: \"%s\" is no time of day such as 18:40", at);
    return args_flag_integer(arguments, "due", 0, DUE_MOST, DUE_DEFAULT, &wishes->due_days, error);
}

/* A calendar may be replaced by a newer one; anything else only with consent. */
static Status may_replace(Cli *cli, const char *path, bool *may, Error *error)
{
    char *data = NULL;
    size_t length = 0;
    *may = true;
    if (!file_exists(path))
        return STATUS_OK;
    Status status = file_read(path, CALENDAR_LIMIT, &data, &length, error);
    bool calendar =
        status == STATUS_OK && strncmp(data, CALENDAR_BEGIN, strlen(CALENDAR_BEGIN)) == 0;
    mem_free(data);
    if (status != STATUS_OK || calendar)
        return status;
    char *question = mem_format("%s is there, and no calendar. Replace it?", path);
    status = cli_confirm(cli, question, may, error);
    mem_free(question);
    return status;
}

static Status write_file(Cli *cli, const char *path, const Buffer *text, Error *error)
{
    bool may = false;
    Status status = may_replace(cli, path, &may, error);
    if (status == STATUS_OK && !may)
        return error_set(error, STATUS_FAILED, "%s is left as it is", path);
    if (status == STATUS_OK)
        status = file_replace(path, text->data, text->length, error);
    if (status == STATUS_OK)
        cli_say("%s is written", path);
    return status;
}

Status command_export(Cli *cli, const Arguments *arguments, Error *error)
{
    CalendarWishes wishes;
    Buffer text = {0};
    const char *format = arguments->positional.items[0];
    const char *path = arguments->positional.count > 1 ? arguments->positional.items[1] : "-";
    if (strcmp(format, "ics") != 0)
        return error_set(error, STATUS_USAGE,
                         "\"%s\" is no format to export: there is ics, a calendar", format);
    Status status = read_wishes(arguments, &wishes, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = workspace_calendar(cli->workspace, &wishes, &text, error);
    if (status == STATUS_OK && strcmp(path, "-") != 0)
        status = write_file(cli, path, &text, error);
    else if (status == STATUS_OK)
        buffer_add(&cli->out.text, text.data, text.length);
    buffer_done(&text);
    return status;
}
