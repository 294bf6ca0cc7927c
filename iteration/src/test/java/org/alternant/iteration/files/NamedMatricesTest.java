package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.testing.Checkpoints;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedMatricesTest {

  @TempDir private Path folder;

  private static Checkpoints checkpoint() {
    return new Checkpoints()
        .with("layers.0.weight", List.of(2, 3), 1, 2, 3, 4, 5, 6)
        .with("layers.0.bias", List.of(3), 1, 2, 3)
        .with("layers.1.weight", List.of(1, 2), -1, 0.5)
        .with("conv.weight", List.of(2, 1, 1, 3), 1, 2, 3, 4, 5, 6)
        .with("experts", List.of(2, 1, 2), 1, 2, 3, 4)
        .with("ids", "I64", List.of(1, 1), new byte[8]);
  }

  private static List<NamedMatrices> read(Path file, String... patterns) throws IOException {
    List<NamedMatrices> all = new ArrayList<>();
    NamedMatrices.read(file, new TensorSelection(List.of(patterns)), all::add);
    return all;
  }

  private static List<String> labels(List<NamedMatrices> all) {
    return all.stream().map(NamedMatrices::label).toList();
  }

  private static String refusal(Path file, String... patterns) {
    return String.valueOf(
        assertThrows(TensorFormatException.class, () -> read(file, patterns)).getMessage());
  }

  private static DMatrixRMaj only(NamedMatrices named) {
    assertEquals(1, named.matrices().size());
    return named.matrices().getFirst();
  }

  @Test
  void everyMatrixOfACheckpointIsReadAndTheRestCounted() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    List<NamedMatrices> all = new ArrayList<>();
    List<String> leftOut = NamedMatrices.read(file, TensorSelection.ALL, all::add);
    assertEquals(
        List.of(
            "model.safetensors#layers.0.weight",
            "model.safetensors#layers.1.weight",
            "model.safetensors#conv.weight",
            "model.safetensors#experts"),
        labels(all));
    assertEquals(
        List.of("model.safetensors: left out 1 tensor of 1 dimension, 1 tensor of type I64"),
        leftOut);
    DMatrixRMaj weight = only(all.getFirst());
    assertEquals(3, weight.numCols);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, weight.data);
    DMatrixRMaj convolution = only(all.get(2));
    assertEquals(2, convolution.numRows);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, convolution.data);
    assertArrayEquals(new double[] {3, 4}, all.getLast().matrices().getLast().data);
  }

  @Test
  void patternsChooseByTheWholeName() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    assertEquals(
        List.of("model.safetensors#layers.0.weight", "model.safetensors#layers.1.weight"),
        labels(read(file, "layers.*.weight")));
    assertEquals(
        List.of("model.safetensors#layers.1.weight"), labels(read(file, "layers.1.?eight")));
    assertEquals(
        List.of("model.safetensors#conv.weight", "model.safetensors#experts"),
        labels(read(file, "re:conv.*", "experts")));
    assertEquals(file + ": none of its 6 tensors has such a name", refusal(file, "layers"));
    assertEquals(file + ": holds no matrices: 1 tensor of 1 dimension", refusal(file, "*.bias"));
    assertThrows(IllegalArgumentException.class, () -> new TensorSelection(List.of("re:(")));
  }

  @Test
  void oneTensorIsNamedBehindTheFile() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    assertArrayEquals(
        new double[] {-1, 0.5}, only(read(Path.of(file + "#layers.1.weight")).getFirst()).data);
    assertEquals(
        file
            + ": has no tensor \"layers.2.weight\"; it has \"layers.0.weight\","
            + " \"layers.1.weight\", \"conv.weight\" …",
        refusal(Path.of(file + "#layers.2.weight")));
    assertEquals(
        file + ": tensor \"layers.0.bias\": has 1 dimension",
        refusal(Path.of(file + "#layers.0.bias")));
    assertEquals(
        file
            + ": tensor \"ids\": holds numbers of type I64; read are F64, F32, F16, BF16, F8_E4M3,"
            + " F8_E5M2",
        refusal(Path.of(file + "#ids")));
  }

  @Test
  void aNamedTensorThatIsNotSelectedIsRefused() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    Path one = Path.of(file + "#layers.0.weight");
    assertEquals(1, read(one, "layers.*").size());
    assertEquals(
        file + ": of it \"layers.0.weight\" is named, which the selection of tensors leaves out",
        refusal(one, "conv*"));
  }

  /// A backtracking matcher needs longer than the universe has existed.
  @Test
  void patternsWithManyStarsTakeNoTime() {
    TensorSelection selection = new TensorSelection(List.of("*.*.*.*.*.*.*.*.*.*.x", "a?c*"));
    assertFalse(selection.takes("w.".repeat(10_000)));
    assertTrue(selection.takes("w.".repeat(10) + "x"));
    assertTrue(selection.takes("abc"));
    assertTrue(selection.takes("a\ncd"));
    assertTrue(selection.takes("a\uD83D\uDE00c"));
    assertFalse(selection.takes("ac"));
    assertFalse(selection.takes("xabc"));
  }

  @Test
  void aFileWithTheSignInItsNameIsMeantItself() throws IOException {
    Path file = checkpoint().write(folder.resolve("a#b.safetensors"));
    assertEquals(4, read(file).size());
    assertEquals(List.of("a#b.safetensors#experts"), labels(read(Path.of(file + "#experts"))));
  }

  @Test
  void theFilesOfASplitCheckpointAreReadInTurn() throws IOException {
    new Checkpoints().with("a", List.of(1, 1), 1).write(folder.resolve("model-1.safetensors"));
    new Checkpoints().with("b", List.of(1, 1), 2).write(folder.resolve("model-2.safetensors"));
    Path index =
        Files.writeString(
            folder.resolve("model.safetensors.index.json"),
            "{\"metadata\": {\"total_size\": 8}, \"weight_map\":"
                + " {\"a\": \"model-1.safetensors\", \"b\": \"model-2.safetensors\"}}");
    assertEquals(
        List.of("model.safetensors.index.json#a", "model.safetensors.index.json#b"),
        labels(read(index)));
    assertArrayEquals(new double[] {2}, only(read(Path.of(index + "#b")).getFirst()).data);
    Files.delete(folder.resolve("model-2.safetensors"));
    assertEquals(
        index + ": the file \"model-2.safetensors\" that it mentions is not there", refusal(index));
    for (String elsewhere : List.of("../x", "/etc/passwd", "..", "", "sub/x")) {
      Files.writeString(index, "{\"weight_map\": {\"a\": \"" + elsewhere + "\"}}");
      assertEquals(index + ": tensor \"a\": is not in a file of the same folder", refusal(index));
    }
    Files.writeString(index, "{\"weight_map\": {\"a\": \"b\\u0000c\"}}");
    assertEquals(index + ": tensor \"a\": is not in a file of the same folder", refusal(index));
    Files.writeString(index, "{\"weight_map\": {\"z\": \"model-1.safetensors\"}}");
    assertEquals(
        folder.resolve("model-1.safetensors")
            + ": tensor \"z\": is not there, although the index mentions it",
        refusal(index));
    Files.writeString(index, "{}");
    assertEquals(index + ": has no weight_map from tensors to files", refusal(index));
  }

  /// As a checkpoint that was saved again leaves it behind.
  @Test
  void ofATensorInTwoFilesTheIndexNamesTheOne() throws IOException {
    new Checkpoints()
        .with("a", List.of(1, 1), 1)
        .with("b", List.of(1, 1), 7)
        .write(folder.resolve("1.safetensors"));
    new Checkpoints().with("a", List.of(1, 1), 2).write(folder.resolve("2.safetensors"));
    Path index =
        Files.writeString(
            folder.resolve("model.safetensors.index.json"),
            "{\"weight_map\": {\"b\": \"1.safetensors\", \"a\": \"2.safetensors\"}}");
    assertEquals(
        List.of("model.safetensors.index.json#b", "model.safetensors.index.json#a"),
        labels(read(index)));
    assertArrayEquals(new double[] {2}, only(read(Path.of(index + "#a")).getFirst()).data);
  }

  @Test
  void aFileOfACheckpointThatIsNoneIsRefused() throws IOException {
    Path index =
        Files.writeString(
            folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"a\": \"shard\"}}");
    Path shard = folder.resolve("shard");
    for (byte first : new byte[] {0, 1, 'x', -1}) {
      for (int length : new int[] {0, 7, 8, 30}) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, first);
        Files.write(shard, bytes);
        assertTrue(refusal(index).startsWith(shard + ": "), () -> refusal(index));
      }
    }
  }

  @Test
  void matrixFilesAreReadAsEver() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.mtx"), "%%MatrixMarket matrix array real general\n1 2\n3\n4\n");
    assertArrayEquals(new double[] {3, 4}, only(read(file).getFirst()).data);
    assertEquals(file + ": holds no named tensors to choose from", refusal(file, "a"));
    Path text = Files.writeString(folder.resolve("t.txt"), "hello, this is a text");
    assertThrows(MatrixFormatException.class, () -> read(text));
  }

  @Test
  void notANumberIsNamedWithItsPlace() throws IOException {
    Path file =
        new Checkpoints()
            .with("batch", List.of(2, 1, 2), 1, 2, 3, Double.NaN)
            .write(folder.resolve("nan.safetensors"));
    assertEquals(
        file + ": tensor \"batch\": matrix 2 of 2: the entry in row 1, column 2 is NaN",
        refusal(file));
  }

  @Test
  void whatTheHeaderAnnouncesMustBeThere() throws IOException {
    byte[] whole = checkpoint().bytes();
    Path file = folder.resolve("cut.safetensors");
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertTrue(refusal(file).contains("it is cut off"), refusal(file));
    Checkpoints data = new Checkpoints().with("a", List.of(1, 2), 1, 2);
    for (String wrong :
        List.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4503599627370496,4503599627370496],"
                + "\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,-8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2.5],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":\"12\",\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":7,\"shape\":[1,2],\"data_offsets\":[0,8]}}",
            "{\"a\":[]}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}",
            "{\"a\" : oops")) {
      Files.write(file, data.bytes(wrong));
      assertTrue(refusal(file).startsWith(file + ": "), () -> refusal(file));
    }
  }

  /// A refusal or the right numbers, whatever happens to the bytes: no crash, no misreading that
  /// the header would have shown.
  @Test
  void tenThousandMutationsAreReadOrRefused() throws IOException {
    Random random = new Random(28);
    byte[] whole = checkpoint().bytes();
    Path file = folder.resolve("mutated.safetensors");
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(5) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Files.write(file, bytes);
      try {
        for (NamedMatrices named : read(file)) {
          for (DMatrixRMaj matrix : named.matrices()) {
            assertTrue(matrix.getNumElements() <= 6);
          }
        }
      } catch (TensorFormatException | MatrixFormatException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e::toString);
      }
    }
  }
}
