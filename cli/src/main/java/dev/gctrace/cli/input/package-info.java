/**
 * What stands on the command line becomes bytes: files, directories, patterns, standard input,
 * compressed or not. {@link dev.gctrace.cli.input.LogFinder} finds {@link
 * dev.gctrace.cli.input.LogSource}s, {@link dev.gctrace.cli.input.LogFeed} reads them.
 */
package dev.gctrace.cli.input;
