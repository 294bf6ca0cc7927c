package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.cli.Run;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Exports of roots of positive definite matrices, in Python.
class ExportRootsTest extends ExportRunBase {

  /// Matrices with eigenvalues from 0.04 to 2, and their powers by an eigendecomposition.
  private static final String MATRICES =
      """
      import importlib, numpy as np
      random = np.random.default_rng(3)
      q = np.linalg.qr(random.standard_normal((2, 3, 6, 6)))[0]
      values = np.linspace(0.04, 2, 6)
      batch = (q * values) @ np.swapaxes(q, -1, -2)
      def power(a, exponent):
          values, q = np.linalg.eigh(a)
          return (q * values[..., None, :]**exponent) @ np.swapaxes(q, -1, -2)
      def error(found, exact):
          return float(np.max(np.abs(np.asarray(found) - exact)) / np.max(np.abs(exact)))
      def refuses(kind, words, function, *arguments, **more):
          try:
              function(*arguments, **more)
          except kind as e:
              assert words in str(e), e
          else:
              raise AssertionError(words)
      """;

  private static final Pattern PRODUCTS =
      Pattern.compile(
          "steps? takes? (\\d+) products? of two matrices(?:, the norm (1) more)?(?:, the gradient"
              + " (\\d+) more)?");

  @BeforeEach
  void designTables() throws IOException {
    write(RootTables.all());
    design("fourth", "4", "17,17,17");
    design("second", "2", "9,9,9,9");
  }

  private void design(String name, String root, String degrees) {
    Run run =
        Run.of(
            "design",
            "--function",
            "inverse-root",
            "--root",
            root,
            "--lower",
            "0.01",
            "--degrees",
            degrees,
            "-o",
            folder.resolve(name + ".json").toString());
    assertEquals(0, run.status(), run.err());
  }

  private String module(String table, String target, String function) {
    String module = (table + "_" + target + "_" + function).replace('-', '_').replace('.', '_');
    Run run =
        Run.of(
            "export",
            folder.resolve(table + ".json").toString(),
            "--to",
            target,
            "--function",
            function,
            "--with-test",
            "--force",
            "-o",
            folder.resolve(module + ".py").toString());
    assertEquals("", run.err());
    return module;
  }

