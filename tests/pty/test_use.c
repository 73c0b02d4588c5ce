/* The main job on a real terminal: finding one's way, marking, reviewing, notes, and a terminal that
 * changes meanwhile. */
#include "pty/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

static Pty *start_roadmap(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "1 Foundations"));
    pty_press(pty, "Home");
    return pty;
}

static void moves_in_the_roadmap(void **state)
{
    Pty *pty = start_roadmap(state);
    pty_press(pty, "Down");
    assert_true(pty_row_shows(pty, 3, "Foundations")); /* the phase of the topic, on the right */
    assert_true(pty_shows(pty, "next: Learn Python"));
    pty_type(pty, "j");
    assert_true(pty_shows(pty, "next: Math for"));
    pty_press(pty, "Right");
    assert_true(pty_shows(pty, "Linear Algebra"));
    pty_press(pty, "End");
    assert_true(pty_row_shows(pty, 3, "Stay Updated"));
    pty_press(pty, "Home");
    pty_press(pty, "Left");
    assert_true(pty_lacks(pty, "▸ ○ Learn Python"));
}

static void marks_are_kept(void **state)
{
    Pty *pty = start_roadmap(state);
    pty_press(pty, "Down");
    assert_true(pty_shows(pty, "○ Learn Python"));
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "◐ Learn Python"));
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "● Learn Python"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    pty = start_roadmap(state);
    assert_true(pty_shows(pty, "● Learn Python"));
}

static void reviews_a_card_and_takes_it_back(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "0 learning  0 due  10 new"));
    assert_true(pty_shows(pty, "Space shows the answer"));
    assert_true(pty_shows(pty, "expression 6 / 2"));
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "3 good 10m"));
    assert_true(pty_shows(pty, "3.0"));
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "1 learning  0 due  9 new"));
    assert_true(pty_shows(pty, "Space shows the answer"));
    assert_true(pty_lacks(pty, "expression 6 / 2")); /* the next card */
    pty_type(pty, "u");
    assert_true(pty_shows(pty, "0 learning  0 due  10 new"));
    assert_true(pty_shows(pty, "expression 6 / 2"));
}

/* The digits of a control sequence that nobody knows are no grades, nor places. */
static void unknown_sequences_grade_nothing(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "expression 6 / 2"));
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "3 good 10m"));
    pty_type(pty, "\033[3;3u\033[33~\033[?3;3$y");
    pty_type(pty, "?");
    assert_true(pty_shows(pty, "Filter:"));
    assert_true(pty_shows(pty, "0 due   10 new"));
    pty_type(pty, "\033");
    assert_true(pty_shows(pty, "expression 6 / 2"));
}

/* PuTTY and tmux say Home and End in another way than xterm. */
static void home_and_end_of_other_terminals(void **state)
{
    Pty *pty = start_roadmap(state);
    pty_type(pty, "\033[4~");
    assert_true(pty_row_shows(pty, 3, "Stay Updated"));
    pty_type(pty, "\033[1~");
    assert_true(pty_shows(pty, "Build a strong base"));
}

static void an_answer_outlives_the_program(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3 3");
    assert_true(pty_shows(pty, "1 learning  0 due  9 new"));
    pty_signal(pty, 9);
    assert_int_equal(pty_exit(pty), PTY_BY_SIGNAL + 9);
    pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "1 learning  0 due  9 new"));
}

/* A flood of keys is one drawing at its end, and none of them is lost. */
static void a_flood_of_keys(void **state)
{
    Pty *pty = session_start(state, NULL);
    Buffer keys = {0};
    for (int i = 0; i < 700; i++)
        buffer_add_text(&keys, i % 2 ? "2" : "4");
    buffer_add_text(&keys, "?");
    for (int i = 0; i < 200; i++)
        buffer_add_text(&keys, "x");
    for (int i = 0; i < 198; i++)
        buffer_add_text(&keys, "\x7f");
    buffer_add_text(&keys, "y");
    pty_type(pty, buffer_text(&keys));
    assert_true(pty_shows(pty, "Filter: xxy"));
    buffer_done(&keys);
}

