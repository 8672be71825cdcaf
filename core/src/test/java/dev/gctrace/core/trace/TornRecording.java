package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What a program wrote to its standard error, and which bytes of it were the runtime's.
 *
 * @param name of the file: style, rate, goroutines, sink, Go version
 * @param log the bytes
 * @param lines the gctrace lines, in order
 */
record TornRecording(String name, byte[] log, List<Line> lines) {

  /**
   * A line of the runtime.
   *
   * @param text the line, whole
   * @param pieces where its bytes stand in the log, the line break's among them
   */
  record Line(String text, List<Piece> pieces) {

    /** Whether a token other than the line break stands on a line other than the first. */
    boolean isTorn() {
      int first = pieces.get(0).to - pieces.get(0).from;
      return first < text.length();
    }
  }

  /** A range of the log. */
  record Piece(int from, int to) {}

  /** How an assembler did on a recording. */
  record Score(
      int whole, int wholeRead, int torn, int repaired, int malformed, int wrong, int altered) {

    Score plus(Score o) {
      return new Score(
          whole + o.whole,
          wholeRead + o.wholeRead,
          torn + o.torn,
          repaired + o.repaired,
          malformed + o.malformed,
          wrong + o.wrong,
          altered + o.altered);
    }
  }

  static TornRecording load(Path log) {
    String path = log.toString();
    Path truth = Path.of(path.replace(".log.gz", ".truth.gz"));
    List<Line> lines = new ArrayList<>();
    for (String line : new String(unpack(truth), ISO_8859_1).split("\n")) {
      String[] columns = line.split("\t");
      List<Piece> pieces = new ArrayList<>();
      for (String piece : columns[1].split(",")) {
        String[] numbers = piece.split("\\+");
        int from = Integer.parseInt(numbers[0]);
        pieces.add(new Piece(from, from + Integer.parseInt(numbers[1])));
      }
      lines.add(new Line(columns[0], pieces));
    }
    String name = log.getFileName().toString().replace(".log.gz", "");
    return new TornRecording(name, unpack(log), lines);
  }

  private static byte[] unpack(Path file) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text of the program itself: the log without the runtime's bytes, as lines. */
  List<String> othersLines() {
    ByteArrayOutputStream others = new ByteArrayOutputStream();
    int at = 0;
    for (Line line : lines) {
      for (Piece piece : line.pieces) {
        others.write(log, at, piece.from - at);
        at = piece.to;
      }
    }
    others.write(log, at, log.length - at);
    return List.of(others.toString(ISO_8859_1).split("\n", -1));
  }

  /** Events and text as an assembler tells them, by number of the line they came from. */
  static final class Collector implements TraceHandler<Integer> {
    final Map<Integer, List<TraceEvent>> events = new TreeMap<>();
    final Map<Integer, Malformed> malformed = new TreeMap<>();
    final List<String> unrelated = new ArrayList<>();

    @Override
    public void event(TraceEvent event, Integer line) {
      events.computeIfAbsent(line, l -> new ArrayList<>()).add(event);
    }

    @Override
    public void malformed(Malformed record, Integer line) {
      malformed.put(line, record);
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Integer line) {
      unrelated.add(new String(buffer, from, to - from, ISO_8859_1));
    }
  }

