package org.alternant.toolkit.design;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.DesignSearch;

/// The degrees of a schedule's steps: given, or to be searched for.
public sealed interface Degrees {

  /// Degrees that are given.
  sealed interface Given extends Degrees {

    /// The degree of each step.
    ///
    /// @return in order
    List<Integer> list();

    /// What the degrees are called in a table's name.
    ///
    /// @return `degree-5-steps-5`, `degrees-3-5-9`
    String name();
  }

  /// The same degree for every step.
  ///
  /// @param degree odd
  /// @param steps how many, at least 1
  record Repeated(int degree, int steps) implements Given {

    /// Checks the number of steps.
    ///
    /// @throws IllegalArgumentException if it is below 1
    public Repeated {
      if (steps < 1) {
        throw new IllegalArgumentException("steps must be 1 or more, found " + steps);
      }
    }

    @Override
    public List<Integer> list() {
      return Collections.nCopies(steps, degree);
    }

    @Override
    public String name() {
      return "degree-" + degree + "-steps-" + steps;
    }
  }

  /// A degree for each step.
  ///
  /// @param list in order
  record Listed(List<Integer> list) implements Given {

    /// Longer lists are not spelled out in a name.
    private static final int SPELLED_OUT = 12;

    /// Copies the list.
    public Listed {
      list = List.copyOf(list);
    }

    @Override
    public String name() {
      return list.size() > SPELLED_OUT
          ? "degrees-" + list.size()
          : "degrees-" + String.join("-", list.stream().map(String::valueOf).toList());
    }
  }

  /// The sequence that a search finds best.
  ///
  /// @param search what is allowed, how cost is counted, and the budget or the maximum error
  /// @param front whether the Pareto front is wanted too: the least error for every cost
  record Searched(DesignSearch search, boolean front) implements Degrees {

    /// The same search with the Pareto front.
    ///
    /// @return the degrees, to be searched for
    public Searched withFront() {
      return new Searched(search, true);
    }
  }

  /// The same degree for every step.
  ///
  /// @param degree odd
  /// @param steps how many
  /// @return the degrees
  /// @throws IllegalArgumentException if there is no step
  static Given repeated(int degree, int steps) {
    return new Repeated(degree, steps);
  }

  /// A degree for each step.
  ///
  /// @param degrees in order, odd
  /// @return the degrees
  static Given of(Integer... degrees) {
    return new Listed(List.of(degrees));
  }

  /// Those of [DesignSearch#CUSTOMARY_DEGREES] that err least within so many matrix products.
  ///
  /// @param products the budget
  /// @return the degrees, to be searched for
  /// @throws IllegalArgumentException if the budget is below 1
  static Searched withinProducts(int products) {
    return searched(DesignSearch.budget(products));
  }

  /// Those that a search finds best.
  ///
  /// @param search what is allowed and asked
  /// @return the degrees, to be searched for
  static Searched searched(DesignSearch search) {
    return new Searched(search, false);
  }
}
