// The operations of org.alternant.iteration.run.MatrixArithmetic on batches of dense row-major matrices.
//
// Tiling.java defines: the precision (one of FLOAT64, FLOAT32, TFLOAT32, BFLOAT16, FLOAT16), WIDTH (of a vector),
// ITEMS_M and ITEMS_N (work-items of a group), ROWS and VECTORS (what one of them computes: ROWS rows of VECTORS
// vectors), and TILE_K (the depth that is in local memory at a time).
//
// Numbers are real where they are computed with and stored where they lie in memory.

// α·p + β·c is two products and a sum, each rounded: what the other backends compute.
#pragma OPENCL FP_CONTRACT OFF

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

#ifdef FLOAT64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
typedef double real;
#define REALS JOIN(double, WIDTH)
#else
typedef float real;
#define REALS JOIN(float, WIDTH)
#endif

#define VLOAD JOIN(vload, WIDTH)
#define VSTORE JOIN(vstore, WIDTH)

// Accumulation: fused where the device is fast at it, which its compiler knows better than FP_FAST_FMAF tells.
REALS add_product(REALS a, REALS b, REALS sum) {
#pragma OPENCL FP_CONTRACT ON
  return a * b + sum;
}

// load, loads: the number, or WIDTH numbers, from p[i] on. store: rounds to nearest even.
#if defined(BFLOAT16)

typedef ushort stored;

real load(size_t i, const global stored *p) { return as_float((uint)p[i] << 16); }

REALS loads(size_t i, const global stored *p) {
  return JOIN(as_float, WIDTH)(JOIN(convert_uint, WIDTH)(VLOAD(0, p + i)) << 16);
}

void store(real x, size_t i, global stored *p) {
  uint bits = as_uint(x);
  // A carry goes into the exponent: up to the next binade, or to infinity. A NaN must not become one.
  uint rounded = bits + 0x7fff + (bits >> 16 & 1);
  p[i] = (isnan(x) ? bits | 0x400000 : rounded) >> 16;
}

#elif defined(FLOAT16)

// A device need not compute in half; every device loads and stores it.
typedef half stored;

real load(size_t i, const global stored *p) { return vload_half(i, p); }

REALS loads(size_t i, const global stored *p) { return JOIN(vload_half, WIDTH)(0, p + i); }

void store(real x, size_t i, global stored *p) { vstore_half_rte(x, i, p); }

#else

typedef real stored;

real load(size_t i, const global stored *p) { return p[i]; }

REALS loads(size_t i, const global stored *p) { return VLOAD(0, p + i); }

void store(real x, size_t i, global stored *p) { p[i] = x; }

#endif

// What a product makes of its operands.
#ifdef TFLOAT32

// 13 of 23 bits are dropped, to nearest even.
float operand(float x) {
  uint bits = as_uint(x);
  uint rounded = (bits + 0xfff + (bits >> 13 & 1)) & 0xffffe000;
  return isnan(x) ? x : as_float(rounded);
}

REALS operands(REALS x) {
  JOIN(uint, WIDTH) bits = JOIN(as_uint, WIDTH)(x);
  JOIN(uint, WIDTH) rounded = (bits + 0xfff + (bits >> 13 & 1)) & 0xffffe000;
  return select(JOIN(as_float, WIDTH)(rounded), x, isnan(x));
}

#else

#define operand(x) (x)
#define operands(x) (x)

#endif

#define ITEMS (ITEMS_M * ITEMS_N)
#define TILE_M (ITEMS_M * ROWS)
#define TILE_N (ITEMS_N * VECTORS * WIDTH)

// tile[i][j] ← source[row + i][column + j], and 0 outside of the source, which has rows×columns numbers.
void copy(const global stored *source, int rows, int columns, int row, int column,
          local real *tile, int height, int width, int item) {
  if (row + height <= rows && column + width <= columns) {
    for (int e = item * WIDTH; e < height * width; e += ITEMS * WIDTH) {
      size_t from = (size_t)(row + e / width) * columns + (column + e % width);
      VSTORE(operands(loads(from, source)), 0, tile + e);
    }
  } else {
    for (int e = item; e < height * width; e += ITEMS) {
      int i = row + e / width;
      int j = column + e % width;
      tile[e] = i < rows && j < columns ? operand(load((size_t)i * columns + j, source)) : 0;
    }
  }
}

