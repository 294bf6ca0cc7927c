package org.alternant.cli.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alternant.cli.Run;
import org.alternant.testing.ExternalTool;
import org.alternant.toolkit.figure.Figure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotCommandTest {

  private static final int WHITE = 0xFFFFFF;

  /// The palette's first colour, and a quarter of it on white: curve and band.
  private static final int CURVE = 0x0072B2;

  /// Okabe and Ito's, with grey for black and without yellow.
  private static final List<String> PALETTE =
      List.of(
          "rgb(0,114,178)",
          "rgb(213,94,0)",
          "rgb(0,158,115)",
          "rgb(204,121,167)",
          "rgb(230,159,0)",
          "rgb(86,180,233)",
          "rgb(127,127,127)");

  @TempDir private Path folder;

  @BeforeAll
  static void fonts() {
    System.setProperty("java.awt.headless", "true");
    Figure.missingFonts().ifPresent(reason -> ExternalTool.missing("no fonts for Java: " + reason));
  }

  private byte[] plot(String file, String... arguments) throws IOException {
    Path path = folder.resolve(file);
    List<String> words = new ArrayList<>(List.of("plot"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--force", "-o", path.toString()));
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals("", run.out());
    assertEquals(0, run.status());
    return Files.readAllBytes(path);
  }

  private static Element parse(byte[] svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    return document.getDocumentElement();
  }

  private static String text(Element root, String kind) {
    NodeList found = root.getElementsByTagName(kind);
    assertEquals(1, found.getLength());
    return found.item(0).getTextContent();
  }

  private static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void svgSaysInWordsWhatIsProved() throws Exception {
    Element root = parse(plot("f.svg", "nanochat-5", "1e200; 1,0,1e200"));
    assertEquals("svg", root.getLocalName());
    assertEquals("http://www.w3.org/2000/svg", root.getNamespaceURI());
    assertEquals("0 0 860 384", root.getAttribute("viewBox"));
    assertEquals("Alternant: nanochat-5, literal", text(root, "title"));
    var verified = Run.of("verify", "nanochat-5", "--json").json();
    assertEquals(
        "nanochat-5: 5 steps on [0.001, 1.0], certified image ["
            + verified.get("output").get("lower")
            + ", "
            + verified.get("output").get("upper")
            + "], certified worst-case error "
            + verified.get("worstCaseError")
            + "\nliteral: 2 steps on [0.001, 1.0], leaves the range of binary64 in step 2",
        text(root, "desc"));
  }

  @Test
  void namesWithMarkupAreNoTableNames() {
    Run run =
        Run.withInput(
            Run.of("catalogue", "nanochat-5", "--json")
                .out()
                .replace("\"nanochat-5\"", "\"</text><script>\""),
            "plot",
            "-",
            "-o",
            folder.resolve("f.svg").toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("a name has 1 to 100 letters"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f.svg", "f.png", "F.SVG", "x.y.Png"})
  void theSameRequestGivesTheSameBytes(String file) throws IOException {
    byte[] first = plot(file, "jordan-5", "nanochat-5", "--panels", "steps,error");
    assertArrayEquals(first, plot(file, "jordan-5", "nanochat-5", "--panels", "steps,error"));
    boolean png = file.endsWith("ng");
    assertEquals(png ? (byte) 0x89 : (byte) '<', first[0]);
  }

  @Test
  void pngHasItsSizeAndEveryPanelItsCurve() throws IOException {
    BufferedImage image = image(plot("f.png", "nanochat-5", "--size", "1500x400"));
    assertEquals(1500, image.getWidth());
    assertEquals(400, image.getHeight());
    for (int panel = 0; panel < 3; panel++) {
      BufferedImage part = image.getSubimage(500 * panel, 0, 500, 400);
      assertTrue(rows(part, CURVE).length > 100, "panel " + panel);
    }
    assertEquals(WHITE, image.getRGB(0, 0) & WHITE);
  }

  @Test
  void theThemeIsTheBackground() throws IOException {
    BufferedImage image = image(plot("f.png", "nanochat-5", "--theme", "dark"));
    assertEquals(0x0D1117, image.getRGB(0, 0) & WHITE);
    assertEquals(0x0D1117, image.getRGB(1289, 349) & WHITE);
  }

  @Test
  void theCurveFillsTheBandAndStaysInIt() throws IOException {
    BufferedImage image = image(plot("f.png", "nanochat-5", "--panels", "composition"));
    // The legend, below, has the curve's colour too.
    BufferedImage plot = image.getSubimage(0, 0, image.getWidth(), 280);
    int[] band = rows(plot, blended(CURVE));
    int[] curve = rows(plot, CURVE);
    int stroke = 2;
    assertTrue(band.length > 200);
    assertEquals(band[0], curve[0], stroke);
    assertEquals(band[band.length - 1], curve[curve.length - 1], stroke);
  }

  /// The rows in which a colour occurs.
  private static int[] rows(BufferedImage image, int colour) {
    return IntStream.range(0, image.getHeight())
        .filter(
            y ->
                IntStream.range(0, image.getWidth())
                    .anyMatch(x -> (image.getRGB(x, y) & WHITE) == colour))
        .toArray();
  }

  /// A colour of the band's opacity on white.
  private static int blended(int colour) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int channel = (colour >> shift) & 0xFF;
      result |= (int) Math.round(255 + (channel - 255) * 48 / 255.0) << shift;
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-1",
        "0",
        "1.5,-0.5",
        "1e308,1e308",
        "1e200;1,0,1e200",
        "1e-300;1e300",
        "1;1.5,-0.5;1.875,-1.25,0.375",
        "100;1e10;1,1e10"
      })
  void oddTablesAreDrawn(String table) throws Exception {
    assertTrue(parse(plot("f.svg", table)).getElementsByTagName("path").getLength() > 10);
    plot("f.svg", table, "nanochat-5", "--panels", "error,steps,composition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-300,1", "0.99,1", "0.9999999999,1", "1e-3,1e300", "1,2", "4.9e-324,1"})
  void oddIntervalsAreDrawn(String interval) throws IOException {
    String[] ends = interval.split(",", -1);
    plot("f.png", "nanochat-5", "--lower", ends[0], "--upper", ends[1]);
  }

  @Test
  void manyStepsAreDrawn() throws IOException {
    plot("f.svg", "polar-express-8", "--steps", "63");
  }

  @Test
  void moreStepsThanCanBeDrawnAreRefused() {
    Run run =
        Run.withInput(
            "[" + "[1.5, -0.5],".repeat(100) + "[1.5, -0.5]]",
            "plot",
            "-",
            "-o",
            folder.resolve("f.svg").toString());
    assertEquals(
        "alternant plot: standard-input has 101 steps, more than the 100 that can be drawn; --steps"
            + " T draws the first T\n",
        run.err());
    assertEquals(3, run.status());
  }

  /// Neither has standard output, a pipe or a device.
  @Test
  void whatHasNoEndingGetsSvg() {
    String figure = Run.of("plot", "jordan-5", "-o", "-").out();
    assertTrue(figure.startsWith("<?xml"), figure);
    assertEquals(new Run(0, figure, ""), Run.of("plot", "jordan-5", "-o", "/dev/stdout"));
    assertEquals(new Run(0, "", ""), Run.of("plot", "jordan-5", "-o", "/dev/null"));
    Run file = Run.of("plot", "jordan-5", "-o", folder.resolve("figure").toString());
    assertEquals(2, file.status());
    assertTrue(file.err().contains("must end in .svg or .png, which chooses the format"));
  }

  @Test
  void sevenTablesDifferInColourAndInDashes() throws Exception {
    String[] arguments = new String[9];
    Arrays.fill(arguments, "1.5,-0.5");
    arguments[7] = "--panels";
    arguments[8] = "error";
    NodeList groups = parse(plot("f.svg", arguments)).getElementsByTagName("g");
    Map<String, String> dashes = new HashMap<>();
    for (int i = 0; i < groups.getLength(); i++) {
      Element group = (Element) groups.item(i);
      boolean curve = group.getElementsByTagName("path").getLength() > 0;
      if (curve && group.getAttribute("stroke-width").equals("1.6")) {
        dashes.putIfAbsent(group.getAttribute("stroke"), group.getAttribute("stroke-dasharray"));
      }
    }
    dashes.keySet().retainAll(PALETTE);
    assertEquals(Set.copyOf(PALETTE), dashes.keySet());
    assertEquals(7, Set.copyOf(dashes.values()).size(), dashes::toString);
  }

  @Test
  void severalTablesShareTheSmallestIntervalThatHoldsTheirs() throws Exception {
    Path table = folder.resolve("t.json");
    Run.of("design", "--degree", "3", "--steps", "2", "--lower", "1e-5", "-o", table.toString());
    String text = text(parse(plot("f.svg", "nanochat-5", table.toString())), "desc");
    assertTrue(text.contains("nanochat-5: 5 steps on [1.0E-5, 1.0]"), text);
  }

  @Test
  void aFileIsNotOverwrittenAndNothingIsLeftBehind() throws IOException {
    Path file = folder.resolve("f.svg");
    Files.writeString(file, "mine");
    Run run = Run.of("plot", "nanochat-5", "-o", file.toString());
    assertEquals(2, run.status());
    assertEquals(
        "alternant plot: "
            + file
            + " exists; --force overwrites it (try 'alternant plot --help')\n",
        run.err());
    assertEquals("mine", Files.readString(file));
    assertEquals(3, Run.of("plot", "no-such", "-o", folder.resolve("g.svg").toString()).status());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  /// Other commands start as fast as without figures: Java's graphics and the libraries for it are
  /// not loaded.
  @Test
  void otherCommandsLoadNoGraphics() throws IOException, InterruptedException {
    String loaded =
        ExternalTool.at(Path.of(System.getProperty("java.home"), "bin", "java"))
            .run(
                folder,
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "org.alternant.cli.Main",
                "verify",
                "nanochat-5");
    assertTrue(loaded.contains("org.alternant.cli.tables.VerifyCommand"));
    for (String graphics : List.of("java.awt.", "org.knowm.", "org.apache.batik.")) {
      assertFalse(loaded.contains(" " + graphics), graphics);
    }
  }
}
