package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes the logs that reading is measured on: a program's JSON log lines of about 175 bytes with a
 * share of gctrace lines between them, as one of several writers delivers it. The same arguments
 * give the same bytes.
 *
 * <p>Run it, after {@code mvn -B -q -Dquick -Dmaven.test.skip=true package}, with
 *
 * <pre>{@code
 * java -cp bench/target/classes dev.gctrace.bench.MixedLog plain 1024 1 1 >big.log
 * }</pre>
 *
 * <p>for 1,024 MiB as the program wrote them, 1 % gctrace lines, one container.
 */
public final class MixedLog {

  /** Who delivers the lines. */
  enum Form {
    PLAIN,
    KUBECTL_PREFIX,
    CRI,
    DOCKER_JSON,
    FLUENT_BIT
  }

  private static final long START_MILLIS = 1_767_607_872_123L;
  private static final String[] MESSAGES = {
    "handled request", "cache miss", "queried upstream", "published event", "refreshed token"
  };

  private final Form form;
  private final int percent;
  private final Program[] programs;
  private final SplittableRandom random = new SplittableRandom(42);
  private long line;

  MixedLog(Form form, int percent, int containers) {
    this.form = form;
    this.percent = percent;
    this.programs = new Program[containers];
    for (int i = 0; i < containers; i++) {
      programs[i] = new Program();
    }
  }

  /**
   * Writes a log to standard output.
   *
   * @param args form (plain, kubectl-prefix, cri, docker-json, fluent-bit), size in MiB, percentage
   *     of gctrace lines, number of containers
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: MixedLog FORM MIB PERCENT CONTAINERS");
      System.exit(2);
    }
    Form form = Form.valueOf(args[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    MixedLog log = new MixedLog(form, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    long size = Long.parseLong(args[1]) << 20;
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(java.io.FileDescriptor.out), 1 << 20)) {
      for (long written = 0; written < size; ) {
        byte[] next = (log.next() + "\n").getBytes(UTF_8);
        out.write(next);
        written += next.length;
      }
    }
  }

  /** The next line, without its line break. */
  String next() {
    int container = programs.length == 1 ? 0 : random.nextInt(programs.length);
    line++;
    String text =
        random.nextInt(100) < percent ? programs[container].collection() : applicationLine();
    return wrap(text, container);
  }

  private String applicationLine() {
    return "{\"level\":\"info\",\"time\":\""
        + time(3)
        + "\",\"msg\":\""
        + MESSAGES[random.nextInt(MESSAGES.length)]
        + "\",\"path\":\"/api/v1/orders/"
        + random.nextInt(1_000_000)
        + "\",\"status\":200,\"trace_id\":\""
        + hex()
        + hex()
        + "\",\"duration_ms\":"
        + random.nextInt(1000)
        + "}";
  }

  private String wrap(String text, int container) {
    return switch (form) {
      case PLAIN -> text;
      case KUBECTL_PREFIX -> "[pod/orders-7d9f6c5b8-" + container + "/app] " + text;
      case CRI -> time(9) + " stderr F " + text;
      case DOCKER_JSON ->
          "{\"log\":\""
              + escape(text)
              + "\\n\",\"stream\":\"stderr\",\"time\":\""
              + time(9)
              + "\"}";
      case FLUENT_BIT ->
          "{\"@timestamp\":"
              + (START_MILLIS / 1000 + line / 1000)
              + ".123457,\"time\":\""
              + time(9)
              + "\",\"stream\":\"stderr\",\"_p\":\"F\",\"log\":\""
              + escape(text)
              + "\",\"kubernetes\":{\"pod_name\":\"orders-7d9f6c5b8-"
              + container
              + "\",\"namespace_name\":\"shop\",\"container_name\":\"app\"}}";
    };
  }

  private static String escape(String text) {
    return text.replace("\"", "\\\"").replace(">", "\\u003e");
  }

  private String time(int digits) {
    long millis = START_MILLIS + line / 10;
    String fraction = String.format(Locale.ROOT, "%09d", millis % 1000 * 1_000_000 + line % 1000);
    return java.time.Instant.ofEpochSecond(millis / 1000).toString().replace("Z", "")
        + "."
        + fraction.substring(0, digits)
        + "Z";
  }

  private String hex() {
    return String.format(Locale.ROOT, "%016x", random.nextLong());
  }

  /** A healthy program: a sawtooth between some 60 and 120 MiB. */
  private final class Program {
    private long cycle;
    private long startMillis;
    private int live = 60;

    String collection() {
      int goal = 2 * live;
      cycle++;
      startMillis += 200 + random.nextInt(100);
      live = Math.max(50, Math.min(70, live + random.nextInt(5) - 2));
      int start = goal - random.nextInt(8);
      return String.format(
          Locale.ROOT,
          "gc %d @%d.%03ds 1%%: 0.0%d+%d+0.0%d ms clock, 0.1%d+0.21/%d/2.9+0.0%d ms cpu,"
              + " %d->%d->%d MB, %d MB goal, 0 MB stacks, 0 MB globals, 2 P",
          cycle,
          startMillis / 1000,
          startMillis % 1000,
          10 + random.nextInt(89),
          10 + random.nextInt(90),
          10 + random.nextInt(89),
          random.nextInt(10),
          10 + random.nextInt(50),
          10 + random.nextInt(89),
          start,
          start + 1,
          live,
          goal);
    }
  }
}
