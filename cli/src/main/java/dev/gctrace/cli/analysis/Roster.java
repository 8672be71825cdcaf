package dev.gctrace.cli.analysis;

import dev.gctrace.logs.ContainerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The containers that are kept, a bounded number. When a further one comes, a quarter of them makes
 * room: those in least danger, of equals those of which next to nothing was read, of these those
 * that were heard of longest ago.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Roster {

  /** Events after which a container is more than a name that came by. */
  private static final long FEW_EVENTS = 3;

  private static final Comparator<ContainerTrace> LEAST_FIRST =
      Comparator.comparing(ContainerTrace::worst)
          .thenComparing(container -> container.events() > FEW_EVENTS)
          .thenComparing(ContainerTrace::lastHeard);

  /** What tells containers apart: the name, or the input when there is no name. */
  record Key(ContainerId who, String input) {

    // Written out: those of a record are made by method handles, which costs every start some time.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && who.equals(that.who) && Objects.equals(input, that.input);
    }

    @Override
    public int hashCode() {
      return 31 * who.hashCode() + Objects.hashCode(input);
    }
  }

  private final int most;
  private final Map<Key, ContainerTrace> containers = new LinkedHashMap<>();
  private long letGo;
  private long eventsLetGo;
  private long repeatedLetGo;

  Roster(int most) {
    this.most = most;
  }

  /** The container of a name; null when none is kept. */
  ContainerTrace get(Key key) {
    return containers.get(key);
  }

  /** Keeps a further one. */
  void add(Key key, ContainerTrace container) {
    if (containers.size() >= most) {
      makeRoom();
    }
    containers.put(key, container);
  }

  private void makeRoom() {
    List<Map.Entry<Key, ContainerTrace>> all = new ArrayList<>(containers.entrySet());
    all.sort(Map.Entry.comparingByValue(LEAST_FIRST));
    for (Map.Entry<Key, ContainerTrace> entry : all.subList(0, Math.max(1, most / 4))) {
      ContainerTrace container = entry.getValue();
      letGo++;
      eventsLetGo += container.events();
      repeatedLetGo += container.repeated();
      container.letGo();
      containers.remove(entry.getKey());
    }
  }

  int size() {
    return containers.size();
  }

  /** In the order of their appearance. */
  List<ContainerTrace> all() {
    return new ArrayList<>(containers.values());
  }

  LeftOut leftOut() {
    return new LeftOut(letGo, eventsLetGo);
  }

  long repeated() {
    return repeatedLetGo + containers.values().stream().mapToLong(ContainerTrace::repeated).sum();
  }
}
