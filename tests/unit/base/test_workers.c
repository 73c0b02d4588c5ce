#include "base/workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PIECES 1000

static atomic_int done[PIECES];

static void count_piece(void *data, size_t index)
{
    atomic_fetch_add(&((atomic_int *)data)[index], 1);
}

static void run_and_check(const Jobs *jobs, size_t count)
{
    for (size_t i = 0; i < PIECES; i++)
        atomic_store(&done[i], 0);
    jobs_run(jobs, count_piece, done, count);
    for (size_t i = 0; i < PIECES; i++)
        assert_int_equal(atomic_load(&done[i]), i < count ? 1 : 0);
}

static void each_piece_is_done_once(void **state)
{
    (void)state;
    static const size_t COUNTS[] = {0, 1, 2, 3, 100, PIECES};
    for (int threads = 0; threads <= 5; threads++) {
        Workers *workers = workers_new(threads);
        for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
            run_and_check(workers_jobs(workers), COUNTS[i]);
        for (int round = 0; round < 300; round++)
            run_and_check(workers_jobs(workers), (size_t)round % 7);
        workers_free(workers);
    }
    run_and_check(NULL, PIECES);
}

static void none_can_be_freed(void **state)
{
    (void)state;
    workers_free(NULL);
    Workers *idle = workers_new(3);
    workers_free(idle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_piece_is_done_once),
        cmocka_unit_test(none_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
