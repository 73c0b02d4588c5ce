/* The checks of projects: asked for, agreed to, run and watched by the shell; what comes of them shows in
 * the brief as it comes. */
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "base/memory.h"
#include "base/words.h"
#include "text/sanitize.h"

#define MESSAGE_ROWS 6 /* of a check with what it says, mostly */

/* --- results --- */

static void forget_results(Model *model)
{
    Checking *checking = &model->checking;
    for (size_t i = 0; i < checking->result_count; i++) {
        union {
            const char *kept;
            char *own;
        } message = {.kept = checking->results[i].message};
        mem_free(message.own);
        checking->results[i] = (MessageCheck){0};
    }
}

static void put_results(Model *model, const Message *message)
{
    Checking *checking = &model->checking;
    size_t all = model->state->catalog->check_count; /* as long as the results are kept */
    if (checking->results == NULL) {
        checking->results = mem_alloc(all + 1, sizeof *checking->results);
        checking->result_count = all;
    }
    for (size_t i = 0; i < message->count; i++) {
        const MessageCheck *given = &message->checks[i];
        if (given->check < 0 || (size_t)given->check >= all) {
            continue;
        }
        MessageCheck *kept = &checking->results[given->check];
        union {
            const char *kept;
            char *own;
        } before = {.kept = kept->message};
        mem_free(before.own);
        *kept = *given;
        kept->message = mem_dup(given->message);
    }
}

/* Remembers the first problem of a run, which begins with a message that nothing is done. */
static void note_problem(Checking *checking, const Message *message)
{
    checking->problem = message->value == 0 ? CATALOG_NONE : checking->problem;
    for (size_t i = 0; i < message->count && checking->problem == CATALOG_NONE; i++) {
        Outcome outcome = message->checks[i].outcome;
        if (outcome == OUTCOME_FAILED || outcome == OUTCOME_CANNOT) {
            checking->problem = message->checks[i].check;
        }
    }
}

void checking_forget(Model *model)
{
    Checking *checking = &model->checking;
    forget_results(model);
    mem_free(checking->results);
    checking->results = NULL;
    checking->result_count = 0;
    checking->running = checking->watched = checking->problem = CATALOG_NONE;
    mem_free(checking->directory);
    checking->directory = NULL;
    checking->project = CATALOG_NONE;
    checking->revision = 0;
    checking->serial++;
}

void checking_done(Model *model)
{
    Checking *checking = &model->checking;
    mem_free(checking->commands);
    mem_free(checking->place);
    sheet_done(&checking->page);
}

/* The project whose brief shows, or CATALOG_NONE. */
static CatalogIndex shown_project(const Model *model)
{
    if (model->place == PLACE_PROJECTS) {
        return projects_selected(model);
    }
    return model->place == PLACE_ROADMAP && model->tab == TAB_PROJECT ? model_project(model)
                                                                      : CATALOG_NONE;
}

void checking_want(Model *model, Effects *effects)
{
    Checking *checking = &model->checking;
    CatalogIndex project = shown_project(model);
    bool same = project == checking->project && checking->revision == model->state->revision;
    if (project == CATALOG_NONE || same ||
        (project == checking->running && project == checking->project)) {
        return;
    }
    if (project != checking->project) {
        forget_results(model);
        mem_free(checking->directory);
        checking->directory = NULL;
        checking->serial++;
    }
    checking->project = project;
    checking->revision = model->state->revision;
    effects_add(effects, EFFECT_LOAD_CHECKS, NULL, NULL)->item = (ItemRef){ITEM_PROJECT, project};
}

/* --- messages --- */

/* What is to be mended comes into view with what is above it, where it shows at all. */
static void show_problem(Model *model, CatalogIndex project)
{
    Sheet *page = model_sheet(model);
    if (model->checking.problem == CATALOG_NONE || shown_project(model) != project) {
        return;
    }
    Effects none = {0};
    model_refresh(model, &none);
    effects_done(&none);
    int rows = model->layout.page.rows;
    int top = page->answer - rows / 3;
    bool shows = page->answer >= page->scroll && page->answer + MESSAGE_ROWS <= page->scroll + rows;
    sheet_scroll(page, shows ? 0 : top - page->scroll, rows);
}

static void take_end(Model *model, const Message *message)
{
    Checking *checking = &model->checking;
    CatalogIndex project = checking->running;
    checking->running = CATALOG_NONE;
    checking->serial++;
    show_problem(model, message->text == NULL ? project : CATALOG_NONE);
    if (message->text != NULL) {
        notice_set(model, NOTICE_HINT, "%s", message->text);
    } else if (message->value == message->total) {
        notice_set(model, NOTICE_GOOD, "%s passed.",
                   message->total == 1 ? "The check has" : "All checks have");
    } else {
        notice_set(model, NOTICE_HINT, "%d of %d %s passed.", (int)message->value,
                   (int)message->total, words_plural(message->total, "check", "checks"));
    }
}

