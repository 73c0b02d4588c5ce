#include "companion/authoring.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/authoring_impl.h"
#include "companion/authoring_template.h"
#include "companion/external.h"
#include "companion/workspace_impl.h"
#include "content/node.h"
#include "content/pack.h"

#define OWN_PACK "own"
#define OWN_DECK "decks/own.yaml"
#define TRIAL    "deck.yaml" /* the draft as a deck that can be loaded */

static const char PACK_TEXT[] = "id: " OWN_PACK "\n"
                                "title: Cards of my own\n"
                                "files:\n"
                                "  decks: [" OWN_DECK "]\n";
static const char DECK_HEAD[] = "deck: " OWN_PACK "\n"
                                "title: Cards of my own\n"
                                "cards:\n";
static const char TRIAL_PACK[] = "id: cairn-draft\n"
                                 "title: A draft\n"
                                 "files: {decks: " TRIAL "}\n";

/* --- the deck --- */

CatalogIndex authoring_deck_of_file(const Catalog *catalog, const char *path)
{
    char wanted[PATH_MAX], known[PATH_MAX];
    if (realpath(path, wanted) == NULL)
        return CATALOG_NONE;
    for (size_t i = 0; i < catalog->deck_count; i++)
        if (realpath(catalog->decks[i].file, known) != NULL && strcmp(known, wanted) == 0)
            return (CatalogIndex)i;
    return CATALOG_NONE;
}

static Status find_deck(const Workspace *workspace, const char *deck, CatalogIndex *index,
                        Error *error)
{
    ItemRef item;
    if (file_exists(deck)) {
        *index = authoring_deck_of_file(workspace->catalog, deck);
        return *index != CATALOG_NONE
                   ? STATUS_OK
                   : error_set(error, STATUS_USAGE, "%s is no deck of a pack that is loaded", deck);
    }
    Status status = workspace_find(workspace, deck, 1U << ITEM_DECK, &item, error);
    *index = status == STATUS_OK ? item.index : CATALOG_NONE;
    return status;
}

Status authoring_choose_own(const Workspace *workspace, CardDraft *draft, Error *error)
{
    char *pack = mem_format("%s/content/" OWN_PACK, workspace->paths.data);
    char *manifest = path_join(pack, "pack.yaml");
    Status status = STATUS_OK;
    draft->own = true;
    draft->deck = path_join(pack, OWN_DECK);
    draft->topic = mem_dup("");
    if (file_exists(manifest) && !file_exists(draft->deck))
        status = error_set(error, STATUS_FAILED,
                           "%s has no %s to add to: put one among its decks, or say with --deck "
                           "which deck a new card is for",
                           pack, OWN_DECK);
    mem_free(manifest);
    mem_free(pack);
    return status;
}

static Status choose_deck(const Workspace *workspace, const char *name, CardDraft *draft,
                          Error *error)
{
    CatalogIndex index;
    if (name == NULL)
        return authoring_choose_own(workspace, draft, error);
    Status status = find_deck(workspace, name, &index, error);
    if (status != STATUS_OK)
        return status;
    const Deck *deck = &workspace->catalog->decks[index];
    if (file_is_below(deck->file, workspace->content[0]))
        return error_set(error, STATUS_USAGE,
                         "the deck '%s' comes with cairn and stays as it is: leave --deck out, and "
                         "the card goes to a deck of your own",
                         deck->id);
    draft->deck = mem_dup(deck->file);
    draft->topic =
        mem_dup(deck->topic != CATALOG_NONE ? workspace->catalog->topics[deck->topic].id : "");
    return STATUS_OK;
}

/* --- the draft --- */

static size_t blanks_at(const char *line)
{
    return strspn(line, " ");
}

/* Appends the draft's lines without its comments, moved so that its dashes stand `indent` cells in. */
static void add_lines(const char *text, size_t indent, Buffer *out)
{
    size_t own = SIZE_MAX; /* cells before the first dash */
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), blanks = blanks_at(text);
        bool empty = strspn(text, " \t\r") >= length;
        if (text[0] != '#' && (!empty || own != SIZE_MAX)) {
            own = own == SIZE_MAX ? blanks : own;
            size_t cut = blanks < own ? blanks : own;
            if (!empty)
                buffer_add_format(out, "%*s", (int)indent, "");
            if (!empty)
                buffer_add(out, text + cut, length - cut);
            buffer_add_char(out, '\n');
        }
        text += length + (text[length] == '\n');
    }
    while (out->length > 1 && out->data[out->length - 2] == '\n')
        out->data[--out->length] = '\0';
}

