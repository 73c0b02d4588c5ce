/* Measures the memory model: the optimiser against the official one (fsrs-rs, see tests/bench/fsrs-rs)
 * in the same run, the two in turn, and both against the default weights by the same scoring code;
 * the replay of a review log; the simulator. Figures, not a test: it ends with 0 when it could measure.
 *
 *   fsrs DIRECTORY [LOG]    DIRECTORY holds the official optimiser, or nothing: then it is left out.
 *                           LOG is a CSV as `cairn fsrs` takes it; without it a learner is made up.
 *                           FSRS_ROLLOVER is the hour at which the day of its times turns over (4).
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/workers.h"
#include "bench/common/measure.h"
#include "cli/fsrs_log.h"
#include "study/optimizer.h"
#include "study/simulator.h"
#include "support/learner.h"

#define N             FSRS_WEIGHT_COUNT
#define ROUNDS        9 /* of each fit, after a first one that does not count */
#define COPIES        8 /* of the log, each card under names of its own */
#define HOLDOUT       0.2
#define REPLAY_LEAST  4000000 /* reviews */
#define REPLAY_ROUNDS 5
#define LEARNER_CARDS 1200
#define LEARNER_TURNS 10
#define FASTER_BAR    10.0
#define REPLAY_BAR    20.0  /* million reviews a second */
#define SIMULATOR_BAR 200.0 /* ms for a year of 1000 cards at all retentions */

typedef struct Log {
    ReplayReview *reviews;
    size_t count, card_count;
} Log;

/* The official optimiser, a process of its own. */
typedef struct Official {
    pid_t child;
    FILE *to, *from;
} Official;

/* What one optimiser made of a log: median milliseconds, weights. */
typedef struct Result {
    double ms[ROUNDS];
    double weights[N];
} Result;

static const char *verdict(bool met)
{
    return met ? "met" : "MISSED";
}

/* --- logs --- */

static Log log_of_file(const char *path)
{
    ReviewLog read;
    Buffer report = {0};
    Error error;
    const char *hour = getenv("FSRS_ROLLOVER");
    int rollover = hour != NULL ? (int)strtol(hour, NULL, 10) : 4;
    if (review_log_read(path, rollover, &read, &report, &error) != STATUS_OK) {
        fprintf(stderr, "%s%s\n", buffer_text(&report), error.message);
        exit(1);
    }
    Log log = {read.reviews, read.count, read.card_count};
    read.reviews = NULL;
    review_log_done(&read);
    buffer_done(&report);
    return log;
}

static Log log_of_learner(void)
{
    static const double CHANGED[][2] = {{0, 0.4}, {2, 4}, {6, 2}, {8, 1.4}, {20, 0.3}};
    double w[N];
    FsrsModel model;
    Error error;
    memcpy(w, FSRS_DEFAULT_WEIGHTS, sizeof w);
    for (size_t i = 0; i < sizeof CHANGED / sizeof *CHANGED; i++)
        w[(int)CHANGED[i][0]] = CHANGED[i][1];
    if (fsrs_model_init(&model, w, N, 1, &error) != STATUS_OK)
        bench_die("fsrs", error.message);
    Log log = {.count = (size_t)LEARNER_CARDS * LEARNER_TURNS, .card_count = LEARNER_CARDS};
    log.reviews = mem_alloc(log.count, sizeof *log.reviews);
    learner_fill(&model, log.reviews, LEARNER_CARDS, LEARNER_TURNS, 1);
    return log;
}

static Log log_copies(const Log *log, size_t copies)
{
    Log many = {.count = log->count * copies, .card_count = log->card_count * copies};
    many.reviews = mem_alloc(many.count + 1, sizeof *many.reviews);
    for (size_t i = 0; i < many.count; i++) {
        many.reviews[i] = log->reviews[i / copies];
        many.reviews[i].card = (uint32_t)(many.reviews[i].card * copies + i % copies);
    }
    return many;
}

static void log_write(const Log *log, const char *path)
{
    FILE *file = fopen(path, "wb");
    bool written = file != NULL;
    for (size_t i = 0; i < log->count && written; i++) {
        int32_t numbers[3] = {(int32_t)log->reviews[i].card, (int32_t)log->reviews[i].rating,
                              log->reviews[i].delta_t};
        written = fwrite(numbers, sizeof numbers, 1, file) == 1;
    }
    if (file == NULL || fclose(file) != 0 || !written)
        bench_die("fsrs", "cannot write the log for the official optimiser");
}

/* --- the official optimiser --- */