// tile[j][i] ← source[row + i][column + j]: height rows of the source become columns of the tile.
void copy_transposed(const global stored *source, int rows, int columns, int row, int column,
                     local real *tile, int height, int width, int item) {
  if (row + height <= rows && column + width <= columns) {
    for (int e = item; e < height * (width / WIDTH); e += ITEMS) {
      int i = e % height;
      int j = e / height * WIDTH;
      real x[WIDTH];
      VSTORE(operands(loads((size_t)(row + i) * columns + (column + j), source)), 0, x);
#pragma unroll
      for (int v = 0; v < WIDTH; v++) {
        tile[(j + v) * height + i] = x[v];
      }
    }
  } else {
    for (int e = item; e < height * width; e += ITEMS) {
      int i = row + e % height;
      int j = column + e / height;
      tile[e] = i < rows && j < columns ? operand(load((size_t)i * columns + j, source)) : 0;
    }
  }
}

// D ← αLR + βC, D: m×n, for one tile of D. L is m×depth, or where left_transposed is set depth×m and read as its
// transpose; R likewise. Where symmetric is set, the entries on and above the diagonal are computed and mirrored.
// The three flags are constants, and the function is inlined into each kernel.
void product(const bool left_transposed, const bool right_transposed, const bool symmetric,
             int m, int n, int depth, real alpha, const global stored *left,
             const global stored *right, real beta, const global stored *addend,
             global stored *result, local real *lefts, local real *rights) {
  const int x = get_local_id(0);
  const int y = get_local_id(1);
  const int item = y * ITEMS_N + x;
  // From above and from below in turn: the upper rows of tiles of a triangle have more to do than the lower ones, and
  // a processor's threads take neighbouring groups.
  const int group = get_group_id(1);
  const int above = group % 2 == 0 ? group / 2 : get_num_groups(1) - 1 - group / 2;
  const int tile_row = (symmetric ? above : group) * TILE_M;
  const int tile_column = get_group_id(0) * TILE_N;
  const int first_row = tile_row + y * ROWS;
  // A work-item's vectors are ITEMS_N vectors apart, so that neighbours read neighbouring memory.
  const int first_column = tile_column + x * WIDTH;
  const int last_column = first_column + ((VECTORS - 1) * ITEMS_N + 1) * WIDTH - 1;
  const size_t batch = get_group_id(2);
  left += batch * m * depth;
  right += batch * depth * n;
  addend += batch * m * n;
  result += batch * m * n;
  const bool wanted =
      first_row < m && first_column < n && !(symmetric && last_column < first_row);
  // A tile below the diagonal has nothing to sum.
  const int end = symmetric && tile_column + TILE_N <= tile_row ? 0 : depth;

  REALS sums[ROWS][VECTORS];
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      sums[i][v] = 0;
    }
  }
  for (int k0 = 0; k0 < end; k0 += TILE_K) {
    if (left_transposed) {
      copy(left, depth, m, k0, tile_row, lefts, TILE_K, TILE_M, item);
    } else {
      copy(left, m, depth, tile_row, k0, lefts, TILE_M, TILE_K, item);
    }
    if (right_transposed) {
      copy_transposed(right, n, depth, tile_column, k0, rights, TILE_N, TILE_K, item);
    } else {
      copy(right, depth, n, k0, tile_column, rights, TILE_K, TILE_N, item);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (wanted) {
      // A copy without a barrier in its life stays in registers where work-items are a loop.
      REALS current[ROWS][VECTORS];
#pragma unroll
      for (int i = 0; i < ROWS; i++) {
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
          current[i][v] = sums[i][v];
        }
      }
      const int count = min(TILE_K, depth - k0);
      for (int k = 0; k < count; k++) {
        REALS b[VECTORS];
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
          b[v] = VLOAD(0, rights + k * TILE_N + (v * ITEMS_N + x) * WIDTH);
        }
#pragma unroll
        for (int i = 0; i < ROWS; i++) {
          const int row = y * ROWS + i;
          const REALS a = left_transposed ? lefts[k * TILE_M + row] : lefts[row * TILE_K + k];
#pragma unroll
          for (int v = 0; v < VECTORS; v++) {
            current[i][v] = add_product(a, b[v], current[i][v]);
          }
        }
      }
#pragma unroll
      for (int i = 0; i < ROWS; i++) {
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
          sums[i][v] = current[i][v];
        }
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  if (wanted) {
    // Not unrolled: with the rounding in it that takes a compiler for processors seconds. Rows run fastest, so that
    // the mirrored entries fill cache lines.
    for (int v = 0; v < VECTORS; v++) {
      real p[ROWS][WIDTH];
#pragma unroll
      for (int i = 0; i < ROWS; i++) {
        VSTORE(sums[i][v], 0, p[i]);
      }
      for (int j = 0; j < WIDTH; j++) {
        const int column = first_column + v * ITEMS_N * WIDTH + j;
        for (int i = 0; i < ROWS; i++) {
          const int row = first_row + i;
          if (row < m && column < n && !(symmetric && column < row)) {
            const size_t at = (size_t)row * n + column;
            real sum = alpha * p[i][j];
            if (beta != 0) {
              sum += beta * load(at, addend);
            }
            store(sum, at, result);
            if (symmetric) {
              store(sum, (size_t)column * n + row, result);
            }
          }
        }
      }
    }
  }
}

