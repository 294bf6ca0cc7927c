package org.alternant.exports;

import java.util.LinkedHashMap;
import java.util.Map;

/// Exports of clips. The iteration is that of the polar factor, without a norm: what differs is the
/// function's name and what is said of it.
final class ClipWords {

  private ClipWords() {}

  /// Whether a target has words for clips: it runs a loop of ours in Python, or is data.
  static boolean takes(ExportTarget target) {
    return switch (target) {
      case PYTHON, NUMPY, PYTORCH, JAX, CSV, MARKDOWN, LATEX -> true;
      case TORCH_MUON, EMERGING_OPTIMIZERS, DION, GRAM_NEWTON_SCHULZ, OPTAX -> false;
      case C, CUDA, RUST, JAVASCRIPT, JULIA, ONNX -> false;
    };
  }

  /// A file as it is written for the polar factor, in a clip's words.
  ///
  /// @param text the file
  /// @param request what it is of
  static String in(String text, ExportRequest request) {
    String clipped = text;
    for (Map.Entry<String, String> word : words(request).entrySet()) {
      clipped = clipped.replace(word.getKey(), word.getValue());
    }
    return clipped;
  }

  private static Map<String, String> words(ExportRequest request) {
    int rows = request.rows();
    String bound = String.valueOf(request.table().function().bound());
    String input = "U S V^T with singular values up to " + bound;
    Map<String, String> words = new LinkedHashMap<>();
    words.put("def orthogonalize(", "def clip_singular_values(");
    words.put(" orthogonalize(", " clip_singular_values(");
    words.put(": the polar factor of X.", ": nearly U min(S, 1) V^T of X = " + input + ".");
    words.put(
        "Approximates the polar factor of x, a", "Approximates U min(S, 1) V^T of x = U S V^T, a");
    words.put(
        "with any m and n.\n",
        "with any m and n\n    and with singular values S from 0 to " + bound + ".\n");
    words.put("worst-case error ", "off min(x, 1) by at most ");
    words.put("none, the matrix comes scaled", "none: singular values are clipped as they are");
    words.put(
        "# The matrix comes scaled: nothing is divided.",
        "# Nothing is divided: singular values are clipped as they are.");
    words.put("The matrix comes scaled.", "Singular values are clipped as they are.");
    words.put(
        "# A matrix X is scaled first: X / (FACTOR * |X|_F + EPSILON); a NORM of None leaves it as"
            + " it is.",
        "# A matrix is taken as it is, with singular values from 0 to " + bound + ".");
    words.put("of the scaled matrix", "of the matrix");
    words.put("fewer steps    take the first rows", "fewer steps    do not clip");
    words.put(
        "fewer than " + rows + " take the first rows, more run no further",
        "the clip takes all " + rows);
    words.put("# Singular values of a normalized matrix", "# Singular values of a matrix");
    words.put(" The norm is\n        computed in float32 or better, and the result", " The result");
    return words;
  }
}
