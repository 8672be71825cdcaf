package dev.gctrace.streams.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepetitionFilterTest {

  private static final String LIBRARY = "org.apache.kafka.clients.NetworkClient";

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private long nanos;

  @BeforeEach
  void start() {
    context.addTurboFilter(new RepetitionFilter(() -> nanos));
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger("gctrace").setLevel(Level.INFO);
    context.getLogger("ROOT").addAppender(log);
    log.start();
  }

  @Test
  void whatALibrarySaysAgainAndAgainPassesThreeTimesAMinuteAndIsCounted() {
    for (int i = 0; i < 50; i++) {
      String client = "[Consumer clientId=gctrace-" + i + "] ";
      context.getLogger(LIBRARY).warn(client + "Connection to node {} is lost.", i);
    }
    assertThat(words())
        .containsExactly(
            "[Consumer clientId=gctrace-0] Connection to node 0 is lost.",
            "[Consumer clientId=gctrace-1] Connection to node 1 is lost.",
            "[Consumer clientId=gctrace-2] Connection to node 2 is lost.");

    nanos = Duration.ofSeconds(61).toNanos();
    log.list.clear();
    context.getLogger(LIBRARY).warn("[x] Connection to node {} is lost.", 7);

    assertThat(words())
        .containsExactly(
            LIBRARY + " said 47 times more what follows", "[x] Connection to node 7 is lost.");
  }

  @Test
  void differentSayingsDoNotHideEachOtherHoweverManyThereAre() {
    for (int i = 0; i < 1000; i++) {
      context.getLogger(LIBRARY).error("x".repeat(1 + i % 80) + " " + i);
    }
    assertThat(words()).hasSize(80 * 3);
  }

  @Test
  void whatThisProgramSaysItselfAlwaysPasses() {
    for (int i = 0; i < 20; i++) {
      context.getLogger("gctrace").warn("webhook http://a: answered 503; tried again in 1000 ms");
      context.getLogger(LIBRARY).info("not shown at this level, and not counted");
    }
    assertThat(words()).hasSize(20);
  }

  private List<String> words() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
