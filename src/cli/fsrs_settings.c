#include "cli/fsrs_settings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

#define RETENTION_DEFAULT 0.9
#define ROLLOVER_DEFAULT  4

static Status read_weights(const char *text, FsrsSettings *settings, Error *error)
{
    if (text == NULL)
        return STATUS_OK;
    settings->weights = settings->given;
    if (text[0] != '\0' && weights_parse(text, settings->given, &settings->weight_count))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "--weights takes numbers separated by commas, not \"%s\"",
                     text);
}

/* A flag between 0 and 1, both excluded. */
static Status read_share(const Arguments *arguments, const char *flag, double fallback,
                         double *share, Error *error)
{
    const char *text = args_flag(arguments, flag);
    *share = fallback;
    if (text == NULL)
        return STATUS_OK;
    char *end = NULL;
    *share = strtod(text, &end);
    if (end == text || *end != '\0' || !(*share > 0 && *share < 1))
        return error_set(error, STATUS_USAGE, "--%s takes a number between 0 and 1, not \"%s\"",
                         flag, text);
    return STATUS_OK;
}

/* Makes the zone the local one. The C library takes any unknown name for UTC, so it is looked up
 * first. */
static Status set_zone(const char *zone, Error *error)
{
    if (zone == NULL)
        return STATUS_OK;
    const char *directory = getenv("TZDIR");
    char *path = path_join(directory != NULL ? directory : "/usr/share/zoneinfo", zone);
    bool known = strcmp(zone, "UTC") == 0 ||
                 (zone[0] != '\0' && zone[0] != '/' && strstr(zone, "..") == NULL &&
                  file_stamp(path).size > 0 && !file_is_directory(path));
    mem_free(path);
    if (!known)
        return error_set(error, STATUS_USAGE,
                         "there is no time zone \"%s\": give a name such as UTC or Europe/Berlin",
                         zone);
    if (setenv("TZ", zone, 1) != 0)
        return error_set(error, STATUS_FAILED, "cannot set the time zone");
    tzset();
    return STATUS_OK;
}

Status fsrs_settings_read(const Arguments *arguments, FsrsSettings *settings, Error *error)
{
    *settings = (FsrsSettings){0};
    Status status = read_weights(args_flag(arguments, "weights"), settings, error);
    if (status == STATUS_OK)
        status = read_share(arguments, "retention", RETENTION_DEFAULT, &settings->retention, error);
    if (status == STATUS_OK)
        status = read_share(arguments, "holdout", 0, &settings->holdout, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "rollover", 0, 23, ROLLOVER_DEFAULT,
                                   &settings->rollover_hour, error);
    if (status == STATUS_OK)
        status = set_zone(args_flag(arguments, "zone"), error);
    return status;
}

Status fsrs_log_read(const Cli *cli, const char *path, const FsrsSettings *settings, ReviewLog *log,
                     Error *error)
{
    Buffer report = {0};
    Status status = review_log_read(path, settings->rollover_hour, log, &report, error);
    cli_report(cli, buffer_text(&report));
    buffer_done(&report);
    return status;
}
