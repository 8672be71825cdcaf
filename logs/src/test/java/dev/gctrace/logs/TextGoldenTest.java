package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Reads a line of each tool that puts something before lines, each as the first of its input, and
 * compares with what was reviewed by eye. {@code -Dgolden.update=FILE} writes the file anew.
 */
class TextGoldenTest {

  private static final String GOLDEN = "text-records.golden";

  @Test
  void everyToolsLineIsReadAsReviewed() throws IOException, URISyntaxException {
    Path golden = Path.of(TextGoldenTest.class.getResource(GOLDEN).toURI());
    List<String> expected = Files.readAllLines(golden, StandardCharsets.UTF_8);
    List<String> actual = new ArrayList<>();
    for (String line : expected) {
      if (!line.startsWith("=> ")) {
        actual.add(line);
      }
      if (line.startsWith("<= ")) {
        actual.addAll(read(unescaped(line.substring(3))));
      }
    }
    if (System.getProperty("golden.update") != null) {
      Files.write(Path.of(System.getProperty("golden.update")), actual, StandardCharsets.UTF_8);
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> read(byte[] record) {
    List<String> lines = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> lines.add("=> " + Lines.show(line)));
    decoder.record(record, 0, record.length, 1);
    decoder.end();
    FormatCounts counts = decoder.formats();
    counts.records().forEach((format, count) -> lines.add("=> " + format.key() + " " + count));
    return lines;
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      int next = i + 1;
      String unit = text.substring(i, next);
      if (unit.equals("\\")) {
        next = i + 2;
        switch (text.charAt(i + 1)) {
          case 'e' -> unit = "\u001b";
          case 'r' -> unit = "\r";
          case 't' -> unit = "\t";
          case 'u' -> {
            next = i + 6;
            unit = String.valueOf((char) Integer.parseInt(text, i + 2, next, 16));
          }
          case 'x' -> {
            next = i + 4;
            bytes.write(Integer.parseInt(text, i + 2, next, 16));
            unit = "";
          }
          default -> unit = text.substring(i + 1, next);
        }
      }
      bytes.writeBytes(unit.getBytes(StandardCharsets.UTF_8));
      i = next;
    }
    return bytes.toByteArray();
  }
}
