/* The prompt line, the search's results and the first questions. */
#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "text/sanitize.h"

static void finish_prompt(Model *model, const char *text, Effects *effects)
{
    const Prompt *prompt = &model->prompt;
    switch (prompt->kind) {
    case PROMPT_LEARNED:
        effects_add(effects, EFFECT_PRACTICE_STOP, NULL, text)->value = model->away.stop_ms;
        break;
    case PROMPT_ASK:
        if (text[0] != '\0') {
            effects_add(effects, EFFECT_ASK, prompt->subject, text);
        }
        break;
    case PROMPT_ANSWER:
        effects_add(effects, EFFECT_ANSWER, prompt->subject, text);
        break;
    case PROMPT_DIRECTORY:
        if (text[0] != '\0') {
            effects_add(effects, EFFECT_PROJECT_START, NULL, text)->item = prompt->item;
        }
        break;
    case PROMPT_FILTER:
    case PROMPT_BLOCK_EDIT:
    case PROMPT_BLOCK_SPLIT:
    case PROMPT_BLOCK_DELETE:
    case PROMPT_BLOCK_ADD:
        break;
    }
}

/* About a block; what cannot be read stays to be put right. */
static void run_block_prompt(Model *model, Action action, Effects *effects)
{
    if (action != ACTION_ACCEPT || blocks_finish(model, line_edit_text(&model->edit), effects)) {
        blocks_reopen(model);
    }
}

void prompt_run(Model *model, Action action, Effects *effects)
{
    if (model->prompt.kind >= PROMPT_BLOCK_EDIT) {
        run_block_prompt(model, action, effects);
        return;
    }
    if (action == ACTION_ACCEPT) {
        finish_prompt(model, line_edit_text(&model->edit), effects);
    } else if (model->prompt.kind == PROMPT_FILTER) {
        tree_select(model, model->tree.selected);
    } else if (model->prompt.kind == PROMPT_LEARNED) {
        notice_set(model, NOTICE_HINT, "Practice goes on.");
    }
    overlay_close(model);
}

/* --- search --- */

void hits_clear(Model *model)
{
    for (size_t i = 0; i < model->hit_count; i++) {
        mem_free(model->hits[i].kind);
        mem_free(model->hits[i].id);
        mem_free(model->hits[i].title);
        mem_free(model->hits[i].snippet);
    }
    mem_free(model->hits);
    mem_free(model->hits_query);
    model->hits = NULL;
    model->hits_query = NULL;
    model->hit_count = 0;
}

/* A clean copy that keeps the marks around matched words. */
static char *clean_snippet(const char *text)
{
    Arena *arena = arena_new();
    Buffer out = {0};
    while (*text != '\0') {
        size_t length = strcspn(text, "\x02\x03");
        buffer_add_text(&out, sanitize_text(arena, text, length, 0));
        text += length;
        if (*text != '\0') {
            buffer_add_char(&out, *text++);
        }
    }
    arena_free(arena);
    return buffer_take(&out);
}

void search_take(Model *model, const Message *message)
{
    if (model->overlay != OVERLAY_SEARCH ||
        strcmp(message->text, line_edit_text(&model->edit)) != 0) {
        return; /* an answer to what is no longer asked */
    }
    hits_clear(model);
    model->hits = mem_alloc(message->count + 1, sizeof *model->hits);
    for (size_t i = 0; i < message->count; i++) {
        const MessageHit *hit = &message->hits[i];
        model->hits[i] = (Hit){.kind = mem_dup(hit->kind),
                               .id = mem_dup(hit->id),
                               .title = clean_snippet(hit->title),
                               .snippet = clean_snippet(hit->snippet)};
    }
    model->hit_count = message->count;
    model->hits_query = mem_dup(message->text);
    model->choices.list = (List){0};
    choices_rebuild(model);
    model->dirty = true;
}

