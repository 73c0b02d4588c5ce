/* Finding by name: fuzzy scores for the palette, distances for "did you mean". */
#ifndef CAIRN_STUDY_MATCH_H
#define CAIRN_STUDY_MATCH_H

#include <stddef.h>

/* How well `pattern` matches `text` as a subsequence, case-insensitively: 0 no match, higher is
 * better (word starts, runs and early positions count more). `positions` (may be NULL, room for
 * `positions_size`) gets the byte offsets of the matched letters, their number in `*position_count`. */
int match_fuzzy(const char *pattern, const char *text, size_t *positions, size_t positions_size,
                size_t *position_count);

/* Damerau-Levenshtein distance (optimal string alignment) in code points, case-insensitive. */
size_t match_distance(const char *left, const char *right);

/* The candidate nearest to `name`, or NULL when none is near enough (distance > a third of its
 * length + 1). */
const char *match_nearest(const char *name, const char *const *candidates, size_t count);

#endif
