#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "content/reader.h"
#include "content/settings.h"
#include "study/match.h"

static const char *const COLOURS[] = {
    "black",        "red",           "green",       "yellow",         "blue",
    "magenta",      "cyan",          "white",       "bright-black",   "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
};

static const struct {
    const char *name;
    uint8_t bit;
} EMPHASES[] = {
    {"bold", EMPHASIS_BOLD}, {"italic", EMPHASIS_ITALIC},   {"underline", EMPHASIS_UNDERLINE},
    {"dim", EMPHASIS_DIM},   {"reverse", EMPHASIS_REVERSE},
};

static bool parse_hex(const char *text, Colour *colour)
{
    char *end = NULL;
    if (strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    unsigned long value = strtoul(text + 1, &end, 16);
    *colour = (Colour){
        .kind = COLOUR_RGB,
        .red = (uint8_t)(value >> 16),
        .green = (uint8_t)(value >> 8 & 0xff),
        .blue = (uint8_t)(value & 0xff),
    };
    return true;
}

static bool parse_colour(const char *text, Colour *colour)
{
    if (text[0] == '#')
        return parse_hex(text, colour);
    if (strcasecmp(text, "default") == 0) {
        *colour = (Colour){.kind = COLOUR_DEFAULT};
        return true;
    }
    for (size_t i = 0; i < sizeof COLOURS / sizeof *COLOURS; i++) {
        if (strcasecmp(text, COLOURS[i]) == 0) {
            *colour = (Colour){.kind = COLOUR_INDEX, .index = (uint8_t)i};
            return true;
        }
    }
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 3 || text[digits] != '\0' || strtol(text, NULL, 10) > 255)
        return false;
    *colour = (Colour){.kind = COLOUR_INDEX, .index = (uint8_t)strtol(text, NULL, 10)};
    return true;
}

static uint8_t emphasis_from_name(const char *word)
{
    for (size_t i = 0; i < sizeof EMPHASES / sizeof *EMPHASES; i++)
        if (strcasecmp(word, EMPHASES[i].name) == 0)
            return EMPHASES[i].bit;
    return 0;
}

/* "blue on default bold": words in any order but the ground's colour after "on". */
static void read_style(const Reader *reader, const Node *node, ThemeStyle *style)
{
    *style = (ThemeStyle){0};
    if (node->kind != NODE_SCALAR) {
        reader_complain(reader, node,
                        "%s where a style is expected (such as: cyan on default bold)",
                        node_kind_name(node));
        return;
    }
    char words[128];
    bool ground = false;
    (void)snprintf(words, sizeof words, "%s", node->text);
    for (char *word = words, *next; *(word += strspn(word, " ")); word = next) {
        next = word + strcspn(word, " ");
        if (*next)
            *next++ = '\0';
        uint8_t bit = emphasis_from_name(word);
        if (strcasecmp(word, "on") == 0) {
            ground = true;
            continue;
        }
        if (bit)
            style->emphasis |= bit;
        else if (!parse_colour(word, ground ? &style->background : &style->foreground))
            reader_complain(reader, node,
                            "'%.40s' is no colour (expected default, a name such as bright-blue, 0 "
                            "to 255, or #rrggbb) and no emphasis (bold, italic, underline, dim, "
                            "reverse)",
                            word);
        ground = false;
    }
}

static void complain_role(const Reader *reader, const Node *node)
{
    const char *names[ROLE_COUNT];
    for (int role = 0; role < ROLE_COUNT; role++)
        names[role] = style_role_name((StyleRole)role);
    const char *nearest = match_nearest(node->key, names, ROLE_COUNT);
    reader_complain(reader, node, "'%s' is no style role%s%s%s", node->key,
                    nearest ? " (did you mean '" : " (the manual lists them",
                    nearest ? nearest : "", nearest ? "'?)" : ")");
}

static void read_theme(const Reader *reader, const Node *root, Theme *theme)
{
    if (!reader_expect_mapping(reader, root, "a theme", "name light styles"))
        return;
    const char *name = reader_text(reader, root, "name", true);
    if (name)
        (void)snprintf(theme->name, sizeof theme->name, "%.47s", name);
    theme->light = reader_bool(reader, root, "light", false);
    const Node *styles = node_member(root, "styles");
    if (styles == NULL || styles->kind != NODE_MAPPING) {
        reader_complain(reader, styles ? styles : root,
                        "'styles' must be a mapping of roles to styles");
        return;
    }
    for (const Node *node = styles->first; node; node = node->next) {
        StyleRole role = style_role_from_name(node->key);
        if (role == ROLE_COUNT)
            complain_role(reader, node);
        else
            read_style(reader, node, &theme->styles[role]);
    }
}

Status theme_read(const char *path, Theme *theme, Diagnostics *diagnostics, Error *error)
{
    Arena *arena = arena_new();
    Reader reader = {.file = path, .diagnostics = diagnostics, .arena = arena};
    size_t before = diagnostics->errors, known = diagnostics->count;
    theme_plain(theme);
    const Node *root = node_read_file(path, arena, diagnostics);
    if (root)
        read_theme(&reader, root, theme);
    else if (before == diagnostics->errors)
        reader_complain(&reader, NULL, "the file is empty (expected name and styles)");
    arena_free(arena);
    return diagnostics->errors == before ? STATUS_OK
                                         : diagnostics_fail(diagnostics, known, path, error);
}
