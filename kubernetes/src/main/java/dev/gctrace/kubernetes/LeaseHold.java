package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A {@code Lease} that one of several processes holds at a time: the one that does the work. It is
 * asked for in a thread of its own, renewed while it is held, and taken from a holder that has not
 * renewed it for as long as it wanted to.
 *
 * <p>A holder that cannot renew it gives it up after two thirds of its time, before anybody else
 * can take it: {@link #isHeld} then tells so at once, by this machine's clock alone. The clocks of
 * the processes are not compared.
 *
 * <p>For use by any number of threads.
 */
public final class LeaseHold implements AutoCloseable {

  /** How long a lease is good for after it was renewed, where nothing else is asked for. */
  public static final Duration USUAL = Duration.ofSeconds(15);

  /** For each of the steps of it; a pod has half a minute for all of its end. */
  private static final Duration TO_GIVE_BACK = Duration.ofSeconds(5);

  private final LeaseRecord lease;
  private final long durationNanos;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final LeaseListener listener;
  private final Thread thread = new Thread(this::run, "gctrace-lease");
  private String toldHolder = "";
  private volatile boolean closed;
  private volatile boolean held;

  /** By the clock: until when nobody else can have taken it. */
  private volatile long until;

  /**
   * A hold that has not begun.
   *
   * @param nanoTime a clock that never goes back
   * @param pause how to rest between one renewal and the next
   */
  LeaseHold(
      LeaseRecord lease,
      Duration duration,
      LongSupplier nanoTime,
      Pause pause,
      LeaseListener listener) {
    this.lease = lease;
    this.durationNanos = duration.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.listener = listener;
    thread.setDaemon(true);
  }

  LeaseHold start() {
    thread.start();
    return this;
  }

  /**
   * Whether this process holds it now.
   *
   * @return false as soon as somebody else could have taken it
   */
  public boolean isHeld() {
    return held && until - nanoTime.getAsLong() > 0;
  }

  /** Gives it back when it is held, so that another process has it at once. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TO_GIVE_BACK.toMillis());
      if (isHeld()) {
        held = false;
        lease.giveBack(TO_GIVE_BACK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClusterProblem e) {
      // Another process has it when its time is over.
      return;
    }
  }

  private void run() {
    try {
      while (!closed) {
        ask();
        pause.of(Duration.ofNanos(durationNanos / 8));
      }
    } catch (InterruptedException e) {
      // It was closed.
      return;
    } catch (RuntimeException e) {
      // A client that is closed tells so in many ways.
      if (!closed) {
        throw e;
      }
    }
  }

  /** Asks for it, or renews it, once. Only by the thread of this hold, when it has begun. */
  void ask() {
    long now = nanoTime.getAsLong();
    long patience = durationNanos / 3;
    if (held) {
      patience = Math.max(1_000_000, Math.min(patience, until - now));
    }
    try {
      Optional<String> other = lease.take(Duration.ofNanos(patience));
      if (other.isPresent()) {
        lose();
        tellHolder(other.get());
      } else {
        until = now + durationNanos / 3 * 2;
        if (!held) {
          held = true;
          toldHolder = "";
          listener.gained();
        }
      }
    } catch (ClusterProblem e) {
      if (!closed && e.kind() != Kind.CONFLICT) {
        toldHolder = "";
        listener.problem(e);
      }
    }
    if (held && until - nanoTime.getAsLong() <= 0) {
      lose();
    }
  }

  private void lose() {
    if (held) {
      held = false;
      listener.lost();
    }
  }

  private void tellHolder(String holder) {
    if (!holder.equals(toldHolder)) {
      toldHolder = holder;
      listener.heldBy(holder);
    }
  }
}
