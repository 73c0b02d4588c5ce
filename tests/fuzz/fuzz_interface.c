/* Whatever is pressed, clicked, pasted and waited for: the interface stays sound, and what it draws is text
 * within the screen. The first byte chooses the learner; then each byte is a key, but those from 0xA0 on are
 * what else happens, with the bytes behind them to say where and how much. */
#include <stdlib.h>

#include "base/memory.h"
#include "fuzz/checks.h"
#include "shell/input.h"
#include "support/screen.h"
#include "support/sound.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 100, EVENTS_DRAWN = 8, SPECIAL_KEYS = KEYCODE_LAST - KEYCODE_FIRST + 1 };

typedef struct Bytes {
    const uint8_t *at, *end;
} Bytes;

static int take(Bytes *bytes)
{
    return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static void press(Screen *screen, Key key)
{
    if (key.code != KEYCODE_NONE)
        screen_send(screen, (Message){.kind = MESSAGE_KEY, .key = key});
}

/* What is left of the input up to a NUL, as it comes. */
static void tell(Screen *screen, Bytes *bytes, MessageKind kind)
{
    const uint8_t *end = memchr(bytes->at, '\0', (size_t)(bytes->end - bytes->at));
    size_t length = (size_t)((end == NULL ? bytes->end : end) - bytes->at);
    char *text = mem_dup_range((const char *)bytes->at, length);
    bytes->at += length;
    screen_send(screen, (Message){.kind = kind, .text = text});
    mem_free(text);
}

static void save_and_restore(Screen *screen)
{
    Buffer saved = {0};
    app_save_view(screen->model, &saved);
    app_restore_view(screen->model, buffer_text(&saved));
    buffer_done(&saved);
}

static void happen(Screen *screen, int what, Bytes *bytes)
{
    switch (what % 12) {
    case 0:
    case 1:
    case 2:
    case 3: {
        int row = take(bytes) - 3;
        screen_send(screen, (Message){.kind = MESSAGE_MOUSE,
                                      .mouse = (MouseKind)(what % 4),
                                      .row = row,
                                      .column = take(bytes) - 3});
        break;
    }
    case 4: {
        int rows = take(bytes) % 80 + 1;
        screen_resize(screen, rows, take(bytes) + 1);
        break;
    }
    case 5:
        tell(screen, bytes, MESSAGE_PASTE);
        break;
    case 6:
        tell(screen, bytes, MESSAGE_FAILED);
        break;
    case 7:
        screen_wait(screen, take(bytes) * INT64_C(1000));
        break;
    case 8:
        screen->now_ms += take(bytes) * MS_PER_HOUR / 8;
        screen_send(screen, (Message){.kind = MESSAGE_TICK});
        break;
    case 9:
        screen->desk.state.revision += 1;
        screen_send(screen, (Message){.kind = MESSAGE_STATE});
        break;
    case 10:
        app_set_ascii(screen->model, take(bytes) % 2 == 0);
        break;
    default:
        save_and_restore(screen);
        break;
    }
}

static void step(Screen *screen, Bytes *bytes)
{
    int what = take(bytes);
    if (what >= 0xA0)
        happen(screen, what, bytes);
    else if (what >= 0x80)
        press(screen, (Key){.code = KEYCODE_FIRST + (uint32_t)what % SPECIAL_KEYS});
    else
        press(screen, input_key((uint32_t)what));
    sound_model(screen->model);
}

static void draw(Screen *screen)
{
    ui_view(screen->model, &screen->canvas);
    sound_canvas(&screen->canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes bytes = {data, data + size};
    Screen screen = {0};
    switch (take(&bytes) % 4) {
    case 0:
        desk_open_empty(&screen.desk);
        screen.desk.state.config.first_run = true;
        break;
    case 1:
        desk_open_quiz(&screen.desk);
        break;
    default:
        desk_open(&screen.desk, data[0] % 4 == 3);
        break;
    }
    screen_open_on(&screen, 24, 80);
    for (int i = 0; i < EVENTS_MAX && bytes.at < bytes.end; i++) {
        step(&screen, &bytes);
        if (i % EVENTS_DRAWN == 0)
            draw(&screen);
    }
    draw(&screen);
    screen_close(&screen);
    return 0;
}
