/* The statistics of 1,000,000 answers of 20,000 cards over five years: what the interface works out behind
 * the scenes, and a command before it prints. A figure with its bar, not a test.
 *
 * usage: stats DIRECTORY   an empty one, where the database is made */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "companion/statistics.h"

#define ANSWERS 1000000
#define CARDS   20000
#define TODAY   20782
#define DAYS    1826
#define ROUNDS  5
#define BAR_MS  1000

/* Of this program alone, so that a busy machine does not count. */
static double processor_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "stats: %s: %s\n", what, why);
    exit(1);
}

static uint64_t seed = 20261124;

static unsigned chance(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((seed >> 33) % below);
}

static void append(Store *store, int number)
{
    char subject[48], body[96];
    Error error;
    int64_t day = TODAY - DAYS + (int64_t)number * DAYS / ANSWERS;
    unsigned rating = chance(10) == 0 ? 1 : 3;
    (void)snprintf(subject, sizeof subject, "card-of-a-topic-%u", chance(CARDS));
    (void)snprintf(body, sizeof body, "{\"rating\":%u,\"ms\":%u,\"timed\":false,\"days\":%u}",
                   rating, 2000 + chance(20000), rating == 1 ? 0 : 1 + chance(200));
    Event event = {.at_ms = day * MS_PER_DAY + 8 * MS_PER_HOUR + number % 500 * MS_PER_MINUTE,
                   .study_day = (DayNumber)day,
                   .kind = EVENT_REVIEW,
                   .subject = subject,
                   .body = body};
    if (store_append(store, &event, &error) != STATUS_OK)
        die("the log", error.message);
}

static void fill(const char *directory)
{
    Store *store = NULL;
    Error error;
    if (store_open(directory, STORE_READ_WRITE, &store, &error) != STATUS_OK ||
        store_begin(store, &error) != STATUS_OK)
        die("the log", error.message);
    for (int i = 0; i < ANSWERS; i++)
        append(store, i);
    if (store_commit(store, &error) != STATUS_OK)
        die("the log", error.message);
    store_close(store);
}

static double run(const StatisticsRequest *request)
{
    Stats *stats = NULL;
    Error error;
    double begun = processor_ms();
    if (statistics_run(request, NULL, NULL, &stats, &error) != STATUS_OK)
        die("the statistics", error.message);
    double spent = processor_ms() - begun;
    StatsDay all = stats_sum(stats, 0, TODAY);
    if (stats_answers(&all).all != ANSWERS)
        die("the statistics", "answers are missing");
    stats_free(stats);
    return spent;
}

int main(int argc, char **argv)
{
    StatisticsRequest request = {
        .mode = STORE_READ_ONLY, .today = TODAY, .all = true, .arena = arena_new()};
    Error error;
    double least = 1e9;
    if (argc != 2)
        die("usage", "stats DIRECTORY");
    fill(argv[1]);
    request.directory = argv[1];
    if (fsrs_model_init(&request.model, NULL, 0, 0, &error) != STATUS_OK)
        die("the model", error.message);
    for (int i = 0; i < ROUNDS; i++) {
        double spent = run(&request);
        least = spent < least ? spent : least;
    }
    printf("%-52s %9.0f %-5s bar %d: %s\n", "the statistics of 1,000,000 answers", least, "ms",
           BAR_MS, least <= BAR_MS ? "kept" : "MISSED");
    arena_free(request.arena);
    return 0;
}
