/* A row of the settings: an option, or a limit that holds today alone. Rows have numbers: options their
 * index, limits the numbers behind. */
#ifndef CAIRN_APP_SETTING_H
#define CAIRN_APP_SETTING_H

#include "app/model.h"

#define SETTING_LIMITS 2 /* of today alone */

typedef struct SettingInfo {
    const char *name, *help;
    bool is_switch; /* true or false */
    bool is_limit;
} SettingInfo;

SettingInfo setting_info(int number);

/* The number of a limit's row. */
int setting_limit(int which);

void setting_value(const Model *model, int number, char out[CONFIG_TEXT_SIZE]);

/* STATUS_USAGE with a sentence when the setting does not take this value. */
CHECKED Status setting_check(const Model *model, int number, const char *value, Error *error);

#endif
