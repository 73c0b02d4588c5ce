/* The state that is kept for the next start: taken when it is the database's, and never when anything
 * about that is doubtful. */
#include "unit/companion/fixture.h"
#include "unit/companion/same_state.h"
#include "unit/study/same_figures.h"

static bool is_kept(const Workspace *workspace)
{
    return workspace->state_bytes.data != NULL;
}

/* A start that finds, or does not find, what was kept. */
static void check_start(bool kept)
{
    Workspace *workspace = fixture_open_as(true);
    assert_int_equal(is_kept(workspace), kept);
    workspace_close(workspace);
}

/* A home in which there is something to keep, and it is kept. */
static void make_home(const char *home)
{
    fixture_age_content(home);
    Workspace *workspace = fixture_open_as(false); /* keeps the content */
    CardState after;
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_GOOD, 5000,
                            &after, error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one/a"), MARK_DONE, error));
    assert_ok(workspace_option_set(workspace, "floor-minutes", "10", error));
    assert_ok(workspace_option_set(workspace, "new-per-day@t-deck", "3", error));
    assert_ok(workspace_ask(workspace, "t-one/b", "Why?", error));
    assert_ok(workspace_ask(workspace, "", "What for?", error));
    workspace_close(workspace);
    fixture_age_database(home);
    workspace_close(fixture_open_as(true));
}

static void test_a_start_opens_no_database(void **state)
{
    make_home(*state);
    Workspace *workspace = fixture_open_as(true);
    int64_t sign_ms;
    assert_true(is_kept(workspace));
    assert_ok(workspace_last_sign(workspace, &sign_ms, error));
    assert_true(sign_ms > 0);
    assert_int_equal(workspace_state(workspace)->question_count, 2);
    StudyState read;
    study_state_init(&read, workspace_catalog(workspace));
    assert_ok(store_load_state(workspace->store, &read, error));
    assert_ok(ledger_load_habit(workspace->store, &read, error));
    assert_same_state(&read, workspace_state(workspace));
    assert_same_habit(&read, workspace_state(workspace));
    assert_int_equal(read.sign_ms, workspace_state(workspace)->sign_ms);
    study_state_done(&read);
    workspace_close(workspace);
}

static void test_it_is_for_ones_own_eyes(void **state)
{
    struct stat info;
    make_home(*state);
    char *path = fixture_data(*state, "cache/state");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    mem_free(path);
}

/* The interface reads again at its end; after a command the next start does. */
static void test_what_was_written_is_there_at_the_next_start(void **state)
{
    make_home(*state);
    for (int interface = 0; interface < 2; interface++) {
        Workspace *workspace = fixture_open_as(interface != 0);
        CatalogIndex card = fixture_card(workspace, "t-last");
        int32_t before = workspace_state(workspace)->cards[card].reps;
        CardState after;
        assert_true(is_kept(workspace));
        assert_ok(fixture_grade(workspace, card, RATING_GOOD, 5000, &after, error));
        workspace_close(workspace);
        workspace = fixture_open_as(true);
        assert_true(is_kept(workspace));
        assert_int_equal(workspace_state(workspace)->cards[card].reps, before + 1);
        workspace_close(workspace);
        fixture_age_database(*state);
        workspace_close(fixture_open_as(true));
    }
}

/* Returns how many answers there were before. */
static int32_t answer_once(Workspace *workspace)
{
    CatalogIndex card = fixture_card(workspace, "t-last");
    int32_t before = workspace_state(workspace)->cards[card].reps;
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 5000, NULL, error));
    return before;
}

static void check_next_start(int32_t answers, bool may_be_kept)
{
    Workspace *workspace = fixture_open_as(true);
    assert_true(may_be_kept || !is_kept(workspace));
    assert_int_equal(workspace_state(workspace)->cards[fixture_card(workspace, "t-last")].reps,
                     answers);
    workspace_close(workspace);
}

/* What is written in the same tick of the system's clock as what is kept is missed by nobody: by another who was
 * there before, and who ends before or after; */
static void test_a_write_in_the_same_moment_is_seen(void **state)
{
    make_home(*state);
    for (int round = 0; round < 24; round++) {
        Workspace *workspace = fixture_open_as(round % 2 != 0);
        int32_t before = answer_once(workspace);
        Workspace *other = fixture_open_as(false);
        other->content_version = 0; /* it keeps nothing */
        workspace_close(round % 4 < 2 ? workspace : NULL);
        (void)answer_once(other);
        workspace_close(round % 4 < 2 ? NULL : workspace);
        workspace_close(other);
        check_next_start(before + 2, true);
    }
}

