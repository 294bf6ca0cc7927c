package org.alternant.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// One case of the corpus: commands that share a folder, and what they said.
///
/// The first character of a line says what it is:
///
/// ```
/// # a remark
/// $ the command
/// < a line of standard input
/// = the exit status
/// | a line of standard output
/// ! a line of standard error
/// > the name of a file that was written
/// + a line of it
/// ```
///
/// An empty line ends the case. `= as before` stands for a result that is the one before it.
///
/// @param lines all of them
record CorpusCase(List<String> lines) {

  private static final String PROMPT = "$ ";

  private static final String INPUT = "< ";

  private static final String REMARK = "#";

  private static final String UNFINISHED = " (no newline at the end)";

  /// What an editor or a terminal would not show as it is.
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t]]| $");

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  CorpusCase {
    lines = List.copyOf(lines);
  }

  /// The cases of a file.
  static List<CorpusCase> parse(String file) {
    List<CorpusCase> cases = new ArrayList<>();
    for (String block : file.split("\\n\\n+", -1)) {
      List<String> lines = block.lines().toList();
      if (!lines.isEmpty()) {
        cases.add(new CorpusCase(lines));
      }
    }
    return cases;
  }

  /// The commands as they are typed.
  List<String> commands() {
    return lines.stream()
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .toList();
  }

  String name() {
    return String.join("; ", commands());
  }

  /// The case with what its commands say now.
  ///
  /// @return null where this machine has no fonts to draw with
  @Nullable CorpusCase rerun() throws IOException {
    CorpusShell.reset();
    List<String> now = new ArrayList<>();
    List<String> before = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(REMARK)) {
        now.add(line);
      } else if (line.startsWith(PROMPT)) {
        now.add(line);
        List<String> typed = new ArrayList<>();
        while (i + 1 < lines.size() && isInput(lines.get(i + 1))) {
          i++;
          now.add(lines.get(i));
          typed.add(lines.get(i).substring(Math.min(INPUT.length(), lines.get(i).length())));
        }
        CorpusShell.Result result =
            CorpusShell.run(
                line.substring(PROMPT.length()),
                typed.isEmpty() ? null : String.join("\n", typed) + "\n");
        if (result.err().contains("Java cannot draw text on this machine")) {
          return null;
        }
        List<String> said = said(result);
        now.addAll(said.equals(before) ? List.of("= as before") : said);
        before = said;
      }
    }
    return new CorpusCase(now);
  }

  private static boolean isInput(String line) {
    return line.startsWith(INPUT) || line.equals(INPUT.strip());
  }

  private static List<String> said(CorpusShell.Result result) {
    List<String> lines = new ArrayList<>(List.of("= " + result.status()));
    String out = masked(result, result.out());
    lines.addAll(
        marked(
            "| ",
            result.hashed()
                ? "sha256 " + sha256(utf8(out)) + ", " + out.lines().count() + " lines\n"
                : out));
    lines.addAll(marked("! ", masked(result, result.err())));
    for (Map.Entry<String, byte @Nullable []> file : result.files().entrySet()) {
      byte @Nullable [] content = file.getValue();
      lines.add(
          "> " + CorpusShell.FOLDER + "/" + file.getKey() + (content == null ? " deleted" : ""));
      if (content != null) {
        lines.addAll(marked("+ ", masked(result, text(content))));
      }
    }
    return lines;
  }

  private static String masked(CorpusShell.Result result, String text) {
    return CorpusMasks.apply(result.command(), CorpusShell.folder(), text);
  }

  private static List<String> marked(String mark, String text) {
    List<String> lines = new ArrayList<>();
    if (text.isEmpty()) {
      return lines;
    }
    for (String line : text.split("\\n", -1)) {
      String shown =
          HIDDEN
              .matcher(line)
              .replaceAll(match -> "«U+%04X»".formatted(match.group().codePointAt(0)));
      lines.add((mark + shown).stripTrailing());
    }
    if (text.endsWith("\n")) {
      lines.removeLast();
    } else {
      lines.add(lines.removeLast() + UNFINISHED);
    }
    return lines;
  }

  /// A file as text: what it is where it is none; of a figure what no font decides.
  private static String text(byte[] content) {
    if (content.length > PNG.length
        && ByteBuffer.wrap(content, 0, PNG.length).equals(ByteBuffer.wrap(PNG))) {
      return png(content);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.indexOf('\0') >= 0 ? binary(content) : text.contains("<svg") ? svg(text) : text;
    } catch (CharacterCodingException _) {
      return binary(content);
    }
  }

  private static String binary(byte[] content) {
    return "binary, " + content.length + " bytes, sha256 " + sha256(content) + "\n";
  }

  private static String png(byte[] content) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(content));
      return "PNG, " + image.getWidth() + "x" + image.getHeight() + " pixels\n";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The outlines of letters are the font's; how many curves and bands there are is not.
  private static String svg(String text) {
    StringBuilder kept = new StringBuilder("SVG\n");
    Matcher matcher =
        Pattern.compile("viewBox=\"[^\"]*\"|<title[^>]*>[^<]*</title>|<desc[^>]*>[^<]*</desc>")
            .matcher(text);
    while (matcher.find()) {
      kept.append(matcher.group()).append('\n');
    }
    return kept.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
