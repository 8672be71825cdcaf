package dev.gctrace.streams.topology;

/**
 * State that another version of this program wrote. Nothing that a producer sends leads to it: it
 * ends the processor, as going on would lose what the other version knows.
 */
final class UnknownStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A version that is not known. */
  UnknownStateException(String what, int version, int known) {
    super(
        "the state of "
            + what
            + " is of version "
            + version
            + ", this program knows version "
            + known
            + ": run the version that wrote it, or begin anew under another application.id");
  }

  /** State that is damaged. */
  UnknownStateException(String what, IllegalArgumentException cause) {
    super("the state of " + what + " cannot be read: " + cause.getMessage(), cause);
  }
}
