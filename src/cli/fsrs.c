/* fsrs replay: the memory model over a review log. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/workers.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/fsrs_settings.h"
#include "text/sanitize.h"

#define PIECE_BYTES    ((size_t)1 << 16)
#define NUMBER_SIZE    32
#define SHARED_REVIEWS 100000 /* from so many on threads are worth their start */

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
    FsrsSettings settings;
    FsrsModel model;
    ReviewLog log = {0};
    Status status = fsrs_settings_read(arguments, &settings, error);
    if (status == STATUS_OK)
        status = fsrs_model_init(&model, settings.weights, settings.weight_count, 0, error);
    if (status == STATUS_OK)
        status = fsrs_log_read(cli, arguments->positional.items[0], &settings, &log, error);
    if (status == STATUS_OK) {
        ReplayResult *results = mem_alloc(log.count + 1, sizeof *results);
        Workers *workers = log.count >= SHARED_REVIEWS ? workers_new(0) : NULL;
        replay_run(&model, log.reviews, log.count, log.card_count, settings.retention,
                   workers != NULL ? workers_jobs(workers) : NULL, results);
        status = write_rows(cli, &log, results, error);
        workers_free(workers);
        mem_free(results);
    }
    review_log_done(&log);
    return status;
}
