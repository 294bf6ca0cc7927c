package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.format.MalformedTables.Malformed;

/// Functions that there are not, and roots and bounds that do not go with it.
final class MalformedRoots {

  private MalformedRoots() {}

  static List<Malformed> all() {
    List<Malformed> all = new ArrayList<>(MalformedClips.all());
    all.addAll(ofRoots());
    return all;
  }

  private static List<Malformed> ofRoots() {
    return List.of(
        MalformedTables.againstSchema(
            "\"sign\"",
            "\"tanh\"",
            "function: expected one of sign, inverse-root, clip, found \"tanh\""),
        MalformedTables.againstSchema("\"sign\"", "\"inverse-root\"", "root: missing"),
        MalformedTables.againstSchema(
            "\"sign\"",
            "\"sign\", \"root\": 2",
            "root: a root goes with the function inverse-root only"),
        MalformedTables.againstSchema(
            "\"sign\"",
            "\"inverse-root\", \"root\": 17",
            "root: root must be from 1 to 16, found 17"),
        MalformedTables.beyondSchema(
            "\"sign\"",
            "\"inverse-root\", \"root\": 3",
            "steps[0].degree: degree must be 1 more than a multiple of the root 3, found 5"));
  }
}
