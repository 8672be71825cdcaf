package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Joins the pieces of torn lines as they come. What makes no line in the time or the room that
 * there is goes to the dead letters: the records that it was read in, as they came, each of them
 * once.
 */
final class Joining {

  private final ProcessorContext<byte[], byte[]> context;
  private final Suspects suspects;
  private final String topic;
  private final Counters counters;

  /**
   * Joins pieces.
   *
   * @param context takes the dead letters
   * @param suspects keeps the records of pieces that wait
   * @param topic the topic of logs
   */
  Joining(
      ProcessorContext<byte[], byte[]> context,
      Suspects suspects,
      String topic,
      Counters counters) {
    this.context = context;
    this.suspects = suspects;
    this.topic = topic;
    this.counters = counters;
  }

  /** Takes the collections that pieces were joined to. */
  @FunctionalInterface
  interface Taker {

    /** Takes one, with the first of its pieces. */
    void take(GcEvent event, Piece first);
  }

  /**
   * The pieces of a container, while a record or a tick of the clock is dealt with; to be closed.
   *
   * @param pieces what has come; null when nothing has
   * @param timestamp of the record, or else the time now, in milliseconds since 1970
   */
  Desk at(String name, ContainerState state, Pieces pieces, long timestamp, Taker taker) {
    return new Desk(name, state, pieces, timestamp, taker);
  }

  /** See {@link #at}. */
  final class Desk {
    private final String name;
    private final ContainerState state;
    private final Pieces pieces;
    private final long timestamp;
    private final Taker taker;
    private final Set<Source> before;
    private boolean told;

    private Desk(String name, ContainerState state, Pieces pieces, long timestamp, Taker taker) {
      this.name = name;
      this.state = state;
      this.pieces = pieces;
      this.timestamp = timestamp;
      this.taker = taker;
      this.before = kept();
      this.told = pieces != null && pieces.told();
    }

    /** A piece has come that is no whole line. */
    void add(Piece piece, long now) {
      state.waiting.add(new Waiting(piece, pieces.source(), told, now));
      settle(TornLines.join(state.waiting, state.newest(), false));
      int bytes = state.waiting.stream().mapToInt(w -> w.piece().text().length).sum();
      if (state.waiting.size() > ContainerState.MAX_WAITING
          || bytes > ContainerState.MAX_WAITING_BYTES) {
        giveUp();
      }
    }

    /** The pieces that wait have had their time, or their room. */
    void giveUp() {
      settle(TornLines.join(state.waiting, state.newest(), true));
    }

    /** Keeps the record that has come if it is needed still, and no other that is not. */
    void close() {
      boolean keeps = pieces != null && pieces.original() != null;
      if (keeps
          && kept().contains(pieces.source())
          && !suspects.keep(name, pieces.source(), pieces.original())) {
        giveUp();
      }
      if (keeps) {
        before.add(pieces.source());
      }
      before.removeAll(kept());
      before.forEach(source -> suspects.forget(name, source));
    }

    /** The records that a piece waits of. */
    private Set<Source> kept() {
      Set<Source> sources = new LinkedHashSet<>();
      for (Waiting waiting : state.waiting) {
        if (!waiting.told()) {
          sources.add(waiting.source());
        }
      }
      return sources;
    }

    private void settle(TornLines.Outcome outcome) {
      state.waiting.clear();
      state.waiting.addAll(outcome.left());
      for (TornLines.Joined line : outcome.joined()) {
        if (line.malformed() != null) {
          dead(line.malformed(), line.pieces());
        } else if (line.event() instanceof GcEvent event) {
          taker.take(event, line.pieces().get(0).piece());
        }
      }
    }

    private void dead(Malformed malformed, List<Waiting> line) {
      counters.malformed();
      Set<Source> records = new LinkedHashSet<>();
      for (Waiting piece : line) {
        boolean isTold =
            piece.told() || (told && pieces != null && piece.source().equals(pieces.source()));
        if (!isTold && records.add(piece.source())) {
          tell(malformed, piece);
        }
      }
    }

    private void tell(Malformed malformed, Waiting piece) {
      counters.deadLetter(DeadLetter.Reason.MALFORMED_LINE);
      Source source = piece.source();
      boolean here = pieces != null && source.equals(pieces.source());
      Original original =
          here && pieces.original() != null ? pieces.original() : suspects.get(name, source);
      context.forward(
          DeadLetter.of(
              original == null ? lineOf(piece) : original,
              DeadLetter.Reason.MALFORMED_LINE,
              DeadLetter.words(malformed),
              topic,
              source),
          GctraceTopology.DEAD_LETTERS);
      told |= here;
      state.waiting.replaceAll(waiting -> waiting.toldOf(source));
    }

    /** What is left of a record that was not carried along because nothing seemed wrong with it. */
    private Original lineOf(Waiting piece) {
      byte[] text = piece.piece().text();
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      return new Original(key, text, text.length, timestamp, new RecordHeaders());
    }
  }
}
