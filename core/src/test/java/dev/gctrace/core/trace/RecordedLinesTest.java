package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.DeathEvent.Cause;
import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Lines of programs built with Go 1.9 to 1.26, and how programs end. */
final class RecordedLinesTest {

  private static final Pattern FILE = Pattern.compile("go1\\.(\\d+)\\.\\d+(?:-(.*))?\\.log");

  /** The one line that is cut: its program ended while the runtime wrote. */
  private static final String CUT = "gc 3 @";

  @Test
  void readsEveryLineOfEveryVersionToItsEnd() {
    int records = 0;
    for (Map.Entry<String, List<String>> log : SampleLines.RECORDED.entrySet()) {
      Matcher file = FILE.matcher(log.getKey());
      for (String line : log.getValue()) {
        String kind = kindByFirstWord(line);
        if (kind.isEmpty() || line.equals(CUT)) {
          continue;
        }
        Parsed parsed = parse(line).orElseThrow(() -> new AssertionError(line));
        assertThat(parsed.malformed()).as(line).isNull();
        assertThat(parsed.event().getClass().getSimpleName()).as(line).isEqualTo(kind);
        assertThat(parsed.from()).as(line).isZero();
        assertThat(parsed.to()).as(line).isEqualTo(line.length());
        if (parsed.event() instanceof GcEvent event) {
          assertThat(file.matches()).isTrue();
          int minor = Integer.parseInt(file.group(1));
          assertThat(event.format()).isEqualTo(minor < 18 ? Format.GO_1_6 : Format.GO_1_18);
          assertThat(event.forced()).isEqualTo(line.endsWith(" (forced)"));
          assertThat(event.goalMiB().isEmpty()).isEqualTo(log.getKey().endsWith("gogc-off.log"));
        }
        records++;
      }
    }
    assertThat(records).isGreaterThan(600);
  }

  @Test
  void takesNothingElseForARecord() {
    for (List<String> log : SampleLines.RECORDED.values()) {
      for (String line : log) {
        if (kindByFirstWord(line).isEmpty()) {
          assertThat(parse(line).map(Parsed::event).filter(e -> !(e instanceof DeathEvent)))
              .as(line)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void countsTheCyclesOfEachLogWithoutAGap() {
    for (Map.Entry<String, List<String>> log : SampleLines.RECORDED.entrySet()) {
      long cycle = 0;
      for (String line : log.getValue()) {
        if (parse(line).map(Parsed::event).orElse(null) instanceof GcEvent event) {
          assertThat(event.cycle()).as(log.getKey()).isEqualTo(++cycle);
        }
      }
    }
  }

  @Test
  void callsARecordThatTheEndOfItsProgramCutMalformed() {
    assertThat(SampleLines.RECORDED.get("go1.26.8-gogc-off.log")).endsWith(CUT);
    assertThat(parse(CUT).orElseThrow().malformed())
        .isEqualTo(new Malformed(7, "a number", "end of line"));
  }

  @Test
  void tellsHowProgramsEnded() {
    Map<String, List<Cause>> told = new TreeMap<>();
    for (Map.Entry<String, List<String>> log : SampleLines.RECORDED.entrySet()) {
      for (String line : log.getValue()) {
        if (parse(line).map(Parsed::event).orElse(null) instanceof DeathEvent death) {
          told.computeIfAbsent(log.getKey(), file -> new ArrayList<>()).add(death.cause());
        }
      }
    }
    Map<String, List<Cause>> expected = new TreeMap<>();
    for (String version : List.of("go1.9.7", "go1.19.8", "go1.26.8")) {
      expected.put(version + "-panic.log", List.of(Cause.PANIC));
      expected.put(version + "-nil.log", List.of(Cause.PANIC));
      expected.put(version + "-deadlock.log", List.of(Cause.FATAL));
      expected.put(version + "-map.log", List.of(Cause.FATAL));
      expected.put(version + "-quit.log", List.of(Cause.SIGNAL));
      expected.put(version + "-stack.log", List.of(Cause.STACK_OVERFLOW, Cause.STACK_OVERFLOW));
      expected.put(version + "-threads.log", List.of(Cause.THREADS, Cause.THREADS));
      expected.put(version + "-reserve.log", List.of(Cause.OUT_OF_MEMORY));
      expected.put(version + "-memory.log", List.of(Cause.OUT_OF_MEMORY, Cause.OUT_OF_MEMORY));
    }
    // Go 1.9 tells a failed mmap in one line.
    expected.put("go1.9.7-memory.log", List.of(Cause.OUT_OF_MEMORY));
    expected.put("bash-kill.log", List.of(Cause.KILLED));
    expected.put("dash-kill.log", List.of(Cause.KILLED));
    assertThat(told).isEqualTo(expected);
  }

  private static String kindByFirstWord(String line) {
    if (line.startsWith("gc ")) {
      return "GcEvent";
    } else if (line.startsWith("scav ") || line.matches("(forced )?scvg.*")) {
      return "ScavengerEvent";
    } else if (line.startsWith("pacer: ")) {
      return "PacerEvent";
    }
    return line.equals("GC forced") ? "GcForced" : "";
  }

  private static Optional<Parsed> parse(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    return LineParser.parse(bytes, 0, bytes.length);
  }
}
