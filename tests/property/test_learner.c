/* Three years of a learner: practice timed and written down later, pauses, forgotten stops, reviews and
 * their undoing, blocks changed and deleted, missed weeks, moves between time zones with clocks that go
 * forward and back, other hours of turning over, other floors and study days. Every few weeks all days,
 * the streak and the forecast are held against slow calculations that share nothing with the program: they
 * count seconds by the C library's calendar, read streaks off a string of letters, and walk to the end of
 * the roadmap day by day.
 */
#include "store/connection.h"
#include "three_years.h"

/* --- what the learner does --- */

/* A block as it gets its times here and now. */
static SlowBlock make_block(const Learner *learner, int64_t start_s, int64_t end_s,
                            int64_t practised_ms)
{
    SlowBlock block = {.start_s = start_s,
                       .end_s = end_s,
                       .practised_ms = practised_ms,
                       .zone = learner->zone,
                       .rollover = learner->rollover};
    assert_true(slow_lay_out(&block));
    return block;
}

/* The id of the block that begins at its start. */
static void find_id(const Learner *learner, SlowBlock *fact)
{
    Arena *arena = arena_new();
    BlockList blocks;
    assert_ok(workspace_blocks(learner->workspace, fact->start_s * 1000, arena, &blocks, error));
    for (size_t i = 0; i < blocks.count; i++)
        if (blocks.items[i].start_ms == fact->start_s * 1000)
            memcpy(fact->id, blocks.items[i].id, sizeof blocks.items[i].id);
    assert_true(fact->id[0] != '\0');
    arena_free(arena);
}

/* What is practised at this minute. */
static const char *subject_now(const Learner *learner)
{
    static const char *const SUBJECTS[] = {"t-one", "t-one/a", "", "t-two", "t-proj", "review"};
    return SUBJECTS[learner->now_s / 60 % 6];
}

static void note_block(Learner *learner, const char *subject, int64_t start_s, int64_t end_s,
                       int64_t practised_ms)
{
    SlowBlock *fact = array_push(&learner->facts.blocks);
    *fact = make_block(learner, start_s, end_s, practised_ms);
    fact->subject = subject;
    find_id(learner, fact);
}

/* With the block that is open now, as if it ended here. */
static void check_while_open(Learner *learner, int64_t start_s)
{
    if (civil_local_offset(start_s * 1000) != civil_local_offset(learner->now_s * 1000))
        return; /* how it lies on its days is found out when it ends */
    learner->facts.open =
        make_block(learner, start_s, learner->now_s, (learner->now_s - start_s) * 1000);
    check(learner);
    learner->facts.open = (SlowBlock){0};
}

static void practise(Learner *learner, int64_t most_s)
{
    int64_t start_s = learner->now_s;
    int64_t practised_s = 60 + draw(learner, (unsigned)most_s);
    const char *subject = subject_now(learner);
    assert_ok(workspace_practice_start(learner->workspace, subject, 0, error));
    pass(learner, practised_s);
    if (draw(learner, 40) == 0)
        check_while_open(learner, start_s);
    int64_t end_s = learner->now_s;
    if (draw(learner, 3) == 0) {
        assert_ok(workspace_practice_pause(learner->workspace, error));
        pass(learner, 30 + draw(learner, 2000));
        if (draw(learner, 3) > 0) {
            int64_t more_s = 20 + draw(learner, 1500);
            assert_ok(workspace_practice_resume(learner->workspace, error));
            pass(learner, more_s);
            practised_s += more_s;
            end_s = learner->now_s;
        }
    }
    assert_ok(workspace_practice_stop(learner->workspace, 0, "", NULL, error));
    note_block(learner, subject, start_s, end_s, practised_s * 1000);
}

/* The longest block ends by itself. */
static void forget_to_stop(Learner *learner)
{
    int64_t start_s = learner->now_s;
    assert_ok(workspace_practice_start(learner->workspace, "", 0, error));
    pass(learner, INT64_C(15) * 3600);
    assert_ok(workspace_practice_stop(learner->workspace, 0, "", NULL, error));
    note_block(learner, "", start_s, start_s + PRACTICE_BLOCK_MAX_MS / 1000, PRACTICE_BLOCK_MAX_MS);
}

static void write_down(Learner *learner)
{
    int64_t end_s = learner->now_s - draw(learner, 6U * 86400);
    int64_t length_s = 120 + draw(learner, 4 * 3600);
    if (end_s - length_s < BEGIN_S)
        return;
    bool free = slow_is_free(&learner->facts, end_s - length_s, end_s);
    if (slow_has_review(&learner->facts, end_s - length_s, end_s))
        return; /* reviews within a block are for another test */
    const char *subject = subject_now(learner);
    Status status = workspace_practice_log(learner->workspace, subject, end_s * 1000,
                                           length_s * 1000, "", &(Error){{0}});
    assert_int_equal(status, free ? STATUS_OK : STATUS_USAGE);
    learner->refused += !free;
    if (free)
        note_block(learner, subject, end_s - length_s, end_s, length_s * 1000);
}

