package org.alternant.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that commands of the corpus find in their folder: those of the test's resources, and
/// some that no editor could write.
final class CorpusFixtures {

  static final Path RESOURCES =
      Path.of("src", "test", "resources", "org", "alternant", "cli", "corpus");

  private static final int HEADER = 118;

  private CorpusFixtures() {}

  static void write(Path folder) throws IOException {
    try (Stream<Path> fixtures = Files.list(RESOURCES.resolve("fixtures"))) {
      for (Path fixture : fixtures.toList()) {
        Files.copy(fixture, folder.resolve(fixture.getFileName()));
      }
    }
    Files.createDirectory(folder.resolve("folder"));
    Files.write(folder.resolve("empty"), new byte[0]);
    Files.write(folder.resolve("latin-1.json"), "{\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("byte-order-mark.json"), "\ufeff{}");
    Files.writeString(folder.resolve("brackets.json"), "[".repeat(100_000));
    Files.writeString(folder.resolve("control.json"), "{\"name\": \"\u001b[31m\"}");
    matrices(folder);
  }

  private static void matrices(Path folder) throws IOException {
    double[] diagonal = {0.8, 0, 0, 0, 0.6, 0, 0, 0, 0.1};
    npy(folder.resolve("diagonal.npy"), "<f8", false, "(3, 3)", diagonal);
    npy(folder.resolve("wide.npy"), "<f8", false, "(2, 3)", 3, 0, 0, 0, 4, 0);
    npy(folder.resolve("fortran.npy"), "<f8", true, "(3, 2)", 3, 0, 0, 0, 4, 0);
    npy(folder.resolve("single.npy"), "<f4", false, "(2, 2)", 0.5, 0, 0, 0.25);
    npy(folder.resolve("half.npy"), "<f2", false, "(2, 2)", 0.5, 0, 0, 0.25);
    npy(folder.resolve("big-endian.npy"), ">f8", false, "(2, 2)", 0.5, 0, 0, 0.25);
    npy(folder.resolve("batch.npy"), "<f8", false, "(2, 2, 2)", 1, 0, 0, 0.5, 0.75, 0, 0, 0.125);
    npy(folder.resolve("rows.npy"), "<f8", false, "(2, 3)", 3.4445, -4.775, 2.0315, 1.5, -0.5, 0);
    npy(folder.resolve("row.npy"), "<f8", false, "(3,)", 3.4445, -4.775, 2.0315);
    npy(folder.resolve("four-dimensions.npy"), "<f8", false, "(1, 1, 1, 1)", 1);
    npy(folder.resolve("no-rows.npy"), "<f8", false, "(0, 3)");
    npy(folder.resolve("nan.npy"), "<f8", false, "(2, 2)", 1, 0, Double.NaN, 1);
    npy(folder.resolve("integers.npy"), "<i8", false, "(1, 1)", 1);
    npy(folder.resolve("too-short.npy"), "<f8", false, "(2, 2)", 1, 2, 3);
    npy(folder.resolve("too-long.npy"), "<f8", false, "(2, 2)", 1, 2, 3, 4, 5);
    npy(folder.resolve("no-shape.npy"), "<f8", false, "two by two", 1);
    safetensors(folder.resolve("model.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"w1\": \"model.safetensors\", \"w2\": \"model.safetensors\"}}");
    Files.write(folder.resolve("cut.npy"), new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1});
    Files.write(
        folder.resolve("version-9.npy"),
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0, 0, 0, 0, 0});
  }

  /// Two matrices, of binary64 numbers and of bfloat16 ones, and what is none.
  private static void safetensors(Path file) throws IOException {
    String header =
        """
        {"w1": {"dtype": "F64", "shape": [2, 2], "data_offsets": [0, 32]},
         "w2": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [32, 36]},
         "bias": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]},
         "steps": {"dtype": "I64", "shape": [2, 2], "data_offsets": [0, 32]}}\
        """;
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 36).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (double number : new double[] {0.5, 0, 0, 0.25}) {
      bytes.putDouble(number);
    }
    bytes.putShort((short) 0x3f80).putShort((short) 0x4000);
    Files.write(file, bytes.array());
  }

  private static void npy(Path file, String type, boolean fortran, String shape, double... values)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    header = header + " ".repeat(HEADER - 1 - header.length()) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, HEADER, 0});
    bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    int size = type.charAt(2) - '0';
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * size)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (size) {
        case 2 -> buffer.putShort(Float.floatToFloat16((float) value));
        case 4 -> buffer.putFloat((float) value);
        default -> buffer.putDouble(value);
      }
    }
    bytes.writeBytes(buffer.array());
    Files.write(file, bytes.toByteArray());
  }

  /// The files of the corpus.
  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
