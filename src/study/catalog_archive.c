/* What points or must stay within bounds is named once: for each struct a visit_* function goes through it,
 * and an Archive decides whether that means writing or reading. A problem only sets a flag: from then on
 * reading ends soon. */
#include "study/catalog_archive.h"

#include <string.h>

void archive_fail(Archive *archive, const char *problem)
{
    if (!archive->problem)
        archive->problem = problem;
}

/* --- arrays and lists --- */

static size_t padding_of(size_t bytes)
{
    return (ARCHIVE_ALIGNMENT - bytes % ARCHIVE_ALIGNMENT) % ARCHIVE_ALIGNMENT;
}

void *archive_write_items(ArchiveSection *section, const void *items, size_t count, size_t size)
{
    static const char zeros[ARCHIVE_ALIGNMENT];
    size_t start = section->out.length;
    buffer_add(&section->out, items, count * size);
    buffer_add(&section->out, zeros, padding_of(count * size));
    return section->out.data + start;
}

void *archive_read_items(Archive *archive, ArchiveSection *section, size_t count, size_t size)
{
    if (archive->problem || count > section->left / size) {
        archive_fail(archive, "a list is longer than the block");
        return NULL;
    }
    size_t bytes = count * size;
    size_t padded = bytes + padding_of(bytes);
    void *items = section->at;
    if (padded > section->left) {
        archive_fail(archive, "it ends early");
        return NULL;
    }
    section->at += padded;
    section->left -= padded;
    return items;
}

/* What a pointer to items of a section is: in the block that is written, or in the one that is read. */
static const void *address_of(const Archive *archive, const ArchiveSection *section,
                              const void *items)
{
    if (items == NULL || archive->reading)
        return items;
    return (const void *)(section->place + (uintptr_t)((const char *)items - section->out.data));
}

/* Makes a pointer what it should be; one that is right already is not written (see above). */
static void settle(void *pointer, const void *wanted)
{
    if (memcmp(pointer, &wanted, sizeof wanted) != 0)
        memcpy(pointer, &wanted, sizeof wanted);
}

static void *visit_items(Archive *archive, ArchiveSection *section, const void *items, size_t count,
                         size_t size)
{
    if (count == 0)
        return NULL;
    return archive->reading ? archive_read_items(archive, section, count, size)
                            : archive_write_items(section, items, count, size);
}

/* --- single values --- */

/* A number below `limit`. */
static void visit_choice(Archive *archive, uint32_t value, uint32_t limit)
{
    if (archive->reading && value >= limit)
        archive_fail(archive, "a choice is out of range");
}

/* Looked at as a byte: any but two values of it are no bool. */
static void visit_bool(Archive *archive, const bool *value)
{
    unsigned char byte;
    memcpy(&byte, value, sizeof byte);
    visit_choice(archive, byte, 2);
}

/* Writing: puts a string into the pool; the address that it will have. */
static uintptr_t place_in_pool(Archive *archive, const char *text, bool prose)
{
    Buffer *out = prose ? &archive->prose_out : &archive->group->pool_out;
    uintptr_t place = (prose ? archive->prose_place : archive->group->pool_place) + out->length;
    if (*text == '\0')
        return archive->roadmap.pool_place;
    buffer_add(out, text, strlen(text) + 1);
    return place;
}

static void visit_string(Archive *archive, const char **text, bool prose)
{
    uintptr_t place;
    memcpy(&place, text, sizeof place);
    if (place == 0)
        return;
    if (!archive->reading)
        settle(text, (const void *)place_in_pool(archive, *text, prose));
    else if (place - archive->strings_place < archive->strings_size)
        settle(text, archive->strings + (place - archive->strings_place));
    else
        archive_fail(archive, "a string lies outside");
}

/* An id, a title: what lists and look-ups go through. */
static void visit_text(Archive *archive, const char **text)
{
    visit_string(archive, text, false);
}

