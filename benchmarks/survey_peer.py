"""What `alternant survey` computes first, by NumPy alone: the singular values of bfloat16 matrices over their Frobenius norm.

    survey_peer.py FILE.safetensors
"""

import json
import struct
import sys

import numpy as np


def matrices(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = 8 + length
        for name, tensor in header.items():
            if name == "__metadata__":
                continue
            rows, columns = tensor["shape"]
            file.seek(data + tensor["data_offsets"][0])
            bits = np.frombuffer(file.read(2 * rows * columns), dtype="<u2").astype(np.uint32) << 16
            yield bits.view(np.float32).astype(np.float64).reshape(rows, columns)


def main():
    values = [np.linalg.svd(x / np.linalg.norm(x), compute_uv=False) for x in matrices(sys.argv[1])]
    print(len(values), "matrices, 1 % below", np.quantile(np.concatenate(values), 0.01))


if __name__ == "__main__":
    main()
