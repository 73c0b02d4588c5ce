#include "study/stats.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "study/pace.h"

typedef struct PeriodRow {
    const char *name, *words;
    int32_t days;
} PeriodRow;

static const PeriodRow PERIODS[STATS_PERIODS] = {
    [STATS_MONTH] = {"month", "the last 30 days", 30},
    [STATS_QUARTER] = {"quarter", "the last 90 days", 90},
    [STATS_YEAR] = {"year", "the last 365 days", 365},
    [STATS_ALL] = {"all", "all your days", 0},
};

const double STATS_ELAPSED_EDGES[STATS_ELAPSED_BINS - 1] = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5};

const char *stats_period_name(StatsPeriod period)
{
    return PERIODS[period].name;
}

StatsPeriod stats_period_from_name(const char *name)
{
    int period = STATS_MONTH;
    while (period < STATS_PERIODS && strcmp(PERIODS[period].name, name) != 0)
        period++;
    return (StatsPeriod)period;
}

int32_t stats_period_days(StatsPeriod period)
{
    return PERIODS[period].days;
}

const char *stats_period_words(StatsPeriod period)
{
    return PERIODS[period].words;
}

/* --- the pass --- */

/* A card as it stands between two answers. */
typedef struct CardNow {
    MemoryState memory;
    DayNumber last_day;
    int32_t interval; /* 0: in steps */
    bool answered;
    bool seen; /* it has time */
    int64_t ms[STATS_PERIODS];
} CardNow;

/* While a pass runs, everything counts in the shortest period it lies in. */
struct StatsPass {
    FsrsModel model;
    Stats *stats;
    size_t day_capacity, last_day; /* index of the day that was last asked for */
    CardNow *cards;
    size_t card_count;
    size_t block_capacity;
};

StatsPass *stats_pass_new(const FsrsModel *model, DayNumber today)
{
    StatsPass *pass = mem_alloc(1, sizeof *pass);
    pass->model = *model;
    pass->stats = mem_alloc(1, sizeof *pass->stats);
    pass->stats->today = today;
    pass->stats->arena = arena_new();
    return pass;
}

void stats_pass_free(StatsPass *pass)
{
    if (pass == NULL)
        return;
    stats_free(pass->stats);
    mem_free(pass->cards);
    mem_free(pass);
}

void stats_free(Stats *stats)
{
    if (stats == NULL)
        return;
    mem_free(stats->days);
    mem_free(stats->cards);
    mem_free(stats->blocks);
    arena_free(stats->arena);
    mem_free(stats);
}

