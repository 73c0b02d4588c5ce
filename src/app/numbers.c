/* The numbers that several views show, worked out once per change and minute. */
#include "app/update.h"
#include "base/memory.h"

void numbers_done(Numbers *numbers)
{
    mem_free(numbers->phases);
    mem_free(numbers->topics);
    mem_free(numbers->subtopics);
    mem_free(numbers->topic_tallies);
    mem_free(numbers->subtopic_tallies);
    *numbers = (Numbers){0};
}

static void fill_part(const Model *model, ItemRef item, const CardTally *tally, PartNumbers *part)
{
    const StudyState *state = model->state;
    part->mark = progress_mark(state, item);
    part->rusty = tally->rusty;
    part->cards = tally->cards;
    if (item.kind == ITEM_TOPIC) {
        part->progress = progress_topic(state, item.index);
    } else {
        part->progress = part->mark == MARK_DONE ? 1 : 0;
    }
}

static void fill_phase(Model *model, CatalogIndex index)
{
    const Phase *phase = &model->state->catalog->phases[index];
    PartNumbers *sum = &model->numbers.phases[index];
    *sum = (PartNumbers){.progress = progress_phase(model->state, index)};
    for (int32_t i = 0; i < phase->topic_count; i++) {
        const PartNumbers *topic = &model->numbers.topics[phase->first_topic + i];
        sum->cards.all += topic->cards.all;
        sum->cards.due += topic->cards.due;
        sum->cards.fresh += topic->cards.fresh;
        sum->rusty = sum->rusty || topic->rusty;
    }
}

static void fill(Model *model)
{
    const Catalog *catalog = model->state->catalog;
    Numbers *numbers = &model->numbers;
    today_count(model->state, model->now_ms, model->offset_min, &numbers->summary);
    numbers->due_now = numbers->summary.queue.learning + numbers->summary.queue.due;
    CardTally *topics = numbers->topic_tallies;
    CardTally *subtopics = numbers->subtopic_tallies;
    progress_tally(model->state, model->now_ms, model->today, topics, subtopics);
    today_plan(model->state, topics, subtopics, &numbers->summary);
    for (size_t i = 0; i < catalog->topic_count; i++) {
        fill_part(model, (ItemRef){ITEM_TOPIC, (CatalogIndex)i}, &topics[i], &numbers->topics[i]);
    }
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        fill_part(model, (ItemRef){ITEM_SUBTOPIC, (CatalogIndex)i}, &subtopics[i],
                  &numbers->subtopics[i]);
    }
    for (size_t i = 0; i < catalog->phase_count; i++) {
        fill_phase(model, (CatalogIndex)i);
    }
}

void numbers_refresh(Model *model)
{
    const Catalog *catalog = model->state->catalog;
    Numbers *numbers = &model->numbers;
    int64_t minute = model->now_ms / MS_PER_MINUTE;
    model->today = study_state_day(model->state, model->now_ms, model->offset_min);
    if (numbers->known && numbers->revision == model->state->revision &&
        numbers->today == model->today && numbers->minute == minute) {
        return;
    }
    if (numbers->topics == NULL) {
        numbers->phases = mem_alloc(catalog->phase_count + 1, sizeof *numbers->phases);
        numbers->topics = mem_alloc(catalog->topic_count + 1, sizeof *numbers->topics);
        numbers->subtopics = mem_alloc(catalog->subtopic_count + 1, sizeof *numbers->subtopics);
        numbers->topic_tallies =
            mem_alloc(catalog->topic_count + 1, sizeof *numbers->topic_tallies);
        numbers->subtopic_tallies =
            mem_alloc(catalog->subtopic_count + 1, sizeof *numbers->subtopic_tallies);
    }
    numbers->known = true;
    numbers->revision = model->state->revision;
    numbers->today = model->today;
    numbers->minute = minute;
    numbers->serial += 1;
    model->dirty = true;
    fill(model);
}

int64_t model_block_ms(const Model *model)
{
    return practice_elapsed(&model->state->timer, model->now_ms);
}

int64_t model_practised_ms(const Model *model)
{
    const StudyState *state = model->state;
    DayTotal total = habit_day(state->days, state->day_count, model->today);
    return total.practice_ms + total.review_ms +
           today_running_ms(state, model->now_ms, model->offset_min);
}

int64_t model_block_goal_ms(const Model *model)
{
    const PlanRun *run = &model->plan;
    int64_t goal = model->state->config.goal_minutes * MS_PER_MINUTE;
    if (run->running && run->items[run->at].what != PLAN_REVIEW) {
        goal = run->begun_ms + run->items[run->at].minutes * MS_PER_MINUTE;
    }
    int64_t before = model_practised_ms(model) - model_block_ms(model);
    return before < goal ? goal - (before > 0 ? before : 0) : 0;
}

PracticeBreak model_break(const Model *model)
{
    int work = 0;
    int rest = 0;
    if (!config_parse_rhythm(model->state->config.break_rhythm, &work, &rest)) {
        work = rest = 0;
    }
    return practice_break(&model->state->timer, work * MS_PER_MINUTE, rest * MS_PER_MINUTE,
                          model->now_ms);
}

const PartNumbers *model_numbers(const Model *model, ItemRef item)
{
    if (item.index < 0 || !model->numbers.known) {
        return NULL;
    }
    switch (item.kind) {
    case ITEM_PHASE:
        return &model->numbers.phases[item.index];
    case ITEM_TOPIC:
        return &model->numbers.topics[item.index];
    case ITEM_SUBTOPIC:
        return &model->numbers.subtopics[item.index];
    default:
        return NULL;
    }
}

Mark model_mark(const Model *model, ItemRef item)
{
    return progress_mark(model->state, item);
}
