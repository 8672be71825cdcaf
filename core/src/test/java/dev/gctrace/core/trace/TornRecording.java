package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a program wrote to its standard error, and which bytes of it were the runtime's. */
final class TornRecording {

  /** Lines at the begin of an input that a reader looks at, whatever they hold. */
  private static final int FIRST_LINES = 32;

  /**
   * A line of the runtime.
   *
   * @param text the line, whole, without its line break
   * @param pieces where its bytes stand in the log, the line break's among them
   */
  record Line(String text, List<Piece> pieces) {

    /** Whether a token other than the line break stands on a line other than the first. */
    boolean isTorn() {
      return pieces.get(0).to - pieces.get(0).from < text.length();
    }

    TraceEvent event() {
      byte[] bytes = text.getBytes(ISO_8859_1);
      GcEvent event = (GcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
      return isTorn() ? event.asRepaired() : event;
    }
  }

  /** A range of the log. */
  record Piece(int from, int to) {}

  private final String name;
  private final byte[] log;
  private final List<Line> lines;

  private TornRecording(String name, byte[] log, List<Line> lines) {
    this.name = name;
    this.log = log;
    this.lines = lines;
  }

  /** The recordings of a folder, by name. */
  static List<TornRecording> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".truth.gz"))
          .sorted()
          .map(TornRecording::load)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TornRecording load(Path truth) {
    List<Line> lines = new ArrayList<>();
    new String(unpack(truth), ISO_8859_1).lines().forEach(line -> lines.add(line(line)));
    String name = truth.getFileName().toString().replace(".truth.gz", "");
    return new TornRecording(name, unpack(truth.resolveSibling(name + ".log.gz")), lines);
  }

  private static Line line(String line) {
    int tab = line.indexOf('\t');
    List<Piece> pieces =
        Arrays.stream(line.substring(tab + 1).split(",", -1)).map(TornRecording::piece).toList();
    return new Line(line.substring(0, tab), pieces);
  }

  private static Piece piece(String piece) {
    int plus = piece.indexOf('+');
    int from = Integer.parseInt(piece.substring(0, plus));
    return new Piece(from, from + Integer.parseInt(piece.substring(plus + 1)));
  }

  private static byte[] unpack(Path file) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the loggers write. */
  String style() {
    return part(0);
  }

  /** How many lines they write in a second. */
  String rate() {
    return part(1).equals("full") ? "at full speed" : part(1) + " lines/s";
  }

  /** The version of Go. */
  String version() {
    return part(4);
  }

  private String part(int index) {
    return name.split("-", -1)[index];
  }

  /** The runtime's lines of the process, in their order. */
  List<Line> lines() {
    return lines;
  }

  /** How an assembler does that is given every line. */
  TornScore scoreOfEveryLine() {
    Told told = new Told();
    TraceAssembler<Long> assembler = new TraceAssembler<>(told);
    LineScanner scanner = new LineScanner(assembler::line, () -> true);
    scanner.feed(log, 0, log.length);
    scanner.end();
    assembler.end();
    assertOrder(told);
    return score(told, true);
  }

  /** How an assembler does that is given the lines that a reader gives it. */
  TornScore score() {
    Told told = new Told();
    TraceAssembler<Long> assembler = new TraceAssembler<>(told);
    long[] given = {0};
    LineScanner.LineHandler handler =
        (text, from, to, number) -> {
          given[0]++;
          assembler.line(text, from, to, number);
        };
    LineScanner scanner =
        new LineScanner(handler, () -> given[0] < FIRST_LINES || assembler.waiting());
    scanner.feed(log, 0, log.length);
    scanner.end();
    assembler.end();
    return score(told, false);
  }

  private static void assertOrder(Told told) {
    for (int i = 1; i < told.order.size(); i++) {
      if (told.order.get(i) < told.order.get(i - 1)) {
        throw new AssertionError("text handed on out of order: line " + told.order.get(i));
      }
    }
  }

  private TornScore score(Told told, boolean everyLine) {
    int whole = 0;
    int wholeRead = 0;
    int torn = 0;
    int repaired = 0;
    List<String> complaints = new ArrayList<>();
    Set<Piece> notRead = new HashSet<>();
    for (Line line : lines) {
      boolean read = told.events.remove(line.event());
      if (line.isTorn()) {
        torn++;
        repaired += read ? 1 : 0;
      } else {
        whole++;
        wholeRead += read ? 1 : 0;
      }
      if (!read) {
        complaints.add(name + " missed " + line.text + " | " + pieces(line));
        notRead.addAll(line.pieces);
      }
    }
    told.events.forEach(e -> complaints.add(name + " wrong " + e));
    int altered = everyLine ? altered(told.others, notRead, complaints) : 0;
    return new TornScore(
        whole, wholeRead, torn, repaired, told.malformed, told.events.size(), altered, complaints);
  }

  /**
   * Lines of which the program's text was not handed on as it was, those left out that hold pieces
   * of a record that was not read.
   */
  private int altered(
      Map<Long, StringBuilder> others, Set<Piece> notRead, List<String> complaints) {
    int altered = 0;
    long number = 0;
    int from = 0;
    List<Piece> pieces = lines.stream().flatMap(l -> l.pieces.stream()).toList();
    int next = 0;
    for (int end = 0; end < log.length; end++) {
      if (log[end] != '\n') {
        continue;
      }
      number++;
      StringBuilder expected = new StringBuilder();
      boolean isExcused = false;
      int at = from;
      while (next < pieces.size() && pieces.get(next).from <= end) {
        Piece piece = pieces.get(next);
        isExcused |= notRead.contains(piece);
        expected.append(text(at, Math.max(at, piece.from)));
        at = Math.min(piece.to, end + 1);
        if (piece.to > end + 1) {
          break;
        }
        next++;
      }
      expected.append(text(Math.min(at, end), end));
      String got = others.getOrDefault(number, new StringBuilder()).toString();
      if (!isExcused && !expected.toString().equals(got)) {
        altered++;
        complaints.add(name + " altered " + expected + " → " + got);
      }
      from = end + 1;
    }
    return altered;
  }

  private String pieces(Line line) {
    StringBuilder all = new StringBuilder();
    for (Piece piece : line.pieces) {
      all.append('«').append(text(piece.from, piece.to)).append('»');
      all.append(text(piece.to, Math.min(log.length, piece.to + 30)));
    }
    return all.toString().replace('\n', '⏎');
  }

  private String text(int from, int to) {
    return new String(log, from, to - from, ISO_8859_1);
  }

  private static final class Told implements TraceHandler<Long> {
    private final List<TraceEvent> events = new ArrayList<>();
    private final Map<Long, StringBuilder> others = new TreeMap<>();
    private final List<Long> order = new ArrayList<>();
    private int malformed;

    @Override
    public void event(TraceEvent event, Long line) {
      events.add(event);
    }

    @Override
    public void malformed(Malformed record, Long line) {
      malformed++;
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Long line) {
      order.add(line);
      others
          .computeIfAbsent(line, l -> new StringBuilder())
          .append(new String(buffer, from, to - from, ISO_8859_1));
    }
  }
}
