/* Put before each source of the program when coverage is measured. A child that a fork made, and a
 * process that is out of memory, end by _exit, which writes no counts of the lines they reached. */
#ifndef CAIRN_SUPPORT_COVERAGE_H
#define CAIRN_SUPPORT_COVERAGE_H

/* As in unistd.h, which has more names than a file expects that does not ask for them. */
_Noreturn void _exit(int status);
void __gcov_dump(void);

#define _exit(code) (__gcov_dump(), (_exit)(code))

#endif
