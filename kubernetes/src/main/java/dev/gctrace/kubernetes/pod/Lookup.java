package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;

/** What a pod refers to and does not hold itself. Answers are kept for one round of reading. */
public interface Lookup {

  /** Nothing can be looked up. */
  Lookup NONE =
      new Lookup() {
        @Override
        public Answer configMap(String namespace, String name) {
          return Answer.unread("not looked up");
        }

        @Override
        public Map<String, Quantity> allocatable(String node) {
          return Map.of();
        }
      };

  /**
   * The data of a ConfigMap.
   *
   * @param namespace its namespace
   * @param name its name
   * @return the data, or why there are none
   */
  Answer configMap(String namespace, String name);

  /**
   * What a node has for all of its pods.
   *
   * @param node its name
   * @return amounts by resource; none when that is not known
   */
  Map<String, Quantity> allocatable(String node);

  /**
   * The data of a ConfigMap, or why they are not known.
   *
   * @param data key and value; null when they are not known
   * @param problem why they are not known; empty when they are, or there is no such ConfigMap
   */
  record Answer(Map<String, String> data, Optional<String> problem) {

    /**
     * Data that were read.
     *
     * @param data key and value
     * @return an answer
     */
    public static Answer of(Map<String, String> data) {
      return new Answer(Map.copyOf(data), Optional.empty());
    }

    /**
     * There is no such ConfigMap: the variables that would come from it are not set.
     *
     * @return an answer
     */
    public static Answer missing() {
      return new Answer(Map.of(), Optional.empty());
    }

    /**
     * It could not be read.
     *
     * @param problem why
     * @return an answer
     */
    public static Answer unread(String problem) {
      return new Answer(null, Optional.of(problem));
    }
  }
}
