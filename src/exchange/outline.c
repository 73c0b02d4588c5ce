#include "exchange/outline.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "exchange/outline_text.h"

/* What the items of the list at hand are. */
typedef enum Part { PART_NONE, PART_SUBTOPICS, PART_RESOURCES, PART_PROJECTS } Part;

/* What the lists below a heading hold. */
typedef enum Chapter { CHAPTER_NONE, CHAPTER_PHASE, CHAPTER_RECAP, CHAPTER_TIPS } Chapter;

typedef struct Reading {
    Outline *outline;
    Arena *arena;
    Chapter chapter;
    Part part;
    size_t number;       /* of the line, from 1 */
    size_t topic_indent; /* of the item that began the topic */
    size_t label_indent; /* of the item that began the part */
    bool titled;
} Reading;

static OutlinePhase *phase_of(const Reading *reading)
{
    return &reading->outline->phases.items[reading->outline->phases.count - 1];
}

/* The topic at hand, NULL before the first one of a phase. */
static OutlineTopic *topic_of(const Reading *reading)
{
    OutlinePhase *phase = phase_of(reading);
    return phase->topics.count > 0 ? &phase->topics.items[phase->topics.count - 1] : NULL;
}

static void leave_out(const Reading *reading)
{
    *array_push(&reading->outline->unused) = reading->number;
}

/* --- headings --- */

/* "Phase 1: Name" without its number. */
static const char *phase_title(const char *title)
{
    const char *colon = strchr(title, ':');
    if (strncasecmp(title, "phase ", 6) != 0 || colon == NULL)
        return title;
    return colon + 1 + strspn(colon + 1, " ");
}

/* What a phase without a name is called. */
static const char *phase_number(Arena *arena, size_t number)
{
    Buffer name = {0};
    buffer_add_format(&name, "Phase %zu", number);
    const char *kept = arena_dup(arena, buffer_text(&name));
    buffer_done(&name);
    return kept;
}

static void take_heading(Reading *reading, const char *markdown)
{
    const char *title = outline_plain(reading->arena, markdown);
    const char *rest;
    int32_t least, most;
    bool timed = outline_months(reading->arena, title, &rest, &least, &most);
    reading->part = PART_NONE;
    if (timed || (strncasecmp(title, "phase ", 6) == 0 && strchr(title, ':') != NULL)) {
        const char *name = phase_title(rest);
        size_t number = reading->outline->phases.count + 1;
        *array_push(&reading->outline->phases) =
            (OutlinePhase){.title = *name != '\0' ? name : phase_number(reading->arena, number),
                           .goal = "",
                           .months_min = least,
                           .months_max = most};
        reading->chapter = CHAPTER_PHASE;
        return;
    }
    reading->chapter = outline_mentions(title, "recap")  ? CHAPTER_RECAP
                       : outline_mentions(title, "tips") ? CHAPTER_TIPS
                                                         : CHAPTER_NONE;
    if (!reading->titled && *title != '\0') {
        reading->outline->title = title;
        reading->titled = true;
    }
}

/* --- items --- */

static void begin_topic(Reading *reading, const OutlineLine *line)
{
    const char *title = outline_plain(reading->arena, line->text);
    if (*title == '\0') { /* marks and nothing between them */
        leave_out(reading);
        return;
    }
    *array_push(&phase_of(reading)->topics) = (OutlineTopic){.title = title, .why = ""};
    reading->topic_indent = line->indent;
    reading->part = PART_NONE;
}

static void add_resources(const Reading *reading, const char *markdown, const char *divider)
{
    for (const char *rest = markdown; rest != NULL;) {
        const char *part = outline_part(reading->arena, &rest, divider);
        OutlineResource resource = {.title = ""};
        if (*part != '\0')
            resource = outline_resource(reading->arena, part);
        if (*resource.title != '\0')
            *array_push(&topic_of(reading)->resources) = resource;
    }
}

static void add_tools(const Reading *reading, const char *markdown)
{
    OutlineTopic *topic = topic_of(reading);
    size_t before = topic->resources.count;
    size_t length = strlen(markdown);
    if (length > 0 && markdown[length - 1] == '.')
        markdown = arena_dup_range(reading->arena, markdown, length - 1);
    add_resources(reading, markdown, ",");
    for (size_t i = before; i < topic->resources.count; i++)
        topic->resources.items[i].kind = "tool";
}

/* A project's name is its text up to a remark in parentheses or the sentence's end. */
static void add_project(const Reading *reading, OutlinePair pair)
{
    const char *name = pair.name;
    if (name[0] == '\0') {
        const char *end = strstr(pair.text, " (");
        const char *stop = strstr(pair.text, ". ");
        size_t length = strlen(pair.text);
        if (length > 0 && pair.text[length - 1] == '.')
            length--;
        if (stop != NULL && (size_t)(stop - pair.text) < length)
            length = (size_t)(stop - pair.text);
        if (end != NULL && (size_t)(end - pair.text) < length)
            length = (size_t)(end - pair.text);
        name = arena_dup_range(reading->arena, pair.text, length);
    }
    if (name[0] != '\0')
        *array_push(&topic_of(reading)->projects) =
            (OutlineProject){.title = name, .text = pair.text};
}

