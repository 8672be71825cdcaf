package dev.gctrace.streams.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory that RocksDB takes beside the heap: 64 MiB for all stores of the process
 * together. By Kafka's own settings each store may take 98 MiB, and every partition has two.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

  private static final long ALL_BYTES = 64 << 20;

  /** Of these for what was written and is not on disk yet. */
  private static final long WRITTEN_BYTES = 32 << 20;

  /** What a store writes at a time. */
  private static final long BUFFER_BYTES = 4 << 20;

  private static final double SHARE_OF_INDEXES = 0.1;

  /** Not made, and RocksDB's library not loaded, before a store is. */
  private static final class Shared {
    private static final Cache CACHE = new LRUCache(ALL_BYTES, -1, false, SHARE_OF_INDEXES);
    private static final WriteBufferManager WRITTEN = new WriteBufferManager(WRITTEN_BYTES, CACHE);
  }

  /** Sets it for each store; Kafka Streams makes one of these for each. */
  public RocksDbMemory() {}

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITTEN);
    options.setWriteBufferSize(BUFFER_BYTES);
  }

  /** What is shared goes with the process. */
  @Override
  public void close(String store, Options options) {
    // Nothing is this store's own.
  }
}
