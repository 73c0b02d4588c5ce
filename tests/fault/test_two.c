/* Two instances on one database that take turns at random: what comes of it is what one instance makes of
 * the same changes in the same order, and each has the other's as soon as it looks. */
#include "fault/home.h"

#define ROUNDS     100
#define ALL_ROUNDS 2000 /* with CAIRN_FAULTS=all */
#define TURNS      16

typedef struct Turn {
    const struct HomeCase *what;
    bool second; /* by the second instance */
    bool looks;  /* at what the other did, before */
} Turn;

static unsigned draw(unsigned *chance, unsigned below)
{
    *chance = *chance * 1103515245U + 12345U;
    return (*chance >> 16) % below;
}

static void draw_turns(unsigned seed, Turn turns[TURNS])
{
    unsigned chance = seed;
    for (size_t i = 0; i < TURNS; i++)
        turns[i] = (Turn){.what = &HOME_CASES[draw(&chance, HOME_CASE_COUNT)],
                          .second = draw(&chance, 2) == 1,
                          .looks = draw(&chance, 3) == 0};
}

/* What an event says but for ids, which nobody can draw twice. */
static bool add_event(void *context, const Event *event)
{
    bool is_id = strlen(event->subject) == EVENT_ID_SIZE - 1;
    buffer_add_format(context, "%s %s %lld %d\n", event_kind_name(event->kind),
                      is_id ? "-" : event->subject, (long long)event->at_ms, event->study_day);
    return true;
}

/* All that is known in the end: the log, and what follows from it. */
static void describe(Workspace *workspace, Buffer *out)
{
    const StudyState *state = workspace_state(workspace);
    Arena *arena = arena_new();
    BlockList blocks;
    assert_ok(store_each_event(workspace->store, NULL, EVENT_KIND_COUNT, add_event, out, error));
    for (size_t i = 0; i < state->catalog->card_count; i++)
        buffer_add_format(out, "card %zu: %d %.17g %d\n", i, state->cards[i].reps,
                          state->cards[i].memory.stability, state->cards[i].suspended);
    for (size_t i = 0; i < state->catalog->subtopic_count; i++)
        buffer_add_format(out, "subtopic %zu: %d\n", i, (int)state->subtopics[i].mark);
    DayTotal day = fixture_day(workspace, FIXTURE_DAY);
    buffer_add_format(out, "day: %d reviews, %lld ms\ntimer: %d\nquestions: %zu\n", day.reviews,
                      (long long)day.practice_ms, (int)state->timer.phase, state->question_count);
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    for (size_t i = 0; i < blocks.count; i++)
        buffer_add_format(out, "block %s %lld %lld %lld %s\n", blocks.items[i].topic,
                          (long long)blocks.items[i].start_ms, (long long)blocks.items[i].end_ms,
                          (long long)blocks.items[i].practised_ms, blocks.notes[i]);
    arena_free(arena);
}

static Workspace *open_unlooked(void)
{
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.unlooked = true}, &workspace, error));
    return workspace;
}

static void take_turns(const Home *home, const Turn turns[TURNS], bool alone, Buffer *out)
{
    bool changed;
    home_reset(home);
    Workspace *workspaces[2] = {open_unlooked(), NULL};
    workspaces[1] = alone ? workspaces[0] : open_unlooked();
    for (int i = 0; i < TURNS; i++) {
        Workspace *workspace = workspaces[turns[i].second];
        Error problem = {{0}};
        fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR + 2 * FIXTURE_MINUTE * i);
        if (turns[i].looks)
            assert_ok(workspace_refresh(workspace, &changed, error));
        Status status = turns[i].what->run(workspace, &problem);
        /* one that has not seen yet that a block is gone is refused in other words */
        buffer_add_format(out, "%s%s\n", turns[i].what->name,
                          status == STATUS_OK ? "" : " refused");
        if (status == STATUS_OK)
            home_check_memory(workspace);
    }
    for (int i = 0; i < 2; i++) {
        assert_ok(workspace_refresh(workspaces[i], &changed, error));
        home_check_memory(workspaces[i]);
    }
    describe(workspaces[0], out);
    workspace_close(workspaces[0]);
    if (!alone)
        workspace_close(workspaces[1]);
    (void)home_check_file(home, 0, INT64_C(2) * TURNS);
}

static void test_turns_agree_with_one_after_the_other(void **state)
{
    unsigned rounds = home_takes_all() ? ALL_ROUNDS : ROUNDS;
    for (unsigned seed = 1; seed <= rounds; seed++) {
        Turn turns[TURNS];
        Buffer both = {0};
        Buffer alone = {0};
        draw_turns(seed, turns);
        take_turns(*state, turns, false, &both);
        take_turns(*state, turns, true, &alone);
        if (strcmp(buffer_text(&both), buffer_text(&alone)) != 0) {
            print_error("two made\n%s", buffer_text(&both));
            print_error("one made\n%s", buffer_text(&alone));
            fail_msg("seed %u", seed);
        }
        buffer_done(&both);
        buffer_done(&alone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_turns_agree_with_one_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