/* Where a day is, or belongs. */
static size_t place_of(const Stats *stats, DayNumber day)
{
    size_t low = 0, high = stats->day_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stats->days[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static StatsDay *day_of(StatsPass *pass, DayNumber day)
{
    Stats *stats = pass->stats;
    if (pass->last_day < stats->day_count && stats->days[pass->last_day].day == day)
        return &stats->days[pass->last_day];
    size_t place = place_of(stats, day);
    pass->last_day = place;
    if (place < stats->day_count && stats->days[place].day == day)
        return &stats->days[place];
    stats->days =
        array_grow(stats->days, &stats->day_count, &pass->day_capacity, sizeof *stats->days);
    memmove(&stats->days[place + 1], &stats->days[place],
            (stats->day_count - 1 - place) * sizeof *stats->days);
    stats->days[place] = (StatsDay){.day = day};
    return &stats->days[place];
}

/* Days to come, by a clock that was set back since, are in no period but all. */
static StatsPeriod shortest(const StatsPass *pass, DayNumber day)
{
    int64_t age = (int64_t)pass->stats->today - day;
    int period = age < 0 ? STATS_ALL : STATS_MONTH;
    while (period < STATS_ALL && age >= PERIODS[period].days)
        period++;
    return (StatsPeriod)period;
}

static CardNow *card_of(StatsPass *pass, size_t card)
{
    if (card >= pass->card_count) {
        size_t count = pass->card_count < 512 ? 1024 : 2 * pass->card_count;
        count = count <= card ? card + 1 : count;
        CardNow *cards = mem_alloc(count, sizeof *cards);
        if (pass->card_count > 0)
            memcpy(cards, pass->cards, pass->card_count * sizeof *cards);
        mem_free(pass->cards);
        pass->cards = cards;
        pass->card_count = count;
    }
    return &pass->cards[card];
}

static void add_share(StatsShare *share, bool right)
{
    share->all++;
    share->right += right;
}

static void add_bin(StatsBin *bin, bool right, double predicted)
{
    add_share(&bin->recall, right);
    bin->predicted += predicted;
}

static size_t elapsed_bin(double stabilities)
{
    size_t bin = 0;
    while (bin < STATS_ELAPSED_BINS - 1 && stabilities >= STATS_ELAPSED_EDGES[bin])
        bin++;
    return bin;
}

static size_t predicted_bin(double recall)
{
    int bin = 1 + (int)floor((100 * recall - STATS_PREDICTED_LOW) / STATS_PREDICTED_STEP);
    return bin < 0 ? 0 : bin >= STATS_PREDICTED_BINS ? STATS_PREDICTED_BINS - 1 : (size_t)bin;
}

/* The memory after an answer; on the way, how well it was predicted. */
static void remember(StatsPass *pass, CardNow *card, const StatsAnswer *answer, StatsTable *table)
{
    int64_t days = (int64_t)answer->day - card->last_day;
    if (!card->answered) {
        card->memory = fsrs_first(&pass->model, answer->rating);
        return;
    }
    days = days < 0 ? 0 : days > INT32_MAX ? INT32_MAX : days;
    double recall = 1;
    if (days > 0) {
        bool right = answer->rating != RATING_AGAIN;
        recall = fsrs_retrievability(&pass->model, (double)days, card->memory.stability);
        add_bin(&table->elapsed[elapsed_bin((double)days / card->memory.stability)], right, recall);
        add_bin(&table->predicted[predicted_bin(recall)], right, recall);
    }
    card->memory = fsrs_step_from(&pass->model, card->memory, answer->rating, (int)days, recall);
}

static int hour_of(const StatsAnswer *answer)
{
    int64_t ms = (answer->at_ms + answer->offset_min * MS_PER_MINUTE) % MS_PER_DAY;
    return (int)((ms < 0 ? ms + MS_PER_DAY : ms) / MS_PER_HOUR);
}

static StatsStage stage_of(const CardNow *card)
{
    return card->interval == 0                  ? STATS_LEARNING
           : card->interval < STATS_MATURE_DAYS ? STATS_YOUNG
                                                : STATS_MATURE;
}

static void count_answer(StatsDay *day, StatsTable *table, const CardNow *card,
                         const StatsAnswer *answer)
{
    StatsStage stage = stage_of(card);
    bool right = answer->rating != RATING_AGAIN;
    add_share(&day->answers[stage], right);
    add_share(&table->hours[hour_of(answer)], right);
    table->buttons[stage][answer->rating - 1]++;
    day->fresh += !card->answered;
    if (stage == STATS_LEARNING)
        return;
    day->lapses += !right;
    if (card->last_day != answer->day)
        add_share(&day->first[stage], right);
}

void stats_pass_answer(StatsPass *pass, const StatsAnswer *answer)
{
    StatsPeriod period = shortest(pass, answer->day);
    StatsTable *table = &pass->stats->tables[period];
    StatsDay *day = day_of(pass, answer->day);
    CardNow *card = card_of(pass, answer->card);
    day->answer_ms += answer->ms;
    if (!answer->timed) {
        day->review_ms += answer->ms;
        card->ms[period] += answer->ms;
        card->seen = true;
    }
    day->crams += answer->cram;
    if (answer->cram)
        return;
    count_answer(day, table, card, answer);
    remember(pass, card, answer, table);
    card->answered = true;
    card->last_day = answer->day;
    card->interval = answer->days;
}

void stats_pass_reset(StatsPass *pass, size_t card)
{
    CardNow *now = card_of(pass, card);
    now->answered = false;
    now->interval = 0;
}

void stats_pass_added(StatsPass *pass, DayNumber day)
{
    day_of(pass, day)->added++;
}

/* --- blocks --- */

typedef struct BlockPart {
    StatsPass *pass;
    size_t time; /* its row among the blocks' */
} BlockPart;

static void take_part(void *context, DayNumber day, int64_t ms)
{
    const BlockPart *part = context;
    StatsPass *pass = part->pass;
    day_of(pass, day)->practice_ms += ms;
    pass->stats->blocks[part->time].ms[shortest(pass, day)] += ms;
}

/* There are few things that blocks are about. */
static size_t block_row(StatsPass *pass, const char *id)
{
    Stats *stats = pass->stats;
    for (size_t i = 0; i < stats->block_count; i++)
        if (strcmp(stats->blocks[i].id, id) == 0)
            return i;
    stats->blocks = array_grow(stats->blocks, &stats->block_count, &pass->block_capacity,
                               sizeof *stats->blocks);
    stats->blocks[stats->block_count - 1].id = arena_dup(stats->arena, id);
    return stats->block_count - 1;
}

void stats_pass_block(StatsPass *pass, const PracticeBlock *block)
{
    BlockPart part = {pass, block_row(pass, block->topic)};
    Stats *stats = pass->stats;
    if (block->study_day >= stats->today - PACE_RECENT_DAYS) {
        bool reviewing = strcmp(block->topic, PRACTICE_REVIEW) == 0;
        stats->recent_ms += block->practised_ms;
        stats->recent_reviewing_ms += reviewing ? block->practised_ms : 0;
    }
    practice_split_block(block, take_part, &part);
}

/* --- the end --- */

static void add_bins(StatsBin *to, const StatsBin *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i].recall.right += from[i].recall.right;
        to[i].recall.all += from[i].recall.all;
        to[i].predicted += from[i].predicted;
    }
}