static char *make_directory(void)
{
    char *path = path_join(path_temporary(), "cairn-card-XXXXXX");
    if (mkdtemp(path) != NULL)
        return path;
    mem_free(path);
    return NULL;
}

Status card_draft_begin(Workspace *workspace, const char *deck, CardKind kind, const char *topic,
                        CardDraft *draft, Error *error)
{
    Buffer text = {0};
    *draft = (CardDraft){0};
    Status status = choose_deck(workspace, deck, draft, error);
    if (status != STATUS_OK)
        return status;
    authoring_template(kind, topic != NULL ? topic : draft->topic, &text);
    draft->template = buffer_take(&text);
    draft->directory = make_directory();
    if (draft->directory == NULL)
        return error_set(error, STATUS_FAILED,
                         "there is no place for a temporary file: see TMPDIR");
    draft->path = path_join(draft->directory, AUTHORING_DRAFT);
    return file_replace(draft->path, draft->template, strlen(draft->template), error);
}

Status card_draft_edit(const CardDraft *draft, Error *error)
{
    return external_edit_at(draft->path, draft->line, error);
}

static void remove_file(const CardDraft *draft, const char *name)
{
    char *path = path_join(draft->directory, name);
    (void)unlink(path);
    mem_free(path);
}

/* The directory of all drafts, once the last is gone. */
static void remove_parent(const char *directory)
{
    char *parent = mem_dup_range(directory, (size_t)(strrchr(directory, '/') - directory));
    (void)rmdir(parent);
    mem_free(parent);
}

void card_draft_done(CardDraft *draft, bool keep)
{
    if (draft->directory != NULL) {
        remove_file(draft, "pack.yaml");
        remove_file(draft, TRIAL);
        if (!keep) {
            remove_file(draft, AUTHORING_DRAFT);
            (void)rmdir(draft->directory);
        }
        if (draft->id != NULL && !keep)
            remove_parent(draft->directory);
    }
    mem_free(draft->id);
    mem_free(draft->directory);
    mem_free(draft->path);
    mem_free(draft->deck);
    mem_free(draft->topic);
    mem_free(draft->template);
    *draft = (CardDraft){0};
}

/* --- checking --- */

static Status put(const CardDraft *draft, const char *name, const char *text, Error *error)
{
    char *path = path_join(draft->directory, name);
    Status status = file_replace(path, text, strlen(text), error);
    mem_free(path);
    return status;
}

/* A deck of the draft's cards alone: one line before them, the rest behind, so that lines can be told. */
static Status put_trial(const CardDraft *draft, const char *text, Error *error)
{
    Buffer deck = {0};
    buffer_add_format(&deck, "cards:\n%s\ndeck: cairn-draft\ntitle: A draft\n", text);
    if (draft->topic[0] != '\0')
        buffer_add_format(&deck, "topic: %s\n", draft->topic);
    Status status = put(draft, TRIAL, buffer_text(&deck), error);
    buffer_done(&deck);
    return status == STATUS_OK ? put(draft, "pack.yaml", TRIAL_PACK, error) : status;
}

/* What was found in the trial's deck, as of the draft. */
static void take_findings(CardDraft *draft, const Diagnostics *all, Diagnostics *found)
{
    char *trial = path_join(draft->directory, TRIAL);
    draft->line = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Diagnostic *one = &all->items[i];
        if (strcmp(one->file, trial) != 0)
            continue;
        size_t line = one->line > 1 ? one->line - 1 : 1;
        diagnostics_add(found, one->severity, draft->path, line, one->column, "%s", one->message);
        if (one->severity == SEVERITY_ERROR && (draft->line == 0 || line < draft->line))
            draft->line = line;
    }
    mem_free(trial);
}

