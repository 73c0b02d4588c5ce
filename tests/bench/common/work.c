#include "bench/common/work.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/paths.h"
#include "bench/common/measure.h"
#include "bench/common/terminal.h"
#include "companion/workspace.h"
#include "study/queue.h"

#define RUNS    160
#define WARM_UP 10
#define GROWN \
    600 /* transactions after which a write-ahead log is written from its start again: a
                      * file that grows is synced several times slower than one that does not */
#define SEARCHES 15
#define HITS     20 /* as many as the interface asks for */
#define ANSWERS  250

/* --- commands --- */

CommandFigures work_measure_commands(const char *program, const char *data)
{
    const char *const true_command[] = {"/bin/true", NULL};
    const char *const status_command[] = {program, "status", NULL};
    const char *const today_command[] = {program, "today", NULL};
    double times[3][RUNS];
    setenv("CAIRN_DATA", data, 1);
    for (int i = -WARM_UP; i < RUNS; i++) {
        double bare = bench_run(true_command);
        double status = bench_run(status_command);
        double today = bench_run(today_command);
        if (i < 0)
            continue;
        times[0][i] = bare;
        times[1][i] = status;
        times[2][i] = today;
    }
    double bare = bench_lower_quartile(times[0], RUNS);
    return (CommandFigures){bare, bench_lower_quartile(times[1], RUNS) - bare,
                            bench_lower_quartile(times[2], RUNS) - bare};
}

/* --- search --- */

static double search_once(Workspace *workspace, const char *word)
{
    Arena *arena = arena_new();
    SearchHits hits;
    Error error;
    double begun = bench_processor_ms();
    if (workspace_search(workspace, word, HITS, arena, &hits, &error) != STATUS_OK)
        bench_die(word, error.message);
    double spent = bench_processor_ms() - begun;
    if (hits.count == 0)
        bench_die(word, "nothing was found");
    arena_free(arena);
    return spent;
}

static void measure_search(Workspace *workspace, WorkFigures *figures)
{
    static const char *const WORDS[] = {"gradient", "attention is all", "soft", "th",
                                        "overfitting"};
    double times[SEARCHES];
    (void)search_once(workspace, WORDS[0]); /* indexes the content */
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        for (size_t j = 0; j < SEARCHES; j++)
            times[j] = search_once(workspace, WORDS[i]);
        double spent = bench_lower_quartile(times, SEARCHES);
        if (spent > figures->search_ms) {
            figures->search_ms = spent;
            figures->search_word = WORDS[i];
        }
    }
}

/* --- answers --- */

static void run_sql(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        bench_die(sql, sqlite3_errmsg(db));
}

/* One table and three statements, prepared once, as ours are. */
typedef struct Bare {
    sqlite3 *db;
    sqlite3_stmt *steps[3];
} Bare;

static Bare open_bare(const char *directory)
{
    static const char *const STEPS[] = {
        "BEGIN IMMEDIATE", "INSERT INTO answer (card, rating) VALUES ('some-card', 3)", "COMMIT"};
    Bare bare = {0};
    char *path = path_join(directory, "bare.db");
    if (sqlite3_open(path, &bare.db) != SQLITE_OK)
        bench_die(path, sqlite3_errmsg(bare.db));
    mem_free(path);
    run_sql(bare.db,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; DROP TABLE IF EXISTS answer;"
            "CREATE TABLE answer (id INTEGER PRIMARY KEY, card TEXT, rating INTEGER)");
    for (size_t i = 0; i < 3; i++)
        if (sqlite3_prepare_v2(bare.db, STEPS[i], -1, &bare.steps[i], NULL) != SQLITE_OK)
            bench_die(STEPS[i], sqlite3_errmsg(bare.db));
    return bare;
}

static void close_bare(Bare *bare)
{
    for (size_t i = 0; i < 3; i++)
        (void)sqlite3_finalize(bare->steps[i]);
    (void)sqlite3_close(bare->db);
}

static double commit_bare(const Bare *bare)
{
    double begun = bench_now_ms();
    for (size_t i = 0; i < 3; i++) {
        if (sqlite3_step(bare->steps[i]) != SQLITE_DONE)
            bench_die("a bare transaction", sqlite3_errmsg(bare->db));
        (void)sqlite3_reset(bare->steps[i]);
    }
    return bench_now_ms() - begun;
}

/* Once the day's cards are done, any card: an answer before it is due costs the same. */
static double answer_next(Workspace *workspace, Queue *queue, size_t number)
{
    Error error;
    const QueueFilter all = queue_filter_all();
    const CardAnswer answer = {.rating = number % 10 == 0 ? RATING_AGAIN : RATING_GOOD,
                               .duration_ms = 5000};
    double begun = bench_now_ms();
    CatalogIndex card = queue_take(queue, workspace_state(workspace), &all,
                                   workspace_now(workspace), workspace_today(workspace), NULL);
    if (card == CATALOG_NONE)
        card = (CatalogIndex)(number % workspace_catalog(workspace)->card_count);
    if (workspace_answer_card(workspace, card, &answer, NULL, &error) != STATUS_OK)
        bench_die("an answer", error.message);
    return bench_now_ms() - begun;
}

static void measure_answers(Workspace *workspace, const char *directory, WorkFigures *figures)
{
    double answers[ANSWERS];
    double commits[ANSWERS];
    Bare bare = open_bare(directory);
    Queue *queue = queue_new();
    for (size_t i = 0; i < GROWN; i++) {
        (void)answer_next(workspace, queue, i);
        (void)commit_bare(&bare);
    }
    for (size_t i = 0; i < ANSWERS; i++) {
        answers[i] = answer_next(workspace, queue, i);
        commits[i] = commit_bare(&bare);
    }
    queue_free(queue);
    close_bare(&bare);
    double answer = bench_lower_quartile(answers, ANSWERS);
    double commit = bench_lower_quartile(commits, ANSWERS);
    figures->answers = 1e3 / answer;
    figures->commits = 1e3 / commit;
    figures->answer_commits = answer / commit;
}

WorkFigures work_measure(const char *data, const char *content)
{
    const char *const places[] = {content};
    const WorkspaceOptions options = {.data = data, .content = places, .content_count = 1};
    WorkFigures figures = {.search_word = ""};
    Workspace *workspace = NULL;
    Error error;
    if (workspace_open(&options, &workspace, &error) != STATUS_OK)
        bench_die(data, error.message);
    measure_search(workspace, &figures);
    measure_answers(workspace, data, &figures);
    workspace_close(workspace);
    return figures;
}
