/* Bringing in what others wrote. */
#ifndef CAIRN_COMPANION_IMPORT_H
#define CAIRN_COMPANION_IMPORT_H

#include "base/buffer.h"
#include "companion/workspace.h"

typedef struct ImportCounts {
    size_t phases, topics, subtopics, resources, projects;
} ImportCounts;

/* Makes a content pack of a roadmap in Markdown (exchange/outline.h): pack.yaml, roadmap.yaml,
 * resources.yaml and a brief for each project, in `directory`; NULL means a directory below the learner's
 * content that is called like the pack. `made` gets the directory; `report` gets a line
 * "file:line: ..." for each item that has no place. Ids begin with the pack's, so that they are not those of
 * another pack. Nothing is ever overwritten: STATUS_FAILED when the directory has something in it;
 * STATUS_CONTENT when there is no phase in the text. */
CHECKED Status workspace_import_roadmap(const Workspace *workspace, const char *file,
                                        const char *directory, Buffer *made, Buffer *report,
                                        ImportCounts *counts, Error *error);

#endif
