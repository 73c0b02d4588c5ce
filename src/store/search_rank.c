/* What a row is worth: bm25 as FTS5 works it out, but bounded. How often a word comes in all documents is
 * counted up to RARE_ENOUGH, and a document's words stand in the number of its row; both take FTS5's own
 * function a walk over everything that matches. */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "store/search.h"

#define POOL_TYPE    "cairn-pool"
#define CLASS_SHARE  2000 /* rows of a class that a search looks at */
#define RARE_ENOUGH  2000 /* documents with a word that are counted */
#define TITLE_WEIGHT 8.0
#define BODY_WEIGHT  1.0
/* of bm25: how soon more of a word says nothing more, how much the length of a document counts */
#define SATURATION   1.2
#define LENGTH_SHARE 0.75
#define LEAST_RARITY 1e-6 /* of a word that more than half of the documents have */

struct SearchPool {
    double *scores; /* of the best, the lower the better */
    size_t count, limit;
    double score; /* of the row looked at last */
    int64_t looked_at[SEARCH_CLASSES];
    SearchClass class; /* of that row */
    bool full;         /* it is one too many of its class */
    double *rarity;    /* for each phrase; NULL until the first row */
    int phrases;
    double usual_words;
};

SearchPool *search_pool_new(size_t limit)
{
    SearchPool *pool = mem_alloc(1, sizeof *pool);
    pool->limit = limit;
    pool->scores = mem_alloc(limit + 1, sizeof *pool->scores);
    return pool;
}

void search_pool_free(SearchPool *pool)
{
    mem_free(pool->scores);
    mem_free(pool->rarity);
    mem_free(pool);
}

bool search_pool_is_full(const SearchPool *pool, int64_t *next_row)
{
    *next_row =
        pool->class + 1 < SEARCH_CLASSES ? search_first_row((SearchClass)(pool->class + 1), 0) : -1;
    return pool->full;
}

size_t search_pool_enter(SearchPool *pool, double *score)
{
    size_t place = pool->count;
    while (place > 0 && pool->score < pool->scores[place - 1])
        place--;
    memmove(&pool->scores[place + 1], &pool->scores[place],
            (pool->count - place) * sizeof *pool->scores);
    pool->scores[place] = pool->score;
    pool->count += pool->count < pool->limit;
    *score = pool->score;
    return place;
}

/* --- bm25 --- */

static int count_document(const Fts5ExtensionApi *api, Fts5Context *row, void *context)
{
    int64_t *count = context;
    (void)api;
    (void)row;
    return ++*count < RARE_ENOUGH ? SQLITE_OK : SQLITE_DONE;
}

/* One word alone weighs the same in every row. */
static int weigh_phrases(const Fts5ExtensionApi *api, Fts5Context *row, SearchPool *pool,
                         int64_t documents)
{
    int code = SQLITE_OK;
    for (int i = 0; code == SQLITE_OK && i < pool->phrases; i++) {
        int64_t with = 0;
        if (pool->phrases > 1)
            code = api->xQueryPhrase(row, i, &with, count_document);
        double rarity = log(((double)(documents - with) + 0.5) / ((double)with + 0.5));
        pool->rarity[i] = pool->phrases == 1 ? 1 : fmax(rarity, LEAST_RARITY);
    }
    return code;
}

static int begin(const Fts5ExtensionApi *api, Fts5Context *row, SearchPool *pool)
{
    sqlite3_int64 documents = 0;
    sqlite3_int64 words = 0;
    pool->phrases = api->xPhraseCount(row);
    pool->rarity = mem_alloc((size_t)pool->phrases, sizeof *pool->rarity);
    int code = api->xRowCount(row, &documents);
    if (code == SQLITE_OK)
        code = api->xColumnTotalSize(row, -1, &words);
    pool->usual_words = documents == 0 ? 1 : (double)words / (double)documents;
    return code == SQLITE_OK ? weigh_phrases(api, row, pool, documents) : code;
}

/* How often each phrase is there, in titles more than once for each time. */
static int count_phrases(const Fts5ExtensionApi *api, Fts5Context *row, double *often)
{
    int instances = 0;
    int code = api->xInstCount(row, &instances);
    for (int i = 0; code == SQLITE_OK && i < instances; i++) {
        int phrase, column, offset;
        code = api->xInst(row, i, &phrase, &column, &offset);
        if (code == SQLITE_OK)
            often[phrase] += column == 0 ? TITLE_WEIGHT : BODY_WEIGHT;
    }
    return code;
}

static int count_row_words(const Fts5ExtensionApi *api, Fts5Context *row, double *words)
{
    sqlite3_int64 number = api->xRowid(row);
    int counted = (int)search_words_of_row(number);
    int code = search_class_of_row(number) == SEARCH_NOTES ? api->xColumnSize(row, -1, &counted)
                                                           : SQLITE_OK;
    *words = counted;
    return code;
}

/* What one studies comes before the terms and cards on it, whose short texts would win otherwise. */
static double class_weight(SearchClass class)
{
    return class == SEARCH_ROADMAP ? 3 : class == SEARCH_CARDS ? 1 : 1.5;
}

static int score_row(const Fts5ExtensionApi *api, Fts5Context *row, SearchPool *pool)
{
    double words = 0;
    double score = 0;
    double *often = mem_alloc((size_t)pool->phrases, sizeof *often);
    int code = count_phrases(api, row, often);
    if (code == SQLITE_OK)
        code = count_row_words(api, row, &words);
    for (int i = 0; code == SQLITE_OK && i < pool->phrases; i++)
        score +=
            pool->rarity[i] * often[i] * (SATURATION + 1) /
            (often[i] + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * words / pool->usual_words));
    mem_free(often);
    pool->score = -score * class_weight(pool->class);
    return code;
}

/* --- the function --- */

static void enters(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result,
                   int count, sqlite3_value **values)
{
    SearchPool *pool = count == 1 ? sqlite3_value_pointer(values[0], POOL_TYPE) : NULL;
    int code = pool == NULL ? SQLITE_MISUSE : SQLITE_OK;
    if (code == SQLITE_OK && pool->rarity == NULL)
        code = begin(api, row, pool);
    if (code == SQLITE_OK) {
        pool->class = search_class_of_row(api->xRowid(row));
        pool->full = ++pool->looked_at[pool->class] > CLASS_SHARE;
    }
    if (code == SQLITE_OK && !pool->full)
        code = score_row(api, row, pool);
    if (code != SQLITE_OK)
        sqlite3_result_error_code(result, code);
    else
        sqlite3_result_int(result, pool->full || pool->count < pool->limit ||
                                       pool->score < pool->scores[pool->count - 1]);
}

int search_define_rank(sqlite3 *db)
{
    fts5_api *fts5 = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_pointer(statement, 1, (void *)&fts5, "fts5_api_ptr", NULL);
    if (code == SQLITE_OK)
        (void)sqlite3_step(statement);
    int finished = sqlite3_finalize(statement);
    if (code == SQLITE_OK)
        code = finished;
    if (code != SQLITE_OK)
        return code;
    return fts5 == NULL ? SQLITE_ERROR
                        : fts5->xCreateFunction(fts5, "search_enters", NULL, enters, NULL);
}

int search_pool_bind(sqlite3_stmt *statement, int index, SearchPool *pool)
{
    return sqlite3_bind_pointer(statement, index, pool, POOL_TYPE, NULL);
}
