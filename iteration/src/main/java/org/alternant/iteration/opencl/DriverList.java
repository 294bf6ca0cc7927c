package org.alternant.iteration.opencl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The drivers that are registered with the loader of OpenCL, by the names of their files alone.
final class DriverList {

  private static final String VARIABLE = "OCL_ICD_VENDORS";
  private static final Path USUAL = Path.of("/etc/OpenCL/vendors");

  private DriverList() {}

  /// Whether there is a driver that is not one for processors.
  ///
  /// @return true also where drivers are registered in another way than usual
  static boolean mayHaveGraphicsProcessor() {
    return System.getenv(VARIABLE) != null || anyBesidePocl(USUAL);
  }

  static boolean anyBesidePocl(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> drivers = Files.newDirectoryStream(folder, "*.icd")) {
      for (Path driver : drivers) {
        if (!String.valueOf(driver.getFileName()).toLowerCase(Locale.ROOT).contains("pocl")) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return true;
    }
  }
}
