#include "shell/terminfo.h"

#include <curses.h>
#include <stddef.h>
#include <string.h>

#include "base/buffer.h"
#include "shell/raw.h"
#include "text/style.h"

/* The order of the EMPHASIS_* bits; and the bits of "ncv" for the same. */
static const struct {
    const char *name;
    int not_in_colour;
} EMPHASES[CAPABILITIES_EMPHASES] = {
    {"bold", 1 << 5}, {"sitm", 1 << 15}, {"smul", 1 << 1}, {"dim", 1 << 4}, {"rev", 1 << 2},
};

static const char *raw_string(const char *name)
{
    const char *text = tigetstr(name);
    return text == (const char *)-1 || text == NULL || text[0] == '\0' ? NULL : text;
}

/* Without its delays: those were for terminals slower than their lines. */
static const char *string(Arena *arena, const char *name)
{
    const char *text = raw_string(name);
    if (text == NULL)
        return NULL;
    char *copy = arena_dup(arena, text);
    for (char *delay = strstr(copy, "$<"); delay != NULL; delay = strstr(delay, "$<")) {
        char *end = strchr(delay, '>');
        if (end == NULL)
            break;
        memmove(delay, end + 1, strlen(end + 1) + 1);
    }
    return copy[0] == '\0' ? NULL : copy;
}

/* The last byte of a sequence of the form "\033[" `parameter` x; else 0. */
static char last_byte(const char *name, const char *parameter)
{
    const char *text = raw_string(name);
    size_t length = strlen(parameter);
    if (text == NULL || strncmp(text, "\033[", 2) != 0 ||
        strncmp(text + 2, parameter, length) != 0 || strlen(text) != 3 + length)
        return '\0';
    return text[2 + length];
}

static bool is(const char *text, const char *wanted)
{
    return text != NULL && strcmp(text, wanted) == 0;
}

/* What ends colours and emphasis, without what ends line graphics: none are ever begun. */
static const char *plain_string(Arena *arena)
{
    const char *plain = string(arena, "sgr0");
    static const char *const KNOWN[] = {"\033(B\033[m", "\033[m\033(B", "\033[m\017"};
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++)
        if (is(plain, KNOWN[i]))
            return "\033[m";
    return plain;
}

static void read_styles(Arena *arena, Capabilities *out)
{
    int no_video = tigetnum("ncv");
    out->plain = tigetnum("xmc") > 0 ? NULL : plain_string(arena); /* else styles take up cells */
    if (out->plain == NULL)
        return;
    for (size_t i = 0; i < CAPABILITIES_EMPHASES; i++) {
        out->emphasis[i] = string(arena, EMPHASES[i].name);
        if (no_video > 0 && (no_video & EMPHASES[i].not_in_colour) != 0)
            out->not_in_colour |= (uint8_t)(1U << i);
        if (out->emphasis[i] == NULL && 1U << i == EMPHASIS_REVERSE)
            out->emphasis[i] = string(arena, "smso");
    }
    out->foreground = string(arena, "setaf");
    out->background = string(arena, "setab");
    if (out->foreground != NULL && out->background != NULL && tigetnum("pairs") > 0)
        out->colours = tigetnum("colors");
    out->default_colours = raw_string("op") != NULL || raw_string("oc") != NULL;
    out->direct_colours = tigetflag("RGB") > 0 || tigetnum("RGB") > 0;
    out->erases_in_colour = tigetflag("bce") > 0;
    out->moves_in_style = tigetflag("msgr") > 0;
}

bool terminfo_has_private_modes(void)
{
    const char *begin = raw_string("smcup");
    return begin != NULL && strncmp(begin, "\033[?", 3) == 0;
}

/* As curses does in its end, and what it has no name for. */
static const char *give_back(Arena *arena)
{
    static const char *const NAMES[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    Buffer all = {0};
    if (terminfo_has_private_modes())
        buffer_add_text(&all, RAW_PASTE_OFF "\033[?1006;1000l"); /* and the mouse */
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const char *text = string(arena, NAMES[i]);
        buffer_add_text(&all, text == NULL ? "" : text);
    }
    buffer_add_text(&all, "\r\n");
    const char *copy = arena_dup(arena, buffer_text(&all));
    buffer_done(&all);
    return copy;
}

static void read_movement(Arena *arena, Capabilities *out)
{
    out->move = string(arena, "cup");
    out->moves_plainly = is(out->move, "\033[%i%p1%d;%p2%dH");
    out->has_region = is(raw_string("csr"), "\033[%i%p1%d;%p2%dr");
    out->steps_down = is(raw_string("cud1"), "\n");
    out->steps_left = is(raw_string("cub1"), "\b");
    out->column = last_byte("hpa", "%i%p1%d");
    out->row = last_byte("vpa", "%i%p1%d");
    out->up = last_byte("cuu", "%p1%d");
    out->left = last_byte("cub", "%p1%d");
    out->right = last_byte("cuf", "%p1%d");
    out->erase = last_byte("ech", "%p1%d");
    out->scroll_up_by = last_byte("indn", "%p1%d");
    out->scroll_down_by = last_byte("rin", "%p1%d");
    out->scroll_up = string(arena, "ind");
    out->scroll_down = string(arena, "ri");
    out->wraps_at_once = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    out->wrap_on = string(arena, "smam");
    out->wrap_off = string(arena, "rmam");
}

static const char *expand(const char *sequence, int first, int second)
{
    const char *text = tiparm(sequence, first, second);
    return text == NULL ? "" : text;
}

void terminfo_read(Arena *arena, Capabilities *out)
{
    *out = (Capabilities){.expand = expand};
    out->clear = string(arena, "clear");
    out->clear_rest = string(arena, "el");
    out->hide_cursor = string(arena, "civis");
    out->show_cursor = string(arena, "cnorm");
    out->give_back = give_back(arena);
    read_styles(arena, out);
    read_movement(arena, out);
}
