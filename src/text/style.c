#include "text/style.h"

#include <string.h>

static const struct {
    const char *name, *meaning;
    uint8_t fallback;
} roles[ROLE_COUNT] = {
#define ROLE(identifier, role_name, role_fallback, role_meaning) \
    [ROLE_##identifier] = {                                      \
        .name = (role_name), .meaning = (role_meaning), .fallback = (role_fallback)},
#include "text/roles.def"
#undef ROLE
};

const char *style_role_name(StyleRole role)
{
    return role < ROLE_COUNT ? roles[role].name : "?";
}

StyleRole style_role_from_name(const char *name)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if (strcmp(roles[role].name, name) == 0)
            return (StyleRole)role;
    }
    return ROLE_COUNT;
}

const char *style_role_meaning(StyleRole role)
{
    return role < ROLE_COUNT ? roles[role].meaning : "";
}

uint8_t style_role_fallback(StyleRole role)
{
    return role < ROLE_COUNT ? roles[role].fallback : 0;
}
