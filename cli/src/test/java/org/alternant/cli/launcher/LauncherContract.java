package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.alternant.cli.launcher.Checkout.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher with stubs of Maven and Java, in two shells. `sh` is dash on Debian.
@ParameterizedClass
@ValueSource(strings = {"sh", "bash"})
abstract class LauncherContract {

  static final String BUILDING = "alternant: building (the first time takes about a minute) ...\n";

  @Parameter
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  String shell;

  @TempDir Path place;

  Checkout checkout;

  @BeforeEach
  void create() throws IOException {
    checkout = new Checkout(shell, place.toRealPath());
  }

  final void assertBuildsAndRuns() throws IOException, InterruptedException {
    Ended run = checkout.run("solve");
    assertEquals(new Ended(0, run.out(), BUILDING), run);
    assertTrue(run.out().endsWith("org.alternant.cli.Main\nsolve\n"), run.out());
    assertRunsSilently();
  }

  final void assertRunsSilently() throws IOException, InterruptedException {
    Ended run = checkout.run("solve");
    assertEquals(new Ended(0, run.out(), ""), run);
    assertTrue(run.out().endsWith("org.alternant.cli.Main\nsolve\n"), run.out());
  }

  final void assertFails(String message) throws IOException, InterruptedException {
    assertEquals(new Ended(70, "", "alternant: " + message + "\n"), checkout.run("solve"));
  }
}
