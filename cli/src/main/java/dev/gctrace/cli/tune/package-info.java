/** {@code gctrace tune}: what a program would do under other settings, and which to take. */
package dev.gctrace.cli.tune;
