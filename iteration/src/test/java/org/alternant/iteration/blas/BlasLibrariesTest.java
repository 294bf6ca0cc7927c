package org.alternant.iteration.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.run.Availability;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a BLAS is found, and what is said of one that is missing, broken or wrong.
class BlasLibrariesTest {

  @TempDir private Path folder;

  private BlasPlaces given(Path library) {
    return new BlasPlaces(library.toString(), false, List.of(), List.of());
  }

  private static BlasBackend backend(BlasPlaces places) {
    BlasLibraries.Search search = BlasLibraries.search(places);
    return new BlasBackend(() -> search);
  }

  /// The reasons but for the first, that there is no other, and the last, the advice.
  private static List<String> reasons(BlasPlaces places) {
    BlasBackend backend = backend(places);
    List<String> reasons =
        assertInstanceOf(Availability.Unavailable.class, backend.availability()).reasons();
    assertTrue(reasons.getFirst().startsWith("found no "), reasons::toString);
    assertTrue(reasons.getLast().contains("ALTERNANT_BLAS_PATH"), reasons::toString);
    assertEquals(Set.of(), backend.precisions());
    assertSame(EjmlAlgebra.INSTANCE, backend.algebra());
    return reasons.subList(1, reasons.size() - 1);
  }

  private Path library(String name, String source) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(name + ".c"), source);
    Path library = folder.resolve(name);
    ExternalTool gcc = ExternalTool.named("gcc");
    assertEquals(
        "", gcc.runQuietly(folder, "-shared", "-fPIC", "-o", library.toString(), file.toString()));
    return library;
  }

  @Test
  void withoutALibraryNothingIsComputed() {
    BlasPlaces nowhere = new BlasPlaces(null, false, List.of(), List.of());
    assertEquals(List.of(), reasons(nowhere));
    assertThrows(IllegalStateException.class, () -> backend(nowhere).arithmetic(Precision.FLOAT32));
  }

  @Test
  void whatIsNoLibraryIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("libopenblas.so"), "not a library");
    List<String> reasons = reasons(given(text));
    assertEquals(1, reasons.size());
    assertTrue(reasons.getFirst().startsWith(text.toString()), reasons::toString);
  }

  @Test
  void aLibraryOfSomethingElseIsNamed() throws IOException, InterruptedException {
    Path other = library("libother.so", "int f(void) { return 1; }");
    assertEquals(List.of(other + ": it has no function dgemm_"), reasons(given(other)));
  }

  @Test
  void aLibraryWithoutOneOfTheFunctionsIsNamed() throws IOException, InterruptedException {
    Path half = library("libhalf.so", "void dgemm_(void) {}");
    List<String> reasons = reasons(given(half));
    assertTrue(reasons.getFirst().contains("sgemm_"), reasons::toString);
  }

  @Test
  void aLibraryThatComputesWronglyIsNotTaken() throws IOException, InterruptedException {
    Path wrong =
        library(
            "libwrong.so",
            "void dgemm_(void) {} void sgemm_(void) {} void dsyrk_(void) {} void ssyrk_(void) {}");
    assertEquals(List.of(wrong + ": it computes wrong products"), reasons(given(wrong)));
  }

  /// Netlib's loops, in C: right, but without a name.
  private static final String UNNAMED =
      """
      #define GEMM(name, T) void name(char *ta, char *tb, int *m, int *n, int *k, T *alpha, T *a, \\
        int *lda, T *b, int *ldb, T *beta, T *c, int *ldc) { \\
        for (int j = 0; j < *n; j++) for (int i = 0; i < *m; i++) { T s = 0; \\
          for (int l = 0; l < *k; l++) s += a[i + l * *lda] * b[l + j * *ldb]; \\
          c[i + j * *ldc] = *alpha * s; } }
      #define SYRK(name, T) void name(char *u, char *t, int *n, int *k, T *alpha, T *a, int *lda, \\
        T *beta, T *c, int *ldc) { \\
        for (int j = 0; j < *n; j++) for (int i = j; i < *n; i++) { T s = 0; \\
          for (int l = 0; l < *k; l++) s += *t == 'N' ? a[i + l * *lda] * a[j + l * *lda] \\
            : a[l + i * *lda] * a[l + j * *lda]; \\
          c[i + j * *ldc] = *alpha * s; } }
      GEMM(sgemm_, float) GEMM(dgemm_, double) SYRK(ssyrk_, float) SYRK(dsyrk_, double)
      """;

  @Test
  void aLibraryThatDoesNotSayWhoseItIsIsTakenOnlyWhenGiven()
      throws IOException, InterruptedException {
    Path unnamed = library("libblas.so.3", UNNAMED);
    Availability.Available taken =
        assertInstanceOf(Availability.Available.class, backend(given(unnamed)).availability());
    assertEquals("an unnamed BLAS (" + unnamed + "; no LAPACK, EJML decomposes)", taken.device());
    Path conda = folder.resolve("conda");
    Files.createDirectories(conda.resolve("lib"));
    Files.copy(unnamed, conda.resolve("lib/libblas.so.3"));
    List<String> reasons = reasons(new BlasPlaces(null, false, List.of(conda), List.of()));
    assertTrue(reasons.getFirst().contains("does not say whose it is"), reasons::toString);
  }

  /// Integers of 64 bits, and names as in SciPy's wheels.
  @Test
  void wheelsOfPythonAreFound() throws IOException, InterruptedException {
    Path wheel = folder.resolve("lib/python3.13/site-packages/numpy.libs");
    Files.createDirectories(wheel);
    String source =
        UNNAMED
                .replace("int *", "long *")
                .replace("sgemm_", "scipy_sgemm_64_")
                .replace("dgemm_", "scipy_dgemm_64_")
                .replace("ssyrk_", "scipy_ssyrk_64_")
                .replace("dsyrk_", "scipy_dsyrk_64_")
            + "char *scipy_openblas_get_config64_(void) { return \"OpenBLAS 0.3.99 USE64BITINT\"; }"
            + "char *scipy_openblas_get_corename64_(void) { return \"Abacus\"; }"
            + "int scipy_openblas_get_num_threads64_(void) { return 1; }";
    Path library = library("libscipy_openblas64_-0123.so", source);
    Path moved = Files.move(library, wheel.resolve(library.getFileName()));
    BlasPlaces places = BlasPlaces.of(_ -> null, Map.of("VIRTUAL_ENV", folder.toString())::get);
    BlasPlaces here = new BlasPlaces(null, false, List.of(), places.packages().subList(0, 1));
    assertEquals(List.of(moved.toString()), here.candidates());
    Availability.Available found =
        assertInstanceOf(Availability.Available.class, backend(here).availability());
    assertTrue(found.device().startsWith("OpenBLAS 0.3.99, Abacus, 1 thread ("), found::device);
  }

  @Test
  void nothingIsLookedForInTheCurrentFolder() {
    BlasPlaces places =
        BlasPlaces.of(
            Map.of("user.home", "relative")::get,
            Map.of("VIRTUAL_ENV", ".", "CONDA_PREFIX", "conda")::get);
    assertEquals(List.of(), places.environments());
    assertTrue(places.packages().stream().allMatch(Path::isAbsolute));
    for (String candidate : places.candidates()) {
      assertFalse(candidate.contains("/") && !candidate.startsWith("/"), candidate);
    }
  }
}
