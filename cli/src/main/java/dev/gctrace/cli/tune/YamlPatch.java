package dev.gctrace.cli.tune;

import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.WhatIf;
import java.util.OptionalDouble;

/**
 * A setting as a strategic merge patch of a Deployment, as {@code kubectl patch --patch-file} takes
 * it.
 */
final class YamlPatch {

  private static final int LONGEST_NAME = 63;

  private YamlPatch() {}

  /**
   * The patch.
   *
   * @param outcome what is recommended
   * @param present GOGC as it is
   * @param container name of the container; null when not known
   */
  static String of(Outcome outcome, OptionalDouble present, String container) {
    WhatIf settings = outcome.settings();
    StringBuilder yaml =
        new StringBuilder("spec:\n  template:\n    spec:\n      containers:\n        - name: ");
    yaml.append(isName(container) ? container : "CONTAINER");
    settings
        .limitMiB()
        .ifPresent(
            limit ->
                yaml.append("\n          resources:\n            limits:\n              memory: ")
                    .append(Math.round(limit))
                    .append("Mi"));
    boolean paced = !settings.gogc().equals(present);
    if (paced || settings.goMemLimitMiB().isPresent()) {
      yaml.append("\n          env:");
    }
    settings
        .goMemLimitMiB()
        .ifPresent(value -> variable(yaml, "GOMEMLIMIT", Math.round(value) + "MiB"));
    if (paced) {
      variable(
          yaml,
          "GOGC",
          settings.gogc().isPresent()
              ? Long.toString(Math.round(settings.gogc().getAsDouble()))
              : "off");
    }
    return yaml.append('\n').toString();
  }

  private static void variable(StringBuilder yaml, String name, String value) {
    yaml.append("\n            - name: ")
        .append(name)
        .append("\n              value: \"")
        .append(value)
        .append('"');
  }

  /** A name comes from a log and may hold anything; Kubernetes has these only. */
  private static boolean isName(String name) {
    return name != null
        && !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
