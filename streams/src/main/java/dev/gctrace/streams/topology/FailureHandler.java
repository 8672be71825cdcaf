package dev.gctrace.streams.topology;

import dev.gctrace.streams.settings.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when a mistake of this program fails on a record: the record goes to the dead
 * letters ({@code errors.dead.letter.queue.topic.name}), and the next one is read. State of another
 * version ends the program instead.
 */
public final class FailureHandler implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  private String deadLetters;
  private int largest;

  /** A handler that is not configured yet. */
  public FailureHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    deadLetters = topic == null ? null : topic.toString();
    largest = KafkaSettings.largestRecord(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> message, Exception problem) {
    if (problem instanceof UnknownStateException) {
      return Response.fail();
    }
    LOG.error(
        "a mistake of gctrace itself at {} {}-{}@{}",
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset(),
        problem);
    if (deadLetters == null
        || (context.sourceRawKey() == null && context.sourceRawValue() == null)) {
      return Response.resume();
    }
    Original original =
        Original.of(
            context.sourceRawKey(),
            context.sourceRawValue(),
            RecordTime.of(message.timestamp(), System.currentTimeMillis()),
            context.headers(),
            largest);
    Headers headers =
        DeadLetter.headers(
            original,
            DeadLetter.Reason.FAILURE,
            problem.toString(),
            context.topic(),
            new Source(context.partition(), context.offset()));
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                deadLetters,
                null,
                original.timestamp(),
                original.key(),
                original.value(),
                headers)));
  }
}
