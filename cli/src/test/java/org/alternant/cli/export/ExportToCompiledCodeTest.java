package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Test;

/// Exports for compilers and for JavaScript, compiled and run.
class ExportToCompiledCodeTest extends ExportRunBase {

  @Test
  void c() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "c", "table.h", "--precision", precision);
        gcc.run(folder, compilation("c99", "c", identifier(table)));
        run("./check");
        gcc.run(folder, compilation("c++14", "c++", identifier(table)));
        run("./check");
      }
    }
  }

  /// Added up in binary32, this many ones are no more than 2²⁴.
  @Test
  void normsOfLargeMatricesAreRight() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    CoefficientTable unit =
        table("unit", Tail.STOP, Normalization.FROBENIUS, List.of(List.of(1.0)));
    Files.write(folder.resolve("unit.json"), TableWriter.write(unit));
    export(unit, "c", "table.h", "--precision", "float32");
    Files.writeString(
        folder.resolve("large.c"),
        """
        #include <stdlib.h>
        #include "table.h"
        int main(void) {
          int n = 3 << 23;
          float *x = malloc(n * sizeof *x), *work = malloc(unit_work_size(1, n) * sizeof *work);
          for (int k = 0; k < n; k++) x[k] = 1;
          return unit_orthogonalize(x, 1, n, 1, work) || !(fabs(x[0] * sqrt(n) - 1) < 1e-6);
        }
        """);
    gcc.run(folder, "-O2", "large.c", "-o", "check", "-lm");
    ExternalTool.at(folder.resolve("./check")).run(folder);
  }

  /// The same header on the host, compiled as plain C++.
  @Test
  void cudaOnTheHost() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "cuda", "table.h", "--precision", precision);
        gcc.run(folder, compilation("c++14", "c++", identifier(table)));
        run("./check");
      }
    }
  }

  /// Compiled for the device too where nvcc exists; the program says whether there was a device.
  @Test
  void cudaWhereNvccIs() throws IOException, InterruptedException {
    Optional<ExternalTool> nvcc = ExternalTool.find("nvcc");
    assumeTrue(nvcc.isPresent(), "no nvcc on the PATH");
    for (CoefficientTable table : List.of(tables.get(0), tables.get(3))) {
      export(table, "cuda", "table.h");
      nvcc.orElseThrow()
          .run(
              folder,
              "-Werror",
              "all-warnings",
              "-x",
              "cu",
              "-D" + identifier(table) + "_TEST",
              "table.h",
              "-o",
              "check");
      System.out.println("CUDA, " + table.name() + ": " + run("./check").strip());
    }
  }

  private String run(String program) throws IOException, InterruptedException {
    String out = ExternalTool.at(folder.resolve(program)).run(folder);
    assertTrue(out.contains("agrees within"), out);
    return out;
  }

  @Test
  void rust() throws IOException, InterruptedException {
    ExternalTool rustc = ExternalTool.named("rustc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "rust", "table.rs", "--precision", precision);
        rustc.run(
            folder, "--edition", "2021", "-D", "warnings", "--test", "table.rs", "-o", "check");
        String out = ExternalTool.at(folder.resolve("check")).run(folder);
        assertTrue(out.contains("1 passed"), out);
      }
    }
  }

  @Test
  void javascript() throws IOException, InterruptedException {
    ExternalTool node = ExternalTool.named("node");
    StringBuilder driver = new StringBuilder();
    for (int i = 0; i < tables.size(); i++) {
      export(tables.get(i), "javascript", "m" + i + ".mjs");
      driver.append(
          "import * as m%d from './m%d.mjs';\nconsole.log(m%d.selfCheck());\n".formatted(i, i, i));
    }
    Files.writeString(folder.resolve("driver.mjs"), driver);
    String out = node.run(folder, "driver.mjs");
    assertEquals(
        tables.size(), out.lines().filter(l -> l.startsWith("agrees within")).count(), out);
  }

  /// The self-check would notice: a coefficient that is off in its ninth digit fails it.
  @Test
  void wrongCoefficientFailsTheSelfCheckInC() throws IOException, InterruptedException {
    Path header = export(tables.getFirst(), "c", "table.h");
    Files.writeString(header, Files.readString(header).replace("3.285753657", "3.285753658"));
    ExternalTool.named("gcc").run(folder, compilation("c99", "c", "NANOCHAT_5"));
    assertEquals(1, ExternalTool.at(folder.resolve("check")).end(folder).status());
  }
}
