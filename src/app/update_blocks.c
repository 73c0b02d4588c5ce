/* The history of practice: a list of blocks, and prompts that change them, split, delete or add one. */
#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "study/block_line.h"
#include "text/sanitize.h"

#define ADDED_MS (30 * MS_PER_MINUTE) /* how long a block is that is to be written down, at first */

/* Where the times begin in the line of a block: the cursor stands there first. */
#define TIMES_AT strlen("2026-11-24 ")

static void forget(Blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        mem_free(blocks->notes[i]);
    }
    mem_free(blocks->notes);
    mem_free(blocks->items);
    blocks->notes = NULL;
    blocks->items = NULL;
    blocks->count = 0;
}

void blocks_done(Model *model)
{
    forget(&model->blocks);
}

void blocks_open(Model *model)
{
    model->blocks.asked = false;
    overlay_open(model, OVERLAY_BLOCKS);
}

void blocks_reopen(Model *model)
{
    int cursor = model->blocks.cursor;
    overlay_open(model, OVERLAY_BLOCKS);
    model->choices.list.cursor = cursor;
    choices_fit(model);
}

/* Once for each state in which somebody looks at them. */
void blocks_want(Model *model, Effects *effects)
{
    Blocks *blocks = &model->blocks;
    if (model->overlay != OVERLAY_BLOCKS ||
        (blocks->asked && blocks->revision == model->state->revision)) {
        return;
    }
    blocks->asked = true;
    blocks->revision = model->state->revision;
    effects_add(effects, EFFECT_LOAD_BLOCKS, NULL, NULL);
}

void blocks_take(Model *model, const Message *message)
{
    Blocks *blocks = &model->blocks;
    Arena *arena = arena_new();
    int cursor = model->choices.list.cursor;
    forget(blocks);
    blocks->items = mem_alloc(message->count + 1, sizeof *blocks->items);
    blocks->notes = mem_alloc(message->count + 1, sizeof *blocks->notes);
    for (size_t i = 0; i < message->count; i++) {
        size_t from = message->count - 1 - i;
        const char *note = message->notes[from];
        blocks->items[i] = message->blocks[from];
        blocks->notes[i] = mem_dup(sanitize_text(arena, note, strlen(note), 0));
    }
    arena_free(arena);
    blocks->count = message->count;
    blocks->known = true;
    model->dirty = true;
    if (model->overlay == OVERLAY_BLOCKS) {
        choices_rebuild(model);
        model->choices.list.cursor = cursor < 0 ? 0 : cursor;
        choices_fit(model);
    }
}

void blocks_fill(Model *model)
{
    for (size_t i = 0; i < model->blocks.count; i++) {
        choices_add(&model->choices, CHOICE_BLOCK)->number = (int)i;
    }
}

/* --- a block in words --- */

void blocks_when(const Model *model, const PracticeBlock *block, char *out, size_t size)
{
    char from[BLOCK_TIME_SIZE];
    char to[BLOCK_TIME_SIZE];
    DayNumber day = practice_block_day(block);
    CivilDate date = civil_from_day(day);
    block_line_time(block, block->start_ms, from);
    block_line_time(block, block->end_ms, to);
    int length = snprintf(out, size, "%s %2d %s", civil_weekday_name(civil_weekday(day)), date.day,
                          civil_month_name(date.month));
    if (date.year != civil_from_day(model->today).year && length > 0 && (size_t)length < size) {
        length += snprintf(out + length, size - (size_t)length, " %d", date.year);
    }
    if (length > 0 && (size_t)length < size) {
        snprintf(out + length, size - (size_t)length, " %s-%s", from, to);
    }
}

const char *blocks_title(const Model *model, const PracticeBlock *block)
{
    if (strcmp(block->topic, PRACTICE_REVIEW) == 0) {
        return place_label(PLACE_REVIEW);
    }
    return model_title(model, catalog_find(model->state->catalog, block->topic));
}

/* --- prompts --- */

static const PracticeBlock *selected(const Model *model)
{
    int cursor = model->choices.list.cursor;
    return cursor >= 0 && (size_t)cursor < model->blocks.count ? &model->blocks.items[cursor]
                                                               : NULL;
}

static void ask(Model *model, PromptKind kind, const PracticeBlock *block, const char *label,
                const char *text)
{
    model->blocks.edited = *block;
    model->blocks.cursor = model->choices.list.cursor;
    prompt_open(model, kind, label, block->id, text);
}

