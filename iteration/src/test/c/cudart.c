/* The part of libcudart that Alternant calls. See standin.h. */
#include "standin.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* cudaError_t */
enum {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  MEMORY_ALLOCATION = 2,
  INSUFFICIENT_DRIVER = 35,
  NO_DEVICE = 100,
  INVALID_DEVICE = 101,
  INVALID_HANDLE = 400,
  NOT_READY = 600,
  CAPTURE_UNSUPPORTED = 900,
  CAPTURE_INVALIDATED = 901
};

/* -------------------------------------------------------------------------------- the knobs */

static char complaint[1000];

int standin_complain(int status, const char *format, ...) {
  if (!complaint[0]) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(complaint, sizeof complaint, format, arguments);
    va_end(arguments);
  }
  return status;
}

const char *standin_complaint(void) { return complaint; }

struct setting {
  const char *name;
  int standard, value;
};

static struct setting settings[] = {
    {"runtime", 13000, 13000},  {"driver", 13000, 13000}, {"devices", 1, 1},
    {"capability", 90, 90},     {"lt-runtime", 13000, 13000},
};

enum { SETTINGS = sizeof settings / sizeof settings[0] };

int standin_setting(const char *name) {
  for (int i = 0; i < SETTINGS; i++) {
    if (!strcmp(settings[i].name, name)) return settings[i].value;
  }
  abort();
}

void standin_set(const char *name, int value) {
  for (int i = 0; i < SETTINGS; i++) {
    if (!strcmp(settings[i].name, name)) {
      settings[i].value = value;
      return;
    }
  }
  abort();
}

static struct {
  char name[64];
  int calls;
} called[100];

static struct {
  char name[64];
  int remaining, status;
} failure;

static int *counter(const char *function) {
  int i = 0;
  while (called[i].name[0] && strcmp(called[i].name, function)) i++;
  strncpy(called[i].name, function, sizeof called[i].name - 1);
  return &called[i].calls;
}

int standin_calls(const char *function) { return *counter(function); }

/* The call after `successes` more ones returns `status`. */
void standin_fail(const char *function, int successes, int status) {
  strncpy(failure.name, function, sizeof failure.name - 1);
  failure.remaining = successes;
  failure.status = status;
}

int standin_enter(const char *function) {
  ++*counter(function);
  if (failure.status && !strcmp(failure.name, function) && failure.remaining-- == 0) {
    int status = failure.status;
    failure.status = 0;
    return status;
  }
  return 0;
}

/* -------------------------------------------------------------------------- what was made */

struct object {
  struct object *next;
  enum kind kind;
  size_t bytes;
  void *address; /* of memory: what the user gets; else what follows this header */
};

static struct object *objects;

void *standin_new(enum kind kind, size_t bytes) {
  struct object *made = calloc(1, sizeof *made);
  made->kind = kind;
  made->bytes = bytes;
  if (kind == MEMORY) {
    if (posix_memalign(&made->address, 256, bytes)) abort();
    /* More is the workspace, which nobody reads, and takes long to fill. */
    memset(made->address, 0xff, bytes < 4 << 20 ? bytes : 4 << 20);
  } else {
    made->address = calloc(1, bytes);
  }
  made->next = objects;
  objects = made;
  return made->address;
}

int standin_is(const void *address, enum kind kind) {
  for (struct object *o = objects; o; o = o->next) {
    if (o->address == address) return o->kind == kind;
  }
  return 0;
}

void standin_delete(void *address) {
  for (struct object **link = &objects; *link; link = &(*link)->next) {
    struct object *o = *link;
    if (o->address == address) {
      *link = o->next;
      free(o->address);
      free(o);
      return;
    }
  }
}

int standin_live(void) {
  int count = 0;
  for (struct object *o = objects; o; o = o->next) count++;
  return count;
}

static int in_memory(const void *address, size_t bytes, int wholly) {
  uintptr_t begin = (uintptr_t)address, end = begin + bytes;
  for (struct object *o = objects; o; o = o->next) {
    uintptr_t first = (uintptr_t)o->address, last = first + o->bytes;
    if (o->kind == MEMORY && (wholly ? first <= begin && end <= last : begin < last && first < end)) return 1;
  }
  return 0;
}

int standin_on_device(const void *address, size_t bytes) { return in_memory(address, bytes, 1); }

