#include "study/state.h"

#include <string.h>

#include "base/memory.h"
#include "study/balance.h"
#include "study/figures.h"

static const char *const MARK_NAMES[MARK_COUNT] = {
    [MARK_TODO] = "todo",
    [MARK_DOING] = "doing",
    [MARK_DONE] = "done",
    [MARK_SKIPPED] = "skipped",
};

/* Default options are within their bounds, so a scheduler from them cannot fail; were that ever
 * broken, the test of this module would say so. */
void study_state_init_lent(StudyState *state, const Catalog *catalog, CardState *cards)
{
    memset(state, 0, sizeof *state);
    state->catalog = catalog;
    config_defaults(&state->config);
    Status status = study_state_configure(state, NULL);
    (void)status;
    state->topics = mem_alloc(catalog->topic_count + 1, sizeof *state->topics);
    state->subtopics = mem_alloc(catalog->subtopic_count + 1, sizeof *state->subtopics);
    state->resources = mem_alloc(catalog->resource_count + 1, sizeof *state->resources);
    state->projects = mem_alloc(catalog->project_count + 1, sizeof *state->projects);
    state->milestones = mem_alloc(catalog->milestone_count + 1, sizeof *state->milestones);
    state->cards = cards;
    state->cards_lent = true;
    state->limits = mem_alloc(catalog->deck_count + 1, sizeof *state->limits);
    for (size_t i = 0; i <= catalog->deck_count; i++) {
        const DayLimit none = {.usual = -1, .today = -1};
        state->limits[i] = (Limits){none, none};
    }
    state->arena = arena_new();
    state->due_counts = mem_alloc(1, sizeof *state->due_counts);
}

void study_state_init(StudyState *state, const Catalog *catalog)
{
    study_state_init_lent(state, catalog, mem_alloc(catalog->card_count + 1, sizeof *state->cards));
    state->cards_lent = false;
}

void study_state_done(StudyState *state)
{
    mem_free(state->topics);
    mem_free(state->subtopics);
    mem_free(state->resources);
    mem_free(state->projects);
    mem_free(state->milestones);
    if (!state->cards_lent)
        mem_free(state->cards);
    mem_free(state->limits);
    mem_free(state->days);
    array_done(&state->rules);
    array_done(&state->clear);
    mem_free(state->questions);
    mem_free(state->due_counts);
    figures_free(state->figures);
    if (state->arena)
        arena_free(state->arena);
    memset(state, 0, sizeof *state);
}

Status study_state_configure(StudyState *state, Error *error)
{
    Scheduler scheduler;
    Status status = scheduler_init(&scheduler, &state->config, NULL, 0, error);
    if (status == STATUS_OK)
        state->scheduler = scheduler;
    return status;
}

void study_state_put_card(StudyState *state, CatalogIndex card, const CardState *now)
{
    if (state->due_counts->known) {
        balance_count(state->due_counts, &state->cards[card], -1);
        balance_count(state->due_counts, now, 1);
    }
    state->cards[card] = *now;
    state->changed[state->changed_count++ % STATE_CHANGED_MAX] = card;
    study_state_changed_quietly(state);
}

uint64_t study_state_epoch(const StudyState *state)
{
    return state->revision - state->quiet;
}

void study_state_changed_quietly(StudyState *state)
{
    state->revision++;
    state->quiet++;
}

void study_state_follow(StudyState *state, const StudyState *before)
{
    state->revision = before->revision + 1;
    state->quiet = before->quiet;
    state->figures_revision = state->revision; /* it is the state that they were read with */
}

/* The array of an item's kind, NULL for kinds without a state. */
static ItemState *items_of(const StudyState *state, ItemKind kind)
{
    switch (kind) {
    case ITEM_TOPIC:
        return state->topics;
    case ITEM_SUBTOPIC:
        return state->subtopics;
    case ITEM_RESOURCE:
        return state->resources;
    case ITEM_PROJECT:
        return state->projects;
    case ITEM_MILESTONE:
        return state->milestones;
    case ITEM_NONE:
    case ITEM_PHASE:
    case ITEM_NOTE:
    case ITEM_CARD:
    case ITEM_DECK:
        break;
    }
    return NULL;
}

static ItemState *item_at(const StudyState *state, ItemRef item)
{
    ItemState *items = items_of(state, item.kind);
    bool known = items && item.index >= 0 &&
                 (size_t)item.index < catalog_item_count(state->catalog, item.kind);
    return known ? &items[item.index] : NULL;
}

ItemState *study_state_item(StudyState *state, ItemRef item)
{
    return item_at(state, item);
}

const ItemState *study_state_item_const(const StudyState *state, ItemRef item)
{
    return item_at(state, item);
}

void study_state_put_item(StudyState *state, const char *id, const ItemState *now)
{
    ItemRef item = catalog_find(state->catalog, id);
    ItemState *of = study_state_item(state, item);
    int part = 0;
    if (of != NULL) {
        uint64_t ticks = of->ticks;
        *of = *now;
        of->ticks = ticks;
        return;
    }
    of = catalog_find_part(state->catalog, id, &item, &part) ? study_state_item(state, item) : NULL;
    if (of == NULL)
        return;
    uint64_t bit = UINT64_C(1) << (part - 1);
    of->ticks = now->mark == MARK_DONE ? of->ticks | bit : of->ticks & ~bit;
}

bool study_state_ticked(const StudyState *state, ItemRef item, int part)
{
    const ItemState *of = study_state_item_const(state, item);
    return of != NULL && part >= 1 && part <= CATALOG_PARTS_MAX &&
           (of->ticks >> (part - 1) & 1) != 0;
}

int study_state_ticks(const StudyState *state, ItemRef item)
{
    int count = (int)catalog_parts(state->catalog, item).count, ticked = 0;
    for (int part = 1; part <= count; part++)
        ticked += study_state_ticked(state, item, part);
    return ticked;
}

DayNumber study_state_day(const StudyState *state, int64_t at_ms, int offset_min)
{
    return civil_study_day(at_ms, offset_min, state->config.rollover_hour);
}

const char *mark_name(Mark mark)
{
    return mark < MARK_COUNT ? MARK_NAMES[mark] : "";
}

Mark mark_from_name(const char *name)
{
    unsigned i = 0;
    while (i < MARK_COUNT && strcmp(MARK_NAMES[i], name) != 0)
        i++;
    return (Mark)i;
}
