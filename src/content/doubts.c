#include "content/doubts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "content/doubts_formulas.h"
#include "study/similar.h"
#include "text/cloze.h"
#include "text/math.h"
#include "text/source.h"

/* What can be said in one breath; more is a list to recite. */
#define ANSWER_WORDS 40

/* A right choice gives itself away when it is longer than every wrong one by half, and by enough to
 * be seen at a glance. */
#define GIVEAWAY_SHARE 1.5
#define GIVEAWAY_CELLS 12

/* One card under suspicion. */
typedef struct Suspect {
    Reader reader;
    const Node *node;
    const Note *note;
    const Quiz *quiz; /* NULL for kinds without */
} Suspect;

static Suspect suspect_at(const Builder *builder, size_t index)
{
    const Note *note = &builder->notes.items[index];
    return (Suspect){
        .reader = {.file = builder->decks.items[note->file_deck].file,
                   .diagnostics = builder->diagnostics,
                   .arena = builder->scratch},
        .node = builder->note_nodes.items[index].node,
        .note = note,
        .quiz = note->quiz != CATALOG_NONE ? &builder->quizzes.items[note->quiz] : NULL,
    };
}

static const char *macros_at(const Builder *builder, MacroText macros)
{
    return builder->macro_texts.count > 0 ? builder->macro_texts.items[macros] : "";
}

/* --- measures of Markdown --- */

typedef struct Measure {
    size_t words; /* a formula is one */
    int cells;    /* as far as they show: of a formula in one row */
} Measure;

static void measure_words(const char *text, size_t length, Measure *measure)
{
    bool within = false;
    for (size_t i = 0; i < length; i++) {
        bool blank = isspace((unsigned char)text[i]) != 0;
        measure->words += !blank && !within;
        within = !blank;
    }
    measure->cells += utf8_width_range(text, length);
}

static Measure measure_of(const char *text)
{
    Measure measure = {0};
    SourceScanner scanner;
    SourceRegion region;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region)) {
        if (region.kind != SOURCE_MATH) {
            measure_words(text + region.start, region.end - region.start, &measure);
            continue;
        }
        Buffer row = {0};
        (void)math_flatten(&row, text + region.body_start, region.body_end - region.body_start,
                           false, NULL);
        measure.words++;
        measure.cells += utf8_width(buffer_text(&row));
        buffer_done(&row);
    }
    return measure;
}

/* --- the single doubts --- */

static void doubt_length(const Suspect *suspect)
{
    const char *key = suspect->note->kind == CARD_BASIC || suspect->note->kind == CARD_REVERSED
                          ? "back"
                          : "answer";
    const Node *answer = node_member(suspect->node, key);
    if (answer == NULL || answer->kind != NODE_SCALAR)
        return;
    size_t words = measure_of(answer->text).words;
    if (words > ANSWER_WORDS)
        reader_warn(&suspect->reader, answer,
                    "an answer of %zu words (expected %d at most: split the card, or move the why "
                    "to 'extra')",
                    words, ANSWER_WORDS);
}

static void doubt_source(const Suspect *suspect)
{
    if (suspect->note->source[0] == '\0')
        reader_warn(&suspect->reader, suspect->node,
                    "card '%s' has no source (expected 'source': where a learner can read on)",
                    suspect->note->id);
}

static void doubt_giveaway(const Suspect *suspect)
{
    const Quiz *quiz = suspect->quiz;
    if (suspect->note->kind != CARD_CHOICE || quiz == NULL)
        return;
    int shortest_right = -1, longest_wrong = 0;
    for (size_t i = 0; i < quiz->options.count; i++) {
        int cells = measure_of(quiz->options.items[i]).cells;
        if ((quiz->right >> i & 1) == 0)
            longest_wrong = cells > longest_wrong ? cells : longest_wrong;
        else if (shortest_right < 0 || cells < shortest_right)
            shortest_right = cells;
    }
    if (longest_wrong > 0 && shortest_right > GIVEAWAY_SHARE * longest_wrong &&
        shortest_right - longest_wrong >= GIVEAWAY_CELLS)
        reader_warn(&suspect->reader, node_member(suspect->node, "choices"),
                    "what is right gives itself away: it is by far the longest choice");
}

/* --- yes or no --- */

static bool is_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncasecmp(text, word, length) == 0 && !isalpha((unsigned char)text[length]);
}

/* "Yes" or "No, ..." but not "No sum over ...". */
static bool says_yes_or_no(const char *text)
{
    size_t length = is_word(text, "yes") ? 3 : is_word(text, "no") ? 2 : 0;
    return length > 0 && (text[length] == '\0' || strchr(",.;:!\n", text[length]) != NULL);
}

static bool asks_yes_or_no(const char *question)
{
    static const char *const OPENERS[] = {"is",  "are",  "was", "were", "do",     "does",  "did",
                                          "can", "will", "has", "have", "should", "could", "would"};
    size_t length = strlen(question);
    if (length == 0 || question[length - 1] != '?' || strstr(question, " or ") != NULL)
        return false;
    const char *last = question; /* the sentence that asks */
    for (const char *at = question; at + 2 < question + length; at++)
        if (strchr(".!?:\n", *at) != NULL && isspace((unsigned char)at[1]))
            last = at + 1;
    last += strspn(last, " \n");
    for (size_t i = 0; i < sizeof OPENERS / sizeof *OPENERS; i++)
        if (is_word(last, OPENERS[i]))
            return true;
    return false;
}

