package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.cli.options.TensorOptions;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.source.MatrixSpectra;

/// Files of matrices that are read for their singular values.
final class SpectrumFiles {

  private SpectrumFiles() {}

  /// Reads them, with progress, and a note of what was left out.
  static MatrixSpectrum read(
      List<Path> files,
      TensorOptions tensors,
      TableFunction function,
      Normalization normalization,
      PrintWriter err)
      throws IOException {
    TensorSelection selection = tensors.selection();
    List<String> notes = new ArrayList<>();
    MatrixSpectrum spectrum =
        Progress.during(
            err,
            progress ->
                MatrixSpectra.read(
                    files, selection, function, normalization, notes::add, progress));
    notes.forEach(tensors::note);
    return spectrum;
  }
}
