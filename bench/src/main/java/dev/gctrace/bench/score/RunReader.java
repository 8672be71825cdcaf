package dev.gctrace.bench.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what {@code bench/record-runs} has written: three files a run, compressed or not. */
final class RunReader {

  private static final double MIB = 1 << 20;

  private RunReader() {}

  /**
   * The runs of a directory, in the order of their names.
   *
   * @throws IOException when a file cannot be read, or is not one of a recording; the message names
   *     it
   */
  static List<RecordedRun> read(Path directory) throws IOException {
    List<Path> metas;
    try (Stream<Path> files = Files.list(directory)) {
      metas = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<RecordedRun> runs = new ArrayList<>();
    for (Path meta : metas) {
      try {
        runs.add(run(meta));
      } catch (RuntimeException e) {
        throw new IOException(meta + " is not of a recorded run: " + e.getMessage(), e);
      }
    }
    return runs;
  }

  private static RecordedRun run(Path file) throws IOException {
    JsonNode meta = new ObjectMapper().readTree(file.toFile());
    String base = file.toString().replaceFirst("\\.json$", "");
    double limit = meta.get("limit_bytes").asLong() / MIB;
    return new RecordedRun(
        meta.get("name").asText(),
        limit,
        settings(meta),
        meta.get("start").asDouble(),
        meta.get("end").asDouble(),
        meta.get("oom_killed").asBoolean(),
        lines(bytes(base + ".log")),
        samples(bytes(base + ".csv")));
  }

  private static MemorySettings settings(JsonNode meta) {
    Optional<Gogc> gogc = Optional.empty();
    OptionalLong goMemLimit = OptionalLong.empty();
    for (JsonNode variable : meta.get("env")) {
      String text = variable.asText();
      String value = text.substring(text.indexOf('=') + 1);
      if (text.startsWith("GOGC=")) {
        gogc =
            Optional.of(
                value.equals("off") ? Gogc.givenOff() : Gogc.given(Double.parseDouble(value)));
      } else if (text.startsWith("GOMEMLIMIT=") && value.endsWith("MiB")) {
        goMemLimit = OptionalLong.of(Long.parseLong(value.substring(0, value.length() - 3)) << 20);
      }
    }
    return new MemorySettings(OptionalLong.of(meta.get("limit_bytes").asLong()), gogc, goMemLimit);
  }

  private static List<RecordedRun.Line> lines(byte[] log) {
    List<RecordedRun.Line> lines = new ArrayList<>();
    TraceReader reader =
        new TraceReader(
            (who, event, origin) -> {
              if (event instanceof GcEvent gc) {
                Instant time = origin.time().orElseThrow().instant();
                lines.add(new RecordedRun.Line(time.getEpochSecond() + time.getNano() / 1e9, gc));
              }
            });
    reader.feed(log, 0, log.length);
    reader.end();
    return lines;
  }

  private static List<RecordedRun.Sample> samples(byte[] csv) {
    return new String(csv, StandardCharsets.US_ASCII)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            row ->
                new RecordedRun.Sample(
                    Double.parseDouble(row[0]), Double.parseDouble(row[2]) / MIB))
        .toList();
  }

  private static byte[] bytes(String name) throws IOException {
    Path plain = Path.of(name);
    if (Files.exists(plain)) {
      return Files.readAllBytes(plain);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(name + ".gz")))) {
      return in.readAllBytes();
    }
  }
}
