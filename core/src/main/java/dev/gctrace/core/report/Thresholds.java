package dev.gctrace.core.report;

/** Every number that decides whether something is said, with its reason. */
final class Thresholds {

  private Thresholds() {}

  /**
   * Cycles after which a danger that did not come true is past: a critical forecast speaks of the
   * next line or two.
   */
  static final int CALM_CYCLES = 30;

  /** Chance of a kill below which a danger of the coming peak has passed: one case in twenty. */
  static final double PASSED_CHANCE = 0.05;

  /** Chance of a kill from which it is more likely than not. */
  static final double LIKELY_CHANCE = 0.5;

  /** Live heap over that of the cycle before from which the forecast takes it for a step. */
  static final double STEP = 1.5;

  /** Below this many MiB the cut to whole MiB makes ratios of sizes mean nothing: over 6 % off. */
  static final long SMALL_HEAP_MIB = 16;

  /** Growth or excess in MiB from which a heap is worth a word: less is noise of the allocator. */
  static final long NOTABLE_MIB = 32;

  /** From this share of the limit on, the heap's peak makes settings of the collector matter. */
  static final double MATTERS_OF_LIMIT = 0.5;

  /** From this share of the limit on, memory is near the limit: the forecast is 10 % wide. */
  static final double NEAR_OF_LIMIT = 0.8;

  /**
   * Seconds beyond which a danger still to come cannot have ended a process: no collection is
   * further from the next than 180 s unless GOGC is off.
   */
  static final double FAR_SECONDS = 300;

  /**
   * GOMEMLIMIT above this share of the limit leaves less than the least that Go's guide asks for.
   */
  static final double HEADROOM_OF_LIMIT = 0.95;

  /**
   * The share of the limit that is advised for GOMEMLIMIT: Go's guide asks for 5 to 10 % of
   * headroom for memory that the runtime does not know.
   */
  static final double ADVISED_OF_LIMIT = 0.9;

  /**
   * Heap over live heap below which collections crowd: with a quarter of the live heap as room, a
   * live heap that GOGC=100 collects once is collected four times.
   */
  static final double LEAST_ROOM = 1.25;

  /** How much more than the present GOMEMLIMIT the advised one has to be to be worth a change. */
  static final double WORTH_RAISING = 1.1;

  /** A heap that ends this far over its goal was filled faster than the collector could pace. */
  static final double BURST_OVER_GOAL = 1.25;

  /** Growth of the live heap over its size from which it is a leak even where no limit is known. */
  static final double LEAK_GROWTH = 0.25;

  /** Growth now over growth in the whole trace below which it is levelling off. */
  static final double LEVELLING = 0.5;

  /** Live heaps that a leak is told from when no limit is known; fewer are a start. */
  static final int LEAK_CYCLES = 20;

  /** Share of collections that the program forces from which its calls are a habit. */
  static final double FORCED_SHARE = 0.1;

  /**
   * Forced collections from which they are a habit; a few come from a shutdown or a health page.
   */
  static final int FORCED_CYCLES = 5;

  /** Share of missing cycles from which rates and trends rest on too little. */
  static final double MISSING_SHARE = 0.01;

  /** Missing cycles from which it is said; one or two are the edge of a rotated log. */
  static final int MISSING_CYCLES = 3;

  /** Cycles from which a trace that begins in the middle holds enough of its own. */
  static final int WHOLE_ENOUGH_CYCLES = 30;

  /**
   * GC CPU in percent from which collection is worth a word; the pacer aims at 25 while marking.
   */
  static final double GC_CPU_PERCENT = 10;

  /** GC CPU in percent from which it is a burden: what the pacer would take if it always marked. */
  static final double GC_CPU_BURDEN_PERCENT = 25;

  /** Share of mark work done by allocating goroutines in percent; near 0 in the steady state. */
  static final double ASSIST_PERCENT = 50;

  /** 99th percentile of the pauses in ms that Go itself does not explain: its own are below 1. */
  static final double LONG_PAUSE_MILLIS = 20;

  /** Pauses that a percentile is told from. */
  static final int PAUSES = 30;
}
