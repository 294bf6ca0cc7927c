package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// [FarArchive] reads what Java's `ZipFile` reads.
class FarArchiveTest {

  @TempDir private Path folder;

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(1);
    try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
      archive.setComment("not the end: PK\5\6");
      for (int i = 0; i < 6; i++) {
        byte[] content = new byte[i * 500];
        random.nextBytes(content);
        Arrays.fill(content, 0, content.length / 2, (byte) 7);
        ZipEntry entry = new ZipEntry("folder/" + "bdaécf".charAt(i) + ".npy");
        if (i % 2 == 0) {
          CRC32 sum = new CRC32();
          sum.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(sum.getValue());
        }
        archive.putNextEntry(entry);
        archive.write(content);
        archive.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("archive.zip"), bytes);
  }

  @Test
  void entriesAreThoseOfJavasReader() throws IOException {
    Path file = file(archive());
    try (ZipFile near = new ZipFile(file.toFile());
        FarArchive far = FarArchive.open(file)) {
      assertEquals(
          near.stream().map(ZipEntry::getName).toList(),
          far.entries().stream().map(ZipEntry::getName).toList());
      for (ZipEntry entry : far.entries()) {
        ZipEntry same = near.getEntry(entry.getName());
        assertEquals(same.getMethod(), entry.getMethod());
        assertEquals(same.getSize(), entry.getSize());
        assertEquals(same.getCompressedSize(), entry.getCompressedSize());
        try (InputStream expected = near.getInputStream(same);
            InputStream actual = far.stream(entry)) {
          long skipped = entry.getSize() / 3;
          expected.skipNBytes(skipped);
          actual.skipNBytes(skipped);
          assertArrayEquals(expected.readAllBytes(), actual.readAllBytes(), entry.getName());
        }
      }
    }
  }

  /// As archives of more than 4 GiB have them: an entry's sizes, its place, and the directory's.
  @Test
  void sizesOf64BitsAreRead() throws IOException {
    byte[] name = "a".getBytes(StandardCharsets.US_ASCII);
    byte[] content = "content".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x04034b50).put(new byte[22]).putShort((short) 1).putShort((short) 0);
    bytes.put(name).put(content);
    int from = bytes.position();
    bytes.putInt(0x02014b50).put(new byte[16]).putInt(-1).putInt(-1).putShort((short) 1);
    bytes.putShort((short) 28).put(new byte[10]).putInt(-1).put(name);
    bytes.putShort((short) 1).putShort((short) 24).putLong(7).putLong(7).putLong(0);
    int end = bytes.position();
    bytes.putInt(0x06064b50).putLong(44).put(new byte[12]).putLong(1).putLong(1);
    bytes.putLong(end - from).putLong(from);
    bytes.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    bytes.putInt(0x06054b50).put(new byte[4]).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    Path file = file(Arrays.copyOf(bytes.array(), bytes.position()));
    try (FarArchive far = FarArchive.open(file);
        InputStream stream = far.stream(far.entries().getFirst())) {
      assertArrayEquals(content, stream.readAllBytes());
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    byte[] whole = archive();
    for (byte[] bytes :
        new byte[][] {{}, {'P', 'K', 3, 4}, Arrays.copyOf(whole, whole.length - 30)}) {
      Path file = file(bytes);
      assertThrows(ZipException.class, () -> FarArchive.open(file).close());
    }
  }

  /// Damage is refused, or not seen where Java does not see it either.
  @Test
  void damageEndsInARefusal() throws IOException {
    byte[] whole = archive();
    Random random = new Random(2);
    int refused = 0;
    for (int trial = 0; trial < 2000; trial++) {
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at =
            random.nextBoolean()
                ? random.nextInt(bytes.length)
                : bytes.length - 1 - random.nextInt(600);
        bytes[at] = (byte) random.nextInt(256);
      }
      try (FarArchive far = FarArchive.open(file(bytes))) {
        for (ZipEntry entry : far.entries()) {
          try (InputStream stream = far.stream(entry)) {
            assertTrue(stream.readNBytes(1 << 20).length < 1 << 20);
          }
        }
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, "refused " + refused);
  }
}
