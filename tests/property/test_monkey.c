/* A monkey at the keyboard: 100,000 random keys, clicks, sizes, ticks and failures. Whatever happens,
 * cursors stay in their lists, every row of the screen is as wide as the terminal, nothing is drawn
 * that is no text, and only one grade is under way at a time. The seed is fixed, so that a failure
 * comes again; MONKEY_SEED tries another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/model.h"
#include "base/memory.h"
#include "support/screen.h"
#include "support/sound.h"

#define STEPS 100000

static uint64_t chance;

/* xorshift64* */
static uint32_t draw(uint32_t below)
{
    chance ^= chance >> 12;
    chance ^= chance << 25;
    chance ^= chance >> 27;
    return (uint32_t)((chance * UINT64_C(2685821657736338717)) >> 33) % below;
}

static void press_random(Screen *screen)
{
    static const uint32_t LETTERS[] = {0xE9, 0x301, 0x5168, 0x1F600, 0x200B, 7};
    Key key = {0};
    switch (draw(4)) {
    case 0: {
        /* A key that does something. */
        const Keymap *keymap = &screen->model->keymap;
        key = keymap->items[draw((uint32_t)keymap->count)].key;
        break;
    }
    case 1:
        key.code = ' ' + draw('~' - ' ' + 1);
        break;
    case 2:
        key.code = KEYCODE_FIRST + draw(KEYCODE_LAST - KEYCODE_FIRST + 1);
        break;
    default:
        key.code = draw(3) == 0 ? LETTERS[draw(6)] : 'a' + draw(26);
        key.modifiers = (uint8_t)(draw(5) == 0 ? draw(4) : 0);
        break;
    }
    screen_send(screen, (Message){.kind = MESSAGE_KEY, .key = key});
}

static void resize_random(Screen *screen)
{
    static const int SIZES[][2] = {{24, 80}, {12, 40}, {1, 1}, {60, 200}, {13, 69}, {16, 70}};
    if (draw(2) == 0) {
        size_t i = draw(6);
        screen_resize(screen, SIZES[i][0], SIZES[i][1]);
    } else {
        screen_resize(screen, 1 + (int)draw(60), 1 + (int)draw(200));
    }
}

static void click_random(Screen *screen)
{
    screen_send(screen, (Message){.kind = MESSAGE_MOUSE,
                                  .mouse = (MouseKind)draw(4),
                                  .row = (int)draw(70) - 3,
                                  .column = (int)draw(210) - 3});
}

static void step(Screen *screen)
{
    uint32_t kind = draw(100);
    screen->now_ms += draw(30) == 0 ? draw(3600000) : draw(3000);
    if (kind < 80) {
        press_random(screen);
    } else if (kind < 90) {
        click_random(screen);
    } else if (kind < 94) {
        resize_random(screen);
    } else if (kind < 97) {
        screen_send(screen, (Message){.kind = MESSAGE_TICK});
    } else if (kind < 98) {
        screen_send(screen, (Message){.kind = MESSAGE_PASTE, .text = "pasted\n全 \x1b[1m\xFF"});
    } else if (kind < 99) {
        screen_send(screen, (Message){.kind = MESSAGE_FAILED, .text = "it failed \x1b[2J here"});
    } else if (draw(2) == 0) {
        screen_tuned(screen, draw(2) == 0);
    } else {
        screen->desk.state.revision += 1;
        screen_send(screen, (Message){.kind = MESSAGE_STATE});
    }
}

static void live(Screen *screen, int steps)
{
    for (int i = 0; i < steps; i++) {
        step(screen);
        screen->quit = false;
        sound_model(screen->model);
        ui_view(screen->model, &screen->canvas);
        sound_canvas(&screen->canvas);
        if (draw(500) == 0) {
            app_set_ascii(screen->model, draw(2) == 0);
        }
        if (draw(1000) == 0) {
            Buffer saved = {0};
            app_save_view(screen->model, &saved);
            app_restore_view(screen->model, buffer_text(&saved));
            buffer_done(&saved);
        }
    }
}

static uint64_t seed(void)
{
    const char *text = getenv("MONKEY_SEED");
    uint64_t value = text != NULL ? strtoull(text, NULL, 10) : 20261124;
    return value != 0 ? value : 1;
}

static void a_monkey_breaks_nothing(void **state)
{
    Screen screen;
    (void)state;
    chance = seed();
    screen_open(&screen, 24, 80);
    live(&screen, STEPS);
    screen_close(&screen);
}

static void nor_where_there_is_nothing(void **state)
{
    Screen screen = {0};
    (void)state;
    chance = seed();
    desk_open_empty(&screen.desk);
    screen.desk.state.config.first_run = true;
    screen_open_on(&screen, 24, 80);
    live(&screen, STEPS / 10);
    screen_close(&screen);
}

static void nor_with_cards_that_ask(void **state)
{
    Screen screen = {0};
    (void)state;
    chance = seed();
    for (int round = 0; round < 20; round++) {
        desk_open_quiz(&screen.desk);
        screen_open_on(&screen, 24, 80);
        screen_press(&screen, "3");
        live(&screen, STEPS / 50);
        screen_close(&screen);
        screen = (Screen){0};
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monkey_breaks_nothing),
        cmocka_unit_test(nor_where_there_is_nothing),
        cmocka_unit_test(nor_with_cards_that_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
