#include "base/names.h"

#include "base/memory.h"

#define SHOWN 5 /* with one more it is shown as well: "1 more" is no shorter */

void names_add(Names *names, const char *name)
{
    *array_push(&names->list) = mem_dup(name);
}

void names_format(const Names *names, Buffer *text)
{
    size_t count = names->list.count;
    size_t shown = count > SHOWN + 1 ? SHOWN : count;
    for (size_t i = 0; i < shown; i++)
        buffer_add_format(text, "%s%s", i == 0 ? "" : ", ", names->list.items[i]);
    if (shown < count)
        buffer_add_format(text, " and %zu more", count - shown);
}

void names_done(Names *names)
{
    for (size_t i = 0; i < names->list.count; i++)
        mem_free(names->list.items[i]);
    array_done(&names->list);
}
