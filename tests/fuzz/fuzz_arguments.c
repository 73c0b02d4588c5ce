/* The command line, an argument a line: any words are understood or refused with a sentence. So are the
 * commands that name an editor or a browser, and addresses: none that is opened can be taken for an
 * option or holds a byte that a shell or a terminal would act on. The first byte chooses. */
#include "base/memory.h"
#include "cli/args.h"
#include "companion/external.h"
#include "fuzz/checks.h"
#include "text/escape.h"
#include "text/sanitize.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORDS_MAX = 64 };

/* What is said about an input can be shown once it went the way of every message. */
static void check_message(const Error *error)
{
    require(error->message[0] != '\0');
    const char *shown = sanitize_text(take_arena(), error->message, strlen(error->message), 0);
    check_text(shown, strlen(shown), false);
}

static void run_arguments(char *text)
{
    char *argv[WORDS_MAX + 1] = {(char[]){"cairn"}};
    int argc = 1;
    Arguments arguments;
    Error error = {""};
    for (char *next = text; next != NULL && argc < WORDS_MAX;) {
        char *end = strchr(next, '\n');
        if (end != NULL)
            *end = '\0';
        argv[argc++] = next;
        next = end == NULL ? NULL : end + 1;
    }
    if (args_parse(argc, argv, &arguments, &error) == STATUS_OK) {
        char *joined = args_join(&arguments, 0);
        int32_t value = 0;
        require(arguments.command == NULL || arguments.group != NULL);
        for (size_t i = 0; i < arguments.flags.count; i++)
            if (args_flag_integer(&arguments, arguments.flags.items[i].flag->option, -5, 70, 1,
                                  &value, &error) == STATUS_OK)
                require(value >= -5 && value <= 70);
        mem_free(joined);
    } else {
        check_message(&error);
    }
    args_done(&arguments);
}

static void run_command(const char *text)
{
    char **words;
    Error error = {""};
    if (external_split(text, &words, &error) != STATUS_OK) {
        check_message(&error);
        return;
    }
    size_t bytes = 0;
    require(words[0] != NULL && words[0][0] != '\0');
    for (char **word = words; *word != NULL; word++)
        bytes += strlen(*word);
    require(bytes <= strlen(text));
    external_words_free(words);
}

static void run_address(const char *text)
{
    if (external_address_is_safe(text)) {
        require(strncmp(text, "http", 4) == 0);
        check_text(text, strlen(text), true);
        require(strpbrk(text, " \"'`\\<>") == NULL);
    }
    if (escape_can_link(text)) {
        Buffer out = {0};
        escape_link_begin(&out, text);
        /* one sequence: ESC at both ends and nowhere between, no other control byte */
        const char *bytes = buffer_text(&out);
        require(out.length > 4 && bytes[0] == 0x1B && bytes[out.length - 2] == 0x1B);
        for (size_t i = 1; i + 2 < out.length; i++)
            require(bytes[i] >= ' ' && bytes[i] <= '~');
        buffer_done(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    char *text = mem_dup_range((const char *)data + 1, size - 1);
    switch (data[0] % 3) {
    case 0:
        run_arguments(text);
        break;
    case 1:
        run_command(text);
        break;
    default:
        run_address(text);
        break;
    }
    mem_free(text);
    return 0;
}
