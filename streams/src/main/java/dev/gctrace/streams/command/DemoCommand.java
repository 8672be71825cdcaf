package dev.gctrace.streams.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gctrace.streams.demo.Demo;
import dev.gctrace.streams.demo.EmbeddedBroker;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams demo}. */
@Command(
    name = "demo",
    header = "Shows all of it on recorded logs, with a broker of its own.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {"", "Nothing has to be installed, and nothing stays when it ends."})
final class DemoCommand implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final double SLOWEST = 0.1;
  private static final double FASTEST = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "How many times as fast as recorded; ${DEFAULT-VALUE} when not told.")
  private double speed = 5;

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new ParameterException(
          spec.commandLine(), "--speed: " + speed + " is not between 0.1 and 1000");
    }
    // A broker that starts and stops has much to say, and nothing of it is of use here.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Starting a broker and the processor …");
    out.flush();
    Path folder = Files.createTempDirectory("gctrace-demo-");
    CountDownLatch ended = new CountDownLatch(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      Demo demo = new Demo(settings(broker, folder), out, Ansi.AUTO.enabled());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    demo.stop();
                    await(ended);
                  },
                  "gctrace-end"));
      demo.run(topics(), speed);
    } finally {
      delete(folder);
      ended.countDown();
    }
    return 0;
  }

  private Settings settings(EmbeddedBroker broker, Path folder) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("bootstrap.servers", broker.bootstrapServers());
    all.put("state.dir", folder.resolve("state").toString());
    all.put("gctrace.store", "memory");
    // What takes two minutes takes as much less as the logs are faster.
    all.put("gctrace.cooldown", Math.max(1, Math.round(120_000 / speed)) + "ms");
    return Settings.of(all);
  }

  private static List<NewTopic> topics() {
    return TopicPlan.of(Topics.DEFAULT).stream()
        .map(
            plan ->
                new NewTopic(plan.name(), Optional.of(PARTITIONS), Optional.of((short) 1))
                    .configs(plan.configs()))
        .toList();
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
