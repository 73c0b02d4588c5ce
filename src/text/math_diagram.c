/* Commutative diagrams, as amscd writes them: \begin{CD} A @>f>> B \\ @VVaV @VVbV \\ C @>>g> D \end{CD}.
 * Their rows become a grid whose even columns are objects and arrows up and down, whose odd columns are
 * arrows to the side. An arrow is a cell by itself; one to the side has its labels above and below it, one
 * up or down to the left (above) and to the right (below). */
#include <string.h>

#include "text/math_parser.h"

/* An arrow by the character behind its @. */
typedef struct Arrow {
    char sign;
    char text[4], ascii[6]; /* of none, "" */
    bool upright;
    bool labelled;
} Arrow;

static const Arrow arrows[] = {
    {'>', "→", "-->", false, true}, {')', "→", "-->", false, true}, {'<', "←", "<--", false, true},
    {'(', "←", "<--", false, true}, {'V', "↓", "v", true, true},    {'A', "↑", "^", true, true},
    {'=', "=", "==", false, false}, {'|', "‖", "||", true, false},  {'.', "", "", false, false},
};

/* A row while it is read. */
typedef struct DiagramRow {
    MathParser *parser;
    MathNode **link; /* where its next cell goes */
} DiagramRow;

static void add_cell(DiagramRow *row, MathNode *cell)
{
    *row->link = cell;
    row->link = &cell->next;
}

static void add_empty_cell(DiagramRow *row)
{
    add_cell(row, math_new_row(row->parser, NULL));
}

/* The arrow at the place, behind its @; NULL when there is none. */
static const Arrow *find_arrow(const MathParser *parser)
{
    MathParser sign = *parser;
    if (sign.at >= sign.end || *sign.at++ != '@' || sign.at >= sign.end)
        return NULL;
    char wanted = *sign.at;
    if (math_is_command(&sign, "vert"))
        wanted = '|';
    for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++) {
        if (arrows[i].sign == wanted)
            return &arrows[i];
    }
    return NULL;
}

bool math_is_diagram_arrow(const MathParser *parser)
{
    return find_arrow(parser) != NULL;
}

/* Where the label ends, at the arrow's next `sign` outside of braces; NULL when it is not in this row. */
static const char *find_label_end(const MathParser *parser, char sign)
{
    int depth = 0;
    for (const char *at = parser->at; at < parser->end; at++) {
        if (*at == sign && depth == 0)
            return at;
        if (*at == '\\' && at + 1 < parser->end && *++at == '\\' && depth == 0)
            return NULL;
        depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
        if (depth < 0)
            return NULL;
    }
    return NULL;
}

/* The next label, NULL for an empty one. */
static MathNode *take_label(MathParser *parser, char sign)
{
    const char *end = find_label_end(parser, sign), *outer_end = parser->end;
    if (end == NULL || !math_enter(parser))
        return NULL;
    parser->end = end;
    MathNode *label = math_parse_row(parser, 0);
    math_leave(parser);
    bool limited = parser->limit != NULL;
    parser->end = outer_end;
    parser->at = limited ? outer_end : end + 1;
    return label->child == NULL ? NULL : label;
}

/* Takes the arrow at hand, one up or down with the empty cell behind it: it stands among objects. */
static void take_arrow(DiagramRow *row, const Arrow *arrow)
{
    MathParser *parser = row->parser;
    parser->at++;
    parser->at += *parser->at == '\\' ? strlen("\\vert") : 1;
    MathNode *node = math_new_node(parser, MATH_NODE_ARROW, MATH_REL);
    node->text = arrow->text;
    node->ascii = arrow->ascii;
    if (arrow->labelled) {
        node->above = take_label(parser, arrow->sign);
        node->below = take_label(parser, arrow->sign);
    }
    add_cell(row, arrow->text[0] == '\0' ? math_new_row(parser, NULL) : node);
    if (arrow->upright)
        add_empty_cell(row);
}

/* Takes what stands up to the next arrow or &, and that; false at the row's end. */
static bool take_cells(DiagramRow *row, unsigned stops)
{
    MathParser *parser = row->parser;
    MathFont font = parser->font;
    uint8_t emphasis = parser->emphasis;
    MathNode *object = math_parse_row(parser, stops | MATH_STOP_CELL | MATH_STOP_ARROW);
    parser->font = font;
    parser->emphasis = emphasis;
    const Arrow *arrow = find_arrow(parser);
    bool upright = arrow != NULL && arrow->upright;
    bool more = arrow != NULL || math_take(parser, "&");
    if (object->child != NULL || (more && !upright))
        add_cell(row, object);
    if (more && (arrow == NULL || (object->child != NULL && upright)))
        add_empty_cell(row);
    if (arrow != NULL)
        take_arrow(row, arrow);
    return more;
}

MathNode *math_parse_diagram(MathParser *parser, unsigned stops)
{
    MathNode *grid = math_new_node(parser, MATH_NODE_GRID, MATH_ORD);
    grid->grid = MATH_GRID_DIAGRAM;
    MathNode **next_row = &grid->child;
    do {
        MathNode *row = math_new_row(parser, NULL);
        DiagramRow cells = {.parser = parser, .link = &row->child};
        while (take_cells(&cells, stops))
            continue;
        if (row->child != NULL) {
            *next_row = row;
            next_row = &row->next;
        }
    } while (math_take_row_end(parser));
    return grid;
}
