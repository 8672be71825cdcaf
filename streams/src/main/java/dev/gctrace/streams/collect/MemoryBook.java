package dev.gctrace.streams.collect;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.streams.memory.PodMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code pod-memory} says of each container against what it should say: what differs is to be
 * told, and nothing else.
 *
 * <p>An end is told when the log up to it was read, so that the post-mortem knows the last lines,
 * but not later than {@link #PATIENCE} after it was seen; that a container is gone is told so long
 * after it went, so that whoever reads the topic meets the end before it is compacted away.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class MemoryBook {

  /** How long an end waits for the end of the log. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A difference of memory in use that is worth telling: one in so many parts of the limit. */
  private static final int PARTS = 20;

  private final Map<String, Page> pages = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Map<String, PodMemory> inherited;
  private final Duration linger;
  private boolean complete;

  /**
   * A book of what was told before.
   *
   * @param told what stands in the topic of this collector's containers
   * @param linger how long after it went that a container is gone is told
   */
  MemoryBook(Map<String, PodMemory> told, Duration linger) {
    this.linger = linger;
    inherited = new HashMap<>(told);
  }

  private static final class Page {
    private ContainerFacts facts;
    private PodMemory told;
    private PodMemory wanted;
    private Optional<PodMemory.InUse> inUse = Optional.empty();
    private Instant endSeenAt = Instant.MIN;
    private Optional<PodMemory.Ended> drained = Optional.empty();
    private Instant goneAt;
    private boolean logIsRead;
  }

  /** A pod is there, or has changed. */
  void seen(List<ContainerFacts> containers, Instant now) {
    for (ContainerFacts facts : containers) {
      Page page = page(name(facts));
      if (page.facts != null && facts.isAnotherRunThan(page.facts)) {
        page.inUse = Optional.empty();
      }
      page.facts = facts;
      page.goneAt = null;
      want(name(facts), page, now);
    }
  }

  /** A pod is gone, and these were its last words. */
  void gone(List<ContainerFacts> containers, Instant now) {
    for (ContainerFacts facts : containers) {
      Page page = page(name(facts));
      page.facts = facts;
      page.goneAt = now;
      want(name(facts), page, now);
    }
  }

  /** All pods that there are have been seen: what else was told before is gone. */
  void complete(Instant now) {
    if (complete) {
      return;
    }
    complete = true;
    List.copyOf(inherited.keySet())
        .forEach(
            name -> {
              Page page = page(name);
              page.wanted = page.told;
              page.goneAt = now;
              changed.add(name);
            });
  }

  /** The log of a container is being read from now on, or is not any more. */
  void reads(String name, boolean reads) {
    Page page = pages.get(name);
    if (page != null) {
      page.logIsRead = reads;
      if (!reads) {
        changed.add(name);
      }
    }
  }

  /** The log of a container was read up to the end of a run, which may be told now. */
  void drained(String name, Ended end) {
    Page page = pages.get(name);
    if (page != null) {
      page.drained = Optional.of(of(end));
      changed.add(name);
    }
  }

  /** What containers that print lines of the runtime use now. */
  void measured(Map<ContainerId, MemoryUse> usage, Instant now) {
    usage.forEach(
        (who, memory) -> {
          String name = who.name().orElse("");
          Page page = pages.get(name);
          if (page != null && page.goneAt == null && isOfThisRun(page, memory)) {
            PodMemory.InUse inUse = new PodMemory.InUse(memory.bytes(), Optional.of(memory.at()));
            if (isWorthTelling(page, inUse)) {
              page.inUse = Optional.of(inUse);
              want(name, page, now);
            }
          }
        });
  }

  /** The containers that are there. */
  int size() {
    return pages.size();
  }

  /** A container as it is; empty when it is not there. */
  Optional<ContainerFacts> facts(String name) {
    Page page = pages.get(name);
    return page == null || page.goneAt != null ? Optional.empty() : Optional.ofNullable(page.facts);
  }

  /** What is to be told now. Each is handed out once. */
  List<Change> due(Instant now) {
    List<Change> due = new ArrayList<>();
    for (String name : List.copyOf(changed)) {
      changed.remove(name);
      due(name, pages.get(name), now).ifPresent(due::add);
    }
    return due;
  }

  private Optional<Change> due(String name, Page page, Instant now) {
    if (page == null) {
      return Optional.empty();
    }
    PodMemory told = page.told == null ? PodMemory.NONE : page.told;
    boolean ends = page.wanted.ended().isPresent() && !page.wanted.ended().equals(told.ended());
    boolean waits =
        ends
            && page.logIsRead
            && !page.drained.equals(page.wanted.ended())
            && now.isBefore(page.endSeenAt.plus(PATIENCE));
    PodMemory tell =
        waits
            ? new PodMemory(
                page.wanted.settings(), page.wanted.startedAt(), told.ended(), page.wanted.inUse())
            : page.wanted;
    if (waits || page.goneAt != null) {
      changed.add(name);
    }
    if (page.told == null || !tell.equals(page.told)) {
      page.told = tell;
      return Optional.of(
          new Change(
              name,
              Optional.of(tell),
              ends && !waits ? CollectCounters.Told.END : CollectCounters.Told.STATE));
    }
    if (page.goneAt != null && !now.isBefore(page.goneAt.plus(linger))) {
      pages.remove(name);
      changed.remove(name);
      return Optional.of(new Change(name, Optional.empty(), CollectCounters.Told.GONE));
    }
    return Optional.empty();
  }

  private void want(String name, Page page, Instant now) {
    Optional<PodMemory.Ended> before = page.wanted == null ? Optional.empty() : page.wanted.ended();
    page.wanted = memory(page.facts, page.inUse);
    if (!page.wanted.ended().equals(before)) {
      page.endSeenAt = now;
    }
    changed.add(name);
  }

  private Page page(String name) {
    return pages.computeIfAbsent(
        name,
        unused -> {
          Page page = new Page();
          page.told = inherited.remove(name);
          if (page.told != null) {
            page.inUse = page.told.inUse();
          }
          return page;
        });
  }

  private static boolean isOfThisRun(Page page, MemoryUse memory) {
    return page.facts != null
        && page.facts.startedAt().filter(start -> memory.at().isAfter(start)).isPresent();
  }

  private static boolean isWorthTelling(Page page, PodMemory.InUse inUse) {
    if (page.inUse.isEmpty()) {
      return true;
    }
    long before = page.inUse.get().bytes();
    long whole = page.facts.settings().limitBytes().orElse(before);
    return Math.abs(inUse.bytes() - before) >= whole / PARTS;
  }

  private static PodMemory memory(ContainerFacts facts, Optional<PodMemory.InUse> inUse) {
    Optional<Ended> end = facts.ended().or(facts::lastEnd);
    MemorySettings settings = facts.settings();
    return new PodMemory(
        settings,
        facts.startedAt().or(() -> end.flatMap(Ended::startedAt)),
        end.map(MemoryBook::of),
        inUse);
  }

  private static PodMemory.Ended of(Ended end) {
    return new PodMemory.Ended(
        end.reason().isEmpty() ? "Unknown" : end.reason(),
        end.how() == Ended.How.EVICTED ? OptionalInt.empty() : OptionalInt.of(end.exitCode()),
        end.finishedAt());
  }

  /** The key of a container. */
  static String name(ContainerFacts facts) {
    return facts.who().name().orElseThrow();
  }
}
