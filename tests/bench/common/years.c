/* Two years of a learner: nearly every day a block of practice on the subtopic that comes next, and the
 * day's cards; outcomes ticked, subtopics marked, notes, questions, resources opened on the way; every
 * few weeks a milestone of a project whose checks fail first. Today itself is still to be done. */
#include "bench/common/years.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "bench/common/diary.h"
#include "bench/common/measure.h"
#include "companion/workspace.h"
#include "store/connection.h"
#include "study/check.h"

#define MISSED_ONE  19 /* one day in so many is missed */
#define MORNING_MS  (7 * MS_PER_HOUR)
#define TIMED_ONE   5 /* one day in so many the timer runs while cards are answered */
#define PAUSED_ONE  4
#define NOTED_ONE   3
#define ASKED_ONE   6
#define MANY_A_DAY  "9999" /* what who has so many cards allows */
#define COPIED_DAYS 8      /* whose copies are still there; then those of weeks and of months */
#define WRITE_DAYS  30 /* that are one write: each page of the database is written once for all */

typedef struct Learner {
    Diary diary;
    Deal *deal;
    const char *directory;
    size_t subtopic, milestone; /* that come next */
    bool large;
} Learner;

/* --- writing --- */

void diary_begin(Diary *diary)
{
    Error error;
    if (store_begin(diary->store, &error) != STATUS_OK ||
        ledger_init(&diary->ledger, diary->store, false, &error) != STATUS_OK)
        bench_die("the log", error.message);
}

void diary_end(Diary *diary)
{
    Error error;
    ledger_done(&diary->ledger);
    if (store_commit(diary->store, &error) != STATUS_OK)
        bench_die("the log", error.message);
}

void diary_write(Diary *diary, EventKind kind, const char *subject, const char *body,
                 char id[EVENT_ID_SIZE])
{
    Error error;
    Event event = {.at_ms = diary->at_ms,
                   .study_day = diary->day,
                   .kind = kind,
                   .subject = subject,
                   .body = body};
    if (store_append(diary->store, &event, &error) != STATUS_OK ||
        ledger_apply(&diary->ledger, &event, &error) != STATUS_OK)
        bench_die("the log", error.message);
    if (id != NULL)
        (void)snprintf(id, EVENT_ID_SIZE, "%s", event.id);
    diary->events++;
}

static void write_text(Diary *diary, EventKind kind, const char *subject, const char *key,
                       const char *text, char id[EVENT_ID_SIZE])
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, key, text);
    json_object_close(&json);
    diary_write(diary, kind, subject, buffer_text(&body), id);
    buffer_done(&body);
}

/* --- practice --- */

static void start_timer(Diary *diary, const char *subject, char id[EVENT_ID_SIZE])
{
    diary_write(diary, EVENT_PRACTICE_START, subject, "{\"slept\":0}", id);
}

static void stop_timer(Diary *diary, const char *id)
{
    diary_write(diary, EVENT_PRACTICE_STOP, id,
                "{\"note\":\"what was learned\",\"rollover\":4,\"offset\":0}", NULL);
    diary->at_ms += MS_PER_MINUTE;
}

static void practise(Diary *diary, const char *subject)
{
    char id[EVENT_ID_SIZE];
    start_timer(diary, subject, id);
    diary->at_ms += (10 + bench_chance(&diary->seed, 25)) * MS_PER_MINUTE;
    if (bench_chance(&diary->seed, PAUSED_ONE) == 0) {
        diary_write(diary, EVENT_PRACTICE_PAUSE, id, "{}", NULL);
        diary->at_ms += 5 * MS_PER_MINUTE;
        diary_write(diary, EVENT_PRACTICE_RESUME, id, "{\"slept\":0}", NULL);
        diary->at_ms += (5 + bench_chance(&diary->seed, 15)) * MS_PER_MINUTE;
    }
    stop_timer(diary, id);
}

static void study_cards(Learner *learner)
{
    Diary *diary = &learner->diary;
    char id[EVENT_ID_SIZE];
    bool timed = bench_chance(&diary->seed, TIMED_ONE) == 0;
    if (timed)
        start_timer(diary, PRACTICE_REVIEW, id);
    deal_study(learner->deal, diary, timed);
    if (timed)
        stop_timer(diary, id);
}

/* --- the roadmap --- */

static void tick_parts(Diary *diary, ItemRef item)
{
    size_t count = catalog_parts(diary->catalog, item).count;
    for (size_t i = 1; i <= count && i <= CATALOG_PARTS_MAX; i++) {
        char *part = mem_format("%s#%zu", catalog_id(diary->catalog, item), i);
        write_text(diary, EVENT_MARK, part, "mark", "done", NULL);
        mem_free(part);
    }
}

