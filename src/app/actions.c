#include "app/actions.h"

#include <stdbool.h>
#include <string.h>

/* In the table the flags stand without their prefix. */
#define HINT   ACTION_HINT
#define ALWAYS ACTION_ALWAYS
#define QUIET  ACTION_QUIET
#define GLOBAL ACTION_GLOBAL

static const ActionInfo ACTIONS[ACTION_COUNT] = {
#define ACTION(identifier, action_name, action_group, where, key_names, bits, hint, sentence) \
    {.name = (action_name),                                                                   \
     .keys = (key_names),                                                                     \
     .label = (hint),                                                                         \
     .help = (sentence),                                                                      \
     .group = GROUP_##action_group,                                                           \
     .contexts = (where),                                                                     \
     .flags = (bits)},
#include "app/actions.def"
#undef ACTION
};

typedef struct ContextName {
    unsigned contexts;
    const char *name;
} ContextName;

/* Wider names first: a name is used when all of its contexts are in what is left. */
static const ContextName CONTEXT_NAMES[] = {
    {IN_EVERYTHING, "everywhere"},
    {IN_ANYWHERE, "every place"},
    {IN_ANYWHERE & ~IN_REPLY, "every place"},
    {IN_OVERLAYS, "overlays"},
    {IN_REVIEW, "Review"},
    {IN_TREE | IN_DETAIL, "Roadmap"},
    {IN_PROJECTS | IN_BRIEF, "Projects"},
    {IN_TEXTS, "typing"},
    {IN_CARD, "Review with a card"},
    {IN_ASKED, "Review before the answer"},
    {IN_TODAY, "Today"},
    {IN_TREE, "Roadmap tree"},
    {IN_DETAIL, "Roadmap tabs"},
    {IN_QUESTION, "Review before the answer"},
    {IN_PICK, "Review with choices"},
    {IN_REPLY, "Review with a line to type"},
    {IN_ANSWER, "Review with the answer"},
    {IN_DONE, "Review at its end"},
    {IN_PROJECTS, "Projects list"},
    {IN_BRIEF, "Projects brief"},
    {IN_STATS, "Stats"},
    {IN_HELP, "help"},
    {IN_PALETTE, "palette"},
    {IN_SEARCH, "search"},
    {IN_PROMPT, "prompt"},
    {IN_WELCOME, "first questions"},
    {IN_BIG_TIMER, "big timer"},
    {IN_AWAY, "after one was away"},
    {IN_HISTORY, "card history"},
    {IN_SETTINGS | IN_VALUE, "settings"},
    {IN_SETTINGS, "settings"},
    {IN_VALUE, "settings"},
    {IN_TUNING, "pages on top"},
    {IN_SESSION, "custom session"},
    {IN_BLOCKS, "history of practice"},
};

const ActionInfo *action_info(Action action)
{
    return &ACTIONS[action];
}

Action action_from_name(const char *name)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (strcmp(ACTIONS[i].name, name) == 0) {
            return (Action)i;
        }
    }
    return ACTION_NONE;
}

const char *action_group_title(ActionGroup group)
{
    static const char *const TITLES[GROUP_COUNT] = {
        [GROUP_MOVE] = "Moving about", [GROUP_PLACE] = "Places and program",
        [GROUP_ROADMAP] = "Roadmap",   [GROUP_REVIEW] = "Review",
        [GROUP_PROJECT] = "Projects",  [GROUP_PRACTICE] = "Practice",
        [GROUP_STATS] = "Stats",       [GROUP_TYPING] = "Typing a line",
    };
    return TITLES[group];
}

void action_contexts_text(Action action, Buffer *out)
{
    unsigned left = ACTIONS[action].contexts;
    bool first = true;
    for (size_t i = 0; i < sizeof CONTEXT_NAMES / sizeof CONTEXT_NAMES[0] && left != 0; i++) {
        unsigned contexts = CONTEXT_NAMES[i].contexts;
        if ((left & contexts) == contexts) {
            buffer_add_text(out, first ? "" : ", ");
            buffer_add_text(out, CONTEXT_NAMES[i].name);
            left &= ~contexts;
            first = false;
        }
    }
}
