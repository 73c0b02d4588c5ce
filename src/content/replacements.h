/* Cards that say `replaces: true`: each takes the place of the card with its id, with the deck, the topic
 * and the position of that one, and so with its history. */
#ifndef CAIRN_CONTENT_REPLACEMENTS_H
#define CAIRN_CONTENT_REPLACEMENTS_H

#include "content/builder.h"

/* Puts the replacements that were read in their places, once all packs are. One whose card is nowhere
 * is left out with a warning; a second one for the same card with an error. */
void replacements_put(Builder *builder);

#endif
