/* The part of libcublasLt that Alternant calls. See standin.h. */
#include "standin.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* cublasStatus_t */
enum { SUCCESS = 0, NOT_INITIALIZED = 1, INVALID_VALUE = 7, EXECUTION_FAILED = 13, NOT_SUPPORTED = 15 };

/* cudaDataType_t */
enum { R_32F = 0, R_64F = 1, R_16F = 2, R_16BF = 14 };

/* cublasComputeType_t */
enum { COMPUTE_32F = 68, COMPUTE_64F = 70, COMPUTE_32F_FAST_TF32 = 77 };

/* cublasOperation_t */
enum { OP_N = 0, OP_T = 1, OP_C = 2 };

enum { ALGORITHM_WORDS = 8, WORKSPACE = 1 << 20, ALIGNMENT = 16 };

const char *cublasLtGetStatusName(int status) {
  switch (status) {
    case NOT_INITIALIZED: return "CUBLAS_STATUS_NOT_INITIALIZED";
    case INVALID_VALUE: return "CUBLAS_STATUS_INVALID_VALUE";
    case EXECUTION_FAILED: return "CUBLAS_STATUS_EXECUTION_FAILED";
    case NOT_SUPPORTED: return "CUBLAS_STATUS_NOT_SUPPORTED";
    default: return "unknown";
  }
}

const char *cublasLtGetStatusString(int status) {
  return status == NOT_INITIALIZED ? "the library was not initialized" : "the stand-in was told so";
}

size_t cublasLtGetVersion(void) { return 130101; }

size_t cublasLtGetCudartVersion(void) { return standin_setting("lt-runtime"); }

int cublasLtCreate(void **library) {
  ENTER("cublasLtCreate");
  *library = standin_new(LT, 1);
  return SUCCESS;
}

static int destroy(const char *function, void *object, enum kind kind) {
  if (!standin_is(object, kind)) return standin_complain(INVALID_VALUE, "%s of something else", function);
  standin_delete(object);
  return SUCCESS;
}

int cublasLtDestroy(void *library) {
  ENTER("cublasLtDestroy");
  return destroy("cublasLtDestroy", library, LT);
}

/* ---------------------------------------------------------------------------- descriptors */

/* Attributes are 4 or 8 bytes, each in a slot of its own. */
enum { SLOTS = 13 };

struct attributes {
  uint64_t value[SLOTS];
};

static size_t type_size(int type) {
  switch (type) {
    case R_64F: return 8;
    case R_32F: return 4;
    case R_16F:
    case R_16BF: return 2;
    default: return 0;
  }
}

/* CUBLASLT_MATRIX_LAYOUT_... */
enum { TYPE = 0, ORDER = 1, ROWS = 2, COLUMNS = 3, LEADING = 4, COUNT = 5, STRIDE = 6 };

static const unsigned char layout_sizes[SLOTS] = {4, 4, 8, 8, 8, 4, 8};

/* CUBLASLT_MATMUL_DESC_...; the others are not settable here */
enum { COMPUTE = 0, SCALE = 1, TRANSPOSE_A = 3, TRANSPOSE_B = 4 };

static const unsigned char matmul_sizes[SLOTS] = {0, 0, 0, 4, 4};

/* CUBLASLT_MATMUL_PREF_... */
enum { MAX_WORKSPACE = 1, REDUCTION = 3 };

static const unsigned char preference_sizes[SLOTS] = {0, 8, 0, 4};

/* CUBLASLT_MATRIX_TRANSFORM_DESC_...; the others are not settable here */
enum { TRANSFORM_SCALE = 0, TRANSFORM_TRANSPOSE_B = 3 };

static const unsigned char transform_sizes[SLOTS] = {0, 0, 0, 4};