static void visit_prose(Archive *archive, const char **text)
{
    visit_string(archive, text, true);
}

/* An index into an array of `limit` items; CATALOG_NONE where `optional`. */
static void visit_index(Archive *archive, const CatalogIndex *index, size_t limit, bool optional)
{
    if (!archive->reading || (*index >= 0 && (size_t)*index < limit))
        return;
    if (!optional || *index != CATALOG_NONE)
        archive_fail(archive, "an index is out of range");
}

/* A run of items within an array of `limit`. */
static void visit_range(Archive *archive, const CatalogIndex *first, const int32_t *count,
                        size_t limit)
{
    if (!archive->reading || *count == 0)
        return;
    if (*first < 0 || *count < 0 || (size_t)*first > limit ||
        (size_t)*count > limit - (size_t)*first)
        archive_fail(archive, "a range is out of bounds");
}

/* A place among the macro texts, of which there may be none. */
static void visit_macros(Archive *archive, const MacroText *text)
{
    size_t count = archive->catalog->macro_texts.count;
    visit_index(archive, text, count > 0 ? count : 1, false);
}

static void visit_list(Archive *archive, TextList *list, bool prose)
{
    const char **items = visit_items(archive, &archive->group->lists, (const void *)list->items,
                                     list->count, sizeof *list->items);
    settle((void *)&list->items, address_of(archive, &archive->group->lists, items));
    for (size_t i = 0; items != NULL && i < list->count && !archive->problem; i++)
        visit_string(archive, &items[i], prose);
}

static void visit_texts(Archive *archive, TextList *list)
{
    visit_list(archive, list, false);
}

static void visit_proses(Archive *archive, TextList *list)
{
    visit_list(archive, list, true);
}

static void visit_indices(Archive *archive, IndexList *list, size_t limit)
{
    CatalogIndex *items =
        visit_items(archive, &archive->group->lists, list->items, list->count, sizeof *list->items);
    settle((void *)&list->items, address_of(archive, &archive->group->lists, items));
    for (size_t i = 0; i < list->count && !archive->problem; i++)
        visit_index(archive, &items[i], limit, false);
}

/* --- the structs --- */

static void visit_phase(Archive *archive, Phase *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->goal);
    visit_range(archive, &it->first_topic, &it->topic_count, archive->catalog->topic_count);
    visit_macros(archive, &it->macros);
}

static void visit_topic(Archive *archive, Topic *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->why);
    visit_index(archive, &it->phase, all->phase_count, false);
    visit_indices(archive, &it->requires, all->topic_count);
    visit_range(archive, &it->first_subtopic, &it->subtopic_count, all->subtopic_count);
    visit_indices(archive, &it->resources, all->resource_count);
    visit_indices(archive, &it->projects, all->project_count);
}

static void visit_subtopic(Archive *archive, Subtopic *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->explain);
    visit_prose(archive, &it->page);
    visit_proses(archive, &it->outcomes);
    visit_indices(archive, &it->requires, all->subtopic_count);
    visit_index(archive, &it->topic, all->topic_count, false);
    visit_bool(archive, &it->activity);
}

static void visit_resource(Archive *archive, Resource *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->by);
    visit_prose(archive, &it->url);
    visit_prose(archive, &it->summary);
    visit_prose(archive, &it->checked);
    visit_proses(archive, &it->parts);
    visit_indices(archive, &it->alternatives, archive->catalog->resource_count);
    visit_choice(archive, it->kind, RESOURCE_KIND_COUNT);
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_bool(archive, &it->free);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_project(Archive *archive, Project *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->summary);
    visit_prose(archive, &it->why);
    visit_prose(archive, &it->show);
    visit_prose(archive, &it->directory);
    visit_index(archive, &it->topic, all->topic_count, true);
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_texts(archive, &it->requires);
    visit_indices(archive, &it->exercises, all->subtopic_count);
    visit_range(archive, &it->first_milestone, &it->milestone_count, all->milestone_count);
    visit_proses(archive, &it->starter);
    visit_proses(archive, &it->stretch);
    visit_proses(archive, &it->needs);
    visit_proses(archive, &it->optional);
    visit_proses(archive, &it->data);
    visit_macros(archive, &it->macros);
}

