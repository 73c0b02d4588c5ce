#include "shell/effects.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "companion/checking.h"
#include "companion/external.h"
#include "shell/background.h"
#include "shell/checks.h"
#include "shell/editing.h"
#include "shell/effects_blocks.h"
#include "text/sanitize.h"

#define SEARCH_LIMIT 50

typedef Status EffectFunction(Session *session, const Effect *effect, Error *error);

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

static void tell_state(Session *session)
{
    session_deliver(session, (Message){.kind = MESSAGE_STATE});
}

/* --- the terminal and the loop --- */

static Status run_quit(Session *session, const Effect *effect, Error *error)
{
    (void)error;
    session->quit = true;
    mem_free(session->farewell);
    session->farewell = mem_dup(effect->text);
    return STATUS_OK;
}

static Status run_suspend(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    session->suspend = true;
    return STATUS_OK;
}

static Status run_redraw(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    session->redraw = true;
    return STATUS_OK;
}

/* Through notify-send, where there is one; what cannot be shown stays in the status line. */
static void notify_desktop(const char *text)
{
    char program[] = "notify-send";
    char name[] = "--app-name=cairn";
    char end[] = "--";
    char title[] = "cairn";
    char *body = mem_dup(text);
    char *words[] = {program, name, end, title, body, NULL};
    Status status = external_can_run(program) ? external_start(words, NULL, NULL) : STATUS_OK;
    (void)status;
    mem_free(body);
}

static Status run_bell(Session *session, const Effect *effect, Error *error)
{
    (void)error;
    if (session->term == NULL)
        return STATUS_OK;
    const Config *config = &workspace_state(session->workspace)->config;
    Arena *arena = arena_new();
    const char *text =
        sanitize_text(arena, text_of(effect->text), strlen(text_of(effect->text)), 0);
    if (config->bell)
        term_bell(session->term);
    if (config_has_word(config->notify, "terminal"))
        term_notify(session->term, text);
    if (config_has_word(config->notify, "desktop") &&
        !(config_has_word(config->notify, "terminal") && term_shows_notifications()))
        notify_desktop(text);
    arena_free(arena);
    return STATUS_OK;
}

/* --- review --- */

static Status run_grade(Session *session, const Effect *effect, Error *error)
{
    const CardAnswer answer = {.rating = effect->rating,
                               .cram = effect->cram,
                               .duration_ms = effect->value,
                               .verdict = effect->verdict,
                               .proposed = effect->proposed,
                               .seed = effect->seed,
                               .reply = effect->text};
    Status status = workspace_answer_card(session->workspace, effect->card, &answer, NULL, error);
    if (status == STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_GRADED, .card = effect->card});
    return status;
}

static Status run_undo_review(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    Undone undone;
    Status status = workspace_undo(session->workspace, &undone, error);
    if (status == STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_UNDONE,
                                           .card = undone.card,
                                           .count = undone.found,
                                           .value = undone.grade});
    return status;
}