  /// All roots and their self-checks, in one process.
  private void check(ExternalTool python, List<String> modules, String more)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("driver.py"),
        MATRICES
            + "for name in "
            + modules.stream().map(m -> "'" + m + "'").toList()
            + ":\n    importlib.import_module(name).self_check()\n"
            + more);
    String out = python.run(folder, "driver.py");
    assertEquals(modules.size(), out.lines().filter(line -> line.contains("agree")).count(), out);
  }

  private List<String> modules(String target) throws IOException {
    List<String> modules = new ArrayList<>();
    for (CoefficientTable table : RootTables.all()) {
      modules.add(module(table.name(), target, "inverse-root"));
    }
    return modules;
  }

  private List<String> squareRoots(String target) throws IOException {
    List<String> modules = new ArrayList<>();
    for (CoefficientTable table : RootTables.square()) {
      modules.add(module(table.name(), target, "sqrt"));
      modules.add(module(table.name(), target, "invsqrt"));
    }
    return modules;
  }

  @Test
  void python() throws IOException, InterruptedException {
    check(ExternalTool.pythonWith("numpy"), modules("python"), "");
  }

  @Test
  void numpy() throws IOException, InterruptedException {
    List<String> modules = modules("numpy");
    modules.add(module("fourth", "numpy", "inverse-root"));
    check(
        ExternalTool.pythonWith("numpy"),
        modules,
        """
        from fourth_numpy_inverse_root import inverse_root
        assert error(inverse_root(batch), power(batch, -1/4)) < 1e-10
        assert error(inverse_root(batch[0, 0]), power(batch[0, 0], -1/4)) < 1e-10
        for size in 1e250, 1e-250, 8e307:
            assert error(inverse_root(size * batch), size**-0.25 * power(batch, -1/4)) < 1e-10
        single = inverse_root(batch.astype(np.float32))
        assert single.dtype == np.float32 and error(single, power(batch, -1/4)) < 1e-4
        damped = batch + 0.1 * np.linalg.norm(batch, axis=(-2, -1), keepdims=True) * np.eye(6)
        assert error(inverse_root(batch, damping=0.1), power(damped, -1/4)) < 1e-10
        skew = batch + np.triu(np.ones((6, 6)), 1) - np.tril(np.ones((6, 6)), -1)
        assert error(inverse_root(skew), inverse_root(batch)) < 1e-12
        for shape in (3,), (2, 3), (0, 0):
            refuses(ValueError, "square matrices", inverse_root, np.ones(shape))
        refuses(TypeError, "floating-point", inverse_root, np.eye(2, dtype=int))
        refuses(ValueError, "at least one step", inverse_root, batch, steps=0)
        refuses(ValueError, "damping", inverse_root, batch, damping=-1)
        """);
  }

  @Test
  void pytorch() throws IOException, InterruptedException {
    List<String> modules = modules("pytorch");
    modules.addAll(squareRoots("pytorch"));
    modules.add(module("fourth", "pytorch", "inverse-root"));
    modules.add(module("second", "pytorch", "sqrt"));
    modules.add(module("second", "pytorch", "invsqrt"));
    check(
        ExternalTool.pythonWith("torch"),
        modules,
        """
        import torch
        a = torch.tensor(batch)
        for name, exponent in (
            ("fourth_pytorch_inverse_root", -1/4),
            ("second_pytorch_sqrt", 1/2),
            ("second_pytorch_invsqrt", -1/2),
        ):
            module = importlib.import_module(name)
            root = getattr(module, name.split("pytorch_")[1])
            assert error(root(a), power(batch, exponent)) < 1e-10
            assert error(root(a[0, 0]), power(batch[0, 0], exponent)) < 1e-10
            assert root(a[:0]).shape == a[:0].shape
            half = root(a.bfloat16())
            assert half.dtype == torch.bfloat16 and error(half.double(), power(batch, exponent)) < 0.2
            damped = batch + 0.1 * np.linalg.norm(batch, axis=(-2, -1), keepdims=True) * np.eye(6)
            assert error(root(a, damping=0.1), power(damped, exponent)) < 1e-10
            for shape in (3,), (2, 3), (0, 0):
                refuses(ValueError, "square matrices", root, torch.ones(shape))
            refuses(TypeError, "floating-point", root, torch.eye(2, dtype=torch.int64))
            refuses(ValueError, "at least one step", root, a, steps=0)
            refuses(ValueError, "damping", root, a, damping=-1)
            x = torch.tensor(batch[0, :2, :4, :4].copy(), requires_grad=True)
            torch.autograd.gradcheck(root, (x,))
            torch.autograd.gradcheck(lambda y: root(y, damping=0.1), (x,))
            torch.autograd.gradgradcheck(root, (x[0],))
        """);
  }

  /// The gradient of a table that is far from exact is that of the root within the error that the
  /// head states: by the eigendecomposition, of the normalized matrix.
  @Test
  void gradientIsWithinItsCertificate() throws IOException, InterruptedException {
    // Long: a program in Python.
    Run run =
        Run.of(
            "design",
            "--degree",
            "3",
            "--steps",
            "6",
            "--lower",
            "0.01",
            "-o",
            folder.resolve("cubic.json").toString());
    assertEquals(0, run.status(), run.err());
    for (String function : List.of("sqrt", "invsqrt")) {
      String module = module("cubic", "pytorch", function);
      Matcher stated =
          Pattern.compile("component has a relative error of at most (\\S+)")
              .matcher(Files.readString(folder.resolve(module + ".py")));
      assertTrue(stated.find());
      double bound = Double.parseDouble(stated.group(1));
      assertTrue(bound > 1e-6 && bound < 0.1, stated::group);
      Files.writeString(
          folder.resolve("gradient.py"),
          MATRICES
              + """
              import torch
              module = importlib.import_module("%s")
              y = np.geomspace(0.01, 1, 40)
              q = np.linalg.qr(random.standard_normal((40, 40)))[0]
              a = torch.tensor((q * y**2) @ q.T, requires_grad=True)
              g = random.standard_normal((40, 40))
              g = g + g.T
              x = module._Root.apply(a, module.COEFFICIENTS)
              x.backward(torch.tensor(g))
              exact = (q.T @ g @ q) / (y[:, None] + y[None, :])
              exact = exact if "_sqrt" in module.__name__ else -exact / np.outer(y, y)
              off = np.max(np.abs(q.T @ a.grad.numpy() @ q / exact - 1))
              print(off)
              """
                  .formatted(module));
      double off =
          Double.parseDouble(ExternalTool.pythonWith("torch").run(folder, "gradient.py").strip());
      assertTrue(off <= bound * (1 + 1e-6) && off > bound / 10, off + " of " + bound);
    }
  }

  /// Products are counted where they are carried out, forward and backward.
  @Test
  void pytorchTakesTheProductsThatTheHeadStates() throws IOException, InterruptedException {
    // Long: a program in Python.
    List<String> modules = modules("pytorch");
    modules.addAll(squareRoots("pytorch"));
    Files.writeString(
        folder.resolve("count.py"),
        """
        import importlib, sys, torch
        from torch.utils._python_dispatch import TorchDispatchMode
        class Products(TorchDispatchMode):
            def __init__(self):
                super().__init__()
                self.count = 0
            def __torch_dispatch__(self, function, types, arguments=(), more=None):
                self.count += str(function).split(".")[1] in ("mm", "bmm", "addmm", "baddbmm")
                return function(*arguments, **(more or {}))
        for name in sys.argv[1:]:
            module = importlib.import_module(name)
            a = torch.tensor(module.TEST_INPUT, dtype=torch.float64, requires_grad=True)
            function = [getattr(module, f) for f in ("inverse_root", "sqrt", "invsqrt") if hasattr(module, f)]
            with Products() as forward:
                x = function[0](a)
            with Products() as backward:
                x.sum().backward()
            print(forward.count, backward.count)
        """);
    List<String> arguments = new ArrayList<>(List.of("count.py"));
    arguments.addAll(modules);
    List<String> counted =
        ExternalTool.pythonWith("torch")
            .run(folder, arguments.toArray(String[]::new))
            .lines()
            .toList();
    for (int i = 0; i < modules.size(); i++) {
      Matcher head = PRODUCTS.matcher(Files.readString(folder.resolve(modules.get(i) + ".py")));
      assertTrue(head.find(), modules.get(i));
      String[] counts = counted.get(i).split(" ", -1);
      int norm = head.group(2) == null ? 0 : 1;
      assertEquals(
          Integer.parseInt(head.group(1)) + norm, Integer.parseInt(counts[0]), modules.get(i));
      if (head.group(3) != null) {
        assertEquals(head.group(3), counts[1], modules.get(i));
      }
    }
  }

  /// Not demanded: JAX is in no Debian release; where a Python has it, it runs.
  @Test
  void jaxWhereItIs() throws IOException, InterruptedException {
    Optional<ExternalTool> python = ExternalTool.findPythonWith("jax");
    assumeTrue(python.isPresent(), "no Python with jax");
    List<String> modules = modules("jax");
    modules.addAll(squareRoots("jax"));
    modules.add(module("fourth", "jax", "inverse-root"));
    modules.add(module("second", "jax", "sqrt"));
    modules.add(module("second", "jax", "invsqrt"));
    check(
        python.orElseThrow(),
        modules,
        """
        import jax
        jax.config.update("jax_enable_x64", True)
        from jax.test_util import check_grads
        for name, exponent in (
            ("fourth_jax_inverse_root", -1/4),
            ("second_jax_sqrt", 1/2),
            ("second_jax_invsqrt", -1/2),
        ):
            module = importlib.import_module(name)
            root = getattr(module, name.split("jax_")[1])
            assert error(jax.jit(root)(batch), power(batch, exponent)) < 1e-10
            for shape in (3,), (2, 3), (0, 0):
                refuses(ValueError, "square matrices", root, np.ones(shape))
            refuses(TypeError, "floating-point", root, np.eye(2, dtype=int))
            check_grads(root, (jax.numpy.array(batch[0, :2, :4, :4]),), order=2, modes=["rev"])
        """);
  }

  @Test
  void otherTargetsNameThoseThatTakeRoots() {
    for (String target : List.of("torch-muon", "dion", "optax", "c", "cuda", "rust", "julia")) {
      Run run = Run.of("export", folder.resolve("fourth.json").toString(), "--to", target);
      assertEquals(3, run.status());
      assertTrue(
          run.err()
              .endsWith(
                  ": --to "
                      + target
                      + " does not take the function inverse-root; python, numpy, pytorch, jax,"
                      + " csv, markdown, latex do\n"),
          run.err());
    }
  }
}
