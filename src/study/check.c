#include "study/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const OUTCOME_NAMES[OUTCOME_COUNT] = {"none", "passed", "failed", "cannot",
                                                         "open"};

const char *outcome_name(Outcome outcome)
{
    return outcome < OUTCOME_COUNT ? OUTCOME_NAMES[outcome] : "";
}

Outcome outcome_from_name(const char *name)
{
    for (unsigned i = 0; i < OUTCOME_COUNT; i++)
        if (strcmp(OUTCOME_NAMES[i], name) == 0)
            return (Outcome)i;
    return OUTCOME_NONE;
}

CheckResult check_result(Arena *arena, Outcome outcome, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *message = arena_alloc(arena, size, 1);
    va_start(arguments, format);
    (void)vsnprintf(message, size, format, arguments);
    va_end(arguments);
    return (CheckResult){.outcome = outcome, .message = message};
}

void check_add_words(const Check *check, Buffer *out)
{
    for (size_t i = 0; i < check->words.count; i++) {
        const char *word = check->words.items[i];
        bool plain = word[0] != '\0' && strpbrk(word, " \t\n'\"\\$`&|;<>()*?#") == NULL;
        buffer_add_format(out, plain ? "%s%s" : "%s'%s'", i > 0 ? " " : "", word);
    }
}

static TextList copy_texts(const TextList *list, Arena *arena)
{
    TextList copy = {.items = arena_alloc(arena, list->count + 1, sizeof *copy.items),
                     .count = list->count};
    for (size_t i = 0; i < list->count; i++)
        copy.items[i] = arena_dup(arena, list->items[i]);
    return copy;
}

/* Texts and lists that a check has. */
enum { CHECK_TEXTS = 11, CHECK_LISTS = 7 };

Check check_copy(const Check *check, Arena *arena)
{
    Check copy = *check;
    const char **const texts[CHECK_TEXTS] = {
        &copy.title,     &copy.file,     &copy.input, &copy.labels, &copy.key,      &copy.column,
        &copy.predicted, &copy.positive, &copy.slow,  &copy.fast,   &copy.criterion};
    TextList *const lists[CHECK_LISTS] = {&copy.words,  &copy.output,   &copy.patterns,
                                          &copy.absent, &copy.sections, &copy.columns,
                                          &copy.needs};
    for (size_t i = 0; i < CHECK_TEXTS; i++)
        *texts[i] = arena_dup(arena, *texts[i]);
    for (size_t i = 0; i < CHECK_LISTS; i++)
        *lists[i] = copy_texts(lists[i], arena);
    return copy;
}

bool check_all_passed(const CheckResult *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (results[i].outcome != OUTCOME_PASSED)
            return false;
    return count > 0;
}
