package org.alternant.exports.parts;

import java.util.Map;

/// The function `self_check` of modules that compare one matrix with what should come out, and the
/// call of it where a module is run as a program.
public final class PythonSelfCheck {

  private static final String CODE =
      """


      def self_check():
          ""\"Raises AssertionError unless the matrix above comes out as it should.""\"
          {{result}}
          error = float({{error}})
          if not error <= {{tolerance}}:
              raise AssertionError(f"entries are off by {error}")
          print(f"entries agree within {error}")


      if __name__ == "__main__":
          self_check()\
      """;

  private PythonSelfCheck() {}

  /// The code.
  ///
  /// @param values `result`, a statement that sets it; `error` of its entries; `tolerance`
  /// @return two blank lines and what is behind them
  public static String of(Map<String, String> values) {
    return CodeText.fill(CODE, values);
  }
}
