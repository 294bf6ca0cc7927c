package org.alternant.cli.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that was meant where another was typed.
public final class Similar {

  /// So many letters of a name may be wrong, missing or too many for each mistake.
  private static final int LETTERS_A_MISTAKE = 3;

  /// Longer than any name; the distance takes the product of the lengths.
  private static final int LONGEST = 100;

  private Similar() {}

  /// The name, in lower case, with the fewest mistakes in what was typed; empty where all have too
  /// many.
  public static Optional<String> to(String typed, Collection<String> names) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String lowerCase = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> mistakes(lowerCase, name) <= lowerCase.length() / LETTERS_A_MISTAKE)
        .min(Comparator.comparingInt(name -> mistakes(lowerCase, name)));
  }

  /// Levenshtein's distance: the letters to be replaced, added or taken away.
  private static int mistakes(String typed, String name) {
    int[] distances = new int[name.length() + 1];
    for (int j = 0; j <= name.length(); j++) {
      distances[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = distances[0];
      distances[0] = i;
      for (int j = 1; j <= name.length(); j++) {
        int replaced = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        diagonal = distances[j];
        distances[j] = Math.min(replaced, 1 + Math.min(distances[j - 1], distances[j]));
      }
    }
    return distances[name.length()];
  }
}
