/* Study pages of the desk's subtopics, as the shell would read them. */
#ifndef CAIRN_TESTS_SUPPORT_DESK_PAGE_H
#define CAIRN_TESTS_SUPPORT_DESK_PAGE_H

#include "study/catalog.h"

/* The text of a page; NULL, with why in `problem`, for one that cannot be read. */
const char *desk_page(const Catalog *catalog, CatalogIndex subtopic, const char **problem);

#endif
