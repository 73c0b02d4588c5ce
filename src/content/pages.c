#include "content/pages.h"

#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "content/doubts_formulas.h"
#include "study/claim.h"
#include "text/page_source.h"
#include "text/plot.h"

/* --- naming and reading --- */

const char *pages_take(Builder *builder, const Reader *reader, const Node *subtopic_node,
                       CatalogIndex subtopic)
{
    const char *name = reader_text(reader, subtopic_node, "page", false);
    const Node *node = node_member(subtopic_node, "page");
    if (name == NULL || name[0] == '\0')
        return "";
    if (!path_is_inside(name)) {
        reader_complain(reader, node,
                        "a page must lie inside its pack (expected a name such as "
                        "pages/calculus.md)");
        return "";
    }
    char *joined = path_join(builder->pack_directory, name);
    const char *path = arena_dup(reader->arena, joined);
    mem_free(joined);
    /* also a page that is not there is one whose coming changes what is loaded */
    *array_push(&builder->pages) = (PendingPage){.path = path, .node = node, .subtopic = subtopic};
    if (!file_exists(path))
        reader_complain(reader, node, "there is no file %s", path);
    else if (!file_is_below(path, builder->pack_directory))
        reader_complain(reader, node, "%s is a link that leads out of its pack", path);
    else
        return path;
    builder->pages.items[builder->pages.count - 1].node = NULL;
    return "";
}

Status page_read(const char *path, char **text, size_t *length, Error *error)
{
    *text = NULL;
    if (file_stamp(path).size > (int64_t)PAGE_SIZE_LIMIT)
        return error_set(error, STATUS_CONTENT, "it is larger than the %zu bytes a page may have",
                         PAGE_SIZE_LIMIT);
    Status status = file_read(path, PAGE_SIZE_LIMIT, text, length, error);
    if (status != STATUS_OK || (utf8_valid(*text, *length) && strlen(*text) == *length))
        return status;
    mem_free(*text);
    *text = NULL;
    return error_set(error, STATUS_CONTENT, "it is no text in UTF-8");
}

/* --- checking --- */

/* One page under examination. */
typedef struct Examination {
    const Builder *builder;
    const char *path, *text;
    Arena *arena;
} Examination;

static void report(const Examination *page, Severity severity, size_t offset, const char *sentence)
{
    ExpressionPlace place = page_source_place(page->text, offset);
    diagnostics_add(page->builder->diagnostics, severity, page->path, (size_t)place.line,
                    (size_t)place.column, "%s", sentence);
}

static void complain(const Examination *page, size_t offset, const char *sentence)
{
    report(page, SEVERITY_ERROR, offset, sentence);
}

static void doubt(const Examination *page, size_t offset, const char *sentence)
{
    report(page, SEVERITY_WARNING, offset, sentence);
}

static void check_links(const Examination *page, const SourceRegion *region)
{
    static const size_t SCHEME = sizeof CATALOG_RESOURCE_LINK - 1;
    size_t at = region->start;
    PageLink link;
    while (page_source_link(page->text, region, &at, &link)) {
        const char *target =
            arena_dup_range(page->arena, page->text + link.target, link.target_end - link.target);
        if (strncmp(target, CATALOG_RESOURCE_LINK, SCHEME) != 0 ||
            catalog_find_kind(page->builder->catalog, target + SCHEME, ITEM_RESOURCE) !=
                CATALOG_NONE)
            continue;
        char *sentence = mem_format("there is no resource '%s'", target + SCHEME);
        complain(page, link.target + SCHEME, sentence);
        mem_free(sentence);
    }
}

/* Each line that is not blank is a claim. */
static void check_claims(const Examination *page, const PageFence *fence)
{
    for (size_t at = fence->body; at < fence->body_end;) {
        const char *line = page->text + at;
        size_t length = strcspn(line, "\r\n"), column;
        Error error;
        if (at + length > fence->body_end)
            length = fence->body_end - at;
        const char *claim = arena_dup_range(page->arena, line, length);
        if (claim[strspn(claim, " \t")] != '\0' && claim_check(claim, &column, &error) != STATUS_OK)
            complain(page, at + column - 1, error.message);
        at += length + 1;
    }
}

