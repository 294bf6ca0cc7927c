package org.alternant.coefficients.format;

import java.util.List;
import org.alternant.coefficients.format.MalformedTables.Malformed;

/// What is no plan, or not the plan of the step's coefficients.
final class MalformedPlans {

  private MalformedPlans() {}

  static List<Malformed> all() {
    return List.of(
        MalformedTables.againstSchema(
            "\"scale\": 0.5",
            "\"scale\": 0.5, \"block\": 3",
            "steps[0].plan.block: unknown field (expected one of scale, shift, identity, products,"
                + " last)"),
        MalformedTables.againstSchema(
            "\"right\": [0.0, 1.0]",
            "\"right\": [0.0, \"1\"]",
            "steps[0].plan.products[0].right[1]: expected a number, found \"1\""),
        MalformedTables.beyondSchema(
            "\"right\": [0.0, 1.0]",
            "\"right\": [0.0, 1.0, 2.0]",
            "steps[0].plan: 'right' has a factor for each matrix that is computed before, at most"
                + " 2, found 3"),
        MalformedTables.beyondSchema(
            "\"shift\": 0.25",
            "\"shift\": 0.5",
            "steps[0]: the coefficients are not what the plan computes: expected [6.375, -6.75,"
                + " 2.0], found [3.5, -4.75, 2.0]"));
  }
}
