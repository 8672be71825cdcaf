/** The commands of {@code gctrace-streams}. */
package dev.gctrace.streams.command;
