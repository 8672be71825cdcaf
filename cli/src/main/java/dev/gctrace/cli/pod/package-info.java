/** {@code gctrace pod}: one container, with everything that is known of it read from the API. */
package dev.gctrace.cli.pod;
