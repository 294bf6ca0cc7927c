package org.alternant.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.alternant.cli.Main;
import org.alternant.cli.options.Converters;
import org.alternant.cli.survey.SurveyCommand;
import org.alternant.testing.Checkpoints;

/// Files of every kind to survey, and what one machine says of them.
final class SurveyedFiles {

  private final Random random = new Random(1);
  private final Path folder;

  SurveyedFiles(Path folder) {
    this.folder = folder;
  }

  /// A checkpoint of some square matrices, batches, a vector and a matrix of zeros.
  Path safetensors(String name, int layers, int order) throws IOException {
    Checkpoints checkpoint = new Checkpoints();
    for (int layer = 0; layer < layers; layer++) {
      checkpoint.with("layers." + layer + ".q", List.of(order, order), numbers(order * order));
    }
    return checkpoint
        .with("experts", List.of(3, 4, 6), numbers(72))
        .with("norm", List.of(5), numbers(5))
        .with("row", List.of(1, 3), numbers(3))
        .with("zero", List.of(2, 2), 0, 0, 0, 0)
        .write(folder.resolve(name));
  }

  /// Two shards, one of them cut off, one that is missing, and a tensor that is not finite.
  Path damagedIndex() throws IOException {
    Path whole = safetensors("shard-1.safetensors", 2, 5);
    new Checkpoints()
        .with("fine", List.of(3, 4), numbers(12))
        .with("wild", List.of(2, 2), 1, Double.NaN, 3, 4)
        .write(folder.resolve("shard-2.safetensors"));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(folder.resolve("shard-3.safetensors"), Arrays.copyOf(bytes, bytes.length - 9));
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"weight_map": {"layers.0.q": "shard-1.safetensors", "fine": "shard-2.safetensors",
          "wild": "shard-2.safetensors", "lost": "shard-2.safetensors",
          "cut": "shard-3.safetensors", "gone": "shard-4.safetensors"}}
        """);
  }

  /// A batch, as NumPy writes it.
  Path npy() throws IOException {
    return Files.write(folder.resolve("batch.npy"), array(2, 6, 4));
  }

  Path npz() throws IOException {
    Path file = folder.resolve("arrays.npz");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
      // Not in the order of the alphabet.
      for (String name : List.of("b.npy", "a.npy", "c.npy")) {
        archive.putNextEntry(new ZipEntry(name));
        archive.write(array(2, 7, 5));
        archive.closeEntry();
      }
    }
    return file;
  }

  /// A dictionary with a tensor of 2×3 binary32 numbers, as PyTorch's `torch.save` writes it.
  Path pt() throws IOException {
    String pickle =
        "\200\2}X\5\0\0\0state}X\1\0\0\0mctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storage"
            + "ctorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpuK\6tQK\0K\2K\3\206K\3K\1\206\211"
            + "ccollections\nOrderedDict\n)RtRss.";
    ByteBuffer data = ByteBuffer.allocate(4 * 6).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      data.putFloat(random.nextFloat());
    }
    Path file = folder.resolve("checkpoint.pt");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
      store(archive, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
      store(archive, "archive/data/0", data.array());
    }
    return file;
  }

  private static void store(ZipOutputStream archive, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    archive.putNextEntry(entry);
    archive.write(bytes);
    archive.closeEntry();
  }

  private byte[] array(int count, int rows, int columns) {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d, %d), }\n"
            .formatted(count, rows, columns);
    byte[] start = "\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(start.length + 2 + header.length() + 8 * count * rows * columns)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(start)
            .putShort((short) header.length())
            .put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double number : numbers(count * rows * columns)) {
      bytes.putDouble(number);
    }
    return bytes.array();
  }

  private double[] numbers(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  /// What a command prints, and its exit status.
  record Answer(int status, String out, String err) {

    static Answer of(IntSupplier command) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      System.setOut(new PrintStream(printed, false, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(said, false, StandardCharsets.UTF_8));
      try {
        int status = command.getAsInt();
        System.out.flush();
        System.err.flush();
        return new Answer(
            status,
            printed.toString(StandardCharsets.UTF_8),
            said.toString(StandardCharsets.UTF_8));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }

    /// What one machine answers.
    static Answer ofOneMachine(String... arguments) {
      return of(() -> Main.run("survey", new SurveyCommand(), Converters::path, arguments));
    }
  }

  static String[] arguments(List<Path> files, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    files.forEach(file -> arguments.add(file.toString()));
    return arguments.toArray(String[]::new);
  }
}
