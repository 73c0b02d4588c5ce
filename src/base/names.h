/* Names of many things, of which people are shown the first few: "a, b, c and 4 more". Zero-initialise. */
#ifndef CAIRN_BASE_NAMES_H
#define CAIRN_BASE_NAMES_H

#include "base/array.h"
#include "base/buffer.h"

typedef struct Names {
    ARRAY(char *) list; /* owned */
} Names;

void names_add(Names *names, const char *name);
void names_format(const Names *names, Buffer *text);
void names_done(Names *names);

#endif
