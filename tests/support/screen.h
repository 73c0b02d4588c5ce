/* Screens without a terminal: a desk (desk.h), keys through app_update, effects answered as the shell
 * would, the canvas held against tests/golden/NAME.screen. */
#ifndef CAIRN_TESTS_SUPPORT_SCREEN_H
#define CAIRN_TESTS_SUPPORT_SCREEN_H

#include "app/app.h"
#include "study/stats.h"
#include "support/desk.h"
#include "ui/view.h"

#define SCREEN_UNDO_MAX 64

typedef struct Screen {
    Desk desk;
    Model *model;
    Canvas canvas;
    Effects effects;
    int64_t now_ms;
    int rows, columns;
    bool quit;
    int bells, goals, redraws, effect_count;
    EffectKind last_effect;
    char last_text[256], last_subject[96], last_topic[96];
    int64_t last_value, last_from_ms, last_to_ms;
    struct {
        CatalogIndex card;
        bool grade;
        CardState before;
    } undo[SCREEN_UNDO_MAX];
    size_t undo_count;
    Stats *stats; /* told last */
} Screen;

/* The desk is the learner's; the caller calls screen_close. */
void screen_open(Screen *screen, int rows, int columns);
void screen_open_fresh(Screen *screen, int rows, int columns);
void screen_open_on(Screen *screen, int rows, int columns); /* screen->desk is set up already */
void screen_close(Screen *screen);

/* Presses keys by name, separated by blanks: "2 Down Enter C-l". */
void screen_press(Screen *screen, const char *keys);

/* Types text, letter by letter. */
void screen_type(Screen *screen, const char *text);

/* Delivers one message (now is filled in) and everything that follows from it. */
void screen_send(Screen *screen, Message message);

void screen_resize(Screen *screen, int rows, int columns);
void screen_click(Screen *screen, int row, int column);
void screen_double(Screen *screen, int row, int column);

/* Lets time pass, with the ticks that the interface asked for. */
void screen_wait(Screen *screen, int64_t ms);

/* The optimising that was asked for ends, with weights that are better or not. */
void screen_tuned(Screen *screen, bool better);

/* Draws, and returns the canvas as text; the caller frees it with mem_free. */
char *screen_dump(Screen *screen, bool styles);

/* Whether a row of the screen contains `text`. */
bool screen_shows(Screen *screen, const char *text);

/* Fails the test unless the screen is that of tests/golden/NAME.screen (CAIRN_GOLDEN names another
 * directory). With CAIRN_UPDATE_GOLDEN set the file is written instead. */
void screen_expect(Screen *screen, const char *name);

#endif
