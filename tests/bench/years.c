/* Makes a home that two years of daily use left, to try things in.
 *
 * usage: years DIRECTORY [--content DIRECTORY] [--cards N] [--reviews N]
 *
 * DIRECTORY becomes the data directory (CAIRN_DATA); look at it with the CAIRN_NOW and TZ that are
 * printed. --cards adds cards of the learner's own, --reviews gives the answers in all (else as many as
 * fall due): --cards 100000 --reviews 1000000 makes the large one of `make bench`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/common/measure.h"
#include "bench/common/years.h"

static size_t read_count(const char *text)
{
    char *end;
    unsigned long long count = strtoull(text, &end, 10);
    if (*text == '\0' || *end != '\0')
        bench_die(text, "this is no number");
    return (size_t)count;
}

int main(int argc, char **argv)
{
    YearsPlan plan = {0};
    const char *content = "content";
    if (argc < 2 || argc % 2 != 0)
        bench_die("usage", "years DIRECTORY [--content DIRECTORY] [--cards N] [--reviews N]");
    for (int i = 2; i < argc; i += 2) {
        if (strcmp(argv[i], "--content") == 0)
            content = argv[i + 1];
        else if (strcmp(argv[i], "--cards") == 0)
            plan.cards = read_count(argv[i + 1]);
        else if (strcmp(argv[i], "--reviews") == 0)
            plan.answers = read_count(argv[i + 1]);
        else
            bench_die(argv[i], "there is no such option");
    }
    YearsSummary made = years_make(argv[1], content, &plan);
    printf("%zu cards, %zu answers, %zu events, %.1f s of the processor: CAIRN_DATA=%s "
           "CAIRN_NOW=%s TZ=UTC\n",
           made.cards, made.answers, made.events, bench_processor_ms() / 1e3, argv[1], YEARS_NOW);
    return 0;
}
