# Copyright 2025 the authors
"""Newton-Schulz coefficients, e.g. [[1, 2], [3, 4]]: not a table."""
import math
from itertools import repeat

import torch

JORDAN = (3.4445, -4.7750, 2.0315)  # quintic, the same each step
NS5 = [JORDAN] * 5

# l = 1e-3, cushion = 0.02
coeffs_list = [
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (1.875, -1.25, 0.375),  # subsequent coeffs equal this numerically
]
# safety factor for numerical stability (but exclude last polynomial)
coeffs_list = [
    (a / 1.01, b / 1.01**3, c / 1.01**5) for (a, b, c) in coeffs_list[:-1]
] + [coeffs_list[-1]]

SETS: dict[str, list[tuple[float, ...]]] = {
    "slow": [(3955 / 1024, -8306 / 1024, 5008 / 1024), (1.5, -0.5, 0.0)],
    "fast": [[4.0848, -6.8946, 2.927]] * 2 + [[1_875e-3, -1.25, .375]],
    "dtype": torch.bfloat16,
}


@torch.compile
def zeropower(G, steps=5, eps=1e-7, lr=(0.02, 0.95)):
    a, b, c = (3.4445, -4.7750,  2.0315)
    X = G.bfloat16() / (G.norm() + eps)
    for a, b, c in coeffs_list + list(repeat(coeffs_list[-1], steps - len(coeffs_list))):
        A = X @ X.T
        B = b * A + c * (A @ A)
        X = a * X + B @ X
    return X
