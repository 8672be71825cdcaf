/** {@code gctrace top}: the Go containers of a cluster by danger. */
package dev.gctrace.cli.top;
