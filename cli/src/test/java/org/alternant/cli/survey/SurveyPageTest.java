package org.alternant.cli.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alternant.testing.Checkpoints;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SurveyPageTest {

  private static final String HOSTILE = "<script>alert(1)</script>&'\\\"";

  @TempDir private Path folder;

  private String page() throws IOException {
    Path file =
        new Checkpoints()
            .with("layers.0.q", List.of(2, 2), 1, 0, 0, 0.5)
            .with("layers.1.q", List.of(2, 2), 1, 0, 0, 0.25)
            .with(HOSTILE, List.of(2, 3), 1, 0, 0, 0, 1e-3, 0)
            .with("singular", List.of(2, 2), 1, 1, 1, 1)
            .write(folder.resolve("model.safetensors"));
    Survey survey = Survey.of(SurveyTask.customary(List.of(file)), ProgressListener.NONE);
    return new String(new SurveyPage(survey).bytes(), StandardCharsets.UTF_8);
  }

  /// Every tag is closed and every attribute quoted, so that XML's rules can read it too.
  private static Document parsed(String page) throws Exception {
    String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
  }

  @Test
  void everyKindHasASectionWithAFigure() throws Exception {
    Document document = parsed(page());
    NodeList figures = document.getElementsByTagName("svg");
    // Three kinds and all together.
    assertEquals(4, figures.getLength());
    NodeList headings = document.getElementsByTagName("h2");
    assertEquals("layers.*.q", headings.item(1).getTextContent());
    assertEquals("all", headings.item(4).getTextContent());
  }

  @Test
  void namesAreTextAndNothingComesFromElsewhere() throws Exception {
    String page = page();
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("http"), page);
    assertFalse(page.contains("url("), page);
    NodeList headings = parsed(page).getElementsByTagName("h2");
    assertEquals("<script>alert(*)</script>&'\"", headings.item(2).getTextContent());
  }

  @Test
  void whatHasNoLowerEndSaysSo() throws IOException {
    assertTrue(page().contains("No lower end"));
  }
}
