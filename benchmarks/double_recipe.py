"""The quintic Polar Express recipe in double precision with NumPy, as papers' listings have it.

Best step by a Remez exchange on four points, the interior ones from the closed form for the extrema of a
quintic (Amsel, Persson, Musco, Gower, arXiv 2505.16932, appendix). Below a gap of about 5e-6 the 4x4 system is
singular to working precision, and the limit polynomial is returned, as there.
"""

import math

import numpy as np

LEAST_GAP = 5e-6
TOLERANCE = 1e-15
MOST_EXCHANGES = 100
SIGNS = (1.0, -1.0, 1.0, -1.0)
ONES = np.ones(4)


def best_quintic(lower, upper):
    """(a, b, c) with the least max |1 - (a x + b x^3 + c x^5)| on [lower, upper]."""
    if 1 - LEAST_GAP <= lower / upper:
        return np.array([15 / 8 / upper, -10 / 8 / upper**3, 3 / 8 / upper**5])
    inner = (3 * lower + upper) / 4, (lower + 3 * upper) / 4
    previous = math.inf
    for _ in range(MOST_EXCHANGES):
        points = zip((lower, *inner, upper), SIGNS)
        # Rows from plain numbers: array arithmetic costs more than it saves on four points.
        system = np.array([(x, x**3, x**5, sign) for x, sign in points])
        a, b, c, error = np.linalg.solve(system, ONES)
        if abs(error - previous) <= TOLERANCE:
            break
        previous = error
        root = math.sqrt(9 * b * b - 20 * a * c)
        inner = math.sqrt((-3 * b - root) / (10 * c)), math.sqrt((-3 * b + root) / (10 * c))
    return np.array([a, b, c])


def schedule(steps, lower, cushion):
    """The rows of a schedule on [lower, 1], without a safety factor."""
    rows, upper = [], 1.0
    for _ in range(steps):
        row = best_quintic(max(lower, cushion * upper), upper)
        if cushion * upper > lower:
            row = 2 * row / (value(row, lower) + value(row, upper))
        rows.append(row)
        lower = value(row, lower)
        upper = 2 - lower
    return rows


def value(row, x):
    return x * (row[0] + x * x * (row[1] + x * x * row[2]))
