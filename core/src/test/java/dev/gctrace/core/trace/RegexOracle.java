package dev.gctrace.core.trace;

import static dev.gctrace.core.trace.OracleForm.begin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line holds, told by regular expressions: slow, plain, and written apart from the parser.
 * Lines are given byte for character (ISO 8859-1).
 */
final class RegexOracle {

  /**
   * What a line holds.
   *
   * @param event empty when the record is malformed
   * @param from where the record begins
   * @param to where it ends; -1 when it is malformed
   */
  record Answer(Optional<TraceEvent> event, int from, int to) {}

  private static final Pattern GC =
      begin("(?<![A-OQ-Za-z_])gc #?\\d+ @(?:\\d|\\z)|gc #?\\d+ @\\d+\\.\\d+s \\d+%");
  private static final Pattern EARLY = begin("gc\\d+\\(\\d+\\): ");
  private static final Pattern SCVG =
      begin("(?<![A-OQ-Za-z_])(?:forced )?scvg-?\\d*: (?:\\d|inuse: |GC forced)");
  private static final Pattern SCAV = begin("(?<![A-OQ-Za-z_])scav \\d+(?: \\d+)? KiB work");
  private static final Pattern PACER =
      begin(
          "(?<![A-OQ-Za-z_])pacer: (?:H_m_prev=|assist ratio=|sweep done at heap size |-?\\d+% CPU \\()");

  private static final String HEAD = "gc {hash}{n} @{n}.{cut}s {n}%{remark}: ";
  private static final String HEAP = " ms cpu, {n}->{n}->{n} MB, ";
  private static final String TAIL = "{n} MB goal, {items}{n} P{forced}";
  private static final String SCHEDULING = "{x}({x}) handoff, {x}({x}) steal, {x}/{x}/{x} yields";

