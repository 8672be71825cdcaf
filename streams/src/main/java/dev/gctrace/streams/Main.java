package dev.gctrace.streams;

import dev.gctrace.streams.command.GctraceStreams;

/** The entry of the command line. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(GctraceStreams.commandLine().execute(args));
  }
}
