#include "support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "support/answers.h"

/* --- messages and what follows from them --- */

void screen_send(Screen *screen, Message message)
{
    message.now_ms = screen->now_ms;
    app_update(screen->model, &message, &screen->effects);
    while (screen->effects.count > 0) {
        Effects todo = screen->effects;
        screen->effects = (Effects){0};
        for (size_t i = 0; i < todo.count; i++) {
            answer_effect(screen, &todo.items[i]);
        }
        effects_done(&todo);
    }
}

void screen_open_on(Screen *screen, int rows, int columns)
{
    screen->rows = rows;
    screen->columns = columns;
    screen->now_ms = DESK_NOW_MS;
    screen->model = app_new(&screen->desk.state, rows, columns);
    canvas_init(&screen->canvas, rows, columns);
    screen_send(screen, (Message){.kind = MESSAGE_START});
}

void screen_open(Screen *screen, int rows, int columns)
{
    *screen = (Screen){0};
    desk_open(&screen->desk, false);
    screen_open_on(screen, rows, columns);
}

void screen_open_fresh(Screen *screen, int rows, int columns)
{
    *screen = (Screen){0};
    desk_open(&screen->desk, true);
    screen_open_on(screen, rows, columns);
}

void screen_close(Screen *screen)
{
    app_free(screen->model);
    canvas_done(&screen->canvas);
    effects_done(&screen->effects);
    stats_free(screen->stats);
    desk_close(&screen->desk);
}

void screen_press(Screen *screen, const char *keys)
{
    while (*keys != '\0') {
        size_t length = strcspn(keys, " ");
        char *name = mem_dup_range(keys, length);
        Key key;
        if (length > 0) {
            if (!key_parse(name, &key)) {
                fail_msg("no key: %s", name);
            }
            screen_send(screen, (Message){.kind = MESSAGE_KEY, .key = key});
        }
        mem_free(name);
        keys += length;
        keys += strspn(keys, " ");
    }
}

void screen_type(Screen *screen, const char *text)
{
    for (; *text != '\0'; text++) {
        Key key = {.code = (unsigned char)*text};
        screen_send(screen, (Message){.kind = MESSAGE_KEY, .key = key});
    }
}

void screen_resize(Screen *screen, int rows, int columns)
{
    screen->rows = rows;
    screen->columns = columns;
    canvas_resize(&screen->canvas, rows, columns);
    screen_send(screen, (Message){.kind = MESSAGE_RESIZE, .rows = rows, .columns = columns});
}

void screen_click(Screen *screen, int row, int column)
{
    screen_send(
        screen,
        (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_PRESS, .row = row, .column = column});
}

void screen_double(Screen *screen, int row, int column)
{
    screen_click(screen, row, column);
    screen_send(
        screen,
        (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_DOUBLE, .row = row, .column = column});
}

void screen_wait(Screen *screen, int64_t ms)
{
    int64_t end = screen->now_ms + ms;
    for (;;) {
        int64_t next = app_next_tick_ms(screen->model);
        if (next == 0 || next > end) {
            break;
        }
        screen->now_ms = next;
        screen_send(screen, (Message){.kind = MESSAGE_TICK});
    }
    screen->now_ms = end;
}

void screen_tuned(Screen *screen, bool better)
{
    const TuningOutcome outcome = {
        .proposal = {.fit = {.predictions = 800, .extent = OPTIMIZER_ALL},
                     .before = {200, 0.3521, 0.0654, 0.6512},
                     .after = {200, better ? 0.3401 : 0.3533, 0.0412, 0.6733},
                     .worth = better},
        .reviews = 1234,
    };
    screen_send(screen, (Message){.kind = MESSAGE_TUNED, .tuning = &outcome});
}

/* --- what it looks like --- */

char *screen_dump(Screen *screen, bool styles)
{
    Buffer out = {0};
    ui_view(screen->model, &screen->canvas);
    canvas_dump(&screen->canvas, styles, &out);
    buffer_add_text(&out, "");
    return buffer_take(&out);
}

bool screen_shows(Screen *screen, const char *text)
{
    char *dump = screen_dump(screen, false);
    bool found = strstr(dump, text) != NULL;
    mem_free(dump);
    return found;
}

static char *golden_path(const char *name)
{
    const char *directory = getenv("CAIRN_GOLDEN");
    return mem_format("%s/%s.screen", directory != NULL ? directory : "tests/golden", name);
}

static void write_golden(const char *path, const char *dump)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        fail_msg("cannot write %s: run this from the top of the tree", path);
        return;
    }
    assert_int_equal(fputs(dump, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static char *read_golden(const char *path)
{
    FILE *file = fopen(path, "rb");
    Buffer text = {0};
    char bytes[4096];
    size_t got = 0;
    if (file == NULL) {
        return NULL;
    }
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0) {
        buffer_add(&text, bytes, got);
    }
    if (fclose(file) != 0) {
        buffer_clear(&text);
    }
    buffer_add_text(&text, "");
    return buffer_take(&text);
}

void screen_expect(Screen *screen, const char *name)
{
    char *path = golden_path(name);
    char *dump = screen_dump(screen, true);
    if (getenv("CAIRN_UPDATE_GOLDEN") != NULL) {
        write_golden(path, dump);
    } else {
        char *golden = read_golden(path);
        if (golden == NULL || strcmp(golden, dump) != 0) {
            print_message("%s is\n%s\nbut the screen is\n%s\n('make golden' rewrites it)\n", path,
                          golden == NULL ? "not there" : golden, dump);
            mem_free(golden);
            mem_free(dump);
            fail_msg("the screen is not that of %s", path);
        }
        mem_free(golden);
    }
    mem_free(dump);
    mem_free(path);
}
