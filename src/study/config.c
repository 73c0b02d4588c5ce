#include "study/config.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"
#include "study/fsrs.h"
#include "study/weights.h"

/* How many decimals of a real option are kept; values read back exactly. */
#define REAL_SCALE 10000.0

typedef struct Row {
    OptionInfo info;
    size_t offset;    /* of the field in Config */
    double number;    /* default of a number or a switch */
    const char *text; /* default of a text */
    bool (*check)(const char *text);
} Row;

static const Row ROWS[] = {
#define OPTION_INT(field, name, fallback, minimum, maximum, help) \
    {{name, help, OPTION_TYPE_INT, minimum, maximum}, offsetof(Config, field), fallback, "", NULL},
#define OPTION_REAL(field, name, fallback, minimum, maximum, help) \
    {{name, help, OPTION_TYPE_REAL, minimum, maximum}, offsetof(Config, field), fallback, "", NULL},
#define OPTION_BOOL(field, name, fallback, help) \
    {{name, help, OPTION_TYPE_BOOL, 0, 1}, offsetof(Config, field), fallback, "", NULL},
#define OPTION_TEXT(field, name, fallback, check, help) \
    {{name, help, OPTION_TYPE_TEXT, 0, 0}, offsetof(Config, field), 0, fallback, check},
#include "study/config.def"
#undef OPTION_INT
#undef OPTION_REAL
#undef OPTION_BOOL
#undef OPTION_TEXT
};

#define ROW_COUNT (sizeof ROWS / sizeof *ROWS)

/* --- fields by row --- */

static void put_number(Config *config, const Row *row, double number)
{
    char *field = (char *)config + row->offset;
    int integer = (int)number;
    bool flag = number != 0;
    switch (row->info.type) {
    case OPTION_TYPE_INT:
        memcpy(field, &integer, sizeof integer);
        break;
    case OPTION_TYPE_REAL:
        memcpy(field, &number, sizeof number);
        break;
    case OPTION_TYPE_BOOL:
        memcpy(field, &flag, sizeof flag);
        break;
    case OPTION_TYPE_TEXT:
        break;
    }
}

static void put_text(Config *config, const Row *row, const char *text)
{
    snprintf((char *)config + row->offset, CONFIG_TEXT_SIZE, "%s", text);
}

void config_defaults(Config *config)
{
    memset(config, 0, sizeof *config);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (ROWS[i].info.type == OPTION_TYPE_TEXT)
            put_text(config, &ROWS[i], ROWS[i].text);
        else
            put_number(config, &ROWS[i], ROWS[i].number);
}

size_t config_option_count(void)
{
    return ROW_COUNT;
}

const OptionInfo *config_option(size_t index)
{
    return index < ROW_COUNT ? &ROWS[index].info : NULL;
}

/* The groups' titles among the rows, for each of which stands NULL. */
static const char *const GROUPS[] = {
#define OPTION_GROUP(title)                                        title,
#define OPTION_INT(field, name, fallback, minimum, maximum, help)  NULL,
#define OPTION_REAL(field, name, fallback, minimum, maximum, help) NULL,
#define OPTION_BOOL(field, name, fallback, help)                   NULL,
#define OPTION_TEXT(field, name, fallback, check, help)            NULL,
#include "study/config.def"
#undef OPTION_INT
#undef OPTION_REAL
#undef OPTION_BOOL
#undef OPTION_TEXT
};

const char *config_group(size_t index)
{
    const char *before = NULL;
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++) {
        if (GROUPS[i] == NULL && index-- == 0)
            return before;
        before = GROUPS[i];
    }
    return NULL;
}

size_t config_find(const char *name)
{
    size_t i = 0;
    while (i < ROW_COUNT && strcmp(ROWS[i].info.name, name) != 0)
        i++;
    return i;
}

/* --- numbers as text, the same in every locale --- */

/* Digits with an optional sign and at most `decimals` decimals; nothing else around them. */
static bool parse_number(const char *text, int decimals, double *number)
{
    bool negative = *text == '-';
    int64_t value = 0;
    double scale = 1;
    int digits = 0, after = -1;
    for (text += negative || *text == '+'; *text; text++) {
        if (*text == '.' && after < 0 && decimals > 0) {
            after = 0;
            continue;
        }
        if (*text < '0' || *text > '9' || ++digits > 15 || after >= decimals)
            return false;
        value = value * 10 + (*text - '0');
        if (after >= 0) {
            after++;
            scale *= 10;
        }
    }
    *number = (negative ? -1.0 : 1.0) * (double)value / scale;
    return digits > 0;
}

