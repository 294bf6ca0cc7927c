package org.alternant.cli.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BackendUnavailable;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.tables.CatalogueCommand;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `alternant plot`: a figure of tables.
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    header = "Draw what tables do to singular values: steps, composition, error.",
    description = {
      "The steps: each polynomial on the image of [L, U] under the steps before it. The composition"
          + " of all steps on a logarithmic axis from L to U, with its certified image as a band."
          + " The error |1 - composition| with its certified maximum as a line. Bands and lines are"
          + " proved as by 'alternant verify', curves sampled from the exact composition.",
      "",
      "Several tables share the panels of composition and error, on the smallest interval that"
          + " holds the one each was made for; --panels steps draws a panel of steps for each.",
      "",
      "-o names the file; its ending, .svg or .png, is the format.%n"
    })
public final class PlotCommand implements Callable<Integer> {

  /// More steps than anyone runs, and few enough to draw in seconds.
  private static final int MAXIMUM_STEPS = 100;

  private static final int MAXIMUM_SIDE = 5000;

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})[xX]([0-9]{1,5})");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "TABLE",
      completionCandidates = CatalogueCommand.Names.class,
      description = "Files, shipped tables' names or literals; at most 7.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private List<String> arguments;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private InputInterval inputInterval;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Draw T steps: the first T rows, or on by the tail rule.")
  private @Nullable Integer steps;

  @Option(
      names = "--panels",
      split = ",",
      paramLabel = "PANEL",
      completionCandidates = Choices.Ids.class,
      description =
          "What to show, separated by commas: ${COMPLETION-CANDIDATES} (default: all three for one"
              + " table, composition,error for several).")
  private @Nullable List<FigurePanel> panels;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Width and height in pixels (default: 430x350 a panel, more for long legends).")
  private @Nullable String size;

  @Option(
      names = "--theme",
      defaultValue = "light",
      paramLabel = "THEME",
      completionCandidates = Choices.Ids.class,
      description =
          "${COMPLETION-CANDIDATES}: dark on white, readable everywhere and in print, or light on"
              + " dark (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private FigureTheme theme;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, BackendUnavailable, IOException {
    FigureFormat format = format();
    check();
    output.check();
    List<CoefficientTable> tables = new ArrayList<>();
    for (String argument : arguments) {
      tables.add(TableArgument.read(argument));
    }
    Interval input = input(tables);
    List<FigurePanel> kinds = kinds(tables.size());
    FigureGrid grid = grid(Figure.count(kinds, tables.size()), tables.size());
    requireFonts();
    Map<String, Integer> seen = new HashMap<>();
    List<SampledTable> sampled = new ArrayList<>();
    for (CoefficientTable table : tables) {
      List<Step> run = run(table);
      String label = label(table, run, grid.longestName(), seen);
      sampled.add(SampledTable.of(label, run, input, grid.samplingColumns()));
    }
    output.write(format.render(new Figure(sampled, kinds, theme, grid)));
    return ExitStatus.DONE;
  }

  private FigureFormat format() {
    Path file = output.file();
    if (file == null) {
      throw usage("name the figure's file by -o; its ending, .svg or .png, is the format");
    }
    return FigureFormat.of(file.toString())
        .orElseThrow(
            () -> usage("-o: the file's ending must be .svg or .png, found '" + file + "'"));
  }

  private void check() {
    if (arguments.size() > FigureStyle.MOST_CURVES) {
      throw usage(
          "at most "
              + FigureStyle.MOST_CURVES
              + " tables can be told apart, found "
              + arguments.size());
    }
    StepCount.require(spec, steps, MAXIMUM_STEPS);
  }

  private Interval input(List<CoefficientTable> tables) {
    Interval input = inputInterval.of(tables);
    if (input.lower() <= 0) {
      throw usage("--lower must be positive for a logarithmic axis, found " + input.lower());
    }
    if (input.lower() == input.upper()) {
      throw usage("--lower must be below --upper, found " + input.lower() + " for both");
    }
    return input;
  }

  private List<FigurePanel> kinds(int tables) {
    if (panels != null) {
      return panels.stream().distinct().toList();
    }
    return tables == 1
        ? List.of(FigurePanel.values())
        : List.of(FigurePanel.COMPOSITION, FigurePanel.ERROR);
  }

  private FigureGrid grid(int panelCount, int tables) {
    if (size == null) {
      return FigureGrid.preferred(panelCount, tables);
    }
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw usage("--size: expected WxH such as 1290x350, found '" + size + "'");
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = Integer.parseInt(matcher.group(2));
    if (Math.max(width, height) > MAXIMUM_SIDE) {
      throw usage("--size: at most " + MAXIMUM_SIDE + " pixels a side, found " + size);
    }
    FigureGrid grid = new FigureGrid(panelCount, tables, width, height);
    if (grid.isTooSmall()) {
      throw usage(
          "--size: a panel needs "
              + FigureGrid.SMALLEST_WIDTH
              + "x"
              + grid.smallestHeight()
              + " pixels, but "
              + size
              + " leaves "
              + grid.panelWidth()
              + "x"
              + grid.panelHeight()
              + " to each of "
              + panelCount);
    }
    return grid;
  }

  private List<Step> run(CoefficientTable table) throws BadInput {
    List<Step> run = steps == null ? table.steps() : table.run(steps);
    if (run.size() > MAXIMUM_STEPS) {
      throw new BadInput(
          table.name()
              + " has "
              + run.size()
              + " steps, more than the "
              + MAXIMUM_STEPS
              + " that can be drawn; --steps T draws the first T");
    }
    return run;
  }

  /// The table's name, shortened, told apart from those before it.
  private String label(
      CoefficientTable table, List<Step> run, int longest, Map<String, Integer> seen) {
    String name = table.name();
    String shown =
        (name.length() <= longest ? name : name.substring(0, longest - 1) + "…")
            + (steps == null ? "" : ", " + run.size() + (run.size() == 1 ? " step" : " steps"));
    int number = seen.merge(shown, 1, Integer::sum);
    return number == 1 ? shown : shown + " (" + number + ")";
  }

  private static void requireFonts() throws BackendUnavailable {
    // No window is opened; said before Java's graphics starts, which looks for a display.
    System.setProperty("java.awt.headless", "true");
    String missing = FigureStyle.missingFonts().orElse(null);
    if (missing != null) {
      throw new BackendUnavailable(
          "Java cannot draw text on this machine ("
              + missing
              + "); install fontconfig and a font, on Debian: apt-get install libfontconfig1"
              + " fonts-dejavu-core");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
