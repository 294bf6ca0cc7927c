package org.alternant.toolkit.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.testing.ExternalTool;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.figure.FigureOutcome.Drawn;
import org.alternant.toolkit.figure.FigureOutcome.Refused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FigureTest {

  private static final CoefficientTable TABLE = Catalogue.find("nanochat-5").orElseThrow();

  private static final int WHITE = 0xFFFFFF;

  @BeforeAll
  static void fonts() {
    System.setProperty("java.awt.headless", "true");
    Figure.missingFonts().ifPresent(reason -> ExternalTool.missing("no fonts for Java: " + reason));
  }

  private static Drawn drawn(FigureTask task) {
    return assertInstanceOf(Drawn.class, Figure.of(task));
  }

  private static FigureRefusal refusal(FigureTask task) {
    return assertInstanceOf(Refused.class, Figure.of(task)).reason();
  }

  private static Element parse(byte[] svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg)).getDocumentElement();
  }

  private static String text(Element root, String kind) {
    NodeList found = root.getElementsByTagName(kind);
    assertEquals(1, found.getLength());
    return found.item(0).getTextContent();
  }

  private static BufferedImage image(Drawn figure) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(figure.content()));
  }

  @Test
  void oneTableHasAllPanelsAsSvg() throws Exception {
    Drawn figure = drawn(FigureTask.of(TABLE));
    Element root = parse(figure.content());
    assertEquals(new FigureSize(1290, 350), figure.size());
    assertEquals("0 0 1290 350", root.getAttribute("viewBox"));
    assertEquals("Alternant: nanochat-5", text(root, "title"));
    assertTrue(text(root, "desc").startsWith("nanochat-5: 5 steps on [0.001, 1.0], certified"));
  }

  @Test
  void severalTablesShareTheSmallestIntervalThatHoldsTheirs() throws Exception {
    CoefficientTable narrow = TableLiteral.parse("1.5,-0.5");
    FigureTask task = FigureTask.of(narrow, TABLE);
    assertEquals(new Interval(1e-3, 1), task.input());
    assertEquals(List.of(FigurePanel.COMPOSITION, FigurePanel.ERROR), task.panels());
    assertEquals("Alternant: literal, nanochat-5", text(parse(drawn(task).content()), "title"));
  }

  @Test
  void tablesOfOneNameAreNumbered() throws Exception {
    FigureTask task = FigureTask.of(TABLE, TABLE).withSteps(1);
    assertEquals(
        "Alternant: nanochat-5, 1 step, nanochat-5, 1 step (2)",
        text(parse(drawn(task).content()), "title"));
  }

  @Test
  void pngHasTheSizeAndTheThemeAskedFor() throws IOException {
    FigureSize size = new FigureSize(1300, 400);
    Drawn figure =
        drawn(
            FigureTask.of(TABLE)
                .withFormat(FigureFormat.PNG)
                .withTheme(FigureTheme.DARK)
                .withSize(size));
    BufferedImage image = image(figure);
    assertEquals(size, figure.size());
    assertEquals(size, new FigureSize(image.getWidth(), image.getHeight()));
    assertEquals(0x0D1117, image.getRGB(0, 0) & WHITE);
  }

  /// ImageIO keeps what it writes to a plain stream in a temporary file.
  @Test
  void pngNeedsNoTemporaryFile(@TempDir Path folder) throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    ImageIO.setCacheDirectory(gone.toFile());
    Files.delete(gone);
    try {
      assertTrue(drawn(FigureTask.of(TABLE).withFormat(FigureFormat.PNG)).content().length > 0);
    } finally {
      ImageIO.setCacheDirectory(null);
    }
  }

  @Test
  void equalTasksGiveEqualBytes() {
    for (FigureFormat format : FigureFormat.values()) {
      FigureTask task = FigureTask.of(TABLE).withFormat(format);
      assertArrayEquals(drawn(task).content(), drawn(task).content());
    }
  }

  @Test
  void refusalsSayWhy() {
    FigureTask task = FigureTask.of(TABLE);
    assertEquals(
        new FigureRefusal.TooManyTables(8, 7),
        refusal(FigureTask.of(Collections.nCopies(8, TABLE))));
    Interval fromZero = new Interval(0, 1);
    assertEquals(new FigureRefusal.NoLogarithmicAxis(fromZero), refusal(task.withInput(fromZero)));
    Interval point = new Interval(1, 1);
    assertEquals(new FigureRefusal.NoLogarithmicAxis(point), refusal(task.withInput(point)));
    FigureSize small = new FigureSize(600, 350);
    assertEquals(
        new FigureRefusal.TooSmall(small, 3, new FigureSize(200, 350), new FigureSize(400, 220)),
        refusal(task.withSize(small)));
    assertInstanceOf(FigureRefusal.TooSmall.class, refusal(task.withSize(new FigureSize(0, 0))));
    CoefficientTable forever = Catalogue.find("polar-express-8").orElseThrow();
    assertEquals(
        new FigureRefusal.TooManySteps("polar-express-8", 101, 100),
        refusal(FigureTask.of(forever).withSteps(101)));
  }

  @Test
  void nothingToDrawIsMisuse() {
    FigureTask task = FigureTask.of(TABLE);
    assertThrows(IllegalArgumentException.class, () -> task.withSteps(0));
    assertThrows(IllegalArgumentException.class, () -> task.withPanels(List.of()));
    assertThrows(IllegalArgumentException.class, FigureTask::of);
    assertThrows(IllegalArgumentException.class, () -> new FigureSize(5001, 1));
  }

  @Test
  void formatsAreKnownByTheirEndings() {
    assertEquals(Optional.of(FigureFormat.SVG), FigureFormat.of("a/b.svg"));
    assertEquals(Optional.of(FigureFormat.PNG), FigureFormat.of("x.Y.PNG"));
    assertEquals(Optional.empty(), FigureFormat.of("svg"));
  }

  @Test
  void namesAreText() throws Exception {
    String name = "</desc></svg><script>alert(1)</script>&amp;\"'";
    SampledTable table =
        SampledTable.of(
                name,
                List.of(Step.of(List.of(1.5, -0.5))),
                new Interval(0.1, 1),
                100,
                ProgressListener.NONE)
            .orElseThrow();
    Drawing drawing =
        new Drawing(
            List.of(table, table),
            List.of(FigurePanel.values()),
            FigureTheme.LIGHT,
            FigureGrid.preferred(4, 2));
    Element root = parse(FigureFormat.SVG.render(drawing.picture()));
    assertEquals(0, root.getElementsByTagName("script").getLength());
    assertEquals("Alternant: " + name + ", " + name, text(root, "title"));
  }

  @Test
  void panelsAreLaidOutInTheShapeOfTheFigure() {
    assertEquals(3, new FigureGrid(3, 1, 1290, 350).columns());
    assertEquals(1, new FigureGrid(3, 1, 500, 1200).columns());
    assertEquals(2, new FigureGrid(4, 1, 900, 700).columns());
    assertEquals(3, new FigureGrid(5, 1, 1290, 700).columns());
  }

  @Test
  void everyPointOfACompositionIsTold() {
    AtomicLong points = new AtomicLong();
    AtomicLong announced = new AtomicLong();
    FigureOutcome outcome =
        Figure.of(
            FigureTask.of(TABLE),
            (done, total) -> {
              assertEquals(points.incrementAndGet(), done);
              announced.set(total);
            });
    assertEquals(points.get(), announced.get());
    assertTrue(points.get() > 0);
    Drawn told = assertInstanceOf(Drawn.class, outcome);
    assertArrayEquals(drawn(FigureTask.of(TABLE)).content(), told.content());
  }
}
