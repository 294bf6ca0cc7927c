package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether OpenCL is opened in search of a graphics processor. `/etc/OpenCL/vendors` is such a
/// folder.
class DriverListTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                            | false",
        "pocl.icd                    | false",
        "PoCL-3.1.icd                | false",
        "pocl.icd, libpocl2.icd      | false",
        "nvidia.icd                  | true",
        "pocl.icd, nvidia.icd        | true",
        "mesa.icd                    | true",
        "nvidia.icd.disabled, readme | false"
      })
  void onlyPoclIsNoGraphicsProcessor(@Nullable String files, boolean expected) throws IOException {
    if (files != null) {
      for (String name : files.split(", ", -1)) {
        Files.writeString(folder.resolve(name), "libOpenCL.so");
      }
    }
    assertEquals(expected, DriverList.anyBesidePocl(folder));
  }

  /// The folder's own name says nothing about the drivers in it.
  @Test
  void theFoldersNameIsNotADrivers() throws IOException {
    Path named = Files.createDirectory(folder.resolve("pocl"));
    Files.writeString(named.resolve("nvidia.icd"), "libnvidia-opencl.so.1");
    assertTrue(DriverList.anyBesidePocl(named));
  }

  @Test
  void withoutTheFolderThereIsNone() {
    assertFalse(DriverList.anyBesidePocl(folder.resolve("missing")));
  }
}