static int set(const char *function, void *object, enum kind kind, int attribute, const void *value, size_t bytes,
               const unsigned char *sizes) {
  if (!standin_is(object, kind)) return standin_complain(INVALID_VALUE, "%s of something else", function);
  if (attribute < 0 || attribute >= SLOTS || !sizes[attribute] || sizes[attribute] != bytes || !value) {
    return standin_complain(INVALID_VALUE, "%s: attribute %d of %zu bytes", function, attribute, bytes);
  }
  struct attributes *attributes = object;
  attributes->value[attribute] = 0;
  memcpy(&attributes->value[attribute], value, bytes);
  return SUCCESS;
}

int cublasLtMatrixLayoutCreate(void **layout, int type, uint64_t rows, uint64_t columns, int64_t leading) {
  ENTER("cublasLtMatrixLayoutCreate");
  if (!type_size(type) || !rows || !columns || leading < (int64_t)rows) {
    return standin_complain(INVALID_VALUE, "layout %" PRIu64 "x%" PRIu64 " with leading dimension %" PRId64
                            " of type %d", rows, columns, leading, type);
  }
  struct attributes *made = standin_new(LAYOUT, sizeof *made);
  made->value[TYPE] = type;
  made->value[ROWS] = rows;
  made->value[COLUMNS] = columns;
  made->value[LEADING] = leading;
  made->value[COUNT] = 1;
  *layout = made;
  return SUCCESS;
}

int cublasLtMatrixLayoutSetAttribute(void *layout, int attribute, const void *value, size_t bytes) {
  ENTER("cublasLtMatrixLayoutSetAttribute");
  return set("cublasLtMatrixLayoutSetAttribute", layout, LAYOUT, attribute, value, bytes, layout_sizes);
}

int cublasLtMatrixLayoutDestroy(void *layout) {
  ENTER("cublasLtMatrixLayoutDestroy");
  return destroy("cublasLtMatrixLayoutDestroy", layout, LAYOUT);
}

int cublasLtMatmulDescCreate(void **desc, int compute, int scale) {
  ENTER("cublasLtMatmulDescCreate");
  if (compute == COMPUTE_64F ? scale != R_64F
                             : (compute != COMPUTE_32F && compute != COMPUTE_32F_FAST_TF32) || scale != R_32F) {
    return standin_complain(INVALID_VALUE, "compute type %d with scale type %d", compute, scale);
  }
  struct attributes *made = standin_new(MATMUL_DESC, sizeof *made);
  made->value[COMPUTE] = compute;
  made->value[SCALE] = scale;
  *desc = made;
  return SUCCESS;
}

int cublasLtMatmulDescSetAttribute(void *desc, int attribute, const void *value, size_t bytes) {
  ENTER("cublasLtMatmulDescSetAttribute");
  return set("cublasLtMatmulDescSetAttribute", desc, MATMUL_DESC, attribute, value, bytes, matmul_sizes);
}

int cublasLtMatmulDescDestroy(void *desc) {
  ENTER("cublasLtMatmulDescDestroy");
  return destroy("cublasLtMatmulDescDestroy", desc, MATMUL_DESC);
}

int cublasLtMatmulPreferenceCreate(void **preference) {
  ENTER("cublasLtMatmulPreferenceCreate");
  struct attributes *made = standin_new(PREFERENCE, sizeof *made);
  made->value[REDUCTION] = 7;
  *preference = made;
  return SUCCESS;
}

int cublasLtMatmulPreferenceSetAttribute(void *preference, int attribute, const void *value, size_t bytes) {
  ENTER("cublasLtMatmulPreferenceSetAttribute");
  return set("cublasLtMatmulPreferenceSetAttribute", preference, PREFERENCE, attribute, value, bytes,
             preference_sizes);
}

int cublasLtMatmulPreferenceDestroy(void *preference) {
  ENTER("cublasLtMatmulPreferenceDestroy");
  return destroy("cublasLtMatmulPreferenceDestroy", preference, PREFERENCE);
}

int cublasLtMatrixTransformDescCreate(void **desc, int scale) {
  ENTER("cublasLtMatrixTransformDescCreate");
  if (scale != R_32F && scale != R_64F) return standin_complain(INVALID_VALUE, "scale type %d", scale);
  struct attributes *made = standin_new(TRANSFORM_DESC, sizeof *made);
  made->value[TRANSFORM_SCALE] = scale;
  *desc = made;
  return SUCCESS;
}

