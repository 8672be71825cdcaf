package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.ScavengerEvent.Kind;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Lines of the scavenger and the pacer, every field read off by hand. */
final class SideLinesTest {

  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void readsWhatTheScavengerReleasedUntilGo112() {
    // public-lines/042.log: 512 MiB × 1024 = 524288 KiB
    assertThat(parse("scvg1: 512 MB released")).isEqualTo(released(524_288, false));
  }

  @Test
  void takesTheCounterOfMinusOneForForced() {
    // public-lines/059.log: 319 × 1024 = 326656, 383 × 1024 = 392192
    assertThat(parse("scvg-1: 319 MB released")).isEqualTo(released(326_656, true));
    assertThat(parse("scvg-1: inuse: 0, idle: 383, sys: 383, released: 383, consumed: 0 (MB)"))
        .isEqualTo(state(true, 0, 392_192, 392_192, 392_192, 0));
  }

  @Test
  void readsTheStateOfTheHeapUntilGo112() {
    // public-lines/033.log: 331, 175, 507 × 1024
    assertThat(parse("scvg1: inuse: 331, idle: 175, sys: 507, released: 0, consumed: 507 (MB)"))
        .isEqualTo(state(false, 338_944, 179_200, 519_168, 0, 519_168));
  }

  @Test
  void readsGo113InKilobytesAndMegabytes() {
    // public-lines/029.log, 057.log: 835, 188, 1023, 17, 1005 × 1024
    assertThat(parse("scvg: 8 KB released")).isEqualTo(released(8, false));
    assertThat(parse("forced scvg: 1005 MB released")).isEqualTo(released(1_029_120, true));
    assertThat(parse("scvg: inuse: 835, idle: 188, sys: 1023, released: 17, consumed: 1005 (MB)"))
        .isEqualTo(state(false, 855_040, 192_512, 1_047_552, 17_408, 1_029_120));
  }

  @Test
  void readsACollectionThatTheScavengerForcedBeforeGo15() {
    // public-lines/011.log
    assertThat(parse("\tscvg1: GC forced"))
        .isEqualTo(
            new ScavengerEvent(
                Kind.GC_FORCED, false, NONE, NONE, NONE, NONE, NONE, NONE, OptionalInt.empty()));
  }

  @Test
  void readsScavtraceWithAndWithoutAGeneration() {
    // go-versions/go1.18.10.log, go1.19.8.log
    assertThat(parse("scav 10 32 KiB work, 36280 KiB total, 100% util (forced)"))
        .isEqualTo(work(true, 32, 36_280, 100));
    assertThat(parse("scav 5728 KiB work, 4152 KiB total, 81% util"))
        .isEqualTo(work(false, 5728, 4152, 81));
    assertThat(parse("scav 5728 KiB work, 4152 KiB total, 81% util [controller reset]"))
        .isEqualTo(work(false, 5728, 4152, 81));
  }

  @Test
  void addsUpBackgroundAndEagerWorkOfGo121() {
    // public-lines/134.log with its work in the background set: 24 + 186960 = 186984
    assertThat(
            parse(
                "scav 24 KiB work (bg), 186960 KiB work (eager), 208712 KiB now, 9% util (forced)"))
        .isEqualTo(work(true, 186_984, 208_712, 9));
  }

  @Test
  void readsTheSizesOfThePacerUntilGo117() {
    // public-lines/031.log
    assertThat(
            parse(
                "pacer: H_m_prev=2236962 h_t=+8.750000e-001 H_T=4194304 h_a=+2.387451e+000"
                    + " H_a=7577600 h_g=+1.442627e+000 H_g=5464064 u_a=+2.652227e-001"
                    + " u_g=+3.000000e-001 W_a=152832 goalΔ=+5.676271e-001 actualΔ=+1.512451e+000"
                    + " u_a/u_g=+8.840757e-001"))
        .isEqualTo(sizes(4_194_304, 7_577_600, 5_464_064));
  }

