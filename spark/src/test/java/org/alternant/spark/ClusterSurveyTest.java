package org.alternant.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alternant.spark.SurveyedFiles.Answer;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A master, two workers and `spark-submit`, each a process.
class ClusterSurveyTest {

  private static final Pattern FINISHED = Pattern.compile("Finished task");

  @TempDir private Path folder;

  /// Of a job of seconds one of the machines is gone after it has done a part of it.
  @Test
  @Slow
  void aKilledWorkerChangesNothing() throws Exception {
    SurveyedFiles files = new SurveyedFiles(folder);
    List<Path> all =
        List.of(files.safetensors("model.safetensors", 40, 180), files.npz(), files.damagedIndex());
    String[] arguments = SurveyedFiles.arguments(all, "--json", "--backend", "ejml");
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Process job = cluster.submit(arguments);
      int lost = 0;
      while (job.isAlive() && lost == 0) {
        Thread.sleep(50);
        for (int worker = 1; worker <= 2; worker++) {
          lost = lost == 0 && finished(cluster.workFolder(worker)) >= 3 ? worker : lost;
        }
      }
      assertTrue(lost > 0, Files.readString(cluster.errors()));
      cluster.kill(lost);
      Answer expected = Answer.ofOneMachine(arguments);
      int status = cluster.await(job);
      String log = Files.readString(cluster.errors());
      assertEquals(expected.out(), Files.readString(cluster.output()), log);
      assertEquals(expected.status(), status, log);
      assertTrue(finished(cluster.workFolder(3 - lost)) >= 3, log);
      assertTrue(log.contains("Lost executor"), log);
    }
  }

  /// How many tasks a worker's executors say they have done.
  private static int finished(Path work) throws IOException {
    int count = 0;
    if (Files.isDirectory(work)) {
      try (Stream<Path> logs = Files.walk(work)) {
        for (Path log : logs.filter(file -> file.endsWith("stderr")).toList()) {
          count += (int) FINISHED.matcher(Files.readString(log)).results().count();
        }
      }
    }
    return count;
  }
}