/* and by one who comes just after. */
static void test_a_write_just_after_is_seen(void **state)
{
    make_home(*state);
    for (int round = 0; round < 24; round++) {
        Workspace *workspace = fixture_open_as(round % 2 != 0);
        int32_t before = answer_once(workspace);
        workspace_close(workspace);
        workspace = fixture_open_as(false);
        assert_true(is_kept(workspace));
        workspace->content_version = 0;
        (void)answer_once(workspace);
        workspace_close(workspace);
        check_next_start(before + 2, false);
    }
}

static void test_what_another_writes_is_seen(void **state)
{
    make_home(*state);
    Workspace *first = fixture_open_as(true);
    Workspace *second = fixture_open_as(false);
    bool changed = false;
    assert_true(is_kept(first) && is_kept(second));
    assert_ok(workspace_mark(second, fixture_item(second, "t-one/b"), MARK_DOING, error));
    check_start(false); /* it is in the log, beside the file that was kept for */
    assert_ok(workspace_settle(first, error));
    assert_ok(workspace_refresh(first, &changed, error));
    assert_true(changed);
    ItemRef item = fixture_item(first, "t-one/b");
    assert_int_equal(study_state_item_const(workspace_state(first), item)->mark, MARK_DOING);
    workspace_close(second);
    workspace_close(first);
}

/* Without a look in between: a write builds on what another wrote. */
static void test_a_write_builds_on_what_another_wrote(void **state)
{
    make_home(*state);
    Workspace *first = fixture_open_as(false);
    Workspace *second = fixture_open_as(false);
    CatalogIndex card = fixture_card(first, "t-last");
    CardState after;
    assert_ok(fixture_grade(second, card, RATING_GOOD, 5000, &after, error));
    workspace_close(second);
    assert_ok(fixture_grade(first, card, RATING_GOOD, 5000, &after, error));
    assert_int_equal(after.reps, 2);
    workspace_close(first);
}

static void test_another_database_is_another_state(void **state)
{
    char *data = NULL;
    size_t length;
    make_home(*state);
    char *path = fixture_data(*state, "cairn.db");
    assert_ok(file_read(path, (size_t)1 << 24, &data, &length, error));
    assert_ok(file_replace(path, data, length, error)); /* as long, and as old */
    fixture_age_database(*state);
    check_start(false);
    check_start(true);
    mem_free(data);
    mem_free(path);
}

static void test_other_content_is_another_state(void **state)
{
    make_home(*state);
    check_start(true);
    scratch_write(*state, "content/t-pack/cards.yaml",
                  "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n"
                  "  - {id: t-last, kind: basic, topic: t-two/a, front: Last?, back: This.}\n");
    fixture_age_content(*state);
    workspace_close(fixture_open_as(false));
    check_start(true); /* kept anew by the one before */
    Workspace *workspace = fixture_open_as(true);
    assert_int_equal(workspace_catalog(workspace)->card_count, 1);
    assert_int_equal(workspace_state(workspace)->cards[0].reps, 0);
    workspace_close(workspace);
}

/* The state as the database has it, with a byte changed in what was kept. */
static void check_damaged(const char *path, const char *data, size_t length, size_t at)
{
    char *changed = mem_dup_range(data, length);
    changed[at] ^= 0x20;
    assert_ok(file_replace(path, changed, length, error));
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_false(is_kept(workspace));
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
    workspace_close(workspace);
    mem_free(changed);
}

static void test_damage_is_found(void **state)
{
    char *data = NULL;
    size_t length;
    make_home(*state);
    char *path = fixture_data(*state, "cache/state");
    assert_ok(file_read(path, (size_t)1 << 24, &data, &length, error));
    for (size_t at = 0; at < length; at += 97)
        check_damaged(path, data, length, at);
    assert_ok(file_replace(path, data, length / 2, error));
    check_start(false);
    check_start(true); /* and mended */
    mem_free(data);
    mem_free(path);
}

/* --- what is looked at behind the first frame --- */

