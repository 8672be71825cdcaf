package dev.gctrace.kubernetes;

/** Told of a {@link LeaseHold}, by the thread that renews it; it must not block. */
public interface LeaseListener {

  /** The lease is held from now on. */
  void gained();

  /** The lease was held, and is not any more. */
  void lost();

  /**
   * Somebody else holds the lease.
   *
   * @param holder who
   */
  void heldBy(String holder);

  /**
   * The lease could not be asked for, or renewed; it is tried again.
   *
   * @param problem why
   */
  void problem(ClusterProblem problem);
}
