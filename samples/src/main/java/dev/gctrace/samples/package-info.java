/** Small programs that embed gctrace; the build runs each of them and compares what it prints. */
package dev.gctrace.samples;
