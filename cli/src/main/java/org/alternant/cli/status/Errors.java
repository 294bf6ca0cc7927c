package org.alternant.cli.status;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.iteration.run.DeviceException;
import picocli.CommandLine;
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
    List<String> similar =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint =
        similar.isEmpty()
            ? "try '" + command.getCommandSpec().qualifiedName() + " --help'"
            : "did you mean '" + similar.getFirst() + "'?";
    print(command, oneLine(String.valueOf(exception.getMessage())) + " (" + hint + ")");
    return ExitStatus.USAGE;
  }

  public static int execution(Exception exception, CommandLine command, boolean debug) {
    if (debug) {
      exception.printStackTrace(command.getErr());
    }
    String exhausted = Memory.exhausted(exception);
    if (exhausted != null) {
      return fail(command, exhausted, ExitStatus.NOT_ENOUGH_MEMORY);
    }
    String message = oneLine(String.valueOf(exception.getMessage()));
    return switch (exception) {
      case BackendUnavailable _ -> fail(command, message, ExitStatus.BACKEND_UNAVAILABLE);
      case DeviceException _ ->
          fail(command, "the device failed: " + message, ExitStatus.BACKEND_UNAVAILABLE);
      case CheckFailed _ -> fail(command, message, ExitStatus.CHECK_FAILED);
      case Memory.NotEnough _ -> fail(command, message, ExitStatus.NOT_ENOUGH_MEMORY);
      case BadInput _ -> fail(command, message, ExitStatus.BAD_INPUT);
      case TableFormatException _ -> fail(command, message, ExitStatus.BAD_INPUT);
      case IOException e -> fail(command, oneLine(describe(e)), ExitStatus.BAD_INPUT);
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

  /// What went wrong with a file: the exceptions of `java.nio.file` carry only its name.
  public static String describe(IOException exception) {
    return switch (exception) {
      case NoSuchFileException e -> e.getFile() + ": no such file or directory";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case NotDirectoryException e -> e.getFile() + ": not a directory";
      case FileSystemException e when e.getReason() != null ->
          e.getFile() + ": " + e.getReason().toLowerCase(Locale.ROOT);
      default -> String.valueOf(exception.getMessage());
    };
  }

  private static int fail(CommandLine command, String message, int status) {
    print(command, message);
    return status;
  }

  /// Prints one line: the command's name and what went wrong.
  public static void print(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + message);
    err.flush();
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
  }
}
