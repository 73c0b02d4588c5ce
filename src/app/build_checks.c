/* Checks in a brief: where the learner's directory is and what runs there, and under each milestone its
 * checks with their last results. */
#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "app/update.h"
#include "text/sanitize.h"

void build_checks_head(const Model *model, Sheet *page, CatalogIndex project)
{
    const Checking *checking = &model->checking;
    char text[160];
    char key[KEY_NAME_SIZE];
    if (checking->running == project) {
        model_key_name(model, IN_BRIEF, ACTION_PROJECT_CANCEL, key);
        sheet_line(page);
        sheet_bar(page, 12,
                  checking->total > 0 ? (double)checking->done / (double)checking->total : 0);
        snprintf(text, sizeof text, " checking, %d of %d   %s cancels", (int)checking->done,
                 (int)checking->total, key);
        sheet_span_fit(page, ROLE_DIM, text, 0);
    } else if (checking->watched == project && project != CATALOG_NONE) {
        model_key_name(model, IN_BRIEF, ACTION_PROJECT_WATCH, key);
        snprintf(text, sizeof text, "Watching: save, and it is checked (%s ends it).", key);
        sheet_wrapped(page, ROLE_ACCENT, 0, text);
    }
    if (checking->project == project && checking->directory != NULL &&
        checking->directory[0] != '\0') {
        const char *directory =
            sanitize_text(page->arena, checking->directory, strlen(checking->directory), 0);
        sheet_wrapped(page, ROLE_DIM, 0, directory);
    }
}

static const char *mark_of(const Model *model, Outcome outcome)
{
    static const Glyph glyphs[OUTCOME_COUNT] = {
        [OUTCOME_NONE] = GLYPH_TODO,    [OUTCOME_PASSED] = GLYPH_CORRECT,
        [OUTCOME_FAILED] = GLYPH_WRONG, [OUTCOME_CANNOT] = GLYPH_NEARLY,
        [OUTCOME_OPEN] = GLYPH_TODO,
    };
    return glyph_text(glyphs[outcome], model->ascii);
}

static StyleRole role_of(Outcome outcome)
{
    return outcome == OUTCOME_FAILED || outcome == OUTCOME_CANNOT ? ROLE_STRONG : ROLE_DIM;
}

/* What came and what was expected, line by line; what was printed is code. */
static void add_message(Sheet *page, const char *message)
{
    for (const char *at = message; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        bool printed = length > 2 && at[0] == ' ' && at[1] == ' ';
        const char *line = sanitize_text(page->arena, at, length, 0);
        sheet_wrapped(page, printed ? ROLE_CODE : ROLE_TEXT, printed ? 8 : 6,
                      printed ? line + 2 : line);
        at += length + (at[length] == '\n');
    }
}

static void add_check(const Model *model, Sheet *page, CatalogIndex index)
{
    const Checking *checking = &model->checking;
    const Check *check = &model->state->catalog->checks[index];
    MessageCheck result = {0};
    CatalogIndex project = model->state->catalog->milestones[check->milestone].project;
    if (checking->results != NULL && checking->project == project) {
        result = checking->results[index];
    }
    size_t line = page->lines.count;
    page->answer = checking->problem == index ? (int)line : page->answer;
    sheet_wrapped(page, role_of(result.outcome), 6,
                  sanitize_text(page->arena, check->title, strlen(check->title), 0));
    sheet_mark_line(page, line, 4, mark_of(model, result.outcome));
    if (result.message != NULL &&
        (result.outcome == OUTCOME_FAILED || result.outcome == OUTCOME_CANNOT ||
         result.outcome == OUTCOME_OPEN)) {
        add_message(page, result.message);
    }
}

void build_checks(const Model *model, Sheet *page, CatalogIndex milestone)
{
    const Milestone *of = &model->state->catalog->milestones[milestone];
    for (int32_t i = 0; i < of->check_count; i++) {
        add_check(model, page, of->first_check + i);
    }
}
