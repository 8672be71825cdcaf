/**
 * A broker and a small fleet in one process, to see the processor at work where nothing is
 * installed.
 */
package dev.gctrace.streams.demo;
