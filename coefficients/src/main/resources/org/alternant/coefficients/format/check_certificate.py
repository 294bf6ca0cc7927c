#!/usr/bin/env python3
"""Proves what a coefficient table says of itself: python3 check_certificate.py TABLE.json (- for standard input).

A table is a list of polynomials p_1, ..., p_T with binary64 coefficients, taken as exact rationals: odd ones for the sign
function and for a clip, with x, x^(r+1), x^(2r+1), ... for an inverse root r; where a step has a plan, p_t is what the plan's numbers
give exactly, and the coefficients must be that, rounded to nearest. Its certificate claims, for every x in
certificate.input (for a root: every x whose power x^r, an eigenvalue, is there, as in all intervals of input), that p_t(...p_1(x)...) lies in certificate.steps[t].image and
y = p_T(...p_1(x)...) in certificate.output, that |1 - y| <= worstCaseError (for a clip |min(x, 1) - y|), and that y > 0 for 0 < x <=
signSafeUpper (1024 where none is given). A step may claim that its interval holds its design interval, and bounds on
the least max |1 - p| there (on its interval, where it names no other) of all such polynomials p of its degree. As the
interval's ends were rounded to be written, an error is refuted where no interval with ends within an ulp has it.

Prints "proved" and exits with 0 (and names the steps whose errors it could not settle); or prints the first claim
that does not hold, with the figure found, or that could not be settled, and exits with 1; or what is malformed, and
exits with 3: whatever the format (version 1) does not allow. Not claims, and not looked at: where else the numbers
come from.

Claims are rounded outward to binary64, so the image of a claimed image may stick out of the next claim although
both are true. What is followed from step to step is therefore an enclosure of the exact image: p' has no root
where its Bernstein coefficients have one sign; where they have not, the interval is halved; ends are rounded to
320 bits of the image's width. Beside it go bounds on its ends from inside, and only they refute. Where these bounds
cannot tell a claim just attained from one exceeded, Sturm's theorem decides. Where a clip's target is x, [a, b] is
halved until each piece has a proof: with m its middle, r half its length and S an interval that holds the slope of
y - x (by the chain rule), |y - x| is at most |y(m) - m| + r max |S|, and where S has one sign at most what it is at the
ends. Nothing is sampled, and no decision uses floating point.

A table of parts claims that worstCaseError bounds |f(x) - min(x, 1)| for function clip, f(x) = x W(P) with y = x^2,
P = (1 + y + (y - 1) s(y - 1)) / 2, |f(x) - max(x - T, 0)| for soft-threshold, f(x) = x - x W(P) with y = (x/T)^2, T the
threshold, and |f(x) - max(x, 0)| for psd, f(x) = x (1 + s(x)) / 2, for every x in certificate.input: s is the composition of the steps of the part with role side, and W of those of the divisor, by
W <- W q(M), M <- M q(M)^2 from W = 1, M = P, where a step is x q(x^2). That is proved in pieces, as for a clip.
"""
import json
import math
import re
import sys
from fractions import Fraction
from itertools import accumulate

HALVINGS = 150  # of an interval, towards a root: of its width, and of the root
BITS = 320  # of the ends of enclosures
LEAST_WIDTH = Fraction(1, 2**1200)  # of an image, for its rounding: errors are 2^-1074 or more
POINT = 256  # bits after the point of numbers about a clip
PIECES = 100000  # of an interval, for the error of a clip
EXCHANGES = 60  # of a reference, towards a best polynomial


def refuse(claim, stated=None, found=None):
    print("not proved: %s%s" % (claim, "" if stated is None else ": %r stated, %r found" % (float(stated), found)))
    sys.exit(1)


def below(x):
    """The largest binary64 number that is at most x."""
    try:
        nearest = float(x)
    except OverflowError:
        return -math.inf if x < 0 else sys.float_info.max
    return nearest if nearest <= x else math.nextafter(nearest, -math.inf)


def above(x):
    return -below(-x)


# Polynomials are lists: p[0] + p[1] x + p[2] x^2 + ...


def value(p, x):
    result = Fraction(0)
    for c in reversed(p):
        result = result * x + c
    return result


def derivative(p):
    return [i * c for i, c in enumerate(p)][1:]


def stripped(p):
    """p without zeros at the end."""
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def plus(p, q):
    longer, shorter = (p, q) if len(p) >= len(q) else (q, p)
    return [x + y for x, y in zip(longer, shorter)] + longer[len(shorter) :]


def times(p, q):
    result = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            result[i + j] += x * y
    return result


def bernstein(p, a, b):
    """Integers that are the Bernstein coefficients of p on [a, b] times a positive number."""
    n, q = len(p) - 1, list(p)
    for i in range(n):  # p(a + t)
        for j in range(n - 1, i - 1, -1):
            q[j] += a * q[j + 1]
    q = [c * (b - a) ** i / math.comb(n, i) for i, c in enumerate(q)]
    for i in range(n):
        for j in range(n, i, -1):
            q[j] += q[j - 1]
    scale = math.lcm(*(c.denominator for c in q))
    return [int(c * scale) for c in q]


def roots(p, a, b, root=1):
    """Tiny pieces [r, s] that hold all roots of p inside (a, b), 0 <= a: so tiny that their root-th roots are."""

    def is_tiny(r, s, depth):
        return depth >= HALVINGS and (depth >= root * HALVINGS or (s - r) * 2**HALVINGS <= s)

    todo = [(bernstein(p, a, b), a, b, 0)]
    while todo:
        k, r, s, depth = todo.pop()
        if min(k) >= 0 or max(k) <= 0:
            continue
        if is_tiny(r, s, depth):
            yield r, s
            continue
        signs = [x > 0 for x in k if x != 0]
        if sum(x != y for x, y in zip(signs, signs[1:])) == 1:  # one root
            yield single_root(p, signs[0], r, s, depth, is_tiny)
            continue
        left, right, middle, n = [], [], (r + s) / 2, len(k) - 1
        for i in range(n, -1, -1):  # the coefficients on both halves, times 2^n (de Casteljau)
            left.append(k[0] << i)
            right.insert(0, k[-1] << i)
            k = [x + y for x, y in zip(k, k[1:])]
        if right[0] == 0:  # a root inside neither half
            yield middle, middle
        todo += [(left, r, middle, depth + 1), (right, middle, s, depth + 1)]


