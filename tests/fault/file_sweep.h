/* Sweeps of use cases that change files: at the Nth call that changes something on disk the process is killed,
 * or the calls fail from there on, for N = 1, 2, ... until a run passes without having met a fault. */
#ifndef CAIRN_TESTS_FAULT_FILE_SWEEP_H
#define CAIRN_TESTS_FAULT_FILE_SWEEP_H

#include "fault/file_cases.h"

#include "fault/system_fault.h"

/* From one place to the next where not all are taken, unless who includes this says otherwise. A process for
 * each place, which under a sanitiser takes ten times as long. */
#ifdef __SANITIZE_ADDRESS__
#define FILE_SLOWER 3
#else
#define FILE_SLOWER 1
#endif
#ifndef FILE_PLACES_APART
#define FILE_PLACES_APART 5
#endif

#define FILE_SWEEP_MAX 1500

static int file_faults_met;

/* --- runs --- */

/* In a child; what it ended with. */
static inline int file_run_in_child(const Home *home, FileRun *run, int nth, SystemFault mode)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Error error = {{0}};
        system_fault_arm(nth, mode);
        Status status = run(home, &error);
        bool fired = system_fault_disarm();
        if (status != STATUS_OK && error.message[0] == '\0')
            _exit(1);
        _exit(fired ? SYSTEM_FAULT_EXIT + (status == STATUS_OK) : status == STATUS_OK ? 0 : 2);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static inline void file_sweep(const Home *home, const FileCase *one, SystemFault mode)
{
    int step = home_takes_all() ? 1 : FILE_PLACES_APART * FILE_SLOWER;
    int nth = 1;
    for (; nth < FILE_SWEEP_MAX; nth += step) {
        reset_all(home);
        if (one->prepare != NULL)
            one->prepare(home);
        int end = file_run_in_child(home, one->run, nth, mode);
        if (end != 0 && end != SYSTEM_FAULT_EXIT && end != SYSTEM_FAULT_EXIT + 1)
            fail_msg("%s, call %d: ended with %d", one->name, nth, end);
        one->check(home, end == 0 || end == SYSTEM_FAULT_EXIT + 1);
        if (end == 0)
            break;
        file_faults_met++;
    }
    assert_in_range(nth, 2, FILE_SWEEP_MAX - 1);
}

static inline void file_sweep_all(const Home *home, const FileCase *cases, size_t count,
                                  SystemFault mode)
{
    for (size_t i = 0; i < count; i++)
        file_sweep(home, &cases[i], mode);
}

#endif
