package dev.gctrace.core.trace;

/**
 * The generations of the gctrace line, told by their shape alone.
 *
 * <p>A generation is a range of Go versions that print the same shape; the line does not tell more.
 */
public enum Format {
  /** Go 1.0: {@code gcN(P): a+b+c ms A -> B MB …}, no comma after {@code ms}. */
  GO_1_0,
  /** Go 1.1 and 1.2: {@code gcN(P): a+b+c ms, A -> B MB o0 -> o1 …}. */
  GO_1_1,
  /** Go 1.3: four phases in microseconds, no goroutines. */
  GO_1_3,
  /** Go 1.4: as 1.3, with the number of goroutines. */
  GO_1_4,
  /** Go 1.5 and the development builds of 1.6: five clock phases, seven CPU figures. */
  GO_1_5,
  /** Go 1.6 to 1.17: three clock phases, no stacks and globals. */
  GO_1_6,
  /** Go 1.18 to today: with stacks and globals. */
  GO_1_18
}