/* A number without needless zeros: "30", "0.9". */
static void format_number(double number, char *out, size_t size)
{
    long long scaled = llround(fabs(number) * REAL_SCALE);
    long long unit = (long long)REAL_SCALE;
    const char *sign = number < 0 && scaled > 0 ? "-" : "";
    int length = snprintf(out, size, "%s%lld.%04lld", sign, scaled / unit, scaled % unit);
    while (length > 0 && out[length - 1] == '0')
        out[--length] = '\0';
    if (length > 0 && out[length - 1] == '.')
        out[length - 1] = '\0';
}

/* --- setting and getting --- */

static Status set_number(Config *config, const Row *row, const char *value, Error *error)
{
    const OptionInfo *info = &row->info;
    bool whole = info->type == OPTION_TYPE_INT;
    double number = 0;
    if (!parse_number(value, whole ? 0 : 4, &number) || number < info->minimum ||
        number > info->maximum) {
        char low[CONFIG_TEXT_SIZE], high[CONFIG_TEXT_SIZE];
        format_number(info->minimum, low, sizeof low);
        format_number(info->maximum, high, sizeof high);
        return error_set(error, STATUS_USAGE, "%s: \"%.40s\" is not a %snumber from %s to %s",
                         info->name, value, whole ? "whole " : "", low, high);
    }
    put_number(config, row, number);
    return STATUS_OK;
}

static Status set_switch(Config *config, const Row *row, const char *value, Error *error)
{
    static const char *const NAMES[] = {"false", "true", "off", "on", "no", "yes", "0", "1"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcasecmp(NAMES[i], value) == 0) {
            put_number(config, row, (double)(i % 2));
            return STATUS_OK;
        }
    return error_set(error, STATUS_USAGE, "%s: \"%.40s\" is neither true nor false", row->info.name,
                     value);
}

static bool has_control_character(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return true;
    return false;
}

/* What a check of config.def takes, for its message. */
static const char *expected_by(bool (*check)(const char *text))
{
    static const struct {
        bool (*check)(const char *text);
        const char *expected;
    } CHECKS[] = {
        {config_check_place, "today, roadmap, review, projects or stats"},
        {config_check_steps, "up to 8 waits such as \"30s 10m 2h 1d\", or nothing"},
        {config_check_easy_days, "weekdays such as \"sat,sun\" or \"mon 0.5 tue 1\", or nothing"},
        {config_check_weekdays, "weekdays such as \"mon,tue,thu\", or nothing"},
        {config_check_date, "a day such as 2027-09-30, or nothing"},
        {config_check_weights, "21 numbers separated by commas (19 or 17 of older versions)"},
        {config_check_order, "one of: " CONFIG_ORDERS},
        {config_check_new_order, "one of: " CONFIG_NEW_ORDERS},
        {config_check_position, "one of: " CONFIG_POSITIONS},
        {config_check_siblings, "some of: " CONFIG_SIBLINGS ", or nothing"},
        {config_check_leech, "one of: " CONFIG_LEECH_WORDS},
        {config_check_rhythm, "minutes of practice and of rest such as \"25/5\", or nothing"},
        {config_check_notify, "some of: " CONFIG_NOTIFY ", or nothing"},
    };
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++)
        if (CHECKS[i].check == check)
            return CHECKS[i].expected;
    return "another value";
}

static Status set_text(Config *config, const Row *row, const char *value, Error *error)
{
    if (strlen(value) >= CONFIG_TEXT_SIZE || has_control_character(value))
        return error_set(error, STATUS_USAGE, "%s: at most %d bytes of plain text are allowed",
                         row->info.name, CONFIG_TEXT_SIZE - 1);
    if (row->check && !row->check(value))
        return error_set(error, STATUS_USAGE, "%s: \"%.40s\" is not allowed; expected %s",
                         row->info.name, value, expected_by(row->check));
    put_text(config, row, value);
    return STATUS_OK;
}

Status config_set(Config *config, size_t index, const char *value, Error *error)
{
    if (index >= ROW_COUNT)
        return error_set(error, STATUS_USAGE, "there is no such option");
    switch (ROWS[index].info.type) {
    case OPTION_TYPE_INT:
    case OPTION_TYPE_REAL:
        return set_number(config, &ROWS[index], value, error);
    case OPTION_TYPE_BOOL:
        return set_switch(config, &ROWS[index], value, error);
    case OPTION_TYPE_TEXT:
        break;
    }
    return set_text(config, &ROWS[index], value, error);
}

