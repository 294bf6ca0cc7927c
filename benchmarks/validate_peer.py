"""What `alternant validate TABLE --rows M --cols N --precision P` computes, by NumPy and PyTorch, for compare-validate:

    python3 validate_peer.py ROWS COLUMNS PRECISION A,B,C [A,B,C ...]

A matrix with log-uniform singular values between Haar-distributed vectors, the iteration on it in PyTorch's own
arithmetic, the singular values before and after, the exact polar factor and the distances from it. Prints the worst
error, the residual, the distance and the seconds that all of it took after the imports.
"""

import sys
import time

import numpy
import torch

DTYPES = {"float64": torch.float64, "float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def haar(random, rows, columns):
    q, r = numpy.linalg.qr(random.standard_normal((rows, columns)))
    return q * numpy.sign(numpy.diag(r))


def iterate(x, steps):
    for a, b, c in steps:
        gram = x @ x.mT if x.shape[0] <= x.shape[1] else x.mT @ x
        polynomial = torch.addmm(gram, gram, gram, beta=b, alpha=c)
        left, right = (polynomial, x) if x.shape[0] <= x.shape[1] else (x, polynomial)
        x = torch.addmm(x, left, right, beta=a)
    return x


def main(rows, columns, precision, *steps):
    begun = time.perf_counter()
    rows, columns = int(rows), int(columns)
    random = numpy.random.default_rng(1)
    values = 10 ** random.uniform(-3, 0, min(rows, columns))
    x = (haar(random, rows, len(values)) * values) @ haar(random, columns, len(values)).T
    rounded = torch.from_numpy(x).to(DTYPES[precision])
    computed = iterate(rounded, [tuple(map(float, step.split(","))) for step in steps]).double().numpy()
    u, _, vt = numpy.linalg.svd(x, full_matrices=False)
    result = numpy.linalg.svd(computed, compute_uv=False)
    gram = computed @ computed.T if rows <= columns else computed.T @ computed
    residual = numpy.linalg.norm(gram - numpy.eye(len(gram)))
    distance = numpy.linalg.norm(computed - u @ vt)
    print(abs(1 - result).max(), residual, distance, time.perf_counter() - begun)


if __name__ == "__main__":
    main(*sys.argv[1:])
