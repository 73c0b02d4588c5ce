/* Drills and answers from anywhere: variables, conditions, answer, text and reply, a line each. What can
 * be drawn takes its own answer as right, and the same seed gives the same problem. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "study/answer.h"
#include "study/drill.h"
#include "study/numeral.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

enum { LINE_A, LINE_B, LINE_CONDITION, LINE_ANSWER, LINE_TEXT, LINE_UNIT, LINE_REPLY, LINES };

static void check_reply(const Quiz *quiz, Value expected, const char *reply, Arena *arena)
{
    Value given;
    Error error = {{0}};
    if (answer_read_value(quiz, expected, reply, arena, &given, &error) == STATUS_OK)
        (void)answer_check_value(quiz, expected, given);
    else
        require(error.message[0] != '\0');
}

static void run_problem(const Quiz *quiz, const Drill *drill, const char *const *lines,
                        Arena *arena)
{
    DrillProblem problem, again;
    DrillFault fault;
    Error error = {{0}};
    Buffer text = {0}, other = {0};
    if (drill_draw(drill, 7, arena, &problem, &fault, &error) != STATUS_OK) {
        require(error.message[0] != '\0');
        return;
    }
    require(drill_draw(drill, 7, arena, &again, &fault, &error) == STATUS_OK);
    numeral_add(&text, problem.answer, NUMERAL_PLAIN);
    numeral_add(&other, again.answer, NUMERAL_PLAIN);
    require(strcmp(buffer_text(&text), buffer_text(&other)) == 0);
    require(answer_check_value(quiz, problem.answer, again.answer) == VERDICT_RIGHT);
    check_reply(quiz, problem.answer, lines[LINE_REPLY], arena);
    buffer_clear(&text);
    if (drill_fill(&problem, lines[LINE_TEXT], &text, &error) != STATUS_OK)
        require(error.message[0] != '\0');
    buffer_done(&text);
    buffer_done(&other);
}

static void run(const char *const *lines)
{
    const char *names[] = {"a", "b"};
    const char *draws[] = {lines[LINE_A], lines[LINE_B]};
    const char *conditions[] = {lines[LINE_CONDITION]};
    const char *options[] = {lines[LINE_A], lines[LINE_B]};
    Quiz quiz = {.options = {options, 2},
                 .variables = {names, 2},
                 .draws = {draws, 2},
                 .conditions = {conditions, 1},
                 .answer = lines[LINE_ANSWER],
                 .unit = lines[LINE_UNIT],
                 .tolerance = -1};
    Arena *arena = arena_new();
    const Drill *drill = NULL;
    DrillFault fault;
    Error error = {{0}};
    require(answer_check_text(&quiz, lines[LINE_A]) == VERDICT_RIGHT);
    (void)answer_check_text(&quiz, lines[LINE_REPLY]);
    if (drill_parse(arena, &quiz, &drill, &fault, &error) == STATUS_OK)
        run_problem(&quiz, drill, lines, arena);
    else
        require(error.message[0] != '\0');
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_dup_range((const char *)data, size);
    const char *lines[LINES];
    char *at = text;
    for (int i = 0; i < LINES; i++) {
        lines[i] = at;
        at += strcspn(at, "\n");
        if (*at == '\n')
            *at++ = '\0';
    }
    run(lines);
    mem_free(text);
    return 0;
}
