/* Study pages are read when somebody looks at one. */
#include "companion/workspace.h"

#include "base/memory.h"
#include "companion/workspace_impl.h"
#include "content/pages.h"

Status workspace_page(const Workspace *workspace, CatalogIndex subtopic, char **text, Error *error)
{
    const char *path = workspace->catalog->subtopics[subtopic].page;
    size_t length = 0;
    if (path[0] == '\0') {
        *text = mem_dup("");
        return STATUS_OK;
    }
    Status status = page_read(path, text, &length, error);
    return status == STATUS_CONTENT ? error_prefix(error, status, "%s", path) : status;
}
