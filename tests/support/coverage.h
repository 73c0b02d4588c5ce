/* Put before each source of the program when coverage is measured. A child that a fork made, and a
 * process that is out of memory, end by _exit, which writes no counts of the lines they reached.
 *
 * Without unistd.h, which has more names than a file expects that does not ask for it. */
#ifndef CAIRN_SUPPORT_COVERAGE_H
#define CAIRN_SUPPORT_COVERAGE_H

_Noreturn void _exit(int status);
void __gcov_dump(void);

/* While the counts are written, for which there has to be memory: a test takes none away then. */
extern _Bool coverage_is_ending;
__attribute__((weak)) _Bool coverage_is_ending;

_Noreturn void coverage_exit(int status);
__attribute__((weak)) _Noreturn void coverage_exit(int status)
{
    coverage_is_ending = 1;
    __gcov_dump();
    _exit(status);
}
#define _exit coverage_exit

#endif
