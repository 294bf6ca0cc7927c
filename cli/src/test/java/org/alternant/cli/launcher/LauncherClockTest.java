package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the launcher builds where clocks disagree.
class LauncherClockTest extends LauncherContract {

  @Test
  void sourcesFromTheFutureAreBuiltOnceAndAgainWhenTheyChange()
      throws IOException, InterruptedException {
    FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(1000)));
    Files.setLastModifiedTime(checkout.source(), future);
    Files.setLastModifiedTime(checkout.source().getParent(), future);
    assertBuildsAndRuns();
    assertEquals(List.of("begin", "end"), checkout.builds());
    Files.writeString(checkout.source(), "edited");
    assertBuildsAndRuns();
    Files.setLastModifiedTime(checkout.source(), future);
    assertRunsSilently();
    Files.move(checkout.source(), checkout.source().resolveSibling("Renamed.java"));
    assertBuildsAndRuns();
    Files.writeString(checkout.target("alternant.jar"), "cut");
    assertBuildsAndRuns();
  }

  /// A clock that was ahead when it was built makes later edits older than the build.
  @Test
  void editAfterABuildInTheFutureIsBuilt() throws IOException, InterruptedException {
    assertBuildsAndRuns();
    FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
    Files.setLastModifiedTime(checkout.target("built-by-launcher"), future);
    assertRunsSilently();
    Files.writeString(checkout.source(), "edited");
    assertBuildsAndRuns();
    assertRunsSilently();
  }
}
