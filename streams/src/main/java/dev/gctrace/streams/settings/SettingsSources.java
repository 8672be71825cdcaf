package dev.gctrace.streams.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Where settings come from: a properties file, then the environment, then options; the later one
 * counts.
 */
public final class SettingsSources {

  private static final String OURS = "GCTRACE_";
  private static final String KAFKA = "KAFKA_";

  private SettingsSources() {}

  /** The keys and values of a properties file in UTF-8. */
  public static Map<String, String> file(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> all = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> all.put(key, properties.getProperty(key)));
    return all;
  }

  /**
   * Settings among environment variables: {@code GCTRACE_DEAD_LETTERS} cannot be told from {@code
   * dead-letters} or {@code dead.letters}, so {@code _} stands for a dot and {@code __} for a
   * hyphen: {@code GCTRACE_TOPIC_LOGS} is {@code gctrace.topic.logs}, {@code
   * KAFKA_BOOTSTRAP_SERVERS} is {@code bootstrap.servers}.
   */
  public static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(OURS)
              && !name.equals("GCTRACE_JAVA_OPTS")
              && !name.equals("GCTRACE_LOG")) {
            all.put("gctrace." + key(name.substring(OURS.length())), value);
          } else if (name.startsWith(KAFKA)) {
            all.put(key(name.substring(KAFKA.length())), value);
          }
        });
    return all;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
  }
}
