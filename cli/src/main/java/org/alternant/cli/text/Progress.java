package org.alternant.cli.text;

import java.io.PrintWriter;
import java.util.Locale;

/// A progress bar on standard error: drawn where the work takes longer than a moment, and wiped
/// when it is done.
public final class Progress {

  private static final int WIDTH = 30;
  private static final long FIRST_NANOS = 500_000_000;
  private static final long NEXT_NANOS = 200_000_000;

  private final PrintWriter err;
  private final long total;
  private final long begun = System.nanoTime();
  private long done;
  private long drawn = begun + FIRST_NANOS - NEXT_NANOS;
  private boolean visible;

  public Progress(PrintWriter err, long total) {
    this.err = err;
    this.total = total;
  }

  public void advance() {
    done++;
    long now = System.nanoTime();
    if (now - drawn < NEXT_NANOS) {
      return;
    }
    drawn = now;
    visible = true;
    int filled = (int) (WIDTH * done / total);
    double remaining = (now - begun) * 1e-9 / done * (total - done);
    err.print(
        String.format(
            Locale.ROOT,
            "\r[%s%s] %d of %d, %.0f s left ",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            done,
            total,
            remaining));
    err.flush();
  }

  public void finish() {
    if (visible) {
      err.print("\r" + " ".repeat(WIDTH + 50) + "\r");
      err.flush();
    }
  }
}
