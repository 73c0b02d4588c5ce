/* A catalog in the making: what the readers of pack files fill, and the last step that resolves
 * references between files and packs. */
#ifndef CAIRN_CONTENT_BUILDER_H
#define CAIRN_CONTENT_BUILDER_H

#include "base/array.h"
#include "base/interner.h"
#include "content/reader.h"
#include "study/catalog.h"
#include "study/glossary.h"

/* Where something was read. */
typedef struct NodeRef {
    const Node *node;
} NodeRef;

/* A list of ids that becomes a list of indices when everything is loaded. */
typedef struct PendingList {
    ItemRef owner;
    int field; /* one of the PENDING_* below */
    const Node *node;
    const char *file;
} PendingList;

enum {
    PENDING_TOPIC_REQUIRES,
    PENDING_TOPIC_RESOURCES,
    PENDING_TOPIC_PROJECTS,
    PENDING_SUBTOPIC_REQUIRES,
    PENDING_RESOURCE_ALTERNATIVES,
    PENDING_PROJECT_EXERCISES,
    PENDING_RECAP_PROJECTS,
};

/* A single reference of a project, deck or note to what it belongs to. */
typedef struct PendingLink {
    ItemRef owner;
    const Node *node; /* the scalar that names it */
    const char *file;
} PendingLink;

/* Ids that stay texts but must exist: a list of what a card can need, or a topic's. */
typedef struct PendingCheck {
    const Node *node; /* the list, or the one scalar */
    const char *file;
} PendingCheck;

/* A card that is to take the place of the one with its id, wherever that was read. */
typedef struct Replacement {
    Note note; /* of the deck in whose file it stands; without macros */
    const Node *node;
    const char *file;
} Replacement;

/* A term of the glossary, where it was read. */
typedef struct GlossaryTerm {
    GlossaryEntry entry; /* but for its macros: */
    MacroText macros;
    const Node *node;
    const char *file;
} GlossaryTerm;

/* A study page that a subtopic names. */
typedef struct PendingPage {
    const char *path; /* as in the catalog */
    const Node *node; /* the scalar that names it; NULL when it cannot be used */
    CatalogIndex subtopic;
} PendingPage;

/* Where an id was first given. */
typedef struct FirstPlace {
    const char *file;
    uint32_t line;
} FirstPlace;

typedef struct Builder {
    Catalog *catalog;
    Diagnostics *diagnostics;
    Arena *scratch; /* nodes and file names: until the build ends */
    ARRAY(Phase) phases;
    ARRAY(Topic) topics;
    ARRAY(Subtopic) subtopics;
    ARRAY(Resource) resources;
    ARRAY(Project) projects;
    ARRAY(Milestone) milestones;
    ARRAY(Check) project_checks;
    ARRAY(Deck) decks;
    ARRAY(Note) notes;
    ARRAY(NodeRef) note_nodes; /* parallel to notes: where each was read */
    ARRAY(Replacement) replacements;
    ARRAY(Quiz) quizzes;
    ARRAY(Recap) recaps;
    ARRAY(GlossaryTerm) terms;
    Glossary **glossary; /* gets the glossary in the end, unless it is NULL */
    ARRAY(Tip) tips;
    ARRAY(const char *) macro_texts;
    MacroText pack_macros; /* of the pack being read */
    ARRAY(PendingList) lists;
    ARRAY(PendingLink) links;
    ARRAY(PendingCheck) checks;
    ARRAY(PendingPage) pages;
    const char *pack_directory; /* of the pack being read */
    Interner ids;
    ARRAY(FirstPlace) first_places; /* of the ids, by their numbers */
} Builder;

void builder_init(Builder *builder, Catalog *catalog, Diagnostics *diagnostics);

/* True when `id` is new; a doubled one is diagnosed, naming the first place. */
bool builder_claim(Builder *builder, const Reader *reader, const Node *node, const char *id);

/* The definitions under 'macros' of `mapping`, added to those of `outer`; `outer` when there are none. */
MacroText builder_macros(Builder *builder, const Reader *reader, const Node *mapping,
                         MacroText outer);

/* Remembers references under `key` of `mapping` for builder_finish. */
void builder_refer(Builder *builder, const Reader *reader, const Node *mapping, const char *key,
                   ItemRef owner, int field);

/* Remembers ids under `key` that must name an item. */
void builder_check_later(Builder *builder, const Reader *reader, const Node *mapping,
                         const char *key);

/* Resolves all references, expands notes into cards, indexes the catalog and frees the builder. */
void builder_finish(Builder *builder);

#endif
