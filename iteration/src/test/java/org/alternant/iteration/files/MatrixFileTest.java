package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFileTest {

  private static final String MARKET = "%%MatrixMarket matrix coordinate real general\n";
  private static final String SMALL = MARKET + "2 3 2\n1 1 1.5e-3\n2 3 -4\n";

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(MatrixFormatException.class, () -> MatrixFile.read(file)).getMessage());
  }

  @Test
  void theContentsTellTheFormatNotTheName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("misnamed.npy"), SMALL);
    assertArrayEquals(new double[] {1.5e-3, 0, 0, 0, 0, -4}, MatrixFile.read(file).data);
  }

  @Test
  void messagesStartWithTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("m.txt"), "1 2 3\n");
    assertEquals(
        file
            + ": byte 0: neither a NumPy .npy file (starts with \\x93NUMPY) nor a Matrix Market"
            + " file (starts with %%MatrixMarket), nor .safetensors, .npz or a PyTorch archive",
        refusal(file));
    Files.writeString(file, "");
    assertEquals(file + ": byte 0: the file is empty", refusal(file));
    assertEquals(folder + ": is a directory, not a matrix file", refusal(folder));
  }

  @Test
  void refusesWhatIsNotARegularFile() {
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) {
      assertEquals(device + ": is not a regular file", refusal(device));
    }
  }

  @Test
  void aMarketFileIsAListOfOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("m.mtx"), SMALL);
    List<DMatrixRMaj> matrices = MatrixFile.readAll(file);
    assertEquals(1, matrices.size());
    assertArrayEquals(MatrixFile.read(file).data, matrices.getFirst().data);
  }

  @Test
  void aBatchIsReadWholeOrRefusedWhereOneMatrixIsWanted(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("b.npy"), NpyReaderTest.bytes("batch-fortran.npy"));
    assertEquals(2, MatrixFile.readAll(file).size());
    assertEquals(
        file + ": holds a batch of 2 matrices where one is wanted: save one of them",
        refusal(file));
  }

  @Test
  void messagesOfReadAllStartWithTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("m.txt"), "");
    Exception e = assertThrows(MatrixFormatException.class, () -> MatrixFile.readAll(file));
    assertEquals(file + ": byte 0: the file is empty", e.getMessage());
  }

  @Test
  void aMissingFileIsReportedAsSuch(@TempDir Path folder) {
    assertThrows(NoSuchFileException.class, () -> MatrixFile.read(folder.resolve("none.npy")));
  }

  /// Whatever happens to a file, it is read or refused by a one-line message.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "littlef4-c.npy",
        "bigf8-fortran.npy",
        "version3.npy",
        "object.npy",
        "batch-c.npy",
        ""
      })
  void damagedFilesAreReadOrRefused(String name) throws IOException {
    byte[] whole =
        name.isEmpty() ? SMALL.getBytes(StandardCharsets.US_ASCII) : NpyReaderTest.bytes(name);
    for (int length = 0; length < whole.length; length++) {
      boolean read = readOrRefused(Arrays.copyOf(whole, length));
      assertFalse(read && !name.isEmpty(), "read although cut off at " + length);
    }
    Random random = new Random(2024);
    int refused = 0;
    int rounds = 4000;
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = whole.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      refused += readOrRefused(damaged) ? 0 : 1;
    }
    assertTrue(refused > rounds / 10, "refused " + refused);
  }

  private static boolean readOrRefused(byte[] bytes) {
    try {
      MatrixFile.parseAll(bytes);
      return true;
    } catch (MatrixFormatException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(message.matches("(byte|line) \\d+: [^\\n\\r]{1,200}"), message);
      return false;
    }
  }
}
