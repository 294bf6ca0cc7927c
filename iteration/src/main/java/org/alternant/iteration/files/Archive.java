package org.alternant.iteration.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A ZIP archive: Java's own on this machine's files, [FarArchive] where Java's cannot read.
interface Archive extends Closeable {

  /// Opens an archive.
  ///
  /// @throws java.util.zip.ZipException if it is damaged
  static Archive open(Path file) throws IOException {
    return file.getFileSystem().equals(FileSystems.getDefault())
        ? new Near(new ZipFile(file.toFile()))
        : FarArchive.open(file);
  }

  /// All entries in the order of the directory at its end.
  List<? extends ZipEntry> entries();

  /// The entry of a name; null where there is none.
  @Nullable ZipEntry entry(String name);

  /// What an entry holds, unpacked.
  ///
  /// @param entry one of this archive
  InputStream stream(ZipEntry entry) throws IOException;

  /// By Java.
  record Near(ZipFile archive) implements Archive {

    @Override
    public List<? extends ZipEntry> entries() {
      return archive.stream().toList();
    }

    @Override
    public @Nullable ZipEntry entry(String name) {
      return archive.getEntry(name);
    }

    @Override
    public InputStream stream(ZipEntry entry) throws IOException {
      return archive.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
      archive.close();
    }
  }
}