static void visit_milestone(Archive *archive, Milestone *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_index(archive, &it->project, archive->catalog->project_count, false);
    visit_proses(archive, &it->accept);
    visit_proses(archive, &it->commands);
    visit_proses(archive, &it->hints);
    visit_range(archive, &it->first_check, &it->check_count, archive->catalog->check_count);
}

static void visit_check(Archive *archive, Check *it)
{
    visit_prose(archive, &it->title);
    visit_prose(archive, &it->file);
    visit_prose(archive, &it->input);
    visit_prose(archive, &it->labels);
    visit_prose(archive, &it->key);
    visit_prose(archive, &it->column);
    visit_prose(archive, &it->predicted);
    visit_prose(archive, &it->positive);
    visit_prose(archive, &it->slow);
    visit_prose(archive, &it->fast);
    visit_prose(archive, &it->criterion);
    visit_proses(archive, &it->words);
    visit_proses(archive, &it->output);
    visit_proses(archive, &it->patterns);
    visit_proses(archive, &it->absent);
    visit_proses(archive, &it->sections);
    visit_proses(archive, &it->columns);
    visit_proses(archive, &it->needs);
    visit_index(archive, &it->milestone, archive->catalog->milestone_count, false);
    visit_choice(archive, it->kind, CHECK_KIND_COUNT);
    visit_choice(archive, it->metric, METRIC_COUNT);
}

static void visit_deck(Archive *archive, Deck *it)
{
    visit_text(archive, &it->id);
    visit_text(archive, &it->title);
    visit_prose(archive, &it->file);
    visit_index(archive, &it->topic, archive->catalog->topic_count, true);
    visit_macros(archive, &it->macros);
}

static void visit_note(Archive *archive, Note *it)
{
    const Catalog *all = archive->catalog;
    visit_text(archive, &it->id);
    visit_prose(archive, &it->front);
    visit_prose(archive, &it->back);
    visit_prose(archive, &it->hint);
    visit_prose(archive, &it->extra);
    visit_prose(archive, &it->source);
    visit_proses(archive, &it->tags);
    visit_texts(archive, &it->requires);
    visit_index(archive, &it->deck, all->deck_count, true);
    visit_index(archive, &it->file_deck, all->deck_count, true);
    visit_index(archive, &it->topic, all->topic_count, true);
    visit_index(archive, &it->subtopic, all->subtopic_count, true);
    visit_range(archive, &it->first_card, &it->card_count, all->card_count);
    visit_choice(archive, it->kind, CARD_KIND_COUNT);
    if (it->kind >= CARD_CHOICE)
        visit_index(archive, &it->quiz, all->quiz_count, false);
    else if (!archive->reading)
        it->quiz = CATALOG_NONE;
    else if (it->quiz != CATALOG_NONE)
        archive_fail(archive, "a card has answers that it should not have");
    visit_macros(archive, &it->macros);
}

static void visit_quiz(Archive *archive, Quiz *it)
{
    visit_proses(archive, &it->options);
    visit_proses(archive, &it->reasons);
    visit_bool(archive, &it->case_counts);
    visit_bool(archive, &it->accents_count);
    visit_prose(archive, &it->answer);
    visit_prose(archive, &it->unit);
    visit_bool(archive, &it->relative);
    visit_proses(archive, &it->variables);
    visit_proses(archive, &it->draws);
    visit_proses(archive, &it->conditions);
}

static void visit_card(Archive *archive, Card *it)
{
    visit_text(archive, &it->id);
    visit_index(archive, &it->note, archive->catalog->note_count, false);
}

