/* The statistics of a home as `make bench` makes it, with 1,000,000 answers: what the interface works out
 * behind the scenes, and a command before it prints. A figure with its bar, not a test.
 *
 * usage: stats DIRECTORY   the data directory of that home */
#include <stdio.h>
#include <stdlib.h>

#include "bench/common/measure.h"
#include "bench/common/years.h"
#include "companion/statistics.h"

#define ROUNDS 5
#define BAR_MS 1000

static double run(const StatisticsRequest *request, int64_t *answers)
{
    Stats *stats = NULL;
    Error error;
    double begun = bench_processor_ms();
    if (statistics_run(request, NULL, NULL, &stats, &error) != STATUS_OK)
        bench_die("the statistics", error.message);
    double spent = bench_processor_ms() - begun;
    StatsDay all = stats_sum(stats, 0, YEARS_TODAY);
    *answers = stats_answers(&all).all;
    stats_free(stats);
    return spent;
}

int main(int argc, char **argv)
{
    StatisticsRequest request = {
        .mode = STORE_READ_ONLY, .today = YEARS_TODAY, .all = true, .arena = arena_new()};
    Error error;
    double least = 1e9;
    int64_t answers = 0;
    if (argc != 2)
        bench_die("usage", "stats DIRECTORY");
    request.directory = argv[1];
    if (fsrs_model_init(&request.model, NULL, 0, 0, &error) != STATUS_OK)
        bench_die("the model", error.message);
    for (int i = 0; i < ROUNDS; i++) {
        double spent = run(&request, &answers);
        least = spent < least ? spent : least;
    }
    printf("the statistics of %-34lld %9.0f %-5s bar %d: %s\n", (long long)answers, least, "ms",
           BAR_MS, least <= BAR_MS ? "kept" : "MISSED");
    arena_free(request.arena);
    return 0;
}