int standin_touches_device(const void *address, size_t bytes) { return in_memory(address, bytes, 0); }

static int destroy(const char *function, void *object, enum kind kind) {
  if (!standin_is(object, kind)) return standin_complain(INVALID_HANDLE, "%s of something else", function);
  standin_delete(object);
  return SUCCESS;
}

/* --------------------------------------------------------------------------- work in queues */

struct work {
  struct work *next;
  void (*run)(void *);
  size_t bytes;
  char arguments[] __attribute__((aligned(16)));
};

struct queue {
  struct work *first, **last;
};

struct stream {
  struct queue pending, captured;
  int capturing, invalidated;
};

static void append(struct queue *queue, void (*run)(void *), const void *arguments, size_t bytes) {
  struct work *work = malloc(sizeof *work + bytes);
  work->next = NULL;
  work->run = run;
  work->bytes = bytes;
  memcpy(work->arguments, arguments, bytes);
  if (!queue->first) queue->last = &queue->first;
  *queue->last = work;
  queue->last = &work->next;
}

static void append_all(struct queue *queue, const struct queue *others) {
  for (struct work *w = others->first; w; w = w->next) append(queue, w->run, w->arguments, w->bytes);
}

static void drop(struct queue *queue) {
  while (queue->first) {
    struct work *work = queue->first;
    queue->first = work->next;
    free(work);
  }
}

static void run(struct queue *queue) {
  for (struct work *w = queue->first; w; w = w->next) w->run(w->arguments);
  drop(queue);
}

static int anything_captures(void) {
  for (struct object *o = objects; o; o = o->next) {
    if (o->kind == STREAM && ((struct stream *)o->address)->capturing) return 1;
  }
  return 0;
}

static void finish_everything(void) {
  for (struct object *o = objects; o; o = o->next) {
    if (o->kind == STREAM) run(&((struct stream *)o->address)->pending);
  }
}

/* What must not be done while a stream of the thread is being captured. */
static int unsafe_in_capture(const char *function) {
  if (!anything_captures()) return 0;
  for (struct object *o = objects; o; o = o->next) {
    if (o->kind == STREAM) ((struct stream *)o->address)->invalidated = 1;
  }
  standin_complain(0, "%s while a stream is being captured", function);
  return 1;
}

int standin_submit(void *stream, void (*work)(void *), const void *arguments, size_t bytes) {
  if (!standin_is(stream, STREAM)) return standin_complain(INVALID_HANDLE, "work for no stream");
  struct stream *s = stream;
  append(s->capturing ? &s->captured : &s->pending, work, arguments, bytes);
  return SUCCESS;
}

/* ----------------------------------------------------------------------------- the functions */

const char *cudaGetErrorName(int error) {
  switch (error) {
    case INVALID_VALUE: return "cudaErrorInvalidValue";
    case MEMORY_ALLOCATION: return "cudaErrorMemoryAllocation";
    case INSUFFICIENT_DRIVER: return "cudaErrorInsufficientDriver";
    case NO_DEVICE: return "cudaErrorNoDevice";
    case CAPTURE_UNSUPPORTED: return "cudaErrorStreamCaptureUnsupported";
    default: return "unrecognized error code";
  }
}

const char *cudaGetErrorString(int error) {
  switch (error) {
    case INVALID_VALUE: return "invalid argument";
    case MEMORY_ALLOCATION: return "out of memory";
    case INSUFFICIENT_DRIVER: return "CUDA driver version is insufficient for CUDA runtime version";
    case NO_DEVICE: return "no CUDA-capable device is detected";
    case CAPTURE_UNSUPPORTED: return "operation not permitted when stream is capturing";
    default: return "unrecognized error code";
  }
}

int cudaRuntimeGetVersion(int *version) {
  ENTER("cudaRuntimeGetVersion");
  *version = standin_setting("runtime");
  return SUCCESS;
}

int cudaDriverGetVersion(int *version) {
  ENTER("cudaDriverGetVersion");
  *version = standin_setting("driver");
  return SUCCESS;
}

int cudaGetDeviceCount(int *count) {
  ENTER("cudaGetDeviceCount");
  *count = standin_setting("devices");
  if (standin_setting("driver") / 1000 < standin_setting("runtime") / 1000) return INSUFFICIENT_DRIVER;
  return *count ? SUCCESS : NO_DEVICE;
}

