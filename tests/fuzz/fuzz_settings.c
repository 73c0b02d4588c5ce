/* The learner's small files and words: themes, key bindings, options and the remembered view. Any bytes
 * are taken or refused with a sentence, and what was taken is fit for use. The first byte chooses. */
#include "app/app.h"
#include "app/keymap.h"
#include "base/memory.h"
#include "content/settings.h"
#include "fuzz/scratch.h"
#include "study/config.h"
#include "study/scheduler.h"
#include "support/desk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_told(Status status, const Diagnostics *diagnostics, const Error *error)
{
    require((status == STATUS_OK) == (diagnostics->errors == 0));
    require(status == STATUS_OK || error->message[0] != '\0');
}

static void run_theme(const char *path)
{
    Theme theme;
    Diagnostics diagnostics = {0};
    Error error = {""};
    check_told(theme_read(path, &theme, &diagnostics, &error), &diagnostics, &error);
    require(utf8_valid(theme.name, strlen(theme.name)));
    for (int role = 0; role < ROLE_COUNT; role++) {
        const ThemeStyle *style = &theme.styles[role];
        require(style->foreground.kind <= COLOUR_RGB && style->background.kind <= COLOUR_RGB);
    }
    diagnostics_done(&diagnostics);
}

static void run_keys(const char *path)
{
    KeyBindings bindings = {0};
    Diagnostics diagnostics = {0};
    Error error = {""};
    Keymap keymap;
    check_told(keys_read(path, &bindings, &diagnostics, &error), &diagnostics, &error);
    keymap_init(&keymap);
    for (size_t i = 0; i < bindings.count; i++)
        if (keymap_unbind(&keymap, bindings.items[i].action, &error) != STATUS_OK)
            require(error.message[0] != '\0');
    for (size_t i = 0; i < bindings.count; i++)
        if (keymap_bind(&keymap, bindings.items[i].action, bindings.items[i].key, &error) !=
            STATUS_OK)
            require(error.message[0] != '\0');
    for (Action action = 0; action < ACTION_COUNT; action++) {
        Key key;
        if (keymap_key_of(&keymap, 1, action, &key))
            require(keymap_find(&keymap, 1, key) == action);
    }
    keymap_done(&keymap);
    keys_done(&bindings);
    diagnostics_done(&diagnostics);
}

/* "NAME VALUE" a line. What was set reads back as itself, and cards can be scheduled with it. */
static void run_options(char *text)
{
    Config config;
    Error error = {""};
    config_defaults(&config);
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *value = strchr(line, ' ');
        char written[CONFIG_TEXT_SIZE], again[CONFIG_TEXT_SIZE];
        if (value == NULL)
            continue;
        *value++ = '\0';
        size_t index = config_find(line);
        if (index == config_option_count())
            continue;
        if (config_set(&config, index, value, &error) != STATUS_OK) {
            require(error.message[0] != '\0');
            continue;
        }
        config_get(&config, index, written);
        require(config_set(&config, index, written, NULL) == STATUS_OK);
        config_get(&config, index, again);
        require(strcmp(written, again) == 0);
    }
    Scheduler scheduler;
    require(scheduler_init(&scheduler, &config, NULL, 0, NULL) == STATUS_OK);
}

/* A view that was restored can be drawn upon and saves as a view again, the same one from then on. */
static void run_view(const char *text)
{
    static Desk desk;
    if (desk.catalog == NULL)
        desk_open(&desk, false);
    Buffer once = {0}, twice = {0};
    for (int i = 0; i < 2; i++) {
        Model *model = app_new(&desk.state, 24, 80);
        Effects effects = {0};
        app_restore_view(model, i == 0 ? text : buffer_text(&once));
        const Message start = {.kind = MESSAGE_START, .now_ms = DESK_NOW_MS};
        app_update(model, &start, &effects);
        app_save_view(model, i == 0 ? &once : &twice);
        effects_done(&effects);
        app_free(model);
    }
    require(strcmp(buffer_text(&once), buffer_text(&twice)) == 0);
    buffer_done(&once);
    buffer_done(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    char *text = mem_dup_range((const char *)data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        run_theme(scratch_file(data + 1, size - 1));
        break;
    case 1:
        run_keys(scratch_file(data + 1, size - 1));
        break;
    case 2:
        run_options(text);
        break;
    default:
        run_view(text);
        break;
    }
    mem_free(text);
    return 0;
}
