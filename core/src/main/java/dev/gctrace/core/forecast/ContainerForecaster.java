package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.ProcessSeparator;
import dev.gctrace.core.trace.ScavengerEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Folds {@link Forecaster#step} over the processes of one container. What it keeps is bounded: the
 * states of the processes that a {@link ProcessSeparator} follows.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ContainerForecaster {

  /** Version of what {@link #toBytes} writes. */
  private static final int VERSION = 1;

  private static final long BYTES_PER_KIB = 1024;

  private final ProcessSeparator processes;
  private final ProcessState unknown;

  private final ProcessStates states = new ProcessStates();

  /** Settings are the same from line to line, as a rule. */
  private MemorySettings lastSettings = MemorySettings.NONE;

  private Given lastGiven = Given.NOTHING;

  /** A forecaster that has seen no collection. */
  public ContainerForecaster() {
    this(new ProcessSeparator(), ProcessState.initial());
  }

  /**
   * A forecaster that begins with other knowledge of programs than the usual, for whoever measures
   * how much depends on it. It is not written by {@link #toBytes}.
   *
   * @param memory what is taken of a program's memory before any of it is known
   * @param overshoot four values of heap over goal that stand for the cycles of which none is known
   *     yet, rising
   */
  public ContainerForecaster(ContainerMemory memory, double... overshoot) {
    this(new ProcessSeparator(), ProcessState.initial(memory, Overshoot.before(overshoot)));
  }

  private ContainerForecaster(ProcessSeparator processes, ProcessState unknown) {
    this.processes = processes;
    this.unknown = unknown;
  }

  /**
   * What is said of one collection.
   *
   * @param process number of the process in the container, from 1
   * @param forecast what the line says
   */
  public record Judged(int process, Forecast forecast) {}

  /**
   * Takes the next collection of the container, of whichever process. One that is delivered twice,
   * or late, is judged and changes nothing.
   */
  public Judged accept(GcEvent event, MemorySettings settings) {
    int process = processes.processOf(event);
    ProcessState known = states.get(process);
    Forecaster.Step step = Forecaster.step(known == null ? unknown : known, event, given(settings));
    if (processes.wasNewest()) {
      states.put(process, step.state());
      if (states.size() > ProcessSeparator.MAX_PROCESSES) {
        states.retain(processes::isFollowed);
      }
    }
    return new Judged(process, step.forecast());
  }

  @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are turned once more.
  private Given given(MemorySettings settings) {
    if (settings != lastSettings) {
      lastGiven = Given.of(settings);
      lastSettings = settings;
    }
    return lastGiven;
  }

  /**
   * Whether the collection given last was the newest of its process, not one delivered twice or too
   * late.
   */
  public boolean wasNewest() {
    return processes.wasNewest();
  }

  /** Whether the collection given last is one that was seen, delivered once more. */
  public boolean wasRepeated() {
    return processes.wasRepeated();
  }

  /** Where a collection stands among those seen, without taking it. */
  public ProcessSeparator.Place placeOf(GcEvent event) {
    return processes.placeOf(event);
  }

  /** Whether another process began after the last collection of this one. */
  public boolean isSucceeded(int process) {
    return processes.isSucceeded(process);
  }

  /**
   * What was said of the newest collection, once more; empty when there was none.
   *
   * @param settings the same as then
   */
  public Optional<Judged> last(MemorySettings settings) {
    ProcessState state = states.get(processes.newest());
    return state == null
        ? Optional.empty()
        : Optional.of(new Judged(processes.newest(), Forecaster.last(state, settings)));
  }

  /**
   * Judges the last collection of every process anew because the settings have changed.
   *
   * @return what is said of the process that was heard of last; empty when there was none
   */
  public Optional<Judged> judgeAgain(MemorySettings settings) {
    Judged newest = null;
    for (int i = 0; i < states.size(); i++) {
      Forecaster.Step step = Forecaster.judgeAgain(states.state(i), settings);
      states.set(i, step.state());
      if (states.number(i) == processes.newest()) {
        newest = new Judged(states.number(i), step.forecast());
      }
    }
    return Optional.ofNullable(newest);
  }

  /**
   * Learns from a measurement of the container's memory, made after its newest collection: what the
   * process that was heard of last adds to its heap is known better from then on. Beside it what
   * other processes that are followed most likely take is subtracted; those that another process
   * has succeeded count as ended. The heap that it is held against is the highest of the latest
   * peaks, since free pages are given back slowly, or where the heap may have got to since.
   *
   * <p>It counts from the next collection on; {@link #last} and {@link #judgeAgain} count it at
   * once. Measurements may come as often as one likes: what repeats itself is believed no more than
   * one percent of the heap.
   *
   * @param containerBytes what counts against the limit and cannot be given back: resident memory
   *     and kernel memory, not page cache; the working set that the Metrics API tells is that, but
   *     for page cache in use
   * @return whether anything was learned: not before the first collection, nor from a figure that
   *     is not positive or that the other processes explain alone
   */
  public boolean measured(long containerBytes) {
    int newest = processes.newest();
    ProcessState state = states.get(newest);
    if (state == null) {
      return false;
    }
    double others = 0;
    for (int i = 0; i < states.size(); i++) {
      if (states.number(i) != newest && !processes.isSucceeded(states.number(i))) {
        others += states.state(i).memoryBytes();
      }
    }
    ProcessState known = state.measured((long) (containerBytes - others));
    states.put(newest, known);
    return known != state;
  }

  /**
   * What the process that was heard of last takes at a heap, as far as it is known.
   *
   * @return empty before the first collection
   */
  public Optional<ContainerMemory> memory() {
    return Optional.ofNullable(states.get(processes.newest())).map(ProcessState::memory);
  }

  /**
   * Learns from a line of the scavenger (GODEBUG=scavtrace=1; until Go 1.13 it comes with gctrace),
   * which is taken to be of the process that was heard of last. What it says is consumed is as good
   * as a measurement; from Go 1.14 on it says how much of the mapped heap is in use, which bounds
   * what is mapped.
   *
   * @return whether anything was learned
   */
  public boolean scavenged(ScavengerEvent event) {
    if (event.consumedKiB().isPresent()) {
      return measured(event.consumedKiB().getAsLong() * BYTES_PER_KIB);
    }
    ProcessState state = states.get(processes.newest());
    if (state == null || event.utilizationPercent().isEmpty()) {
      return false;
    }
    ProcessState known = state.inUse(event.utilizationPercent().getAsInt());
    states.put(processes.newest(), known);
    return known != state;
  }

  /** Whether a process is followed still. */
  public boolean isFollowed(int process) {
    return processes.isFollowed(process);
  }

  /** How many processes are followed. */
  public int followed() {
    return processes.followed();
  }

  /** Forgets the process that was silent for longest. */
  public void forgetOldest() {
    processes.forgetOldest();
    states.retain(processes::isFollowed);
  }

  /** Writes what is known, with a version: at most 2 KiB a process. */
  public byte[] toBytes() {
    BytesOut bytes = new BytesOut(2048);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      processes.write(out);
      out.writeByte(states.size());
      for (int i = 0; i < states.size(); i++) {
        byte[] state = states.state(i).toBytes();
        out.writeInt(states.number(i));
        out.writeShort(state.length);
        out.write(state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the version is unknown, or the bytes are nothing of the
   *     kind; the message says which
   */
  public static ContainerForecaster fromBytes(byte[] bytes) {
    ContainerForecaster forecaster;
    try (DataInputStream in = new DataInputStream(new BytesIn(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "version " + version + " of a container's state is not known, only " + VERSION);
      }
      forecaster = new ContainerForecaster(ProcessSeparator.read(in), ProcessState.initial());
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        int process = in.readInt();
        byte[] state = in.readNBytes(in.readUnsignedShort());
        forecaster.states.put(process, ProcessState.fromBytes(state));
      }
    } catch (EOFException e) {
      throw new IllegalArgumentException(
          "not a state of a container: it ends after " + bytes.length + " bytes", e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to give bytes", e);
    }
    return forecaster;
  }
}
