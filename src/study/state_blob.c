/* The block holds the structs as they lie in memory (a cache never leaves its machine):
 *
 *     Header | Counts | the parts in the order of visit_parts | the figures, where there are any
 *            | texts of the questions, each ended by NUL
 *
 * Writing and reading go through the parts in the same order, each at a multiple of 16. The scheduler is
 * not among them: it follows from the options. The cards are a block of their own, without a header: its
 * checksum stands in the first. */
#include "study/state_blob.h"

#include <stdalign.h>
#include <string.h>

#include "base/checksum.h"
#include "base/memory.h"
#include "study/figures.h"

#define MAGIC     UINT32_C(0x53524943) /* "CIRS" */
#define ALIGNMENT ((size_t)16)

typedef struct Header {
    uint32_t magic, version;
    uint64_t checksum; /* of everything behind it */
} Header;

#define CHECKED_FROM sizeof(Header)

/* Of the catalog: it must be the one of the reader. Then what the state has of its own. */
typedef struct Counts {
    uint64_t topics, subtopics, resources, projects, milestones, cards, decks;
    uint64_t days, rules, clear, questions;
    uint64_t figures; /* days of figures */
    uint64_t cards_checksum;
} Counts;

typedef struct Blob {
    bool reading;
    Buffer *out; /* writing */
    char *at;    /* reading: what was not visited yet */
    size_t left;
    bool wrong;
} Blob;

/* Changes when a struct gets another size: with the program or its compiler. */
static uint64_t layout(void)
{
    static const size_t sizes[] = {sizeof(Config),        sizeof(CardState), sizeof(ItemState),
                                   sizeof(PracticeTimer), sizeof(DayTotal),  sizeof(HabitRule),
                                   sizeof(Limits),        sizeof(Question),  sizeof(Counts),
                                   sizeof(Figures),       sizeof(CardTally), sizeof(StepFigure)};
    return checksum_bytes(STATE_BLOB_VERSION, sizes, sizeof sizes);
}

static uint64_t cards_checksum(const void *cards, size_t count)
{
    return checksum_parts(layout(), cards, count * sizeof(CardState));
}

static uint64_t checksum_of(const char *bytes, size_t length)
{
    return checksum_bytes(layout(), bytes + CHECKED_FROM, length - CHECKED_FROM);
}

void state_blob_seal(char *bytes, size_t length)
{
    Header header;
    if (length < sizeof header)
        return;
    memcpy(&header, bytes, sizeof header);
    header.checksum = checksum_of(bytes, length);
    memcpy(bytes, &header, sizeof header);
}

