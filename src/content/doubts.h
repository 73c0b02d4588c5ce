/* Cards that can be used but are probably not what a learner is helped by: answers that are too long
 * or that a question gives away, questions without a source, cards that are there twice. */
#ifndef CAIRN_CONTENT_DOUBTS_H
#define CAIRN_CONTENT_DOUBTS_H

#include "content/builder.h"

/* Warns of the doubtful ones among the notes read so far, each at its place. */
void doubts_find(const Builder *builder);

#endif
