package org.alternant.spark;

import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/// The name of a file in one of Hadoop's file systems, as it was given, or the last part of one.
record HadoopPath(HadoopFileSystem files, String name) implements Path {

  /// The same for Hadoop.
  org.apache.hadoop.fs.Path inHadoop() {
    return new org.apache.hadoop.fs.Path(name);
  }

  @Override
  public HadoopFileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return name.contains(":/");
  }

  @Override
  public HadoopPath getFileName() {
    return new HadoopPath(files, name.substring(name.lastIndexOf('/') + 1));
  }

  @Override
  public HadoopPath getParent() {
    return new HadoopPath(files, name.substring(0, name.lastIndexOf('/') + 1));
  }

  @Override
  public HadoopPath resolve(Path other) {
    return other.isAbsolute()
        ? (HadoopPath) other
        : new HadoopPath(files, (name.endsWith("/") ? name : name + "/") + other);
  }

  @Override
  public HadoopPath normalize() {
    return this;
  }

  @Override
  public HadoopPath toAbsolutePath() {
    return this;
  }

  @Override
  public HadoopPath toRealPath(LinkOption... options) {
    return this;
  }

  @Override
  public URI toUri() {
    return inHadoop().toUri();
  }

  @Override
  public int compareTo(Path other) {
    return name.compareTo(other.toString());
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public HadoopPath getRoot() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getNameCount() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getName(int index) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path subpath(int begin, int end) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean startsWith(Path other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean endsWith(Path other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path relativize(Path other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }
}