static void ask(Diary *diary, const char *subject)
{
    char id[EVENT_ID_SIZE];
    write_text(diary, EVENT_QUESTION, subject, "text", "Why is that so for small batches too?", id);
    Buffer body = {0};
    buffer_add_format(&body, "{\"answers\":\"%s\",\"answer\":\"The noise averages out.\"}", id);
    if (bench_chance(&diary->seed, 2) == 0)
        diary_write(diary, EVENT_QUESTION, subject, buffer_text(&body), NULL);
    buffer_done(&body);
}

static void open_resources(Diary *diary, CatalogIndex index)
{
    const Topic *topic = &diary->catalog->topics[index];
    for (size_t i = 0; i < topic->resources.count; i++) {
        ItemRef resource = {ITEM_RESOURCE, topic->resources.items[i]};
        diary_write(diary, EVENT_OPENED, catalog_id(diary->catalog, resource), "{}", NULL);
        if (bench_chance(&diary->seed, 2) == 0)
            tick_parts(diary, resource);
    }
}

static void finish_subtopic(Diary *diary, size_t index)
{
    const Subtopic *subtopic = &diary->catalog->subtopics[index];
    tick_parts(diary, (ItemRef){ITEM_SUBTOPIC, (CatalogIndex)index});
    write_text(diary, EVENT_MARK, subtopic->id, "mark", "done", NULL);
    if (bench_chance(&diary->seed, NOTED_ONE) == 0)
        write_text(diary, EVENT_NOTE, subtopic->id, "text",
                   "The gradient of a sum is the sum of the gradients.\n\nAsk again in spring: "
                   "what does the *scale* change?\n",
                   NULL);
    if (bench_chance(&diary->seed, ASKED_ONE) == 0)
        ask(diary, subtopic->id);
}

/* Through all of the roadmap by the end. */
static void walk_on(Learner *learner)
{
    Diary *diary = &learner->diary;
    const Catalog *catalog = diary->catalog;
    size_t passed = (size_t)(diary->day - (YEARS_TODAY - YEARS_DAYS));
    while (learner->subtopic < passed * catalog->subtopic_count / YEARS_DAYS) {
        finish_subtopic(diary, learner->subtopic++);
        const Subtopic *next = &catalog->subtopics[learner->subtopic];
        if (next->topic != next[-1].topic)
            open_resources(diary, next->topic);
        write_text(diary, EVENT_MARK, next->id, "mark", "doing", NULL);
    }
}

/* --- projects --- */

static char *check_body(const Catalog *catalog, const Milestone *milestone, Outcome outcome)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_key(&json, "checks");
    json_array_open(&json);
    for (int32_t i = 0; i < milestone->check_count; i++) {
        bool last = i == milestone->check_count - 1;
        json_object_open(&json);
        json_put_text(&json, "title", catalog->checks[milestone->first_check + i].title);
        json_put_text(&json, "outcome", outcome_name(last ? outcome : OUTCOME_PASSED));
        json_put_text(&json, "message", last && outcome == OUTCOME_FAILED ? "it printed 41" : "");
        json_object_close(&json);
    }
    json_array_close(&json);
    json_put_integer(&json, "ms", 1200);
    json_object_close(&json);
    return buffer_take(&body);
}

static void run_checks(Diary *diary, const Milestone *milestone, Outcome outcome)
{
    const char *project = diary->catalog->projects[milestone->project].id;
    char *body = check_body(diary->catalog, milestone, outcome);
    diary_write(diary, EVENT_PRACTICE_EDIT, project, "{\"what\":\"touch\"}", NULL);
    diary_write(diary, EVENT_CHECK, milestone->id, body, NULL);
    mem_free(body);
    diary->at_ms += 10 * MS_PER_MINUTE;
}

static void reach_milestone(Diary *diary, size_t index)
{
    const Milestone *milestone = &diary->catalog->milestones[index];
    const Project *project = &diary->catalog->projects[milestone->project];
    if ((CatalogIndex)index == project->first_milestone)
        diary_write(diary, EVENT_PROJECT, project->id,
                    "{\"directory\":\"/nonexistent/project\",\"allowed\":\"\"}", NULL);
    if (milestone->hints.count > 0)
        diary_write(diary, EVENT_MILESTONE, milestone->id, "{\"hint\":1}", NULL);
    run_checks(diary, milestone, OUTCOME_FAILED);
    practise(diary, project->id);
    run_checks(diary, milestone, OUTCOME_PASSED);
    write_text(diary, EVENT_MARK, milestone->id, "mark", "done", NULL);
}

static void build_on(Learner *learner)
{
    Diary *diary = &learner->diary;
    size_t passed = (size_t)(diary->day - (YEARS_TODAY - YEARS_DAYS));
    while (learner->milestone < passed * diary->catalog->milestone_count / YEARS_DAYS)
        reach_milestone(diary, learner->milestone++);
}

/* --- days --- */