static void ask_line(Model *model, PromptKind kind, const PracticeBlock *block, const char *note,
                     const char *label)
{
    Buffer line = {0};
    block_line_write(block, note, &line);
    ask(model, kind, block, label, buffer_text(&line));
    model->edit.cursor = TIMES_AT;
    buffer_done(&line);
}

static void ask_split(Model *model, const PracticeBlock *block)
{
    char middle[BLOCK_TIME_SIZE];
    block_line_time(block, block->start_ms + (block->end_ms - block->start_ms) / 2, middle);
    ask(model, PROMPT_BLOCK_SPLIT, block, "The second part begins at", middle);
}

static void ask_delete(Model *model, const PracticeBlock *block)
{
    char when[64];
    blocks_when(model, block, when, sizeof when);
    char *label =
        mem_format("y deletes %s, %d min", when, (int)(block->practised_ms / MS_PER_MINUTE));
    ask(model, PROMPT_BLOCK_DELETE, block, label, "");
    mem_free(label);
}

/* The last half hour, on what practice would start on. */
static void ask_new(Model *model)
{
    PracticeBlock block = {.start_ms = model->now_ms - ADDED_MS,
                           .end_ms = model->now_ms,
                           .offset_min = model->offset_min};
    snprintf(block.topic, sizeof block.topic, "%s", model_practice_subject(model));
    ask_line(model, PROMPT_BLOCK_ADD, &block, "", "Block");
}

bool blocks_run(Model *model, Action action)
{
    const PracticeBlock *block = selected(model);
    bool about_one = action == ACTION_BLOCK_EDIT || action == ACTION_BLOCK_SPLIT ||
                     action == ACTION_BLOCK_DELETE;
    if (action == ACTION_BLOCK_ADD) {
        ask_new(model);
        return true;
    }
    if (!about_one) {
        return false;
    }
    if (block == NULL) {
        notice_set(model, NOTICE_HINT, "There is no block yet.");
    } else if (action == ACTION_BLOCK_EDIT) {
        ask_line(model, PROMPT_BLOCK_EDIT, block, model->blocks.notes[model->choices.list.cursor],
                 "Block");
    } else if (action == ACTION_BLOCK_SPLIT) {
        ask_split(model, block);
    } else {
        ask_delete(model, block);
    }
    return true;
}

/* --- what was typed --- */

static bool finish_line(Model *model, const char *text, Effects *effects)
{
    const PracticeBlock *block = &model->blocks.edited;
    bool added = model->prompt.kind == PROMPT_BLOCK_ADD;
    BlockLine line;
    Error error;
    if (block_line_read(text, block, &line, &error) != STATUS_OK) {
        notice_set(model, NOTICE_BAD, "%s", error.message);
        return false;
    }
    Effect *effect =
        effects_add(effects, added ? EFFECT_BLOCK_ADD : EFFECT_BLOCK_EDIT, block->id, line.note);
    effect->from_ms = added || line.start_ms != block->start_ms ? line.start_ms : 0;
    effect->to_ms = added || line.end_ms != block->end_ms ? line.end_ms : 0;
    snprintf(effect->topic, sizeof effect->topic, "%s", line.topic);
    return true;
}

static bool finish_split(Model *model, const char *text, Effects *effects)
{
    int64_t at_ms;
    Error error;
    if (block_line_instant(text, &model->blocks.edited, &at_ms, &error) != STATUS_OK) {
        notice_set(model, NOTICE_BAD, "%s", error.message);
        return false;
    }
    effects_add(effects, EFFECT_BLOCK_SPLIT, model->blocks.edited.id, NULL)->value = at_ms;
    return true;
}

bool blocks_finish(Model *model, const char *text, Effects *effects)
{
    if (model->prompt.kind == PROMPT_BLOCK_SPLIT) {
        return finish_split(model, text, effects);
    }
    if (model->prompt.kind != PROMPT_BLOCK_DELETE) {
        return finish_line(model, text, effects);
    }
    if (strcmp(text, "y") == 0 || strcmp(text, "yes") == 0) {
        effects_add(effects, EFFECT_BLOCK_DELETE, model->blocks.edited.id, NULL);
    } else {
        notice_set(model, NOTICE_HINT, "The block stays.");
    }
    return true;
}
