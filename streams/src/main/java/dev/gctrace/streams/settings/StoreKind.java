package dev.gctrace.streams.settings;

/** Where the state of containers is kept; in Kafka's changelog in any case. */
public enum StoreKind {
  /** On disk. */
  ROCKSDB,
  /** In memory only: a restart reads all of it from the changelog. */
  MEMORY
}