static bool is_sound_text(const Row *row, const char *text)
{
    return memchr(text, '\0', CONFIG_TEXT_SIZE) != NULL && !has_control_character(text) &&
           (row->check == NULL || row->check(text));
}

static bool is_sound(const Row *row, const char *field)
{
    const OptionInfo *info = &row->info;
    int integer;
    double real;
    unsigned char flag;
    switch (info->type) {
    case OPTION_TYPE_INT:
        memcpy(&integer, field, sizeof integer);
        return integer >= info->minimum && integer <= info->maximum;
    case OPTION_TYPE_REAL:
        memcpy(&real, field, sizeof real);
        return real >= info->minimum && real <= info->maximum;
    case OPTION_TYPE_BOOL: /* looked at as a byte: any but two values of it are no bool */
        memcpy(&flag, field, sizeof flag);
        return flag < 2;
    case OPTION_TYPE_TEXT:
        break;
    }
    return is_sound_text(row, field);
}

bool config_is_sound(const Config *config)
{
    bool sound = true;
    for (size_t i = 0; i < ROW_COUNT; i++)
        sound = sound && is_sound(&ROWS[i], (const char *)config + ROWS[i].offset);
    return sound;
}

void config_get(const Config *config, size_t index, char *out)
{
    out[0] = '\0';
    if (index >= ROW_COUNT)
        return;
    const char *field = (const char *)config + ROWS[index].offset;
    int integer = 0;
    double real = 0;
    bool flag = false;
    switch (ROWS[index].info.type) {
    case OPTION_TYPE_INT:
        memcpy(&integer, field, sizeof integer);
        snprintf(out, CONFIG_TEXT_SIZE, "%d", integer);
        break;
    case OPTION_TYPE_REAL:
        memcpy(&real, field, sizeof real);
        format_number(real, out, CONFIG_TEXT_SIZE);
        break;
    case OPTION_TYPE_BOOL:
        memcpy(&flag, field, sizeof flag);
        snprintf(out, CONFIG_TEXT_SIZE, "%s", flag ? "true" : "false");
        break;
    case OPTION_TYPE_TEXT:
        snprintf(out, CONFIG_TEXT_SIZE, "%s", field);
        break;
    }
}

int64_t config_answer_ms(const Config *config, int64_t ms)
{
    int64_t most = config->answer_cap_seconds * MS_PER_SECOND;
    return ms < 0 ? 0 : ms > most ? most : ms;
}

/* --- checks --- */

/* One wait such as "10m" at `*text`, which moves behind it; 0 when there is none. */
static int64_t parse_wait(const char **text)
{
    static const struct {
        char unit;
        int64_t ms;
    } UNITS[] = {{'s', MS_PER_SECOND}, {'m', MS_PER_MINUTE}, {'h', MS_PER_HOUR}, {'d', MS_PER_DAY}};
    int64_t number = 0;
    for (; **text >= '0' && **text <= '9' && number < 1000000; (*text)++)
        number = number * 10 + (**text - '0');
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (**text == UNITS[i].unit && number * UNITS[i].ms <= CONFIG_STEP_MAX_MS) {
            (*text)++;
            return number * UNITS[i].ms;
        }
    return 0;
}

bool config_parse_steps(const char *text, int64_t ms[CONFIG_STEPS_MAX], int *count)
{
    *count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        int64_t wait = parse_wait(&text);
        if (wait <= 0 || (*text != ' ' && *text != '\0') || *count == CONFIG_STEPS_MAX)
            return false;
        ms[(*count)++] = wait;
    }
    return true;
}

bool config_check_steps(const char *text)
{
    int64_t ms[CONFIG_STEPS_MAX];
    int count = 0;
    return config_parse_steps(text, ms, &count);
}

bool config_check_place(const char *text)
{
    static const char *const PLACES[] = {"today", "roadmap", "review", "projects", "stats"};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (strcmp(PLACES[i], text) == 0)
            return true;
    return false;
}

/* --- words and weekdays --- */

#define GAPS " ,"

int config_word_index(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (int i = 0; *words != '\0'; i++) {
        size_t next = strcspn(words, " ");
        if (next == length && memcmp(words, word, length) == 0)
            return i;
        words += next;
        words += strspn(words, " ");
    }
    return -1;
}

