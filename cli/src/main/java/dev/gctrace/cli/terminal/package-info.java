/** Drawings made of characters, for the terminal. */
package dev.gctrace.cli.terminal;
