package org.alternant.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.alternant.cli.design.DesignCommand;
import org.alternant.cli.design.RecommendCommand;
import org.alternant.cli.export.ExportCommand;
import org.alternant.cli.figure.PlotCommand;
import org.alternant.cli.model.CommandModels;
import org.alternant.cli.options.Converters;
import org.alternant.cli.options.ListOptions;
import org.alternant.cli.options.SectionedHelp;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.status.LostText;
import org.alternant.cli.survey.SurveyCommand;
import org.alternant.cli.tables.AuditCommand;
import org.alternant.cli.tables.CatalogueCommand;
import org.alternant.cli.tables.CompareCommand;
import org.alternant.cli.tables.SolveCommand;
import org.alternant.cli.tables.VerifyCommand;
import org.alternant.cli.text.StandardOutput;
import org.alternant.cli.validate.BackendsCommand;
import org.alternant.cli.validate.ValidateCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line `alternant COMMAND …`.
@Command(
    name = "alternant",
    mixinStandardHelpOptions = true,
    version = "alternant 0.1.0",
    header =
        "Designs, certifies and runs coefficient tables for polynomial iterations: the matrix sign"
            + " function, the polar factor and inverse roots.",
    description = {
      "",
      "A TABLE is a file, - for standard input, the name of a shipped table (see 'alternant"
          + " catalogue'), or a literal: 'a,b,c; a,b,c'. Files are tables as 'design' writes them,"
          + " Python or JSON lists of rows, the JSON of the Polar Express package, or .npy arrays.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:a bound or check failed",
      "2:usage: an option or argument is wrong",
      "3:bad input data, or a file or output that cannot be read or written",
      "4:a backend, or a font to draw figures with, is not available",
      "5:not enough memory"
    },
    footerHeading = "%nA table to run in bfloat16, its code, and what it does to a matrix:%n",
    footer = {
      "  alternant recommend --budget 15 -o table.json",
      "  alternant export table.json --to pytorch -o orthogonalize.py",
      "  alternant validate table.json --rows 512 --cols 256 --precision bfloat16"
    })
public final class Main implements Callable<Integer> {

  private static final int HELP_WIDTH = 100;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  /// Creates the command; picocli fills it.
  public Main() {}

  /// The commands by name, in the order of the help.
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    // Picocli looks for readers of all that Java has, by reflection.
    System.setProperty("picocli.converters.excludes", "java[.].*");
    COMMANDS.put("solve", SolveCommand.class);
    COMMANDS.put("design", DesignCommand.class);
    COMMANDS.put("recommend", RecommendCommand.class);
    COMMANDS.put("survey", SurveyCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("validate", ValidateCommand.class);
    COMMANDS.put("backends", BackendsCommand.class);
    COMMANDS.put("audit", AuditCommand.class);
    COMMANDS.put("compare", CompareCommand.class);
    COMMANDS.put("plot", PlotCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("catalogue", CatalogueCommand.class);
    COMMANDS.put("generate-completion", GenerateCompletion.class);
  }

  /// Runs the command line and exits with its status.
  ///
  /// @param arguments the words after `alternant`
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(StandardOutput.ofProcess(), arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // While options were being read: later ones have a command's name.
      status = Errors.tooSmall(e);
    }
    System.err.flush();
    // Not System.exit: since Java 21 that sets up logging first, which takes longer than a solve.
    Runtime.getRuntime().halt(status);
  }

  /// Runs the command line with a standard output that may take nothing, or not all.
  ///
  /// @return the exit status
  static int run(StandardOutput standardOutput, String... arguments) {
    System.setOut(new PrintStream(standardOutput, false, StandardCharsets.UTF_8));
    CommandLine commandLine = commandLine(arguments);
    Optional<String> lost =
        LostText.find(
            arguments, System.getProperty("user.dir"), System.getProperty("sun.jnu.encoding"));
    if (lost.isPresent()) {
      Errors.print(commandLine, lost.get());
      return ExitStatus.USAGE;
    }
    int status = commandLine.execute(arguments);
    commandLine.getOut().flush();
    return standardOutput
        .failure()
        .map(failure -> Errors.lostOutput(failure, commandLine, status))
        .orElse(status);
  }

  /// The command line for given arguments, writing to the standard streams in UTF-8.
  ///
  /// Where they begin with a command's name, only that command is built, if possible without its
  /// annotations ([CommandModels]): reading them takes longer than everything else together.
  static CommandLine commandLine(String... arguments) {
    Main main = new Main();
    Class<?> wanted = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    CommandLine commandLine =
        wanted == null || wanted == GenerateCompletion.class
            ? annotated(main, COMMANDS.values())
            : CommandModels.find(main, wanted, arguments[0], List.of(arguments))
                .orElseGet(() -> annotated(main, List.of(wanted)));
    return configured(main, commandLine);
  }

  private static CommandLine configured(Main main, CommandLine commandLine) {
    Converters.register(commandLine);
    // An argument that begins with @ is a name, not a file of arguments.
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setHelpFactory(SectionedHelp::new);
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(Errors::usage);
    commandLine.setExecutionStrategy(main::execute);
    commandLine.setExecutionExceptionHandler(
        (exception, failed, _) -> Errors.execution(exception, failed, main.debug));
    return commandLine;
  }

  /// Runs one command that was made outside.
  ///
  /// @param name its name
  /// @param command the command
  /// @param files how names of files are read
  /// @param arguments the words after the name
  /// @return the exit status
  public static int run(
      String name, Object command, ITypeConverter<Path> files, String... arguments) {
    Main main = new Main();
    CommandLine commandLine = configured(main, new CommandLine(main).addSubcommand(name, command));
    commandLine.registerConverter(Path.class, files);
    int status =
        commandLine.execute(
            Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new));
    commandLine.getOut().flush();
    return status;
  }

  private static CommandLine annotated(Main main, Collection<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(main);
    commands.forEach(commandLine::addSubcommand);
    return commandLine;
  }

  private int execute(ParseResult parsed) throws ExecutionException {
    ListOptions.check(parsed);
    CommandLine named = parsed.asCommandLineList().getLast();
    // picocli lets its own command for help pass with them.
    if (!named.getUnmatchedArguments().isEmpty()) {
      throw new UnmatchedArgumentException(named, named.getUnmatchedArguments());
    }
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError | StackOverflowError e) {
      CommandLine command = parsed.asCommandLineList().getLast();
      // Of the handlers, picocli shows them exceptions only.
      return Errors.execution(new ExecutionException(command, "", e), command, debug);
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitStatus.USAGE;
  }
}
