/** The forecast at the terminal: {@link dev.gctrace.cli.Main} and one class a command. */
package dev.gctrace.cli;
