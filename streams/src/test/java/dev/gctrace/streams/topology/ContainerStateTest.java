package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.TraceEvent;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerStateTest {

  private static final String POD = "shop/orders-1/app";

  private static GcEvent parse(String line) {
    byte[] text = line.getBytes(UTF_8);
    return (GcEvent) LineParser.parse(text, 0, text.length).orElseThrow().event();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leak-killed.log", "leak-under-gomemlimit.log", "bulk-export-killed.log"})
  void linesAreKeptAsFiguresAndPrintedAsTheyWere(String log) {
    for (String line : Driven.sample(log)) {
      byte[] text = line.getBytes(UTF_8);
      TraceEvent event = LineParser.parse(text, 0, text.length).map(p -> p.event()).orElse(null);
      if (event instanceof GcEvent gc) {
        ByteOut out = new ByteOut();
        EventCodec.write(out, gc);
        assertThat(out.length()).isLessThan(60);
        assertThat(EventCodec.read(new ByteIn(out.toBytes()))).isEqualTo(gc);
        assertThat(line).endsWith(TraceText.of(gc));
      }
    }
  }

  @Test
  void everyGenerationOfTheLineIsKeptAndPrinted() {
    for (String line :
        List.of(
            "gc 1 @0.005s 4%: 0+0+0.5+0.10+3.2 ms clock, 0+0+0+0/0/0+6 ms cpu, 4->4->3 MB, "
                + "4 MB goal, 4 P",
            "gc 7 @0.105s 4%: 0.016+0.50+0.023 ms clock, 0.065+0.10/0.20/0.30+0.094 ms cpu, "
                + "4->4->0 MB, 5 MB goal, 4 P (forced)",
            "gc 9 @10.105s 4%: 0.016+120+0.023 ms clock, 0.065+0.10/110/0.30+0.094 ms cpu, "
                + "400->400->200 MB, 8796093022207 MB goal, 1 MB stacks, 0 MB globals, 8 P")) {
      GcEvent event = parse(line);
      ByteOut out = new ByteOut();
      EventCodec.write(out, event);
      assertThat(EventCodec.read(new ByteIn(out.toBytes()))).isEqualTo(event);
      assertThat(parse(TraceText.of(event))).isEqualTo(event);
    }
  }

  @Property(tries = 25)
  void stateStaysWithinFourKibibytesWhateverComes(
      @ForAll @IntRange(min = 1, max = 400) int cycles,
      @ForAll @IntRange(min = 1, max = 40) int every,
      @ForAll @IntRange(min = 1, max = 200) int restarts) {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      for (int cycle = 1; cycle <= cycles; cycle++) {
        String line = Lines.gc(1 + cycle % restarts, 3.7 * (1 + cycle % restarts), 139, 70, 140);
        if (cycle % every == 0) {
          driven.log(POD, line.substring(0, 40 + cycle % 60) + "{\"level\":\"info\"}");
          driven.log(POD, "0.1+" + cycle);
        } else if (cycle % 7 != 0) {
          driven.log(POD, line);
        }
        byte[] state = driven.containers().get(POD);
        assertThat(state == null ? 0 : state.length).isLessThanOrEqualTo(ContainerCodec.MAX_BYTES);
      }
    }
  }

  @Property(tries = 40)
  void damagedStateIsToldOfAndNothingElse(@ForAll @IntRange(min = 0, max = 2000) int length) {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      driven.logs(POD, Lines.calm(1, 50));
      byte[] state = driven.containers().get(POD);
      byte[] cut = Arrays.copyOf(state, Math.min(length, state.length - 1));
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(() -> ContainerCodec.read(POD, cut)))
          .isInstanceOf(UnknownStateException.class);
    }
  }
}
