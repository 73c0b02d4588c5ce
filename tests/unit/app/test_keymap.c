#include "app/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static Keymap keymap;

static int set_up(void **state)
{
    (void)state;
    keymap_init(&keymap);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    keymap_done(&keymap);
    return 0;
}

static Action find(unsigned context, const char *name)
{
    Key key = {0};
    assert_true(key_parse(name, &key));
    return keymap_find(&keymap, context, key);
}

static void every_default_key_is_a_key(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        char keys[64];
        char *save = NULL;
        snprintf(keys, sizeof keys, "%s", action_info((Action)i)->keys);
        for (char *name = strtok_r(keys, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
            Key key = {0};
            assert_true(key_parse(name, &key));
        }
    }
}

static void no_two_actions_share_a_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < keymap.count; i++) {
        for (size_t j = 0; j < i; j++) {
            const ActionInfo *left = action_info(keymap.items[i].action);
            const ActionInfo *right = action_info(keymap.items[j].action);
            bool same_layer = !((left->flags ^ right->flags) & ACTION_GLOBAL);
            if (key_equal(keymap.items[i].key, keymap.items[j].key) && same_layer &&
                (left->contexts & right->contexts)) {
                print_message("%s and %s\n", left->name, right->name);
                fail();
            }
        }
    }
}

static void names_are_unique_and_lead_back(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        assert_int_equal(action_from_name(action_info((Action)i)->name), i);
        assert_true(strlen(action_info((Action)i)->help) > 10);
        assert_true(strlen(action_info((Action)i)->label) <= 16);
    }
    assert_int_equal(action_from_name("no-such-thing"), ACTION_NONE);
}

static void contexts_have_words(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        Buffer text = {0};
        action_contexts_text((Action)i, &text);
        assert_true(text.length > 0);
        buffer_done(&text);
    }
    Buffer text = {0};
    action_contexts_text(ACTION_MARK, &text);
    assert_string_equal(buffer_text(&text), "Roadmap, Projects");
    buffer_done(&text);
}

static void the_place_comes_before_the_program(void **state)
{
    (void)state;
    assert_int_equal(find(IN_TODAY, "1"), ACTION_TODAY);
    assert_int_equal(find(IN_ANSWER, "1"), ACTION_AGAIN);
    assert_int_equal(find(IN_DONE, "1"), ACTION_TODAY);
    assert_int_equal(find(IN_TREE, "s"), ACTION_STOP);
    assert_int_equal(find(IN_QUESTION, "s"), ACTION_SUSPEND_CARD);
    assert_int_equal(find(IN_QUESTION, "S"), ACTION_STOP);
}

static void typing_is_typing(void **state)
{
    (void)state;
    assert_int_equal(find(IN_SEARCH, "j"), ACTION_NONE);
    assert_int_equal(find(IN_PROMPT, "q"), ACTION_NONE);
    assert_int_equal(find(IN_PROMPT, "Space"), ACTION_NONE);
    assert_int_equal(find(IN_SEARCH, "Down"), ACTION_DOWN);
    assert_int_equal(find(IN_PROMPT, "C-c"), ACTION_INTERRUPT);
    assert_int_equal(find(IN_HISTORY, "j"), ACTION_DOWN);
}

static void the_first_key_that_reaches_is_shown(void **state)
{
    Key key = {0};
    (void)state;
    assert_true(keymap_key_of(&keymap, IN_TODAY, ACTION_TODAY, &key));
    assert_int_equal(key.code, '1');
    assert_true(keymap_key_of(&keymap, IN_ANSWER, ACTION_TODAY, &key)); /* 1 grades there */
    assert_int_equal(key.code, '1');
    assert_int_equal(key.modifiers, KEYCODE_ALT);
    assert_true(keymap_key_of(&keymap, IN_QUESTION, ACTION_STOP, &key));
    assert_int_equal(key.code, 'S');
    assert_false(keymap_key_of(&keymap, IN_TODAY, ACTION_MARK, &key));
    assert_false(keymap_key_of(&keymap, IN_TODAY, ACTION_THEME, &key));
}

static void the_first_binding_replaces_later_ones_add(void **state)
{
    Error error = {{0}};
    (void)state;
    assert_int_equal(keymap_bind(&keymap, "quit", "Q", &error), STATUS_OK);
    assert_int_equal(find(IN_TODAY, "Q"), ACTION_QUIT);
    assert_int_equal(find(IN_TODAY, "q"), ACTION_NONE);
    assert_int_equal(keymap_bind(&keymap, "quit", "q", &error), STATUS_OK);
    assert_int_equal(find(IN_TODAY, "q"), ACTION_QUIT);
    assert_int_equal(find(IN_TODAY, "Q"), ACTION_QUIT);
}

static void check_refused(const char *action, const char *key, const char *told)
{
    Error error = {{0}};
    assert_int_equal(keymap_bind(&keymap, action, key, &error), STATUS_USAGE);
    if (strstr(error.message, told) == NULL) {
        print_message("%s\n", error.message);
        fail();
    }
}

static void what_cannot_be_bound_is_said(void **state)
{
    (void)state;
    check_refused("qiut", "x", "did you mean 'quit'");
    check_refused("zzzzzzzzzz", "x", "cairn keys");
    check_refused("quit", "Wheel", "is not a key");
    check_refused("quit", "t", "'practice-start' has it");
    check_refused("note", "f", "'filter' has it");
    check_refused("filter", "q", "'quit' has it"); /* it would cover a global key */
    assert_int_equal(find(IN_TREE, "q"), ACTION_QUIT);
    assert_int_equal(find(IN_TREE, "f"), ACTION_FILTER);
}

static void two_actions_can_change_keys(void **state)
{
    Error error = {{0}};
    (void)state;
    assert_int_equal(keymap_unbind(&keymap, "quit", &error), STATUS_OK);
    assert_int_equal(keymap_unbind(&keymap, "ask", &error), STATUS_OK);
    assert_int_equal(keymap_bind(&keymap, "quit", "a", &error), STATUS_OK);
    assert_int_equal(keymap_bind(&keymap, "ask", "q", &error), STATUS_OK);
    assert_int_equal(find(IN_TODAY, "a"), ACTION_QUIT);
    assert_int_equal(find(IN_TODAY, "q"), ACTION_ASK);
    assert_int_equal(keymap_unbind(&keymap, "nothing-like-it", &error), STATUS_USAGE);
}

static void a_default_may_be_bound_again(void **state)
{
    Error error = {{0}};
    (void)state;
    assert_int_equal(keymap_bind(&keymap, "grade-again", "1", &error), STATUS_OK);
    assert_int_equal(find(IN_ANSWER, "1"), ACTION_AGAIN);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_default_key_is_a_key),          CASE(no_two_actions_share_a_key),
        CASE(names_are_unique_and_lead_back),      CASE(contexts_have_words),
        CASE(the_place_comes_before_the_program),  CASE(typing_is_typing),
        CASE(the_first_key_that_reaches_is_shown), CASE(the_first_binding_replaces_later_ones_add),
        CASE(what_cannot_be_bound_is_said),        CASE(two_actions_can_change_keys),
        CASE(a_default_may_be_bound_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
