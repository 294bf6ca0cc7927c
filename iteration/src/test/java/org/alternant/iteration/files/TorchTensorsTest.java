package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `torch.save` writes, put together by hand, and what only looks like it.
class TorchTensorsTest {

  @TempDir private Path folder;

  private static final String MAKE = "ctorch._utils\n_rebuild_tensor_v2\n";

  /// Instructions of a pickle; `X` and a text between brackets is that text.
  private static byte[] pickle(String instructions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x80, 2});
    for (int i = 0; i < instructions.length(); i++) {
      char code = instructions.charAt(i);
      if (code == '[') {
        int end = instructions.indexOf(']', i);
        byte[] text = instructions.substring(i + 1, end).getBytes(StandardCharsets.UTF_8);
        bytes.write('X');
        bytes.writeBytes(
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array());
        bytes.writeBytes(text);
        i = end;
      } else {
        bytes.write(code);
      }
    }
    bytes.write('.');
    return bytes.toByteArray();
  }

  /// A tensor of a storage with six numbers; `layout` has offset, shape and strides.
  private static String tensor(String storage, String layout) {
    return MAKE
        + "(("
        + "[storage]ctorch\n"
        + storage
        + "\n[0][cpu]K\6tQ"
        + layout
        + "\211ccollections\nOrderedDict\n)RtR";
  }

  private static final String TWO_BY_THREE = "K\0K\2K\3\206K\3K\1\206";

  private Path file(String instructions) throws IOException {
    return file(pickle(instructions), new float[] {1, 2, 3, 4, 5, 6});
  }

  private Path file(byte[] pickle, float[] numbers) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      data.putFloat(number);
    }
    Path file = folder.resolve("checkpoint.pt");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
      store(archive, "archive/data.pkl", pickle);
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

  private static List<NamedMatrices> read(Path file) throws IOException {
    List<NamedMatrices> all = new ArrayList<>();
    NamedMatrices.read(file, TensorSelection.ALL, all::add);
    return all;
  }

  private static String refusal(Path file) {
    return String.valueOf(assertThrows(TensorFormatException.class, () -> read(file)).getMessage());
  }

  @Test
  void namesAreThePathsThroughDictionariesAndLists() throws IOException {
    String weight = tensor("FloatStorage", TWO_BY_THREE);
    Path file = file("}[opt]}[state]}K\1}[m]" + weight + "ssss[list](" + weight + "ls");
    List<NamedMatrices> all = read(file);
    assertEquals(
        List.of("checkpoint.pt#opt.state.1.m", "checkpoint.pt#list.0"),
        all.stream().map(NamedMatrices::label).toList());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, all.getFirst().matrices().getFirst().data);
  }

  @Test
  void stridesAndOffsetsAreFollowed() throws IOException {
    Path transposed = file("}[w]" + tensor("FloatStorage", "K\0K\3K\2\206K\1K\3\206") + "s");
    assertArrayEquals(
        new double[] {1, 4, 2, 5, 3, 6}, read(transposed).getFirst().matrices().getFirst().data);
    Path slice = file("}[w]" + tensor("FloatStorage", "K\1K\2K\1\206K\3K\1\206") + "s");
    assertArrayEquals(new double[] {2, 5}, read(slice).getFirst().matrices().getFirst().data);
    Path expanded = file("}[w]" + tensor("FloatStorage", "K\5K\2K\2\206K\0K\0\206") + "s");
    assertArrayEquals(
        new double[] {6, 6, 6, 6}, read(expanded).getFirst().matrices().getFirst().data);
    Path batch = file("}[w]" + tensor("FloatStorage", "K\0K\3K\1K\2\207K\2K\2K\1\207") + "s");
    assertArrayEquals(new double[] {5, 6}, read(batch).getFirst().matrices().getLast().data);
  }

  /// Few bytes must not become many numbers.
  @Test
  void aViewThatRepeatsMoreThanIsStoredIsRefused() throws IOException {
    for (String layout :
        List.of("K\0J\377\377\377\177K\4K\2\207K\0K\0K\3\207", "K\0K\3K\3\206K\0K\1\206")) {
      assertEquals(
          folder.resolve("checkpoint.pt")
              + ": tensor \"w\": repeats numbers (a view by expand?); save a contiguous copy",
          refusal(file("}[w]" + tensor("FloatStorage", layout) + "s")));
    }
  }

  /// Half a megabyte, packed, of sixty million empty dictionaries; and names joined from long keys.
  @Test
  void picklesThatWouldFillTheMemoryAreRefused() throws IOException {
    byte[] many = new byte[6_000_000];
    Arrays.fill(many, (byte) '}');
    assertTrue(refusal(file(many, new float[0])).contains("more instructions"));
    String key = "[" + "k".repeat(20_000) + "]";
    String nested = ("}" + key).repeat(3) + tensor("FloatStorage", TWO_BY_THREE) + "sss";
    assertTrue(refusal(file(nested)).contains("longer names"));
  }

  /// PyTorch saves the numbers before their sign is changed, and says so beside them.
  @Test
  void negatedViewsAreRefused() throws IOException {
    String plain = tensor("FloatStorage", TWO_BY_THREE);
    String call = plain.substring(0, plain.length() - "tR".length());
    assertEquals(1, read(file("}[w]" + call + "}tRs")).size());
    String said = refusal(file("}[w]" + call + "}[neg]\210stRs"));
    assertTrue(said.contains("negated or conjugated view"), said);
  }

  /// In whatever order: what is packed is unpacked once where it can be.
  @Test
  void everyMatrixOfAPackedBatchIsFound() throws IOException {
    Path file = folder.resolve("batch.npz");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("a", "b")) {
        archive.putNextEntry(new ZipEntry(name + ".npy"));
        archive.write(
            Files.readAllBytes(
                Path.of("src/test/resources/org/alternant/iteration/files/batch-c.npy")));
        archive.closeEntry();
      }
    }
    try (TensorFile tensors = ZippedTensors.open(file)) {
      Tensor a = tensors.tensors().getFirst();
      Tensor b = tensors.tensors().getLast();
      List<double[]> expected = new ArrayList<>();
      for (long i = 0; i < a.matrices(); i++) {
        expected.add(tensors.numbers(a, i).data.clone());
      }
      assertTrue(expected.size() > 1);
      for (int i = expected.size() - 1; i >= 0; i--) {
        assertArrayEquals(expected.get(i), tensors.numbers(a, i).data);
        assertArrayEquals(expected.get(i), tensors.numbers(b, i).data);
      }
    }
  }

  @Test
  void aLayoutBeyondTheStorageIsRefused() throws IOException {
    for (String layout :
        List.of("K\1K\2K\3\206K\3K\1\206", "K\0K\2K\3\206J\377\377\377\177K\1\206")) {
      assertEquals(
          folder.resolve("checkpoint.pt")
              + ": tensor \"w\": its numbers go beyond what the archive has of them",
          refusal(file("}[w]" + tensor("FloatStorage", layout) + "s")));
    }
  }

  /// Functions that a hostile pickle would call, and their kind.
  @Test
  void nothingIsCalled() throws IOException {
    Path mark = folder.resolve("called");
    for (String function :
        List.of(
            "posix\nsystem", "builtins\neval", "torch._utils\n_rebuild_qtensor", "os\nsystem")) {
      String said = refusal(file("c" + function + "\n([touch " + mark + "]tR"));
      assertTrue(
          said.contains("its data.pkl calls '" + function.replace('\n', '.') + "', which is not"),
          said);
      assertTrue(Files.notExists(mark));
    }
    assertTrue(
        refusal(file("cmodels\nMine\n)\201")).contains("makes 'models.Mine', which is not read"));
    assertTrue(refusal(file("i")).contains("has the instruction 0x69 at byte 2"));
  }

  @Test
  void whatIsNoFloatingPointIsNamed() throws IOException {
    assertTrue(
        refusal(file("}[w]" + tensor("LongStorage", TWO_BY_THREE) + "s"))
            .contains("holds no matrices: 1 tensor of type LongStorage"));
  }

  @Test
  void valuesThatHoldThemselvesOrTooMuchAreRefused() throws IOException {
    String cycle = "]q\0h\0a";
    assertTrue(refusal(file(cycle)).contains("nests deeper, holds more"));
    StringBuilder laughs = new StringBuilder("]q\0");
    for (int i = 1; i < 30; i++) {
      laughs.append("](h").append((char) (i - 1)).append('h').append((char) (i - 1));
      laughs.append("eq").append((char) i);
    }
    assertTrue(refusal(file(laughs.toString())).contains("nests deeper, holds more"));
  }

  @Test
  void tenThousandMutationsAreReadOrRefused() throws IOException {
    Random random = new Random(28);
    byte[] whole = pickle("}[a]" + tensor("FloatStorage", TWO_BY_THREE) + "s");
    Path checkpoint = file(whole, new float[] {1, 2, 3, 4, 5, 6});
    byte[] archive = Files.readAllBytes(checkpoint);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = (i % 2 == 0 ? whole : archive).clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(5) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Path file =
          i % 2 == 0 ? file(bytes, new float[] {1, 2, 3, 4, 5, 6}) : Files.write(checkpoint, bytes);
      try {
        for (NamedMatrices named : read(file)) {
          assertTrue(named.matrices().getFirst().getNumElements() > 0);
        }
      } catch (TensorFormatException | MatrixFormatException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e::toString);
      }
    }
  }
}
