/* Progress through the roadmap, from marks and cards. */
#ifndef CAIRN_STUDY_PROGRESS_H
#define CAIRN_STUDY_PROGRESS_H

#include <stdbool.h>

#include "study/state.h"

/* The effective mark of a topic, subtopic, resource, project or milestone: the learner's own, else
 * what follows from the parts. A topic has its subtopics, a project its milestones, a subtopic its outcomes
 * and a resource its chapters: all skipped -> skipped, all done (ticked) or skipped -> done, any begun ->
 * doing. */
Mark progress_mark(const StudyState *state, ItemRef item);

/* 0..1: a topic is the share of its subtopics done, each project counting as one part (by its share
 * of milestones); skipped parts leave the sum; a topic the learner marked done is 1. A phase is the
 * mean of its topics weighted by hours (1 where not estimated), skipped topics left out. */
double progress_topic(const StudyState *state, CatalogIndex topic);
double progress_phase(const StudyState *state, CatalogIndex phase);
double progress_all(const StudyState *state);

/* Mastery of a topic or subtopic: the mean retrievability of its cards that were learned and are not set
 * aside, 1 when it has none. */
double progress_memory(const StudyState *state, ItemRef item, DayNumber today);

/* Done, but its cards have faded: its mastery is below the option rusty-below. */
bool progress_is_rusty(const StudyState *state, ItemRef item, DayNumber today);

/* Cards of a topic or subtopic: all, due now, new. */
typedef struct CardCounts {
    int32_t all, due, fresh, learning, suspended;
} CardCounts;
CardCounts progress_cards(const StudyState *state, ItemRef item, int64_t now_ms, DayNumber today);

/* The same for all topics and subtopics at once, with their mastery and whether they are rusty, in a single pass over the
 * cards; `topics` and `subtopics` are parallel to the catalog's and are overwritten. */
typedef struct CardTally {
    CardCounts cards;
    bool done, rusty;
    double recall;   /* its mastery */
    int32_t learned; /* cards that this is the mean of */
} CardTally;
void progress_tally(const StudyState *state, int64_t now_ms, DayNumber today, CardTally *topics,
                    CardTally *subtopics);

/* The topics that a topic builds on, also through others, nearest first, or the subtopics that a subtopic
 * does; never itself. The caller frees them (mem_free). */
CatalogIndex *progress_bases(const Catalog *catalog, ItemRef item, size_t *count);

/* What is remembered least of all that a topic or a subtopic builds on, also through others, among those
 * with learned cards: the subtopics that a subtopic builds on, else the topics that its topic does.
 * {ITEM_NONE} without any. */
ItemRef progress_weakest(const Catalog *catalog, const CardTally *topics,
                         const CardTally *subtopics, ItemRef item);

/* The next subtopic to study: the first that is doing; else the first not done in roadmap order whose
 * topic's requirements are done or begun; else the first not done; CATALOG_NONE when all is done.
 * Topics that are done or skipped as a whole are passed over. */
CatalogIndex progress_next_subtopic(const StudyState *state);

/* Whether all that a topic requires is begun, done or skipped. */
bool progress_requirements_begun(const StudyState *state, CatalogIndex topic);

#endif
