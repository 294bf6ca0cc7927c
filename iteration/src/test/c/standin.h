/* A stand-in for libcudart and libcublasLt on a machine without a GPU: it computes what they would, and checks
 * what they are given more strictly than they do. One shared object plays both libraries.
 *
 * Numbers, attribute sizes and signatures are those of CUDA 13.0's driver_types.h, library_types.h, cublas_api.h
 * and cublasLt.h.
 *
 * - Work is queued by stream and done when the host waits, so that reading too early shows.
 * - Fresh memory is NaN in every format.
 * - Every misuse is written to standin_complaint() and answered with an error.
 * - standin_live() counts what was made and not destroyed.
 * - standin_fail() makes a later call fail; standin_set() changes versions and devices.
 */
#ifndef STANDIN_H
#define STANDIN_H

#include <stddef.h>
#include <stdint.h>

enum kind {
  STREAM = 1, EVENT, GRAPH, EXECUTABLE, LT, LAYOUT, MATMUL_DESC, PREFERENCE, TRANSFORM_DESC, MEMORY, KINDS
};

/* Whether a call is to fail: its status; 0 if not. Counts the call. */
int standin_enter(const char *function);

#define ENTER(function)                          \
  do {                                           \
    int injected = standin_enter(function);      \
    if (injected) return injected;               \
  } while (0)

/* Remembers the first misuse and answers `status`. */
int standin_complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

void *standin_new(enum kind kind, size_t bytes);
int standin_is(const void *object, enum kind kind);
void standin_delete(void *object);

/* Whether all bytes lie in one piece of device memory; whether any does. */
int standin_on_device(const void *address, size_t bytes);
int standin_touches_device(const void *address, size_t bytes);

/* Queues work, or records it while the stream is being captured. `arguments` is copied. */
int standin_submit(void *stream, void (*work)(void *arguments), const void *arguments, size_t bytes);

int standin_setting(const char *name);

#endif
