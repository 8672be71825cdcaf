package dev.gctrace.core.trace;

/**
 * {@code GC forced}: the runtime starts a collection because none ran for two minutes ({@code
 * forcegchelper}, proc.go). It stands before the line of that collection, which does not itself say
 * {@code (forced)}.
 */
public record GcForced() implements TraceEvent {}
