/** A cluster for tests, on the JDK's own server, that can also lie, stall and cut. */
package dev.gctrace.kubernetes.fake;
