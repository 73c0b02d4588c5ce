/* The roadmap's tree: which rows there are, and going about in them. */
#include <string.h>

#include "app/update.h"
#include "base/array.h"
#include "base/utf8.h"

static const Catalog *catalog_of(const Model *model)
{
    return model->state->catalog;
}

/* Whether `text` contains `pattern`, letter case ignored. */
static bool contains(const char *text, const char *pattern)
{
    size_t text_left = strlen(text);
    size_t wanted = strlen(pattern);
    for (const char *start = text; text_left > 0; start++, text_left--) {
        size_t at = 0;
        size_t in = 0;
        while (in < wanted && at < text_left) {
            uint32_t left = 0;
            uint32_t right = 0;
            at += utf8_decode(start + at, text_left - at, &left);
            in += utf8_decode(pattern + in, wanted - in, &right);
            if (utf8_lower(left) != utf8_lower(right)) {
                break;
            }
            if (in == wanted) {
                return true;
            }
        }
    }
    return wanted == 0;
}

static const char *filter_of(const Model *model)
{
    return line_edit_text(&model->tree.filter);
}

static bool matches(const Model *model, ItemRef item)
{
    return contains(model_title(model, item), filter_of(model));
}

static void add_row(Tree *tree, ItemRef item, int depth, bool foldable, bool open)
{
    TreeRow *rows =
        array_grow(tree->rows, &tree->row_count, &tree->row_capacity, sizeof *tree->rows);
    tree->rows = rows;
    rows[tree->row_count - 1] =
        (TreeRow){.item = item, .depth = (int8_t)depth, .foldable = foldable, .open = open};
}

static void add_topic(Model *model, CatalogIndex index)
{
    const Topic *topic = &catalog_of(model)->topics[index];
    bool open = model->tree.topic_open[index];
    add_row(&model->tree, (ItemRef){ITEM_TOPIC, index}, 1, topic->subtopic_count > 0, open);
    for (int32_t i = 0; open && i < topic->subtopic_count; i++) {
        ItemRef item = {ITEM_SUBTOPIC, topic->first_subtopic + i};
        add_row(&model->tree, item, 2, false, false);
    }
}

/* With a filter a topic shows when it or one of its subtopics matches; nothing is folded. */
static bool add_topic_filtered(Model *model, CatalogIndex index)
{
    const Topic *topic = &catalog_of(model)->topics[index];
    size_t first = model->tree.row_count;
    bool any = matches(model, (ItemRef){ITEM_TOPIC, index});
    model->tree.found += any;
    add_row(&model->tree, (ItemRef){ITEM_TOPIC, index}, 1, topic->subtopic_count > 0, true);
    for (int32_t i = 0; i < topic->subtopic_count; i++) {
        ItemRef item = {ITEM_SUBTOPIC, topic->first_subtopic + i};
        if (matches(model, item)) {
            add_row(&model->tree, item, 2, false, false);
            model->tree.found += 1;
            any = true;
        }
    }
    if (!any) {
        model->tree.row_count = first;
    }
    return any;
}

static void add_phase(Model *model, CatalogIndex index)
{
    const Phase *phase = &catalog_of(model)->phases[index];
    ItemRef item = {ITEM_PHASE, index};
    bool filtered = filter_of(model)[0] != '\0';
    bool open = filtered || model->tree.phase_open[index];
    size_t first = model->tree.row_count;
    bool any = !filtered || matches(model, item);
    model->tree.found += filtered && any;
    add_row(&model->tree, item, 0, phase->topic_count > 0, open);
    for (int32_t i = 0; open && i < phase->topic_count; i++) {
        if (filtered) {
            any = add_topic_filtered(model, phase->first_topic + i) || any;
        } else {
            add_topic(model, phase->first_topic + i);
        }
    }
    if (!any) {
        model->tree.row_count = first;
    }
}

static ItemRef parent_of(const Model *model, ItemRef item)
{
    if (item.kind == ITEM_SUBTOPIC) {
        return (ItemRef){ITEM_TOPIC, catalog_of(model)->subtopics[item.index].topic};
    }
    if (item.kind == ITEM_TOPIC) {
        return (ItemRef){ITEM_PHASE, catalog_of(model)->topics[item.index].phase};
    }
    return (ItemRef){ITEM_NONE, CATALOG_NONE};
}

static int row_of(const Tree *tree, ItemRef item)
{
    for (size_t i = 0; i < tree->row_count; i++) {
        if (catalog_same_item(tree->rows[i].item, item)) {
            return (int)i;
        }
    }
    return -1;
}

/* Puts the cursor back on the selected item, on its nearest ancestor when it is hidden, or with a
 * filter on the first match below the place where it was. */
