#!/usr/bin/env python3
"""Proves the certificate of a coefficient table: python3 check_certificate.py TABLE.json (- for standard input).

A table is a list of odd polynomials p_1, ..., p_T with binary64 coefficients, taken as exact rationals. Its
certificate claims, for every x in certificate.input, that p_t(...p_1(x)...) lies in certificate.steps[t].image and
y = p_T(...p_1(x)...) in certificate.output, that |1 - y| <= worstCaseError, and that y > 0 for 0 < x <=
signSafeUpper where that is given. Prints "proved" and exits with 0, or the first claim that is not proved and
exits with 1, or what is malformed and exits with 3.

Claims are rounded outward to binary64, so the image of a claimed image may stick out of the next claim although
both are true. What is followed from step to step is therefore an enclosure of the exact image: p' has no root
where its Bernstein coefficients have one sign; where they have not, the interval is halved until p changes by
less than about 2^-300; ends are rounded outward to 320 bits. Where that cannot tell a claim just attained from
one exceeded, Sturm's theorem decides. Nothing is sampled, and no decision uses floating point.
"""
import json
import math
import sys
from fractions import Fraction
from itertools import accumulate

HALVINGS = 150  # of an interval, towards a root
BITS = 320  # of the ends of enclosures


def refuse(claim):
    print("not proved: " + claim)
    sys.exit(1)


def value(p, x):
    """p[0] + p[1] x + p[2] x^2 + ..."""
    result = Fraction(0)
    for c in reversed(p):
        result = result * x + c
    return result


def stripped(p):
    """p without zeros at the end."""
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def bernstein(p, a, b):
    """Integers k and s > 0 such that k[i] / s are the Bernstein coefficients of p on [a, b]."""
    n, q = len(p) - 1, list(p)
    for i in range(n):  # p(a + t)
        for j in range(n - 1, i - 1, -1):
            q[j] += a * q[j + 1]
    q = [c * (b - a) ** i / math.comb(n, i) for i, c in enumerate(q)]
    for i in range(n):
        for j in range(n, i, -1):
            q[j] += q[j - 1]
    scale = math.lcm(*(c.denominator for c in q))
    return [int(c * scale) for c in q], scale


def roots(p, a, b):
    """Tiny pieces [r, s] that hold all roots of p inside (a, b), each with a bound on |p| there."""
    todo = [(*bernstein(p, a, b), a, b, 0)]
    while todo:
        k, scale, r, s, depth = todo.pop()
        if min(k) >= 0 or max(k) <= 0:
            continue
        if depth == HALVINGS:
            yield r, s, Fraction(max(map(abs, k)), scale)
            continue
        left, right, middle, n = [], [], (r + s) / 2, len(k) - 1
        for i in range(n, -1, -1):  # the coefficients on both halves, times 2^n (de Casteljau)
            left.append(k[0] << i)
            right.insert(0, k[-1] << i)
            k = [x + y for x, y in zip(k, k[1:])]
        if right[0] == 0:  # a root inside neither half
            yield middle, middle, Fraction(0)
        todo += [(left, scale << n, r, middle, depth + 1), (right, scale << n, middle, s, depth + 1)]


def down(x):
    """x, if it has no more than some BITS bits, or a number of so many just below it."""
    unit = Fraction(2) ** (BITS + x.denominator.bit_length() - abs(x.numerator).bit_length())
    return math.floor(x * unit) / unit


def image(p, a, b):
    """An enclosure of p([a, b]); also the smallest and the largest value found there."""
    values = [value(p, a), value(p, b)]
    low, high = min(values), max(values)
    for r, s, steepest in roots([i * c for i, c in enumerate(p)][1:], a, b):
        values.append(value(p, r))
        low = min(low, values[-1] - (s - r) * steepest)
        high = max(high, values[-1] + (s - r) * steepest)
    return down(low), -down(-high), min(values), max(values)


