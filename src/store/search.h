/* Within the store only: how the rows of search are numbered.
 *
 * FTS5 gives what matches in the order of the rows and can stop anywhere, so the numbers put first what most
 * likely comes first: the learner's notes by their slot, then content by its class, in a class what has
 * fewer words. A search looks at so many rows of each class, however many match (search.c). */
#ifndef CAIRN_STORE_SEARCH_H
#define CAIRN_STORE_SEARCH_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

typedef enum SearchClass {
    SEARCH_NOTES,
    SEARCH_ROADMAP,
    SEARCH_OTHERS, /* resources, projects, terms */
    SEARCH_CARDS,
    SEARCH_CLASSES
} SearchClass;

/* Bits of a row's number: the class, the words of a document, and which of those that have as many it is. */
#define SEARCH_CLASS_SHIFT 56
#define SEARCH_WORDS_SHIFT 32
#define SEARCH_WORDS_MAX   0xffff

SearchClass search_class_of_kind(const char *kind);

/* The lowest number of a row of the class, and of one with so many words (none of a note). */
int64_t search_first_row(SearchClass class, int64_t words);

SearchClass search_class_of_row(int64_t row);
/* Of content, at most SEARCH_WORDS_MAX. */
int64_t search_words_of_row(int64_t row);

/* Words as FTS5's tokenizer finds them; every byte of another script counts as a letter. */
int64_t search_count_words(const char *text, size_t length);

/* --- ranking (search_rank.c) --- */

typedef struct SearchPool SearchPool;

/* What has been looked at in one search for at most `limit` hits. The caller frees it with search_pool_free. */
SearchPool *search_pool_new(size_t limit);
void search_pool_free(SearchPool *pool);

/* Makes the function search_enters(search, ?) known to the connection: true for a row that is among the best
 * so far, and for the first that is one too many of its class. The second argument is a pool, bound with
 * search_pool_bind. A SQLite result code. */
int search_define_rank(sqlite3 *db);
int search_pool_bind(sqlite3_stmt *statement, int index, SearchPool *pool);

/* Of the row that search_enters was true for: whether it only says that its class is full; then the lowest row
 * of the next class, -1 behind the last. */
bool search_pool_is_full(const SearchPool *pool, int64_t *next_row);

/* Its place among the best, from 0, and its score; what was there and behind moves back by one, and the last
 * falls out where there were `limit`. */
size_t search_pool_enter(SearchPool *pool, double *score);

#endif
