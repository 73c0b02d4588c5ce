/* The log as another device or a hostile file may have it: "KIND MINUTES SUBJECT BODY" a line, where a
 * subject or a text "@N" in a body stands for the id of the Nth event. MINUTES go by since the line before;
 * beyond some weeks the number is instant, offset and day itself. Whatever they say is applied or passed over; and the tables made from the log anew are those made event by event. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "companion/answer_body.h"
#include "companion/ledger.h"
#include "fuzz/scratch.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 40 };
#define EVENT_IDS 80UL /* some of which no event has */

#define MINUTES_MOST 100000

#define FIRST_MS (INT64_C(20781) * 24 * 60 * 60 * 1000)

/* The tables made from the log anew are those made event by event. */
static void check_replay(Store *store)
{
    Buffer report = {0};
    int64_t differences = 0;
    require(store_keep_derived(store, NULL) == STATUS_OK);
    require(ledger_rebuild(store, NULL) == STATUS_OK);
    require(store_compare_derived(store, &report, &differences, NULL) == STATUS_OK);
    if (differences != 0)
        (void)fprintf(stderr, "%s", buffer_text(&report));
    require(differences == 0);
    buffer_done(&report);
}

/* One database a process; no input's events stay in it, but the tables for what is set aside do: made in
 * each input and rolled back they would have SQLite prepare all its statements each time. */
static Store *open_store(void)
{
    static Store *store;
    if (store == NULL) {
        require(store_open(scratch_directory(), STORE_READ_WRITE, &store, NULL) == STATUS_OK);
        require(store_begin(store, NULL) == STATUS_OK);
        check_replay(store);
        require(store_commit(store, NULL) == STATUS_OK);
    }
    return store;
}

static void write_id(char id[EVENT_ID_SIZE], unsigned number)
{
    (void)snprintf(id, EVENT_ID_SIZE, "%012x%020x", 1, number);
}

/* The body with each "@N" as an id. */
static void expand(const char *text, Buffer *out)
{
    for (; *text != '\0'; text++) {
        if (*text == '@' && text[1] >= '0' && text[1] <= '9') {
            char id[EVENT_ID_SIZE];
            char *end;
            write_id(id, (unsigned)(strtoul(text + 1, &end, 10) % EVENT_IDS));
            buffer_add_text(out, id);
            text = end - 1;
        } else {
            buffer_add_char(out, *text);
        }
    }
}

/* The quick reader of answers says what the slow one does. */
static void check_body(const Event *event, Arena *arena)
{
    AnswerBody body;
    const JsonValue *json = ledger_body(event, arena);
    const JsonValue *whole;
    bool sound = json_parse(event->body, strlen(event->body), arena, &whole, NULL) == STATUS_OK &&
                 whole->kind == JSON_OBJECT;
    require(!sound || answer_body_read(event->body, arena, &body));
    if (sound) {
        require(body.rating == json_get_integer(json, "rating", 0));
        require(body.timed == json_get_bool(json, "timed", false));
    }
}

static bool apply(void *context, const Event *event)
{
    Ledger ledger;
    require(ledger_init(&ledger, context, true, NULL) == STATUS_OK);
    require(ledger_apply(&ledger, event, NULL) == STATUS_OK);
    ledger_done(&ledger);
    return true;
}

/* As it is read from the log, where its numbers may be no longer those that were written. */
static void apply_last(Store *store, unsigned number)
{
    char before[EVENT_ID_SIZE];
    write_id(before, number - 1);
    require(store_each_event_after(store, before, apply, store, NULL) == STATUS_OK);
}

static void set_instant(Event *event, const char *minutes, int64_t *now_ms)
{
    int64_t number = strtoll(minutes, NULL, 10);
    bool within = number >= -MINUTES_MOST && number <= MINUTES_MOST;
    *now_ms += within ? number * MS_PER_MINUTE : 0;
    event->at_ms = within ? *now_ms : number;
    event->study_day = within ? (DayNumber)(*now_ms / MS_PER_DAY) : (DayNumber)number;
    event->offset_min = within ? 60 : (int)number;
}

/* False for a line that is no event. */
static bool append_line(Store *store, char *line, unsigned number, int64_t *now_ms)
{
    char *kind = line, *minutes = strchr(line, ' ');
    char *subject = minutes == NULL ? NULL : strchr(minutes + 1, ' ');
    char *body = subject == NULL ? NULL : strchr(subject + 1, ' ');
    if (body == NULL)
        return false;
    *minutes++ = *subject++ = *body++ = '\0';
    Buffer subject_text = {0}, body_text = {0};
    expand(subject, &subject_text);
    expand(body, &body_text);
    Event event = {.kind = event_kind_from_name(kind),
                   .subject = buffer_text(&subject_text),
                   .body = buffer_text(&body_text)};
    set_instant(&event, minutes, now_ms);
    write_id(event.id, number);
    bool usable = event.kind < EVENT_KIND_COUNT && utf8_valid(event.subject, subject_text.length) &&
                  utf8_valid(event.body, body_text.length);
    if (usable) {
        require(store_append(store, &event, NULL) == STATUS_OK);
        apply_last(store, number);
        check_body(&event, take_arena());
    }
    buffer_done(&subject_text);
    buffer_done(&body_text);
    return usable;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Store *store = open_store();
    char *text = mem_dup_range((const char *)data, size);
    int64_t now_ms = FIRST_MS;
    unsigned count = 0, appended = 0;
    require(store_begin(store, NULL) == STATUS_OK);
    for (char *line = strtok(text, "\n"); line != NULL && count < EVENTS_MAX;
         line = strtok(NULL, "\n"))
        appended += append_line(store, line, ++count, &now_ms);
    if (appended > 0)
        check_replay(store);
    store_rollback(store);
    mem_free(text);
    return 0;
}
