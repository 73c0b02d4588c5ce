/* Breaking a row that is too wide, where TeX's readers expect it: where room sets formulas apart, before
 * relations, which then stand under the first one, else before binary operators outside brackets, which
 * stand behind it. */
#include "text/math_layout.h"

#define SMALL_INDENT 2
#define QUAD         2 /* blanks that set formulas in one row apart */

/* Why a line may begin with a piece. */
typedef enum Place { PLACE_NONE, PLACE_OPERATOR, PLACE_RELATION, PLACE_QUAD } Place;

/* Pieces that stay together: from a place where a line can begin up to the next. */
typedef struct Chunk {
    Piece *first;
    int x, right; /* in the unbroken row */
    Place place;
} Chunk;

typedef struct Row {
    Chunk *chunks;
    int count;
    int width;
    int relation; /* the first chunk that begins with a relation; -1 when there is none */
} Row;

/* Where lines end and begin when they may be `available` cells wide. */
typedef struct Plan {
    int available;
    int relation_indent, operator_indent;
    int kept; /* a chunk that stays on its line as long as anything else can be broken; or -1 */
} Plan;

void math_stack_line(Piece *stack, Piece *line, int x)
{
    if (stack->last == NULL) {
        math_piece_place(stack, line, x, 0);
        return;
    }
    const Piece *above = stack->last;
    int blank = above->down + line->up > 0 ? 1 : 0;
    math_piece_place(stack, line, x, above->y + above->down + blank + 1 + line->up);
}

/* --- what can be broken --- */

static Place place_of(const Piece *piece, const Piece *previous, int depth)
{
    if (previous == NULL || depth > 0)
        return PLACE_NONE;
    if (piece->class == MATH_REL && previous->class != MATH_REL)
        return PLACE_RELATION;
    if (previous->class == MATH_PUNCT && piece->room >= QUAD)
        return PLACE_QUAD;
    return piece->class == MATH_BIN ? PLACE_OPERATOR : PLACE_NONE;
}

static Row find_chunks(Layout *layout, const Piece *row)
{
    int pieces = 0;
    for (const Piece *piece = row->child; piece != NULL; piece = piece->next)
        pieces++;
    Row found = {.chunks = arena_alloc(layout->arena, (size_t)pieces, sizeof *found.chunks),
                 .width = row->width,
                 .relation = -1};
    const Piece *previous = NULL;
    int depth = 0;
    for (Piece *piece = row->child; piece != NULL; piece = piece->next) {
        Place place = place_of(piece, previous, depth);
        if (place == PLACE_RELATION && found.relation < 0)
            found.relation = found.count;
        if (previous == NULL || place != PLACE_NONE)
            found.chunks[found.count++] = (Chunk){.first = piece, .x = piece->x, .place = place};
        Chunk *chunk = &found.chunks[found.count - 1];
        int right = piece->x + piece->width;
        chunk->right = right > chunk->right ? right : chunk->right;
        depth += piece->depth;
        previous = piece;
    }
    if (row->child->class == MATH_REL)
        found.relation = 0;
    return found;
}

/* --- plans --- */

static int indent_of(const Plan *plan, const Chunk *chunk)
{
    if (chunk->place == PLACE_RELATION)
        return plan->relation_indent;
    return chunk->place == PLACE_OPERATOR ? plan->operator_indent : SMALL_INDENT;
}

/* The chunk that begins the next line when one begins with `from`; `count` when the rest fits or cannot
 * be broken. Of several places the last of the best kind is taken. */
static int find_break(const Row *row, const Plan *plan, int from, int indent)
{
    int choices[] = {[PLACE_NONE] = -1, -1, -1, -1};
    for (int i = from; i < row->count; i++) {
        const Chunk *chunk = &row->chunks[i];
        if (i > from)
            choices[i == plan->kept ? PLACE_NONE : chunk->place] = i;
        if (indent + chunk->right - row->chunks[from].x <= plan->available)
            continue;
        for (int place = PLACE_QUAD; place >= PLACE_NONE; place--) {
            if (choices[place] >= 0)
                return choices[place];
        }
    }
    return row->count;
}

static Plan prepare(const Row *row, int available, bool aligned)
{
    Plan plan = {.available = available,
                 .relation_indent = SMALL_INDENT,
                 .operator_indent = 2 * SMALL_INDENT,
                 .kept = -1};
    if (row->relation < 0) {
        plan.operator_indent = SMALL_INDENT;
        return plan;
    }
    const Piece *relation = row->chunks[row->relation].first;
    if (relation->x + relation->width >= available / 2)
        return plan;
    plan.kept = row->relation;
    if (aligned) {
        plan.relation_indent = relation->x;
        plan.operator_indent = relation->x + relation->width + 1;
    }
    return plan;
}

/* The width of the lines. */
static int measure(const Row *row, const Plan *plan)
{
    int widest = 0;
    int indent = row->chunks[0].x;
    for (int from = 0, end; from < row->count; from = end) {
        end = find_break(row, plan, from, indent);
        for (int i = from; i < end; i++) {
            int right = indent + row->chunks[i].right - row->chunks[from].x;
            widest = right > widest ? right : widest;
        }
        if (end < row->count)
            indent = indent_of(plan, &row->chunks[end]);
    }
    return widest;
}

/* The plan for lines of `available` cells: aligned where that fits. Returns the width. */
static int make_plan(const Row *row, int available, Plan *plan)
{
    *plan = prepare(row, available, true);
    int width = measure(row, plan);
    if (width <= available)
        return width;
    *plan = prepare(row, available, false);
    return measure(row, plan);
}

/* The widest of all plans for `available` cells or fewer that keep what they promise, and where there
 * is none the narrowest of those for more: so a smaller limit never makes a wider box. Returns its
 * width. */
static int choose_plan(const Row *row, int available, Plan *best)
{
    int widest = 0;
    for (int limit = available; limit > widest; limit--) {
        Plan plan;
        int width = make_plan(row, limit, &plan);
        if (width > limit || width <= widest)
            continue;
        widest = width;
        *best = plan;
    }
    if (widest > 0)
        return widest;
    int narrowest = row->width;
    for (int limit = available + 1; limit <= row->width && limit <= MATH_BOX_WIDTH_LIMIT; limit++) {
        Plan plan;
        int width = make_plan(row, limit, &plan);
        if (width > limit || width >= narrowest)
            continue;
        narrowest = width;
        *best = plan;
    }
    return narrowest;
}

/* --- lines --- */

/* A line of the pieces from `first` up to `end`. */
static Piece *make_line(Layout *layout, Piece *first, const Piece *end)
{
    Piece *line = math_piece_group(layout);
    int start = first->x;
    for (Piece *piece = first, *next; piece != end; piece = next) {
        next = piece->next;
        math_piece_place(line, piece, piece->x - start, 0);
    }
    return line;
}

Piece *math_break_row(Layout *layout, Piece *row, int available)
{
    if (row->child == NULL)
        return row;
    const Row found = find_chunks(layout, row);
    Plan plan = {0};
    if (found.count < 2 || choose_plan(&found, available, &plan) >= row->width)
        return row;
    Piece *stack = math_piece_group(layout);
    int indent = found.chunks[0].x;
    for (int from = 0, end; from < found.count; from = end) {
        end = find_break(&found, &plan, from, indent);
        const Piece *next = end < found.count ? found.chunks[end].first : NULL;
        math_stack_line(stack, make_line(layout, found.chunks[from].first, next), indent);
        if (end < found.count)
            indent = indent_of(&plan, &found.chunks[end]);
    }
    return stack;
}
