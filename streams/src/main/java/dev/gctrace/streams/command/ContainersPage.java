package dev.gctrace.streams.command;

import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.topology.ContainersJson;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The containers whose state is on this instance.
 *
 * @param streams holds the stores
 */
record ContainersPage(KafkaStreams streams) implements HttpEndpoint.Page {

  @Override
  public int status() {
    return streams.state() == KafkaStreams.State.RUNNING ? 200 : 503;
  }

  @Override
  public String type() {
    return "application/json";
  }

  @Override
  public void write(OutputStream out) throws IOException {
    if (status() != 200) {
      return;
    }
    try {
      ReadOnlyKeyValueStore<String, byte[]> containers =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  GctraceTopology.CONTAINERS, QueryableStoreTypes.keyValueStore()));
      ContainersJson.write(containers, out);
    } catch (InvalidStateStoreException e) {
      // The array is cut off, and so is the connection: nobody takes it for the whole.
      throw new IOException("the containers are moving to another instance", e);
    }
  }
}
