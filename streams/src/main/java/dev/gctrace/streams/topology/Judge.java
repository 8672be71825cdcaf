package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.Part;
import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Judges the containers: makes events of their lines, in order, and tells what changes. Wall-clock
 * time is used only for what does not come: a line that is late, one that never comes again.
 */
final class Judge implements Processor<byte[], byte[], byte[], byte[]> {

  /** How exact wall-clock times are kept. */
  private static final Duration TICK = Duration.ofMillis(200);

  /** Containers that are looked at in one tick: more would keep records waiting. */
  private static final int MAX_A_TICK = 2_000;

  private final Settings settings;
  private final Counters counters;
  private final Rules rules;
  private final Sequence sequence;
  private final Sequence unordered;
  private ProcessorContext<byte[], byte[]> context;
  private Containers containers;
  private Verdicts verdicts;

  Judge(Settings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
    this.rules = Rules.of(settings);
    this.sequence = new Sequence(rules, counters);
    this.unordered = new Sequence(rules, Counters.NONE);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    containers =
        new Containers(
            ContainerStore.of(context),
            context.getStateStore(GctraceTopology.MEMORY),
            settings.limits(),
            rules,
            counters,
            context.currentSystemTimeMs());
    verdicts = new Verdicts(context, containers, settings, rules, counters);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void close() {
    if (containers != null) {
      containers.close();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    ByteIn in = new ByteIn(message.value());
    String name = new String(message.key(), StandardCharsets.UTF_8);
    long now = context.currentSystemTimeMs();
    if (in.octet() == MemoryReader.MEMORY) {
      memory(name, message.timestamp(), now, in.atEnd() ? null : MemoryCodec.read(in));
    } else {
      line(name, message.timestamp(), now, Piece.read(in));
    }
  }

  private void line(String name, long timestamp, long now, Piece piece) {
    ContainerState state = containers.read(name);
    Verdicts.Case of = verdicts.on(name, state, now);
    Optional<GcEvent> event =
        piece.part() == Part.MORE || isRest(state, piece)
            ? Optional.empty()
            : whole(state, piece.text());
    if (event.isPresent()) {
      sequence.arrive(state, held(event.get(), piece, timestamp, now), of::judge);
    } else if (piece.part() == Part.MORE || mayBePiece(state, piece)) {
      wait(state, piece, timestamp, now, of);
    }
    state.lastArrival = now;
    of.settle();
    if (event.isPresent() && !state.held.isEmpty()) {
      lookAhead(state, timestamp, of);
    }
    containers.write(name, state);
  }

  /**
   * Tells a danger that lines show which wait for others before them: a program may be killed
   * before those come. What is told of it stands; nothing else is changed by lines out of turn.
   */
  private void lookAhead(ContainerState state, long timestamp, Verdicts.Case of) {
    ContainerState ahead = ContainerCodec.read(of.name(), ContainerCodec.write(state));
    unordered.releaseAll(ahead, (start, held) -> of.foresee(ahead, start, held));
    of.foretell(ahead, timestamp);
  }

  /** Whether a piece may go on with one whose writer has cut its line. */
  private static boolean isRest(ContainerState state, Piece piece) {
    return piece.part() == Part.END
        && !state.waiting.isEmpty()
        && state.waiting.stream()
            .anyMatch(
                waiting ->
                    waiting.piece().part() == Part.MORE
                        && waiting.piece().stream() == piece.stream())
        && !TornLines.beginsRecord(piece.text());
  }

  /** The collection of a line that holds one and nothing that is not known to stand behind it. */
  private static Optional<GcEvent> whole(ContainerState state, byte[] text) {
    Optional<LineParser.Parsed> parsed = LineParser.parse(text, 0, text.length);
    if (parsed.isEmpty() || !(parsed.get().event() instanceof GcEvent event)) {
      return Optional.empty();
    }
    int end = parsed.get().to();
    boolean alone =
        isBlank(text, end)
            || (state.tails && LineParser.parse(text, 0, text.length, end).isEmpty());
    return alone ? Optional.of(event) : Optional.empty();
  }

  /** Whether a line may be a piece of a record: not one that is another record of the runtime. */
  private static boolean mayBePiece(ContainerState state, Piece piece) {
    if (piece.text().length == 0) {
      return isRest(state, piece);
    }
    Optional<LineParser.Parsed> parsed = LineParser.parse(piece.text(), 0, piece.text().length);
    return parsed.isEmpty()
        || parsed.get().event() == null
        || parsed.get().event() instanceof GcEvent;
  }

  private void wait(ContainerState state, Piece piece, long timestamp, long now, Verdicts.Case of) {
    state.waiting.add(new Waiting(piece, now));
    TornLines.Outcome outcome = TornLines.join(state.waiting, state.newest(), false);
    state.waiting.clear();
    state.waiting.addAll(outcome.left());
    take(state, outcome.joined(), timestamp, now, of);
    int bytes = state.waiting.stream().mapToInt(w -> w.piece().text().length).sum();
    if (state.waiting.size() > ContainerState.MAX_WAITING
        || bytes > ContainerState.MAX_WAITING_BYTES) {
      giveUp(state, timestamp, now, of);
    }
    state.waiting.replaceAll(Judge::bounded);
  }

  /** A record is carried along only as far as there is room for it. */
  private static Waiting bounded(Waiting waiting) {
    byte[] value = waiting.piece().source().value();
    return value == null || value.length <= ContainerState.MAX_WAITING_BYTES / 2
        ? waiting
        : new Waiting(waiting.piece().withoutRecord(), waiting.since());
  }

  /** The pieces that wait have had their time, or their room. */
  private void giveUp(ContainerState state, long timestamp, long now, Verdicts.Case of) {
    TornLines.Outcome outcome = TornLines.join(state.waiting, state.newest(), true);
    state.waiting.clear();
    take(state, outcome.joined(), timestamp, now, of);
  }

  private void take(
      ContainerState state,
      List<TornLines.Joined> joined,
      long timestamp,
      long now,
      Verdicts.Case of) {
    for (TornLines.Joined line : joined) {
      if (line.malformed() != null) {
        dead(line, of.name(), timestamp);
      } else if (line.event() instanceof GcEvent event) {
        state.tails |= !event.repaired() && hasTail(line.piece().text());
        sequence.arrive(state, held(event, line.piece(), timestamp, now), of::judge);
      }
    }
  }

  private static boolean hasTail(byte[] text) {
    return LineParser.parse(text, 0, text.length)
        .map(parsed -> !isBlank(text, parsed.to()))
        .orElse(false);
  }

  private static boolean isBlank(byte[] text, int from) {
    for (int i = from; i < text.length; i++) {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private static Held held(GcEvent event, Piece piece, long timestamp, long now) {
    return new Held(
        event,
        piece.instance() == null ? "" : piece.instance(),
        piece.time().map(LineTime::instant),
        timestamp,
        now);
  }

  private void dead(TornLines.Joined line, String name, long timestamp) {
    counters.deadLetter(DeadLetter.Reason.MALFORMED_LINE);
    Source source = line.piece().source();
    Headers headers = new RecordHeaders();
    DeadLetter.describe(
        headers,
        DeadLetter.Reason.MALFORMED_LINE,
        "column "
            + line.malformed().column()
            + ": expected "
            + line.malformed().expected()
            + " but found "
            + line.malformed().found(),
        settings.topics().logs(),
        source.partition(),
        source.offset());
    boolean whole = source.value() != null;
    byte[] key = whole ? source.key() : name.getBytes(StandardCharsets.UTF_8);
    byte[] value = whole ? source.value() : line.piece().text();
    context.forward(
        new Record<>(key, DeadLetter.cut(value, headers), timestamp, headers),
        GctraceTopology.DEAD_LETTERS);
  }

  private void memory(String name, long timestamp, long now, PodMemory memory) {
    PodMemory before = containers.memory(name);
    ContainerState state = containers.read(name);
    containers.remember(name, memory);
    Verdicts.Case of = verdicts.on(name, state, now);
    if (memory == null) {
      of.gone(timestamp);
      containers.forget(name);
      return;
    }
    boolean known = state.lastArrival > 0;
    of.memory(before, memory, timestamp);
    if (known || state.lastArrival > 0) {
      containers.write(name, state);
    }
  }

  /** Looks at the containers whose time has come. */
  private void tick(long now) {
    String name = containers.due(now);
    for (int done = 0; name != null; done++) {
      wake(name, now);
      name = done < MAX_A_TICK ? containers.due(now) : null;
    }
  }

  private void wake(String name, long now) {
    ContainerState state = containers.read(name);
    if (state.lastArrival == 0) {
      return;
    }
    if (state.lastArrival + rules.forget() <= now) {
      verdicts.on(name, state, now).gone(now);
      containers.forget(name);
      return;
    }
    Verdicts.Case of = verdicts.on(name, state, now);
    if (!state.waiting.isEmpty() && state.waiting.get(0).since() + rules.lateness() <= now) {
      giveUp(state, state.lastTime, now, of);
    }
    sequence.release(state, now, of::judge);
    of.settle();
    of.quiet();
    containers.write(name, state);
  }
}
