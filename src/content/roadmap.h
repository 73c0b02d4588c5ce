/* Readers of the files of a pack: each appends to a builder what it can use and diagnoses the rest. */
#ifndef CAIRN_CONTENT_ROADMAP_H
#define CAIRN_CONTENT_ROADMAP_H

#include "content/builder.h"

/* phases -> topics -> subtopics and activities; recap; tips. */
void roadmap_read(Builder *builder, const Reader *reader, const Node *root);

#endif
