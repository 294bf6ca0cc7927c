package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.files.ShardIndex.Shard;
import org.alternant.iteration.files.StoredMatrices.Reader;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Matrices of one shape that stand together in a file: those of a matrix file, or of one tensor of
/// a checkpoint.
///
/// - `.safetensors`: tensors of two dimensions are matrices, those of three (b, m, n) batches, as
///   of experts, and those of four (m, a, b, c), as of convolutions, matrices m×abc. F64, F32, F16,
///   BF16, F8_E4M3 and F8_E5M2 widen exactly. `FILE#NAME` is one of them.
/// - NumPy's `.npz`, and what PyTorch's `torch.save` writes: the same. Names of nested dictionaries
///   and lists are joined by points, such as `state.0.momentum_buffer`.
/// - `….index.json`: the files of a checkpoint that is split.
/// - else a matrix file ([MatrixFile]).
///
/// @param label what they are called: the file's name, and after `#` the tensor's
/// @param matrices at least one
public record NamedMatrices(String label, List<DMatrixRMaj> matrices) {

  /// Copies the list.
  public NamedMatrices {
    matrices = List.copyOf(matrices);
  }

  /// Those that are stored, read.
  private static NamedMatrices of(StoredMatrices stored) throws IOException {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < stored.count(); i++) {
      matrices.add(stored.matrix(i));
    }
    return new NamedMatrices(stored.label(), matrices);
  }

  /// How many tensors [#visit] would read.
  ///
  /// @param file the file, or `FILE#NAME`
  /// @param selection which tensors
  /// @return their number, none of files that cannot be read; 1 for a matrix file
  public static int count(Path file, TensorSelection selection) {
    try {
      Named named = Named.of(file);
      if (named.tensor() != null || !holdsTensors(named.file())) {
        return 1;
      }
      int count = 0;
      for (Shard shard : shards(named.file())) {
        try (TensorFile tensors = open(shard.file())) {
          count += (int) taken(shard, tensors, selection).stream().filter(Tensor::isRead).count();
        } catch (IOException e) {
          // Reading says so.
        }
      }
      return count;
    } catch (IOException e) {
      return 0;
    }
  }

  /// Reads matrices one tensor at a time.
  ///
  /// @param file the file, or `FILE#NAME`
  /// @param selection which tensors
  /// @param reader gets them in the order of the file; what it does not keep is freed
  /// @return as [#visit]
  /// @throws TensorFormatException as [#visit], and if a tensor's numbers are not finite
  /// @throws org.alternant.iteration.files.MatrixFormatException as [#visit]
  /// @throws IOException if a file cannot be read
  public static List<String> read(
      Path file, TensorSelection selection, Consumer<NamedMatrices> reader) throws IOException {
    return visit(file, selection, stored -> reader.accept(of(stored)));
  }

  /// Goes through matrices one tensor at a time.
  ///
  /// @param file the file, or `FILE#NAME`
  /// @param selection which tensors
  /// @param reader gets them in the order of the file
  /// @return what of the selected tensors was left out, in words; empty if nothing was
  /// @throws TensorFormatException if a file is malformed, or has no such tensor, or the one that
  ///   is named, or all of them, hold no matrices
  /// @throws org.alternant.iteration.files.MatrixFormatException for a matrix file, or a file that
  ///   is neither
  /// @throws IOException if a file cannot be read
  public static List<String> visit(Path file, TensorSelection selection, Reader reader)
      throws IOException {
    Named named = Named.of(file);
    if (named.tensor() == null && !holdsTensors(named.file())) {
      if (!selection.takesAll() && Files.exists(named.file())) {
        throw new TensorFormatException(file, "holds no named tensors to choose from");
      }
      reader.accept(MatrixFile.stored(file));
      return List.of();
    }
    if (!holdsTensors(named.file())) {
      throw new TensorFormatException(named.file(), "holds no named tensors");
    }
    List<Shard> shards = shards(named.file());
    if (named.tensor() != null && !selection.takes(named.tensor())) {
      throw new TensorFormatException(
          named.file(),
          "of it "
              + MessageText.quote(named.tensor())
              + " is named, which the selection of tensors leaves out");
    }
    return named.tensor() == null
        ? readSelected(named.file(), shards, selection, reader)
        : readOne(named.file(), named.tensor(), shards, reader);
  }

  /// Goes to matrices that [#visit] came to before, maybe on another machine.
  ///
  /// @param file of [StoredMatrices#file]
  /// @param tensor of [StoredMatrices#tensor]
  /// @param reader gets them
  /// @throws TensorFormatException if a file is malformed, or has no such tensor
  /// @throws org.alternant.iteration.files.MatrixFormatException for a matrix file
  /// @throws IOException if the file cannot be read
  public static void revisit(Path file, @Nullable String tensor, StoredMatrices.Reader reader)
      throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (tensor == null) {
      reader.accept(MatrixFile.stored(file));
    } else {
      readOne(file, tensor, List.of(Shard.alone(file)), reader);
    }
  }

  private static List<Shard> shards(Path file) throws IOException {
    return ShardIndex.recognises(file) ? ShardIndex.shards(file) : List.of(Shard.alone(file));
  }

  private static boolean holdsTensors(Path file) throws IOException {
    return Files.isRegularFile(file)
        && (ShardIndex.recognises(file)
            || Safetensors.recognises(file)
            || ZippedTensors.recognises(file));
  }

  private static TensorFile open(Path file) throws IOException {
    return ZippedTensors.recognises(file) ? ZippedTensors.open(file) : Safetensors.open(file);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// A file, and the tensor of it that is named, if one is.
  private record Named(Path file, @Nullable String tensor) {

    /// A file that is there is meant itself, whatever is in its name.
    static Named of(Path path) {
      String text = path.toString();
      for (int at = text.indexOf('#');
          at > 0 && !Files.exists(path);
          at = text.indexOf('#', at + 1)) {
        try {
          Path file = path.getFileSystem().getPath(text.substring(0, at));
          if (Files.exists(file)) {
            return new Named(file, text.substring(at + 1));
          }
        } catch (InvalidPathException e) {
          // Not a file.
        }
      }
      return new Named(path, null);
    }
  }

  private static List<String> readOne(Path file, String name, List<Shard> shards, Reader reader)
      throws IOException {
    List<String> similar = new ArrayList<>();
    for (Shard shard : shards) {
      shard.requireFile(file);
      try (TensorFile tensors = open(shard.file())) {
        for (Tensor tensor : tensors.tensors()) {
          if (tensor.name().equals(name) && shard.holds(name)) {
            if (tensor.whyNot().isPresent()) {
              throw new TensorFormatException(shard.file(), name, tensor.whyNot().get());
            }
            reader.accept(new InTensor(shard.file(), tensors, tensor, name(file)));
            return List.of();
          }
          if (tensor.whyNot().isEmpty() && similar.size() < 3) {
            similar.add(MessageText.quote(tensor.name()));
          }
        }
      }
    }
    throw new TensorFormatException(
        file,
        "has no tensor "
            + MessageText.quote(name)
            + (similar.isEmpty() ? "" : "; it has " + String.join(", ", similar) + " …"));
  }

  private static List<String> readSelected(
      Path file, List<Shard> shards, TensorSelection selection, Reader reader) throws IOException {
    TreeMap<String, Integer> left = new TreeMap<>();
    int taken = 0;
    int all = 0;
    boolean whole = true;
    for (Shard shard : shards) {
      TensorFile opened;
      try {
        shard.requireFile(file);
        opened = open(shard.file());
      } catch (IOException e) {
        reader.refused(shard.file(), e);
        whole = false;
        continue;
      }
      try (TensorFile tensors = opened) {
        for (TensorFormatException missing : shard.missing(tensors.tensors())) {
          reader.refused(shard.file(), missing);
        }
        all += tensors.tensors().size();
        for (Tensor tensor : taken(shard, tensors, selection)) {
          if (tensor.isRead()) {
            taken++;
            readOr(reader, shard.file(), tensors, tensor, name(file));
          } else {
            left.merge(kind(tensor), 1, Integer::sum);
          }
        }
      }
    }
    if (taken == 0 && whole) {
      throw new TensorFormatException(
          file,
          left.isEmpty()
              ? (all == 0 ? "holds no tensors" : "none of its " + all + " tensors has such a name")
              : "holds no matrices: " + words(left));
    }
    return left.isEmpty() ? List.of() : List.of(name(file) + ": left out " + words(left));
  }

  /// The tensors of a file that are selected, and that its index does not place in another file.
  private static List<Tensor> taken(Shard shard, TensorFile file, TensorSelection selection) {
    return file.tensors().stream()
        .filter(tensor -> selection.takes(tensor.name()) && shard.holds(tensor.name()))
        .toList();
  }

  private static void readOr(
      Reader reader, Path shard, TensorFile tensors, Tensor tensor, String file)
      throws IOException {
    try {
      reader.accept(new InTensor(shard, tensors, tensor, file));
    } catch (TensorFormatException e) {
      reader.refused(shard, e);
    }
  }

  private static String words(TreeMap<String, Integer> left) {
    List<String> words = new ArrayList<>();
    left.forEach(
        (kind, count) -> words.add(count + (count == 1 ? " tensor " : " tensors ") + kind));
    return String.join(", ", words);
  }

  private static String kind(Tensor tensor) {
    int dimensions = tensor.shape().size();
    return dimensions < 2 || dimensions > 4
        ? "of " + dimensions + (dimensions == 1 ? " dimension" : " dimensions")
        : tensor.format().isEmpty()
            ? "of type " + tensor.type()
            : "without or with too many entries";
  }

  /// Those of a tensor.
  ///
  /// @param file the open file
  /// @param name of the file that was asked for
  private record InTensor(Path file, TensorFile tensors, Tensor said, String name)
      implements StoredMatrices {

    @Override
    public String tensor() {
      return said.name();
    }

    @Override
    public String label() {
      return name + "#" + said.name();
    }

    @Override
    public int count() {
      // A shape may announce more than any file has, which reading the first one tells.
      return (int) Math.min(said.matrices(), Integer.MAX_VALUE);
    }

    @Override
    public DMatrixRMaj matrix(int index) throws IOException {
      return tensors.matrix(file, said, index);
    }
  }
}