static SlowBlock *some_block(Learner *learner)
{
    if (learner->facts.blocks.count == 0)
        return NULL;
    unsigned last = (unsigned)learner->facts.blocks.count;
    SlowBlock *block = &learner->facts.blocks
                            .items[draw(learner, 4) > 0 && last > 10 ? last - 1 - draw(learner, 10)
                                                                     : draw(learner, last)];
    return block->gone ? NULL : block;
}

static void take_out(Learner *learner)
{
    SlowBlock *block = some_block(learner);
    if (block == NULL)
        return;
    assert_ok(workspace_practice_delete(learner->workspace, block->id, error));
    block->gone = true;
    learner->edits++;
}

/* Other times: pauses stay as long as they were. */
static void give_times(Learner *learner, SlowBlock *block, int64_t start_s, int64_t end_s)
{
    int64_t span_ms = (end_s - start_s) * 1000;
    int64_t ms = block->practised_ms + span_ms - (block->end_s - block->start_s) * 1000;
    if (slow_has_review(&learner->facts, start_s, end_s))
        return;
    ms = ms < span_ms ? ms : span_ms;
    block->gone = true; /* is not in its own way */
    bool good = slow_is_free(&learner->facts, start_s, end_s) && ms > 0 &&
                end_s <= learner->now_s && ms <= PRACTICE_BLOCK_MAX_MS;
    block->gone = false;
    BlockChange change = {.start_ms = start_s * 1000, .end_ms = end_s * 1000};
    Status status = workspace_practice_edit(learner->workspace, block->id, &change, &(Error){{0}});
    assert_int_equal(status, good ? STATUS_OK : STATUS_USAGE);
    learner->refused += !good;
    if (!good)
        return;
    SlowBlock changed = make_block(learner, start_s, end_s, ms);
    memcpy(changed.id, block->id, sizeof changed.id);
    changed.subject = block->subject;
    *block = changed;
    learner->edits++;
}

static void trim(Learner *learner, SlowBlock *block)
{
    int64_t off_s = 1 + draw(learner, 1200);
    int64_t end_s = block->end_s - off_s;
    int64_t ms = block->practised_ms - off_s * 1000;
    if (end_s <= block->start_s || ms <= 0) {
        assert_int_equal(
            workspace_practice_trim(learner->workspace, block->id, off_s * 1000, &(Error){{0}}),
            STATUS_USAGE);
        learner->refused++;
        return;
    }
    assert_ok(workspace_practice_trim(learner->workspace, block->id, off_s * 1000, error));
    SlowBlock changed = make_block(learner, block->start_s, end_s, ms);
    memcpy(changed.id, block->id, sizeof changed.id);
    changed.subject = block->subject;
    *block = changed;
    learner->edits++;
}

/* Both parts lie on their days as the whole did. */
static void part(Learner *learner, size_t number)
{
    SlowBlock first = learner->facts.blocks.items[number];
    int64_t span_s = first.end_s - first.start_s;
    int64_t at_s = first.start_s + 1 + draw(learner, (unsigned)span_s);
    int64_t ms = first.practised_ms * (at_s - first.start_s) / span_s;
    if (at_s >= first.end_s || ms <= 0 || ms >= first.practised_ms)
        return;
    assert_ok(workspace_practice_split(learner->workspace, first.id, at_s * 1000, &(BlockChange){0},
                                       error));
    SlowBlock *second = array_push(&learner->facts.blocks);
    *second = first;
    second->start_s = first.end_s = at_s;
    second->practised_ms -= ms;
    first.practised_ms = ms;
    assert_true(slow_lay_out(&first) && slow_lay_out(second));
    find_id(learner, second);
    learner->facts.blocks.items[number] = first;
    learner->edits++;
}

static void change_block(Learner *learner)
{
    SlowBlock *block = some_block(learner);
    if (block == NULL || block->start_s < learner->now_s - 300 * INT64_C(86400))
        return;
    switch (draw(learner, 3)) {
    case 0:
        trim(learner, block);
        break;
    case 1:
        part(learner, (size_t)(block - learner->facts.blocks.items));
        break;
    default:
        give_times(learner, block, block->start_s - 3000 + draw(learner, 6000),
                   block->end_s - 600 + draw(learner, 4000));
    }
}