void search_open(Model *model, size_t number, Effects *effects)
{
    const Hit *hit = &model->hits[number];
    if (strcmp(hit->kind, "term") == 0) {
        terms_open(model, hit->title, effects);
        return;
    }
    ItemRef item = catalog_find(model->state->catalog, hit->id);
    overlay_close(model);
    if (!model_open_item(model, item)) {
        notice_set(model, NOTICE_HINT, "%s has no place of its own to show.", hit->title);
        return;
    }
    if (strcmp(hit->kind, "note") == 0 && model->place == PLACE_ROADMAP && item.kind != ITEM_CARD &&
        item.kind != ITEM_NOTE && item.kind != ITEM_RESOURCE) {
        model->tab = TAB_NOTES; /* the hit is in the learner's note on the item */
    }
}

/* --- the first questions --- */

static const int MINUTES[] = {10, 20, 30, 45, 60};
static const int DAYS[] = {3, 4, 5, 6, 7};

const char *welcome_question(int step)
{
    static const char *const QUESTIONS[WELCOME_STEPS] = {
        "How many minutes a day do you want to practise?",
        "How many days a week?",
        "Where do you stand?",
    };
    return QUESTIONS[step];
}

int welcome_option_count(int step)
{
    static const int COUNTS[WELCOME_STEPS] = {sizeof MINUTES / sizeof MINUTES[0],
                                              sizeof DAYS / sizeof DAYS[0], 3};
    return COUNTS[step];
}

void welcome_option(const Model *model, int step, int option, char *out, size_t size)
{
    const Catalog *catalog = model->state->catalog;
    if (step == 0) {
        snprintf(out, size, "%d minutes", MINUTES[option]);
    } else if (step == 1) {
        snprintf(out, size, DAYS[option] == 7 ? "every day" : "%d days", DAYS[option]);
    } else if (option == 0) {
        snprintf(out, size, "I am new to all of this");
    } else if (option == 1) {
        snprintf(out, size, "I know the first topic: %s",
                 catalog->topic_count > 0 ? model_title(model, (ItemRef){ITEM_TOPIC, 0}) : "");
    } else {
        snprintf(out, size, "I know the first phase: %s",
                 catalog->phase_count > 0 ? model_title(model, (ItemRef){ITEM_PHASE, 0}) : "");
    }
}

static void mark_done(ItemRef item, Effects *effects)
{
    Effect *effect = effects_add(effects, EFFECT_MARK, NULL, NULL);
    effect->item = item;
    effect->mark = MARK_DONE;
}

/* A topic that is known, with all of its subtopics. */
static void mark_topic(const Model *model, CatalogIndex index, Effects *effects)
{
    const Topic *topic = &model->state->catalog->topics[index];
    mark_done((ItemRef){ITEM_TOPIC, index}, effects);
    for (int32_t i = 0; i < topic->subtopic_count; i++) {
        mark_done((ItemRef){ITEM_SUBTOPIC, topic->first_subtopic + i}, effects);
    }
}

static void finish_welcome(Model *model, Effects *effects)
{
    const Catalog *catalog = model->state->catalog;
    const Welcome *welcome = &model->welcome;
    char number[16];
    snprintf(number, sizeof number, "%d", MINUTES[welcome->chosen[0]]);
    effects_add(effects, EFFECT_SET_OPTION, "goal-minutes", number);
    snprintf(number, sizeof number, "%d", DAYS[welcome->chosen[1]]);
    effects_add(effects, EFFECT_SET_OPTION, "days-per-week", number);
    int32_t known = 0;
    if (welcome->chosen[2] == 1 && catalog->topic_count > 0) {
        known = 1;
    } else if (welcome->chosen[2] == 2 && catalog->phase_count > 0) {
        known = catalog->phases[0].topic_count;
    }
    for (int32_t i = 0; i < known; i++) {
        mark_topic(model, i, effects);
    }
}

static void end_welcome(Model *model, Effects *effects)
{
    effects_add(effects, EFFECT_SET_OPTION, "first-run", "false");
    overlay_close(model);
}

void welcome_run(Model *model, Action action, Effects *effects)
{
    Welcome *welcome = &model->welcome;
    if (action == ACTION_CLOSE) {
        end_welcome(model, effects);
        return;
    }
    welcome->chosen[welcome->step] = model->choices.list.cursor;
    welcome->step += 1;
    if (welcome->step == WELCOME_STEPS) {
        welcome->step = WELCOME_STEPS - 1;
        finish_welcome(model, effects);
        end_welcome(model, effects);
        return;
    }
    model->choices.list.cursor = welcome->chosen[welcome->step];
}
