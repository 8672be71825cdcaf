package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceAssemblerTest {

  private static final String WHOLE =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, "
          + "309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  /** What an assembler tells, one line of text each, with the origin. */
  private static List<String> told(String... lines) {
    List<String> told = new ArrayList<>();
    TraceAssembler<Integer> assembler = new TraceAssembler<>(new Teller(told));
    for (int i = 0; i < lines.length; i++) {
      byte[] text = lines[i].getBytes(ISO_8859_1);
      assembler.line(text, 0, text.length, i + 1);
    }
    assembler.end();
    assertThat(assembler.waiting()).isFalse();
    return told;
  }

  private record Teller(List<String> told) implements TraceHandler<Integer> {
    @Override
    public void event(TraceEvent event, Integer origin) {
      String text = event.getClass().getSimpleName();
      if (event instanceof GcEvent e) {
        text =
            "gc %d @%d %s+%s+%s %d->%d->%d %d P%s%s"
                .formatted(
                    e.cycle(),
                    e.startMillis(),
                    e.clock().sweepTermination(),
                    e.clock().mark(),
                    e.clock().markTermination(),
                    e.heapStartMiB(),
                    e.heapEndMiB(),
                    e.liveMiB(),
                    e.procs(),
                    e.forced() ? " forced" : "",
                    e.repaired() ? " repaired" : "");
      } else if (event instanceof EarlyGcEvent e) {
        text = "gc%d %d%s".formatted(e.cycle(), e.objects(), e.repaired() ? " repaired" : "");
      }
      told.add(origin + ": " + text);
    }

    @Override
    public void malformed(Malformed record, Integer origin) {
      told.add(
          origin
              + ": malformed at %d, expected %s, found %s"
                  .formatted(record.column(), record.expected(), record.found()));
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Integer origin) {
      told.add(origin + ": \"" + new String(buffer, from, to - from, ISO_8859_1) + "\"");
    }
  }

  private static List<String> recorded(String name) {
    try (InputStream in = TraceAssemblerTest.class.getResourceAsStream("torn/" + name)) {
      return told(new String(in.readAllBytes(), ISO_8859_1).split("\n"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWholeLineIsAnEventOfItsOwn() {
    assertThat(told(WHOLE)).containsExactly("1: gc 15 @248448 0.061+280.0+0.041 309->309->260 2 P");
  }

  @Test
  void aRecordInsideARecordIsHandedOnAndTheRestJoined() {
    assertThat(
            told(
                "app t=5.37 len=4194304 payload=64MB",
                "gc 7 @5.299app t=5.69 len=8388608 payload=128MB",
                "s 2%: 0.024+468+0.004 ms clock, 0.049+16/140/0.11+0.009 ms cpu, "
                    + "250->250->213 MB, 218 MB goal, 0 MB stacks, 0 MB globals, 2 P"))
        .containsExactly(
            "1: \"app t=5.37 len=4194304 payload=64MB\"",
            "2: \"app t=5.69 len=8388608 payload=128MB\"",
            "2: gc 7 @5299 0.024+468.0+0.004 250->250->213 2 P repaired");
  }

  @Test
  void theRecordedServiceOfGo119IsReadToTheLastCycle() {
    List<String> told = recorded("torn-gctrace-go1.19.log");
    assertThat(told.stream().filter(t -> t.contains("gc "))).hasSize(14);
    assertThat(told.stream().filter(t -> t.contains("malformed"))).isEmpty();
    assertThat(told.stream().filter(t -> t.endsWith("repaired")))
        .containsExactly(
            "42: gc 6 @513 0.015+0.2+0.002 11->11->11 2 P repaired",
            "59: gc 8 @1030 0.19+0.22+0.002 45->45->20 2 P repaired");
    assertThat(told)
        .contains(
            "42: \"2026/11/21 07:15:41.693878 worker=1 seq=334 GET /api/v1/items 200 1.23ms\"");
  }

  @Test
  void aRecordTornOverThreeLinesByATableIsJoined() {
    // A published README: https://github.com/MisterDerpie/container-memory-gc, lines 272 to 308.
    assertThat(
            told(
                "Forcing garbage collection.",
                "gc 145 @5.879s 0%: 0.012+0.12+0.011 ms clock, 0.19+0/0.16/0+0.18 ms cpu, "
                    + "3->3->0 MB, 4Round:              75/100",
                " MB goal, Allocating:       71MB",
                "0 MB stacks, 0 MB globals, 16 P (forced)",
                "gc 146 @5.885s 0%: 0.018+0.27+0.011 ms clock, 0.29+0/0.18/0+0.17 ms cpu, "
                    + "71->71->71 MB, 71 MB goal, 0 MB stacks, 0 MB globals, 16 P"))
        .containsExactly(
            "1: \"Forcing garbage collection.\"",
            "2: \"Round:              75/100\"",
            "3: \"Allocating:       71MB\"",
            "2: gc 145 @5879 0.012+0.12+0.011 3->3->0 16 P forced repaired",
            "5: gc 146 @5885 0.018+0.27+0.011 71->71->71 16 P");
  }

  @Test
  void theLineBreakAloneMayComeLate() {
    assertThat(told(WHOLE + "{\"level\":\"info\"}", "", "next"))
        .containsExactly(
            "1: \"{\"level\":\"info\"}\"",
            "1: gc 15 @248448 0.061+280.0+0.041 309->309->260 2 P",
            "3: \"next\"");
  }

  @Test
  void forcedAloneMayComeLate() {
    assertThat(told(WHOLE + "{\"level\":\"info\"}", "{\"level\":\"warn\"}", " (forced)", "next"))
        .containsExactly(
            "1: \"{\"level\":\"info\"}\"",
            "2: \"{\"level\":\"warn\"}\"",
            "1: gc 15 @248448 0.061+280.0+0.041 309->309->260 2 P forced repaired",
            "4: \"next\"");
  }

  @Test
  void aRecordWithoutItsRestIsMalformedAtTheEnd() {
    assertThat(told("gc 15 @248.448s 0%: 0.061+28"))
        .containsExactly("1: malformed at 29, expected '+', found end of line");
  }

  @Test
  void aRecordThatCannotBeReadIsToldOnceThoughItMightBeTornWithinItsNumber() {
    String number = "15151515151515151515";
    assertThat(told(WHOLE.replace("gc 15", "gc " + number), "ready"))
        .filteredOn(text -> text.contains("malformed"))
        .containsExactly(
            "1: malformed at 4, expected a number of at most 18 digits, found "
                + (number + WHOLE.substring("gc 15".length())).substring(0, 40));
  }

  @Test
  void theNextProcessIsReadThoughGluedToTheLastLineOfAKilledOne() {
    assertThat(
            told(
                "gc 15 @248.448s 0%: 0.061+280"
                    + "gc 1 @0.012s 1%: 0.012+0.12+0.011 ms clock, 0.024+0/0.16/0+0.022 ms cpu, "
                    + "3->3->0 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P",
                "next"))
        .containsExactly(
            "1: malformed at 30, expected '+', found gc 1 @0.012s 1%: 0.012+0.12+0.011 ms clo",
            "1: gc 1 @12 0.012+0.12+0.011 3->3->0 2 P", "2: \"next\"");
  }
}
