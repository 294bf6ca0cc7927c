"""Writes independent-oracle.json: best odd polynomials and two schedules, by another method.

The Remez exchange of the textbook, in mpmath: the levelled polynomial and its error by solving the
linear system 1 - p(x_i) = (-1)^i E, its extrema as the roots of p' by bisection and Newton's method.
It shares nothing with the solver, which uses Lagrange's formula and divided differences and has no
linear system. Every result is checked to alternate on its extrema to a relative 1e-40.

    python3 make_oracle.py independent-oracle.json      (mpmath 1.3; two minutes)
"""

import json
import sys

from mpmath import matrix, lu_solve, mp, mpf, nstr, pi, sin, sqrt

DIGITS = 25


def values(coefficients, x):
    """p(x) and p'(x)."""
    y, p, slope = x * x, mpf(0), mpf(0)
    for j in range(len(coefficients) - 1, -1, -1):
        p = p * y + coefficients[j]
        slope = slope * y + (2 * j + 1) * coefficients[j]
    return p * x, slope


def curvature(coefficients, x):
    return sum(
        (2 * j + 1) * 2 * j * c * x ** (2 * j - 1) for j, c in enumerate(coefficients) if j > 0)


def level(reference):
    size = len(reference)
    system, right = matrix(size, size), matrix(size, 1)
    for i, x in enumerate(reference):
        power = x
        for j in range(size - 1):
            system[i, j] = power
            power *= x * x
        system[i, size - 1] = (-1) ** i
        right[i] = 1
    solution = lu_solve(system, right)
    return [solution[j] for j in range(size - 1)], solution[size - 1]


def bisect(function, left, right, steps):
    sign = function(left) > 0
    for _ in range(steps):
        middle = (left + right) / 2
        if (function(middle) > 0) == sign:
            left = middle
        else:
            right = middle
    return left, right


def extrema(coefficients, reference):
    zeros = []
    for left, right in zip(reference, reference[1:]):
        a, b = bisect(lambda x: 1 - values(coefficients, x)[0], left, right, 60)
        zeros.append((a + b) / 2)
    moved = list(reference)
    for i in range(1, len(reference) - 1):
        a, b = bisect(lambda x: values(coefficients, x)[1], zeros[i - 1], zeros[i], 30)
        x = (a + b) / 2
        for _ in range(12):
            x -= values(coefficients, x)[1] / curvature(coefficients, x)
        if not zeros[i - 1] < x < zeros[i]:
            raise ArithmeticError("Newton's method left its bracket")
        moved[i] = x
    return moved


def best(degree, lower, upper):
    """The coefficients and E of the best odd polynomial on [lower, upper]."""
    size = (degree + 1) // 2
    reference = [
        sqrt(lower**2 + (upper**2 - lower**2) * sin(i * pi / (2 * size)) ** 2)
        for i in range(size + 1)
    ]
    reference[0], reference[-1] = lower, upper
    for _ in range(30):
        coefficients, error = level(reference)
        moved = extrema(coefficients, reference)
        largest = max(abs(1 - values(coefficients, x)[0]) for x in moved)
        if largest - abs(error) < min(abs(error), 1 - abs(error)) * mpf(10) ** -40:
            return coefficients, abs(error)
        reference = moved
    raise ArithmeticError("no convergence")


def digits(degree, lower, upper):
    """Enough for E ~ (1 - k)^size, twice, for 1 - E ~ k, twice, and for growing coefficients."""
    mp.dps = 50
    k = mpf(lower) / mpf(upper)
    return int(120 + 2 * degree - 2 * mp.log10(k) - (degree + 1) * mp.log10(1 - k) * 1.1)


def text(value):
    return nstr(value, DIGITS, strip_zeros=False, min_fixed=-3, max_fixed=3)


def row(degree, lower, upper="1"):
    mp.dps = digits(degree, lower, upper)
    l, u = mpf(lower), mpf(upper)
    coefficients, error = best(degree, l, u)
    print(degree, lower, upper, mp.dps, file=sys.stderr, flush=True)
    return {
        "degree": degree,
        "lower": lower,
        "upper": upper,
        "coefficients": [text(c) for c in coefficients],
        "minimaxError": text(error),
        "lowerImageOverLower": text((1 - error) / l),
    }


def schedule(degrees, lower):
    mp.dps = 900
    l, u, steps = mpf(lower), mpf(1), []
    for degree in degrees:
        coefficients, error = best(degree, l, u)
        steps.append({
            "degree": degree,
            "coefficients": [text(c) for c in coefficients],
            "lower": text(l),
            "upper": text(u),
            "minimaxError": text(error),
        })
        l, u = 1 - error, 1 + error
        print("step", degree, nstr(error, 5), file=sys.stderr, flush=True)
    return {"lower": lower, "steps": steps}


def main():
    ratios = ["1e-300", "1e-9", "0.03", "0.7", "0.999999999", "0.999999999999"]
    rows = [row(degree, k) for degree in (11, 23, 41, 63) for k in ratios]
    rows += [
        row(3, "0.002", "3"),
        row(5, "1e-7", "0.1"),
        row(7, "3", "40"),
        row(11, "12345.678", "12345.679"),
        row(19, "0.9", "1.1"),
        row(25, "1e-20", "1e-3"),
        row(1, "0.25", "7"),
        row(3, "0.999999999999999999999999999999", "1"),
    ]
    about = " ".join(__doc__.split("\n\n")[0].split()) + " Made by make_oracle.py; 25 digits."
    result = {
        "about": about,
        "rows": rows,
        "schedules": [schedule([5] * 12, "1e-12"), schedule([3, 9, 5, 7, 3, 5, 5], "1e-4")],
    }
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


main()
