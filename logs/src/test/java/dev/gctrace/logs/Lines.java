package dev.gctrace.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines as a decoder hands them out, in a form to compare and to read. */
final class Lines {

  private Lines() {}

  /** Who, instance, when, how well that is known, stream, text. */
  static String show(LogLine line) {
    ContainerId who = line.who();
    String when =
        line.when().map(time -> time.instant() + " " + lower(time.quality())).orElse("no time");
    return who.name().orElse("nobody")
        + (who.instance() == null ? "" : "#" + who.instance())
        + " | "
        + when
        + " | "
        + lower(line.stream())
        + " | "
        + text(line);
  }

  static String text(LogLine line) {
    return new String(line.text(), line.from(), line.to() - line.from(), StandardCharsets.UTF_8);
  }

  /** Decodes one record on its own. */
  static List<String> of(byte[] record) {
    List<String> shown = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> shown.add(show(line)));
    decoder.record(record, 0, record.length, 1);
    decoder.end();
    return shown;
  }

  static List<String> of(String record) {
    return of(record.getBytes(StandardCharsets.UTF_8));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
