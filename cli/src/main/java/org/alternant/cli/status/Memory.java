package org.alternant.cli.status;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The heap, which may be too small for what is asked.
public final class Memory {

  private static final double MEBIBYTE = 0x1p20;
  private static final double GIBIBYTE = 0x1p30;

  /// More than this is no question of settings.
  private static final double LARGEST_HEAP = 0x1p42;

  /// The part of a heap that is not for use: two survivor spaces, of which one is empty.
  private static final double RESERVE = 0.1;

  /// What was asked for does not fit the heap.
  public static final class NotEnough extends Exception {
    private static final long serialVersionUID = 1L;

    NotEnough(String message) {
      super(message);
    }
  }

  private Memory() {}

  /// Refuses what does not fit.
  ///
  /// @param bytes about how much it takes
  /// @throws NotEnough if the heap is smaller
  public static void require(double bytes) throws NotEnough {
    if (bytes > heap()) {
      throw new NotEnough("this takes about " + size(bytes) + " of memory, and " + advice(bytes));
    }
  }

  /// What to say when memory is used up; null where that is not why.
  static @Nullable String exhausted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case OutOfMemoryError _ -> {
          return "not enough memory: " + advice(2 * heap());
        }
        case StackOverflowError _ -> {
          return "not enough memory: the stack overflowed; ask for less, or enlarge it:"
              + " JDK_JAVA_OPTIONS=-Xss64m";
        }
        default -> {
          // Perhaps its cause is.
        }
      }
    }
    return null;
  }

  private static String advice(double bytes) {
    return "Java's heap has at most "
        + size(heap())
        + ": ask for less"
        + (bytes > LARGEST_HEAP
            ? ""
            : ", or enlarge it: JDK_JAVA_OPTIONS=-Xmx"
                + (long) Math.ceil(bytes * (1 + RESERVE) / MEBIBYTE)
                + "m");
  }

  private static double heap() {
    return Runtime.getRuntime().maxMemory();
  }

  private static String size(double bytes) {
    return bytes < GIBIBYTE
        ? (long) Math.ceil(bytes / MEBIBYTE) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
  }
}
