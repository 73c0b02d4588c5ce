/* Which instructions beyond the plain ones may be used here. */
#ifndef CAIRN_STUDY_PROCESSOR_H
#define CAIRN_STUDY_PROCESSOR_H

#include <stdbool.h>

/* The C library's loader knows it already. The compiler's own means would ask the processor again at
 * every start, long before anybody wants to know, and under a hypervisor each question takes as long as
 * some 20 system calls. */
#ifdef __x86_64__
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

#ifdef CPU_FEATURE_ACTIVE
static inline bool processor_has_avx2(void)
{
    return CPU_FEATURE_ACTIVE(AVX2) && CPU_FEATURE_ACTIVE(FMA);
}

static inline bool processor_has_avx512(void)
{
    return CPU_FEATURE_ACTIVE(AVX512F) && CPU_FEATURE_ACTIVE(AVX512DQ);
}
#else
static inline bool processor_has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static inline bool processor_has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}
#endif
#endif

#endif
