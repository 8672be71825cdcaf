package dev.gctrace.logs;

/** Reads who the naming pieces of prefixes tell of. */
final class NameReader {

  private NameReader() {}

  /** Who an atom that stands in a range tells of. */
  static ContainerId read(Atom atom, byte[] text, int from, int to) {
    return switch (atom) {
      case KUBECTL -> pod(text, from + "[pod/".length(), to, '/', ']');
      case KAIL -> kail(text, from, to);
      case COMPOSE -> new ContainerId(null, null, upTo(text, from, to, ' '), null);
      case STERN -> pod(text, from, to, ' ', ' ');
      case STERN_NAMESPACE -> {
        String namespace = upTo(text, from, to, ' ');
        ContainerId pod = pod(text, Bytes.wordEnd(text, from, to) + 1, to, ' ', ' ');
        yield new ContainerId(namespace, pod.pod(), pod.container(), null);
      }
      case KEY -> PathIdentity.ofKey(Bytes.string(text, from, to - 1));
      case LABELS -> labels(text, from, to);
      case DYNO -> {
        int open = Bytes.indexOf(text, from, to, '[');
        yield new ContainerId(null, upTo(text, open + 1, to, ']'), null, null);
      }
      case PROGRAM -> program(text, from, to);
      case SYSLOG -> syslog(text, from, to);
      case WORD -> word(upTo(text, from, to, ' '));
      default -> throw new IllegalArgumentException(atom + " names nobody");
    };
  }

  private static ContainerId pod(byte[] text, int from, int to, char afterPod, char afterName) {
    int container = Bytes.indexOf(text, from, to, afterPod) + 1;
    return new ContainerId(
        null, upTo(text, from, to, afterPod), upTo(text, container, to, afterName), null);
  }

  private static ContainerId kail(byte[] text, int from, int to) {
    int pod = Bytes.indexOf(text, from, to, '/') + 1;
    int container = Bytes.indexOf(text, pod, to, '[') + 1;
    return new ContainerId(
        upTo(text, from, to, '/'), upTo(text, pod, to, '['), upTo(text, container, to, ']'), null);
  }

  private static ContainerId program(byte[] text, int from, int to) {
    int program = Bytes.wordEnd(text, from, to) + 1;
    String host = Bytes.string(text, from, program - 1);
    int open = Bytes.indexOf(text, program, to, '[');
    return open < 0
        ? new ContainerId(null, host, upTo(text, program, to, ':'), null)
        : new ContainerId(
            null, host, Bytes.string(text, program, open), upTo(text, open + 1, to, ']'));
  }

  /** {@code HOST PROGRAM PID}, and what stands behind them. */
  private static ContainerId syslog(byte[] text, int from, int to) {
    int program = Bytes.wordEnd(text, from, to) + 1;
    int pid = Bytes.wordEnd(text, program, to) + 1;
    return new ContainerId(
        null, syslogWord(text, from, to), syslogWord(text, program, to), syslogWord(text, pid, to));
  }

  private static String syslogWord(byte[] text, int from, int to) {
    String word = upTo(text, from, to, ' ');
    return word.equals("-") ? null : word;
  }

  /**
   * A CloudWatch stream; a host; the host as Logstash prints a map, or a field that is not there.
   */
  static ContainerId word(String word) {
    ContainerId path = PathIdentity.of(word);
    if (!path.equals(ContainerId.NONE)) {
      return path;
    }
    if (word.startsWith("%{")) {
      return ContainerId.NONE;
    }
    if (word.startsWith("{name=") && word.endsWith("}")) {
      return new ContainerId(null, word.substring(6, word.length() - 1), null, null);
    }
    // The streams of Amazon ECS: PREFIX/CONTAINER/TASK.
    String[] parts = word.split("/", -1);
    return parts.length == 3 && parts[2].length() >= 32
        ? new ContainerId(null, parts[2], parts[1], null)
        : new ContainerId(null, word, null, null);
  }

  private static ContainerId labels(byte[] text, int from, int to) {
    String namespace = null;
    String pod = null;
    String container = null;
    ContainerId path = ContainerId.NONE;
    for (Labels.Label label : Labels.read(text, from, to)) {
      switch (label.name()) {
        case "namespace", "namespace_name", "k8s_namespace_name" -> namespace = label.value();
        case "pod", "pod_name", "k8s_pod_name" -> pod = label.value();
        case "container", "container_name", "k8s_container_name" -> container = label.value();
        case "filename" -> path = PathIdentity.of(label.value());
        default -> {}
      }
    }
    return new ContainerId(namespace, pod, container, null).within(path);
  }

  private static String upTo(byte[] text, int from, int to, char end) {
    int at = Bytes.indexOf(text, from, to, end);
    return Bytes.string(text, from, at < 0 ? to : at);
  }
}
