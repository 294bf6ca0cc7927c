package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the columns of a table and the fields of a row are called: a, b, c; c0, c1, c2 or c1, c3,
/// c5; x, x^3, x^5; alpha, beta, gamma; linear, cubic, quintic.
final class ColumnNames {
  private static final Pattern LETTER = Pattern.compile("[a-h]");
  private static final Pattern NUMBERED =
      Pattern.compile("(?:c|p|a|coef|coeff|k|x\\^|x\\*\\*)(\\d{1,3})");
  private static final Pattern DECORATION = Pattern.compile("[\\s$\\\\_{}`*\"]+");
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("x", 1),
          Map.entry("x³", 3),
          Map.entry("x⁵", 5),
          Map.entry("x⁷", 7),
          Map.entry("linear", 1),
          Map.entry("cubic", 3),
          Map.entry("quintic", 5),
          Map.entry("septic", 7),
          Map.entry("alpha", 0),
          Map.entry("beta", 1),
          Map.entry("gamma", 2),
          Map.entry("delta", 3),
          Map.entry("α", 0),
          Map.entry("β", 1),
          Map.entry("γ", 2),
          Map.entry("δ", 3));

  private ColumnNames() {}

  /// Which coefficient a name stands for, counted in its own way; empty: it is no coefficient's.
  private static OptionalInt order(String name) {
    String plain = plain(name);
    Matcher numbered = NUMBERED.matcher(plain);
    if (numbered.matches()) {
      return OptionalInt.of(Integer.parseInt(numbered.group(1)));
    }
    if (LETTER.matcher(plain).matches()) {
      return OptionalInt.of(plain.charAt(0) - 'a');
    }
    Integer word = WORDS.get(plain);
    return word == null ? OptionalInt.empty() : OptionalInt.of(word);
  }

  /// The columns that hold coefficients.
  ///
  /// @return their numbers from 0; empty where none is named so
  static List<Integer> coefficients(List<String> names) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (order(names.get(i)).isPresent()) {
        columns.add(i);
      }
    }
    return columns;
  }

  /// Whether names follow each other without a gap, lowest power first.
  static boolean ascend(List<String> names) {
    int[] orders = names.stream().mapToInt(name -> order(name).orElse(-1)).toArray();
    int step = orders.length > 1 ? orders[1] - orders[0] : 1;
    boolean ascend = (step == 1 || step == 2) && (orders[0] == 0 || orders[0] == 1);
    for (int i = 1; i < orders.length; i++) {
      ascend &= orders[i] - orders[i - 1] == step;
    }
    return ascend && Set.copyOf(names).size() == names.size();
  }

  private static String plain(String name) {
    String bare = name.replace("**", "^");
    return DECORATION.matcher(bare).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
