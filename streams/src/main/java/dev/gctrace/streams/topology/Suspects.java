package dev.gctrace.streams.topology;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The records of one task that hold a piece of a line which waits for its rest: if that does not
 * come, they are dead letters, as they came. There is room for some of them only; whoever finds
 * none does not wait.
 */
final class Suspects {

  /** Room for the records of a task. */
  private static final int MAX_BYTES = 4 << 20;

  private final KeyValueStore<String, byte[]> store;
  private final long most;
  private long bytes;

  /**
   * Those that are in the store.
   *
   * @param largest bytes of the longest record
   */
  Suspects(KeyValueStore<String, byte[]> store, int largest) {
    this.store = store;
    this.most = Math.max(MAX_BYTES, 2L * largest);
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> suspect = all.next();
        bytes += suspect.value.length;
      }
    }
  }

  /** Keeps a record; whether there was room for it. */
  boolean keep(String container, Source source, Original original) {
    byte[] record = original.toBytes();
    String key = key(container, source);
    byte[] before = store.get(key);
    long after = bytes + record.length - (before == null ? 0 : before.length);
    if (after > most) {
      return false;
    }
    store.put(key, record);
    bytes = after;
    return true;
  }

  /** The record; null when it is not kept. */
  Original get(String container, Source source) {
    byte[] record = store.get(key(container, source));
    return record == null ? null : Original.read(new ByteIn(record));
  }

  void forget(String container, Source source) {
    byte[] record = store.delete(key(container, source));
    bytes -= record == null ? 0 : record.length;
  }

  private static String key(String container, Source source) {
    return container + '\n' + source.partition() + '/' + source.offset();
  }
}
