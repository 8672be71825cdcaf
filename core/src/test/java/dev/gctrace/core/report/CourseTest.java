package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CourseTest {

  /** 10 MiB a second from 20 MiB on: after 6 s 80 MiB, 50 of them since the first second. */
  @Test
  void steadyGrowthIsToldFromFivePointsOn() {
    Course course = new Course();
    for (int second = 0; second <= 4; second++) {
      course.add(second, 20 + 10 * second, 0);
    }
    assertThat(course.growth()).as("four points since it is up").isEmpty();

    course.add(5, 70, 0);
    course.add(6, 80, 0);

    assertThat(course.growth().orElseThrow()).isEqualTo(10);
    assertThat(course.grownMiB()).isEqualTo(50);
    assertThat(course.last()).isEqualTo(80);
    assertThat(course.jumped()).isFalse();
  }

  @Test
  void growthThatLevelledOffIsNone() {
    Course course = new Course();
    for (int second = 1; second <= 30; second++) {
      course.add(second, 10 * Math.min(second, 10), 0);
    }
    assertThat(course.growth()).isEmpty();
  }

  @Test
  void noiseIsNoGrowth() {
    Course course = new Course();
    Random random = new Random(7);
    for (int second = 1; second <= 300; second++) {
      course.add(second, 100 + random.nextInt(30), 0);
    }
    assertThat(course.growth()).isEmpty();
  }

  @Test
  void startOfAProgramIsNoGrowth() {
    Course course = new Course();
    for (int i = 0; i < 9; i++) {
      course.add(0.1 * i, 1 << i, 0);
    }
    assertThat(course.growth()).isEmpty();
    assertThat(course.jumped()).isFalse();
  }

  /** 2 MiB a second, then 40 MiB in half a second: 80 MiB/s. */
  @Test
  void stepFarFasterThanTheOthersIsAJump() {
    Course course = new Course();
    for (int second = 1; second <= 6; second++) {
      course.add(second, 30 + 2 * second, 0);
    }
    assertThat(course.jumped()).isFalse();

    course.add(6.5, 82, 0);

    assertThat(course.jumped()).isTrue();
  }

  /** A leak of 40 MiB/s is seen at ever longer distances: the steps double, the pace stays. */
  @Test
  void rareSamplesOfALinearLeakAreNoJump() {
    Course course = new Course();
    for (double second : new double[] {1, 2, 4, 8, 16}) {
      course.add(second, 40 * second, 0);
    }
    assertThat(course.jumped()).isFalse();
    assertThat(course.growth().orElseThrow()).isCloseTo(40, within(1e-9));
  }

  @Test
  void stacksCountAndAreTold() {
    Course course = new Course();
    for (int second = 1; second <= 6; second++) {
      course.add(second, 5, 20 * second);
    }
    assertThat(course.growth().orElseThrow()).isEqualTo(20);
    assertThat(course.isMostlyStacks()).isTrue();
  }
}
