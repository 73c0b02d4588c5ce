#include "shell/links.h"

#include <string.h>

#include "base/memory.h"

bool links_same(const Links *links, const Canvas *canvas)
{
    bool same = links->count == canvas->link_count;
    for (int i = 0; i < links->count && same; i++)
        same = strcmp(links->shown[i], canvas->links[i]) == 0;
    return same;
}

void links_keep(Links *links, const Canvas *canvas)
{
    if (links_same(links, canvas))
        return;
    links_done(links);
    for (int i = 0; i < canvas->link_count; i++)
        links->shown[i] = mem_dup(canvas->links[i]);
    links->count = canvas->link_count;
}

void links_done(Links *links)
{
    for (int i = 0; i < links->count; i++)
        mem_free(links->shown[i]);
    *links = (Links){0};
}
