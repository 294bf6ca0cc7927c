#!/usr/bin/env python3
"""Differentiable square roots side by side: exported ones, and those of Song, Sebe and Wang, *Fast
Differentiable Matrix Square Root* (ICLR 2022): Taylor polynomial of degree 10, Pade approximant [5/5],
and 8 Newton-Schulz steps for the gradient.

Usage: python3 benchmarks/square_roots.py MODULE.py ...   (needs PyTorch)
Each MODULE is from `alternant export TABLE --to pytorch --function sqrt -o MODULE.py`.
"""
import importlib.util
import math
import re
import sys

import torch

torch.manual_seed(0)


def normalized(a):
    norm = torch.linalg.matrix_norm(a, keepdim=True)
    return a / norm, norm.sqrt()


def taylor(a):
    m, scale = normalized(a)
    eye = torch.eye(a.size(-1), dtype=a.dtype).expand_as(a)
    power, total, coefficient = eye, eye, 1.0
    for k in range(1, 11):  # sqrt(1 - z) = 1 - z/2 - z^2/8 - ...
        coefficient *= (k - 1.5) / k
        power = power @ (eye - m)
        total = total + coefficient * power
    return scale * total


def pade(a):
    m, scale = normalized(a)
    power = torch.eye(a.size(-1), dtype=a.dtype).expand_as(a)
    above, below = power, 11 * power
    for k in range(1, 6):
        power = power @ m
        above, below = above + math.comb(11, 2 * k) * power, below + math.comb(11, 2 * k + 1) * power
    return scale * torch.linalg.solve(below, above)


def newton_schulz_gradient(y, g, steps=8):
    eye = torch.eye(y.size(-1), dtype=y.dtype)
    b, c = y, g
    for _ in range(steps):
        b2, d = b @ b, b @ c - c @ b
        b, c = b @ (3 * eye - b2) / 2, (c @ (3 * eye - b2) - b @ d) / 2
    return c / 2


def exact(a):
    values, vectors = torch.linalg.eigh(a)
    return (vectors * values.clamp_min(0).sqrt().unsqueeze(-2)) @ vectors.mT


def load(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    head = open(path).read()
    name = re.search(r"^# table +(\S+):", head, re.M).group(1)
    products = re.search(r"take (\d+) products of two matrices, the gradient (\d+) more", head)
    return module, name, int(products.group(1)), int(products.group(2))


def main(paths):
    modules = [load(path) for path in paths]
    for samples in (128, 64):
        x = torch.randn(64, 64, samples, dtype=torch.float64)
        covariances = x @ x.mT / samples
        reference = exact(covariances)
        print(f"64 covariances 64x64 of {samples} samples in float32: mean of |Y - sqrt(A)|_F / |sqrt(A)|_F")
        methods = [("Taylor, degree 10", "10", taylor), ("Pade [5/5]", "4 + a solve", pade)]
        methods += [(name, str(products), module.sqrt) for module, name, products, _ in modules]
        for name, products, method in methods:
            difference = method(covariances.float()).double() - reference
            error = (difference.flatten(1).norm(dim=1) / reference.flatten(1).norm(dim=1)).mean()
            print(f"  {name:40} {products:>12} products  {error:.2g}")
    print("gradients, square roots' eigenvalues in [low, 1], float64: worst relative error of a component")
    for low in (0.1, 0.0316, 0.01):
        y = torch.logspace(math.log10(low), 0, 64, dtype=torch.float64)
        vectors = torch.linalg.qr(torch.randn(64, 64, dtype=torch.float64))[0]
        root = (vectors * y) @ vectors.mT
        g = torch.ones(64, 64, dtype=torch.float64)
        g = vectors @ g @ vectors.mT

        def error(w):
            return float((vectors.mT @ w @ vectors * (y[:, None] + y) - 1).abs().max())

        print(f"  low {low:<8} Newton-Schulz, 8 steps {'48':>6} products  {error(newton_schulz_gradient(root, g)):.2g}")
        for module, name, _, products in modules:
            rows = getattr(module, "PLANS", None) or module.COEFFICIENTS
            found = module._lyapunov(root, g, rows)
            print(f"  {'':12} {name:30} {products} products  {error(found):.2g}")


if __name__ == "__main__":
    main(sys.argv[1:])
