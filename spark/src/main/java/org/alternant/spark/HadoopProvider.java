package org.alternant.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.security.AccessControlException;

/// Reads files by Hadoop.
final class HadoopProvider extends FileSystemProvider {

  private final HadoopFileSystem files;
  private final Supplier<Configuration> configuration;

  HadoopProvider(HadoopFileSystem files, Supplier<Configuration> configuration) {
    this.files = files;
    this.configuration = configuration;
  }

  /// What is asked of Hadoop.
  private interface Call<T> {
    T in(org.apache.hadoop.fs.FileSystem system, org.apache.hadoop.fs.Path path) throws IOException;
  }

  private <T> T ask(Path file, Call<T> call) throws IOException {
    try {
      org.apache.hadoop.fs.Path path = ((HadoopPath) file).inHadoop();
      return call.in(path.getFileSystem(configuration.get()), path);
    } catch (FileNotFoundException e) {
      throw named(new NoSuchFileException(file.toString()), e);
    } catch (AccessControlException e) {
      throw named(new AccessDeniedException(file.toString()), e);
    } catch (IllegalArgumentException e) {
      // A URI that Hadoop does not read.
      throw new IOException(e.getMessage(), e);
    }
  }

  private static IOException named(IOException named, IOException cause) {
    named.initCause(cause);
    return named;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
    return ask(
        path,
        (system, file) ->
            new HadoopChannel(system.open(file), system.getFileStatus(file).getLen()));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    FileStatus _ = ask(path, org.apache.hadoop.fs.FileSystem::getFileStatus);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException();
    }
    return type.cast(
        new HadoopAttributes(ask(path, org.apache.hadoop.fs.FileSystem::getFileStatus)));
  }

  @Override
  public String getScheme() {
    return "hadoop";
  }

  @Override
  public HadoopFileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public HadoopPath getPath(URI uri) {
    return files.getPath(uri.toString());
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.equals(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }
}