  Collector assemble() {
    Collector collector = new Collector();
    TraceAssembler<Integer> assembler = new TraceAssembler<>(collector);
    int number = 0;
    int from = 0;
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n') {
        assembler.line(log, from, i, ++number);
        from = i + 1;
      }
    }
    assembler.end();
    return collector;
  }

  Score score(List<String> complaints) {
    Collector result = assemble();
    int[] lineAt = new int[log.length + 1];
    int number = 1;
    for (int i = 0; i < log.length; i++) {
      lineAt[i] = number;
      number += log[i] == '\n' ? 1 : 0;
    }
    Map<Integer, TraceEvent> expected = new HashMap<>();
    int whole = 0;
    int wholeRead = 0;
    int torn = 0;
    int repaired = 0;
    int wrong = 0;
    for (Line line : lines) {
      byte[] text = line.text.getBytes(ISO_8859_1);
      TraceEvent truth = LineParser.parse(text, 0, text.length).orElseThrow().event();
      int at = lineAt[line.pieces.get(0).from];
      expected.put(at, line.isTorn() ? withRepaired((GcEvent) truth) : truth);
      List<TraceEvent> events = result.events.getOrDefault(at, List.of());
      boolean read = events.equals(List.of(expected.get(at)));
      if (line.isTorn()) {
        torn++;
        repaired += read ? 1 : 0;
      } else {
        whole++;
        wholeRead += read ? 1 : 0;
      }
      if (!read && events.isEmpty()) {
        complaints.add(
            "missed: " + line.text + " | " + pieces(line) + " | " + result.malformed.get(at));
      }
    }
    for (Map.Entry<Integer, List<TraceEvent>> e : result.events.entrySet()) {
      if (!e.getValue().equals(List.of(expected.getOrDefault(e.getKey(), new GcForced())))) {
        wrong++;
        complaints.add("wrong: " + e.getValue() + " not " + expected.get(e.getKey()));
      }
    }
    return new Score(
        whole,
        wholeRead,
        torn,
        repaired,
        result.malformed.size(),
        wrong,
        altered(result.unrelated, complaints));
  }

  private String pieces(Line line) {
    StringBuilder all = new StringBuilder();
    for (Piece piece : line.pieces) {
      int end = Math.min(log.length, piece.to + 30);
      all.append('«')
          .append(new String(Arrays.copyOfRange(log, piece.from, piece.to), ISO_8859_1))
          .append('»')
          .append(new String(Arrays.copyOfRange(log, piece.to, end), ISO_8859_1));
    }
    return all.toString().replace("\n", "⏎");
  }

  /** Lines of the program that were not handed on as they were, in their order. */
  private int altered(List<String> actual, List<String> complaints) {
    List<String> expected = othersLines().stream().filter(l -> !l.isEmpty()).toList();
    List<String> got = actual.stream().filter(l -> !l.isEmpty()).toList();
    int altered = 0;
    int j = 0;
    for (String line : expected) {
      if (j < got.size() && got.get(j).equals(line)) {
        j++;
        continue;
      }
      altered++;
      int k = j;
      while (k < got.size() && k < j + 8 && !got.get(k).equals(line)) {
        k++;
      }
      boolean later = k < got.size() && k < j + 8;
      complaints.add("altered: " + line + " → " + (j < got.size() ? got.get(j) : "nothing"));
      j = later ? k + 1 : j + 1;
    }
    return altered + Math.max(0, got.size() - j);
  }

  private static GcEvent withRepaired(GcEvent e) {
    return new GcEvent(
        e.format(),
        e.cycle(),
        e.startMillis(),
        e.gcCpuPercent(),
        e.clock(),
        e.cpu(),
        e.heapStartMiB(),
        e.heapEndMiB(),
        e.liveMiB(),
        e.goalMiB(),
        e.stacksMiB(),
        e.globalsMiB(),
        e.procs(),
        e.forced(),
        true);
  }

  /** Prints the scores of the recordings of a folder. */
  public static void main(String[] folders) throws IOException {
    Score all = new Score(0, 0, 0, 0, 0, 0, 0);
    for (String folder : folders) {
      try (var files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".log.gz")).sorted().toList()) {
          TornRecording recording = load(file);
          List<String> complaints = new ArrayList<>();
          Score score = recording.score(complaints);
          all = all.plus(score);
          System.out.println(recording.name + " " + score);
          complaints.stream()
              .limit(Integer.getInteger("show", 3))
              .forEach(c -> System.out.println("    " + c));
        }
      }
    }
    System.out.println(all);
  }
}
