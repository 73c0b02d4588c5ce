/* The settings: every option with its value, filtered as you type; Enter turns a switch over, or takes
 * another value in the line. */
#include <string.h>

#include "app/setting.h"
#include "app/update.h"
#include "base/memory.h"
#include "study/match.h"

void settings_open(Model *model)
{
    model->settings.editing = -1;
    overlay_open(model, OVERLAY_SETTINGS);
}

int settings_foot_rows(const Model *model)
{
    int rows = overlay_area(model).rows;
    return rows >= 20 ? 8 : rows >= 14 ? 6 : 3;
}

/* --- rows --- */

static bool setting_matches(const char *pattern, int number)
{
    SettingInfo info = setting_info(number);
    return pattern[0] == '\0' || match_fuzzy(pattern, info.name, NULL, 0, NULL) > 0 ||
           (strlen(pattern) > 2 && strstr(info.help, pattern) != NULL);
}

static void add_heading(Choices *choices, const char *title)
{
    Choice *heading = choices_add(choices, CHOICE_OPTION);
    heading->heading = true;
    heading->title = title;
}

static void add_limits(Choices *choices, const char *pattern)
{
    for (int i = 0; i < SETTING_LIMITS; i++) {
        if (setting_matches(pattern, setting_limit(i))) {
            choices_add(choices, CHOICE_OPTION)->number = setting_limit(i);
        }
    }
}

void settings_fill(Model *model)
{
    Choices *choices = &model->choices;
    const char *pattern = line_edit_text(&model->edit);
    size_t first = config_find("desired-retention"); /* what tunes the scheduler stands before it */
    const char *title = NULL;
    for (size_t i = 0; i < config_option_count(); i++) {
        bool tunes = i == first &&
                     (pattern[0] == '\0' ||
                      match_fuzzy(pattern, action_info(ACTION_OPTIMIZE)->name, NULL, 0, NULL) > 0);
        bool matches = setting_matches(pattern, (int)i);
        title = config_group(i) != NULL ? config_group(i) : title;
        if (title != NULL && (tunes || matches)) {
            add_heading(choices, title);
            title = NULL;
        }
        if (tunes) {
            choices_add(choices, CHOICE_ACTION)->action = ACTION_OPTIMIZE;
        }
        if (matches) {
            choices_add(choices, CHOICE_OPTION)->number = (int)i;
        }
        if (i == config_find("reviews-per-day")) {
            add_limits(choices, pattern);
        }
    }
}

static const Choice *selected(const Model *model)
{
    const Choices *choices = &model->choices;
    int at = choices->list.cursor;
    return at >= 0 && at < (int)choices->count ? &choices->items[at] : NULL;
}

/* --- changing a value --- */

static void set_problem(Settings *settings, const char *problem)
{
    mem_free(settings->problem);
    settings->problem = problem == NULL ? NULL : mem_dup(problem);
}

static void begin_edit(Model *model, int option)
{
    Settings *settings = &model->settings;
    char value[CONFIG_TEXT_SIZE];
    mem_free(settings->filter);
    settings->filter = mem_dup(line_edit_text(&model->edit));
    settings->editing = option;
    set_problem(settings, NULL);
    setting_value(model, option, value);
    line_edit_set(&model->edit, value);
}

static void end_edit(Model *model)
{
    Settings *settings = &model->settings;
    settings->editing = -1;
    set_problem(settings, NULL);
    line_edit_set(&model->edit, settings->filter);
}

static void set_option(Model *model, int option, const char *value, Effects *effects)
{
    SettingInfo info = setting_info(option);
    effects_add(effects, EFFECT_SET_OPTION, info.name, value);
    notice_set(model, NOTICE_GOOD, "%s: %s", info.name, value[0] == '\0' ? "nothing" : value);
}

static void take_value(Model *model, Effects *effects)
{
    int option = model->settings.editing;
    const char *value = line_edit_text(&model->edit);
    Error error;
    if (setting_check(model, option, value, &error) != STATUS_OK) {
        set_problem(&model->settings, error.message);
        return;
    }
    set_option(model, option, value, effects);
    end_edit(model);
}

static void choose(Model *model, const Choice *choice, Effects *effects)
{
    if (choice->kind == CHOICE_ACTION) {
        overlay_close(model);
        model_run(model, choice->action, effects);
        return;
    }
    char value[CONFIG_TEXT_SIZE];
    if (!setting_info(choice->number).is_switch) {
        begin_edit(model, choice->number);
        return;
    }
    setting_value(model, choice->number, value);
    set_option(model, choice->number, strcmp(value, "true") == 0 ? "false" : "true", effects);
}

void settings_run(Model *model, Action action, Effects *effects)
{
    bool editing = model->settings.editing >= 0;
    const Choice *choice = selected(model);
    if (action == ACTION_CLOSE) {
        if (editing) {
            end_edit(model);
        } else {
            overlay_close(model);
        }
    } else if (editing) {
        take_value(model, effects);
    } else if (choice != NULL && !choice->heading) {
        choose(model, choice, effects);
    }
}

void settings_typed(Model *model)
{
    if (model->settings.editing >= 0) {
        set_problem(&model->settings, NULL);
        return;
    }
    model->choices.list = (List){0};
    choices_rebuild(model);
}

/* --- what is said about the selected option --- */

/* Asked for once for each state in which somebody looks at it. */
static void want_outlook(Model *model, int option, Effects *effects)
{
    Outlook *outlook = &model->outlook;
    bool fresh = outlook->answered && outlook->revision == model->state->revision;
    if (option < 0 || (size_t)option != config_find("desired-retention") || outlook->asked ||
        fresh) {
        return;
    }
    outlook->asked = true;
    effects_add(effects, EFFECT_FORECAST, NULL, NULL);
}

void outlook_take(Model *model, const Message *message)
{
    Outlook *outlook = &model->outlook;
    outlook->asked = false;
    outlook->answered = true;
    outlook->revision = model->state->revision;
    if (message->forecast != NULL) {
        outlook->known = true;
        outlook->forecast = *message->forecast;
        outlook->revision = message->forecast->revision;
    }
    model->dirty = true;
}

void settings_refresh(Model *model, Effects *effects)
{
    Settings *settings = &model->settings;
    const Choice *choice = selected(model);
    int option =
        choice != NULL && choice->kind == CHOICE_OPTION && !choice->heading ? choice->number : -1;
    choices_fit(model);
    want_outlook(model, option, effects);
    sheet_begin(&settings->page, overlay_area(model).columns - 4, model_look(model));
    if (option >= 0) {
        build_setting(model, &settings->page, option);
    } else if (choice != NULL && choice->kind == CHOICE_ACTION) {
        build_tuning_advice(model, &settings->page);
    }
    settings->page.scroll = 0;
}

void settings_done(Model *model)
{
    mem_free(model->settings.filter);
    mem_free(model->settings.problem);
    sheet_done(&model->settings.page);
}