bool config_has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (text += strspn(text, GAPS); *text != '\0'; text += strspn(text, GAPS)) {
        size_t next = strcspn(text, GAPS);
        if (next == length && memcmp(text, word, length) == 0)
            return true;
        text += next;
    }
    return false;
}

/* The next word of a text, moved behind; false at its end or when the word has no room. */
static bool next_word(const char **text, char word[16])
{
    *text += strspn(*text, GAPS);
    size_t length = strcspn(*text, GAPS);
    if (length == 0 || length > 15)
        return false;
    memcpy(word, *text, length);
    word[length] = '\0';
    *text += length;
    return true;
}

static int weekday_from_name(const char *name)
{
    int day = 0;
    while (day < 7 && strcasecmp(civil_weekday_name(day), name) != 0)
        day++;
    return day;
}

bool config_parse_easy_days(const char *text, double factors[7])
{
    char word[16];
    int day = 7;
    for (int i = 0; i < 7; i++)
        factors[i] = 1;
    while (next_word(&text, word)) {
        double factor = 0;
        int named = weekday_from_name(word);
        if (named < 7)
            factors[day = named] = 0;
        else if (day < 7 && parse_number(word, 2, &factor) && factor >= 0 && factor <= 1)
            factors[day] = factor;
        else
            return false;
        if (named == 7)
            day = 7;
    }
    return text[strspn(text, GAPS)] == '\0';
}

bool config_check_easy_days(const char *text)
{
    double factors[7];
    return config_parse_easy_days(text, factors);
}

bool config_parse_weekdays(const char *text, unsigned *mask)
{
    char word[16];
    *mask = 0;
    while (next_word(&text, word)) {
        int day = weekday_from_name(word);
        if (day == 7)
            return false;
        *mask |= 1U << day;
    }
    return text[strspn(text, GAPS)] == '\0';
}

bool config_check_weekdays(const char *text)
{
    unsigned mask;
    return config_parse_weekdays(text, &mask);
}

bool config_check_date(const char *text)
{
    DayNumber day;
    Error ignored;
    return text[0] == '\0' || civil_parse_date(text, &day, &ignored) == STATUS_OK;
}

bool config_check_weights(const char *text)
{
    double weights[WEIGHTS_MAX];
    size_t count = 0;
    FsrsModel model;
    return weights_parse(text, weights, &count) &&
           (count == 0 || fsrs_model_init(&model, weights, count, 0, NULL) == STATUS_OK);
}

bool config_check_order(const char *text)
{
    return config_word_index(CONFIG_ORDERS, text) >= 0;
}

bool config_check_new_order(const char *text)
{
    return config_word_index(CONFIG_NEW_ORDERS, text) >= 0;
}

bool config_check_position(const char *text)
{
    return config_word_index(CONFIG_POSITIONS, text) >= 0;
}

/* Whether each word of the text is one of `words`. */
static bool are_words(const char *text, const char *words)
{
    char word[16];
    while (next_word(&text, word))
        if (config_word_index(words, word) < 0)
            return false;
    return text[strspn(text, GAPS)] == '\0';
}

bool config_check_siblings(const char *text)
{
    return are_words(text, CONFIG_SIBLINGS);
}

bool config_check_notify(const char *text)
{
    return are_words(text, CONFIG_NOTIFY);
}

bool config_check_leech(const char *text)
{
    return config_word_index(CONFIG_LEECH_WORDS, text) >= 0;
}

/* --- rhythm --- */

#define RHYTHM_MOST_MINUTES 240

/* Whole minutes at `*text`, which moves behind them; 0 when there are none, or too many. */
static int parse_minutes(const char **text)
{
    int minutes = 0;
    for (; **text >= '0' && **text <= '9' && minutes <= RHYTHM_MOST_MINUTES; (*text)++)
        minutes = minutes * 10 + (**text - '0');
    return minutes <= RHYTHM_MOST_MINUTES ? minutes : 0;
}

bool config_parse_rhythm(const char *text, int *work_minutes, int *rest_minutes)
{
    *work_minutes = *rest_minutes = 0;
    if (text[0] == '\0')
        return true;
    int work = parse_minutes(&text);
    if (*text++ != '/')
        return false;
    int rest = parse_minutes(&text);
    if (work == 0 || rest == 0 || *text != '\0')
        return false;
    *work_minutes = work;
    *rest_minutes = rest;
    return true;
}

bool config_check_rhythm(const char *text)
{
    int work = 0;
    int rest = 0;
    return config_parse_rhythm(text, &work, &rest);
}
