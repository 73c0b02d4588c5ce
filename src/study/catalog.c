#include "study/catalog.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

static const char *const RESOURCE_KIND_NAMES[RESOURCE_KIND_COUNT] = {
    [RESOURCE_BOOK] = "book",       [RESOURCE_COURSE] = "course",       [RESOURCE_VIDEO] = "video",
    [RESOURCE_ARTICLE] = "article", [RESOURCE_PAPER] = "paper",         [RESOURCE_DOCS] = "docs",
    [RESOURCE_TOOL] = "tool",       [RESOURCE_COMMUNITY] = "community",
};

static const char *const LEVEL_NAMES[LEVEL_COUNT] = {
    [LEVEL_BEGINNER] = "beginner",
    [LEVEL_INTERMEDIATE] = "intermediate",
    [LEVEL_ADVANCED] = "advanced",
    [LEVEL_CAPSTONE] = "capstone",
};

static const char *const CARD_KIND_NAMES[CARD_KIND_COUNT] = {
    [CARD_BASIC] = "basic",   [CARD_REVERSED] = "reversed", [CARD_CLOZE] = "cloze",
    [CARD_CHOICE] = "choice", [CARD_ORDER] = "order",       [CARD_TYPED] = "typed",
    [CARD_NUMBER] = "number", [CARD_DRILL] = "drill",
};

static const char *const ITEM_KIND_NAMES[] = {
    [ITEM_NONE] = "none",           [ITEM_PHASE] = "phase",       [ITEM_TOPIC] = "topic",
    [ITEM_SUBTOPIC] = "subtopic",   [ITEM_RESOURCE] = "resource", [ITEM_PROJECT] = "project",
    [ITEM_MILESTONE] = "milestone", [ITEM_NOTE] = "note",         [ITEM_CARD] = "card",
    [ITEM_DECK] = "deck",
};

static const char *const CHECK_KIND_NAMES[] = {
    [CHECK_RUN] = "run",       [CHECK_FILE] = "file", [CHECK_PYTHON] = "python",
    [CHECK_METRIC] = "metric", [CHECK_TIME] = "time", [CHECK_SELF] = "self",
};

static const char *const METRIC_NAMES[] = {
    [METRIC_ACCURACY] = "accuracy",
    [METRIC_PRECISION] = "precision",
    [METRIC_RECALL] = "recall",
    [METRIC_F1] = "f1",
    [METRIC_MACRO_F1] = "macro-f1",
    [METRIC_MSE] = "mse",
    [METRIC_RMSE] = "rmse",
    [METRIC_MAE] = "mae",
    [METRIC_R2] = "r2",
    [METRIC_BLEU] = "bleu",
    [METRIC_ROUGE_1] = "rouge-1",
    [METRIC_PERPLEXITY] = "perplexity",
};

static const ItemRef NOTHING = {ITEM_NONE, CATALOG_NONE};

Catalog *catalog_new(void)
{
    Arena *arena = arena_new();
    Catalog *catalog = arena_alloc(arena, 1, sizeof *catalog);
    catalog->title = "";
    catalog->arena = arena;
    return catalog;
}

void catalog_free(Catalog *catalog)
{
    if (catalog)
        arena_free(catalog->arena);
}

/* --- lookup --- */

size_t catalog_item_count(const Catalog *catalog, ItemKind kind)
{
    switch (kind) {
    case ITEM_PHASE:
        return catalog->phase_count;
    case ITEM_TOPIC:
        return catalog->topic_count;
    case ITEM_SUBTOPIC:
        return catalog->subtopic_count;
    case ITEM_RESOURCE:
        return catalog->resource_count;
    case ITEM_PROJECT:
        return catalog->project_count;
    case ITEM_MILESTONE:
        return catalog->milestone_count;
    case ITEM_NOTE:
        return catalog->note_count;
    case ITEM_CARD:
        return catalog->card_count;
    case ITEM_DECK:
        return catalog->deck_count;
    case ITEM_NONE:
        break;
    }
    return 0;
}

static bool is_own_card(const Catalog *catalog, ItemRef note, ItemRef other)
{
    return note.kind == ITEM_NOTE && other.kind == ITEM_CARD &&
           catalog->cards[other.index].note == note.index;
}

/* Two items may share an id when one is a deck and the other none, or a note and a card of it. */
static bool may_share(const Catalog *catalog, ItemRef added, ItemRef present)
{
    if (added.kind == ITEM_DECK)
        return present.kind != ITEM_DECK;
    return is_own_card(catalog, added, present);
}

static bool has_id(const Catalog *catalog, ItemRef item, const char *id)
{
    const char *own = catalog_id(catalog, item);
    return own != NULL && strcmp(own, id) == 0;
}

