#include "companion/answer_body.h"

#include <string.h>

#include "base/json.h"

#define DIGITS_MAX 15 /* as many as a number in JSON holds exactly */

typedef struct Word {
    const char *text;
    size_t length;
} Word;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Text in quotation marks without anything special in it. */
static bool take_text(const char **at, Word *word)
{
    const char *text = *at + 1;
    if (**at != '"')
        return false;
    size_t length = strcspn(text, "\"\\");
    *word = (Word){text, length};
    *at = text + length + 1;
    return text[length] == '"';
}

static bool take_word(const char **at, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(*at, word, length) != 0)
        return false;
    *at += length;
    return true;
}

/* Whole numbers without sign alone. */
static bool take_number(const char **at, int64_t *number)
{
    const char *first = *at;
    int digits = 0;
    *number = 0;
    for (; is_digit(**at) && digits <= DIGITS_MAX; digits++, ++*at)
        *number = 10 * *number + (**at - '0');
    if (*first == '0' && digits > 1)
        return false;
    return digits > 0 && digits <= DIGITS_MAX && (**at == ',' || **at == '}');
}

static bool is_word(Word word, const char *text)
{
    return word.length == strlen(text) && memcmp(word.text, text, word.length) == 0;
}

/* Whether a key that matters was there before, which `seen` remembers: which of the two counts is for the
 * reader of JSON to say. */
static bool is_doubled(Word key, unsigned *seen)
{
    static const char *const KEYS[] = {"rating", "ms", "days", "timed", "cram"};
    for (unsigned i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        if (is_word(key, KEYS[i])) {
            bool doubled = (*seen >> i & 1) != 0;
            *seen |= 1U << i;
            return doubled;
        }
    return false;
}

static void set_number(AnswerBody *body, Word key, int64_t number)
{
    if (is_word(key, "rating"))
        body->rating = number;
    else if (is_word(key, "ms"))
        body->ms = number;
    else if (is_word(key, "days"))
        body->days = number;
}

static void set_bool(AnswerBody *body, Word key, bool value)
{
    if (is_word(key, "timed"))
        body->timed = value;
    else if (is_word(key, "cram"))
        body->cram = value;
}

static bool take_member(const char **at, AnswerBody *body, unsigned *seen)
{
    Word key;
    Word text;
    int64_t number;
    if (!take_text(at, &key) || *(*at)++ != ':' || is_doubled(key, seen))
        return false;
    if (**at == '"')
        return take_text(at, &text);
    if (is_digit(**at)) {
        bool taken = take_number(at, &number);
        set_number(body, key, number);
        return taken;
    }
    bool value = take_word(at, "true");
    if (!value && !take_word(at, "false"))
        return false;
    set_bool(body, key, value);
    return true;
}

static bool scan(const char *text, AnswerBody *body)
{
    const char *at = text;
    unsigned seen = 0;
    *body = (AnswerBody){0};
    do {
        at++; /* the brace, or a comma */
        if (!take_member(&at, body, &seen))
            return false;
    } while (*at == ',');
    return at[0] == '}' && at[1] == '\0';
}

bool answer_body_read(const char *text, Arena *arena, AnswerBody *body)
{
    const JsonValue *json;
    if (text[0] == '{' && scan(text, body))
        return true;
    *body = (AnswerBody){0};
    if (json_parse(text, strlen(text), arena, &json, NULL) != STATUS_OK ||
        json->kind != JSON_OBJECT)
        return false;
    *body = (AnswerBody){.rating = json_get_integer(json, "rating", 0),
                         .ms = json_get_integer(json, "ms", 0),
                         .days = json_get_integer(json, "days", 0),
                         .timed = json_get_bool(json, "timed", false),
                         .cram = json_get_bool(json, "cram", false)};
    return true;
}