static void restore_cursor(Model *model)
{
    Tree *tree = &model->tree;
    for (ItemRef item = tree->selected; item.kind != ITEM_NONE; item = parent_of(model, item)) {
        int row = row_of(tree, item);
        if (row >= 0) {
            tree->list.cursor = row;
            return;
        }
    }
}

static void take_cursor(Tree *tree)
{
    if (tree->list.cursor >= 0 && tree->list.cursor < (int)tree->row_count) {
        tree->selected = tree->rows[tree->list.cursor].item;
    }
}

void tree_rebuild(Model *model)
{
    Tree *tree = &model->tree;
    tree->row_count = 0;
    tree->found = 0;
    for (size_t i = 0; i < catalog_of(model)->phase_count; i++) {
        add_phase(model, (CatalogIndex)i);
    }
    restore_cursor(model);
    list_fit(&tree->list, (int)tree->row_count, model_list_rows(model));
    take_cursor(tree);
}

void tree_filter(Model *model, const char *text)
{
    Tree *tree = &model->tree;
    line_edit_set(&tree->filter, text);
    tree_rebuild(model);
    if (text[0] == '\0' || matches(model, tree->selected)) {
        return;
    }
    for (size_t i = 0; i < tree->row_count; i++) {
        if (matches(model, tree->rows[i].item)) {
            tree->selected = tree->rows[i].item;
            tree_rebuild(model);
            return;
        }
    }
}

void tree_scroll_to(Model *model, ItemRef top)
{
    Tree *tree = &model->tree;
    int row = row_of(tree, top);
    if (row >= 0) {
        tree->list.scroll = row;
        list_fit(&tree->list, (int)tree->row_count, model_list_rows(model));
    }
}

void tree_select(Model *model, ItemRef item)
{
    Tree *tree = &model->tree;
    if (item.kind != ITEM_PHASE && item.kind != ITEM_TOPIC && item.kind != ITEM_SUBTOPIC) {
        return;
    }
    line_edit_set(&tree->filter, "");
    tree->selected = item;
    for (ItemRef up = parent_of(model, item); up.kind != ITEM_NONE; up = parent_of(model, up)) {
        bool *open = up.kind == ITEM_TOPIC ? tree->topic_open : tree->phase_open;
        open[up.index] = true;
    }
    tree_rebuild(model);
}

static void set_open(Model *model, ItemRef item, bool open)
{
    if (item.kind == ITEM_PHASE) {
        model->tree.phase_open[item.index] = open;
    } else if (item.kind == ITEM_TOPIC) {
        model->tree.topic_open[item.index] = open;
    }
    tree_rebuild(model);
}

static void set_all_open(Model *model, bool open)
{
    for (size_t i = 0; i < catalog_of(model)->phase_count; i++) {
        model->tree.phase_open[i] = open;
    }
    for (size_t i = 0; i < catalog_of(model)->topic_count; i++) {
        model->tree.topic_open[i] = open;
    }
    tree_rebuild(model);
}

static void go_left(Model *model)
{
    Tree *tree = &model->tree;
    const TreeRow *row = &tree->rows[tree->list.cursor];
    if (row->foldable && row->open && filter_of(model)[0] == '\0') {
        set_open(model, row->item, false);
    } else if (row->depth > 0) {
        tree->selected = parent_of(model, row->item);
        restore_cursor(model);
        list_fit(&tree->list, (int)tree->row_count, model_list_rows(model));
    }
}

static void go_right(Model *model)
{
    const TreeRow *row = &model->tree.rows[model->tree.list.cursor];
    if (row->foldable && !row->open) {
        set_open(model, row->item, true);
    } else {
        model->in_detail = true;
    }
}

bool tree_run(Model *model, Action action)
{
    Tree *tree = &model->tree;
    int height = model_list_rows(model);
    if (tree->list.cursor < 0) {
        return false;
    }
    switch ((int)action) {
    case ACTION_UP:
        list_move(&tree->list, MOVE_UP, height);
        break;
    case ACTION_DOWN:
        list_move(&tree->list, MOVE_DOWN, height);
        break;
    case ACTION_PAGE_UP:
        list_move(&tree->list, MOVE_PAGE_UP, height);
        break;
    case ACTION_PAGE_DOWN:
        list_move(&tree->list, MOVE_PAGE_DOWN, height);
        break;
    case ACTION_HOME:
        list_move(&tree->list, MOVE_FIRST, height);
        break;
    case ACTION_END:
        list_move(&tree->list, MOVE_LAST, height);
        break;
    case ACTION_LEFT:
        go_left(model);
        break;
    case ACTION_RIGHT:
        go_right(model);
        break;
    case ACTION_FOLD_ALL:
        set_all_open(model, false);
        break;
    case ACTION_UNFOLD_ALL:
        set_all_open(model, true);
        break;
    default:
        return false;
    }
    take_cursor(tree);
    return true;
}
