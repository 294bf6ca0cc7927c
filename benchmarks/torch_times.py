"""Times PyTorch's compiled version of a schedule for gpu-run, in lines that GpuTimes reads:

    python3 torch_times.py STEPS_FILE PRECISION,... ROWSxCOLUMNS,... ORDER_OF_LARGE_PRODUCT

WHO PRECISION WHAT ROWS COLUMNS SECONDS, where WHO is `torch` for X <- aX + (bA + cA@A)@X as Muon's authors write it
and `torch-addmm` for the same with every sum in the epilogue of a product. Both act on the smaller side and are
compiled; the normalization is left out, as it is with Alternant.
"""

import statistics
import sys

import torch

WARM_UPS = 3
SAMPLES = 5
LEAST_SECONDS = 5e-3
MOST_CALLS = 20
DTYPES = {"float64": torch.float64, "float32": torch.float32, "tfloat32": torch.float32,
          "bfloat16": torch.bfloat16, "float16": torch.float16}


def plain(x, steps):
    for a, b, c in steps:
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def addmm(x, steps):
    for a, b, c in steps:
        gram = x @ x.mT
        polynomial = torch.addmm(gram, gram, gram, beta=b, alpha=c)
        x = torch.addmm(x, polynomial, x, beta=a)
    return x


def seconds(call):
    """The device's time of a call: the median of means over calls without the host in between."""
    for _ in range(WARM_UPS):
        call()

    def sample(calls):
        begun, ended = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begun.record()
        for _ in range(calls):
            call()
        ended.record()
        ended.synchronize()
        return begun.elapsed_time(ended) * 1e-3 / calls

    calls = max(1, min(MOST_CALLS, round(LEAST_SECONDS / sample(1))))
    return statistics.median(sample(calls) for _ in range(SAMPLES))


def main(steps_file, precisions, shapes, order):
    order = int(order)
    with open(steps_file) as file:
        steps = [tuple(map(float, line.split())) for line in file]
    peers = {"torch": torch.compile(plain, dynamic=False), "torch-addmm": torch.compile(addmm, dynamic=False)}
    torch._dynamo.config.recompile_limit = 1000
    torch.manual_seed(1)
    for precision in precisions.split(","):
        dtype = DTYPES[precision]
        torch.backends.cuda.matmul.allow_tf32 = precision == "tfloat32"
        x = torch.randn(order, order, device="cuda").to(dtype)
        y = torch.empty_like(x)
        print("torch", precision, "product", order, order, seconds(lambda: torch.mm(x, x, out=y)), flush=True)
        for shape in shapes.split(","):
            rows, columns = map(int, shape.split("x"))
            x = torch.randn(rows, columns, device="cuda")
            x = (x / (1.02 * x.norm())).to(dtype)
            x = x.mT.contiguous() if rows > columns else x
            for name, function in peers.items():
                print(name, precision, "standard", rows, columns, seconds(lambda: function(x, steps)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