/* As the interface does, or those who print the day's figures: on the day that they were kept on. */
static Workspace *open_trusting(bool soon)
{
    Workspace *workspace = NULL;
    assert_ok(
        workspace_open(&(WorkspaceOptions){.unlooked = soon, .trusting = true}, &workspace, error));
    return workspace;
}

/* A number of the catalog's header (study/catalog_blob.c). */
static uint64_t header_of(const Workspace *workspace, size_t offset)
{
    uint64_t number;
    memcpy(&number, workspace->catalog_bytes.data + offset, sizeof number);
    return number;
}

enum { HEADER_PLACE = 24, HEADER_PROSE = 72 };

/* Where others lie at its place already, as sanitisers do, the catalog is changed for another, and so it is
 * looked at as a whole. */
static bool has_its_place(const Workspace *workspace)
{
    return header_of(workspace, HEADER_PLACE) == (uintptr_t)workspace->catalog_bytes.data;
}

static void assert_later(const Workspace *workspace)
{
    assert_true(is_kept(workspace) && workspace->cards_later);
    assert_int_equal(workspace->catalog_later, has_its_place(workspace));
}

/* A home whose figures are kept, on a day that the program is told of. */
static void make_figured_home(const char *home)
{
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1), 0);
    make_home(home);
}

static void test_a_start_looks_at_no_cards(void **state)
{
    make_figured_home(*state);
    for (int soon = 0; soon < 2; soon++) {
        Workspace *workspace = open_trusting(soon != 0);
        bool changed = false;
        assert_later(workspace);
        assert_same_figures(&workspace->state, FIXTURE_NOON, 0);
        assert_same_figures(&workspace->state, FIXTURE_NOON + FIXTURE_HOUR, 0);
        assert_ok(workspace_settle(workspace, error));
        assert_false(workspace->cards_later || workspace->catalog_later);
        if (soon)
            assert_ok(workspace_refresh(workspace, &changed, error));
        assert_false(changed || workspace_content_changed(workspace));
        workspace_close(workspace);
    }
}

static void test_what_else_is_asked_for_is_looked_at(void **state)
{
    make_figured_home(*state);
    Workspace *workspace = fixture_open_as(true);
    assert_true(is_kept(workspace));
    assert_false(workspace->cards_later || workspace->catalog_later);
    workspace_close(workspace);
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-25T12:00:00Z", 1), 0);
    workspace = open_trusting(true);
    assert_later(workspace); /* tomorrow has figures as well */
    assert_same_figures(&workspace->state, FIXTURE_NOON + MS_PER_DAY, 0);
    workspace_close(workspace);
    /* after some days there are none, and all of it is needed */
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-29T12:00:00Z", 1), 0);
    workspace = open_trusting(true);
    assert_true(is_kept(workspace));
    assert_false(workspace->cards_later || workspace->catalog_later);
    workspace_close(workspace);
    workspace = open_trusting(true); /* for which they were kept by the one before */
    assert_later(workspace);
    assert_same_figures(&workspace->state, FIXTURE_NOON + 5 * MS_PER_DAY, 0);
    workspace_close(workspace);
}

/* Nothing is made of cards that nobody looked at, also when the day turns over meanwhile. */
static void test_what_was_not_looked_at_is_not_kept(void **state)
{
    make_figured_home(*state);
    char *path = fixture_data(*state, "cache/state");
    FileStamp before = file_stamp(path);
    Workspace *workspace = open_trusting(false);
    assert_later(workspace);
    workspace->clock = clock_fixed(FIXTURE_NOON + 9 * MS_PER_DAY, 0);
    workspace->state_cards.data[0] ^= 0x40;
    workspace_close(workspace);
    FileStamp after = file_stamp(path);
    assert_true(file_stamp_is(&before, &after));
    mem_free(path);
}

/* Changes a byte of a file of the cache where it lies. */
static void damage_in_place(const char *home, const char *name, const CachedBytes *bytes, size_t at)
{
    char *path = fixture_data(home, name);
    off_t offset = (off_t)(bytes->data - bytes->map.data) + (off_t)at;
    int file = open(path, O_RDWR);
    char byte;
    assert_int_equal(pread(file, &byte, 1, offset), 1);
    byte ^= 0x40;
    assert_int_equal(pwrite(file, &byte, 1, offset), 1);
    assert_int_equal(close(file), 0);
    mem_free(path);
}

