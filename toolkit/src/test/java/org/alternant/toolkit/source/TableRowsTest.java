package org.alternant.toolkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.alternant.iteration.files.MatrixFormatException;
import org.junit.jupiter.api.Test;

class TableRowsTest {

  /// Version 1.0 of NumPy's format: magic, version, length of the header, header, data.
  private static byte[] npy(String shape, double... entries) throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer data = ByteBuffer.allocate(8 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(entries);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(0x93);
    file.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.write(new byte[] {1, 0, (byte) header.length(), 0});
    file.write(header.getBytes(StandardCharsets.US_ASCII));
    file.write(data.array());
    return file.toByteArray();
  }

  @Test
  void oneListARow() throws IOException {
    assertEquals(
        Optional.of(List.of(List.of(1.0, 2.0, 3.0), List.of(1.5, -0.5, 0.0))),
        TableRows.of(npy("(2, 3)", 1, 2, 3, 1.5, -0.5, 0)));
  }

  @Test
  void otherFormatsAreLeftAlone() throws IOException {
    assertEquals(Optional.empty(), TableRows.of("[(1.5, -0.5)]".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void malformedArraysAreRefused() throws IOException {
    byte[] tooShort = npy("(2, 3)", 1, 2, 3);
    assertThrows(MatrixFormatException.class, () -> TableRows.of(tooShort));
  }
}
