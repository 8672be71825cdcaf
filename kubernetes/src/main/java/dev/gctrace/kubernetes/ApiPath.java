package dev.gctrace.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What is asked of the API, in the words of its access rules.
 *
 * @param verb {@code get}, {@code list} or {@code watch}
 * @param group API group; empty for the core
 * @param version version of the group
 * @param namespace namespace; null for all of them, and for what has none
 * @param resource resource: {@code pods}
 * @param name name of the one that is meant; null for a list
 * @param subresource {@code log}; null for the thing itself
 * @param query parameters
 */
record ApiPath(
    String verb,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    Map<String, String> query) {

  static ApiPath list(String namespace, String resource) {
    return new ApiPath("list", "", "v1", namespace, resource, null, null, Map.of());
  }

  static ApiPath watch(String namespace, String resource) {
    return new ApiPath("watch", "", "v1", namespace, resource, null, null, Map.of())
        .with("watch", "true")
        .with("allowWatchBookmarks", "true");
  }

  static ApiPath get(String namespace, String resource, String name) {
    return new ApiPath("get", "", "v1", namespace, resource, name, null, Map.of());
  }

  static ApiPath log(String namespace, String pod, Map<String, String> query) {
    return new ApiPath("get", "", "v1", namespace, "pods", pod, "log", query);
  }

  static ApiPath portForward(String namespace, String pod) {
    return new ApiPath("get", "", "v1", namespace, "pods", pod, "portforward", Map.of());
  }

  ApiPath with(String parameter, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(parameter, value);
    return new ApiPath(verb, group, version, namespace, resource, name, subresource, more);
  }

  /** The path and query behind the server's address. */
  String text() {
    StringJoiner path = new StringJoiner("/");
    path.add(group.isEmpty() ? "api" : "apis/" + group).add(version);
    if (namespace != null) {
      path.add("namespaces").add(encoded(namespace));
    }
    path.add(resource);
    if (name != null) {
      path.add(encoded(name));
    }
    if (subresource != null) {
      path.add(subresource);
    }
    if (query.isEmpty()) {
      return path.toString();
    }
    StringJoiner parameters = new StringJoiner("&", "?", "");
    query.forEach((key, value) -> parameters.add(key + "=" + encoded(value)));
    return path + parameters.toString();
  }

  /** The resource as an access rule names it: {@code pods/log}. */
  String ruleResource() {
    return subresource == null ? resource : resource + "/" + subresource;
  }

  /** What is asked for, for a message: {@code pods/log of shop/orders}. */
  String what() {
    String where = namespace == null ? "" : namespace + "/";
    return name == null ? where() : where + name;
  }

  /** Where it is, for a message: {@code in namespace shop}. */
  String where() {
    return namespace == null ? "in all namespaces" : "in namespace " + namespace;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
