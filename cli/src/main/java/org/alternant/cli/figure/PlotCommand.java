package org.alternant.cli.figure;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BackendUnavailable;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.tables.CatalogueCommand;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.figure.Figure;
import org.alternant.toolkit.figure.FigureFormat;
import org.alternant.toolkit.figure.FigureOutcome;
import org.alternant.toolkit.figure.FigurePanel;
import org.alternant.toolkit.figure.FigureRefusal;
import org.alternant.toolkit.figure.FigureSize;
import org.alternant.toolkit.figure.FigureTask;
import org.alternant.toolkit.figure.FigureTheme;
import org.alternant.toolkit.figure.FormulaFigure;
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
          + " proved as by 'alternant verify'; curves are sampled from the exact composition.",
      "",
      "Several tables share the panels of composition and error, on the smallest interval that"
          + " holds what each was made for; --panels steps draws a panel of steps for each table.",
      "",
      "A table of parts, such as a projection or a clip with --budget, is drawn alone: the function"
          + " beside its target, and the error between its certified bounds.",
      "",
      "-o names the file; its ending, .svg or .png, chooses the format. What has no ending, namely"
          + " standard output (-), a pipe or a device, gets SVG.%n"
    })
public final class PlotCommand implements Callable<Integer>, Sectioned {

  /// What a table of parts takes.
  private static final Set<String> FORMULA_OPTIONS =
      Set.of(
          "--lower", "--upper", "--panels", "--size", "--theme", "--output", "--force", "--debug");

