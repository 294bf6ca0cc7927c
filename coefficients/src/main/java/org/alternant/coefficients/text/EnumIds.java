package org.alternant.coefficients.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How enum constants are written in tables and on the command line: in lower case, with hyphens.
/// `ALL_BUT_LAST` is `all-but-last`.
public final class EnumIds {
  private EnumIds() {}

  /// The written form of a constant.
  ///
  /// @param constant the constant
  /// @return its id
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The written forms of all constants of a type.
  ///
  /// @param type the enum
  /// @return their ids, in the order of declaration
  public static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumIds::of).toList();
  }

  /// The constant with a given written form.
  ///
  /// @param <E> the enum
  /// @param type the enum
  /// @param id the written form, exactly
  /// @return the constant; empty if the type has none with this id
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String id) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(id))
        .findFirst();
  }
}
