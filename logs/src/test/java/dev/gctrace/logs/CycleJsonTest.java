package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleJsonTest {

  private static final GcEvent EVENT =
      new GcEvent(
          Format.GO_1_18,
          15,
          248_448,
          0,
          new ClockMillis(0.061, OptionalDouble.empty(), OptionalDouble.empty(), 280, 0.041),
          new CpuMillis(0.12, OptionalDouble.empty(), OptionalDouble.empty(), 0, 89, 2.9, 0.082),
          309,
          309,
          260,
          OptionalLong.of(234),
          OptionalLong.of(0),
          OptionalLong.of(0),
          2,
          false,
          false);

  /** As BigDecimal rounds the number that the double is printed as. */
  @Property
  void aNumberIsRoundedHalfUp(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double value,
      @ForAll @IntRange(min = 0, max = 6) int decimals)
      throws IOException {
    for (double number : new double[] {value, value / 1e9, Math.rint(value / 1e8) / 2000}) {
      StringWriter out = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartObject();
        CycleJson.decimal(json, "n", number, decimals);
        json.writeEndObject();
      }
      BigDecimal rounded =
          BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
      assertThat(out).hasToString("{\"n\":" + rounded.toPlainString() + "}");
    }
  }

  @Test
  void writesEveryKeyInTheOrderOfTheContract() throws IOException {
    Forecast forecast =
        new Forecast(
            Severity.CRITICAL,
            Reason.NEXT_GOAL_OVER_LIMIT,
            new Gogc(100, false, Gogc.Source.INFERRED),
            OptionalDouble.of(520),
            Optional.of(new Band(520.04, 553.25, 610.46)),
            OptionalDouble.of(0.614),
            OptionalDouble.of(228),
            OptionalDouble.empty(),
            OptionalDouble.of(0.8751),
            Optional.of(new Band(0.4, 0.614, Double.POSITIVE_INFINITY)),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    MemorySettings settings =
        new MemorySettings(OptionalLong.of(400L << 20), Optional.empty(), OptionalLong.empty());

    String json =
        json(
            new Cycle(
                new ContainerId("prod", "api-7d9f", "app", "3"),
                1,
                Optional.of(Instant.parse("2024-02-25T16:06:09.123Z")),
                EVENT,
                forecast,
                settings));

    assertThat(json)
        .isEqualTo(
            """
            {"container":"prod/api-7d9f/app","process":1,"time":"2024-02-25T16:06:09.123Z","cycle":15,"at":248.448,"forced":false,"repaired":false,\
            "heapStartMiB":309,"heapEndMiB":309,"liveMiB":260,"goalMiB":234,"stacksMiB":0,"globalsMiB":0,"procs":2,"gcCpuPercent":0,\
            "gogc":100,"gogcSource":"inferred","goMemLimitMiB":null,"limitMiB":400,\
            "nextGoalMiB":520,"peakMiB":553.3,"peakLowMiB":520,"peakHighMiB":610.5,"secondsToLimit":0.61,\
            "secondsToLimitLow":0.4,"secondsToLimitHigh":null,"killProbability":0.875,\
            "severity":"critical","reason":"next-goal-over-limit"}""");
  }

  @Test
  void writesNullForWhatIsAbsent() throws IOException {
    GcEvent old =
        new GcEvent(
            Format.GO_1_6,
            4_294_967_295L,
            4,
            50,
            EVENT.clock(),
            EVENT.cpu(),
            4,
            4,
            0,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            8,
            true,
            true);
    Forecast forecast =
        new Forecast(
            Severity.UNKNOWN,
            Reason.NO_LIMIT,
            Gogc.givenOff(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.of(Double.POSITIVE_INFINITY),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    String json =
        json(new Cycle(ContainerId.NONE, 2, Optional.empty(), old, forecast, MemorySettings.NONE));

    assertThat(json)
        .isEqualTo(
            """
            {"container":null,"process":2,"time":null,"cycle":4294967295,"at":0.004,"forced":true,"repaired":true,\
            "heapStartMiB":4,"heapEndMiB":4,"liveMiB":0,"goalMiB":null,"stacksMiB":null,"globalsMiB":null,"procs":8,"gcCpuPercent":50,\
            "gogc":"off","gogcSource":"given","goMemLimitMiB":null,"limitMiB":null,\
            "nextGoalMiB":null,"peakMiB":null,"peakLowMiB":null,"peakHighMiB":null,"secondsToLimit":null,\
            "secondsToLimitLow":null,"secondsToLimitHigh":null,"killProbability":null,\
            "severity":"unknown","reason":"no-limit"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "0.04, 1, 0",
    "0.05, 1, 0.1",
    "553.25, 1, 553.3",
    "520.0, 1, 520",
    "1200, 1, 1200",
    "0.614, 2, 0.61",
    "-0.5, 2, -0.5",
    "8.5e12, 1, 8500000000000",
    "NaN, 1, null",
    "Infinity, 1, null",
    "-Infinity, 1, null",
  })
  void writesPlainNumbersOnly(double value, int decimals, String expected) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      CycleJson.decimal(json, "x", value, decimals);
      json.writeEndObject();
    }
    assertThat(out.toString()).isEqualTo("{\"x\":" + expected + "}");
  }

  @Test
  void namesAContainerByThePartsThatAreTold() {
    assertThat(new ContainerId("shop", "orders-1", "app", "0").name())
        .hasValue("shop/orders-1/app");
    assertThat(new ContainerId(null, "orders-1", "app", null).name()).hasValue("orders-1/app");
    assertThat(new ContainerId(null, null, "orders", "7").name()).hasValue("orders");
    assertThat(new ContainerId(null, null, null, "7").name()).isEmpty();
  }

  private static String json(Cycle cycle) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      CycleJson.write(json, cycle);
    }
    return out.toString();
  }
}
