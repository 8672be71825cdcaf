package dev.gctrace.core.trace;

/** What the Go runtime said on one record of its standard error. Immutable. */
public sealed interface TraceEvent
    permits GcEvent, EarlyGcEvent, GcForced, ScavengerEvent, PacerEvent, DeathEvent {}
