/* The interface's one door: a model, a message in, effects out. */
#ifndef CAIRN_APP_APP_H
#define CAIRN_APP_APP_H

#include "app/effect.h"
#include "app/message.h"
#include "base/buffer.h"
#include "study/state.h"

/* Everything the interface shows beyond the study state: place, cursors, overlays (app/model.h). */
typedef struct Model Model;

/* A model of a rows x columns terminal on a borrowed state, which outlives it and which only the
 * shell changes, between messages. The caller frees it. */
Model *app_new(const StudyState *state, int rows, int columns);
void app_free(Model *model);

/* The shell's switches: ASCII drawing (option, --ascii or a locale without UTF-8). */
void app_set_ascii(Model *model, bool ascii);

/* Names of the themes there are, for the palette and settings; copied. */
void app_set_themes(Model *model, const char *const *names, size_t count);

/* Rebinds an action (the learner's keys.yaml): the first call for an action replaces its default
 * keys, later ones add. False with a sentence in `error` for an unknown action or key name, or when
 * the key has another action in the same context. */
CHECKED Status app_bind(Model *model, const char *action, const char *key, Error *error);

/* Takes all keys from an action, so that its default ones are free for others: call it for every
 * action of keys.yaml first, then app_bind, and two actions can change keys with each other. False
 * with a sentence for an unknown action. */
CHECKED Status app_unbind(Model *model, const char *action, Error *error);

/* The only way the model changes. Appends effects. */
void app_update(Model *model, const Message *message, Effects *effects);

/* Before the catalog of the state changes: the model notes by id where it is. After the change comes
 * MESSAGE_CONTENT, with which it finds its way back (also when nothing changed after all). In between
 * nothing else is asked of it. */
void app_content_changes(Model *model);

/* When the next TICK is wanted: UTC ms, 0 for never (idle: no wake-ups). */
int64_t app_next_tick_ms(const Model *model);

/* Whether the page beside a list still shows what was selected before a hurried key. */
bool app_is_behind(const Model *model);

/* Whether the last update changed anything that shows. */
bool app_is_dirty(const Model *model);

/* Cursors, folds and scrolls as text, and back (unknown lines are ignored), so that they survive
 * restarts. The place it opens on is the learner's option start-place. */
void app_save_view(const Model *model, Buffer *out);
void app_restore_view(Model *model, const char *text);

#endif
