/* Themes: how each style role looks. Plain data; read by content, drawn by the shell. */
#ifndef CAIRN_TEXT_THEME_H
#define CAIRN_TEXT_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "text/style.h"

/* A colour in a theme file: "default", an ANSI name ("red", "bright-blue"), 0..255, or "#rrggbb". */
typedef enum ColourKind { COLOUR_DEFAULT, COLOUR_INDEX, COLOUR_RGB } ColourKind;
typedef struct Colour {
    uint8_t kind;  /* ColourKind */
    uint8_t index; /* 0..15 ANSI, 16..255 xterm */
    uint8_t red, green, blue;
} Colour;

typedef struct ThemeStyle {
    Colour foreground, background;
    uint8_t emphasis; /* EMPHASIS_* */
} ThemeStyle;

/* Plain data, so that it can be cached as bytes. */
typedef struct Theme {
    char name[48];
    bool light; /* made for a light background */
    ThemeStyle styles[ROLE_COUNT];
} Theme;

/* No colours, the roles' fallback emphasis: what there is without any file. */
void theme_plain(Theme *theme);

#endif
