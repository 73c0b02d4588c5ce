#include "shell/editing.h"

#include <string.h>

#include "base/memory.h"
#include "companion/authoring.h"
#include "companion/external.h"

/* The card's file at its line, then all packs anew: other cards may have changed too. */
static Status edit_in_place(Session *session, const char *file, size_t line, Error *error)
{
    term_suspend(session->term);
    Status status = external_edit_at(file, line, error);
    term_resume(session->term);
    return status == STATUS_OK ? session_reload(session, file, error) : status;
}

/* The first mistake of a report; warnings can wait. */
static Status fail_with(const char *report, Error *error)
{
    for (const char *line = report; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        char *text = mem_dup_range(line, length);
        bool mistake = strstr(text, ": warning: ") == NULL;
        if (mistake)
            (void)error_set(error, STATUS_CONTENT, "%s", text);
        mem_free(text);
        if (mistake)
            break;
        line += length;
    }
    return error_prefix(error, STATUS_CONTENT, "Your text is kept; edit the card to go on with it");
}

static Status write_draft(Session *session, CardDraft *draft, bool *changed, Error *error)
{
    Buffer report = {0}, ids = {0};
    term_suspend(session->term);
    Status status = card_draft_edit(draft, error);
    term_resume(session->term);
    if (status == STATUS_OK)
        status = card_draft_check(session->workspace, draft, changed, &report, error);
    if (status == STATUS_CONTENT)
        status = fail_with(buffer_text(&report), error);
    if (status == STATUS_OK && *changed)
        status = card_draft_add(draft, &ids, error);
    buffer_done(&ids);
    buffer_done(&report);
    return status;
}

/* A card that is not to be written to: a version of the learner's own takes its place. */
static Status write_version(Session *session, CatalogIndex card, Error *error)
{
    CardDraft draft;
    bool changed = false;
    Status status = card_draft_begin_version(session->workspace, card, &draft, error);
    if (status == STATUS_OK)
        status = write_draft(session, &draft, &changed, error);
    card_draft_done(&draft, status != STATUS_OK && card_draft_is_changed(&draft));
    if (status != STATUS_OK)
        return status;
    if (!changed) {
        session_say(session, MESSAGE_NOTICE, "Nothing was changed");
        return STATUS_OK;
    }
    status = session_reload(session, "", error);
    if (status == STATUS_OK)
        session_say(session, MESSAGE_NOTICE,
                    "Your own version is in place: edit it again and delete it to go back");
    return status;
}

Status editing_card(Session *session, CatalogIndex card, Error *error)
{
    char *file = NULL;
    size_t line = 0;
    Status status = card_edit_place(session->workspace, card, &file, &line, error);
    if (status == STATUS_OK)
        status = file != NULL ? edit_in_place(session, file, line, error)
                              : write_version(session, card, error);
    mem_free(file);
    return status;
}