  private static final Pattern SIZE = Pattern.compile("([0-9]+)[xX]([0-9]+)");

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
  private @Nullable Set<FigurePanel> panels;

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
          "${COMPLETION-CANDIDATES}: dark text on white, which prints well, or light text on a dark"
              + " background (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private FigureTheme theme;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, BackendUnavailable, CheckFailed, IOException {
    FigureFormat format = format();
    check();
    output.check();
    TableArgument.requireStandardInputOnce(spec, arguments);
    List<CoefficientTable> tables = new ArrayList<>();
    for (String argument : arguments) {
      TableArgument named = TableArgument.of(argument);
      Optional<FormulaTable> formula = named.readFormula();
      if (formula.isPresent()) {
        return draw(formula.get(), format);
      }
      CoefficientTable table = named.read();
      StepCount.requireOf(spec, table, steps);
      tables.add(table);
    }
    List<String> functions = tables.stream().map(one -> one.function().words()).distinct().toList();
    if (functions.size() > 1) {
      throw usage("a figure shows tables for one function, found " + String.join(", ", functions));
    }
    FigureTask task =
        FigureTask.of(tables)
            .withInput(inputInterval.orElse(FigureTask.input(tables)))
            .withSteps(steps)
            .withSize(size())
            .withTheme(theme)
            .withFormat(format);
    FigureTask shown = panels == null ? task : task.withPanels(List.copyOf(panels));
    return write(progress -> Figure.of(shown, progress));
  }

  private int write(Function<ProgressListener, FigureOutcome> figure)
      throws BadInput, BackendUnavailable, CheckFailed, IOException {
    // No window is opened; said before Java's graphics starts, which looks for a display.
    System.setProperty("java.awt.headless", "true");
    PrintWriter err = spec.commandLine().getErr();
    switch (Progress.during(err, figure::apply)) {
      case FigureOutcome.Drawn drawn -> output.write(drawn.content());
      case FigureOutcome.Refused(FigureRefusal reason) -> refuse(reason);
    }
    return ExitStatus.DONE;
  }

  private int draw(FormulaTable table, FigureFormat format)
      throws BadInput, BackendUnavailable, CheckFailed, IOException {
    Companions.requireOnly(spec, FORMULA_OPTIONS, " is not for tables of parts");
    if (arguments.size() > 1) {
      throw new BadInput(table.name() + ": a table of parts is drawn alone");
    }
    Set<FigurePanel> shown =
        panels == null ? EnumSet.of(FigurePanel.COMPOSITION, FigurePanel.ERROR) : panels;
    if (shown.contains(FigurePanel.STEPS)) {
      throw usage("--panels: a table of parts has no steps of its own; take composition,error");
    }
    Interval input = inputInterval.orElse(table.nominal());
    if (input.lower() == input.upper()) {
      throw usage(point(input));
    }
    if (table.function().actsOnSingularValues() && input.lower() < 0) {
      throw usage(
          "--lower must not be negative for singular values, found "
              + MessageText.number(input.lower()));
    }
    FigureSize pixels = size();
    return write(
        progress ->
            FormulaFigure.of(table, input, List.copyOf(shown), pixels, theme, format, progress));
  }

  private FigureFormat format() {
    Path file = output.file();
    if (file == null) {
      throw usage("name the figure's file with -o; its ending, .svg or .png, chooses the format");
    }
    Optional<FigureFormat> byEnding = FigureFormat.of(file.toString());
    return byEnding.isEmpty() && output.isStream()
        ? FigureFormat.SVG
        : byEnding.orElseThrow(
            () ->
                usage(
                    "-o: the file must end in .svg or .png, which chooses the format, found '"
                        + file
                        + "'"));
  }

  /// What can be said before the tables are read.
  private void check() {
    if (arguments.size() > Figure.MOST_TABLES) {
      throw usage(tooMany(arguments.size(), Figure.MOST_TABLES));
    }
    StepCount.require(spec, steps, Figure.MOST_STEPS);
  }

  private @Nullable FigureSize size() {
    if (size == null) {
      return null;
    }
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw usage("--size: expected WxH such as 1290x350, found '" + size + "'");
    }
    BigInteger width = new BigInteger(matcher.group(1));
    BigInteger height = new BigInteger(matcher.group(2));
    if (width.max(height).compareTo(BigInteger.valueOf(FigureSize.MOST)) > 0) {
      throw usage("--size: at most " + FigureSize.MOST + " pixels a side, found " + size);
    }
    return new FigureSize(width.intValueExact(), height.intValueExact());
  }

  private void refuse(FigureRefusal reason) throws BadInput, BackendUnavailable, CheckFailed {
    switch (reason) {
      case FigureRefusal.TooManyTables(int count, int most) -> throw usage(tooMany(count, most));
      case FigureRefusal.NoLogarithmicAxis(Interval input) ->
          throw usage(
              input.lower() <= 0
                  ? "--lower must be positive for a logarithmic axis, found "
                      + MessageText.number(input.lower())
                  : point(input));
      case FigureRefusal.TooSmall tooSmall ->
          throw usage(
              "--size: a panel needs "
                  + words(tooSmall.least())
                  + " pixels, but "
                  + words(tooSmall.size())
                  + " leaves "
                  + words(tooSmall.panel())
                  + " for each of "
                  + tooSmall.panels());
      case FigureRefusal.TooManySteps(String table, int count, int most) ->
          throw new BadInput(
              table
                  + " has "
                  + count
                  + " steps, more than the "
                  + most
                  + " that can be drawn; --steps T draws the first T");
      case FigureRefusal.NotDetermined(String table) ->
          throw new CheckFailed(Errors.undetermined(table));
      case FigureRefusal.NoFonts(String missing) ->
          throw new BackendUnavailable(
              "Java cannot draw text on this machine ("
                  + missing
                  + "); install fontconfig and a font, on Debian: apt-get install libfontconfig1"
                  + " fonts-dejavu-core");
    }
  }

  private static String point(Interval input) {
    return "--lower must be below --upper, found "
        + MessageText.number(input.lower())
        + " for both";
  }

  private static String tooMany(int tables, int most) {
    return "at most " + most + " tables can be told apart, found " + tables;
  }

  private static String words(FigureSize pixels) {
    return pixels.width() + "x" + pixels.height();
  }

  @Override
  public List<OptionSection> sections() {
    return List.of(
        OptionSection.of("What to draw", "--panels", "--lower", "--upper", "--steps"),
        OptionSection.of("Look", "--size", "--theme"),
        OptionSection.of("Output", "--output", "--force"),
        OptionSection.of("Help", "--help", "--version", "--debug"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