/* Whether the trial's card took the place that it is for, if it is for one. */
static bool is_in_place(const Catalog *catalog, const CardDraft *draft)
{
    if (draft->id == NULL)
        return true;
    CatalogIndex at = catalog_find_kind(catalog, draft->id, ITEM_NOTE);
    char *trial = path_join(draft->directory, TRIAL);
    bool placed =
        at != CATALOG_NONE && strcmp(catalog_note_file(catalog, &catalog->notes[at]), trial) == 0;
    mem_free(trial);
    return placed;
}

/* What is wrong with the draft; STATUS_OK when nothing is. */
static Status load_trial(const Workspace *workspace, CardDraft *draft, Buffer *report, Error *error)
{
    Status status = STATUS_OK;
    Diagnostics all = {.doubts = true}, found = {0};
    PackSources sources = {0};
    size_t count = workspace->content_count;
    const char **places = mem_alloc(count + 1, sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = workspace->content[i];
    places[count] = draft->directory;
    Catalog *catalog = pack_load_all(places, count + 1, &all, &sources);
    take_findings(draft, &all, &found);
    diagnostics_format(&found, report);
    if (found.errors > 0)
        status = error_set(error, STATUS_CONTENT, "the card cannot be used as it is");
    else if (!is_in_place(catalog, draft))
        status = error_set(error, STATUS_CONTENT,
                           "the card must keep 'id: %s' and 'replaces: true' to take the place of "
                           "that one",
                           draft->id);
    catalog_free(catalog);
    mem_free(places);
    pack_sources_done(&sources);
    diagnostics_done(&all);
    diagnostics_done(&found);
    return status;
}

/* Whether two drafts say something else, whatever their comments are. */
static bool differs(const char *left, const char *right)
{
    Buffer one = {0}, other = {0};
    add_lines(left, 0, &one);
    add_lines(right, 0, &other);
    bool different = strcmp(buffer_text(&one), buffer_text(&other)) != 0;
    buffer_done(&one);
    buffer_done(&other);
    return different;
}

bool card_draft_is_changed(const CardDraft *draft)
{
    char *text = NULL;
    size_t length;
    if (draft->path == NULL || !file_exists(draft->path))
        return false;
    if (file_read(draft->path, EXTERNAL_TEXT_LIMIT, &text, &length, NULL) != STATUS_OK)
        return true;
    bool changed = differs(text, draft->template);
    mem_free(text);
    return changed;
}

Status card_draft_check(Workspace *workspace, CardDraft *draft, bool *changed, Buffer *report,
                        Error *error)
{
    char *text = NULL;
    size_t length;
    Status status = file_read(draft->path, EXTERNAL_TEXT_LIMIT, &text, &length, error);
    if (status != STATUS_OK)
        return status;
    *changed = differs(text, draft->template) && text[strspn(text, " \t\r\n")] != '\0';
    if (*changed)
        status = put_trial(draft, text, error);
    if (*changed && status == STATUS_OK)
        status = load_trial(workspace, draft, report, error);
    mem_free(text);
    return status;
}

/* --- adding --- */

/* The list of cards in a deck's text: with cards, or a key with nothing behind it; NULL when it cannot be
 * added to. */
static const Node *cards_of(const char *name, const char *text, Arena *arena, bool *last)
{
    Diagnostics ignored = {0};
    const Node *root = node_read_bytes(name, text, strlen(text), arena, &ignored);
    const Node *cards = node_member(root, "cards");
    diagnostics_done(&ignored);
    *last = cards != NULL && cards->next == NULL;
    bool some = cards != NULL && cards->kind == NODE_SEQUENCE && cards->count > 0;
    bool none =
        cards != NULL && cards->kind == NODE_SCALAR && cards->plain && cards->text[0] == '\0';
    return some || none ? cards : NULL;
}

/* Blanks before the dash of the first card. */
static size_t indent_of(const char *text, const Node *cards)
{
    for (uint32_t line = 1; line < cards->first->line; line++)
        text = strchr(text, '\n') + 1;
    return blanks_at(text);
}

/* The deck's text with the draft behind its last card. */
static Status compose(const CardDraft *draft, const char *before, const char *text, Buffer *out,
                      Error *error)
{
    bool last = true;
    size_t indent = 2;
    Arena *arena = arena_new();
    Status status = STATUS_OK;
    if (before != NULL) {
        const Node *cards = cards_of(draft->deck, before, arena, &last);
        if (cards == NULL || !last || before[strlen(before) - 1] != '\n')
            status =
                error_set(error, STATUS_FAILED,
                          "%s: a card is added behind the last one, so 'cards' must be the last "
                          "key of the file, with cards below it or nothing, and end with a line's "
                          "end",
                          draft->deck);
        else
            indent = cards->first != NULL ? indent_of(before, cards) : indent;
    }
    buffer_add_text(out, before != NULL ? before : DECK_HEAD);
    if (before != NULL && status == STATUS_OK)
        buffer_add_char(out, '\n');
    if (status == STATUS_OK)
        add_lines(text, indent, out);
    arena_free(arena);
    return status;
}

/* Ids of the cards behind the first `known` ones; false when there are none, so that something went
 * wrong. */
static bool list_ids(const char *name, const char *text, size_t known, Buffer *ids)
{
    bool last;
    Arena *arena = arena_new();
    const Node *cards = cards_of(name, text, arena, &last);
    bool more = cards != NULL && cards->count > known;
    size_t number = 0;
    for (const Node *card = more ? cards->first : NULL; card != NULL; card = card->next) {
        const Node *id = node_member(card, "id");
        if (number++ >= known && id != NULL && id->kind == NODE_SCALAR)
            buffer_add_format(ids, "%s%s", ids->length > 0 ? " " : "", id->text);
    }
    arena_free(arena);
    return more && ids->length > 0;
}

static size_t count_cards(const char *name, const char *text)
{
    bool last;
    Arena *arena = arena_new();
    const Node *cards = text != NULL ? cards_of(name, text, arena, &last) : NULL;
    size_t count = cards != NULL ? cards->count : 0;
    arena_free(arena);
    return count;
}

static char *own_manifest(const CardDraft *draft)
{
    return mem_format("%.*s/pack.yaml", (int)(strlen(draft->deck) - strlen("/" OWN_DECK)),
                      draft->deck);
}

bool authoring_own_is_complete(const CardDraft *draft)
{
    char *manifest = own_manifest(draft);
    bool complete = file_exists(manifest);
    mem_free(manifest);
    return complete;
}

Status authoring_complete_own(const CardDraft *draft, Error *error)
{
    if (authoring_own_is_complete(draft))
        return STATUS_OK;
    char *manifest = own_manifest(draft);
    Status status = file_replace(manifest, PACK_TEXT, strlen(PACK_TEXT), error);
    mem_free(manifest);
    return status;
}

/* The deck first: a pack that names a deck which is not there would be a broken one. */
static Status make_own_pack(const CardDraft *draft, const char *deck, Error *error)
{
    char *decks = mem_dup_range(draft->deck, strlen(draft->deck) - strlen("/own.yaml"));
    Status status = file_make_directory(decks, error);
    if (status == STATUS_OK)
        status = file_replace(draft->deck, deck, strlen(deck), error);
    if (status == STATUS_OK)
        status = authoring_complete_own(draft, error);
    mem_free(decks);
    return status;
}

Status card_draft_add(const CardDraft *draft, Buffer *ids, Error *error)
{
    char *text = NULL, *before = NULL;
    size_t length;
    Buffer deck = {0};
    Status status = file_read(draft->path, EXTERNAL_TEXT_LIMIT, &text, &length, error);
    if (status == STATUS_OK && file_exists(draft->deck))
        status = file_read(draft->deck, AUTHORING_DECK_SIZE, &before, &length, error);
    if (status == STATUS_OK)
        status = compose(draft, before, text, &deck, error);
    if (status == STATUS_OK &&
        !list_ids(draft->deck, buffer_text(&deck), count_cards(draft->deck, before), ids))
        status = error_set(error, STATUS_CONTENT, "there is no card in it");
    if (status == STATUS_OK)
        status = draft->own ? make_own_pack(draft, buffer_text(&deck), error)
                            : file_replace(draft->deck, deck.data, deck.length, error);
    buffer_done(&deck);
    mem_free(before);
    mem_free(text);
    return status;
}