#define PRODUCT(name, left_transposed, right_transposed, symmetric)                             \
  kernel __attribute__((reqd_work_group_size(ITEMS_N, ITEMS_M, 1))) void name(                  \
      int m, int n, int depth, real alpha, const global stored *left,                           \
      const global stored *right, real beta, const global stored *addend,                       \
      global stored *result) {                                                                  \
    local real lefts[TILE_M * TILE_K] __attribute__((aligned(64)));                             \
    local real rights[TILE_K * TILE_N] __attribute__((aligned(64)));                            \
    product(left_transposed, right_transposed, symmetric, m, n, depth, alpha, left, right,      \
            beta, addend, result, lefts, rights);                                               \
  }

PRODUCT(multiply, false, false, false)
// For a symmetric L = R.
PRODUCT(square, false, false, true)
// XXᵀ and XᵀX, for L = R = X.
PRODUCT(gram_of_rows, false, true, true)
PRODUCT(gram_of_columns, true, false, true)

// Z ← αX + βY.
kernel void combine(ulong count, real alpha, const global stored *x, real beta,
                    const global stored *y, global stored *z) {
  const size_t i = get_global_id(0);
  if (i < count) {
    real sum = alpha * load(i, x);
    if (beta != 0) {
      sum += beta * load(i, y);
    }
    store(sum, i, z);
  }
}

// S ← αX for the first term of a combination, S ← S + αX for the others.
kernel void accumulate(ulong count, int first, real alpha, const global stored *x, global real *sum) {
  const size_t i = get_global_id(0);
  if (i < count) {
    const real term = alpha * load(i, x);
    sum[i] = first ? term : sum[i] + term;
  }
}

// Z ← S.
kernel void round_sum(ulong count, const global real *sum, global stored *z) {
  const size_t i = get_global_id(0);
  if (i < count) {
    store(sum[i], i, z);
  }
}

// B ← (A + Aᵀ)/2 for A: order×order.
kernel void symmetrize(ulong count, int order, const global stored *a, global stored *b) {
  const size_t i = get_global_id(0);
  if (i < count) {
    const size_t column = i % order;
    const size_t row = i / order % order;
    const size_t first = i - row * order - column;
    store((real)0.5 * load(i, a) + (real)0.5 * load(first + column * order + row, a), i, b);
  }
}

// Raises the flag of each of the matrices, of count entries, that has an entry which is NaN or infinite.
kernel void find_not_finite(ulong count, const global stored *x, global int *flags) {
  const size_t i = get_global_id(0);
  const size_t batch = get_global_id(1);
  if (i < count && !isfinite(load(batch * count + i, x))) {
    // Whoever else writes here writes the same.
    flags[batch] = 1;
  }
}
