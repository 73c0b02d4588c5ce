/* Study pages: Markdown files of a pack, one for a subtopic or an activity. */
#ifndef CAIRN_CONTENT_PAGES_H
#define CAIRN_CONTENT_PAGES_H

#include "content/builder.h"

/* A page has no more bytes than this: it is read in one sitting. */
#define PAGE_SIZE_LIMIT ((size_t)256 * 1024)

/* The absolute path of the page that 'page' of a subtopic names, which must lie in its pack, also
 * behind links; "" without one, or with a diagnostic. Remembers it for pages_check. */
const char *pages_take(Builder *builder, const Reader *reader, const Node *subtopic_node,
                       CatalogIndex subtopic);

/* Reads the pages for their hashes and for their tasks, which are their subtopics' outcomes, and diagnoses what is wrong in the pages: bytes that are no text, links to resources that are not there,
 * plots that cannot be drawn, and worked examples (```check) whose numbers are wrong. Needs the
 * catalog's index. */
void pages_check(const Builder *builder);

/* Reads a page: `*text` is the caller's to free. STATUS_CONTENT when it is too large or no UTF-8, with a
 * sentence that does not name the file; STATUS_FAILED when it cannot be read, with one that does. */
CHECKED Status page_read(const char *path, char **text, size_t *length, Error *error);

#endif
