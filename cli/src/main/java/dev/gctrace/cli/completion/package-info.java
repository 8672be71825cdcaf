/** {@code gctrace completion}: what a shell has to know to complete the command line. */
package dev.gctrace.cli.completion;
