/** {@code gctrace watch}: follows a log and tells each collection as it comes. */
package dev.gctrace.cli.watch;
