package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ProcessStatesTest {

  @Property
  void statesAreKeptByNumberAsATreeKeepsThem(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 30) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 5) int every) {
    ProcessStates states = new ProcessStates();
    TreeMap<Integer, ProcessState> expected = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      ProcessState state = ProcessState.initial(ContainerMemory.USUAL, Overshoot.NONE);
      states.put(numbers.get(i), state);
      expected.put(numbers.get(i), state);
      if (i == numbers.size() / 2) {
        states.retain(number -> number % every == 0);
        expected.keySet().removeIf(number -> number % every != 0);
      }
    }

    TreeMap<Integer, ProcessState> found = new TreeMap<>();
    for (int i = 0; i < states.size(); i++) {
      found.put(states.number(i), states.state(i));
      assertThat(i == 0 || states.number(i - 1) < states.number(i)).isTrue();
    }
    // A state has no equals: each is the very one that was put last.
    assertThat(found).isEqualTo(expected);
    for (int number = 0; number <= 31; number++) {
      assertThat(states.get(number)).isSameAs(expected.get(number));
    }
  }
}
