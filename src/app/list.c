#include "app/list.h"

static int clamp(int value, int lowest, int highest)
{
    if (value > highest) {
        value = highest;
    }
    return value < lowest ? lowest : value;
}

void list_fit(List *list, int count, int height)
{
    list->count = count;
    list->cursor = count == 0 ? -1 : clamp(list->cursor, 0, count - 1);
    height = height < 1 ? 1 : height;
    if (list->cursor >= 0) {
        list->scroll = clamp(list->scroll, list->cursor - height + 1, list->cursor);
    }
    list->scroll = clamp(list->scroll, 0, count > height ? count - height : 0);
}

void list_move(List *list, Move move, int height)
{
    int page = height > 1 ? height - 1 : 1;
    switch (move) {
    case MOVE_UP:
        list->cursor -= 1;
        break;
    case MOVE_DOWN:
        list->cursor += 1;
        break;
    case MOVE_PAGE_UP:
        list->cursor -= page;
        break;
    case MOVE_PAGE_DOWN:
        list->cursor += page;
        break;
    case MOVE_FIRST:
        list->cursor = 0;
        break;
    case MOVE_LAST:
        list->cursor = list->count - 1;
        break;
    }
    list_fit(list, list->count, height);
}

void list_scroll(List *list, int rows, int height)
{
    height = height < 1 ? 1 : height;
    list->scroll = clamp(list->scroll + rows, 0, list->count > height ? list->count - height : 0);
    if (list->count > 0) {
        list->cursor = clamp(list->cursor, list->scroll, list->scroll + height - 1);
    }
    list_fit(list, list->count, height);
}
