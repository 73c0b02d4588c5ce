/* Texts that say nearly the same. */
#ifndef CAIRN_STUDY_SIMILAR_H
#define CAIRN_STUDY_SIMILAR_H

#include <stddef.h>

#define SIMILAR_NONE ((size_t)-1)

/* For each of `count` texts the place of the earlier one that is most like it, or SIMILAR_NONE when
 * none is like enough; NULL as a text is like nothing. The caller frees the result with mem_free.
 *
 * Two texts are alike when most runs of three neighbouring words of either are in both: the Jaccard
 * index of the two sets (what they share over what there is) is SIMILAR_SHARE at least. Words are
 * compared without regard to case and punctuation; signs of formulas count as words.
 *
 * Of 264 cards of one subject that a person had written to be different the nearest two (precision and
 * recall, defined in the same words) share between 0.5 and 0.6; a card of twenty words with one of them
 * replaced shares 0.71 with itself.
 *
 * After Broder, "On the resemblance and containment of documents" (1997), with the sets themselves
 * instead of samples of them. */
#define SIMILAR_SHARE 0.65
size_t *similar_earlier(const char *const *texts, size_t count);

#endif
