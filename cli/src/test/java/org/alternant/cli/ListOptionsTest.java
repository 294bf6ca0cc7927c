package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Options with several values: a list that is empty, or holds a blank or a doubled entry, is
/// refused before anything runs.
class ListOptionsTest {

  /// For each such option a word that asks for it and everything else it needs, and an entry.
  private record Usage(String words, String entry) {}

  private static final Map<String, Usage> USAGES =
      Map.ofEntries(
          Map.entry("plot --panels", new Usage("plot jordan-5 -o /nowhere/f.svg", "error")),
          Map.entry("design --degrees", new Usage("design --lower 0.1", "5")),
          Map.entry("design --allowed-degrees", new Usage("design --lower 0.1 --budget 9", "5")),
          Map.entry("design --band", new Usage("design --degree 5 --steps 5", "0.7")),
          Map.entry("design --from-matrices", new Usage("design --degree 5 --steps 5", "a.npy")),
          Map.entry(
              "design --tensor",
              new Usage("design --degree 5 --steps 5 --from-matrices a.npy", "w1")),
          Map.entry("validate --matrix", new Usage("validate jordan-5", "a.npy")),
          Map.entry("validate --tensor", new Usage("validate jordan-5 --matrix a.npy", "w1")),
          Map.entry(
              "validate --precision", new Usage("validate jordan-5 --rows 4 --cols 4", "float32")),
          Map.entry(
              "validate --restarts",
              new Usage("validate jordan-5 --rows 4 --cols 4 --form gram", "2")),
          Map.entry(
              "design --shape",
              new Usage("design --lower 0.1 --budget 9 --precision bfloat16", "8,8")),
          Map.entry(
              "design --rates",
              new Usage("design --lower 0.1 --budget 9 --precision bfloat16", "bfloat16=1")),
          Map.entry(
              "design --step-precisions",
              new Usage("design --lower 0.1 --degrees 3,3 --precision bfloat16", "bfloat16")),
          Map.entry("recommend --shape", new Usage("recommend", "8,8")),
          Map.entry("survey --tensor", new Usage("survey a.npz", "w1")),
          Map.entry("recommend --from-matrices", new Usage("recommend", "a.npy")),
          Map.entry("recommend --tensor", new Usage("recommend --from-matrices a.npy", "w1")),
          Map.entry("audit --check", new Usage("audit jordan-5", "error<=1")),
          Map.entry("verify --check", new Usage("verify jordan-5", "float32")));

  /// Sequences, in which an entry may come twice.
  private static final Set<String> SEQUENCES =
      Set.of(
          "design --degrees",
          "design --band",
          "design --shape",
          "design --step-precisions",
          "recommend --shape");

  private record ListOption(String command, OptionSpec spec) {
    String name() {
      return command + " " + spec.longestName();
    }
  }

  private static List<ListOption> listOptions() {
    List<ListOption> options = new ArrayList<>();
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.isMultiValue()) {
          options.add(new ListOption(command.getCommandName(), option));
        }
      }
    }
    return options;
  }

  @Test
  void areTheseOfEveryCommand() {
    assertEquals(
        USAGES.keySet().stream().sorted().toList(),
        listOptions().stream().map(ListOption::name).sorted().toList());
  }

  @Test
  void refuseEmptyAndBlankEntries() {
    for (ListOption option : listOptions()) {
      String entry = usage(option).entry();
      List<String> values = new ArrayList<>(List.of("", " "));
      if (!option.spec().splitRegex().isEmpty()) {
        values.addAll(
            List.of(
                ",", ",,", " , ", entry + ",", "," + entry, entry + ",," + entry, entry + ", "));
      }
      values.forEach(value -> assertRefused(option, value));
    }
  }

  @Test
  void refuseDoubledEntriesOfSets() {
    for (ListOption option : listOptions()) {
      String entry = usage(option).entry();
      if (!SEQUENCES.contains(option.name())) {
        assertRefused(option, entry, option.spec().longestName(), entry);
        if (!option.spec().splitRegex().isEmpty()) {
          assertRefused(option, entry + "," + entry);
        }
      }
    }
  }

  private static Usage usage(ListOption option) {
    return Objects.requireNonNull(USAGES.get(option.name()));
  }

  private static void assertRefused(ListOption option, String... values) {
    List<String> words = new ArrayList<>(Arrays.asList(usage(option).words().split(" ")));
    words.add(option.spec().longestName());
    words.addAll(List.of(values));
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals(2, run.status(), words::toString);
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(option.spec().longestName()), run.err());
  }
}