/* Of which kinds card_lookup is. */
#define CARD_KINDS (1U << ITEM_NOTE | 1U << ITEM_CARD)

static Lookup *lookup_of(Catalog *catalog, ItemKind kind)
{
    return (CARD_KINDS & (1U << kind)) != 0 ? &catalog->card_lookup : &catalog->lookup;
}

/* The slot with this id that `item` may not share, or a free one, at which the walk ends. */
static ItemRef *find_slot(const Catalog *catalog, const Lookup *lookup, const char *id,
                          ItemRef item)
{
    size_t mask = lookup->size - 1;
    size_t slot = (size_t)hash_text(id) & mask;
    while (lookup->slots[slot].kind != ITEM_NONE &&
           !(has_id(catalog, lookup->slots[slot], id) &&
             !may_share(catalog, item, lookup->slots[slot])))
        slot = (slot + 1) & mask;
    return &lookup->slots[slot];
}

/* Puts an item behind what has the same id already; false when the id is taken. */
static bool insert(Catalog *catalog, const char *id, ItemRef item)
{
    const Lookup *own = lookup_of(catalog, item.kind);
    const Lookup *other = own == &catalog->lookup ? &catalog->card_lookup : &catalog->lookup;
    ItemRef *slot = find_slot(catalog, own, id, item);
    if (slot->kind != ITEM_NONE || find_slot(catalog, other, id, item)->kind != ITEM_NONE)
        return false;
    *slot = item;
    return true;
}

/* At most half full. */
static void make_lookup(Catalog *catalog, Lookup *lookup, size_t count)
{
    lookup->size = 16;
    while (lookup->size < 2 * count)
        lookup->size *= 2;
    lookup->slots = arena_alloc(catalog->arena, lookup->size, sizeof *lookup->slots);
}

bool catalog_index(Catalog *catalog, const char **duplicate)
{
    /* What is found first comes first: a card before its note. */
    static const ItemKind ORDER[] = {ITEM_PHASE,    ITEM_TOPIC,   ITEM_SUBTOPIC,
                                     ITEM_RESOURCE, ITEM_PROJECT, ITEM_MILESTONE,
                                     ITEM_CARD,     ITEM_NOTE,    ITEM_DECK};
    const size_t kinds = sizeof ORDER / sizeof *ORDER;
    size_t cards = catalog->card_count + catalog->note_count;
    size_t total = 0;
    for (size_t k = 0; k < kinds; k++)
        total += catalog_item_count(catalog, ORDER[k]);
    make_lookup(catalog, &catalog->lookup, total - cards);
    make_lookup(catalog, &catalog->card_lookup, cards);

    for (size_t k = 0; k < kinds; k++) {
        size_t count = catalog_item_count(catalog, ORDER[k]);
        for (size_t i = 0; i < count; i++) {
            ItemRef item = {ORDER[k], (CatalogIndex)i};
            const char *id = catalog_id(catalog, item);
            if (!insert(catalog, id, item)) {
                *duplicate = id;
                return false;
            }
        }
    }
    return true;
}

/* The first item with this id whose kind is in the mask. The walk is bounded, so that even a full
 * table ends it. */
static ItemRef find_in(const Catalog *catalog, const Lookup *lookup, const char *id, unsigned kinds)
{
    size_t mask = lookup->size - 1;
    size_t slot = lookup->size > 0 ? (size_t)hash_text(id) & mask : 0;
    for (size_t i = 0; kinds != 0 && i < lookup->size; i++) {
        ItemRef item = lookup->slots[slot];
        if (item.kind == ITEM_NONE)
            break;
        if ((kinds & (1U << item.kind)) != 0 && has_id(catalog, item, id))
            return item;
        slot = (slot + 1) & mask;
    }
    return NOTHING;
}

/* Anything comes before a deck. */
static ItemRef find(const Catalog *catalog, const char *id, unsigned kinds)
{
    const unsigned deck = 1U << ITEM_DECK;
    ItemRef item = find_in(catalog, &catalog->lookup, id, kinds & ~CARD_KINDS & ~deck);
    if (item.kind == ITEM_NONE)
        item = find_in(catalog, &catalog->card_lookup, id, kinds & CARD_KINDS);
    if (item.kind == ITEM_NONE)
        item = find_in(catalog, &catalog->lookup, id, kinds & deck);
    return item;
}

ItemRef catalog_find(const Catalog *catalog, const char *id)
{
    return find(catalog, id, ~0U);
}

CatalogIndex catalog_find_kind(const Catalog *catalog, const char *id, ItemKind kind)
{
    return find(catalog, id, 1U << kind).index;
}

/* --- what an item is called and where it belongs --- */

