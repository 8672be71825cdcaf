package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;

/** Whether the topics that a process works with are there and may be used, told in one line. */
final class TopicCheck {

  private TopicCheck() {}

  /**
   * Looks at topics.
   *
   * @param needed by name, what is to be done with each
   * @throws IOException when some are missing or may not be used, or no broker answers; the message
   *     says so in one line
   */
  static FoundTopics of(Settings settings, Map<String, AclOperation> needed)
      throws IOException, InterruptedException {
    FoundTopics found = Brokers.ask(settings, admin -> FoundTopics.of(admin, needed));
    List<String> problems = new ArrayList<>();
    if (!found.missing().isEmpty()) {
      problems.add(
          "missing topics: "
              + String.join(", ", found.missing())
              + "; make them with gctrace-streams init-topics");
    }
    if (!found.denied().isEmpty()) {
      problems.add("this user has no right to " + String.join(", ", found.denied()));
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return found;
  }
}
