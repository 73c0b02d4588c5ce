#include "shell/movement.h"

#include <stdbool.h>
#include <string.h>

#define STEPS_MAX 4 /* more are longer than any sequence */

/* A way of getting somewhere; there is none when it is not possible. */
typedef struct Way {
    bool possible;
    int length;
    char text[24];
} Way;

/* Decimal digits; numbers of cells are small and positive. */
static void add_digits(Way *way, int number)
{
    char digits[12];
    int count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0)
        way->text[way->length++] = digits[--count];
}

static Way sequence(int number, char last)
{
    Way way = {.text = "\033[", .length = 2, .possible = last != '\0'};
    add_digits(&way, number);
    way.text[way.length++] = last;
    return way;
}

static Way steps(int count, char step, bool possible)
{
    Way way = {.possible = possible && count <= STEPS_MAX};
    for (int i = 0; way.possible && i < count; i++)
        way.text[way.length++] = step;
    return way;
}

static void take_shorter(Way *best, Way other)
{
    if (other.possible && (!best->possible || other.length < best->length))
        *best = other;
}

static Way vertical(const Capabilities *terminal, int from, int to)
{
    Way best = {.possible = from == to};
    if (best.possible || from < 0)
        return best; /* behind the last column, where no sequence for a row alone is safe */
    if (to > from)
        take_shorter(&best, steps(to - from, '\n', terminal->steps_down));
    else
        take_shorter(&best, sequence(from - to, terminal->up));
    take_shorter(&best, sequence(to + 1, terminal->row));
    return best;
}

static Way horizontal(const Capabilities *terminal, int from, int to)
{
    Way best = {.possible = from == to};
    if (best.possible)
        return best;
    if (to == 0)
        return (Way){.text = "\r", .length = 1, .possible = true};
    take_shorter(&best, sequence(to + 1, terminal->column));
    if (from < 0)
        return best;
    if (to < from) {
        take_shorter(&best, steps(from - to, '\b', terminal->steps_left));
        take_shorter(&best, sequence(from - to, terminal->left));
    } else {
        take_shorter(&best, sequence(to - from, terminal->right));
    }
    return best;
}

/* Straight there: "\033[ROW;COLUMNH", of which ones at the end are left out. */
static Way direct(int row, int column)
{
    Way way = {.text = "\033[", .length = 2, .possible = true};
    if (row > 0 || column > 0)
        add_digits(&way, row + 1);
    if (column > 0) {
        way.text[way.length++] = ';';
        add_digits(&way, column + 1);
    }
    way.text[way.length++] = 'H';
    return way;
}

void movement_add(Buffer *out, const Capabilities *terminal, int from_row, int from_column, int row,
                  int column)
{
    Way down = vertical(terminal, from_row, row);
    Way along = horizontal(terminal, from_column, column);
    Way straight = direct(row, column);
    if (!terminal->moves_plainly) {
        const char *text = terminal->expand(terminal->move, row, column);
        straight.length = (int)strlen(text);
        if (!down.possible || !along.possible || straight.length < down.length + along.length) {
            buffer_add_text(out, text);
            return;
        }
    }
    if (down.possible && along.possible && down.length + along.length <= straight.length) {
        buffer_add(out, down.text, (size_t)down.length);
        buffer_add(out, along.text, (size_t)along.length);
    } else {
        buffer_add(out, straight.text, (size_t)straight.length);
    }
}

void movement_add_number(Buffer *out, int number, char last)
{
    Way way = sequence(number, last);
    buffer_add(out, way.text, (size_t)way.length);
}
