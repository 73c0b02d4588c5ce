#include "companion/examine.h"

#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "companion/workspace_impl.h"

/* Takes the names over; nothing when there are none and no count without names is given. */
static void add_finding(Findings *findings, const char *id, Names *names, int64_t count,
                        const char *one, const char *many)
{
    if (names->list.count > 0)
        count = (int64_t)names->list.count;
    if (count == 0)
        return;
    char *text = mem_format("%lld %s", (long long)count, words_plural(count, one, many));
    *array_push(&findings->list) = (Finding){
        .id = id, .text = arena_dup(findings->arena, text), .count = count, .names = *names};
    *names = (Names){0};
    mem_free(text);
}

/* --- what the learner's data is about --- */

typedef struct Unknown {
    Workspace *workspace;
    Names names;
} Unknown;

static bool is_known(Workspace *workspace, const char *id)
{
    char *item = mem_dup_range(id, strcspn(id, "#")); /* a part of it: id#n */
    bool known = strcmp(id, PRACTICE_REVIEW) == 0 ||
                 catalog_find(workspace->catalog, item).kind != ITEM_NONE ||
                 glossary_find(workspace_glossary(workspace), item) != GLOSSARY_NONE;
    mem_free(item);
    return known;
}

static void take_unknown(void *context, const char *id)
{
    Unknown *unknown = context;
    if (!is_known(unknown->workspace, id))
        names_add(&unknown->names, id);
}

#define KEPT " in no pack that is loaded (kept for when one has "

static const struct {
    const char *id, *one, *many;
} UNKNOWN[STORE_SUBJECT_COUNT] = {
    [STORE_ANSWERED] = {"unknown-cards", "card that you answered is" KEPT "it again)",
                        "cards that you answered are" KEPT "them again)"},
    [STORE_MARKED] = {"unknown-marks", "thing that you marked is" KEPT "it again)",
                      "things that you marked are" KEPT "them again)"},
    [STORE_NOTED] = {"unknown-notes", "thing that you wrote a note on is" KEPT "it again)",
                     "things that you wrote notes on are" KEPT "them again)"},
    [STORE_ASKED] = {"unknown-questions", "thing that you asked about is" KEPT "it again)",
                     "things that you asked about are" KEPT "them again)"},
    [STORE_PRACTISED] = {"unknown-practice", "thing that you practised is" KEPT "it again)",
                         "things that you practised are" KEPT "them again)"},
    [STORE_OPENED] = {"unknown-resources", "resource that you opened is" KEPT "it again)",
                      "resources that you opened are" KEPT "them again)"},
    [STORE_HINTED] = {"unknown-milestones", "milestone that you had hints for is" KEPT "it again)",
                      "milestones that you had hints for are" KEPT "them again)"},
    [STORE_BUILT] = {"unknown-projects",
                     "project or milestone that you worked on is" KEPT "it again)",
                     "projects or milestones that you worked on are" KEPT "them again)"},
};

static Status find_unknown(Workspace *workspace, Findings *findings, Error *error)
{
    Status status = STATUS_OK;
    for (unsigned i = 0; status == STATUS_OK && i < STORE_SUBJECT_COUNT; i++) {
        Unknown unknown = {.workspace = workspace};
        status =
            store_each_subject(workspace->store, (StoreSubject)i, take_unknown, &unknown, error);
        if (status == STATUS_OK)
            add_finding(findings, UNKNOWN[i].id, &unknown.names, 0, UNKNOWN[i].one,
                        UNKNOWN[i].many);
        names_done(&unknown.names);
    }
    return status;
}

/* --- the log --- */

static void take_name(void *context, const char *text)
{
    names_add(context, text);
}

static Status find_holes(Workspace *workspace, Findings *findings, Error *error)
{
    Names dangling = {0};
    Names none = {0};
    int64_t missing = 0;
    Status status = store_each_dangling(workspace->store, take_name, &dangling, error);
    if (status == STATUS_OK)
        status = store_missing(workspace->store, &missing, error);
    if (status == STATUS_OK) {
        add_finding(findings, "dangling-events", &dangling, 0,
                    "event is about another that the log does not have, and changes nothing",
                    "events are about others that the log does not have, and change nothing");
        add_finding(findings, "missing-events", &none, missing,
                    "event is missing from the log since it was repaired or brought together",
                    "events are missing from the log since it was repaired or brought together");
    }
    names_done(&dangling);
    return status;
}

/* --- content --- */

static void find_faulty_content(Workspace *workspace, Findings *findings)
{
    Names lines = {0};
    const char *text = workspace_diagnostics(workspace);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = mem_dup_range(text, length);
        if (length > 0 && strstr(line, ": warning: ") == NULL)
            names_add(&lines, line);
        mem_free(line);
        text += length + (text[length] == '\n');
    }
    add_finding(
        findings, "faulty-content", &lines, 0,
        "mistake in the content, or link in it that leads nowhere ('cairn lint' checks all)",
        "mistakes in the content, or links in it that lead nowhere ('cairn lint' checks all)");
    names_done(&lines);
}

/* --- copies --- */

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

