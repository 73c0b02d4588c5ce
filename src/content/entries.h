/* Readers of resources, project briefs and decks: each appends to a builder what it can use and
 * diagnoses the rest. */
#ifndef CAIRN_CONTENT_ENTRIES_H
#define CAIRN_CONTENT_ENTRIES_H

#include "content/builder.h"

void resources_read(Builder *builder, const Reader *reader, const Node *root);
/* What a card of a kind with a quiz asks for, from its fields; false, with diagnostics, when it cannot
 * be used. A drill is tried out with the seeds of its first showings. */
bool quiz_read(const Reader *reader, const Node *node, const Note *note, Quiz *quiz);

/* The terms of a glossary file; once all are read, complains of forms that are there twice, in whichever
 * packs; and the glossary of all of them, which the caller frees (after the macros have moved to the
 * catalog). */
void glossary_read_file(Builder *builder, const Reader *reader, const Node *root);
void glossary_check_forms(const Builder *builder);
Glossary *glossary_finish(const Builder *builder);

void deck_read(Builder *builder, const Reader *reader, const Node *root);

/* The checks of a milestone, the last one that was read; `directory` holds its project's checks/ and
 * labels/. */
void checks_read(Builder *builder, const Reader *reader, const Node *milestone,
                 const char *directory);

/* A brief.yaml; `directory` (absolute) holds its starter/. */
void project_read(Builder *builder, const Reader *reader, const Node *root, const char *directory);

#endif
