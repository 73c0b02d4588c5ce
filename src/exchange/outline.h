/* A roadmap written in Markdown, as people and assistants write them: headings for phases, a list of
 * topics below each, and under a topic what there is to learn, to read and to build. */
#ifndef CAIRN_EXCHANGE_OUTLINE_H
#define CAIRN_EXCHANGE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"

/* All texts are plain: without the marks for bold, italic and code. */
typedef struct OutlineResource {
    const char *title, *by, *url; /* by and url may be "" */
    const char *kind;             /* of a resource in cairn-content(5), from the words about it */
    bool free;
} OutlineResource;

typedef struct OutlineProject {
    const char *title, *text;
} OutlineProject;

typedef struct OutlineTopic {
    const char *title, *why; /* why may be "" */
    ARRAY(const char *) subtopics;
    bool activities; /* they are done regularly: the topic names no topics but things to do */
    ARRAY(OutlineResource) resources;
    ARRAY(OutlineProject) projects;
} OutlineTopic;

typedef struct OutlinePhase {
    const char *title, *goal;
    int32_t months_min, months_max; /* both 0: ongoing, or not said */
    ARRAY(OutlineTopic) topics;
} OutlinePhase;

typedef struct OutlinePair {
    const char *name, *text;
} OutlinePair;

typedef struct Outline {
    const char *title;
    ARRAY(OutlinePhase) phases;
    ARRAY(OutlinePair) recap, tips;
    ARRAY(size_t) unused; /* numbers of the lines of lists that have no place in a roadmap */
    Arena *arena;         /* the texts */
} Outline;

/* Reads a roadmap:
 *
 *     # Title
 *     ## Phase 1: Name (1-2 months)       a phase; "(Ongoing)" for one without an end
 *     Goal: a sentence
 *     1. **Topic**
 *        - Why? a sentence
 *        - Topics:                        what there is to learn, an item each
 *        - Resources:                     an item each; "or" between two makes two
 *        - Tools: one, another            resources, too
 *        - Project: a sentence
 *        - Ideas:                         projects, "**Name**: a sentence" each
 *        - any other item                 something to do
 *     ## Projects recap                   "1. **Beginner**: a sentence" each
 *     ## Tips                             "- **Name**: a sentence" each
 *
 * Other prose is left out. Total: any text gives an outline, maybe an empty one. The caller calls
 * outline_done. */
void outline_read(const char *text, Outline *outline);
void outline_done(Outline *outline);

#endif
