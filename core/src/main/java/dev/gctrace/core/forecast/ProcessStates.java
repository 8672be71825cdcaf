package dev.gctrace.core.forecast;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The states of a container's processes by number, rising. There is one as a rule, and a few at
 * most, so that looking at each is quicker than any table.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class ProcessStates {

  private int[] numbers = new int[1];
  private ProcessState[] states = new ProcessState[1];
  private int size;

  int size() {
    return size;
  }

  /** Number of the process at a place, 0 to {@link #size}. */
  int number(int place) {
    return numbers[place];
  }

  /** State of the process at a place, 0 to {@link #size}. */
  ProcessState state(int place) {
    return states[place];
  }

  /** Puts another state in a place. */
  void set(int place, ProcessState state) {
    states[place] = state;
  }

  /** The state of a process; null when there is none. */
  ProcessState get(int number) {
    int place = place(number);
    return place >= 0 && numbers[place] == number ? states[place] : null;
  }

  /** Takes the state of a process in place of the one before, if there was one. */
  void put(int number, ProcessState state) {
    int place = place(number);
    if (place < 0 || numbers[place] != number) {
      place++;
      makeRoom(place);
      numbers[place] = number;
    }
    states[place] = state;
  }

  /** Lets go those of which the number is not wanted. */
  void retain(IntPredicate wanted) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (wanted.test(numbers[i])) {
        numbers[kept] = numbers[i];
        states[kept++] = states[i];
      }
    }
    Arrays.fill(states, kept, size, null);
    size = kept;
  }

  /** Place of the last number that is not above; -1 when all are. */
  private int place(int number) {
    int place = size - 1;
    while (place >= 0 && numbers[place] > number) {
      place--;
    }
    return place;
  }

  private void makeRoom(int place) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
      states = Arrays.copyOf(states, 2 * size);
    }
    System.arraycopy(numbers, place, numbers, place + 1, size - place);
    System.arraycopy(states, place, states, place + 1, size - place);
    size++;
  }
}
