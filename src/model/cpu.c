/* model/cpu.c: which kernels this CPU can run. */
#include <stdlib.h>

#include "model/kernels.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool has_avx512vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
}

static bool has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

static bool has_avxvnni(void) /* CPUID 7.1 EAX bit 4: clang 14 knows no name for it */
{
    unsigned a, b, c, d;
    return has_avx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 4 & 1);
}

/* CPUID 7.0 EDX bits 24 (tiles) and 25 (int8), and the kernel's leave to use tile data (once per process). */
static bool has_amx(void)
{
    unsigned a, b, c, d;
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, TILE_DATA = 18 };
    return has_avx512vnni() && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d >> 24 & 1) && (d >> 25 & 1) &&
           syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, TILE_DATA) == 0;
}

#endif

static bool has_scalar(void) { return true; }

const att_kernels *att_kernels_choose(att_error *error)
{
    static const struct {
        const att_kernels *kernels;
        bool (*there)(void);
    } levels[] = {
#ifdef __x86_64__
        {&att_kernels_amx, has_amx}, {&att_kernels_avx512vnni, has_avx512vnni}, {&att_kernels_avxvnni, has_avxvnni}, {&att_kernels_avx2, has_avx2},
#endif
        {&att_kernels_scalar, has_scalar}};
    const char *forced = getenv("ATTACHE_CPU");
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        bool named = forced && *forced && strcmp(forced, levels[i].kernels->name) == 0;
        if (forced && *forced && !named)
            continue;
        if (levels[i].there())
            return levels[i].kernels;
        if (named) {
            att_fail(error, ATT_USAGE, "ATTACHE_CPU", "this CPU has no %s", forced);
            return NULL;
        }
    }
    att_fail(error, ATT_USAGE, "ATTACHE_CPU", "\"%.40s\" is none of scalar, avx2, avxvnni, avx512vnni, amx", forced);
    return NULL;
}
