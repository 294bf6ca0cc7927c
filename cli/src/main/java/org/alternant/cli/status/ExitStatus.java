package org.alternant.cli.status;

/// The exit statuses of every command.
public final class ExitStatus {

  /// Done.
  public static final int DONE = 0;

  /// A bound or check failed.
  public static final int CHECK_FAILED = 1;

  /// An option or argument is wrong.
  public static final int USAGE = 2;

  /// Input data is bad, or a file cannot be read or written.
  static final int BAD_INPUT = 3;

  /// A backend is not available.
  static final int BACKEND_UNAVAILABLE = 4;

  /// There is not enough memory.
  static final int NOT_ENOUGH_MEMORY = 5;

  /// A defect of this program (sysexits' EX_SOFTWARE).
  static final int DEFECT = 70;

  private ExitStatus() {}
}
