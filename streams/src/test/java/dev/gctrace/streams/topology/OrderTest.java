package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  private static final String POD = "shop/orders-1/app";

  private final Driven driven = new Driven("gctrace.limit", "400Mi");

  @AfterEach
  void close() {
    driven.close();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void collectionsInOrderAreJudgedAsTheyCome() {
    driven.logs(POD, Lines.calm(1, 5));
    assertThat(driven.cycles()).isEqualTo(numbers(1, 5));
    assertThat(driven.count("event")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void linesShuffledWithinTheBufferAreJudgedInOrder(long seed) {
    List<String> lines = new ArrayList<>(Lines.calm(1, 60));
    Random random = new Random(seed);
    for (int from = 0; from < 60; from += 20) {
      Collections.shuffle(lines.subList(from, from + 20), random);
    }
    driven.logs(POD, lines);
    assertThat(driven.cycles()).isEqualTo(numbers(1, 60));
    assertThat(driven.count("late") + driven.count("duplicate") + driven.count("gap")).isZero();
  }

  @Test
  void everyLineDeliveredTwiceIsJudgedOnce() {
    Lines.calm(1, 40)
        .forEach(
            line -> {
              driven.log(POD, line);
              driven.log(POD, line);
            });
    assertThat(driven.cycles()).isEqualTo(numbers(1, 40));
    assertThat(driven.count("duplicate")).isEqualTo(40);
  }

  @Test
  void aWholeLogDeliveredAgainLongAfterIsJudgedOnce() {
    driven.logs(POD, Lines.calm(1, 500));
    driven.logs(POD, Lines.calm(1, 500));
    assertThat(driven.cycles()).isEqualTo(numbers(1, 500));
    assertThat(driven.count("duplicate") + driven.count("late")).isEqualTo(500);
  }

  @Test
  void aMissingCollectionIsWaitedForAndThenCounted() {
    driven.logs(POD, Lines.calm(1, 3));
    driven.logs(POD, Lines.calm(6, 8));
    assertThat(driven.cycles()).isEqualTo(numbers(1, 3));

    driven.advance(Duration.ofSeconds(9));
    assertThat(driven.cycles()).isEmpty();

    driven.advance(Duration.ofSeconds(2));
    assertThat(driven.cycles()).isEqualTo(numbers(6, 8));
    assertThat(driven.count("gap")).isEqualTo(2);
  }

  @Test
  void oneThatComesWithinTheLatenessFillsItsPlace() {
    driven.logs(POD, Lines.calm(1, 3));
    driven.logs(POD, Lines.calm(5, 6));
    driven.advance(Duration.ofSeconds(9));
    driven.logs(POD, Lines.calm(4, 4));
    assertThat(driven.cycles()).isEqualTo(numbers(1, 6));
    assertThat(driven.count("gap")).isZero();
  }

  @Test
  void oneThatComesTooLateIsLeftOutAndCounted() {
    driven.logs(POD, Lines.calm(1, 3));
    driven.logs(POD, Lines.calm(5, 6));
    driven.advance(Duration.ofSeconds(11));
    driven.logs(POD, Lines.calm(4, 4));
    assertThat(driven.cycles()).containsExactly(1, 2, 3, 5, 6);
    assertThat(driven.count("late")).isEqualTo(1);
  }

  @Test
  void latenessIsASetting() {
    try (Driven impatient = new Driven("gctrace.lateness", "1s")) {
      impatient.logs(POD, Lines.calm(1, 1));
      impatient.logs(POD, Lines.calm(3, 3));
      impatient.advance(Duration.ofMillis(1200));
      assertThat(impatient.cycles()).containsExactly(1, 3);
    }
  }

  @Test
  void aRestartIsANewProcessAtOnce() {
    driven.logs(POD, Lines.calm(1, 10));
    driven.logs(POD, List.of(Lines.gc(1, 0.013, 4, 2, 4), Lines.gc(2, 0.150, 4, 3, 4)));
    List<JsonNode> events = driven.events();
    assertThat(events).hasSize(12);
    assertThat(events.get(9).get("process").asInt()).isEqualTo(1);
    assertThat(events.get(10).get("process").asInt()).isEqualTo(2);
    assertThat(events.get(11).get("process").asInt()).isEqualTo(2);
  }

  @Test
  void theLastLinesOfTheProcessBeforeFindTheirPlaceAfterARestart() {
    driven.logs(POD, Lines.calm(1, 8));
    driven.log(POD, Lines.calm(10, 10).get(0));
    driven.log(POD, Lines.gc(1, 0.013, 4, 2, 4));
    driven.log(POD, Lines.calm(9, 9).get(0));
    assertThat(driven.events().stream().map(e -> e.get("process") + ":" + e.get("cycle")).toList())
        .endsWith("1:8", "2:1", "1:9", "1:10");
  }

  @Test
  void aLogThatIsJoinedLateBeginsAfterTheLateness() {
    driven.logs(POD, List.of(Lines.calm(101, 101).get(0), Lines.calm(100, 100).get(0)));
    assertThat(driven.cycles()).isEmpty();
    driven.advance(Duration.ofSeconds(11));
    assertThat(driven.cycles()).containsExactly(100, 101);
    assertThat(driven.count("gap")).isZero();
  }

  @Test
  void containersDoNotWaitForEachOther() {
    driven.logs("shop/a/app", Lines.calm(1, 1));
    driven.logs("shop/a/app", Lines.calm(3, 3));
    driven.logs("shop/b/app", Lines.calm(1, 3));
    assertThat(driven.events().stream().map(e -> e.get("container").asText()).toList())
        .containsExactly("shop/a/app", "shop/b/app", "shop/b/app", "shop/b/app");
  }

  @Test
  void moreThanTheBufferHoldsIsLetGoInOrder() {
    driven.logs(POD, Lines.calm(1, 1));
    driven.logs(POD, Lines.calm(3, 40));
    assertThat(driven.cycles()).isEqualTo(joined(1, numbers(3, 40)));
    assertThat(driven.count("gap")).isEqualTo(1);
  }

  /** More of them than 4 KiB hold: they are mixed up then, and none of their lines is lost. */
  @Test
  void processesForWhichThereIsNoRoomLoseNoLine() {
    for (int cycle = 1; cycle <= 60; cycle++) {
      for (int process = 0; process < 10; process++) {
        long live = 20L + 10L * process;
        driven.log(
            POD, Lines.gc(cycle, 10.0 * cycle + 0.5 * process, 2 * live - 1, live, 2 * live));
      }
    }
    driven.advance(Duration.ofSeconds(11));
    assertThat(driven.count("forgotten")).isPositive();
    assertThat(driven.cycles()).hasSize(10 * 60);
    assertThat(driven.containers().get(POD)).hasSizeLessThanOrEqualTo(4096);
  }

  private static List<Integer> joined(int first, List<Integer> rest) {
    List<Integer> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }
}