static void escape_and_alt(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ":");
    assert_true(pty_shows(pty, "Commands"));
    pty_press(pty, "Esc");
    assert_true(pty_lacks(pty, "Commands"));
    pty_type(pty, "\033"
                  "2");
    assert_true(pty_shows(pty, "1 Foundations"));
}

static void pastes_are_typed_as_one(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_paste(pty, "q4\n"); /* where nothing is typed: no keys */
    pty_type(pty, "/");
    assert_true(pty_shows(pty, "Search:"));
    pty_paste(pty, "softmax\n");
    assert_true(pty_shows(pty, "Search: softmax"));
    pty_press(pty, "Esc");
    assert_true(pty_lacks(pty, "Search:"));
    assert_true(pty_shows(pty, "Do now"));
}

/* The end of a paste was lost: what came is taken, and the keys work again. */
static void a_paste_without_end(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "/");
    assert_true(pty_shows(pty, "Search:"));
    pty_type(pty, "\033[200~attention");
    assert_true(pty_shows(pty, "Search: attention"));
    pty_type(pty, "s");
    assert_true(pty_shows(pty, "Search: attentions"));
}

static void the_mouse(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_click(pty, 1, 12);
    assert_true(pty_shows(pty, "1 Foundations"));
    assert_true(pty_shows(pty, "2 Deep Learning Basics"));
    int row = pty_find_row(pty, "2 Deep Learning Basics");
    pty_click(pty, row, 6);
    assert_true(pty_row_shows(pty, 3, "│ Deep Learning Basics"));
    pty_type(pty, "?");
    assert_true(pty_shows(pty, "Moving about"));
    for (int i = 0; i < 10; i++)
        pty_wheel(pty, true, 10, 20);
    assert_true(pty_lacks(pty, "Moving about"));
    for (int i = 0; i < 10; i++)
        pty_wheel(pty, false, 10, 20);
    assert_true(pty_shows(pty, "Moving about"));
}

