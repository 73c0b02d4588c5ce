/* Which key does what: the defaults of actions.def and the learner's own bindings. */
#ifndef CAIRN_APP_KEYMAP_H
#define CAIRN_APP_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/actions.h"
#include "app/key.h"
#include "base/error.h"

typedef struct Binding {
    Key key;
    Action action;
    uint16_t next; /* 1 + another binding whose key may have the same code; 0 none */
} Binding;

#define KEYMAP_CHAINS 64

typedef struct Keymap {
    Binding *items; /* those of an action stand together, in the order in which they were given */
    size_t count, capacity;
    uint16_t first[ACTION_COUNT + 1]; /* of each action, and behind the last */
    uint16_t
        chains[KEYMAP_CHAINS];   /* by the key's code: 1 + a binding that begins a chain; 0 none */
    bool replaced[ACTION_COUNT]; /* the learner's keys took the place of the defaults */
} Keymap;

/* The default keys; the caller calls keymap_done. */
void keymap_init(Keymap *keymap);
void keymap_done(Keymap *keymap);

/* The action of a key in a context: one of the place itself before a global one. In contexts where
 * text is typed, printable keys have none. ACTION_NONE when there is none. */
Action keymap_find(const Keymap *keymap, unsigned context, Key key);

/* The first key that reaches `action` in `context`; false when there is none. */
bool keymap_key_of(const Keymap *keymap, unsigned context, Action action, Key *key);

/* As app_bind and app_unbind. */
CHECKED Status keymap_bind(Keymap *keymap, const char *action, const char *key, Error *error);
CHECKED Status keymap_unbind(Keymap *keymap, const char *action, Error *error);

#endif