static void visit_recap(Archive *archive, Recap *it)
{
    visit_choice(archive, it->level, LEVEL_COUNT);
    visit_prose(archive, &it->text);
    visit_indices(archive, &it->projects, archive->catalog->project_count);
}

static void visit_tip(Archive *archive, Tip *it)
{
    visit_text(archive, &it->title);
    visit_prose(archive, &it->text);
}

static void visit_slot(Archive *archive, const ItemRef *it)
{
    visit_choice(archive, it->kind, ITEM_DECK + 1);
    if (it->kind != ITEM_NONE)
        visit_index(archive, &it->index, catalog_item_count(archive->catalog, it->kind), false);
    bool of_cards = it->kind == ITEM_NOTE || it->kind == ITEM_CARD;
    if (it->kind != ITEM_NONE && of_cards != (archive->group == &archive->cards))
        archive_fail(archive, "a lookup has an item of the other one");
}

static void check_lookup(Archive *archive, const Lookup *lookup)
{
    if ((lookup->size & (lookup->size - 1)) != 0 && archive->reading)
        archive_fail(archive, "a lookup has no size of a power of two");
}

/* --- the whole --- */

/* Visits all items of an array. While writing, the array is the copy that was made of it, until it has
 * the address that it will be read at. */
#define VISIT_ARRAY(archive, array, count, visit)                                      \
    do {                                                                               \
        ArchiveSection *section_ = &(archive)->group->arrays;                          \
        size_t looked_at_ =                                                            \
            (archive)->later && (archive)->group == &(archive)->cards ? 0 : (count);   \
        (array) = visit_items((archive), section_, (array), (count), sizeof *(array)); \
        for (size_t item_ = 0; item_ < looked_at_ && !(archive)->problem; item_++)     \
            visit((archive), &(array)[item_]);                                         \
        settle((void *)&(array), address_of((archive), section_, (array)));            \
    } while (0)

void archive_visit_roadmap(Archive *archive, Catalog *catalog)
{
    archive->catalog = catalog;
    archive->group = &archive->roadmap;
    check_lookup(archive, &catalog->lookup);
    visit_text(archive, &catalog->title);
    visit_texts(archive, &catalog->macro_texts);
    VISIT_ARRAY(archive, catalog->phases, catalog->phase_count, visit_phase);
    VISIT_ARRAY(archive, catalog->topics, catalog->topic_count, visit_topic);
    VISIT_ARRAY(archive, catalog->subtopics, catalog->subtopic_count, visit_subtopic);
    VISIT_ARRAY(archive, catalog->resources, catalog->resource_count, visit_resource);
    VISIT_ARRAY(archive, catalog->projects, catalog->project_count, visit_project);
    VISIT_ARRAY(archive, catalog->milestones, catalog->milestone_count, visit_milestone);
    VISIT_ARRAY(archive, catalog->checks, catalog->check_count, visit_check);
    VISIT_ARRAY(archive, catalog->decks, catalog->deck_count, visit_deck);
    VISIT_ARRAY(archive, catalog->recaps, catalog->recap_count, visit_recap);
    VISIT_ARRAY(archive, catalog->tips, catalog->tip_count, visit_tip);
    VISIT_ARRAY(archive, catalog->lookup.slots, catalog->lookup.size, visit_slot);
}

void archive_visit_cards(Archive *archive, Catalog *catalog)
{
    archive->catalog = catalog;
    archive->group = &archive->cards;
    check_lookup(archive, &catalog->card_lookup);
    VISIT_ARRAY(archive, catalog->notes, catalog->note_count, visit_note);
    VISIT_ARRAY(archive, catalog->quizzes, catalog->quiz_count, visit_quiz);
    VISIT_ARRAY(archive, catalog->cards, catalog->card_count, visit_card);
    VISIT_ARRAY(archive, catalog->card_lookup.slots, catalog->card_lookup.size, visit_slot);
}
