package dev.gctrace.kubernetes;

import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import java.util.function.Consumer;

/** A list of pods, read page by page: memory holds one page. */
final class PodPages {

  /** Pods of a list that are read at a time. */
  private static final int PAGE = 100;

  private PodPages() {}

  /**
   * Reads a list.
   *
   * @param query whose list; the pods in it may be more than the query wants
   * @param pods takes each pod
   * @return the version of the list, from which a watch goes on; empty when it tells none
   */
  static String read(Api api, PodQuery query, Consumer<Pod> pods) throws ClusterProblem {
    ApiPath path = query.list(PAGE);
    String more = "";
    String version = "";
    do {
      PodList page = api.read(more.isEmpty() ? path : path.with("continue", more), PodList.class);
      page.getItems().forEach(pods);
      ListMeta metadata = page.getMetadata();
      more = metadata == null ? "" : told(metadata.getContinue());
      version = metadata == null ? "" : told(metadata.getResourceVersion());
    } while (!more.isEmpty());
    return version;
  }

  private static String told(String text) {
    return text == null ? "" : text;
  }
}