static void review(Learner *learner)
{
    unsigned count = 1 + draw(learner, 9);
    for (unsigned i = 0; i < count; i++) {
        int64_t took_s = 2 + draw(learner, 50);
        pass(learner, took_s);
        CatalogIndex card = (CatalogIndex)draw(learner, DECK);
        assert_ok(fixture_grade(learner->workspace, card, (Rating)(1 + draw(learner, 4)),
                                took_s * 1000, NULL, error));
        *array_push(&learner->facts.reviews) =
            (SlowReview){.day = slow_day(learner->now_s, learner->rollover),
                         .from_s = learner->now_s - took_s,
                         .to_s = learner->now_s,
                         .ms = took_s * 1000};
    }
}

/* The newest answers, also of another day and another zone. */
static void take_back(Learner *learner)
{
    unsigned count = 1 + draw(learner, 4);
    size_t i = learner->facts.reviews.count;
    while (i-- > 0 && count > 0) {
        Undone undone;
        if (learner->facts.reviews.items[i].undone)
            continue;
        assert_ok(workspace_undo(learner->workspace, &undone, error));
        assert_true(undone.found && undone.grade);
        learner->facts.reviews.items[i].undone = true;
        learner->edits++;
        count--;
    }
}

static void change_rule(Learner *learner)
{
    static const char *const RULES[][2] = {
        {"floor-minutes", "1"},
        {"floor-minutes", "5"},
        {"floor-minutes", "20"},
        {"days-per-week", "4"},
        {"days-per-week", "6"},
        {"days-per-week", "7"},
        {"study-days", "mon,tue,wed,thu,fri"},
        {"study-days", "wed,sat,sun"},
        {"study-days", ""},
        {"study-days", ""},
    };
    static Verdicts before;
    const char *const *rule = RULES[draw(learner, sizeof RULES / sizeof *RULES)];
    take_verdicts(learner, &before);
    assert_ok(workspace_option_set(learner->workspace, rule[0], rule[1], error));
    *array_push(&learner->facts.rules) =
        (SlowRule){slow_day(learner->now_s, learner->rollover), rule[0], rule[1]};
    check_nothing_moved(learner, &before);
}

static void change_rollover(Learner *learner)
{
    static Verdicts before;
    char value[8];
    take_verdicts(learner, &before);
    learner->rollover = (int)draw(learner, 8);
    (void)snprintf(value, sizeof value, "%d", learner->rollover);
    assert_ok(workspace_option_set(learner->workspace, "rollover-hour", value, error));
    check_nothing_moved(learner, &before);
}

static void travel(Learner *learner)
{
    static Verdicts before;
    take_verdicts(learner, &before);
    move_to(learner, ZONES[draw(learner, sizeof ZONES / sizeof *ZONES)]);
    check_nothing_moved(learner, &before);
    pass(learner, draw(learner, 20 * 3600));
}

static void do_something(Learner *learner)
{
    unsigned what = draw(learner, 1000);
    if (what < 430)
        practise(learner, draw(learner, 5) == 0 ? 3 * 3600 : 2400);
    else if (what < 730)
        review(learner);
    else if (what < 800)
        write_down(learner);
    else if (what < 825)
        take_out(learner);
    else if (what < 870)
        change_block(learner);
    else if (what < 900)
        take_back(learner);
    else if (what < 930)
        change_rule(learner);
    else if (what < 945)
        change_rollover(learner);
    else if (what < 970 && !learner->stays)
        travel(learner);
    else if (what < 974)
        forget_to_stop(learner);
}

/* Where the clock changes within a day: practice over the hour that is not there, or there twice. */
static void stay_up(Learner *learner)
{
    int64_t hour_s = learner->now_s;
    int offset = civil_local_offset(hour_s * 1000);
    for (int i = 0; i < 24 && civil_local_offset((hour_s + 3600) * 1000) == offset; i++)
        hour_s += 3600;
    if (civil_local_offset((hour_s + 3600) * 1000) == offset)
        return;
    if (hour_s > learner->now_s + 1800)
        pass(learner, hour_s - learner->now_s - 1800);
    practise(learner, 9000);
    const SlowBlock *block = &learner->facts.blocks.items[learner->facts.blocks.count - 1];
    learner->forward += civil_local_offset(block->end_s * 1000) > offset;
    learner->back += civil_local_offset(block->end_s * 1000) < offset;
}

/* --- three years --- */

static void write_deck(const char *home)
{
    Buffer deck = {0};
    buffer_add_text(&deck, "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n");
    for (int i = 0; i < DECK; i++)
        buffer_add_format(&deck, "  - {id: t-%d, kind: basic, topic: t-one/a, front: a, back: b}\n",
                          i);
    scratch_write(home, "content/t-pack/cards.yaml", buffer_text(&deck));
    buffer_done(&deck);
}

