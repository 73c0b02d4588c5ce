#include "text/escape.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define ADDRESS_LIMIT 2000 /* bytes; VTE takes 2083, and some are written as three */

/* --- styles --- */

static void add_colour(Buffer *codes, const Colour *colour, int base)
{
    if (colour->kind == COLOUR_RGB)
        buffer_add_format(codes, ";%d;2;%d;%d;%d", base + 8, colour->red, colour->green,
                          colour->blue);
    else if (colour->kind == COLOUR_INDEX && colour->index < 8)
        buffer_add_format(codes, ";%d", base + colour->index);
    else if (colour->kind == COLOUR_INDEX && colour->index < 16)
        buffer_add_format(codes, ";%d", base + 60 + colour->index - 8);
    else if (colour->kind == COLOUR_INDEX)
        buffer_add_format(codes, ";%d;5;%d", base + 8, colour->index);
}

void escape_style(Buffer *out, const ThemeStyle *style, uint8_t emphasis)
{
    static const struct {
        uint8_t bit;
        const char *code;
    } attributes[] = {
        {EMPHASIS_BOLD, ";1"},      {EMPHASIS_DIM, ";2"},     {EMPHASIS_ITALIC, ";3"},
        {EMPHASIS_UNDERLINE, ";4"}, {EMPHASIS_REVERSE, ";7"},
    };
    uint8_t bits = (uint8_t)(style->emphasis | emphasis);
    Buffer codes = {0};
    for (size_t i = 0; i < COUNT(attributes); i++) {
        if ((bits & attributes[i].bit) != 0)
            buffer_add_text(&codes, attributes[i].code);
    }
    add_colour(&codes, &style->foreground, 30);
    add_colour(&codes, &style->background, 40);
    if (codes.length > 0)
        buffer_add_format(out, "\033[%sm", buffer_text(&codes) + 1);
    buffer_done(&codes);
}

void escape_plain(Buffer *out)
{
    buffer_add_text(out, "\033[0m");
}

/* --- links --- */

bool escape_links_work(const char *term, const char *vte_version, const char *term_program)
{
    static const char *const families[] = {"xterm", "tmux",    "alacritty", "foot",    "wezterm",
                                           "kitty", "contour", "ghostty",   "konsole", "mintty"};
    if (term == NULL || (vte_version != NULL && strtol(vte_version, NULL, 10) < 5000) ||
        (term_program != NULL && strcmp(term_program, "Apple_Terminal") == 0))
        return false;
    for (size_t i = 0; i < COUNT(families); i++) {
        if (strncmp(term, families[i], strlen(families[i])) == 0)
            return true;
    }
    return false;
}

bool escape_can_link(const char *address)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    size_t length = strlen(address);
    for (size_t i = 0; i < COUNT(schemes); i++) {
        size_t scheme = strlen(schemes[i]);
        if (strncasecmp(address, schemes[i], scheme) == 0)
            return length > scheme && length <= ADDRESS_LIMIT;
    }
    return false;
}

/* FNV-1a: a name for an address. */
static uint32_t name_of(const char *address)
{
    uint32_t hash = 2166136261U;
    for (; *address != '\0'; address++)
        hash = (hash ^ (unsigned char)*address) * 16777619U;
    return hash;
}

void escape_link_begin(Buffer *out, const char *address)
{
    buffer_add_format(out, "\033]8;id=%08x;", (unsigned)name_of(address));
    for (; *address != '\0'; address++) {
        unsigned char byte = (unsigned char)*address;
        if (byte > ' ' && byte < 0x7F)
            buffer_add_char(out, (char)byte);
        else
            buffer_add_format(out, "%%%02X", (unsigned)byte);
    }
    buffer_add_text(out, "\033\\");
}

void escape_link_end(Buffer *out)
{
    buffer_add_text(out, "\033]8;;\033\\");
}
