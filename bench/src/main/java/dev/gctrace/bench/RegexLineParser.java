package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The baseline of {@link ParseBenchmark}: the record of Go 1.18 and later at the begin of a line,
 * by one regular expression, as most readers of gctrace do it. It knows no other form, no prefix,
 * and cannot tell where a broken record breaks.
 */
final class RegexLineParser {

  private static final String MS = "(\\d+(?:\\.\\d+)?)";
  private static final Pattern RECORD =
      Pattern.compile(
          "^gc (\\d+) @(\\d+)\\.(\\d{3})s (\\d+)%: "
              + (MS + "\\+" + MS + "\\+" + MS + " ms clock, ")
              + (MS + "\\+" + MS + "/" + MS + "/" + MS + "\\+" + MS + " ms cpu, ")
              + "(\\d+)->(\\d+)->(\\d+) MB, (\\d+) MB goal, "
              + "(\\d+) MB stacks, (\\d+) MB globals, (\\d+) P( \\(forced\\))?$");

  private RegexLineParser() {}

  static Optional<LineParser.Parsed> parse(byte[] line) {
    Matcher m = RECORD.matcher(new String(line, ISO_8859_1));
    if (!m.matches()) {
      return Optional.empty();
    }
    GcEvent event =
        new GcEvent(
            Format.GO_1_18,
            Long.parseLong(m.group(1)),
            Long.parseLong(m.group(2)) * 1000 + Long.parseLong(m.group(3)),
            Integer.parseInt(m.group(4)),
            new ClockMillis(
                Double.parseDouble(m.group(5)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Double.parseDouble(m.group(6)),
                Double.parseDouble(m.group(7))),
            new CpuMillis(
                Double.parseDouble(m.group(8)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Double.parseDouble(m.group(9)),
                Double.parseDouble(m.group(10)),
                Double.parseDouble(m.group(11)),
                Double.parseDouble(m.group(12))),
            Long.parseLong(m.group(13)),
            Long.parseLong(m.group(14)),
            Long.parseLong(m.group(15)),
            OptionalLong.of(Long.parseLong(m.group(16))),
            OptionalLong.of(Long.parseLong(m.group(17))),
            OptionalLong.of(Long.parseLong(m.group(18))),
            Integer.parseInt(m.group(19)),
            m.group(20) != null,
            false);
    return Optional.of(new LineParser.Parsed(event, null, 0, line.length));
  }
}
