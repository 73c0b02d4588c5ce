#include "text/theme.h"

#include <stdio.h>
#include <string.h>

void theme_plain(Theme *theme)
{
    memset(theme, 0, sizeof *theme);
    (void)snprintf(theme->name, sizeof theme->name, "plain");
    for (int role = 0; role < ROLE_COUNT; role++)
        theme->styles[role].emphasis = style_role_fallback((StyleRole)role);
}
