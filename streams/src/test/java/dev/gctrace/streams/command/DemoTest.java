package dev.gctrace.streams.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoTest {

  @Test
  void theFleetIsJudgedAndTheKillsWereForetold() {
    StringWriter out = new StringWriter();
    CommandLine command = GctraceStreams.commandLine().setOut(new PrintWriter(out));

    int status = command.execute("demo", "--speed", "10");

    String printed = out.toString();
    assertThat(status).as(printed).isZero();
    assertThat(printed)
        .contains("6 containers, 3 of them OOMKilled in the end; 30 s of recorded logs at 10 times")
        .contains("through Fluent Bit, Vector, OpenTelemetry Collector.")
        .containsPattern("raised {5}shop/orders-7d9f6c5b8-x2kqp/app")
        .contains("3 killed")
        .containsPattern(
            "shop/orders-7d9f6c5b8-x2kqp/app: OOMKilled, told [0-9.]+ s before its last line, critical")
        .containsPattern(
            "search/indexer-0/app: OOMKilled, told [0-9.]+ s before its last line, critical")
        .doesNotContain("\u001b");
  }

  @Test
  void aSpeedThatCannotBeMeantIsRefused() {
    StringWriter err = new StringWriter();
    CommandLine command = GctraceStreams.commandLine().setErr(new PrintWriter(err));

    assertThat(command.execute("demo", "--speed", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--speed: 0.0 is not between 0.1 and 1000");
  }
}
