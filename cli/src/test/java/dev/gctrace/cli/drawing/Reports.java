package dev.gctrace.cli.drawing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.report.Verdict;
import dev.gctrace.core.trace.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports of processes to draw, made from recorded lines by a plain regular expression and a plain
 * pacer: GOGC=100, the goal twice the live heap, no more than GOMEMLIMIT.
 */
public final class Reports {

  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<time>\\d{4}-\\S+Z) )?gc (?<n>\\d+) @(?<at>[\\d.]+)s \\d+%: "
              + "(?<c1>[\\d.]+)\\+(?<c2>[\\d.]+)\\+(?<c3>[\\d.]+) ms clock, "
              + "(?<p1>[\\d.]+)\\+(?<a>[\\d.]+)/(?<b>[\\d.]+)/[\\d.]+\\+(?<p5>[\\d.]+) ms cpu, "
              + "(?<h0>\\d+)->(?<h1>\\d+)->(?<h2>\\d+) MB, (?<goal>\\d+) MB goal, "
              + ".*?(?<procs>\\d+) P(?<forced> \\(forced\\))?");

  private Reports() {}

  /** A process as a recorded run of the test resources shows it. */
  public static ProcessReport recorded(String name, MemorySettings settings, Verdict verdict) {
    try (InputStream in = Reports.class.getResourceAsStream("/runs/" + name + ".log")) {
      return read(new String(in.readAllBytes(), UTF_8), settings, verdict);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process from the text of its log. */
  public static ProcessReport read(String log, MemorySettings settings, Verdict verdict) {
    List<CyclePoint> points = new ArrayList<>();
    double before = Double.NaN;
    double lastLive = Double.NaN;
    for (String line : log.lines().toList()) {
      Matcher m = LINE.matcher(line);
      if (!m.find()) {
        continue;
      }
      double clock = number(m, "c1") + number(m, "c2") + number(m, "c3");
      double end = number(m, "at") + clock / 1000;
      double cpu = number(m, "p1") + number(m, "a") + number(m, "b") + number(m, "p5");
      double share = 100 * cpu / 1000 / ((end - before) * number(m, "procs"));
      lastLive = number(m, "h2");
      points.add(
          new CyclePoint(
              Long.parseLong(m.group("n")),
              number(m, "at"),
              end,
              m.group("time") == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(Instant.parse(m.group("time")).toEpochMilli()),
              Long.parseLong(m.group("h0")),
              Long.parseLong(m.group("h1")),
              (long) lastLive,
              goal(Long.parseLong(m.group("goal"))),
              nextGoal(lastLive, settings),
              peak(lastLive, settings),
              Double.isNaN(before) ? OptionalDouble.empty() : OptionalDouble.of(share),
              m.group("forced") != null));
      before = end;
    }
    return of(1, settings, verdict, points);
  }

  /** A report with the given points, and the forecast of the plain pacer after the last. */
  public static ProcessReport of(
      int process, MemorySettings settings, Verdict verdict, List<CyclePoint> points) {
    return of(process, settings, verdict, points, points.size());
  }

  /** The same with points that were chosen from, or are missing of, so many cycles. */
  public static ProcessReport of(
      int process, MemorySettings settings, Verdict verdict, List<CyclePoint> points, int cycles) {
    Optional<Forecast> forecast = Optional.empty();
    if (!points.isEmpty()) {
      CyclePoint last = points.get(points.size() - 1);
      forecast =
          Optional.of(
              new Forecast(
                  verdict.severity(),
                  verdict.reason(),
                  Gogc.DEFAULT,
                  last.nextGoalMiB(),
                  last.peakMiB(),
                  OptionalDouble.empty(),
                  allocation(points),
                  OptionalDouble.empty()));
    }
    return new ProcessReport(
        process,
        settings,
        verdict,
        summary(cycles),
        List.of(new Finding("healthy", Finding.Level.INFO, "Healthy.", "", "")),
        points,
        forecast,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The same report with a forecast that the container is at its limit in so many seconds.
   *
   * @param band present when that rests on the trend of the live heap
   */
  public static ProcessReport reaching(
      ProcessReport report, double secondsToLimit, Optional<Band> band) {
    Forecast forecast = report.lastForecast().orElseThrow();
    return new ProcessReport(
        report.process(),
        report.settings(),
        report.verdict(),
        report.summary(),
        report.findings(),
        report.points(),
        Optional.of(
            new Forecast(
                forecast.severity(),
                forecast.reason(),
                forecast.gogc(),
                forecast.nextGoalMiB(),
                forecast.peakMiB(),
                OptionalDouble.of(secondsToLimit),
                forecast.allocationMiBPerSecond(),
                forecast.liveGrowthMiBPerSecond(),
                OptionalDouble.empty(),
                band,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty())),
        report.firstWarning(),
        report.firstCritical());
  }

  /** Settings in MiB; 0 for not known. */
  public static MemorySettings settings(long limitMiB, long goMemLimitMiB) {
    return new MemorySettings(
        limitMiB == 0 ? OptionalLong.empty() : OptionalLong.of(limitMiB << 20),
        Optional.empty(),
        goMemLimitMiB == 0 ? OptionalLong.empty() : OptionalLong.of(goMemLimitMiB << 20));
  }

  /** A verdict of which only severity and sentence matter. */
  public static Verdict verdict(Severity severity, String sentence) {
    return new Verdict(severity, Reason.WITHIN_LIMIT, sentence);
  }

  private static OptionalDouble allocation(List<CyclePoint> points) {
    if (points.size() < 2) {
      return OptionalDouble.empty();
    }
    CyclePoint last = points.get(points.size() - 1);
    CyclePoint before = points.get(points.size() - 2);
    return OptionalDouble.of(
        (last.heapEndMiB() - before.liveMiB()) / (last.endSeconds() - before.endSeconds()));
  }

  private static OptionalLong goal(long printed) {
    return printed >= 1L << 40 ? OptionalLong.empty() : OptionalLong.of(printed);
  }

  private static OptionalDouble nextGoal(double live, MemorySettings settings) {
    if (settings.gogc().isPresent() && settings.gogc().get().off()) {
      return settings.goMemLimitBytes().isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(settings.goMemLimitBytes().getAsLong() / 1048576.0);
    }
    double goal = Math.max(4, 2 * live);
    double most = settings.goMemLimitBytes().orElse(Long.MAX_VALUE) / 1048576.0;
    return OptionalDouble.of(Math.max(live, Math.min(goal, most)));
  }

  private static Optional<Band> peak(double live, MemorySettings settings) {
    OptionalDouble goal = nextGoal(live, settings);
    return goal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Band(
                goal.getAsDouble(), 1.04 * goal.getAsDouble() + 8, 1.15 * goal.getAsDouble() + 12));
  }

  private static Summary summary(int cycles) {
    return new Summary(
        Format.GO_1_18,
        cycles,
        1,
        cycles,
        0,
        0,
        0,
        0,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        2);
  }

  private static double number(Matcher m, String group) {
    return Double.parseDouble(m.group(group));
  }
}