def single_root(p, positive, r, s, depth, is_tiny):
    """Halves (r, s) towards the only root of p there, given the sign on its left."""
    scale = math.lcm(*(c.denominator for c in p))
    integers = [int(c * scale) for c in p]
    while not is_tiny(r, s, depth):
        middle, depth = (r + s) / 2, depth + 1
        total, power = 0, 1
        for c in reversed(integers):  # p(middle) times a positive number
            total = total * middle.numerator + c * power
            power *= middle.denominator
        if total == 0:
            return middle, middle
        r, s = (middle, s) if (total > 0) == positive else (r, middle)
    return r, s


def down(x, width=math.inf):
    """x, or a number below it, by less than some 2^-BITS of x and of a width."""
    size = min(abs(x), max(width, LEAST_WIDTH))
    unit = Fraction(2) ** (BITS + size.denominator.bit_length() - size.numerator.bit_length())
    return math.floor(x * unit) / unit


def up(x, width=math.inf):
    return -down(-x, width)


def root_down(y, r):
    """The r-th root of y >= 0, or a number below it, by less than 2^-BITS of it."""
    if r == 1 or y == 0:
        return y
    shift = r * (BITS + y.denominator.bit_length())
    radicand = (y.numerator << shift) // y.denominator
    low, next = 1 << radicand.bit_length() // r + 2, 1 << radicand.bit_length() // r + 1
    while next < low:  # Newton's method, from above
        low, next = next, ((r - 1) * next + radicand // next ** (r - 1)) // r
    return Fraction(low, 1 << shift // r)


def root_up(y, r):
    low = root_down(y, r)
    return low if low**r == y else low + Fraction(1, 2**BITS) * low


# A step p is the list of its coefficients: p(x) = p[0] x + p[1] x^(root + 1) + ... = x times a polynomial in x^root.


def at(p, x, root):
    return x * value(p, x**root)


def in_x(p, root):
    """p as a polynomial in x."""
    polynomial = [Fraction(0)] * (root * (len(p) - 1) + 2)
    polynomial[1::root] = p
    return polynomial


def turns(p, a, b, root):
    """Tiny pieces [r, s] that hold all roots of p' inside (a, b), each with a bound on |p'| there; in order if 0 <= a."""
    if a < 0:  # -p(-x) has the turns of p, mirrored
        for r, s, steepest in turns([(-1) ** (root * j) * c for j, c in enumerate(p)], max(-b, 0), -a, root):
            yield -s, -r, steepest
        if b <= 0:
            return
        yield 0, 0, 0  # a turn if p[0] is 0
        a = Fraction(0)
    slope = [(root * j + 1) * c for j, c in enumerate(p)]
    bends = [root * j * abs(c) for j, c in enumerate(slope)]
    width = b**root - a**root
    for low, high in sorted(roots(slope, down(a**root, width), up(b**root, width), root)):
        r, s = down(root_down(low, root), b - a), up(root_up(high, root), b - a)
        yield r, s, abs(value(slope, r**root)) + (s - r) * value(bends, s**root) / s


def image(p, outer, inner, root, pieces=None):
    """Bounds on the smallest and the largest value of p, from outside and from inside, on an interval with such bounds
    on its ends; given the turns of p there.
    """
    pieces = list(turns(p, *outer, root) if pieces is None else pieces)
    values = [at(p, r, root) for r, _, _ in pieces]
    changes = [(s - r) * steepest for r, s, steepest in pieces]
    ends = [at(p, x, root) for x in outer]
    low = min([*ends, *(v - change for v, change in zip(values, changes))])
    high = max([*ends, *(v + change for v, change in zip(values, changes))])
    width = high - low
    found = down(low, width), up(high, width)
    if inner[0] > inner[1]:  # of an interval so small nothing is known but that there is a value
        return found, found[::-1]
    attained = [at(p, x, root) for x in inner]
    attained += [v for v, (r, _, _) in zip(values, pieces) if inner[0] <= r <= inner[1]]
    return found, (up(min(attained), width), down(max(attained), width))


def sturm(p):
    """The function v for which p has v(a) - v(b) distinct roots in (a, b), where neither end is one."""
    chain = [p, derivative(p)]
    while chain[-1]:
        rest, divisor = chain[-2], chain[-1]
        while len(rest) >= len(divisor):
            multiple = [rest[-1] / divisor[-1] * c for c in [0] * (len(rest) - len(divisor)) + divisor]
            rest = stripped([c - m for c, m in zip(rest, multiple)])
        chain.append([-c for c in rest])

    def variations(x):
        signs = [value(q, x) > 0 for q in chain[:-1] if value(q, x) != 0]
        return sum(s != t for s, t in zip(signs, signs[1:]))

    return variations


def has_root(p, a, b):
    """Whether p has a root in (a, b), where neither end is one."""
    for r, s in roots(p, a, b):
        if r == s or value(p, r) * value(p, s) <= 0:
            return True
        variations = sturm(p)  # halving did not tell: two roots or none
        if variations(r) > variations(s):
            return True
    return False


def is_nonnegative(p, a, b):
    """Whether p >= 0 on [a, b], a < b, exactly: Sturm's theorem counts the distinct roots in between."""
    for end, sign in (a, 1), (b, -1):
        while any(p) and value(p, end) == 0:  # divide by x - a and by b - x, which are positive inside
            p = [sign * c for c in list(accumulate(reversed(p), lambda q, c: q * end + c))[-2::-1]]
    p = stripped(p)
    variations = sturm(p)
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


def stays_within(claim, p, interval, found, c, d, root):
    """Whether the values of p keep above c, and whether below d, on an interval for which image() found that."""
    (low, high), (lowest, highest) = found
    polynomial = in_x(p, root)
    above_c, below_d = [-c] + polynomial[1:], [d] + [-x for x in polynomial[1:]]
    sides = (low >= c, lowest >= c, above_c), (high <= d, highest <= d, below_d)
    for proved, possible, q in sides:
        if possible and not proved and not is_nonnegative(q, *interval):
            refuse(claim + ": could not be settled")
    return lowest >= c, highest <= d


def is_positive(steps, outer, inner, root):
    """Whether the composition is positive on (0, upper], an end with bounds from outside and from inside: each step keeps
    its sign on the image before it, of which such bounds are followed; None where they cannot tell.
    """
    sign, settled, infinity = 1, True, Fraction(2) ** 2200  # beyond every root of binary64 coefficients
    for p in steps:
        if sign < 0 and root % 2 == 1:  # -p(-x): the image before is below 0
            p = [(-1) ** j * c for j, c in enumerate(p)]
        q = stripped(stripped(p)[::-1])[::-1] or [0]  # in x^root, without the root at 0
        farthest = 1 + max(map(abs, q)) / abs(q[-1] or 1)  # Cauchy: no root is larger
        if not keeps_sign(q, min(outer**root, farthest)):
            if not keeps_sign(q, min(inner**root, farthest)):
                return False
            settled = None
        sign = sign if q[0] > 0 else -sign
        found, attained = image(p, (Fraction(0), outer), (Fraction(0), inner), root)
        outer = infinity if outer == infinity else min(infinity, max(map(abs, found)))
        inner = min(infinity, max(map(abs, attained)))
    return sign > 0 and settled


def keeps_sign(q, end):
    """Whether q has no root in [0, end]."""
    return value(q, end) * q[0] > 0 and not (end > 0 and has_root(q, Fraction(0), end))


def require_positive(steps, upper, function):
    def holds(bound):
        ends = root_up(bound, function.power), root_down(bound, function.power)
        return is_positive(steps, *ends, function.root)

    verdict = holds(upper)
    if verdict:
        return
    if verdict is None:
        refuse("signSafeUpper: could not be settled")
    low, high = Fraction(0), upper
    while high - low > high / 2**50 and high > Fraction(1, 2**1000):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    refuse("signSafeUpper", upper, below(low))


def levelled(x, root):
    """The polynomial p, nearly, for which 1 - p(x[i]) are alternately h and -h: one coefficient less than x."""
    powers = [r**root for r in x]
    weights = [1 / (r * math.prod(down(y - z) for z in powers if z != y)) for r, y in zip(map(Fraction, x), powers)]
    weights = [down(w) for w in weights]
    h = down(sum(weights) / sum(map(abs, weights)))
    powers = powers[1:]
    d = [(1 - h if w > 0 else 1 + h) / r for r, w in zip(x[1:], weights[1:])]
    for k in range(1, len(d)):  # divided differences
        for i in range(len(d) - 1, k - 1, -1):
            d[i] = down((d[i] - d[i - 1]) / (powers[i] - powers[i - k]))
    p = []
    for power, difference in zip(reversed(powers), reversed(d)):
        p = plus([difference], plus([Fraction(0)] + p, [-power * c for c in p]))
    return [down(c) for c in p]


def least_error(count, a, b, inner, root):
    """Bounds on the least max |1 - p| of polynomials p with some coefficients, from below on an interval that is
    inside [a, b], from above on [a, b], 0 < a < b, by Remez' exchange; None where that comes to nothing.
    """
    x = [(a + b) / 2 - (b - a) / 2 * Fraction(math.cos(math.pi * i / count)) for i in range(count + 1)]
    for _ in range(EXCHANGES):
        p = levelled(x, root)
        pieces = list(turns(p, a, b, root))
        low, high = image(p, (a, b), (a, b), root, pieces)[0]
        most = max(1 - low, high - 1)
        x = [a, *(down(r) for r, _, _ in pieces), b]
        errors = [1 - at(p, r, root) for r in x]
        if len(x) != count + 1 or any(e * f >= 0 for e, f in zip(errors, errors[1:])):
            return None
        if most - min(map(abs, errors)) <= most / 2**60:
            # de la Vallee-Poussin: where a polynomial errs in turn by +- l or more, none errs by less everywhere
            errors = [1 - at(p, min(max(r, inner[0]), inner[1]), root) for r in x]
            return min(map(abs, errors)) if all(e * f < 0 for e, f in zip(errors, errors[1:])) else Fraction(0), most
    return None


class TableFunction:
    """What a table approximates: root is the stride of its exponents, and the power of x that its inputs are."""

    def __init__(self, table):
        self.root, self.power = (int(table["root"]),) * 2 if table["function"] == "inverse-root" else (2, 1)
        self.clips = table["function"] == "clip"

    def arguments(self, low, high):
        """Bounds on x where an input is from low to high, from outside and from inside."""
        outer = root_down(Fraction(low), self.power), root_up(Fraction(high), self.power)
        return outer, (root_up(Fraction(low), self.power), root_down(Fraction(high), self.power))


def settle_error(t, step, function):
    """Refutes a step's error; tells whether it could be decided."""
    stated, ends = step["error"], step.get("designInterval") or step.get("interval")
    claim = "error of step %d" % t
    if not ends:
        refuse(claim + ": of no interval")
    count = len(step["coefficients"])
    if count > 64:
        refuse(claim + ": degrees are at most %d" % (63 * function.root + 1))
    outside = math.nextafter(ends["lower"], -math.inf), math.nextafter(ends["upper"], math.inf)
    inside = math.nextafter(ends["lower"], math.inf), math.nextafter(ends["upper"], -math.inf)
    bounds = None
    if ends["lower"] <= 0 <= ends["upper"]:  # where these polynomials vanish
        bounds = Fraction(1), Fraction(1)
    elif outside[0] > 0:
        (a, b), inner = function.arguments(*outside)[0], function.arguments(*inside)[1]
        bounds = least_error(count, a, b, inner, function.root)
    if bounds is None:
        return False
    if stated["upper"] < bounds[0]:
        refuse(claim + ": no polynomial errs so little", stated["upper"], below(bounds[0]))
    if stated["lower"] > bounds[1]:
        refuse(claim + ": a polynomial errs less", stated["lower"], above(bounds[1]))
    return True


def prove(table):
    """The numbers of the steps whose errors could not be settled; what is refuted ends the program."""
    if "parts" in table:
        prove_formula(table)
        return []
    function = TableFunction(table)
    polynomials = [exact(step) for step in table["steps"]]
    require_images(table["certificate"], polynomials, function)
    sign_safe = Fraction(table["certificate"].get("signSafeUpper", 1024))
    if sign_safe:
        require_positive(polynomials, sign_safe, function)
    for t, step in enumerate(table["steps"], 1):
        if "interval" in step and "designInterval" in step:
            (a, b), (c, d) = ends(step["interval"]), ends(step["designInterval"])
            if not a <= c <= d <= b:
                refuse("interval of step %d: does not hold its design interval" % t)
    return [t for t, step in enumerate(table["steps"], 1) if "error" in step and not settle_error(t, step, function)]


def require_clip_error(certificate, polynomials, function):
    """From 1 on the target is 1, up to 1 it is x."""
    (low, high), error = ends(certificate["input"]), Fraction(certificate["worstCaseError"])
    if low < 1:
        require_near_identity(polynomials, low, min(high, Fraction(1)), error)
    if high >= 1:
        outer = inner = max(low, Fraction(1)), high
        for p in polynomials[:-1]:
            outer, inner = image(p, outer, inner, function.root)
        p = polynomials[-1]
        found = image(p, outer, inner, function.root)
        if not all(stays_within("worstCaseError", p, outer, found, 1 - error, 1 + error, function.root)):
            refuse("worstCaseError", error, above(max(1 - found[1][0], found[1][1] - 1)))


# Intervals of multiples of 2^-POINT, as pairs of integers.


def fixed(x):
    """An interval that holds a number."""
    scaled = Fraction(x) * 2**POINT
    return math.floor(scaled), math.ceil(scaled)


def interval_times(a, b):
    products = [x * y for x in a for y in b]
    return min(products) >> POINT, -(-max(products) >> POINT)


def squared(a):
    low, high = interval_times(a, a)
    return max(low, 0), high


def horner(p, y):
    result = 0, 0
    for c in reversed(p):
        product = interval_times(result, y)
        result = product[0] + c[0], product[1] + c[1]
    return result


def largest(a):
    return max(abs(a[0]), abs(a[1]))


def chain(steps, low, high):
    """m, half the length, what the steps take m to less m, and the slopes of y - x on [low, high]."""
    m = (low + high) // 2
    radius = max(m - low, high - m)
    y, slope = (m, m), fixed(1)
    for p, derivative in steps:
        reach = -(-largest(slope) * radius >> POINT)
        if reach >> 2000 + POINT:
            return None
        slope = interval_times(horner(derivative, squared((y[0] - reach, y[1] + reach))), slope)
        y = interval_times(horner(p, squared(y)), y)
    return m, radius, (y[0] - m, y[1] - m), (slope[0] - 2**POINT, slope[1] - 2**POINT)


def require_near_identity(polynomials, low, high, error):
    steps = [
        ([fixed(c) for c in p], [fixed((2 * j + 1) * c) for j, c in enumerate(p)]) for p in polynomials
    ]
    require_small(lambda a, b: chain(steps, a, b), low, high, error)


def require_small(off_on, low, high, error, unit=1):
    """Proves a bound on |y| on an interval, given m, half the length, y(m) and y' of pieces; all in units."""
    claim, bound = "worstCaseError", math.floor(error * 2**POINT)
    pieces = [(fixed(low)[0], fixed(high)[1])]
    for _ in range(PIECES):
        if not pieces:
            return
        a, b = pieces.pop()
        if b - a < 4 and a < b:
            refuse(claim + ": could not be settled")
        found = off_on(a, b)
        if found is not None:
            m, radius, off, slope = found
            least = 0 if off[0] <= 0 <= off[1] else min(abs(off[0]), abs(off[1]))
            if least > bound + 1 and low <= Fraction(m, 2**POINT) <= high:
                refuse(claim, error * unit, above(Fraction(least, 2**POINT) * unit))
            if largest(off) - (-largest(slope) * radius >> POINT) <= bound:
                continue
            monotonic = slope[0] >= 0 or slope[1] <= 0
            if monotonic and all(largest(off_on(x, x)[2]) <= bound for x in (a, b)):
                continue
        pieces += [((a + b) // 2, b), (a, (a + b) // 2)]
    if pieces:
        refuse(claim + ": could not be settled")


class Formula:
    """A function made of parts, on pieces: a quantity g is an interval that holds g(m) and one that holds its slopes."""

    def __init__(self, table):
        steps = {part["role"]: [exact(step) for step in part["steps"]] for part in table["parts"]}
        self.clips = table["function"] != "psd"
        self.side, self.divisor = self.fixed_steps(steps["side"]), self.fixed_steps(steps.get("divisor", []))
        self.radius = 0

    @staticmethod
    def fixed_steps(steps):
        """Of each step q, D = sum (2 j + 1) c_j y^j, of which s q(s^2) has the slope D(s^2), and q'."""
        return [
            [
                [fixed(c) for c in p],
                [fixed((2 * j + 1) * c) for j, c in enumerate(p)],
                [fixed(c) for c in derivative(p)] or [(0, 0)],
            ]
            for p in steps
        ]

    def off(self, target):
        """What require_small takes, for the difference from x or from 1."""

        def off_on(low, high):
            m = (low + high) // 2
            self.radius = max(m - low, high - m)
            value = self.value(((m, m), fixed(1)))
            if value is None:
                return None
            (y, slope), one = value, 2**POINT
            if target == 1:
                return m, self.radius, (y[0] - one, y[1] - one), slope
            return m, self.radius, (y[0] - m, y[1] - m), (slope[0] - one, slope[1] - one)

        return off_on

    def value(self, x):
        if not self.clips:
            s = self.side_of(x)
            return None if s is None else self.half(self.times(x, self.plus(s, 1)))
        y = self.times(x, x)
        z = self.plus(y, -1)
        s = self.side_of(z)
        if s is None:
            return None
        product = self.times(z, s)
        total = [(a[0] + b[0], a[1] + b[1]) for a, b in zip(self.plus(y, 1), product)]
        w = self.divisor_of(self.half(total))
        return None if w is None else self.times(x, w)

    def side_of(self, s):
        for q, slopes, _ in self.side:
            if is_far(s):
                return None
            y = self.times(s, s)
            s = interval_times(horner(q, y[0]), s[0]), interval_times(self.range_of(slopes, y), s[1])
        return None if is_far(s) else s

    def divisor_of(self, m):
        w = fixed(1), (0, 0)
        for p, slopes, derivatives in self.divisor:
            if is_far(m) or is_far(w):
                return None
            q = horner(p, m[0])
            w = self.times(w, (q, interval_times(self.range_of(derivatives, m), m[1])))
            factor = interval_times(self.range_of(p, m), self.range_of(slopes, m))
            m = interval_times(squared(q), m[0]), interval_times(factor, m[1])
        return None if is_far(w) else w

    def range(self, g):
        reach = -(-largest(g[1]) * self.radius >> POINT)
        return g[0][0] - reach, g[0][1] + reach

    def range_of(self, c, g):
        """c[0] + c[1] g + ... on the piece, by Taylor's formula about g(m)."""
        c, rest = list(c), (0, 0)
        for k in range(len(c) - 1):
            for j in range(len(c) - 2, k - 1, -1):
                product = interval_times(g[0], c[j + 1])
                c[j] = c[j][0] + product[0], c[j][1] + product[1]
        reach = -(-largest(g[1]) * self.radius >> POINT)
        for term in reversed(c[1:]):
            rest = interval_times((rest[0] + term[0], rest[1] + term[1]), (-reach, reach))
        return c[0][0] + rest[0], c[0][1] + rest[1]

    def times(self, g, h):
        a, b = interval_times(g[1], self.range(h)), interval_times(h[1], self.range(g))
        return interval_times(g[0], h[0]), (a[0] + b[0], a[1] + b[1])

    @staticmethod
    def plus(g, number):
        return (g[0][0] + (number << POINT), g[0][1] + (number << POINT)), g[1]

    @staticmethod
    def half(g):
        return tuple((a >> 1, -(-b >> 1)) for a, b in g)


def is_far(g):
    return max(map(largest, g)) >> 2000 + POINT > 0


def prove_formula(table):
    certificate, formula = table["certificate"], Formula(table)
    (low, high), error = ends(certificate["input"]), Fraction(certificate["worstCaseError"])
    if formula.clips:
        # max(x - T, 0) errs by T times what the clip of x/T does.
        unit = Fraction(table.get("threshold", 1))
        low, high, error = low / unit, high / unit, error / unit
        if low < 1:
            require_small_to_ends(formula.off("x"), low, min(high, Fraction(1)), error, unit)
        if high >= 1:
            require_small_to_ends(formula.off(1), max(low, Fraction(1)), high, error, unit)
        return
    # s is odd: the error of -x is that of x
    low, high = max(Fraction(0), low, -high), max(high, -low)
    off, steps = formula.off("x"), table["parts"][0]["steps"]
    middle = Fraction(steps[0].get("interval", {"lower": 0})["lower"])
    if low < middle < high and side_error([exact(step) for step in steps], middle, high) * high <= 2 * error:
        require_small(off, low, middle, error)
    else:
        require_small_to_ends(off, low, high, error)


def side_error(polynomials, low, high):
    """A bound on |1 - s| on an interval: |x (1 - s) / 2| is at most high / 2 times that."""
    outer = inner = low, high
    for p in polynomials:
        outer, inner = image(p, outer, inner, 2)
    return max(1 - outer[0], outer[1] - 1)


def require_small_to_ends(off_on, low, high, error, unit=1):
    """The same as require_small, where an error is often attained at an end."""
    for end in low, high:
        found = off_on(*fixed(end))
        if found is not None:
            off = found[2]
            least = 0 if off[0] <= 0 <= off[1] else min(abs(off[0]), abs(off[1]))
            if least > math.floor(error * 2**POINT) + 1:
                refuse("worstCaseError", error * unit, above(Fraction(least, 2**POINT) * unit))
    require_small(off_on, low, high, error, unit)


def require_images(certificate, polynomials, function):
    outer, inner = function.arguments(*ends(certificate["input"]))
    error = Fraction(certificate["worstCaseError"])
    for t, (p, step) in enumerate(zip(polynomials, certificate["steps"]), 1):
        found, (c, d) = image(p, outer, inner, function.root), ends(step["image"])
        require_within("image of step %d" % t, p, outer, found, c, d, function.root)
        if t == len(polynomials):
            require_within("output (step %d)" % t, p, outer, found, *ends(certificate["output"]), function.root)
            claim = "worstCaseError (step %d)" % t
            if function.clips:
                require_clip_error(certificate, polynomials, function)
            elif not all(stays_within(claim, p, outer, found, 1 - error, 1 + error, function.root)):
                refuse(claim, error, above(max(1 - found[1][0], found[1][1] - 1)))
        outer, inner = (max(found[0][0], c), min(found[0][1], d)), found[1]


def require_within(claim, p, interval, found, c, d, root):
    above_c, below_d = stays_within(claim, p, interval, found, c, d, root)
    if not above_c:
        refuse(claim + ": smaller values occur", c, below(found[1][0]))
    if not below_d:
        refuse(claim + ": larger values occur", d, above(found[1][1]))


def ends(interval):
    return Fraction(interval["lower"]), Fraction(interval["upper"])


def exact(step):
    return expansion(step["plan"]) if "plan" in step else list(map(Fraction, step["coefficients"]))


def expansion(plan):
    """The coefficients of x, x^(root + 1), ... that a plan gives: M_k are polynomials in y = x^root."""
    m = [[Fraction(1)], [-Fraction(plan["shift"]), Fraction(plan["scale"])]]

    def combination(factors):
        total = [Fraction(0)]
        for factor, matrix in zip(factors, m):
            total = plus(total, [Fraction(factor) * c for c in matrix])
        return total

    for product in plan["products"]:
        both = times(combination(product["left"]), combination(product["right"]))
        m.append(plus(both, combination(product.get("add", []))))
    return plus([Fraction(plan["identity"])], combination(last(plan)))


def last(plan):
    return plan.get("last", [0.0] * (len(plan["products"]) + 1) + [1.0])


# The format: what reads a value takes its place and the value, and gives the value; what is wrong is a ValueError.


def require(holds, place, problem):
    if not holds:
        raise ValueError("%s: %s" % (place, problem))


def number(holds=lambda x: True, what="a number"):
    def read(place, x):
        require(isinstance(x, float) and holds(x), place, "expected %s, found %.99r" % (what, x))
        return x

    return read


def integer(holds, what):
    return number(lambda x: x == int(x) and holds(x), what)


def text(pattern, what="a string"):
    def read(place, x):
        require(isinstance(x, str) and re.fullmatch(pattern, x, re.DOTALL), place, "expected %s, found %.99r" % (what, x))
        return x

    return read


def choice(*ids):
    return text("|".join(ids), "one of " + ", ".join(ids))


def array(element, least=0, most=math.inf):
    def read(place, x):
        require(isinstance(x, list) and least <= len(x) <= most, place, "expected an array of %s to %s" % (least, most))
        return [element("%s[%d]" % (place, i), e) for i, e in enumerate(x)]

    return read


def record(required, optional, check=lambda place, x: None):
    def read(place, x):
        require(isinstance(x, dict), place, "expected an object")
        for name in required:
            require(name in x, place + "." + name, "missing")
        known = {**required, **optional}
        for name in x:
            require(name in known, "%s.%.99r" % (place, name), "unknown field")
        x = {name: known[name](place + "." + name, field) for name, field in x.items()}
        check(place, x)
        return x

    return read


def check_interval(place, x):
    require(x["lower"] <= x["upper"], place, "lower exceeds upper")


def check_step(place, step):
    c, bits = step["coefficients"], step["coefficientsHex"]
    require(len(c) == len(bits), place, "coefficients and coefficientsHex are not as many")
    zero = [x == 0 and not re.match("[-+]?0[xX][0.]*[1-9a-fA-F]", h) for h, x in zip(bits, c)]
    same = [float.fromhex(h).hex() for h in bits] == [x.hex() for x in c] and zero == [x == 0 for x in c]
    require(same, place, "coefficients and coefficientsHex are not the same numbers")
    if "plan" in step:
        computed = expansion(step["plan"])
        computed += [Fraction(0)] * (plan_powers(step["plan"]) + 1 - len(computed))
        same = [float(x).hex() for x in computed] == [x.hex() for x in c]
        require(same, place, "the coefficients are not what the plan computes, rounded to nearest")


def plan_powers(plan):
    """The highest power of x^2 that a plan can give."""
    powers = [0, 1]

    def power(factors):
        return max((powers[i] for i in range(len(factors))), default=0)

    for product in plan["products"]:
        both = power(product["left"]) + power(product["right"])
        powers.append(min(1023, max(both, power(product.get("add", [])))))
    return power(last(plan))


def check_plan(place, plan):
    count = len(plan["products"])
    for k, product in enumerate(plan["products"]):
        require(max(map(len, product.values())) <= k + 2, place, "factors of matrices that are not computed before")
    require(len(last(plan)) <= count + 2, place, "factors of matrices that are not computed")
    require(plan_powers(plan) <= 511, place, "its degree exceeds 1023")
    bits = [0, max(binary_places(plan["scale"]), binary_places(plan["shift"]))]

    def places(factors):
        return max((binary_places(f) + bits[i] for i, f in enumerate(factors)), default=0)

    for product in plan["products"]:
        both = places(product["left"]) + places(product["right"])
        bits.append(min(20001, max(both, places(product.get("add", [])))))
    require(places(last(plan)) <= 20000, place, "its exact coefficients have more than 20000 decimals")


def binary_places(x):
    return Fraction(x).denominator.bit_length() - 1


def check_normalization(place, x):
    plain = x["factor"] == 1 and x["epsilon"] == 0
    require(x["norm"] != "none" or plain, place, "without a norm, factor is 1 and epsilon 0")


def check_safety(place, x):
    require(x["value"] != 1 or x["bakedInto"] == "none", place, "a safety factor of 1 is baked into no row")


def check_rounding(place, x):
    require(x["lowerSlack"] <= x["slack"], place, "lowerSlack exceeds slack")


def check_search(place, x):
    degrees = x["allowedDegrees"]
    require(all(c < d for c, d in zip([1.0] + degrees, degrees)), place, "allowed degrees ascend")
    require(("rows" in x) == ("columns" in x) == (x["measure"] != "products"), place, "operations have rows, columns")
    require("gramPrecision" not in x or x["form"] == "gram", place, "only the Gram form is restarted")
    plain = x["measure"] == "products" and x["form"] == "standard"
    require("rates" not in x or plain, place, "rates are of products, in the standard form")
    rated = [rate["precision"] for rate in x.get("rates", [])]
    require(len(set(rated)) == len(rated), place, "every format has one rate")
    require("budget" in x or "maximumError" in x, place, "expected a budget or a maximum error")


def check_design(place, x):
    require(x["lower"] < x["upper"], place, "lower is not below upper")
    require("band" not in x or x["band"]["lower"] > 0, place, "the band lies above 0")
    plain = max(x["degrees"]) <= 5 and x["cushion"] == 0 and x["safetyPlacement"] == "in-loop"
    require("rounding" not in x or plain, place, "with rounding: degrees up to 5, no cushion, in-loop")

    alone = x["cushion"] == 0 and x["safetyFactor"] == 1 and not {"band", "rounding", "coefficients"} & x.keys()
    require("trial" not in x or alone, place, "with trial: no cushion, safety factor, band, rounding or coefficients")


# The significant bits of each format.
ROUNDOFF_BITS = {"float64": 53, "float32": 24, "tfloat32": 11, "bfloat16": 8, "float16": 11}

# Of each runtime.
EPILOGUES = {"compiled": "fused", "pytorch": "addmm", "pytorch-cpu": "unfused", "loop": "unfused", "jax": "fused"}


def check_rules(place, x):
    wide = x.get("storage") == "float32"
    require(not wide or x["precision"] != "float64", place, "float64 is not stored in float32")
    if "runtime" in x:
        agrees = x["epilogue"] == EPILOGUES[x["runtime"]] and not wide
        require(agrees, place, "the runtime has another epilogue or storage")


def check_trial(place, x):
    check_rules(place, x)
    for precision in x.get("precisions", []):
        check_rules(place, {**x, "precision": precision})
        require(ROUNDOFF_BITS[precision] >= ROUNDOFF_BITS[x["precision"]], place, "a step in a coarser format")


def check_measured(place, x):
    check_rules(place, x)
    median, worst = x.get("medianError", math.inf), x.get("worstError", math.inf)
    require("worstError" not in x or median <= worst, place, "medianError exceeds worstError")


def check_provenance(place, x):
    blank = all(c.isspace() and c not in "\x85\xa0\u2007\u202f" for c in x["generator"])
    require(not blank, place + ".generator", "blank")


def check_table(place, x):
    count = len(x["steps"])
    require(len(x["certificate"]["steps"]) == count, place, "expected an image for each step")
    require(("root" in x) == (x["function"] == "inverse-root"), place, "a root goes with inverse-root, and only with it")
    require(("bound" in x) == (x["function"] == "clip"), place, "a bound goes with clip, and only with it")
    if "design" in x:
        require(x["design"]["lower"] > 0 or "bound" in x, place, "the design's lower end is positive")
    root = TableFunction(x).root
    for step in x["steps"]:
        require(root * (len(step["coefficients"]) - 1) + 1 == step["degree"], place, "not the coefficients of its degree")
    design = x.get("design", {"degrees": []})
    degrees = design["degrees"] + design.get("search", {"allowedDegrees": []})["allowedDegrees"]
    require(all((d - 1) % root == 0 for d in degrees), place, "degrees are 1 more than a multiple of %d" % root)
    if "bound" in x:
        check_clip(place, x)
    if "root" in x:
        inputs = [x["certificate"]["input"], *(step["interval"] for step in x["steps"] if "interval" in step)]
        require(all(interval["lower"] >= 0 for interval in inputs), place, "eigenvalues are not negative")
        require(not {"rounding", "trial"} & design.keys(), place, "designs for a precision are for the sign")
    if "design" in x:
        check_agreement(place, x["design"], x["steps"], x["conventions"])


def check_clip(place, x):
    conventions, design = x["conventions"], x.get("design")
    require(x["certificate"]["input"]["lower"] >= 0, place, "singular values that are clipped are not negative")
    alone = all(not {"interval", "designInterval", "error"} & step.keys() for step in x["steps"])
    require(alone, place, "a clip is fitted as a whole: its steps have no intervals and errors")
    plain = conventions["normalization"]["norm"] == "none" and conventions["tail"] == "stop"
    require(plain and conventions["safetyFactor"]["value"] == 1, place, "a clip has no norm, safety factor or tail")
    if design is not None:
        require(design["lower"] == 0 and design["upper"] == x["bound"], place, "a clip is designed for [0, bound]")
        more = {"band", "search", "rounding", "coefficients", "trial"} & design.keys()
        require(not more and design["cushion"] == 0 and design["safetyFactor"] == 1, place, "more than degrees and bound")


def agree(place, what, designed, found, same=lambda a, b: a == b):
    require(same(designed, found), place, "%s: %s in the design, %s found" % (what, designed, found))


def is_near(expected, value):
    return abs(value - expected) <= 1e-12 * expected


def agree_precisions(place, trial, steps):
    """The formats that the steps are run in: a step's own, where it is not coarser than the run's."""
    run = trial["precision"]
    designed = trial.get("precisions") or [run] * len(steps)
    own = [step.get("precision", run) for step in steps]
    found = [run if ROUNDOFF_BITS[run] > ROUNDOFF_BITS[p] else p for p in own]
    agree(place, "formats of the steps", designed, found)


def check_agreement(place, design, steps, conventions):
    """A design must not contradict the steps; their coefficients may have been edited since, and are not looked at."""
    degrees, cushion, safety = design["degrees"], design["cushion"], design["safetyFactor"]
    agree(place, "steps", len(degrees), len(steps))
    expected = {"value": safety, "bakedInto": "none" if safety == 1 else "all-but-last"}
    agree(place, "safety factor", expected, conventions["safetyFactor"])
    arithmetic = design.get("rounding", design.get("trial"))
    if arithmetic is not None and "precision" in conventions:
        agree(place, "precision", arithmetic["precision"], conventions["precision"])
    if "trial" in design and "runtime" in conventions:
        agree(place, "runtime", design["trial"].get("runtime"), conventions["runtime"])
    if "trial" in design:
        agree_precisions(place, design["trial"], steps)
    search = design.get("search", {"allowedDegrees": degrees})
    agree(place, "steps of the search", len(degrees), search.get("steps", len(degrees)))
    agree(place, "degrees of the search", degrees, search["allowedDegrees"], lambda d, all: set(d) <= set(all))
    for t, (degree, step) in enumerate(zip(degrees, steps), 1):
        agree(place, "degree of step %d" % t, degree, step["degree"])
        if "interval" not in step:
            continue
        found = step["interval"]["lower"], step["interval"]["upper"]
        asked, name = (design["lower"], design["upper"]), "interval of step %d" % t
        if arithmetic is not None:
            wider = lambda a, b: b[0] <= a[0] * (1 + 1e-12) and b[1] >= a[1] * (1 - 1e-12)
            agree(place, name, asked, found if t == 1 else asked, wider)
            continue
        if t == 1:
            agree(place, name, asked, found, lambda a, b: all(map(is_near, a, b)))
        own = step.get("designInterval", step["interval"])["lower"]
        agree(place, "cushioned lower end of step %d" % t, max(found[0], cushion * found[1]), own, is_near)


ANY, POSITIVE = number(), number(lambda x: x > 0, "a positive number")
NOT_NEGATIVE, FROM_ONE = number(lambda x: x >= 0, "0 or more"), number(lambda x: x >= 1, "1 or more")
COUNT = integer(lambda x: 1 <= x < 2**31, "an integer of 1 or more")
DEGREE = integer(lambda x: 1 <= x <= 1023, "a degree from 1 to 1023")
TEXT, NUMBERS = text(".*"), array(ANY)
PRECISION = choice(*ROUNDOFF_BITS)
HEXADECIMAL = text(r"[-+]?0[xX][0-9a-fA-F]+(\.[0-9a-fA-F]+)?[pP][-+]?[0-9]+", "a hexadecimal number")
INTERVAL = record({"lower": ANY, "upper": ANY}, {}, check_interval)
BRACKET = record({"lower": NOT_NEGATIVE, "upper": NOT_NEGATIVE}, {}, check_interval)
PRODUCT = record({"left": NUMBERS, "right": NUMBERS}, {"add": NUMBERS})
PLAN = record(
    {"scale": ANY, "shift": ANY, "identity": ANY, "products": array(PRODUCT, 0, 511)}, {"last": NUMBERS}, check_plan
)
STEP = record(
    {"degree": DEGREE, "coefficients": NUMBERS, "coefficientsHex": array(HEXADECIMAL)},
    {"interval": INTERVAL, "designInterval": INTERVAL, "error": BRACKET, "precision": PRECISION, "plan": PLAN},
    check_step,
)
CONVENTIONS = record(
    {
        "normalization": record(
            {"norm": choice("frobenius", "trace", "infinity", "schatten-4", "none"), "factor": POSITIVE, "epsilon": NOT_NEGATIVE}, {}, check_normalization
        ),
        "safetyFactor": record(
            {"value": FROM_ONE, "bakedInto": choice("none", "all-but-last", "all")}, {}, check_safety
        ),
        "tail": choice("stop", "repeat-last"),
    },
    {"precision": PRECISION, "runtime": choice(*EPILOGUES)},
)
ROUNDING = record(
    {
        "precision": PRECISION,
        "rows": COUNT,
        "columns": COUNT,
        "coherence": FROM_ONE,
        "slack": number(lambda x: 0 < x <= 1e6, "above 0, at most 1e6"),
        "lowerSlack": POSITIVE,
    },
    {},
    check_rounding,
)
SEARCH = record(
    {
        "allowedDegrees": array(DEGREE, 1),
        "measure": choice("products", "operations", "symmetric-operations"),
        "form": choice("standard", "gram"),
    },
    {
        "steps": COUNT,
        "rows": COUNT,
        "columns": COUNT,
        "gramPrecision": PRECISION,
        "budget": POSITIVE,
        "maximumError": NOT_NEGATIVE,
        "rates": array(record({"precision": PRECISION, "rate": POSITIVE}, {}), 1, 5),
    },
    check_search,
)
EPILOGUE, SEED = choice("fused", "addmm", "unfused"), integer(lambda x: -(2**31) <= x < 2**31, "a 32-bit integer")
MATRICES = integer(lambda x: 1 <= x <= 1000, "an integer from 1 to 1000")
SHAPES = array(record({"rows": COUNT, "columns": COUNT}, {}), 1)
RUNS = {"precision": PRECISION, "epilogue": EPILOGUE, "shapes": SHAPES, "matrices": MATRICES, "seed": SEED}
RULES = {"storage": choice("format", "float32"), "runtime": choice(*EPILOGUES)}
TRIAL = record(
    {**RUNS, "room": number(lambda x: 0 <= x <= 1, "in [0, 1]")}, {**RULES, "precisions": array(PRECISION)}, check_trial
)
MEASURED = record(
    {**RUNS, "kinds": array(choice("geometric", "uniform", "dominant", "gaussian"), 1)},
    {
        **RULES,
        "worstError": NOT_NEGATIVE,
        "medianError": NOT_NEGATIVE,
        "structured": record({"matrices": COUNT}, {"largest": NOT_NEGATIVE}),
    },
    check_measured,
)
DESIGN = record(
    {
        "degrees": array(DEGREE, 1),
        "lower": NOT_NEGATIVE,
        "upper": POSITIVE,
        "cushion": number(lambda x: 0 <= x < 1, "in [0, 1)"),
        "safetyFactor": FROM_ONE,
        "safetyPlacement": choice("in-loop", "post-hoc"),
    },
    {
        "band": INTERVAL,
        "search": SEARCH,
        "rounding": ROUNDING,
        "coefficients": choice("bfloat16", "float16", "tfloat32", "float32", "decimal:([1-9]|1[0-7])"),
        "trial": TRIAL,
    },
    check_design,
)
CERTIFICATE = record(
    {
        "input": INTERVAL,
        "output": INTERVAL,
        "worstCaseError": NOT_NEGATIVE,
        "steps": array(record({"image": INTERVAL}, {})),
    },
    {"signSafeUpper": NOT_NEGATIVE},
)
BOUND = number(lambda x: 1 < x < 2**100, "above 1 and below 2^100")
TABLE_FIELDS = {
    "$schema": choice(r"coefficient-table-v1\.schema\.json"),
    "formatVersion": number(lambda x: x == 1, "1"),
    "name": text("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", "a name"),
    "function": choice("sign", "inverse-root", "clip"),
    "steps": array(STEP, 1, 10000),
    "conventions": CONVENTIONS,
    "certificate": CERTIFICATE,
    "provenance": record({"generator": TEXT}, {"source": TEXT}, check_provenance),
}
TABLE = record(
    TABLE_FIELDS,
    {
        "root": integer(lambda x: 1 <= x <= 16, "an integer from 1 to 16"),
        "bound": BOUND,
        "description": TEXT,
        "design": DESIGN,
        "measured": MEASURED,
    },
    check_table,
)


def check_part(place, x):
    root = {"side": None, "divisor": 2.0}[x["role"]]
    function = "sign" if root is None else "inverse-root"
    require(x["function"] == function and x.get("root") == root, place, "the part is for another function")
    for step in x["steps"]:
        require(2 * len(step["coefficients"]) - 1 == step["degree"], place, "not the coefficients of its degree")
        require(root is None or step.get("interval", {"lower": 0})["lower"] >= 0, place, "eigenvalues are not negative")


def check_formula(place, x):
    clips, softens = x["function"] != "psd", x["function"] == "soft-threshold"
    require(("bound" in x) == clips, place, "a bound goes with singular values, and only with them")
    require(("threshold" in x) == softens, place, "a threshold goes with soft-threshold, and only with it")
    require(not clips or 1 < x["bound"] / x.get("threshold", 1) < 2**100, place, "the bound is not above the threshold, or 1")
    roles = ["side", "divisor"] if clips else ["side"]
    require([part["role"] for part in x["parts"]] == roles, place, "the parts are " + ", ".join(roles))
    lower = x["certificate"]["input"]["lower"]
    require(lower >= 0 or not clips, place, "singular values are not negative")


PART = record(
    {
        "role": choice("side", "divisor"),
        "function": choice("sign", "inverse-root"),
        "steps": array(
            record(
                {"degree": DEGREE, "coefficients": NUMBERS, "coefficientsHex": array(HEXADECIMAL)},
                {"interval": INTERVAL, "plan": PLAN},
                check_step,
            ),
            1,
            10000,
        ),
    },
    {"root": number()},
    check_part,
)
FORMULA = record(
    {
        **{name: TABLE_FIELDS[name] for name in ("$schema", "formatVersion", "name", "provenance")},
        "function": choice("clip", "soft-threshold", "psd"),
        "parts": array(PART, 1, 2),
        "certificate": record({"input": INTERVAL, "worstCaseError": NOT_NEGATIVE}, {}),
    },
    {"bound": POSITIVE, "threshold": POSITIVE, "description": TEXT, "design": record({"budget": COUNT}, {})},
    check_formula,
)


def once(pairs):
    """An object, whose fields must be different ones."""
    names = [name for name, _ in pairs]
    require(len(set(names)) == len(names), ", ".join(sorted(names))[:99], "a field occurs twice")
    return dict(pairs)


def real(digits):
    x = float(digits) if len(digits) <= 1000 else math.inf
    beyond = not math.isfinite(x) or x == 0 and re.match("-?[0.]*[1-9]", digits)
    require(not beyond, digits[:99], "too long, or beyond binary64")
    return x


def read(data):
    require(len(data) <= 16 << 20, "table", "longer than 16 MiB")
    table = json.loads(
        data.decode("utf-8"), object_pairs_hook=once, parse_int=real, parse_float=real, parse_constant=real
    )
    table = (FORMULA if isinstance(table, dict) and "parts" in table else TABLE)("table", table)
    for words in table.get("description", ""), *table["provenance"].values():
        words.encode("utf-8")  # no unpaired surrogates
    return table


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("usage: check_certificate.py TABLE.json", file=sys.stderr)
        sys.exit(2)
    try:
        with open(0 if sys.argv[1] == "-" else sys.argv[1], "rb") as table_file:
            everything = read(table_file.read((16 << 20) + 1))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as e:
        print("malformed: %s: %s" % (type(e).__name__, e))
        sys.exit(3)
    unsettled = prove(everything)
    print("proved" + ("" if not unsettled else "; not settled: the errors of steps " + ", ".join(map(str, unsettled))))
