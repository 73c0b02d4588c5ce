/* The glossary: technical terms, each defined once. It is apart from the catalog because it is looked at
 * rarely, and what a start reads has to be small. */
#ifndef CAIRN_STUDY_GLOSSARY_H
#define CAIRN_STUDY_GLOSSARY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "study/catalog.h"

typedef struct GlossaryEntry {
    const char *term;
    TextList also;      /* its other forms: plurals, synonyms, abbreviations */
    const char *topic;  /* id of the topic or subtopic that teaches it, "" for none */
    const char *text;   /* Markdown: what it is */
    const char *macros; /* TeX definitions of its pack, "" for none */
} GlossaryEntry;

typedef struct Glossary {
    GlossaryEntry *entries; /* by term */
    size_t count;
    Arena *arena; /* owns everything above, and this struct */
} Glossary;

#define GLOSSARY_NONE ((size_t)-1)

/* A glossary with copies of `count` entries, put in order. The caller frees it; glossary_free(NULL) is
 * fine. */
Glossary *glossary_new(const GlossaryEntry *entries, size_t count);
void glossary_free(Glossary *glossary);

/* The entry that has this term or form, whatever the case; GLOSSARY_NONE when none has. */
size_t glossary_find(const Glossary *glossary, const char *form);

/* The term or form that is nearest to a misspelt one; NULL when none is near. */
const char *glossary_nearest(const Glossary *glossary, const char *form);

/* The entries whose terms or forms occur in `text` as whole words, in the order in which they first do,
 * each once: at each word the longest form that is there. Case does not count, but in a form without
 * lower-case letters ("RAG", "GAN") it does; a hyphen, blanks and a line's end are alike. `found` has
 * room for all entries; returns how many there are. */
size_t glossary_occurring(const Glossary *glossary, const char *text, size_t *found);

/* The glossary as bytes for the cache, and back: STATUS_CONTENT when they are no glossary. */
void glossary_write(const Glossary *glossary, Buffer *out);
CHECKED Status glossary_read(const char *bytes, size_t length, Glossary **glossary, Error *error);

#endif
