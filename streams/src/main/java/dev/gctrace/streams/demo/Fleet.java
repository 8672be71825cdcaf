package dev.gctrace.streams.demo;

import dev.gctrace.core.forecast.Gogc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Six recorded Go programs, of which three were OOMKilled, as a fleet that starts together. */
final class Fleet {

  /** Its containers. */
  static final List<Member> MEMBERS =
      List.of(
          member("shop", "orders-7d9f6c5b8-x2kqp", "leak-300", 300, true, Shipper.FLUENT_BIT),
          member("shop", "checkout-5c6d8f9b7-mm4zt", "marshal-220", 220, false, Shipper.FLUENT_BIT),
          member("billing", "invoices-6f7b9d4c5-9wvhn", "decode-180", 180, true, Shipper.VECTOR),
          new Member(
              "billing",
              "ledger-84c7f6d9f-kq7rd",
              "app",
              "leak-400-gml360MiB",
              400,
              Optional.empty(),
              OptionalLong.of(360),
              false,
              Shipper.VECTOR),
          new Member(
              "search",
              "indexer-0",
              "app",
              "leak-steps-200-gogc50",
              200,
              Optional.of(Gogc.given(50)),
              OptionalLong.empty(),
              true,
              Shipper.OPEN_TELEMETRY),
          member("search", "frontend-1", "steady-200", 200, false, Shipper.OPEN_TELEMETRY));

  private Fleet() {}

  /**
   * A line.
   *
   * @param member whose it is
   * @param since from the start of the fleet
   * @param text without its time
   */
  record Line(Member member, Duration since, String text) {}

  /** All lines in the order of their times; each log begins at the start of the fleet. */
  static List<Line> lines() throws IOException {
    List<Line> all = new ArrayList<>();
    for (Member member : MEMBERS) {
      all.addAll(lines(member));
    }
    all.sort(Comparator.comparing(Line::since));
    return all;
  }

  private static List<Line> lines(Member member) throws IOException {
    List<Line> lines = new ArrayList<>();
    String resource = "go119-" + member.recording() + ".log.gz";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Fleet.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      Instant first = null;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int space = line.indexOf(' ');
        Instant time = Instant.parse(line.substring(0, space));
        first = first == null ? time : first;
        lines.add(new Line(member, Duration.between(first, time), line.substring(space + 1)));
      }
    }
    return lines;
  }

  private static Member member(
      String namespace, String pod, String recording, long limitMiB, boolean killed, Shipper by) {
    return new Member(
        namespace,
        pod,
        "app",
        recording,
        limitMiB,
        Optional.empty(),
        OptionalLong.empty(),
        killed,
        by);
  }
}