static void doubt_yes_or_no(const Suspect *suspect)
{
    const Note *note = suspect->note;
    bool plain = note->kind == CARD_BASIC || note->kind == CARD_REVERSED;
    bool answer = plain && says_yes_or_no(note->back);
    if (suspect->quiz != NULL && (note->kind == CARD_TYPED || note->kind == CARD_CHOICE))
        for (size_t i = 0; i < suspect->quiz->options.count; i++)
            answer = answer || says_yes_or_no(suspect->quiz->options.items[i]);
    if (answer || (plain && asks_yes_or_no(note->front)))
        reader_warn(&suspect->reader, node_member(suspect->node, "front"),
                    "a question to be answered by yes or no is half guessed (ask for what, how or "
                    "why)");
}

/* --- the same card twice --- */

/* Question and answer as one text; NULL for a drill: its numbers differ, and drills of one family are
 * worded alike. */
static const char *whole_text(const Suspect *suspect, Arena *arena)
{
    const Note *note = suspect->note;
    Buffer text = {0};
    if (note->kind == CARD_DRILL)
        return NULL;
    if (note->kind == CARD_CLOZE)
        cloze_render(&text, note->front, 0, true);
    else
        buffer_add_format(&text, "%s\n%s", note->front, note->back);
    for (size_t i = 0; suspect->quiz != NULL && i < suspect->quiz->options.count; i++)
        if (note->kind == CARD_ORDER || (note->kind == CARD_TYPED && i == 0) ||
            (suspect->quiz->right >> i & 1) != 0)
            buffer_add_format(&text, "\n%s", suspect->quiz->options.items[i]);
    if (note->kind == CARD_NUMBER && suspect->quiz != NULL)
        buffer_add_format(&text, "\n%s", suspect->quiz->answer);
    const char *copy = arena_dup(arena, buffer_text(&text));
    buffer_done(&text);
    return copy;
}

static void doubt_doubles(const Builder *builder)
{
    size_t count = builder->notes.count;
    Arena *arena = arena_new();
    const char **texts = arena_alloc(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        Suspect suspect = suspect_at(builder, i);
        texts[i] = whole_text(&suspect, arena);
    }
    size_t *earlier = similar_earlier(texts, count);
    for (size_t i = 0; i < count; i++) {
        if (earlier[i] == SIMILAR_NONE)
            continue;
        Suspect suspect = suspect_at(builder, i), other = suspect_at(builder, earlier[i]);
        reader_warn(&suspect.reader, suspect.node, "card '%s' says nearly the same as '%s' (%s:%u)",
                    suspect.note->id, other.note->id, other.reader.file,
                    (unsigned)other.node->line);
    }
    mem_free(earlier);
    arena_free(arena);
}

/* --- numbers that nobody worked out a second time --- */

/* Where one card of a deck has its answer worked out twice, all should. */
static void doubt_unchecked(const Builder *builder)
{
    bool *checks = arena_alloc(builder->scratch, builder->decks.count + 1, sizeof *checks);
    for (size_t i = 0; i < builder->notes.count; i++)
        if (node_member(builder->note_nodes.items[i].node, "check") != NULL)
            checks[builder->notes.items[i].deck] = true;
    for (size_t i = 0; i < builder->notes.count; i++) {
        Suspect suspect = suspect_at(builder, i);
        if (suspect.note->kind == CARD_NUMBER && checks[suspect.note->deck] &&
            node_member(suspect.node, "check") == NULL)
            reader_warn(&suspect.reader, suspect.node,
                        "card '%s' has no check, as others of its deck have (expected 'check': the "
                        "answer worked out another way)",
                        suspect.note->id);
    }
}

/* --- terms --- */

static void doubt_terms(const Builder *builder)
{
    for (size_t i = 0; i < builder->terms.count; i++) {
        const GlossaryTerm *term = &builder->terms.items[i];
        Reader reader = {
            .file = term->file, .diagnostics = builder->diagnostics, .arena = builder->scratch};
        doubts_find_term_formulas(&reader, node_member(term->node, "text"), term->entry.text,
                                  macros_at(builder, term->macros));
    }
}

/* --- all --- */

void doubts_find(const Builder *builder)
{
    for (size_t i = 0; i < builder->notes.count; i++) {
        Suspect suspect = suspect_at(builder, i);
        doubt_source(&suspect);
        doubt_length(&suspect);
        doubt_giveaway(&suspect);
        doubt_yes_or_no(&suspect);
        doubts_find_formulas(&suspect.reader, suspect.node, suspect.note, suspect.quiz,
                             macros_at(builder, suspect.note->macros));
    }
    doubt_doubles(builder);
    doubt_unchecked(builder);
    doubt_terms(builder);
}