  @Test
  void computesTheGoalOfThePacerFromTheDistanceSinceGo118() {
    // go-versions/go1.26.8.log: 4816896 - 622592 = 4194304
    assertThat(
            parse(
                "pacer: 26% CPU (25 exp.) for 578288+2144+153578 B work (153578 B exp.) in 4030464 B"
                    + " -> 4816896 B (∆goal 622592, cons/mark 0)"))
        .isEqualTo(sizes(4_030_464, 4_816_896, 4_194_304));
    // public-lines/112.log: 3944264 + 250040 = 4194304
    assertThat(
            parse(
                "pacer: 25% CPU (25 exp.) for 508392+19144+466850 B work (929394 B exp.) in 3919688"
                    + " B -> 3944264 B (∆goal -250040, cons/mark +9.995701e-002)[controller reset]"))
        .isEqualTo(sizes(3_919_688, 3_944_264, 4_194_304));
  }

  @Test
  void saysThatThePacerHadNoGoal() {
    // Without a goal the runtime computes with 2^64-1, that is -1: 4816896 + 1.
    assertThat(
            parse(
                "pacer: 26% CPU (25 exp.) for 1+2+3 B work (4 B exp.) in 4030464 B -> 4816896 B"
                    + " (∆goal 4816897, cons/mark NaN)"))
        .isEqualTo(new PacerEvent(OptionalLong.of(4_030_464), OptionalLong.of(4_816_896), NONE));
    assertThat(
            parse(
                "pacer: 26% CPU (25 exp.) for 1+2+3 B work (4 B exp.) in 4030464 B -> 4816896 B"
                    + " (∆goal 4816896, cons/mark +Inf)"))
        .isEqualTo(sizes(4_030_464, 4_816_896, 0));
  }

  @Test
  void knowsThePacerLinesThatHoldNoSizesInBytes() {
    PacerEvent none = new PacerEvent(NONE, NONE, NONE);
    assertThat(
            parse(
                "pacer: assist ratio=+2.849426e+000 (scan 0 MB in 3->4 MB)"
                    + " workers=2++0.000000e+000"))
        .isEqualTo(none);
    assertThat(parse("pacer: assist ratio=0.937 (scan 0 MB in 3->4 MB) workers=0+0.25"))
        .isEqualTo(none);
    assertThat(
            parse(
                "pacer: sweep done at heap size 29MB; allocated 0MB of spans; swept 3752 pages at"
                    + " +6.183550e-004 pages/byte"))
        .isEqualTo(none);
    assertThat(
            parse(
                "pacer: sweep done at heap size 5MB; allocated 2MB during sweep; swept 580 pages at"
                    + " 1e-05 pages/byte"))
        .isEqualTo(none);
  }

  private static ScavengerEvent released(long kib, boolean forced) {
    return new ScavengerEvent(
        Kind.RELEASED,
        forced,
        OptionalLong.of(kib),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        OptionalInt.empty());
  }

  private static ScavengerEvent state(
      boolean forced, long inUse, long idle, long sys, long released, long consumed) {
    return new ScavengerEvent(
        Kind.STATE,
        forced,
        NONE,
        OptionalLong.of(released),
        OptionalLong.of(inUse),
        OptionalLong.of(idle),
        OptionalLong.of(sys),
        OptionalLong.of(consumed),
        OptionalInt.empty());
  }

  private static ScavengerEvent work(boolean forced, long released, long total, int utilization) {
    return new ScavengerEvent(
        Kind.WORK,
        forced,
        OptionalLong.of(released),
        OptionalLong.of(total),
        NONE,
        NONE,
        NONE,
        NONE,
        OptionalInt.of(utilization));
  }

  private static PacerEvent sizes(long trigger, long heapEnd, long goal) {
    return new PacerEvent(
        OptionalLong.of(trigger), OptionalLong.of(heapEnd), OptionalLong.of(goal));
  }

  private static TraceEvent parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    LineParser.Parsed parsed = LineParser.parse(bytes, 0, bytes.length).orElseThrow();
    assertThat(parsed.malformed()).as(line).isNull();
    assertThat(parsed.to()).as(line).isEqualTo(bytes.length);
    return parsed.event();
  }
}
