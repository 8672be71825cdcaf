package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tears records of the runtime as it tears them: each token is a write of its own, and between any
 * two the lines of others may stand. Keeps the truth beside what it makes.
 */
final class TornLines {

  /** The writes of a record: numbers, and the text between them; since Go 1.26 two behind U%. */
  private static final Pattern WRITE = Pattern.compile("[0-9.]+|%|[^0-9.%]+");

  /**
   * One line of the stream.
   *
   * @param text what stands there
   * @param foreign what of it is not the runtime's
   * @param record number of the record that a piece of is in it; -1 when there is none
   */
  record Line(String text, String foreign, int record) {}

  private final Random random;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder lineForeign = new StringBuilder();
  private int lineRecord = -1;

  TornLines(Random random) {
    this.random = random;
  }

  /** The tokens of a record, as they are written. */
  static List<String> writes(String record) {
    List<String> writes = new ArrayList<>();
    for (Matcher m = WRITE.matcher(record); m.find(); ) {
      writes.add(m.group());
    }
    return writes;
  }

  /** A line of somebody else, in one write. */
  void foreign(String text) {
    line.append(text);
    lineForeign.append(text);
    endLine();
  }

  /**
   * A record, torn at each place with some probability.
   *
   * @param number which record it is
   * @param others makes lines of somebody else
   */
  void record(String record, int number, double tear, ForeignLines others) {
    for (String write : writes(record)) {
      line.append(write);
      lineRecord = number;
      while (random.nextDouble() < tear) {
        foreign(others.next(random));
      }
    }
    lineRecord = number;
    endLine();
  }

  private void endLine() {
    lines.add(new Line(line.toString(), lineForeign.toString(), lineRecord));
    line.setLength(0);
    lineForeign.setLength(0);
    lineRecord = -1;
  }

  List<Line> lines() {
    return lines;
  }

  /** Makes lines of somebody else. */
  @FunctionalInterface
  interface ForeignLines {
    String next(Random random);
  }

  /** What an assembler makes of lines. */
  static final class Told implements TraceHandler<Integer> {
    final List<TraceEvent> events = new ArrayList<>();
    final List<StringBuilder> foreign = new ArrayList<>();
    int malformed;
    int lastOrigin;
    boolean inOrder = true;

    static Told of(List<Line> lines) {
      Told told = new Told();
      TraceAssembler<Integer> assembler = new TraceAssembler<>(told);
      for (int i = 0; i < lines.size(); i++) {
        told.foreign.add(new StringBuilder());
        byte[] text = lines.get(i).text().getBytes(ISO_8859_1);
        assembler.line(text, 0, text.length, i);
      }
      assembler.end();
      return told;
    }

    @Override
    public void event(TraceEvent event, Integer origin) {
      events.add(event);
    }

    @Override
    public void malformed(Malformed record, Integer origin) {
      malformed++;
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Integer origin) {
      inOrder &= origin >= lastOrigin;
      lastOrigin = origin;
      foreign.get(origin).append(new String(buffer, from, to - from, ISO_8859_1));
    }
  }
}
