/* The content that comes with the program: it is without findings and doubts, there is enough of it,
 * every formula can be drawn, and what claims a number says how it comes about. */
#include "our_content.h"

#include <stdio.h>

#include "companion/authoring_impl.h"
#include "text/markdown.h"
#include "text/math_tree.h"
#include "text/page_source.h"

#define COLUMNS  76
#define SHOWINGS 20 /* of each drill */

/* --- findings --- */

static void nothing_is_found_and_nothing_doubted(void **state)
{
    (void)state;
    assert_string_equal(findings, "");
}

static void follow_links(void *data, const OurText *text)
{
    static const char LINK[] = "](" CATALOG_RESOURCE_LINK;
    size_t *lost = data;
    const char *at = text->text;
    while (text->markdown && (at = strstr(at, LINK)) != NULL) {
        at += sizeof LINK - 1;
        char *id = mem_dup_range(at, strcspn(at, ") "));
        if (catalog_find_kind(catalog, id, ITEM_RESOURCE) == CATALOG_NONE) {
            print_message("%s: %s: there is no resource '%s'\n", text->id, text->field, id);
            *lost += 1;
        }
        mem_free(id);
    }
}

/* Those of pages are looked at by the loader too. */
static void every_link_leads_to_a_resource(void **state)
{
    size_t lost = 0;
    (void)state;
    walk_all(follow_links, &lost, 1);
    assert_int_equal(lost, 0);
}

/* --- formulas --- */

typedef struct Drawing {
    Arena *arena;
    OurText text;
    MathMacros *macros;
    size_t formulas, failures;
} Drawing;

static void read_formula(Drawing *drawing, const char *tex, size_t length)
{
    (void)math_macros_read(drawing->macros, tex, length);
    MathParse parse = math_parse(drawing->arena, tex, length, drawing->macros);
    drawing->formulas++;
    if (parse.row != NULL && parse.unknown == 0)
        return;
    print_message("%s: %s: %s in %.*s\n", drawing->text.id, drawing->text.field,
                  parse.row == NULL ? parse.limit : parse.first_unknown, (int)length, tex);
    drawing->failures++;
}

static void read_formulas(Drawing *drawing, const char *text)
{
    SourceScanner scanner;
    SourceRegion region;
    PageFence fence;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region))
        if (region.kind == SOURCE_MATH)
            read_formula(drawing, text + region.body_start, region.body_end - region.body_start);
        else if (region.kind == SOURCE_CODE && page_source_fence(text, &region, &fence) &&
                 page_source_is_fence(text, &fence, "math"))
            read_formula(drawing, text + fence.body, fence.body_end - fence.body);
}

/* No formula, table or line of code goes beyond the width, but for the code in hints to projects, which
 * scrolls sideways. */
static void draw(Drawing *drawing, const OurText *text, bool ascii, const MathMacros *macros)
{
    TextLines lines = {0};
    MarkdownOptions options = {.width = COLUMNS, .ascii = ascii, .macros = macros};
    markdown_render(&lines, drawing->arena, text->text, &options);
    int widest = 0;
    for (size_t i = 0; i < lines.count; i++)
        widest = lines.items[i].width > widest ? lines.items[i].width : widest;
    if (widest <= COLUMNS || strcmp(text->field, "hints") == 0)
        return;
    print_message("%s: %s takes %d columns%s\n", text->id, text->field, widest,
                  ascii ? " of ASCII" : "");
    drawing->failures++;
}

static void draw_text(void *data, const OurText *text)
{
    Drawing *drawing = data;
    if (!text->markdown)
        return;
    drawing->arena = arena_new();
    drawing->text = *text;
    MathMacros *outer = math_macros_new(drawing->arena, NULL);
    (void)math_macros_read(outer, text->macros, strlen(text->macros));
    drawing->macros = math_macros_new(drawing->arena, outer);
    read_formulas(drawing, text->text);
    draw(drawing, text, false, outer);
    draw(drawing, text, true, outer);
    arena_free(drawing->arena);
}

static void every_formula_is_drawn_in_76_columns(void **state)
{
    Drawing drawing = {0};
    (void)state;
    walk_all(draw_text, &drawing, SHOWINGS);
    assert_int_equal(drawing.failures, 0);
    assert_true(drawing.formulas >= 2000);
}

/* --- numbers --- */

