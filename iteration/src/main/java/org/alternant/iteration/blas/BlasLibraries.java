package org.alternant.iteration.blas;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Looks for a BLAS that computes rightly.
final class BlasLibraries {

  /// The result of the search.
  sealed interface Search {

    /// One of the candidates.
    ///
    /// @param algebra what it computes
    record Found(DenseAlgebra algebra) implements Search {}

    /// None of them.
    ///
    /// @param reasons everything that was tried, and what would help
    record NotFound(List<String> reasons) implements Search {

      public NotFound {
        reasons = List.copyOf(reasons);
      }
    }
  }

  private static final String NOT_THERE =
      ": cannot open shared object file: No such file or directory";

  private static final String ADVICE =
      "install OpenBLAS (apt-get install libopenblas0, or pip install scipy-openblas32), or set "
          + BlasPlaces.VARIABLE
          + " to a BLAS or the folder of one";

  private BlasLibraries() {}

  static Search search(BlasPlaces places) {
    List<String> reasons = new ArrayList<>();
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      return new Search.NotFound(List.of("this machine's byte order is not supported"));
    }
    for (String candidate : places.candidates()) {
      switch (NativeLibrary.open(List.of(candidate))) {
        case NativeLibrary.Opening.NotOpened(List<String> said) ->
            said.stream().filter(reason -> !reason.endsWith(NOT_THERE)).forEach(reasons::add);
        case NativeLibrary.Opening.Opened(NativeLibrary library) -> {
          try {
            return new Search.Found(algebra(library, candidate.equals(places.given())));
          } catch (UnusableLibraryException | MissingSymbolException e) {
            reasons.add(String.valueOf(e.getMessage()));
          }
        }
      }
    }
    reasons.addFirst(
        (reasons.isEmpty() ? "found no " : "found no other ")
            + BlasPlaces.WHAT
            + " in "
            + places.words());
    reasons.add(ADVICE);
    return new Search.NotFound(reasons);
  }

  /// A library that is not taken, and why.
  private static final class UnusableLibraryException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableLibraryException(NativeLibrary library, String reason) {
      super(library.path() + ": " + reason);
    }
  }

  private static DenseAlgebra algebra(NativeLibrary library, boolean given)
      throws UnusableLibraryException {
    Optional<SymbolNames> blas = SymbolNames.of(library, "dgemm");
    if (blas.isEmpty()) {
      throw new UnusableLibraryException(library, "it has no function dgemm_");
    }
    Optional<String> version = BlasVersion.of(library, blas.get());
    if (version.isEmpty() && !given) {
      throw new UnusableLibraryException(
          library,
          "it does not say whose it is; Netlib's reference is slower than EJML. Set "
              + BlasPlaces.VARIABLE
              + " to it if it is another");
    }
    Optional<SymbolNames> lapack = SymbolNames.of(library, "dgesdd");
    @Nullable LapackFunctions decompositions =
        lapack.isPresent() ? new LapackFunctions(library, lapack.get()) : null;
    BlasAlgebra algebra =
        new BlasAlgebra(
            version.orElse("an unnamed BLAS")
                + " ("
                + library.path()
                + (decompositions == null ? "; no LAPACK, EJML decomposes)" : ")"),
            new BlasFunctions(library, blas.get()),
            decompositions);
    if (!computesRightly(algebra)) {
      throw new UnusableLibraryException(library, "it computes wrong products");
    }
    return algebra;
  }

  /// Small integers, of which every result is exact.
  private static boolean computesRightly(DenseAlgebra algebra) {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 7}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, -1}, {2, 5}, {-3, 4}});
    double[] product = {-4, 21, -7, 49};
    double[] gram = {14, 35, 35, 90};
    FMatrixRMaj narrow = new FMatrixRMaj(2, 2);
    algebra.product(narrow(a), narrow(b), narrow);
    boolean right =
        Arrays.equals(algebra.product(a, b).data, product)
            && Arrays.equals(algebra.gram(a).data, gram)
            && Arrays.equals(widened(narrow), product);
    algebra.gram(narrow(a), narrow);
    double[] values = algebra.singularValues(new DMatrixRMaj(new double[][] {{0, -3}, {4, 0}}));
    return right
        && Arrays.equals(widened(narrow), gram)
        && Math.abs(values[0] - 4) + Math.abs(values[1] - 3) < 1e-12;
  }

  private static FMatrixRMaj narrow(DMatrixRMaj x) {
    FMatrixRMaj narrow = new FMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      narrow.data[i] = (float) x.data[i];
    }
    return narrow;
  }

  private static double[] widened(FMatrixRMaj x) {
    double[] wide = new double[x.getNumElements()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = x.data[i];
    }
    return wide;
  }
}
