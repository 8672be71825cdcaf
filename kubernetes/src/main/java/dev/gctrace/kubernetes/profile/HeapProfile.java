package dev.gctrace.kubernetes.profile;

/**
 * A heap profile as {@code go tool pprof} reads it.
 *
 * @param bytes the file, packed with gzip
 * @param port the port of the program that gave it
 */
@SuppressWarnings("ArrayRecordComponent") // The content of a file: profiles are not compared.
public record HeapProfile(byte[] bytes, int port) {}