static size_t padded(size_t bytes)
{
    return bytes + (ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT;
}

/* The next bytes to read; NULL when there are not so many. */
static char *take(Blob *blob, size_t count, size_t size)
{
    if (blob->wrong || count > blob->left / size || padded(count * size) > blob->left) {
        blob->wrong = true;
        return NULL;
    }
    char *taken = blob->at;
    blob->at += padded(count * size);
    blob->left -= padded(count * size);
    return taken;
}

static void put(Blob *blob, const void *items, size_t count, size_t size)
{
    static const char zeros[ALIGNMENT];
    buffer_add(blob->out, items, count * size);
    buffer_add(blob->out, zeros, padded(count * size) - count * size);
}

static void visit(Blob *blob, void *items, size_t count, size_t size)
{
    if (!blob->reading) {
        put(blob, items, count, size);
        return;
    }
    const char *taken = take(blob, count, size);
    if (taken != NULL && count > 0)
        memcpy(items, taken, count * size);
}

/* An array that the reader has none of yet: it gets one as long as the block says. */
static void *visit_list(Blob *blob, void *items, size_t *count, size_t *capacity, uint64_t length,
                        size_t size)
{
    if (!blob->reading) {
        put(blob, items, *count, size);
        return items;
    }
    const char *taken = take(blob, (size_t)length, size);
    if (taken == NULL || length == 0)
        return NULL;
    items = mem_alloc((size_t)length, size);
    memcpy(items, taken, (size_t)length * size);
    *count = *capacity = (size_t)length;
    return items;
}

#define VISIT_LIST(blob, list, length)                                                    \
    ((list)->items = visit_list((blob), (list)->items, &(list)->count, &(list)->capacity, \
                                (length), sizeof *(list)->items))

/* All but the cards and the texts. */
static void visit_parts(Blob *blob, StudyState *state, const Counts *counts)
{
    visit(blob, &state->config, 1, sizeof state->config);
    visit(blob, &state->timer, 1, sizeof state->timer);
    visit(blob, &state->written, 1, sizeof state->written);
    visit(blob, &state->sign_ms, 1, sizeof state->sign_ms);
    visit(blob, state->topics, (size_t)counts->topics, sizeof *state->topics);
    visit(blob, state->subtopics, (size_t)counts->subtopics, sizeof *state->subtopics);
    visit(blob, state->resources, (size_t)counts->resources, sizeof *state->resources);
    visit(blob, state->projects, (size_t)counts->projects, sizeof *state->projects);
    visit(blob, state->milestones, (size_t)counts->milestones, sizeof *state->milestones);
    visit(blob, state->limits, (size_t)counts->decks + 1, sizeof *state->limits);
    state->days = visit_list(blob, state->days, &state->day_count, &state->day_capacity,
                             counts->days, sizeof *state->days);
    VISIT_LIST(blob, &state->rules, counts->rules);
    VISIT_LIST(blob, &state->clear, counts->clear);
}

/* --- figures, each day's behind the number of its steps --- */

static void visit_figures(Blob *blob, Figures *figures, const Counts *counts)
{
    visit(blob, &figures->day, 1, sizeof figures->day);
    visit(blob, &figures->worth_spreading, 1, sizeof figures->worth_spreading);
    visit(blob, &figures->clear, 1, sizeof figures->clear);
    visit(blob, &figures->queue, 1, sizeof figures->queue);
    visit(blob, figures->topics, (size_t)counts->topics, sizeof *figures->topics);
    visit(blob, figures->subtopics, (size_t)counts->subtopics, sizeof *figures->subtopics);
    visit(blob, figures->steps, figures->step_count, sizeof *figures->steps);
}

static void put_figures(Blob *blob, const StudyState *state, const Counts *counts)
{
    for (Figures *figures = state->figures; figures != NULL; figures = figures->next) {
        put(blob, &figures->step_count, 1, sizeof figures->step_count);
        visit_figures(blob, figures, counts);
    }
}

static void take_figures(Blob *blob, StudyState *state, const Counts *counts)
{
    Figures *first = NULL;
    Figures **next = &first;
    for (uint64_t i = 0; i < counts->figures && !blob->wrong; i++) {
        size_t step_count = 0;
        visit(blob, &step_count, 1, sizeof step_count);
        blob->wrong = blob->wrong || step_count > blob->left / sizeof(StepFigure);
        if (blob->wrong)
            break;
        *next = figures_new(state->catalog, step_count);
        visit_figures(blob, *next, counts);
        next = &(*next)->next;
    }
    figures_put(state, first);
}

/* --- questions: an instant and four texts each --- */

static void put_questions(Blob *blob, const StudyState *state)
{
    for (size_t i = 0; i < state->question_count; i++)
        put(blob, &state->questions[i].asked_ms, 1, sizeof state->questions[i].asked_ms);
    for (size_t i = 0; i < state->question_count; i++) {
        const Question *it = &state->questions[i];
        const char *const texts[] = {it->id, it->subject, it->text, it->answer};
        for (size_t n = 0; n < sizeof texts / sizeof texts[0]; n++)
            buffer_add(blob->out, texts[n], strlen(texts[n]) + 1);
    }
}

/* The next of the texts; the caller saw that the last byte of all is NUL. */
static const char *next_text(Blob *blob, StudyState *state)
{
    if (blob->left == 0)
        blob->wrong = true;
    if (blob->wrong)
        return "";
    const char *text = blob->at;
    size_t size = strlen(text) + 1;
    blob->at += size;
    blob->left -= size;
    return arena_dup_range(state->arena, text, size - 1);
}

static void take_questions(Blob *blob, StudyState *state, size_t count)
{
    if (count == 0 || count > blob->left / ALIGNMENT || blob->at[blob->left - 1] != '\0') {
        blob->wrong = blob->wrong || count > 0;
        return;
    }
    state->questions = mem_alloc(count, sizeof *state->questions);
    state->question_count = state->question_capacity = count;
    for (size_t i = 0; i < count; i++)
        visit(blob, &state->questions[i].asked_ms, 1, sizeof state->questions[i].asked_ms);
    for (size_t i = 0; i < count; i++) {
        Question *it = &state->questions[i];
        it->id = next_text(blob, state);
        it->subject = next_text(blob, state);
        it->text = next_text(blob, state);
        it->answer = next_text(blob, state);
    }
}

/* --- what is read must make sense --- */

static bool is_bool(const bool *value)
{
    unsigned char byte;
    memcpy(&byte, value, sizeof byte);
    return byte < 2;
}

static bool are_sound_items(const ItemState *items, size_t count)
{
    bool sound = true;
    for (size_t i = 0; i < count; i++)
        sound = sound && items[i].mark < MARK_COUNT && is_bool(&items[i].marked) &&
                is_bool(&items[i].noted) && is_bool(&items[i].opened);
    return sound;
}

static bool are_sound_cards(const CardState *cards, size_t count)
{
    bool sound = true;
    for (size_t i = 0; i < count; i++)
        sound = sound && cards[i].phase <= CARD_RELEARNING && is_bool(&cards[i].suspended);
    return sound;
}

static bool are_sorted_days(const DayTotal *days, size_t count)
{
    bool sorted = true;
    for (size_t i = 1; i < count; i++)
        sorted = sorted && days[i - 1].day < days[i].day;
    return sorted;
}

static bool is_sound_timer(const PracticeTimer *timer)
{
    return timer->phase <= TIMER_PAUSED && memchr(timer->topic, '\0', sizeof timer->topic) &&
           memchr(timer->id, '\0', sizeof timer->id);
}

static bool are_sound_tallies(const CardTally *tallies, size_t count)
{
    bool sound = true;
    for (size_t i = 0; i < count; i++)
        sound = sound && is_bool(&tallies[i].done) && is_bool(&tallies[i].rusty);
    return sound;
}

static bool is_index(CatalogIndex index, size_t count)
{
    return index == CATALOG_NONE || (index >= 0 && (size_t)index < count);
}

static bool are_sound_figures(const Figures *figures, const Counts *counts)
{
    bool sound = is_bool(&figures->worth_spreading) &&
                 are_sound_tallies(figures->topics, (size_t)counts->topics) &&
                 are_sound_tallies(figures->subtopics, (size_t)counts->subtopics);
    for (size_t i = 0; i < figures->step_count; i++)
        sound = sound && is_index(figures->steps[i].topic, (size_t)counts->topics) &&
                is_index(figures->steps[i].subtopic, (size_t)counts->subtopics);
    return sound;
}

static bool are_all_sound(const Figures *figures, const Counts *counts)
{
    bool sound = true;
    for (; figures != NULL; figures = figures->next)
        sound = sound && are_sound_figures(figures, counts);
    return sound;
}

static bool is_sound(const StudyState *state, const Counts *counts)
{
    return config_is_sound(&state->config) && is_sound_timer(&state->timer) &&
           are_sound_items(state->topics, (size_t)counts->topics) &&
           are_sound_items(state->subtopics, (size_t)counts->subtopics) &&
           are_sound_items(state->resources, (size_t)counts->resources) &&
           are_sound_items(state->projects, (size_t)counts->projects) &&
           are_sound_items(state->milestones, (size_t)counts->milestones) &&
           are_sorted_days(state->days, state->day_count) && are_all_sound(state->figures, counts);
}

/* --- the whole --- */

static Counts counts_of(const Catalog *catalog)
{
    return (Counts){.topics = catalog->topic_count,
                    .subtopics = catalog->subtopic_count,
                    .resources = catalog->resource_count,
                    .projects = catalog->project_count,
                    .milestones = catalog->milestone_count,
                    .cards = catalog->card_count,
                    .decks = catalog->deck_count};
}

void state_blob_write(const StudyState *state, Buffer *out)
{
    size_t start = out->length;
    Header header = {.magic = MAGIC, .version = STATE_BLOB_VERSION};
    StudyState copy = *state; /* of which only what it points to is read */
    Counts counts = counts_of(state->catalog);
    Blob blob = {.out = out};
    counts.days = state->day_count;
    counts.rules = state->rules.count;
    counts.clear = state->clear.count;
    counts.questions = state->question_count;
    for (const Figures *figures = state->figures; figures != NULL; figures = figures->next)
        counts.figures++;
    counts.cards_checksum = cards_checksum(state->cards, (size_t)counts.cards);
    put(&blob, &header, 1, sizeof header);
    put(&blob, &counts, 1, sizeof counts);
    visit_parts(&blob, &copy, &counts);
    put_figures(&blob, state, &counts);
    put_questions(&blob, state);
    state_blob_seal(out->data + start, out->length - start);
}

static bool is_whole(const char *bytes, size_t length)
{
    Header header;
    if (length < sizeof header)
        return false;
    memcpy(&header, bytes, sizeof header);
    return header.magic == MAGIC && header.version == STATE_BLOB_VERSION &&
           header.checksum == checksum_of(bytes, length);
}

uint64_t state_blob_cards(const char *bytes, size_t length)
{
    Counts counts = {0};
    if (length >= padded(sizeof(Header)) + sizeof counts)
        memcpy(&counts, bytes + padded(sizeof(Header)), sizeof counts);
    return counts.cards_checksum;
}

/* Whether they are of this catalog. */
static bool fit(const Counts *counts, const Catalog *catalog)
{
    Counts known = *counts;
    Counts wanted = counts_of(catalog);
    known.days = known.rules = known.clear = known.questions = 0;
    known.figures = known.cards_checksum = 0;
    return memcmp(&wanted, &known, sizeof known) == 0 && counts->figures <= FIGURES_DAYS;
}

static bool read_state(Blob *blob, const StateCards *cards, const Catalog *catalog,
                       StudyState *state)
{
    Counts counts = {0};
    visit(blob, &counts, 1, sizeof counts);
    if (cards->bytes == NULL)
        counts.cards = 0;
    if (blob->wrong || !fit(&counts, catalog) ||
        cards->length != (size_t)counts.cards * sizeof(CardState))
        return false;
    study_state_init_lent(state, catalog, (void *)cards->bytes);
    visit_parts(blob, state, &counts);
    take_figures(blob, state, &counts);
    if (!blob->wrong)
        take_questions(blob, state, (size_t)counts.questions);
    bool good = !blob->wrong && blob->left == 0 && is_sound(state, &counts) &&
                study_state_configure(state, NULL) == STATUS_OK;
    if (!good)
        study_state_done(state);
    return good;
}

Status state_blob_read(char *bytes, size_t length, const StateCards *cards, const Catalog *catalog,
                       StudyState *state, Error *error)
{
    Blob blob = {.reading = true};
    if (is_whole(bytes, length)) {
        blob.at = bytes + sizeof(Header);
        blob.left = length - sizeof(Header);
        if (read_state(&blob, cards, catalog, state))
            return STATUS_OK;
    }
    return error_set(error, STATUS_CONTENT, "the kept state cannot be used");
}

void state_blob_shape(const char *bytes, size_t length, Catalog *catalog)
{
    Counts counts = {0};
    if (is_whole(bytes, length) && length >= padded(sizeof(Header)) + sizeof counts)
        memcpy(&counts, bytes + padded(sizeof(Header)), sizeof counts);
    catalog->topic_count = (size_t)counts.topics;
    catalog->subtopic_count = (size_t)counts.subtopics;
    catalog->resource_count = (size_t)counts.resources;
    catalog->project_count = (size_t)counts.projects;
    catalog->milestone_count = (size_t)counts.milestones;
    catalog->deck_count = (size_t)counts.decks;
}

bool state_blob_has_cards(const char *bytes, size_t length, const StateCards *cards)
{
    size_t count = cards->length / sizeof(CardState);
    return state_blob_cards(bytes, length) == cards_checksum(cards->bytes, count) &&
           are_sound_cards((const void *)cards->bytes, count);
}

bool state_blob_check_cards(const StateCards *cards, const ChecksumSource *source,
                            ChecksumParts *parts)
{
    return checksum_add_part(parts, layout(), source, 0, cards->length);
}
