package dev.gctrace.streams.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when a broker does not take a record: one that is too long for its topic is left out
 * and told of, anything else ends the program.
 */
public final class TooLargeHandler implements ProductionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  /** A handler; it needs no configuration. */
  public TooLargeHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    // Nothing to know.
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> message, Exception problem) {
    if (!(problem instanceof RecordTooLargeException)) {
      return Response.fail();
    }
    LOG.error(
        "left out: a record for {} is longer than the topic takes; {}-{}@{}",
        message.topic(),
        context.topic(),
        context.partition(),
        context.offset());
    return Response.resume();
  }
}
