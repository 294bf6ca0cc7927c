package org.alternant.cli;

/// The exit statuses of every command.
final class ExitStatus {

  /// Done.
  static final int DONE = 0;

  /// A bound or check failed.
  static final int CHECK_FAILED = 1;

  /// An option or argument is wrong.
  static final int USAGE = 2;

  /// Input data is bad, or a file cannot be read or written.
  static final int BAD_INPUT = 3;

  /// A backend is not available.
  static final int BACKEND_UNAVAILABLE = 4;

  /// A defect of this program (sysexits' EX_SOFTWARE).
  static final int DEFECT = 70;

  private ExitStatus() {}
}
