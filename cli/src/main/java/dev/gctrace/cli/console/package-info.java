/**
 * The two ends of the command: its streams ({@link dev.gctrace.cli.console.Console}) and what is
 * known of the terminal behind them ({@link dev.gctrace.cli.console.Screen}).
 */
package dev.gctrace.cli.console;
