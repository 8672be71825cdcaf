package dev.gctrace.logs;

import java.util.function.Function;

/** Who wrote a record, by the fields that tell it. */
final class RecordIdentity {

  private RecordIdentity() {}

  /**
   * Who wrote a record.
   *
   * @param field what the record tells of a field; null for what it does not tell
   * @param shape the record's shape, on which the meaning of some names depends; null for none
   */
  static ContainerId of(Function<RecordField, String> field, RecordShape shape) {
    String container = withoutSlash(field.apply(RecordField.CONTAINER));
    ContainerId named =
        container != null && container.startsWith("k8s_")
            ? PathIdentity.of(container)
            : ContainerId.NONE;
    ContainerId told =
        named.equals(ContainerId.NONE)
            ? new ContainerId(
                field.apply(RecordField.NAMESPACE),
                pod(field, shape),
                container,
                field.apply(RecordField.RESTARTS))
            : named;
    String path = field.apply(RecordField.SOURCE_PATH);
    if (path != null) {
      told = told.within(PathIdentity.of(path));
    }
    String key = shape == RecordShape.KCAT ? field.apply(RecordField.KEY) : null;
    if (key != null) {
      told = told.within(PathIdentity.ofKey(key));
    }
    if (told.pod() == null && told.container() == null) {
      told = told.within(elsewhere(field));
    }
    String hash = field.apply(RecordField.CONTAINER_HASH);
    return hash == null || told.instance() != null
        ? told
        : told.within(new ContainerId(null, null, null, withoutScheme(hash)));
  }

  private static String pod(Function<RecordField, String> field, RecordShape shape) {
    String pod = field.apply(RecordField.POD);
    return pod == null && shape == RecordShape.KAIL ? field.apply(RecordField.KAIL_POD) : pod;
  }

  /** Where there is no Kubernetes: as the prefixes of text tell it. */
  private static ContainerId elsewhere(Function<RecordField, String> field) {
    String stream = field.apply(RecordField.CLOUDWATCH_STREAM);
    return stream != null
        ? NameReader.word(stream)
        : new ContainerId(
            null,
            field.apply(RecordField.HOST),
            field.apply(RecordField.PROGRAM),
            field.apply(RecordField.PROCESS));
  }

  /** Docker's names of containers begin with a slash. */
  private static String withoutSlash(String name) {
    return name != null && name.startsWith("/") ? name.substring(1) : name;
  }

  private static String withoutScheme(String id) {
    int scheme = id.indexOf("://");
    return scheme < 0 ? id : id.substring(scheme + 3);
  }
}
