"""Runs the plans of a table in emulated arithmetic, written from the format's description alone and
with nothing but NumPy: a second opinion on the embedded arithmetic.

The argument is a table's file. A line of standard input is a job, its fields separated by tabs:

    precision  epilogue  storage  coefficients  count  rows  columns  input file  output file

Files hold matrices as raw little-endian float32. `storage` is format or float32, `coefficients`
exact or rounded.
"""

import json
import sys

import numpy as np

BITS = {"float32": 24, "tfloat32": 11, "bfloat16": 8, "float16": 11}


def rounded(x, precision):
    """x: float32, to nearest, ties to even, with subnormals; what overflows becomes infinite."""
    if precision == "float32":
        return x
    if precision == "float16":
        return x.astype(np.float16).astype(np.float32)
    wide = x.astype(np.float64)
    exponent = np.maximum(np.frexp(wide)[1], -125)  # The others are subnormal.
    unit = np.ldexp(1.0, exponent - BITS[precision])
    return (np.rint(wide / unit) * unit).astype(np.float32)


class Arithmetic:
    def __init__(self, precision, epilogue, storage, coefficients):
        self.precision = precision
        self.storage = "float32" if storage == "float32" or precision == "tfloat32" else precision
        self.epilogue = epilogue
        self.coefficients = coefficients

    def store(self, x):
        return rounded(x, self.storage)

    def factor(self, f):
        f = np.float32(f)
        return rounded(f, self.precision) if self.coefficients == "rounded" else f

    def matmul(self, a, b):
        return rounded(a, self.precision) @ rounded(b, self.precision)

    def scaled(self, f, m):
        return m if f == 1 else self.store(self.factor(f) * m)

    def combined(self, terms):
        """The sum of the factors times the matrices, stored."""
        if self.epilogue == "fused":
            return self.store(sum(self.factor(f) * m for f, m in terms))
        total = self.scaled(*terms[0])
        for term in terms[1:]:
            total = self.store(total + self.scaled(*term))
        return total

    def single(self, factors, matrices):
        terms = [(f, m) for f, m in zip(factors, matrices) if f != 0]
        return terms[0] if len(terms) == 1 else (1.0, self.combined(terms))

    def fused(self, alpha, a, b, beta, c):
        """alpha a b + beta c."""
        if self.epilogue != "unfused":
            total = self.factor(alpha) * self.matmul(a, b)
            return self.store(total + self.factor(beta) * c if beta else total)
        product = self.store(self.matmul(self.scaled(alpha, a), b))
        return self.store(product + self.scaled(beta, c)) if beta else product

    def gram(self, scale, x, shift, eye):
        if self.epilogue != "unfused":
            return self.fused(scale, x, x.T, -shift, eye)
        gram = self.scaled(scale, self.store(self.matmul(x, x.T)))
        return self.store(gram + self.scaled(-shift, eye)) if shift else gram

    def step(self, plan, x):
        eye = np.eye(len(x), dtype=np.float32)
        matrices = [eye, self.gram(plan["scale"], x, plan["shift"], eye)]
        for product in plan["products"]:
            alpha, a = self.single(product["left"], matrices)
            more, b = self.single(product["right"], matrices)
            beta, c = self.single(product["add"], matrices) if "add" in product else (0.0, eye)
            matrices.append(self.fused(alpha * more, a, b, beta, c))
        last = plan.get("last", [0.0] * (len(matrices) - 1) + [1.0])
        factor, polynomial = self.single(last, matrices)
        return self.fused(factor, polynomial, x, plan["identity"], x)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        steps = json.load(file)["steps"]
    for line in sys.stdin:
        *rules, count, rows, columns, source, target = line.rstrip("\n").split("\t")
        # A step's own format, where the run's is not finer.
        run, *how = rules
        formats = [step.get("precision", run) for step in steps]
        arithmetics = [Arithmetic(run if BITS[run] > BITS[own] else own, *how) for own in formats]
        results = []
        for x in np.fromfile(source, "<f4").reshape(int(count), int(rows), int(columns)):
            wide = len(x) <= x.shape[1]
            x = x if wide else x.T
            for arithmetic, step in zip(arithmetics, steps):
                x = arithmetic.step(step["plan"], arithmetic.store(x))
            results.append(x if wide else x.T)
        np.ascontiguousarray(results, dtype="<f4").tofile(target)


if __name__ == "__main__":
    main()
