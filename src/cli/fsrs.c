/* fsrs replay: the memory model over a review log. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/paths.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/fsrs_log.h"
#include "text/sanitize.h"

#define WEIGHTS_MAX       32
#define RETENTION_DEFAULT 0.9
#define ROLLOVER_DEFAULT  4
#define PIECE_BYTES       ((size_t)1 << 16)
#define NUMBER_SIZE       32

static Status read_weights(const char *text, double *weights, size_t *count, Error *error)
{
    *count = 0;
    for (const char *at = text; at != NULL;) {
        char *end = NULL;
        double value = strtod(at, &end);
        if (end == at || (*end != ',' && *end != '\0') || *count == WEIGHTS_MAX)
            return error_set(error, STATUS_USAGE,
                             "--weights takes numbers separated by commas, not \"%s\"", text);
        weights[(*count)++] = value;
        at = *end == ',' ? end + 1 : NULL;
    }
    return STATUS_OK;
}

static Status read_model(const Arguments *arguments, FsrsModel *model, Error *error)
{
    double weights[WEIGHTS_MAX];
    size_t count = 0;
    const char *text = args_flag(arguments, "weights");
    if (text == NULL)
        return fsrs_model_init(model, NULL, 0, 0, error);
    Status status = read_weights(text, weights, &count, error);
    if (status == STATUS_OK)
        status = fsrs_model_init(model, weights, count, 0, error);
    return status;
}

static Status read_retention(const Arguments *arguments, double *retention, Error *error)
{
    const char *text = args_flag(arguments, "retention");
    *retention = RETENTION_DEFAULT;
    if (text == NULL)
        return STATUS_OK;
    char *end = NULL;
    *retention = strtod(text, &end);
    if (end == text || *end != '\0' || !(*retention > 0 && *retention < 1))
        return error_set(error, STATUS_USAGE,
                         "--retention takes a number between 0 and 1, not \"%s\"", text);
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

/* --- output: numbers by %.17g, which reads back exactly; many thousands of them --- */

static void add_number(char text[NUMBER_SIZE], double value)
{
    if (isfinite(value))
        (void)snprintf(text, NUMBER_SIZE, "%.17g", value);
    else
        (void)snprintf(text, NUMBER_SIZE, "null");
}

/* Card ids as JSON texts, made once a card. */
static char **quote_cards(const ReviewLog *log)
{
    char **quoted = mem_alloc(log->card_count + 1, sizeof *quoted);
    for (size_t i = 0; i < log->card_count; i++) {
        Buffer text = {0};
        JsonWriter json;
        json_begin(&json, &text);
        json_text(&json, log->cards[i]);
        quoted[i] = buffer_take(&text);
    }
    return quoted;
}

static void add_row(Buffer *out, bool json, const char *card, const ReplayReview *review,
                    const ReplayResult *result)
{
    char r[NUMBER_SIZE];
    char s[NUMBER_SIZE];
    char d[NUMBER_SIZE];
    char interval[NUMBER_SIZE];
    add_number(r, result->retrievability);
    add_number(s, result->memory.stability);
    add_number(d, result->memory.difficulty);
    add_number(interval, result->interval);
    if (json)
        buffer_add_format(out,
                          "{\"card\":%s,\"rating\":%d,\"delta_t\":%d,\"r\":%s,\"s\":%s,\"d\":%s,"
                          "\"interval\":%s}",
                          card, (int)review->rating, review->delta_t, r, s, d, interval);
    else
        buffer_add_format(out, "%s\t%d\t%d\t%s\t%s\t%s\t%s\n", card, (int)review->rating,
                          review->delta_t, isfinite(result->retrievability) ? r : "", s, d,
                          interval);
}

/* Everything in the log's order. */
static Status write_rows(Cli *cli, const ReviewLog *log, const ReplayResult *results, Error *error)
{
    Buffer *out = &cli->out.text;
    char **quoted = quote_cards(log);
    size_t *order = mem_alloc(log->count + 1, sizeof *order);
    Status status = STATUS_OK;
    for (size_t i = 0; i < log->count; i++)
        order[log->places[i]] = i;
    buffer_add_text(out, cli->json ? "{\"schema\":\"cairn/fsrs-replay/1\",\"reviews\":[\n"
                                   : "card\trating\tdelta_t\tr\ts\td\tinterval\n");
    for (size_t i = 0; i < log->count && status == STATUS_OK; i++) {
        const ReplayReview *review = &log->reviews[order[i]];
        const char *card = cli->json ? quoted[review->card]
                                     : sanitize_text(cli->arena, log->cards[review->card],
                                                     strlen(log->cards[review->card]), 0);
        if (cli->json && i > 0)
            buffer_add_text(out, ",\n");
        add_row(out, cli->json, card, review, &results[order[i]]);
        if (out->length > PIECE_BYTES)
            status = output_flush(&cli->out, error);
    }
    buffer_add_text(out, cli->json ? "\n]}\n" : "");
    for (size_t i = 0; i < log->card_count; i++)
        mem_free(quoted[i]);
    mem_free(quoted);
    mem_free(order);
    return status;
}

Status command_fsrs_replay(Cli *cli, const Arguments *arguments, Error *error)
{
    FsrsModel model;
    double retention = 0;
    int32_t rollover = 0;
    ReviewLog log = {0};
    Buffer report = {0};
    Status status = read_model(arguments, &model, error);
    if (status == STATUS_OK)
        status = read_retention(arguments, &retention, error);
    if (status == STATUS_OK)
        status =
            args_flag_integer(arguments, "rollover", 0, 23, ROLLOVER_DEFAULT, &rollover, error);
    if (status == STATUS_OK)
        status = set_zone(args_flag(arguments, "zone"), error);
    if (status == STATUS_OK)
        status = review_log_read(arguments->positional.items[0], rollover, &log, &report, error);
    cli_report(cli, buffer_text(&report));
    if (status == STATUS_OK) {
        ReplayResult *results = mem_alloc(log.count + 1, sizeof *results);
        replay_run(&model, log.reviews, log.count, log.card_count, retention, results);
        status = write_rows(cli, &log, results, error);
        mem_free(results);
    }
    buffer_done(&report);
    review_log_done(&log);
    return status;
}