static void take_consent(Model *model, const Message *message)
{
    Checking *checking = &model->checking;
    mem_free(checking->commands);
    mem_free(checking->place);
    checking->asked = message->item;
    checking->asked_value = message->value;
    checking->place = mem_dup(message->subject);
    checking->commands = mem_dup(message->text);
    checking->page.scroll = 0;
    overlay_open(model, OVERLAY_CONSENT);
}

void checking_take(Model *model, const Message *message)
{
    Checking *checking = &model->checking;
    switch (message->kind) {
    case MESSAGE_CHECKS:
        if (message->item.index != checking->project) {
            return; /* of a project that shows no longer */
        }
        mem_free(checking->directory);
        checking->directory = mem_dup(message->subject);
        put_results(model, message);
        break;
    case MESSAGE_CHECKING:
        checking->running = message->item.index;
        checking->done = message->value;
        checking->total = message->total;
        note_problem(checking, message);
        if (checking->running == checking->project) {
            put_results(model, message);
        }
        break;
    case MESSAGE_CHECKED:
        take_end(model, message);
        break;
    case MESSAGE_CONSENT:
        take_consent(model, message);
        break;
    default:
        checking->watched = message->item.index;
        break;
    }
    checking->serial++;
    model->dirty = true;
}

/* --- actions --- */

static void begin(Model *model, int64_t value, Effects *effects)
{
    ItemRef item = model_selected(model);
    bool one = item.kind == ITEM_MILESTONE && (value & CHECK_WATCH) == 0 &&
               model->state->catalog->milestones[item.index].check_count > 0;
    Effect *effect = effects_add(effects, EFFECT_CHECK, NULL, NULL);
    effect->item = one ? item : (ItemRef){ITEM_PROJECT, model_project(model)};
    effect->value = value;
}

bool checking_run(Model *model, Action action, Effects *effects)
{
    switch (action) {
    case ACTION_PROJECT_CHECK:
        begin(model, 0, effects);
        return true;
    case ACTION_PROJECT_WATCH:
        if (model->checking.watched != CATALOG_NONE &&
            model->checking.watched == model_project(model)) {
            effects_add(effects, EFFECT_UNWATCH, NULL, NULL);
            notice_set(model, NOTICE_GOOD, "Your directory is no longer watched.");
        } else {
            begin(model, CHECK_WATCH, effects);
        }
        return true;
    case ACTION_PROJECT_CANCEL:
        effects_add(effects, EFFECT_CHECK_STOP, NULL, NULL);
        return true;
    default:
        return false;
    }
}

const char *checking_reason(const Model *model, Action action)
{
    const Checking *checking = &model->checking;
    const Catalog *catalog = model->state->catalog;
    CatalogIndex project = model_project(model);
    if (action == ACTION_PROJECT_CANCEL) {
        return checking->running == CATALOG_NONE ? "no checks are running" : NULL;
    }
    if (project == CATALOG_NONE) {
        return "there is no project here";
    }
    if (checking->running != CATALOG_NONE && action == ACTION_PROJECT_CHECK) {
        return "checks are running: let them end, or cancel them";
    }
    const Project *of = &catalog->projects[project];
    for (int32_t i = 0; i < of->milestone_count; i++) {
        if (catalog->milestones[of->first_milestone + i].check_count == 0) {
            continue;
        }
        bool begun = project != checking->project || checking->directory == NULL ||
                     checking->directory[0] != '\0';
        return begun ? NULL : "begin the project first, in a directory of yours";
    }
    return "this project has no checks";
}

/* --- the question --- */

void checking_answer(Model *model, Action action, Effects *effects)
{
    Checking *checking = &model->checking;
    overlay_close(model);
    if (action != ACTION_ACCEPT) {
        notice_set(model, NOTICE_HINT, "Nothing was run.");
        return;
    }
    Effect *effect = effects_add(effects, EFFECT_CHECK, NULL, NULL);
    effect->item = checking->asked;
    effect->value = checking->asked_value | CHECK_AGREED;
}

static void build_consent(const Checking *checking, Sheet *page)
{
    const char *place = sanitize_text(page->arena, checking->place, strlen(checking->place), 0);
    sheet_wrapped(page, ROLE_TEXT, 0, "The checks of this project run these commands in");
    sheet_wrapped(page, ROLE_STRONG, 2, place);
    sheet_blank(page);
    for (const char *at = checking->commands; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        sheet_wrapped(page, ROLE_CODE, 2, sanitize_text(page->arena, at, length, 0));
        at += length + (at[length] == '\n');
    }
    sheet_blank(page);
    sheet_wrapped(page, ROLE_TEXT, 0,
                  "checks/ is the content pack's. They run without a shell, each for a limited "
                  "time; where the system can confine them (Linux), they write only there and in "
                  "temporary directories. Enter runs them, now and later without asking; Esc does "
                  "not.");
}

void checking_refresh(Model *model)
{
    Sheet *page = &model->checking.page;
    sheet_begin(page, overlay_area(model).columns - 4, model_look(model));
    build_consent(&model->checking, page);
    int rows = overlay_area(model).rows; /* it is as high as what it says */
    model->choices.height = rows > 2 ? rows - 2 : 1;
    sheet_fit(page, model->choices.height);
}