/* Damage that comes to the disk under files that are what they were. */
static void test_damage_to_cards_is_found_behind(void **state)
{
    make_figured_home(*state);
    for (size_t at = 0; at < 6 * sizeof(CardState); at += 5) {
        Workspace *workspace = open_trusting(true);
        bool changed = false;
        assert_true(workspace->cards_later);
        damage_in_place(*state, "cache/state-cards", &workspace->state_cards, at);
        assert_ok(workspace_settle(workspace, error));
        assert_ok(workspace_refresh(workspace, &changed, error));
        assert_true(changed);
        CatalogIndex card = fixture_card(workspace, "t-basic");
        assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
        assert_int_equal(workspace_state(workspace)->cards[card].phase, CARD_LEARNING);
        workspace_close(workspace);
    }
}

static void test_damage_to_content_is_found_behind(void **state)
{
    make_figured_home(*state);
    Workspace *workspace = open_trusting(true);
    size_t length = workspace->catalog_bytes.length;
    size_t begin = has_its_place(workspace)
                       ? (size_t)((char *)workspace->catalog->notes - workspace->catalog_bytes.data)
                       : (size_t)header_of(workspace, HEADER_PROSE);
    workspace_close(workspace);
    for (size_t at = begin; at < length; at += 37) {
        workspace = open_trusting(true);
        assert_later(workspace);
        damage_in_place(*state, "cache/catalog", &workspace->catalog_bytes, at);
        assert_ok(workspace_settle(workspace, error));
        assert_true(workspace_content_changed(workspace));
        assert_ok(workspace_reload(workspace, "", error));
        assert_string_equal(workspace->catalog->cards[0].id, "t-basic");
        workspace_close(workspace);
    }
}

/* --- a glance --- */

static Workspace *glance(void)
{
    Workspace *workspace = NULL;
    const WorkspaceOptions options = {
        .read_only = true, .unlooked = true, .trusting = true, .glance = true};
    assert_ok(workspace_open(&options, &workspace, error));
    return workspace;
}

/* That it says what a whole opening does, and whether it did without the catalog. */
static void check_glance(bool without)
{
    TodaySummary seen, today;
    Workspace *workspace = glance();
    assert_int_equal(workspace->catalog_bytes.data == NULL, without);
    today_count(workspace_state(workspace), workspace_now(workspace), 0, &seen);
    Workspace *whole = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &whole, error));
    figures_put(&whole->state, NULL);
    today_count(workspace_state(whole), workspace_now(whole), 0, &today);
    assert_same_today(&seen, &today);
    assert_int_equal(workspace->state.timer.phase, whole->state.timer.phase);
    assert_int_equal(workspace->state.config.floor_minutes, whole->state.config.floor_minutes);
    workspace_close(whole);
    workspace_close(workspace);
}

static void test_a_glance_reads_no_catalog(void **state)
{
    make_figured_home(*state);
    check_glance(true);
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T23:59:59Z", 1), 0);
    check_glance(true);
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-28T12:00:00Z", 1), 0);
    check_glance(false);
}

static void test_a_glance_sees_what_changed(void **state)
{
    make_figured_home(*state);
    Workspace *workspace = fixture_open_as(false);
    CardState after;
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-last"), RATING_GOOD, 5000, &after,
                            error));
    check_glance(false); /* it is in the log */
    workspace_close(workspace);
    fixture_age_database(*state);
    check_glance(false);
    workspace_close(open_trusting(true));
    check_glance(true);
    /* the packs of another place */
    char *content = path_join(*state, "content");
    char *both = mem_format("%s:%s/t-pack/proj", content, content);
    assert_int_equal(setenv("CAIRN_CONTENT", both, 1), 0);
    workspace = glance();
    assert_false(is_kept(workspace));
    workspace_close(workspace);
    assert_int_equal(setenv("CAIRN_CONTENT", content, 1), 0);
    check_glance(true);
    mem_free(both);
    mem_free(content);
}

static void test_a_glance_finds_damage(void **state)
{
    char *data = NULL;
    size_t length;
    make_figured_home(*state);
    char *path = fixture_data(*state, "cache/state");
    assert_ok(file_read(path, (size_t)1 << 24, &data, &length, error));
    for (size_t at = 0; at + 1 < length; at += 53) {
        char *changed = mem_dup_range(data, length);
        changed[at] ^= 0x20;
        assert_ok(file_replace(path, changed, length, error));
        check_glance(false);
        mem_free(changed);
    }
    assert_ok(file_replace(path, data, length, error));
    check_glance(true);
    mem_free(data);
    mem_free(path);
}

