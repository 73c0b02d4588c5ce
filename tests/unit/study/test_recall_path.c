#include "study/recall_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "near.h"

static FsrsModel default_model(void)
{
    FsrsModel model;
    Error error;
    assert_int_equal(fsrs_model_init(&model, NULL, 0, 1, &error), STATUS_OK);
    return model;
}

static void no_answer_has_no_path(void **state)
{
    (void)state;
    FsrsModel model = default_model();
    RecallPath path = {.count = 1};
    recall_path(&model, NULL, 0, (MemoryState){0}, 100, &path);
    assert_int_equal(path.count, 0);
}

static void it_falls_and_jumps(void **state)
{
    (void)state;
    FsrsModel model = default_model();
    const PastAnswer answers[] = {
        {100, RATING_GOOD}, {100, RATING_GOOD}, {104, RATING_AGAIN}, {110, RATING_GOOD}};
    MemoryState last = {.stability = 20, .difficulty = 5};
    double days[RECALL_PATH_POINTS(4)], recall[RECALL_PATH_POINTS(4)];
    RecallPath path = {.days = days, .recall = recall};
    recall_path(&model, answers, 4, last, 130, &path);
    size_t count = path.count;
    int jumps = 0;
    assert_in_range(count, 100, RECALL_PATH_POINTS(4));
    assert_true(days[0] == 100 && recall[0] == 1);
    assert_true(days[count - 1] == 130);
    assert_near("point", count - 1, recall[count - 1], fsrs_retrievability(&model, 20, 20), 1e-12);
    for (size_t i = 1; i < count; i++) {
        assert_true(days[i] >= days[i - 1]);
        assert_true(recall[i] > 0 && recall[i] <= 1);
        jumps += recall[i] > recall[i - 1];
        assert_true(recall[i] < recall[i - 1] || (recall[i] == 1 && days[i] == days[i - 1]));
    }
    assert_int_equal(jumps, 2);
}

static void many_answers_fit(void **state)
{
    (void)state;
    enum { MANY = 500 };
    FsrsModel model = default_model();
    PastAnswer answers[MANY];
    double days[RECALL_PATH_POINTS(MANY)], recall[RECALL_PATH_POINTS(MANY)];
    for (int i = 0; i < MANY; i++)
        answers[i] = (PastAnswer){i * 7 / 3, (Rating)(1 + i % 4)};
    RecallPath path = {.days = days, .recall = recall};
    recall_path(&model, answers, MANY, (MemoryState){5, 5}, 5000, &path);
    assert_in_range(path.count, MANY, RECALL_PATH_POINTS(MANY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_answer_has_no_path),
        cmocka_unit_test(it_falls_and_jumps),
        cmocka_unit_test(many_answers_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
