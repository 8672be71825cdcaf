/**
 * What the commands have in common on the command line: {@link
 * dev.gctrace.cli.options.CommonOptions}, the spelling of sizes, the exit codes.
 */
package dev.gctrace.cli.options;
