package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Interruption;
import dev.gctrace.cli.console.LiveScreen;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.console.Tty;
import dev.gctrace.cli.input.FollowedFile;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ContainerOption;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.MemoryNow;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gctrace watch}. */
@Command(
    name = "watch",
    header = "Follows a log and tells each collection as it comes.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {
      "",
      "Ends with the log, with --fail-on, or with Ctrl-C, and sums up. A file is",
      "followed when it grows, is renamed and made anew, or is cut.",
      "",
      "Examples:",
      "  kubectl logs -f my-pod | gctrace watch --limit 400Mi",
      "  stern -A my-app | gctrace watch --limit 400Mi --quiet",
      "  gctrace watch --limit 400Mi --fail-on critical --format ndjson app.log",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 the severity of --fail-on reached,",
      "4 no gctrace line in the input."
    })
public final class WatchCommand implements Callable<Integer> {

  private static final int DISPLAY_LINES = 2000;
  private static final int SPILL_ABOVE_BYTES = 4 << 20;
  private static final int LOSE_ABOVE_BYTES = 32 << 20;
  private static final long POLL_MILLIS = 200;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Log to follow; - is standard input, the default.")
  private String file;

  @Mixin private CommonOptions options;

  @Mixin private MemoryNow memoryNow = new MemoryNow();

  @Mixin private ContainerOption container = new ContainerOption();

  @Option(
      names = "--pass",
      description = "Pass on what the programs write themselves, between the rows.")
  private boolean pass;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text (the default) or ndjson: one JSON object a line.")
  private WatchFormat format = WatchFormat.TEXT;

  private Consumer<Cycle> also = cycle -> {};

  /**
   * The command.
   *
   * @param console its streams
   */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (file == null && console.screen().inputIsTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "nothing to watch: name a FILE, or pipe a log in: kubectl logs -f POD | gctrace watch");
    }
    if (pass && format == WatchFormat.NDJSON) {
      throw new ParameterException(spec.commandLine(), "--pass is for --format text");
    }
    options.tellNotes(console);
    if (file == null || file.equals("-")) {
      return watch(LogSource.STANDARD_INPUT.name(), ContainerId.NONE, console.in());
    }
    ContainerId who = ContainerId.ofPath(Path.of(file).toAbsolutePath().normalize().toString());
    try (InputStream in = FollowedFile.open(file, WatchCommand::pause)) {
      return watch(file, who, in);
    }
  }

  /**
   * Watches a log that another command follows.
   *
   * @param console the streams
   * @param options what is known of the container, and when to stop
   * @param inJson whether to write a JSON object a line
   * @param name name of the log
   * @param who who wrote it
   * @param in its bytes
   * @param also told of each collection after the face was
   * @return the exit code
   * @throws IOException when the output cannot be written
   */
  public static int follow(
      Console console,
      CommonOptions options,
      boolean inJson,
      String name,
      ContainerId who,
      InputStream in,
      Consumer<Cycle> also)
      throws IOException {
    WatchCommand command = new WatchCommand(console);
    command.options = options;
    command.also = also;
    command.format = inJson ? WatchFormat.NDJSON : WatchFormat.TEXT;
    return command.watch(name, who, in);
  }

  private int watch(String name, ContainerId who, InputStream in) throws IOException {
    boolean display = format == WatchFormat.TEXT && console.screen().outputIsTerminal();
    if (display && !pass && !options.quiet() && console.screen().isDrawable()) {
      Optional<Tty> tty = Tty.open();
      if (tty.isPresent()) {
        return watchLive(new Source(name, who, in), tty.get());
      }
    }
    if (display) {
      return watchLines(new Source(name, who, in), new DisplayOutbox(DISPLAY_LINES));
    }
    try (DataOutbox outbox = new DataOutbox(SPILL_ABOVE_BYTES, LOSE_ABOVE_BYTES)) {
      int code = watchLines(new Source(name, who, in), outbox);
      if (outbox.lost() > 0) {
        console.error(
            outbox.lost() + " lines are lost: the output is too slow and the disk is full");
        return ExitCode.FAILURE;
      }
      return code;
    }
  }

  /**
   * What is watched.
   *
   * @param name name of the log
   * @param who who wrote it, as far as its path tells
   * @param in its bytes
   */
  private record Source(String name, ContainerId who, InputStream in) {}

  private int watchLines(Source source, Outbox outbox) throws IOException {
    Style style = Style.of(console.screen());
    AnalysisListener face =
        format == WatchFormat.NDJSON
            ? new JsonFace(outbox)
            : new LineFace(style, outbox, options.quiet(), pass);
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    Watching watching = watching(source, face, problems, outbox::end);
    Interruption interruption =
        Interruption.of(
            () -> {
              // All that is counted as read is written too.
              watching.stop();
              outbox.end();
            },
            () -> tellUnsent(outbox));
    try {
      watching.start();
      write(outbox);
      return end(source, watching, problems);
    } finally {
      interruption.over();
    }
  }

  private int watchLive(Source source, Tty tty) throws IOException {
    LiveScreen screen = new LiveScreen(console, tty);
    LiveFace face = new LiveFace(screen::changed);
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    Watching watching = watching(source, face, problems, screen::end);
    Interruption interruption = Interruption.of(screen::end, tty::release);
    try {
      watching.start();
      screen.show(
          key ->
              watching.ask(
                  state -> {
                    face.press(key);
                    return key;
                  }),
          (style, rows, stoodStill) ->
              LiveFrame.of(
                  watching.ask(state -> face.model(source.name(), state)).standingStill(stoodStill),
                  style,
                  rows));
      return end(source, watching, problems);
    } finally {
      interruption.over();
    }
  }

  private void tellUnsent(Outbox outbox) {
    if (outbox instanceof DataOutbox data) {
      console.error(data.waitingBytes() + " bytes are left unsent: nobody takes the output");
    }
  }

  private Watching watching(
      Source source, AnalysisListener face, List<String> problems, Runnable ended) {
    return new Watching(
        source.name(),
        source.who(),
        source.in(),
        options,
        memoryNow,
        container.filter(),
        new AlsoTold(face, also),
        problems::add,
        ended);
  }

  private void write(Outbox outbox) throws IOException {
    try {
      for (byte[] lines = outbox.take(); lines != null; lines = outbox.take()) {
        console.out().write(lines);
        if (outbox.isEmpty()) {
          console.out().flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int end(Source source, Watching watching, List<String> problems) {
    watching.check();
    LastWords words =
        new LastWords(console, container.filter(), options.quiet(), format == WatchFormat.TEXT);
    return watching.ask(state -> words.say(source.name(), state, List.copyOf(problems)));
  }

  private static boolean pause() throws InterruptedException {
    Thread.sleep(POLL_MILLIS);
    return true;
  }

  private enum WatchFormat {
    TEXT,
    NDJSON
  }

  private static final class FormatConverter implements ITypeConverter<WatchFormat> {
    @Override
    public WatchFormat convert(String text) {
      return switch (text) {
        case "text" -> WatchFormat.TEXT;
        case "ndjson" -> WatchFormat.NDJSON;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is not a format; write text or ndjson");
      };
    }
  }
}
