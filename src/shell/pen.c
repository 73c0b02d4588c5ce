#include "shell/pen.h"

#include <stdio.h>
#include <string.h>

#define WHITE 7
#define BLACK 0

Pen pen_plain(void)
{
    return (Pen){.foreground = PALETTE_DEFAULT,
                 .background = PALETTE_DEFAULT,
                 .foreground_code = "",
                 .background_code = ""};
}

void pens_set_theme(Pens *pens, const Theme *theme)
{
    pens->theme = *theme;
    memset(pens->looks, 0, sizeof pens->looks);
}

/* --- looks --- */

static void set_colour(const Pens *pens, const char *sequence, int number, int *colour,
                       const char **code, char *storage)
{
    *colour = PALETTE_DEFAULT;
    *code = "";
    if (number == PALETTE_DEFAULT)
        return;
    const char *text = pens->terminal->expand(sequence, number, 0);
    if (strlen(text) >= PEN_CODE_SIZE)
        return;
    snprintf(storage, PEN_CODE_SIZE, "%s", text);
    *colour = number;
    *code = storage;
}

static void set_colours(const Pens *pens, PenLook *look, int foreground, int background)
{
    bool any = foreground != PALETTE_DEFAULT || background != PALETTE_DEFAULT;
    if (any && !pens->terminal->default_colours) {
        foreground = foreground == PALETTE_DEFAULT ? WHITE : foreground;
        background = background == PALETTE_DEFAULT ? BLACK : background;
    }
    set_colour(pens, pens->terminal->foreground, foreground, &look->pen.foreground,
               &look->pen.foreground_code, look->codes[0]);
    set_colour(pens, pens->terminal->background, background, &look->pen.background,
               &look->pen.background_code, look->codes[1]);
}

static void find_look(const Pens *pens, StyleRole role, PenLook *look)
{
    const ThemeStyle *style = &pens->theme.styles[role];
    bool bright = false;
    look->known = true;
    look->pen = pen_plain();
    if (pens->depth == PALETTE_NONE) {
        look->pen.emphasis = style_role_fallback(role);
        return;
    }
    int foreground = palette_number(style->foreground, pens->depth, &bright);
    set_colours(pens, look, foreground, palette_number(style->background, pens->depth, NULL));
    look->pen.emphasis = (uint8_t)(style->emphasis | (bright ? EMPHASIS_BOLD : 0));
}

static uint8_t possible(const Capabilities *terminal, uint8_t emphasis)
{
    for (unsigned i = 0; i < CAPABILITIES_EMPHASES; i++)
        if (terminal->emphasis[i] == NULL)
            emphasis &= (uint8_t) ~(1U << i);
    return emphasis;
}

/* Colours that a terminal cannot have together with emphasis: what is selected must show. */
static void settle_for_one(Pen *pen, uint8_t forbidden)
{
    if ((pen->emphasis & forbidden & EMPHASIS_REVERSE) != 0) {
        uint8_t emphasis = pen->emphasis;
        *pen = pen_plain();
        pen->emphasis = emphasis;
    } else {
        pen->emphasis &= (uint8_t)~forbidden;
    }
}

Pen pens_of(Pens *pens, const Cell *cell)
{
    if (cell->role >= ROLE_COUNT)
        return pen_plain();
    PenLook *look = &pens->looks[cell->role];
    if (!look->known)
        find_look(pens, (StyleRole)cell->role, look);
    Pen pen = look->pen;
    pen.emphasis |= cell->emphasis;
    if (pen.emphasis == 0)
        return pen;
    pen.emphasis = possible(pens->terminal, pen.emphasis);
    if (pen.foreground != PALETTE_DEFAULT || pen.background != PALETTE_DEFAULT)
        settle_for_one(&pen, pens->terminal->not_in_colour);
    return pen;
}

/* --- comparing --- */

bool pen_same(const Pen *left, const Pen *right)
{
    return left->emphasis == right->emphasis && left->foreground == right->foreground &&
           left->background == right->background;
}

static bool shows_on_blanks(const Pen *pen)
{
    return (pen->emphasis & (EMPHASIS_REVERSE | EMPHASIS_UNDERLINE)) != 0;
}

bool pen_same_blank(const Pen *left, const Pen *right)
{
    if (shows_on_blanks(left) || shows_on_blanks(right))
        return pen_same(left, right);
    return left->background == right->background;
}

bool pen_erases(const Pen *pen, const Pen *wanted, const Capabilities *terminal)
{
    return !shows_on_blanks(pen) && !shows_on_blanks(wanted) &&
           pen->background == wanted->background &&
           (pen->background == PALETTE_DEFAULT || terminal->erases_in_colour);
}

/* --- changing --- */

/* Whether a sequence only selects styles: "\033[", numbers, "m". */
static bool is_selection(const char *code, size_t length)
{
    return length >= 3 && code[0] == '\033' && code[1] == '[' &&
           2 + strspn(code + 2, "0123456789;:") == length - 1 && code[length - 1] == 'm';
}

/* Appends one more sequence to those that began at `start`, as more numbers of the last where both only
 * select styles. */
static void add_code(Buffer *out, size_t start, const char *code)
{
    size_t length = strlen(code);
    bool joins = out->length > start && is_selection(code, length) &&
                 is_selection(out->data + start, out->length - start);
    if (!joins) {
        buffer_add(out, code, length);
        return;
    }
    out->data[out->length - 1] = ';';
    if (out->length - start == 3) { /* no number is 0, but not every terminal knows */
        out->data[out->length - 1] = '0';
        buffer_add_char(out, ';');
    }
    buffer_add(out, code + 2, length - 2);
}

void pen_change(Buffer *out, const Capabilities *terminal, const Pen *from, const Pen *to)
{
    size_t start = out->length;
    uint8_t emphasis = from->emphasis;
    int foreground = from->foreground;
    int background = from->background;
    if (pen_same(from, to))
        return;
    if ((emphasis & ~to->emphasis) != 0 ||
        (foreground != PALETTE_DEFAULT && to->foreground == PALETTE_DEFAULT) ||
        (background != PALETTE_DEFAULT && to->background == PALETTE_DEFAULT)) {
        buffer_add_text(out, terminal->plain);
        emphasis = 0;
        foreground = background = PALETTE_DEFAULT;
    }
    for (unsigned i = 0; i < CAPABILITIES_EMPHASES; i++)
        if ((to->emphasis & ~emphasis & 1U << i) != 0)
            add_code(out, start, terminal->emphasis[i]);
    if (to->foreground != foreground)
        add_code(out, start, to->foreground_code);
    if (to->background != background)
        add_code(out, start, to->background_code);
}
