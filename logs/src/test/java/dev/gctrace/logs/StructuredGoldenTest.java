package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Reads a record of each shipper as it is written down in the shipper's documentation or source,
 * and compares with what was reviewed by eye. {@code -Dgolden.update=FILE} writes the file anew.
 */
class StructuredGoldenTest {

  private static final String GOLDEN = "structured-records.golden";

  @Test
  void everyShippersRecordIsReadAsReviewed() throws IOException, URISyntaxException {
    Path golden = Path.of(StructuredGoldenTest.class.getResource(GOLDEN).toURI());
    List<String> expected = Files.readAllLines(golden, StandardCharsets.UTF_8);
    List<String> actual = new ArrayList<>();
    for (String line : expected) {
      if (line.startsWith("=> ")) {
        continue;
      }
      actual.add(line);
      if (!line.isEmpty() && !line.startsWith("#")) {
        actual.addAll(read(line));
      }
    }
    if (System.getProperty("golden.update") != null) {
      Files.write(Path.of(System.getProperty("golden.update")), actual, StandardCharsets.UTF_8);
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> read(String record) {
    List<String> lines = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> lines.add("=> " + Lines.show(line)));
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    decoder.record(bytes, 0, bytes.length, 1);
    decoder.end();
    FormatCounts counts = decoder.formats();
    counts.records().forEach((format, count) -> lines.add("=> " + format.key() + " " + count));
    counts.apiError().ifPresent(message -> lines.add("=> API error: " + message));
    if (counts.unknownJson() > 0) {
      lines.add("=> unknown JSON " + counts.unknownJson());
    }
    return lines;
  }
}
