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
  private long total;
  private final long begun = System.nanoTime();
  private long done;
  private long drawn = begun + FIRST_NANOS - NEXT_NANOS;
  private boolean visible;

  /// A bar for work of a known size.
  public Progress(PrintWriter err, long total) {
    this.err = err;
    this.total = total;
  }

  /// A bar for work whose size is known when its first part is done.
  public Progress(PrintWriter err) {
    this(err, 0);
  }

  public void advance() {
    advanced(done + 1, total);
  }

  public void advanced(long parts, long all) {
    done = parts;
    total = all;
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