def is_nonnegative(p, a, b):
    """Whether p >= 0 on [a, b], a < b, exactly: Sturm's theorem counts the distinct roots in between."""
    for end, sign in (a, 1), (b, -1):
        while any(p) and value(p, end) == 0:  # divide by x - a and by b - x, which are positive inside
            p = [sign * c for c in list(accumulate(reversed(p), lambda q, c: q * end + c))[-2::-1]]
    p = stripped(p)
    chain = [p, [i * c for i, c in enumerate(p)][1:]]
    while chain[-1]:
        rest, divisor = chain[-2], chain[-1]
        while len(rest) >= len(divisor):
            multiple = [rest[-1] / divisor[-1] * c for c in [0] * (len(rest) - len(divisor)) + divisor]
            rest = stripped([c - m for c, m in zip(rest, multiple)])
        chain.append([-c for c in rest])

    def variations(x):
        signs = [value(q, x) > 0 for q in chain[:-1] if value(q, x) != 0]
        return sum(s != t for s, t in zip(signs, signs[1:]))

    todo = [(a, b)]
    while todo:
        r, s = todo.pop()
        if value(p, r) < 0 or value(p, s) < 0:
            return False
        if variations(r) - variations(s) > 1:  # else there is no root, or one of even order
            middle = (r + s) / 2
            while value(p, middle) == 0:
                middle = (r + middle) / 2
            todo += [(r, middle), (middle, s)]
    return True


def require_within(claim, p, a, b, low, high, smallest, largest, c, d):
    """Proves p([a, b]) to lie in [c, d], given what image() found."""
    if smallest < c or (low < c and not is_nonnegative([p[0] - c] + p[1:], a, b)):
        refuse("%s: smaller values occur" % claim)
    if largest > d or (high > d and not is_nonnegative([d - p[0]] + [-x for x in p[1:]], a, b)):
        refuse("%s: larger values occur" % claim)


def require_positive(steps, upper):
    """Proves the composition positive on (0, upper]: each step keeps its sign on the image before it."""
    sign = 1
    for t, p in enumerate(steps, 1):
        q = stripped(stripped(p)[::-1])[::-1] or [0]  # without the root at 0
        end = min(upper, 1 + max(map(abs, q)) / abs(q[-1] or 1))  # Cauchy: no root is larger
        if value(q, end) * q[0] <= 0 or any(roots(q, Fraction(0), end)):
            refuse("signSafeUpper: step %d changes its sign" % t)
        sign = sign if q[0] > 0 else -sign
        upper = max(map(abs, image(p, Fraction(0), upper)[:2]))
    if sign < 0:
        refuse("signSafeUpper: the composition is negative")


def prove(steps, a, b, images, output, error, sign_safe):
    for t, (p, (c, d)) in enumerate(zip(steps, images), 1):
        found = image(p, a, b)
        require_within("image of step %d" % t, p, a, b, *found, c, d)
        if t == len(steps):
            require_within("output (step %d)" % t, p, a, b, *found, *output)
            require_within("worstCaseError (step %d)" % t, p, a, b, *found, 1 - error, 1 + error)
        a, b = max(found[0], c), min(found[1], d)
    if sign_safe:
        require_positive(steps, sign_safe)


def number(x):
    if isinstance(x, bool) or not isinstance(x, (int, float)) or not math.isfinite(float(x)):
        raise ValueError("expected a finite number, found %r" % (x,))
    return Fraction(float(x))


def polynomial(t, step):
    """The coefficients of 1, x, x^2, x^3, ..."""
    decimals, bits = step["coefficients"], step["coefficientsHex"]
    if not 2 * len(decimals) == 2 * len(bits) == step["degree"] + 1 >= 2:
        raise ValueError("step %d: degree, coefficients and coefficientsHex do not fit" % t)
    if [number(c) for c in decimals] != [number(float.fromhex(h)) for h in bits]:
        raise ValueError("step %d: coefficients and coefficientsHex are not the same numbers" % t)
    return [c for decimal in decimals for c in (Fraction(0), number(decimal))]


def read(text):
    table = json.loads(text)
    c, steps = table["certificate"], [polynomial(t, step) for t, step in enumerate(table["steps"], 1)]
    intervals = [c["input"], *(step["image"] for step in c["steps"]), c["output"]]
    (a, b), *images, output = [(number(i["lower"]), number(i["upper"])) for i in intervals]
    if not len(images) == len(steps) >= 1 or a > b or table["formatVersion"] != 1:
        raise ValueError("expected formatVersion 1, an interval as input, and an image for each step")
    return steps, a, b, images, output, number(c["worstCaseError"]), number(c.get("signSafeUpper") or 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("usage: check_certificate.py TABLE.json", file=sys.stderr)
        sys.exit(2)
    try:
        with open(0 if sys.argv[1] == "-" else sys.argv[1], encoding="utf-8") as table_file:
            everything = read(table_file.read())
    except (OSError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as e:
        print("malformed: %s: %s" % (type(e).__name__, e))
        sys.exit(3)
    prove(*everything)
    print("proved")
