/* Style roles (roles.def) and emphasis: the only styling that content, text and panes know. */
#ifndef CAIRN_TEXT_STYLE_H
#define CAIRN_TEXT_STYLE_H

#include <stdint.h>

typedef enum StyleRole {
#define ROLE(identifier, name, fallback, meaning) ROLE_##identifier,
#include "text/roles.def"
#undef ROLE
    ROLE_COUNT
} StyleRole;

/* Emphasis bits, added to what the role's style has. */
enum {
    EMPHASIS_BOLD = 1 << 0,
    EMPHASIS_ITALIC = 1 << 1,
    EMPHASIS_UNDERLINE = 1 << 2,
    EMPHASIS_DIM = 1 << 3,
    EMPHASIS_REVERSE = 1 << 4,
};

/* Name in theme files, e.g. "tab-active"; and back: ROLE_COUNT when there is no such role. */
const char *style_role_name(StyleRole role);
StyleRole style_role_from_name(const char *name);
const char *style_role_meaning(StyleRole role);

/* Emphasis of a role where there is neither theme nor colour. */
uint8_t style_role_fallback(StyleRole role);

#endif
