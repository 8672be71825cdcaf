package dev.gctrace.cli.cluster;

import dev.gctrace.core.report.Amounts;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.MemoryLimit;
import dev.gctrace.kubernetes.pod.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the cluster tells of a container, in words. */
public final class ContainerText {

  private static final double MIB = 1 << 20;

  private ContainerText() {}

  /**
   * Who it is, what it may use, how it has fared, and what in its settings is not as meant.
   *
   * @param facts the container
   * @param memoryBytes what it uses now; empty when that is not known
   * @return a line each
   */
  public static List<String> lines(ContainerFacts facts, OptionalLong memoryBytes) {
    List<String> lines = new ArrayList<>();
    lines.add(facts.who().name().orElse("-") + ": " + course(facts));
    lines.add(
        limit(facts.limit())
            + setting(facts.environment().goMemLimit())
            + setting(facts.environment().gogc())
            + (memoryBytes.isPresent()
                ? "; memory in use now " + mib(memoryBytes.getAsLong())
                : ""));
    facts.notes().forEach(lines::add);
    facts.traps().forEach(trap -> lines.add(trap.sentence() + "; " + trap.advice()));
    return lines;
  }

  private static String course(ContainerFacts facts) {
    String state =
        switch (facts.run().state()) {
          case RUNNING -> "running" + facts.startedAt().map(at -> " since " + at).orElse("");
          case WAITING ->
              "not running" + (facts.run().reason().isEmpty() ? "" : ", " + facts.run().reason());
          case ENDED -> facts.ended().map(end -> "this run " + end.words()).orElse("ended");
        };
    return state
        + ", "
        + facts.restarts()
        + (facts.restarts() == 1 ? " restart" : " restarts")
        + facts.lastEnd().map(ContainerText::before).orElse("");
  }

  private static String before(Ended end) {
    return "; the run before " + end.words();
  }

  private static String limit(MemoryLimit limit) {
    return switch (limit.source()) {
      case STATUS, SPEC ->
          "limit "
              + mib(limit.bytes().orElse(0))
              + (limit.wantedBytes().isPresent()
                  ? " (a resize to " + mib(limit.wantedBytes().getAsLong()) + " is under way)"
                  : "");
      case POD ->
          "limit " + mib(limit.bytes().orElse(0)) + " (of the pod, shared by its containers)";
      case NONE ->
          "no memory limit"
              + (limit.allocatableBytes().isPresent()
                  ? " (the node has "
                      + mib(limit.allocatableBytes().getAsLong())
                      + " for all of its pods)"
                  : "");
    };
  }

  private static String setting(Setting setting) {
    Optional<String> value = setting.value();
    return value
        .map(text -> ", " + setting.name() + " " + (text.isEmpty() ? "empty" : text))
        .orElse(setting.isSet() ? ", " + setting.name() + " not known" : "");
  }

  private static String mib(long bytes) {
    return Amounts.mib(bytes / MIB);
  }
}
