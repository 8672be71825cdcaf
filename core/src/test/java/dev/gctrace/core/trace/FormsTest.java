package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Every form of a record against a sample of every form: each takes its own and no other. */
final class FormsTest {

  private static final String STEAL = "24(1000) handoff, 16(47) steal, 276/7/0 yields";
  private static final String DIVIDED =
      "gc 4 @0.714s 0%: 0.16+0.50+3.8+9.9+0.17 ms clock, 0.64+0.50+0+0.007/3.4/10+0.69 ms cpu, ";
  private static final String UNDIVIDED =
      "gc #1 @18.212s 1%: 0+2+0+11371+358 ms clock, 1+2+1+11371+717 ms cpu, ";

  private static final Map<String, String> SAMPLES = new LinkedHashMap<>();

  static {
    SAMPLES.put(
        "1.6",
        "gc 48 @1693.160s 0%: 0.13+26+0.017 ms clock, 1.0+0/52/92+0.13 ms cpu, 232->232->107 MB,"
            + " 237 MB goal, 8 P");
    SAMPLES.put("1.5", DIVIDED + "3->3->3 MB, 3 MB goal, 32 P");
    SAMPLES.put("1.5 without goal", DIVIDED + "3->3->3 MB, 32 P");
    SAMPLES.put("1.5 undivided", UNDIVIDED + "4->7736->7632 MB, 4 MB goal, 36 P");
    SAMPLES.put("1.5 undivided without goal", UNDIVIDED + "4->7736->7632 MB, 36 P");
    SAMPLES.put(
        "1.0",
        "gc44(2): 1+3+0 ms 11 -> 5 MB 166207 -> 10307 (7525263-7514956) objects 485 handoff");
    SAMPLES.put(
        "1.1", "gc61(2): 7+0+0 ms, 15 -> 7 MB 180185 -> 13044 (9633229-9620185) objects, " + STEAL);
    SAMPLES.put(
        "1.3",
        "gc50(2): 2548+3+3182+1 us, 2 -> 4 MB, 21788 (620957-599169) objects, 623/192/0 sweeps, "
            + STEAL);
    SAMPLES.put(
        "1.4",
        "gc50(2): 2548+3+3182+1 us, 2 -> 4 MB, 21788 (620957-599169) objects, 8 goroutines,"
            + " 623/192/0 sweeps, "
            + STEAL);
    SAMPLES.put("scvg GC forced", "scvg1: GC forced");
    SAMPLES.put("scvg released", "forced scvg: 1005 MB released");
    SAMPLES.put(
        "scvg state", "scvg1: inuse: 331, idle: 175, sys: 507, released: 0, consumed: 507 (MB)");
    SAMPLES.put("scav 1.14", "scav 10 32 KiB work, 36280 KiB total, 100% util (forced)");
    SAMPLES.put("scav 1.21", "scav 0 KiB work (bg), 0 KiB work (eager), 4344 KiB now, 99% util");
    SAMPLES.put(
        "pacer 1.5",
        "pacer: H_m_prev=2236962 h_t=+8.750000e-001 H_T=4194304 h_a=+2.387451e+000 H_a=7577600"
            + " h_g=+1.442627e+000 H_g=5464064 u_a=+2.652227e-001 u_g=+3.000000e-001 W_a=152832"
            + " goalΔ=+5.676271e-001 actualΔ=+1.512451e+000 u_a/u_g=+8.840757e-001");
    SAMPLES.put(
        "pacer 1.18",
        "pacer: 26% CPU (25 exp.) for 578288+2144+153578 B work (153578 B exp.) in 4030464 B ->"
            + " 4816896 B (∆goal 622592, cons/mark 0)");
    SAMPLES.put("pacer assist", "pacer: assist ratio=0.937 (scan 0 MB in 3->4 MB) workers=0+0.25");
    SAMPLES.put(
        "pacer sweep",
        "pacer: sweep done at heap size 5MB; allocated 2MB during sweep; swept 580 pages at 0"
            + " pages/byte");
  }

  @Test
  void hasASampleOfEveryForm() {
    assertThat(RegexOracle.FORMS.stream().map(OracleForm::name)).containsAll(SAMPLES.keySet());
    assertThat(SAMPLES).hasSameSizeAs(RegexOracle.FORMS);
  }

  @Test
  void everyFormOfTheOracleTakesItsSampleAndNoOther() {
    for (OracleForm form : RegexOracle.FORMS) {
      SAMPLES.forEach(
          (name, line) -> {
            String bytes = new String(line.getBytes(UTF_8), ISO_8859_1);
            Matcher matcher = form.whole().matcher(bytes);
            boolean whole = matcher.lookingAt() && matcher.end() == bytes.length();
            assertThat(whole)
                .as(form + " on the sample of " + name)
                .isEqualTo(form.name().equals(name));
          });
    }
  }

  @Test
  void everyGrammarBeginsOnItsSamplesAndOnNoOther() {
    SAMPLES.forEach(
        (name, line) -> {
          byte[] bytes = line.getBytes(UTF_8);
          assertThat(
                  List.of(
                      GcGrammar.begins(bytes, 0, 0, bytes.length),
                      EarlyGrammar.begins(bytes, 0, bytes.length),
                      ScavengerGrammar.begins(bytes, 0, 0, bytes.length),
                      PacerGrammar.begins(bytes, 0, 0, bytes.length)))
              .as(name)
              .containsExactly(
                  line.startsWith("gc 4") || line.startsWith("gc #"),
                  line.matches("gc\\d+\\(.*"),
                  name.startsWith("sc"),
                  name.startsWith("pacer"));
        });
  }

  @Test
  void noGrammarReadsTheSampleOfAnother() {
    SAMPLES.forEach(
        (name, line) -> {
          byte[] bytes = line.getBytes(UTF_8);
          Cursor gc = new Cursor(bytes, 0, bytes.length);
          Cursor early = new Cursor(bytes, 0, bytes.length);
          Cursor scavenger = new Cursor(bytes, 0, bytes.length);
          Cursor pacer = new Cursor(bytes, 0, bytes.length);
          assertThat(GcGrammar.read(gc) != null)
              .as(name)
              .isEqualTo(line.startsWith("gc 4") || line.startsWith("gc #"));
          assertThat(EarlyGrammar.read(early) != null)
              .as(name)
              .isEqualTo(line.matches("gc\\d+\\(.*"));
          assertThat(ScavengerGrammar.read(scavenger) != null)
              .as(name)
              .isEqualTo(name.startsWith("sc"));
          assertThat(PacerGrammar.read(pacer) != null).as(name).isEqualTo(name.startsWith("pacer"));
        });
  }

  @Test
  void everySampleCutAtAnyByteIsMalformedOrNotOursButNeverAnEvent() {
    SAMPLES.forEach(
        (name, line) -> {
          byte[] bytes = line.replace(" (forced)", "").getBytes(UTF_8);
          // The last number of these has no word behind it: a cut one looks like a whole one.
          boolean endsInNumber = name.equals("pacer 1.5") || name.equals("pacer assist");
          int lastWhole =
              endsInNumber ? line.lastIndexOf(name.equals("pacer 1.5") ? '=' : '+') : bytes.length;
          for (int to = 0; to < lastWhole; to++) {
            LineParser.parse(bytes, 0, to)
                .ifPresent(parsed -> assertThat(parsed.event()).as(name).isNull());
          }
        });
  }
}
