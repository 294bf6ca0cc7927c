package org.alternant.cli.text;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.alternant.toolkit.ProgressListener;

/// A line on standard error, where that is a terminal, while work lasts that takes longer than a
/// moment: how much is done and how long the rest will take, or how long it has taken where the
/// work does not say how much there is. It is wiped in the end.
public final class Progress implements ProgressListener {

  private static final int WIDTH = 30;
  private static final long FIRST_MILLIS = 500;
  private static final long NEXT_MILLIS = 200;
  private static final double NANO = 1e-9;
  private static final int NOT_ASKED = -1;

  private final PrintWriter err;
  private final IntSupplier terminal;
  private final LongSupplier clock;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final long begun;

  /// When the parts that are counted now were begun: work may count anew for its next stage.
  private long countedFrom;

  private long advancedAt;
  private long total;
  private long done;
  private String doing = "";
  private int columns = NOT_ASKED;
  private int visible;

  /// On a terminal that may be none (0 columns).
  Progress(PrintWriter err, IntSupplier terminal, LongSupplier clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
    begun = clock.getAsLong();
    countedFrom = begun;
    advancedAt = begun;
  }

  /// Work that may take long.
  ///
  /// @param <T> its result
  /// @param <E> what it throws
  @FunctionalInterface
  public interface Work<T, E extends Exception> {

    /// Does it.
    ///
    /// @param progress to be told how far it has come, if that is known
    /// @return the result
    T run(ProgressListener progress) throws E;
  }

  /// Does work, and shows how it goes.
  public static <T, E extends Exception> T during(PrintWriter err, Work<T, E> work) throws E {
    return during(err, "", work);
  }

  /// Does work, and shows what it is and how it goes.
  public static <T, E extends Exception> T during(PrintWriter err, String what, Work<T, E> work)
      throws E {
    Progress progress = new Progress(err, Terminal::columns, System::nanoTime);
    progress.doing = what.isEmpty() ? "" : what + ": ";
    // Its own thread: the work's is busy, and may say nothing for minutes.
    Thread.ofPlatform().daemon().name("progress").start(progress::drawUntilFinished);
    try {
      return work.run(progress);
    } finally {
      progress.finish();
    }
  }

  private void drawUntilFinished() {
    try {
      boolean ended = finished.await(FIRST_MILLIS, TimeUnit.MILLISECONDS);
      while (!ended && draw()) {
        ended = finished.await(NEXT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void advanced(long parts, long all) {
    if (parts <= done || all != total) {
      countedFrom = advancedAt;
    }
    done = parts;
    total = all;
    advancedAt = clock.getAsLong();
  }

  /// Draws the line as of now.
  ///
  /// @return whether there is a terminal, and more to come
  synchronized boolean draw() {
    if (columns == NOT_ASKED) {
      columns = terminal.getAsInt();
    }
    if (columns == 0 || finished.getCount() == 0) {
      return false;
    }
    String line = line();
    err.print("\r" + line + " ".repeat(Math.max(0, visible - line.length())));
    err.flush();
    visible = line.length();
    return true;
  }

  /// The bar gets what the words leave of a line: a longer one would wrap, and could not be wiped.
  private String line() {
    boolean counted = 0 < done && done < total;
    String words =
        doing
            + (counted
                ? String.format(Locale.ROOT, "%d of %d, %s left ", done, total, time(remaining()))
                : "working for " + time((clock.getAsLong() - begun) * NANO) + " ");
    int width = Math.min(WIDTH, columns - 1 - words.length() - "[] ".length());
    if (!counted || width <= 0) {
      return words.substring(0, Math.min(words.length(), columns - 1));
    }
    int filled = (int) (width * done / total);
    return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] " + words;
  }

  /// By the time that the parts done took, or by the part in work where that takes longer already.
  private double remaining() {
    double spent = (clock.getAsLong() - countedFrom) * NANO;
    double each = Math.max((advancedAt - countedFrom) * NANO / done, spent / (done + 1));
    return each * total - spent;
  }

  private static String time(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    double minutes = seconds / 60;
    return minutes < 120
        ? String.format(Locale.ROOT, "%.0f min", minutes)
        : String.format(Locale.ROOT, "%.0f h", minutes / 60);
  }

  /// Wipes the line; no other follows.
  synchronized void finish() {
    finished.countDown();
    if (visible > 0) {
      err.print("\r" + " ".repeat(visible) + "\r");
      err.flush();
      visible = 0;
    }
  }
}
