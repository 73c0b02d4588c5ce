/* Whether two states of the same catalog say the same. */
#ifndef CAIRN_TESTS_SAME_STATE_H
#define CAIRN_TESTS_SAME_STATE_H

#include "unit/companion/fixture.h"

static inline void assert_same_cards(const StudyState *left, const StudyState *right)
{
    for (size_t i = 0; i < left->catalog->card_count; i++) {
        const CardState *a = &left->cards[i];
        const CardState *b = &right->cards[i];
        bool same = a->memory.stability == b->memory.stability &&
                    a->memory.difficulty == b->memory.difficulty && a->due_ms == b->due_ms &&
                    a->last_review_ms == b->last_review_ms && a->due_day == b->due_day &&
                    a->last_review_day == b->last_review_day && a->buried_day == b->buried_day &&
                    a->first_review_day == b->first_review_day &&
                    a->interval_days == b->interval_days && a->reps == b->reps &&
                    a->lapses == b->lapses && a->phase == b->phase && a->step == b->step &&
                    a->suspended == b->suspended && a->late_days == b->late_days;
        if (!same)
            fail_msg("card %s differs", left->catalog->cards[i].id);
    }
}

/* Every day of `left` is as in `right`; a day with nothing on it may be absent. */
static inline void assert_days_within(const StudyState *left, const StudyState *right)
{
    for (size_t i = 0; i < left->day_count; i++) {
        const DayTotal *a = &left->days[i];
        DayTotal b = habit_day(right->days, right->day_count, a->day);
        if (a->practice_ms != b.practice_ms || a->review_ms != b.review_ms ||
            a->reviews != b.reviews || a->lapses != b.lapses || a->new_cards != b.new_cards)
            fail_msg("day %d differs", (int)a->day);
        assert_true(a->practice_ms >= 0 && a->review_ms >= 0 && a->reviews >= 0);
        assert_true(a->lapses >= 0 && a->new_cards >= 0);
    }
}

static inline void assert_same_items(const ItemState *left, const ItemState *right, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(left[i].mark, right[i].mark);
        assert_int_equal(left[i].marked, right[i].marked);
        assert_int_equal(left[i].noted, right[i].noted);
        assert_int_equal(left[i].opened, right[i].opened);
        assert_int_equal(left[i].hints, right[i].hints);
    }
}

/* What the habit has from the log itself. */
static inline void assert_same_habit(const StudyState *left, const StudyState *right)
{
    assert_int_equal(left->written.at_ms, right->written.at_ms);
    assert_int_equal(left->written.day, right->written.day);
    assert_int_equal(left->rules.count, right->rules.count);
    for (size_t i = 0; i < left->rules.count; i++)
        assert_memory_equal(&left->rules.items[i], &right->rules.items[i], sizeof(HabitRule));
    assert_int_equal(left->clear.count, right->clear.count);
    for (size_t i = 0; i < left->clear.count; i++)
        assert_memory_equal(&left->clear.items[i], &right->clear.items[i], sizeof(DaySpan));
}

static inline void assert_same_state(const StudyState *left, const StudyState *right)
{
    assert_same_cards(left, right);
    assert_days_within(left, right);
    assert_days_within(right, left);
    assert_same_items(left->topics, right->topics, left->catalog->topic_count);
    assert_same_items(left->subtopics, right->subtopics, left->catalog->subtopic_count);
    assert_same_items(left->resources, right->resources, left->catalog->resource_count);
    assert_same_items(left->milestones, right->milestones, left->catalog->milestone_count);
    assert_int_equal(left->timer.phase, right->timer.phase);
    assert_string_equal(left->timer.id, right->timer.id);
    assert_int_equal(left->timer.banked_ms, right->timer.banked_ms);
    assert_int_equal(left->timer.resumed_ms, right->timer.resumed_ms);
    assert_int_equal(left->question_count, right->question_count);
    for (size_t i = 0; i < left->question_count; i++) {
        assert_string_equal(left->questions[i].id, right->questions[i].id);
        assert_string_equal(left->questions[i].answer, right->questions[i].answer);
    }
    for (size_t i = 0; i <= left->catalog->deck_count; i++)
        assert_memory_equal(&left->limits[i], &right->limits[i], sizeof left->limits[i]);
    for (size_t i = 0; i < config_option_count(); i++) {
        char a[CONFIG_TEXT_SIZE];
        char b[CONFIG_TEXT_SIZE];
        config_get(&left->config, i, a);
        config_get(&right->config, i, b);
        assert_string_equal(a, b);
    }
}

#endif