static void reopen(Learner *learner)
{
    workspace_close(learner->workspace);
    learner->workspace = fixture_open();
    set_clock(learner);
    assert_ok(
        connection_run(learner->workspace->store, "PRAGMA synchronous = OFF", NULL, 0, error));
}

/* What is learned over the years; the second part of the first topic never is. */
static void study(Learner *learner, int day)
{
    static const struct {
        int day;
        const char *id;
        Mark mark;
        int goal; /* or the minutes that are wanted from then on */
    } STEPS[] = {{100, "t-one/a", MARK_DONE, 0},      {250, "", MARK_TODO, 45},
                 {400, "t-proj/first", MARK_DONE, 0}, {600, "t-two/a", MARK_DONE, 0},
                 {700, "t-two/a", MARK_TODO, 0},      {800, "", MARK_TODO, 15},
                 {900, "t-two/a", MARK_DONE, 0}};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        char goal[16];
        bool done = STEPS[i].mark == MARK_DONE;
        if (STEPS[i].day != day)
            continue;
        if (STEPS[i].goal > 0) {
            (void)snprintf(goal, sizeof goal, "%d", STEPS[i].goal);
            assert_ok(workspace_option_set(learner->workspace, "goal-minutes", goal, error));
            learner->study.goal = STEPS[i].goal;
            continue;
        }
        assert_ok(workspace_mark(learner->workspace, fixture_item(learner->workspace, STEPS[i].id),
                                 STEPS[i].mark, error));
        bool *what = strcmp(STEPS[i].id, "t-one/a") == 0   ? &learner->study.part_a
                     : strcmp(STEPS[i].id, "t-two/a") == 0 ? &learner->study.topic_two
                                                           : &learner->study.milestone;
        *what = done;
    }
}

static void live(Learner *learner)
{
    int away = 0; /* days of a missed week that are left */
    for (int day = 0; day < DAYS; day++) {
        int64_t morning_s = BEGIN_S + day * INT64_C(86400) + draw(learner, 6 * 3600);
        if (learner->now_s < morning_s)
            pass(learner, morning_s - learner->now_s);
        if (away == 0 && draw(learner, 45) == 0)
            away = 2 + (int)draw(learner, 12);
        away -= away > 0;
        unsigned things = away > 0 ? 0 : draw(learner, 10) == 0 ? 0 : 1 + draw(learner, 4);
        for (unsigned i = 0; i < things; i++) {
            do_something(learner);
            pass(learner, 60 + draw(learner, 4 * 3600));
        }
        stay_up(learner);
        study(learner, day);
        if (day % CHECK_DAYS == 0)
            check(learner);
        if (day % 200 == 199)
            reopen(learner);
    }
}

static void check_the_log(Learner *learner)
{
    Buffer report = {0};
    Error found = {{0}};
    if (workspace_doctor(learner->workspace, false, &report, &found) != STATUS_OK)
        fail_msg("%s\n%s", found.message, buffer_text(&report));
    buffer_done(&report);
    reopen(learner);
    check(learner);
}

/* Else the checks are of little worth. */
static void check_variety(const Learner *learner)
{
    static SlowDays told;
    int32_t counts[128] = {0};
    assert_true(slow_tell(&learner->facts, slow_day(learner->now_s, learner->rollover), &told));
    for (const char *verdict = told.verdicts; *verdict != '\0'; verdict++)
        counts[(unsigned char)*verdict]++;
    assert_true(counts['K'] > 400 && counts['R'] > 40 && counts['F'] > 15 && counts['m'] > 40);
}

static void play(void **state, uint64_t seed, bool stays)
{
    Learner learner = {
        .seed = seed, .now_s = BEGIN_S, .rollover = 4, .study = {.goal = 30}, .stays = stays};
    write_deck(*state);
    learner.workspace = fixture_open();
    move_to(&learner, ZONES[0]);
    reopen(&learner);
    live(&learner);
    check(&learner);
    check_the_log(&learner);
    assert_true(learner.checks > 48 && learner.edits > 50 && learner.refused > 5);
    assert_true(!stays || (learner.forward > 1 && learner.back > 1));
    check_variety(&learner);
    workspace_close(learner.workspace);
    slow_facts_done(&learner.facts);
    slow_move("UTC");
}

static void test_three_years(void **state)
{
    play(state, 20240101, false);
}

static void test_three_other_years(void **state)
{
    play(state, 77, false);
}

static void test_three_years_at_home(void **state)
{
    play(state, 4242, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_CASE(test_three_years),
                                       FIXTURE_CASE(test_three_other_years),
                                       FIXTURE_CASE(test_three_years_at_home)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
