package org.alternant.cli.validate;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.toolkit.validate.GramNeedsRestarts;
import org.alternant.toolkit.validate.Reason;
import org.alternant.toolkit.validate.Verdict;

/// What a verdict is called, and its reason in a sentence.
final class VerdictWords {

  /// Beyond this an excess has no meaning but that it is large.
  private static final double LARGE_EXCESS = 1000;

  private VerdictWords() {}

  /// The verdicts, in the order in which they are counted.
  enum Kind {
    INSIDE("inside the certificate", Verdict.Inside.class),
    WITH_ROUNDING("inside with rounding", Verdict.InsideWithRounding.class),
    OUTSIDE("OUTSIDE", Verdict.Outside.class);

    private final String words;
    private final Class<? extends Verdict> type;

    Kind(String words, Class<? extends Verdict> type) {
      this.words = words;
      this.type = type;
    }

    static Kind of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Inside _ -> INSIDE;
        case Verdict.InsideWithRounding _ -> WITH_ROUNDING;
        case Verdict.Outside _ -> OUTSIDE;
      };
    }

    String words() {
      return words;
    }

    Class<? extends Verdict> type() {
      return type;
    }

    /// As JSON has it.
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// One sentence: how far inside, or why outside.
  ///
  /// @param function what was computed
  static String reason(Verdict verdict, MatrixFunction function) {
    String words = reason(verdict);
    return switch (function) {
      case INVERSE_ROOT -> words.replace("singular value", "eigenvalue");
      case CLIP -> words.replace(leaves(), exceeds());
      case POLAR, SIGN, SQRT, INVSQRT -> words;
    };
  }

  private static String reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Inside(Reason.Kept kept) -> kept(kept);
      case Verdict.InsideWithRounding(Reason.RoundingExplains(double excess, double explained)) ->
          leaves(excess) + ", rounding explains " + Numbers.sizeAtMost(explained);
      case Verdict.Outside(Reason.Fault fault, Optional<GramNeedsRestarts> gram) ->
          gram.map(VerdictWords::gram).orElse("") + fault(fault, gram.isPresent());
    };
  }

  private static String kept(Reason.Kept kept) {
    return switch (kept) {
      case Reason.ZeroMatrix _ -> "the zero matrix stays zero";
      case Reason.InImage(var image) ->
          "every singular value lies in the certified image " + Numbers.brief(image);
      case Reason.WithinError(double error) ->
          "the error is at most the certified " + Numbers.atMost(error);
    };
  }

  /// @param explained whether the Gram form explains it
  private static String fault(Reason.Fault fault, boolean explained) {
    // Long: a sentence for each fault.
    return switch (fault) {
      case Reason.NothingResolved(var precision) ->
          "every singular value is smaller than what "
              + EnumIds.of(precision)
              + " resolves: scale the matrix, or use a wider format";
      case Reason.EigenvaluesLost(int count, var precision, double damping) ->
          (count == 1 ? "1 eigenvalue is" : count + " eigenvalues are")
              + " too small for "
              + EnumIds.of(precision)
              + " to tell from 0, so that their inverse root is lost: "
              + damp(damping);
      case Reason.SignsLost(int count, var cause) ->
          (count == 1 ? "1 direction comes" : count + " directions come")
              + " out with the wrong sign"
              + (isUnbounded(cause) ? ", " : ": ")
              + cause(cause);
      case Reason.BeyondSignSafe beyond -> cause(beyond);
      case Reason.BeyondUnitError beyond -> cause(beyond);
      case Reason.UnexplainedDeviation(double deviation, double rounding) ->
          "a singular value is "
              + Numbers.size(deviation)
              + " away from its exact image, where rounding explains "
              + Numbers.sizeAtMost(rounding);
      case Reason.LeavesImage(double excess, double _, var cause) ->
          leaves(excess) + (explained ? "" : ": " + cause(cause));
      case Reason.ExceedsError(double excess, double rounding) ->
          exceeds()
              + Numbers.size(excess)
              + ", where rounding explains "
              + Numbers.sizeAtMost(rounding);
      case Reason.Overflowed(int step, var precision, var cause) ->
          step == 0
              ? "the normalized matrix overflows "
                  + EnumIds.of(precision)
                  + ": scale it, or use a wider format"
              : "step "
                  + step
                  + " overflowed "
                  + EnumIds.of(precision)
                  + cause.map(known -> ": " + cause(known)).orElse("");
    };
  }

  private static String leaves(double excess) {
    return leaves() + Numbers.size(excess);
  }

  private static String leaves() {
    return "singular values leave the certified image by ";
  }

  private static String exceeds() {
    return "the error exceeds the certified one by ";
  }

  /// Whether rounding alone loses signs: the table keeps them as far as is looked.
  private static boolean isUnbounded(Reason.Cause cause) {
    return cause instanceof Reason.RoundingBeyondSignSafe(var _, OptionalDouble end)
        && end.isEmpty();
  }

  private static String cause(Reason.Cause cause) {
    return switch (cause) {
      case Reason.BeyondSignSafe(double largest, double end) ->
          largest(largest)
              + ", but the table keeps signs only up to "
              + Numbers.bound(OptionalDouble.of(end));
      case Reason.BeyondUnitError(double largest, OptionalDouble end) ->
          largest(largest)
              + ", but the table keeps errors below 1 only up to "
              + Numbers.bound(end);
      case Reason.RoundingBeyondSignSafe(var precision, OptionalDouble end) ->
          end.isEmpty()
              ? "by " + EnumIds.of(precision) + " rounding"
              : EnumIds.of(precision)
                  + " rounding carried singular values past "
                  + Numbers.bound(end)
                  + ", up to which the table keeps signs";
      case Reason.RoundingReachesEigenvalues(var precision, double damping) ->
          EnumIds.of(precision) + " rounding may take too much from the smallest: " + damp(damping);
      case Reason.RoundingBeyondUnitError(var precision, OptionalDouble end) ->
          EnumIds.of(precision)
              + " rounding may carry them past "
              + Numbers.bound(end)
              + ", up to which errors stay below 1; a larger safety factor gives room";
    };
  }

  private static String damp(double damping) {
    return "damp the matrix by --damping "
        + Numbers.brief(damping)
        + " and use a table for --lower "
        + Numbers.brief(damping / (1 + damping))
        + ", or a wider format";
  }

  private static String largest(double largest) {
    return "the largest singular value is " + Numbers.besideBound(largest);
  }

  private static String gram(GramNeedsRestarts gram) {
    return "the Gram form multiplies a spurious eigenvalue "
        + Numbers.size(gram.spuriousEigenvalue())
        + " of XXᵀ "
        + (gram.excess() > LARGE_EXCESS ? "more than 1000" : Numbers.brief(gram.excess()))
        + " times more than the table promises; restart it after step "
        + String.join(", ", gram.needed().stream().map(String::valueOf).toList())
        + ": ";
  }
}