  static final List<OracleForm> FORMS =
      List.of(
          OracleForm.of(
              "1.6",
              GC,
              HEAD + "{ms}+{ms}+{ms} ms clock, {ms}+{ms}/{ms}/{ms}+{ms}" + HEAP + TAIL,
              m -> OracleEvents.collection(m, 3, true, true)),
          OracleForm.of(
              "1.5",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}/{ms}/{ms}+{ms}"
                  + HEAP
                  + TAIL,
              m -> OracleEvents.collection(m, 5, true, true)),
          OracleForm.of(
              "1.5 without goal",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}/{ms}/{ms}+{ms}"
                  + HEAP
                  + "{n} P{forced}",
              m -> OracleEvents.collection(m, 5, true, false)),
          OracleForm.of(
              "1.5 undivided",
              GC,
              HEAD + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}+{ms}" + HEAP + TAIL,
              m -> OracleEvents.collection(m, 5, false, true)),
          OracleForm.of(
              "1.5 undivided without goal",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}+{ms}"
                  + HEAP
                  + "{n} P{forced}",
              m -> OracleEvents.collection(m, 5, false, false)),
          OracleForm.of(
              "1.0",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n} ms {n} -> {n} MB {x} -> {n} ({n}-{n}) objects"
                  + " {lookups}{x} handoff",
              m -> OracleEvents.early(m, Format.GO_1_0)),
          OracleForm.of(
              "1.1",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n} ms, {n} -> {n} MB {x} -> {n} ({n}-{n}) objects, "
                  + SCHEDULING,
              m -> OracleEvents.early(m, Format.GO_1_1)),
          OracleForm.of(
              "1.3",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n}+{n} us, {n} -> {n} MB, {n} ({n}-{n}) objects,"
                  + " {x}/{x}/{x} sweeps, "
                  + SCHEDULING,
              m -> OracleEvents.early(m, Format.GO_1_3)),
          OracleForm.of(
              "1.4",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n}+{n} us, {n} -> {n} MB, {n} ({n}-{n}) objects,"
                  + " {n} goroutines, {x}/{x}/{x} sweeps, "
                  + SCHEDULING,
              m -> OracleEvents.early(m, Format.GO_1_4)),
          OracleForm.of(
              "scvg GC forced",
              SCVG,
              "{before}scvg{k}: GC forced",
              m -> OracleEvents.scvg(ScavengerEvent.Kind.GC_FORCED, m)),
          OracleForm.of(
              "scvg released",
              SCVG,
              "{before}scvg{k}: {n} {unit} released",
              m -> OracleEvents.scvg(ScavengerEvent.Kind.RELEASED, m)),
          OracleForm.of(
              "scvg state",
              SCVG,
              "{before}scvg{k}: inuse: {n}, idle: {n}, sys: {n}, released: {n}, consumed: {n} (MB)",
              m -> OracleEvents.scvg(ScavengerEvent.Kind.STATE, m)),
          OracleForm.of(
              "scav 1.14",
              SCAV,
              "scav {generation}{n} KiB work, {n} KiB total, {n}% util{end}",
              m -> OracleEvents.scav(m, 0)),
          OracleForm.of(
              "scav 1.21",
              SCAV,
              "scav {generation}{n} KiB work (bg), {n} KiB work (eager), {n} KiB now, {n}%"
                  + " util{end}",
              m -> OracleEvents.scav(m, 1)),
          OracleForm.of(
              "pacer 1.5",
              PACER,
              "pacer: H_m_prev={x} h_t={real} H_T={n} h_a={real} H_a={n} h_g={real} H_g={signed}"
                  + " u_a={real} u_g={real} W_a={signed} goal\u00ce\u0094={real}"
                  + " actual\u00ce\u0094={real} u_a/u_g={real}",
              m -> Optional.of(OracleEvents.pacerRatios(m))),
          OracleForm.of(
              "pacer 1.18",
              PACER,
              "pacer: {signed}% CPU ({x} exp.) for {x}+{x}+{x} B work ({x} B exp.) in {n} B ->"
                  + " {n} B (\u00e2\u0088\u0086goal {signed}, cons/mark {real}){reset}",
              m -> Optional.of(OracleEvents.pacerWork(m))),
          OracleForm.of(
              "pacer assist",
              PACER,
              "pacer: assist ratio={real} (scan {x} MB in {x}->{x} MB) workers={x}+{real}",
              m -> Optional.of(OracleEvents.PACER_WITHOUT_SIZES)),
          OracleForm.of(
              "pacer sweep",
              PACER,
              "pacer: sweep done at heap size {x}MB; allocated {x}MB {sweeping}; swept {x} pages at"
                  + " {real} pages/byte",
              m -> Optional.of(OracleEvents.PACER_WITHOUT_SIZES)));

  private static final Pattern HEADLESS = begin("(?<![A-Za-z0-9])\\d+ @\\d+\\.\\d+s \\d+%");

  private RegexOracle() {}

  /** The first record of a line. */
  static Optional<Answer> ask(String line) {
    Pattern first = null;
    int from = Integer.MAX_VALUE;
    for (Pattern begin : List.of(GC, EARLY, SCVG, SCAV, PACER)) {
      Matcher matcher = begin.matcher(line);
      if (matcher.find() && matcher.start() < from) {
        from = matcher.start();
        first = begin;
      }
    }
    Matcher headless = HEADLESS.matcher(line);
    if (headless.find() && headless.start() < from) {
      return Optional.of(new Answer(Optional.empty(), headless.start(), -1));
    }
    if (first == null) {
      return Optional.empty();
    }
    for (OracleForm form : FORMS) {
      Matcher whole = form.whole().matcher(line).region(from, line.length());
      if (form.begin() == first && whole.lookingAt()) {
        Optional<TraceEvent> event = form.read().apply(whole);
        if (event.isPresent()) {
          return Optional.of(new Answer(event, from, whole.end()));
        }
      }
    }
    return Optional.of(new Answer(Optional.empty(), from, -1));
  }
}
