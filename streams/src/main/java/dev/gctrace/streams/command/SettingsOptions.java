package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.SettingsSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that tell the settings. */
public final class SettingsOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties: gctrace.* and every setting of Kafka's own.")
  private Path config;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Brokers to begin with; localhost:9092 when nothing is told.")
  private String bootstrapServer;

  @Option(
      names = "--limit",
      paramLabel = "SIZE",
      description = "Memory limit of containers of which pod-memory says nothing: 400Mi.")
  private String limit;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more setting; may be given again.")
  private Map<String, String> more = new LinkedHashMap<>();

  /** The settings from the file, the environment and the options. */
  public Settings settings() {
    try {
      return Settings.of(properties());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The same as keys and values, with those that are read by one command only. */
  Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    if (config != null) {
      try {
        all.putAll(SettingsSources.file(config));
      } catch (IOException | IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), "--config: cannot read " + config + ": " + e, e);
      }
    }
    all.putAll(SettingsSources.environment(System.getenv()));
    if (bootstrapServer != null) {
      all.put("bootstrap.servers", bootstrapServer);
    }
    if (limit != null) {
      all.put("gctrace.limit", limit);
    }
    all.putAll(more);
    return all;
  }
}
