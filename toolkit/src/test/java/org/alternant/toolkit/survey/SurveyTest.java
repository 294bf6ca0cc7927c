package org.alternant.toolkit.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.testing.Checkpoints;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.source.MatrixSpectra;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {

  @TempDir private Path folder;

  /// Two kinds of layers, three of each, and what is no matrix.
  private static Checkpoints checkpoint() {
    Checkpoints file = new Checkpoints();
    Random random = new Random(1);
    for (int layer = 0; layer < 3; layer++) {
      file.with("layers." + layer + ".fc2", List.of(4, 6), random(random, 24));
      file.with("layers." + layer + ".q", List.of(5, 5), random(random, 25));
      file.with("layers." + layer + ".norm", List.of(5), random(random, 5));
    }
    return file.with("row", List.of(1, 3), 1, 2, 3).with("zero", List.of(2, 2), 0, 0, 0, 0);
  }

  private static double[] random(Random random, int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static Survey survey(SurveyTask task) throws IOException {
    return Survey.of(task, ProgressListener.NONE);
  }

  @Test
  void kindsAreNamesWithoutNumbersOfTheirOwn() {
    assertEquals("layers.*.attn.q_proj.weight", LayerKind.of("layers.12.attn.q_proj.weight"));
    assertEquals("state.*.momentum_buffer", LayerKind.of("state.7.momentum_buffer"));
    assertEquals("h.*.mlp.fc2", LayerKind.of("h.0.mlp.fc2"));
    assertEquals("block_*/conv1x1", LayerKind.of("block_10/conv1x1"));
    assertEquals("*", LayerKind.of("3"));
  }

  @Test
  void groupsHaveTheSpectraOfTheirMatrices() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    List<String> heard = new ArrayList<>();
    Survey survey =
        Survey.of(
            SurveyTask.customary(List.of(file)), (done, total) -> heard.add(done + " of " + total));
    assertEquals(
        List.of("layers.*.fc2", "layers.*.q"),
        survey.groups().stream().map(SurveyedGroup::kind).toList());
    for (SurveyedGroup group : survey.groups()) {
      assertEquals(
          MatrixSpectra.read(
              List.of(file),
              new TensorSelection(List.of(group.kind())),
              TableFunction.SIGN,
              Normalization.FROBENIUS,
              _ -> {},
              ProgressListener.NONE),
          group.spectrum());
      assertEquals(group.spectrum().quantile(0.01), group.lower());
      assertNull(group.advice());
    }
    assertEquals(3 * 4 + 3 * 5, survey.whole().spectrum().ascending().size());
    assertEquals(List.of(), survey.failures());
    assertEquals(
        List.of(
            "model.safetensors: left out 3 tensors of 1 dimension",
            "left out 1 matrix with one row or column",
            "left out 1 matrix of zeros"),
        survey.leftOut());
    assertEquals("8 of 8", heard.getLast());
  }

  /// What is published is certified from every group's own lower end.
  @Test
  void tablesInUseAreCertifiedWhereTheSingularValuesAre() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    Survey survey = survey(SurveyTask.customary(List.of(file)));
    for (SurveyedGroup group : survey.groups()) {
      double lower = group.lower().orElseThrow();
      assertTrue(!group.inUse().isEmpty(), group.kind());
      for (ComparedTable row : group.inUse()) {
        row.certificate().ifPresent(c -> assertEquals(lower, c.input().lower()));
      }
    }
  }

  @Test
  void shapesPutNumberedTensorsTogether() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    SurveyTask task = SurveyTask.customary(List.of(file));
    Survey survey =
        survey(
            new SurveyTask(
                task.files(),
                TensorSelection.ALL,
                task.normalization(),
                Grouping.SHAPE,
                0,
                task.precision(),
                Decomposition.EJML,
                0,
                null));
    assertEquals(List.of("4×6", "5×5"), survey.groups().stream().map(SurveyedGroup::kind).toList());
    assertEquals(List.of(new MatrixShape(4, 6)), survey.groups().getFirst().spectrum().shapes());
  }

  /// An index of the tensors of [#checkpoint] and another one in `a.safetensors`, and of two more
  /// files.
  private Path index(String other) throws IOException {
    List<String> names = new ArrayList<>(List.of("row", "zero", other));
    for (int layer = 0; layer < 3; layer++) {
      for (String part : List.of("fc2", "q", "norm")) {
        names.add("layers." + layer + "." + part);
      }
    }
    String map =
        names.stream()
            .map(name -> ", \"" + name + "\": \"a.safetensors\"")
            .collect(Collectors.joining());
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"x\": \"c.safetensors\", \"y\": \"b.safetensors\"" + map + "}}");
  }

  /// Each tensor counts where the index has it, and where it is not that is said.
  @Test
  void anIndexIsHeldTo() throws IOException {
    checkpoint().write(folder.resolve("a.safetensors"));
    new Checkpoints()
        .with("y", List.of(2, 2), 1, 0, 0, 1)
        .with("layers.0.q", List.of(2, 2), 1, 0, 0, 1)
        .write(folder.resolve("b.safetensors"));
    new Checkpoints().with("x", List.of(2, 2), 1, 0, 0, 1).write(folder.resolve("c.safetensors"));
    Survey survey = survey(SurveyTask.customary(List.of(index("lost"))));
    assertEquals(8, survey.matrices().size());
    assertEquals(
        List.of(
            folder.resolve("a.safetensors")
                + ": tensor \"lost\": is not there, although the index mentions it"),
        survey.failures().stream().map(f -> String.valueOf(f.reason().getMessage())).toList());
  }

  /// One of three files is missing, one garbage, and of the third a tensor is not finite.
  @Test
  void whatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
    checkpoint()
        .with("nan", List.of(2, 2), 1, Double.NaN, 0, 1)
        .write(folder.resolve("a.safetensors"));
    Files.writeString(folder.resolve("b.safetensors"), "no tensors in here, not at all");
    Path index = index("nan");
    Survey survey = survey(SurveyTask.customary(List.of(index)));
    assertEquals(6, survey.matrices().size());
    assertEquals(
        List.of("b.safetensors", "c.safetensors", "a.safetensors").stream().sorted().toList(),
        survey.failures().stream()
            .map(f -> String.valueOf(f.file().getFileName()))
            .sorted()
            .toList());
    assertTrue(
        survey.failures().stream()
            .anyMatch(f -> String.valueOf(f.reason().getMessage()).contains("\"nan\"")),
        survey.failures().toString());
    SurveyTask nothing = SurveyTask.customary(List.of(folder.resolve("b.safetensors")));
    assertThrows(IOException.class, () -> survey(nothing));
  }

  private static SurveyedMatrix surveyed(DMatrixRMaj x) {
    return SurveyedMatrix.of(
            "x", x, Normalization.FROBENIUS, Precision.BFLOAT16, EjmlAlgebra.INSTANCE)
        .matrix();
  }

  @Test
  void theEffectiveRankOfEqualSingularValuesIsTheirNumber() {
    DMatrixRMaj x = new DMatrixRMaj(5, 7);
    for (int rank = 1; rank <= 5; rank++) {
      x.set(rank - 1, rank, 3);
      assertEquals(rank, surveyed(x).effectiveRank(), 1e-12);
    }
  }

  /// Rounding entries to the format moves singular values by at most about what is said.
  @Test
  void roundingEntriesHidesWhatIsSaidToBeHidden() {
    Random random = new Random(2);
    for (int trial = 0; trial < 20; trial++) {
      DMatrixRMaj x = new DMatrixRMaj(24, 40 + trial, true, random(random, 24 * (40 + trial)));
      DMatrixRMaj error = x.copy();
      for (int i = 0; i < x.getNumElements(); i++) {
        error.data[i] = Precision.BFLOAT16.nearest(x.data[i]) - x.data[i];
      }
      SurveyedMatrix surveyed = surveyed(x);
      double ratio =
          EjmlAlgebra.INSTANCE.singularValues(error)[0]
              / surveyed.frobeniusNorm()
              / surveyed.hidden();
      assertTrue(ratio > 0.5 && ratio < 1.2, "ratio " + ratio);
    }
  }

  @Test
  void everyGroupGetsATableForItsLowerEnd() throws IOException {
    Checkpoints file = new Checkpoints();
    file.with("a.0", List.of(2, 2), 1, 0, 0, 0.5).with("a.1", List.of(2, 2), 1, 0, 0, 0.49);
    file.with("b.0", List.of(2, 2), 1, 0, 0, 0.05).with("c.0", List.of(2, 2), 0.5, 0, 0, 1);
    Path path = file.write(folder.resolve("model.safetensors"));
    RecommendTask tables = RecommendTask.customary().withBudget(4);
    Survey survey = survey(SurveyTask.customary(List.of(path)).withTables(tables));
    List<Advice> advice =
        survey.groups().stream().map(g -> Objects.requireNonNull(g.advice())).toList();
    // σ₂/‖X‖_F = 0.49/√(1 + 0.49²) and 0.05/√(1 + 0.05²), rounded down
    assertEquals(List.of(0.4, 0.04, 0.4), advice.stream().map(Advice::from).toList());
    assertSame(advice.get(0).outcome(), advice.get(2).outcome());
    Recommended own = assertInstanceOf(Recommended.class, advice.get(0).outcome());
    assertEquals(0.4, own.task().lower());
    assertTrue(own.chosen().products() <= 4);
    // The table for all is for [0.04, 1], so that the group's own errs less.
    assertTrue(
        own.chosen().measured().error()
            < Objects.requireNonNull(advice.get(0).common()).measured().error());
  }

  /// Of two matrices of each kind; a table brings what lies above the lower end as near 1 as it is
  /// certified to, but for rounding.
  @Test
  void tablesAreRunOnSamples() throws IOException {
    Path file = checkpoint().write(folder.resolve("model.safetensors"));
    SurveyTask plain = SurveyTask.customary(List.of(file));
    SurveyTask task =
        new SurveyTask(
            plain.files(),
            plain.selection(),
            plain.normalization(),
            plain.grouping(),
            0.1,
            Precision.FLOAT64,
            Decomposition.EJML,
            2,
            null);
    List<String> heard = new ArrayList<>();
    Survey survey = Survey.of(task, (done, total) -> heard.add(done + " of " + total));
    List<SurveyedGroup> all = new ArrayList<>(survey.groups());
    all.add(survey.whole());
    for (SurveyedGroup group : all) {
      assertEquals(group.inUse().size(), group.sampled().size());
      for (int i = 0; i < group.inUse().size(); i++) {
        ComparedTable certified = group.inUse().get(i);
        SurveyedGroup.Sampled sampled = group.sampled().get(i);
        assertEquals(certified.table(), sampled.table());
        assertEquals(2, sampled.errors().size());
        if (certified.table().conventions().normalization().equals(Normalization.FROBENIUS)) {
          assertTrue(
              sampled.worst() <= certified.error() + 1e-9,
              certified.table().name() + ": " + sampled.worst() + " above " + certified.error());
        }
      }
    }
    int runs = 3 * 2 * survey.whole().inUse().size();
    assertEquals(runs + " of " + runs, heard.getLast());
    assertEquals(List.of(), survey(plain).whole().sampled());
  }

  /// The second, fifth and eighth of nine are the middles of three thirds.
  @Test
  void samplesAreSpreadOverTheirKind() throws IOException {
    Checkpoints file = new Checkpoints();
    for (int i = 0; i < 9; i++) {
      // Singular values that no other matrix has, and one table leaves as they are.
      file.with("w." + i, List.of(2, 2), 1, 0, 0, 0.1 * (i + 1));
    }
    Path path = file.write(folder.resolve("model.safetensors"));
    Survey survey = survey(SurveyTask.customary(List.of(path)).withSamples(3));
    Survey chosen = survey(SurveyTask.customary(chosen(path, 1, 4, 7)).withSamples(3));
    assertEquals(
        errors(chosen.whole(), "jordan-5"), errors(survey.groups().getFirst(), "jordan-5"));
    assertEquals(survey.whole().sampled(), survey.groups().getFirst().sampled());
  }

  private static List<Path> chosen(Path file, int... numbers) {
    return IntStream.of(numbers).mapToObj(i -> Path.of(file + "#w." + i)).toList();
  }

  private static List<Double> errors(SurveyedGroup group, String table) {
    return group.sampled().stream()
        .filter(row -> row.table().name().equals(table))
        .findFirst()
        .orElseThrow()
        .errors();
  }
}
