package dev.gctrace.streams.command;

import dev.gctrace.streams.http.Address;
import dev.gctrace.streams.http.HttpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a process tells of itself. */
final class HttpOptions {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");
  private static final String KEY = "gctrace.http";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--http",
      paramLabel = "ADDRESS",
      description =
          "Health and metrics: HOST:PORT, PORT of this machine alone, or off; when nothing is told,"
              + " 9464 for run, 9465 for notify and 9466 for collect.")
  private String http;

  /**
   * Listens, unless it is told not to.
   *
   * @param settings hold the address when the option does not
   * @param otherwise the port when neither does
   * @param pages by path
   */
  Optional<HttpEndpoint> start(
      Map<String, String> settings, String otherwise, Map<String, HttpEndpoint.Page> pages)
      throws IOException {
    Optional<InetSocketAddress> address;
    try {
      address = Address.of(http != null ? http : settings.getOrDefault(KEY, otherwise));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--http: " + e.getMessage(), e);
    }
    if (address.isEmpty()) {
      return Optional.empty();
    }
    HttpEndpoint endpoint = HttpEndpoint.start(address.get(), pages);
    LOG.info(
        "listens at {}:{}",
        endpoint.address().getAddress().getHostAddress(),
        endpoint.address().getPort());
    return Optional.of(endpoint);
  }
}
