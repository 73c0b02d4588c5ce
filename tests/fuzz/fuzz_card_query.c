/* The search language for cards: any text is read or refused with a sentence that names its column,
 * and what is read can be asked about every card. */
#include "base/memory.h"
#include "fuzz/checks.h"
#include "study/card_query.h"
#include "unit/study/sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything the query chooses and everything its negation chooses is every card, each once. */
static void check_negation(const Catalog *catalog, const CardQueryView *view, const char *text,
                           const bool *chosen, Arena *arena)
{
    const CardQuery *query;
    Error error;
    char *negated = mem_format("-(%s)", text);
    /* not one that is empty, or as deep as it may be */
    if (card_query_parse(catalog, negated, arena, &query, &error) == STATUS_OK)
        for (size_t i = 0; i < catalog->card_count; i++)
            require(card_query_matches(query, view, (CatalogIndex)i) != chosen[i]);
    mem_free(negated);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Catalog *catalog;
    static StudyState state;
    if (catalog == NULL) {
        catalog = sample_catalog();
        study_state_init(&state, catalog);
        state.cards[CARD_VEC] = (CardState){
            .memory = {3, 5}, .phase = CARD_REVIEW, .reps = 2, .due_day = 100, .suspended = true};
    }
    Arena *arena = take_arena();
    char *text = arena_alloc(arena, size + 1, 1);
    bool *chosen = arena_alloc(arena, catalog->card_count, sizeof *chosen);
    CardRated rated = {CARD_VEC, 99, 4};
    static const DayNumber added[CARD_NET + 1] = {[CARD_VEC] = 98};
    CardQueryView view = {&state, 100 * MS_PER_DAY, 100, &rated, 1, added};
    const CardQuery *query;
    Error error = {""};
    if (size > 0)
        memcpy(text, data, size);
    if (card_query_parse(catalog, text, arena, &query, &error) == STATUS_OK) {
        require(card_query_select(query, &view, chosen) <= catalog->card_count);
        check_negation(catalog, &view, text, chosen, arena);
    } else {
        require(strncmp(error.message, "column ", 7) == 0);
    }
    return 0;
}
