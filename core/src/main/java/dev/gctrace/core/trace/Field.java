package dev.gctrace.core.trace;

/** What a number in the record of a collection says, in the order of the line. */
enum Field {
  CYCLE(0),
  START_SECONDS(1),
  PERCENT(2),
  /** Wall time of the first phase: the world is stopped, sweeping ends. */
  CLOCK_1(3),
  CLOCK_2(4),
  /** Wall time of the last phase, and of the third in Go 1.5. */
  CLOCK_3(5),
  CLOCK_4(6),
  CLOCK_5(7),
  CPU_1(8),
  CPU_2(9),
  CPU_3(10),
  ASSIST(11),
  BACKGROUND(12),
  IDLE(13),
  /** CPU time of the last phase: the world is stopped, marking ends. */
  CPU_LAST(14),
  HEAP_START(15),
  HEAP_END(16),
  LIVE(17),
  GOAL(18),
  STACKS(19),
  GLOBALS(20),
  PROCS(21),
  /** A number of Go 1.4 or earlier, or no number at all. */
  OTHER(-1);

  /** How many fields there are, OTHER not among them. */
  static final int COUNT = 22;

  private final int index;

  Field(int index) {
    this.index = index;
  }

  /** Its place in an array of figures; -1 of OTHER. */
  int index() {
    return index;
  }
}