/* The message of a plot says where in its block: "line:column: what". */
static void check_plot(const Examination *page, const PageFence *fence)
{
    Plot plot;
    Error error;
    ExpressionPlace place;
    const char *body = page->text + fence->body;
    if (plot_parse(page->arena, body, fence->body_end - fence->body, &plot, &error) == STATUS_OK)
        return;
    const char *message = expression_split_place(error.message, &place);
    const char *at = body;
    for (int i = 1; i < place.line && at != NULL; i++) {
        at = memchr(at, '\n', fence->body_end - (size_t)(at - page->text));
        at = at == NULL ? NULL : at + 1;
    }
    size_t offset = at != NULL && place.line > 0
                        ? (size_t)(at - page->text) + (size_t)place.column - 1
                        : fence->body;
    complain(page, offset, message);
}

static void check_region(const Examination *page, const SourceRegion *region)
{
    PageFence fence;
    check_links(page, region);
    if (!page_source_fence(page->text, region, &fence))
        return;
    if (page_source_is_fence(page->text, &fence, "check"))
        check_claims(page, &fence);
    else if (page_source_is_fence(page->text, &fence, "plot"))
        check_plot(page, &fence);
}

/* A task's text in one line. */
static const char *task_text(Arena *arena, const char *text, const PageTask *task)
{
    Buffer line = {0};
    for (size_t i = task->text; i < task->text_end; i++) {
        bool blank = strchr(" \t\r\n", text[i]) != NULL;
        if (!blank)
            buffer_add_char(&line, text[i]);
        else if (line.length > 0 && line.data[line.length - 1] != ' ')
            buffer_add_char(&line, ' ');
    }
    while (line.length > 0 && line.data[line.length - 1] == ' ')
        line.data[--line.length] = '\0';
    const char *copy = arena_dup(arena, buffer_text(&line));
    buffer_done(&line);
    return copy;
}

/* The page's tasks are the outcomes of its subtopic. */
static void take_tasks(const Builder *builder, const Examination *page, size_t length,
                       CatalogIndex index)
{
    ARRAY(const char *) tasks = {0};
    Subtopic *subtopic = &builder->catalog->subtopics[index];
    Arena *arena = builder->catalog->arena;
    PageTask task;
    size_t at = 0, first = 0;
    while (page_source_task(page->text, length, &at, &task)) {
        first = tasks.count == 0 ? task.mark : first;
        *array_push(&tasks) = task_text(arena, page->text, &task);
    }
    if (tasks.count > 0 && subtopic->outcomes.count > 0 && builder->diagnostics->doubts)
        doubt(page, first, "its subtopic has 'outcomes' as well (expected them here alone)");
    if (tasks.count > 0) {
        subtopic->outcomes = (TextList){.items = tasks.items, .count = tasks.count};
        arena_adopt(arena, tasks.items);
    }
}

static void doubt_formulas(const Examination *page, CatalogIndex subtopic)
{
    const char *macros = catalog_macros(page->builder->catalog, (ItemRef){ITEM_SUBTOPIC, subtopic});
    MathMacros *outer = math_macros_new(page->arena, NULL);
    size_t offset;
    (void)math_macros_read(outer, macros, strlen(macros));
    const char *unknown = doubts_unknown_command(page->arena, page->text, outer, &offset);
    if (unknown == NULL)
        return;
    char *sentence = mem_format(DOUBT_UNKNOWN_COMMAND, unknown);
    doubt(page, offset, sentence);
    mem_free(sentence);
}

static void check_page(const Builder *builder, const PendingPage *pending)
{
    char *text = NULL;
    size_t length = 0;
    Error error;
    SourceScanner scanner;
    SourceRegion region;
    if (page_read(pending->path, &text, &length, &error) != STATUS_OK || text == NULL) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, pending->path, 0, 0, "%s",
                        error.message);
        return;
    }
    builder->catalog->subtopics[pending->subtopic].page_hash = hash_bytes(text, length);
    Examination page = {
        .builder = builder, .path = pending->path, .text = text, .arena = arena_new()};
    source_begin(&scanner, text, length);
    while (source_next(&scanner, &region))
        check_region(&page, &region);
    take_tasks(builder, &page, length, pending->subtopic);
    if (builder->diagnostics->doubts)
        doubt_formulas(&page, pending->subtopic);
    arena_free(page.arena);
    mem_free(text);
}

void pages_check(const Builder *builder)
{
    for (size_t i = 0; i < builder->pages.count; i++)
        if (builder->pages.items[i].node != NULL)
            check_page(builder, &builder->pages.items[i]);
}
