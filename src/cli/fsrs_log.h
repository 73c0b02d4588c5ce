/* Review logs as CSV (RFC 4180): a header that names card_id, review_rating (1 to 4) and delta_t
 * (whole days since the card's previous review) or review_time (ISO 8601, or Unix milliseconds).
 * delta_t is taken where both are there. review_duration (ms) may be there; what is no number in it
 * counts as not known. Other columns are ignored. */
#ifndef CAIRN_CLI_FSRS_LOG_H
#define CAIRN_CLI_FSRS_LOG_H

#include "base/buffer.h"
#include "base/error.h"
#include "study/replay.h"

typedef struct ReviewLog {
    ReplayReview *reviews; /* each card's in the order of time, else in the log's */
    size_t *places;        /* reviews[i] stands in the log at places[i], from 0 */
    int32_t *durations_ms; /* of reviews[i]; 0: not known */
    size_t count;
    const char **cards; /* ids by number */
    size_t card_count;
    char *data; /* the ids point into it */
} ReviewLog;

/* Reads the log from the file at `path`, or standard input for "-". Days of review_time turn over at
 * `rollover_hour` of the local zone (TZ). STATUS_CONTENT with a line "file:line:column: message" for each error
 * in `report`; STATUS_FAILED when the file cannot be read. The caller calls review_log_done. */
CHECKED Status review_log_read(const char *path, int rollover_hour, ReviewLog *log, Buffer *report,
                               Error *error);
void review_log_done(ReviewLog *log);

#endif
