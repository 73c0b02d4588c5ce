/* The learner's options (config.def) as a plain struct, with names, checks and texts from the same
 * table. */
#ifndef CAIRN_STUDY_CONFIG_H
#define CAIRN_STUDY_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define CONFIG_TEXT_SIZE   256 /* room for a set of weights */
#define CONFIG_STEPS_MAX   8
#define CONFIG_STEP_MAX_MS (INT64_C(365) * 24 * 60 * 60 * 1000)

typedef struct Config {
#define OPTION_INT(field, name, fallback, minimum, maximum, help)  int field;
#define OPTION_REAL(field, name, fallback, minimum, maximum, help) double field;
#define OPTION_BOOL(field, name, fallback, help)                   bool field;
#define OPTION_TEXT(field, name, fallback, check, help)            char field[CONFIG_TEXT_SIZE];
#include "study/config.def"
#undef OPTION_INT
#undef OPTION_REAL
#undef OPTION_BOOL
#undef OPTION_TEXT
} Config;

typedef enum OptionType {
    OPTION_TYPE_INT,
    OPTION_TYPE_REAL,
    OPTION_TYPE_BOOL,
    OPTION_TYPE_TEXT
} OptionType;

typedef struct OptionInfo {
    const char *name, *help;
    OptionType type;
    double minimum, maximum; /* numbers only */
} OptionInfo;

/* All defaults. */
void config_defaults(Config *config);

/* Whether each option has a value that config_set could have given it. */
bool config_is_sound(const Config *config);

size_t config_option_count(void);
const OptionInfo *config_option(size_t index);

/* The title of the group that begins with this option, NULL within a group. */
const char *config_group(size_t index);

/* Index of the option with this name, or config_option_count() when there is none. */
size_t config_find(const char *name);

/* Sets an option from text ("35", "0.92", "true|false|on|off|yes|no", any text). STATUS_USAGE with
 * what was expected on a bad value; the config is then unchanged. */
CHECKED Status config_set(Config *config, size_t index, const char *value, Error *error);

/* The value as text, into `out` of CONFIG_TEXT_SIZE bytes. */
void config_get(const Config *config, size_t index, char *out);

/* Steps such as "1m 10m" as waits in ms: at most CONFIG_STEPS_MAX whole numbers with a unit s, m, h or
 * d, each above 0 and at most CONFIG_STEP_MAX_MS, separated by blanks; "" is no step. False when the
 * text is anything else. */
bool config_parse_steps(const char *text, int64_t ms[CONFIG_STEPS_MAX], int *count);

/* What the options that choose among words take: the words, parted by blanks. */
#define CONFIG_ORDERS      "due retrievability overdueness random topic"
#define CONFIG_NEW_ORDERS  "deck topic random"
#define CONFIG_POSITIONS   "after mixed before"
#define CONFIG_SIBLINGS    "new review interday"
#define CONFIG_LEECH_WORDS "suspend tag"
#define CONFIG_NOTIFY      "terminal desktop"

/* Milliseconds that count for an answer which took `ms`: from 0 to answer-cap-seconds. */
int64_t config_answer_ms(const Config *config, int64_t ms);

/* Which of `words` is `word`, from 0; -1 when it is none of them. */
int config_word_index(const char *words, const char *word);

/* A rhythm such as "25/5": minutes of practice, then of rest, each from 1 to 240; "" is none, which gives
 * 0 and 0. False when the text is anything else. */
bool config_parse_rhythm(const char *text, int *work_minutes, int *rest_minutes);

/* Whether `word` stands in the text, whose words are parted by blanks or commas. */
bool config_has_word(const char *text, const char *word);

/* Weekdays such as "sat,sun" or "mon 1 tue 0.5" as a factor for each (0 Monday): 1 for those that are not named, 0 for
 * those named without a factor. False when the text is anything else. */
bool config_parse_easy_days(const char *text, double factors[7]);

/* Weekdays such as "mon,tue,thu" as a mask (bit 0 Monday); "" is 0. False when the text is anything
 * else. */
bool config_parse_weekdays(const char *text, unsigned *mask);

/* Checks named in config.def. */
bool config_check_weekdays(const char *text);
bool config_check_date(const char *text); /* "", or a day such as 2027-09-30 */
bool config_check_easy_days(const char *text);
bool config_check_weights(const char *text);
bool config_check_order(const char *text);
bool config_check_new_order(const char *text);
bool config_check_position(const char *text);
bool config_check_siblings(const char *text);
bool config_check_leech(const char *text);
bool config_check_rhythm(const char *text);
bool config_check_notify(const char *text);
bool config_check_steps(const char *text); /* "", or durations of whole seconds..days, at most 8 */
bool config_check_place(const char *text);

#endif
