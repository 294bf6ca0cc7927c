package org.alternant.spark;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.alternant.cli.options.Converters;
import org.apache.hadoop.conf.Configuration;

/// Where files lie: by a path, which has to mean the same file on every machine, or by a URI of one
/// of Hadoop's file systems, such as `hdfs://namenode/model.safetensors`.
final class Locations {

  private static final Pattern LOCAL = Pattern.compile("(?si)file:(/.*)");
  private static final Pattern HADOOP = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private final HadoopFileSystem hadoop;

  /// @param configuration of Hadoop, asked for when the first URI is read
  Locations(Supplier<Configuration> configuration) {
    hadoop = new HadoopFileSystem(configuration);
  }

  /// The file that a name means.
  Path path(String name) {
    var local = LOCAL.matcher(name);
    if (local.matches()) {
      return Converters.path(local.group(1));
    }
    return HADOOP.matcher(name).matches() ? hadoop.getPath(name) : Converters.path(name);
  }

  /// The name by which [#path] finds a file on another machine.
  static String name(Path file) {
    return file.getFileSystem().equals(FileSystems.getDefault())
        ? file.toAbsolutePath().toString()
        : file.toString();
  }
}