/* A longer period has all that a shorter one has. */
static void widen(StatsTable *to, const StatsTable *from)
{
    for (int stage = 0; stage < STATS_STAGES; stage++)
        for (int i = 0; i < 4; i++)
            to->buttons[stage][i] += from->buttons[stage][i];
    for (int i = 0; i < 24; i++) {
        to->hours[i].right += from->hours[i].right;
        to->hours[i].all += from->hours[i].all;
    }
    add_bins(to->elapsed, from->elapsed, STATS_ELAPSED_BINS);
    add_bins(to->predicted, from->predicted, STATS_PREDICTED_BINS);
}

static void widen_time(int64_t ms[STATS_PERIODS])
{
    for (int period = 1; period < STATS_PERIODS; period++)
        ms[period] += ms[period - 1];
}

static void take_cards(StatsPass *pass, const char *const *ids, size_t count)
{
    Stats *stats = pass->stats;
    stats->cards = mem_alloc(count + 1, sizeof *stats->cards);
    for (size_t i = 0; i < count && i < pass->card_count; i++) {
        if (!pass->cards[i].seen)
            continue;
        StatsTime *time = &stats->cards[stats->card_count++];
        memcpy(time->ms, pass->cards[i].ms, sizeof time->ms);
        widen_time(time->ms);
        time->id = arena_dup(stats->arena, ids[i]);
    }
}

Stats *stats_pass_end(StatsPass *pass, const char *const *ids, size_t count)
{
    Stats *stats = pass->stats;
    for (int period = 1; period < STATS_PERIODS; period++)
        widen(&stats->tables[period], &stats->tables[period - 1]);
    for (size_t i = 0; i < stats->block_count; i++)
        widen_time(stats->blocks[i].ms);
    if (ids != NULL)
        take_cards(pass, ids, count);
    pass->stats = NULL;
    stats_pass_free(pass);
    return stats;
}

/* --- reading --- */

StatsDay stats_day(const Stats *stats, DayNumber day)
{
    size_t place = place_of(stats, day);
    if (place < stats->day_count && stats->days[place].day == day)
        return stats->days[place];
    return (StatsDay){.day = day};
}

static void add_stages(StatsShare to[STATS_STAGES], const StatsShare from[STATS_STAGES])
{
    for (int stage = 0; stage < STATS_STAGES; stage++) {
        to[stage].right += from[stage].right;
        to[stage].all += from[stage].all;
    }
}

StatsDay stats_sum(const Stats *stats, DayNumber from, DayNumber to)
{
    StatsDay sum = {.day = from};
    for (size_t i = place_of(stats, from); i < stats->day_count && stats->days[i].day <= to; i++) {
        const StatsDay *day = &stats->days[i];
        add_stages(sum.answers, day->answers);
        add_stages(sum.first, day->first);
        sum.fresh += day->fresh;
        sum.lapses += day->lapses;
        sum.added += day->added;
        sum.crams += day->crams;
        sum.answer_ms += day->answer_ms;
        sum.review_ms += day->review_ms;
        sum.practice_ms += day->practice_ms;
    }
    return sum;
}

DayNumber stats_first_day(const Stats *stats, StatsPeriod period)
{
    if (period != STATS_ALL)
        return stats->today - PERIODS[period].days + 1;
    size_t place = place_of(stats, stats->today - STATS_DAYS_MOST);
    DayNumber first = place < stats->day_count ? stats->days[place].day : stats->today;
    return first < stats->today ? first : stats->today;
}

StatsShare stats_answers(const StatsDay *day)
{
    StatsShare sum = {0};
    for (int stage = 0; stage < STATS_STAGES; stage++) {
        sum.right += day->answers[stage].right;
        sum.all += day->answers[stage].all;
    }
    return sum;
}

int32_t stats_minutes(const StatsDay *day)
{
    return (int32_t)((day->practice_ms + day->review_ms) / MS_PER_MINUTE);
}
