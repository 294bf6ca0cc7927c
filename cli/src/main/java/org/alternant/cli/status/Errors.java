package org.alternant.cli.status;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.run.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns every failure into one line on standard error and an exit status.
public final class Errors {

  /// A backend that was asked for cannot be used.
  public static final class BackendUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public BackendUnavailable(String message) {
      super(message);
    }
  }

  /// A file that cannot be used, with the reason.
  public static final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
      super(message);
    }
  }

  /// Nothing satisfies what was asked for.
  public static final class CheckFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public CheckFailed(String message) {
      super(message);
    }
  }

  private Errors() {}

  public static int usage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    ParameterException first = unmatchedFirst(exception, command);
    List<String> similar =
        first instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint =
        similar.isEmpty()
            ? isNegative(first)
                ? "put -- before a table that begins with a minus sign, and after all options"
                : "try '" + command.getCommandSpec().qualifiedName() + " --help'"
            : "did you mean '" + similar.getFirst() + "'?";
    print(command, first.getMessage() + " (" + hint + ")");
    return ExitStatus.USAGE;
  }

  /// Whether what was not matched is a number or begins with one, such as a literal's rows.
  private static boolean isNegative(ParameterException exception) {
    return exception instanceof UnmatchedArgumentException unmatched
        && unmatched.getUnmatched().getFirst().matches("(?s)-[.0-9].*");
  }

  /// A misspelt option is why the right one is missing.
  private static ParameterException unmatchedFirst(
      ParameterException exception, CommandLine command) {
    List<String> unmatched = command.getUnmatchedArguments();
    return exception instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(command, unmatched)
        : exception;
  }

  public static int execution(Exception exception, CommandLine command, boolean debug) {
    if (debug) {
      StringWriter trace = new StringWriter();
      exception.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().map(Errors::printable).forEach(command.getErr()::println);
    }
    String exhausted = Memory.exhausted(exception);
    if (exhausted != null) {
      return fail(command, exhausted, ExitStatus.NOT_ENOUGH_MEMORY);
    }
    String message = String.valueOf(exception.getMessage());
    return switch (exception) {
      case BackendUnavailable _ -> fail(command, message, ExitStatus.BACKEND_UNAVAILABLE);
      case DeviceException _ ->
          fail(command, "the device failed: " + message, ExitStatus.BACKEND_UNAVAILABLE);
      case CheckFailed _ -> fail(command, message, ExitStatus.CHECK_FAILED);
      case Memory.NotEnough _ -> fail(command, message, ExitStatus.NOT_ENOUGH_MEMORY);
      case BadInput _ -> fail(command, message, ExitStatus.BAD_INPUT);
      case TableFormatException _ -> fail(command, message, ExitStatus.BAD_INPUT);
      case IOException e -> fail(command, describe(e), ExitStatus.BAD_INPUT);
      default ->
          fail(
              command,
              "this is a defect of alternant, please report it with what --debug shows: "
                  + exception.getClass().getSimpleName()
                  + ": "
                  + message,
              ExitStatus.DEFECT);
    };
  }

  /// Says that memory does not even suffice to read the options.
  ///
  /// @param failure what Java threw
  /// @return the exit status
  public static int tooSmall(Error failure) {
    System.err.println("alternant: " + Memory.exhausted(failure));
    return ExitStatus.NOT_ENOUGH_MEMORY;
  }

  /// Says that standard output did not take everything.
  ///
  /// @param status the command's own; that of a fault stays what it is
  /// @return the exit status
  public static int lostOutput(IOException failure, CommandLine command, int status) {
    print(command, "cannot write standard output: " + reason(failure));
    return status == ExitStatus.DONE || status == ExitStatus.CHECK_FAILED
        ? ExitStatus.BAD_INPUT
        : status;
  }

  /// What went wrong with a file, which the exceptions of `java.nio.file` name.
  public static String describe(IOException exception) {
    return exception instanceof FileSystemException named
        ? named.getFile() + ": " + reason(named)
        : reason(exception);
  }

  /// What went wrong, without the file's name.
  public static String reason(IOException exception) {
    return switch (exception) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a directory";
      case FileSystemLoopException _ -> "its symbolic links lead nowhere";
      case FileSystemException e when e.getReason() != null ->
          e.getReason().toLowerCase(Locale.ROOT);
      default -> String.valueOf(exception.getMessage());
    };
  }

  /// What is not proved because images leave binary64.
  public static String overflow(Interval input, int step) {
    return "the image of "
        + input.lower()
        + " to "
        + input.upper()
        + " leaves the range of binary64 in step "
        + step;
  }

  /// What is not proved because of the work that it takes.
  public static String undetermined(String table) {
    return table
        + ": not determined: the proof takes more work than is allowed, because of coefficients or"
        + " ends of very different sizes, high degrees or many rows; take fewer rows or lower"
        + " degrees";
  }

  private static int fail(CommandLine command, String message, int status) {
    print(command, message);
    return status;
  }

  /// Prints one line: the command's name and what went wrong.
  public static void print(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + MessageText.line(message));
    err.flush();
  }

  /// A line of a stack trace.
  private static String printable(String line) {
    return line.startsWith("\t")
        ? "\t" + MessageText.visible(line.substring(1))
        : MessageText.visible(line);
  }
}
