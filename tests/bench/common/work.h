/* What the program does without a screen, measured in a home: commands against /bin/true, and use cases
 * in this process. */
#ifndef CAIRN_BENCH_WORK_H
#define CAIRN_BENCH_WORK_H

/* The lower quartile of what the process of a command takes above /bin/true, the two in turn. */
typedef struct CommandFigures {
    double true_ms, status_ms, today_ms;
} CommandFigures;
CommandFigures work_measure_commands(const char *program, const char *data);

typedef struct WorkFigures {
    double search_ms;        /* processor, from a word to 20 hits; the slowest of some words */
    const char *search_word; /* which that was */
    double answers,
        commits;           /* a second: the next card taken, answered, on disk; beside it one small
                              * transaction of SQLite, synced, in the same directory */
    double answer_commits; /* what an answer takes in such transactions */
} WorkFigures;
WorkFigures work_measure(const char *data, const char *content);

#endif
