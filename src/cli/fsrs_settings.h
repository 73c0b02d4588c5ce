/* What the fsrs commands have in common: their flags, and the log they read. */
#ifndef CAIRN_CLI_FSRS_SETTINGS_H
#define CAIRN_CLI_FSRS_SETTINGS_H

#include "cli/context.h"
#include "cli/fsrs_log.h"
#include "study/weights.h"

typedef struct FsrsSettings {
    double given[WEIGHTS_MAX];
    const double *weights; /* of --weights, in `given`; NULL: the defaults */
    size_t weight_count;
    double retention; /* 0..1 */
    double holdout;   /* share of the newest predictions, 0: none are held out */
    int32_t rollover_hour;
} FsrsSettings;

/* Reads --weights, --retention, --holdout, --rollover and --zone, which becomes the local zone of the
 * process. STATUS_USAGE for a value that makes no sense. */
CHECKED Status fsrs_settings_read(const Arguments *arguments, FsrsSettings *settings, Error *error);

/* review_log_read with the findings reported on standard error. The caller calls review_log_done. */
CHECKED Status fsrs_log_read(const Cli *cli, const char *path, const FsrsSettings *settings,
                             ReviewLog *log, Error *error);

#endif
