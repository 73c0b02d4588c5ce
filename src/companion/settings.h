/* The interface's settings files: themes and key bindings, found in the learner's configuration
 * directory first and beside the program second. */
#ifndef CAIRN_COMPANION_SETTINGS_H
#define CAIRN_COMPANION_SETTINGS_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"
#include "text/theme.h"

/* Reads the theme `name` (letters, digits, '-', '_'): <config>/themes/NAME.yaml, else
 * <shared>/themes/NAME.yaml. STATUS_USAGE naming the themes there are when there is no such one;
 * STATUS_CONTENT with the first finding when the file has errors (`theme` then holds what was
 * understood). */
CHECKED Status settings_theme(const Paths *paths, const char *name, Theme *theme, Error *error);

/* Names of all themes, sorted, each once; the caller frees with file_list_free. */
CHECKED Status settings_theme_names(const Paths *paths, char ***names, size_t *count, Error *error);

/* One row of <config>/keys.yaml: action and key by name, and where it stands. */
typedef struct SettingsBinding {
    char *action, *key;
    char *place; /* "file:line:column" */
} SettingsBinding;

typedef struct SettingsBindings {
    SettingsBinding *items;
    size_t count, capacity;
} SettingsBindings;

/* STATUS_CONTENT with the first finding when the file has errors; what was understood is there all
 * the same. The caller calls settings_bindings_done. */
CHECKED Status settings_bindings(const Paths *paths, SettingsBindings *bindings, Error *error);
void settings_bindings_done(SettingsBindings *bindings);

#endif
