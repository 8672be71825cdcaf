package dev.gctrace.streams.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * What is kept of containers. Those used last are at hand as objects; what has changed is written
 * once a commit, however often it has changed since the last one.
 *
 * <p>Kafka Streams calls {@link #flushCache} before it commits, with the records that were sent and
 * the offsets that were read: so the changelog always holds the state that belongs to them. It does
 * the same with its own caches, which hold bytes; that is why this has to be one of its wrapped
 * stores. What changed after the last commit is lost with the process, as are the records sent.
 *
 * <p>{@link WrappedStateStore} is no public class of Kafka, and nothing public does the same: as of
 * 4.3.1 its task asks stores for nothing else before a commit ({@code
 * ProcessorStateManager.flushCache}). {@link StateStore#commit} comes when the transaction is over,
 * a punctuator runs between commits and not with each, and a store with Kafka's own cache takes
 * bytes: then every line would write the whole state, which doubled the time that a record takes.
 *
 * <p>Readers of other threads, by the methods of {@link KeyValueStore}, see what was committed.
 */
final class ContainerStore extends WrappedStateStore<KeyValueStore<String, byte[]>, String, byte[]>
    implements KeyValueStore<String, byte[]> {

  /** Containers that are at hand: some 20 MiB of objects. */
  private static final int MAX_AT_HAND = 2_000;

  private final Map<String, ContainerState> changed = new HashMap<>();
  private final Map<String, ContainerState> unchanged = new Lately<>(MAX_AT_HAND);

  private final Counters counters;

  private ContainerStore(KeyValueStore<String, byte[]> written, Counters counters) {
    super(written);
    this.counters = counters;
  }

  /** What Kafka Streams makes the store of. */
  static StoreBuilder<ContainerStore> builder(
      KeyValueBytesStoreSupplier supplier, Counters counters) {
    return new Builder(
        Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled(),
        counters);
  }

  /** The store of a task; Kafka Streams hands it out in a guard against closing it. */
  static ContainerStore of(ProcessorContext<?, ?> context) {
    WrappedStateStore<?, ?, ?> guard = context.getStateStore(GctraceTopology.CONTAINERS);
    return guard.findInner(ContainerStore.class);
  }

  /**
   * Takes the state of a container out; something new when nothing is kept. Until it is given back
   * it is with the caller: what was changed in it before a failure is not seen again.
   */
  ContainerState take(String name) {
    ContainerState state = changed.remove(name);
    if (state == null) {
      state = unchanged.remove(name);
    }
    if (state != null) {
      return state;
    }
    byte[] bytes = wrapped().get(name);
    return bytes == null ? new ContainerState() : ContainerCodec.read(name, bytes);
  }

  /** Gives back a state that has changed. */
  void giveBack(String name, ContainerState state) {
    changed.put(name, state);
    if (changed.size() > MAX_AT_HAND) {
      writeChanged();
    }
  }

  /** When a container has to be looked at again; 0 when nothing is kept of it. */
  long wakeAt(String name) {
    ContainerState state = changed.get(name);
    if (state == null) {
      state = unchanged.get(name);
    }
    if (state != null) {
      return state.wakeAt;
    }
    byte[] bytes = wrapped().get(name);
    return bytes == null ? 0 : ContainerCodec.wakeAt(name, bytes);
  }

  private void writeChanged() {
    changed.forEach(
        (name, state) -> wrapped().put(name, ContainerCodec.write(name, state, counters)));
    unchanged.putAll(changed);
    changed.clear();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    super.init(context, root);
  }

  @Override
  public void flushCache() {
    writeChanged();
    super.flushCache();
  }

  @Override
  public void clearCache() {
    changed.clear();
    unchanged.clear();
    super.clearCache();
  }

  @Override
  public byte[] delete(String name) {
    changed.remove(name);
    unchanged.remove(name);
    return wrapped().delete(name);
  }

  @Override
  public void put(String name, byte[] bytes) {
    changed.remove(name);
    unchanged.remove(name);
    wrapped().put(name, bytes);
  }

  @Override
  public byte[] putIfAbsent(String name, byte[] bytes) {
    byte[] there = get(name);
    if (there == null) {
      put(name, bytes);
    }
    return there;
  }

  @Override
  public void putAll(List<KeyValue<String, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] get(String name) {
    return wrapped().get(name);
  }

  @Override
  public KeyValueIterator<String, byte[]> range(String from, String to) {
    return wrapped().range(from, to);
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return wrapped().all();
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }

  /**
   * Makes it around the store that Kafka Streams would make.
   *
   * @param written builds what is written to
   */
  private record Builder(StoreBuilder<KeyValueStore<String, byte[]>> written, Counters counters)
      implements StoreBuilder<ContainerStore> {

    @Override
    public ContainerStore build() {
      return new ContainerStore(written.build(), counters);
    }

    @Override
    public String name() {
      return written.name();
    }

    @Override
    public boolean loggingEnabled() {
      return written.loggingEnabled();
    }

    @Override
    public Map<String, String> logConfig() {
      return written.logConfig();
    }

    @Override
    public StoreBuilder<ContainerStore> withLoggingEnabled(Map<String, String> config) {
      return new Builder(written.withLoggingEnabled(config), counters);
    }

    @Override
    public StoreBuilder<ContainerStore> withLoggingDisabled() {
      return new Builder(written.withLoggingDisabled(), counters);
    }

    /** It has a cache of its own. */
    @Override
    public StoreBuilder<ContainerStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<ContainerStore> withCachingDisabled() {
      return this;
    }
  }
}
