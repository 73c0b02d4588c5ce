/* The spelling of all texts that come with the program, as American English: hunspell's dictionary, the
 * words of tests/spelling/words, and those that tests/spelling/places allows in one item ("id: words").
 * Code, formulas, addresses, sources and words with digits are not looked at. */
#include "our_content.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/paths.h"
#include "text/page_source.h"

#define HUNSPELL "hunspell -i UTF-8 -d en_US"

/* All words, and where they are from: a text for each line. */
typedef struct Words {
    Buffer text;
    ARRAY(OurText) origins; /* parallel to the lines; without texts */
    char *places;
} Words;

/* Plain text without addresses; marks of Markdown are no letters. */
static void add_plain(Buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        if (strncmp(text + i, "http://", 7) == 0 || strncmp(text + i, "https://", 8) == 0) {
            while (i < length && !isspace((unsigned char)text[i]))
                i++;
            continue;
        }
        bool mark = strchr("\n\t*_|#~<>[]()", text[i]) != NULL;
        buffer_add(out, mark ? " " : text + i, 1);
        i++;
    }
}

/* A region of ordinary text without the targets of its links. */
static void add_region(Buffer *out, const char *text, const SourceRegion *region)
{
    size_t at = region->start, next = region->start;
    PageLink link;
    while (page_source_link(text, region, &next, &link)) {
        add_plain(out, text + at, link.target - at);
        at = link.target_end;
    }
    add_plain(out, text + at, region->end - at);
}

static void add_text(void *data, const OurText *text)
{
    Words *words = data;
    SourceScanner scanner;
    SourceRegion region;
    if (!text->markdown) {
        add_plain(&words->text, text->text, strlen(text->text));
    } else {
        source_begin(&scanner, text->text, strlen(text->text));
        while (source_next(&scanner, &region))
            if (region.kind == SOURCE_TEXT)
                add_region(&words->text, text->text, &region);
            else
                buffer_add_char(&words->text, ' ');
    }
    buffer_add_char(&words->text, '\n');
    *array_push(&words->origins) = (OurText){.id = mem_dup(text->id), .field = text->field};
}

static void words_done(Words *words)
{
    for (size_t i = 0; i < words->origins.count; i++)
        mem_free((char *)(uintptr_t)words->origins.items[i].id);
    array_done(&words->origins);
    mem_free(words->places);
    buffer_done(&words->text);
}

/* The word, as one of its own, from `at` to before `end`. */
static const char *find_word(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    for (const char *from = at; (at = strstr(at, word)) != NULL && at < end; at++)
        if ((at == from || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[length]))
            return at;
    return NULL;
}

static bool is_allowed(const Words *words, const char *id, const char *word)
{
    char *head = mem_format("\n%s: ", id);
    const char *place = strstr(words->places, head);
    size_t length = strlen(head);
    mem_free(head);
    if (place == NULL)
        return false;
    place += length;
    return find_word(place, place + strcspn(place, "\n"), word) != NULL;
}

/* Names each text that has the word and may not; returns how many there are. */
static size_t report(const Words *words, const char *word)
{
    size_t line = 0, wrong = 0;
    for (const char *at = buffer_text(&words->text); line < words->origins.count; line++) {
        const OurText *origin = &words->origins.items[line];
        const char *end = at + strcspn(at, "\n");
        if (find_word(at, end, word) != NULL && !is_allowed(words, origin->id, word)) {
            print_message("%s: %s: %s\n", origin->id, origin->field, word);
            wrong++;
        }
        at = end + 1;
    }
    return wrong;
}

static bool has_digit(const char *word)
{
    return word[strcspn(word, "0123456789")] != '\0';
}

static bool is_there(const char *command)
{
    char *quiet = mem_format("%s </dev/null >/dev/null 2>&1", command);
    int status = system(quiet); /* NOLINT(cert-env33-c): a test's own command */
    mem_free(quiet);
    return status == 0;
}

static void every_word_is_spelt_right(void **state)
{
    Words words = {0};
    Error error;
    char word[256];
    size_t wrong = 0;
    (void)state;
    if (!is_there(HUNSPELL " -l")) {
        print_message("hunspell or its American dictionary is not here\n");
        skip();
    }
    const char *directory = getenv("TMPDIR");
    char *file = path_join(directory != NULL ? directory : "/tmp", "cairn-spelling");
    words.places = read_whole("tests/spelling/places");
    walk_all(add_text, &words, 1);
    assert_int_equal(file_replace(file, words.text.data, words.text.length, &error), STATUS_OK);
    char *command = mem_format("tr -s ' ' '\\n' <'%s' | sort -u | " HUNSPELL
                               " -p tests/spelling/words -l | sort -u",
                               file);
    FILE *list = popen(command, "r"); /* NOLINT(cert-env33-c): a test's own command */
    assert_non_null(list);
    while (fgets(word, sizeof word, list) != NULL) {
        word[strcspn(word, "\n")] = '\0';
        wrong += has_digit(word) ? 0 : report(&words, word);
    }
    assert_int_equal(pclose(list), 0);
    (void)remove(file);
    mem_free(command);
    mem_free(file);
    words_done(&words);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_word_is_spelt_right)};
    return cmocka_run_group_tests(tests, load_ours, unload_ours);
}