/* Files that are not those that were kept, whatever they say: each of them damaged. */
static void check_replaced(const char *path, size_t step)
{
    char *data = NULL;
    size_t length;
    assert_ok(file_read(path, (size_t)1 << 24, &data, &length, error));
    for (size_t at = length % step; at < length; at += step) {
        char *changed = mem_dup_range(data, length);
        changed[at] ^= 0x20;
        assert_ok(file_replace(path, changed, length, error));
        for (int soon = 0; soon < 2; soon++) {
            Workspace *workspace = NULL;
            assert_ok(workspace_open(
                &(WorkspaceOptions){.unlooked = soon, .trusting = true, .read_only = true},
                &workspace, error));
            assert_false(workspace->cards_later || workspace->catalog_later);
            CatalogIndex card = fixture_card(workspace, "t-basic");
            assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
            workspace_close(workspace);
        }
        mem_free(changed);
    }
    assert_ok(file_replace(path, data, length, error));
    mem_free(data);
}

static void test_other_files_are_looked_at(void **state)
{
    make_figured_home(*state);
    char *cards = fixture_data(*state, "cache/state-cards");
    char *catalog = fixture_data(*state, "cache/catalog");
    check_replaced(cards, 61);
    check_replaced(catalog, 127);
    workspace_close(open_trusting(true)); /* which looks, and knows them from then on */
    Workspace *workspace = open_trusting(true);
    assert_later(workspace);
    workspace_close(workspace);
    mem_free(catalog);
    mem_free(cards);
}

/* A block that runs, while the machine slept: what is kept is what the database says. */
static void test_an_open_block_is_kept_as_it_was_written(void **state)
{
    make_home(*state);
    Workspace *workspace = fixture_open_as(true);
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    workspace_close(workspace);
    workspace = fixture_open_as(true);
    assert_true(is_kept(workspace));
    PracticeTimer timer;
    assert_ok(store_get_timer(workspace->store, &timer, error));
    assert_int_equal(timer.phase, TIMER_RUNNING);
    assert_int_equal(workspace->state_timer.phase, TIMER_RUNNING);
    assert_int_equal(workspace->state_timer.resumed_ms, timer.resumed_ms);
    assert_int_equal(workspace->state_timer.slept_ms, timer.slept_ms);
    assert_string_equal(workspace->state_timer.id, timer.id);
    workspace_close(workspace);
}

static void test_reading_only_takes_and_keeps_nothing(void **state)
{
    make_home(*state);
    char *path = fixture_data(*state, "cache/state");
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_true(is_kept(workspace));
    workspace_close(workspace);
    assert_int_equal(unlink(path), 0);
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_false(is_kept(workspace));
    workspace_close(workspace);
    assert_false(file_exists(path));
    mem_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_a_start_opens_no_database),
        FIXTURE_CASE(test_it_is_for_ones_own_eyes),
        FIXTURE_CASE(test_what_was_written_is_there_at_the_next_start),
        FIXTURE_CASE(test_a_write_in_the_same_moment_is_seen),
        FIXTURE_CASE(test_a_write_just_after_is_seen),
        FIXTURE_CASE(test_what_another_writes_is_seen),
        FIXTURE_CASE(test_a_write_builds_on_what_another_wrote),
        FIXTURE_CASE(test_another_database_is_another_state),
        FIXTURE_CASE(test_other_content_is_another_state),
        FIXTURE_CASE(test_damage_is_found),
        FIXTURE_CASE(test_a_start_looks_at_no_cards),
        FIXTURE_CASE(test_what_else_is_asked_for_is_looked_at),
        FIXTURE_CASE(test_what_was_not_looked_at_is_not_kept),
        FIXTURE_CASE(test_damage_to_cards_is_found_behind),
        FIXTURE_CASE(test_damage_to_content_is_found_behind),
        FIXTURE_CASE(test_a_glance_reads_no_catalog),
        FIXTURE_CASE(test_a_glance_sees_what_changed),
        FIXTURE_CASE(test_a_glance_finds_damage),
        FIXTURE_CASE(test_other_files_are_looked_at),
        FIXTURE_CASE(test_an_open_block_is_kept_as_it_was_written),
        FIXTURE_CASE(test_reading_only_takes_and_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
