/* Checking content without using it. */
#ifndef CAIRN_COMPANION_LINT_H
#define CAIRN_COMPANION_LINT_H

#include <stddef.h>

#include "base/buffer.h"
#include "companion/workspace.h"

/* Checks packs, themes and key files: each path is a pack, a directory of packs, or a file (of a pack,
 * else a theme or keys file); without paths all content the workspace would load. Every finding is a
 * line "file:line:column: message" in `report`, with "warning: " before the message where what is there
 * can be used but is doubtful (content/doubts.h); `*errors` counts the others. Only findings in the named
 * paths are reported, but references may lead into the workspace's other packs (`workspace` may be
 * NULL: then there are none). STATUS_USAGE when a path does not exist; findings are no failure. */
CHECKED Status workspace_lint(const Workspace *workspace, const char *const *paths, size_t count,
                              Buffer *report, size_t *errors, Error *error);

#endif