static Status card_action(Session *session, const Effect *effect, CardAction action, Error *error)
{
    Status status = workspace_card_action(session->workspace, effect->card, action, error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

static Status run_card_suspend(Session *session, const Effect *effect, Error *error)
{
    return card_action(session, effect, CARD_SUSPEND, error);
}

static Status run_card_resume(Session *session, const Effect *effect, Error *error)
{
    return card_action(session, effect, CARD_RESUME, error);
}

static Status run_card_bury(Session *session, const Effect *effect, Error *error)
{
    return card_action(session, effect, CARD_BURY, error);
}

static Status run_card_edit(Session *session, const Effect *effect, Error *error)
{
    return session->term == NULL ? STATUS_OK : editing_card(session, effect->card, error);
}

static Status run_card_history(Session *session, const Effect *effect, Error *error)
{
    Arena *arena = arena_new();
    CardHistory history = {0};
    Status status =
        workspace_card_history(session->workspace, effect->card, arena, &history, error);
    if (status == STATUS_OK) {
        MessageReview *reviews = arena_alloc(arena, history.count + 1, sizeof *reviews);
        for (size_t i = 0; i < history.count; i++) {
            const CardReview *review = &history.items[i];
            reviews[i] = (MessageReview){.at_ms = review->at_ms,
                                         .study_day = review->study_day,
                                         .rating = review->rating,
                                         .duration_ms = review->duration_ms,
                                         .verdict = review->verdict};
        }
        session_deliver(session, (Message){.kind = MESSAGE_HISTORY,
                                           .card = effect->card,
                                           .reviews = reviews,
                                           .count = history.count});
    }
    arena_free(arena);
    return status;
}

/* --- roadmap, notes, questions --- */

static Status run_mark(Session *session, const Effect *effect, Error *error)
{
    Status status = effect->value > 0
                        ? workspace_tick(session->workspace, effect->item, (int)effect->value,
                                         effect->mark == MARK_DONE, error)
                        : workspace_mark(session->workspace, effect->item, effect->mark, error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

static Status run_open_resource(Session *session, const Effect *effect, Error *error)
{
    const Resource *resource =
        &workspace_catalog(session->workspace)->resources[effect->item.index];
    bool opened = false;
    if (session->term == NULL)
        return STATUS_OK;
    Status status = external_open_address(resource->url, &opened, error);
    if (status == STATUS_OK)
        status = workspace_opened(session->workspace, effect->item.index, error);
    if (status != STATUS_OK)
        return status;
    char *text = mem_format("%s%s", opened ? "Opened in the browser: " : "", resource->url);
    tell_state(session);
    session_say(session, MESSAGE_NOTICE, text);
    mem_free(text);
    return STATUS_OK;
}

/* A page that cannot be read says so where it would stand. */
static Status run_load_page(Session *session, const Effect *effect, Error *error)
{
    char *text = NULL;
    Arena *arena = arena_new();
    Status status = workspace_page(session->workspace, effect->item.index, &text, error);
    const char *problem = status == STATUS_OK
                              ? NULL
                              : sanitize_text(arena, error->message, strlen(error->message), 0);
    session_deliver(session, (Message){.kind = MESSAGE_PAGE,
                                       .item = effect->item,
                                       .text = status == STATUS_OK ? text : "",
                                       .subject = problem});
    mem_free(text);
    arena_free(arena);
    return STATUS_OK;
}

static void tell_note(Session *session, const char *subject, const char *text)
{
    session_deliver(session, (Message){.kind = MESSAGE_NOTE, .subject = subject, .text = text});
}

static Status run_load_note(Session *session, const Effect *effect, Error *error)
{
    char *text = NULL;
    Status status = workspace_note_get(session->workspace, effect->subject, &text, error);
    if (status == STATUS_OK)
        tell_note(session, effect->subject, text);
    mem_free(text);
    return status;
}

static Status edit(Session *session, const char *text, char **edited, Error *error)
{
    term_suspend(session->term);
    Status status =
        external_edit_text(workspace_paths(session->workspace)->data, text, edited, error);
    term_resume(session->term);
    return status;
}

/* What was written is not lost when it cannot be stored. */
static Status store_note(Session *session, const char *id, const char *text, Error *error)
{
    Status status = workspace_note_set(session->workspace, id, text, error);
    if (status == STATUS_OK)
        return status;
    return external_keep_text(workspace_paths(session->workspace)->data, text, status, error);
}

static Status run_edit_note(Session *session, const Effect *effect, Error *error)
{
    char *text = NULL;
    char *edited = NULL;
    if (session->term == NULL)
        return STATUS_OK;
    Status status = workspace_note_get(session->workspace, effect->subject, &text, error);
    if (status == STATUS_OK)
        status = edit(session, text, &edited, error);
    if (status == STATUS_OK && strcmp(text, edited) != 0)
        status = store_note(session, effect->subject, edited, error);
    if (status == STATUS_OK)
        tell_note(session, effect->subject, edited);
    mem_free(text);
    mem_free(edited);
    return status;
}

static Status run_search(Session *session, const Effect *effect, Error *error)
{
    Arena *arena = arena_new();
    SearchHits found = {0};
    const char *query = text_of(effect->text);
    Status status = workspace_search(session->workspace, query, SEARCH_LIMIT, arena, &found, error);
    if (status == STATUS_OK) {
        MessageHit *hits = arena_alloc(arena, found.count + 1, sizeof *hits);
        for (size_t i = 0; i < found.count; i++) {
            const SearchHit *hit = &found.items[i];
            hits[i] = (MessageHit){hit->kind, hit->id, hit->title, hit->snippet};
        }
        session_deliver(
            session,
            (Message){.kind = MESSAGE_HITS, .text = query, .hits = hits, .count = found.count});
    }
    arena_free(arena);
    return status;
}

static Status run_glossary(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    session_deliver(session, (Message){.kind = MESSAGE_GLOSSARY,
                                       .glossary = workspace_glossary(session->workspace)});
    return STATUS_OK;
}

static Status run_ask(Session *session, const Effect *effect, Error *error)
{
    Status status =
        workspace_ask(session->workspace, text_of(effect->subject), text_of(effect->text), error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

static Status run_answer(Session *session, const Effect *effect, Error *error)
{
    Status status = workspace_answer(session->workspace, text_of(effect->subject),
                                     text_of(effect->text), error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

/* --- practice --- */

/* What was wrong with a program of the learner's. */
static void tell_hook(Session *session)
{
    const char *problem = workspace_hook_problem(session->workspace);
    if (problem[0] != '\0')
        session_say(session, MESSAGE_FAILED, problem);
}

static Status run_practice_start(Session *session, const Effect *effect, Error *error)
{
    Status status =
        workspace_practice_start(session->workspace, text_of(effect->subject), 0, error);
    if (status != STATUS_OK)
        return status;
    tell_state(session);
    tell_hook(session);
    return STATUS_OK;
}

static Status run_practice_pause(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    Status status = workspace_practice_pause(session->workspace, error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

static Status run_practice_resume(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    Status status = workspace_practice_resume(session->workspace, error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

static Status run_practice_stop(Session *session, const Effect *effect, Error *error)
{
    int64_t practised_ms = 0;
    Status status = workspace_practice_stop(session->workspace, effect->value,
                                            text_of(effect->text), &practised_ms, error);
    if (status != STATUS_OK)
        return status;
    session_deliver(session, (Message){.kind = MESSAGE_STOPPED, .value = practised_ms});
    tell_hook(session);
    return STATUS_OK;
}

static Status run_practice_discard(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    Status status = workspace_practice_discard(session->workspace, error);
    if (status == STATUS_OK) {
        tell_state(session);
        session_say(session, MESSAGE_NOTICE, "Nothing of the block is kept.");
        tell_hook(session);
    }
    return status;
}

static Status run_goal(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    workspace_goal(session->workspace);
    tell_hook(session);
    return STATUS_OK;
}

/* --- projects and options --- */

static Status run_hint(Session *session, const Effect *effect, Error *error)
{
    int tier = 0;
    Status status = workspace_hint(session->workspace, effect->item.index, &tier, error);
    if (status == STATUS_OK)
        tell_state(session);
    return status;
}

/* "~" and "~/x" mean the learner's home, as they would on the command line. */
static char *expand_home(const char *directory)
{
    const char *home = getenv("HOME");
    bool of_home = directory[0] == '~' && (directory[1] == '/' || directory[1] == '\0');
    if (!of_home || home == NULL)
        return mem_dup(directory);
    return mem_format("%s%s", home, directory + 1);
}

static Status run_project_start(Session *session, const Effect *effect, Error *error)
{
    char *directory = expand_home(text_of(effect->text));
    Status status =
        workspace_project_start(session->workspace, effect->item.index, directory, error);
    if (status == STATUS_OK) {
        char *text = mem_format("The starter files are in %s", directory);
        tell_state(session);
        session_say(session, MESSAGE_NOTICE, text);
        mem_free(text);
    }
    mem_free(directory);
    return status;
}

/* What the log knows of a project's checks. */
static Status run_load_checks(Session *session, const Effect *effect, Error *error)
{
    Arena *arena = arena_new();
    const Catalog *catalog = workspace_catalog(session->workspace);
    const Project *project = &catalog->projects[effect->item.index];
    KnownProject known;
    MessageCheck *checks = arena_alloc(arena, catalog->check_count + 1, sizeof *checks);
    size_t count = 0;
    Status status =
        workspace_project_known(session->workspace, effect->item.index, arena, &known, error);
    for (int32_t m = 0; status == STATUS_OK && m < project->milestone_count; m++) {
        const Milestone *milestone = &catalog->milestones[project->first_milestone + m];
        for (int32_t c = 0; c < milestone->check_count; c++) {
            const CheckResult *result = &known.milestones[m].checks[c].result;
            checks[count++] = (MessageCheck){.check = milestone->first_check + c,
                                             .outcome = result->outcome,
                                             .message = result->message};
        }
    }
    if (status == STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_CHECKS,
                                           .item = effect->item,
                                           .subject = known.directory,
                                           .checks = checks,
                                           .count = count});
    arena_free(arena);
    return status;
}

static Status run_check(Session *session, const Effect *effect, Error *error)
{
    return checks_begin(session, effect->item, effect->value, error);
}

static Status run_check_stop(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    checks_stop(session);
    return STATUS_OK;
}

static Status run_unwatch(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    checks_unwatch(session);
    return STATUS_OK;
}

static Status run_set_option(Session *session, const Effect *effect, Error *error)
{
    Status status = workspace_option_set(session->workspace, text_of(effect->subject),
                                         text_of(effect->text), error);
    if (status == STATUS_OK) {
        session_follow_options(session);
        tell_state(session);
    }
    return status;
}

/* --- sessions of one's own choice, and what is done behind the scenes --- */

static Status run_select(Session *session, const Effect *effect, Error *error)
{
    (void)error; /* what is wrong with a search is its answer */
    Arena *arena = arena_new();
    bool *chosen = NULL;
    size_t count = 0;
    Error problem = {0};
    Status status = workspace_select(session->workspace, text_of(effect->text), arena, &chosen,
                                     &count, &problem);
    session_deliver(session, (Message){.kind = MESSAGE_SELECTED,
                                       .text = text_of(effect->text),
                                       .subject = sanitize_text(arena, problem.message,
                                                                strlen(problem.message), 0),
                                       .count = count,
                                       .chosen = status == STATUS_OK ? chosen : NULL});
    arena_free(arena);
    return STATUS_OK;
}

static EffectFunction *const RUNNERS[] = {
    [EFFECT_QUIT] = run_quit,
    [EFFECT_SUSPEND] = run_suspend,
    [EFFECT_REDRAW] = run_redraw,
    [EFFECT_BELL] = run_bell,
    [EFFECT_GRADE] = run_grade,
    [EFFECT_UNDO_REVIEW] = run_undo_review,
    [EFFECT_CARD_SUSPEND] = run_card_suspend,
    [EFFECT_CARD_RESUME] = run_card_resume,
    [EFFECT_CARD_BURY] = run_card_bury,
    [EFFECT_CARD_EDIT] = run_card_edit,
    [EFFECT_CARD_HISTORY] = run_card_history,
    [EFFECT_MARK] = run_mark,
    [EFFECT_PRACTICE_START] = run_practice_start,
    [EFFECT_PRACTICE_PAUSE] = run_practice_pause,
    [EFFECT_PRACTICE_RESUME] = run_practice_resume,
    [EFFECT_PRACTICE_STOP] = run_practice_stop,
    [EFFECT_PRACTICE_DISCARD] = run_practice_discard,
    [EFFECT_LOAD_BLOCKS] = blocks_load,
    [EFFECT_BLOCK_EDIT] = blocks_edit,
    [EFFECT_BLOCK_SPLIT] = blocks_split,
    [EFFECT_BLOCK_DELETE] = blocks_delete,
    [EFFECT_BLOCK_ADD] = blocks_add,
    [EFFECT_GOAL] = run_goal,
    [EFFECT_OPEN_RESOURCE] = run_open_resource,
    [EFFECT_LOAD_PAGE] = run_load_page,
    [EFFECT_LOAD_NOTE] = run_load_note,
    [EFFECT_EDIT_NOTE] = run_edit_note,
    [EFFECT_SEARCH] = run_search,
    [EFFECT_ASK] = run_ask,
    [EFFECT_ANSWER] = run_answer,
    [EFFECT_HINT] = run_hint,
    [EFFECT_PROJECT_START] = run_project_start,
    [EFFECT_LOAD_CHECKS] = run_load_checks,
    [EFFECT_CHECK] = run_check,
    [EFFECT_CHECK_STOP] = run_check_stop,
    [EFFECT_UNWATCH] = run_unwatch,
    [EFFECT_SET_OPTION] = run_set_option,
    [EFFECT_SELECT] = run_select,
    [EFFECT_TUNE] = background_tune,
    [EFFECT_TUNE_STOP] = background_stop_tuning,
    [EFFECT_FORECAST] = background_forecast,
    [EFFECT_STATS] = background_statistics,
    [EFFECT_GLOSSARY] = run_glossary,
};

void effects_run(Session *session, Effect effect)
{
    Error error = {0};
    Status status = RUNNERS[effect.kind](session, &effect, &error);
    if (status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
}
