package dev.gctrace.streams.notify;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes a whole answer, however long, and keeps its beginning as one line of printable text. */
final class FirstBytes implements BodySubscriber<String> {

  private static final int KEPT = 200;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final byte[] kept = new byte[KEPT];
  private int length;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int taken = Math.min(buffer.remaining(), KEPT - length);
      buffer.get(kept, length, taken);
      length += taken;
    }
  }

  @Override
  public void onError(Throwable problem) {
    text.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    text.complete(
        new String(kept, 0, length, StandardCharsets.UTF_8)
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip());
  }
}
