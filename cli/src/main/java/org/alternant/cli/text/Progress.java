package org.alternant.cli.text;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// A progress bar on standard error where that is a terminal: drawn where the work takes longer
/// than a moment, and wiped when it is done.
public final class Progress {

  private static final int WIDTH = 30;
  private static final long FIRST_NANOS = 500_000_000;
  private static final long NEXT_NANOS = 200_000_000;
  private static final int NOT_ASKED = -1;

  private final PrintWriter err;
  private final IntSupplier terminal;
  private final LongSupplier clock;
  private final long begun;
  private long total;
  private long done;
  private long drawn;
  private int columns = NOT_ASKED;
  private int visible;

  /// A bar for work of a known size.
  public Progress(PrintWriter err, long total) {
    this(err, total, Terminal::columns, System::nanoTime);
  }

  /// A bar for work whose size is known when its first part is done.
  public Progress(PrintWriter err) {
    this(err, 0);
  }

  /// A bar on a terminal that may be none (0 columns).
  Progress(PrintWriter err, long total, IntSupplier terminal, LongSupplier clock) {
    this.err = err;
    this.total = total;
    this.terminal = terminal;
    this.clock = clock;
    begun = clock.getAsLong();
    drawn = begun + FIRST_NANOS - NEXT_NANOS;
  }

  public void advance() {
    advanced(done + 1, total);
  }

  public void advanced(long parts, long all) {
    done = parts;
    total = all;
    long now = clock.getAsLong();
    if (now - drawn < NEXT_NANOS) {
      return;
    }
    drawn = now;
    if (columns == NOT_ASKED) {
      columns = terminal.getAsInt();
    }
    if (columns > 0) {
      draw((now - begun) * 1e-9 / done * (total - done));
    }
  }

  /// The bar gets what the words leave of a line: a longer one would wrap, and could not be wiped.
  private void draw(double remaining) {
    String words = String.format(Locale.ROOT, "%d of %d, %.0f s left ", done, total, remaining);
    int width = Math.min(WIDTH, columns - 1 - words.length() - "[] ".length());
    int filled = (int) (width * done / total);
    String line =
        width > 0
            ? "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] " + words
            : words.substring(0, Math.min(words.length(), columns - 1));
    err.print("\r" + line + " ".repeat(Math.max(0, visible - line.length())));
    err.flush();
    visible = line.length();
  }

  public void finish() {
    if (visible > 0) {
      err.print("\r" + " ".repeat(visible) + "\r");
      err.flush();
    }
  }
}
