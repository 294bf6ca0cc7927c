package org.alternant.toolkit.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableMap;
import org.alternant.coefficients.format.TableReader;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.recommend.Recommend;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.trial.TableTrials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SurveyTablesTest {

  private static final RecommendTask TASK =
      RecommendTask.customary().withShapes(List.of(new MatrixShape(2, 2)));

  private static final TableTrials TRIALS =
      new TableTrials(new Interval(0.5, 1), Recommend.matrices(TASK));

  private static CoefficientTable shipped(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  private static SurveyedGroup group(
      String kind, List<String> tensors, @Nullable CoefficientTable table) {
    Advice advice = null;
    if (table != null) {
      TableTrials.Row row = TRIALS.of(table);
      advice = new Advice(0.5, new Recommended(TASK, row, true, row, row, List.of()), row);
    }
    return new SurveyedGroup(
        kind,
        tensors,
        new MatrixSpectrum(List.of(0.5, 0.5), 1, TASK.shapes(), 1, Normalization.FROBENIUS),
        1,
        0,
        OptionalDouble.of(0.5),
        List.of(),
        advice,
        List.of());
  }

  private static SurveyTables tables(SurveyedGroup whole, SurveyedGroup... groups) {
    return SurveyTables.of(
        new Survey(
            SurveyTask.customary(List.of(Path.of("x"))),
            List.of(),
            List.of(groups),
            whole,
            List.of(),
            List.of()));
  }

  private static TableMap map(SurveyTables tables) {
    assertEquals(SurveyTables.MAP, tables.files().lastEntry().getKey());
    return TableMap.read(tables.files().lastEntry().getValue());
  }

  @Test
  void everyGroupHasAFileThatTheMapNames() {
    CoefficientTable q = shipped("jordan-5");
    CoefficientTable all = shipped("nanochat-5");
    SurveyTables tables =
        tables(
            group(Survey.WHOLE, List.of("l.0.q", "l.1.q", "flat"), all),
            group("l.*.q", List.of("l.0.q", "l.1.q"), q),
            group("flat", List.of("flat"), null));
    assertEquals(
        List.of("all.json", "l._.q.json", "map.json"), List.copyOf(tables.files().keySet()));
    assertEquals(q, TableReader.read(Objects.requireNonNull(tables.files().get("l._.q.json"))));
    TableMap map = map(tables);
    assertEquals("all.json", map.tableForAll());
    assertEquals(
        List.of(
            new TableMap.Group("l.*.q", "l._.q.json", List.of("l.0.q", "l.1.q")),
            new TableMap.Group("flat", "all.json", List.of("flat"))),
        map.groups());
    assertEquals(List.of("flat"), tables.without());
  }

  @Test
  void ofOneGroupTheTableIsForAll() {
    SurveyedGroup only = group("q", List.of("q"), shipped("jordan-5"));
    SurveyTables tables = tables(only, only);
    assertEquals(List.of("q.json", "map.json"), List.copyOf(tables.files().keySet()));
    assertEquals("q.json", map(tables).tableForAll());
  }

  @Test
  void withoutTablesThereIsNothing() {
    SurveyedGroup none = group("q", List.of("q"), null);
    assertTrue(tables(none, none).files().isEmpty());
    SurveyTables some = tables(none, none, group("p", List.of("p"), shipped("jordan-5")));
    assertNull(map(some).tableForAll());
    assertEquals(1, map(some).groups().size());
  }

  /// Names that mean something to a file system, that differ in case only, and that are taken.
  @Test
  void filesAreNamedSafely() {
    List<SurveyedGroup> groups = new ArrayList<>();
    CoefficientTable table = shipped("jordan-5");
    for (String kind :
        List.of(
            "../../etc/passwd", "..", "", "map", "all", "A", "a", "\n\u0000/", "x".repeat(300))) {
      groups.add(group(kind, List.of("of " + kind), table));
    }
    SurveyTables tables =
        tables(group(Survey.WHOLE, List.of(), table), groups.toArray(SurveyedGroup[]::new));
    List<String> names = List.copyOf(tables.files().keySet());
    assertEquals(
        List.of(
            "all.json",
            "_.._etc_passwd.json",
            "table.json",
            "table-2.json",
            "map-2.json",
            "all-2.json",
            "A.json",
            "a-2.json",
            "___.json",
            "x".repeat(100) + ".json",
            "map.json"),
        names);
    assertEquals(groups.size(), map(tables).groups().size());
  }

  @Test
  void tensorsOfTwoGroupsAreRefused() {
    SurveyedGroup whole = group(Survey.WHOLE, List.of("w"), shipped("jordan-5"));
    SurveyedGroup one = group("2×2", List.of("w"), shipped("jordan-5"));
    SurveyedGroup other = group("2×3", List.of("w"), shipped("jordan-5"));
    assertThrows(IllegalArgumentException.class, () -> tables(whole, one, other));
  }

  @Test
  void equalSurveysGiveEqualBytes() {
    SurveyedGroup only = group("q", List.of("q"), shipped("jordan-5"));
    assertArrayEquals(
        tables(only, only).files().lastEntry().getValue(),
        tables(only, only).files().lastEntry().getValue());
  }
}
