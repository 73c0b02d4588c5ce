/* The table of actions (actions.def) for readers: ids, names, help, keys and contexts. */
#ifndef CAIRN_APP_ACTIONS_H
#define CAIRN_APP_ACTIONS_H

#include "base/buffer.h"

typedef enum Action {
#define ACTION(identifier, name, group, contexts, keys, flags, label, help) ACTION_##identifier,
#include "app/actions.def"
#undef ACTION
    ACTION_COUNT,
    ACTION_NONE = ACTION_COUNT
} Action;

/* Where keys go: one bit a context. Only one is in force at a time. */
enum {
    IN_TODAY = 1 << 0,
    IN_TREE = 1 << 1,   /* Roadmap, the tree has the keys */
    IN_DETAIL = 1 << 2, /* Roadmap, the tabs have the keys */
    IN_QUESTION = 1 << 3,
    IN_ANSWER = 1 << 4,
    IN_DONE = 1 << 5, /* Review without a card */
    IN_PROJECTS = 1 << 6,
    IN_BRIEF = 1 << 7,
    IN_STATS = 1 << 8,
    IN_HELP = 1 << 9,
    IN_PALETTE = 1 << 10,
    IN_SEARCH = 1 << 11,
    IN_PROMPT = 1 << 12,
    IN_WELCOME = 1 << 13,
    IN_BIG_TIMER = 1 << 14,
    IN_HISTORY = 1 << 15,
    IN_PICK = 1 << 16,  /* before the answer: digits pick choices or items */
    IN_REPLY = 1 << 17, /* before the answer: it is typed */
    IN_SETTINGS = 1 << 18,
    IN_VALUE = 1 << 19,   /* settings: the value of an option is typed */
    IN_TUNING = 1 << 20,  /* a page to agree to or to close: optimising, what checks run */
    IN_SESSION = 1 << 21, /* a session of one's own choice is put together */
    IN_TERMS = 1 << 22,   /* the glossary */
    IN_AWAY = 1 << 23,    /* what to keep of a timer that ran on */
    IN_BLOCKS = 1 << 24,  /* the history of practice */
    CONTEXT_COUNT = 25,

    IN_ASKED = IN_QUESTION | IN_PICK | IN_REPLY,
    IN_CARD = IN_ASKED | IN_ANSWER,
    IN_REVIEW = IN_CARD | IN_DONE,
    IN_ANYWHERE = IN_TODAY | IN_TREE | IN_DETAIL | IN_REVIEW | IN_PROJECTS | IN_BRIEF | IN_STATS,
    /* overlays with a line to type */
    IN_LINES = IN_HELP | IN_PALETTE | IN_SEARCH | IN_PROMPT | IN_SETTINGS | IN_VALUE | IN_SESSION |
               IN_TERMS,
    IN_TEXTS = IN_LINES | IN_REPLY, /* printable keys are typed */
    IN_OVERLAYS =
        IN_LINES | IN_WELCOME | IN_BIG_TIMER | IN_HISTORY | IN_TUNING | IN_AWAY | IN_BLOCKS,
    IN_LISTS = IN_ANYWHERE | IN_HELP | IN_PALETTE | IN_SEARCH | IN_WELCOME | IN_HISTORY |
               IN_SETTINGS | IN_TUNING | IN_SESSION | IN_TERMS | IN_AWAY | IN_BLOCKS,
    IN_EVERYTHING = IN_ANYWHERE | IN_OVERLAYS
};

enum {
    ACTION_HINT = 1 << 0,
    ACTION_ALWAYS = 1 << 1,
    ACTION_QUIET = 1 << 2,
    ACTION_GLOBAL = 1 << 3,
};

typedef enum ActionGroup {
    GROUP_MOVE,
    GROUP_PLACE,
    GROUP_ROADMAP,
    GROUP_REVIEW,
    GROUP_PROJECT,
    GROUP_STATS,
    GROUP_PRACTICE,
    GROUP_TYPING,
    GROUP_COUNT
} ActionGroup;

typedef struct ActionInfo {
    const char *name, *keys, *label, *help; /* keys: default key names separated by blanks */
    ActionGroup group;
    unsigned contexts, flags;
} ActionInfo;

const ActionInfo *action_info(Action action);

/* ACTION_NONE when there is no such name. */
Action action_from_name(const char *name);

/* Heading of a group: "Moving about", "Review", ... */
const char *action_group_title(ActionGroup group);

/* Appends the contexts of an action as people read them: "everywhere", "Roadmap, Projects". */
void action_contexts_text(Action action, Buffer *out);

#endif