/* The loader holds an answer against its check, so that it is enough that there is one. */
static void every_number_is_worked_out_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->note_count; i++) {
        const Note *note = &catalog->notes[i];
        if (note->kind != CARD_NUMBER)
            continue;
        char *deck = read_whole(catalog->decks[note->deck].file);
        char *head = mem_format("- id: %s\n", note->id);
        const char *card = strstr(deck, head);
        const char *check = card != NULL ? strstr(card, "\n    check: ") : NULL;
        const char *next = card != NULL ? strstr(card + 1, "\n  - id: ") : NULL;
        if (check == NULL || (next != NULL && check > next))
            fail_msg("%s has no check", note->id);
        mem_free(head);
        mem_free(deck);
    }
}

/* --- pages --- */

typedef struct Extent {
    size_t words, claims;
} Extent;

/* A formula is a word; code, plots and checks are none. */
static Extent extent_of(const char *text)
{
    Extent extent = {0};
    SourceScanner scanner;
    SourceRegion region;
    PageFence fence;
    bool within = false;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region)) {
        bool fenced = region.kind == SOURCE_CODE && page_source_fence(text, &region, &fence);
        bool claims = fenced && page_source_is_fence(text, &fence, "check");
        for (size_t i = fenced ? fence.body : region.start; claims && i < fence.body_end; i++)
            extent.claims += text[i] == '\n';
        for (size_t i = region.start; !fenced && i < region.end; i++) {
            bool blank = region.kind == SOURCE_TEXT && strchr(" \n\t|#", text[i]) != NULL;
            extent.words += !blank && !within;
            within = !blank;
        }
        within = within && !fenced;
    }
    return extent;
}

static void every_subtopic_has_a_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        const Subtopic *subtopic = &catalog->subtopics[i];
        if (subtopic->page[0] == '\0')
            fail_msg("%s has no page", subtopic->id);
        char *text = read_whole(subtopic->page);
        Extent extent = extent_of(text);
        mem_free(text);
        if (extent.words < 300 || extent.words > 800)
            fail_msg("%s has %zu words (300 to 800)", subtopic->id, extent.words);
        if (extent.claims < 3)
            fail_msg("%s works out %zu numbers (3 at least)", subtopic->id, extent.claims);
        if (!subtopic->activity && subtopic->outcomes.count < 2)
            fail_msg("%s has %zu outcomes (2 at least)", subtopic->id, subtopic->outcomes.count);
    }
}

/* --- counts --- */

static void there_is_enough(void **state)
{
    size_t kinds[CARD_KIND_COUNT] = {0};
    (void)state;
    for (size_t i = 0; i < catalog->card_count; i++)
        kinds[catalog->notes[catalog->cards[i].note].kind]++;
    assert_true(catalog->card_count >= 700);
    assert_true(kinds[CARD_BASIC] + kinds[CARD_REVERSED] >= 200);
    assert_true(kinds[CARD_CLOZE] >= 120);
    assert_true(kinds[CARD_CHOICE] >= 80);
    assert_true(kinds[CARD_ORDER] >= 30);
    assert_true(kinds[CARD_TYPED] >= 60);
    assert_true(kinds[CARD_NUMBER] >= 60);
    assert_true(kinds[CARD_DRILL] >= 80);
    assert_in_range(catalog->resource_count, 60, 120);
    assert_true(glossary->count >= 220);
}

static void every_subtopic_has_fifteen_cards(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        const Subtopic *subtopic = &catalog->subtopics[i];
        size_t count = 0;
        for (size_t k = 0; k < catalog->card_count; k++)
            count += catalog->notes[catalog->cards[k].note].subtopic == (CatalogIndex)i;
        bool guide = strncmp(subtopic->id, "capstone/", 9) == 0; /* to a project */
        if (!subtopic->activity && !guide && count < 15)
            fail_msg("%s has %zu cards (15 at least)", subtopic->id, count);
    }
}

/* --- a learner's version --- */

/* Content is written so that each card can be cut out of its deck (cairn card edit). */
static void every_card_can_be_copied(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog->note_count; i++) {
        const Note *note = &catalog->notes[i];
        Buffer copy = {0};
        char *deck = read_whole(catalog_note_file(catalog, note));
        if (!authoring_copy_card(deck, (size_t)note->line, note->id, &copy))
            fail_msg("%s cannot be cut out of %s", note->id, catalog_note_file(catalog, note));
        buffer_done(&copy);
        mem_free(deck);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_and_nothing_doubted),
        cmocka_unit_test(every_link_leads_to_a_resource),
        cmocka_unit_test(every_formula_is_drawn_in_76_columns),
        cmocka_unit_test(every_number_is_worked_out_twice),
        cmocka_unit_test(every_subtopic_has_a_page),
        cmocka_unit_test(there_is_enough),
        cmocka_unit_test(every_subtopic_has_fifteen_cards),
        cmocka_unit_test(every_card_can_be_copied),
    };
    return cmocka_run_group_tests(tests, load_ours, unload_ours);
}
