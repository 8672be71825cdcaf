package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every line of the published excerpts against the counts of their index, which were made by hand.
 * {@code differences.tsv} says of every line where the parser disagrees what each says, and why.
 */
final class PublishedLinesTest {

  private static final List<Difference> DIFFERENCES =
      SampleLines.lines("public-lines/differences.tsv").stream()
          .filter(line -> !line.startsWith("#"))
          .map(Difference::of)
          .toList();

  /**
   * A line on which index and parser disagree.
   *
   * @param file name of the excerpt
   * @param line number of the line, from 1
   * @param counted what the index counts it as
   * @param said what the parser says
   */
  private record Difference(String file, int line, String counted, String said) {

    static Difference of(String line) {
      String[] columns = line.split("\t");
      assertThat(columns).as(line).hasSize(5);
      return new Difference(columns[0], Integer.parseInt(columns[1]), columns[2], columns[3]);
    }
  }

  @Test
  void agreesWithTheIndexButForTheLinesThatAreExplained() {
    for (String entry : SampleLines.lines("public-lines/index.jsonl")) {
      String file = string(entry, "file");
      Map<String, Integer> expected = new TreeMap<>();
      expected.put("gc", number(entry, "lines_gctrace"));
      expected.put("scvg", number(entry, "lines_scvg"));
      expected.put("pacer", number(entry, "lines_pacer"));
      expected.put("GC forced", number(entry, "lines_gc_forced"));
      for (Difference difference : DIFFERENCES) {
        if (difference.file().equals(file)) {
          expected.merge(difference.counted(), -1, Integer::sum);
          expected.merge(difference.said(), 1, Integer::sum);
        }
      }
      Map<String, Integer> said = new TreeMap<>(Map.of("gc", 0, "scvg", 0, "pacer", 0));
      said.put("GC forced", 0);
      for (String line : SampleLines.PUBLISHED.get(file)) {
        outcomes(line).forEach(outcome -> said.merge(outcome, 1, Integer::sum));
      }
      expected.keySet().remove("none");
      said.keySet().remove("death");
      assertThat(said).as(file).isEqualTo(expected);
    }
  }

  @Test
  void saysOfEveryExplainedLineWhatTheExplanationSays() {
    assertThat(DIFFERENCES).hasSize(24);
    for (Difference difference : DIFFERENCES) {
      String line = SampleLines.PUBLISHED.get(difference.file()).get(difference.line() - 1);
      assertThat(outcomes(line)).as(difference.toString()).containsExactly(difference.said());
    }
  }

  @Test
  void countsWhatTheIndexCountsInAll() {
    // 1,257 lines by the index, less the 20 gc lines of differences.tsv, which are malformed.
    long collections =
        SampleLines.PUBLISHED.values().stream()
            .flatMap(List::stream)
            .flatMap(line -> outcomes(line).stream())
            .filter("gc"::equals)
            .count();
    assertThat(collections).isEqualTo(1257 - 20);
  }

  @Test
  void readsTheGenerationThatTheIndexNames() {
    for (String entry : SampleLines.lines("public-lines/index.jsonl")) {
      List<Format> formats =
          switch (string(entry, "generation")) {
            case "1.0" -> List.of(Format.GO_1_0);
            case "1.1-1.2" -> List.of(Format.GO_1_1);
            case "1.3" -> List.of(Format.GO_1_3);
            case "1.5-dev" -> List.of(Format.GO_1_5);
            // 015 shows a line of 1.5 and one of 1.6; 125 one of 1.21 that its author shortened.
            case "1.5" -> List.of(Format.GO_1_5, Format.GO_1_6);
            case "1.6-1.17" -> List.of(Format.GO_1_6);
            case "1.18+" -> List.of(Format.GO_1_18, Format.GO_1_6);
            default -> List.of();
          };
      for (String line : SampleLines.PUBLISHED.get(string(entry, "file"))) {
        for (Parsed parsed : records(line)) {
          if (parsed.event() instanceof GcEvent event) {
            assertThat(event.format()).as(line).isIn(formats);
          } else if (parsed.event() instanceof EarlyGcEvent event) {
            assertThat(event.format()).as(line).isIn(formats);
          }
        }
      }
    }
  }

  private static List<String> outcomes(String line) {
    return records(line).stream().map(PublishedLinesTest::outcome).toList();
  }

  private static String outcome(Parsed parsed) {
    if (parsed.event() == null) {
      return "malformed at " + parsed.malformed().column();
    }
    if (parsed.event() instanceof GcEvent || parsed.event() instanceof EarlyGcEvent) {
      return "gc";
    } else if (parsed.event() instanceof ScavengerEvent) {
      return "scvg";
    } else if (parsed.event() instanceof PacerEvent) {
      return "pacer";
    }
    return parsed.event() instanceof GcForced ? "GC forced" : "death";
  }

  private static List<Parsed> records(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    List<Parsed> records = new ArrayList<>();
    Optional<Parsed> next = LineParser.parse(bytes, 0, bytes.length);
    while (next.isPresent()) {
      records.add(next.get());
      next = LineParser.parse(bytes, 0, bytes.length, next.get().to());
    }
    return records;
  }

  private static String string(String json, String key) {
    Matcher m = Pattern.compile("\"" + key + "\": \"([^\"]*)\"").matcher(json);
    assertThat(m.find()).as(json).isTrue();
    return m.group(1);
  }

  private static int number(String json, String key) {
    Matcher m = Pattern.compile("\"" + key + "\": (\\d+)").matcher(json);
    assertThat(m.find()).as(json).isTrue();
    return Integer.parseInt(m.group(1));
  }
}
