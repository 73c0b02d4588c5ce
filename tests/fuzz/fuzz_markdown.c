/* Markdown, formulas and cloze deletions: any bytes give lines that fit, hold no control byte, are
 * valid UTF-8, and the same whenever they are asked for again. The first byte chooses what is run, the
 * second the width. One input in eight is asked for twice. */
#include "base/memory.h"
#include "fuzz/checks.h"
#include "text/cloze.h"
#include "text/markdown.h"
#include "text/math.h"
#include "text/page_source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run_markdown(const char *text, int width, uint8_t choice, bool twice)
{
    Arena *arena = take_arena();
    TextLines lines = {0};
    MarkdownOptions options = {.width = width,
                               .ascii = (choice & 4) != 0,
                               .raw_math = (choice & 8) != 0,
                               .alphabets = (choice & 16) != 0,
                               .wrap_code = (choice & 64) != 0,
                               .plot_cells = (choice & 32) != 0 ? PLOT_BLOCKS : PLOT_BRAILLE,
                               .role = ROLE_TEXT};
    markdown_render(&lines, arena, text, &options);
    for (size_t i = 0; i < lines.count; i++) {
        check_line(&lines.items[i], false);
        require(lines.items[i].block > 0 || lines.items[i].width <= width);
    }
    if (twice) {
        TextLines again = {0};
        markdown_render(&again, arena, text, &options);
        require(again.count == lines.count);
        check_same_lines(lines.items, again.items, lines.count);
    }
}

/* Tasks come in their order, and ticking them changes nothing but their marks. */
static void run_tasks(char *text)
{
    size_t length = strlen(text), at = 0, count = 0, last = 0, ticked = 0;
    PageTask task;
    while (page_source_task(text, length, &at, &task)) {
        require(task.mark >= last && task.mark < task.text && task.text <= task.text_end);
        require(task.text_end <= at && at <= length);
        last = at;
        count++;
    }
    page_source_tick(text, length, UINT64_MAX);
    require(strlen(text) == length);
    for (at = 0; page_source_task(text, length, &at, &task); ticked++)
        require(ticked >= 64 || text[task.mark] == 'x');
    require(ticked == count);
}

static void run_math(const char *text, bool ascii)
{
    Buffer out = {0};
    (void)math_flatten(&out, text, strlen(text), ascii, NULL);
    check_text(buffer_text(&out), out.length, ascii);
    buffer_done(&out);
}

/* One of the deletions, which the width chooses too. */
static void run_cloze(const char *text, int width, uint8_t choice, bool twice)
{
    unsigned long long mask;
    int highest = cloze_numbers(text, &mask);
    require(highest == 0 ? mask == 0 : mask >> (highest - 1) == 1);
    if (highest == 0)
        return;
    Buffer out = {0};
    cloze_render(&out, text, width % highest + 1, (choice & 4) != 0);
    run_markdown(buffer_text(&out), width, choice, twice);
    buffer_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    char *text = mem_dup_range((const char *)data + 2, size - 2);
    int width = data[1] % 200 + 1;
    bool twice = is_asked_twice(data, size);
    switch (data[0] % 3) {
    case 0:
        run_markdown(text, width, data[0], twice);
        run_tasks(text);
        break;
    case 1:
        run_math(text, (data[0] & 4) != 0);
        break;
    default:
        run_cloze(text, width, data[0], twice);
        break;
    }
    mem_free(text);
    return 0;
}
