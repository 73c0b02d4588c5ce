#include "content/doubts_formulas.h"

#include <string.h>

#include "base/buffer.h"
#include "study/drill.h"
#include "study/scheduler.h"
#include "text/cloze.h"
#include "text/math_tree.h"
#include "text/page_source.h"

/* What of a region is a formula; false when it has none. */
static bool formula_of(const char *text, const SourceRegion *region, size_t *start, size_t *end)
{
    PageFence fence;
    *start = region->body_start;
    *end = region->body_end;
    if (region->kind != SOURCE_CODE)
        return region->kind == SOURCE_MATH;
    if (!page_source_fence(text, region, &fence) || !page_source_is_fence(text, &fence, "math"))
        return false;
    *start = fence.body;
    *end = fence.body_end;
    return true;
}

const char *doubts_unknown_command(Arena *arena, const char *text, const MathMacros *outer,
                                   size_t *offset)
{
    MathMacros *macros = math_macros_new(arena, outer);
    SourceScanner scanner;
    SourceRegion region;
    size_t end;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region)) {
        if (!formula_of(text, &region, offset, &end))
            continue;
        (void)math_macros_read(macros, text + *offset, end - *offset);
        MathParse parse = math_parse(arena, text + *offset, end - *offset, macros);
        if (parse.first_unknown != NULL)
            return parse.first_unknown;
    }
    return NULL;
}

/* One card whose formulas are read. */
typedef struct Search {
    const Reader *reader;
    const Note *note;
    const DrillProblem *problem; /* of a drill: numbers to fill in; else NULL */
    const MathMacros *macros;
    Arena *arena;
} Search;

/* The text as it is shown: with its deletions, with a drill's numbers. */
static void fill_in(const Search *search, const char *text, Buffer *out)
{
    Error ignored;
    if (search->note->kind == CARD_CLOZE)
        cloze_render(out, text, 0, true);
    else if (search->problem == NULL ||
             drill_fill(search->problem, text, out, &ignored) != STATUS_OK)
        buffer_add_text(out, text);
}

static void search_text(const Search *search, const Node *node)
{
    Buffer text = {0};
    size_t ignored;
    fill_in(search, node->text, &text);
    const char *unknown =
        doubts_unknown_command(search->arena, buffer_text(&text), search->macros, &ignored);
    if (unknown != NULL)
        reader_warn(search->reader, node, DOUBT_UNKNOWN_COMMAND, unknown);
    buffer_done(&text);
}

/* A text, or the texts of choices and items. */
static void search_node(const Search *search, const Node *node)
{
    if (node == NULL)
        return;
    if (node->kind == NODE_SCALAR)
        search_text(search, node);
    for (const Node *child = node->first; child != NULL; child = child->next)
        search_node(search, child);
}

/* The problem of the first showing, which is known to be one; NULL when the card is no drill. */
static const DrillProblem *draw(const Note *note, const Quiz *quiz, Arena *arena,
                                DrillProblem *problem)
{
    const Drill *drill;
    DrillFault fault;
    Error ignored;
    if (note->kind != CARD_DRILL ||
        drill_parse(arena, quiz, &drill, &fault, &ignored) != STATUS_OK ||
        drill_draw(drill, scheduler_seed(note->id, 0), arena, problem, &fault, &ignored) !=
            STATUS_OK)
        return NULL;
    return problem;
}

void doubts_find_formulas(const Reader *reader, const Node *node, const Note *note,
                          const Quiz *quiz, const char *macros)
{
    static const char *const KEYS[] = {"front",    "text", "back",  "choices",
                                       "solution", "hint", "items", "extra"};
    Arena *arena = arena_new();
    DrillProblem problem;
    MathMacros *outer = math_macros_new(arena, NULL);
    (void)math_macros_read(outer, macros, strlen(macros));
    Search search = {.reader = reader,
                     .note = note,
                     .problem = draw(note, quiz, arena, &problem),
                     .macros = outer,
                     .arena = arena};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        search_node(&search, node_member(node, KEYS[i]));
    arena_free(arena);
}

void doubts_find_term_formulas(const Reader *reader, const Node *node, const char *text,
                               const char *macros)
{
    Arena *arena = arena_new();
    MathMacros *outer = math_macros_new(arena, NULL);
    size_t ignored;
    (void)math_macros_read(outer, macros, strlen(macros));
    const char *unknown = doubts_unknown_command(arena, text, outer, &ignored);
    if (unknown != NULL)
        reader_warn(reader, node, DOUBT_UNKNOWN_COMMAND, unknown);
    arena_free(arena);
}