int cublasLtMatrixTransformDescSetAttribute(void *desc, int attribute, const void *value, size_t bytes) {
  ENTER("cublasLtMatrixTransformDescSetAttribute");
  return set("cublasLtMatrixTransformDescSetAttribute", desc, TRANSFORM_DESC, attribute, value, bytes,
             transform_sizes);
}

int cublasLtMatrixTransformDescDestroy(void *desc) {
  ENTER("cublasLtMatrixTransformDescDestroy");
  return destroy("cublasLtMatrixTransformDescDestroy", desc, TRANSFORM_DESC);
}

/* --------------------------------------------------------------------------------- numbers */

static float bits_to_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* To nearest even, `count` bits less. */
static float without_bits(float x, int count) {
  if (x != x) return x;
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  bits += (1u << (count - 1)) - 1 + (bits >> count & 1);
  return bits_to_float(bits & ~0u << count);
}

static double load(const void *memory, int type, size_t index) {
  switch (type) {
    case R_64F: return ((const double *)memory)[index];
    case R_32F: return ((const float *)memory)[index];
    case R_16BF: return bits_to_float((uint32_t)((const uint16_t *)memory)[index] << 16);
    default: return (float)((const _Float16 *)memory)[index];
  }
}

static void store(void *memory, int type, size_t index, double x) {
  float narrow = (float)x;
  uint32_t bits;
  switch (type) {
    case R_64F: ((double *)memory)[index] = x; return;
    case R_32F: ((float *)memory)[index] = narrow; return;
    case R_16BF:
      narrow = without_bits(narrow, 16);
      memcpy(&bits, &narrow, sizeof bits);
      ((uint16_t *)memory)[index] = narrow != narrow ? 0x7fff : bits >> 16;
      return;
    default: ((_Float16 *)memory)[index] = (_Float16)narrow;
  }
}

/* alpha x + beta y in the scale type */
static double epilogue(int scale, double alpha, double x, double beta, double y) {
  if (scale == R_64F) return beta == 0 ? alpha * x : alpha * x + beta * y;
  float scaled = (float)alpha * (float)x;
  return beta == 0 ? scaled : scaled + (float)beta * (float)y;
}

/* --------------------------------------------------------------------------- the operations */

struct matrix {
  char *memory;
  int type, count;
  size_t rows, columns, leading, stride;
};

/* A matrix of an operation, if it is one: on the device, aligned, of the given type. */
static int matrix(struct matrix *m, const char *name, void *memory, const void *layout, int type) {
  if (!standin_is(layout, LAYOUT)) return standin_complain(INVALID_VALUE, "%s has no layout", name);
  const struct attributes *a = layout;
  *m = (struct matrix){memory, (int)a->value[TYPE], (int)a->value[COUNT], a->value[ROWS],
                       a->value[COLUMNS], a->value[LEADING], a->value[STRIDE]};
  size_t size = type_size(m->type);
  if (m->type != type) return standin_complain(NOT_SUPPORTED, "%s is of type %d", name, m->type);
  if (a->value[ORDER]) return standin_complain(NOT_SUPPORTED, "%s is not column by column", name);
  if (m->count < 1 || (m->count > 1 && m->stride < m->leading * m->columns)) {
    return standin_complain(INVALID_VALUE, "%s: matrices of the batch overlap", name);
  }
  if (m->leading * size % ALIGNMENT || m->stride * size % ALIGNMENT || (uintptr_t)memory % ALIGNMENT) {
    return standin_complain(NOT_SUPPORTED, "%s is not aligned", name);
  }
  if (memory && !standin_on_device(memory, ((m->count - 1) * m->stride + m->leading * m->columns) * size)) {
    return standin_complain(INVALID_VALUE, "%s is not on the device", name);
  }
  return SUCCESS;
}

static size_t bytes(const struct matrix *m) {
  return ((m->count - 1) * m->stride + m->leading * m->columns) * type_size(m->type);
}

