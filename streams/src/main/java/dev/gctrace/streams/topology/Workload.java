package dev.gctrace.streams.topology;

/**
 * What runs the same program in pods that replace each other, as the names of pods tell: {@code
 * orders-7d4b9c6f5d-x2x7q} is a pod of {@code orders}. Kubernetes makes such ends of 27 characters
 * that do not make words ({@code rand.SafeEncodeString}): five for a pod, up to ten before them for
 * a generation of a Deployment; a CronJob has the minute instead. A pod of a StatefulSet is
 * replaced under its own name, and is a workload of its own here, as is any other name.
 *
 * @param name the container's name without what Kubernetes has added to the pod's
 * @param generation which generation of the workload the pod is of; empty when not told
 */
record Workload(String name, String generation) {

  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
  private static final int POD_CHARS = 5;
  private static final int MIN_GENERATION_CHARS = 8;
  private static final int MAX_GENERATION_CHARS = 10;

  /** The workload of a container: {@code namespace/pod/container}, or less. */
  static Workload of(String container) {
    int slash = container.indexOf('/');
    int begin = slash + 1;
    int next = container.indexOf('/', begin);
    int end = next < 0 ? container.length() : next;
    int podEnd = segment(container, begin, end);
    if (podEnd == begin || end - podEnd - 1 != POD_CHARS || !isSafe(container, podEnd + 1, end)) {
      return new Workload(container, "");
    }
    int generationEnd = segment(container, begin, podEnd);
    boolean told = generationEnd > begin && isGeneration(container, generationEnd + 1, podEnd);
    return new Workload(
        container.substring(0, told ? generationEnd : podEnd) + container.substring(end),
        told ? container.substring(generationEnd + 1, podEnd) : "");
  }

  /** The workload's name without the container's. */
  String pods() {
    int slash = name.indexOf('/');
    int next = slash < 0 ? -1 : name.indexOf('/', slash + 1);
    return next < 0 ? name : name.substring(0, next);
  }

  /** Where the last hyphen of a name stands; its begin when it has none before something else. */
  private static int segment(String text, int begin, int end) {
    int hyphen = text.lastIndexOf('-', end - 1);
    return Math.max(hyphen, begin);
  }

  private static boolean isGeneration(String text, int from, int to) {
    int length = to - from;
    return length >= MIN_GENERATION_CHARS
        && ((length <= MAX_GENERATION_CHARS && isSafe(text, from, to)) || isNumber(text, from, to));
  }

  private static boolean isSafe(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (SAFE.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The partition that all containers of the workload have in common. */
  int partition(int partitions) {
    return Math.floorMod((int) ((name.hashCode() * 0x9e3779b97f4a7c15L) >>> 32), partitions);
  }
}