/* The name comes first in every version of struct cudaDeviceProp, which has 1008 bytes in CUDA 13. */
int cudaGetDeviceProperties(char *properties, int device) {
  ENTER("cudaGetDeviceProperties");
  if (device) return INVALID_DEVICE;
  memset(properties, 0x55, 1008);
  strcpy(properties, "Stand-in GPU");
  return SUCCESS;
}

int cudaDeviceGetAttribute(int *value, int attribute, int device) {
  ENTER("cudaDeviceGetAttribute");
  if (device) return INVALID_DEVICE;
  switch (attribute) {
    case 75: *value = standin_setting("capability") / 10; return SUCCESS;
    case 76: *value = standin_setting("capability") % 10; return SUCCESS;
    default: return standin_complain(INVALID_VALUE, "attribute %d of the device", attribute);
  }
}

int cudaSetDevice(int device) {
  ENTER("cudaSetDevice");
  return device ? INVALID_DEVICE : SUCCESS;
}

int cudaMalloc(void **memory, size_t bytes) {
  ENTER("cudaMalloc");
  if (unsafe_in_capture("cudaMalloc")) return CAPTURE_UNSUPPORTED;
  if (!bytes || bytes > (size_t)1 << 32) return MEMORY_ALLOCATION;
  *memory = standin_new(MEMORY, bytes);
  return SUCCESS;
}

int cudaFree(void *memory) {
  ENTER("cudaFree");
  if (unsafe_in_capture("cudaFree")) return CAPTURE_UNSUPPORTED;
  finish_everything();
  return destroy("cudaFree", memory, MEMORY);
}

struct copy {
  void *target;
  const void *source;
  size_t bytes;
};

static void run_copy(void *arguments) {
  struct copy *copy = arguments;
  memcpy(copy->target, copy->source, copy->bytes);
}

int cudaMemcpyAsync(void *target, const void *source, size_t bytes, int kind, void *stream) {
  ENTER("cudaMemcpyAsync");
  if (kind != 1 && kind != 2) return standin_complain(INVALID_VALUE, "copy of kind %d", kind);
  if (unsafe_in_capture("a copy of the host's memory")) return CAPTURE_UNSUPPORTED;
  const void *device = kind == 1 ? target : source;
  const void *host = kind == 1 ? source : target;
  if (!standin_on_device(device, bytes)) return standin_complain(INVALID_VALUE, "copy outside device memory");
  if (standin_touches_device(host, bytes)) return standin_complain(INVALID_VALUE, "host memory on the device");
  struct copy copy = {target, source, bytes};
  return standin_submit(stream, run_copy, &copy, sizeof copy);
}

int cudaStreamCreateWithFlags(void **stream, unsigned flags) {
  ENTER("cudaStreamCreateWithFlags");
  if (flags > 1) return standin_complain(INVALID_VALUE, "flags %u of a stream", flags);
  *stream = standin_new(STREAM, sizeof(struct stream));
  return SUCCESS;
}

/* Where waiting fails, the device is lost, and so is its work. */
int cudaStreamSynchronize(void *stream) {
  int injected = standin_enter("cudaStreamSynchronize");
  if (injected && standin_is(stream, STREAM)) drop(&((struct stream *)stream)->pending);
  if (injected) return injected;
  if (!standin_is(stream, STREAM)) return standin_complain(INVALID_HANDLE, "waiting for no stream");
  if (unsafe_in_capture("cudaStreamSynchronize")) return CAPTURE_UNSUPPORTED;
  run(&((struct stream *)stream)->pending);
  return SUCCESS;
}

int cudaStreamDestroy(void *stream) {
  ENTER("cudaStreamDestroy");
  if (!standin_is(stream, STREAM)) return standin_complain(INVALID_HANDLE, "cudaStreamDestroy of something else");
  run(&((struct stream *)stream)->pending);
  drop(&((struct stream *)stream)->captured);
  standin_delete(stream);
  return SUCCESS;
}

int cudaStreamBeginCapture(void *stream, int mode) {
  ENTER("cudaStreamBeginCapture");
  struct stream *s = stream;
  if (!standin_is(stream, STREAM) || s->capturing || mode < 0 || mode > 2) {
    return standin_complain(INVALID_VALUE, "capture of a wrong stream or in mode %d", mode);
  }
  s->capturing = 1;
  s->invalidated = 0;
  return SUCCESS;
}

