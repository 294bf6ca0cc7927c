"""Writes the .npy fixtures of NpyReaderTest with NumPy: python3 make_fixtures.py"""

import numpy as np
from numpy.lib import format

A = np.array([[1.5, -2.25, 0.0], [4.0, 1e-3, -6.0]])

for dtype in ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8"):
    name = {"<": "little", ">": "big"}[dtype[0]] + dtype[1:]
    np.save(f"{name}-c.npy", A.astype(dtype))
    np.save(f"{name}-fortran.npy", np.asfortranarray(A.astype(dtype)))
for version in ((2, 0), (3, 0)):
    with open(f"version{version[0]}.npy", "wb") as file:
        format.write_array(file, A, version=version)
np.save("object.npy", np.array([[1, "a"]], dtype=object))
np.save("structured.npy", np.zeros((2, 2), dtype=[("a", "<f4")]))
np.save("vector.npy", A[0])
np.save("scalar.npy", np.float64(3))
np.save("cube.npy", np.zeros((2, 2, 2)))
B = np.arange(24.0).reshape(2, 3, 4)
np.save("batch-c.npy", B)
np.save("batch-fortran.npy", np.asfortranarray(B))
np.save("empty.npy", np.zeros((0, 5)))
np.save("integer.npy", np.zeros((2, 2), dtype="<i8"))
np.save("complex.npy", np.zeros((2, 2), dtype="<c16"))
