"""Runs iterations in PyTorch on the CPU, as its users do: fused steps by torch.addmm as in
torch.optim.Muon, unfused ones by arithmetic on tensors.

A line of standard input is a job, its fields separated by tabs:

    precision  epilogue  count  rows  columns  input file  output file  a,b,c;a,b,c;...

Files hold matrices as raw little-endian float32, which are exact in the narrower formats. Prints a
line for each precision it meets: how its products are computed.

Not every torch on every CPU has matrix products that accumulate in float32 for every format: where
a probe shows that one is missing or rounds more often than once, the product is computed in
float32 and rounded by torch. torch 1.13 has none for float16, and for bfloat16 only by oneDNN, which
wants AVX-512 and more than 16 rows and columns.
"""

import sys

import torch

DTYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16}


def narrow_addmm(addend, left, right, beta, alpha):
    return torch.addmm(addend, left, right, beta=beta, alpha=alpha)


def wide_addmm(addend, left, right, beta, alpha):
    wide = torch.addmm(addend.float(), left.float(), right.float(), beta=beta, alpha=alpha)
    return wide.to(addend.dtype)


def narrow_matmul(left, right):
    return left @ right


def wide_matmul(left, right):
    return (left.float() @ right.float()).to(left.dtype)


def agrees(narrow, wide):
    """Whether two results are the same but for the order of accumulation, which shows in few entries."""
    try:
        return (narrow() != wide()).double().mean() < 0.01
    except RuntimeError:
        return False


def products(name):
    """addmm and matmul for a format."""
    generator = torch.Generator().manual_seed(1)
    a, b, c = (torch.randn(64, 64, generator=generator).to(DTYPES[name]) for _ in range(3))
    native = agrees(lambda: narrow_addmm(c, a, b, 3.9, -2.8), lambda: wide_addmm(c, a, b, 3.9, -2.8))
    native = native and agrees(lambda: narrow_matmul(a, b), lambda: wide_matmul(a, b))
    print(name, "products:", "in " + name if native else "in float32, rounded once")
    return (narrow_addmm, narrow_matmul) if native else (wide_addmm, wide_matmul)


def fused(addmm, matmul, x, a, b, c):
    gram = matmul(x, x.T)
    update = addmm(gram, gram, gram, b, c)
    return addmm(x, update, x, a, 1)


def scaled(factor, x):
    """factor * x, as on a GPU: torch 1.13 on the CPU would round the factor to the format of x."""
    return (factor * x.float()).to(x.dtype)


def unfused(addmm, matmul, x, a, b, c):
    gram = matmul(x, x.T)
    update = scaled(b, gram) + matmul(scaled(c, gram), gram)
    return scaled(a, x) + matmul(update, x)


def run(x, steps, step, addmm, matmul):
    tall = x.size(0) > x.size(1)
    if tall:
        x = x.T
    for coefficients in steps:
        x = step(addmm, matmul, x, *coefficients)
    return x.T if tall else x


def main():
    known = {}
    for line in sys.stdin:
        name, epilogue, count, rows, columns, source, target, table = line.rstrip("\n").split("\t")
        if name not in known:
            known[name] = products(name)
        step = {"fused": fused, "unfused": unfused}[epilogue]
        steps = [[float(c) for c in row.split(",")] for row in table.split(";")]
        with open(source, "rb") as file:
            batch = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
        batch = batch.reshape(int(count), int(rows), int(columns)).to(DTYPES[name])
        results = torch.stack([run(x, steps, step, *known[name]) for x in batch])
        with open(target, "wb") as file:
            file.write(results.float().contiguous().numpy().tobytes())


main()
