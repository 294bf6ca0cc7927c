package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.alternant.testing.ExternalTool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that PyTorch and NumPy themselves write, of an optimizer after real steps: every number is
/// the one that they read. Without them skipped with a printed reason; with `-Dexternal=required`
/// they fail.
class PythonCheckpointsTest {

  /// Each matrix in the files, and its entries in binary64.
  private static final String SCRIPT =
      """
      import numpy, torch
      torch.manual_seed(0)
      model = torch.nn.Sequential(torch.nn.Linear(7, 5), torch.nn.ReLU(), torch.nn.Linear(5, 3))
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
      for _ in range(3):
          optimizer.zero_grad()
          model(torch.randn(4, 7)).square().sum().backward()
          optimizer.step()
      state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": 3, "lr": 0.1, "none": None,
               "half": torch.randn(2, 3).half(), "brain": torch.randn(2, 3).bfloat16(), "double": torch.randn(2, 3).double(),
               "transposed": torch.randn(2, 3).t(), "slice": torch.randn(6, 7)[1:5, 2::2], "ids": torch.arange(6).view(2, 3),
               "convolution": torch.randn(2, 3, 2, 2)}
      torch.save(state, "c.pt")
      def show(name, x):
          print(name, *[repr(float(v)) for v in x.reshape(-1)])
      for name, x in model.state_dict().items():
          if x.ndim == 2: show("c.pt#model." + name, x)
      for i, one in optimizer.state_dict()["state"].items():
          if one["momentum_buffer"].ndim == 2: show(f"c.pt#optimizer.state.{i}.momentum_buffer", one["momentum_buffer"])
      for name in ("half", "brain", "double", "transposed", "slice", "convolution"):
          show("c.pt#" + name, state[name])
      arrays = {"a": numpy.arange(6.).reshape(2, 3) / 7, "fortran": numpy.asfortranarray(numpy.arange(6.).reshape(2, 3)),
                "big": numpy.arange(1, 7, dtype=">f4").reshape(2, 3), "half": numpy.arange(6, dtype="f2").reshape(3, 2),
                "vector": numpy.ones(3), "integers": numpy.ones((2, 2), int)}
      numpy.savez("n.npz", **arrays)
      numpy.savez_compressed("z.npz", **arrays)
      for file in ("n.npz", "z.npz"):
          for name in ("a", "fortran", "big", "half"): show(file + "#" + name, arrays[name])
      """;

  @Test
  void everyNumberIsTheOneThatPythonReads(@TempDir Path folder)
      throws IOException, InterruptedException {
    ExternalTool python = ExternalTool.pythonWith("torch");
    TreeMap<String, double[]> expected = new TreeMap<>();
    for (String line : python.run(folder, "-c", SCRIPT).lines().toList()) {
      String[] words = line.split(" ", -1);
      double[] numbers = new double[words.length - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(words[i + 1]);
      }
      expected.put(words[0], numbers);
    }
    TreeMap<String, double[]> found = new TreeMap<>();
    List<String> leftOut = new ArrayList<>();
    for (String file : List.of("c.pt", "n.npz", "z.npz")) {
      leftOut.addAll(
          NamedMatrices.read(
              folder.resolve(file),
              TensorSelection.ALL,
              named -> {
                DMatrixRMaj matrix = named.matrices().getFirst();
                found.put(named.label(), matrix.data);
              }));
    }
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, numbers) -> assertArrayEquals(numbers, found.get(name), name));
    assertEquals(
        List.of(
            "c.pt: left out 4 tensors of 1 dimension, 1 tensor of type LongStorage",
            "n.npz: left out 1 tensor of 1 dimension, 1 tensor of type <i8",
            "z.npz: left out 1 tensor of 1 dimension, 1 tensor of type <i8"),
        leftOut);
  }
}
