package org.alternant.cli.options;

import java.util.List;
import java.util.Set;
import org.alternant.iteration.files.TensorSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The option that says which tensors of a checkpoint are taken.
public final class TensorOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--tensor",
      paramLabel = "NAME",
      description =
          "Of files of many tensors only those whose name matches, such as"
              + " 'layers.*.momentum_buffer' or 're:layers[.][0-9]+[.].*' (default: all); may be"
              + " given several times.")
  private @Nullable Set<String> patterns;

  /// Whether it was given.
  public boolean given() {
    return patterns != null;
  }

  /// Which tensors.
  public TensorSelection selection() {
    try {
      return patterns == null ? TensorSelection.ALL : new TensorSelection(List.copyOf(patterns));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--tensor: " + e.getMessage(), e);
    }
  }

  /// Prints what was left out.
  public void note(String leftOut) {
    spec.commandLine().getErr().println("note: " + leftOut);
  }
}