static int overlap(const struct matrix *x, const struct matrix *y) {
  return x->memory < y->memory + bytes(y) && y->memory < x->memory + bytes(x);
}

struct product {
  struct matrix a, b, c, d;
  int compute, scale, transpose_a, transpose_b;
  double alpha, beta;
};

/* op(M) as numbers the product reads: M rounded to the format of operands, column by column. */
static double *operand(const struct matrix *m, int index, int transpose, int compute) {
  double *numbers = malloc(m->rows * m->columns * sizeof *numbers);
  for (size_t j = 0; j < m->columns; j++) {
    for (size_t i = 0; i < m->rows; i++) {
      double x = load(m->memory, m->type, index * m->stride + j * m->leading + i);
      if (compute == COMPUTE_32F_FAST_TF32) x = without_bits((float)x, 13);
      numbers[transpose ? i * m->columns + j : j * m->rows + i] = x;
    }
  }
  return numbers;
}

static void run_product(void *arguments) {
  struct product *p = arguments;
  size_t m = p->d.rows, n = p->d.columns, k = p->transpose_a ? p->a.rows : p->a.columns;
  for (int index = 0; index < p->d.count; index++) {
    double *a = operand(&p->a, index, p->transpose_a, p->compute);
    double *b = operand(&p->b, index, p->transpose_b, p->compute);
    double *sums = malloc(m * sizeof *sums);
    float *narrow = malloc(m * sizeof *narrow);
    for (size_t j = 0; j < n; j++) {
      memset(sums, 0, m * sizeof *sums);
      memset(narrow, 0, m * sizeof *narrow);
      for (size_t l = 0; l < k; l++) {
        double factor = b[j * k + l];
        const double *column = a + l * m;
        if (p->compute == COMPUTE_64F) {
          for (size_t i = 0; i < m; i++) sums[i] += column[i] * factor;
        } else {
          for (size_t i = 0; i < m; i++) narrow[i] += (float)column[i] * (float)factor;
        }
      }
      for (size_t i = 0; i < m; i++) {
        size_t at = index * p->d.stride + j * p->d.leading + i;
        double c = p->beta == 0 ? 0 : load(p->c.memory, p->c.type, index * p->c.stride + j * p->c.leading + i);
        double sum = p->compute == COMPUTE_64F ? sums[i] : narrow[i];
        store(p->d.memory, p->d.type, at, epilogue(p->scale, p->alpha, sum, p->beta, c));
      }
    }
    free(a);
    free(b);
    free(sums);
    free(narrow);
  }
}

static double scalar(const void *address, int scale) {
  return scale == R_64F ? *(const double *)address : *(const float *)address;
}

/* Types, shapes and operations of D = alpha op(A) op(B) + beta C. */
static int product(struct product *p, void *desc, void *a, void *a_layout, void *b, void *b_layout, void *c,
                   void *c_layout, void *d, void *d_layout) {
  if (!standin_is(desc, MATMUL_DESC)) return standin_complain(INVALID_VALUE, "a product without description");
  if (!standin_is(a_layout, LAYOUT)) return standin_complain(INVALID_VALUE, "A has no layout");
  const struct attributes *operation = desc;
  int type = (int)((struct attributes *)a_layout)->value[TYPE];
  p->compute = (int)operation->value[COMPUTE];
  p->scale = (int)operation->value[SCALE];
  uint64_t op_a = operation->value[TRANSPOSE_A], op_b = operation->value[TRANSPOSE_B];
  p->transpose_a = op_a != OP_N;
  p->transpose_b = op_b != OP_N;
  if (op_a > OP_C || op_b > OP_C) return standin_complain(INVALID_VALUE, "unknown operation");
  int fits = p->compute == COMPUTE_64F             ? type == R_64F
             : p->compute == COMPUTE_32F_FAST_TF32 ? type == R_32F
                                                   : type != R_64F;
  if (!fits) return standin_complain(NOT_SUPPORTED, "compute type %d for type %d", p->compute, type);
  int status;
  if ((status = matrix(&p->a, "A", a, a_layout, type))) return status;
  if ((status = matrix(&p->b, "B", b, b_layout, type))) return status;
  if ((status = matrix(&p->c, "C", c, c_layout, type))) return status;
  if ((status = matrix(&p->d, "D", d, d_layout, type))) return status;
  size_t m = p->transpose_a ? p->a.columns : p->a.rows, k = p->transpose_a ? p->a.rows : p->a.columns;
  size_t l = p->transpose_b ? p->b.columns : p->b.rows, n = p->transpose_b ? p->b.rows : p->b.columns;
  if (k != l || p->d.rows != m || p->d.columns != n || p->c.rows != m || p->c.columns != n) {
    return standin_complain(INVALID_VALUE, "%zux%zu times %zux%zu as %zux%zu", m, k, l, n, p->d.rows, p->d.columns);
  }
  if (p->a.count != p->d.count || p->b.count != p->d.count || p->c.count != p->d.count) {
    return standin_complain(INVALID_VALUE, "batches of different size");
  }
  return SUCCESS;
}

