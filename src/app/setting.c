#include "app/setting.h"

#include "study/limits.h"

static const SettingInfo LIMITS[SETTING_LIMITS] = {
    {.name = "new-today", .help = "new cards today alone; nothing: as every day", .is_limit = true},
    {.name = "reviews-today",
     .help = "reviews today at most; nothing: as every day",
     .is_limit = true},
};

int setting_limit(int which)
{
    return (int)config_option_count() + which;
}

SettingInfo setting_info(int number)
{
    if (number >= setting_limit(0))
        return LIMITS[number - setting_limit(0)];
    const OptionInfo *option = config_option((size_t)number);
    return (SettingInfo){
        .name = option->name, .help = option->help, .is_switch = option->type == OPTION_TYPE_BOOL};
}

void setting_value(const Model *model, int number, char out[CONFIG_TEXT_SIZE])
{
    SettingInfo info = setting_info(number);
    if (info.is_limit)
        limits_get(model->state, info.name, model->today, out);
    else
        config_get(&model->state->config, (size_t)number, out);
}

Status setting_check(const Model *model, int number, const char *value, Error *error)
{
    SettingInfo info = setting_info(number);
    Config tried = model->state->config;
    if (info.is_limit)
        return limits_check(model->state->catalog, info.name, value, error);
    return config_set(&tried, (size_t)number, value, error);
}
