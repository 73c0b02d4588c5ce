/* The learner's small YAML files: key bindings and themes. */
#ifndef CAIRN_CONTENT_SETTINGS_H
#define CAIRN_CONTENT_SETTINGS_H

#include <stddef.h>

#include "base/error.h"
#include "content/diagnostic.h"
#include "text/theme.h"

/* Reads a theme file: `name`, `light`, `styles: {role: "colour [on colour] [bold] [italic] ..."}`.
 * Roles not named take the theme_plain style. Unknown roles, colours, keys are diagnostics
 * (STATUS_CONTENT when there is any error; the theme then holds what was understood). */
CHECKED Status theme_read(const char *path, Theme *theme, Diagnostics *diagnostics, Error *error);

/* One line of keys.yaml: `bind: {action-name: [key, key]}`: action names and key names as text; the
 * interface checks them against its table. */
typedef struct KeyBinding {
    char *action, *key;
    size_t line, column;
} KeyBinding;
typedef struct KeyBindings {
    KeyBinding *items;
    size_t count, capacity;
} KeyBindings;
/* An absent file gives no bindings. */
CHECKED Status keys_read(const char *path, KeyBindings *bindings, Diagnostics *diagnostics,
                         Error *error);
void keys_done(KeyBindings *bindings);

#endif