static void write_options(Learner *learner)
{
    Diary *diary = &learner->diary;
    write_text(diary, EVENT_CONFIG, "first-run", "value", "false", NULL);
    write_text(diary, EVENT_CONFIG, "goal-minutes", "value", "45", NULL);
    if (learner->large) {
        write_text(diary, EVENT_CONFIG, "new-per-day", "value", "999", NULL);
        write_text(diary, EVENT_CONFIG, "reviews-per-day", "value", MANY_A_DAY, NULL);
    }
}

/* The day of a copy that the rotation still has at the end. */
static bool is_copied(const Learner *learner, DayNumber day)
{
    DayNumber ago = YEARS_TODAY - day;
    if (learner->large) /* a copy is as large as the log, and takes as long to write */
        return false;
    return ago < COPIED_DAYS || (ago < 35 && civil_weekday(day) == 6) ||
           (ago < 366 && civil_from_day(day + 1).day == 1);
}

static void live_day(Learner *learner, DayNumber day)
{
    Diary *diary = &learner->diary;
    diary->day = day;
    diary->at_ms = day * MS_PER_DAY + MORNING_MS;
    if (day == YEARS_TODAY - YEARS_DAYS)
        write_options(learner);
    if (day == YEARS_TODAY - 1 || bench_chance(&diary->seed, MISSED_ONE) != 0) {
        practise(diary, diary->catalog->subtopics[learner->subtopic].id);
        walk_on(learner);
        study_cards(learner);
        build_on(learner);
    }
}

static void write_out(Learner *learner, DayNumber day)
{
    Error error;
    diary_end(&learner->diary);
    if (is_copied(learner, day) &&
        store_backup_daily(learner->diary.store, day, NULL, NULL, &error) != STATUS_OK)
        bench_die("a copy", error.message);
    diary_begin(&learner->diary);
}

static void open_log(Learner *learner)
{
    Error error;
    Store **store = &learner->diary.store;
    if (store_open(learner->directory, STORE_READ_WRITE, store, &error) != STATUS_OK)
        bench_die(learner->directory, error.message);
    /* nothing is lost when this is cut short; a cache for all, as the days touch rows all over */
    if (sqlite3_exec((*store)->db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000", NULL,
                     NULL, NULL) != SQLITE_OK)
        bench_die(learner->directory, "cannot be prepared for writing");
}

static void live(Learner *learner, const YearsPlan *plan)
{
    open_log(learner);
    learner->deal = deal_new(&learner->diary, plan);
    diary_begin(&learner->diary);
    for (DayNumber day = YEARS_TODAY - YEARS_DAYS; day < YEARS_TODAY; day++) {
        live_day(learner, day);
        if (is_copied(learner, day) || day % WRITE_DAYS == 0)
            write_out(learner, day);
    }
    diary_end(&learner->diary);
    store_close(learner->diary.store);
}

/* --- the home --- */

static Workspace *open_workspace(const char *directory, const char *content)
{
    const char *const places[] = {content};
    WorkspaceOptions options = {.data = directory, .content = places, .content_count = 1};
    Workspace *workspace = NULL;
    Error error;
    if (workspace_open(&options, &workspace, &error) != STATUS_OK)
        bench_die(directory, error.message);
    char *wrong = mem_dup(workspace_diagnostics(workspace));
    wrong[strcspn(wrong, "\n")] = '\0';
    if (wrong[0] != '\0')
        bench_die("the packs", wrong);
    mem_free(wrong);
    return workspace;
}

static void set_now(int64_t at_ms)
{
    char text[CIVIL_INSTANT_SIZE];
    civil_format_instant(at_ms, 0, text);
    setenv("CAIRN_NOW", text, 1);
}

/* The cards came before the first of them was answered. */
static Workspace *open_first(const char *directory, const char *content, size_t own_cards)
{
    set_now((YEARS_TODAY - YEARS_DAYS) * MS_PER_DAY + MORNING_MS);
    Workspace *workspace = open_workspace(directory, content);
    if (own_cards == 0)
        return workspace;
    diary_write_pack(directory, workspace_catalog(workspace), own_cards);
    workspace_close(workspace);
    return open_workspace(directory, content);
}

YearsSummary years_make(const char *directory, const char *content, const YearsPlan *plan)
{
    setenv("TZ", "UTC", 1);
    tzset();
    Workspace *workspace = open_first(directory, content, plan->cards);
    const Catalog *catalog = workspace_catalog(workspace);
    Learner learner = {.diary = {.catalog = catalog, .seed = 20261124},
                       .directory = directory,
                       .large = plan->cards > 0};
    live(&learner, plan);
    YearsSummary summary = {catalog->card_count, deal_answers(learner.deal), learner.diary.events};
    deal_free(learner.deal);
    workspace_close(workspace);
    setenv("CAIRN_NOW", YEARS_NOW, 1);
    workspace_close(open_workspace(directory, content)); /* which makes today's copy */
    return summary;
}
