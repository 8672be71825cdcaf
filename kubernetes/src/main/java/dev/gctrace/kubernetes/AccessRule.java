package dev.gctrace.kubernetes;

/** The access rule that a request lacks. */
final class AccessRule {

  private AccessRule() {}

  /** One line, and the rule as YAML for a Role or ClusterRole. */
  static String missing(ApiPath path, String said) {
    return missing(path, said, "\"" + path.verb() + "\"");
  }

  /** The same, with the verbs that the rule needs as YAML. */
  static String missing(ApiPath path, String said, String verbs) {
    boolean wide = path.namespace() == null;
    return "not allowed to "
        + path.verb()
        + " "
        + path.ruleResource()
        + (path.group().isEmpty() ? "" : " of " + path.group())
        + (wide && path.name() != null ? "" : " " + path.where())
        + said
        + "; the "
        + (wide ? "ClusterRole" : "Role")
        + " needs\n"
        + "- apiGroups: [\""
        + path.group()
        + "\"]\n"
        + "  resources: [\""
        + path.ruleResource()
        + "\"]\n"
        + "  verbs: ["
        + verbs
        + "]";
  }
}
