package dev.gctrace.core.trace;

/**
 * A line with which a program tells why it ends. A kill by the kernel prints nothing; {@link
 * Cause#KILLED} is what a shell or a kernel log adds.
 *
 * @param cause why
 * @param text the line from the word that told it on, at most 200 characters, control characters
 *     replaced
 */
public record DeathEvent(Cause cause, String text) implements TraceEvent {

  /** Kinds of end, as go-runtime's death lines tell them. */
  public enum Cause {
    /** The runtime could not get memory from the system. */
    OUT_OF_MEMORY,
    /**
     * The kernel, or somebody with SIGKILL: {@code Killed}, {@code OOMKilled}, the kernel's own
     * line.
     */
    KILLED,
    /** No more threads. */
    THREADS,
    /** A goroutine's stack passed its limit. */
    STACK_OVERFLOW,
    /** A panic that nobody recovered. */
    PANIC,
    /** Another fatal error of the runtime: deadlock, concurrent map writes … */
    FATAL,
    /** A signal that Go prints: SIGQUIT, SIGSEGV, SIGABRT … */
    SIGNAL
  }
}
