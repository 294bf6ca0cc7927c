package org.alternant.cli.survey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyTask;
import org.alternant.toolkit.survey.SurveyedGroup;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.survey.SurveyedMatrix;
import org.jspecify.annotations.Nullable;

/// A survey as one page of HTML that needs nothing else: no script, no font, no network.
final class SurveyPage {

  private static final String STYLE = "survey.css";

  /// Where the bar of an error begins: smaller errors have none.
  private static final double LEAST_DECADE = -6;

  private final Survey survey;
  private final StringBuilder html = new StringBuilder();

  SurveyPage(Survey survey) {
    this.survey = survey;
  }

  byte[] bytes() {
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Survey: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        """
            .formatted(text(files()), style()));
    introduction();
    overview();
    for (SurveyedGroup group : survey.groups()) {
      group(group);
    }
    if (survey.groups().size() > 1) {
      group(survey.whole());
    }
    matrices();
    leftOut();
    html.append("</main>\n</body>\n</html>\n");
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream stream =
        Objects.requireNonNull(SurveyPage.class.getResourceAsStream(STYLE), STYLE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person named, for HTML: nothing in it is markup.
  private static String text(String raw) {
    StringBuilder escaped = new StringBuilder();
    MessageText.visible(raw)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private String files() {
    return survey.task().files().stream()
        .map(file -> String.valueOf(file.getFileName()))
        .collect(Collectors.joining(", "));
  }

  private void introduction() {
    SurveyTask task = survey.task();
    html.append("<h1>What these matrices need</h1>\n<p class=\"files\">")
        .append(text(files()))
        .append("</p>\n<p>")
        .append(SurveyText.summary(survey))
        .append(". The <em>lower end</em> leaves ")
        .append(task.quantile())
        .append(
            " of the singular values below it: a table brings those above it near 1. What is"
                + " <em>hidden</em> is smaller than the errors that rounding the entries to ")
        .append(EnumIds.of(task.precision()))
        .append(" makes (expected, not proved).</p>\n");
  }

  private void overview() {
    html.append("<section>\n<h2>By ")
        .append(EnumIds.of(survey.task().grouping()))
        .append("</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
    List<String> headings = new ArrayList<>(SurveyText.HEADINGS);
    boolean tables = survey.task().tables() != null;
    if (tables) {
      headings.addAll(List.of("table", "products", "median and worst error", "one table for all"));
    }
    headings.forEach(heading -> html.append("<th scope=\"col\">").append(heading).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (SurveyedGroup group : SurveyText.groupsAndWhole(survey)) {
      List<String> cells = SurveyText.cells(survey, group);
      html.append("<tr><th scope=\"row\">").append(text(cells.getFirst())).append("</th>");
      cells.stream().skip(1).forEach(this::cell);
      if (tables) {
        advice(group.advice());
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n</section>\n");
  }

  private void cell(String content) {
    html.append("<td>").append(text(content)).append("</td>");
  }

  private void advice(@Nullable Advice advice) {
    if (advice == null || !(advice.outcome() instanceof Recommended recommended)) {
      cell("none");
      cell("");
      cell("");
      cell("");
      return;
    }
    cell(SurveyText.table(recommended) + " from " + advice.from());
    cell(Integer.toString(recommended.chosen().products()));
    cell(TrialWords.errors(recommended.chosen().measured()));
    cell(advice.common() == null ? "" : TrialWords.errors(advice.common().measured()));
  }

  private void group(SurveyedGroup group) {
    String name = text(SurveyText.name(survey, group));
    html.append("<section class=\"group\">\n<h2>")
        .append(name)
        .append("</h2>\n<div class=\"pair\">\n");
    new SpectrumFigure(group, survey.whole()).appendTo(html, name);
    errors(group);
    html.append("</div>\n</section>\n");
  }

  /// Bars on a logarithmic scale from 10⁻⁶ to 1.
  private void errors(SurveyedGroup group) {
    if (group.inUse().isEmpty()) {
      html.append("<p>No lower end: too many singular values cannot be told from 0.</p>\n");
      return;
    }
    html.append(
        """
        <table class="bars">
        <caption>Worst-case error of tables in use on [%s, 1], certified in exact arithmetic</caption>
        <thead><tr><th scope="col">table</th><th scope="col">products</th><th scope="col">error</th>%s<th></th></tr></thead>
        <tbody>
        """
            .formatted(
                SurveyText.lower(group.lower()),
                group.sampled().isEmpty() ? "" : "<th scope=\"col\">measured</th>"));
    for (ComparedTable row :
        group.inUse().stream()
            .sorted(Comparator.comparingDouble(ComparedTable::error))
            .limit(SurveyText.MOST_TABLES)
            .toList()) {
      double share =
          Math.clamp(1 - StrictMath.log10(Math.min(1, row.error())) / LEAST_DECADE, 0, 1);
      html.append("<tr><th scope=\"row\">").append(text(row.table().name())).append("</th>");
      cell(Integer.toString(row.products()));
      cell(Numbers.sizeAtMost(row.error()));
      if (!group.sampled().isEmpty()) {
        cell(SampledText.worst(group, row.table()));
      }
      html.append(
          String.format(
              Locale.ROOT,
              "<td aria-hidden=\"true\"><div style=\"width:%.1f%%\"></div></td></tr>%n",
              100 * share));
    }
    html.append("</tbody>\n</table>\n");
  }

  private void matrices() {
    String shares =
        SurveyedMatrix.SHARES.stream()
            .map(share -> "<th scope=\"col\">%.0f %%</th>".formatted(100 * share))
            .collect(Collectors.joining());
    html.append(
        """
        <section>
        <details>
        <summary>Every matrix</summary>
        <div class="wide"><table>
        <thead><tr><th scope="col">matrix</th><th scope="col">shape</th><th scope="col">Frobenius norm</th>%s
        <th scope="col">effective rank</th><th scope="col">coherence</th></tr></thead>
        <tbody>
        """
            .formatted(shares));
    for (SurveyedMatrix matrix : survey.matrices()) {
      html.append("<tr><th scope=\"row\">").append(text(matrix.name())).append("</th>");
      cell(matrix.shape().toString());
      cell(Numbers.size(matrix.frobeniusNorm()));
      matrix.quantiles().forEach(value -> cell(Numbers.size(value)));
      cell(String.format(Locale.ROOT, "%.1f", matrix.effectiveRank()));
      cell(String.format(Locale.ROOT, "%.1f", matrix.coherence()));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n</details>\n</section>\n");
  }

  private void leftOut() {
    List<String> lines = new ArrayList<>(survey.leftOut());
    survey.failures().forEach(failure -> lines.add("not read: " + SurveyText.words(failure)));
    if (!lines.isEmpty()) {
      html.append("<section>\n<h2>Not looked at</h2>\n<ul>\n");
      lines.forEach(line -> html.append("<li>").append(text(line)).append("</li>\n"));
      html.append("</ul>\n</section>\n");
    }
  }
}
