package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Reads matrices from files, strictly: a file is read whole and correct, or refused.
///
/// - NumPy `.npy`, versions 1.0 to 3.0: 16-, 32- or 64-bit floating point, either byte order, C or
///   Fortran order. An array of two dimensions is a matrix, one of three dimensions (b, m, n) a
///   batch of b matrices m×n. Nothing in the file is evaluated and pickled objects are never
///   loaded.
/// - Matrix Market: `array` and `coordinate`; `real`, `integer` and `pattern`; `general`,
///   `symmetric` and `skew-symmetric`. Entries that a coordinate file repeats are added up.
///
/// The format is recognised by the first bytes, not by the name. Narrower numbers widen exactly.
public final class MatrixFile {

  /// The largest file that is read: what fits a Java array.
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

  private MatrixFile() {}

  /// Reads a file that holds one matrix; a batch of one counts as such.
  ///
  /// @param file a regular file
  /// @return the matrix: not empty, every entry finite
  /// @throws MatrixFormatException if the file does not hold such a matrix, or a batch of several;
  ///   its message starts with the file's name
  /// @throws NoSuchFileException if there is no such file
  /// @throws IOException if it cannot be read
  public static DMatrixRMaj read(Path file) throws IOException {
    try {
      return parse(contents(file));
    } catch (MatrixFormatException e) {
      throw e.in(file);
    }
  }

  /// Reads all matrices of a file: those of a batch in their order, or the only one.
  ///
  /// @param file a regular file
  /// @return an unmodifiable list of at least one matrix, all of one shape: not empty, every entry
  ///   finite
  /// @throws MatrixFormatException if the file does not hold such matrices; its message starts with
  ///   the file's name
  /// @throws NoSuchFileException if there is no such file
  /// @throws IOException if it cannot be read
  public static List<DMatrixRMaj> readAll(Path file) throws IOException {
    try {
      return parseAll(contents(file));
    } catch (MatrixFormatException e) {
      throw e.in(file);
    }
  }

  /// The matrices of a file, which is read when the first thing is asked of it.
  static StoredMatrices stored(Path file) {
    return new InFile(file);
  }

  /// The matrices of some bytes.
  interface Matrices {
    int count();

    DMatrixRMaj matrix(int index) throws MatrixFormatException;
  }

  /// What it throws has a message that starts with the file's name.
  private static final class InFile implements StoredMatrices {
    private final Path file;
    private @Nullable Matrices matrices;

    InFile(Path file) {
      this.file = file;
    }

    private Matrices matrices() throws IOException {
      Matrices read = matrices;
      if (read == null) {
        read = MatrixFile.matrices(contents(file));
        matrices = read;
      }
      return read;
    }

    @Override
    public Path file() {
      return file;
    }

    @Override
    public @Nullable String tensor() {
      return null;
    }

    @Override
    public String label() {
      return String.valueOf(file.getFileName());
    }

    @Override
    public int count() throws IOException {
      try {
        return matrices().count();
      } catch (MatrixFormatException e) {
        throw e.in(file);
      }
    }

    @Override
    public DMatrixRMaj matrix(int index) throws IOException {
      try {
        return matrices().matrix(index);
      } catch (MatrixFormatException e) {
        throw e.in(file);
      }
    }
  }

  private record One(DMatrixRMaj only) implements Matrices {

    @Override
    public int count() {
      return 1;
    }

    @Override
    public DMatrixRMaj matrix(int index) {
      return only;
    }
  }

  private static byte[] contents(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MatrixFormatException("is a directory, not a matrix file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MatrixFormatException("is not a regular file");
    }
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new MatrixFormatException(
          "has " + size + " bytes; at most " + LARGEST_FILE + " are read");
    }
    try {
      return Files.readAllBytes(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // Reading itself failed, which is said without the file's name.
      throw new FileSystemException(file.toString(), null, e.getMessage());
    }
  }

  /// Whether a file is in NumPy's format.
  ///
  /// @param bytes its contents
  /// @return whether it starts as such files do
  public static boolean isNpy(byte[] bytes) {
    return NpyReader.recognises(bytes);
  }

  /// Parses the contents of a file that holds one matrix; a batch of one counts as such.
  ///
  /// @param bytes the contents
  /// @return the matrix: not empty, every entry finite
  /// @throws MatrixFormatException if they do not hold such a matrix
  public static DMatrixRMaj parse(byte[] bytes) throws MatrixFormatException {
    List<DMatrixRMaj> matrices = parseAll(bytes);
    if (matrices.size() > 1) {
      throw new MatrixFormatException(
          "holds a batch of "
              + matrices.size()
              + " matrices where one is wanted: save one of them");
    }
    return matrices.getFirst();
  }

  /// Parses the contents of a file.
  static List<DMatrixRMaj> parseAll(byte[] bytes) throws MatrixFormatException {
    Matrices stored = matrices(bytes);
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < stored.count(); i++) {
      matrices.add(stored.matrix(i));
    }
    return Collections.unmodifiableList(matrices);
  }

  private static Matrices matrices(byte[] bytes) throws MatrixFormatException {
    if (NpyReader.recognises(bytes)) {
      return new NpyReader(bytes).read();
    }
    if (MatrixMarketReader.recognises(bytes)) {
      return new One(new MatrixMarketReader(bytes).read());
    }
    throw MatrixFormatException.atByte(
        0,
        bytes.length == 0
            ? "the file is empty"
            : "neither a NumPy .npy file (starts with \\x93NUMPY) nor a Matrix Market file (starts"
                + " with %%MatrixMarket), nor .safetensors, .npz or a PyTorch archive");
  }
}
