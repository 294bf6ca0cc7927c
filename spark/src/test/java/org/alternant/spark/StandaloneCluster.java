package org.alternant.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Spark master and two workers of one core, processes of their own on ports that are free, made
/// of the libraries on the class path. All are gone when it is closed.
final class StandaloneCluster implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://[0-9.:]+)");

  /// What the job brings: this project's classes, and the libraries that a cluster does not have.
  private static final Pattern OURS = Pattern.compile("alternant.*|ejml-.*|jackson-core-3.*");

  /// What neither has: figures and tests.
  private static final Pattern NOBODYS =
      Pattern.compile("xchart-.*|batik-.*|VectorGraphics.*|junit-.*|archunit-.*");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder;

  /// What Spark takes for its distribution.
  private final Path home = Path.of("target", "spark-home").toAbsolutePath();

  private final List<Process> processes = new ArrayList<>();
  private final Set<ProcessHandle> children = new HashSet<>();
  private final String master;

  StandaloneCluster(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    link();
    try {
      start("master", "256m", "org.apache.spark.deploy.master.Master", List.of());
      master = find(folder.resolve("master.err"), URL);
      for (int worker = 1; worker <= 2; worker++) {
        start(
            "worker" + worker,
            "256m",
            "org.apache.spark.deploy.worker.Worker",
            List.of("--cores", "1", "--memory", "1g"),
            "--work-dir",
            workFolder(worker).toString(),
            master);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void link() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path entry : classPath()) {
      Path link = jars.resolve(entry.getFileName());
      if (entry.toString().endsWith(".jar")
          && !isOurs(entry)
          && !NOBODYS.matcher(entry.getFileName().toString()).matches()) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, entry.toAbsolutePath());
      }
    }
  }

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  private static boolean isOurs(Path entry) {
    return OURS.matcher(entry.getFileName().toString()).matches();
  }

  private void start(
      String name, String memory, String main, List<String> options, String... others)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
    arguments.addAll(List.of("--webui-port", "0"));
    arguments.addAll(options);
    arguments.addAll(List.of(others));
    java(name, memory, main, arguments);
  }

  private Process java(String name, String memory, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + memory, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", home.resolve("jars") + "/*", main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home")));
    Process process =
        builder
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static String find(Path log, Pattern pattern) throws IOException, InterruptedException {
    for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); ) {
      Matcher matcher = pattern.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher.group(1);
      }
      Thread.sleep(50);
    }
    throw new IOException("no " + pattern + " in " + Files.readString(log));
  }

  /// Where a worker's executors run, and what they say.
  Path workFolder(int worker) {
    return folder.resolve("work" + worker);
  }

  Path output() {
    return folder.resolve("job.out");
  }

  Path errors() {
    return folder.resolve("job.err");
  }

  /// Begins a survey.
  Process submit(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("--master", master));
    Stream.of(
            "spark.ui.enabled=false",
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.executor.memory=512m",
            "spark.executor.cores=1",
            "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
            // Nothing begins before both workers take part.
            "spark.cores.max=2",
            "spark.scheduler.minRegisteredResourcesRatio=1",
            "spark.scheduler.maxRegisteredResourcesWaitingTime=120s")
        .forEach(setting -> words.addAll(List.of("--conf", setting)));
    words.addAll(List.of("--class", "org.alternant.spark.Survey", jar().toString()));
    words.addAll(List.of(arguments));
    return java("job", "512m", "org.apache.spark.deploy.SparkSubmit", words);
  }

  /// As the build packs it.
  private Path jar() throws IOException {
    Path jar = folder.resolve("alternant-spark.jar");
    Set<String> names = new HashSet<>();
    try (JarOutputStream target = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path entry : classPath()) {
        if (Files.isDirectory(entry) && !entry.endsWith("test-classes")) {
          try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              String name = entry.relativize(file).toString();
              if (names.add(name)) {
                target.putNextEntry(new JarEntry(name));
                Files.copy(file, target);
              }
            }
          }
        } else if (isOurs(entry)) {
          copy(entry, target, names);
        }
      }
    }
    return jar;
  }

  private static void copy(Path source, OutputStream target, Set<String> names) throws IOException {
    try (JarFile jar = new JarFile(source.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (!entry.isDirectory() && names.add(entry.getName())) {
          ((JarOutputStream) target).putNextEntry(new JarEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(target);
        }
      }
    }
  }

  /// Kills a worker and its executors, as when its machine is gone.
  void kill(int worker) {
    Process process = processes.get(worker);
    List<ProcessHandle> executors = process.descendants().toList();
    process.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  int await(Process job) throws IOException, InterruptedException {
    if (!job.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("the job does not end: " + Files.readString(errors()));
    }
    return job.exitValue();
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      children.addAll(process.descendants().toList());
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    // Files in their folder are no longer written then.
    Stream.concat(processes.stream().map(Process::toHandle), children.stream())
        .forEach(handle -> handle.onExit().completeOnTimeout(handle, 10, TimeUnit.SECONDS).join());
  }
}
