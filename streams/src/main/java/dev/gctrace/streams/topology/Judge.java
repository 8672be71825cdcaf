package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.Part;
import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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
  private Joining joining;

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
    Suspects suspects =
        new Suspects(
            context.getStateStore(GctraceTopology.SUSPECTS),
            KafkaSettings.largestRecord(settings.kafka()));
    joining = new Joining(context, suspects, settings.topics().logs(), counters);
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
      lines(name, message.timestamp(), now, Pieces.read(in));
    }
  }

  private void lines(String name, long timestamp, long now, Pieces pieces) {
    ContainerState state = containers.read(name);
    Verdicts.Case of = verdicts.on(name, state, now);
    Joining.Desk desk = null;
    boolean judged = false;
    for (Piece piece : pieces.lines()) {
      Optional<GcEvent> event =
          piece.part() == Part.MORE || isRest(state, piece)
              ? Optional.empty()
              : whole(state, piece.text());
      if (event.isPresent()) {
        sequence.arrive(state, held(event.get(), piece, timestamp, now), of::judge);
        judged = true;
      } else if (piece.part() == Part.MORE || mayBePiece(state, piece)) {
        desk = desk == null ? joining(state, pieces, timestamp, now, of) : desk;
        desk.add(piece, now);
      }
    }
    state.lastArrival = now;
    of.settle();
    if (judged && !state.held.isEmpty()) {
      lookAhead(state, timestamp, of);
    }
    write(state, desk, now, of);
  }

  private Joining.Desk joining(
      ContainerState state, Pieces pieces, long timestamp, long now, Verdicts.Case of) {
    return joining.at(
        of.name(),
        state,
        pieces,
        timestamp,
        (event, piece) -> {
          state.tails |= !event.repaired() && hasTail(piece.text());
          sequence.arrive(state, held(event, piece, timestamp, now), of::judge);
        });
  }

  /** Writes a state. What waits and finds no room in it is not lost: it goes on before its time. */
  private void write(ContainerState state, Joining.Desk open, long now, Verdicts.Case of) {
    Joining.Desk desk = open;
    while ((!state.waiting.isEmpty() || !state.held.isEmpty())
        && !ContainerCodec.fits(of.name(), state)) {
      if (!state.waiting.isEmpty()) {
        desk = desk == null ? joining(state, null, now, now, of) : desk;
        desk.giveUp();
      } else if (state.forgetProcess()) {
        counters.forgotten();
      } else {
        sequence.releaseOne(state, of::judge);
      }
    }
    if (desk != null) {
      desk.close();
    }
    containers.write(of.name(), state);
  }

  /**
   * Tells a danger that lines show which wait for others before them: a program may be killed
   * before those come. What is told of it stands; nothing else is changed by lines out of turn.
   */
  private void lookAhead(ContainerState state, long timestamp, Verdicts.Case of) {
    ContainerState ahead =
        ContainerCodec.read(of.name(), ContainerCodec.write(of.name(), state, Counters.NONE));
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
    return new Held(event, piece.instance(), piece.time().map(LineTime::instant), timestamp, now);
  }

  private void memory(String name, long timestamp, long now, PodMemory memory) {
    PodMemory before = containers.memory(name);
    ContainerState state = containers.read(name);
    containers.remember(name, memory);
    Verdicts.Case of = verdicts.on(name, state, now);
    if (memory == null) {
      forget(state, timestamp, now, of);
      return;
    }
    boolean known = state.lastArrival > 0;
    of.memory(before, memory, timestamp);
    if (known || state.lastArrival > 0) {
      containers.write(name, state);
    }
  }

  /** What waits of a container that is forgotten is told before. */
  private void forget(ContainerState state, long timestamp, long now, Verdicts.Case of) {
    Joining.Desk desk = joining(state, null, timestamp, now, of);
    desk.giveUp();
    desk.close();
    sequence.releaseAll(state, of::judge);
    of.gone(timestamp);
    containers.forget(of.name());
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
      forget(state, now, now, verdicts.on(name, state, now));
      return;
    }
    Verdicts.Case of = verdicts.on(name, state, now);
    Joining.Desk desk = null;
    if (!state.waiting.isEmpty() && state.waiting.get(0).since() + rules.lateness() <= now) {
      desk = joining(state, null, RecordTime.of(state.lastTime, now), now, of);
      desk.giveUp();
    }
    sequence.release(state, now, of::judge);
    of.settle();
    of.quiet();
    write(state, desk, now, of);
  }
}