/* An algorithm is good for the problem it was found for. */
static void algorithm(uint64_t *words, const struct product *p) {
  uint64_t problem[ALGORITHM_WORDS] = {0x616c7465726e616e, p->compute, p->transpose_a, p->transpose_b,
                                       p->d.rows, p->d.columns, p->a.rows, p->d.type * 100000 + p->d.count};
  memcpy(words, problem, sizeof problem);
}

/* cublasLtMatmulHeuristicResult_t */
struct result {
  uint64_t algorithm[ALGORITHM_WORDS];
  size_t workspace;
  int state;
  float waves;
  int reserved[4];
};

int cublasLtMatmulAlgoGetHeuristic(void *library, void *desc, void *a, void *b, void *c, void *d, void *preference,
                                   int requested, struct result *results, int *returned) {
  ENTER("cublasLtMatmulAlgoGetHeuristic");
  struct product p;
  if (!standin_is(library, LT) || !standin_is(preference, PREFERENCE) || requested < 1) {
    return standin_complain(INVALID_VALUE, "wrong question for an algorithm");
  }
  int status = product(&p, desc, NULL, a, NULL, b, NULL, c, NULL, d);
  if (status) return status;
  const struct attributes *wishes = preference;
  if (wishes->value[REDUCTION] & ~2ull) standin_complain(0, "sums may be rounded to the matrices' format");
  /* An injected status of -1 is the answer that there is none. */
  *returned = standin_enter("no algorithm") || wishes->value[MAX_WORKSPACE] < WORKSPACE ? 0 : 1;
  if (*returned) {
    memset(results, 0, sizeof *results);
    algorithm(results->algorithm, &p);
    results->workspace = WORKSPACE;
  }
  return SUCCESS;
}

int cublasLtMatmul(void *library, void *desc, const void *alpha, void *a, void *a_layout, void *b, void *b_layout,
                   const void *beta, void *c, void *c_layout, void *d, void *d_layout, const uint64_t *algo,
                   void *workspace, size_t workspace_bytes, void *stream) {
  ENTER("cublasLtMatmul");
  struct product p;
  uint64_t expected[ALGORITHM_WORDS];
  if (!standin_is(library, LT)) return standin_complain(NOT_INITIALIZED, "a product without library");
  if (!a || !b || !c || !d) return standin_complain(INVALID_VALUE, "a product of nothing");
  int status = product(&p, desc, a, a_layout, b, b_layout, c, c_layout, d, d_layout);
  if (status) return status;
  if (overlap(&p.d, &p.a) || overlap(&p.d, &p.b)) return standin_complain(INVALID_VALUE, "D is A or B");
  if (overlap(&p.d, &p.c) && (c != d || c_layout != d_layout)) {
    return standin_complain(INVALID_VALUE, "D overlaps C");
  }
  algorithm(expected, &p);
  if (!algo || memcmp(algo, expected, sizeof expected)) {
    return standin_complain(INVALID_VALUE, "an algorithm for another problem");
  }
  if (workspace_bytes < WORKSPACE || !standin_on_device(workspace, workspace_bytes)) {
    return standin_complain(INVALID_VALUE, "the workspace is too small");
  }
  if (standin_touches_device(alpha, 8) || standin_touches_device(beta, 8)) {
    return standin_complain(INVALID_VALUE, "scalars on the device");
  }
  p.alpha = scalar(alpha, p.scale);
  p.beta = scalar(beta, p.scale);
  return standin_submit(stream, run_product, &p, sizeof p) ? EXECUTION_FAILED : SUCCESS;
}

