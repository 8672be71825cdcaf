/** {@code gctrace compare}: two runs side by side. */
package dev.gctrace.cli.compare;
