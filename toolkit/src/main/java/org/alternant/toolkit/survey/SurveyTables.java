package org.alternant.toolkit.survey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.TableMap;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.jspecify.annotations.Nullable;

/// The tables of a survey as files: one for each group and one for all, and which is for which
/// tensor.
public final class SurveyTables {

  /// The file that says so.
  public static final String MAP = "map.json";

  private static final String ENDING = ".json";

  /// File systems take names of 255 bytes.
  private static final int LONGEST_NAME = 100;

  private final SequencedMap<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> without = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private SurveyTables(Survey survey) {
    taken.add("map");
    List<TableMap.Group> groups = new ArrayList<>();
    String forAll = survey.groups().size() == 1 ? null : file(survey.whole());
    for (SurveyedGroup group : survey.groups()) {
      String own = file(group);
      if (own == null) {
        without.add(group.kind());
      }
      String used = own == null ? forAll : own;
      if (used != null) {
        groups.add(new TableMap.Group(group.kind(), used, group.tensors()));
      }
    }
    if (!groups.isEmpty()) {
      String all = survey.groups().size() == 1 ? groups.getFirst().table() : forAll;
      files.put(MAP, new TableMap(survey.task().grouping() == Grouping.KIND, all, groups).write());
    }
  }

  /// Makes the files.
  ///
  /// @param survey with tables
  /// @return the files
  /// @throws IllegalArgumentException if tensors of one name are in several groups, as those of
  ///   several checkpoints may be
  public static SurveyTables of(Survey survey) {
    return new SurveyTables(survey);
  }

  /// The files by their names, [#MAP] the last.
  ///
  /// @return none where no group has a table
  public SequencedMap<String, byte[]> files() {
    return Collections.unmodifiableSequencedMap(files);
  }

  /// The groups without a table of their own. Their tensors take the one for all, if there is one.
  ///
  /// @return their names
  public List<String> without() {
    return Collections.unmodifiableList(without);
  }

  private @Nullable String file(SurveyedGroup group) {
    Optional<CoefficientTable> table = table(group);
    if (table.isEmpty()) {
      return null;
    }
    String name = name(group.kind()) + ENDING;
    files.put(name, TableWriter.write(table.get()));
    return name;
  }

  private static Optional<CoefficientTable> table(SurveyedGroup group) {
    Advice advice = group.advice();
    return advice != null && advice.outcome() instanceof Recommended recommended
        ? Optional.of(recommended.chosen().table())
        : Optional.empty();
  }

  /// A name that no other group has, also where case does not count, of characters that mean
  /// nothing anywhere.
  private String name(String kind) {
    String safe =
        kind.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "").replaceAll("[.]+$", "");
    String first =
        safe.isEmpty() ? "table" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    String name = first;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = first + "-" + i;
    }
    return name;
  }
}
