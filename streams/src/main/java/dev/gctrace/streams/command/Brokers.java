package dev.gctrace.streams.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.LoggerFactory;

/**
 * The brokers, asked when a process starts. What keeps the process from its work is told as one
 * sentence, not as the log of a client that tries again and again.
 */
final class Brokers {

  /** Long enough for a broker that is just starting; then people want to know. */
  private static final String PATIENCE_MILLIS = "15000";

  private static final String REQUEST_MILLIS = "5000";
  private static final int PROBE_MILLIS = 2000;

  private Brokers() {}

  /** A question to the brokers. */
  interface Question<T> {
    T ask(Admin admin) throws IOException, ExecutionException, InterruptedException;
  }

  /**
   * Asks.
   *
   * @throws IOException when there is no answer; the message says why, in one line
   */
  static <T> T ask(Settings settings, Question<T> question)
      throws IOException, InterruptedException {
    Map<String, Object> kafka = KafkaSettings.admin(settings);
    if (!kafka.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)
        && !kafka.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
      kafka = new HashMap<>(kafka);
      kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
      kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }
    // All that the client would log is told by its exception, once.
    Logger client = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    Level level = client.getLevel();
    client.setLevel(Level.OFF);
    try (Admin admin = Admin.create(kafka)) {
      return question.ask(admin);
    } catch (ExecutionException | KafkaException e) {
      throw new IOException(sentence(settings, e), e);
    } finally {
      client.setLevel(level);
    }
  }

  private static String sentence(Settings settings, Exception problem) {
    String servers = settings.kafka("bootstrap.servers", KafkaSettings.LOCAL_BROKER);
    boolean away = Failures.first(problem, TimeoutException.class).isPresent();
    boolean unknown = Failures.sentence(problem).startsWith("No resolvable bootstrap urls");
    return away || unknown
        ? "no broker answers: " + String.join(", ", probe(servers))
        : Failures.sentence(problem);
  }

  /** What is at each address. */
  private static List<String> probe(String servers) {
    List<String> found = new ArrayList<>();
    for (String server : servers.split(",", -1)) {
      String address = server.strip();
      found.add(address + " " + probe(Utils.getHost(address), Utils.getPort(address)));
    }
    return found;
  }

  private static String probe(String host, Integer port) {
    if (host == null || port == null) {
      return "is no address";
    }
    try (Socket socket = new Socket()) {
      InetSocketAddress there = new InetSocketAddress(host, port);
      if (there.isUnresolved()) {
        return "is not a host that this machine knows";
      }
      socket.connect(there, PROBE_MILLIS);
      return "takes the connection and does not answer as Kafka does: check security.protocol";
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
