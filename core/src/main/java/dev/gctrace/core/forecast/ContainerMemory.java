package dev.gctrace.core.forecast;

/**
 * What a container's memory is when the Go heap stands at a peak: k × heap + base, and the stacks
 * beside it, for a program that has no memory but Go's. In MiB. May be used by any thread.
 *
 * <p>k is what the runtime adds to each MiB of heap (fragmentation, metadata, free pages not yet
 * given back), base what it has besides (code, threads, arena index). Both differ between programs;
 * what is not known of them is kept as their variances, and shrinks with a measurement.
 *
 * @param k MiB of container memory per MiB of heap
 * @param baseMiB MiB beside heap and stacks
 * @param kVariance variance of {@code k}
 * @param covariance covariance of the two
 * @param baseVariance variance of {@code baseMiB}
 * @param unwritten chance that the program is one that does not write all that it allocates
 * @param prior the same before the heaps that it lived through are counted
 */
public record ContainerMemory(
    double k,
    double baseMiB,
    double kVariance,
    double covariance,
    double baseVariance,
    double unwritten,
    double prior) {

  /*
   * k and base: of 36 shapes of recorded programs at their highest peaks, base 5, k is 1.03 in the
   * median, one in ten below 0.98, one in ten above 1.08; of real programs (compilers, a site
   * generator) 1.06. One shape in six has less than 0.85 of its
   * heap resident: it holds arrays that it has not filled yet. Stacks: what is printed since Go 1.20
   * is what is in use of them; a stack is as large as the power of two above that, which is 2 ln 2
   * times as much on average, but 2 KiB at least: a goroutine that waits uses some 300 bytes of it.
   */

  /** Share of programs that do not write all that they allocate. */
  private static final double UNWRITTEN = 1.0 / 6;

  /**
   * The same of programs that allocate faster than memory can be written: of the shapes of programs
   * that did, all; and one more of which nobody knows yet (rule of succession).
   */
  private static final double UNWRITTEN_AFTER_A_LEAP = 2.0 / 3;

  /** A program of which nothing is known. */
  public static final ContainerMemory USUAL =
      new ContainerMemory(1.045, 5, 0.04 * 0.04, 0, 3 * 3, UNWRITTEN, UNWRITTEN);

  /** One that takes more than four programs of five: for settings that have to do. */
  public static final ContainerMemory CAREFUL =
      new ContainerMemory(1.07, 5, 0.03 * 0.03, 0, 3 * 3, UNWRITTEN, UNWRITTEN);

  /** One whose runtime asks for huge pages: what it gave back is taken again. */
  private static final ContainerMemory HUGE_PAGES =
      new ContainerMemory(1.15, 5, 0.1 * 0.1, 0, 3 * 3, UNWRITTEN, UNWRITTEN);

  /** One whose runtime writes all of a large object. */
  private static final ContainerMemory ZEROED =
      new ContainerMemory(1.045, 5, 0.04 * 0.04, 0, 3 * 3, 0, 0);

  /** MiB of container memory per MiB of stacks as printed. */
  static final double STACKS = 1.39;

  /** The same where goroutines wait with next to nothing on their stacks. */
  static final double STACKS_AT_MOST = 7;

  /** Share of programs whose goroutines do. */
  static final double SHALLOW = 0.1;

  /**
   * Share of the heap that is resident in a program that does not write all of it, and its last
   * tenth.
   */
  private static final double WRITTEN = 0.67;

  private static final double WRITTEN_TENTH = 0.15;

  /** Tenths from the middle of a distribution beyond which there is no doubt: 1 in 6,000. */
  private static final double FAR = 4;

  /**
   * Standard deviations from what is usual from which a program is another one: below, one that
   * does not write all; above, one that holds memory outside its heap.
   */
  private static final double FAR_OFF = 2.5;

  /** Standard deviation of a measurement, of the heap and beside that. */
  private static final double NOISE = 0.02;

  private static final double NOISE_MIB = 2;

  /**
   * What GOMEMLIMIT leaves free of itself: 1 MiB in Go 1.19 and 1.20, 3 % of the goal in later
   * ones, and no line tells which.
   */
  private static final double HEADROOM_SHARE = 0.015;

  /**
   * What the runtime counts as mapped and has not touched, less what it does not count (code).
   * Measured on 26 runs, headroom left out: 3 to 9 MiB.
   */
  private static final double NOT_TOUCHED_MIB = 4;

  /** Standard deviation of what is anywhere within an interval, of its width. */
  private static final double UNIFORM = 1 / Math.sqrt(12);

  /** How far k and base drift from one measurement to the next: what repeats is no new proof. */
  private static final double K_DRIFTS = 0.005;

  private static final double BASE_DRIFTS_MIB = 0.5;

  /** Whatever is measured, some of a heap is resident. */
  private static final double LEAST_K = 0.1;

  /** Standard deviations from the middle of a normal distribution to its last tenth. */
  private static final double TENTH = 1.2816;

  /** Steepness at which the logistic curve is 1/10 where the normal distribution is. */
  private static final double LOGISTIC = Math.log(9);

  /** What is taken of a program before anything of its memory is known. */
  static ContainerMemory usual(GoVersion.Hazard hazard) {
    return switch (hazard) {
      case HUGE_PAGES -> HUGE_PAGES;
      case ZEROED_LARGE_OBJECTS -> ZEROED;
      case NONE -> USUAL;
    };
  }

  /** What is known after so much was allocated at once that it cannot have been written. */
  ContainerMemory leapt() {
    return unwritten == 0 || prior == UNWRITTEN_AFTER_A_LEAP
        ? this
        : new ContainerMemory(
            k,
            baseMiB,
            kVariance,
            covariance,
            baseVariance,
            UNWRITTEN_AFTER_A_LEAP,
            UNWRITTEN_AFTER_A_LEAP);
  }

  /**
   * What is known after the scavenger told how much of the heap that is mapped is in use: what is
   * neither in use nor given back counts against the limit. Within what k and base explain nothing
   * is learned; whether all of it was written is not told.
   *
   * @param least the least that is mapped of the heap, in MiB
   * @param most the most
   * @param heap the highest of the latest heaps
   */
  ContainerMemory mapped(double least, double most, double heap, double stacks) {
    double known = of(heap, stacks);
    double low = of(0, stacks) + least;
    double high = of(0, stacks) + most;
    double told = known < low ? low : Math.min(known, high);
    if (told == known) {
      return this;
    }
    return sampled(new Interval(heap, heap), stacks, told).asFarAsWritten(this);
  }

  /**
   * What is known after GOMEMLIMIT set a goal: the runtime leaves for the heap what all else that
   * it has mapped leaves of the limit, so that all that it has mapped comes to the limit, less the
   * headroom, when the heap is at that goal. Whether all of the heap was written is not told.
   *
   * @param limit GOMEMLIMIT in MiB
   * @param goal the goal that it set
   * @param stacks stacks beside it, as printed
   */
  ContainerMemory limited(double limit, double goal, double stacks) {
    double told = limit - HEADROOM_SHARE * goal - NOT_TOUCHED_MIB;
    return sampled(new Interval(goal, goal), stacks, told).asFarAsWritten(this);
  }

  /** The same, what is known of the share that is written being as before. */
  private ContainerMemory asFarAsWritten(ContainerMemory before) {
    return new ContainerMemory(
        k, baseMiB, kVariance, covariance, baseVariance, before.unwritten, before.prior);
  }

  /** Container memory in MiB at a heap and stacks of so many MiB, most likely. */
  public double of(double heap, double stacks) {
    return k * heap + STACKS * stacks + baseMiB;
  }

  /** The memory that one program in ten passes at a heap and stacks of so many MiB. */
  public double high(double heap, double stacks) {
    return of(heap, stacks) + Math.sqrt(squaredTenth(heap));
  }

  /**
   * How far the last tenth of all programs and cycles begins from {@link #of}, in MiB, squared. Not
   * by Math.hypot, which guards against an overflow that sizes cannot reach.
   */
  double squaredTenth(double heap) {
    double variance = heap * (heap * kVariance + 2 * covariance) + baseVariance;
    // What was learned at a heap that no machine holds leaves a difference of two rounded figures.
    return TENTH * TENTH * Math.max(0, variance);
  }

  /**
   * What is known after the container's memory was measured: k and base move from what is usual
   * towards what was measured, by as much as they are uncertain (a Kalman filter of two figures).
   *
   * @param heap where the heap may stand, in MiB: free pages are given back slowly, so that it is
   *     the highest of the latest peaks at least, and what it gets to before the next collection at
   *     most; what a heap in between explains is no surprise
   * @param stacks stacks beside it, as printed
   * @param measured the memory, in MiB
   */
  ContainerMemory sampled(Interval heap, double stacks, double measured) {
    double least = heap.low();
    double above = measured - of(heap.high(), stacks);
    ContainerMemory before =
        unwritten > 0 && isFarOff(of(least, stacks) - measured, least)
            ? notAllWritten()
            : isFarOff(above, heap.high()) ? holding(above) : this;
    double stands = Math.min(Math.max(least, before.heapCarried(measured, stacks)), heap.high());
    double doubt = stands > least ? before.k * (heap.high() - least) * UNIFORM : 0;
    double ofK = stands * before.kVariance + before.covariance;
    double ofBase = stands * before.covariance + before.baseVariance;
    double all = stands * ofK + ofBase + noise(stands) + doubt * doubt;
    double surprise = (measured - before.of(stands, stacks)) / all;
    return new ContainerMemory(
        Math.max(LEAST_K, before.k + ofK * surprise),
        Math.max(0, before.baseMiB + ofBase * surprise),
        before.kVariance - ofK * ofK / all + K_DRIFTS * K_DRIFTS,
        before.covariance - ofK * ofBase / all,
        before.baseVariance - ofBase * ofBase / all + BASE_DRIFTS_MIB * BASE_DRIFTS_MIB,
        0,
        0);
  }

  /** Whether neither what is not known of k and base nor the measurement explains a difference. */
  private boolean isFarOff(double difference, double heap) {
    double variance = squaredTenth(heap) / (TENTH * TENTH) + noise(heap);
    return difference > 0 && difference * difference > FAR_OFF * FAR_OFF * variance;
  }

  /** One that holds something of that size outside its heap. */
  private ContainerMemory holding(double mib) {
    return new ContainerMemory(
        k, baseMiB + mib, kVariance, covariance, baseVariance, unwritten, prior);
  }

  private ContainerMemory notAllWritten() {
    double deviation = WRITTEN_TENTH * k / TENTH;
    return new ContainerMemory(WRITTEN * k, baseMiB, deviation * deviation, 0, baseVariance, 0, 0);
  }

  /** Variance of one measurement: the peak that it belongs to is not known exactly. */
  private static double noise(double heap) {
    double ofHeap = NOISE * heap;
    return ofHeap * ofHeap + NOISE_MIB * NOISE_MIB;
  }

  /**
   * What was found in the container that neither a heap nor Go's runtime explains, in MiB: cgo,
   * mmap, other processes. GOMEMLIMIT does not count it.
   */
  public double outsideMiB() {
    return Math.max(0, baseMiB - USUAL.baseMiB);
  }

  /** The heap in MiB that a limit carries beside the stacks; not negative. */
  public double heapCarried(double limit, double stacks) {
    return Math.max(0, (limit - STACKS * stacks - baseMiB) / k);
  }

  /**
   * What is known after the program lived through a heap under a limit: the likelier that is for
   * one that does not write all than for one that does, the likelier it is such a one. Only the
   * highest heap counts, since the others lie below it and prove no more.
   */
  ContainerMemory lived(double highest, double limit) {
    if (unwritten == 0) {
      return this;
    }
    double share = prior;
    double margin = limit - of(highest, 0);
    double tenth = Math.sqrt(squaredTenth(highest));
    if (margin < FAR * tenth) {
      double most = k * highest;
      double odds = prior * (1 - over(limit - WRITTEN * most - baseMiB, WRITTEN_TENTH * most));
      share = odds / (odds + (1 - prior) * (1 - over(margin, tenth)));
    }
    return share == unwritten || Double.isNaN(share)
        ? this
        : new ContainerMemory(k, baseMiB, kVariance, covariance, baseVariance, share, prior);
  }

  /**
   * The chance that memory is over a limit.
   *
   * @param limit in MiB
   * @param heap the heap, in MiB
   * @param memory the memory of a program that writes all it allocates, most likely
   * @param tenth how far the last tenth of it begins from there
   */
  double chanceOver(double limit, double heap, double memory, double tenth) {
    double written = over(limit - memory, tenth);
    double resident = k * heap;
    return unwritten == 0
        ? written
        : written
            + unwritten
                * (over(limit - memory + (1 - WRITTEN) * resident, WRITTEN_TENTH * resident)
                    - written);
  }

  /** That of a normal distribution, the logistic curve standing for it. */
  private static double over(double margin, double tenth) {
    return 1 / (1 + Math.exp(LOGISTIC * margin / tenth));
  }

  // Written out: those of a record are made by method handles, which costs every start some time.
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof ContainerMemory that && isSame(that));
  }

  private boolean isSame(ContainerMemory that) {
    return Double.compare(k, that.k) == 0
        && Double.compare(baseMiB, that.baseMiB) == 0
        && Double.compare(kVariance, that.kVariance) == 0
        && Double.compare(covariance, that.covariance) == 0
        && Double.compare(baseVariance, that.baseVariance) == 0
        && Double.compare(unwritten, that.unwritten) == 0
        && Double.compare(prior, that.prior) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(k) + 31 * Double.hashCode(baseMiB);
  }
}
