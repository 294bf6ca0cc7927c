package org.alternant.spark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.survey.MatrixObserver;
import org.alternant.toolkit.survey.SurveyTask;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/// The cluster that `spark-submit` gives, from when it is needed until it has seen everything.
final class Cluster {

  /// Stages of more tasks keep the driver busy with them alone; neighbours share one then.
  private static final int MOST_TASKS = 50_000;

  private static final long POLL_MILLIS = 200;

  private @Nullable Configuration hadoop;

  private final Locations locations = new Locations(this::hadoop);

  Locations locations() {
    return locations;
  }

  private Configuration hadoop() {
    return hadoop == null ? new Configuration() : hadoop;
  }

  /// Lets executors look at all matrices of a survey.
  MatrixObserver observe(SurveyTask task, ProgressListener progress) throws IOException {
    SparkConf settings =
        new SparkConf()
            .setIfMissing("spark.app.name", "alternant survey")
            // All singular values come to the driver.
            .setIfMissing("spark.driver.maxResultSize", "0");
    try (JavaSparkContext spark = new JavaSparkContext(settings)) {
      hadoop = spark.hadoopConfiguration();
      List<Place> places = ClusterObserver.places(task);
      return new ClusterObserver(
          places.isEmpty() ? List.of() : findings(spark, task, places, progress));
    }
  }

  private static List<Finding> findings(
      JavaSparkContext spark, SurveyTask task, List<Place> places, ProgressListener progress)
      throws IOException {
    Look look =
        new Look(task, spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration())));
    JavaFutureAction<List<Finding>> job =
        spark.parallelize(places, Math.min(places.size(), MOST_TASKS)).map(look).collectAsync();
    try {
      while (true) {
        try {
          return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          tell(spark, progress);
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("the Spark job failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void tell(JavaSparkContext spark, ProgressListener progress) {
    for (int id : spark.statusTracker().getActiveStageIds()) {
      SparkStageInfo stage = spark.statusTracker().getStageInfo(id);
      if (stage != null) {
        progress.advanced(stage.numCompletedTasks(), stage.numTasks());
      }
    }
  }
}