const char *catalog_id(const Catalog *catalog, ItemRef item)
{
    const char *id = "";
    if (item.index < 0 || (size_t)item.index >= catalog_item_count(catalog, item.kind))
        return id;
    switch (item.kind) {
    case ITEM_PHASE:
        id = catalog->phases[item.index].id;
        break;
    case ITEM_TOPIC:
        id = catalog->topics[item.index].id;
        break;
    case ITEM_SUBTOPIC:
        id = catalog->subtopics[item.index].id;
        break;
    case ITEM_RESOURCE:
        id = catalog->resources[item.index].id;
        break;
    case ITEM_PROJECT:
        id = catalog->projects[item.index].id;
        break;
    case ITEM_MILESTONE:
        id = catalog->milestones[item.index].id;
        break;
    case ITEM_NOTE:
        id = catalog->notes[item.index].id;
        break;
    case ITEM_CARD:
        id = catalog->cards[item.index].id;
        break;
    case ITEM_DECK:
        id = catalog->decks[item.index].id;
        break;
    case ITEM_NONE:
        break;
    }
    return id ? id : "";
}

const char *catalog_title(const Catalog *catalog, ItemRef item)
{
    const char *title = "";
    if (item.index < 0 || (size_t)item.index >= catalog_item_count(catalog, item.kind))
        return title;
    switch (item.kind) {
    case ITEM_PHASE:
        title = catalog->phases[item.index].title;
        break;
    case ITEM_TOPIC:
        title = catalog->topics[item.index].title;
        break;
    case ITEM_SUBTOPIC:
        title = catalog->subtopics[item.index].title;
        break;
    case ITEM_RESOURCE:
        title = catalog->resources[item.index].title;
        break;
    case ITEM_PROJECT:
        title = catalog->projects[item.index].title;
        break;
    case ITEM_MILESTONE:
        title = catalog->milestones[item.index].title;
        break;
    case ITEM_NOTE:
        title = catalog->notes[item.index].front;
        break;
    case ITEM_CARD:
        title = catalog->notes[catalog->cards[item.index].note].front;
        break;
    case ITEM_DECK:
        title = catalog->decks[item.index].title;
        break;
    case ITEM_NONE:
        break;
    }
    return title ? title : "";
}

/* Whether a text has a title in it, not within a longer word. */
static bool names(const char *text, const char *title)
{
    size_t length = strlen(title);
    for (const char *at = text; length > 0 && (at = strstr(at, title)) != NULL; at++)
        if ((at == text || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[length]))
            return true;
    return false;
}

CatalogIndex catalog_source(const Catalog *catalog, const Note *note)
{
    CatalogIndex found = catalog_find_kind(catalog, note->source, ITEM_RESOURCE);
    size_t longest = 0;
    if (found != CATALOG_NONE)
        return found;
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const char *title = catalog->resources[i].title;
        if (title == NULL || strlen(title) <= longest || !names(note->source, title))
            continue;
        longest = strlen(title);
        found = (CatalogIndex)i;
    }
    return found;
}

TextList catalog_parts(const Catalog *catalog, ItemRef item)
{
    if (item.kind == ITEM_SUBTOPIC)
        return catalog->subtopics[item.index].outcomes;
    if (item.kind == ITEM_RESOURCE)
        return catalog->resources[item.index].parts;
    return (TextList){0};
}

bool catalog_find_part(const Catalog *catalog, const char *id, ItemRef *item, int *part)
{
    const char *mark = strrchr(id, '#');
    char *end = NULL;
    if (mark == NULL || mark[1] < '1' || mark[1] > '9')
        return false;
    char *whole = mem_dup_range(id, (size_t)(mark - id));
    *item = catalog_find(catalog, whole);
    mem_free(whole);
    long number = strtol(mark + 1, &end, 10);
    size_t count = catalog_parts(catalog, *item).count;
    if (*end != '\0' || number > CATALOG_PARTS_MAX || (size_t)number > count)
        return false;
    *part = (int)number;
    return true;
}

const char *catalog_address(const void *data, const char *target)
{
    const Catalog *catalog = data;
    size_t scheme = sizeof CATALOG_RESOURCE_LINK - 1;
    if (strncmp(target, CATALOG_RESOURCE_LINK, scheme) != 0)
        return target;
    CatalogIndex index = catalog_find_kind(catalog, target + scheme, ITEM_RESOURCE);
    return index == CATALOG_NONE ? "" : catalog->resources[index].url;
}

const Quiz *catalog_quiz(const Catalog *catalog, const Note *note)
{
    bool has =
        note->kind >= CARD_CHOICE && note->quiz >= 0 && (size_t)note->quiz < catalog->quiz_count;
    return has ? &catalog->quizzes[note->quiz] : NULL;
}

