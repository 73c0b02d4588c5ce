#include "study/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef struct Name {
    bool reviews, today;
    const char *deck; /* "" for all cards */
} Name;

static const struct {
    const char *word;
    bool reviews, today;
} WORDS[] = {{"new-per-day", false, false},
             {"reviews-per-day", true, false},
             {"new-today", false, true},
             {"reviews-today", true, true}};

static bool parse_name(const char *text, Name *name)
{
    size_t length = strcspn(text, "@");
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strlen(WORDS[i].word) != length || memcmp(WORDS[i].word, text, length) != 0)
            continue;
        *name =
            (Name){WORDS[i].reviews, WORDS[i].today, text[length] == '@' ? text + length + 1 : ""};
        /* for all cards and every day there are options of that name */
        return WORDS[i].today ? text[length] == '\0' || name->deck[0] != '\0'
                              : name->deck[0] != '\0';
    }
    return false;
}

bool limits_is_name(const char *name)
{
    Name parsed;
    return parse_name(name, &parsed);
}

/* A number of cards; -1 when the text is anything else. */
static int32_t parse_count(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 4 || text[digits] != '\0')
        return -1;
    return (int32_t)strtol(text, NULL, 10);
}

Status limits_check(const Catalog *catalog, const char *name, const char *value, Error *error)
{
    Name parsed;
    if (!parse_name(name, &parsed))
        return error_set(error, STATUS_USAGE, "\"%s\" is no limit: expected %s", name,
                         "new-per-day@DECK, reviews-per-day@DECK, new-today or reviews-today");
    if (parsed.deck[0] != '\0' &&
        catalog_find_kind(catalog, parsed.deck, ITEM_DECK) == CATALOG_NONE)
        return error_set(error, STATUS_USAGE,
                         "%s: there is no deck \"%s\"; 'cairn card show' names the deck of a card",
                         name, parsed.deck);
    if (value[0] != '\0' && parse_count(value) < 0)
        return error_set(
            error, STATUS_USAGE,
            "%s: \"%.40s\" is neither a whole number from 0 to %d nor \"\" for no limit", name,
            value, LIMITS_MOST);
    return STATUS_OK;
}

void limits_format(const char *name, const char *value, DayNumber set_on,
                   char out[LIMITS_VALUE_SIZE])
{
    Name parsed;
    if (parse_name(name, &parsed) && parsed.today && value[0] != '\0')
        (void)snprintf(out, LIMITS_VALUE_SIZE, "%.8s %d", value, (int)set_on);
    else
        (void)snprintf(out, LIMITS_VALUE_SIZE, "%.8s", value);
}

/* The limit a name means, in a state whose catalog has its deck; NULL otherwise. */
static DayLimit *find_limit(const StudyState *state, const Name *name)
{
    CatalogIndex deck = CATALOG_NONE;
    if (name->deck[0] != '\0') {
        deck = catalog_find_kind(state->catalog, name->deck, ITEM_DECK);
        if (deck == CATALOG_NONE)
            return NULL;
    }
    Limits *limits = &state->limits[1 + deck];
    return name->reviews ? &limits->reviews : &limits->fresh;
}

void limits_set(StudyState *state, const char *name, const char *kept)
{
    Name parsed;
    DayLimit *limit = parse_name(name, &parsed) ? find_limit(state, &parsed) : NULL;
    char count_text[8];
    size_t length = strcspn(kept, " ");
    if (limit == NULL || length >= sizeof count_text)
        return;
    memcpy(count_text, kept, length);
    count_text[length] = '\0';
    int32_t count = parse_count(count_text); /* -1 for "": no limit */
    if (count < 0 && length > 0)
        return;
    if (parsed.today) {
        limit->today = count;
        limit->day = (DayNumber)strtol(kept + length, NULL, 10);
    } else {
        limit->usual = count;
    }
}

void limits_get(const StudyState *state, const char *name, DayNumber today,
                char out[LIMITS_VALUE_SIZE])
{
    Name parsed;
    const DayLimit *limit = parse_name(name, &parsed) ? find_limit(state, &parsed) : NULL;
    int32_t count = -1;
    if (limit != NULL && parsed.today)
        count = limit->day == today ? limit->today : -1;
    else if (limit != NULL)
        count = limit->usual;
    out[0] = '\0';
    if (count >= 0)
        (void)snprintf(out, LIMITS_VALUE_SIZE, "%d", (int)count);
}

void limits_each(const StudyState *state, DayNumber today,
                 void (*each)(void *context, const char *name, const char *value), void *context)
{
    const Catalog *catalog = state->catalog;
    for (CatalogIndex deck = CATALOG_NONE; deck < (CatalogIndex)catalog->deck_count; deck++) {
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
            char value[LIMITS_VALUE_SIZE];
            char *name = deck == CATALOG_NONE
                             ? mem_dup(WORDS[i].word)
                             : mem_format("%s@%s", WORDS[i].word, catalog->decks[deck].id);
            limits_get(state, name, today, value);
            if (value[0] != '\0')
                each(context, name, value);
            mem_free(name);
        }
    }
}

static int32_t count_on(const DayLimit *limit, int32_t usual, DayNumber today)
{
    if (limit->today >= 0 && limit->day == today)
        return limit->today;
    return limit->usual >= 0 ? limit->usual : usual;
}

int32_t limits_new(const StudyState *state, CatalogIndex deck, DayNumber today)
{
    int32_t usual = deck == CATALOG_NONE ? state->config.new_per_day : LIMITS_NONE;
    return count_on(&state->limits[1 + deck].fresh, usual, today);
}

int32_t limits_reviews(const StudyState *state, CatalogIndex deck, DayNumber today)
{
    int32_t usual = deck == CATALOG_NONE ? state->config.reviews_per_day : LIMITS_NONE;
    return count_on(&state->limits[1 + deck].reviews, usual, today);
}
