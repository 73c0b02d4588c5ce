/* card add, card edit: writing cards in the learner's editor. */
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/card_find.h"
#include "cli/commands.h"
#include "companion/authoring.h"
#include "companion/external.h"
#include "study/match.h"

/* Whether to open the editor again after mistakes; without a terminal nobody can say. */
static bool wants_another_try(Cli *cli)
{
    bool agreed = false;
    Error ignored;
    if (isatty(STDIN_FILENO) != 1 || cli->yes)
        return false;
    return cli_confirm(cli, "Edit it again?", &agreed, &ignored) == STATUS_OK && agreed;
}

/* --- card add --- */

static Status read_kind(const Arguments *arguments, CardKind *kind, Error *error)
{
    const char *names[CARD_KIND_COUNT];
    const char *name = args_flag(arguments, "kind");
    *kind = name != NULL ? card_kind_from_name(name) : CARD_BASIC;
    if (*kind != CARD_KIND_COUNT)
        return STATUS_OK;
    for (int i = 0; i < CARD_KIND_COUNT; i++)
        names[i] = card_kind_name((CardKind)i);
    const char *nearest = match_nearest(name, names, CARD_KIND_COUNT);
    return error_set(
        error, STATUS_USAGE,
        "'%s' is no kind of card%s%s%s: expected basic, reversed, cloze, choice, order, "
        "typed, number or drill",
        name, nearest != NULL ? " (did you mean '" : "", nearest != NULL ? nearest : "",
        nearest != NULL ? "'?)" : "");
}

/* Until the card is good, nothing was written, or the learner gives up. */
static Status write_until_good(Cli *cli, CardDraft *draft, bool *changed, Error *error)
{
    for (;;) {
        Buffer report = {0};
        Status status = card_draft_edit(draft, error);
        if (status == STATUS_OK)
            status = card_draft_check(cli->workspace, draft, changed, &report, error);
        cli_report(cli, buffer_text(&report));
        buffer_done(&report);
        if (status != STATUS_CONTENT || !wants_another_try(cli))
            return status;
    }
}

/* From the editor to the deck: `ids` gets what was added, nothing when nothing was written. Ends the
 * draft; what could not be added is kept. */
static Status write_card(Cli *cli, CardDraft *draft, Buffer *ids, Error *error)
{
    bool changed = false;
    Status status = write_until_good(cli, draft, &changed, error);
    if (status == STATUS_OK && changed)
        status = card_draft_add(draft, ids, error);
    bool keep = status != STATUS_OK && card_draft_is_changed(draft);
    if (keep)
        status = error_prefix(error, status, "your text is kept in %s", draft->path);
    card_draft_done(draft, keep);
    return status;
}

static Status add_card(Cli *cli, CardDraft *draft, Error *error)
{
    Buffer ids = {0};
    char *deck = mem_dup(draft->deck);
    Status status = write_card(cli, draft, &ids, error);
    if (status == STATUS_OK && ids.length == 0)
        cli_say("nothing was written, nothing is added");
    else if (status == STATUS_OK)
        cli_say("added to %s: %s", deck, buffer_text(&ids));
    buffer_done(&ids);
    mem_free(deck);
    return status;
}

Status command_card_add(Cli *cli, const Arguments *arguments, Error *error)
{
    CardDraft draft = {0};
    CardKind kind;
    const char *topic = args_flag(arguments, "topic");
    Status status = read_kind(arguments, &kind, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status == STATUS_OK && topic != NULL) {
        ItemRef item = {ITEM_NONE, CATALOG_NONE};
        status = cli_find(cli, topic, 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC, &item, error);
        topic = status == STATUS_OK ? catalog_id(cli_catalog(cli), item) : NULL;
    }
    if (status == STATUS_OK)
        status = card_draft_begin(cli->workspace, args_flag(arguments, "deck"), kind, topic, &draft,
                                  error);
    if (status == STATUS_OK)
        status = add_card(cli, &draft, error);
    card_draft_done(&draft, false);
    return status;
}

/* --- card edit --- */

/* The line of a finding in this file, 0 when it has none. */
static size_t line_in(const char *finding, const char *file)
{
    size_t length = strlen(file), line = 0;
    if (strncmp(finding, file, length) != 0 || finding[length] != ':')
        return 0;
    for (const char *at = finding + length + 1; *at >= '0' && *at <= '9'; at++)
        line = line * 10 + (size_t)(*at - '0');
    return line;
}

static Status edit_in_place(Cli *cli, const char *file, size_t line, Error *error)
{
    for (;;) {
        Status status = external_edit_at(file, line, error);
        if (status == STATUS_OK)
            status = workspace_reload(cli->workspace, file, error);
        if (status != STATUS_CONTENT)
            return status;
        cli_say("%s", error->message);
        line = line_in(error->message, file);
        if (!wants_another_try(cli))
            return error_set(error, status,
                             "%s is saved as it is: the entry with the mistake is left "
                             "out until it is put right",
                             file);
    }
}

/* A card that is not to be written to: a version of the learner's own takes its place. */
static Status write_version(Cli *cli, CatalogIndex card, Error *error)
{
    CardDraft draft;
    Buffer ids = {0};
    char *deck = NULL;
    Status status = card_draft_begin_version(cli->workspace, card, &draft, error);
    if (status == STATUS_OK) {
        deck = mem_dup(draft.deck);
        status = write_card(cli, &draft, &ids, error);
    }
    if (status == STATUS_OK && ids.length == 0)
        cli_say("nothing was changed");
    else if (status == STATUS_OK)
        cli_say("your own version of %s is in %s; delete it there to go back to the original",
                buffer_text(&ids), deck);
    card_draft_done(&draft, false);
    buffer_done(&ids);
    mem_free(deck);
    return status;
}

Status command_card_edit(Cli *cli, const Arguments *arguments, Error *error)
{
    CardRange cards = {CATALOG_NONE, 0};
    char *file = NULL;
    size_t line = 0;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = card_find(cli, arguments->positional.items[0], &cards, error);
    if (status == STATUS_OK)
        status = card_edit_place(cli->workspace, cards.first, &file, &line, error);
    if (status != STATUS_OK)
        return status;
    status = file != NULL ? edit_in_place(cli, file, line, error)
                          : write_version(cli, cards.first, error);
    mem_free(file);
    return status;
}