/* An item that begins with one of the words that a topic is described with; false for any other. */
static bool take_label(Reading *reading, const OutlineLine *line)
{
    static const struct {
        const char *label;
        Part part;
    } PARTS[] = {{"topics", PART_SUBTOPICS},
                 {"subtopics", PART_SUBTOPICS},
                 {"resources", PART_RESOURCES},
                 {"projects", PART_PROJECTS},
                 {"ideas", PART_PROJECTS}};
    const char *after;
    if ((after = outline_after_label(reading->arena, line->text, "why")) != NULL) {
        topic_of(reading)->why = outline_plain(reading->arena, after);
    } else if ((after = outline_after_label(reading->arena, line->text, "tools")) != NULL) {
        add_tools(reading, after);
    } else if ((after = outline_after_label(reading->arena, line->text, "project")) != NULL) {
        add_project(reading, (OutlinePair){"", outline_plain(reading->arena, after)});
    } else {
        size_t i = 0;
        size_t count = sizeof PARTS / sizeof *PARTS;
        while (i < count &&
               (after = outline_after_label(reading->arena, line->text, PARTS[i].label)) == NULL)
            i++;
        if (i == count || *after != '\0')
            return false;
        reading->part = PARTS[i].part;
        reading->label_indent = line->indent;
        return true;
    }
    reading->part = PART_NONE;
    return true;
}

static void add_subtopic(const Reading *reading, const char *markdown, bool activity)
{
    OutlineTopic *topic = topic_of(reading);
    const char *title = outline_plain(reading->arena, markdown);
    if (*title == '\0') {
        leave_out(reading);
        return;
    }
    *array_push(&topic->subtopics) = title;
    topic->activities = activity;
}

static void take_phase_item(Reading *reading, const OutlineLine *line)
{
    OutlineTopic *topic = topic_of(reading);
    if (topic == NULL || line->indent <= reading->topic_indent) {
        begin_topic(reading, line);
    } else if (reading->part != PART_NONE && line->indent > reading->label_indent) {
        if (reading->part == PART_SUBTOPICS)
            add_subtopic(reading, line->text, false);
        else if (reading->part == PART_RESOURCES)
            add_resources(reading, line->text, " or ");
        else
            add_project(reading, outline_pair(reading->arena, line->text));
    } else if (!take_label(reading, line)) {
        if (topic->subtopics.count == 0 || topic->activities)
            add_subtopic(reading, line->text, true);
        else
            leave_out(reading);
        reading->part = PART_NONE;
    }
}

static void take_item(Reading *reading, const OutlineLine *line)
{
    switch (reading->chapter) {
    case CHAPTER_PHASE:
        take_phase_item(reading, line);
        break;
    case CHAPTER_RECAP:
        *array_push(&reading->outline->recap) = outline_pair(reading->arena, line->text);
        break;
    case CHAPTER_TIPS:
        *array_push(&reading->outline->tips) = outline_pair(reading->arena, line->text);
        break;
    case CHAPTER_NONE:
        leave_out(reading);
        break;
    }
}

static void take_line(Reading *reading, const char *text, size_t length)
{
    OutlineLine line = outline_line(reading->arena, text, length);
    if (line.kind == LINE_HEADING) {
        take_heading(reading, line.text);
    } else if (line.kind == LINE_ITEM && line.text[0] != '\0') {
        take_item(reading, &line);
    } else if (line.kind == LINE_PROSE && reading->chapter == CHAPTER_PHASE &&
               topic_of(reading) == NULL) {
        const char *goal = outline_after_label(reading->arena, line.text, "goal");
        if (goal != NULL)
            phase_of(reading)->goal = outline_plain(reading->arena, goal);
    }
}

void outline_read(const char *text, Outline *outline)
{
    *outline = (Outline){.title = "", .arena = arena_new()};
    Reading reading = {.outline = outline, .arena = outline->arena};
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        reading.number++;
        take_line(&reading, text, length);
        text += length + (text[length] == '\n');
    }
}

void outline_done(Outline *outline)
{
    for (size_t i = 0; i < outline->phases.count; i++) {
        OutlinePhase *phase = &outline->phases.items[i];
        for (size_t j = 0; j < phase->topics.count; j++) {
            array_done(&phase->topics.items[j].subtopics);
            array_done(&phase->topics.items[j].resources);
            array_done(&phase->topics.items[j].projects);
        }
        array_done(&phase->topics);
    }
    array_done(&outline->phases);
    array_done(&outline->recap);
    array_done(&outline->tips);
    array_done(&outline->unused);
    arena_free(outline->arena);
}
