package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Writes lines as the tools do and reads them back: who, when and text have to be those that were
 * written.
 */
class PrefixRoundTripTest {

  private static final String GC = "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock";

  /** Who writes, when, with what in front, and what of it a reader can know. */
  record Tool(String prefix, ContainerId who, Optional<Instant> when) {}

  @Property
  void aRecordComesOutWithWhatItsPrefixTold(@ForAll("tools") Tool tool) {
    List<LogLine> lines = decode(List.of(tool.prefix() + GC));

    assertThat(lines).hasSize(1);
    assertThat(Lines.text(lines.get(0))).isEqualTo(GC);
    assertThat(lines.get(0).who()).isEqualTo(tool.who());
    assertThat(lines.get(0).when().map(LineTime::instant)).isEqualTo(tool.when());
  }

  @Property
  void anyLineBehindThePrefixOfARecordComesOutAsItWasWritten(
      @ForAll("tools") Tool tool, @ForAll("texts") String text) {
    List<String> texts = new ArrayList<>();
    List<ContainerId> who = new ArrayList<>();
    LogDecoder decoder =
        new LogDecoder(
            line -> {
              texts.add(Lines.text(line));
              who.add(line.who());
            });
    give(decoder, tool.prefix() + GC, 1);
    give(decoder, tool.prefix() + text, 2);
    decoder.end();

    assertThat(texts).containsExactly(GC, text);
    assertThat(who).containsExactly(tool.who(), tool.who());
  }

  @Property
  void anyLineOfAProgramThatNothingStandsBeforeIsLeftAsItIs(@ForAll("texts") String text) {
    List<String> texts = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> texts.add(Lines.text(line)));
    give(decoder, GC, 1);
    give(decoder, text, 2);
    decoder.end();

    assertThat(texts).containsExactly(GC, text);
  }

  @Provide
  Arbitrary<Tool> tools() {
    // A name begins with a letter or a digit; one dash alone is how syslog writes that there is
    // none.
    Arbitrary<String> name =
        Combinators.combine(
                Arbitraries.chars().range('a', 'z'),
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('0', '9')
                    .withChars('-')
                    .ofMaxLength(60))
            .as((first, rest) -> first + rest);
    Arbitrary<Instant> instant =
        Combinators.combine(
                Arbitraries.longs().between(0, 4_102_444_800L),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    return Combinators.combine(name, name, name, instant, Arbitraries.integers().between(0, 18))
        .as(PrefixRoundTripTest::toolsOf)
        .flatMap(Arbitraries::of);
  }

  private static List<Tool> toolsOf(
      String namespace, String pod, String name, Instant time, int kind) {
    String nanos = at(time, "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z' ");
    String seconds = at(time, "uuuu-MM-dd'T'HH:mm:ssxxx ");
    String syslog = at(time, "MMM dd HH:mm:ss ");
    Optional<Instant> when = Optional.of(time);
    Optional<Instant> whole = Optional.of(Instant.ofEpochSecond(time.getEpochSecond()));
    Optional<Instant> never = Optional.empty();
    ContainerId nobody = ContainerId.NONE;
    ContainerId two = new ContainerId(null, pod, name, null);
    ContainerId three = new ContainerId(namespace, pod, name, null);
    ContainerId process = new ContainerId(null, pod, name, "7");
    ContainerId host = new ContainerId(null, pod, null, null);
    return List.of(
        switch (kind) {
          case 0 -> new Tool(nanos, nobody, when);
          case 1 -> new Tool(seconds, nobody, whole);
          case 2 -> new Tool("[pod/" + pod + "/" + name + "] ", two, never);
          case 3 -> new Tool("[pod/" + pod + "/" + name + "] " + nanos, two, when);
          case 4 -> new Tool(pod + " " + name + " ", two, never);
          case 5 -> new Tool(namespace + " " + pod + " " + name + " ", three, never);
          case 6 -> new Tool(namespace + " " + pod + " " + name + " " + nanos, three, when);
          case 7 -> new Tool(namespace + "/" + pod + "[" + name + "]: ", three, never);
          case 8 -> new Tool(nanos + "stderr F ", nobody, when);
          case 9 -> new Tool(name + "  | ", new ContainerId(null, null, name, null), never);
          case 10 -> new Tool(name + " | " + nanos, new ContainerId(null, null, name, null), when);
          case 11 -> new Tool(syslog + pod + " " + name + "[7]: ", process, never);
          case 12 -> new Tool(seconds + pod + " " + name + "[7]: ", process, whole);
          case 13 -> new Tool("<133>1 " + seconds + pod + " " + name + " 7 - - ", process, whole);
          case 14 -> new Tool(seconds + "app[" + pod + "]: ", host, whole);
          case 15 -> new Tool(seconds + labels(namespace, pod, name), three, whole);
          case 16 -> new Tool(namespace + "/" + pod + "/" + name + ":", three, never);
          case 17 -> new Tool(seconds + pod + " ", host, whole);
          default ->
              new Tool(seconds + pod + " k: " + nanos + "stdout F ", syslogAround(pod), when);
        });
  }

  private static ContainerId syslogAround(String pod) {
    return new ContainerId(null, pod, "k", null);
  }

  private static String labels(String namespace, String pod, String name) {
    return String.format(
        Locale.ROOT, "{container=\"%s\", namespace=\"%s\", pod=\"%s\"} ", name, namespace, pod);
  }

  private static String at(Instant time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .format(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * Lines as a program may write them: no control characters, no blank that labels are padded by.
   */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings().withCharRange(' ', '~').withCharRange('ä', 'ÿ').ofMaxLength(80);
    Arbitrary<String> typical =
        Arbitraries.of(
            "",
            "->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P",
            "0.061+280",
            "2026/11/21 07:15:41.242857 worker=1 done",
            "2026-01-05T10:11:12.123Z\tINFO\tstarted",
            "{\"level\":\"info\",\"msg\":\"started\"}",
            "I0105 10:11:12.123456       1 main.go:39] started",
            "level=info msg=\"handled request\"",
            "panic: runtime error: index out of range [3] with length 3",
            "goroutine 1 [running]:",
            "fatal error: runtime: out of memory");
    return Arbitraries.oneOf(any, typical).filter(text -> !text.startsWith(" "));
  }

  private static List<LogLine> decode(List<String> records) {
    List<LogLine> lines = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(lines::add);
    for (String record : records) {
      give(decoder, record, 1);
    }
    decoder.end();
    return lines;
  }

  private static void give(LogDecoder decoder, String record, long number) {
    byte[] text = record.getBytes(StandardCharsets.UTF_8);
    decoder.record(text, 0, text.length, number);
  }
}
