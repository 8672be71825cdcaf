package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The scanner hands out every line that the parser finds a record in. */
final class ScannerAndParserTest {

  @Test
  void everyRecordOfThePublishedAndRecordedLogsIsHandedOut() {
    check(SampleLines.PUBLISHED);
    check(SampleLines.RECORDED);
  }

  @Test
  void theEndOfAProcessIsHandedOutRightBehindARecord() {
    String record =
        "gc 1 @0.010s 1%: 0.1+2.5+0.05 ms clock, 0.2+0/1.0/0+0.1 ms cpu, 3->4->1 MB, 4 MB goal, 0 MB"
            + " stacks, 0 MB globals, 2 P";
    for (String death :
        List.of("panic: no more work", "fatal error: out of memory", "Killed", "SIGQUIT: quit")) {
      check(
          Map.of(
              death,
              List.of(
                  record, death, "", "goroutine 1 [running]:", "main.main()", "exit status 2")));
    }
  }

  private static void check(Map<String, List<String>> logs) {
    logs.forEach(
        (name, lines) -> {
          Set<Long> handedOut = new TreeSet<>();
          LineScanner scanner =
              new LineScanner((text, from, to, number) -> handedOut.add(number), () -> false);
          byte[] bytes = (String.join("\n", lines) + "\n").getBytes(ISO_8859_1);
          scanner.feed(bytes, 0, bytes.length);
          scanner.end();
          for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i).getBytes(ISO_8859_1);
            if (LineParser.parse(line, 0, line.length).filter(p -> !isLost(p)).isPresent()) {
              assertThat(handedOut).as(name + ": " + lines.get(i)).contains(i + 1L);
            }
          }
        });
  }

  /**
   * What the scanner is not asked to find, as it would have to look for more than pairs of letters:
   * a record without its {@code gc }, and the message of a shell behind the name of its script.
   */
  private static boolean isLost(LineParser.Parsed parsed) {
    boolean headless = parsed.event() == null && parsed.malformed().expected().equals("'gc '");
    return headless || (parsed.event() instanceof DeathEvent && parsed.from() > 0);
  }
}