static void resizes_while_it_draws(void **state)
{
    static const int SIZES[][2] = {{12, 40}, {1, 1}, {60, 200}, {5, 300}, {200, 2}, {1, 80}};
    Pty *pty = start_roadmap(state);
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
            pty_type(pty, "jk");
            pty_resize(pty, SIZES[i][0], SIZES[i][1]);
            pty_type(pty, "jk");
        }
    }
    pty_resize(pty, 11, 39);
    assert_true(pty_shows(pty, "Too small"));
    pty_resize(pty, 24, 80);
    assert_true(pty_row_shows(pty, 23, "q quit"));
    assert_true(pty_shows(pty, "2 Deep Learning Basics"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static char *make_script(const char *home, const char *text)
{
    char *path = path_join(home, "script.sh");
    Error error = {0};
    if (file_replace(path, text, strlen(text), &error) != STATUS_OK || chmod(path, 0700) != 0)
        fail_msg("%s", error.message);
    return path;
}

static void notes_are_written_in_the_editor(void **state)
{
    char *script = make_script(
        *state, "#!/bin/sh\nstty -a | grep -q ' icanon' && stty -a | grep -q ' echo ' || exit 7\n"
                "echo 'vectors are arrows' >\"$2\"\n");
    char *visual = mem_format("VISUAL=%s --wait", script);
    const char *const environment[] = {visual, NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2");
    pty_press(pty, "Home");
    pty_press(pty, "Down");
    assert_true(pty_shows(pty, "next: Learn Python"));
    pty_type(pty, "n");
    pty_type(pty, "[");
    assert_true(pty_shows(pty, "vectors are arrows"));
    assert_true(pty_is_alternate(pty));
    assert_true(pty_is_raw(pty));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
    mem_free(visual);
    mem_free(script);
}

static void put_file(const char *home, const char *name, const char *text)
{
    char *path = path_join(home, name);
    Error error = {0};
    if (file_replace(path, text, strlen(text), &error) != STATUS_OK)
        fail_msg("%s", error.message);
    mem_free(path);
}

/* The card under review is edited where it stands: the new text shows, a mistake is told with its
 * place, and the card stays. */
static void a_card_is_edited_in_its_deck(void **state)
{
    char *pack = path_join(*state, "pack");
    Error error = {0};
    assert_int_equal(file_make_directory(pack, &error), STATUS_OK);
    put_file(*state, "pack/pack.yaml",
             "id: own\ntitle: Own\nfiles: {roadmap: roadmap.yaml, decks: [deck.yaml]}\n");
    put_file(*state, "pack/roadmap.yaml",
             "phases:\n  - id: zz\n    title: Own phase\n    months: [1, 2]\n    topics:\n"
             "      - {id: own, title: Own topic}\n");
    put_file(*state, "pack/deck.yaml",
             "deck: own\ntitle: Own\ntopic: own\ncards:\n"
             "  - {id: own-card, kind: basic, front: Old question, back: Answer}\n");
    char *script = make_script(*state, "#!/bin/sh\n[ \"$1\" = +5 ] || exit 7\n"
                                       "grep -q New \"$2\" && sed -i 's/back:/bcak:/' \"$2\"\n"
                                       "sed -i 's/Old/New/' \"$2\"\n");
    char *visual = mem_format("VISUAL=%s", script);
    char *content = mem_format("CAIRN_CONTENT=%s", pack);
    const char *const environment[] = {visual, content, NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2");
    pty_press(pty, "End");
    pty_press(pty, "Right");
    pty_press(pty, "Down");
    pty_type(pty, "R");
    assert_true(pty_shows(pty, "Old question"));
    pty_type(pty, "e");
    assert_true(pty_shows(pty, "New question"));
    pty_type(pty, "e");
    assert_true(pty_shows(pty, "deck.yaml:5:"));
    assert_true(pty_shows(pty, "New question"));
    pty_type(pty, " 4");
    assert_true(pty_shows(pty, "Done for now"));
    mem_free(content);
    mem_free(visual);
    mem_free(script);
    mem_free(pack);
}

/* A card that came with the program: the learner's version takes its place; with a mistake the text is
 * kept, and the next edit goes on with it. */
static void a_version_takes_the_place_of_a_card(void **state)
{
    char *script =
        make_script(*state, "#!/bin/sh\nif grep -q knid \"$2\"\n"
                            "then sed -i 's/knid/kind/; s/^    \\([A-Z]\\)/    Mine. \\1/' \"$2\"\n"
                            "else sed -i 's/kind/knid/' \"$2\"\nfi\n");
    char *visual = mem_format("VISUAL=%s", script);
    const char *const environment[] = {visual, NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "show answer"));
    pty_type(pty, "e");
    assert_true(pty_shows(pty, "Your text is kept"));
    assert_true(pty_shows(pty, "unknown key 'knid'"));
    assert_false(pty_find_row(pty, "Mine.") >= 0);
    pty_type(pty, "e");
    assert_true(pty_shows(pty, "Your own version is in place"));
    assert_true(pty_shows(pty, "Mine."));
    pty_type(pty, " 4");
    assert_true(pty_shows(pty, "show answer"));
    mem_free(visual);
    mem_free(script);
}

static void resized_while_the_editor_runs(void **state)
{
    char *script = make_script(*state, "#!/bin/sh\necho EDITING\nread -r line\n");
    char *visual = mem_format("VISUAL=%s", script);
    const char *const environment[] = {visual, NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2n");
    assert_true(pty_shows(pty, "EDITING"));
    assert_false(pty_is_alternate(pty));
    pty_resize(pty, 30, 100);
    pty_type(pty, "\n");
    assert_true(pty_row_shows(pty, 29, "q quit"));
    assert_true(pty_is_alternate(pty));
    mem_free(visual);
    mem_free(script);
}

static void a_failing_editor_is_told(void **state)
{
    static const char *const environment[] = {"VISUAL=false", NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2n");
    assert_true(pty_shows(pty, "exit code 1"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
}

/* Leaving does not stop the timer, and says so on the screen that is left. */
static void leaving_while_practising_says_so(void **state)
{
    Pty *pty = start_roadmap(state);
    pty_press(pty, "Down");
    pty_type(pty, "t");
    assert_true(pty_shows(pty, "pause"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
    assert_true(pty_shows(pty, "Practice goes on"));
}

/* The learner's own file: two actions have changed keys with each other. */
static void keys_can_be_exchanged(void **state)
{
    static const char KEYS[] = "bind:\n  search: [\":\"]\n  palette: [\"/\"]\n";
    char *config = path_join(*state, ".config/cairn");
    char *path = path_join(config, "keys.yaml");
    Error error = {0};
    if (file_make_directory(config, &error) != STATUS_OK ||
        file_replace(path, KEYS, sizeof KEYS - 1, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    mem_free(config);
    mem_free(path);
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "/");
    assert_true(pty_shows(pty, "Commands"));
}

/* What the command line does meanwhile shows with the next key. */
static void another_instance_is_noticed(void **state)
{
    static const char *const MARK[] = {"mark", "python", "done", NULL};
    Pty *pty = start_roadmap(state);
    assert_true(pty_shows(pty, "○ Learn Python"));
    assert_int_equal(pty_run(*state, MARK), 0);
    pty_press(pty, "Down");
    assert_true(pty_shows(pty, "● Learn Python"));
}

/* --- a pack of the learner's own that changes --- */

static void write_own(const char *home, const char *name, const char *text)
{
    char *directory = path_join(home, ".local/share/cairn/content/own");
    char *path = path_join(directory, name);
    Error error = {0};
    if (file_make_directory(directory, &error) != STATUS_OK ||
        file_replace(path, text, strlen(text), &error) != STATUS_OK)
        fail_msg("%s", error.message);
    mem_free(directory);
    mem_free(path);
}

static void write_own_phase(const char *home, const char *title)
{
    char *text = mem_format("phases:\n  - id: own-phase\n    title: %s\n    goal: Mine.\n"
                            "    topics:\n      - id: own-topic\n        title: Own topic\n"
                            "        why: It is mine.\n        subtopics:\n"
                            "          - {id: own-topic/a, title: Part a, explain: Text.}\n",
                            title);
    write_own(home, "roadmap.yaml", text);
    mem_free(text);
}

static void write_own_pack(const char *home)
{
    write_own(home, "pack.yaml",
              "id: own\ntitle: Own\nlanguage: en\nlicence: CC0-1.0\nversion: 1\n"
              "files:\n  roadmap: roadmap.yaml\n");
}

/* The first frame may be drawn with what was cached: what changed since follows at once. */
static void content_that_changed_shows_by_itself(void **state)
{
    write_own_pack(*state);
    write_own_phase(*state, "First title");
    Pty *pty = start_roadmap(state);
    pty_press(pty, "End");
    assert_true(pty_shows(pty, "First title"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    write_own_phase(*state, "Another title");
    pty = start_roadmap(state);
    pty_press(pty, "End");
    assert_true(pty_shows(pty, "Another title"));
}

static void content_that_changes_shows_with_a_key(void **state)
{
    write_own_pack(*state);
    write_own_phase(*state, "First title");
    Pty *pty = start_roadmap(state);
    pty_press(pty, "End");
    assert_true(pty_shows(pty, "First title"));
    write_own_phase(*state, "Another title");
    (void)sleep(3); /* it is looked for every two seconds, while there are keys */
    pty_press(pty, "Up");
    assert_true(pty_shows(pty, "Another title"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(moves_in_the_roadmap),
        SESSION_TEST(marks_are_kept),
        SESSION_TEST(reviews_a_card_and_takes_it_back),
        SESSION_TEST(unknown_sequences_grade_nothing),
        SESSION_TEST(home_and_end_of_other_terminals),
        SESSION_TEST(an_answer_outlives_the_program),
        SESSION_TEST(a_flood_of_keys),
        SESSION_TEST(escape_and_alt),
        SESSION_TEST(pastes_are_typed_as_one),
        SESSION_TEST(a_paste_without_end),
        SESSION_TEST(the_mouse),
        SESSION_TEST(resizes_while_it_draws),
        SESSION_TEST(notes_are_written_in_the_editor),
        SESSION_TEST(a_card_is_edited_in_its_deck),
        SESSION_TEST(a_version_takes_the_place_of_a_card),
        SESSION_TEST(resized_while_the_editor_runs),
        SESSION_TEST(a_failing_editor_is_told),
        SESSION_TEST(leaving_while_practising_says_so),
        SESSION_TEST(keys_can_be_exchanged),
        SESSION_TEST(another_instance_is_noticed),
        SESSION_TEST(content_that_changed_shows_by_itself),
        SESSION_TEST(content_that_changes_shows_with_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
