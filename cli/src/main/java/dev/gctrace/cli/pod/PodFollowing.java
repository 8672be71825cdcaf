package dev.gctrace.cli.pod;

import dev.gctrace.cli.cluster.ContainerText;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.watch.WatchCommand;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.FollowedLog;
import dev.gctrace.kubernetes.LogListener;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** A container that is watched over its restarts, with what the cluster tells of them. */
final class PodFollowing {

  /** Notes that are kept while a live screen is up. */
  private static final int MAX_NOTES = 100;

  private final Console console;
  private final CommonOptions options;
  private final boolean inJson;
  private final CaptureOptions capture;
  private volatile ContainerFacts current;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  /**
   * A following.
   *
   * @param console where it goes
   * @param options what is known, and when to stop
   * @param inJson whether to write a JSON object a line
   * @param capture whether and where to keep heap profiles
   */
  PodFollowing(Console console, CommonOptions options, boolean inJson, CaptureOptions capture) {
    this.console = console;
    this.options = options;
    this.inJson = inJson;
    this.capture = capture;
  }

  /** Follows until the log ends; the exit code. */
  int follow(Cluster cluster, ContainerFacts facts) throws IOException {
    current = facts;
    String name = facts.who().name().orElse("-");
    if (facts.run().state() == ContainerFacts.State.WAITING) {
      String reason = facts.run().reason();
      note(
          name
              + " does not run yet"
              + (reason.isEmpty() ? "" : " (" + reason + ")")
              + ": it is waited for");
    }
    try (FollowedLog log = cluster.follow(facts, new Listener());
        Captures captures = captures(cluster);
        MemoryPoll memory =
            new MemoryPoll(
                () -> cluster.memoryInUse(current.who(), note -> {}),
                options.measurements(),
                this::note)) {
      memory.start();
      return WatchCommand.follow(
          console, options, inJson, name, facts.who(), log, captures::consider);
    } finally {
      notes.forEach(console::note);
    }
  }

  private Captures captures(Cluster cluster) throws IOException {
    return capture.isWanted()
        ? new Captures(
            () -> cluster.heapProfile(current, capture.port()),
            capture.store(),
            System::nanoTime,
            this::note)
        : Captures.NONE;
  }

  /** A live screen must not be written over: what is to be said is said when it is gone. */
  private void note(String text) {
    if (!console.screen().isDrawable()) {
      console.note(text);
    } else if (notes.size() < MAX_NOTES) {
      notes.add(text);
    }
  }

  private final class Listener implements LogListener {
    @Override
    public String ended(ContainerFacts container, Ended end) {
      note(container.who().name().orElse("-") + " " + end.words());
      // As "kubectl describe" tells it: the log reader knows the words for what they are.
      return end.how() == Ended.How.OOM_KILLED
          ? end.finishedAt().map(at -> at + " ").orElse("") + "Reason: OOMKilled\n"
          : "";
    }

    @Override
    public void changed(ContainerFacts container) {
      current = container;
      options.known(container.settings());
      ContainerText.lines(container, OptionalLong.empty()).forEach(PodFollowing.this::note);
    }

    @Override
    public void note(String text) {
      PodFollowing.this.note(text);
    }
  }
}
