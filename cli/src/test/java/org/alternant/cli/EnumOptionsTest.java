package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.cli.options.Choices;
import org.alternant.coefficients.text.EnumIds;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Options whose values are an enum's constants.
class EnumOptionsTest {

  @Test
  void listTheIdsOfTheirConstants() {
    List<ArgSpec> options = new ArrayList<>();
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      for (ArgSpec argument : command.getCommandSpec().args()) {
        if (argument.auxiliaryTypes()[0].isEnum()) {
          options.add(argument);
        }
      }
    }
    assertTrue(options.size() > 10);
    for (ArgSpec option : options) {
      List<String> listed = new ArrayList<>();
      option.completionCandidates().forEach(listed::add);
      List<String> ids =
          Arrays.stream(option.auxiliaryTypes()[0].getEnumConstants())
              .map(constant -> EnumIds.of((Enum<?>) constant))
              .toList();
      if (option.completionCandidates() instanceof Choices.WrittenPrecisions) {
        assertTrue(ids.containsAll(listed), option::toString);
      } else {
        assertEquals(ids, listed, option::toString);
      }
    }
  }
}
