/* The floor of a measurement: about the least that a full-screen program with a list can do with
 * curses. 600 rows, a title, a status line; j and k move, q quits. */
#include <curses.h>
#include <locale.h>

#define ITEMS 600

static void draw_item(int row, int item, bool selected)
{
    attr_set(selected ? A_REVERSE : A_NORMAL, (short)(1 + item % 6), NULL);
    mvprintw(row, 0, " %s %3d  a topic with a title of the usual length", item % 4 ? "-" : "+",
             item);
    attrset(A_NORMAL);
}

static void draw(int selected, int first)
{
    erase();
    attrset(A_BOLD);
    mvaddstr(0, 1, "floor");
    attrset(A_NORMAL);
    for (int row = 1; row < LINES - 1 && first + row - 1 < ITEMS; row++)
        draw_item(row, first + row - 1, first + row - 1 == selected);
    mvprintw(LINES - 1, 1, "%d of %d   j k move   q quit", selected + 1, ITEMS);
    refresh();
}

int main(void)
{
    int selected = 0;
    int first = 0;
    int key = 0;
    setlocale(LC_CTYPE, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    start_color();
    use_default_colors();
    for (short pair = 1; pair < 8; pair++)
        init_pair(pair, pair, -1);
    while (key != 'q') {
        int height = LINES - 2;
        if (selected < first)
            first = selected;
        if (selected >= first + height)
            first = selected - height + 1;
        draw(selected, first);
        key = getch();
        if (key == 'j' && selected < ITEMS - 1)
            selected++;
        if (key == 'k' && selected > 0)
            selected--;
    }
    endwin();
    return 0;
}
