package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Which JDK the launcher takes.
class LauncherJdkTest extends LauncherContract {

  @Test
  void findsAJdkWithoutHome() throws IOException, InterruptedException {
    // The one behind `java`.
    Files.createSymbolicLink(place.resolve("bin/java"), Path.of("../jdk/bin/java"));
    checkout.environment.put("HOME", null);
    checkout.environment.put("JAVA_HOME", null);
    assertBuildsAndRuns();
  }

  @Test
  void jdkWithoutJavaIsPassedOver() throws IOException, InterruptedException {
    Path other = checkout.jdk("other");
    Files.delete(other.resolve("bin/java"));
    checkout.run("solve");
    checkout.environment.put("JAVA_HOME", other.toString());
    assertRunsSilently();
  }

  @Test
  void cacheServesTheJdkThatMadeIt() throws IOException, InterruptedException {
    checkout.run("solve");
    assertTrue(checkout.run("solve").out().contains("-XX:AOTCache="));
    checkout.environment.put("JAVA_HOME", checkout.jdk("other").toString());
    assertFalse(checkout.run("solve").out().contains("-XX:AOTCache="));
  }

  @Test
  void javaThatDoesNotStartIsNotAFailedCheck() throws IOException, InterruptedException {
    checkout.run("solve");
    Path broken = checkout.jdk("broken");
    Checkout.script(broken.resolve("bin/java"), "#!/bin/sh\necho no libjvm >&2\nexit 1\n");
    checkout.environment.put("JAVA_HOME", broken.toString());
    assertFails("Java does not start, maybe because of " + broken + ": no libjvm");
  }
}
