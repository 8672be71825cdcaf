package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.util.List;

/** Told what happens to pods while they are watched, by the thread that watches. */
public interface PodListener {

  /**
   * A pod is there, or is not as it was any more.
   *
   * @param containers its containers as they are now; never empty
   */
  void seen(List<ContainerFacts> containers);

  /**
   * A pod is gone.
   *
   * @param containers its containers as they were seen last: how they ended stands there as far as
   *     the node has told it
   */
  void gone(List<ContainerFacts> containers);

  /** All pods that are there now have been told. It happens again after a watch that broke. */
  void complete();

  /**
   * The pods cannot be watched for the moment, or at all: a refusal ends the watch, everything else
   * is tried again after a rest.
   *
   * @param problem why
   */
  void problem(ClusterProblem problem);
}