/* Files damaged-N.db are what repairs kept: that they cannot be read is known. */
static bool is_copy(const char *name)
{
    return ends_with(name, ".db") && !begins_with(name, "damaged-");
}

static Status find_bad_copies(Workspace *workspace, Findings *findings, Error *error)
{
    char *directory = path_join(workspace->paths.data, "backups");
    char **files = NULL;
    size_t count = 0;
    Names bad = {0};
    Names fuller = {0};
    int64_t most = store_event_count(workspace->store);
    Status status = file_list(directory, &files, &count, error);
    for (size_t i = 0; i < count; i++) {
        if (!is_copy(files[i]))
            continue;
        char *path = path_join(directory, files[i]);
        int64_t events = store_copy_events(path);
        if (events < 0)
            names_add(&bad, path);
        if (events > most)
            names_add(&fuller, path);
        mem_free(path);
    }
    add_finding(findings, "bad-copies", &bad, 0, "copy cannot be read in full",
                "copies cannot be read in full");
    add_finding(findings, "fuller-copies", &fuller, 0,
                "copy holds more events than the database ('cairn restore FILE' takes it back)",
                "copies hold more events than the database ('cairn restore FILE' takes one back)");
    names_done(&bad);
    names_done(&fuller);
    file_list_free(files, count);
    mem_free(directory);
    return status;
}

/* --- files --- */

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

static bool is_of_home(const char *name)
{
    static const char *const NAMES[] = {"cairn.db",         "cairn.db-wal", "cairn.db-shm",
                                        "cairn.db-journal", "backups",      "cache",
                                        "content",          "drafts",       NULL};
    return is_one_of(name, NAMES) || (begins_with(name, "cairn-before-restore-") &&
                                      (ends_with(name, ".db") || ends_with(name, ".db-wal")));
}

static bool is_of_backups(const char *name)
{
    return ends_with(name, ".db") || (begins_with(name, "damaged-") && ends_with(name, ".db-wal"));
}

static bool is_of_cache(const char *name)
{
    static const char *const NAMES[] = {CACHED_CATALOG,
                                        CACHED_DIAGNOSTICS,
                                        CACHED_GLOSSARY,
                                        CACHED_KEYS,
                                        CACHED_STATE,
                                        CACHED_STATE_CARDS,
                                        NULL};
    return is_one_of(name, NAMES) ||
           (begins_with(name, CACHED_THEME_PREFIX) && strchr(name, '.') == NULL);
}

/* What restoring, copying and replacing a file make on the way, and remove unless they are cut short. */
static bool is_leftover(const char *name)
{
    enum { CHANCE = 6 }; /* letters of mkstemp */
    const char *dot = strrchr(name, '.');
    return begins_with(name, "restore-") || ends_with(name, ".part") || ends_with(name, "-wal") ||
           ends_with(name, "-shm") || ends_with(name, "-journal") ||
           (dot != NULL && strlen(dot + 1) == CHANCE);
}

typedef struct Strays {
    Names leftover, foreign;
} Strays;

static Status find_strays(const Workspace *workspace, const char *part,
                          bool (*is_ours)(const char *name), Strays *strays, Error *error)
{
    char *directory = path_join(workspace->paths.data, part);
    char **files = NULL;
    size_t count = 0;
    Status status = file_list(directory, &files, &count, error);
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(part[0] == '\0' ? workspace->paths.data : directory, files[i]);
        if (!is_ours(files[i]))
            names_add(is_leftover(files[i]) ? &strays->leftover : &strays->foreign, path);
        mem_free(path);
    }
    file_list_free(files, count);
    mem_free(directory);
    return status;
}

static Status find_all_strays(Workspace *workspace, Findings *findings, Error *error)
{
    Strays strays = {0};
    Status status = find_strays(workspace, "", is_of_home, &strays, error);
    if (status == STATUS_OK)
        status = find_strays(workspace, "backups", is_of_backups, &strays, error);
    if (status == STATUS_OK)
        status = find_strays(workspace, "cache", is_of_cache, &strays, error);
    add_finding(
        findings, "leftover-files", &strays.leftover, 0,
        "file was left by something that was cut short (with no cairn running it can go)",
        "files were left by something that was cut short (with no cairn running they can go)");
    add_finding(findings, "foreign-files", &strays.foreign, 0,
                "file in the data directory is not cairn's, which leaves it alone",
                "files in the data directory are not cairn's, which leaves them alone");
    names_done(&strays.leftover);
    names_done(&strays.foreign);
    return status;
}

/* --- all --- */

Status workspace_examine(Workspace *workspace, Findings *findings, Error *error)
{
    if (workspace->store == NULL)
        return STATUS_OK;
    findings->arena = arena_new();
    find_faulty_content(workspace, findings);
    Status status = find_unknown(workspace, findings, error);
    if (status == STATUS_OK)
        status = find_holes(workspace, findings, error);
    if (status == STATUS_OK)
        status = find_bad_copies(workspace, findings, error);
    if (status == STATUS_OK)
        status = find_all_strays(workspace, findings, error);
    return status;
}

void findings_done(Findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++)
        names_done(&findings->list.items[i].names);
    array_done(&findings->list);
    arena_free(findings->arena);
    findings->arena = NULL;
}
