/* The text of one card out of a deck. It is cut out by its lines, so that it stays as its author wrote it;
 * then it is read, and must say the same as in the deck. */
#include <string.h>

#include "base/memory.h"
#include "companion/authoring_impl.h"
#include "content/node.h"

#define REPLACES "replaces"

/* A part of a text: lines from `start` up to `end`. */
typedef struct Lines {
    const char *start, *end;
} Lines;

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return line + (*line == '\n');
}

static const char *find_line(const char *text, size_t number)
{
    while (number-- > 1 && *text != '\0')
        text = next_line(text);
    return text;
}

static size_t blanks_at(const char *line)
{
    return strspn(line, " ");
}

static bool is_blank(const char *line)
{
    return strchr("\r\n", line[strspn(line, " \t")]) != NULL;
}

/* From the card's dash to the next thing that stands as far left; blank lines and comments between the
 * two belong to what follows. */
static Lines find_lines(const char *text, size_t number)
{
    Lines lines = {.start = find_line(text, number)};
    size_t dash = blanks_at(lines.start);
    lines.end = next_line(lines.start);
    for (const char *at = lines.end; *at != '\0'; at = next_line(at)) {
        bool comment = at[blanks_at(at)] == '#';
        bool outside = blanks_at(at) <= dash;
        if (outside && !comment && !is_blank(at))
            break;
        if (!is_blank(at) && !(outside && comment))
            lines.end = next_line(at);
    }
    return lines;
}

/* Where `replaces` comes in: within the braces of a mapping on its line, else on a line behind the id's. */
static void add_entry(Lines lines, size_t id_line, Buffer *out)
{
    size_t dash = blanks_at(lines.start), number = 0;
    size_t key = dash + 1 + strspn(lines.start + dash + 1, " ");
    bool braces = lines.start[key] == '{';
    for (const char *at = lines.start; at < lines.end; at = next_line(at)) {
        size_t cut = blanks_at(at) < dash ? blanks_at(at) : dash;
        const char *from = at + cut, *end = next_line(at);
        if (number == 0 && braces) {
            buffer_add(out, from, key - dash + 1);
            buffer_add_text(out, REPLACES ": true, ");
            from = lines.start + key + 1;
        }
        buffer_add(out, from, (size_t)(end - from));
        if (end[-1] != '\n')
            buffer_add_char(out, '\n');
        if (number == id_line && !braces)
            buffer_add_format(out, "%*s" REPLACES ": true\n", (int)(key - dash), "");
        number++;
    }
}

/* --- whether it says the same --- */

/* Line ends at the end of a text count for nothing. */
static bool same_text(const char *left, const char *right)
{
    size_t length = strlen(left), other = strlen(right);
    while (length > 0 && left[length - 1] == '\n')
        length--;
    while (other > 0 && right[other - 1] == '\n')
        other--;
    return length == other && memcmp(left, right, length) == 0;
}

static const Node *skip_added(const Node *node)
{
    return node != NULL && node->key != NULL && strcmp(node->key, REPLACES) == 0 ? node->next
                                                                                 : node;
}

/* Nodes nest no deeper than the reader of files lets them. */
static bool is_same(const Node *left, const Node *right) /* NOLINT(misc-no-recursion): bounded */
{
    if (left->kind != right->kind)
        return false;
    if (left->kind == NODE_SCALAR)
        return left->plain == right->plain && same_text(left->text, right->text);
    left = skip_added(left->first);
    right = skip_added(right->first);
    while (left != NULL && right != NULL) {
        bool keyed = left->key != NULL && right->key != NULL;
        if ((keyed && strcmp(left->key, right->key) != 0) || !is_same(left, right))
            return false;
        left = skip_added(left->next);
        right = skip_added(right->next);
    }
    return left == NULL && right == NULL;
}

static const Node *read_node(const char *text, Arena *arena)
{
    Diagnostics ignored = {0};
    const Node *root = node_read_bytes("", text, strlen(text), arena, &ignored);
    diagnostics_done(&ignored);
    return root;
}

static const Node *find_card(const Node *root, const char *id, size_t line)
{
    const Node *cards = node_member(root, "cards");
    const Node *card = cards != NULL ? cards->first : NULL;
    for (; card != NULL; card = card->next) {
        const Node *name = node_member(card, "id");
        if (card->line == line && name != NULL && name->kind == NODE_SCALAR &&
            same_text(name->text, id))
            return card;
    }
    return NULL;
}

bool authoring_copy_card(const char *deck, size_t line, const char *id, Buffer *out)
{
    Arena *arena = arena_new();
    Buffer entry = {0};
    const Node *card = find_card(read_node(deck, arena), id, line);
    bool good = card != NULL;
    if (good) {
        Lines lines = find_lines(deck, line);
        good = lines.start[blanks_at(lines.start)] == '-';
        if (good)
            add_entry(lines, node_member(card, "id")->line - line, &entry);
    }
    const Node *copy = good ? read_node(buffer_text(&entry), arena) : NULL;
    good = copy != NULL && copy->kind == NODE_SEQUENCE && copy->count == 1 &&
           node_member(copy->first, REPLACES) != NULL && is_same(copy->first, card);
    if (good)
        buffer_add(out, entry.data, entry.length);
    buffer_done(&entry);
    arena_free(arena);
    return good;
}
