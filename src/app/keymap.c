#include "app/keymap.h"

#include <string.h>

#include "base/array.h"
#include "study/match.h"

static void add(Keymap *keymap, Action action, Key key)
{
    Binding *binding = array_push(keymap);
    *binding = (Binding){.key = key, .action = action};
}

static void add_defaults(Keymap *keymap, Action action)
{
    const char *names = action_info(action)->keys;
    while (*names != '\0') {
        char name[KEY_NAME_SIZE] = "";
        size_t length = strcspn(names, " ");
        Key key;
        if (length < sizeof name) {
            memcpy(name, names, length);
            if (key_parse(name, &key)) {
                add(keymap, action, key);
            }
        }
        names += length;
        names += strspn(names, " ");
    }
}

static uint16_t *chain_of(Keymap *keymap, Key key)
{
    return &keymap->chains[key.code % KEYMAP_CHAINS];
}

/* Each frame asks for every key that it shows, so bindings are found without going through all. In a
 * chain they stand in their order. */
static void link_bindings(Keymap *keymap)
{
    size_t at = 0;
    memset(keymap->chains, 0, sizeof keymap->chains);
    for (int action = 0; action <= ACTION_COUNT; action++) {
        while (at < keymap->count && (int)keymap->items[at].action < action) {
            at++;
        }
        keymap->first[action] = (uint16_t)at;
    }
    for (size_t i = keymap->count; i > 0; i--) {
        uint16_t *chain = chain_of(keymap, keymap->items[i - 1].key);
        keymap->items[i - 1].next = *chain;
        *chain = (uint16_t)i;
    }
}

void keymap_init(Keymap *keymap)
{
    *keymap = (Keymap){0};
    for (int action = 0; action < ACTION_COUNT; action++) {
        add_defaults(keymap, (Action)action);
    }
    link_bindings(keymap);
}

void keymap_done(Keymap *keymap)
{
    array_done(keymap);
}

static bool is_printable(Key key)
{
    return key.modifiers == 0 && key.code >= ' ' && key.code < KEYCODE_FIRST;
}

Action keymap_find(const Keymap *keymap, unsigned context, Key key)
{
    Action global = ACTION_NONE;
    if ((context & IN_TEXTS) && is_printable(key)) {
        return ACTION_NONE;
    }
    size_t next = keymap->chains[key.code % KEYMAP_CHAINS];
    while (next > 0) {
        const Binding *binding = &keymap->items[next - 1];
        next = binding->next;
        if (!key_equal(binding->key, key)) {
            continue;
        }
        const ActionInfo *info = action_info(binding->action);
        if (!(info->contexts & context)) {
            continue;
        }
        if (!(info->flags & ACTION_GLOBAL)) {
            return binding->action;
        }
        global = binding->action;
    }
    return global;
}

bool keymap_key_of(const Keymap *keymap, unsigned context, Action action, Key *key)
{
    if (!(action_info(action)->contexts & context)) {
        return false;
    }
    for (size_t i = keymap->first[action]; i < keymap->first[action + 1]; i++) {
        if (keymap_find(keymap, context, keymap->items[i].key) == action) {
            *key = keymap->items[i].key;
            return true;
        }
    }
    return false;
}

/* Whether the table itself gives the action this key. */
static bool is_default(Action action, Key key)
{
    Keymap defaults = {0};
    bool found = false;
    add_defaults(&defaults, action);
    for (size_t i = 0; i < defaults.count; i++) {
        found = found || key_equal(defaults.items[i].key, key);
    }
    keymap_done(&defaults);
    return found;
}

/* An action that has the key where `action` would have it too. Only the table may let an action of a
 * place cover a global one (grades cover the places' digits). */
static Action holder(const Keymap *keymap, Action action, Key key)
{
    const ActionInfo *info = action_info(action);
    for (size_t i = 0; i < keymap->count; i++) {
        const Binding *binding = &keymap->items[i];
        const ActionInfo *other = action_info(binding->action);
        if (binding->action == action || !key_equal(binding->key, key) ||
            !(info->contexts & other->contexts)) {
            continue;
        }
        bool other_layer = (info->flags ^ other->flags) & ACTION_GLOBAL;
        if (!other_layer || !is_default(action, key) || !is_default(binding->action, key)) {
            return binding->action;
        }
    }
    return ACTION_NONE;
}

static void drop_keys(Keymap *keymap, Action action)
{
    size_t kept = 0;
    for (size_t i = 0; i < keymap->count; i++) {
        if (keymap->items[i].action != action) {
            keymap->items[kept++] = keymap->items[i];
        }
    }
    keymap->count = kept;
    keymap->replaced[action] = true;
    link_bindings(keymap);
}

/* Behind those that the action has already. */
static void insert(Keymap *keymap, Action action, Key key)
{
    size_t at = keymap->first[action + 1];
    add(keymap, action, key);
    memmove(&keymap->items[at + 1], &keymap->items[at],
            (keymap->count - 1 - at) * sizeof *keymap->items);
    keymap->items[at] = (Binding){.key = key, .action = action};
    link_bindings(keymap);
}

static Status find_action(const char *name, Action *action, Error *error)
{
    const char *names[ACTION_COUNT];
    *action = action_from_name(name);
    if (*action != ACTION_NONE) {
        return STATUS_OK;
    }
    for (int i = 0; i < ACTION_COUNT; i++) {
        names[i] = action_info((Action)i)->name;
    }
    const char *nearest = match_nearest(name, names, ACTION_COUNT);
    if (nearest != NULL) {
        return error_set(error, STATUS_USAGE, "there is no action '%s'; did you mean '%s'?", name,
                         nearest);
    }
    return error_set(error, STATUS_USAGE, "there is no action '%s'; 'cairn keys' lists them", name);
}

Status keymap_bind(Keymap *keymap, const char *action_name, const char *key_name, Error *error)
{
    Action action;
    Key key;
    Status status = find_action(action_name, &action, error);
    if (status != STATUS_OK) {
        return status;
    }
    if (!key_parse(key_name, &key)) {
        return error_set(error, STATUS_USAGE,
                         "'%s' is not a key; keys are written like j, Space, Enter, Up, F2, C-l "
                         "or M-x",
                         key_name);
    }
    Action other = holder(keymap, action, key);
    if (other != ACTION_NONE) {
        return error_set(error, STATUS_USAGE,
                         "'%s' cannot have the key %s: '%s' has it in the same place; give that "
                         "another key first",
                         action_name, key_name, action_info(other)->name);
    }
    if (!keymap->replaced[action]) {
        drop_keys(keymap, action);
    }
    insert(keymap, action, key);
    return STATUS_OK;
}

Status keymap_unbind(Keymap *keymap, const char *action_name, Error *error)
{
    Action action;
    Status status = find_action(action_name, &action, error);
    if (status == STATUS_OK) {
        drop_keys(keymap, action);
    }
    return status;
}
