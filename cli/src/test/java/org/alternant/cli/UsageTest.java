package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @Test
  void tableThatLooksLikeAnOptionIsToldHowToPass() {
    Run run = Run.of("verify", "-1.5,0.5");
    assertEquals(2, run.status());
    assertEquals(
        "alternant verify: Unknown option: '-1.5,0.5' (put -- before a table that begins with a"
            + " minus sign, and after all options)\n",
        run.err());
    assertEquals(0, Run.of("verify", "--", "-1.5,0.5").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          export jordan-5 --to c --force | alternant export: --force does nothing without -o
          design --degree 5 --steps 2 --lower 0.1 --force | alternant design: --force does nothing without -o
          recommend --force | alternant recommend: --force does nothing without -o
          design --degree 5 --steps 2 --lower 0.1 --safety-placement post-hoc | alternant design: --safety-placement does nothing without --safety
          design --degree 5 --steps 2 --lower 0.1 --form standard | alternant design: --allowed-degrees, --symmetric, --form and --gram-precision are for a search: add --budget, --flops or --max-error
          verify nanochat-5 --tail cycle | alternant verify: --tail does nothing without --steps
          recommend --budget 2147483647 | alternant recommend: the budget must be from 2 to 40 products, found 2147483647
          recommend -o /dev/stdout | alternant recommend: the answer goes to standard output; name a file for the table with -o
          design --budget 9 --lower 0.1 --pareto -o /dev/stdout | alternant design: --pareto prints to standard output itself; name a file for the table with -o
          design --budget 41 --lower 0.1 --precision bfloat16 | alternant design: the budget is too large: only schedules that cost less than 41 products are searched, found 41 products
          design --degree 127 --steps 1000 --lower 0.1 --precision bfloat16 | alternant design: plans are made for degrees [3, 5, 9, 17], found [127]
          solve --degree 4 --lower 0.1 | alternant solve: --degree must be odd and from 1 to 127, found 4
          solve --degree -3 --lower 0.1 | alternant solve: --degree must be odd and from 1 to 127, found -3
          solve --degree 129 --lower 0.1 | alternant solve: --degree must be odd and from 1 to 127, found 129
          solve --degree 5 --lower 1 | alternant solve: --lower must be below --upper, found 1 and 1
          solve --degree 5 --lower 2 --upper 1 | alternant solve: --lower must be below --upper, found 2 and 1
          solve --degree 5 --lower 0 | alternant solve: --lower must be positive, found 0
          solve --degree 5 --lower -1 | alternant solve: --lower must be positive, found -1
          solve --degree 5 --lower NaN | alternant solve: Invalid value for option '--lower': expected a decimal number, found 'NaN'
          solve --degree 5 --lower 1d | alternant solve: Invalid value for option '--lower': expected a decimal number, found '1d'
          solve --degree 5 --lower 1e-400 | alternant solve: Invalid value for option '--lower': '1e-400' is beyond the range of binary64
          solve --degree 5 --lower 1e-999999999 | alternant solve: Invalid value for option '--lower': '1e-999999999' is beyond the range of binary64
          solve --degree 5 --lower 0.1 --upper 1e400 | alternant solve: Invalid value for option '--upper': '1e400' is beyond the range of binary64
          solve --degree 5 --lower 0.1 --upper 1e2147483647 | alternant solve: Invalid value for option '--upper': '1e2147483647' is beyond the range of binary64
          solve --degree 5 --lower 1e999999999999 | alternant solve: Invalid value for option '--lower': '1e999999999999' is beyond the range of binary64
          solve --degree 5 --lower 1e-999999999999 | alternant solve: Invalid value for option '--lower': '1e-999999999999' is beyond the range of binary64
          solve --degree 5 --lower 0e999999999999 | alternant solve: --lower must be positive, found 0
          solve --degree five --lower 0.1 | alternant solve: Invalid value for option '--degree': expected a whole number, found 'five'
          solve --degree 5 | alternant solve: Missing required option: '--lower=L'
          solve --degree ٥ --lower 0.1 | alternant solve: Invalid value for option '--degree': expected a whole number, found '٥'
          solve --degree 99999999999 --lower 0.1 | alternant solve: Invalid value for option '--degree': '99999999999' is out of range
          audit nanochat-5 --shape 1,99999999999 | alternant audit: Invalid value for option '--shape': '99999999999' is out of range
          audit nanochat-5 --shape 0,1 | alternant audit: Invalid value for option '--shape': expected rows and columns such as 1024,4096, found '0,1'
          audit nanochat-5 --shape ٥,٥ | alternant audit: Invalid value for option '--shape': expected rows and columns such as 1024,4096, found '٥,٥'
          verify nanochat-5 --precision bfloat16 --rounding-slack 1d | alternant verify: Invalid value for option '--rounding-slack': expected S or S,L, found '1d'
          verify nanochat-5 --precision bfloat16 --rounding-slack 1,1e400 | alternant verify: Invalid value for option '--rounding-slack': '1e400' is beyond the range of binary64
          design --degree 5 --steps 0 --lower 0.1 | alternant design: --steps must be from 1 to 1000, found 0
          design --degree 6 --steps 2 --lower 0.1 | alternant design: --degree must be odd and from 1 to 127, found 6
          design --degrees 3,4 --lower 0.1 | alternant design: --degree must be odd and from 1 to 127, found 4
          design --degree 5 --steps 2 --lower 1 | alternant design: lower must be below upper, 1, found 1
          design --degree 5 --steps 2 --lower 0.1 --cushion 1 | alternant design: cushion must be in [0, 1), found 1
          design --degree 5 --steps 2 --lower 0.1 --safety 0.9 | alternant design: safety factor must be 1 or more, found 0.9
          design --degree 5 --steps 2 --lower 0.1 --tail loop | alternant design: Invalid value for option '--tail': expected one of stop, repeat-last, found 'loop'
          design --degree 5 --steps 2 --lower 0.1 --safety-placement IN_LOOP | alternant design: Invalid value for option '--safety-placement': expected one of in-loop, post-hoc, found 'IN_LOOP'
          design --degree 5 --steps 2 --lower 0.1 --coefficients float64 | alternant design: Invalid value for option '--coefficients': expected bfloat16, float16, tfloat32, float32, or decimal:D with D from 1 to 17, found "float64"
          design --degree 5 --steps 2 --lower 0.1 --coefficients decimal:18 | alternant design: Invalid value for option '--coefficients': expected bfloat16, float16, tfloat32, float32, or decimal:D with D from 1 to 17, found "decimal:18"
          design --degree 5 --steps 2 --lower 1e-3 --upper 2e-3 --coefficients float16 | alternant design: coefficient -4.106695773823063E8 of step 1 is too large for float16
          design --degree 5 --steps 2 --lower 0.1 --name a/b | alternant design: a name has 1 to 100 letters, digits, '.', '_' and '-' and starts with a letter or digit, found "a/b"
          design --degree 5 --steps 2 --lower 0.1 --normalization-factor 0 | alternant design: factor must be positive and finite, found 0
          design --lower 0.1 | alternant design: give the steps with --degree and --steps or with --degrees, or a limit with --budget, --flops or --max-error
          design --degree 5 --lower 0.1 | alternant design: give the steps with --degree and --steps or with --degrees, or a limit with --budget, --flops or --max-error
          design --degree 5 --steps 2 | alternant design: give exactly one of --lower, --band, --delta and --from-matrices
          design --degree 5 --steps 2 --degrees 3,5 --lower 0.1 | alternant design: --degrees fixes every step; leave out --degree and --steps
          design --degree 5 --steps 2 --lower 0.1 --shape 3,4 | alternant design: --shape is for --precision or for a search with --flops
          design --budget 1 --lower 0.1 | alternant design: the budget is too small: the cheapest schedule costs 2 products, found 1 product
          design --budget 5 --steps 3 --lower 0.1 | alternant design: the budget is too small: the cheapest schedule costs 6 products, found 5 products
          design --budget 0 --lower 0.1 | alternant design: --budget must be 1 or more, found 0
          design --budget 101 --lower 0.1 | alternant design: the budget is too large: only schedules that cost less than 101 products are searched, found 101 products
          design --budget 1 --band 0.7,1.2 | alternant design: the budget is too small: the cheapest schedule costs 2 products, found 1 product
          design --budget 9 --degrees 3,5 --lower 0.1 | alternant design: --degrees fixes every step, so there is nothing to search for; --allowed-degrees names the degrees to choose from
          design --budget 9 --allowed-degrees 1,3 --lower 0.1 | alternant design: a search needs degrees of 3 or more
          design --budget 9 --allowed-degrees 4 --lower 0.1 | alternant design: --allowed-degrees must be odd and from 1 to 127, found 4
          design --budget 9 --flops 1e9 --shape 3,4 --lower 0.1 | alternant design: --budget counts products; --flops and --shape count operations
          design --flops 1e9 --lower 0.1 | alternant design: --flops needs --shape
          design --budget 9 --symmetric --lower 0.1 | alternant design: --symmetric needs --shape
          design --budget 9 --gram-precision float16 --lower 0.1 | alternant design: --gram-precision is for --form gram
          design --degree 3 --steps 2 --lower 0.1 --gram-precision bfloat16 | alternant design: --allowed-degrees, --symmetric, --form and --gram-precision are for a search: add --budget, --flops or --max-error
          design --max-error -1 --lower 0.1 | alternant design: --max-error must be 0 or more, found -1
          design --max-error 0.1 --band 0.7,1.2 | alternant design: --band and --delta set the error; leave out --max-error
          design --budget 9 --band 0.7 | alternant design: --band needs two numbers 0 < A < B, found [0.7]
          design --budget 9 --band 1.2,0.7 | alternant design: --band needs two numbers 0 < A < B, found [1.2, 0.7]
          design --budget 9 --delta 1 | alternant design: --delta must be between 0 and 1, found 1
          design --budget 9 --lower 0.1 --quantile 0.1 | alternant design: --quantile is for --from-matrices
          design --budget 9 --from-matrices x --quantile 1 | alternant design: --quantile must be at least 0 and below 1, found 1
          design --budget 9 --lower 0.1 --json | alternant design: --json is for --pareto; a table is JSON anyway
          design --budget 9 --delta 0.3 --pareto | alternant design: --pareto needs --budget, --flops or --max-error, and a given lower end
          design --budget 9 --lower 0.1 --safety 1.1 --safety-placement post-hoc | alternant design: a search needs its safety factor in the loop: applied afterwards, it changes the error that was searched for
          verify nanochat-5 --max-error -1 | alternant verify: --max-error must be 0 or more, found -1
          verify nanochat-5 --find-lower -1 | alternant verify: --find-lower must be 0 or more, found -1
          audit nanochat-5 --lower 0 | alternant audit: --lower must be positive, found 0
          plot nanochat-5 | alternant plot: name the figure's file with -o; its ending, .svg or .png, chooses the format
          plot -o f.svg | alternant plot: Missing required parameter: 'TABLE'
          plot nanochat-5 -o f.jpg | alternant plot: -o: the file must end in .svg or .png, which chooses the format, found 'f.jpg'
          plot nanochat-5 -o svg | alternant plot: -o: the file must end in .svg or .png, which chooses the format, found 'svg'
          plot nanochat-5 -o f.svg --steps 0 | alternant plot: --steps must be from 1 to 100, found 0
          plot nanochat-5 -o f.svg --lower 0 | alternant plot: --lower must be positive for a logarithmic axis, found 0
          plot nanochat-5 -o f.svg --lower 1 | alternant plot: --lower must be below --upper, found 1 for both
          plot nanochat-5 -o f.svg --lower 2 | alternant plot: --lower must not be above --upper, found 2 and 1
          plot 1 1 1 1 1 1 1 1 -o f.svg | alternant plot: at most 7 tables can be told apart, found 8
          plot nanochat-5 -o f.svg --panels step | alternant plot: Invalid value for option '--panels' (PANEL): expected one of steps, composition, error, found 'step'
          plot nanochat-5 -o f.svg --theme grey | alternant plot: Invalid value for option '--theme': expected one of light, dark, found 'grey'
          plot nanochat-5 -o f.svg --size 800 | alternant plot: --size: expected WxH such as 1290x350, found '800'
          plot nanochat-5 -o f.svg --size 100000x99999999999 | alternant plot: --size: at most 5000 pixels a side, found 100000x99999999999
          plot nanochat-5 -o f.svg --size 5001x400 | alternant plot: --size: at most 5000 pixels a side, found 5001x400
          plot nanochat-5 -o f.svg --size 1199x400 | alternant plot: --size: a panel needs 400x220 pixels, but 1199x400 leaves 399x400 for each of 3
          plot 1 1 1 -o f.svg --size 860x287 | alternant plot: --size: a panel needs 400x288 pixels, but 860x287 leaves 430x287 for each of 2
          validate nanochat-5 --rows 0 --cols 3 | alternant validate: --rows and --cols must be 1 or more, found 0 and 3
          validate nanochat-5 --rows 3 --cols 3 --steps 0 | alternant validate: --steps must be from 1 to 1000, found 0
          validate nanochat-5 --rows 3 --cols 3 --spectrum-lower 2 | alternant validate: --spectrum-lower, --spectrum-upper: lower must be in (0, 1], found 2
          validate nanochat-5 --rows 3 --cols 3 --precision half | alternant validate: --precision: expected one of float64, float32, tfloat32, bfloat16, float16, all, found 'half'
          validate nanochat-5 --rows 3 --cols 3 --singular-values | alternant validate: --singular-values needs --json and cannot be combined with --repeat
          validate nanochat-5 --rows 3 --cols 3 --singular-values --json --repeat 2 | alternant validate: --singular-values needs --json and cannot be combined with --repeat
          validate nanochat-5 --rows 3 --cols 3 --trace --markdown | alternant validate: --trace and --markdown cannot be combined
          validate nanochat-5 --rows 3 --cols 3 --repeat 2 --markdown | alternant validate: --repeat prints a distribution; leave out --markdown
          validate nanochat-5 --rows 3 --cols 3 --repeat 2 --trace | alternant validate: --repeat prints a distribution; leave out --trace
          validate nanochat-5 --rows 3 --cols 3 --restarts 2 | alternant validate: --restarts needs --form gram
          validate nanochat-5 --rows 3 --cols 3 --form gram --restarts 5 | alternant validate: restarts must come before the last of 5 steps, found [5]
          validate nanochat-5 --rows 3 --cols 3 --form gram --restarts two | alternant validate: --restarts: expected auto, none or steps such as 2,4, found 'two'
          validate nanochat-5 --rows 3 --cols 3 --form square | alternant validate: --form: expected one of standard, gram, found 'square'
          validate nanochat-5 --rows 3 --cols 3 --form gram --function sign | alternant validate: the Gram form computes the polar factor only
          validate nanochat-5 --rows 3 --cols 4 --function sqrt | alternant validate: this function needs a square matrix, found --rows 3 and --cols 4
          validate nanochat-5 --rows 3 --cols 3 --form gram --restarts ٢ | alternant validate: --restarts: expected auto, none or steps such as 2,4, found '٢'
          validate nanochat-5 --rows 3 --cols 3 --backend metal | alternant validate: --backend: expected one of auto, ejml, blas, opencl, cuda, found 'metal'
          validate nanochat-5 --rows 3 --cols 3 --spectrum gaussian --spectrum-lower 0.1 | alternant validate: --spectrum-lower is for singular values that are prescribed; a gaussian matrix has its own
          validate nanochat-5 --rows 3 --cols 3 --spectrum gaussian --spectrum-upper 2 | alternant validate: --spectrum-upper is for singular values that are prescribed; a gaussian matrix has its own
          validate nanochat-5 --rows 3 --cols 3 --repeat 0 | alternant validate: --repeat must be 1 or more, found 0
          validate nanochat-5 --rows 3 --cols 3 --repeat 2 --batch 2 | alternant validate: --repeat and --batch cannot be combined
          validate nanochat-5 --rows 3 --cols 3 --spectrum flat | alternant validate: Invalid value for option '--spectrum': expected one of log-uniform, uniform, geometric, dominant, rank-deficient, clustered, gaussian, adversarial, found 'flat'
          """)
  void wrongUsageGetsOneLineAndStatusTwo(String command, String message) {
    Run run = Run.of(command.split(" "));
    String name = command.substring(0, command.indexOf(' '));
    assertEquals(message + " (try 'alternant " + name + " --help')\n", run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          validate no-such-table --rows 3 --cols 3 | 3 | no file and no shipped table is named 'no-such-table'; 'alternant catalogue' lists the shipped tables
          validate 1,2,x --rows 3 --cols 3 | 3 | row 1, number 3: not a number: "x"
          validate nanochat-5 --matrix /no/such/file | 3 | /no/such/file: no such file or directory
          validate nanochat-5 --matrix / | 3 | /: is a directory, not a matrix file
          validate / --rows 3 --cols 3 | 3 | /: is a directory, not a table
          """)
  void badDataGetsOneLineAndItsStatus(String command, int status, String message) {
    Run run = Run.of(command.split(" "));
    assertEquals("alternant validate: " + message.strip() + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(status, run.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"name\": NaN}", "null", "\u0000"})
  void malformedTablesOnStandardInputGetOneLine(String input) {
    Run run = Run.withInput(input, "validate", "-", "--rows", "3", "--cols", "3");
    assertEquals(3, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("alternant validate: standard input: "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void moreDigitsThanAreReadAreCalledThat() {
    Run run = Run.of("solve", "--degree", "3", "--lower", "0." + "1".repeat(1100));
    assertEquals(2, run.status());
    String words =
        "alternant solve: Invalid value for option '--lower': expected a number of at most 1000"
            + " characters, found '0.11";
    assertTrue(run.err().startsWith(words), run.err());
  }

  @Test
  void tenMegabytesOfBracketsGetOneShortLine() {
    Run run = Run.withInput("[".repeat(10_000_000), "validate", "-", "--rows", "3", "--cols", "3");
    assertEquals(3, run.status());
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().length() < 200, run.err());
  }

  @Test
  void unknownFieldIsNamedWithItsFile(@TempDir Path folder) throws IOException {
    String table = Run.of("catalogue", "nanochat-5", "--json").out();
    Path file = folder.resolve("table.json");
    Files.writeString(file, table.replace("\"tail\"", "\"tial\""));
    Run run = Run.of("validate", file.toString(), "--rows", "3", "--cols", "3");
    assertEquals(3, run.status());
    assertTrue(run.err().startsWith("alternant validate: " + file + ": conventions.tial: "));
  }

  @Test
  void matrixWithNanOrWithoutEntriesIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("matrix.mtx");
    Files.writeString(file, "%%MatrixMarket matrix array real general\n2 1\n1\nnan\n");
    Run nan = Run.of("validate", "nanochat-5", "--matrix", file.toString());
    assertEquals(3, nan.status());
    assertTrue(nan.err().contains("line 4"), nan.err());
    Files.writeString(file, "%%MatrixMarket matrix array real general\n0 0\n");
    Run empty = Run.of("validate", "nanochat-5", "--matrix", file.toString());
    assertEquals(3, empty.status());
    assertTrue(empty.err().contains("empty"), empty.err());
  }

  @Test
  void misspelledCommandGetsASuggestion() {
    Run run = Run.of("solev");
    assertEquals(2, run.status());
    assertEquals(
        "alternant: Unmatched argument at index 0: 'solev' (did you mean 'solve'?)\n", run.err());
  }

  @Test
  void misspelledOptionIsNotHiddenByTheOneThatIsMissing() {
    assertEquals(
        "alternant solve: Unknown options: '--degre', '5' (did you mean '--degree'?)\n",
        Run.of("solve", "--degre", "5", "--lower", "0.1").err());
  }

  @Test
  void misspelledTableGetsASuggestion() {
    assertEquals(
        "alternant verify: no file and no shipped table is named 'nanochat5'; did you mean"
            + " 'nanochat-5'?\n",
        Run.of("verify", "nanochat5").err());
    assertEquals(
        "alternant catalogue: no shipped table is named 'nanochat5'; did you mean 'nanochat-5'?\n",
        Run.of("catalogue", "nanochat5").err());
  }

  @Test
  void noCommandShowsTheHelpOnStandardError() {
    Run run = Run.of();
    assertEquals(2, run.status());
    assertTrue(run.err().contains("Commands:"));
    assertEquals("", run.out());
  }

  @Test
  void completionScriptKnowsTheChoices() {
    Run run = Run.of("generate-completion");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("\"in-loop\" \"post-hoc\""));
    assertTrue(run.out().contains("nanochat-5"));
  }

  @Test
  void completionTakesNothing() {
    Run run = Run.of("generate-completion", "extra");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("extra"), run.err());
    assertEquals(1, run.err().lines().count());
    assertEquals("", run.out());
  }
}
