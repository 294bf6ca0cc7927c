package org.alternant.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Standard output, which remembers the first thing that went wrong: the printers in front of it
/// throw nothing.
///
/// A pipe that nobody reads any more (`| head -1`) is no fault: whoever closed it has what was
/// wanted.
public final class StandardOutput extends OutputStream {

  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream sink;
  private final BooleanSupplier piped;
  private @Nullable IOException failure;

  /// A stream to a sink.
  ///
  /// @param piped whether the sink leads to another process
  public StandardOutput(OutputStream sink, BooleanSupplier piped) {
    this.sink = sink;
    this.piped = piped;
  }

  /// This process's.
  public static StandardOutput ofProcess() {
    return new StandardOutput(
        new FileOutputStream(FileDescriptor.out), StandardOutput::processIsPiped);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      sink.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /// What went wrong; empty if everything arrived, or what did not was wanted by nobody.
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure).filter(_ -> !piped.getAsBoolean());
  }

  /// Asks for the kind of file, not for the error's words, which are in the user's language: a pipe
  /// or socket fails in no other way than that its reader is gone.
  private static boolean processIsPiped() {
    try {
      int mode = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
      return mode == PIPE || mode == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