static bool official_start(Official *official, const char *directory)
{
    int to[2];
    int from[2];
    char *package =
        mem_format("%s/node_modules/@open-spaced-repetition/binding/package.json", directory);
    bool installed = access(package, R_OK) == 0;
    mem_free(package);
    if (!installed)
        return false;
    if (pipe(to) != 0 || pipe(from) != 0)
        bench_die("fsrs", "cannot make a pipe");
    official->child = fork();
    if (official->child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execlp("node", "node", "tests/bench/fsrs_rs.mjs", directory, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    official->to = fdopen(to[1], "w");
    official->from = fdopen(from[0], "r");
    return official->child > 0 && official->to != NULL && official->from != NULL;
}

static void official_end(const Official *official)
{
    (void)fclose(official->to);
    (void)fclose(official->from);
    waitpid(official->child, NULL, 0);
}

static void official_load(Official *official, size_t count, const char *path)
{
    char line[64];
    fprintf(official->to, "load %zu %s\n", count, path);
    if (fflush(official->to) != 0 || fgets(line, sizeof line, official->from) == NULL ||
        strncmp(line, "ready", 5) != 0)
        bench_die("fsrs", "the official optimiser did not take the log");
}

static double official_fit(Official *official, double weights[N])
{
    char line[2048];
    fprintf(official->to, "fit\n");
    if (fflush(official->to) != 0 || fgets(line, sizeof line, official->from) == NULL)
        bench_die("fsrs", "the official optimiser did not answer");
    char *at = line;
    double ms = strtod(at, &at);
    for (int i = 0; i < N; i++)
        weights[i] = strtod(at, &at);
    return ms;
}

/* --- fitting and scoring --- */

static double own_fit(const Log *log, size_t count, const Jobs *jobs, double weights[N])
{
    OptimizerOptions options = {.relearning_steps = 1, .jobs = jobs};
    OptimizerFit fit;
    Error error;
    double begun = bench_now_ms();
    if (optimizer_fit(log->reviews, count, log->card_count, &options, &fit, &error) != STATUS_OK)
        bench_die("fsrs", error.message);
    double ms = bench_now_ms() - begun;
    memcpy(weights, fit.weights, sizeof fit.weights);
    return ms;
}

/* Both on the first `count` reviews, in turn. */
static void fit_both(const Log *log, size_t count, const Jobs *jobs, Official *official,
                     const char *path, Result *theirs, Result *ours)
{
    if (official != NULL)
        official_load(official, count, path);
    for (int round = -1; round < ROUNDS; round++) {
        double their_ms = official != NULL ? official_fit(official, theirs->weights) : 0;
        double own_ms = own_fit(log, count, jobs, ours->weights);
        if (round < 0)
            continue;
        theirs->ms[round] = their_ms;
        ours->ms[round] = own_ms;
    }
}

static FsrsMetrics score(const Log *log, size_t from, const double weights[N])
{
    MemoryModel model;
    FsrsMetrics metrics;
    Error error;
    if (memory_model_init(&model, weights, N, 1, &error) != STATUS_OK)
        bench_die("fsrs", error.message);
    fsrs_evaluate(&model, log->reviews, log->count, log->card_count, from, &metrics);
    return metrics;
}

static void print_time(const char *what, size_t count, Result *theirs, Result *ours, bool compared)
{
    double own = bench_median(ours->ms, ROUNDS);
    printf("%-34s %8zu", what, count);
    if (!compared) {
        printf(" %10s %10.3f\n", "-", own);
        return;
    }
    double their = bench_median(theirs->ms, ROUNDS);
    printf(" %10.3f %10.3f %8.1fx   at least %.0fx   %s\n", their, own, their / own, FASTER_BAR,
           verdict(their >= FASTER_BAR * own));
}

static void print_figure(const char *what, double defaults, double theirs, double ours,
                         bool compared)
{
    char text[16] = "-";
    if (compared)
        (void)snprintf(text, sizeof text, "%.5f", theirs);
    printf("  %-18s %10.5f %10s %10.5f   %s\n", what, defaults, text, ours,
           compared ? verdict(ours <= theirs) : "");
}

static void print_scores(const char *what, const Log *log, size_t from, const Result *theirs,
                         const Result *ours, bool compared)
{
    FsrsMetrics defaults = score(log, from, FSRS_DEFAULT_WEIGHTS);
    FsrsMetrics own = score(log, from, ours->weights);
    FsrsMetrics their = compared ? score(log, from, theirs->weights) : own;
    printf("%s: %zu predictions\n", what, own.predictions);
    print_figure("log loss", defaults.log_loss, their.log_loss, own.log_loss, compared);
    print_figure("RMSE (bins)", defaults.rmse_bins, their.rmse_bins, own.rmse_bins, compared);
}

static void measure_optimizer(const Log *log, const char *name, const Jobs *jobs,
                              Official *official, const char *path)
{
    Result theirs[2];
    Result ours[2];
    bool compared = official != NULL;
    size_t held = fsrs_newest_from(log->reviews, log->count, HOLDOUT);
    if (compared)
        log_write(log, path);
    fit_both(log, log->count, jobs, official, path, &theirs[0], &ours[0]);
    fit_both(log, held, jobs, official, path, &theirs[1], &ours[1]);
    printf("\n%-34s %8s %10s %10s %9s   (medians of %d)\n", name, "reviews", "theirs ms", "ours ms",
           "ratio", ROUNDS);
    print_time("fit to all", log->count, &theirs[0], &ours[0], compared);
    print_time("fit to the oldest 80 %", held, &theirs[1], &ours[1], compared);
    printf("%-20s %10s %10s %10s   ours no worse than theirs\n", "", "default", "theirs", "ours");
    print_scores("fit to all, scored on all", log, 0, &theirs[0], &ours[0], compared);
    print_scores("fit to the oldest 80 %, scored on the rest", log, held, &theirs[1], &ours[1],
                 compared);
}

/* --- replay and simulator --- */

static void measure_replay(const Log *log, const Jobs *jobs)
{
    Log many = log_copies(log, REPLAY_LEAST / (log->count + 1) + 1);
    ReplayResult *results = mem_alloc(many.count, sizeof *results);
    FsrsModel model;
    Error error;
    double ms[2][REPLAY_ROUNDS];
    if (fsrs_model_init(&model, NULL, 0, 0, &error) != STATUS_OK)
        bench_die("fsrs", error.message);
    for (int round = -1; round < REPLAY_ROUNDS; round++) {
        for (int shared = 0; shared < 2; shared++) {
            double begun = bench_now_ms();
            replay_run(&model, many.reviews, many.count, many.card_count, 0.9, shared ? jobs : NULL,
                       results);
            if (round >= 0)
                ms[shared][round] = bench_now_ms() - begun;
        }
    }
    double alone = (double)many.count / bench_median(ms[0], REPLAY_ROUNDS) / 1e3;
    double shared = (double)many.count / bench_median(ms[1], REPLAY_ROUNDS) / 1e3;
    printf("\nreplay of %zu reviews: %.1f million a second on one thread, %.1f on all; "
           "at least %.0f   %s\n",
           many.count, alone, shared, REPLAY_BAR, verdict(fmax(alone, shared) >= REPLAY_BAR));
    mem_free(results);
    mem_free(many.reviews);
}

static void measure_simulator(const Jobs *jobs)
{
    double retentions[SIMULATOR_RETENTIONS];
    SimulatorOutcome outcomes[SIMULATOR_RETENTIONS];
    MemoryModel model;
    Error error;
    double ms[REPLAY_ROUNDS];
    if (memory_model_init(&model, NULL, 0, 0, &error) != STATUS_OK)
        bench_die("fsrs", error.message);
    SimulatorConfig config = {.model = &model,
                              .costs = &STUDY_COSTS_DEFAULT,
                              .new_cards = 1000,
                              .days = 365,
                              .new_per_day = 10,
                              .reviews_per_day = 200,
                              .learning_steps = 2,
                              .relearning_steps = 1,
                              .maximum_interval = 36500,
                              .seed = 1};
    for (int i = 0; i < SIMULATOR_RETENTIONS; i++)
        retentions[i] = (SIMULATOR_RETENTION_MIN + i) / 100.0;
    for (int round = 0; round < REPLAY_ROUNDS; round++) {
        double begun = bench_now_ms();
        simulator_run(&config, retentions, SIMULATOR_RETENTIONS, jobs, outcomes, NULL);
        ms[round] = bench_now_ms() - begun;
    }
    double took = bench_median(ms, REPLAY_ROUNDS);
    printf("simulator: a year of 1000 cards at %d retentions in %.1f ms; at most %.0f ms   %s\n",
           SIMULATOR_RETENTIONS, took, SIMULATOR_BAR, verdict(took <= SIMULATOR_BAR));
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: fsrs DIRECTORY [LOG]\n");
        return 2;
    }
    bool given = count > 2 && arguments[2][0] != '\0';
    Log log = given ? log_of_file(arguments[2]) : log_of_learner();
    Log many = log_copies(&log, COPIES);
    char *path = mem_format("%s/log.bin", arguments[1]);
    Official official;
    Workers *workers = workers_new(0);
    bool compared = official_start(&official, arguments[1]);
    printf("FSRS-6 optimiser%s\n", compared ? " against fsrs-rs (@open-spaced-repetition/binding)"
                                            : ", without the official one to compare with");
    measure_optimizer(&log, given ? "the log" : "a learner made up", workers_jobs(workers),
                      compared ? &official : NULL, path);
    measure_optimizer(&many, "the same eight times", workers_jobs(workers),
                      compared ? &official : NULL, path);
    measure_replay(&log, workers_jobs(workers));
    measure_simulator(workers_jobs(workers));
    if (compared)
        official_end(&official);
    unlink(path);
    workers_free(workers);
    mem_free(path);
    mem_free(many.reviews);
    mem_free(log.reviews);
    return 0;
}