int cudaStreamEndCapture(void *stream, void **graph) {
  int injected = standin_enter("cudaStreamEndCapture");
  struct stream *s = stream;
  *graph = NULL;
  if (!standin_is(stream, STREAM) || !s->capturing) return standin_complain(INVALID_VALUE, "no capture to end");
  s->capturing = 0;
  if (injected || s->invalidated) {
    drop(&s->captured);
    return injected ? injected : CAPTURE_INVALIDATED;
  }
  struct queue *made = standin_new(GRAPH, sizeof(struct queue));
  *graph = made;
  append_all(made, &s->captured);
  drop(&s->captured);
  return SUCCESS;
}

int cudaGraphInstantiateWithFlags(void **executable, void *graph, unsigned long long flags) {
  ENTER("cudaGraphInstantiateWithFlags");
  if (!standin_is(graph, GRAPH) || flags) return standin_complain(INVALID_VALUE, "no graph to instantiate");
  struct queue *made = standin_new(EXECUTABLE, sizeof(struct queue));
  *executable = made;
  append_all(made, graph);
  return SUCCESS;
}

int cudaGraphLaunch(void *executable, void *stream) {
  ENTER("cudaGraphLaunch");
  struct stream *s = stream;
  if (!standin_is(executable, EXECUTABLE) || !standin_is(stream, STREAM) || s->capturing) {
    return standin_complain(INVALID_VALUE, "wrong launch of a graph");
  }
  append_all(&s->pending, executable);
  return SUCCESS;
}

static int destroy_queue(const char *function, void *object, enum kind kind) {
  if (standin_is(object, kind)) drop(object);
  return destroy(function, object, kind);
}

int cudaGraphExecDestroy(void *executable) {
  ENTER("cudaGraphExecDestroy");
  return destroy_queue("cudaGraphExecDestroy", executable, EXECUTABLE);
}

int cudaGraphDestroy(void *graph) {
  ENTER("cudaGraphDestroy");
  return destroy_queue("cudaGraphDestroy", graph, GRAPH);
}

struct event {
  int done;
  struct timespec time;
};

int cudaEventCreate(void **event) {
  ENTER("cudaEventCreate");
  *event = standin_new(EVENT, sizeof(struct event));
  return SUCCESS;
}

static void run_event(void *arguments) {
  struct event *event = *(struct event **)arguments;
  event->done = 1;
  clock_gettime(CLOCK_MONOTONIC, &event->time);
}

int cudaEventRecord(void *event, void *stream) {
  ENTER("cudaEventRecord");
  if (!standin_is(event, EVENT)) return standin_complain(INVALID_HANDLE, "record of no event");
  return standin_submit(stream, run_event, &event, sizeof event);
}

int cudaEventSynchronize(void *event) {
  ENTER("cudaEventSynchronize");
  if (!standin_is(event, EVENT)) return standin_complain(INVALID_HANDLE, "waiting for no event");
  finish_everything();
  return SUCCESS;
}

int cudaEventElapsedTime(float *milliseconds, void *from, void *to) {
  ENTER("cudaEventElapsedTime");
  struct event *begun = from, *ended = to;
  if (!standin_is(from, EVENT) || !standin_is(to, EVENT)) return standin_complain(INVALID_HANDLE, "time of no event");
  if (!begun->done || !ended->done) return standin_complain(NOT_READY, "time of an event that was not waited for");
  *milliseconds = (ended->time.tv_sec - begun->time.tv_sec) * 1e3 + (ended->time.tv_nsec - begun->time.tv_nsec) * 1e-6;
  return SUCCESS;
}

/* An event may be destroyed before it is reached. */
int cudaEventDestroy(void *event) {
  ENTER("cudaEventDestroy");
  finish_everything();
  return destroy("cudaEventDestroy", event, EVENT);
}

/* Forgets complaints, injected failures and settings; what is live stays. */
void standin_reset(void) {
  complaint[0] = 0;
  failure.status = 0;
  memset(called, 0, sizeof called);
  for (int i = 0; i < SETTINGS; i++) settings[i].value = settings[i].standard;
}
