/**
 * Heap profiles of Go programs: taken through the API from the program's own {@code
 * /debug/pprof/heap}, checked, and kept in a directory or a bucket. No privilege on the node is
 * needed, only a port that the program opens.
 */
package dev.gctrace.kubernetes.profile;
