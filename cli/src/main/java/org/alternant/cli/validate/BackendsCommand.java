package org.alternant.cli.validate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `alternant backends`: what can compute on this machine.
@Command(
    name = "backends",
    mixinStandardHelpOptions = true,
    header = "List what can compute on this machine.",
    description =
        "For 'validate --backend NAME': each backend's device and precisions, or everything that"
            + " was tried and what to install. OpenCL takes the first device that works, graphics"
            + " processors before others; JAVA_TOOL_OPTIONS=-Dalternant.opencl.device=N (as"
            + " 'clinfo -l' counts) or part of a name chooses another.%n")
public final class BackendsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON: an array.")
  private boolean json;

  private final List<Backend> backends;

  BackendsCommand() {
    this(Backends.all());
  }

  BackendsCommand(List<Backend> backends) {
    this.backends = List.copyOf(backends);
  }

  @Override
  public Integer call() {
    if (json) {
      Output.json(spec, toJson());
    } else {
      PrintWriter out = spec.commandLine().getOut();
      table().lines().forEach(out::println);
      out.flush();
    }
    return ExitStatus.DONE;
  }

  /// The first line of a backend says whether it is available, the others why not or what it has.
  private TextTable table() {
    TextTable table = new TextTable("<backend", "<computes on");
    for (Backend backend : backends) {
      String name = backend.name();
      for (String line : lines(backend)) {
        table.row(name, line);
        name = "";
      }
    }
    return table;
  }

  private static List<String> lines(Backend backend) {
    List<String> lines = new ArrayList<>();
    switch (backend.availability()) {
      case Availability.Available(String device) -> {
        lines.add(MessageText.line(device));
        lines.add(precisions(backend).stream().collect(Collectors.joining(", ", "in ", "")));
      }
      case Availability.Unavailable(List<String> reasons) -> {
        lines.add("nothing: it is not available");
        reasons.forEach(reason -> lines.add("- " + MessageText.line(reason)));
      }
    }
    return lines;
  }

  private static List<String> precisions(Backend backend) {
    return backend.precisions().stream().sorted().map(EnumIds::of).toList();
  }

  private JsonArray toJson() {
    JsonArray array = new JsonArray();
    for (Backend backend : backends) {
      JsonObject node = array.addObject();
      node.put("name", backend.name());
      switch (backend.availability()) {
        case Availability.Available(String device) -> {
          node.put("available", true);
          node.put("device", device);
          JsonArray precisions = node.putArray("precisions");
          precisions(backend).forEach(precisions::add);
        }
        case Availability.Unavailable(List<String> reasons) -> {
          node.put("available", false);
          JsonArray all = node.putArray("reasons");
          reasons.forEach(all::add);
        }
      }
    }
    return array;
  }
}
