package dev.gctrace.cli.options;

import dev.gctrace.cli.analysis.ContainerFilter;
import picocli.CommandLine.Option;

/** The option that chooses among the containers of a log. */
public final class ContainerOption {

  @Option(
      names = "--container",
      paramLabel = "PATTERN",
      description = "Only containers whose name, pod or namespace matches: 'orders-*'.")
  private String pattern;

  /** No option given. */
  public ContainerOption() {}

  /**
   * Which containers are meant.
   *
   * @return all of them when the option was not given
   */
  public ContainerFilter filter() {
    return pattern == null ? ContainerFilter.ALL : new ContainerFilter(pattern);
  }
}