struct sum {
  struct matrix a, b, c;
  int scale, both, transpose_b;
  double alpha, beta;
};

static void run_sum(void *arguments) {
  struct sum *s = arguments;
  for (int index = 0; index < s->c.count; index++) {
    for (size_t j = 0; j < s->c.columns; j++) {
      for (size_t i = 0; i < s->c.rows; i++) {
        double a = load(s->a.memory, s->a.type, index * s->a.stride + j * s->a.leading + i);
        size_t in_b = s->transpose_b ? i * s->b.leading + j : j * s->b.leading + i;
        double b = s->both ? load(s->b.memory, s->b.type, index * s->b.stride + in_b) : 0;
        double sum = s->scale == R_64F ? s->alpha * a + s->beta * b
                     : s->both ? (float)s->alpha * (float)a + (float)s->beta * (float)b
                               : (float)s->alpha * (float)a;
        store(s->c.memory, s->c.type, index * s->c.stride + j * s->c.leading + i, sum);
      }
    }
  }
}

static int same_shape(const struct matrix *x, const struct matrix *y) {
  return x->rows == y->rows && x->columns == y->columns && x->count == y->count;
}

int cublasLtMatrixTransform(void *library, void *desc, const void *alpha, void *a, void *a_layout, const void *beta,
                            void *b, void *b_layout, void *c, void *c_layout, void *stream) {
  ENTER("cublasLtMatrixTransform");
  struct sum s;
  if (!standin_is(library, LT)) return standin_complain(NOT_INITIALIZED, "a sum without library");
  if (!standin_is(desc, TRANSFORM_DESC)) return standin_complain(INVALID_VALUE, "a sum without description");
  if (!a || !c || !standin_is(a_layout, LAYOUT)) return standin_complain(INVALID_VALUE, "a sum of nothing");
  if (!b != !b_layout) return standin_complain(INVALID_VALUE, "B without layout, or a layout without B");
  s.scale = (int)((struct attributes *)desc)->value[TRANSFORM_SCALE];
  s.transpose_b = ((struct attributes *)desc)->value[TRANSFORM_TRANSPOSE_B] == OP_T;
  s.both = b != NULL;
  int type = (int)((struct attributes *)a_layout)->value[TYPE];
  if ((s.scale == R_64F) != (type == R_64F)) return standin_complain(NOT_SUPPORTED, "scale type %d", s.scale);
  int status;
  if ((status = matrix(&s.a, "A", a, a_layout, type))) return status;
  if (b && (status = matrix(&s.b, "B", b, b_layout, type))) return status;
  if ((status = matrix(&s.c, "C", c, c_layout, type))) return status;
  struct matrix b_as_read = s.b;
  if (b && s.transpose_b) {
    b_as_read.rows = s.b.columns;
    b_as_read.columns = s.b.rows;
  }
  if (!same_shape(&s.a, &s.c) || (b && !same_shape(&b_as_read, &s.c))) {
    return standin_complain(INVALID_VALUE, "a sum of different shapes");
  }
  if (overlap(&s.c, &s.a) || (b && overlap(&s.c, &s.b))) return standin_complain(INVALID_VALUE, "C is A or B");
  s.alpha = scalar(alpha, s.scale);
  s.beta = scalar(beta, s.scale);
  return standin_submit(stream, run_sum, &s, sizeof s) ? EXECUTION_FAILED : SUCCESS;
}