const char *catalog_note_file(const Catalog *catalog, const Note *note)
{
    return note->file_deck != CATALOG_NONE ? catalog->decks[note->file_deck].file : "";
}

static MacroText macros_of(const Catalog *catalog, ItemRef item)
{
    switch (item.kind) {
    case ITEM_PHASE:
        return catalog->phases[item.index].macros;
    case ITEM_TOPIC:
        return catalog->phases[catalog->topics[item.index].phase].macros;
    case ITEM_SUBTOPIC:
        return catalog->phases[catalog->topics[catalog->subtopics[item.index].topic].phase].macros;
    case ITEM_RESOURCE:
        return catalog->resources[item.index].macros;
    case ITEM_PROJECT:
        return catalog->projects[item.index].macros;
    case ITEM_MILESTONE:
        return catalog->projects[catalog->milestones[item.index].project].macros;
    case ITEM_NOTE:
        return catalog->notes[item.index].macros;
    case ITEM_CARD:
        return catalog->notes[catalog->cards[item.index].note].macros;
    case ITEM_DECK:
        return catalog->decks[item.index].macros;
    case ITEM_NONE:
        break;
    }
    return 0;
}

const char *catalog_macros(const Catalog *catalog, ItemRef item)
{
    if (item.index < 0 || (size_t)item.index >= catalog_item_count(catalog, item.kind))
        return "";
    MacroText text = macros_of(catalog, item);
    return text >= 0 && (size_t)text < catalog->macro_texts.count ? catalog->macro_texts.items[text]
                                                                  : "";
}

bool catalog_card_is_of(const Catalog *catalog, CatalogIndex card, ItemRef item)
{
    const Note *note = &catalog->notes[catalog->cards[card].note];
    switch (item.kind) {
    case ITEM_NONE:
        return true;
    case ITEM_TOPIC:
        return note->topic == item.index;
    case ITEM_SUBTOPIC:
        return note->subtopic == item.index;
    case ITEM_DECK:
        return note->deck == item.index;
    default:
        return false;
    }
}

CatalogIndex catalog_topic_of(const Catalog *catalog, ItemRef item)
{
    if (item.index < 0 || (size_t)item.index >= catalog_item_count(catalog, item.kind))
        return CATALOG_NONE;
    switch (item.kind) {
    case ITEM_TOPIC:
        return item.index;
    case ITEM_SUBTOPIC:
        return catalog->subtopics[item.index].topic;
    case ITEM_RESOURCE:
        return catalog->resources[item.index].topic;
    case ITEM_PROJECT:
        return catalog->projects[item.index].topic;
    case ITEM_MILESTONE:
        return catalog->projects[catalog->milestones[item.index].project].topic;
    case ITEM_NOTE:
        return catalog->notes[item.index].topic;
    case ITEM_CARD:
        return catalog->notes[catalog->cards[item.index].note].topic;
    case ITEM_DECK:
        return catalog->decks[item.index].topic;
    case ITEM_PHASE:
    case ITEM_NONE:
        break;
    }
    return CATALOG_NONE;
}

/* --- names --- */

/* Position of `name` among `count` names, `count` when it is not there. */
static unsigned find_name(const char *const *names, unsigned count, const char *name)
{
    unsigned i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

const char *resource_kind_name(ResourceKind kind)
{
    return kind < RESOURCE_KIND_COUNT ? RESOURCE_KIND_NAMES[kind] : "";
}

ResourceKind resource_kind_from_name(const char *name)
{
    return (ResourceKind)find_name(RESOURCE_KIND_NAMES, RESOURCE_KIND_COUNT, name);
}

const char *level_name(Level level)
{
    return level < LEVEL_COUNT ? LEVEL_NAMES[level] : "";
}

Level level_from_name(const char *name)
{
    return (Level)find_name(LEVEL_NAMES, LEVEL_COUNT, name);
}

const char *card_kind_name(CardKind kind)
{
    return kind < CARD_KIND_COUNT ? CARD_KIND_NAMES[kind] : "";
}

CardKind card_kind_from_name(const char *name)
{
    return (CardKind)find_name(CARD_KIND_NAMES, CARD_KIND_COUNT, name);
}

const char *item_kind_name(ItemKind kind)
{
    return kind <= ITEM_DECK ? ITEM_KIND_NAMES[kind] : "";
}

const char *check_kind_name(CheckKind kind)
{
    return kind < CHECK_KIND_COUNT ? CHECK_KIND_NAMES[kind] : "";
}

const char *metric_name(Metric metric)
{
    return metric < METRIC_COUNT ? METRIC_NAMES[metric] : "";
}

Metric metric_from_name(const char *name)
{
    return (Metric)find_name(METRIC_NAMES, METRIC_COUNT, name);
}
