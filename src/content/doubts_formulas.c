#include "content/doubts_formulas.h"

#include <string.h>

#include "base/buffer.h"
#include "study/drill.h"
#include "study/scheduler.h"
#include "text/cloze.h"
#include "text/math_tree.h"
#include "text/source.h"

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

/* The first command that no formula of the text and nothing before it defines; NULL for none. */
static const char *find_unknown(const Search *search, const char *text)
{
    MathMacros *macros = math_macros_new(search->arena, search->macros);
    SourceScanner scanner;
    SourceRegion region;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region)) {
        if (region.kind != SOURCE_MATH)
            continue;
        const char *tex = text + region.body_start;
        size_t length = region.body_end - region.body_start;
        (void)math_macros_read(macros, tex, length);
        MathParse parse = math_parse(search->arena, tex, length, macros);
        if (parse.first_unknown != NULL)
            return parse.first_unknown;
    }
    return NULL;
}

static void search_text(const Search *search, const Node *node)
{
    Buffer text = {0};
    fill_in(search, node->text, &text);
    const char *unknown = find_unknown(search, buffer_text(&text));
    if (unknown != NULL)
        reader_warn(search->reader, node,
                    "%s is no command that a formula can have: it is shown as it stands", unknown);
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
