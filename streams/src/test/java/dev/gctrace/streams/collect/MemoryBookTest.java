package dev.gctrace.streams.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.streams.collect.CollectCounters.Told;
import dev.gctrace.streams.memory.PodMemory;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MemoryBookTest {

  private static final String NAME = "shop/orders/app";
  private static final Duration LINGER = Duration.ofMinutes(1);
  private static final Instant KILLED_AT = Instant.parse("2026-01-05T10:07:01Z");

  private final MemoryBook book = new MemoryBook(Map.of(), LINGER);
  private Instant now = Instant.parse("2026-01-05T10:07:02Z");

  @Test
  void whatIsKnownOfAContainerIsToldOnceAndAgainWhenItIsAnother() {
    seen(running("512Mi"));

    assertThat(due())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.container()).isEqualTo(NAME);
              assertThat(change.told()).isEqualTo(Told.STATE);
              assertThat(change.memory().orElseThrow().settings().limitBytes())
                  .hasValue(512L << 20);
              assertThat(change.memory().orElseThrow().startedAt())
                  .hasValue(Instant.parse("2026-01-05T10:00:00Z"));
            });
    seen(running("512Mi"));
    assertThat(due()).isEmpty();

    // Resized in place.
    seen(running("768Mi"));
    assertThat(due())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.memory().orElseThrow().settings().limitBytes())
                    .hasValue(768L << 20));
  }

  @Test
  void anEndIsToldAtOnceWhereNobodyReadsTheLog() {
    seen(running("512Mi"));
    due();

    seen(killed());

    assertThat(due())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.told()).isEqualTo(Told.END);
              assertThat(change.memory().orElseThrow().ended())
                  .hasValue(
                      new PodMemory.Ended(
                          "OOMKilled", OptionalInt.of(137), Optional.of(KILLED_AT)));
            });
  }

  @Test
  void anEndWaitsUntilTheLogWasReadUpToIt() {
    seen(running("512Mi"));
    due();
    book.reads(NAME, true);

    seen(killed());

    // The new run is told of, its predecessor's end not yet.
    assertThat(due())
        .extracting(change -> change.memory().orElseThrow().ended())
        .containsExactly(Optional.empty());
    now = now.plusSeconds(1);
    assertThat(due()).isEmpty();
    book.drained(NAME, end());
    assertThat(due()).extracting(Change::told).containsExactly(Told.END);
    assertThat(due()).isEmpty();
  }

  @Test
  void anEndThatTheLogToldFirstIsToldAsSoonAsThePodSaysSo() {
    seen(running("512Mi"));
    due();
    book.reads(NAME, true);
    book.drained(NAME, end());
    assertThat(due()).isEmpty();

    seen(killed());

    assertThat(due()).extracting(Change::told).containsExactly(Told.END);
  }

  @Test
  void anEndDoesNotWaitForALogThatDoesNotCome() {
    seen(running("512Mi"));
    due();
    book.reads(NAME, true);
    seen(killed());
    due();

    now = now.plus(MemoryBook.PATIENCE).minusMillis(1);
    assertThat(due()).isEmpty();
    now = now.plusMillis(1);
    assertThat(due()).extracting(Change::told).containsExactly(Told.END);
  }

  @Test
  void thatAContainerIsGoneIsToldAfterItsLastWords() {
    seen(running("512Mi"));
    due();

    book.gone(facts(killed()), now);

    assertThat(due()).extracting(Change::told).containsExactly(Told.END);
    now = now.plus(LINGER).minusMillis(1);
    assertThat(due()).isEmpty();
    now = now.plusMillis(1);
    assertThat(due()).containsExactly(new Change(NAME, Optional.empty(), Told.GONE));
    assertThat(due()).isEmpty();
    assertThat(book.size()).isZero();
  }

  @Test
  void aPodThatComesAgainUnderItsNameIsNotGone() {
    seen(running("512Mi"));
    due();
    book.gone(facts(running("512Mi")), now);
    due();

    seen(running("256Mi"));

    assertThat(due()).extracting(Change::told).containsExactly(Told.STATE);
    now = now.plus(LINGER).plus(LINGER);
    assertThat(due()).isEmpty();
  }

  @Test
  void whatWasToldBeforeARestartIsNotToldAgainAndWhatWentMeanwhileIsGone() {
    seen(running("512Mi"));
    PodMemory before = due().get(0).memory().orElseThrow();
    MemoryBook next = new MemoryBook(Map.of(NAME, before, "shop/old/app", before), LINGER);

    next.seen(facts(running("512Mi")), now);
    assertThat(next.due(now)).isEmpty();
    next.complete(now);
    assertThat(next.due(now)).isEmpty();
    assertThat(next.due(now.plus(LINGER)))
        .containsExactly(new Change("shop/old/app", Optional.empty(), Told.GONE));
    next.complete(now);
    assertThat(next.due(now.plus(LINGER))).isEmpty();
  }

  @Test
  void memoryInUseIsToldWhenItDiffersByATwentiethOfTheLimit() {
    seen(running("400Mi"));
    due();

    assertThat(measured(100)).isEqualTo(100L << 20);
    // A twentieth of 400 MiB is 20 MiB.
    assertThat(measured(119)).isZero();
    assertThat(measured(120)).isEqualTo(120L << 20);
    assertThat(measured(101)).isZero();
    assertThat(measured(100)).isEqualTo(100L << 20);
  }

  @Test
  void aMeasurementFromBeforeTheRunIsNotOfIt() {
    seen(running("400Mi"));
    due();

    book.measured(
        Map.of(
            new ContainerId("shop", "orders", "app", null),
            new MemoryUse(100L << 20, Instant.parse("2026-01-05T09:59:59Z"))),
        now);

    assertThat(due()).isEmpty();
  }

  /** Bytes that are told after a measurement of so many MiB; 0 when nothing is. */
  private long measured(long mib) {
    book.measured(
        Map.of(new ContainerId("shop", "orders", "app", null), new MemoryUse(mib << 20, now)), now);
    return due().stream()
        .mapToLong(change -> change.memory().orElseThrow().inUse().orElseThrow().bytes())
        .sum();
  }

  private List<Change> due() {
    return book.due(now);
  }

  private void seen(Pod pod) {
    book.seen(facts(pod), now);
  }

  private static Ended end() {
    return facts(killed()).get(0).lastEnd().orElseThrow();
  }

  private static Pod running(String limit) {
    return FakePod.tracing("shop", "orders", limit);
  }

  private static Pod killed() {
    return FakePod.killed("shop", "orders", "512Mi", 1);
  }

  private static List<ContainerFacts> facts(Pod pod) {
    return PodReader.read(pod, Lookup.NONE);
  }
}
