/* Within the companion only: an outline as the files of a content pack. */
#ifndef CAIRN_COMPANION_IMPORT_YAML_H
#define CAIRN_COMPANION_IMPORT_YAML_H

#include "base/buffer.h"
#include "exchange/outline.h"
#include "study/catalog.h"

/* A name as a part of an id: its letters and digits in lower case, everything else as single hyphens; at
 * most `most` bytes, "x" when nothing is left. In `arena`. */
const char *import_slug(Arena *arena, const char *name, size_t most);

/* An outline with an id for everything that gets one. */
typedef struct ImportPack {
    const Outline *outline;
    const char *id;
    Arena *arena;
    ARRAY(const char *) used; /* ids given out */
} ImportPack;

/* An id below `above` for a name; another one each time. */
const char *import_id(ImportPack *pack, const char *above, const char *name);

/* The ids of a phase's or topic's things, in the order in which they are written. */
typedef struct ImportProject {
    const char *id, *topic;
    Level level; /* by the phase: the first is for beginners */
    const OutlineProject *project;
} ImportProject;
typedef ARRAY(ImportProject) ImportProjects;

/* Appends the files' texts; `projects` gets those whose briefs are to be written. */
void import_write_roadmap(ImportPack *pack, Buffer *roadmap, Buffer *resources,
                          ImportProjects *projects);
void import_write_brief(const ImportProject *project, Buffer *out);
void import_write_pack(const ImportPack *pack, const ImportProjects *projects, bool resources,
                       Buffer *out);

#endif
