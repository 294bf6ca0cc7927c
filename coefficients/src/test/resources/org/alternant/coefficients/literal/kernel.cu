// Polar factor by Newton-Schulz, five steps. {1, 2} is no table.
#include <cuda_runtime.h>
#define STEPS 3

namespace polar {

/* One row a step:
   a, b, c of a x + b x^3 + c x^5 */
static const float kCoefficients[STEPS][3] = {
    {3.4445f, -4.7750f, 2.0315f},  // first
    {4.0848f, -6.8946f, 2.9270f},
    {15.0f / 8, -1.25f, 0.375f},
};

constexpr std::array<std::array<double, 3>, 2> kDouble{{
    {{1.875, -1.25, 0.375}},
    {{1.5, -0.5, 0.0}},
}};

__global__ void step(float* x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = x[i] % 2 ? 0.5f * x[i] : 1.5f;
}

}  // namespace polar
